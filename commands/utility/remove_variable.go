package utility

import (
	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/interp"
	"github.com/partnershell/partnershell/shell/object"
)

func removeVariableCommand() *command.Command {
	return &command.Command{
		Name: "Remove-Variable", Class: "Microsoft.PowerShell.Commands.RemoveVariableCommand", Module: "Microsoft.PowerShell.Utility",
		Synopsis:    "Takes variables away.",
		Description: "Removes variables from their scope.",
		Examples: []command.Example{
			{Code: `$a1 = 5; Remove-Variable a1; Test-Path variable:a1`, Remarks: "Removed."},
		},
		New:           func() command.Processor { return &removeVariable{} },
		ShouldProcess: true,
	}
}

// removeVariable is Remove-Variable: takes variables away.
type removeVariable struct {
	Name    []string      `ps:"pos=0 mandatory byname" help:"The names, wildcards allowed."`
	Include []string      `help:"Only names that match one of these patterns."`
	Exclude []string      `help:"Leaves out names that match one of these patterns."`
	Force   object.Switch `help:"Does it even where something would be overwritten or is read-only."`
	Scope   string        `ps:"notempty" help:"The scope: Global, Local, Script, or how many scopes up."`
}

// Process implements command.Processor.
func (c *removeVariable) Process(inv *command.Invocation) error {
	scope := c.Scope
	if scope == "" {
		scope = "Local"
	}
	for _, name := range c.Name {
		found, err := findVariables(inv, name, variableFilter{scope, c.Include, c.Exclude})
		if err != nil {
			return err
		}
		for _, v := range found {
			if err := c.remove(inv, v); err != nil {
				return err
			}
		}
	}
	return nil
}

func (c *removeVariable) remove(inv *command.Invocation, v *interp.Variable) error {
	if ok, err := inv.ShouldProcess("Name: "+v.Name, "Remove variable"); !ok || err != nil {
		return err
	}
	if v.Options()&interp.OptionConstant != 0 || v.Options()&interp.OptionReadOnly != 0 && !bool(c.Force) {
		e := notWritable(v, "VariableNotRemovable", "remove")
		e.Exception.Message = "Cannot remove variable " + v.Name + " because it is constant or read-only. If the variable is " +
			"read-only, try the operation again specifying the Force option."
		return inv.WriteError(e)
	}
	if v.Optimized(interp.RuntimeOf(inv)) {
		e := notWritable(v, "VariableNotRemovableRare", "remove")
		e.Exception.Message = "Cannot remove variable " + v.Name + " because the variable has been optimized and is not removable. " +
			"Try using the Remove-Variable cmdlet (without any aliases), or dot-sourcing the command that you are using to remove the variable."
		return inv.WriteError(e)
	}
	v.Remove()
	return nil
}
