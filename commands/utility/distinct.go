package utility

import (
	"cmp"
	"encoding/binary"
	"math"

	"github.com/partnershell/partnershell/shell/object"
)

// distinct numbers the combinations of values that it has seen. Values are equal when sorting would find them equal.
// Numbers and plain ASCII text are found by hash; anything for which equality is wider than that (text in other
// scripts, a number next to text that reads as one, objects) is compared with everything seen so far.
type distinct struct {
	ignoreCase bool

	hashed  map[string]int
	rows    [][]object.Value
	others  []int        // rows that are not in hashed
	classes []valueClass // of each column, or-ed together
	key     []byte
}

// valueClass says how a value's equality works.
type valueClass uint8

const (
	numberValue valueClass = 1 << iota
	numericText            // text that may read as a number
	plainText
	boolValue
	dateValue
	otherValue
)

func newDistinct(ignoreCase bool) *distinct {
	return &distinct{ignoreCase: ignoreCase, hashed: make(map[string]int)}
}

// find gives the number of the combination and whether it is new. row is kept.
func (d *distinct) find(row []object.Value) (index int, isNew bool) {
	simple := d.encode(row)
	if simple {
		if i, ok := d.hashed[string(d.key)]; ok {
			return i, false
		}
		if i, ok := d.scan(row, d.others); ok {
			return i, false
		}
		d.hashed[string(d.key)] = len(d.rows)
	} else {
		for i, seen := range d.rows {
			if d.equalRows(seen, row) {
				return i, false
			}
		}
		d.others = append(d.others, len(d.rows))
	}
	d.rows = append(d.rows, row)
	return len(d.rows) - 1, true
}

func (d *distinct) scan(row []object.Value, among []int) (int, bool) {
	for _, i := range among {
		if d.equalRows(d.rows[i], row) {
			return i, true
		}
	}
	return 0, false
}

func (d *distinct) equalRows(a, b []object.Value) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if compareValues(a[i], b[i], d.ignoreCase) != 0 {
			return false
		}
	}
	return true
}

// encode writes the row's hash key to d.key; it reports whether the key says everything about equality.
func (d *distinct) encode(row []object.Value) bool {
	d.key = d.key[:0]
	for len(d.classes) < len(row) {
		d.classes = append(d.classes, 0)
	}
	simple := true
	for i, v := range row {
		class := d.appendKey(object.Base(v))
		d.classes[i] |= class
		if !hashable(d.classes[i]) {
			simple = false
		}
	}
	return simple
}

// hashable reports whether values of these classes are equal exactly when their keys are.
func hashable(c valueClass) bool {
	switch c {
	case numberValue | plainText, numericText | plainText:
		return true
	}
	return c&(c-1) == 0 && c != otherValue
}

func (d *distinct) appendKey(v object.Value) valueClass {
	switch v := v.(type) {
	case nil:
		d.key = append(d.key, 0)
		return 0
	case string:
		return d.appendText(v)
	case int32:
		return d.appendNumber(float64(v))
	case bool:
		if v {
			d.key = append(d.key, 'T')
		} else {
			d.key = append(d.key, 'F')
		}
		return boolValue
	case object.DateTime:
		d.key = binary.BigEndian.AppendUint64(append(d.key, 'D'), uint64(v.Ticks))
		return dateValue
	}
	if f, ok := exactFloat(v); ok {
		return d.appendNumber(f)
	}
	return otherValue
}

func (d *distinct) appendNumber(f float64) valueClass {
	d.key = binary.BigEndian.AppendUint64(append(d.key, 'N'), math.Float64bits(f))
	return numberValue
}

func (d *distinct) appendText(s string) valueClass {
	d.key = append(d.key, 'S')
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c < ' ' || c > '~' {
			return otherValue
		}
		if d.ignoreCase && 'A' <= c && c <= 'Z' {
			c |= 0x20
		}
		d.key = append(d.key, c)
	}
	d.key = append(d.key, 0)
	if s == "" || s[0] <= '9' {
		return numericText
	}
	return plainText
}

// exactFloat is an integer or floating-point value as float64 where that loses nothing.
func exactFloat(v object.Value) (float64, bool) {
	const limit = 1 << 53
	var n int64
	switch v := v.(type) {
	case float64:
		return v + 0, v == v // -0 becomes 0; NaN equals nothing
	case int64:
		n = v
	case int32:
		n = int64(v)
	case int16:
		n = int64(v)
	case int8:
		n = int64(v)
	case uint8:
		n = int64(v)
	case uint16:
		n = int64(v)
	case uint32:
		n = int64(v)
	default:
		return 0, false
	}
	return float64(n), -limit <= n && n <= limit
}

// compareValues is the order of Sort-Object, in which two property bags are equal whatever they hold.
func compareValues(a, b object.Value, ignoreCase bool) int {
	if x, ok := a.(float64); ok {
		if y, ok := b.(float64); ok {
			return cmp.Compare(x, y) // NaN comes first, as in .NET
		}
	}
	if _, ok := a.(*object.CustomObject); ok {
		if _, ok := b.(*object.CustomObject); ok {
			return 0
		}
	}
	return object.CompareForSort(a, b, ignoreCase)
}
