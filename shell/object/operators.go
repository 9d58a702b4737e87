package object

import (
	"math"
	"reflect"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"
)

// isComparable reports whether == of two such values cannot panic.
func isComparable(v Value) bool { return reflect.TypeOf(v).Comparable() }

// filter applies a test to a scalar, or keeps the elements of a collection that pass it, as an object[].
func filter(l Value, test func(Value) (bool, error)) (Value, error) {
	items, ok, err := collect(Base(l))
	if err != nil {
		return nil, err
	}
	if !ok {
		return boolOr(test(l))
	}
	kept := make([]Value, 0, 4)
	for _, item := range items {
		pass, err := test(item)
		if err != nil {
			return nil, err
		}
		if pass {
			kept = append(kept, item)
		}
	}
	return NewArray(kept...), nil
}

func boolOr(b bool, err error) (Value, error) {
	if err != nil {
		return nil, err
	}
	return b, nil
}

// OpEq is l -eq r; a collection on the left is filtered, here and in the other comparison operators.
func OpEq(l, r Value, ignoreCase bool) (Value, error) {
	if _, ok := l.(Object); !ok { // numbers, text, $null
		return Equal(l, r, ignoreCase), nil
	}
	return filter(l, func(v Value) (bool, error) { return Equal(v, r, ignoreCase), nil })
}

// OpNe is l -ne r.
func OpNe(l, r Value, ignoreCase bool) (Value, error) {
	if _, ok := l.(Object); !ok {
		return !Equal(l, r, ignoreCase), nil
	}
	return filter(l, func(v Value) (bool, error) { return !Equal(v, r, ignoreCase), nil })
}

func ordered(l, r Value, ignoreCase bool, accept func(order int) bool) (Value, error) {
	if _, ok := l.(Object); !ok {
		order, err := Compare(l, r, ignoreCase)
		return boolOr(accept(order), err)
	}
	return filter(l, func(v Value) (bool, error) {
		order, err := Compare(v, r, ignoreCase)
		return accept(order), err
	})
}

// OpGt is l -gt r.
func OpGt(l, r Value, ignoreCase bool) (Value, error) {
	return ordered(l, r, ignoreCase, func(order int) bool { return order == 1 })
}

// OpGe is l -ge r.
func OpGe(l, r Value, ignoreCase bool) (Value, error) {
	return ordered(l, r, ignoreCase, func(order int) bool { return order == 0 || order == 1 })
}

// OpLt is l -lt r.
func OpLt(l, r Value, ignoreCase bool) (Value, error) {
	return ordered(l, r, ignoreCase, func(order int) bool { return order < 0 })
}

// OpLe is l -le r.
func OpLe(l, r Value, ignoreCase bool) (Value, error) {
	return ordered(l, r, ignoreCase, func(order int) bool { return order <= 0 })
}

// OpLike is l -like r.
func OpLike(l, r Value, ignoreCase bool) (Value, error) { return like(l, r, ignoreCase, false) }

// OpNotLike is l -notlike r.
func OpNotLike(l, r Value, ignoreCase bool) (Value, error) { return like(l, r, ignoreCase, true) }

// like gives the text of the elements it keeps, not the elements.
func like(l, r Value, ignoreCase, negate bool) (Value, error) {
	w, err := CompileWildcard(ToText(r), ignoreCase)
	if err != nil {
		return nil, err
	}
	items, ok, err := collect(Base(l))
	if err != nil {
		return nil, err
	}
	if !ok {
		return w.Match(ToText(l)) != negate, nil
	}
	kept := make([]Value, 0, 4)
	for _, item := range items {
		if text := ToText(item); w.Match(text) != negate {
			kept = append(kept, text)
		}
	}
	return NewArray(kept...), nil
}

// contains looks for an element that is -eq to the value; a scalar is a collection of itself.
func contains(l, r Value, ignoreCase bool) (bool, error) {
	found := false
	isCollection, err := Each(l, func(item Value) bool {
		found = Equal(item, r, ignoreCase)
		return !found
	})
	if !isCollection {
		return Equal(l, r, ignoreCase), nil
	}
	return found, err
}

// OpContains is l -contains r.
func OpContains(l, r Value, ignoreCase bool) (Value, error) {
	return boolOr(contains(l, r, ignoreCase))
}

// OpNotContains is l -notcontains r.
func OpNotContains(l, r Value, ignoreCase bool) (Value, error) {
	found, err := contains(l, r, ignoreCase)
	return boolOr(!found, err)
}

// OpIn is l -in r.
func OpIn(l, r Value, ignoreCase bool) (Value, error) { return OpContains(r, l, ignoreCase) }

// OpNotIn is l -notin r.
func OpNotIn(l, r Value, ignoreCase bool) (Value, error) { return OpNotContains(r, l, ignoreCase) }

// OpIs is l -is r, where r is a type or its name.
func OpIs(l, r Value) (Value, error) { return boolOr(is(l, r, "-is")) }

// OpIsNot is l -isnot r.
func OpIsNot(l, r Value) (Value, error) {
	yes, err := is(l, r, "-isnot")
	return boolOr(!yes, err)
}

func is(l, r Value, operator string) (bool, error) {
	r = Base(r)
	t, ok := r.(*Type)
	if !ok {
		if IsNull(r) {
			return false, operatorError("IsOperatorRequiresType", "The right operand of '%s' must be a type.", operator)
		}
		found, err := Convert(r, TypeType.base)
		if err != nil {
			if record, ok := err.(*ErrorRecord); ok {
				record.ID, record.Category = "RuntimeException", NotSpecified
			}
			return false, err
		}
		t = found.(*Type)
	}
	if t == TypeCustomObject || t == TypePSObject {
		switch l.(type) {
		case *CustomObject:
			return true, nil
		case *PSObject:
			return t == TypePSObject, nil
		}
		return false, nil
	}
	from := TypeOf(Base(l))
	if t.elem != nil { // array types are sealed: PowerShell compares for identity
		return from == t, nil
	}
	return from != nil && assignable(from, t), nil
}

// OpAs is l -as r: the conversion, or $null where it fails.
func OpAs(l, r Value) (Value, error) {
	r = Base(r)
	t, ok := r.(*Type)
	if !ok {
		if IsNull(r) {
			return nil, operatorError("AsOperatorRequiresType", "The right operand of '-as' must be a type.")
		}
		found, err := Convert(r, TypeType.base)
		if err != nil {
			return nil, err
		}
		t = found.(*Type)
	}
	if t == TypeCustomObject {
		return l, nil // only a cast makes property bags
	}
	if t == TypeString {
		switch moment := Base(l).(type) {
		case DateTime, DateTimeOffset:
			return DisplayText(moment), nil // unlike the cast it follows the culture
		}
	}
	v, err := Convert(l, t)
	if _, failed := err.(*ErrorRecord); failed {
		return nil, nil
	}
	return v, err
}

// OpRange is l..r as an array. Where the elements are only to be enumerated, RangeBounds are enough.
func OpRange(l, r Value) (Value, error) {
	from, to, chars, err := RangeBounds(l, r)
	if err != nil {
		return nil, err
	}
	if err := CheckLength(max(from-to, to-from) + 1); err != nil {
		return nil, err
	}
	items := make([]Value, 0, max(from-to, to-from)+1)
	eachRange(from, to, chars, func(v Value) bool {
		items = append(items, v)
		return true
	})
	return NewArray(items...), nil
}

func eachRange(from, to int, chars bool, yield func(Value) bool) {
	step := 1
	if to < from {
		step = -1
	}
	for i := from; ; i += step {
		v := Value(Char(i))
		if !chars {
			v = Int32(int32(i))
		}
		if !yield(v) || i == to {
			return
		}
	}
}

// RangeBounds are the numbers that l..r runs between; chars says that they stand for characters.
func RangeBounds(l, r Value) (from, to int, chars bool, err error) {
	l, r = Base(l), Base(r)
	if a, ok := rangeChar(l); ok {
		if b, ok := rangeChar(r); ok {
			return int(a), int(b), true, nil
		}
	}
	if from, err = rangeInt(l); err != nil {
		return 0, 0, false, err
	}
	to, err = rangeInt(r)
	return from, to, false, err
}

func rangeChar(v Value) (Char, bool) {
	switch c := v.(type) {
	case Char:
		return c, true
	case string:
		if r, size := decodeWTF8(c); size > 0 && size == len(c) && r <= math.MaxUint16 && (r < '0' || r > '9') {
			return Char(r), true
		}
	}
	return 0, false
}

// rangeInt is Convert.ToInt32, which knows less than a cast.
func rangeInt(v Value) (int, error) {
	switch n := v.(type) {
	case int32:
		return int(n), nil
	case nil, nothing:
		return 0, nil
	case string:
		text := strings.TrimSpace(n)
		i, err := strconv.ParseInt(text, 10, 32)
		if err == nil {
			return int(i), nil
		}
		if _, ok := parseDigitsOnly(text, 10); ok {
			return 0, rawError(errRange(TypeInt32))
		}
		return 0, rawError(errNumberText(n))
	case bool, Char, float64, float32, int64, decimal.Decimal, int8, uint8, int16, uint16, uint32, uint64, Enum:
		i, err := Convert(v, TypeInt32)
		if record, ok := err.(*ErrorRecord); ok {
			return 0, rawError(innermostException(record))
		}
		return int(i.(int32)), err
	case DateTime:
		return 0, rawError(NewException("System.InvalidCastException", "Invalid cast from 'DateTime' to 'Int32'."))
	}
	return 0, rawError(NewException("System.InvalidCastException",
		"Unable to cast object of type '%s' to type 'System.IConvertible'.", TypeOf(v).name))
}

// innermostException is the first cause of an error.
func innermostException(e *ErrorRecord) *Exception {
	x := e.Exception
	for x.Inner != nil {
		x = x.Inner
	}
	return x
}
