package utility

import (
	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/interp"
	"github.com/partnershell/partnershell/shell/object"
)

func clearVariableCommand() *command.Command {
	return &command.Command{
		Name: "Clear-Variable", Class: "Microsoft.PowerShell.Commands.ClearVariableCommand", Module: "Microsoft.PowerShell.Utility",
		Synopsis:    "Empties variables.",
		Description: "Sets variables to $null.",
		Examples: []command.Example{
			{Code: `$a1 = 5; Clear-Variable a1; $null -eq $a1`, Remarks: "Emptied."},
		},
		New:           func() command.Processor { return &clearVariable{} },
		ShouldProcess: true,
		OutputTypes:   []string{"System.Management.Automation.PSVariable"},
	}
}

// clearVariable is Clear-Variable: empties variables.
type clearVariable struct {
	Name     []string      `ps:"pos=0 mandatory byname" help:"The names, wildcards allowed."`
	Include  []string      `help:"Only names that match one of these patterns."`
	Exclude  []string      `help:"Leaves out names that match one of these patterns."`
	Force    object.Switch `help:"Does it even where something would be overwritten or is read-only."`
	PassThru object.Switch `help:"Writes the objects on as well."`
	Scope    string        `ps:"notempty" help:"The scope: Global, Local, Script, or how many scopes up."`
}

// Process implements command.Processor.
func (c *clearVariable) Process(inv *command.Invocation) error {
	for _, name := range c.Name {
		found, err := findVariables(inv, name, variableFilter{c.Scope, c.Include, c.Exclude})
		if err != nil {
			return err
		}
		for _, v := range found {
			if err := c.clear(inv, v); err != nil {
				return err
			}
		}
	}
	return nil
}

func (c *clearVariable) clear(inv *command.Invocation, v *interp.Variable) error {
	if ok, err := inv.ShouldProcess("Name: "+v.Name, "Clear variable"); !ok || err != nil {
		return err
	}
	if v.Options()&interp.OptionConstant != 0 || v.Options()&interp.OptionReadOnly != 0 && !bool(c.Force) {
		return inv.WriteError(notWritable(v, "VariableNotWritable", "overwrite"))
	}
	if err := v.ForceSet(nil); err != nil {
		return err
	}
	if c.PassThru {
		return inv.Write(v)
	}
	return nil
}
