package object

// Value is anything a script can hold; nil is $null. The package comment lists the Go type of each .NET type.
type Value = any

// Object is implemented by every value that is not one of Go's basic types.
type Object interface {
	// Type is the .NET type that scripts see.
	Type() *Type
}

// Callable is a script block, or a delegate made of one, that library code may call back.
type Callable interface {
	// Call runs the block with args as its positional arguments ($_ is the first) and returns what it
	// wrote: nothing, one value, or an array.
	Call(args ...Value) (Value, error)
}

type nothing struct{}

// Nothing is AutomationNull: the result of a command that wrote no output. It acts as $null in an
// expression and as an empty sequence in a pipeline, in foreach and in @( ).
var Nothing Value = nothing{}

// IsNothing reports whether v is AutomationNull.
func IsNothing(v Value) bool {
	_, ok := v.(nothing)
	return ok
}

// IsNull reports whether v is $null or AutomationNull.
func IsNull(v Value) bool { return v == nil || IsNothing(v) }

// Char is System.Char: one UTF-16 code unit.
type Char uint16

// Base removes the PSObject wrapper that carries extended members, if there is one.
func Base(v Value) Value {
	if w, ok := v.(*PSObject); ok {
		return w.base
	}
	return v
}

// Guid is System.Guid, in the byte order in which it is written.
type Guid [16]byte

// Enum is a value of an enumeration type; flags are or-ed together in Value.
type Enum struct {
	EnumType *Type
	Value    int64
}

// Type implements Object.
func (e Enum) Type() *Type { return e.EnumType }

// IsScalar reports values that stay as they are and that no script has a say in: work on them can be left behind.
func IsScalar(v Value) bool {
	switch v.(type) {
	case nil, string, bool, int32, int64, float64, Char, Enum, DateTime, TimeSpan, *Regex:
		return true
	}
	return false
}

// Waiter is an object whose methods may wait for something to happen: a call can be left behind when the run is
// stopped meanwhile.
type Waiter interface{ MayWait() }
