package interp

import (
	"slices"
	"strings"

	"github.com/partnershell/partnershell/shell/object"
)

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
		getter("Description", "string Description {get;set;}", func(m module) object.Value { return m.text("Description") }),
		getter("Guid", "guid Guid {get;}", func(m module) object.Value {
			v, err := object.Convert(m.text("GUID"), orObject(object.LookupType("guid")))
			if err != nil {
				return object.Guid{}
			}
			return v
		}),
		getter("RootModule", "string RootModule {get;set;}", func(m module) object.Value { return nilIfEmpty(m.RootModule) }),
		getter("CompanyName", "string CompanyName {get;set;}", func(m module) object.Value { return m.text("CompanyName") }),
		getter("Copyright", "string Copyright {get;set;}", func(m module) object.Value { return m.text("Copyright") }),
		getter("Author", "string Author {get;set;}", func(m module) object.Value { return m.text("Author") }),
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
		getter("ReleaseNotes", "string ReleaseNotes {get;}", func(m module) object.Value { return m.galleryData("ReleaseNotes") }),
		getter("ProjectUri", "uri ProjectUri {get;}", func(m module) object.Value { return uriOrNil(m.galleryData("ProjectUri")) }),
		getter("LicenseUri", "uri LicenseUri {get;}", func(m module) object.Value { return uriOrNil(m.galleryData("LicenseUri")) }),
		getter("Tags", "System.Collections.Generic.IEnumerable[string] Tags {get;}", func(m module) object.Value {
			return object.NewArray(itemsOf(m.galleryData("Tags"))...)
		}),
		getter("HelpInfoUri", "string HelpInfoUri {get;}", func(m module) object.Value { return nilIfEmpty(m.text("HelpInfoURI")) }),
		getter("PowerShellVersion", "version PowerShellVersion {get;}", func(m module) object.Value { return versionOrNil(m.text("PowerShellVersion")) }),
		getter("CompatiblePSEditions", "System.Collections.Generic.IEnumerable[string] CompatiblePSEditions {get;}",
			func(m module) object.Value { return textArray(m.texts("CompatiblePSEditions")) }),
		getter("PSEdition", "string PSEdition {get;}", func(m module) object.Value { return edition(m.texts("CompatiblePSEditions")) }),
		getter("Scripts", "System.Collections.Generic.IEnumerable[string] Scripts {get;}", func(m module) object.Value { return textArray(m.texts("ScriptsToProcess")) }),
		getter("FileList", "System.Collections.Generic.IEnumerable[string] FileList {get;}", func(m module) object.Value { return textArray(m.texts("FileList")) }),
		getter("Prefix", "string Prefix {get;}", func(m module) object.Value { return nilIfEmpty(m.text("DefaultCommandPrefix")) }),
		getter("NestedModules", "System.Collections.ObjectModel.ReadOnlyCollection[psmoduleinfo] NestedModules {get;}", func(m module) object.Value {
			return moduleArray(m.Nested)
		}),
		getter("RequiredModules", "System.Collections.ObjectModel.ReadOnlyCollection[psmoduleinfo] RequiredModules {get;}", func(m module) object.Value {
			return moduleArray(m.required())
		}),
		names("System.Collections.Generic.Dictionary[string,System.Management.Automation.CmdletInfo] ExportedCmdlets",
			func(module) []string { return nil }, function),
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

// galleryData is an entry of PrivateData.PSData, which is for the gallery.
func (m *Module) galleryData(name string) object.Value {
	d, _ := object.Base(m.PrivateData).(*object.Dictionary)
	if d == nil {
		return nil
	}
	data, _ := d.Get("PSData")
	if d, _ = object.Base(data).(*object.Dictionary); d == nil {
		return nil
	}
	v, _ := d.Get(name)
	return v
}

func uriOrNil(v object.Value) object.Value { return convertedOrNil(v, "uri") }

func versionOrNil(text string) object.Value {
	if text == "" {
		return nil
	}
	return convertedOrNil(text, "version")
}

func convertedOrNil(v object.Value, typeName string) object.Value {
	if object.IsNull(v) {
		return nil
	}
	converted, err := object.Convert(v, orObject(object.LookupType(typeName)))
	if err != nil {
		return nil
	}
	return converted
}

func textArray(texts []string) object.Value {
	items := make([]object.Value, len(texts))
	for i, s := range texts {
		items[i] = s
	}
	return object.NewArray(items...)
}

func moduleArray(modules []*Module) object.Value {
	items := make([]object.Value, len(modules))
	for i, m := range modules {
		items[i] = m
	}
	return object.NewArray(items...)
}

// edition is what Get-Module -ListAvailable says of CompatiblePSEditions.
func edition(editions []string) string {
	if len(editions) == 0 {
		return "Desk"
	}
	shown := make([]string, len(editions))
	for i, e := range editions {
		shown[i] = strings.TrimSuffix(e, "top")
	}
	slices.Sort(shown)
	return strings.Join(shown, ",")
}

// required are the loaded modules that the manifest requires.
func (m *Module) required() []*Module {
	var list []*Module
	for _, spec := range m.specs("RequiredModules") {
		for _, loaded := range m.rt.modules {
			if object.EqualNames(loaded.Name, spec.Name) {
				list = append(list, loaded)
			}
		}
	}
	return list
}
