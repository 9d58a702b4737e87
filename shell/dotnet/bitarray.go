package dotnet

import (
	"slices"

	"github.com/partnershell/partnershell/shell/object"
)

// bitArray is System.Collections.BitArray.
type bitArray struct{ bits []bool }

// Type implements object.Object.
func (*bitArray) Type() *object.Type { return object.LibraryType("System.Collections.BitArray") }

// Each implements object.Enumerable.
func (b *bitArray) Each(yield func(object.Value) bool) error {
	for _, bit := range b.bits {
		if !yield(bit) {
			break
		}
	}
	return nil
}

// newBitArray reads a length and a value for all, or bits, bytes and integers with the lowest bit first.
func newBitArray(a args) (object.Value, error) {
	switch v := a.at(0).(type) {
	case int32:
		if v < 0 {
			return nil, outOfRange("length", "Non-negative number required.")
		}
		return &bitArray{slices.Repeat([]bool{a.bool(1)}, int(v))}, nil
	case *bitArray:
		return &bitArray{slices.Clone(v.bits)}, nil
	case *object.Array:
		b := &bitArray{}
		for _, item := range v.Items {
			b.appendBits(item)
		}
		return b, nil
	}
	return nil, argumentNull("bits")
}

func (b *bitArray) appendBits(v object.Value) {
	size := 8
	switch x := v.(type) {
	case bool:
		b.bits = append(b.bits, x)
		return
	case int32:
		size = 32
	}
	n, _ := toInt64(v)
	for i := range size {
		b.bits = append(b.bits, n>>i&1 != 0)
	}
}

// combineBits makes a method of a function of two bits.
func combineBits(f func(x, y bool) bool) method {
	return call(func(b *bitArray, a args) (object.Value, error) {
		other, ok := a.at(0).(*bitArray)
		if !ok {
			return nil, argumentNull("value")
		}
		if len(other.bits) != len(b.bits) {
			return nil, object.NewException("System.ArgumentException", "Array lengths must be the same.")
		}
		for i := range b.bits {
			b.bits[i] = f(b.bits[i], other.bits[i])
		}
		return b, nil
	})
}

// shift moves the bits up, or down for a negative count.
func (b *bitArray) shift(count int) object.Value {
	moved := make([]bool, len(b.bits))
	for i, bit := range b.bits {
		if j := i + count; j >= 0 && j < len(moved) {
			moved[j] = bit
		}
	}
	b.bits = moved
	return b
}

func (b *bitArray) at(i int) (*bool, error) {
	if i < 0 || i >= len(b.bits) {
		return nil, outOfRange("index",
			"Index was out of range. Must be non-negative and less than the size of the collection.")
	}
	return &b.bits[i], nil
}

func bitArrayClass() class {
	read := call(func(b *bitArray, a args) (object.Value, error) {
		bit, err := b.at(a.int(0))
		if err != nil {
			return nil, err
		}
		return *bit, nil
	})
	write := call(func(b *bitArray, a args) (object.Value, error) {
		bit, err := b.at(a.int(0))
		if err == nil {
			*bit = a.bool(1)
		}
		return object.Nothing, err
	})
	size := get(func(b *bitArray) object.Value { return i32(len(b.bits)) })
	values := func(b *bitArray) []object.Value { items, _ := object.Elements(b); return items }
	return class{
		new: try(newBitArray),
		properties: getters{"Count": size, "Length": size, "IsReadOnly": constant(false), "IsSynchronized": constant(false),
			"SyncRoot": func(v object.Value) (object.Value, error) { return v, nil }},
		setters: setters{"Length": set(func(b *bitArray, v object.Value) error {
			n, _ := toInt64(v)
			if n < 0 {
				return outOfRange("value", "Non-negative number required.")
			}
			grown := make([]bool, n)
			copy(grown, b.bits)
			b.bits = grown
			return nil
		})},
		methods: methods{
			"Get": read, "get_Item": read, "Set": write, "set_Item": write,
			"And": combineBits(func(x, y bool) bool { return x && y }),
			"Or":  combineBits(func(x, y bool) bool { return x || y }),
			"Xor": combineBits(func(x, y bool) bool { return x != y }),
			"Not": do(func(b *bitArray, _ args) object.Value {
				for i := range b.bits {
					b.bits[i] = !b.bits[i]
				}
				return b
			}),
			"SetAll": do(func(b *bitArray, a args) object.Value {
				b.bits = slices.Repeat([]bool{a.bool(0)}, len(b.bits))
				return object.Nothing
			}),
			"LeftShift":  do(func(b *bitArray, a args) object.Value { return b.shift(a.int(0)) }),
			"RightShift": do(func(b *bitArray, a args) object.Value { return b.shift(-a.int(0)) }),
			"HasAllSet":  do(func(b *bitArray, _ args) object.Value { return !slices.Contains(b.bits, false) }),
			"HasAnySet":  do(func(b *bitArray, _ args) object.Value { return slices.Contains(b.bits, true) }),
			"Clone":      do(func(b *bitArray, _ args) object.Value { return &bitArray{slices.Clone(b.bits)} }),
			"CopyTo": call(func(b *bitArray, a args) (object.Value, error) {
				return b.copyTo(a.at(0), a.int(1))
			}),
			"GetEnumerator": do(func(b *bitArray, _ args) object.Value { return newEnumerator(values(b)) }),
		},
		order: []string{"Count", "IsReadOnly", "IsSynchronized", "Length", "SyncRoot"},
	}
}

// copyTo writes the bits into a bool[], or packs them into bytes or integers, the lowest bit first.
func (b *bitArray) copyTo(to object.Value, from int) (object.Value, error) {
	array, ok := to.(*object.Array)
	if !ok {
		return nil, argumentNull("array")
	}
	size := 8
	switch array.Elem {
	case object.TypeBoolean:
		items, _ := object.Elements(b)
		return copyItems(items, to, from)
	case object.TypeInt32:
		size = 32
	case object.TypeByte:
	default:
		return nil, argumentError("array", "Only supported array types for CopyTo on BitArrays are Boolean[], Int32[] and Byte[].")
	}
	words := make([]object.Value, 0, len(b.bits)/size+1)
	for start := 0; start < len(b.bits); start += size {
		var word uint32
		for i, bit := range b.bits[start:min(start+size, len(b.bits))] {
			word |= uint32(boolInt(bit)) << i
		}
		if size == 8 {
			words = append(words, uint8(word))
		} else {
			words = append(words, int32(word))
		}
	}
	return copyItems(words, to, from)
}
