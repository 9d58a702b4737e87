package utility

import (
	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/interp"
	"github.com/partnershell/partnershell/shell/object"
)

func newAliasCommand() *command.Command {
	return &command.Command{
		Name: "New-Alias", Class: "Microsoft.PowerShell.Commands.NewAliasCommand", Module: "Microsoft.PowerShell.Utility",
		Synopsis:    "Makes an alias.",
		Description: "As Set-Alias, but fails if the name is taken.",
		Examples: []command.Example{
			{Code: `New-Alias top5 Select-Object; Get-Alias top5`, Remarks: "A new name."},
		},
		New:           func() command.Processor { return &newAlias{} },
		ShouldProcess: true, ConfirmImpact: "Low",
		OutputTypes: []string{"System.Management.Automation.AliasInfo"},
	}
}

// newAlias is New-Alias: makes an alias.
type newAlias struct {
	Name        string        `ps:"pos=0 mandatory byname" help:"The new name."`
	Value       string        `ps:"pos=1 mandatory byname" help:"The command."`
	Description string        `help:"A description."`
	Option      object.Enum   `ps:"type=System.Management.Automation.ScopedItemOptions" help:"ReadOnly, Constant, Private or AllScope."`
	PassThru    object.Switch `help:"Writes the objects on as well."`
	Scope       string        `help:"The scope: Global, Local, Script, or how many scopes up."`
	Force       object.Switch `help:"Does it even where something would be overwritten or is read-only."`
}

// Process implements command.Processor.
func (c *newAlias) Process(inv *command.Invocation) error {
	if ok, err := inv.ShouldProcess("Name: "+c.Name+" Value: "+c.Value, "New Alias"); !ok || err != nil {
		return err
	}
	if !bool(c.Force) && interp.RuntimeOf(inv).FindAlias(c.Name) != nil {
		e := object.NewError("System.Management.Automation.SessionStateException", "AliasAlreadyExists", object.ResourceExists,
			"The alias is not allowed, because an alias with the name '%s' already exists.", c.Name)
		e.Target = c.Name
		return inv.WriteError(e)
	}
	return defineAlias(inv, newAliasOptions{name: c.Name, value: c.Value, description: c.Description, option: c.Option,
		scope: c.Scope, force: bool(c.Force), passThru: bool(c.PassThru)})
}
