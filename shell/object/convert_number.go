package object

import (
	"math"
	"math/big"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"
)

// toNumber converts to one of the number types.
func toNumber(v Value, t *Type) (Value, error) {
	switch n := v.(type) {
	case string:
		return parseAs(n, t)
	case bool:
		if n {
			return numberFromInt(1, t), nil
		}
		return zeroOf(t), nil
	case Char:
		return castInteger(int64(n), v, t)
	case Enum:
		return toNumber(n.Underlying(), t)
	case DateTime:
		return nil, errInvalidCast(v, t)
	case float64:
		return floatTo(n, v, t)
	case float32:
		return floatTo(float64(n), v, t)
	case decimal.Decimal:
		return decimalTo(n, v, t)
	case *big.Int:
		return bigTo(n, t)
	case *Dictionary:
		if t == TypeBigInteger || t == TypeDecimal { // the others are primitive to .NET
			return fromDictionary(n, t)
		}
	}
	if n, unsigned, ok := asInt64(v); ok {
		if unsigned && n < 0 {
			return unsignedTo(uint64(n), v, t)
		}
		return castInteger(n, v, t)
	}
	return nil, errNoConversion(v, t)
}

// castInteger converts a whole number that fits Int64.
func castInteger(n int64, v Value, t *Type) (Value, error) {
	if floatKind(t) {
		return numberFromInt(n, t), nil
	}
	min, max := integerRange(t)
	if n < min || n > 0 && uint64(n) > max {
		return nil, errConversion("InvalidCastIConvertible", v, t, errRange(t))
	}
	return integerOf(t, n), nil
}

// floatKind reports the number types that hold any Int64.
func floatKind(t *Type) bool {
	return t == TypeDouble || t == TypeSingle || t == TypeDecimal || t == TypeBigInteger
}

func numberFromInt(n int64, t *Type) Value {
	switch t {
	case TypeDouble:
		return float64(n)
	case TypeSingle:
		return float32(n)
	case TypeDecimal:
		return decimal.New(n, 0)
	case TypeBigInteger:
		return big.NewInt(n)
	}
	return integerOf(t, n)
}

func unsignedTo(n uint64, v Value, t *Type) (Value, error) {
	switch t {
	case TypeDouble:
		return float64(n), nil
	case TypeSingle:
		return float32(n), nil
	case TypeDecimal:
		return decimal.NewFromBigInt(new(big.Int).SetUint64(n), 0), nil
	case TypeBigInteger:
		return new(big.Int).SetUint64(n), nil
	case TypeUInt64:
		return n, nil
	}
	return nil, errConversion("InvalidCastIConvertible", v, t, errRange(t))
}

// errRange is .NET's complaint about a number beyond a type's range.
func errRange(t *Type) *Exception {
	return NewException("System.OverflowException", "Value was either too large or too small for %s.", rangeName(t))
}

func rangeName(t *Type) string {
	switch t {
	case TypeByte:
		return "an unsigned byte"
	case TypeSByte:
		return "a signed byte"
	case TypeChar:
		return "a character"
	case TypeInt16, TypeInt32, TypeInt64:
		return "an " + t.Name()
	}
	return "a " + t.Name()
}

// errInvalidCast says that IConvertible knows no way between two types.
func errInvalidCast(v Value, t *Type) *ErrorRecord {
	from, to := TypeOf(v).name, t.name
	if isConvertible(t) {
		from, to = strings.TrimPrefix(from, "System."), strings.TrimPrefix(to, "System.")
	}
	return errConversion("InvalidCastIConvertible", v, t,
		NewException("System.InvalidCastException", "Invalid cast from '%s' to '%s'.", from, to))
}

// isConvertible reports the types that IConvertible has a method for.
func isConvertible(t *Type) bool {
	return isNumeric(t) || t == TypeChar || t == TypeBoolean || t == TypeDateTime
}

// floatTo rounds half to even and checks the range.
func floatTo(f float64, v Value, t *Type) (Value, error) {
	switch t {
	case TypeDouble:
		return f, nil
	case TypeSingle:
		return float32(f), nil
	case TypeDecimal:
		digits := 15
		if _, single := v.(float32); single {
			digits = 7
		}
		if d, ok := decimalFromFloat(f, digits); ok {
			return d, nil
		}
		return nil, errConversion("InvalidCastIConvertible", v, t, errRange(t))
	case TypeBigInteger:
		if math.IsNaN(f) || math.IsInf(f, 0) {
			return nil, errConversion("InvalidCastIConvertible", v, t,
				NewException("System.OverflowException", "BigInteger cannot represent infinity."))
		}
		i, _ := big.NewFloat(math.Trunc(f)).Int(nil)
		return i, nil
	}
	rounded := math.RoundToEven(f)
	min, max := integerRange(t)
	limit := float64(max)
	if rounded >= float64(min) && (rounded < limit || rounded == limit && max <= 1<<53) {
		if t == TypeUInt64 {
			return uint64(rounded), nil
		}
		return integerOf(t, int64(rounded)), nil
	}
	return nil, errConversion("InvalidCastIConvertible", v, t, errFloatRange(rounded, t))
}

// errFloatRange: small types are reached through Int32, and the 64-bit ones by checked arithmetic.
func errFloatRange(f float64, t *Type) *Exception {
	switch t {
	case TypeInt64, TypeUInt64:
		return NewException("System.OverflowException", "Arithmetic operation resulted in an overflow.")
	case TypeInt32, TypeUInt32:
		return errRange(t)
	}
	if f < math.MinInt32 || f > math.MaxInt32 || math.IsNaN(f) {
		return errRange(TypeInt32)
	}
	return errRange(t)
}

func decimalTo(d decimal.Decimal, v Value, t *Type) (Value, error) {
	switch t {
	case TypeDouble:
		return toFloat(d), nil
	case TypeSingle:
		return float32(toFloat(d)), nil
	case TypeBigInteger:
		return d.Truncate(0).BigInt(), nil
	}
	if n, ok := exactInteger(d.RoundBank(0).BigInt(), t); ok {
		return n, nil
	}
	return nil, errConversion("InvalidCastIConvertible", v, t, errRange(t))
}

// bigTo goes by BigInteger's explicit operators.
func bigTo(i *big.Int, t *Type) (Value, error) {
	switch t {
	case TypeDouble:
		return toFloat(i), nil
	case TypeSingle:
		return float32(toFloat(i)), nil
	case TypeDecimal:
		if d, ok := fitDecimal(i, 0); ok {
			return d, nil
		}
	default:
		if n, ok := exactInteger(i, t); ok {
			return n, nil
		}
	}
	return nil, errConversion("InvalidCastTargetInvocationExceptionop_Explicit", i, t, errRange(t))
}

// parseAs converts text to a number: as a literal would be read, else as .NET reads it.
func parseAs(s string, t *Type) (Value, error) {
	if end := skipDigits(s, 0); t == TypeInt32 && end == len(s) && end > 0 && end < 10 {
		n, _ := strconv.Atoi(s)
		return Int32(int32(n)), nil // what most text that becomes a number is
	}
	if strings.TrimSpace(s) == "" {
		return zeroOf(t), nil
	}
	if t == TypeDecimal { // zeros at the end count
		if d, err := parseDecimal(s); err == nil {
			return d, nil
		}
	}
	if n, ok := TryNumber(s); ok {
		if result, err := toNumber(n, t); err == nil {
			return result, nil
		}
	}
	var err *Exception
	var n Value
	switch {
	case t == TypeBigInteger:
		n, err = parseBig(s)
	case t == TypeDecimal:
		n, err = parseDecimal(s)
	case floatKind(t):
		n, err = parseFloat(s, t)
	default:
		n, err = parseInteger(s, t)
	}
	if err == nil {
		return n, nil
	}
	if err.Class.name == "System.FormatException" {
		if f, ferr := parseFloat(s, TypeDouble); ferr == nil {
			if n, err := toNumber(f, t); err == nil {
				return n, nil
			}
		}
	}
	return nil, errConversion(parseErrorID(t), s, t, err)
}

func parseErrorID(t *Type) string {
	switch t {
	case TypeDouble, TypeSingle:
		return "InvalidCastFromStringToDoubleOrSingle"
	case TypeDecimal:
		return "InvalidCastFromStringToDecimal"
	}
	return "InvalidCastFromStringToInteger"
}

func errNumberText(s string) *Exception {
	return NewException("System.FormatException", "The input string '%s' was not in a correct format.", s)
}

// parseInteger is Int32.Parse and its kin, with # and &h as further signs of hexadecimal digits.
func parseInteger(s string, t *Type) (Value, *Exception) {
	text := strings.TrimSpace(s)
	base := 10
	lower := strings.ToLower(text)
	switch {
	case strings.HasPrefix(text, "#"):
		text, base = text[1:], 16
	case strings.HasPrefix(lower, "0x"), strings.HasPrefix(lower, "&h"):
		text, base = text[2:], 16
	}
	i, ok := parseDigitsOnly(text, base)
	if !ok {
		return nil, errNumberText(s)
	}
	if n, ok := exactInteger(i, t); ok {
		return n, nil
	}
	return nil, errRange(t)
}

// parseDigitsOnly reads an optional sign and digits.
func parseDigitsOnly(text string, base int) (*big.Int, bool) {
	digits := strings.TrimLeft(text, "+-")
	if len(text)-len(digits) > 1 || digits == "" || strings.Contains(digits, "_") {
		return nil, false
	}
	return new(big.Int).SetString(text, base)
}

func parseBig(s string) (Value, *Exception) {
	if i, ok := parseDigitsOnly(strings.TrimSpace(s), 10); ok {
		return i, nil
	}
	return nil, NewException("System.FormatException", "The value could not be parsed.")
}

// parseFloat is Double.Parse under the invariant culture: thousands separators are skipped.
func parseFloat(s string, t *Type) (Value, *Exception) {
	text := strings.TrimSpace(s)
	if f, ok := namedFloat(text); ok {
		return floatAs(f, t), nil
	}
	plain, ok := withoutThousands(text)
	if !ok {
		return nil, errNumberText(s)
	}
	f, err := strconv.ParseFloat(plain, 64)
	if err != nil && !math.IsInf(f, 0) {
		return nil, errNumberText(s)
	}
	return floatAs(f, t), nil
}

func floatAs(f float64, t *Type) Value {
	if t == TypeSingle {
		return float32(f)
	}
	return f
}

func namedFloat(s string) (float64, bool) {
	switch {
	case EqualNames(s, "NaN"), EqualNames(s, "-NaN"), EqualNames(s, "+NaN"):
		return math.NaN(), true
	case EqualNames(s, "Infinity"), EqualNames(s, "+Infinity"):
		return math.Inf(1), true
	case EqualNames(s, "-Infinity"):
		return math.Inf(-1), true
	}
	return 0, false
}

// withoutThousands checks that s is a decimal number (sign, digits, point, exponent) and takes its commas out; they
// may stand anywhere behind the first digit before the point.
func withoutThousands(s string) (string, bool) {
	body := strings.TrimLeft(s, "+-")
	if len(s)-len(body) > 1 {
		return "", false
	}
	mantissa, exponent := body, ""
	if i := strings.IndexAny(body, "eE"); i >= 0 {
		mantissa, exponent = body[:i], body[i+1:]
		digits := strings.TrimLeft(exponent, "+-")
		if len(exponent)-len(digits) > 1 || digits == "" || skipDigits(digits, 0) != len(digits) {
			return "", false
		}
	}
	whole, fraction, _ := strings.Cut(mantissa, ".")
	plain := strings.ReplaceAll(whole, ",", "")
	if skipDigits(plain, 0) != len(plain) || skipDigits(fraction, 0) != len(fraction) || plain+fraction == "" ||
		strings.HasPrefix(whole, ",") {
		return "", false
	}
	return s[:len(s)-len(body)] + strings.Replace(body, whole, plain, 1), true
}

// parseDecimal is Decimal.Parse with NumberStyles.Number: no exponent, a sign may follow.
func parseDecimal(s string) (Value, *Exception) {
	text := strings.TrimSpace(s)
	if body := strings.TrimRight(text, "+-"); len(text)-len(body) == 1 && body != "" && digitOf(body[0]) < 10 {
		text = text[len(body):] + body
	}
	plain, ok := withoutThousands(text)
	if !ok || strings.ContainsAny(plain, "eE") {
		return nil, errNumberText(s)
	}
	d, err := decimal.NewFromString(strings.TrimSuffix(strings.TrimPrefix(plain, "+"), "."))
	if err != nil {
		return nil, errNumberText(s)
	}
	if v, ok := fitDecimal(d.Coefficient(), d.Exponent()); ok {
		return v, nil
	}
	return nil, errRange(TypeDecimal)
}

// toChar converts to Char: text of one unit, or a whole number.
func toChar(v Value) (Value, error) {
	switch c := v.(type) {
	case string:
		if r, size := decodeWTF8(c); size == len(c) && size > 0 && r <= 0xFFFF {
			return Char(r), nil
		}
		return nil, errConversion("InvalidCastParseTargetInvocation", v, TypeChar,
			NewException("System.FormatException", "String must be exactly one character long."))
	case Enum:
		return toChar(c.Underlying())
	case float64, float32, decimal.Decimal, bool, DateTime:
		return nil, errInvalidCast(v, TypeChar)
	case *big.Int:
		return bigTo(c, TypeChar)
	}
	if n, unsigned, ok := asInt64(v); ok {
		if unsigned && n < 0 {
			n = -1
		}
		return castInteger(n, v, TypeChar)
	}
	return nil, errNoConversion(v, TypeChar)
}
