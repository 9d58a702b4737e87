package core

import (
	"sort"
	"strings"
	"sync"

	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/interp"
	"github.com/partnershell/partnershell/shell/object"
)

// builtIn is a module whose commands are compiled in: it is there without a file, and importing it does nothing.
type builtIn struct {
	name, version string
	commands      []string
	loaded        bool // shown by Get-Module without -ListAvailable
}

var builtInType = sync.OnceValue(func() *object.Type {
	t := object.LookupType("System.Management.Automation.PSModuleInfo")
	if t == nil {
		t = object.Define("System.Management.Automation.PSModuleInfo", object.ClassType, nil)
	}
	built := object.Define("System.Management.Automation.PSModuleInfo#BuiltIn", object.ClassType, t)
	built.SetMembers(builtInMembers)
	return built
})

func builtInMembers() []*object.Member {
	property := func(name string, get func(*builtIn) object.Value) *object.Member {
		return &object.Member{Name: name, Kind: object.PropertyMember, Get: func(recv object.Value) (object.Value, error) {
			b, ok := recv.(*builtIn)
			if !ok {
				return nil, nil
			}
			return get(b), nil
		}}
	}
	return []*object.Member{
		property("Name", func(b *builtIn) object.Value { return b.name }),
		property("Version", func(b *builtIn) object.Value { return versionValue(b.version) }),
		property("ModuleType", func(*builtIn) object.Value { return enumNamed("System.Management.Automation.ModuleType", "Binary") }),
		property("Path", func(*builtIn) object.Value { return "" }),
		property("ModuleBase", func(*builtIn) object.Value { return "" }),
		property("Description", func(*builtIn) object.Value { return "Built in." }),
		property("ExportedCommands", func(b *builtIn) object.Value { return b.exported() }),
		property("ExportedCmdlets", func(b *builtIn) object.Value { return b.exported() }),
		property("ExportedFunctions", func(*builtIn) object.Value { return object.NewHashtable() }),
	}
}

func versionValue(text string) object.Value {
	t := object.LookupType("System.Version")
	if t == nil {
		return text
	}
	v, err := object.Convert(text, t)
	if err != nil {
		return text
	}
	return v
}

// Type implements object.Object.
func (*builtIn) Type() *object.Type { return builtInType() }

// Text implements object.Texter.
func (b *builtIn) Text() string { return b.name }

func (b *builtIn) exported() object.Value {
	table := object.NewHashtable()
	for _, name := range b.commands {
		table.Set(name, name)
	}
	return table
}

// builtInModules lists the modules of the compiled commands, sorted by name.
func builtInModules(inv *command.Invocation) []*builtIn {
	byName := map[string]*builtIn{}
	registry := interp.RuntimeOf(inv).Registry()
	for _, name := range registry.Names() {
		c := registry.Find(name)
		key := object.FoldName(c.Module)
		if byName[key] == nil {
			byName[key] = &builtIn{name: c.Module, version: interp.ModuleVersion(c.Module)}
		}
		b := byName[key]
		b.commands = append(b.commands, c.Name)
		b.loaded = b.loaded || strings.HasPrefix(c.Module, "Microsoft.PowerShell.") && c.Module != "Microsoft.PowerShell.Core"
	}
	var all []*builtIn
	for _, b := range byName {
		if b.name != "" && b.name != "Microsoft.PowerShell.Core" {
			all = append(all, b)
		}
	}
	sort.Slice(all, func(i, j int) bool { return object.FoldName(all[i].name) < object.FoldName(all[j].name) })
	return all
}

// builtInModule finds a built-in module by name; nil if there is none.
func builtInModule(inv *command.Invocation, name string) *builtIn {
	for _, b := range builtInModules(inv) {
		if object.EqualNames(b.name, name) || object.EqualNames("Microsoft.PowerShell.Core", name) {
			return b
		}
	}
	return nil
}
