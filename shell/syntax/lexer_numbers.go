package syntax

import (
	"math"
	"math/big"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"
)

// numberSuffix is the type suffix of a number; unsigned combines with short, long and byte.
type numberSuffix uint8

const (
	suffixUnsigned numberSuffix = 1 << iota
	suffixByte
	suffixShort
	suffixLong
	suffixDecimal
	suffixBig

	suffixNone numberSuffix = 0
)

// numberText is a number taken apart.
type numberText struct {
	digits     string // with sign, without prefix, suffix and multiplier
	base       int
	real       bool
	suffix     numberSuffix
	multiplier int64
}

// number reads a number that begins with first, which has been read, or a word if it is none after all.
func (l *lexer) number(first rune) token {
	n, ok := l.scanNumber(first)
	if !ok {
		return l.word()
	}
	value, ok := n.value()
	if !ok {
		if l.mode != modeExpression {
			return l.word()
		}
		l.p.error(l.here(), "BadNumericConstant", l.text[l.start:l.pos])
	}
	return l.save(token{Extent: l.here(), kind: TokNumber, num: value})
}

// scanNumber reads a number; false means that the characters do not make one.
func (l *lexer) scanNumber(first rune) (numberText, bool) {
	n := numberText{base: 10, multiplier: 1}
	negative := false
	if isDash(first) || first == '+' || first == '!' {
		negative = isDash(first)
		first = l.get()
	}
	begin := l.pos - 1
	ok := true
	switch c := l.peek() | 0x20; {
	case first == '.':
		n.real = true
		ok = l.fraction()
	case first == '0' && c == 'x':
		l.get()
		n.base, begin = 16, l.pos
		l.digits(isHexDigit)
	case first == '0' && c == 'b':
		l.get()
		n.base, begin = 2, l.pos
		l.digits(func(c rune) bool { return c == '0' || c == '1' })
		ok = l.pos > begin
	default:
		n.real, ok = l.decimalDigits()
	}
	n.digits = l.text[begin:l.pos]
	if n.real {
		n.digits = asciiDashes(n.digits)
	}
	if negative {
		n.digits = "-" + n.digits
	}
	var suffixOK bool
	n.suffix, suffixOK = l.suffix()
	multiplierOK := l.multiplier(&n)
	return n, ok && suffixOK && multiplierOK && l.numberEnds()
}

func (l *lexer) numberEnds() bool {
	c := l.peek()
	return endsWord(c) || l.mode == modeExpression && endsNumber(c, l.ternaryEnds)
}

func (l *lexer) digits(is func(rune) bool) {
	for is(l.peek()) {
		l.pos++
	}
}

// decimalDigits reads the rest of a decimal number after its first digit.
func (l *lexer) decimalDigits() (isReal, ok bool) {
	l.digits(isDigit)
	switch c := l.peek(); {
	case c == '.' && l.peekAt(1) != '.':
		l.get()
		return true, l.fraction()
	case c == 'e' || c == 'E':
		return true, l.exponent()
	}
	return false, true
}

// fraction reads digits after the point and an exponent.
func (l *lexer) fraction() bool {
	l.digits(isDigit)
	if c := l.peek(); c == 'e' || c == 'E' {
		return l.exponent()
	}
	return true
}

func (l *lexer) exponent() bool {
	l.get()
	if c := l.peek(); c == '+' || isDash(c) {
		l.get()
	}
	begin := l.pos
	l.digits(isDigit)
	return l.pos > begin
}

// asciiDashes turns the dashes that stand for a hyphen into hyphens.
func asciiDashes(s string) string {
	return strings.Map(func(c rune) rune {
		if isDash(c) {
			return '-'
		}
		return c
	}, s)
}

// suffix reads a type suffix: y s l d n, or u alone or before y s l.
func (l *lexer) suffix() (numberSuffix, bool) {
	s := suffixOf(l.peek())
	if s == suffixNone {
		return s, true
	}
	l.get()
	second := suffixOf(l.peek())
	if second == suffixNone {
		return s, true
	}
	l.get()
	ok := s == suffixUnsigned && second&(suffixByte|suffixShort|suffixLong) != 0
	return s | second, ok
}

func suffixOf(c rune) numberSuffix {
	switch c {
	case 'u', 'U':
		return suffixUnsigned
	case 'y', 'Y':
		return suffixByte
	case 's', 'S':
		return suffixShort
	case 'l', 'L':
		return suffixLong
	case 'd', 'D':
		return suffixDecimal
	case 'n', 'N':
		return suffixBig
	}
	return suffixNone
}

// multiplier reads kb, mb, gb, tb or pb; false means that the b is missing.
func (l *lexer) multiplier(n *numberText) bool {
	shift := strings.IndexByte("kmgtp", byte(l.peek()|0x20))
	if shift < 0 || l.pos >= len(l.text) {
		return true
	}
	l.get()
	n.multiplier = 1 << (10 * (shift + 1))
	if l.peek()|0x20 != 'b' {
		return false
	}
	l.get()
	return true
}

// value computes the number; false means that it does not fit its suffix.
func (n *numberText) value() (any, bool) {
	if n.real {
		return n.realValue()
	}
	if v, ok := n.smallValue(); ok {
		return v, true
	}
	v, ok := n.integer()
	if !ok {
		return nil, false
	}
	v.Mul(v, big.NewInt(n.multiplier))
	return n.fit(v)
}

// smallValue is the fast path for plain numbers that fit an int32.
func (n *numberText) smallValue() (any, bool) {
	if n.base != 10 || n.suffix != suffixNone || n.multiplier != 1 || len(n.digits) > 9 {
		return nil, false
	}
	v, err := strconv.Atoi(n.digits)
	return int32(v), err == nil
}

func (n *numberText) realValue() (any, bool) {
	if n.suffix == suffixDecimal {
		d, err := decimal.NewFromString(n.digits)
		if err != nil {
			return nil, false
		}
		d = d.Mul(decimal.NewFromInt(n.multiplier))
		return d, fitsDecimal(d.BigInt())
	}
	f, err := strconv.ParseFloat(n.digits, 64)
	if err != nil && !math.IsInf(f, 0) {
		return nil, false
	}
	f *= float64(n.multiplier)
	if n.suffix == suffixNone {
		return f, true
	}
	if math.IsInf(f, 0) {
		return nil, false
	}
	rounded, _ := big.NewFloat(math.RoundToEven(f)).Int(nil)
	return n.fit(rounded)
}

// integer reads the digits. Hexadecimal and binary digits that fill the type are two's complement.
func (n *numberText) integer() (*big.Int, bool) {
	digits, negative := strings.CutPrefix(n.digits, "-")
	v := new(big.Int)
	if digits != "" {
		if _, ok := v.SetString(digits, n.base); !ok {
			return nil, false
		}
	} else if n.base != 16 {
		return nil, false
	}
	if n.base != 10 {
		bits := len(digits) * 4
		if n.base == 2 {
			bits = len(digits)
		}
		n.wrapSign(v, bits)
	}
	if negative {
		v.Neg(v)
	}
	return v, true
}

// wrapSign makes the value negative when its digits fill the bits of a type and the highest bit is set.
// A literal of 64 bits without a suffix is an int64 however small its value.
func (n *numberText) wrapSign(v *big.Int, bits int) {
	fills := n.fillsType(bits)
	if bits == 64 && (n.suffix == suffixNone || n.base == 2 && n.suffix == suffixUnsigned) ||
		n.base == 16 && bits == 60 && n.suffix == suffixNone {
		n.suffix |= suffixLong
	}
	if n.suffix&suffixUnsigned == 0 && fills && v.Bit(bits-1) == 1 {
		v.Sub(v, new(big.Int).Lsh(big.NewInt(1), uint(bits)))
	}
}

// fillsType reports whether so many written bits have a sign bit. For hexadecimal digits the suffix tells the type;
// for binary digits any usual width will do.
func (n *numberText) fillsType(bits int) bool {
	if n.base == 2 {
		return bits == 8 || bits == 16 || bits == 32 || bits == 64 || bits == 96 || bits >= 128
	}
	switch n.suffix {
	case suffixByte:
		return bits == 8
	case suffixShort:
		return bits == 16
	case suffixLong:
		return bits == 64
	}
	return bits == 32 || bits == 64
}

// fit converts an integer to the type of the suffix, or without one to the first of int32, int64, decimal and
// float64 that holds it.
func (n *numberText) fit(v *big.Int) (any, bool) {
	switch n.suffix {
	case suffixNone:
		return n.fitAny(v)
	case suffixByte:
		return signed(v, 8)
	case suffixShort:
		return signed(v, 16)
	case suffixLong:
		return signed(v, 64)
	case suffixUnsigned | suffixByte:
		return unsigned(v, 8)
	case suffixUnsigned | suffixShort:
		return unsigned(v, 16)
	case suffixUnsigned | suffixLong:
		return unsigned(v, 64)
	case suffixUnsigned:
		if v.BitLen() <= 32 {
			return unsigned(v, 32)
		}
		return unsigned(v, 64)
	case suffixDecimal:
		return decimal.NewFromBigInt(v, 0), fitsDecimal(v)
	case suffixBig:
		return v, true
	}
	return nil, false
}

func (n *numberText) fitAny(v *big.Int) (any, bool) {
	switch {
	case v.IsInt64() && v.Int64() == int64(int32(v.Int64())):
		return int32(v.Int64()), true
	case v.IsInt64():
		return v.Int64(), true
	case n.base != 10:
		return nil, false
	case fitsDecimal(v):
		return decimal.NewFromBigInt(v, 0), true
	}
	f, _ := new(big.Float).SetInt(v).Float64()
	return f, !math.IsInf(f, 0)
}

// fitsDecimal reports whether the integer fits the 96 bits of a decimal.
func fitsDecimal(v *big.Int) bool { return v.BitLen() <= 96 }

// signed returns v as a signed integer of that many bits.
func signed(v *big.Int, bits int) (any, bool) {
	if !v.IsInt64() {
		return nil, false
	}
	i := v.Int64()
	switch bits {
	case 8:
		return int8(i), int64(int8(i)) == i
	case 16:
		return int16(i), int64(int16(i)) == i
	}
	return i, true
}

// unsigned returns v as an unsigned integer of that many bits.
func unsigned(v *big.Int, bits int) (any, bool) {
	if !v.IsUint64() || v.BitLen() > bits {
		return nil, false
	}
	u := v.Uint64()
	switch bits {
	case 8:
		return uint8(u), true
	case 16:
		return uint16(u), true
	case 32:
		return uint32(u), true
	}
	return u, true
}
