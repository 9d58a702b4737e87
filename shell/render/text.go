package render

import (
	"strings"

	"github.com/partnershell/partnershell/shell/object"
)

// isScalarType reports the types whose values print as text and align to the right.
func isScalarType(typeName string) bool {
	switch typeName {
	case "System.String", "System.SByte", "System.Byte", "System.Int16", "System.UInt16", "System.Int32", "System.UInt32",
		"System.Int64", "System.UInt64", "System.Char", "System.Single", "System.Double", "System.Boolean",
		"System.Decimal", "System.IntPtr", "System.Security.SecureString", "System.Numerics.BigInteger":
		return true
	}
	return false
}

// isScalar reports whether v prints as text; enumeration values do.
func isScalar(v object.Value) bool {
	switch v.(type) {
	case string, int32, int64, bool, float64:
		return true
	case *object.CustomObject:
		return false
	}
	names := object.TypeNames(v)
	if len(names) == 0 {
		return false
	}
	return isScalarType(names[0]) || len(names) > 1 && names[1] == "System.Enum"
}

// defaultAlignment is that of a column whose first value is v.
func defaultAlignment(v object.Value) Alignment {
	if _, ok := object.Base(v).(string); ok || object.IsNull(v) || !isScalar(v) {
		return Left
	}
	return Right
}

// displayText is a value as PowerShell shows it: its ToString(), but of real numbers only the digits that are certain.
func displayText(v object.Value) string {
	if text := object.LiteralText(v); text != "" {
		return text
	}
	format := ""
	switch object.Base(v).(type) {
	case float64:
		format = "G15"
	case float32:
		format = "G7"
	}
	if format != "" {
		if text, err := object.FormatValue(v, format, object.CurrentCulture); err == nil {
			return text
		}
	}
	return object.DisplayText(v)
}

// smartText is a value as text: a collection in braces, up to the limit of its elements.
func smartText(v object.Value, limit int) string {
	if object.IsNull(v) {
		return ""
	}
	switch b := object.Base(v).(type) {
	case string:
		return b
	case int32, bool:
		return displayText(b)
	case *object.CustomObject:
		return displayText(v)
	case *object.Dictionary:
		var list braceList
		for _, p := range pairs(b) {
			if !list.add("["+object.ToText(p.key)+", "+object.ToText(p.value)+"]", limit) {
				break
			}
		}
		return list.text()
	}
	var list braceList
	isCollection, err := object.Each(v, func(item object.Value) bool {
		return list.add(elementText(item), limit)
	})
	switch {
	case err != nil:
		return ""
	case isCollection:
		return list.text()
	}
	return displayText(v)
}

// braceList is the text of a collection being made.
type braceList struct {
	b strings.Builder
	n int
}

func (l *braceList) add(item string, limit int) bool {
	if limit >= 0 && l.n == limit {
		l.b.WriteString(ellipsis)
		return false
	}
	if l.n > 0 {
		l.b.WriteString(", ")
	}
	l.b.WriteString(item)
	l.n++
	return true
}

func (l *braceList) text() string { return "{" + l.b.String() + "}" }

// elementText is an element of a collection: its ToString() where its type has one of its own, else the property
// that names it.
func elementText(v object.Value) string {
	if object.IsNull(v) {
		return "$null"
	}
	base := object.Base(v)
	if _, isObject := base.(object.Object); !isObject || hasOwnText(base) && !inheritsText(base) {
		return displayText(v)
	}
	if e := displayName(v); e != nil {
		if name, ok, err := e.property(v); ok && err == nil {
			if object.IsNull(name) {
				return ""
			}
			return displayText(name)
		}
	}
	return displayText(v)
}

// inheritsText reports the classes whose ToString comes from a class below: they are shown by name.
func inheritsText(v object.Value) bool {
	switch object.TypeOf(v).FullName() {
	case "System.Text.RegularExpressions.Match", "System.Text.RegularExpressions.Group":
		return true
	}
	return false
}

// hasOwnText reports whether the class of v overrides ToString.
func hasOwnText(v object.Value) bool {
	switch v.(type) {
	case object.Texter, object.Formatter, *object.CustomObject, object.Enum, *object.Type, *object.ErrorRecord,
		*object.Exception, object.Callable, object.DateTime, object.DateTimeOffset, object.TimeSpan, object.Guid,
		object.Char, object.Switch:
		return true
	}
	return false
}

// formatText is a value under a format string: composite if it looks like one, else the value's own format. Without a
// format, or where it fails, it is smartText.
func formatText(v object.Value, format string, limit int) (text string, err error) {
	if format == "" {
		return smartText(v, limit), nil
	}
	if object.IsNull(v) {
		v = ""
	}
	if strings.Contains(format, "{0") || strings.Contains(format, "}") {
		text, err = object.FormatComposite(object.CurrentCulture, format, []object.Value{v})
	} else {
		text, err = object.FormatValue(v, format, object.CurrentCulture)
	}
	if err != nil {
		return smartText(v, limit), err
	}
	return text, nil
}

// tableText is a value in a cell of a table without a view: numbers with a fraction have as many decimals as the
// culture writes.
func tableText(v object.Value, limit int) string {
	switch b := object.Base(v).(type) {
	case string:
		return b
	case float64, float32:
		if text, err := object.FormatValue(b, "F", object.CurrentCulture); err == nil {
			return text
		}
	}
	if object.TypeOf(object.Base(v)) == object.TypeDecimal {
		if text, err := object.FormatValue(object.Base(v), "F", object.CurrentCulture); err == nil {
			return text
		}
	}
	return smartText(v, limit)
}
