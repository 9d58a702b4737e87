package object

// Texter is implemented by Object types that have a ToString() of their own; the others print as their type's name.
type Texter interface {
	// Text is ToString() under the invariant culture.
	Text() string
}

// Formatter is implemented by Object types that are IFormattable. An unknown format is an *Exception of class
// System.FormatException.
type Formatter interface {
	Format(format string, c *Culture) (string, error)
}

// ToText is [string]$v and "$v": invariant culture, the elements of a collection joined by a space.
func ToText(v Value) string { return "" }

// JoinText is ToText with another separator of elements ($OFS).
func JoinText(v Value, separator string) string { return "" }

// DisplayText is ToString() under the current culture: what the screen shows for a scalar.
func DisplayText(v Value) string { return "" }

// FormatValue is IFormattable.ToString(format, culture); an empty format is the general one. Values that are not
// IFormattable ignore the format.
func FormatValue(v Value, format string, c *Culture) (string, error) { return "", nil }
