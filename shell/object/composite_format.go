package object

import "strings"

// OpFormat is format -f args: composite formatting under the current culture. args is one value or an array.
func OpFormat(format string, args Value) (string, error) {
	var items []Value
	if a, ok := Base(args).(*Array); ok {
		items = a.Items
	} else {
		items = []Value{args}
	}
	s, err := formatComposite(CurrentCulture, format, items, true)
	if err != nil {
		return "", &ErrorRecord{ID: "FormatError", Category: InvalidOperation, Exception: &Exception{
			Class:   ExceptionType("System.Management.Automation.RuntimeException"),
			Message: "Error formatting a string: " + err.Error() + ".",
			Inner:   asException(err),
		}}
	}
	return s, nil
}

// asException is the exception in a Go error; nil if there is none.
func asException(err error) *Exception {
	switch e := err.(type) {
	case *Exception:
		return e
	case *ErrorRecord:
		return e.Exception
	}
	return nil
}

// FormatComposite is String.Format(culture, format, args); its errors are *Exception of class System.FormatException.
func FormatComposite(c *Culture, format string, args []Value) (string, error) {
	return formatComposite(c, format, args, false)
}

const (
	earlyEnd    = "Format item ends prematurely."
	wantDigit   = "Expected an ASCII digit."
	strayBrace  = "Unexpected closing brace without a corresponding opening brace."
	maxArgument = 1_000_000
)

func errComposite(offset int, problem string) error {
	return NewException("System.FormatException",
		"Input string was not in a correct format. Failure to parse near offset %d. %s", offset, problem)
}

// formatComposite fills the {index,width:format} items of a text. wrapped says that custom objects hide their type, as
// PowerShell's do.
func formatComposite(c *Culture, format string, args []Value, wrapped bool) (string, error) {
	var out strings.Builder
	i := 0
	for {
		brace := strings.IndexAny(format[i:], "{}")
		if brace < 0 {
			out.WriteString(format[i:])
			return out.String(), nil
		}
		out.WriteString(format[i : i+brace])
		i += brace
		if i+1 < len(format) && format[i+1] == format[i] {
			out.WriteByte(format[i])
			i += 2
			continue
		}
		item, next, err := parseItem(format, i)
		if err != nil {
			return "", err
		}
		if item.index >= len(args) {
			return "", NewException("System.FormatException", "Index (zero based) must be greater than or equal to zero "+
				"and less than the size of the argument list.")
		}
		text, err := item.text(args[item.index], c)
		if err != nil {
			return "", err
		}
		writePadded(&out, text, item.width)
		i = next
	}
}

// formatItem is one {index,width:format}; a negative width aligns to the left.
type formatItem struct {
	index, width int
	format       string
}

func (f formatItem) text(v Value, c *Culture) (string, error) {
	switch o := v.(type) {
	case nil:
		return "", nil
	case *CustomObject:
		return customObjectFormat(o, f.format, c), nil
	case *Type:
		return o.clrName(), nil
	}
	return FormatValue(v, f.format, c)
}

// customObjectFormat is a property bag in a format item: the format reaches its properties.
func customObjectFormat(o *CustomObject, format string, c *Culture) string {
	var b strings.Builder
	for i, name := range o.Shape().Names() {
		if i > 0 {
			b.WriteString("; ")
		}
		text := propertyText(o.At(i), c)
		if s, err := FormatValue(o.At(i), format, c); err == nil && isFormattable(o.At(i)) {
			text = s
		}
		b.WriteString(name + "=" + text)
	}
	if o.Len() == 0 {
		return customObjectText(o, c)
	}
	return "@{" + b.String() + "}"
}

// parseItem reads the item whose brace is at i; offsets in errors count UTF-16 units.
func parseItem(s string, i int) (item formatItem, next int, err error) {
	fail := func(at int, problem string) (formatItem, int, error) {
		return formatItem{}, 0, errComposite(UTF16Length(s[:min(at, len(s))])+max(0, at-len(s)), problem)
	}
	if s[i] == '}' {
		if i+1 == len(s) {
			return fail(i+1, earlyEnd)
		}
		return fail(i+1, strayBrace)
	}
	i++
	if i == len(s) {
		return fail(i, earlyEnd)
	}
	end := skipDigits(s, i)
	if end == i {
		return fail(i, wantDigit)
	}
	item.index = parseLimited(s[i:end])
	i = skipBlanks(s, end)
	if i == len(s) {
		return fail(i, earlyEnd)
	}
	if s[i] == ',' {
		i = skipBlanks(s, i+1)
		left := i < len(s) && s[i] == '-'
		if left {
			i++
		}
		if i == len(s) {
			return fail(i, earlyEnd)
		}
		end = skipDigits(s, i)
		if end == i {
			return fail(i, wantDigit)
		}
		if item.width = parseLimited(s[i:end]); left {
			item.width = -item.width
		}
		i = skipBlanks(s, end)
		if i == len(s) {
			return fail(i, earlyEnd)
		}
	}
	if s[i] == ':' {
		end := i + 1
		for end < len(s) && s[end] != '}' {
			if s[end] == '{' {
				return fail(end+1, "Unexpected opening brace.")
			}
			end++
		}
		item.format, i = s[i+1:end], end
		if i == len(s) {
			return fail(i, earlyEnd)
		}
	}
	if s[i] != '}' {
		return fail(i, "Expected a closing brace, but found something else.")
	}
	return item, i + 1, nil
}

func skipBlanks(s string, i int) int {
	for i < len(s) && s[i] == ' ' {
		i++
	}
	return i
}

// parseLimited reads digits up to a limit that nothing real reaches.
func parseLimited(digits string) int {
	n := 0
	for i := 0; i < len(digits) && n < maxArgument; i++ {
		n = n*10 + int(digits[i]-'0')
	}
	return n
}

func writePadded(out *strings.Builder, text string, width int) {
	missing := max(width, -width) - UTF16Length(text)
	if width > 0 && missing > 0 {
		out.WriteString(strings.Repeat(" ", missing))
	}
	out.WriteString(text)
	if width < 0 && missing > 0 {
		out.WriteString(strings.Repeat(" ", missing))
	}
}
