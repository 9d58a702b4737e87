package complete

import (
	"slices"
	"strings"

	"github.com/partnershell/partnershell/shell/object"
	"github.com/partnershell/partnershell/shell/syntax"
)

// entry is one member that can be offered.
type entry struct {
	name     string
	kind     object.MemberKind
	typ      *object.Type // of a property; nil if unknown
	tip      string
	settable bool
}

func (e entry) isMethod() bool {
	return e.kind&(object.MethodMember|object.CodeMethod|object.ScriptMethod|object.ParameterizedProperty) != 0
}

// candidate offers a member as it is written after a dot.
func (e entry) candidate() Candidate {
	if e.isMethod() {
		return Candidate{e.name + "(", e.name, Method, e.tip}
	}
	text := e.name
	if needsQuotes(text) || strings.ContainsAny(text, ".[]-=+*/!?:%") {
		text = "'" + strings.ReplaceAll(text, "'", "''") + "'"
		return Candidate{text, text, Property, e.tip}
	}
	return Candidate{text, text, Property, e.tip}
}

// members offers the members of what stands before the dot or the two colons.
func (r *request) members(word string, static bool) []Candidate {
	target := r.memberTarget()
	if target == nil {
		return nil
	}
	return r.membersOf(r.shapeOf(target), word, static)
}

// memberTarget is the expression whose member is asked for.
func (r *request) memberTarget() syntax.Node {
	for i := len(r.path) - 1; i >= 0; i-- {
		switch m := r.path[i].(type) {
		case *syntax.MemberExpression:
			if m.Expression.Span().End <= r.cursor {
				return m.Expression
			}
		case *syntax.InvokeMemberExpression:
			if m.Expression.Span().End <= r.cursor && (m.Member == nil || m.Member.Span().Contains(r.cursor)) {
				return m.Expression
			}
		case *syntax.Command:
			return r.wordBefore(m)
		}
	}
	return nil
}

// wordBefore is the argument that touches a lone dot in a command's words, as in `echo $x.`.
func (r *request) wordBefore(c *syntax.Command) syntax.Node {
	if r.at == nil {
		return nil
	}
	for _, e := range c.Elements {
		if e.Span().End == r.at.Start {
			return e
		}
	}
	return nil
}

// membersOf offers the members of any of the shapes. A value's come in the order of their kinds, a type's by name,
// properties before methods; the keys of a table follow.
func (r *request) membersOf(shapes []shape, word string, static bool) []Candidate {
	fits := matching(word)
	var entries []entry
	var keys []Candidate
	evaluated := len(shapes) == 1 && shapes[0].known && !isCollection(shapes[0].value)
	for _, s := range shapes {
		if static {
			entries = append(entries, r.staticEntries(s)...)
			continue
		}
		entries = append(entries, r.instanceEntries(s, true)...)
		for _, key := range s.keys() {
			if fits(key) {
				c := entry{name: key, kind: object.NoteProperty, tip: key}.candidate()
				keys = append(keys, c)
			}
		}
		if !evaluated && s.isEnumerable() {
			entries = append(entries, collectionEntries()...)
		}
		if s.items != nil || s.known && isCollection(s.value) {
			for _, e := range s.elements() {
				entries = append(entries, r.instanceEntries(e, true)...)
			}
		}
	}
	var list []Candidate
	for _, e := range sortEntries(entries, evaluated && !static) {
		if fits(e.name) {
			list = append(list, e.candidate())
		}
	}
	return append(list, keys...)
}

// isEnumerable reports whether the value is taken apart by a pipeline.
func (s shape) isEnumerable() bool {
	if s.known {
		return isCollection(s.value)
	}
	return s.typ != nil && (s.typ.Elem() != nil || s.typ == object.TypeArrayList ||
		len(s.typ.GenericArgs()) == 1 && strings.Contains(s.typ.GenericDefinition(), ".Collections."))
}

// collectionEntries are the methods that every collection has.
func collectionEntries() []entry {
	var list []entry
	for _, name := range [...]string{"ForEach", "PSForEach", "PSWhere", "Where"} {
		list = append(list, entry{name: name, kind: object.MethodMember, tip: name + "(expression[, arguments...])"})
	}
	return list
}

func isCollection(v object.Value) bool {
	_, ok := object.Elements(v)
	return ok
}

// sortEntries sorts by kind and name and drops what is listed twice.
func sortEntries(entries []entry, byKind bool) []entry {
	rank := func(e entry) int {
		switch {
		case byKind:
			return int(e.kind)
		case e.isMethod():
			return 1
		}
		return 0
	}
	slices.SortStableFunc(entries, func(a, b entry) int {
		if d := rank(a) - rank(b); d != 0 {
			return d
		}
		return object.CompareForSort(a.name, b.name, true)
	})
	return slices.CompactFunc(entries, func(a, b entry) bool { return object.EqualNames(a.name, b.name) })
}

// entries are the properties (and methods) of the shapes, by name and without repetitions.
func (r *request) entries(shapes []shape, methods bool) []entry {
	var all []entry
	for _, s := range shapes {
		for _, e := range r.instanceEntries(s, methods) {
			if methods || !e.isMethod() {
				all = append(all, e)
			}
		}
		if s.typ == object.TypeCustomObject && !s.record {
			all = append(all, bagEntries()...)
		}
	}
	return sortEntries(all, false)
}

// bagEntries are the properties of the class behind property bags, which PowerShell offers beside the bag's own.
func bagEntries() []entry {
	var list []entry
	for _, name := range [...]string{"BaseObject", "ImmediateBaseObject", "Members", "Methods", "Properties", "TypeNames"} {
		list = append(list, entry{name: name, kind: object.PropertyMember, tip: "psobject " + name})
	}
	return list
}

// instanceEntries are the members of one value.
func (r *request) instanceEntries(s shape, methods bool) []entry {
	var list []entry
	switch {
	case s.class != nil && s.typ == nil:
		return r.classEntries(s.class, false)
	case s.known:
		for _, m := range object.Members(s.value, false) {
			list = append(list, entryOf(m, s.value)...)
		}
		return list
	case s.typ == nil:
		return nil
	}
	if !isTable(s.typ) {
		for _, f := range s.fields {
			e := entry{name: f.name, kind: object.NoteProperty, tip: "object " + f.name, settable: true}
			if len(f.value) > 0 {
				e.typ, e.tip = f.value[0].typ, f.value[0].label()+" "+f.name
			}
			list = append(list, e)
		}
	}
	for t := s.typ; t != nil; t = t.Base() {
		for _, m := range object.TypeMembers(t.FullName()) {
			list = append(list, entryOf(m, nil)...)
		}
	}
	for _, m := range s.typ.DeclaredMembers(false) {
		list = append(list, entryOf(m, nil)...)
	}
	return list
}

// entryOf reads a member; hidden ones and accessors are left out.
func entryOf(m *object.Member, owner object.Value) []entry {
	if m.Hidden || m.Kind&(object.EventMember|object.MemberSet|object.PropertySet) != 0 || isAccessor(m.Name) {
		return nil
	}
	return []entry{{name: m.Name, kind: m.Kind, typ: valueType(m, owner), tip: memberTip(m, owner),
		settable: m.Set != nil && m.Kind&object.PropertyKinds != 0}}
}

func isAccessor(name string) bool {
	for _, prefix := range [...]string{"get_", "set_", "add_", "remove_", "op_"} {
		if strings.HasPrefix(name, prefix) {
			return true
		}
	}
	return false
}

// valueType is a property's type; a note's is that of its value.
func valueType(m *object.Member, owner object.Value) *object.Type {
	if m.ValueType == nil && m.Kind == object.NoteProperty && m.Get != nil {
		if v, err := m.Get(object.Base(owner)); err == nil && !object.IsNull(v) {
			return object.TypeOf(v)
		}
	}
	return m.ValueType
}

// memberTip is a method's signatures, or a property's type.
func memberTip(m *object.Member, owner object.Value) string {
	switch {
	case len(m.Overloads) > 0:
		return strings.Join(m.Definitions(), "\n")
	case m.Definition != "" && m.Kind != object.NoteProperty:
		return m.Definition
	}
	t := "object"
	if v := valueType(m, owner); v != nil {
		t = object.ToText(v)
	}
	return t + " " + m.Name
}

// staticEntries are the static members of a type: of the one a type literal names, or of a value's.
func (r *request) staticEntries(s shape) []entry {
	t := s.typ
	if named, ok := object.Base(s.value).(*object.Type); ok {
		t = named
	}
	if s.class != nil && t == nil {
		return r.classEntries(s.class, true)
	}
	if t == nil {
		return nil
	}
	var list []entry
	if info := t.Enum(); info != nil {
		for _, name := range info.Names {
			list = append(list, entry{name: name, kind: object.PropertyMember, tip: "static " + object.ToText(t) + " " + name})
		}
	}
	for _, m := range t.DeclaredMembers(true) {
		list = append(list, entryOf(m, nil)...)
	}
	return list
}

// classEntries are the members of a class that the text defines.
func (r *request) classEntries(class *syntax.TypeDefinition, static bool) []entry {
	var list []entry
	for _, member := range class.Members {
		switch m := member.(type) {
		case *syntax.PropertyMember:
			isStatic := m.Modifiers&syntax.MemberStatic != 0 || class.Kind == syntax.TypeEnum
			if m.Modifiers&syntax.MemberHidden == 0 && isStatic == static {
				list = append(list, entry{name: m.Name, kind: object.PropertyMember, tip: r.slice(m), settable: true})
			}
		case *syntax.FunctionMember:
			name := m.Function.Name
			if m.Constructor {
				name = "new"
			}
			if m.Modifiers&syntax.MemberHidden == 0 && (m.Constructor || m.Modifiers&syntax.MemberStatic != 0) == static {
				head, _, _ := strings.Cut(r.slice(m), "{")
				list = append(list, entry{name: name, kind: object.MethodMember, tip: strings.TrimSpace(head)})
			}
		}
	}
	if len(class.BaseTypes) > 0 {
		for _, s := range r.typeShape(class.BaseTypes[0].TypeName) {
			if static {
				list = append(list, r.staticEntries(s)...)
			} else {
				list = append(list, r.instanceEntries(s, true)...)
			}
		}
	}
	for _, m := range object.TypeObject.DeclaredMembers(static) {
		list = append(list, entryOf(m, nil)...)
	}
	return list
}

// memberShape is what a property holds or a method returns.
func (r *request) memberShape(target syntax.Expression, member syntax.Expression, static, called bool) []shape {
	name, ok := member.(*syntax.StringConstantExpression)
	if !ok {
		return nil
	}
	shapes := r.shapeOf(target)
	if !called && !static {
		return r.propertyShape(shapes, name.Value)
	}
	if called && (object.EqualNames(name.Value, "Where") || object.EqualNames(name.Value, "ForEach")) && !static {
		return elementsOf(shapes)
	}
	var all []shape
	for _, s := range shapes {
		if static && object.EqualNames(name.Value, "new") {
			all = append(all, made(s)...)
			continue
		}
		all = append(all, r.returned(s, name.Value, static)...)
	}
	return all
}

// made is an object of the type that a type literal names.
func made(s shape) []shape {
	if t, ok := object.Base(s.value).(*object.Type); ok {
		return []shape{{typ: t, class: s.class}}
	}
	return []shape{{typ: s.typ, class: s.class}}
}

// propertyShape is what a property of any of the shapes holds.
func (r *request) propertyShape(shapes []shape, name string) []shape {
	var all []shape
	for _, s := range shapes {
		if s.known {
			if v, ok := readSafely(s.value, name); ok {
				all = append(all, ofValue(v)...)
				continue
			}
		}
		if f := s.field(name); f != nil {
			all = append(all, f...)
			continue
		}
		found := r.returned(s, name, false)
		if found == nil && (s.items != nil || s.known && isCollection(s.value)) {
			found = r.propertyShape(s.elements(), name)
		}
		all = append(all, found...)
	}
	return all
}

// readSafely reads a property of a value unless that would run a script.
func readSafely(v object.Value, name string) (object.Value, bool) {
	if d, ok := object.Base(v).(*object.Dictionary); ok {
		if value, ok := d.Get(name); ok {
			return value, true
		}
	}
	m := object.FindMember(v, name)
	if m == nil || m.IsMethod() || m.Kind&(object.ScriptProperty|object.CodeProperty) != 0 {
		return nil, false
	}
	value, ok, err := object.GetProperty(v, name)
	return value, ok && err == nil && !object.IsNull(value)
}

// returned is the type of a declared property or method.
func (r *request) returned(s shape, name string, static bool) []shape {
	t := s.typ
	if named, ok := object.Base(s.value).(*object.Type); ok && static {
		t = named
	}
	if t == nil {
		return r.classMember(s.class, name)
	}
	m := t.InstanceMember(name)
	if static {
		m = t.StaticMember(name)
	}
	switch {
	case static && t.Enum() != nil && m == nil:
		return ofType(t)
	case m == nil:
		return r.classMember(s.class, name)
	case m.ValueType != nil:
		return ofType(m.ValueType)
	}
	var all []shape
	for _, o := range m.Overloads {
		result, _, _ := strings.Cut(strings.TrimPrefix(o.Signature, "static "), " ")
		if t := r.rt.LookupType(result); t != nil && !slices.ContainsFunc(all, func(s shape) bool { return s.typ == t }) {
			all = append(all, shape{typ: t})
		}
	}
	return all
}

// classMember is the type of a member of a class that the text defines.
func (r *request) classMember(class *syntax.TypeDefinition, name string) []shape {
	if class == nil {
		return nil
	}
	for _, member := range class.Members {
		switch m := member.(type) {
		case *syntax.PropertyMember:
			if object.EqualNames(m.Name, name) && m.Type != nil {
				return r.typeShape(m.Type.TypeName)
			}
		case *syntax.FunctionMember:
			if object.EqualNames(m.Function.Name, name) && m.ReturnType != nil {
				return r.typeShape(m.ReturnType.TypeName)
			}
		}
	}
	return nil
}
