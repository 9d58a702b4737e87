package object

import (
	"math"
	"math/big"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"
)

// smallInts are the Int32 values that scripts use most, boxed once.
var smallInts = func() (boxed [1280]Value) {
	for i := range boxed {
		boxed[i] = int32(i - 256)
	}
	return boxed
}()

// Int32 boxes n without allocating when it is small.
func Int32(n int32) Value {
	if i := uint32(n + 256); i < uint32(len(smallInts)) {
		return smallInts[i]
	}
	return n
}

// Bool boxes b; it is here for symmetry with Int32 and never allocates.
func Bool(b bool) Value { return b }

// numberText is number text taken apart: [sign] digits [. digits] [e exponent] [type suffix] [multiplier].
type numberText struct {
	negative   bool
	digits     string // without prefix; with point and exponent if real
	base       int
	real       bool
	unsigned   bool
	kind       byte // l, s, y, d, n or 0
	multiplier int64
}

// TryNumber reads number text as PowerShell does when text meets arithmetic: decimal, hexadecimal and binary digits,
// an exponent, a type suffix and a multiplier, with a sign before. The number has the type that the same literal
// would have.
func TryNumber(text string) (Value, bool) {
	n, ok := scanNumber(strings.TrimSpace(text))
	if !ok {
		return nil, false
	}
	return n.value()
}

func scanNumber(s string) (n numberText, ok bool) {
	n.base, n.multiplier = 10, 1
	if s != "" && (s[0] == '-' || s[0] == '+') {
		n.negative = s[0] == '-'
		s = s[1:]
	}
	if len(s) > 2 && s[0] == '0' {
		switch s[1] | 0x20 {
		case 'x':
			n.base = 16
		case 'b':
			if isBinary(s[2]) {
				n.base = 2
			}
		}
	}
	var end int
	if n.base == 10 {
		end = n.scanDecimal(s)
	} else {
		s = s[2:]
		for end < len(s) && digitOf(s[end]) < n.base {
			end++
		}
		n.digits = s[:end]
	}
	if n.digits == "" {
		return n, false
	}
	return n, n.scanSuffix(s[end:])
}

func isBinary(c byte) bool { return c == '0' || c == '1' }

// digitOf is the value of a digit in base 16 or lower; 99 for anything else.
func digitOf(c byte) int {
	switch {
	case '0' <= c && c <= '9':
		return int(c - '0')
	case 'a' <= c|0x20 && c|0x20 <= 'f':
		return int(c|0x20-'a') + 10
	}
	return 99
}

// scanDecimal takes digits, point and exponent off the front of s and returns how long they are.
func (n *numberText) scanDecimal(s string) int {
	i := skipDigits(s, 0)
	whole := i
	if i < len(s) && s[i] == '.' {
		i = skipDigits(s, i+1)
		if whole == 0 && i == 1 {
			return 0
		}
		n.real = true
	}
	if i == 0 {
		return 0
	}
	if i < len(s) && s[i]|0x20 == 'e' {
		j := i + 1
		if j < len(s) && (s[j] == '-' || s[j] == '+') {
			j++
		}
		if end := skipDigits(s, j); end > j {
			i, n.real = end, true
		}
	}
	n.digits = s[:i]
	return i
}

func skipDigits(s string, i int) int {
	for i < len(s) && '0' <= s[i] && s[i] <= '9' {
		i++
	}
	return i
}

// scanSuffix reads the type suffix and the multiplier; they must be all of s.
func (n *numberText) scanSuffix(s string) bool {
	if s != "" && s[0]|0x20 == 'u' {
		n.unsigned = true
		s = s[1:]
	}
	if s != "" {
		switch c := s[0] | 0x20; c {
		case 'l', 's', 'y', 'd', 'n':
			if n.unsigned && (c == 'd' || c == 'n') {
				return false
			}
			n.kind = c
			s = s[1:]
		}
	}
	if len(s) == 2 && s[1]|0x20 == 'b' {
		switch s[0] | 0x20 {
		case 'k':
			n.multiplier = 1 << 10
		case 'm':
			n.multiplier = 1 << 20
		case 'g':
			n.multiplier = 1 << 30
		case 't':
			n.multiplier = 1 << 40
		case 'p':
			n.multiplier = 1 << 50
		default:
			return false
		}
		return true
	}
	return s == ""
}

// value is the number with the type its form asks for; false if it does not fit that type.
func (n *numberText) value() (Value, bool) {
	if n.kind == 'd' && n.base == 10 {
		return n.decimalValue()
	}
	if n.real {
		return n.realValue()
	}
	if n.kind == 0 && !n.unsigned && n.base == 10 && n.multiplier == 1 && len(n.digits) < 10 {
		small, err := strconv.ParseInt(n.digits, 10, 32)
		if n.negative {
			small = -small
		}
		return Int32(int32(small)), err == nil
	}
	i, ok := new(big.Int).SetString(n.digits, n.base)
	if !ok {
		return nil, false
	}
	n.wrapSign(i)
	if n.negative {
		i.Neg(i)
	}
	i.Mul(i, big.NewInt(n.multiplier))
	return n.integer(i)
}

// wrapSign gives hexadecimal and binary digits that fill their type its sign: 0xFFFFFFFF is -1.
func (n *numberText) wrapSign(i *big.Int) {
	if n.base == 10 || n.unsigned {
		return
	}
	perByte := 2
	if n.base == 2 {
		perByte = 8
	}
	bytes := 4
	switch {
	case n.kind == 'y':
		bytes = 1
	case n.kind == 's':
		bytes = 2
	case n.kind == 'l' || len(n.digits)+1 >= 8*perByte:
		bytes = 8
	}
	if len(n.digits) == bytes*perByte && i.Bit(bytes*8-1) == 1 {
		i.Sub(i, new(big.Int).Lsh(big.NewInt(1), uint(bytes*8)))
	}
}

// integer gives a whole number the type that the suffix asks for, or the first of Int32, Int64, Decimal and Double
// that holds it.
func (n *numberText) integer(i *big.Int) (Value, bool) {
	switch n.kind {
	case 'n':
		return i, true
	case 'd':
		return fitDecimal(i, 0)
	case 'l', 's', 'y':
		return exactInteger(i, suffixType(n.kind, n.unsigned))
	}
	if n.unsigned {
		if v, ok := exactInteger(i, TypeUInt32); ok {
			return v, true
		}
		return exactInteger(i, TypeUInt64)
	}
	if i.IsInt64() {
		if v := i.Int64(); v == int64(int32(v)) {
			return Int32(int32(v)), true
		}
		return i.Int64(), true
	}
	if d, ok := fitDecimal(i, 0); ok {
		return d, true
	}
	return toFloat(i), true
}

func suffixType(kind byte, unsigned bool) *Type {
	switch {
	case kind == 'l' && unsigned:
		return TypeUInt64
	case kind == 'l':
		return TypeInt64
	case kind == 's' && unsigned:
		return TypeUInt16
	case kind == 's':
		return TypeInt16
	case unsigned:
		return TypeByte
	}
	return TypeSByte
}

func (n *numberText) decimalValue() (Value, bool) {
	d, err := decimal.NewFromString(strings.TrimSuffix(n.digits, "."))
	if err != nil {
		return nil, false
	}
	if n.negative {
		d = d.Neg()
	}
	return fitDecimal(new(big.Int).Mul(d.Coefficient(), big.NewInt(n.multiplier)), d.Exponent())
}

func (n *numberText) realValue() (Value, bool) {
	f, err := strconv.ParseFloat(n.digits, 64)
	if err != nil && !math.IsInf(f, 0) {
		return nil, false
	}
	if n.negative {
		f = -f
	}
	f *= float64(n.multiplier)
	if n.kind == 0 && !n.unsigned {
		return f, true
	}
	if math.IsInf(f, 0) {
		return nil, false
	}
	i, _ := big.NewFloat(math.RoundToEven(f)).Int(nil)
	return n.integer(i)
}

// exactInteger is i as a value of an integer type; false if it does not fit.
func exactInteger(i *big.Int, t *Type) (Value, bool) {
	min, max := integerRange(t)
	if i.IsInt64() && min <= i.Int64() && (i.Sign() <= 0 || uint64(i.Int64()) <= max) {
		return integerOf(t, i.Int64()), true
	}
	if t == TypeUInt64 && i.IsUint64() {
		return i.Uint64(), true
	}
	return nil, false
}

// integerRange is the range of an integer type.
func integerRange(t *Type) (min int64, max uint64) {
	switch t {
	case TypeSByte:
		return math.MinInt8, math.MaxInt8
	case TypeByte:
		return 0, math.MaxUint8
	case TypeInt16:
		return math.MinInt16, math.MaxInt16
	case TypeUInt16, TypeChar:
		return 0, math.MaxUint16
	case TypeInt32:
		return math.MinInt32, math.MaxInt32
	case TypeUInt32:
		return 0, math.MaxUint32
	case TypeInt64:
		return math.MinInt64, math.MaxInt64
	}
	return 0, math.MaxUint64
}

// integerOf makes a value of an integer type of n, which must be in its range (as bits, for UInt64).
func integerOf(t *Type, n int64) Value {
	switch t {
	case TypeSByte:
		return int8(n)
	case TypeByte:
		return uint8(n)
	case TypeInt16:
		return int16(n)
	case TypeUInt16:
		return uint16(n)
	case TypeChar:
		return Char(n)
	case TypeInt32:
		return Int32(int32(n))
	case TypeUInt32:
		return uint32(n)
	case TypeInt64:
		return n
	}
	return uint64(n)
}

// asInt64 is the value of an integer of any size up to 64 bits, or of an enum; UInt64 comes as its bits.
func asInt64(v Value) (n int64, unsigned64, ok bool) {
	switch v := v.(type) {
	case int32:
		return int64(v), false, true
	case int64:
		return v, false, true
	case uint8:
		return int64(v), false, true
	case int8:
		return int64(v), false, true
	case int16:
		return int64(v), false, true
	case uint16:
		return int64(v), false, true
	case uint32:
		return int64(v), false, true
	case uint64:
		return int64(v), true, true
	}
	return 0, false, false
}

// toBig is the value of an integer of any size, BigInteger included; nil for others.
func toBig(v Value) *big.Int {
	if i, ok := v.(*big.Int); ok {
		return i
	}
	n, unsigned, ok := asInt64(v)
	switch {
	case !ok:
		return nil
	case unsigned:
		return new(big.Int).SetUint64(uint64(n))
	}
	return big.NewInt(n)
}

// toFloat is the value of a number that is not a Decimal as a double.
func toFloat(v Value) float64 {
	switch v := v.(type) {
	case float64:
		return v
	case float32:
		return float64(v)
	case uint64:
		return float64(v)
	case *big.Int: // .NET cuts the digits that do not fit off
		f, _ := new(big.Float).SetPrec(53).SetMode(big.ToZero).SetInt(v).Float64()
		return f
	case decimal.Decimal:
		f, _ := v.Float64()
		return f
	}
	n, _, _ := asInt64(v)
	return float64(n)
}
