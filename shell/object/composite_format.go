package object

import (
	"strconv"
	"strings"
)

// OpFormat is format -f args: composite formatting under the current culture. args is one value or an array.
func OpFormat(format string, args Value) (string, error) {
	var items []Value
	if a, ok := Base(args).(*Array); ok {
		items = a.Items
	} else {
		items = []Value{args}
	}
	s, err := FormatComposite(CurrentCulture, format, items)
	if isOutOfMemory(err) {
		return "", err
	}
	if err != nil {
		return "", &ErrorRecord{ID: "FormatError", Category: InvalidOperation, Exception: &Exception{
			Class:   ExceptionType("System.Management.Automation.RuntimeException"),
			Message: "Error formatting a string: " + err.Error() + ".",
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

// FormatComposite is String.Format(culture, format, args): it fills the {index,width:format} items of a text. Its errors
// are *Exception of class System.FormatException.
func FormatComposite(c *Culture, format string, args []Value) (string, error) {
	var room [128]byte
	out := room[:0]
	i := 0
	for {
		brace := nextBrace(format[i:])
		if brace < 0 {
			return string(append(out, format[i:]...)), nil
		}
		out = append(out, format[i:i+brace]...)
		i += brace
		if i+1 < len(format) && format[i+1] == format[i] {
			out = append(out, format[i])
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
		if out, err = item.append(out, args[item.index], c); err != nil {
			return "", err
		}
		if len(out) > MaxText {
			return "", CheckText(len(out))
		}
		i = next
	}
}

// nextBrace is the position of the first brace; negative if there is none.
func nextBrace(s string) int {
	for i := range len(s) {
		if s[i] == '{' || s[i] == '}' {
			return i
		}
	}
	return -1
}

// formatItem is one {index,width:format}; a negative width aligns to the left.
type formatItem struct {
	index, width int
	format       string
}

// append appends the item's text.
func (f formatItem) append(out []byte, v Value, c *Culture) ([]byte, error) {
	if n, ok := v.(int32); ok && f.width == 0 && n >= 0 {
		if digits, ok := f.digits(); ok {
			return appendDigits(out, n, digits), nil
		}
	}
	text, err := f.text(v, c)
	if err != nil {
		return out, err
	}
	return appendPadded(out, text, f.width), nil
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
		text := itemText(o.At(i), c, true)
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

// itemReader reads one format item; offsets in its errors count UTF-16 units.
type itemReader struct {
	s string
	i int
}

func (r *itemReader) fail(problem string) error {
	return errComposite(UTF16Length(r.s[:min(r.i, len(r.s))]), problem)
}

// skipBlanks goes to the next character that is no space; it fails at the end of the text.
func (r *itemReader) skipBlanks() error {
	for r.i < len(r.s) && r.s[r.i] == ' ' {
		r.i++
	}
	if r.i == len(r.s) {
		return r.fail(earlyEnd)
	}
	return nil
}

func (r *itemReader) number() (int, error) {
	if r.i == len(r.s) {
		return 0, r.fail(earlyEnd)
	}
	if skipDigits(r.s, r.i) == r.i {
		return 0, r.fail(wantDigit)
	}
	n := 0
	for ; r.i < len(r.s) && '0' <= r.s[r.i] && r.s[r.i] <= '9' && n < maxArgument; r.i++ { // digits beyond the limit fit nowhere
		n = n*10 + int(r.s[r.i]-'0')
	}
	return n, r.skipBlanks()
}

// parseItem reads the item whose brace is at i.
func parseItem(s string, i int) (item formatItem, next int, err error) {
	r := &itemReader{s, i + 1}
	if s[i] == '}' {
		if r.i == len(s) {
			return item, 0, r.fail(earlyEnd)
		}
		return item, 0, r.fail(strayBrace)
	}
	if item.index, err = r.number(); err != nil {
		return item, 0, err
	}
	if s[r.i] == ',' {
		if item.width, err = r.width(); err != nil {
			return item, 0, err
		}
	}
	if s[r.i] == ':' {
		if item.format, err = r.format(); err != nil {
			return item, 0, err
		}
	}
	if s[r.i] != '}' {
		return item, 0, r.fail("Expected a closing brace, but found something else.")
	}
	return item, r.i + 1, nil
}

func (r *itemReader) width() (int, error) {
	r.i++
	if err := r.skipBlanks(); err != nil {
		return 0, err
	}
	if r.s[r.i] == '-' {
		r.i++
		n, err := r.number()
		return -n, err
	}
	return r.number()
}

// format reads up to the closing brace.
func (r *itemReader) format() (string, error) {
	start := r.i + 1
	for r.i = start; r.i < len(r.s) && r.s[r.i] != '}'; r.i++ {
		if r.s[r.i] == '{' {
			r.i++
			return "", r.fail("Unexpected opening brace.")
		}
	}
	if r.i == len(r.s) {
		return "", r.fail(earlyEnd)
	}
	return r.s[start:r.i], nil
}

// digits is how many digits the format {0} or {0:D6} makes of an integer at least; ok is false for other formats.
func (f formatItem) digits() (n int, ok bool) {
	if f.format == "" {
		return 1, true
	}
	letter, n, ok := standardFormat(f.format)
	return max(n, 1), ok && letter|0x20 == 'd' && n <= maxPrecision
}

// appendDigits appends a number that is not negative.
func appendDigits(out []byte, n int32, digits int) []byte {
	var room [10]byte
	text := strconv.AppendInt(room[:0], int64(n), 10)
	for ; digits > len(text); digits-- {
		out = append(out, '0')
	}
	return append(out, text...)
}

func appendPadded(out []byte, text string, width int) []byte {
	if width == 0 {
		return append(out, text...)
	}
	missing := max(width, -width) - UTF16Length(text)
	if width > 0 && missing > 0 {
		out = append(out, strings.Repeat(" ", missing)...)
	}
	out = append(out, text...)
	if width < 0 && missing > 0 {
		out = append(out, strings.Repeat(" ", missing)...)
	}
	return out
}
