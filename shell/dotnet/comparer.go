package dotnet

import (
	"github.com/partnershell/partnershell/shell/object"
)

// textComparer is System.StringComparer: by a culture, or ordinal when culture is nil.
type textComparer struct {
	name       string
	culture    *object.Culture
	ignoreCase bool
}

var ordinalComparer = &textComparer{name: "Ordinal"}

// Type implements object.Object.
func (*textComparer) Type() *object.Type { return object.LibraryType("System.StringComparer") }

func (c *textComparer) compareItems(l, r object.Value) (int, error) {
	x, leftText := object.Base(l).(string)
	y, rightText := object.Base(r).(string)
	if !leftText || !rightText {
		return compareValues(l, r)
	}
	if c.culture == nil {
		return compareOrdinal(x, y, c.ignoreCase), nil
	}
	return c.culture.CompareText(x, y, c.ignoreCase), nil
}

func stringComparerClass() class {
	comparers := getters{}
	for i, name := range []string{"CurrentCulture", "CurrentCultureIgnoreCase", "InvariantCulture", "InvariantCultureIgnoreCase",
		"Ordinal", "OrdinalIgnoreCase"} {
		comparers[name] = value(func() object.Value {
			culture, ignoreCase := comparison(int64(i))
			return &textComparer{name: name, culture: culture, ignoreCase: ignoreCase}
		})
	}
	return class{
		staticProperties: comparers,
		statics: methods{
			"Create": static(func(a args) object.Value {
				return &textComparer{name: "Create", culture: a.culture(0), ignoreCase: a.bool(1) || a.enum(1, 0)&1 != 0}
			}),
			"FromComparison": static(func(a args) object.Value {
				culture, ignoreCase := comparison(a.enum(0, 0))
				return &textComparer{culture: culture, ignoreCase: ignoreCase}
			}),
		},
		methods: methods{
			"Compare": call(func(c *textComparer, a args) (object.Value, error) {
				n, err := c.compareItems(a.at(0), a.at(1))
				return i32(n), err
			}),
			"Equals": call(func(c *textComparer, a args) (object.Value, error) {
				n, err := c.compareItems(a.at(0), a.at(1))
				return n == 0, err
			}),
			"GetHashCode": do(func(c *textComparer, a args) object.Value {
				return object.Int32(hashCode(fold(a.text(0), c.ignoreCase)))
			}),
		},
	}
}
