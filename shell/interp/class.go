package interp

import (
	"strings"

	"github.com/partnershell/partnershell/shell/object"
	"github.com/partnershell/partnershell/shell/syntax"
)

// scriptClass is a class that a script defined: what object.Type.Script holds for it.
type scriptClass struct {
	t      *object.Type
	ast    *syntax.TypeDefinition
	rt     *Runtime
	block  *block // the block whose text the class stands in
	module *Module
	base   *scriptClass // nil if the base class is .NET's

	interfaces []*object.Type

	fields  []*classField
	statics []*classField
	methods []*classMethod
	ctors   []*classMethod
	static  *classMethod // the static constructor; nil if there is none
	ready   bool         // the static properties have their first values
	failed  error        // what went wrong with them
	size    int          // slots of an instance, those of base classes included
}

// classField is a property of a class.
type classField struct {
	class   *scriptClass
	name    string
	index   int // of an instance's slot; of a static one: unused
	kind    *object.Type
	initial evalFn
	meta    *varMeta
	hidden  bool
	value   object.Value // of a static property
}

// classMethod is a method or constructor.
type classMethod struct {
	class      *scriptClass
	name       string
	static     bool
	hidden     bool
	block      *block
	parameters []methodParameter
	result     *object.Type // nil for constructors, TypeVoid for methods without a result
	baseArgs   []evalFn     // of a constructor's base(…) call
	callsBase  bool
}

type methodParameter struct {
	name string
	sym  *symbol
	kind *object.Type
}

// find is the method with a name and a number of parameters, of the class or a base class; nil if there is none.
func (c *scriptClass) find(name string, count int) *classMethod {
	for ; c != nil; c = c.base {
		for _, m := range c.methods {
			if !m.static && len(m.parameters) == count && object.EqualNames(m.name, name) {
				return m
			}
		}
	}
	return nil
}

// inherited is the property of a base class with the name.
func (c *scriptClass) inherited(name string) *classField {
	for b := c.base; b != nil; b = b.base {
		for _, f := range b.fields {
			if object.EqualNames(f.name, name) {
				return f
			}
		}
	}
	return nil
}

// signature is PowerShell's rendering of a method.
func (m *classMethod) signature() string {
	var b strings.Builder
	if m.static {
		b.WriteString("static ")
	}
	if m.result == nil {
		b.WriteString(m.class.t.FullName())
	} else {
		b.WriteString(object.AcceleratorOf(m.result))
	}
	b.WriteString(" " + m.name + "(")
	for i, p := range m.parameters {
		if i > 0 {
			b.WriteString(", ")
		}
		name := object.AcceleratorOf(p.kind)
		if p.kind.FullName() == ns+"PSReference" {
			name = "[ref] System.Object"
		}
		b.WriteString(name + " " + p.name)
	}
	b.WriteString(")")
	return b.String()
}

// names are the classes of scripts that the signature names.
func (m *classMethod) names() map[string]*object.Type {
	types := []*object.Type{m.result}
	for _, p := range m.parameters {
		types = append(types, p.kind)
	}
	return object.ScriptNames(types...)
}

// members are the class's members for object.Type.
func (c *scriptClass) members() []*object.Member {
	var list []*object.Member
	for _, f := range c.fields {
		list = append(list, f.member(false))
	}
	for _, f := range c.statics {
		list = append(list, f.member(true))
	}
	byName := make(map[string]*object.Member)
	add := func(m *classMethod, static bool) {
		key := object.FoldName(m.name)
		if static {
			key = "static " + key
		}
		member := byName[key]
		if member == nil {
			member = &object.Member{Name: m.name, Kind: object.MethodMember, Static: static, Hidden: m.hidden}
			byName[key] = member
			list = append(list, member)
		}
		member.Overloads = append(member.Overloads, object.Overload{Signature: m.signature(), Names: m.names(),
			Call: func(recv object.Value, args []object.Value) (object.Value, error) { return raw(m.call(recv, args)) }})
	}
	for _, m := range c.methods {
		add(m, m.static)
	}
	c.inheritOverloads(byName)
	for _, m := range c.ctors {
		ctor := m
		member := byName["static new"]
		if member == nil {
			member = &object.Member{Name: "new", Kind: object.MethodMember, Static: true}
			byName["static new"] = member
			list = append(list, member)
		}
		member.Overloads = append(member.Overloads, object.Overload{Signature: ctor.signature(), Names: ctor.names(),
			Call: func(_ object.Value, args []object.Value) (object.Value, error) { return raw(c.create(ctor, args)) }})
	}
	return list
}

// inheritOverloads adds the overloads of base classes to methods of the same name, unless they are overridden.
func (c *scriptClass) inheritOverloads(byName map[string]*object.Member) {
	for b := c.base; b != nil; b = b.base {
		for _, m := range b.methods {
			key := object.FoldName(m.name)
			if m.static {
				key = "static " + key
			}
			member := byName[key]
			if member == nil || c.overrides(m) {
				continue
			}
			inherited := m
			member.Overloads = append(member.Overloads, object.Overload{Signature: m.signature(), Names: m.names(),
				Call: func(recv object.Value, args []object.Value) (object.Value, error) {
					return raw(inherited.call(recv, args))
				}})
		}
	}
}

// overrides reports whether the class has a method with the same parameters.
func (c *scriptClass) overrides(inherited *classMethod) bool {
	for _, m := range c.methods {
		if !object.EqualNames(m.name, inherited.name) || len(m.parameters) != len(inherited.parameters) {
			continue
		}
		same := true
		for i := range m.parameters {
			same = same && m.parameters[i].kind == inherited.parameters[i].kind
		}
		if same {
			return true
		}
	}
	return false
}

// member is the property as a member of the type.
func (f *classField) member(static bool) *object.Member {
	definition := object.AcceleratorOf(f.kind) + " " + f.name + " {get;set;}"
	if static {
		definition = "static " + definition
	}
	return &object.Member{Name: f.name, Kind: object.PropertyMember, Static: static, ValueType: f.kind, Definition: definition, Hidden: f.hidden,
		Get: func(recv object.Value) (object.Value, error) {
			if static {
				err := f.class.setStatics()
				return f.value, err
			}
			return f.read(recv), nil
		},
		Set: func(recv, v object.Value) error {
			if static {
				if err := f.class.setStatics(); err != nil {
					return err
				}
			}
			v, err := f.admit(v)
			if err != nil {
				return err
			}
			if static {
				f.value = v
			} else {
				f.write(recv, v)
			}
			return nil
		},
	}
}

// admit converts and validates a value for the property.
func (f *classField) admit(v object.Value) (object.Value, error) {
	v, err := convertFor(v, f.kind)
	if err != nil {
		return nil, err
	}
	for _, a := range f.meta.attributes {
		if v, err = a.apply(f.class.rt, v); err != nil {
			if _, isRecord := err.(*object.ErrorRecord); isRecord {
				return nil, err
			}
			return nil, object.NewError(ns+"ValidationMetadataException", "ValidationMetadataException", object.NotSpecified, "%s", err.Error())
		}
	}
	return v, nil
}

func (f *classField) read(recv object.Value) object.Value {
	switch o := recv.(type) {
	case instance:
		if fields := o.instance().fields; f.index < len(fields) {
			return fields[f.index]
		}
	case *object.Exception:
		return o.Data[f.name]
	}
	return nil
}

func (f *classField) write(recv, v object.Value) {
	switch o := recv.(type) {
	case instance:
		if fields := o.instance().fields; f.index < len(fields) {
			fields[f.index] = v
		}
	case *object.Exception:
		if o.Data == nil {
			o.Data = make(map[string]object.Value)
		}
		o.Data[f.name] = v
	}
}
