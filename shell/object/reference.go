package object

// Reference is [ref]: a variable that a method may assign to.
type Reference interface {
	Object
	// Load reads the variable.
	Load() Value
	// Store assigns to the variable.
	Store(v Value) error
}
