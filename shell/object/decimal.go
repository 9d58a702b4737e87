package object

import (
	"math"
	"math/big"
	"strconv"

	"github.com/shopspring/decimal"
)

// A System.Decimal is a coefficient of at most 96 bits with a scale of 0 to 28. Results that need more digits are
// rounded, half to even.

// maxDecimalScale is the largest number of digits after a Decimal's point.
const maxDecimalScale = 28

// maxCoefficient is 2^96-1.
var maxCoefficient = new(big.Int).Sub(new(big.Int).Lsh(big.NewInt(1), 96), big.NewInt(1))

var bigTen = big.NewInt(10)

// pow10 is 10^n.
func pow10(n int32) *big.Int { return new(big.Int).Exp(bigTen, big.NewInt(int64(n)), nil) }

// fitDecimal makes coefficient·10^exponent a Decimal, rounding digits away that do not fit; false if it is too large.
func fitDecimal(coefficient *big.Int, exponent int32) (Value, bool) {
	d, ok := fit(coefficient, exponent)
	if !ok {
		return nil, false
	}
	return d, true
}

func fit(coefficient *big.Int, exponent int32) (decimal.Decimal, bool) {
	if exponent > 0 {
		if exponent > 40 && coefficient.Sign() != 0 {
			return decimal.Decimal{}, false
		}
		if coefficient.Sign() != 0 {
			coefficient = new(big.Int).Mul(coefficient, pow10(exponent))
		}
		exponent = 0
	}
	drop := max(0, -exponent-maxDecimalScale)
	if over := int32(len(new(big.Int).Abs(coefficient).String())) - 29; over > drop {
		drop = over
	}
	for {
		c := coefficient
		if drop > 0 {
			c = roundedQuotient(coefficient, pow10(drop))
		}
		if c.CmpAbs(maxCoefficient) <= 0 {
			if exponent+drop > 0 {
				return decimal.Decimal{}, false
			}
			return decimal.NewFromBigInt(c, exponent+drop), true
		}
		drop++
	}
}

// roundedQuotient is a/b rounded half to even.
func roundedQuotient(a, b *big.Int) *big.Int {
	q, r := new(big.Int).QuoRem(a, b, new(big.Int))
	r.Abs(r).Lsh(r, 1)
	if c := r.CmpAbs(b); c > 0 || c == 0 && q.Bit(0) == 1 {
		if (a.Sign() < 0) != (b.Sign() < 0) {
			return q.Sub(q, big.NewInt(1))
		}
		return q.Add(q, big.NewInt(1))
	}
	return q
}

// decimalQuotient is l/r with .NET's scale: as small as it can be where the division is exact.
func decimalQuotient(l, r decimal.Decimal) (decimal.Decimal, bool) {
	scale := -l.Exponent() + r.Exponent()
	num, den := l.Coefficient(), r.Coefficient()
	if scale < 0 {
		num, scale = new(big.Int).Mul(num, pow10(-scale)), 0
	}
	if q, rem := new(big.Int).QuoRem(num, den, new(big.Int)); rem.Sign() == 0 {
		return fit(q, -scale)
	}
	// The widest quotient that fits, then without its trailing zeros.
	for extra := maxDecimalScale - scale; extra >= 0; extra-- {
		q := roundedQuotient(new(big.Int).Mul(num, pow10(extra)), den)
		if q.CmpAbs(maxCoefficient) <= 0 {
			return trimZeros(q, scale+extra), true
		}
	}
	return fit(roundedQuotient(num, den), -scale)
}

func trimZeros(c *big.Int, scale int32) decimal.Decimal {
	q, r := new(big.Int), new(big.Int)
	for scale > 0 {
		if q.QuoRem(c, bigTen, r); r.Sign() != 0 {
			break
		}
		c, scale = new(big.Int).Set(q), scale-1
	}
	return decimal.NewFromBigInt(c, -scale)
}

// decimalFromFloat is the conversion of a Double (15 significant digits) or Single (7) to Decimal.
func decimalFromFloat(f float64, digits int) (decimal.Decimal, bool) {
	if math.IsNaN(f) || math.IsInf(f, 0) || math.Abs(f) >= 7.9228162514264338e28 {
		return decimal.Decimal{}, false
	}
	if math.Abs(f) < 1e-28 {
		return decimal.Decimal{}, true
	}
	d, err := decimal.NewFromString(strconv.FormatFloat(f, 'e', digits-1, 64))
	if err != nil {
		return decimal.Decimal{}, false
	}
	rounded, ok := fit(d.Coefficient(), d.Exponent())
	if !ok {
		return rounded, false
	}
	return trimZeros(rounded.Coefficient(), -rounded.Exponent()), true
}

// decimalText is Decimal.ToString() under the invariant culture; trailing zeros of the scale are kept.
func decimalText(d decimal.Decimal) string {
	if d.Exponent() >= 0 {
		return d.String()
	}
	return d.StringFixed(-d.Exponent())
}
