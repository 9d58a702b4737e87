package object

// Add is l + r: the left operand decides between numbers, text, collections and dictionaries.
func Add(l, r Value) (Value, error) { return nil, nil }

// Subtract is l - r.
func Subtract(l, r Value) (Value, error) { return nil, nil }

// Multiply is l * r; text and arrays on the left are repeated.
func Multiply(l, r Value) (Value, error) { return nil, nil }

// Divide is l / r; integers that divide exactly stay integers.
func Divide(l, r Value) (Value, error) { return nil, nil }

// Modulo is l % r.
func Modulo(l, r Value) (Value, error) { return nil, nil }

// Negate is -v.
func Negate(v Value) (Value, error) { return nil, nil }

// UnaryPlus is +v: text becomes a number.
func UnaryPlus(v Value) (Value, error) { return nil, nil }

// BitNot is -bnot v.
func BitNot(v Value) (Value, error) { return nil, nil }

// BitAnd is l -band r.
func BitAnd(l, r Value) (Value, error) { return nil, nil }

// BitOr is l -bor r.
func BitOr(l, r Value) (Value, error) { return nil, nil }

// BitXor is l -bxor r.
func BitXor(l, r Value) (Value, error) { return nil, nil }

// ShiftLeft is l -shl r.
func ShiftLeft(l, r Value) (Value, error) { return nil, nil }

// ShiftRight is l -shr r.
func ShiftRight(l, r Value) (Value, error) { return nil, nil }
