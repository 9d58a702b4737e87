package dotnet

import (
	"math"
	"math/big"
	"math/bits"

	"github.com/partnershell/partnershell/shell/object"
)

// bigIntegerStatics are the static methods of BigInteger that every integer of .NET has.
func bigIntegerStatics() methods {
	test := func(f func(*big.Int) bool) method {
		return static(func(a args) object.Value { return f(bigAt(a, 0)) })
	}
	count := func(f func(*big.Int) int) method {
		return static(func(a args) object.Value { return big.NewInt(int64(f(bigAt(a, 0)))) })
	}
	magnitude := func(direction int) method {
		return static(func(a args) object.Value {
			x, y := bigAt(a, 0), bigAt(a, 1)
			if x.CmpAbs(y)*direction >= 0 {
				return x
			}
			return y
		})
	}
	return methods{
		"IsEvenInteger": test(func(n *big.Int) bool { return n.Bit(0) == 0 }),
		"IsOddInteger":  test(func(n *big.Int) bool { return n.Bit(0) == 1 }),
		"IsNegative":    test(func(n *big.Int) bool { return n.Sign() < 0 }),
		"IsPositive":    test(func(n *big.Int) bool { return n.Sign() >= 0 }),
		"IsPow2":        test(isPowerOfTwo),
		"Log2":          count(func(n *big.Int) int { return max(0, n.BitLen()-1) }),
		"PopCount": count(func(n *big.Int) (ones int) {
			for _, word := range n.Bits() {
				ones += bits.OnesCount(uint(word))
			}
			return ones
		}),
		"TrailingZeroCount": count(func(n *big.Int) int { return int(n.TrailingZeroBits()) }),
		"LeadingZeroCount":  count(func(n *big.Int) int { return (32 - n.BitLen()%32) % 32 }),
		"MaxMagnitude":      magnitude(1), "MinMagnitude": magnitude(-1),
		"Clamp": try(clampBig),
		"CopySign": static(func(a args) object.Value {
			n := new(big.Int).Abs(bigAt(a, 0))
			if bigAt(a, 1).Sign() < 0 {
				n.Neg(n)
			}
			return n
		}),
		"DivRem": try(func(a args) (object.Value, error) {
			if bigAt(a, 1).Sign() == 0 {
				return nil, object.NewException("System.DivideByZeroException", "Attempted to divide by zero.")
			}
			quotient, rest := new(big.Int).QuoRem(bigAt(a, 0), bigAt(a, 1), new(big.Int))
			if a.has(2) {
				return quotient, a.store(2, rest)
			}
			return newValueTuple(quotient, rest), nil
		}),
		"Log": static(func(a args) object.Value {
			if a.has(1) {
				return bigLog(bigAt(a, 0)) / math.Log(a.float(1))
			}
			return bigLog(bigAt(a, 0))
		}),
	}
}

func isPowerOfTwo(n *big.Int) bool { return n.Sign() > 0 && n.TrailingZeroBits() == uint(n.BitLen()-1) }

// bigLog is the natural logarithm, of numbers beyond a double's range too.
func bigLog(n *big.Int) float64 {
	shift := max(0, n.BitLen()-1000)
	small, _ := new(big.Float).SetInt(new(big.Int).Rsh(n, uint(shift))).Float64()
	return math.Log(small) + float64(shift)*math.Ln2
}

func clampBig(a args) (object.Value, error) {
	v, low, high := bigAt(a, 0), bigAt(a, 1), bigAt(a, 2)
	switch {
	case low.Cmp(high) > 0:
		return nil, object.NewException("System.ArgumentException", "'%s' cannot be greater than %s.", low, high)
	case v.Cmp(low) < 0:
		return low, nil
	case v.Cmp(high) > 0:
		return high, nil
	}
	return v, nil
}
