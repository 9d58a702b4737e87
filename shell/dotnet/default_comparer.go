package dotnet

import (
	"github.com/partnershell/partnershell/shell/object"
)

// defaultComparer compares as the values themselves do: Comparer<T>.Default, EqualityComparer<T>.Default and the older
// Comparer and CaseInsensitiveComparer.
type defaultComparer struct{ typ *object.Type }

// Type implements object.Object.
func (c defaultComparer) Type() *object.Type { return c.typ }

func (c defaultComparer) compareItems(l, r object.Value) (int, error) {
	x, leftText := object.Base(l).(string)
	y, rightText := object.Base(r).(string)
	if leftText && rightText {
		ignoreCase := c.typ.Name() == "CaseInsensitiveComparer"
		return object.CurrentCulture.CompareText(x, y, ignoreCase), nil
	}
	return compareValues(l, r)
}

func defaultComparerClass(t *object.Type) class {
	made := constant(defaultComparer{t})
	return class{
		new:              static(func(args) object.Value { return defaultComparer{t} }),
		staticProperties: getters{"Default": made, "DefaultInvariant": made},
		methods: methods{
			"Compare": call(func(c defaultComparer, a args) (object.Value, error) {
				n, err := c.compareItems(a.at(0), a.at(1))
				return i32(n), err
			}),
			"Equals":      do(func(c defaultComparer, a args) object.Value { return equals(a.at(0), a.at(1)) }),
			"GetHashCode": do(func(c defaultComparer, a args) object.Value { return object.Int32(hashCode(a.at(0))) }),
		},
	}
}
