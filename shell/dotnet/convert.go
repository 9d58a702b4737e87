package dotnet

import (
	"encoding/base64"
	"encoding/hex"
	"math"
	"math/big"
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/partnershell/partnershell/shell/object"
)

// convertClass is System.Convert.
func convertClass() class {
	c := class{
		staticProperties: getters{"DBNull": constant(dbNull{})},
		statics: methods{
			"ToBoolean":        try(func(a args) (object.Value, error) { return changeType(a.at(0), object.TypeBoolean, a.culture(1)) }),
			"ToChar":           try(func(a args) (object.Value, error) { return changeType(a.at(0), object.TypeChar, a.culture(1)) }),
			"ToDateTime":       try(func(a args) (object.Value, error) { return changeType(a.at(0), object.TypeDateTime, a.culture(1)) }),
			"ToString":         try(convertToString),
			"ToBase64String":   try(toBase64),
			"FromBase64String": try(fromBase64),
			"ToHexString":      try(func(a args) (object.Value, error) { return toHex(a, strings.ToUpper) }),
			"ToHexStringLower": try(func(a args) (object.Value, error) { return toHex(a, strings.ToLower) }),
			"FromHexString":    try(fromHex),
			"ChangeType":       try(convertChangeType),
			"GetTypeCode":      static(func(a args) object.Value { return typeCode(object.TypeOf(a.at(0))) }),
			"IsDBNull":         static(func(a args) object.Value { _, ok := a.at(0).(dbNull); return ok }),
		},
	}
	for name, t := range map[string]*object.Type{
		"ToByte": object.TypeByte, "ToSByte": object.TypeSByte, "ToInt16": object.TypeInt16, "ToUInt16": object.TypeUInt16,
		"ToInt32": object.TypeInt32, "ToUInt32": object.TypeUInt32, "ToInt64": object.TypeInt64, "ToUInt64": object.TypeUInt64,
		"ToSingle": object.TypeSingle, "ToDouble": object.TypeDouble, "ToDecimal": object.TypeDecimal,
	} {
		c.statics[name] = try(func(a args) (object.Value, error) {
			if base, ok := a.at(1).(int32); ok {
				return fromBase(a.text(0), int(base), t)
			}
			return changeType(a.at(0), t, a.culture(1))
		})
	}
	return c
}

// convertibleMembers are the methods of IConvertible, which PowerShell offers although .NET's types have them only as
// members of the interface: '5'.ToInt32($null). Those that a type declares itself are left out.
func convertibleMembers(declared map[string]*object.Member) []*object.Member {
	var members []*object.Member
	for _, t := range []*object.Type{object.TypeBoolean, object.TypeByte, object.TypeChar, object.TypeDateTime,
		object.TypeDecimal, object.TypeDouble, object.TypeInt16, object.TypeInt32, object.TypeInt64, object.TypeSByte,
		object.TypeSingle, object.TypeUInt16, object.TypeUInt32, object.TypeUInt64} {
		name := "To" + t.Name()
		if declared[name] != nil {
			continue
		}
		members = append(members, &object.Member{Name: name, Kind: object.MethodMember, Overloads: []object.Overload{{
			Signature: ShortName(t) + " IConvertible." + name + "(System.IFormatProvider provider)",
			Call: func(recv object.Value, a []object.Value) (object.Value, error) {
				return changeType(recv, t, args(a).culture(0))
			}}}})
	}
	return append(members, &object.Member{Name: "ToType", Kind: object.MethodMember, Overloads: []object.Overload{{
		Signature: "System.Object IConvertible.ToType(type conversionType, System.IFormatProvider provider)",
		Call: func(recv object.Value, a []object.Value) (object.Value, error) {
			return convertChangeType(args{recv, a[0], a[1]})
		}}}})
}

// changeType converts as IConvertible does: numbers round half to even and overflow, text is parsed.
func changeType(v object.Value, t *object.Type, c *object.Culture) (object.Value, error) {
	if object.TypeOf(v) == t {
		return v, nil
	}
	switch t {
	case object.TypeString:
		if v == nil {
			return "", nil
		}
		return object.FormatValue(v, "", c)
	case object.TypeBoolean:
		return changeToBoolean(v)
	case object.TypeChar:
		return changeToChar(v)
	case object.TypeDateTime:
		if s, ok := v.(string); ok {
			return orError(object.ParseDateTime(s, c, object.AllowWhite))
		}
		if v == nil {
			return object.DateTime{}, nil
		}
		return nil, invalidCast(v, t)
	}
	return changeToNumber(v, t, c)
}

// orError keeps a typed zero value from hiding behind an error.
func orError[T any](v T, err error) (object.Value, error) {
	if err != nil {
		return nil, err
	}
	return v, nil
}

func invalidCast(v object.Value, t *object.Type) error {
	return object.NewException("System.InvalidCastException", "Invalid cast from '%s' to '%s'.", object.TypeOf(v).Name(), t.Name())
}

func changeToBoolean(v object.Value) (object.Value, error) {
	switch x := v.(type) {
	case nil:
		return false, nil
	case string:
		return orError(parseBoolean(x))
	case object.Char, object.DateTime:
		return nil, invalidCast(v, object.TypeBoolean)
	}
	return object.ToBool(v), nil
}

func changeToChar(v object.Value) (object.Value, error) {
	switch x := v.(type) {
	case nil:
		return object.Char(0), nil
	case string:
		return charParse(args{x})
	case float64, float32, decimal.Decimal, bool:
		return nil, invalidCast(v, object.TypeChar)
	}
	n, ok := toInt64(v)
	if !ok {
		return nil, invalidCast(v, object.TypeChar)
	}
	if n < 0 || n > math.MaxUint16 {
		return nil, overflow("Value was either too large or too small for a character.")
	}
	return object.Char(n), nil
}

func changeToNumber(v object.Value, t *object.Type, c *object.Culture) (object.Value, error) {
	switch x := v.(type) {
	case nil:
		return object.DefaultValue(t), nil
	case string:
		return parseNumberText(x, t, -1, c)
	case bool:
		return changeToNumber(int32(boolInt(x)), t, c)
	case object.DateTime:
		return nil, invalidCast(v, t)
	case object.Enum:
		return changeToNumber(x.Underlying(), t, c)
	}
	switch t {
	case object.TypeDouble:
		return toFloat(v), nil
	case object.TypeSingle:
		return float32(toFloat(v)), nil
	case object.TypeDecimal:
		return toDecimal(v)
	}
	n, ok := rounded(v)
	switch {
	case !ok && !isReal(v):
		return nil, object.NewException("System.InvalidCastException",
			"Unable to cast object of type '%s' to type 'System.IConvertible'.", object.TypeOf(v).FullName())
	case !ok:
		return nil, tooLarge(t)
	}
	return integerOf(n, t)
}

func toDecimal(v object.Value) (object.Value, error) {
	switch x := v.(type) {
	case decimal.Decimal:
		return x, nil
	case float64, float32:
		f := toFloat(x)
		if math.IsNaN(f) || math.Abs(f) >= 7.9228162514264338e28 {
			return nil, tooLarge(object.TypeDecimal)
		}
		return object.Convert(v, object.TypeDecimal)
	case uint64:
		return decimal.NewFromBigInt(new(big.Int).SetUint64(x), 0), nil
	}
	n, _ := toInt64(v)
	return decimal.NewFromInt(n), nil
}

// rounded is a number as an integer, half to even; false for what is no finite number.
func rounded(v object.Value) (*big.Int, bool) {
	switch x := v.(type) {
	case float64, float32:
		f := math.RoundToEven(toFloat(x))
		if math.IsNaN(f) || math.IsInf(f, 0) {
			return nil, false
		}
		n, _ := big.NewFloat(f).Int(nil)
		return n, true
	case decimal.Decimal:
		return x.RoundBank(0).BigInt(), true
	case uint64:
		return new(big.Int).SetUint64(x), true
	case *big.Int:
		return x, true
	}
	n, ok := toInt64(v)
	return big.NewInt(n), ok
}

// fromBase is Convert.ToInt32(text, 2|8|10|16) and its kin: the bits of the type.
func fromBase(text string, base int, t *object.Type) (object.Value, error) {
	if base != 2 && base != 8 && base != 10 && base != 16 {
		return nil, object.NewException("System.ArgumentException", "Invalid Base.")
	}
	if text == "" {
		return nil, outOfRange("Index was out of range. Must be non-negative and less than the size of the collection.",
			"Specified argument was out of the range of valid values.")
	}
	digits := text
	if base == 16 && len(text) > 1 && (strings.HasPrefix(text, "0x") || strings.HasPrefix(text, "0X")) {
		digits = text[2:]
	}
	n, ok := new(big.Int).SetString(digits, base)
	if !ok || strings.ContainsAny(digits, "+_") {
		if digits == "" || !strings.ContainsRune("0123456789abcdefABCDEF"[:digitsOf(base)], rune(digits[0])) {
			return nil, formatError("Could not find any recognizable digits.")
		}
		return nil, formatError("Additional non-parsable characters are at the end of the string.")
	}
	if base == 10 {
		return integerOf(n, t)
	}
	if n.Sign() < 0 {
		return nil, object.NewException("System.ArgumentException", "String cannot contain a minus sign if the base is not 10.")
	}
	if n.BitLen() > integerWidth(t) {
		return nil, tooLarge(t)
	}
	return fitInteger(t, int64(n.Uint64())), nil
}

// digitsOf is how many characters of the list of digits belong to a base.
func digitsOf(base int) int {
	if base == 16 {
		return 22
	}
	return base
}

// convertToString is Convert.ToString(value[, culture]) and (integer, base).
func convertToString(a args) (object.Value, error) {
	if base, ok := a.at(1).(int32); ok {
		return toBase(a.at(0), int(base))
	}
	v := a.at(0)
	switch x := v.(type) {
	case nil:
		return "", nil
	case string:
		return x, nil
	}
	return object.FormatValue(v, "", a.culture(1))
}

func toBase(v object.Value, base int) (object.Value, error) {
	n, _ := toInt64(v)
	switch base {
	case 10:
		return strconv.FormatInt(n, 10), nil
	case 2, 8, 16:
		bits := uint64(n)
		if width := integerWidth(object.TypeOf(v)); width < 64 {
			bits &= 1<<width - 1
		}
		return strconv.FormatUint(bits, base), nil
	}
	return nil, object.NewException("System.ArgumentException", "Invalid Base.")
}

func toBase64(a args) (object.Value, error) {
	b, ok := a.bytes(0)
	if !ok {
		return nil, argumentNull("inArray")
	}
	if _, isOffset := a.at(1).(int32); isOffset {
		from, n := a.int(1), a.int(2)
		if from < 0 || n < 0 || from > len(b)-n {
			return nil, outOfRange("offset", "Offset and length must refer to a position in the string.")
		}
		b = b[from : from+n]
	}
	text := base64.StdEncoding.EncodeToString(b)
	if a.enum(len(a)-1, 0) != 1 {
		return text, nil
	}
	var lines []string
	for len(text) > 76 {
		lines, text = append(lines, text[:76]), text[76:]
	}
	return strings.Join(append(lines, text), "\r\n"), nil
}

func fromBase64(a args) (object.Value, error) {
	if a.at(0) == nil {
		return nil, argumentNull("s")
	}
	text := strings.Map(func(r rune) rune {
		if strings.ContainsRune(" \t\r\n", r) {
			return -1
		}
		return r
	}, a.text(0))
	b, err := base64.StdEncoding.DecodeString(text)
	if err != nil {
		return nil, formatError("The input is not a valid Base-64 string as it contains a non-base 64 character, more than " +
			"two padding characters, or an illegal character among the padding characters.")
	}
	return byteArray(b), nil
}

func toHex(a args, letters func(string) string) (object.Value, error) {
	b, ok := a.bytes(0)
	if !ok {
		return nil, argumentNull("inArray")
	}
	if a.has(1) {
		from, n := a.int(1), a.int(2)
		if from < 0 || n < 0 || from > len(b)-n {
			return nil, outOfRange("offset", "Offset and length must refer to a position in the string.")
		}
		b = b[from : from+n]
	}
	return letters(hex.EncodeToString(b)), nil
}

func fromHex(a args) (object.Value, error) {
	text := a.text(0)
	if len(text)%2 != 0 {
		return nil, formatError("The input is not a valid hex string as its length is not a multiple of 2.")
	}
	b, err := hex.DecodeString(text)
	if err != nil {
		return nil, formatError("The input is not a valid hex string as it contains a non-hex character.")
	}
	return byteArray(b), nil
}

// convertChangeType is ChangeType(value, type or TypeCode[, culture]).
func convertChangeType(a args) (object.Value, error) {
	t, ok := a.at(1).(*object.Type)
	if !ok {
		t = typeOfCode(a.enum(1, 0))
	}
	if t == nil {
		return nil, argumentNull("conversionType")
	}
	v := a.at(0)
	switch {
	case v == nil && t.Kind() != object.ClassType:
		return nil, object.NewException("System.InvalidCastException", "Null object cannot be converted to a value type.")
	case v == nil:
		return nil, nil
	case object.TypeOf(v).AssignableTo(t):
		return v, nil
	case !slices.Contains(object.TypeOf(v).Interfaces(), "System.IConvertible"):
		return nil, object.NewException("System.InvalidCastException", "Object must implement IConvertible.")
	case typeCode(t).(object.Enum).Value == 1, t.Kind() == object.EnumType:
		return nil, object.NewException("System.InvalidCastException", "Invalid cast from '%s' to '%s'.",
			object.TypeOf(v).QualifiedName(), t.QualifiedName())
	}
	return changeType(v, t, a.culture(2))
}

// typeOfCode is the type of a System.TypeCode.
func typeOfCode(code int64) *object.Type {
	types := []*object.Type{3: object.TypeBoolean, object.TypeChar, object.TypeSByte, object.TypeByte, object.TypeInt16,
		object.TypeUInt16, object.TypeInt32, object.TypeUInt32, object.TypeInt64, object.TypeUInt64, object.TypeSingle,
		object.TypeDouble, object.TypeDecimal, object.TypeDateTime, 18: object.TypeString}
	if code < 0 || int(code) >= len(types) {
		return nil
	}
	return types[code]
}

// dbNull is System.DBNull.Value.
type dbNull struct{}

// Type implements object.Object.
func (dbNull) Type() *object.Type { return object.LibraryType("System.DBNull") }

// Text implements object.Texter.
func (dbNull) Text() string { return "" }

func dbNullClass() class {
	return class{staticProperties: getters{"Value": constant(dbNull{})}}
}
