package utility

import (
	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/interp"
	"github.com/partnershell/partnershell/shell/object"
)

func setAliasCommand() *command.Command {
	return &command.Command{
		Name: "Set-Alias", Class: "Microsoft.PowerShell.Commands.SetAliasCommand", Module: "Microsoft.PowerShell.Utility",
		Synopsis:    "Makes or changes an alias.",
		Description: "Gives a command another name for the rest of the session.",
		Examples: []command.Example{
			{Code: `Set-Alias list Get-ChildItem; Get-Alias list`, Remarks: "A new name."},
		},
		New:           func() command.Processor { return &setAlias{} },
		ShouldProcess: true,
		OutputTypes:   []string{"System.Management.Automation.AliasInfo"},
	}
}

// setAlias is Set-Alias: makes or changes an alias.
type setAlias struct {
	Name        string        `ps:"pos=0 mandatory byname" help:"The new name."`
	Value       string        `ps:"pos=1 mandatory byname" help:"The command."`
	Description string        `help:"A description."`
	Option      object.Enum   `ps:"type=System.Management.Automation.ScopedItemOptions" help:"ReadOnly, Constant, Private or AllScope."`
	PassThru    object.Switch `help:"Writes the objects on as well."`
	Scope       string        `help:"The scope: Global, Local, Script, or how many scopes up."`
	Force       object.Switch `help:"Does it even where something would be overwritten or is read-only."`
}

// Process implements command.Processor.
func (c *setAlias) Process(inv *command.Invocation) error {
	if ok, err := inv.ShouldProcess("Name: "+c.Name+" Value: "+c.Value, "Set Alias"); !ok || err != nil {
		return err
	}
	return defineAlias(inv, newAliasOptions{name: c.Name, value: c.Value, description: c.Description, option: c.Option,
		scope: c.Scope, force: bool(c.Force), passThru: bool(c.PassThru)})
}

// newAliasOptions are what Set-Alias, New-Alias and Import-Alias make an alias of.
type newAliasOptions struct {
	name, value, description, scope string
	option                          object.Enum
	force, passThru                 bool
}

// defineAlias makes or changes an alias.
func defineAlias(inv *command.Invocation, o newAliasOptions) error {
	rt := interp.RuntimeOf(inv)
	if old := rt.FindAlias(o.name); old != nil {
		locked := old.Options&interp.OptionConstant != 0 || old.Options&interp.OptionReadOnly != 0 && !o.force
		if locked {
			e := object.NewError("System.Management.Automation.SessionStateUnauthorizedAccessException", "AliasNotWritable",
				object.WriteError, "Alias is not writeable because alias %s is read-only or constant and cannot be written to.", o.name)
			e.Target = o.name
			return inv.WriteError(e)
		}
		if old.Options&interp.OptionAllScope != 0 && o.option.EnumType != nil && o.option.Value&int64(interp.OptionAllScope) == 0 {
			e := object.NewError("System.Management.Automation.SessionStateUnauthorizedAccessException",
				"AliasAllScopeOptionCannotBeRemoved", object.WriteError,
				"The AllScope option cannot be removed from the alias '%s'.", o.name)
			e.Target = o.name
			return inv.WriteError(e)
		}
	}
	a := &interp.Alias{Name: o.name, Definition: o.value, Description: o.description, Options: interp.VariableOptions(o.option.Value)}
	if err := rt.SetAlias(o.scope, a); err != nil {
		return err
	}
	if o.passThru {
		return inv.Write(rt.Command(o.name))
	}
	return nil
}
