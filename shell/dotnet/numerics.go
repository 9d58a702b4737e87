package dotnet

import (
	"math"
	"math/big"
	"slices"

	"github.com/partnershell/partnershell/shell/object"
)

func bigAt(a args, i int) *big.Int {
	if n, ok := a.at(i).(*big.Int); ok {
		return n
	}
	return new(big.Int)
}

// bigIntegerClass is System.Numerics.BigInteger.
func bigIntegerClass() class {
	binary := func(f func(z, x, y *big.Int) *big.Int) method {
		return static(func(a args) object.Value { return f(new(big.Int), bigAt(a, 0), bigAt(a, 1)) })
	}
	divide := func(f func(z, x, y *big.Int) *big.Int) method {
		return try(func(a args) (object.Value, error) {
			if bigAt(a, 1).Sign() == 0 {
				return nil, object.NewException("System.DivideByZeroException", "Attempted to divide by zero.")
			}
			return f(new(big.Int), bigAt(a, 0), bigAt(a, 1)), nil
		})
	}
	is := func(f func(*big.Int) bool) getter { return get(func(n *big.Int) object.Value { return f(n) }) }
	c := class{
		new: try(func(a args) (object.Value, error) {
			if b, ok := a.bytes(0); ok {
				return bigOfBytes(b), nil
			}
			n, ok := rounded(a.at(0))
			if !ok {
				return nil, overflow("BigInteger cannot represent infinity.")
			}
			return n, nil
		}),
		staticProperties: getters{"One": constant(big.NewInt(1)), "Zero": constant(new(big.Int)), "MinusOne": constant(big.NewInt(-1))},
		properties: getters{
			"IsOne": is(func(n *big.Int) bool { return n.IsInt64() && n.Int64() == 1 }), "IsZero": is(func(n *big.Int) bool { return n.Sign() == 0 }),
			"IsEven": is(func(n *big.Int) bool { return n.Bit(0) == 0 }), "Sign": get(func(n *big.Int) object.Value { return i32(n.Sign()) }),
			"IsPowerOfTwo": is(isPowerOfTwo),
		},
		methods: methods{"ToString": formatMethod,
			"GetByteCount": do(func(n *big.Int, a args) object.Value { return i32(len(bytesOfBig(n))) }),
			"GetBitLength": do(func(n *big.Int, _ args) object.Value {
				if n.Sign() < 0 {
					n = new(big.Int).Not(n)
				}
				return int64(n.BitLen())
			}),
			"ToByteArray": do(func(n *big.Int, a args) object.Value {
				b := bytesOfBig(n)
				if a.bool(0) && len(b) > 1 && b[len(b)-1] == 0 {
					b = b[:len(b)-1]
				}
				if a.bool(1) {
					slices.Reverse(b)
				}
				return byteArray(b)
			})},
		statics: merge(merge(bigIntegerStatics(), createMethods(object.TypeBigInteger)), methods{
			"Add": binary((*big.Int).Add), "Subtract": binary((*big.Int).Sub), "Multiply": binary((*big.Int).Mul),
			"Divide": divide((*big.Int).Quo), "Remainder": divide((*big.Int).Rem), "GreatestCommonDivisor": binary(func(z, x, y *big.Int) *big.Int {
				return z.GCD(nil, nil, new(big.Int).Abs(x), new(big.Int).Abs(y))
			}),
			"Pow": try(func(a args) (object.Value, error) {
				if a.int(1) < 0 {
					return nil, outOfRange("exponent", "The number must be greater than or equal to zero.")
				}
				return new(big.Int).Exp(bigAt(a, 0), big.NewInt(a.int64(1)), nil), nil
			}),
			"ModPow":  static(func(a args) object.Value { return new(big.Int).Exp(bigAt(a, 0), bigAt(a, 1), bigAt(a, 2)) }),
			"Negate":  static(func(a args) object.Value { return new(big.Int).Neg(bigAt(a, 0)) }),
			"Abs":     static(func(a args) object.Value { return new(big.Int).Abs(bigAt(a, 0)) }),
			"Compare": static(func(a args) object.Value { return i32(bigAt(a, 0).Cmp(bigAt(a, 1))) }),
			"Max":     static(func(a args) object.Value { return extreme(a, 1) }), "Min": static(func(a args) object.Value { return extreme(a, -1) }),
			"Log10":    static(func(a args) object.Value { return bigLog(bigAt(a, 0)) / math.Ln10 }),
			"Parse":    try(func(a args) (object.Value, error) { return parseNumber(object.TypeBigInteger, a) }),
			"TryParse": try(func(a args) (object.Value, error) { return tryParseNumber(object.TypeBigInteger, a) }),
		}),
	}
	return c
}

// bytesOfBig is two's complement, least significant byte first, as short as it can be.
func bytesOfBig(n *big.Int) []byte {
	width := n.BitLen()/8 + 1
	v := n
	if n.Sign() < 0 {
		v = new(big.Int).Add(n, new(big.Int).Lsh(big.NewInt(1), uint(8*width)))
	}
	b := v.FillBytes(make([]byte, width))
	for i, j := 0, len(b)-1; i < j; i, j = i+1, j-1 {
		b[i], b[j] = b[j], b[i]
	}
	return b
}

func bigOfBytes(b []byte) *big.Int {
	reversed := make([]byte, len(b))
	for i, x := range b {
		reversed[len(b)-1-i] = x
	}
	n := new(big.Int).SetBytes(reversed)
	if len(b) > 0 && b[len(b)-1]&0x80 != 0 {
		n.Sub(n, new(big.Int).Lsh(big.NewInt(1), uint(8*len(b))))
	}
	return n
}
