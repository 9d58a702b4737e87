package dotnet

import (
	"strings"

	"github.com/partnershell/partnershell/shell/object"
)

// stringCompare is String.Compare in its many forms: two texts, or two parts of texts, then how to compare.
func stringCompare(a args) (object.Value, error) {
	l, r := a.at(0), a.at(1)
	rest := 2
	if isInt(a.at(1)) { // strA, indexA, strB, indexB, length
		n := a.int(4)
		var err error
		if l, err = partOf(a.text(0), a.int(1), n); err != nil {
			return nil, err
		}
		if r, err = partOf(a.text(2), a.int(3), n); err != nil {
			return nil, err
		}
		rest = 5
	}
	if l == nil || r == nil {
		return i32(boolInt(l != nil) - boolInt(r != nil)), nil
	}
	return i32(compareBy(l.(string), r.(string), a[min(rest, len(a)):])), nil
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

// compareBy reads how to compare: ignoreCase, a StringComparison, a culture, CompareOptions.
func compareBy(l, r string, how args) int {
	culture, ignoreCase := object.CurrentCulture, false
	ordinal := false
	for i := range how {
		switch v := how.at(i).(type) {
		case bool:
			ignoreCase = v
		case *object.Culture:
			culture = v
		case object.Enum:
			if v.EnumType.Name() == "StringComparison" {
				culture, ignoreCase = comparison(v.Value)
				ordinal = culture == nil
				continue
			}
			ignoreCase = v.Value&1 != 0 || v.Value == ordinalIgnoreCaseOption
			ordinal = v.Value == ordinalIgnoreCaseOption || v.Value == ordinalOption
		}
	}
	if ordinal {
		return compareOrdinal(l, r, ignoreCase)
	}
	return culture.CompareText(l, r, ignoreCase)
}

// The numbers of System.Globalization.CompareOptions that mean no culture at all.
const (
	ordinalOption           = 0x40000000
	ordinalIgnoreCaseOption = 0x10000000
)

// compareOrdinal compares UTF-16 units; the result is the difference of the first that differ, or of the lengths.
func compareOrdinal(l, r string, ignoreCase bool) int {
	if ignoreCase {
		l, r = strings.ToUpper(l), strings.ToUpper(r)
	}
	x, y := unitsOf(l), unitsOf(r)
	for i := 0; i < len(x) && i < len(y); i++ {
		if x[i] != y[i] {
			return int(x[i]) - int(y[i])
		}
	}
	return len(x) - len(y)
}

// partOf is up to n units of s from an index.
func partOf(s string, index, n int) (object.Value, error) {
	size := length(s)
	if n < 0 || index < 0 || index > size {
		return nil, outOfRange("length", "Index was out of range. Must be non-negative and less than or equal to the size of the collection.")
	}
	return slice(s, index, min(n, size-index)), nil
}

func stringCompareOrdinal(a args) (object.Value, error) {
	if !isInt(a.at(1)) {
		if a.at(0) == nil || a.at(1) == nil {
			return i32(boolInt(a.at(0) != nil) - boolInt(a.at(1) != nil)), nil
		}
		return i32(compareOrdinal(a.text(0), a.text(1), false)), nil
	}
	l, err := partOf(a.text(0), a.int(1), a.int(4))
	if err != nil {
		return nil, err
	}
	r, err := partOf(a.text(2), a.int(3), a.int(4))
	if err != nil {
		return nil, err
	}
	return i32(compareOrdinal(l.(string), r.(string), false)), nil
}

// stringConcat joins its arguments; a single array or sequence gives its elements.
func stringConcat(a args) (object.Value, error) {
	parts := []object.Value(a)
	if len(a) == 1 {
		if a.at(0) == nil {
			return nil, argumentNull("args")
		}
		if items, ok := object.Elements(a.at(0)); ok {
			parts = items
		}
	}
	var b strings.Builder
	for _, v := range parts {
		text := NetText(v)
		if err := object.CheckText(b.Len() + len(text)); err != nil {
			return nil, err
		}
		b.WriteString(text)
	}
	return b.String(), nil
}

// NetText is v.ToString() as .NET code would call it: nothing for null, the type's name for a collection.
func NetText(v object.Value) string {
	switch v := object.Base(v).(type) {
	case nil:
		return ""
	case string:
		return v
	}
	if _, isCollection := object.Elements(v); isCollection {
		return TypeText(object.TypeOf(v))
	}
	return object.DisplayText(v)
}

// stringJoin joins an array's or sequence's elements, or the arguments after the separator.
func stringJoin(a args) (object.Value, error) {
	separator := textArgument(a.at(0))
	items := a.items(1)
	if a.at(1) == nil {
		return nil, argumentNull("values")
	}
	if isInt(a.at(2)) {
		start, n := a.int(2), a.int(3)
		if start < 0 || n < 0 || start > len(items)-n {
			return nil, outOfRange("startIndex", "Index and count must refer to a location within the buffer.")
		}
		items = items[start : start+n]
	}
	var b strings.Builder
	for i, v := range items {
		if i > 0 {
			b.WriteString(separator)
		}
		text := NetText(v)
		if err := object.CheckText(b.Len() + len(separator) + len(text)); err != nil {
			return nil, err
		}
		b.WriteString(text)
	}
	return b.String(), nil
}

// stringFormat is String.Format, perhaps with a culture first.
func stringFormat(a args) (object.Value, error) {
	culture, rest := object.CurrentCulture, a
	if _, isText := a.at(0).(string); !isText {
		culture, rest = a.culture(0), a[1:]
	}
	format, ok := rest.at(0).(string)
	if !ok {
		return nil, argumentNull("format")
	}
	values := []object.Value(rest[1:])
	if len(values) == 1 {
		switch v := values[0].(type) {
		case nil: // PowerShell takes it for the array
			return nil, argumentNull("args")
		case *object.Array:
			values = v.Items
		}
	}
	text, err := object.FormatComposite(culture, format, values)
	if err != nil {
		return nil, err
	}
	return text, nil
}
