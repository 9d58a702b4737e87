package dotnet

import (
	"strings"
	"unicode"

	"github.com/partnershell/partnershell/shell/object"
)

// charClass is System.Char.
func charClass() class {
	c := class{
		methods:          methods{"ToString": func(r object.Value, _ args) (object.Value, error) { return textArgument(r), nil }},
		staticProperties: getters{"MinValue": constant(object.Char(0)), "MaxValue": constant(object.Char(0xFFFF))},
		statics: methods{
			"Parse":              try(charParse),
			"TryParse":           try(charTryParse),
			"ToString":           static(func(a args) object.Value { return textArgument(a.at(0)) }),
			"ToUpper":            static(func(a args) object.Value { return charCase(a, unicode.ToUpper) }),
			"ToLower":            static(func(a args) object.Value { return charCase(a, unicode.ToLower) }),
			"ToUpperInvariant":   static(func(a args) object.Value { return charCase(a, unicode.ToUpper) }),
			"ToLowerInvariant":   static(func(a args) object.Value { return charCase(a, unicode.ToLower) }),
			"GetNumericValue":    static(func(a args) object.Value { return numericValue(runeAt(a)) }),
			"GetUnicodeCategory": static(func(a args) object.Value { return unicodeCategory(runeAt(a)) }),
			"ConvertFromUtf32":   try(charFromUTF32),
			"ConvertToUtf32":     try(charToUTF32),
			"IsBetween":          static(func(a args) object.Value { return a.char(0) >= a.char(1) && a.char(0) <= a.char(2) }),
			"IsSurrogatePair": static(func(a args) object.Value {
				return isHighSurrogate(rune(a.char(0))) && isLowSurrogate(rune(a.char(1)))
			}),
		},
	}
	for name, f := range charTests() {
		c.statics[name] = static(func(a args) object.Value { return f(runeAt(a)) })
	}
	return c
}

func charTests() map[string]func(rune) bool {
	ascii := func(f func(rune) bool) func(rune) bool { return func(r rune) bool { return r < 128 && f(r) } }
	return map[string]func(rune) bool{
		"IsDigit": unicode.IsDigit, "IsLetter": unicode.IsLetter, "IsLower": unicode.IsLower, "IsUpper": unicode.IsUpper,
		"IsWhiteSpace": unicode.IsSpace, "IsControl": unicode.IsControl, "IsSymbol": unicode.IsSymbol,
		"IsPunctuation":   unicode.IsPunct,
		"IsLetterOrDigit": func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) },
		"IsNumber":        unicode.IsNumber,
		"IsSeparator":     func(r rune) bool { return unicode.In(r, unicode.Z) },
		"IsSurrogate":     func(r rune) bool { return isHighSurrogate(r) || isLowSurrogate(r) },
		"IsHighSurrogate": isHighSurrogate, "IsLowSurrogate": isLowSurrogate,
		"IsAscii":              func(r rune) bool { return r < 128 },
		"IsAsciiDigit":         ascii(unicode.IsDigit),
		"IsAsciiLetter":        ascii(unicode.IsLetter),
		"IsAsciiLetterLower":   ascii(unicode.IsLower),
		"IsAsciiLetterUpper":   ascii(unicode.IsUpper),
		"IsAsciiLetterOrDigit": ascii(func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }),
		"IsAsciiHexDigit":      func(r rune) bool { return r < 128 && strings.ContainsRune("0123456789abcdefABCDEF", r) },
		"IsAsciiHexDigitLower": func(r rune) bool { return r < 128 && strings.ContainsRune("0123456789abcdef", r) },
		"IsAsciiHexDigitUpper": func(r rune) bool { return r < 128 && strings.ContainsRune("0123456789ABCDEF", r) },
	}
}

func isHighSurrogate(r rune) bool { return r >= 0xD800 && r <= 0xDBFF }
func isLowSurrogate(r rune) bool  { return r >= 0xDC00 && r <= 0xDFFF }

// runeAt is the character that a char test is about: a char, or a string and an index.
func runeAt(a args) rune {
	if s, ok := a.at(0).(string); ok {
		units := unitsOf(s)
		if i := a.int(1); i >= 0 && i < len(units) {
			return rune(units[i])
		}
		return 0
	}
	return rune(a.char(0))
}

func charCase(a args, f func(rune) rune) object.Value {
	if r := f(rune(a.char(0))); r <= 0xFFFF {
		return object.Char(r)
	}
	return a.char(0)
}

func charParse(a args) (object.Value, error) {
	if a.at(0) == nil {
		return nil, argumentNull("s")
	}
	units := unitsOf(a.text(0))
	if len(units) != 1 {
		return nil, formatError("String must be exactly one character long.")
	}
	return object.Char(units[0]), nil
}

func charTryParse(a args) (object.Value, error) {
	c, err := charParse(a[:1])
	if err != nil {
		return false, a.store(1, object.Char(0))
	}
	return true, a.store(1, c)
}

func charFromUTF32(a args) (object.Value, error) {
	n := a.int(0)
	if n < 0 || n > unicode.MaxRune || n >= 0xD800 && n <= 0xDFFF {
		return nil, outOfRange("utf32", "A valid UTF32 value is between 0x000000 and 0x10ffff, inclusive, and should not include surrogate codepoint values (0x00d800 ~ 0x00dfff).")
	}
	return string(rune(n)), nil
}

func charToUTF32(a args) (object.Value, error) {
	var units []uint16
	if s, ok := a.at(0).(string); ok {
		units = unitsOf(s)
		i := a.int(1)
		if i < 0 || i >= len(units) {
			return nil, outOfRange("index", "Index was out of range. Must be non-negative and less than the size of the collection.")
		}
		units = units[i:]
		if !isHighSurrogate(rune(units[0])) || len(units) < 2 {
			return i32(int(units[0])), nil
		}
	} else {
		units = []uint16{uint16(a.char(0)), uint16(a.char(1))}
	}
	r := []rune(textOf(units[:2]))
	if len(r) != 1 {
		return nil, argumentError("", "Found a high surrogate char without a following low surrogate at index: 0.")
	}
	return i32(int(r[0])), nil
}

func numericValue(r rune) object.Value {
	if unicode.IsDigit(r) {
		zero := r
		for unicode.IsDigit(zero-1) && r-zero < 9 {
			zero--
		}
		return float64(r - zero)
	}
	switch r {
	case '¼':
		return 0.25
	case '½':
		return 0.5
	case '¾':
		return 0.75
	case '²':
		return 2.0
	case '³':
		return 3.0
	case '¹':
		return 1.0
	}
	return -1.0
}

// unicodeCategory is System.Globalization.UnicodeCategory; its numbers follow this order of Unicode's classes.
func unicodeCategory(r rune) object.Value {
	order := []string{"Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "No", "Zs", "Zl", "Zp", "Cc", "Cf",
		"Cs", "Co", "Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po", "Sm", "Sc", "Sk", "So"}
	for i, name := range order {
		if unicode.Is(unicode.Categories[name], r) {
			return object.NewEnum("System.Globalization.UnicodeCategory", int64(i))
		}
	}
	return object.NewEnum("System.Globalization.UnicodeCategory", 29)
}

// booleanClass is System.Boolean.
func booleanClass() class {
	return class{
		staticProperties: getters{"TrueString": constant("True"), "FalseString": constant("False")},
		statics: methods{
			"Parse": try(func(a args) (object.Value, error) {
				b, err := parseBoolean(a.at(0))
				if err != nil {
					return nil, err
				}
				return b, nil
			}),
			"TryParse": try(func(a args) (object.Value, error) {
				b, err := parseBoolean(a.at(0))
				return err == nil, a.store(1, b)
			}),
		},
	}
}

func parseBoolean(v object.Value) (bool, error) {
	s, ok := v.(string)
	if !ok {
		return false, argumentNull("value")
	}
	switch trimmed := strings.Trim(s, " \t\r\n\v\f\x00"); {
	case strings.EqualFold(trimmed, "true"):
		return true, nil
	case strings.EqualFold(trimmed, "false"):
		return false, nil
	}
	return false, formatError("String '%s' was not recognized as a valid Boolean.", s)
}
