package object

// MethodBody is a script block that can run as the body of a member: $this is the object that has the member.
type MethodBody interface {
	Callable
	CallWithThis(this Value, args ...Value) (Value, error)
}

// callWithThis runs a block as a member of this. A block without a notion of $this gets the object as its first
// argument.
func callWithThis(block Callable, this Value, args ...Value) (Value, error) {
	if body, ok := block.(MethodBody); ok {
		return body.CallWithThis(this, args...)
	}
	return block.Call(append([]Value{this}, args...)...)
}

// ScriptPropertyOf makes m the script property that get reads and set, which may be nil, writes.
func ScriptPropertyOf(m *Member, get, set Callable) {
	m.Kind = ScriptProperty
	m.Get = func(this Value) (Value, error) { return callWithThis(get, this) }
	m.Definition = "System.Object " + m.Name + " {get=" + ToText(get) + ";"
	if set != nil {
		m.Set = func(this, v Value) error {
			_, err := callWithThis(set, this, v)
			return err
		}
		m.Definition += "set=" + ToText(set) + ";"
	}
	m.Definition += "}"
}

// ScriptMethodOf makes m the method whose body is block.
func ScriptMethodOf(m *Member, block Callable) {
	m.Kind = ScriptMethod
	m.Definition = "System.Object " + m.Name + "();"
	m.Overloads = []Overload{{Signature: m.Definition, Call: func(this Value, args []Value) (Value, error) {
		return callWithThis(block, this, args...)
	}}}
}
