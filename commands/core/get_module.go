package core

import (
	"slices"

	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/interp"
	"github.com/partnershell/partnershell/shell/object"
)

func getModuleCommand() *command.Command {
	return &command.Command{
		Name: "Get-Module", Class: "Microsoft.PowerShell.Commands.GetModuleCommand", Module: "Microsoft.PowerShell.Core",
		Synopsis:    "Lists modules.",
		Description: "Those that are loaded, or with -ListAvailable those that could be.",
		Examples: []command.Example{
			{Code: `Get-Module Partner* -ListAvailable`, Remarks: "Built-in commands belong to modules."},
		},
		New:         func() command.Processor { return &getModule{} },
		DefaultSet:  "Loaded",
		OutputTypes: []string{"System.Management.Automation.PSModuleInfo"},
	}
}

// getModule is Get-Module: lists modules.
type getModule struct {
	Name               []string       `ps:"notempty set=Loaded,Available,PsSession,CimSession pos=0 pipeline" help:"The names, wildcards allowed."`
	FullyQualifiedName []object.Value `ps:"set=Loaded,Available,PsSession,CimSession byname" help:"A table of module name and version."`
	All                object.Switch  `ps:"set=Loaded,Available" help:"Also modules within modules."`
	ListAvailable      object.Switch  `ps:"set=Available mandatory; set=PsSession,CimSession" help:"Those that could be loaded."`
	PSEdition          string         `ps:"set=Available,PsSession" help:"Only modules of this edition."`
	SkipEditionCheck   object.Switch  `ps:"set=Available,PsSession,CimSession" help:"Accepted and not needed: every module fits this shell."`
	Refresh            object.Switch  `ps:"set=Available,PsSession,CimSession" help:"Accepted and not needed."`
	PSSession          object.Value   `ps:"notnull set=PsSession mandatory" help:"Not supported: there are no remote sessions."`
	CimSession         object.Value   `ps:"notnull set=CimSession mandatory" help:"Not supported: there are no CIM sessions."`
	CimResourceUri     object.Value   `ps:"type=System.Uri notnull set=CimSession" help:"Not supported: there are no CIM sessions."`
	CimNamespace       string         `ps:"notempty set=CimSession" help:"Not supported: there are no CIM sessions."`
}

// Process implements command.Processor.
func (c *getModule) Process(inv *command.Invocation) error {
	rt := interp.RuntimeOf(inv)
	seen := map[string]bool{}
	write := func(name, version string, m object.Value) error {
		if !c.wants(name, version) || !bool(c.ListAvailable) && seen[object.FoldName(name)] {
			return nil
		}
		seen[object.FoldName(name)] = true
		return inv.Write(m)
	}
	modules := rt.Modules()
	if c.ListAvailable {
		modules = rt.AvailableModules()
	}
	for _, m := range modules {
		var shown object.Value = m
		if c.ListAvailable {
			shown = object.AddTypeName(object.Wrap(m), "ModuleInfoGrouping") // under the folder that it is in
		}
		if err := write(m.Name, m.Version, shown); err != nil {
			return err
		}
	}
	for _, b := range builtInModules(inv) {
		if bool(c.ListAvailable) || b.loaded {
			if err := write(b.name, b.version, b); err != nil {
				return err
			}
		}
	}
	return nil
}

// wants reports whether a module is among those asked for.
func (c *getModule) wants(name, version string) bool {
	if len(c.Name)+len(c.FullyQualifiedName) == 0 || len(c.Name) > 0 && len(namesMatching([]string{name}, c.Name)) > 0 {
		return true
	}
	return slices.ContainsFunc(c.FullyQualifiedName, func(given object.Value) bool {
		spec := interp.ModuleSpec(given)
		return object.EqualNames(spec.Name, name) && interp.Suits(version, spec)
	})
}

// moduleName is the name in a module specification: a text, or a table with ModuleName.
func moduleName(spec object.Value) string {
	if d, ok := object.Base(spec).(*object.Dictionary); ok {
		name, _ := d.Get("ModuleName")
		return object.ToText(name)
	}
	return object.ToText(spec)
}
