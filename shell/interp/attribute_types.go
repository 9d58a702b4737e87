package interp

import (
	"strings"
	"sync"

	"github.com/partnershell/partnershell/shell/object"
)

// madeAttribute is an attribute that a script made: [Parameter]@{ Mandatory = $true }.
type madeAttribute struct {
	class  *object.Type
	values map[string]object.Value
}

// Type implements object.Object.
func (a *madeAttribute) Type() *object.Type { return a.class }

// attributeClasses lists the attributes that scripts can make, with their properties and the property that takes
// the constructor's arguments.
var attributeClasses = []struct{ name, properties, argument string }{
	{"Parameter", "Mandatory Position ParameterSetName ValueFromPipeline ValueFromPipelineByPropertyName ValueFromRemainingArguments " +
		"HelpMessage HelpMessageBaseName HelpMessageResourceId DontShow", ""},
	{"Alias", "AliasNames", "AliasNames"},
	{"ValidateSet", "ValidValues IgnoreCase ErrorMessage", "ValidValues"},
	{"ValidateRange", "MinRange MaxRange", ""},
	{"ValidateLength", "MinLength MaxLength", ""},
	{"ValidateCount", "MinLength MaxLength", ""},
	{"ValidatePattern", "RegexPattern Options ErrorMessage", "RegexPattern"},
	{"ValidateScript", "ScriptBlock ErrorMessage", "ScriptBlock"},
	{"ValidateNotNull", "", ""},
	{"ValidateNotNullOrEmpty", "", ""},
	{"ValidateNotNullOrWhiteSpace", "", ""},
	{"ValidateDrive", "ValidRootDrives", ""},
	{"ValidateUserDrive", "ValidRootDrives", ""},
	{"ValidateTrustedData", "", ""},
	{"AllowNull", "", ""},
	{"AllowEmptyString", "", ""},
	{"AllowEmptyCollection", "", ""},
	{"ArgumentCompleter", "ScriptBlock", "ScriptBlock"},
	{"CmdletBinding", "SupportsShouldProcess DefaultParameterSetName ConfirmImpact PositionalBinding", ""},
	{"ArgumentTransformation", "", ""},
	{"ValidateArguments", "", ""},
	{"ValidateEnumeratedArguments", "", ""},
}

// defineAttributes defines the types of the attributes, and those of dynamic parameters.
var defineAttributes = sync.OnceFunc(func() {
	base := object.LookupType("System.Attribute")
	if base == nil {
		base = object.Define("System.Attribute", object.ClassType, nil)
		base.SetMembers(func() []*object.Member { return []*object.Member{attributeConstructor(base, "", "")} })
	}
	for _, c := range attributeClasses {
		name := ns + c.name + "Attribute"
		t := object.DefinedType(name)
		if t == nil {
			t = object.Define(name, object.ClassType, base)
		}
		properties, argument := c.properties, c.argument
		t.SetMembers(func() []*object.Member { return attributeMembers(t, properties, argument) })
	}
	if object.LookupType(ns+"IValidateSetValuesGenerator") == nil {
		object.Define(ns+"IValidateSetValuesGenerator", object.InterfaceType, nil)
	}
	defineDynamicParameterTypes()
})

func attributeMembers(t *object.Type, properties, argument string) []*object.Member {
	var list []*object.Member
	for _, name := range strings.Fields(properties) {
		key := name
		list = append(list, property(key, "System.Object "+key+" {get;set;}",
			func(a *madeAttribute) object.Value { return a.values[key] },
			func(a *madeAttribute, v object.Value) error { a.values[key] = v; return nil }))
	}
	return append(list, attributeConstructor(t, properties, argument))
}

func attributeConstructor(t *object.Type, properties, argument string) *object.Member {
	create := func(_ object.Value, args []object.Value) (object.Value, error) {
		a := &madeAttribute{class: t, values: make(map[string]object.Value)}
		names := strings.Fields(properties)
		switch {
		case argument != "" && len(args) == 1:
			a.values[argument] = args[0]
		default:
			for i, v := range args {
				if i < len(names) {
					a.values[names[i]] = v
				}
			}
		}
		return a, nil
	}
	m := &object.Member{Name: "new", Kind: object.MethodMember, Static: true}
	add := func(parameters string) {
		m.Overloads = append(m.Overloads, object.Overload{Signature: t.FullName() + " new(" + parameters + ")", Call: create})
	}
	add("")
	switch {
	case argument == "AliasNames" || argument == "ValidValues":
		add("Params string[] values")
	case argument == "ScriptBlock":
		add("scriptblock block")
	case argument != "":
		add("string value")
	case strings.HasPrefix(properties, "Min"):
		add("System.Object min, System.Object max")
	}
	return m
}

// runtimeDefinedParameter is RuntimeDefinedParameter.
type runtimeDefinedParameter struct {
	class      *object.Type
	name       string
	kind       object.Value
	attributes object.Value
	value      object.Value
	isSet      bool
}

// Type implements object.Object.
func (p *runtimeDefinedParameter) Type() *object.Type { return p.class }

func defineDynamicParameterTypes() {
	name := ns + "RuntimeDefinedParameter"
	t := object.DefinedType(name)
	if t == nil {
		t = object.Define(name, object.ClassType, nil)
	}
	type parameter = *runtimeDefinedParameter
	t.SetMembers(func() []*object.Member {
		create := func(_ object.Value, args []object.Value) (object.Value, error) {
			p := &runtimeDefinedParameter{class: t, attributes: psobjectCollection(nil)}
			if len(args) == 3 {
				p.name, p.kind, p.attributes = object.ToText(args[0]), args[1], args[2]
			}
			return p, nil
		}
		return []*object.Member{
			property("Name", "string Name {get;set;}", func(p parameter) object.Value { return p.name },
				func(p parameter, v object.Value) error { p.name = object.ToText(v); return nil }),
			property("ParameterType", "type ParameterType {get;set;}", func(p parameter) object.Value { return p.kind },
				func(p parameter, v object.Value) error { p.kind = v; return nil }),
			property("Value", "System.Object Value {get;set;}", func(p parameter) object.Value { return p.value },
				func(p parameter, v object.Value) error { p.value, p.isSet = v, true; return nil }),
			property("IsSet", "bool IsSet {get;set;}", func(p parameter) object.Value { return p.isSet },
				func(p parameter, v object.Value) error { p.isSet = object.ToBool(v); return nil }),
			getter("Attributes", "System.Collections.ObjectModel.Collection[System.Attribute] Attributes {get;}",
				func(p parameter) object.Value { return p.attributes }),
			{Name: "new", Kind: object.MethodMember, Static: true, Overloads: []object.Overload{
				{Signature: name + " new()", Call: create},
				{Signature: name + " new(string name, type parameterType, System.Object attributes)", Call: create},
			}},
		}
	})
	defineParameterDictionary()
}

func defineParameterDictionary() {
	name := ns + "RuntimeDefinedParameterDictionary"
	base := object.LookupType("System.Collections.Generic.Dictionary[string,object]")
	t := object.DefinedType(name)
	if t == nil || base != nil && t.Base() != base {
		t = object.Define(name, object.ClassType, base)
	}
	t.SetMembers(func() []*object.Member {
		return []*object.Member{{Name: "new", Kind: object.MethodMember, Static: true, Overloads: []object.Overload{{
			Signature: name + " new()",
			Call: func(object.Value, []object.Value) (object.Value, error) {
				d := object.NewHashtable()
				d.DictType = t
				return d, nil
			}}}}}
	})
}

// attributeType finds an attribute by the name that scripts use for it.
func attributeType(name string) *object.Type {
	defineAttributes()
	for _, full := range []string{name, name + "Attribute", ns + name + "Attribute", ns + name, "System." + name + "Attribute"} {
		if t := object.DefinedType(full); t != nil {
			return t
		}
	}
	return nil
}
