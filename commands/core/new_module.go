package core

import (
	"crypto/rand"

	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/interp"
	"github.com/partnershell/partnershell/shell/object"
)

func newModuleCommand() *command.Command {
	return &command.Command{
		Name: "New-Module", Class: "Microsoft.PowerShell.Commands.NewModuleCommand", Module: "Microsoft.PowerShell.Core",
		Synopsis:    "Makes a module of a script block.",
		Description: "The block runs in a scope of its own; what it defines or exports becomes available.",
		Examples: []command.Example{
			{Code: `New-Module m2 { function f2 { 'hello' } } | Import-Module; f2`, Remarks: "A function of a module."},
		},
		New:         func() command.Processor { return &newModule{} },
		DefaultSet:  "ScriptBlock",
		OutputTypes: []string{"System.Management.Automation.PSModuleInfo"},
	}
}

// newModule is New-Module: makes a module of a script block.
type newModule struct {
	Name           string          `ps:"set=Name pos=0 mandatory pipeline" help:"The module's name."`
	ScriptBlock    object.Callable `ps:"notnull; set=Name pos=1 mandatory; set=ScriptBlock pos=0 mandatory" help:"What the module defines."`
	Function       []string        `ps:"notnull" help:"Names of functions."`
	Cmdlet         []string        `ps:"notnull" help:"Names of cmdlets."`
	ReturnResult   object.Switch   `help:"Runs the block and gives what it writes."`
	AsCustomObject object.Switch   `help:"Gives an object with the module's functions as methods."`
	ArgumentList   []object.Value  `ps:"alias=Args remaining" help:"The arguments for the script block."`
}

// Process implements command.Processor.
func (c *newModule) Process(inv *command.Invocation) error {
	rt := interp.RuntimeOf(inv)
	block, ok := c.ScriptBlock.(*interp.ScriptBlock)
	if !ok {
		return nil
	}
	name := c.Name
	if name == "" {
		name = "__DynamicModule_" + randomID()
	}
	var out func(object.Value) error
	if c.ReturnResult {
		out = inv.Write
	}
	m, err := rt.NewModule(name, block, c.ArgumentList, out)
	if e, ok := err.(*object.ErrorRecord); ok { // of the module's own code
		return interp.WriteScriptError(inv, e)
	}
	if err != nil || bool(c.ReturnResult) {
		return err
	}
	if len(c.Function) > 0 {
		m.Functions = namesMatching(m.Functions, c.Function)
	}
	if c.AsCustomObject {
		return inv.Write(moduleObject(inv, m))
	}
	rt.Import(m, interp.ImportOptions{})
	return inv.Write(m)
}

// namesMatching keeps the names that match one of the patterns.
func namesMatching(names, patterns []string) []string {
	var kept []string
	for _, name := range names {
		for _, p := range patterns {
			if w, err := object.CompileWildcard(p, true); err == nil && w.Match(name) {
				kept = append(kept, name)
				break
			}
		}
	}
	return kept
}

// randomID is a random GUID's text.
func randomID() string {
	var g object.Guid
	_, _ = rand.Read(g[:]) // never fails
	return object.ToText(g)
}

// moduleObject is an object with a module's functions as methods and its variables as properties.
func moduleObject(inv *command.Invocation, m *interp.Module) object.Value {
	o := object.NewCustomObject(object.EmptyShape, nil)
	for _, e := range exportsOf(m, "ExportedVariables") {
		v, ok := e.Value.(*interp.Variable)
		if !ok {
			continue
		}
		object.AddMember(o, &object.Member{Name: v.Name, Kind: object.NoteProperty,
			Get: func(object.Value) (object.Value, error) { return v.Value(), nil },
			Set: func(_, value object.Value) error { return v.Set(value) }})
	}
	for _, e := range exportsOf(m, "ExportedFunctions") {
		info, ok := e.Value.(*interp.CommandInfo)
		if !ok || info.Function() == nil {
			continue
		}
		body := info.Function().Block()
		object.AddMember(o, &object.Member{Name: object.ToText(e.Key), Kind: object.ScriptMethod,
			Overloads: []object.Overload{{Signature: "System.Object " + object.ToText(e.Key) + "();",
				Call: func(_ object.Value, args []object.Value) (object.Value, error) { return body.Call(args...) }}}})
	}
	return o
}

// exportsOf are the entries of one of a module's tables of what it exports.
func exportsOf(m *interp.Module, table string) []object.Entry {
	exported, _, _ := object.GetProperty(m, table)
	if d, ok := exported.(*object.Dictionary); ok {
		return d.Entries()
	}
	return nil
}
