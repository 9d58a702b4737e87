package interp

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strings"

	"github.com/partnershell/partnershell/shell/object"
	"github.com/partnershell/partnershell/shell/syntax"
)

// Module is a script module: functions and variables with a session state of their own.
type Module struct {
	Name        string
	Path        string
	ModuleType  string // Script or Manifest
	Version     string
	Description string
	Author      string
	GUID        string
	CompanyName string
	Copyright   string
	RootModule  string // as its manifest has it
	PrivateData object.Value

	rt       *Runtime
	file     string // that was loaded: the manifest, or Path
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
	m := &Module{Name: name, rt: rt, ModuleType: "Script", Version: "0.0", PrivateData: nil}
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
	inv := &invocation{block: b.block, path: b.block.source.Name, isScript: true}
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

// listExports works out what the module exports.
func (m *Module) listExports() {
	e := m.exports
	if e == nil {
		e = &exports{functions: []string{"*"}, aliases: []string{"*"}}
	}
	m.Functions, m.Variables, m.AliasNames = nil, nil, nil
	for _, f := range m.scope.functions {
		if matchesAny(e.functions, f.Name) {
			m.Functions = append(m.Functions, f.Name)
		}
	}
	for _, a := range m.scope.aliases {
		if a != nil && matchesAny(e.aliases, a.Name) {
			m.AliasNames = append(m.AliasNames, a.Name)
		}
	}
	for i, sym := range m.scope.table.symbols {
		if v := m.scope.at(int32(i)); i >= reservedSlots && v != nil && v.set && matchesAny(e.variables, sym.name) {
			m.Variables = append(m.Variables, sym.name)
		}
	}
	sort.Strings(m.Functions)
	sort.Strings(m.Variables)
	sort.Strings(m.AliasNames)
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
	Global                       bool
	Prefix                       string
	Functions, Variables, Alias  []string // patterns; nil means all that is exported
	Force                        bool
	Args                         []object.Value
	NoClobber, DisableNameChecks bool
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
	for _, name := range m.Functions {
		if o.Functions != nil && !matchesAny(o.Functions, name) {
			continue
		}
		f := m.scope.functions[object.FoldName(name)]
		if f == nil {
			continue
		}
		as := prefixed(name, o.Prefix)
		if target.functions == nil {
			target.functions = make(map[string]*Function)
		}
		copied := *f
		copied.Name = as
		target.functions[object.FoldName(as)] = &copied
		m.imported = append(m.imported, imported{target, 'f', as})
	}
	rt.importVariables(m, target, o)
	rt.resolveVersion++
}

func (rt *Runtime) importVariables(m *Module, target *scope, o ImportOptions) {
	for _, name := range m.Variables {
		sym := intern(name)
		if v := m.scope.own(sym); v != nil && (o.Variables == nil || matchesAny(o.Variables, name)) {
			slot := target.declare(sym)
			*slot = *v
			m.imported = append(m.imported, imported{target, 'v', name})
		}
	}
	for _, name := range m.AliasNames {
		a := m.scope.aliases[object.FoldName(name)]
		if a == nil || o.Alias != nil && !matchesAny(o.Alias, name) {
			continue
		}
		if target.aliases == nil {
			target.aliases = make(map[string]*Alias)
		}
		target.aliases[object.FoldName(name)] = a
		m.imported = append(m.imported, imported{target, 'a', name})
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
		switch i.kind {
		case 'f':
			delete(i.scope.functions, object.FoldName(i.name))
		case 'a':
			delete(i.scope.aliases, object.FoldName(i.name))
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

// LoadModule reads a module file (.psm1, .psd1 or .ps1) and runs it; it is not imported yet.
func (rt *Runtime) LoadModule(path string, args []object.Value) (*Module, error) {
	if strings.EqualFold(filepath.Ext(path), ".psd1") {
		return rt.loadManifest(path, args)
	}
	f, err := rt.scriptFile(path)
	if err != nil {
		return nil, err
	}
	if err := rt.meet(f.block.ast, path); err != nil {
		return nil, err
	}
	name := strings.TrimSuffix(filepath.Base(path), filepath.Ext(path))
	m := &Module{Name: name, Path: path, file: path, rt: rt, ModuleType: "Script", Version: "0.0"}
	m.scope = newScope(rt.global, newSlotTable(), moduleScope)
	m.scope.module = m
	body := &ScriptBlock{rt: rt, block: f.block, module: m}
	if err := body.runInModule(args, discard{}); err != nil {
		return nil, err
	}
	m.listExports()
	return m, nil
}

// loadManifest reads a .psd1 and the root module that it names.
func (rt *Runtime) loadManifest(path string, args []object.Value) (*Module, error) {
	table, err := rt.ReadDataFile(path)
	if err != nil {
		return nil, err
	}
	root := rootModule(table)
	name := strings.TrimSuffix(filepath.Base(path), filepath.Ext(path))
	m := &Module{Name: name, Path: path, file: path, rt: rt, scope: newScope(rt.global, newSlotTable(), moduleScope)}
	m.scope.module = m
	if root != "" {
		file := filepath.Join(filepath.Dir(path), root)
		if filepath.Ext(file) == "" {
			file += ".psm1"
		}
		if _, err := os.Stat(file); err != nil {
			return nil, ModuleNotFound(root)
		}
		if m, err = rt.LoadModule(file, args); err != nil {
			return nil, err
		}
		m.Name, m.file = name, path
	}
	m.describe(table)
	m.limitExports(table)
	return m, nil
}

// limitExports applies the export lists of a manifest.
func (m *Module) limitExports(table *object.Dictionary) {
	limit := func(key string, names []string) []string {
		v, ok := table.Get(key)
		if !ok {
			return names
		}
		var patterns, kept []string
		for _, item := range itemsOf(v) {
			patterns = append(patterns, object.ToText(item))
		}
		for _, n := range names {
			if matchesAny(patterns, n) {
				kept = append(kept, n)
			}
		}
		return kept
	}
	m.Functions = limit("FunctionsToExport", m.Functions)
	m.Variables = limit("VariablesToExport", m.Variables)
	m.AliasNames = limit("AliasesToExport", m.AliasNames)
}

// ReadManifest reads a .psd1 as a module that is not loaded: nothing of it has run, and its commands are not there.
func (rt *Runtime) ReadManifest(path string) (*Module, *object.Dictionary, error) {
	table, err := rt.ReadDataFile(path)
	if err != nil {
		return nil, nil, err
	}
	name := strings.TrimSuffix(filepath.Base(path), filepath.Ext(path))
	m := &Module{Name: name, Path: path, file: path, rt: rt, scope: newScope(rt.global, newSlotTable(), moduleScope)}
	m.scope.module = m
	m.describe(table)
	return m, table, nil
}

// describe takes over what a manifest says of the module.
func (m *Module) describe(table *object.Dictionary) {
	text := func(key string) string { v, _ := table.Get(key); return object.ToText(v) }
	m.ModuleType, m.Version, m.Description = "Manifest", text("ModuleVersion"), text("Description")
	if m.RootModule = rootModule(table); strings.EqualFold(filepath.Ext(m.RootModule), ".psm1") {
		m.ModuleType = "Script"
	}
	m.Author, m.GUID, m.CompanyName, m.Copyright = text("Author"), text("GUID"), text("CompanyName"), text("Copyright")
	m.PrivateData, _ = table.Get("PrivateData")
}

// rootModule is the module file that a manifest names.
func rootModule(table *object.Dictionary) string {
	for _, key := range []string{"RootModule", "ModuleToProcess"} {
		if v, _ := table.Get(key); object.ToText(v) != "" {
			return object.ToText(v)
		}
	}
	return ""
}

// ModuleNotFound is the error about a module of which there is no file.
func ModuleNotFound(name string) *object.ErrorRecord {
	e := object.NewError("System.IO.FileNotFoundException", "Modules_ModuleNotFound", object.ResourceUnavailable,
		"The specified module '%s' was not loaded because no valid module file was found in any module directory.", name)
	if why := WhyNoModule(name); why != "" {
		e.Exception.Message += " " + why
	}
	e.Target = name
	return e
}

// FindModule finds a module file by name on $env:PSModulePath, or by path; empty if there is none.
func (rt *Runtime) FindModule(name string) string {
	if strings.ContainsAny(name, "/\\") || strings.HasPrefix(strings.ToLower(filepath.Ext(name)), ".ps") {
		return rt.moduleAt(rt.location.resolve(name))
	}
	for _, dir := range filepath.SplitList(os.Getenv("PSModulePath")) {
		if found := rt.moduleAt(filepath.Join(dir, name)); found != "" {
			return found
		}
	}
	return ""
}

// moduleFile finds the file of a module that a script names: a path is meant from the script's folder.
func (rt *Runtime) moduleFile(script, name string) string {
	if strings.ContainsAny(name, "/\\") && !filepath.IsAbs(name) && script != "" {
		return rt.moduleAt(filepath.Join(filepath.Dir(script), filepath.FromSlash(strings.ReplaceAll(name, "\\", "/"))))
	}
	return rt.FindModule(name)
}

// useModules imports the modules that a script uses, before any of it runs.
func (rt *Runtime) useModules(b *block) error {
	for _, u := range b.ast.UsingStatements {
		if u.Kind != syntax.UsingModule {
			continue
		}
		path := rt.moduleFile(b.source.Name, u.Module())
		if path == "" {
			continue
		}
		m := rt.loadedFrom(path)
		if m == nil {
			var err error
			if m, err = rt.LoadModule(path, nil); err != nil {
				return err
			}
		}
		rt.Import(m, ImportOptions{})
		b.addTypes(m.scope.types)
	}
	return nil
}

// addTypes makes types known in the block and what stands in it.
func (b *block) addTypes(types map[string]*object.Type) {
	if b.types == nil {
		b.types = make(map[string]*object.Type)
	}
	maps.Copy(b.types, types)
}

// loadedFrom is the module that was loaded from a file; nil if there is none.
func (rt *Runtime) loadedFrom(path string) *Module {
	for _, m := range rt.modules {
		if m.file == path {
			return m
		}
	}
	return nil
}

func (rt *Runtime) moduleAt(path string) string {
	isFile := func(p string) bool { info, err := os.Stat(p); return err == nil && !info.IsDir() }
	if isFile(path) {
		return path
	}
	base := filepath.Base(path)
	for _, candidate := range []string{path + ".psd1", path + ".psm1", path + ".ps1",
		filepath.Join(path, base+".psd1"), filepath.Join(path, base+".psm1")} {
		if isFile(candidate) {
			return candidate
		}
	}
	versions, err := filepath.Glob(filepath.Join(path, "*", base+".psd1"))
	if err != nil || len(versions) == 0 {
		return ""
	}
	sort.Strings(versions)
	return versions[len(versions)-1]
}

func moduleMembers() []*object.Member {
	type module = *Module
	names := func(definition string, f func(m module) []string, find func(m module, name string) object.Value) *object.Member {
		key := strings.Fields(definition)[1]
		return getter(key, definition+" {get;}", func(m module) object.Value {
			d := object.NewHashtable()
			for _, n := range f(m) {
				d.Set(n, find(m, n))
			}
			return d
		})
	}
	function := func(m module, name string) object.Value {
		f := m.scope.functions[object.FoldName(name)]
		if f == nil {
			return nil
		}
		return m.rt.commandInfo(&resolved{kind: isFunction, name: f.Name, fn: f})
	}
	const functions = "System.Collections.Generic.Dictionary[string,System.Management.Automation.FunctionInfo]"
	return []*object.Member{
		getter("Name", "string Name {get;}", func(m module) object.Value { return m.Name }),
		getter("Path", "string Path {get;}", func(m module) object.Value { return m.Path }),
		getter("ModuleBase", "string ModuleBase {get;}", func(m module) object.Value { return folderOf(m.Path) }),
		getter("ModuleType", "System.Management.Automation.ModuleType ModuleType {get;}",
			func(m module) object.Value { return enumValue(ns+"ModuleType", m.ModuleType) }),
		getter("Version", "version Version {get;}", func(m module) object.Value {
			v, err := object.Convert(m.Version, orObject(object.LookupType("version")))
			if err != nil {
				return m.Version
			}
			return v
		}),
		getter("Description", "string Description {get;set;}", func(m module) object.Value { return m.Description }),
		getter("Guid", "guid Guid {get;}", func(m module) object.Value {
			v, err := object.Convert(m.GUID, orObject(object.LookupType("guid")))
			if err != nil {
				return object.Guid{}
			}
			return v
		}),
		getter("RootModule", "string RootModule {get;set;}", func(m module) object.Value { return nilIfEmpty(m.RootModule) }),
		getter("CompanyName", "string CompanyName {get;set;}", func(m module) object.Value { return m.CompanyName }),
		getter("Copyright", "string Copyright {get;set;}", func(m module) object.Value { return m.Copyright }),
		getter("Author", "string Author {get;set;}", func(m module) object.Value { return m.Author }),
		getter("PrivateData", "System.Object PrivateData {get;set;}", func(m module) object.Value { return m.PrivateData }),
		names(functions+" ExportedFunctions", func(m module) []string { return m.Functions }, function),
		names("System.Collections.Generic.Dictionary[string,System.Management.Automation.CommandInfo] ExportedCommands",
			func(m module) []string { return append(slices.Clone(m.Functions), m.AliasNames...) },
			func(m module, name string) object.Value {
				if a := m.scope.aliases[object.FoldName(name)]; a != nil {
					return &CommandInfo{rt: m.rt, found: &resolved{}, alias: a}
				}
				return function(m, name)
			}),
		names("System.Collections.Generic.Dictionary[string,psvariable] ExportedVariables", func(m module) []string { return m.Variables },
			func(m module, name string) object.Value {
				return &Variable{Name: name, rt: m.rt, v: m.scope.own(intern(name)), sym: intern(name)}
			}),
		names("System.Collections.Generic.Dictionary[string,System.Management.Automation.AliasInfo] ExportedAliases",
			func(m module) []string { return m.AliasNames },
			func(m module, name string) object.Value {
				return &CommandInfo{rt: m.rt, found: &resolved{}, alias: m.scope.aliases[object.FoldName(name)]}
			}),
		property("OnRemove", "scriptblock OnRemove {get;set;}", func(m module) object.Value { return m.onRemove },
			func(m module, v object.Value) error { m.onRemove, _ = object.Base(v).(*ScriptBlock); return nil }),
		methods("Invoke", func(m module, args []object.Value) (object.Value, error) {
			b, ok := object.Base(args[0]).(*ScriptBlock)
			if !ok {
				return nil, nil
			}
			return b.in(m).Call(paramsOf(args[1:])...)
		}, "System.Object Invoke(scriptblock sb, Params System.Object[] args)"),
		method("NewBoundScriptBlock", "scriptblock NewBoundScriptBlock(scriptblock scriptBlockToBind)", func(m module, args []object.Value) (object.Value, error) {
			b, ok := object.Base(args[0]).(*ScriptBlock)
			if !ok {
				return nil, nil
			}
			return b.in(m), nil
		}),
		toString[module](),
	}
}
