package interp

import (
	"slices"
	"sort"
	"strings"

	"github.com/partnershell/partnershell/shell/object"
)

// Module is a script module: functions and variables with a session state of their own.
type Module struct {
	Name        string
	Path        string
	ModuleType  string // Script or Manifest
	Version     string
	RootModule  string // as its manifest has it
	PrivateData object.Value
	Nested      []*Module

	rt       *Runtime
	file     string             // that was loaded: the manifest, or Path
	manifest *object.Dictionary // nil if there is none
	scope    *scope
	exports  *exports // nil until Export-ModuleMember says: all functions and aliases
	imported []imported
	onRemove *ScriptBlock

	Functions, Variables, AliasNames []string // what it exports, sorted
}

// exports are the patterns of Export-ModuleMember.
type exports struct{ functions, variables, aliases []string }

// imported is one thing that importing a module put into a scope.
type imported struct {
	scope *scope
	kind  byte // f, v or a
	name  string
}

var moduleType = object.Define(ns+"PSModuleInfo", object.ClassType, nil)

// Type implements object.Object.
func (*Module) Type() *object.Type {
	defineEngineMembers()
	return moduleType
}

// String is the module's name.
func (m *Module) String() string { return m.Name }

// NewModule runs a script block as a module's body, as New-Module does; the output of the body is written to out.
func (rt *Runtime) NewModule(name string, b *ScriptBlock, args []object.Value, out func(object.Value) error) (*Module, error) {
	m := &Module{Name: name, rt: rt, ModuleType: "Script", Version: "0.0"}
	m.scope = newScope(rt.global, newSlotTable(), moduleScope)
	m.scope.module = m
	body := &ScriptBlock{rt: rt, block: b.block, module: m, closure: b.closure}
	body.block = newBlock(b.block.ast, b.block.outer)
	body.block.extent = b.block.extent
	if out == nil {
		out = func(object.Value) error { return nil }
	}
	if err := body.runInModule(args, sinkFunc(out)); err != nil {
		return nil, err
	}
	m.listExports()
	return m, nil
}

// runInModule runs a module's code in the module's own scope.
func (b *ScriptBlock) runInModule(args []object.Value, out sink) error {
	rt := b.rt
	if err := b.block.prepare(rt); err != nil {
		return err
	}
	inv := &invocation{block: b.block, path: b.block.source.Name, isScript: true, module: b.module}
	fr := &frame{rt: rt, scope: b.module.scope, out: out, streams: rt.here().streams, block: b.block, call: inv}
	b.module.scope.call = inv
	r := &functionRun{caller: rt.here(), fr: fr, block: b.block, dotted: true}
	return r.runAll(bindArgs(args), nil)
}

// Export is Export-ModuleMember, called by the module's own code.
func (rt *Runtime) Export(functions, variables, aliases []string) error {
	m := rt.here().scope.module
	if m == nil {
		return object.NewError("System.InvalidOperationException", "Modules_CanOnlyExecuteExportModuleMemberInsideAModule",
			object.PermissionDenied, "The Export-ModuleMember cmdlet can only be called from inside a module.")
	}
	if m.exports == nil {
		m.exports = &exports{}
	}
	m.exports.functions = append(m.exports.functions, functions...)
	m.exports.variables = append(m.exports.variables, variables...)
	m.exports.aliases = append(m.exports.aliases, aliases...)
	m.listExports()
	return nil
}

// listExports works out what the module exports: what Export-ModuleMember says, or else its own functions and aliases;
// and what its nested modules export.
func (m *Module) listExports() {
	e, own := m.exports, m.exports == nil
	if own {
		e = &exports{functions: []string{"*"}, aliases: []string{"*"}}
	}
	m.Functions, m.Variables, m.AliasNames = nil, nil, nil
	for _, f := range m.scope.functions {
		if matchesAny(e.functions, f.Name) && (!own || f.Module == m) {
			m.Functions = append(m.Functions, f.Name)
		}
	}
	for _, a := range m.scope.aliases {
		if a != nil && matchesAny(e.aliases, a.Name) && (!own || a.Module == m) {
			m.AliasNames = append(m.AliasNames, a.Name)
		}
	}
	for _, n := range m.Nested {
		m.Functions = append(m.Functions, n.Functions...)
		m.AliasNames = append(m.AliasNames, n.AliasNames...)
	}
	for i, sym := range m.scope.table.symbols {
		if v := m.scope.at(int32(i)); i >= reservedSlots && v != nil && v.set && matchesAny(e.variables, sym.name) {
			m.Variables = append(m.Variables, sym.name)
		}
	}
	for _, names := range []*[]string{&m.Functions, &m.Variables, &m.AliasNames} {
		sort.Strings(*names)
		*names = slices.Compact(*names)
	}
}

func matchesAny(patterns []string, name string) bool {
	for _, p := range patterns {
		if object.EqualNames(p, name) {
			return true
		}
		if w, err := object.CompileWildcard(p, true); err == nil && w.Match(name) {
			return true
		}
	}
	return false
}

// ImportOptions are those of Import-Module.
type ImportOptions struct {
	Global bool
	Prefix string
	// Patterns of what is wanted; where one of the lists is given, nothing of the other kinds is.
	Functions, Cmdlets, Variables, Alias []string
	NoClobber                            bool
}

func (o *ImportOptions) wants(patterns []string, name string) bool {
	if patterns == nil {
		return o.Functions == nil && o.Cmdlets == nil && o.Variables == nil && o.Alias == nil
	}
	return matchesAny(patterns, name)
}

// Import puts what a module exports into the session.
func (rt *Runtime) Import(m *Module, o ImportOptions) {
	target := rt.global
	if !o.Global {
		target = rt.importScope()
	}
	if !rt.isLoaded(m) {
		rt.modules = append(rt.modules, m)
	}
	if o.Prefix == "" {
		o.Prefix = m.text("DefaultCommandPrefix")
	}
	rt.importInto(target, m, o)
}

func (rt *Runtime) importInto(target *scope, m *Module, o ImportOptions) {
	for _, name := range m.Functions {
		f := m.scope.functions[object.FoldName(name)]
		if f == nil || !o.wants(o.Functions, name) {
			continue
		}
		copied := *f
		copied.Name, copied.from = prefixed(name, o.Prefix), m
		key := object.FoldName(copied.Name)
		if target.functions == nil {
			target.functions = make(map[string]*Function)
		}
		if o.NoClobber && (target.functions[key] != nil || rt.registry.Find(copied.Name) != nil) {
			continue
		}
		target.functions[key] = &copied
		m.imported = append(m.imported, imported{target, 'f', copied.Name})
	}
	rt.importVariables(m, target, o)
	rt.importAliases(m, target, o)
	rt.resolveVersion++
}

func (rt *Runtime) importVariables(m *Module, target *scope, o ImportOptions) {
	for _, name := range m.Variables {
		sym := intern(name)
		if v := m.scope.own(sym); v != nil && o.wants(o.Variables, name) {
			slot := target.declare(sym)
			*slot = *v
			m.imported = append(m.imported, imported{target, 'v', name})
		}
	}
}

func (rt *Runtime) importAliases(m *Module, target *scope, o ImportOptions) {
	for _, name := range m.AliasNames {
		a := m.scope.aliases[object.FoldName(name)]
		if a == nil || !o.wants(o.Alias, name) {
			continue
		}
		copied := *a
		copied.Name = prefixed(name, o.Prefix)
		if m.scope.functions[object.FoldName(a.Definition)] != nil {
			copied.Definition = prefixed(a.Definition, o.Prefix)
		}
		target.setAlias(&copied)
		m.imported = append(m.imported, imported{target, 'a', copied.Name})
	}
}

// importScope is where Import-Module puts commands: the session, or the module that imports.
func (rt *Runtime) importScope() *scope {
	s := rt.here().scope
	for s.kind != globalScope && s.kind != moduleScope && s.parent != nil {
		s = s.parent
	}
	return s
}

// prefixed puts a prefix before the noun of a command's name.
func prefixed(name, prefix string) string {
	if prefix == "" {
		return name
	}
	verb, noun, ok := strings.Cut(name, "-")
	if !ok {
		return prefix + name
	}
	return verb + "-" + prefix + noun
}

func (rt *Runtime) isLoaded(m *Module) bool {
	for _, known := range rt.modules {
		if known == m {
			return true
		}
	}
	return false
}

// Modules are the loaded modules, in the order of import.
func (rt *Runtime) Modules() []*Module { return rt.modules }

// RemoveModule takes a module's commands and variables away again.
func (rt *Runtime) RemoveModule(m *Module) error {
	if m.onRemove != nil {
		if _, err := m.onRemove.Call(); err != nil {
			return err
		}
	}
	for _, i := range m.imported {
		switch key := object.FoldName(i.name); i.kind {
		case 'f':
			if f := i.scope.functions[key]; f != nil && m.owns(f.Module) {
				delete(i.scope.functions, key)
			}
		case 'a':
			delete(i.scope.aliases, key)
		case 'v':
			if v := i.scope.own(intern(i.name)); v != nil {
				*v = variable{}
			}
		}
	}
	for n, known := range rt.modules {
		if known == m {
			rt.modules = append(rt.modules[:n], rt.modules[n+1:]...)
			break
		}
	}
	rt.resolveVersion++
	return nil
}

// owns reports whether a module is this one or belongs to it.
func (m *Module) owns(other *Module) bool {
	return other == m || slices.ContainsFunc(m.Nested, func(n *Module) bool { return n.owns(other) })
}
