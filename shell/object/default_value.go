package object

import (
	"math/big"

	"github.com/shopspring/decimal"
)

// DefaultValue is what a variable or array element of type t holds before anybody assigned to it.
func DefaultValue(t *Type) Value {
	switch t {
	case TypeInt32:
		return Int32(0)
	case TypeBoolean:
		return false
	case TypeInt64:
		return int64(0)
	case TypeDouble:
		return float64(0)
	case TypeByte:
		return uint8(0)
	case TypeChar:
		return Char(0)
	case TypeDecimal:
		return decimal.Zero
	case TypeDateTime:
		return DateTime{}
	case TypeTimeSpan:
		return TimeSpan(0)
	case TypeGuid:
		return Guid{}
	}
	return otherDefault(t)
}

func otherDefault(t *Type) Value {
	switch t {
	case TypeSByte:
		return int8(0)
	case TypeInt16:
		return int16(0)
	case TypeUInt16:
		return uint16(0)
	case TypeUInt32:
		return uint32(0)
	case TypeUInt64:
		return uint64(0)
	case TypeSingle:
		return float32(0)
	case TypeBigInteger:
		return new(big.Int)
	case TypeDateTimeOffset:
		return DateTimeOffset{}
	case TypeSwitch:
		return Switch(false)
	}
	if t.kind == EnumType {
		return Enum{t, 0}
	}
	return nil
}

// newArray is [T[]]::new(length, …).
func newArray(t *Type, args []Value) (Value, error) {
	rank := max(t.rank, 1)
	if len(args) != rank {
		return nil, noOverload(constructorName, len(args))
	}
	lengths := make([]int, rank)
	total := 1
	for i, a := range args {
		n, err := ToInt(a)
		if err != nil {
			return nil, err
		}
		if n < 0 {
			return nil, wrapMethodError(NewException("System.OverflowException",
				"Arithmetic operation resulted in an overflow."), nil, constructorName, len(args))
		}
		lengths[i] = n
		if total *= n; total > maxElements {
			return nil, CheckLength(total)
		}
	}
	items := make([]Value, total)
	if zero := DefaultValue(t.elem); zero != nil {
		for i := range items {
			items[i] = zero
		}
	}
	if rank == 1 {
		return NewTypedArray(t.elem, items), nil
	}
	return &MultiArray{ArrayType: t, Lengths: lengths, Items: items}, nil
}

// MultiArray is a .NET array of several dimensions; the last index varies fastest.
type MultiArray struct {
	ArrayType *Type
	Lengths   []int
	Items     []Value
}

// Type implements Object.
func (a *MultiArray) Type() *Type { return a.ArrayType }

// Each implements Enumerable.
func (a *MultiArray) Each(yield func(Value) bool) error {
	for _, v := range a.Items {
		if !yield(v) {
			break
		}
	}
	return nil
}

// Offset is the position in Items of an element; ok is false when an index is out of range. Negative indices count from
// the end.
func (a *MultiArray) Offset(indices []int) (offset int, ok bool) {
	if len(indices) != len(a.Lengths) {
		return 0, false
	}
	for i, n := range indices {
		if n < 0 {
			n += a.Lengths[i]
		}
		if n < 0 || n >= a.Lengths[i] {
			return 0, false
		}
		offset = offset*a.Lengths[i] + n
	}
	return offset, true
}
