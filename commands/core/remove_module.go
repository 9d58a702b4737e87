package core

import (
	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/interp"
	"github.com/partnershell/partnershell/shell/object"
)

func removeModuleCommand() *command.Command {
	return &command.Command{
		Name: "Remove-Module", Class: "Microsoft.PowerShell.Commands.RemoveModuleCommand", Module: "Microsoft.PowerShell.Core",
		Synopsis:    "Takes a module out of the session.",
		Description: "Removes the module's functions, aliases and variables.",
		Examples: []command.Example{
			{Code: `New-Module m1 { function f1 { 1 } } | Import-Module; Remove-Module m1`, Remarks: "Loaded and removed."},
		},
		New:           func() command.Processor { return &removeModule{} },
		ShouldProcess: true,
	}
}

// removeModule is Remove-Module: takes a module out of the session.
type removeModule struct {
	Name               []string       `ps:"set=name pos=0 mandatory pipeline" help:"The names, wildcards allowed."`
	FullyQualifiedName []object.Value `ps:"set=FullyQualifiedName pos=0 mandatory pipeline" help:"A table of module name and version."`
	ModuleInfo         []object.Value `ps:"set=ModuleInfo pos=0 mandatory pipeline" help:"The module."`
	Force              object.Switch  `help:"Does it even where something would be overwritten or is read-only."`
}

// Process implements command.Processor.
func (c *removeModule) Process(inv *command.Invocation) error {
	rt := interp.RuntimeOf(inv)
	var gone []*interp.Module
	for _, given := range c.ModuleInfo {
		if m, ok := object.Base(given).(*interp.Module); ok {
			gone = append(gone, m)
		}
	}
	names := append([]string(nil), c.Name...)
	for _, spec := range c.FullyQualifiedName {
		names = append(names, moduleName(spec))
	}
	for _, name := range names {
		found := false
		for _, m := range rt.Modules() {
			if len(namesMatching([]string{m.Name}, []string{name})) > 0 {
				gone, found = append(gone, m), true
			}
		}
		if !found && !object.HasWildcard(name) && builtInModule(inv, name) == nil {
			e := object.NewError("System.InvalidOperationException", "Modules_NoModulesRemoved", object.ResourceUnavailable,
				"No modules were removed. Verify that the specification of modules to remove is correct and those modules exist in the runspace.")
			if err := inv.WriteError(e); err != nil {
				return err
			}
		}
	}
	for _, m := range gone {
		if ok, err := inv.ShouldProcess(m.Name+" (Path: '"+m.Path+"')", "Remove-Module"); err != nil {
			return err
		} else if ok {
			if err := rt.RemoveModule(m); err != nil {
				return err
			}
		}
	}
	return nil
}
