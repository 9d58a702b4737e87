package object

import (
	"math"
	"math/big"

	"github.com/shopspring/decimal"
)

// numeric computes with two built-in numbers in the larger of their types: Decimal, Double, or the first of Int32,
// UInt32, Int64 and UInt64 that holds both.
func numeric(op operation, l, r Value) (Value, error) {
	if op >= opShiftLeft {
		return shift(op, l, r)
	}
	_, ld := l.(decimal.Decimal)
	_, rd := r.(decimal.Decimal)
	_, lf := floatOf(l)
	_, rf := floatOf(r)
	switch {
	case op >= opAnd && (ld || rd || lf || rf):
		return bitsOfReals(op, l, r)
	case ld || rd:
		return mixedDecimal(op, l, r)
	case lf || rf:
		return doubleArithmetic(op, toFloat(l), toFloat(r))
	}
	return integerArithmetic(op, l, r)
}

func divideByZero() *ErrorRecord {
	return wrappedError("System.DivideByZeroException", "Attempted to divide by zero.")
}

func doubleArithmetic(op operation, a, b float64) (Value, error) {
	switch op {
	case opAdd:
		return a + b, nil
	case opSubtract:
		return a - b, nil
	case opMultiply:
		return a * b, nil
	case opDivide:
		return a / b, nil
	}
	return math.Mod(a, b), nil
}

func mixedDecimal(op operation, l, r Value) (Value, error) {
	a, aok := asDecimal(l)
	b, bok := asDecimal(r)
	if !aok || !bok {
		return nil, errDecimalRange()
	}
	return decimalArithmetic(op, a, b)
}

func errDecimalRange() *ErrorRecord {
	return wrappedError("System.OverflowException", "Value was either too large or too small for a Decimal.")
}

// asDecimal is a built-in number as a Decimal; false if it is too large.
func asDecimal(v Value) (decimal.Decimal, bool) {
	switch n := v.(type) {
	case decimal.Decimal:
		return n, true
	case float64:
		return decimalFromFloat(n, 15)
	case float32:
		return decimalFromFloat(float64(n), 7)
	case *big.Int:
		return fit(n, 0)
	}
	return decimal.NewFromBigInt(toBig(v), 0), true
}

func decimalArithmetic(op operation, a, b decimal.Decimal) (Value, error) {
	var result decimal.Decimal
	ok := true
	switch op {
	case opAdd:
		result = a.Add(b)
	case opSubtract:
		result = a.Sub(b)
	case opMultiply:
		result = a.Mul(b)
	case opDivide:
		if b.IsZero() {
			return nil, divideByZero()
		}
		result, ok = decimalQuotient(a, b)
	case opModulo:
		if b.IsZero() {
			return nil, divideByZero()
		}
		if a.Abs().LessThan(b.Abs()) {
			return a, nil
		}
		result = a.Mod(b)
		if scale := min(a.Exponent(), b.Exponent()); result.Exponent() > scale {
			result = decimal.NewFromBigInt(new(big.Int).Mul(result.Coefficient(), pow10(result.Exponent()-scale)), scale)
		}
	default:
		return bitsOfReals(op, a, b)
	}
	if ok {
		result, ok = fit(result.Coefficient(), result.Exponent())
	}
	if !ok {
		return nil, errDecimalRange()
	}
	return result, nil
}

// integerType is the type in which two integers meet.
func integerType(l, r Value) *Type {
	rank := max(integerRank(l), integerRank(r))
	ln, lu, _ := asInt64(l)
	rn, ru, _ := asInt64(r)
	negative := ln < 0 && !lu || rn < 0 && !ru
	switch {
	case rank <= 1:
		return TypeInt32
	case rank == 2 && !negative:
		return TypeUInt32
	case rank <= 3:
		return TypeInt64
	case negative:
		return TypeDouble
	}
	return TypeUInt64
}

func integerRank(v Value) int {
	switch v.(type) {
	case uint32:
		return 2
	case int64:
		return 3
	case uint64:
		return 4
	}
	return 1
}

// integerArithmetic computes exactly; what does not fit the type becomes a Double.
func integerArithmetic(op operation, l, r Value) (Value, error) {
	t := integerType(l, r)
	if t == TypeDouble && op < opAnd {
		return doubleArithmetic(op, toFloat(l), toFloat(r))
	}
	a, _, _ := asInt64(l)
	b, _, _ := asInt64(r)
	switch {
	case op >= opAnd:
		if t == TypeDouble {
			t = TypeInt64
		}
		return integerOf(t, bits(op, a, b)), nil
	case (op == opDivide || op == opModulo) && b == 0:
		return nil, divideByZero()
	case t == TypeUInt64:
		return unsignedArithmetic(op, uint64(a), uint64(b))
	}
	if n, ok := int64Arithmetic(op, a, b); ok {
		if min, max := integerRange(t); min <= n && (n <= 0 || uint64(n) <= max) {
			return integerOf(t, n), nil
		}
		return float64(n), nil
	}
	if op == opMultiply {
		return toFloat(new(big.Int).Mul(big.NewInt(a), big.NewInt(b))), nil
	}
	return doubleArithmetic(op, float64(a), float64(b))
}

func bits(op operation, a, b int64) int64 {
	switch op {
	case opAnd:
		return a & b
	case opOr:
		return a | b
	}
	return a ^ b
}

// int64Arithmetic is false where the result is no whole number or does not fit.
func int64Arithmetic(op operation, a, b int64) (int64, bool) {
	switch op {
	case opAdd:
		c := a + b
		return c, (c > a) == (b > 0)
	case opSubtract:
		c := a - b
		return c, (c < a) == (b > 0)
	case opMultiply:
		if a == 0 || b == 0 {
			return 0, true
		}
		c := a * b
		return c, c/b == a && !(a == -1 && b == math.MinInt64) && !(b == -1 && a == math.MinInt64)
	case opDivide:
		if b == -1 && a == math.MinInt64 || a%b != 0 {
			return 0, false
		}
		return a / b, true
	}
	if b == -1 {
		return 0, true
	}
	return a % b, true
}

func unsignedArithmetic(op operation, a, b uint64) (Value, error) {
	switch op {
	case opAdd:
		if c := a + b; c >= a {
			return c, nil
		}
	case opSubtract:
		if a >= b {
			return a - b, nil
		}
	case opMultiply:
		if c := a * b; a == 0 || c/a == b {
			return c, nil
		}
	case opDivide:
		if a%b == 0 {
			return a / b, nil
		}
	default:
		return a % b, nil
	}
	if op == opMultiply {
		return toFloat(new(big.Int).Mul(new(big.Int).SetUint64(a), new(big.Int).SetUint64(b))), nil
	}
	return doubleArithmetic(op, float64(a), float64(b))
}

// bitsOfReals rounds Double and Decimal operands to 64-bit integers first; the result is unsigned unless an operand is
// negative.
func bitsOfReals(op operation, l, r Value) (Value, error) {
	a, an, err := realBits(l)
	if err != nil {
		return nil, err
	}
	b, bn, err := realBits(r)
	if err != nil {
		return nil, err
	}
	if n := bits(op, a, b); an || bn {
		return n, nil
	}
	return uint64(bits(op, a, b)), nil
}

func realBits(v Value) (n int64, negative bool, err error) {
	t := TypeUInt64
	if f, ok := floatOf(v); ok && f < 0 {
		t = TypeInt64
	} else if d, ok := v.(decimal.Decimal); ok && d.IsNegative() {
		t = TypeInt64
	} else if i := toBig(v); i != nil && i.Sign() < 0 {
		t = TypeInt64
	}
	c, err := Convert(v, t)
	if err != nil {
		return 0, false, err
	}
	n, _, _ = asInt64(c)
	return n, t == TypeInt64, nil
}

// shift keeps the left operand's integer type; reals become Int32 or Int64 first.
func shift(op operation, l, r Value) (Value, error) {
	count, err := ToInt(r)
	if err != nil {
		return nil, err
	}
	t := TypeOf(l)
	if _, _, ok := asInt64(l); !ok {
		t = TypeInt32
		whole, err := Convert(l, t)
		if err != nil {
			t = TypeInt64
			if whole, err = Convert(l, t); err != nil {
				return nil, err
			}
		}
		l = whole
	}
	n, unsigned, _ := asInt64(l)
	mask := 31
	if sizeOf(t) == 8 {
		mask = 63
	}
	count &= mask
	switch {
	case op == opShiftLeft:
		n <<= count
	case unsigned:
		n = int64(uint64(n) >> count)
	default:
		n >>= count
	}
	return integerOf(t, n), nil
}

// BitNot is -bnot v.
func BitNot(v Value) (Value, error) {
	switch n := Base(v).(type) {
	case nil, nothing:
		return Int32(-1), nil
	case Enum:
		return Enum{EnumType: n.EnumType, Value: ^n.Value}, nil
	case int32:
		return Int32(^n), nil
	case int64:
		return ^n, nil
	case uint32:
		return ^n, nil
	case uint64:
		return ^n, nil
	case *big.Int:
		return new(big.Int).Not(n), nil
	case string:
		number, err := numberFor(n, Int32(0))
		if err != nil {
			return nil, err
		}
		return BitNot(number)
	default:
		i, err := Convert(n, TypeInt32)
		if err == nil {
			return BitNot(i)
		}
		if _, real := floatOf(n); real {
			if i, err := Convert(n, TypeInt64); err == nil {
				return BitNot(i)
			}
		}
		return nil, err
	}
}

// BitAnd is l -band r.
func BitAnd(l, r Value) (Value, error) { return bitwise(opAnd, Base(l), Base(r)) }

// BitOr is l -bor r.
func BitOr(l, r Value) (Value, error) { return bitwise(opOr, Base(l), Base(r)) }

// BitXor is l -bxor r.
func BitXor(l, r Value) (Value, error) { return bitwise(opXor, Base(l), Base(r)) }

// ShiftLeft is l -shl r.
func ShiftLeft(l, r Value) (Value, error) { return arithmetic(opShiftLeft, Base(l), Base(r)) }

// ShiftRight is l -shr r.
func ShiftRight(l, r Value) (Value, error) { return arithmetic(opShiftRight, Base(l), Base(r)) }

// bitwise: an enum on either side gives the other one, and the result, its type.
func bitwise(op operation, l, r Value) (Value, error) {
	if e, ok := r.(Enum); ok {
		if _, both := l.(Enum); !both && !IsNull(l) {
			other, err := Convert(l, e.EnumType)
			if err != nil {
				return nil, err
			}
			l = other
		}
	}
	return arithmetic(op, l, r)
}
