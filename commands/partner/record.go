package partner

import "github.com/partnershell/partnershell/shell/object"

// property is one property of a command's result.
type property[T any] struct {
	name string
	get  func(T) object.Value
}

// define makes the .NET type of results that are Go structs.
func define[T any](fullName string, properties ...property[T]) *object.Type {
	t := object.Define(fullName, object.ClassType, nil)
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
	get := func(recv object.Value) (object.Value, error) {
		r, ok := recv.(T)
		if !ok {
			return nil, nil
		}
		return p.get(r), nil
	}
	return &object.Member{Name: p.name, Kind: object.PropertyMember, Get: get}
}

// texts is a list of texts as a .NET array.
func texts[S ~[]E, E ~string](list S) object.Value {
	items := make([]object.Value, len(list))
	for i, text := range list {
		items[i] = string(text)
	}
	return object.NewArray(items...)
}
