package object

import (
	"math/big"
	"strings"

	"github.com/shopspring/decimal"
)

// Comparable is implemented by Object types that are IComparable. other is what the right operand became when
// converted to the left one's type.
type Comparable interface {
	CompareTo(other Value) (int, error)
}

// Equatable is implemented by Object types whose Equals is not identity.
type Equatable interface {
	EqualTo(other Value) bool
}

// Equal is -eq of two scalars; collections are compared as objects (see OpEq for filtering).
func Equal(l, r Value, ignoreCase bool) bool {
	switch a := l.(type) {
	case int32:
		if b, ok := r.(int32); ok {
			return a == b
		}
	case string:
		if b, ok := r.(string); ok {
			return EqualText(a, b, ignoreCase)
		}
		if IsNull(r) {
			return false
		}
		return EqualText(a, ToText(r), ignoreCase)
	}
	return equalOther(Base(l), Base(r), ignoreCase)
}

func equalOther(l, r Value, ignoreCase bool) bool {
	if IsNull(l) || IsNull(r) {
		return isNullLike(l) && isNullLike(r)
	}
	if s, ok := l.(string); ok {
		return EqualText(s, ToText(r), ignoreCase)
	}
	if same(l, r) {
		return true
	}
	if isPlainNumber(l) && isPlainNumber(r) {
		order, ok := compareNumbers(l, r)
		return ok && order == 0
	}
	if e, ok := l.(Enum); ok {
		if b, isBool := r.(bool); isBool {
			return ToBool(e) == b
		}
	}
	if c, ok := l.(Char); ok && ignoreCase {
		if equal, done := equalChar(c, r); done {
			return equal
		}
	}
	converted, err := convertTo(r, TypeOf(l))
	return err == nil && same(l, Base(converted))
}

// isNullLike reports $null and what compares equal to it.
func isNullLike(v Value) bool {
	if IsNull(v) || v == NullString {
		return true
	}
	t := TypeOf(v)
	return t != nil && t.name == "System.DBNull"
}

// equalChar compares a character with another, or with text of one character, without regard to case.
func equalChar(c Char, r Value) (equal, done bool) {
	switch b := r.(type) {
	case Char:
		return InvariantCulture.ToUpper(charText(c)) == InvariantCulture.ToUpper(charText(b)), true
	case string:
		if UTF16Length(b) == 1 {
			return InvariantCulture.ToUpper(charText(c)) == InvariantCulture.ToUpper(b), true
		}
	}
	return false, false
}

// same is Equals of two values of the same type: of values by content, of objects by identity unless they say
// otherwise.
func same(l, r Value) bool {
	switch a := l.(type) {
	case decimal.Decimal:
		b, ok := r.(decimal.Decimal)
		return ok && a.Equal(b)
	case *big.Int:
		b, ok := r.(*big.Int)
		return ok && a.Cmp(b) == 0
	case DateTime:
		b, ok := r.(DateTime)
		return ok && a.Ticks == b.Ticks
	case DateTimeOffset:
		b, ok := r.(DateTimeOffset)
		return ok && a.UTCTicks() == b.UTCTicks()
	case Equatable:
		return TypeOf(l) == TypeOf(r) && a.EqualTo(r)
	}
	return comparableValue(l) && comparableValue(r) && l == r
}

// comparableValue reports whether Go can compare the value with == (values in an interface that hold slices or maps
// would panic).
func comparableValue(v Value) bool {
	switch v.(type) {
	case RegexCapture:
		return false
	case nil, bool, string, int32, int64, float64, float32, int8, uint8, int16, uint16, uint32, uint64, Char, TimeSpan,
		Guid, Enum, Switch, *Type, *Array, *List, *Dictionary, *CustomObject:
		return true
	}
	return isComparable(v)
}

// compareNumbers compares two built-in numbers in the type that holds both; false if one is not a number (NaN).
func compareNumbers(l, r Value) (order int, ok bool) {
	_, lf := floatOf(l)
	_, rf := floatOf(r)
	_, ld := l.(decimal.Decimal)
	_, rd := r.(decimal.Decimal)
	if ld || rd {
		a, aok := asDecimal(l)
		b, bok := asDecimal(r)
		if aok && bok {
			return a.Cmp(b), true
		}
	}
	if lf || rf || ld || rd {
		a, b := toFloat(l), toFloat(r)
		switch {
		case a < b:
			return -1, true
		case a > b:
			return 1, true
		}
		return 0, a == b
	}
	return compareIntegers(l, r), true
}

func compareIntegers(l, r Value) int {
	a, au, _ := asInt64(l)
	b, bu, _ := asInt64(r)
	switch {
	case au && a < 0 && bu && b < 0, !(au && a < 0) && !(bu && b < 0):
		switch {
		case a < b:
			return -1
		case a > b:
			return 1
		}
		return 0
	case au && a < 0:
		return 1
	}
	return -1
}

// Compare is the order of two scalars that -lt, -le, -gt and -ge go by; errors are those of these operators. The order
// of a number that is not one (NaN) is unordered, which no operator accepts.
func Compare(l, r Value, ignoreCase bool) (int, error) {
	switch a := l.(type) {
	case int32:
		if b, ok := r.(int32); ok {
			switch {
			case a < b:
				return -1, nil
			case a > b:
				return 1, nil
			}
			return 0, nil
		}
	case string:
		if b, ok := r.(string); ok {
			return InvariantCulture.CompareText(a, b, ignoreCase), nil
		}
	}
	return compareOther(Base(l), Base(r), ignoreCase)
}

// unordered is the order of NaN and anything.
const unordered = 2

func compareOther(l, r Value, ignoreCase bool) (int, error) {
	switch {
	case IsNull(l):
		return -compareToNull(r), nil
	case IsNull(r):
		return compareToNull(l), nil
	}
	if s, ok := l.(string); ok {
		return InvariantCulture.CompareText(s, ToText(r), ignoreCase), nil
	}
	if s, ok := r.(string); ok && isPlainNumber(l) {
		n, err := numberFor(s, l)
		if err != nil {
			return 0, err
		}
		return compareOther(l, Base(n), ignoreCase)
	}
	if c, ok := r.(Char); ok && isPlainNumber(l) {
		r = Int32(int32(c))
	}
	if isPlainNumber(l) && isPlainNumber(r) {
		if order, ok := compareNumbers(l, r); ok {
			return order, nil
		}
		return unordered, nil
	}
	return compareConverted(l, r)
}

// compareToNull: $null comes before everything but negative numbers.
func compareToNull(v Value) int {
	switch {
	case IsNull(v):
		return 0
	case isPlainNumber(v):
		if order, _ := compareNumbers(v, Int32(0)); order < 0 {
			return -1
		}
	}
	return 1
}

// compareConverted converts the right operand to the left one's type and asks that.
func compareConverted(l, r Value) (int, error) {
	if o, ok := l.(*CustomObject); ok {
		return 0, NewError("System.Management.Automation.ExtendedTypeSystemException", "PSObjectCompareTo", NotSpecified,
			"Cannot compare \"%s\" to \"%s\" because the objects are not the same type or the object \"%s\" does not "+
				"implement \"IComparable\".", ToText(o), ToText(r), ToText(o))
	}
	if !isOrdered(l) {
		if same(l, r) {
			return 0, nil
		}
		return 0, operatorError("NotIcomparable", "Cannot compare \"%s\" because it is not IComparable.", ToText(l))
	}
	converted, err := convertTo(r, TypeOf(l))
	if err != nil {
		record, ok := err.(*ErrorRecord)
		if !ok {
			return 0, err
		}
		e := operatorError("ComparisonFailure", "Could not compare \"%s\" to \"%s\". Error: \"%s\"", ToText(l), ToText(r),
			record.Exception.Message)
		if record.ID != noConversion { // one that was tried
			e.Exception.Inner = ConversionCause(record)
		}
		return 0, e
	}
	return compareSame(l, Base(converted))
}

// isOrdered reports whether l is IComparable.
func isOrdered(l Value) bool {
	switch l.(type) {
	case bool, Char, DateTime, DateTimeOffset, TimeSpan, *big.Int, Guid, Enum, Comparable:
		return true
	}
	return isPlainNumber(l)
}

// compareSame is IComparable.CompareTo of two values of one type.
func compareSame(l, r Value) (int, error) {
	switch a := l.(type) {
	case bool:
		return sign(int(boolInt(a) - boolInt(r.(bool)))), nil
	case Char:
		return sign(int(a) - int(r.(Char))), nil
	case DateTime:
		return compareInt64(a.Ticks, r.(DateTime).Ticks), nil
	case DateTimeOffset:
		return compareInt64(a.UTCTicks(), r.(DateTimeOffset).UTCTicks()), nil
	case TimeSpan:
		return compareInt64(int64(a), int64(r.(TimeSpan))), nil
	case *big.Int:
		return a.Cmp(r.(*big.Int)), nil
	case Guid:
		b := r.(Guid)
		return strings.Compare(string(a[:]), string(b[:])), nil
	case Enum:
		b, _ := r.(Enum)
		return compareInt64(a.Value, b.Value), nil
	case Comparable:
		order, err := a.CompareTo(r)
		return sign(order), err
	}
	order, _ := compareNumbers(l, r)
	return order, nil
}

func compareInt64(a, b int64) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// CompareForSort is the order of Sort-Object, which never fails: values that cannot be compared go by their text.
func CompareForSort(l, r Value, ignoreCase bool) int {
	l, r = Base(l), Base(r)
	if a, ok := l.(string); ok {
		if b, ok := r.(string); ok {
			return CurrentCulture.CompareText(a, b, ignoreCase)
		}
	}
	if order, err := Compare(l, r, ignoreCase); err == nil && order != unordered {
		return order
	}
	return CurrentCulture.CompareText(ToText(l), ToText(r), ignoreCase)
}
