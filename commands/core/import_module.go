package core

import (
	"strings"

	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/interp"
	"github.com/partnershell/partnershell/shell/object"
)

func importModuleCommand() *command.Command {
	return &command.Command{
		Name: "Import-Module", Class: "Microsoft.PowerShell.Commands.ImportModuleCommand", Module: "Microsoft.PowerShell.Core",
		Synopsis: "Loads a module.",
		Description: "Loads a script module from a file or the module path. The modules whose commands are built in " +
			"are always loaded: naming them does nothing.",
		Examples: []command.Example{
			{Code: `Import-Module ImportExcel`, Remarks: "Built in already."},
		},
		New:         func() command.Processor { return &importModule{} },
		DefaultSet:  "Name",
		OutputTypes: []string{"System.Management.Automation.PSModuleInfo"},
	}
}

// importModule is Import-Module: loads a module.
type importModule struct {
	Global               object.Switch  `help:"Into the global session."`
	Prefix               string         `ps:"notnull" help:"Put before the nouns of the module's commands."`
	Name                 []string       `ps:"set=Name,PSSession,CimSession,WinCompat pos=0 mandatory pipeline" help:"The names, wildcards allowed."`
	FullyQualifiedName   []object.Value `ps:"set=FullyQualifiedName,FullyQualifiedNameAndPSSession,FullyQualifiedNameAndWinCompat pos=0 mandatory pipeline" help:"A table of module name and version."`
	Assembly             []object.Value `ps:"type=System.Reflection.Assembly[] set=Assembly pos=0 mandatory pipeline" help:"Not supported: there is no .NET."`
	Function             []string       `ps:"notnull" help:"Names of functions."`
	Cmdlet               []string       `ps:"notnull" help:"Names of cmdlets."`
	Variable             []string       `ps:"notnull" help:"Names of variables."`
	Alias                []string       `ps:"notnull" help:"Names of aliases."`
	Force                object.Switch  `help:"Does it even where something would be overwritten or is read-only."`
	SkipEditionCheck     object.Switch  `ps:"set=Name,FullyQualifiedName,ModuleInfo,Assembly,PSSession,CimSession,FullyQualifiedNameAndPSSession" help:"Accepted and not needed: every module fits this shell."`
	PassThru             object.Switch  `help:"Writes the objects on as well."`
	AsCustomObject       object.Switch  `help:"Gives an object with the module's functions as methods."`
	MinimumVersion       object.Value   `ps:"alias=Version set=Name,PSSession,CimSession,WinCompat" help:"The lowest version that will do."`
	MaximumVersion       string         `ps:"set=Name,PSSession,CimSession,WinCompat" help:"The highest version that will do."`
	RequiredVersion      object.Value   `ps:"set=Name,PSSession,CimSession,WinCompat" help:"The version that is needed."`
	ModuleInfo           []object.Value `ps:"set=ModuleInfo pos=0 mandatory pipeline" help:"A module that is loaded already."`
	ArgumentList         []object.Value `ps:"alias=Args" help:"The arguments for the script block."`
	DisableNameChecking  object.Switch  `help:"Does not warn about unusual names."`
	NoClobber            object.Switch  `ps:"alias=NoOverwrite" help:"Leaves out commands whose names are taken."`
	Scope                string         `ps:"values=Local,Global" help:"The scope: Global, Local, Script, or how many scopes up."`
	PSSession            object.Value   `ps:"notnull set=PSSession,FullyQualifiedNameAndPSSession mandatory" help:"Not supported: there are no remote sessions."`
	CimSession           object.Value   `ps:"notnull set=CimSession mandatory" help:"Not supported: there are no CIM sessions."`
	CimResourceUri       object.Value   `ps:"type=System.Uri notnull set=CimSession" help:"Not supported: there are no CIM sessions."`
	CimNamespace         string         `ps:"notempty set=CimSession" help:"Not supported: there are no CIM sessions."`
	UseWindowsPowerShell object.Switch  `ps:"alias=UseWinPS set=WinCompat,FullyQualifiedNameAndWinCompat mandatory" help:"Accepted and not needed."`
}

// Process implements command.Processor.
func (c *importModule) Process(inv *command.Invocation) error {
	rt := interp.RuntimeOf(inv)
	for _, given := range c.ModuleInfo {
		if m, ok := object.Base(given).(*interp.Module); ok {
			if err := c.load(inv, m); err != nil {
				return err
			}
		}
	}
	names := append([]string(nil), c.Name...)
	for _, spec := range c.FullyQualifiedName {
		names = append(names, moduleName(spec))
	}
	for _, name := range names {
		if b := builtInModule(inv, name); b != nil {
			if c.PassThru {
				if err := inv.Write(b); err != nil {
					return err
				}
			}
			continue
		}
		m, err := c.find(rt, name)
		if err != nil {
			return err
		}
		if m == nil {
			if err := inv.WriteError(interp.ModuleNotFound(name)); err != nil {
				return err
			}
			continue
		}
		if err := c.load(inv, m); err != nil {
			return err
		}
	}
	return nil
}

// find gives a loaded module of the name, or loads it from its file.
func (c *importModule) find(rt *interp.Runtime, name string) (*interp.Module, error) {
	path := rt.FindModule(name)
	for _, m := range rt.Modules() {
		if !bool(c.Force) && (object.EqualNames(m.Name, name) || path != "" && m.Path == path) {
			return m, nil
		}
	}
	if path == "" {
		return nil, nil
	}
	if c.Force {
		for _, m := range rt.Modules() {
			if m.Path == path {
				if err := rt.RemoveModule(m); err != nil {
					return nil, err
				}
				break
			}
		}
	}
	return rt.LoadModule(path, c.ArgumentList)
}

func (c *importModule) load(inv *command.Invocation, m *interp.Module) error {
	o := interp.ImportOptions{Global: bool(c.Global) || strings.EqualFold(c.Scope, "Global"), Prefix: c.Prefix, Force: bool(c.Force),
		Args: c.ArgumentList, NoClobber: bool(c.NoClobber), DisableNameChecks: bool(c.DisableNameChecking)}
	if inv.IsBound("Function") {
		o.Functions = c.Function
	}
	if inv.IsBound("Variable") {
		o.Variables = c.Variable
	}
	if inv.IsBound("Alias") {
		o.Alias = c.Alias
	}
	interp.RuntimeOf(inv).Import(m, o)
	switch {
	case bool(c.AsCustomObject):
		return inv.Write(moduleObject(inv, m))
	case bool(c.PassThru):
		return inv.Write(m)
	}
	return nil
}
