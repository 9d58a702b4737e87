package dotnet

import (
	"math"
	"math/big"

	"github.com/partnershell/partnershell/shell/object"
)

// createMethods are CreateChecked, CreateSaturating and CreateTruncating: a number of type t of any other number, where
// one that does not fit is an error, the nearest limit, or what its low bits are.
func createMethods(t *object.Type) methods {
	return methods{
		"CreateChecked":    try(func(a args) (object.Value, error) { return createNumber(t, a.at(0), checked) }),
		"CreateSaturating": try(func(a args) (object.Value, error) { return createNumber(t, a.at(0), saturating) }),
		"CreateTruncating": try(func(a args) (object.Value, error) { return createNumber(t, a.at(0), truncating) }),
	}
}

type outside int

const (
	checked outside = iota
	saturating
	truncating
)

func createNumber(t *object.Type, v object.Value, o outside) (object.Value, error) {
	switch t {
	case object.TypeDouble, object.TypeSingle, object.TypeDecimal:
		return object.Convert(v, t)
	}
	n, finite := truncated(v)
	if t == object.TypeBigInteger && finite {
		return n, nil
	}
	smallest, greatest := integerLimits(t)
	if finite && n.Cmp(smallest) >= 0 && n.Cmp(greatest) <= 0 {
		return integerOfBig(t, n), nil
	}
	switch {
	case o == checked:
		return nil, overflow("Arithmetic operation resulted in an overflow.")
	case !finite || o == saturating || isReal(v):
		// A floating number saturates when it is truncated, too.
		return integerOfBig(t, nearest(v, n, finite, smallest, greatest)), nil
	}
	return integerOfBig(t, n), nil
}

func isReal(v object.Value) bool {
	switch object.TypeOf(v) {
	case object.TypeDouble, object.TypeSingle, object.TypeDecimal:
		return true
	}
	return false
}

func nearest(v object.Value, n *big.Int, finite bool, smallest, greatest *big.Int) *big.Int {
	switch {
	case !finite && math.IsNaN(toFloat(v)):
		return new(big.Int)
	case !finite && toFloat(v) > 0, finite && n.Cmp(greatest) > 0:
		return greatest
	}
	return smallest
}

// truncated is a number without its fraction; false for infinities and NaN.
func truncated(v object.Value) (*big.Int, bool) {
	if isReal(v) {
		switch f := toFloat(v); {
		case math.IsNaN(f) || math.IsInf(f, 0):
			return nil, false
		case object.TypeOf(v) != object.TypeDecimal:
			n, _ := big.NewFloat(math.Trunc(f)).Int(nil)
			return n, true
		}
		return args{v}.dec(0).Truncate(0).BigInt(), true
	}
	return rounded(v)
}

func integerLimits(t *object.Type) (smallest, greatest *big.Int) {
	bits := uint(integerWidth(t))
	if isSigned(t) {
		greatest = new(big.Int).Lsh(big.NewInt(1), bits-1)
		return new(big.Int).Neg(greatest), greatest.Sub(greatest, big.NewInt(1))
	}
	greatest = new(big.Int).Lsh(big.NewInt(1), bits)
	return new(big.Int), greatest.Sub(greatest, big.NewInt(1))
}

// integerOfBig keeps the low bits.
func integerOfBig(t *object.Type, n *big.Int) object.Value {
	low := new(big.Int).And(n, new(big.Int).SetUint64(math.MaxUint64))
	return fitInteger(t, int64(low.Uint64()))
}
