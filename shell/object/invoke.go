package object

// InvokeMethod calls a method of v, choosing the overload as PowerShell does.
func InvokeMethod(v Value, name string, args []Value) (Value, error) { return nil, nil }

// InvokeStatic calls a static method of t.
func InvokeStatic(t *Type, name string, args []Value) (Value, error) { return nil, nil }

// New makes an object of type t: [T]::new(args).
func New(t *Type, args []Value) (Value, error) { return nil, nil }

// GetStatic reads a static property or field of t; ok is false when there is none.
func GetStatic(t *Type, name string) (value Value, ok bool, err error) { return nil, false, nil }

// SetStatic writes a static property of t.
func SetStatic(t *Type, name string, value Value) error { return nil }

// MethodCache remembers, for one place in a script, which overload was chosen last: the next call with a receiver and
// arguments of the same types skips the choice. The zero value is ready for use; it is safe for concurrent use.
type MethodCache struct{}

// Invoke is InvokeMethod with the cache.
func (c *MethodCache) Invoke(v Value, name string, args []Value) (Value, error) {
	return InvokeMethod(v, name, args)
}

// InvokeStatic is the function InvokeStatic with the cache.
func (c *MethodCache) InvokeStatic(t *Type, name string, args []Value) (Value, error) {
	return InvokeStatic(t, name, args)
}
