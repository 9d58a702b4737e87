package interp

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/partnershell/partnershell/shell/object"
	"github.com/partnershell/partnershell/shell/syntax"
)

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
	return rt.FindModuleVersion(syntax.ModuleSpecification{Name: name})
}

// FindModuleVersion is FindModule for a module with versions that will do.
func (rt *Runtime) FindModuleVersion(wanted syntax.ModuleSpecification) string {
	name := wanted.Name
	if strings.ContainsAny(name, "/\\") || strings.HasPrefix(strings.ToLower(filepath.Ext(name)), ".ps") {
		return rt.moduleAt(rt.location.resolve(name), wanted)
	}
	for _, dir := range modulePath() {
		if found := rt.moduleAt(filepath.Join(dir, name), wanted); found != "" {
			return found
		}
	}
	return ""
}

func modulePath() []string { return filepath.SplitList(os.Getenv("PSModulePath")) }

// moduleFile finds the file of a module that a script names: a path is meant from the script's folder.
func (rt *Runtime) moduleFile(script, name string) string {
	if strings.ContainsAny(name, "/\\") && !filepath.IsAbs(name) && script != "" {
		return rt.moduleAt(filepath.Join(filepath.Dir(script), filepath.FromSlash(strings.ReplaceAll(name, "\\", "/"))), syntax.ModuleSpecification{})
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

// LoadedModule is a module that was loaded from a file or under a name, in a version that will do; nil if there is none.
func (rt *Runtime) LoadedModule(file string, wanted syntax.ModuleSpecification) *Module {
	for _, m := range rt.modules {
		if file != "" && m.file == file || object.EqualNames(m.Name, wanted.Name) && Suits(m.Version, wanted) {
			return m
		}
	}
	return nil
}

// moduleAt finds the file of a module: the file itself, one with an extension added, or one in the module's folder.
func (rt *Runtime) moduleAt(path string, wanted syntax.ModuleSpecification) string {
	if isFile(path) {
		return path
	}
	for _, extension := range []string{".psd1", ".psm1", ".ps1"} {
		if isFile(path + extension) {
			return path + extension
		}
	}
	for _, file := range moduleFiles(path) {
		if Suits(rt.versionOf(file), wanted) {
			return file
		}
	}
	return ""
}

func isFile(path string) bool {
	info, err := os.Stat(path)
	return err == nil && !info.IsDir()
}

// moduleFiles are the module files in a module's folder: its own, and those of its versions, the newest first.
func moduleFiles(folder string) []string {
	name := filepath.Base(folder)
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil
	}
	var versions, files []string
	for _, e := range entries {
		if _, isVersion := version(e.Name()); isVersion && (e.IsDir() || e.Type()&os.ModeSymlink != 0) {
			versions = append(versions, e.Name())
		}
	}
	slices.SortFunc(versions, func(a, b string) int {
		if olderThan(a, b) {
			return 1
		}
		return -1
	})
	for _, in := range append(versions, "") {
		for _, extension := range []string{".psd1", ".psm1"} {
			if file := filepath.Join(folder, in, name+extension); isFile(file) {
				files = append(files, file)
				break
			}
		}
	}
	return files
}

func version(text string) (object.Value, bool) {
	v, err := object.Convert(text, object.LookupType("System.Version"))
	return v, err == nil && !object.IsNull(v)
}

// versionOf is the version of a module that is not loaded.
func (rt *Runtime) versionOf(file string) string {
	if folder := filepath.Base(filepath.Dir(file)); strings.EqualFold(filepath.Ext(file), ".psd1") {
		if _, ok := version(folder); ok {
			return folder
		}
		if m, _, err := rt.ReadManifest(file); err == nil {
			return m.Version
		}
	}
	return "0.0"
}

// AvailableModules are the modules on $env:PSModulePath that can be loaded, folder by folder. They are not loaded: what
// they export is what their files say.
func (rt *Runtime) AvailableModules() []*Module {
	var all []*Module
	for _, dir := range modulePath() {
		entries, err := os.ReadDir(dir)
		if err != nil {
			continue
		}
		for _, e := range entries {
			for _, file := range moduleFiles(filepath.Join(dir, e.Name())) {
				if m := rt.analyse(file); m != nil {
					all = append(all, m)
				}
			}
		}
	}
	return all
}

// analysed is what was read of a module file, as long as it does not change.
type analysed struct {
	at     time.Time
	module *Module
}

// analyse reads what a module file says, without running it; nil for what cannot be loaded, such as a program library.
func (rt *Runtime) analyse(file string) *Module {
	info, err := os.Stat(file)
	if err != nil {
		return nil
	}
	known, ok := rt.analysed[file]
	if !ok || !known.at.Equal(info.ModTime()) {
		known = analysed{info.ModTime(), rt.analyseFile(file)}
		if rt.analysed == nil {
			rt.analysed = make(map[string]analysed)
		}
		rt.analysed[file] = known
	}
	return known.module
}

func (rt *Runtime) analyseFile(file string) *Module {
	m := rt.newModule(file)
	if strings.EqualFold(filepath.Ext(file), ".psd1") {
		read, _, err := rt.ReadManifest(file)
		if err != nil || isBinary(read) {
			return nil
		}
		m = read
	}
	for _, name := range append(m.texts("NestedModules"), m.RootModule) {
		if name != "" {
			m.readExports(m.fileNamed(name))
		}
	}
	if m.manifest == nil {
		m.readExports(file)
		return m
	}
	m.exportListed()
	m.limitExports()
	return m
}

// isBinary reports whether a module is made of .NET's program libraries.
func isBinary(m *Module) bool {
	for _, name := range slices.Concat(m.texts("NestedModules"), m.texts("RequiredAssemblies"), []string{m.RootModule}) {
		if strings.EqualFold(filepath.Ext(name), ".dll") {
			return true
		}
	}
	return false
}

// exportListed adds the names that a manifest lists itself, wherever they are defined.
func (m *Module) exportListed() {
	add := func(names []string, key string) []string {
		for _, name := range m.texts(key) {
			if !object.HasWildcard(name) && !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
		return names
	}
	m.Functions = add(m.Functions, "FunctionsToExport")
	m.AliasNames = add(m.AliasNames, "AliasesToExport")
}

// readExports adds the functions and aliases that a script module defines on its top level.
func (m *Module) readExports(file string) {
	data, err := os.ReadFile(file)
	if err != nil {
		return
	}
	script, _ := syntax.Parse(file, decodeScript(data))
	if script.End == nil {
		return
	}
	for _, statement := range script.End.Statements {
		if f, ok := statement.(*syntax.FunctionDefinition); ok {
			m.Functions = append(m.Functions, f.Name)
			m.AliasNames = append(m.AliasNames, aliasAttributes(f.Body)...)
		}
	}
}

// Autoload imports the module on $env:PSModulePath that offers a command; it reports whether there is one.
func (rt *Runtime) Autoload(name string) bool {
	if rt.autoloading || rt.options.NoFiles || os.Getenv("PSModulePath") == "" || strings.ContainsAny(name, "/:.") {
		return false
	}
	if v, ok := rt.Variable("PSModuleAutoLoadingPreference"); ok && strings.EqualFold(object.ToText(v), "None") {
		return false
	}
	rt.autoloading = true
	defer func() { rt.autoloading = false }()
	module, command, qualified := strings.Cut(name, `\`)
	for _, m := range rt.AvailableModules() {
		if qualified && !object.EqualNames(m.Name, module) || !qualified && !m.offers(name) || qualified && !m.offers(command) {
			continue
		}
		loaded, err := rt.LoadModule(m.file, nil)
		if err != nil {
			return false
		}
		rt.Import(loaded, ImportOptions{Global: true})
		return true
	}
	return false
}

func (m *Module) offers(command string) bool {
	return slices.ContainsFunc(append(slices.Clone(m.Functions), m.AliasNames...), func(name string) bool { return object.EqualNames(name, command) })
}
