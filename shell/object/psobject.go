package object

import "slices"

// PSObject carries a value together with what PowerShell added to it: extra members and type names. Nothing else
// is wrapped; a CustomObject carries its own.
type PSObject struct {
	base  Value
	names *typeNames
	extra []*Member
	token string // of a number: how it was written, which is what ToString gives and text conversions
}

// typeNames are the type names of one object; a list never changes once an object has it, so several may share it.
type typeNames struct {
	list  []string
	whole bool // the names of the .NET type do not follow
}

// added are the names that come before those of the .NET type.
func (n *typeNames) added() []string {
	if n == nil {
		return nil
	}
	return n.list
}

// Wrap gives v a PSObject of its own; a value that already has one (or is a CustomObject) is returned as it is.
func Wrap(v Value) Value {
	if _, _, ok := extended(v); ok {
		return v
	}
	return &PSObject{base: v}
}

// Literal is a number that keeps the text that it was written as, where that is not the text it has anyway.
func Literal(v Value, text string) Value {
	if !isNumeric(TypeOf(v)) || DisplayText(v) == text {
		return v
	}
	return &PSObject{base: v, token: text}
}

// LiteralText is how a number was written that keeps that; else empty.
func LiteralText(v Value) string {
	if o, ok := v.(*PSObject); ok {
		return o.token
	}
	return ""
}

// WithMembers wraps v with members that many objects share; the slice must not be changed afterwards.
func WithMembers(v Value, shared []*Member) Value {
	return &PSObject{base: Base(v), extra: shared[:len(shared):len(shared)]}
}

// Type implements Object: the type of the value inside.
func (o *PSObject) Type() *Type { return TypeOf(o.base) }

// Extension is what was added to an object that keeps it itself, whoever holds the object. Embed it in such objects.
type Extension struct {
	names *typeNames
	extra []*Member
}

func (e *Extension) extension() *Extension { return e }

type extensible interface{ extension() *Extension }

// extended is what the values share that added members are kept with.
func extended(v Value) (names **typeNames, extra *[]*Member, ok bool) {
	switch o := v.(type) {
	case string, int32, bool, nil: // most values need no longer look
		return nil, nil, false
	case *PSObject:
		return &o.names, &o.extra, true
	case *CustomObject:
		return &o.names, &o.extra, true
	case extensible:
		e := o.extension()
		return &e.names, &e.extra, true
	}
	if e := attachedTo(v); e != nil {
		return &e.names, &e.extra, true
	}
	return nil, nil, false
}

// AddTypeName puts a name before all other type names of v (PSObject.TypeNames.Insert(0, name)) and returns v,
// wrapped if it had to be.
func AddTypeName(v Value, name string) Value {
	v = Wrap(v)
	names, _, _ := extended(v)
	old := *names
	*names = &typeNames{list: append([]string{name}, old.added()...), whole: old != nil && old.whole}
	return v
}

// SetTypeNames gives v other type names in place of all that it has and returns v, wrapped if it had to be.
func SetTypeNames(v Value, list []string) Value {
	v = Wrap(v)
	names, _, _ := extended(v)
	*names = &typeNames{list: list, whole: true}
	return v
}

// AddMember gives v one more member, replacing an added member of the same name, and returns v, wrapped if it
// had to be. Note properties of a CustomObject go through CustomObject.Set instead.
func AddMember(v Value, m *Member) Value {
	v = Wrap(v)
	_, extra, _ := extended(v)
	for i, old := range *extra {
		if EqualNames(old.Name, m.Name) {
			*extra = slices.Clone(*extra) // it may be shared
			(*extra)[i] = m
			return v
		}
	}
	*extra = append(*extra, m)
	return v
}

// NoteOf is a note property that holds a value of its own.
func NoteOf(name string, value Value) *Member {
	return &Member{Name: name, Kind: NoteProperty,
		Get: func(Value) (Value, error) { return value, nil },
		Set: func(_, v Value) error { value = v; return nil }}
}

// ExtraMembers are the members that were added to v itself; the slice must not be changed.
func ExtraMembers(v Value) []*Member {
	if _, extra, ok := extended(v); ok {
		return *extra
	}
	return nil
}

// TypeNames are PowerShell's names for v, most specific first: what views, completion and Get-Member go by.
func TypeNames(v Value) []string {
	var list []string
	if names, _, ok := extended(v); ok {
		if own := *names; own != nil && own.whole {
			return own.list
		}
		list = append(list, (*names).added()...)
	}
	for t := TypeOf(v); t != nil; t = t.Base() {
		list = append(list, t.QualifiedName())
	}
	return list
}

// TypeName is the first of v's type names; empty if they were all taken away.
func TypeName(v Value) string {
	if names := TypeNames(v); len(names) > 0 {
		return names[0]
	}
	return ""
}
