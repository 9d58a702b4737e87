package clixml

import "github.com/partnershell/partnershell/shell/object"

const serializerType = "System.Management.Automation.PSSerializer"

func init() {
	t := object.LibraryType(serializerType)
	t.SetMembers(serializerMembers)
}

// serializerMembers are the static methods of PSSerializer.
func serializerMembers() []*object.Member {
	deserialize := func(all bool) func(object.Value, []object.Value) (object.Value, error) {
		return func(_ object.Value, args []object.Value) (object.Value, error) {
			items, err := Unmarshal(object.ToText(args[0]))
			switch {
			case err != nil:
				return nil, err
			case !all && len(items) == 1:
				return items[0], nil
			}
			return object.NewArray(items...), nil
		}
	}
	return []*object.Member{
		static("Serialize", object.Overload{Signature: "string Serialize(System.Object source)", Call: serialize},
			object.Overload{Signature: "string Serialize(System.Object source, int depth)", Call: serialize}),
		static("Deserialize", object.Overload{Signature: "System.Object Deserialize(string source)", Call: deserialize(false)}),
		static("DeserializeAsList", object.Overload{Signature: "System.Object[] DeserializeAsList(string source)",
			Call: deserialize(true)}),
	}
}

func static(name string, overloads ...object.Overload) *object.Member {
	return &object.Member{Name: name, Kind: object.MethodMember, Static: true, Overloads: overloads}
}

// standardDepth is how deep PSSerializer goes unless it is told.
const standardDepth = 1

func serialize(_ object.Value, args []object.Value) (object.Value, error) {
	depth := standardDepth
	if len(args) > 1 {
		var err error
		if depth, err = object.ToInt(args[1]); err != nil {
			return nil, err
		}
	}
	return Marshal([]object.Value{args[0]}, depth), nil
}
