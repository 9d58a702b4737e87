package utility

import "github.com/partnershell/partnershell/shell/object"

// property describes one property of a command's result type.
type property[T any] struct {
	name     string
	typeName string
	get      func(T) object.Value
}

// defineRecord defines the .NET type of results that are Go structs.
func defineRecord[T any](fullName string, base *object.Type, properties ...property[T]) *object.Type {
	t := object.Define(fullName, object.ClassType, base)
	t.SetMembers(func() []*object.Member {
		members := make([]*object.Member, len(properties))
		for i, p := range properties {
			members[i] = p.member()
		}
		return members
	})
	return t
}

func (p property[T]) member() *object.Member {
	return &object.Member{Name: p.name, Kind: object.PropertyMember, ValueType: object.LookupType(p.typeName),
		Get: func(recv object.Value) (object.Value, error) {
			r, ok := recv.(T)
			if !ok {
				return nil, nil
			}
			return p.get(r), nil
		}}
}

// collectionOf is a System.Collections.ObjectModel.Collection<PSObject> of items.
func collectionOf(items []object.Value) *object.List {
	t := object.LookupType("System.Collections.ObjectModel.Collection[System.Management.Automation.PSObject]")
	if t == nil {
		t = object.TypeArrayList
	}
	return &object.List{ListType: t, Items: items}
}

func arrayList(items []object.Value) *object.List {
	return &object.List{ListType: object.TypeArrayList, Items: items}
}
