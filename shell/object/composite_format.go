package object

// OpFormat is format -f args: composite formatting under the current culture. args is one value or an array.
func OpFormat(format string, args Value) (string, error) { return "", nil }

// FormatComposite is String.Format(culture, format, args); its errors are *Exception of class System.FormatException.
func FormatComposite(c *Culture, format string, args []Value) (string, error) { return "", nil }
