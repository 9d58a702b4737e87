package object

import (
	"math"
	"math/big"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"
)

// digits is a number taken apart for formatting: 0.d1d2d3… · 10^point. Zero has no digits.
type digits struct {
	negative bool
	text     string // decimal digits without leading zeros
	point    int    // how many of them stand before the decimal point; may be negative or beyond the end
}

// errNumberFormat is .NET's error for a format that the number type does not have.
func errNumberFormat() error {
	return NewException("System.FormatException", "Format specifier was invalid.")
}

// maxPrecision is the largest number of digits a format may ask for.
const maxPrecision = 999_999_999

// FormatNumber is ToString(format, culture) of a number of any type.
func FormatNumber(v Value, format string, c *Culture) (string, error) {
	if format == "" {
		return generalNumber(v, c), nil
	}
	if f, isFloat := floatOf(v); isFloat && (math.IsNaN(f) || math.IsInf(f, 0)) {
		return specialFloat(f, c.Numbers), nil
	}
	letter, precision, standard := standardFormat(format)
	if !standard {
		return customNumber(v, format, c.Numbers), nil
	}
	if precision > maxPrecision {
		return "", errNumberFormat()
	}
	return standardNumber(v, letter, precision, c)
}

// standardFormat takes a letter with up to ten digits apart; precision is -1 without digits.
func standardFormat(format string) (letter byte, precision int, ok bool) {
	letter, precision = format[0], -1
	if c := letter | 0x20; c < 'a' || c > 'z' {
		return 0, 0, false
	}
	if len(format) == 1 {
		return letter, -1, true
	}
	for i := 1; i < len(format); i++ {
		if format[i] < '0' || format[i] > '9' {
			return 0, 0, false
		}
	}
	n, err := strconv.Atoi(format[1:])
	if err != nil {
		n = maxPrecision + 1
	}
	return letter, n, true
}

func floatOf(v Value) (float64, bool) {
	switch v := v.(type) {
	case float64:
		return v, true
	case float32:
		return float64(v), true
	}
	return 0, false
}

func specialFloat(f float64, n *NumberFormat) string {
	switch {
	case math.IsNaN(f):
		return n.NaN
	case f > 0:
		return n.PositiveInfinity
	}
	return n.NegativeInfinity
}

// generalNumber is ToString() without a format.
func generalNumber(v Value, c *Culture) string {
	switch v := v.(type) {
	case int32:
		return strconv.Itoa(int(v))
	case float64:
		return shortestFloat(v, 64, c.Numbers)
	case float32:
		return shortestFloat(float64(v), 32, c.Numbers)
	case decimal.Decimal:
		return localPoint(decimalText(v), c.Numbers)
	case *big.Int:
		return v.String()
	case uint64:
		return strconv.FormatUint(v, 10)
	}
	n, _, _ := asInt64(v)
	return strconv.FormatInt(n, 10)
}

func localPoint(s string, n *NumberFormat) string {
	if n.DecimalSeparator == "." {
		return s
	}
	return strings.Replace(s, ".", n.DecimalSeparator, 1)
}

// shortestFloat is the shortest text that reads back as the same number, in scientific notation from 1E+17 (single:
// 1E+09) up and below 1E-04 (0.0001 itself stays as it is).
func shortestFloat(f float64, bits int, n *NumberFormat) string {
	if math.IsNaN(f) || math.IsInf(f, 0) {
		return specialFloat(f, n)
	}
	limit := 17
	if bits == 32 {
		limit = 9
	}
	return generalDigits(floatDigits(f, 'e', -1, bits), limit, 'E', n)
}

// floatDigits takes a float apart with strconv's verb and precision.
func floatDigits(f float64, verb byte, precision, bits int) digits {
	s := strconv.FormatFloat(f, verb, precision, bits)
	return parseDigits(s)
}

// parseDigits takes decimal text (with an optional exponent) apart.
func parseDigits(s string) digits {
	var d digits
	if s != "" && s[0] == '-' {
		d.negative, s = true, s[1:]
	}
	mantissa, exponent, _ := strings.Cut(s, "e")
	shift := 0
	if exponent != "" {
		shift, _ = strconv.Atoi(exponent)
	}
	whole, fraction, _ := strings.Cut(mantissa, ".")
	d.text, d.point = whole+fraction, len(whole)+shift
	return d.trimLeft()
}

func (d digits) trimLeft() digits {
	i := 0
	for i < len(d.text) && d.text[i] == '0' {
		i++
	}
	d.text, d.point = d.text[i:], d.point-i
	if d.text == "" {
		d.point = 0
	}
	return d
}

// digitsOf takes a number apart exactly; floats as their shortest text.
func digitsOf(v Value) digits {
	switch v := v.(type) {
	case float64:
		return floatDigits(v, 'e', -1, 64)
	case float32:
		return floatDigits(float64(v), 'e', -1, 32)
	case decimal.Decimal:
		return parseDigits(decimalText(v))
	}
	return parseDigits(generalNumber(v, InvariantCulture))
}

// round keeps n digits after the decimal point, rounding half away from zero.
func (d digits) round(n int) digits {
	keep := d.point + n
	if keep >= len(d.text) {
		return d
	}
	if keep < 0 {
		return digits{negative: d.negative}
	}
	up := d.text[keep] >= '5'
	kept := []byte(d.text[:keep])
	if up {
		i := len(kept) - 1
		for ; i >= 0 && kept[i] == '9'; i-- {
			kept[i] = '0'
		}
		if i >= 0 {
			kept[i]++
		} else {
			kept = append([]byte{'1'}, kept...)
			d.point++
		}
	}
	d.text = string(kept)
	if strings.Trim(d.text, "0") == "" {
		return digits{negative: d.negative}
	}
	return d
}

// whole is the part before the decimal point; "0" if there is none.
func (d digits) whole() string {
	switch {
	case d.point <= 0:
		return "0"
	case d.point >= len(d.text):
		return d.text + strings.Repeat("0", d.point-len(d.text))
	}
	return d.text[:d.point]
}

// fraction is the part after the decimal point, n digits long.
func (d digits) fraction(n int) string {
	var b strings.Builder
	for i := range n {
		if j := d.point + i; j >= 0 && j < len(d.text) {
			b.WriteByte(d.text[j])
		} else {
			b.WriteByte('0')
		}
	}
	return b.String()
}

// standardNumber formats with one of the standard letters.
func standardNumber(v Value, letter byte, precision int, c *Culture) (string, error) {
	_, isFloat := floatOf(v)
	_, isDecimal := v.(decimal.Decimal)
	switch letter | 0x20 {
	case 'd', 'x', 'b':
		if isFloat || isDecimal {
			return "", errNumberFormat()
		}
		return integerFormat(v, letter, precision)
	case 'n', 'f', 'c', 'p', 'e':
		return fixedFormat(v, letter, precision, c.Numbers), nil
	case 'r':
		return generalNumber(v, c), nil
	case 'g':
		return generalFormat(v, letter, precision, c), nil
	}
	return "", errNumberFormat()
}

// integerFormat is D (decimal), X (hexadecimal, two's complement) and B (binary).
func integerFormat(v Value, letter byte, precision int) (string, error) {
	switch letter | 0x20 {
	case 'd':
		s := generalNumber(v, InvariantCulture)
		minus := ""
		if s[0] == '-' {
			minus, s = "-", s[1:]
		}
		return minus + zeroPad(s, precision), nil
	case 'b':
		return zeroPad(bitText(v, 2), precision), nil
	}
	s := zeroPad(bitText(v, 16), precision)
	if letter == 'X' {
		s = strings.ToUpper(s)
	}
	return s, nil
}

func zeroPad(s string, width int) string {
	const zeros = "0000000000000000"
	n := width - len(s)
	switch {
	case n <= 0:
		return s
	case n <= len(zeros):
		return zeros[:n] + s
	}
	return strings.Repeat("0", n) + s
}

// bitText is an integer's two's complement in a base of 2 or 16.
func bitText(v Value, base int) string {
	switch v := v.(type) {
	case int8:
		return strconv.FormatUint(uint64(uint8(v)), base)
	case int16:
		return strconv.FormatUint(uint64(uint16(v)), base)
	case int32:
		return strconv.FormatUint(uint64(uint32(v)), base)
	case *big.Int:
		return bigBits(v, base)
	}
	n, _, _ := asInt64(v)
	return strconv.FormatUint(uint64(n), base)
}

// bigBits is a BigInteger's: as few digits as show the sign (a positive number never starts with a sign bit).
func bigBits(v *big.Int, base int) string {
	perDigit := 4
	if base == 2 {
		perDigit = 1
	}
	bits := v.BitLen() + 1
	if v.Sign() < 0 {
		bits = new(big.Int).Not(v).BitLen() + 1
	}
	n := (bits + perDigit - 1) / perDigit
	if v.Sign() >= 0 {
		return zeroPad(v.Text(base), n)
	}
	return new(big.Int).Add(v, new(big.Int).Lsh(big.NewInt(1), uint(n*perDigit))).Text(base)
}

// fixedFormat is N, F, C, P and E.
func fixedFormat(v Value, letter byte, precision int, n *NumberFormat) string {
	kind := letter | 0x20
	if precision < 0 {
		precision = map[byte]int{'n': n.NumberDecimalDigits, 'f': n.NumberDecimalDigits, 'c': n.CurrencyDecimalDigits,
			'p': n.PercentDecimalDigits, 'e': 6}[kind]
	}
	if kind == 'e' {
		return exponentFormat(v, letter, precision, n)
	}
	places := precision
	if kind == 'p' {
		places += 2
	}
	d := roundedDigits(v, places)
	if kind == 'p' && d.text != "" {
		d.point += 2
		d = d.trimLeft()
	}
	group := kind != 'f'
	text := placeGroups(d.whole(), group, n)
	if precision > 0 {
		text += n.DecimalSeparator + d.fraction(precision)
	}
	return signedPattern(text, kind, d.negative && (d.text != "" || keepsZeroSign(v)), n)
}

// keepsZeroSign reports whether a negative value that rounds to zero keeps its sign: floats do, as IEEE has it.
func keepsZeroSign(v Value) bool {
	_, isFloat := floatOf(v)
	return isFloat
}

// roundedDigits are a number's digits with n places: floats round their exact binary value, others half up.
func roundedDigits(v Value, n int) digits {
	if f, ok := floatOf(v); ok {
		return floatDigits(f, 'f', min(n, 1100), 64)
	}
	return digitsOf(v).round(n)
}

func placeGroups(whole string, group bool, n *NumberFormat) string {
	if !group || len(whole) <= n.GroupSize || n.GroupSize == 0 {
		return whole
	}
	var b strings.Builder
	first := len(whole) % n.GroupSize
	b.WriteString(whole[:first])
	for i := first; i < len(whole); i += n.GroupSize {
		if i > 0 {
			b.WriteString(n.GroupSeparator)
		}
		b.WriteString(whole[i : i+n.GroupSize])
	}
	return b.String()
}

// Patterns by .NET's numbers; n stands for the number, $ for the symbol.
var (
	currencyPositives = [...]string{"$n", "n$", "$ n", "n $"}
	currencyNegatives = [...]string{"($n)", "-$n", "$-n", "$n-", "(n$)", "-n$", "n-$", "n$-", "-n $", "-$ n", "n $-",
		"$ n-", "$ -n", "n- $", "($ n)", "(n $)", "$- n"}
	percentPositives = [...]string{"n %", "n%", "%n", "% n"}
	percentNegatives = [...]string{"-n %", "-n%", "-%n", "%-n", "%n-", "n-%", "n%-", "-% n", "n %-", "% n-", "% -n", "n- %"}
)

func signedPattern(text string, kind byte, negative bool, n *NumberFormat) string {
	var pattern string
	switch {
	case kind == 'c' && negative:
		pattern = currencyNegatives[n.CurrencyNegativePattern]
	case kind == 'c':
		pattern = currencyPositives[n.CurrencyPositivePattern]
	case kind == 'p' && negative:
		pattern = percentNegatives[n.PercentNegativePattern]
	case kind == 'p':
		pattern = percentPositives[n.PercentPositivePattern]
	case negative:
		return "-" + text
	default:
		return text
	}
	return strings.NewReplacer("n", text, "$", n.CurrencySymbol).Replace(pattern)
}

// exponentFormat is E: one digit before the point and an exponent of at least three digits.
func exponentFormat(v Value, letter byte, precision int, n *NumberFormat) string {
	var d digits
	if f, ok := floatOf(v); ok {
		d = floatDigits(f, 'e', min(precision, 1100), 64)
	} else {
		d = digitsOf(v)
		d = d.round(precision + 1 - d.point)
	}
	return scientific(d, precision, 3, letter, true, n)
}

func scientific(d digits, precision, exponentDigits int, letter byte, plus bool, n *NumberFormat) string {
	exponent := d.point - 1
	if d.text == "" {
		exponent = 0
	}
	first := digits{negative: d.negative, text: d.text, point: 1}
	var b strings.Builder
	if d.negative {
		b.WriteByte('-')
	}
	b.WriteString(first.leading())
	if precision > 0 {
		b.WriteString(n.DecimalSeparator)
		b.WriteString(first.fraction(precision))
	}
	b.WriteByte(letter)
	if exponent < 0 {
		b.WriteByte('-')
		exponent = -exponent
	} else if plus {
		b.WriteByte('+')
	}
	b.WriteString(zeroPad(strconv.Itoa(exponent), exponentDigits))
	return b.String()
}

func (d digits) leading() string {
	if d.text == "" {
		return "0"
	}
	return d.text[:1]
}

// generalFormat is G with or without a precision.
func generalFormat(v Value, letter byte, precision int, c *Culture) string {
	if precision <= 0 {
		return strings.Replace(generalNumber(v, c), "E", string(letter-2), 1)
	}
	var d digits
	switch f, ok := floatOf(v); {
	case ok && precision <= 40:
		d = floatDigits(f, 'e', precision-1, 64)
	case ok:
		d = floatDigits(f, 'e', -1, 64)
	default:
		d = digitsOf(v)
		d = d.round(precision - d.point)
	}
	return generalDigits(d, precision, letter-2, c.Numbers)
}

// generalDigits writes the digits without trailing zeros, in scientific notation where the number is 10^limit or more
// or below 10^-5.
func generalDigits(d digits, limit int, e byte, n *NumberFormat) string {
	d.text = strings.TrimRight(d.text, "0")
	if d.text != "" && (d.point > limit || d.point < -3) {
		return scientific(d, len(d.text)-1, 2, e, true, n)
	}
	s := d.whole()
	if places := len(d.text) - d.point; d.text != "" && places > 0 {
		s += n.DecimalSeparator + d.fraction(places)
	}
	if d.negative {
		return "-" + s
	}
	return s
}

// significant is a float with n significant digits, as [string] and arithmetic messages show it: G15 and G7.
func significant(f float64, n int) string {
	if math.IsNaN(f) || math.IsInf(f, 0) {
		return specialFloat(f, InvariantCulture.Numbers)
	}
	return generalDigits(floatDigits(f, 'e', n-1, 64), n, 'E', InvariantCulture.Numbers)
}
