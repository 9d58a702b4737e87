package object

import (
	"math/big"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"
)

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
func ToText(v Value) string {
	switch v := v.(type) {
	case string:
		return v
	case int32:
		return strconv.Itoa(int(v))
	case nil, nothing:
		return ""
	case bool:
		return boolText(v)
	}
	return JoinText(v, " ")
}

// JoinText is ToText with another separator of elements ($OFS).
func JoinText(v Value, separator string) string {
	if e, ok := textElements(v); ok {
		var b strings.Builder
		first := true
		_ = e.Each(func(item Value) bool {
			if !first {
				b.WriteString(separator)
			}
			first = false
			b.WriteString(itemText(item, InvariantCulture, true))
			return true
		})
		return b.String()
	}
	return scalarText(v, InvariantCulture, true)
}

// textElements is v as a collection whose elements make up its text.
func textElements(v Value) (Enumerable, bool) {
	switch e := Base(v).(type) {
	case *Dictionary:
		return nil, false
	case Enumerable:
		return e, true
	}
	return nil, false
}

// itemText is the text of a value inside another: collections print as their types, property bags not at all.
func itemText(v Value, c *Culture, short bool) string {
	if o, ok := v.(*CustomObject); ok {
		return addedToString(o, o.extra)
	}
	return scalarText(v, c, short)
}

func boolText(b bool) string {
	if b {
		return "True"
	}
	return "False"
}

// scalarText is ToString() of one value under a culture. short asks for the 15 (single: 7) digits that [string]
// gives floats, instead of as many as tell them apart.
func scalarText(v Value, c *Culture, short bool) string {
	switch v := v.(type) {
	case nil, nothing:
		return ""
	case string:
		return v
	case bool:
		return boolText(v)
	case Switch:
		return boolText(bool(v))
	case Char:
		return charText(v)
	case float64:
		if short {
			return significant(v, 15)
		}
	case float32:
		if short {
			return significant(float64(v), 7)
		}
	case *PSObject:
		if text := addedToString(v, v.extra); text != "" {
			return text
		}
		if v.token != "" && !short {
			return v.token
		}
		return scalarText(v.base, c, short)
	case *CustomObject:
		return customObjectText(v, c)
	case *Type:
		if short {
			return v.TypeText()
		}
		return v.FullName() + v.OpenParameters()
	case *Exception:
		return exceptionText(v)
	case *ErrorRecord:
		return v.Error()
	case Texter:
		return v.Text()
	}
	if isFormattable(v) {
		s, _ := FormatValue(v, "", c)
		return s
	}
	if t := TypeOf(v); t != nil {
		return t.clrName()
	}
	return ""
}

// charText is a UTF-16 unit as text; lone surrogates come in WTF-8 form.
func charText(c Char) string {
	if c >= 0xD800 && c <= 0xDFFF {
		return string([]byte{0xE0 | byte(c>>12), 0x80 | byte(c>>6)&0x3F, 0x80 | byte(c)&0x3F})
	}
	return string(rune(c))
}

// addedToString is the result of a ToString script method that was added to an object.
func addedToString(o Value, extra []*Member) string {
	for _, m := range extra {
		if EqualNames(m.Name, "ToString") && len(m.Overloads) > 0 {
			if v, err := m.Overloads[0].Call(o, nil); err == nil {
				return ToText(v)
			}
		}
	}
	return ""
}

// customObjectText is @{name=value; …}.
func customObjectText(o *CustomObject, c *Culture) string {
	if text := addedToString(o, o.extra); text != "" || o.Len() == 0 {
		return text
	}
	var b strings.Builder
	b.WriteString("@{")
	for i, name := range o.Shape().Names() {
		if i > 0 {
			b.WriteString("; ")
		}
		b.WriteString(name)
		b.WriteByte('=')
		b.WriteString(itemText(o.At(i), c, true))
	}
	b.WriteByte('}')
	return b.String()
}

func exceptionText(e *Exception) string {
	s := e.Class.FullName()
	if e.Message != "" {
		s += ": " + e.Message
	}
	if e.Inner != nil {
		s += "\n ---> " + exceptionText(e.Inner) + "\n   --- End of inner exception stack trace ---"
	}
	return s
}

// Displayer is implemented by Object types whose ToString() PowerShell's type data replace.
type Displayer interface {
	DisplayText() string
}

// DisplayText is ToString() under the current culture: what the screen shows for a scalar.
func DisplayText(v Value) string {
	if d, ok := Base(v).(Displayer); ok {
		return d.DisplayText()
	}
	return scalarText(v, CurrentCulture, false)
}

// isFormattable reports whether v is IFormattable.
func isFormattable(v Value) bool {
	switch v.(type) {
	case int32, int64, float64, float32, int8, uint8, int16, uint16, uint32, uint64, decimal.Decimal, *big.Int,
		DateTime, DateTimeOffset, TimeSpan, Guid, Enum, Formatter:
		return true
	}
	return false
}

// FormatValue is IFormattable.ToString(format, culture); an empty format is the general one. Values that are not
// IFormattable ignore the format.
func FormatValue(v Value, format string, c *Culture) (string, error) {
	switch v := Base(v).(type) {
	case string:
		return v, nil
	case int32, float64, int64, decimal.Decimal, *big.Int, float32, int8, uint8, int16, uint16, uint32, uint64:
		return FormatNumber(v, format, c)
	case DateTime:
		return FormatDateTime(v, format, c)
	case DateTimeOffset:
		return FormatDateTimeOffset(v, format, c)
	case TimeSpan:
		return FormatTimeSpan(v, format, c)
	case Guid:
		return FormatGuid(v, format)
	case Enum:
		return FormatEnum(v, format)
	case Formatter:
		return v.Format(format, c)
	default:
		return scalarText(v, c, false), nil
	}
}

// OpenParameters names the parameters of a generic type without arguments, in brackets; of any other it is empty.
func (t *Type) OpenParameters() string {
	name, count, generic := strings.Cut(t.Name(), "`")
	n, err := strconv.Atoi(count)
	if !generic || err != nil || t.elem != nil || t.generic != "" {
		return ""
	}
	names := make([]string, n)
	for i := range names {
		names[i] = "T" + strconv.Itoa(i+1)
	}
	switch {
	case name == "Func":
		if names[n-1] = "TResult"; n == 2 {
			names[0] = "T"
		}
	case n == 1:
		names[0] = "T"
	case n == 2 && name == "Converter":
		names = []string{"TInput", "TOutput"}
	case n == 2 && strings.HasPrefix(t.name, "System.Collections."):
		names = []string{"TKey", "TValue"}
	}
	return "[" + strings.Join(names, ",") + "]"
}

// TypeText is the name that PowerShell writes for a type: "int", "string[]", "System.Collections.Generic.List[int]".
func (t *Type) TypeText() string {
	if t.elem != nil {
		return t.elem.TypeText() + t.name[len(t.elem.name):]
	}
	if t.generic == "" {
		if isInternal(t.name) {
			return t.name + ", " + t.Assembly()
		}
		return AcceleratorOf(t) + t.OpenParameters()
	}
	var b strings.Builder
	name, _, _ := strings.Cut(t.generic, "`")
	b.WriteString(name)
	for i, a := range t.args {
		b.WriteByte("[,"[min(i, 1)])
		b.WriteString(a.TypeText())
	}
	b.WriteByte(']')
	return b.String()
}

// isInternal reports the types that .NET gives out but does not publish; PowerShell names them with their assembly.
func isInternal(name string) bool {
	switch name {
	case "System.Collections.Hashtable+KeyCollection", "System.Collections.Hashtable+ValueCollection",
		"System.Collections.Specialized.OrderedDictionary+OrderedDictionaryKeyValueCollection":
		return true
	}
	return false
}

// clrName is Type.ToString().
func (t *Type) clrName() string {
	if t.generic == nullableName {
		return nullableName + "[" + t.args[0].clrName() + "]"
	}
	return t.name
}
