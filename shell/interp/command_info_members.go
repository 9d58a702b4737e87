package interp

import (
	"fmt"
	"path/filepath"
	"strings"

	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

// infoProperties are the properties of each kind of command, those of its own class first.
var infoProperties = func() map[string]string {
	const base = " Name CommandType Source Visibility ModuleName Module RemotingCapability Parameters ParameterSets"
	const function = "HelpUri ScriptBlock CmdletBinding DefaultParameterSet Definition Options Description OutputType Verb Noun HelpFile Version" + base
	return map[string]string{
		"CommandInfo": "Definition OutputType Version" + base,
		"AliasInfo": "HelpUri ResolvedCommandName DisplayName ReferencedCommand ResolvedCommand Definition Options Description OutputType " +
			"Version" + base,
		"CmdletInfo": "HelpUri DLL Verb Noun HelpFile PSSnapIn Version ImplementingType Definition DefaultParameterSet OutputType " +
			"Options" + base,
		"FunctionInfo": function, "FilterInfo": function,
		"ExternalScriptInfo": "HelpUri Path Definition ScriptBlock ScriptContents OutputType Version" + base,
		"ApplicationInfo":    "HelpUri Path Extension Definition Version OutputType" + base,
	}
}()

// membersOf are the members of a kind of command.
func membersOf(kind string) []*object.Member {
	all := commandInfoMembers()
	var members []*object.Member
	for _, name := range strings.Fields(infoProperties[kind]) {
		for _, m := range all {
			if m.Name == name {
				members = append(members, m)
			}
		}
	}
	for _, m := range all {
		if m.IsMethod() {
			members = append(members, m)
		}
	}
	return members
}

func commandInfoMembers() []*object.Member {
	type info = *CommandInfo
	nothing := func(name string) *object.Member {
		return getter(name, "string "+name+" {get;}", func(info) object.Value { return nil })
	}
	return []*object.Member{
		getter("Name", "string Name {get;}", func(c info) object.Value { return c.Name() }),
		getter("CommandType", "System.Management.Automation.CommandTypes CommandType {get;}",
			func(c info) object.Value { return enumValue(ns+"CommandTypes", c.CommandType()) }),
		getter("Definition", "string Definition {get;}", func(c info) object.Value { return c.Definition() }),
		getter("Source", "string Source {get;}", func(c info) object.Value { return c.source() }),
		getter("ModuleName", "string ModuleName {get;}", func(c info) object.Value { return c.Module() }),
		getter("Module", "psmoduleinfo Module {get;}", func(c info) object.Value {
			switch {
			case c.alias != nil && c.alias.Module != nil:
				return c.alias.Module
			case c.found != nil && c.found.fn != nil && c.found.fn.Module != nil:
				return c.found.fn.source()
			}
			return nil
		}),
		getter("Version", "version Version {get;}", func(c info) object.Value { return c.version() }),
		getter("Visibility", "System.Management.Automation.SessionStateEntryVisibility Visibility {get;set;}",
			func(c info) object.Value { return enumValue(ns+"SessionStateEntryVisibility", "Public") }),
		getter("Parameters", "System.Collections.Generic.Dictionary[string,System.Management.Automation.ParameterMetadata] Parameters {get;}",
			func(c info) object.Value { return c.parameterTable() }),
		getter("ParameterSets", "System.Collections.ObjectModel.ReadOnlyCollection[System.Management.Automation.CommandParameterSetInfo] ParameterSets {get;}",
			func(c info) object.Value { return object.NewArray(c.setObjects()...) }),
		getter("ScriptBlock", "scriptblock ScriptBlock {get;}", func(c info) object.Value { return c.scriptBlock() }),
		getter("DefaultParameterSet", "string DefaultParameterSet {get;}", func(c info) object.Value { return nilIfEmpty(c.DefaultSet()) }),
		getter("CmdletBinding", "bool CmdletBinding {get;}", func(c info) object.Value { return c.Advanced() }),
		getter("OutputType", "System.Collections.ObjectModel.ReadOnlyCollection[System.Management.Automation.PSTypeName] OutputType {get;}",
			func(c info) object.Value { return object.NewArray(c.rt.outputTypeObjects(c.OutputTypes())...) }),
		getter("Options", "System.Management.Automation.ScopedItemOptions Options {get;set;}", func(c info) object.Value { return optionsValue(c.options()) }),
		getter("Path", "string Path {get;}", func(c info) object.Value { return nilIfEmpty(c.Path()) }),
		getter("ReferencedCommand", "System.Management.Automation.CommandInfo ReferencedCommand {get;}", func(c info) object.Value { return c.target() }),
		getter("ResolvedCommand", "System.Management.Automation.CommandInfo ResolvedCommand {get;}", func(c info) object.Value { return c.target() }),
		getter("ResolvedCommandName", "string ResolvedCommandName {get;}", func(c info) object.Value {
			if t := c.target(); t != nil {
				return t.(*CommandInfo).Name()
			}
			return nil
		}),
		getter("DisplayName", "string DisplayName {get;}", func(c info) object.Value {
			if t := c.target(); t != nil {
				return c.Name() + " -> " + t.(*CommandInfo).Name()
			}
			if c.alias != nil && !strings.Contains(c.Name(), "-") {
				return c.Name() + " -> " + c.alias.Definition
			}
			return c.Name()
		}),
		getter("Verb", "string Verb {get;}", func(c info) object.Value { verb, _, _ := strings.Cut(c.Name(), "-"); return verb }),
		getter("Noun", "string Noun {get;}", func(c info) object.Value { _, noun, _ := strings.Cut(c.Name(), "-"); return noun }),
		nothing("HelpUri"), nothing("DLL"), nothing("HelpFile"), nothing("PSSnapIn"), nothing("Description"),
		getter("RemotingCapability", "System.Management.Automation.RemotingCapability RemotingCapability {get;}",
			func(info) object.Value { return enumValue(ns+"RemotingCapability", "PowerShell") }),
		getter("Extension", "string Extension {get;}", func(c info) object.Value { return filepath.Ext(c.Path()) }),
		getter("ScriptContents", "string ScriptContents {get;}", func(c info) object.Value { return c.Definition() }),
		getter("ImplementingType", "type ImplementingType {get;}", func(c info) object.Value {
			if c.found == nil || c.found.cmd == nil {
				return nil
			}
			if t := object.LookupType(c.found.cmd.Class); t != nil {
				return t
			}
			return nil
		}),
		method("ResolveParameter", "System.Management.Automation.ParameterMetadata ResolveParameter(string name)",
			func(c info, args []object.Value) (object.Value, error) {
				v, _ := c.parameterTable().Get(object.ToText(args[0]))
				return v, nil
			}),
		toString[info](),
	}
}

func (c *CommandInfo) source() string {
	if c.found != nil && (c.found.kind == isNative || c.found.kind == isScript) && c.alias == nil {
		return c.Path()
	}
	return c.Module()
}

func (c *CommandInfo) version() object.Value {
	text := Version + ".0"
	switch {
	case c.alias != nil && c.alias.Module != nil:
		text = c.alias.Module.Version
	case c.alias != nil:
		return nil
	case c.found != nil && c.found.fn != nil:
		if c.found.fn.Module == nil {
			return nil
		}
		text = c.found.fn.source().Version
	}
	v, err := object.Convert(text, orObject(object.LookupType("version")))
	if err != nil {
		return nil
	}
	return v
}

func (c *CommandInfo) options() VariableOptions {
	switch {
	case c.alias != nil:
		return c.alias.Options
	case c.found != nil && c.found.fn != nil:
		return c.found.fn.Options
	}
	return OptionNone
}

func (c *CommandInfo) scriptBlock() object.Value {
	switch {
	case c.found == nil:
		return nil
	case c.found.fn != nil:
		return c.found.fn.Block()
	case c.found.block != nil:
		return c.found.block
	}
	return nil
}

// target is the command behind an alias; nil for other commands.
func (c *CommandInfo) target() object.Value {
	if c.alias == nil {
		return nil
	}
	if found := c.rt.lookupCommand(c.rt.here(), c.alias.Definition); found != nil {
		return c.rt.commandInfo(found)
	}
	return nil
}

// outputTypeObjects presents type names as PSTypeName does.
func (rt *Runtime) outputTypeObjects(names []string) []object.Value {
	list := make([]object.Value, len(names))
	for i, n := range names {
		var t object.Value
		if found := rt.LookupType(n); found != nil {
			t = found
		}
		list[i] = described("PSTypeName", n, object.NewCustomObject(object.ShapeOf("Name", "Type"), []object.Value{n, t}))
	}
	return list
}

// described gives an object the name of a class of PowerShell's and the text that it prints as.
func described(class, text string, o *object.CustomObject) object.Value {
	v := object.AddTypeName(o, ns+class)
	return object.AddMember(v, &object.Member{Name: "ToString", Kind: object.ScriptMethod, Overloads: []object.Overload{{
		Signature: "System.Object ToString();", Call: func(object.Value, []object.Value) (object.Value, error) { return text, nil }}}})
}

// parameterTable is CommandInfo.Parameters.
func (c *CommandInfo) parameterTable() *object.Dictionary {
	d := object.NewHashtable()
	if t := object.LookupType("System.Collections.Generic.Dictionary[string,object]"); t != nil {
		d.DictType = t
	}
	list, _ := c.Parameters()
	for _, p := range list {
		d.Set(p.Name, described("ParameterMetadata", ns+"ParameterMetadata", parameterMetadata(p)))
	}
	return d
}

var parameterShape = object.ShapeOf("Name", "ParameterType", "ParameterSets", "IsDynamic", "Aliases", "Attributes", "SwitchParameter")

// parameterMetadata presents a parameter as ParameterMetadata does.
func parameterMetadata(p *command.Parameter) *object.CustomObject {
	sets := object.NewHashtable()
	var attributes []object.Value
	for _, s := range p.Sets {
		one := parameterAttribute(p, s)
		sets.Set(s.Name, one)
		attributes = append(attributes, one)
	}
	aliases := make([]object.Value, len(p.Aliases))
	for i, a := range p.Aliases {
		aliases[i] = a
	}
	for _, v := range p.Validators {
		attributes = append(attributes, validatorObject(v))
	}
	names := object.NewTypedArray(object.TypeString, aliases)
	return object.NewCustomObject(parameterShape, []object.Value{p.Name, p.Type, sets, p.Field < 0, names,
		object.NewArray(attributes...), p.Type == object.TypeSwitch})
}

// parameterAttribute presents what a parameter declares for one set as the ParameterAttribute that says so.
func parameterAttribute(p *command.Parameter, s command.ParameterSet) object.Value {
	position := int32(-2147483648)
	if s.Position >= 0 {
		position = int32(s.Position)
	}
	return newAttribute("Parameter", map[string]object.Value{
		"ParameterSetName": s.Name, "Position": position, "Mandatory": s.Mandatory, "ValueFromPipeline": s.Pipeline,
		"ValueFromPipelineByPropertyName": s.ByName, "ValueFromRemainingArguments": s.Remaining,
		"HelpMessage": nilIfEmpty(p.HelpMessage), "DontShow": p.Hidden,
	})
}

// newAttribute is an attribute as an object.
func newAttribute(name string, values map[string]object.Value) object.Value {
	defineAttributes()
	return &madeAttribute{class: object.DefinedType(ns + name + "Attribute"), values: values}
}

// validatorObject presents a validation attribute.
func validatorObject(v command.Validator) object.Value {
	values := map[string]object.Value{}
	switch v := v.(type) {
	case *command.ValidateSet:
		texts := make([]object.Value, len(v.Values))
		for i, text := range v.Values {
			texts[i] = text
		}
		values["ValidValues"], values["IgnoreCase"] = object.NewTypedArray(object.TypeString, texts), v.IgnoreCase
	case *command.ValidateRange:
		values["MinRange"], values["MaxRange"] = v.Min, v.Max
	}
	return newAttribute(validatorName(v), values)
}

// setNames are the parameter sets of a command: the default one first, the others in order of appearance.
func (c *CommandInfo) setNames(list []*command.Parameter) []string {
	var names []string
	seen := map[string]bool{command.AllSets: true}
	if first := c.DefaultSet(); first != "" && !seen[first] {
		names, seen[first] = append(names, first), true
	}
	for _, p := range list {
		for _, s := range p.Sets {
			if !seen[s.Name] {
				seen[s.Name] = true
				names = append(names, s.Name)
			}
		}
	}
	if names == nil {
		return []string{command.AllSets}
	}
	return names
}

// setObjects presents the parameter sets as CommandParameterSetInfo does.
func (c *CommandInfo) setObjects() []object.Value {
	list, _ := c.Parameters()
	var sets []object.Value
	for _, name := range c.setNames(list) {
		var parameters []object.Value
		for _, p := range list {
			for _, s := range p.Sets {
				if s.Name == name || s.Name == command.AllSets {
					o := parameterMetadata(p)
					o.Set("IsMandatory", s.Mandatory)
					o.Set("Position", int32(max(s.Position, -1)))
					o.Set("ValueFromPipeline", s.Pipeline)
					o.Set("ValueFromPipelineByPropertyName", s.ByName)
					parameters = append(parameters, described("CommandParameterInfo", ns+"CommandParameterInfo", o))
					break
				}
			}
		}
		set := object.NewCustomObject(object.ShapeOf("Name", "IsDefault", "Parameters"),
			[]object.Value{name, object.EqualNames(name, c.DefaultSet()), object.NewArray(parameters...)})
		sets = append(sets, described("CommandParameterSetInfo", c.setSyntax(name), set))
	}
	return sets
}

// Syntax is the usage text of a command: one line a parameter set, as Get-Command -Syntax shows it.
func Syntax(c *CommandInfo) string {
	list, declared := c.Positioned()
	var b strings.Builder
	for _, name := range c.setNames(list[:declared]) {
		b.WriteString("\n" + strings.TrimSuffix(c.Name()+" "+c.setSyntax(name), " ") + "\n")
	}
	return b.String()
}

// setSyntax is the usage of one parameter set, without the command's name.
func (c *CommandInfo) setSyntax(name string) string {
	list, declared := c.Positioned()
	var words []string
	for _, p := range orderedBySet(list[:declared], name) {
		words = append(words, syntaxOf(p.parameter, p.set))
	}
	if len(list) > declared && c.Advanced() {
		for _, p := range list[declared:] {
			if p.Name == "WhatIf" || p.Name == "Confirm" {
				words = append(words, "[-"+p.Name+"]")
			}
		}
		words = append(words, "[<CommonParameters>]")
	}
	return strings.Join(words, " ")
}

// Positioned is Parameters with the positions that follow from the order of declaration filled in.
func (c *CommandInfo) Positioned() ([]*command.Parameter, int) {
	list, declared := c.Parameters()
	if c.found == nil || c.found.fn == nil {
		return list, declared
	}
	l, err := c.rt.functionParameters(c.found.fn)
	if err != nil {
		return list, declared
	}
	list = append([]*command.Parameter(nil), list...)
	for position, i := range l.target.Positions() {
		p := *list[i]
		p.Sets = append([]command.ParameterSet(nil), p.Sets...)
		for n := range p.Sets {
			if p.Sets[n].Position < 0 {
				p.Sets[n].Position = position
			}
		}
		list[i] = &p
	}
	return list, declared
}

type setParameter struct {
	parameter *command.Parameter
	set       command.ParameterSet
}

// orderedBySet are a set's parameters: by position first, then mandatory ones, then the others.
func orderedBySet(list []*command.Parameter, name string) []setParameter {
	var positional, mandatory, other []setParameter
	for _, p := range list {
		for _, s := range p.Sets {
			if s.Name != name && s.Name != command.AllSets {
				continue
			}
			one := setParameter{p, s}
			switch {
			case s.Position >= 0:
				i := len(positional)
				for i > 0 && positional[i-1].set.Position > s.Position {
					i--
				}
				positional = append(positional[:i], append([]setParameter{one}, positional[i:]...)...)
			case s.Mandatory:
				mandatory = append(mandatory, one)
			default:
				other = append(other, one)
			}
			break
		}
	}
	return append(append(positional, mandatory...), other...)
}

// syntaxOf is one parameter in a usage text.
func syntaxOf(p *command.Parameter, s command.ParameterSet) string {
	if p.Type == object.TypeSwitch {
		if s.Mandatory {
			return "-" + p.Name
		}
		return "[-" + p.Name + "]"
	}
	name := "-" + p.Name
	if s.Position >= 0 {
		name = "[" + name + "]"
	}
	text := fmt.Sprintf("%s <%s>", name, syntaxType(p))
	if !s.Mandatory {
		text = "[" + text + "]"
	}
	return text
}

// syntaxType is how a usage text names a parameter's type: the values of a ValidateSet, the accelerator, or the short name.
func syntaxType(p *command.Parameter) string {
	t, suffix := p.Type, ""
	for t.Elem() != nil {
		t, suffix = t.Elem(), suffix+"[]"
	}
	name := object.AcceleratorOf(t)
	if name == t.FullName() {
		name = t.Name()
	}
	return name + suffix
}
