package object

import "slices"

// PSObject carries a value together with what PowerShell added to it: extra members and type names. Nothing else
// is wrapped; a CustomObject carries its own.
type PSObject struct {
	base      Value
	typeNames []string
	extra     []*Member
}

// Wrap gives v a PSObject of its own; a value that already has one (or is a CustomObject) is returned as it is.
func Wrap(v Value) Value {
	switch v.(type) {
	case *PSObject, *CustomObject:
		return v
	}
	return &PSObject{base: v}
}

// WithMembers wraps v with members that many objects share; the slice must not be changed afterwards.
func WithMembers(v Value, shared []*Member) Value {
	return &PSObject{base: Base(v), extra: shared[:len(shared):len(shared)]}
}

// Type implements Object: the type of the value inside.
func (o *PSObject) Type() *Type { return TypeOf(o.base) }

// extended is what *PSObject and *CustomObject share.
func extended(v Value) (typeNames *[]string, extra *[]*Member, ok bool) {
	switch o := v.(type) {
	case *PSObject:
		return &o.typeNames, &o.extra, true
	case *CustomObject:
		return &o.typeNames, &o.extra, true
	}
	return nil, nil, false
}

// AddTypeName puts a name before all other type names of v (PSObject.TypeNames.Insert(0, name)) and returns v,
// wrapped if it had to be.
func AddTypeName(v Value, name string) Value {
	v = Wrap(v)
	names, _, _ := extended(v)
	*names = append([]string{name}, *names...)
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

// ExtraMembers are the members that were added to v itself; the slice must not be changed.
func ExtraMembers(v Value) []*Member {
	if _, extra, ok := extended(v); ok {
		return *extra
	}
	return nil
}

// TypeNames are PowerShell's names for v, most specific first: what views, completion and Get-Member go by.
func TypeNames(v Value) []string {
	var names []string
	if added, _, ok := extended(v); ok {
		names = append(names, *added...)
	}
	for t := TypeOf(v); t != nil; t = t.Base() {
		names = append(names, t.FullName())
	}
	return names
}
