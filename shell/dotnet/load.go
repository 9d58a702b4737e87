package dotnet

import (
	"slices"
	"strings"

	"github.com/partnershell/partnershell/shell/object"
)

// loadMembers makes the members of a library type; package object calls it once for each type that a script touches.
func loadMembers(t *object.Type) []*object.Member {
	name := t.FullName()
	if g := t.GenericDefinition(); g != "" {
		name = g
	}
	if t.Elem() != nil {
		return nil // System.Array, the base type, has them
	}
	section := declaration(name)
	if a := t.GenericArgs(); a != nil {
		section = substitute(section, typeParameters(name, len(a)), a)
	}
	l := loader{typ: t, class: implementation(t), byName: map[string]*object.Member{}, names: object.ScriptNames(t)}
	for line := range strings.Lines(section) {
		l.line(strings.TrimSuffix(line, "\n"))
	}
	l.implement(name)
	l.sort()
	for _, text := range l.class.hidden {
		l.property(text, false)
		l.members[len(l.members)-1].OfInterface = true
	}
	if slices.Contains(t.Interfaces(), "System.IConvertible") {
		l.members = append(l.members, convertibleMembers(l.byName)...)
	}
	members := append(l.class.extra, l.members...)
	if load := provided[name]; load != nil {
		return join(load(), members)
	}
	return members
}

// implementation is what the members of a type and of its base types do.
func implementation(t *object.Type) class {
	c := classOf(t)
	for base := t.Base(); base != nil; base = base.Base() {
		inherited := classOf(base)
		inherited.new, inherited.extra = nil, nil
		c = c.over(inherited)
	}
	return c
}

// loader reads one section.
type loader struct {
	typ     *object.Type
	class   class
	members []*object.Member
	byName  map[string]*object.Member // methods, static ones with a leading colon
	names   map[string]*object.Type   // classes of scripts among the type's arguments
}

func (l *loader) line(text string) {
	if len(text) < 3 {
		return
	}
	kind, rest := text[0], text[2:]
	switch kind {
	case 'c':
		run := l.class.new
		if run == nil && l.class.record != nil {
			run = newRecord(l.typ, l.class.record, parameterNames(rest))
		}
		l.method("new", ShortName(l.typ)+" new"+rest, true, run)
	case 'm':
		name := methodName(rest)
		l.method(name, rest, false, l.class.methods[name])
	case 's', 'o':
		name := methodName(rest)
		run := l.class.statics[name]
		if run == nil && kind == 'o' {
			run = operatorMethod(l.typ, name, rest)
		}
		l.method(name, rest, true, run)
	case 'p', 'P', 'f', 'F':
		l.property(rest, kind == 'P' || kind == 'F')
	case 'i':
		l.indexer(rest)
	case 'e':
		name, handler, _ := strings.Cut(rest, " ")
		l.add(&object.Member{Name: name, Kind: object.EventMember,
			Definition: handler + " " + name + "(System.Object, System.EventArgs)"})
	}
}

// methodName is the name in a signature.
func methodName(signature string) string {
	head := signature[:strings.IndexByte(signature, '(')]
	if strings.HasSuffix(head, "]") {
		head = head[:strings.LastIndexByte(head, '[')]
	}
	return head[strings.LastIndexByte(head, ' ')+1:]
}

// lookup finds the type that a declaration names.
func (l *loader) lookup(name string) *object.Type {
	if l.names == nil {
		return object.LookupType(name)
	}
	return object.LookupTypeIn(name, func(name string) *object.Type { return l.names[name] })
}

func (l *loader) add(m *object.Member) { l.members = append(l.members, m) }

// method adds one overload. Without a function it is listed but cannot be called.
func (l *loader) method(name, signature string, isStatic bool, run method) {
	key := name
	if isStatic {
		key = ":" + name
	}
	m := l.byName[key]
	if m == nil {
		m = &object.Member{Name: name, Kind: object.MethodMember, Static: isStatic}
		l.byName[key] = m
		l.add(m)
	}
	o := object.Overload{Signature: signature, Names: l.names}
	if run != nil {
		o.Call = func(recv object.Value, a []object.Value) (object.Value, error) { return run(recv, a) }
	}
	m.Overloads = append(m.Overloads, o)
}

// property adds "Name type", perhaps followed by " = value" or " set".
func (l *loader) property(text string, isStatic bool) {
	text, fixed, isFixed := strings.Cut(text, " = ")
	text, settable := strings.CutSuffix(text, " set")
	name, typeName, _ := strings.Cut(text, " ")
	m := &object.Member{Name: name, Kind: object.PropertyMember, Static: isStatic, ValueType: l.lookup(typeName)}
	accessors := " {get;}"
	if settable {
		accessors = " {get;set;}"
	}
	m.Definition = typeName + " " + name + accessors
	if isStatic {
		m.Definition = "static " + m.Definition
		m.Get, m.Set = l.class.staticProperties[name], l.class.staticSetters[name]
	} else {
		m.Get, m.Set = l.class.properties[name], l.class.setters[name]
	}
	if !settable {
		m.Set = nil // an inherited setter does not count
	}
	if isFixed && m.Get == nil && m.ValueType != nil {
		m.Get = func(object.Value) (object.Value, error) { return object.Convert(fixed, m.ValueType) }
	}
	l.add(m)
}

// indexer adds "Name type (parameters)", perhaps followed by " set", and the methods behind it.
func (l *loader) indexer(text string) {
	text, settable := strings.CutSuffix(text, " set")
	open := strings.IndexByte(text, '(')
	name, typeName, _ := strings.Cut(strings.TrimSpace(text[:open]), " ")
	parameters := text[open:]
	accessors := " {get;}"
	if settable {
		accessors = " {get;set;}"
	}
	read := l.class.methods["get_"+name]
	m := l.byName[name]
	if m == nil {
		m = &object.Member{Name: name, Kind: object.ParameterizedProperty}
		l.byName[name] = m
		l.add(m)
	}
	if m.Definition != "" {
		m.Definition += ", "
	}
	m.Definition += typeName + " " + name + parameters + accessors
	if read != nil {
		m.Overloads = append(m.Overloads, object.Overload{Signature: typeName + " " + name + parameters, Names: l.names,
			Call: func(recv object.Value, a []object.Value) (object.Value, error) { return read(recv, a) }})
		l.method("get_"+name, typeName+" get_"+name+parameters, false, read)
	}
	if write := l.class.methods["set_"+name]; settable && write != nil {
		l.method("set_"+name, "void set_"+name+strings.TrimSuffix(parameters, ")")+", "+typeName+" value)", false, write)
	}
}

// sort puts properties into the class's order.
func (l *loader) sort() {
	order := l.class.order
	if order == nil {
		order = declaredOrder(l.typ.FullName())
	}
	if order == nil {
		return
	}
	ordered := make([]*object.Member, 0, len(l.members))
	taken := map[*object.Member]bool{}
	for _, name := range order {
		for _, m := range l.members {
			if m.Name == name && !m.Static && m.Kind == object.PropertyMember {
				ordered = append(ordered, m)
				taken[m] = true
			}
		}
	}
	for _, m := range l.members {
		if !taken[m] {
			ordered = append(ordered, m)
		}
	}
	l.members = ordered
}
