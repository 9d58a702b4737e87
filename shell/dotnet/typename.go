package dotnet

import (
	"strings"

	"github.com/partnershell/partnershell/shell/object"
)

// typeName is System.Management.Automation.PSTypeName: the name of a type that need not exist.
type typeName struct {
	name string
	typ  *object.Type
}

// Type implements object.Object.
func (*typeName) Type() *object.Type {
	return object.LibraryType("System.Management.Automation.PSTypeName")
}

// Text implements object.Texter.
func (n *typeName) Text() string { return n.name }

func typeNameClass() class {
	return class{
		new: try(func(a args) (object.Value, error) {
			if t := a.typ(0); t != nil {
				return &typeName{t.FullName(), t}, nil
			}
			return &typeName{name: a.text(0)}, nil
		}),
		properties: getters{
			"Name": get(func(n *typeName) object.Value { return n.name }),
			"Type": get(func(n *typeName) object.Value {
				if n.typ == nil {
					n.typ = object.LookupType(n.name)
				}
				if n.typ == nil {
					return nil
				}
				return n.typ
			}),
		},
		methods: methods{"ToString": do(func(n *typeName, _ args) object.Value { return n.name })},
		order:   []string{"Name", "Type"},
	}
}

// httpMethod is System.Net.Http.HttpMethod.
type httpMethod string

// Type implements object.Object.
func (httpMethod) Type() *object.Type { return object.LibraryType("System.Net.Http.HttpMethod") }

// Text implements object.Texter.
func (m httpMethod) Text() string { return string(m) }

// EqualTo implements object.Equatable: the case does not count.
func (m httpMethod) EqualTo(other object.Value) bool {
	o, ok := other.(httpMethod)
	return ok && strings.EqualFold(string(m), string(o))
}

func httpMethodClass() class {
	c := class{
		new: try(func(a args) (object.Value, error) {
			if a.text(0) == "" {
				return nil, argumentError("method", "The value cannot be an empty string.")
			}
			return httpMethod(a.text(0)), nil
		}),
		staticProperties: getters{},
		properties:       getters{"Method": get(func(m httpMethod) object.Value { return string(m) })},
		methods: methods{
			"ToString": do(func(m httpMethod, _ args) object.Value { return string(m) }),
			"Equals":   do(func(m httpMethod, a args) object.Value { return m.EqualTo(a.at(0)) }),
		},
	}
	for _, name := range []string{"Connect", "Delete", "Get", "Head", "Options", "Patch", "Post", "Put", "Trace"} {
		c.staticProperties[name] = constant(httpMethod(strings.ToUpper(name)))
	}
	return c
}
