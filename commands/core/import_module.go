package core

import (
	"slices"
	"strings"

	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/interp"
	"github.com/partnershell/partnershell/shell/object"
	"github.com/partnershell/partnershell/shell/syntax"
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
	for _, given := range c.ModuleInfo {
		if m, ok := object.Base(given).(*interp.Module); ok {
			if err := c.load(inv, m); err != nil {
				return err
			}
		}
	}
	for _, spec := range c.specs() {
		if err := c.one(inv, spec); err != nil {
			return err
		}
	}
	return nil
}

// specs are the modules that are asked for by name.
func (c *importModule) specs() []syntax.ModuleSpecification {
	var list []syntax.ModuleSpecification
	for _, name := range c.Name {
		list = append(list, syntax.ModuleSpecification{Name: name, Version: object.ToText(c.MinimumVersion),
			MaximumVersion: c.MaximumVersion, RequiredVersion: object.ToText(c.RequiredVersion)})
	}
	for _, given := range c.FullyQualifiedName {
		list = append(list, interp.ModuleSpec(given))
	}
	return list
}

func (c *importModule) one(inv *command.Invocation, spec syntax.ModuleSpecification) error {
	if b := builtInModule(inv, spec.Name); b != nil {
		if c.PassThru {
			return inv.Write(b)
		}
		return nil
	}
	m, err := c.find(interp.RuntimeOf(inv), spec)
	if e, ok := err.(*object.ErrorRecord); ok && e.Position.Line > 0 { // of the module's own code
		return interp.WriteScriptError(inv, e)
	}
	if err != nil {
		return err
	}
	if m == nil {
		return inv.WriteError(notFound(spec))
	}
	return c.load(inv, m)
}

// notFound is the error about a module that there is not, or not in a version that will do.
func notFound(spec syntax.ModuleSpecification) *object.ErrorRecord {
	e := interp.ModuleNotFound(spec.Name)
	version := spec.RequiredVersion
	if version == "" {
		version = spec.Version
	}
	if version != "" {
		e.ID = "Modules_ModuleWithVersionNotFound"
		e.Exception.Message = "The specified module '" + spec.Name + "' with version '" + version +
			"' was not loaded because no valid module file was found in any module directory."
	}
	return e
}

// find gives a loaded module, or loads it from its file; nil if there is none.
func (c *importModule) find(rt *interp.Runtime, spec syntax.ModuleSpecification) (*interp.Module, error) {
	path := rt.FindModuleVersion(spec)
	if loaded := rt.LoadedModule(path, spec); loaded != nil {
		if !c.Force || path == "" {
			return loaded, nil
		}
		if err := rt.RemoveModule(loaded); err != nil {
			return nil, err
		}
	}
	if path == "" {
		return nil, nil
	}
	return rt.LoadModule(path, c.ArgumentList)
}

func (c *importModule) load(inv *command.Invocation, m *interp.Module) error {
	interp.RuntimeOf(inv).Import(m, interp.ImportOptions{
		Global: bool(c.Global) || strings.EqualFold(c.Scope, "Global"), Prefix: c.Prefix, NoClobber: bool(c.NoClobber),
		Functions: c.Function, Cmdlets: c.Cmdlet, Variables: c.Variable, Alias: c.Alias,
	})
	if !bool(c.DisableNameChecking) && slices.ContainsFunc(m.Functions, hasOddVerb) {
		if err := inv.Warning("The names of some imported commands from the module '" + m.Name + "' include unapproved verbs that " +
			"might make them less discoverable. To find the commands with unapproved verbs, run the Import-Module command again " +
			"with the Verbose parameter. For a list of approved verbs, type Get-Verb."); err != nil {
			return err
		}
	}
	switch {
	case bool(c.AsCustomObject):
		return inv.Write(moduleObject(inv, m))
	case bool(c.PassThru):
		return inv.Write(m)
	}
	return nil
}

func hasOddVerb(name string) bool {
	verb, _, ok := strings.Cut(name, "-")
	return ok && !command.IsVerb(verb)
}
