package dotnet

import (
	"math"
	"math/big"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/partnershell/partnershell/shell/object"
)

// The numbers of System.Globalization.NumberStyles.
const (
	styleLeadingWhite  = 1
	styleTrailingWhite = 2
	styleLeadingSign   = 4
	styleTrailingSign  = 8
	styleParentheses   = 16
	styleDecimalPoint  = 32
	styleThousands     = 64
	styleExponent      = 128
	styleCurrency      = 256
	styleHex           = 512
	styleBinary        = 1024

	styleInteger = styleLeadingWhite | styleTrailingWhite | styleLeadingSign
	styleNumber  = styleInteger | styleTrailingSign | styleDecimalPoint | styleThousands
	styleFloat   = styleInteger | styleDecimalPoint | styleExponent
)

// parseNumberText is T.Parse; styles -1 are the type's own.
func parseNumberText(text string, t *object.Type, styles int64, c *object.Culture) (object.Value, error) {
	if styles < 0 {
		styles = defaultStyles(t)
	}
	if t == object.TypeDouble || t == object.TypeSingle {
		if f, ok := specialFloat(strings.TrimSpace(text), c.Numbers); ok {
			return makeFloat(f, t), nil
		}
	}
	if styles&(styleHex|styleBinary) != 0 {
		return parseRadix(text, t, styles)
	}
	p := numberText{rest: text, styles: styles, format: c.Numbers}
	if !p.parse() {
		return nil, formatError("The input string '%s' was not in a correct format.", text)
	}
	return p.value(t)
}

func defaultStyles(t *object.Type) int64 {
	switch t {
	case object.TypeDouble, object.TypeSingle:
		return styleFloat | styleThousands
	case object.TypeDecimal:
		return styleNumber
	}
	return styleInteger
}

func specialFloat(text string, n *object.NumberFormat) (float64, bool) {
	switch {
	case strings.EqualFold(text, n.NaN), strings.EqualFold(text, "NaN"), strings.EqualFold(text, "-NaN"):
		return math.NaN(), true
	case strings.EqualFold(text, n.PositiveInfinity), strings.EqualFold(text, "Infinity"), strings.EqualFold(text, "+Infinity"):
		return math.Inf(1), true
	case strings.EqualFold(text, n.NegativeInfinity), strings.EqualFold(text, "-Infinity"):
		return math.Inf(-1), true
	}
	return 0, false
}

func makeFloat(f float64, t *object.Type) object.Value {
	if t == object.TypeSingle {
		return float32(f)
	}
	return f
}

// parseRadix reads hexadecimal or binary digits as the bits of an integer.
func parseRadix(text string, t *object.Type, styles int64) (object.Value, error) {
	digits := text
	if styles&styleLeadingWhite != 0 {
		digits = strings.TrimLeft(digits, " \t\r\n\v\f")
	}
	if styles&styleTrailingWhite != 0 {
		digits = strings.TrimRight(digits, " \t\r\n\v\f\x00")
	}
	base := 16
	if styles&styleBinary != 0 {
		base = 2
	}
	n, ok := new(big.Int).SetString(digits, base)
	if !ok || strings.ContainsAny(digits, "+-_") {
		return nil, formatError("The input string '%s' was not in a correct format.", text)
	}
	if t == object.TypeBigInteger {
		return n, nil
	}
	if n.BitLen() > integerWidth(t) {
		return nil, tooLarge(t)
	}
	return fitInteger(t, int64(n.Uint64())), nil
}

func integerWidth(t *object.Type) int {
	switch t {
	case object.TypeByte, object.TypeSByte:
		return 8
	case object.TypeInt16, object.TypeUInt16:
		return 16
	case object.TypeInt64, object.TypeUInt64:
		return 64
	}
	return 32
}

// tooLarge is the OverflowException of a type.
func tooLarge(t *object.Type) error {
	article := "a"
	switch t {
	case object.TypeByte:
		return overflow("Value was either too large or too small for an unsigned byte.")
	case object.TypeSByte:
		return overflow("Value was either too large or too small for a signed byte.")
	case object.TypeInt16, object.TypeInt32, object.TypeInt64:
		article = "an"
	case object.TypeDecimal:
	}
	return overflow("Value was either too large or too small for %s %s.", article, t.Name())
}

// numberText reads a number as a culture writes it.
type numberText struct {
	rest     string
	styles   int64
	format   *object.NumberFormat
	negative bool
	digits   []byte // without separators
	scale    int    // digits after the point
	exponent int
}

func (p *numberText) allows(style int64) bool { return p.styles&style != 0 }

// take removes a prefix.
func (p *numberText) take(prefix string) bool {
	if prefix == "" || !strings.HasPrefix(p.rest, prefix) {
		return false
	}
	p.rest = p.rest[len(prefix):]
	return true
}

func (p *numberText) parse() bool {
	if p.allows(styleLeadingWhite) {
		p.rest = strings.TrimLeft(p.rest, " \t\r\n\v\f")
	}
	signed, parenthesis, ok := p.prefix()
	if !ok || !p.number() {
		return false
	}
	p.readExponent()
	return p.suffix(signed, parenthesis)
}

// prefix reads sign, parenthesis and currency symbol in any order.
func (p *numberText) prefix() (signed, parenthesis, ok bool) {
	for {
		switch {
		case !signed && p.allows(styleLeadingSign) && p.take("-"), !signed && p.allows(styleLeadingSign) && p.take("\u2212"):
			p.negative, signed = true, true
		case !signed && p.allows(styleLeadingSign) && p.take("+"):
			signed = true
		case !signed && p.allows(styleParentheses) && p.take("("):
			p.negative, signed, parenthesis = true, true, true
		case p.allows(styleCurrency) && p.take(p.format.CurrencySymbol):
		case p.allows(styleLeadingWhite) && (signed || p.allows(styleCurrency)) && p.take(" "):
		default:
			return signed, parenthesis, true
		}
	}
}

// number reads digits, group separators and the fraction.
func (p *numberText) number() bool {
	any := false
	for len(p.rest) > 0 {
		c := p.rest[0]
		if '0' <= c && c <= '9' {
			p.digits = append(p.digits, c)
			p.rest, any = p.rest[1:], true
			continue
		}
		if !any || !p.allows(styleThousands) || !p.group() {
			break
		}
	}
	if p.allows(styleDecimalPoint) && p.take(p.format.DecimalSeparator) {
		for len(p.rest) > 0 && '0' <= p.rest[0] && p.rest[0] <= '9' {
			p.digits = append(p.digits, p.rest[0])
			p.scale++
			p.rest, any = p.rest[1:], true
		}
	}
	return any
}

// group reads a group separator; a culture's no-break space may be written as a plain one.
func (p *numberText) group() bool {
	separator := p.format.GroupSeparator
	return p.take(separator) || (separator == "\u00A0" || separator == "\u202F") && p.take(" ")
}

// readExponent reads e±n; an e without digits is left where it is.
func (p *numberText) readExponent() {
	if !p.allows(styleExponent) || len(p.rest) < 2 || p.rest[0]|0x20 != 'e' {
		return
	}
	end := 1
	if p.rest[1] == '+' || p.rest[1] == '-' {
		end++
	}
	start := end
	for end < len(p.rest) && '0' <= p.rest[end] && p.rest[end] <= '9' {
		end++
	}
	if end == start {
		return
	}
	n, err := strconv.Atoi(p.rest[1:end])
	if err != nil {
		n = 9999
		if p.rest[1] == '-' {
			n = -9999
		}
	}
	p.exponent, p.rest = n, p.rest[end:]
}

// suffix reads what may follow the digits; everything must be used up.
func (p *numberText) suffix(signed, parenthesis bool) bool {
	for p.rest != "" {
		switch {
		case p.allows(styleTrailingWhite) && strings.ContainsRune(" \t\r\n\v\f\x00", rune(p.rest[0])):
			p.rest = p.rest[1:]
		case parenthesis && p.take(")"):
			parenthesis = false
		case !signed && p.allows(styleTrailingSign) && p.take("-"):
			p.negative, signed = true, true
		case !signed && p.allows(styleTrailingSign) && p.take("+"):
			signed = true
		case p.allows(styleCurrency) && p.take(p.format.CurrencySymbol):
		default:
			return false
		}
	}
	return !parenthesis
}

// value makes the number of what was read.
func (p *numberText) value(t *object.Type) (object.Value, error) {
	text := string(p.digits)
	if p.negative {
		text = "-" + text
	}
	if t == object.TypeDouble || t == object.TypeSingle {
		size := 64
		if t == object.TypeSingle {
			size = 32
		}
		f, _ := strconv.ParseFloat(text+"e"+strconv.Itoa(p.exponent-p.scale), size)
		return makeFloat(f, t), nil
	}
	coefficient, ok := new(big.Int).SetString(text, 10)
	if !ok || p.exponent > 1000 || p.exponent < -1000 {
		return nil, tooLarge(t)
	}
	d := decimal.NewFromBigInt(coefficient, int32(p.exponent-p.scale))
	if t == object.TypeDecimal {
		if d.Exponent() < -28 {
			d = d.RoundBank(28)
		}
		if d.Abs().Cmp(maxDecimal()) > 0 {
			return nil, tooLarge(t)
		}
		return d, nil
	}
	if !d.IsInteger() {
		return nil, tooLarge(t)
	}
	if t == object.TypeBigInteger {
		return d.BigInt(), nil
	}
	return integerOf(d.BigInt(), t)
}

// integerOf is n as an integer type, or its OverflowException.
func integerOf(n *big.Int, t *object.Type) (object.Value, error) {
	if t == object.TypeUInt64 {
		if !n.IsUint64() {
			return nil, tooLarge(t)
		}
		return n.Uint64(), nil
	}
	if !n.IsInt64() {
		return nil, tooLarge(t)
	}
	v := fitInteger(t, n.Int64())
	if back, _ := toInt64(v); back != n.Int64() {
		return nil, tooLarge(t)
	}
	return v, nil
}
