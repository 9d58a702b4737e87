package object

import (
	"math"
	"math/big"

	"github.com/shopspring/decimal"
)

// isBigOperation reports operands that BigInteger's operators take: it stands on the left, or on the right of a
// primitive.
func isBigOperation(l, r Value) bool {
	if _, ok := l.(*big.Int); ok {
		return true
	}
	_, isDecimal := l.(decimal.Decimal)
	_, ok := r.(*big.Int)
	return ok && !isDecimal && isPrimitive(TypeOf(l))
}

func bigArithmetic(op operation, l, r Value) (Value, error) {
	a, err := operandAs(op, l, TypeBigInteger, 0)
	if err != nil {
		return nil, err
	}
	if op >= opShiftLeft {
		n, err := operandAs(op, r, TypeInt32, 1)
		if err != nil {
			return nil, err
		}
		return bigShift(op, a.(*big.Int), int(n.(int32))), nil
	}
	b, err := operandAs(op, r, TypeBigInteger, 1)
	if err != nil {
		return nil, err
	}
	x, y, z := a.(*big.Int), b.(*big.Int), new(big.Int)
	switch op {
	case opAdd:
		return z.Add(x, y), nil
	case opSubtract:
		return z.Sub(x, y), nil
	case opMultiply:
		return z.Mul(x, y), nil
	case opAnd:
		return z.And(x, y), nil
	case opOr:
		return z.Or(x, y), nil
	case opXor:
		return z.Xor(x, y), nil
	}
	if y.Sign() == 0 {
		return nil, operatorThrew(op, NewException("System.DivideByZeroException", "Attempted to divide by zero."))
	}
	if op == opModulo {
		return z.Rem(x, y), nil
	}
	return z.Quo(x, y), nil
}

func bigShift(op operation, x *big.Int, n int) *big.Int {
	if n < 0 {
		n = -n
		op = opShiftLeft + opShiftRight - op
	}
	if op == opShiftLeft {
		return new(big.Int).Lsh(x, uint(min(n, 1<<24)))
	}
	return new(big.Int).Rsh(x, uint(n))
}

// operatorThrew is the record of an exception in an operator method.
func operatorThrew(op operation, e *Exception) *ErrorRecord {
	record := NewError("System.Management.Automation.MethodInvocationException", e.Class.Name(), NotSpecified,
		"Exception calling \"%s\" with \"2\" argument(s): \"%s\"", op.method(), e.Message)
	record.Exception.Inner = e
	return record
}

// applyMoment is the arithmetic of dates and time spans.
func applyMoment(op operation, l, r Value) (result Value, done bool, err error) {
	switch a := l.(type) {
	case DateTime:
		if op == opAdd || op == opSubtract {
			result, err = dateArithmetic(op, a, r)
			return result, true, err
		}
	case DateTimeOffset:
		if op == opAdd || op == opSubtract {
			result, err = offsetArithmetic(op, a, r)
			return result, true, err
		}
	case TimeSpan:
		if op <= opDivide {
			result, err = spanArithmetic(op, a, r)
			return result, true, err
		}
	default:
		if span, ok := r.(TimeSpan); ok && op == opMultiply && isPlainNumber(l) {
			result, err = scaleSpan(op, span, toFloat(l))
			return result, true, err
		}
	}
	return nil, false, nil
}

// ambiguous says that both overloads of an operator would do.
func ambiguous(op operation) error {
	return NewError(methodException, "MethodCountCouldNotFindBest", NotSpecified,
		"Multiple ambiguous overloads found for \"%s\" and the argument count: \"2\".", op.method())
}

func dateArithmetic(op operation, d DateTime, r Value) (Value, error) {
	switch b := r.(type) {
	case DateTime:
		if op == opSubtract {
			return TimeSpan(d.Ticks - b.Ticks), nil
		}
	case TimeSpan:
		return d.add(op, b)
	default:
		if op == opSubtract {
			return nil, ambiguous(op)
		}
	}
	span, err := operandAs(op, r, TypeTimeSpan, 1)
	if err != nil {
		return nil, err
	}
	return d.add(op, span.(TimeSpan))
}

func (d DateTime) add(op operation, span TimeSpan) (Value, error) {
	if op == opSubtract {
		span = -span
	}
	ticks := d.Ticks + int64(span)
	if ticks < 0 || ticks > MaxTicks {
		return nil, operatorThrew(op, NewException("System.ArgumentOutOfRangeException",
			"The added or subtracted value results in an un-representable DateTime. (Parameter 't')"))
	}
	return DateTime{Ticks: ticks, Kind: d.Kind}, nil
}

func offsetArithmetic(op operation, d DateTimeOffset, r Value) (Value, error) {
	if b, ok := r.(DateTimeOffset); ok && op == opSubtract {
		return TimeSpan(d.UTCTicks() - b.UTCTicks()), nil
	}
	if b, ok := r.(DateTime); ok && op == opSubtract {
		return TimeSpan(d.UTCTicks() - OffsetOf(b).UTCTicks()), nil
	}
	if _, ok := r.(TimeSpan); !ok && op == opSubtract {
		return nil, ambiguous(op)
	}
	span, err := operandAs(op, r, TypeTimeSpan, 1)
	if err != nil {
		return nil, err
	}
	moved, err := DateTime{Ticks: d.Ticks}.add(op, span.(TimeSpan))
	if err != nil {
		return nil, err
	}
	return DateTimeOffset{Ticks: moved.(DateTime).Ticks, OffsetMinutes: d.OffsetMinutes}, nil
}

func spanArithmetic(op operation, t TimeSpan, r Value) (Value, error) {
	if op == opMultiply || op == opDivide {
		if b, ok := r.(TimeSpan); ok && op == opDivide {
			return float64(t) / float64(b), nil
		}
		f, err := operandAs(op, r, TypeDouble, 1)
		if err != nil {
			return nil, err
		}
		return scaleSpan(op, t, f.(float64))
	}
	b, err := operandAs(op, r, TypeTimeSpan, 1)
	if err != nil {
		return nil, err
	}
	n, ok := int64Arithmetic(op, int64(t), int64(b.(TimeSpan)))
	if !ok {
		return nil, operatorThrew(op, errSpanOverflow())
	}
	return TimeSpan(n), nil
}

func errSpanOverflow() *Exception {
	return NewException("System.OverflowException", "TimeSpan overflowed because the duration is too long.")
}

func scaleSpan(op operation, t TimeSpan, f float64) (Value, error) {
	if math.IsNaN(f) {
		return nil, operatorThrew(op, NewException("System.ArgumentException",
			"TimeSpan does not accept floating point Not-a-Number values. (Parameter '%s')",
			map[operation]string{opMultiply: "factor", opDivide: "divisor"}[op]))
	}
	ticks := float64(t) * f
	if op == opDivide {
		ticks = float64(t) / f
	}
	ticks = math.RoundToEven(ticks)
	if math.IsNaN(ticks) || ticks >= math.MaxInt64 || ticks < math.MinInt64 {
		return nil, operatorThrew(op, errSpanOverflow())
	}
	return TimeSpan(int64(ticks)), nil
}
