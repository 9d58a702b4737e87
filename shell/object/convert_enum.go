package object

import (
	"strconv"
	"strings"
)

// toEnum converts names (also shortened ones, and several with commas between), numbers and other enums.
func toEnum(v Value, t *Type) (Value, error) {
	switch e := v.(type) {
	case string:
		return parseEnum(e, t)
	case Enum:
		return definedEnum(e.Value, v, t)
	case bool, Char, DateTime:
		return nil, errConversion("InvalidCastIConvertible", v, t, NewException("System.InvalidCastException",
			"Invalid cast from '%s' to '%s'.", TypeOf(v).name, t.name))
	}
	switch from := TypeOf(v); {
	case from == TypeDouble, from == TypeSingle, from == TypeDecimal:
		return parseEnum(ToText(v), t)
	case isNumberType(from):
		n, err := toNumber(v, underlying(t))
		if err != nil {
			return nil, err
		}
		value, _, _ := asInt64(n)
		return definedEnum(value, v, t)
	}
	if e, ok := textElements(v); ok {
		return enumOfElements(e, v, t)
	}
	return nil, errNoConversion(v, t)
}

func underlying(t *Type) *Type {
	if t.enum.Underlying != nil {
		return t.enum.Underlying
	}
	return TypeInt32
}

// enumOfElements ors the elements of a collection together.
func enumOfElements(e Enumerable, v Value, t *Type) (Value, error) {
	var texts []string
	_ = e.Each(func(item Value) bool {
		texts = append(texts, ToText(item))
		return true
	})
	if len(texts) == 0 {
		return nil, errNoConversion(v, t)
	}
	return parseEnum(strings.Join(texts, ","), t)
}

// definedEnum checks that a number is a member's, or made of flags.
func definedEnum(n int64, v Value, t *Type) (Value, error) {
	e := Enum{EnumType: t, Value: n}
	if e.Name() != "" {
		return e, nil
	}
	if t.enum.Flags {
		if _, ok := e.FlagNames(); ok || n == 0 {
			return e, nil
		}
	}
	id := "UndefinedIntegerToEnum"
	if _, ok := v.(string); ok {
		id = "EnumParseUndefined"
	}
	return nil, errEnumValue(id, "value \""+plainText(v)+"\"", t)
}

// errEnumValue is the error of a value that no member has.
func errEnumValue(id, what string, t *Type) *ErrorRecord {
	return castError(id, nil, "Cannot convert %s to type \"%s\" due to enumeration values that are not valid. Specify "+
		"one of the following enumeration values and try again. The possible enumeration values are \"%s\".",
		what, t.name, strings.Join(t.enum.Names, ","))
}

// parseEnum reads names and numbers with commas between; a name may be shortened as long as one member fits.
func parseEnum(s string, t *Type) (Value, error) {
	var value int64
	parts := strings.Split(s, ",")
	for _, part := range parts {
		n, ok := nameOrNumber(strings.TrimSpace(part), t)
		if !ok {
			return disambiguate(s, t)
		}
		value |= n
	}
	return definedEnum(value, s, t)
}

// nameOrNumber is one member's name or number.
func nameOrNumber(s string, t *Type) (int64, bool) {
	if s == "" {
		return 0, false
	}
	if c := s[0]; c >= '0' && c <= '9' || c == '-' || c == '+' {
		if n, err := strconv.ParseInt(s, 10, 64); err == nil {
			return n, true
		}
	}
	e, ok := EnumMember(t, s)
	return e.Value, ok
}

// disambiguate finds the one member that begins with the text.
func disambiguate(s string, t *Type) (Value, error) {
	prefix := strings.TrimSpace(s)
	var matches []string
	for _, name := range t.enum.Names {
		if len(name) >= len(prefix) && EqualNames(name[:len(prefix)], prefix) {
			matches = append(matches, name)
		}
	}
	switch len(matches) {
	case 1:
		e, _ := EnumMember(t, matches[0])
		return e, nil
	case 0:
		if t.name == "System.Management.Automation.PSMemberTypes" || t.name == "System.Management.Automation.PSMemberViewTypes" {
			return nil, errManyValuedEnum(s, t)
		}
		return nil, errEnumName(s, t, "Unable to match the identifier name "+s+" to a valid enumerator name. Specify one "+
			"of the following enumerator names and try again:\n"+strings.Join(t.enum.Names, ", "))
	}
	return nil, errEnumName(s, t, "The identifier name "+s+" cannot be processed because it is either too similar or "+
		"identical to the following enumerator names: "+strings.Join(matches, ", ")+". Use a more specific identifier name.")
}

func errEnumName(s string, t *Type, message string) *ErrorRecord {
	return errConversion("SubstringDisambiguationEnumParseThrewAnException", s, t,
		NewException("System.ArgumentException", "%s", message))
}

// errManyValuedEnum is what the converter of the kinds of members says, which takes several names at once.
func errManyValuedEnum(s string, t *Type) *ErrorRecord {
	return errConversion("InvalidCastTypeConvertException", s, t, NewException("System.Management.Automation.PSInvalidCastException",
		"Cannot convert value \"%s\" to type \"%s\" due to enumeration values that are not valid. Specify one of the following enumeration "+
			"values and try again. The possible enumeration values are \"%s\".", s, t.name, strings.Join(t.enum.Names, ",")))
}

// FormatEnum is Enum.ToString(format): G and F names, D the number, X its hexadecimal digits.
func FormatEnum(e Enum, format string) (string, error) {
	switch format {
	case "", "g", "G":
		return e.Text(), nil
	case "f", "F":
		if names, ok := e.FlagNames(); ok {
			return strings.Join(names, ", "), nil
		}
		return e.Text(), nil
	case "d", "D":
		return ToText(e.Underlying()), nil
	case "x", "X":
		n := e.Underlying()
		return strings.ToUpper(zeroPad(bitText(n, 16), 2*sizeOf(TypeOf(n)))), nil
	}
	return "", NewException("System.FormatException",
		`Format string can be only "G", "g", "X", "x", "F", "f", "D" or "d".`)
}

// sizeOf is the size of an integer type in bytes.
func sizeOf(t *Type) int {
	switch t {
	case TypeSByte, TypeByte:
		return 1
	case TypeInt16, TypeUInt16:
		return 2
	case TypeInt64, TypeUInt64:
		return 8
	}
	return 4
}
