package dotnet

import (
	"math"
	"math/big"
	"math/bits"

	"github.com/shopspring/decimal"

	"github.com/partnershell/partnershell/shell/object"
)

// numberClass is Int32, Double, Decimal and the other numeric types.
func numberClass(t *object.Type) class {
	c := class{
		methods: methods{
			"ToString": formatMethod,
			"Equals":   func(r object.Value, a args) (object.Value, error) { return equals(r, a.at(0)), nil },
		},
		statics: methods{
			"Parse":    try(func(a args) (object.Value, error) { return parseNumber(t, a) }),
			"TryParse": try(func(a args) (object.Value, error) { return tryParseNumber(t, a) }),
		},
		staticProperties: limits(t),
	}
	for name, f := range merge(mathOf(t), createMethods(t)) {
		c.statics[name] = f
	}
	switch t {
	case object.TypeDouble, object.TypeSingle:
		return floatClass(t).over(c)
	case object.TypeDecimal:
		return decimalClass().over(c)
	}
	return integerClass(t).over(c)
}

// formatMethod is IFormattable.ToString(format, culture) in its four forms.
func formatMethod(recv object.Value, a args) (object.Value, error) {
	format, culture := "", object.CurrentCulture
	for i := range a {
		if text, ok := a.at(i).(string); ok {
			format = text
		} else if c := providerCulture(a.at(i)); c != nil {
			culture = c
		}
	}
	text, err := object.FormatValue(recv, format, culture)
	if err != nil {
		return nil, err
	}
	return text, nil
}

// parseNumber is T.Parse(text[, styles][, culture]).
func parseNumber(t *object.Type, a args) (object.Value, error) {
	text, ok := a.at(0).(string)
	if !ok {
		return nil, argumentNull("s")
	}
	styles, culture := int64(-1), object.CurrentCulture
	for i := 1; i < len(a); i++ {
		if e, ok := a.at(i).(object.Enum); ok {
			styles = e.Value
		} else if c := providerCulture(a.at(i)); c != nil {
			culture = c
		}
	}
	return parseNumberText(text, t, styles, culture)
}

func tryParseNumber(t *object.Type, a args) (object.Value, error) {
	last := len(a) - 1
	v, err := parseNumber(t, a[:last])
	if err != nil {
		return false, a.store(last, object.DefaultValue(t))
	}
	return true, a.store(last, v)
}

// limits are MinValue and MaxValue, and the special values of floating types.
func limits(t *object.Type) getters {
	pair := func(lo, hi object.Value) getters {
		return getters{"MinValue": constant(lo), "MaxValue": constant(hi)}
	}
	switch t {
	case object.TypeInt32:
		return pair(int32(math.MinInt32), int32(math.MaxInt32))
	case object.TypeInt64:
		return pair(int64(math.MinInt64), int64(math.MaxInt64))
	case object.TypeByte:
		return pair(uint8(0), uint8(math.MaxUint8))
	case object.TypeSByte:
		return pair(int8(math.MinInt8), int8(math.MaxInt8))
	case object.TypeInt16:
		return pair(int16(math.MinInt16), int16(math.MaxInt16))
	case object.TypeUInt16:
		return pair(uint16(0), uint16(math.MaxUint16))
	case object.TypeUInt32:
		return pair(uint32(0), uint32(math.MaxUint32))
	case object.TypeUInt64:
		return pair(uint64(0), uint64(math.MaxUint64))
	}
	return nil
}

// floatClass is what Double and Single have beyond other numbers.
func floatClass(t *object.Type) class {
	wrap := func(f float64) object.Value { return f }
	limits := getters{"MinValue": constant(-math.MaxFloat64), "MaxValue": constant(math.MaxFloat64),
		"Epsilon": constant(math.SmallestNonzeroFloat64)}
	if t == object.TypeSingle {
		wrap = func(f float64) object.Value { return float32(f) }
		limits = getters{"MinValue": constant(float32(-math.MaxFloat32)), "MaxValue": constant(float32(math.MaxFloat32)),
			"Epsilon": constant(float32(math.SmallestNonzeroFloat32))}
	}
	for name, f := range map[string]float64{"NaN": math.NaN(), "PositiveInfinity": math.Inf(1),
		"NegativeInfinity": math.Inf(-1), "Pi": math.Pi, "E": math.E, "Tau": 2 * math.Pi} {
		limits[name] = constant(wrap(f))
	}
	test := func(f func(float64) bool) method {
		return static(func(a args) object.Value { return f(toFloat(a.at(0))) })
	}
	return class{staticProperties: limits, statics: merge(floatMath(wrap), methods{
		"IsNaN":              test(math.IsNaN),
		"IsInfinity":         test(func(f float64) bool { return math.IsInf(f, 0) }),
		"IsPositiveInfinity": test(func(f float64) bool { return math.IsInf(f, 1) }),
		"IsNegativeInfinity": test(func(f float64) bool { return math.IsInf(f, -1) }),
		"IsFinite":           test(func(f float64) bool { return !math.IsInf(f, 0) && !math.IsNaN(f) }),
		"IsNegative":         test(math.Signbit),
		"IsPositive":         test(func(f float64) bool { return !math.Signbit(f) }),
		"IsInteger":          test(func(f float64) bool { return f == math.Trunc(f) && !math.IsInf(f, 0) }),
		"IsEvenInteger":      test(func(f float64) bool { return math.Mod(f, 2) == 0 }),
		"IsOddInteger":       test(func(f float64) bool { return math.Abs(math.Mod(f, 2)) == 1 }),
	})}
}

// toFloat reads any number.
func toFloat(v object.Value) float64 {
	switch n := v.(type) {
	case float64:
		return n
	case float32:
		return float64(n)
	case decimal.Decimal:
		return n.InexactFloat64()
	case uint64:
		return float64(n)
	case *big.Int:
		f, _ := new(big.Float).SetInt(n).Float64()
		return f
	}
	n, _ := toInt64(v)
	return float64(n)
}

// integerClass is what the integer types have beyond other numbers.
func integerClass(t *object.Type) class {
	width := integerWidth(t)
	unsigned := func(v object.Value) uint64 {
		n, _ := toInt64(v)
		return uint64(n) << (64 - width) >> (64 - width)
	}
	count := func(f func(uint64) int) method {
		return static(func(a args) object.Value { return fitInteger(t, int64(f(unsigned(a.at(0))))) })
	}
	rotate := func(sign int) method {
		return static(func(a args) object.Value {
			n, k := unsigned(a.at(0)), ((sign*a.int(1))%width+width)%width
			return fitInteger(t, int64(n<<k|n>>(width-k)))
		})
	}
	return class{statics: methods{
		"IsEvenInteger":     static(func(a args) object.Value { return a.int64(0)%2 == 0 }),
		"IsOddInteger":      static(func(a args) object.Value { return a.int64(0)%2 != 0 }),
		"IsNegative":        static(func(a args) object.Value { return a.int64(0) < 0 && isSigned(t) }),
		"IsPositive":        static(func(a args) object.Value { return a.int64(0) >= 0 || !isSigned(t) }),
		"IsPow2":            static(func(a args) object.Value { return a.int64(0) > 0 && bits.OnesCount64(unsigned(a.at(0))) == 1 }),
		"PopCount":          count(bits.OnesCount64),
		"LeadingZeroCount":  count(func(n uint64) int { return bits.LeadingZeros64(n) - (64 - width) }),
		"TrailingZeroCount": count(func(n uint64) int { return min(bits.TrailingZeros64(n), width) }),
		"Log2":              count(func(n uint64) int { return bits.Len64(n) - 1 }),
		"RotateLeft":        rotate(1),
		"RotateRight":       rotate(-1),
		"MaxMagnitude":      static(func(a args) object.Value { return integerMagnitude(a, true) }),
		"MinMagnitude":      static(func(a args) object.Value { return integerMagnitude(a, false) }),
		"BigMul":            static(bigMul),
	}}
}

// integerMagnitude is the argument that is further from zero, or the nearer one; of equals the greater or the smaller.
func integerMagnitude(a args, larger bool) object.Value {
	x, y := a.int64(0), a.int64(1)
	switch {
	case x == -y:
		return map[bool]object.Value{larger: a.at(0), !larger: a.at(1)}[x > y]
	case (max(x, -x) > max(y, -y)) == larger:
		return a.at(0)
	}
	return a.at(1)
}

func isSigned(t *object.Type) bool {
	switch t {
	case object.TypeInt32, object.TypeInt64, object.TypeInt16, object.TypeSByte:
		return true
	}
	return false
}

// fitInteger makes an integer of type t, keeping the low bits.
func fitInteger(t *object.Type, n int64) object.Value {
	switch t {
	case object.TypeInt64:
		return n
	case object.TypeByte:
		return uint8(n)
	case object.TypeSByte:
		return int8(n)
	case object.TypeInt16:
		return int16(n)
	case object.TypeUInt16:
		return uint16(n)
	case object.TypeUInt32:
		return uint32(n)
	case object.TypeUInt64:
		return uint64(n)
	}
	return object.Int32(int32(n))
}

// mathOf are the static methods that every numeric type has for itself ([int]::Max).
func mathOf(t *object.Type) methods {
	return methods{
		"Max":      try(func(a args) (object.Value, error) { return extreme(a, 1), nil }),
		"Min":      try(func(a args) (object.Value, error) { return extreme(a, -1), nil }),
		"Clamp":    try(clamp),
		"Abs":      try(func(a args) (object.Value, error) { return absolute(a.at(0)) }),
		"Sign":     try(func(a args) (object.Value, error) { return i32(sign(a.at(0))), nil }),
		"CopySign": static(func(a args) object.Value { return math.Copysign(toFloat(a.at(0)), toFloat(a.at(1))) }),
		"DivRem":   try(divRem),
	}
}
