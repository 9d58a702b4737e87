package object

// Comparable is implemented by Object types that are IComparable. other is what the right operand became when
// converted to the left one's type.
type Comparable interface {
	CompareTo(other Value) (int, error)
}

// Equatable is implemented by Object types whose Equals is not identity.
type Equatable interface {
	EqualTo(other Value) bool
}

// Equal is -eq of two scalars; collections are compared as objects (see OpEq for filtering).
func Equal(l, r Value, ignoreCase bool) bool { return false }

// Compare is the order of two scalars that -lt, -le, -gt and -ge go by; errors are those of these operators.
func Compare(l, r Value, ignoreCase bool) (int, error) { return 0, nil }

// CompareForSort is the order of Sort-Object, which never fails: values that cannot be compared go by their text.
func CompareForSort(l, r Value, ignoreCase bool) int { return 0 }
