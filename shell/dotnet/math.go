package dotnet

import (
	"math"
	"math/big"

	"github.com/shopspring/decimal"

	"github.com/partnershell/partnershell/shell/object"
)

// mathClass is System.Math.
func mathClass() class {
	c := class{
		staticProperties: getters{"PI": constant(math.Pi), "E": constant(math.E), "Tau": constant(2 * math.Pi)},
		statics:          mathOf(object.TypeDouble),
	}
	for name, f := range floatFunctions() {
		c.statics[name] = static(func(a args) object.Value { return f(a.float(0)) })
	}
	for name, f := range map[string]func(x, y float64) float64{"Atan2": math.Atan2, "IEEERemainder": math.Remainder} {
		c.statics[name] = static(func(a args) object.Value { return f(a.float(0), a.float(1)) })
	}
	c.statics["Pow"] = static(func(a args) object.Value { return math.Pow(a.float(0), a.float(1)) })
	c.statics["ScaleB"] = static(func(a args) object.Value { return math.Ldexp(a.float(0), a.int(1)) })
	c.statics["ILogB"] = static(func(a args) object.Value { return i32(math.Ilogb(a.float(0))) })
	c.statics["FusedMultiplyAdd"] = static(func(a args) object.Value { return math.FMA(a.float(0), a.float(1), a.float(2)) })
	c.statics["MaxMagnitude"] = static(func(a args) object.Value { return byMagnitude(a.float(0), a.float(1), true) })
	c.statics["MinMagnitude"] = static(func(a args) object.Value { return byMagnitude(a.float(0), a.float(1), false) })
	c.statics["SinCos"] = static(func(a args) object.Value {
		sin, cos := math.Sincos(a.float(0))
		return newValueTuple(sin, cos)
	})
	c.statics["Log"] = static(func(a args) object.Value {
		if a.has(1) {
			return logBase(a.float(0), a.float(1))
		}
		return math.Log(a.float(0))
	})
	c.statics["BigMul"] = static(bigMul)
	c.statics["Round"] = try(round)
	for name, f := range map[string]struct {
		real    func(float64) float64
		decimal func(decimal.Decimal) decimal.Decimal
	}{
		"Floor":    {math.Floor, decimal.Decimal.Floor},
		"Ceiling":  {math.Ceil, decimal.Decimal.Ceil},
		"Truncate": {math.Trunc, func(d decimal.Decimal) decimal.Decimal { return d.Truncate(0) }},
	} {
		c.statics[name] = static(func(a args) object.Value {
			if d, ok := a.at(0).(decimal.Decimal); ok {
				return f.decimal(d)
			}
			return f.real(a.float(0))
		})
	}
	return c
}

func floatFunctions() map[string]func(float64) float64 {
	return map[string]func(float64) float64{
		"Acos": math.Acos, "Acosh": math.Acosh, "Asin": math.Asin, "Asinh": math.Asinh, "Atan": math.Atan,
		"Atanh": math.Atanh, "Cbrt": math.Cbrt, "Cos": math.Cos, "Cosh": math.Cosh, "Exp": math.Exp,
		"Log10": math.Log10, "Log2": math.Log2, "Sin": math.Sin, "Sinh": math.Sinh, "Sqrt": math.Sqrt,
		"Tan": math.Tan, "Tanh": math.Tanh,
		"BitIncrement": func(f float64) float64 { return math.Nextafter(f, math.Inf(1)) },
		"BitDecrement": func(f float64) float64 { return math.Nextafter(f, math.Inf(-1)) },

		"ReciprocalEstimate":     func(f float64) float64 { return 1 / f },
		"ReciprocalSqrtEstimate": func(f float64) float64 { return 1 / math.Sqrt(f) },
	}
}

func logBase(x, base float64) float64 {
	switch {
	case math.IsNaN(x), math.IsNaN(base), base == 1:
		return math.NaN()
	case x != 1 && (base == 0 || math.IsInf(base, 1)):
		return math.NaN()
	case base == 10:
		return math.Log10(x)
	case base == 2:
		return math.Log2(x)
	}
	return math.Log(x) / math.Log(base)
}

// bigMul is the full product of two 32-bit numbers; of 64-bit ones the low half goes to a third argument.
func bigMul(a args) object.Value {
	switch x := a.at(0).(type) {
	case uint32:
		return uint64(x) * uint64(a.int64(1))
	case int32:
		return int64(x) * a.int64(1)
	}
	product := new(big.Int).Mul(big.NewInt(a.int64(0)), big.NewInt(a.int64(1)))
	if a.has(2) {
		_ = a.store(2, a.int64(0)*a.int64(1))
	}
	return new(big.Int).Rsh(product, 64).Int64()
}

// extreme is Max (direction 1) and Min (-1); a NaN wins.
func extreme(a args, direction int) object.Value {
	l, r := a.at(0), a.at(1)
	if f, ok := l.(float64); ok && math.IsNaN(f) {
		return l
	}
	if f, ok := r.(float64); ok && math.IsNaN(f) {
		return r
	}
	n, _ := object.Compare(l, r, false)
	if n*direction >= 0 {
		return l
	}
	return r
}

func clamp(a args) (object.Value, error) {
	v, low, high := a.at(0), a.at(1), a.at(2)
	if n, _ := object.Compare(low, high, false); n > 0 {
		return nil, object.NewException("System.ArgumentException", "'%s' cannot be greater than %s.", object.ToText(low), object.ToText(high))
	}
	if n, _ := object.Compare(v, low, false); n < 0 {
		return low, nil
	}
	if n, _ := object.Compare(v, high, false); n > 0 {
		return high, nil
	}
	return v, nil
}

// absolute is Abs; the smallest number of a signed type has no counterpart.
func absolute(v object.Value) (object.Value, error) {
	const message = "Negating the minimum value of a twos complement number is invalid."
	switch n := v.(type) {
	case float64:
		return math.Abs(n), nil
	case float32:
		return float32(math.Abs(float64(n))), nil
	case decimal.Decimal:
		return n.Abs(), nil
	case uint8, uint16, uint32, uint64:
		return n, nil
	}
	n, _ := toInt64(v)
	if n >= 0 {
		return v, nil
	}
	r := fitInteger(object.TypeOf(v), -n)
	if back, _ := toInt64(r); back < 0 {
		return nil, overflow(message)
	}
	return r, nil
}

func sign(v object.Value) int {
	switch n := v.(type) {
	case decimal.Decimal:
		return n.Sign()
	case float64, float32:
		f := toFloat(v)
		return boolInt(f > 0) - boolInt(f < 0)
	}
	n, _ := toInt64(v)
	return boolInt(n > 0) - boolInt(n < 0)
}

// divRem is DivRem(a, b): the quotient and the remainder, as a tuple or through a third argument.
func divRem(a args) (object.Value, error) {
	if a.int64(1) == 0 {
		return nil, object.NewException("System.DivideByZeroException", "Attempted to divide by zero.")
	}
	t := object.TypeOf(a.at(0))
	quotient, rest := fitInteger(t, a.int64(0)/a.int64(1)), fitInteger(t, a.int64(0)%a.int64(1))
	if a.has(2) {
		return quotient, a.store(2, rest)
	}
	return newValueTuple(quotient, rest), nil
}

// The numbers of System.MidpointRounding.
const (
	toEven = iota
	awayFromZero
	toZero
	toNegativeInfinity
	toPositiveInfinity
)

// round is Round(value[, digits][, mode]).
func round(a args) (object.Value, error) {
	digits, mode := 0, int64(toEven)
	for i := 1; i < len(a); i++ {
		switch v := a.at(i).(type) {
		case int32:
			digits = int(v)
		case object.Enum:
			mode = v.Value
		}
	}
	if d, ok := a.at(0).(decimal.Decimal); ok {
		if digits < 0 || digits > 28 {
			return nil, outOfRange("decimals", "Decimal can only round to between 0 and 28 digits of precision.")
		}
		return roundDecimal(d, int32(digits), mode), nil
	}
	if digits < 0 || digits > 15 {
		return nil, outOfRange("digits", "Rounding digits must be between 0 and 15, inclusive.")
	}
	f := a.float(0)
	if math.IsNaN(f) || math.IsInf(f, 0) || math.Abs(f) >= 1e16 {
		return f, nil
	}
	power := math.Pow10(digits)
	return roundFloat(f*power, mode) / power, nil
}

func roundFloat(f float64, mode int64) float64 {
	switch mode {
	case awayFromZero:
		return math.Round(f)
	case toZero:
		return math.Trunc(f)
	case toNegativeInfinity:
		return math.Floor(f)
	case toPositiveInfinity:
		return math.Ceil(f)
	}
	return math.RoundToEven(f)
}

func roundDecimal(d decimal.Decimal, digits int32, mode int64) decimal.Decimal {
	if -d.Exponent() <= digits {
		return d
	}
	switch mode {
	case awayFromZero:
		return d.Round(digits)
	case toZero:
		return d.Truncate(digits)
	case toNegativeInfinity:
		return d.RoundFloor(digits)
	case toPositiveInfinity:
		return d.RoundCeil(digits)
	}
	return d.RoundBank(digits)
}
