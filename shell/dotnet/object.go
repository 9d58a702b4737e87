package dotnet

import (
	"hash/fnv"
	"unsafe"

	"github.com/partnershell/partnershell/shell/object"
)

// objectClass is System.Object: what every object answers to.
func objectClass() class {
	return class{
		new: try(func(args) (object.Value, error) { return object.NewCustomObject(object.EmptyShape, nil), nil }),
		methods: methods{
			"Equals":      func(r object.Value, a args) (object.Value, error) { return equals(r, a.at(0)), nil },
			"GetHashCode": func(r object.Value, _ args) (object.Value, error) { return object.Int32(hashCode(r)), nil },
			"GetType":     func(r object.Value, _ args) (object.Value, error) { return object.TypeOf(r), nil },
			"ToString":    func(r object.Value, _ args) (object.Value, error) { return ownText(r), nil },
			"CompareTo":   compareTo,
			"GetTypeCode": func(r object.Value, _ args) (object.Value, error) { return typeCode(object.TypeOf(r)), nil },
			"Dispose":     func(object.Value, args) (object.Value, error) { return object.Nothing, nil },
		},
		statics: methods{
			"Equals":          static(func(a args) object.Value { return equals(a.at(0), a.at(1)) }),
			"ReferenceEquals": static(func(a args) object.Value { return sameReference(a.at(0), a.at(1)) }),
		},
	}
}

// display is ToString() without arguments.
func display(v object.Value) object.Value { return object.DisplayText(v) }

// ownText is ToString() of the object itself: PowerShell's @{…} of a property bag is no part of it.
func ownText(v object.Value) object.Value {
	if _, bag := v.(*object.CustomObject); bag {
		return ""
	}
	return display(v)
}

// equals is Object.Equals: same type and same value, text with its case.
func equals(l, r object.Value) bool {
	l, r = object.Base(l), object.Base(r)
	if object.IsNull(l) || object.IsNull(r) {
		return object.IsNull(l) && object.IsNull(r)
	}
	if object.TypeOf(l) != object.TypeOf(r) {
		return false
	}
	if s, ok := l.(string); ok {
		return s == r.(string)
	}
	if e, ok := l.(object.Equatable); ok {
		return e.EqualTo(r)
	}
	if l == r {
		return true
	}
	return object.TypeOf(l).Kind() == object.StructType && object.Equal(l, r, false)
}

func sameReference(l, r object.Value) bool {
	if object.TypeOf(l) != nil && object.TypeOf(l).Kind() == object.StructType {
		return false // boxed twice
	}
	if s, ok := l.(string); ok { // the same text at another place is another object
		t, _ := r.(string)
		return len(s) == len(t) && unsafe.StringData(s) == unsafe.StringData(t)
	}
	return object.Base(l) == object.Base(r)
}

// hashCode is equal for values that are equal; the numbers differ from .NET's where those are random anyway.
func hashCode(v object.Value) int32 {
	switch x := v.(type) {
	case object.Enum:
		return hashCode(x.Underlying())
	case int32:
		return x
	case bool:
		if x {
			return 1
		}
		return 0
	case object.Char:
		return int32(x) | int32(x)<<16
	case uint8:
		return int32(x)
	case int64:
		return int32(x) ^ int32(x>>32)
	}
	h := fnv.New32a()
	_, _ = h.Write([]byte(object.TypeOf(v).FullName() + object.ToText(v)))
	return int32(h.Sum32())
}

// compareTo is IComparable.CompareTo.
func compareTo(recv object.Value, a args) (object.Value, error) {
	other := a.at(0)
	if object.IsNull(other) {
		return object.Int32(1), nil
	}
	if object.TypeOf(recv) != object.TypeOf(other) {
		return nil, object.NewException("System.ArgumentException",
			"Object must be of type %s.", object.TypeOf(recv).Name())
	}
	if s, ok := recv.(string); ok {
		return object.Int32(int32(object.CurrentCulture.CompareText(s, other.(string), false))), nil
	}
	n, err := object.Compare(recv, other, false)
	if err != nil {
		return nil, err
	}
	return object.Int32(int32(n)), nil
}

// typeCodes are the numbers of System.TypeCode.
func typeCode(t *object.Type) object.Value {
	code := int64(1) // Object
	switch t {
	case nil:
		code = 0
	case object.TypeBoolean:
		code = 3
	case object.TypeChar:
		code = 4
	case object.TypeSByte:
		code = 5
	case object.TypeByte:
		code = 6
	case object.TypeInt16:
		code = 7
	case object.TypeUInt16:
		code = 8
	case object.TypeInt32:
		code = 9
	case object.TypeUInt32:
		code = 10
	case object.TypeInt64:
		code = 11
	case object.TypeUInt64:
		code = 12
	case object.TypeSingle:
		code = 13
	case object.TypeDouble:
		code = 14
	case object.TypeDecimal:
		code = 15
	case object.TypeDateTime:
		code = 16
	case object.TypeString:
		code = 18
	default:
		if t.Enum() != nil {
			return typeCode(t.Enum().Underlying)
		}
	}
	return object.NewEnum("System.TypeCode", code)
}
