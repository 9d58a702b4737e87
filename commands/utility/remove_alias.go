package utility

import (
	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/interp"
	"github.com/partnershell/partnershell/shell/object"
)

func removeAliasCommand() *command.Command {
	return &command.Command{
		Name: "Remove-Alias", Class: "Microsoft.PowerShell.Commands.RemoveAliasCommand", Module: "Microsoft.PowerShell.Utility",
		Synopsis:    "Takes aliases away.",
		Description: "Removes aliases from the session.",
		Examples: []command.Example{
			{Code: `Set-Alias tmp1 Get-Date; Remove-Alias tmp1`, Remarks: "Made and removed."},
		},
		New:        func() command.Processor { return &removeAlias{} },
		DefaultSet: "Default",
	}
}

// removeAlias is Remove-Alias: takes aliases away.
type removeAlias struct {
	Name  []string      `ps:"pos=0 mandatory pipeline byname" help:"The names, wildcards allowed."`
	Scope string        `help:"The scope: Global, Local, Script, or how many scopes up."`
	Force object.Switch `help:"Does it even where something would be overwritten or is read-only."`
}

// Process implements command.Processor.
func (c *removeAlias) Process(inv *command.Invocation) error {
	rt := interp.RuntimeOf(inv)
	for _, name := range c.Name {
		a := rt.FindAlias(name)
		var e *object.ErrorRecord
		switch {
		case a == nil:
			e = object.NewError("System.Management.Automation.ItemNotFoundException", "ItemNotFoundException", object.ObjectNotFound,
				"This command cannot find a matching alias because an alias with the name '%s' does not exist.", name)
		case a.Options&interp.OptionConstant != 0 || a.Options&interp.OptionReadOnly != 0 && !bool(c.Force):
			e = object.NewError("System.Management.Automation.SessionStateUnauthorizedAccessException", "AliasNotRemovable",
				object.WriteError, "Alias was not removed because alias %s is constant or read-only.", name)
		default:
			rt.RemoveAlias(name)
			continue
		}
		e.Target = name
		if err := inv.WriteError(e); err != nil {
			return err
		}
	}
	return nil
}
