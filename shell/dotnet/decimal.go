package dotnet

import (
	"math/big"

	"github.com/shopspring/decimal"

	"github.com/partnershell/partnershell/shell/object"
)

// maxDecimal is the largest System.Decimal: 2^96-1.
func maxDecimal() decimal.Decimal {
	n := new(big.Int).Lsh(big.NewInt(1), 96)
	return decimal.NewFromBigInt(n.Sub(n, big.NewInt(1)), 0)
}

// decimalClass is what Decimal has beyond other numbers.
func decimalClass() class {
	one := decimal.NewFromInt(1)
	operation := func(f func(l, r object.Value) (object.Value, error)) method {
		return try(func(a args) (object.Value, error) { return f(a.at(0), a.at(1)) })
	}
	c := class{
		new: try(newDecimal),
		staticProperties: getters{
			"MaxValue": value(func() object.Value { return maxDecimal() }),
			"MinValue": value(func() object.Value { return maxDecimal().Neg() }),
			"One":      constant(one), "Zero": constant(decimal.Zero), "MinusOne": constant(one.Neg()),
		},
		properties: getters{
			"Scale": get(func(d decimal.Decimal) object.Value { return uint8(max(0, -int(d.Exponent()))) }),
		},
		statics: methods{
			"Add": operation(object.Add), "Subtract": operation(object.Subtract), "Multiply": operation(object.Multiply),
			"Divide": operation(object.Divide), "Remainder": operation(object.Modulo),
			"Compare":        static(func(a args) object.Value { return i32(a.dec(0).Cmp(a.dec(1))) }),
			"Equals":         static(func(a args) object.Value { return a.dec(0).Equal(a.dec(1)) }),
			"Negate":         static(func(a args) object.Value { return a.dec(0).Neg() }),
			"Truncate":       static(func(a args) object.Value { return a.dec(0).Truncate(0) }),
			"Floor":          static(func(a args) object.Value { return a.dec(0).Floor() }),
			"Ceiling":        static(func(a args) object.Value { return a.dec(0).Ceil() }),
			"Round":          try(round),
			"GetBits":        static(decimalBits),
			"ToSingle":       static(func(a args) object.Value { return float32(a.dec(0).InexactFloat64()) }),
			"ToDouble":       static(func(a args) object.Value { return a.dec(0).InexactFloat64() }),
			"IsNegative":     static(func(a args) object.Value { return a.dec(0).IsNegative() }),
			"IsPositive":     static(func(a args) object.Value { return !a.dec(0).IsNegative() }),
			"IsInteger":      static(func(a args) object.Value { return a.dec(0).IsInteger() }),
			"IsCanonical":    static(func(a args) object.Value { return true }),
			"IsEvenInteger":  static(func(a args) object.Value { return a.dec(0).Mod(decimal.NewFromInt(2)).IsZero() }),
			"IsOddInteger":   static(func(a args) object.Value { return a.dec(0).Mod(decimal.NewFromInt(2)).Abs().Equal(one) }),
			"MaxMagnitude":   static(func(a args) object.Value { return decimalMagnitude(a, 1) }),
			"MinMagnitude":   static(func(a args) object.Value { return decimalMagnitude(a, -1) }),
			"FromOACurrency": static(func(a args) object.Value { return decimal.New(a.int64(0), -4) }),
			"ToOACurrency":   static(func(a args) object.Value { return a.dec(0).Shift(4).Round(0).IntPart() }),
		},
	}
	for name, t := range map[string]*object.Type{"ToByte": object.TypeByte, "ToSByte": object.TypeSByte, "ToInt16": object.TypeInt16,
		"ToUInt16": object.TypeUInt16, "ToInt32": object.TypeInt32, "ToUInt32": object.TypeUInt32, "ToInt64": object.TypeInt64,
		"ToUInt64": object.TypeUInt64} {
		c.statics[name] = try(func(a args) (object.Value, error) {
			return integerOf(a.dec(0).Truncate(0).BigInt(), t)
		})
	}
	return c
}

// newDecimal is a decimal of another number, of the words that GetBits gives, or of three words, sign and scale.
func newDecimal(a args) (object.Value, error) {
	words := a
	if bits, ok := a.at(0).(*object.Array); ok {
		if len(bits.Items) != 4 {
			return nil, object.NewException("System.ArgumentException", "Decimal constructor requires an array or span of four valid decimal bytes.")
		}
		flags := uint32(args(bits.Items).int(3))
		words = args{bits.Items[0], bits.Items[1], bits.Items[2], flags>>31 == 1, uint8(flags >> 16)}
	}
	if len(words) != 5 {
		return object.Convert(a.at(0), object.TypeDecimal)
	}
	if words.int(4) > 28 {
		return nil, outOfRange("scale", "Decimal's scale value must be between 0 and 28, inclusive.")
	}
	n := new(big.Int)
	for i := 2; i >= 0; i-- {
		n.Lsh(n, 32).Or(n, big.NewInt(int64(uint32(words.int(i)))))
	}
	if words.bool(3) {
		n.Neg(n)
	}
	return decimal.NewFromBigInt(n, -int32(words.int(4))), nil
}

func decimalMagnitude(a args, direction int) object.Value {
	if a.dec(0).Abs().Cmp(a.dec(1).Abs())*direction >= 0 {
		return a.at(0)
	}
	return a.at(1)
}

// decimalBits is Decimal.GetBits: three words of the coefficient, then sign and scale.
func decimalBits(a args) object.Value {
	d := a.dec(0)
	coefficient, scale := new(big.Int).Set(d.Coefficient()), -int(d.Exponent())
	if scale < 0 {
		coefficient.Mul(coefficient, new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(-scale)), nil))
		scale = 0
	}
	flags := uint32(scale) << 16
	if coefficient.Sign() < 0 {
		flags |= 1 << 31
		coefficient.Neg(coefficient)
	}
	items := make([]object.Value, 4)
	for i := range 3 {
		items[i] = object.Int32(int32(uint32(new(big.Int).Rsh(coefficient, uint(32*i)).Uint64())))
	}
	items[3] = object.Int32(int32(flags))
	return object.NewTypedArray(object.TypeInt32, items)
}
