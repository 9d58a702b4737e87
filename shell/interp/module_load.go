package interp

import (
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/partnershell/partnershell/shell/object"
	"github.com/partnershell/partnershell/shell/syntax"
)

// newModule is a module of a file, with nothing in it yet.
func (rt *Runtime) newModule(path string) *Module {
	name := strings.TrimSuffix(filepath.Base(path), filepath.Ext(path))
	m := &Module{Name: name, Path: path, file: path, rt: rt, ModuleType: "Script", Version: "0.0"}
	m.scope = newScope(rt.global, newSlotTable(), moduleScope)
	m.scope.module = m
	return m
}

// LoadModule reads a module file (.psm1, .psd1 or .ps1) and runs it; it is not imported yet.
func (rt *Runtime) LoadModule(path string, args []object.Value) (*Module, error) {
	m := rt.newModule(path)
	if strings.EqualFold(filepath.Ext(path), ".psd1") {
		return m, m.loadManifest(args)
	}
	if err := m.run(path, args); err != nil {
		return nil, err
	}
	m.listExports()
	return m, nil
}

// run runs a script file as code of the module.
func (m *Module) run(path string, args []object.Value) error {
	f, err := m.rt.scriptFile(path)
	if err != nil {
		return err
	}
	if err := m.rt.meet(f.block.ast, path); err != nil {
		return err
	}
	body := &ScriptBlock{rt: m.rt, block: f.block, module: m}
	return body.runInModule(args, discard{})
}

// loadManifest does what the module's manifest asks for, in PowerShell's order.
func (m *Module) loadManifest(args []object.Value) error {
	table, err := m.rt.ReadDataFile(m.file)
	if err != nil {
		return err
	}
	m.describe(table)
	for _, step := range []func() error{m.meetManifest, m.runScripts, m.loadNested} {
		if err := step(); err != nil {
			return err
		}
	}
	if m.RootModule != "" {
		path := m.fileNamed(m.RootModule)
		if path == "" {
			return ModuleNotFound(m.RootModule)
		}
		m.Path = path
		if err := m.run(path, args); err != nil {
			return err
		}
	}
	m.listExports()
	m.limitExports()
	return nil
}

// meetManifest checks PowerShellVersion and loads RequiredModules, for the whole session.
func (m *Module) meetManifest() error {
	if wanted := m.text("PowerShellVersion"); wanted != "" && olderThan(Version, wanted) {
		return m.manifestError("Modules_InsufficientPowerShellVersion", "The current PowerShell version is '"+Version+
			"'. The module '"+m.file+"' requires a minimum PowerShell version of '"+wanted+"' to run.")
	}
	for _, spec := range m.specs("RequiredModules") {
		if !m.rt.require(spec) {
			return m.manifestError("Modules_InvalidManifest", "The required module '"+spec.Name+"' is not loaded. "+
				"Load the module or remove the module from 'RequiredModules' in the file '"+m.file+"'.")
		}
	}
	return nil
}

func (m *Module) manifestError(id, message string) error {
	e := object.NewError("System.Management.Automation.MissingMemberException", id, object.ResourceUnavailable, "%s", message)
	e.Target = m.file
	return e
}

// runScripts dot-sources ScriptsToProcess where the module is imported.
func (m *Module) runScripts() error {
	here := *m.rt.here()
	here.scope = m.rt.importScope()
	for _, name := range m.texts("ScriptsToProcess") {
		f, err := m.rt.scriptFile(m.pathOf(name))
		if err != nil {
			return err
		}
		r, err := newFunctionRun(&here, f, f.Block(), ".", callSite{}, discard{}, here.streams, true)
		if err != nil {
			return err
		}
		if err := r.runAll(nil, nil); err != nil {
			return err
		}
	}
	return nil
}

// loadNested loads NestedModules: modules whose commands belong to this one, and scripts that run in it.
func (m *Module) loadNested() error {
	for _, spec := range m.specs("NestedModules") {
		path := m.fileNamed(spec.Name)
		if path == "" {
			path = m.rt.FindModule(spec.Name)
		}
		if path == "" {
			return ModuleNotFound(spec.Name)
		}
		if strings.EqualFold(filepath.Ext(path), ".ps1") {
			if err := m.run(path, nil); err != nil {
				return err
			}
			continue
		}
		nested, err := m.rt.LoadModule(path, nil)
		if err != nil {
			return err
		}
		m.Nested = append(m.Nested, nested)
		m.rt.importInto(m.scope, nested, ImportOptions{})
	}
	return nil
}

// fileNamed is a module file that the manifest names, with or without its extension; empty if it is not there.
func (m *Module) fileNamed(name string) string {
	path := m.pathOf(name)
	for _, candidate := range []string{path, path + ".psm1", path + ".psd1", path + ".ps1"} {
		if info, err := os.Stat(candidate); err == nil && !info.IsDir() {
			return candidate
		}
	}
	return ""
}

// pathOf is a path as the manifest has it, from the manifest's folder.
func (m *Module) pathOf(name string) string {
	name = filepath.FromSlash(strings.ReplaceAll(name, `\`, "/"))
	if filepath.IsAbs(name) {
		return name
	}
	return filepath.Join(filepath.Dir(m.file), name)
}

// limitExports applies the export lists of the manifest.
func (m *Module) limitExports() {
	limit := func(key string, names []string) []string {
		if _, ok := m.manifest.Get(key); !ok {
			return names
		}
		patterns := m.texts(key)
		return slices.DeleteFunc(names, func(n string) bool { return !matchesAny(patterns, n) })
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
	m := rt.newModule(path)
	m.describe(table)
	m.exportListed()
	return m, table, nil
}

// describe takes over what a manifest says of the module.
func (m *Module) describe(table *object.Dictionary) {
	m.manifest = table
	m.ModuleType, m.Version = "Manifest", m.text("ModuleVersion")
	if m.RootModule = rootModule(table); strings.EqualFold(filepath.Ext(m.RootModule), ".psm1") {
		m.ModuleType = "Script"
	}
	m.PrivateData, _ = table.Get("PrivateData")
}

// text is a text of the manifest; empty if it has none of that name.
func (m *Module) text(key string) string {
	if m.manifest == nil {
		return ""
	}
	v, _ := m.manifest.Get(key)
	return object.ToText(v)
}

// texts is a list of texts of the manifest.
func (m *Module) texts(key string) []string {
	if m.manifest == nil {
		return nil
	}
	v, _ := m.manifest.Get(key)
	var list []string
	for _, item := range itemsOf(v) {
		list = append(list, object.ToText(item))
	}
	return list
}

// specs is a list of modules of the manifest: names, or tables with ModuleName and versions.
func (m *Module) specs(key string) []syntax.ModuleSpecification {
	if m.manifest == nil {
		return nil
	}
	v, _ := m.manifest.Get(key)
	var list []syntax.ModuleSpecification
	for _, item := range itemsOf(v) {
		list = append(list, ModuleSpec(item))
	}
	return list
}

// ModuleSpec reads what names a module: its name, or a table with ModuleName and versions.
func ModuleSpec(v object.Value) syntax.ModuleSpecification {
	d, ok := object.Base(v).(*object.Dictionary)
	if !ok {
		return syntax.ModuleSpecification{Name: object.ToText(v)}
	}
	text := func(key string) string { v, _ := d.Get(key); return object.ToText(v) }
	return syntax.ModuleSpecification{Name: text("ModuleName"), Version: text("ModuleVersion"),
		MaximumVersion: text("MaximumVersion"), RequiredVersion: text("RequiredVersion")}
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
