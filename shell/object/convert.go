package object

// Converter makes a value of one target type. It returns false when v is nothing it knows, so that Convert goes
// on with its general rules.
type Converter func(v Value) (Value, bool, error)

// RegisterConverter tells Convert how to make values of target. Library types with a static Parse or Create method
// or a one-argument constructor need none: Convert finds those among their members.
func RegisterConverter(target *Type, f Converter) {}

// Convert is PowerShell's cast. Errors are *ErrorRecord with PowerShell's ids and messages.
func Convert(v Value, t *Type) (Value, error) { return v, nil }

// ToBool is the truth of a value, as if and -not see it.
func ToBool(v Value) bool { return false }

// ToInt converts to Int32.
func ToInt(v Value) (int, error) { return 0, nil }
