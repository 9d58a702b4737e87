package dotnet

import (
	"slices"

	"github.com/partnershell/partnershell/shell/object"
)

// provided are the members of types that other packages have objects of.
var provided = map[string]func() []*object.Member{}

// Provide says which members the objects of another package have that share a type with this one's. It is for init
// functions: a type's members are made once, when a script first asks for one.
func Provide(typeName string, load func() []*object.Member) { provided[typeName] = load }

// join adds the library's members to those of another package. One that both have is the library's for its objects.
func join(others, library []*object.Member) []*object.Member {
	for _, m := range library {
		i := slices.IndexFunc(others, func(o *object.Member) bool { return o.Name == m.Name && o.Static == m.Static })
		switch {
		case i >= 0:
			share(others[i], m)
		case works(m):
			others = append(others, m)
		}
	}
	return others
}

// works reports whether the library does something for a member that it declares.
func works(m *object.Member) bool {
	if m.IsMethod() {
		return slices.ContainsFunc(m.Overloads, func(o object.Overload) bool { return o.Call != nil })
	}
	return m.Get != nil || m.Kind == object.EventMember
}

// share makes m ask the library's member where it does not know the receiver.
func share(m, library *object.Member) {
	if read, second := m.Get, library.Get; read != nil && second != nil {
		m.Get = func(recv object.Value) (object.Value, error) {
			v, err := read(recv)
			if err == object.ErrNotImplemented {
				return second(recv)
			}
			return v, err
		}
	}
	for i, o := range m.Overloads {
		j := slices.IndexFunc(library.Overloads, func(l object.Overload) bool { return l.Signature == o.Signature })
		if j < 0 || o.Call == nil || library.Overloads[j].Call == nil {
			continue
		}
		first, second := o.Call, library.Overloads[j].Call
		m.Overloads[i].Call = func(recv object.Value, a []object.Value) (object.Value, error) {
			v, err := first(recv, a)
			if err == object.ErrNotImplemented {
				return second(recv, a)
			}
			return v, err
		}
	}
}
