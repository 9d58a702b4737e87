package utility

import (
	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/interp"
	"github.com/partnershell/partnershell/shell/object"
)

func newVariableCommand() *command.Command {
	return &command.Command{
		Name: "New-Variable", Class: "Microsoft.PowerShell.Commands.NewVariableCommand", Module: "Microsoft.PowerShell.Utility",
		Synopsis:    "Makes a variable.",
		Description: "As Set-Variable, but fails if the variable exists; can make constants.",
		Examples: []command.Example{
			{Code: `New-Variable limit 10 -Option ReadOnly; $limit`, Remarks: "A read-only variable."},
		},
		New:           func() command.Processor { return &newVariable{} },
		ShouldProcess: true, ConfirmImpact: "Low",
		OutputTypes: []string{"System.Management.Automation.PSVariable"},
	}
}

// newVariable is New-Variable: makes a variable.
type newVariable struct {
	Name        string        `ps:"pos=0 mandatory byname" help:"The variable's name."`
	Value       object.Value  `ps:"pos=1 pipeline byname" help:"The value."`
	Description string        `help:"A description."`
	Option      object.Enum   `ps:"type=System.Management.Automation.ScopedItemOptions" help:"ReadOnly, Constant, Private or AllScope."`
	Visibility  object.Enum   `ps:"type=System.Management.Automation.SessionStateEntryVisibility" help:"Public or Private."`
	Force       object.Switch `help:"Does it even where something would be overwritten or is read-only."`
	PassThru    object.Switch `help:"Writes the objects on as well."`
	Scope       string        `ps:"notempty" help:"The scope: Global, Local, Script, or how many scopes up."`
}

// Process implements command.Processor.
func (c *newVariable) Process(inv *command.Invocation) error {
	rt := interp.RuntimeOf(inv)
	old, err := rt.VariableIn(c.Scope, c.Name)
	if err != nil {
		return err
	}
	if ok, err := inv.ShouldProcess("Name: "+c.Name+" Value: "+object.ToText(c.Value), "New variable"); !ok || err != nil {
		return err
	}
	if old != nil {
		if replaced, err := c.replace(inv, old); !replaced || err != nil {
			return err
		}
	}
	v, err := rt.DeclareVariable(c.Scope, c.Name)
	if err != nil {
		return err
	}
	if err := v.ForceSet(c.Value); err != nil {
		return err
	}
	if err := setVariableDetails(inv, v, c.Description, c.Option, c.Visibility); err != nil {
		return err
	}
	if c.PassThru {
		return inv.Write(v)
	}
	return nil
}

// replace reports whether a variable of the same name gives way, as -Force asks for; if not, an error has been written.
func (c *newVariable) replace(inv *command.Invocation, old *interp.Variable) (bool, error) {
	switch {
	case !bool(c.Force):
		e := object.NewError("System.Management.Automation.SessionStateException", "VariableAlreadyExists", object.ResourceExists,
			"A variable with name '%s' already exists.", c.Name)
		e.Target = c.Name
		return false, inv.WriteError(e)
	case old.Options()&interp.OptionConstant != 0:
		return false, inv.WriteError(notWritable(old, "VariableNotWritable", "overwrite"))
	case old.Optimized(interp.RuntimeOf(inv)):
		e := notWritable(old, "VariableNotWritableRare", "overwrite")
		e.Exception.Message = "Cannot overwrite variable " + old.Name + " because the variable has been optimized. Try using the New-Variable " +
			"or Set-Variable cmdlet (without any aliases), or dot-source the command that you are using to set the variable."
		return false, inv.WriteError(e)
	}
	return true, nil
}
