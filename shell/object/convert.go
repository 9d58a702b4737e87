package object

import (
	"math/big"
	"strings"
	"sync"

	"github.com/shopspring/decimal"
)

// Converter makes a value of one target type. It returns false when v is nothing it knows, so that Convert goes
// on with its general rules.
type Converter func(v Value) (Value, bool, error)

var converters sync.Map // *Type → Converter

// RegisterConverter tells Convert how to make values of target. Library types with a static Parse method or a
// one-argument constructor need none: Convert finds those among their members. f is not asked about $null.
func RegisterConverter(target *Type, f Converter) { converters.Store(target, f) }

// Convert is PowerShell's cast. Errors are *ErrorRecord with PowerShell's ids and messages.
func Convert(v Value, t *Type) (Value, error) {
	base := Base(v)
	switch t {
	case TypeString:
		if s, ok := base.(string); ok {
			return s, nil
		}
		if text := LiteralText(v); text != "" {
			return text, nil
		}
		return ToText(v), nil
	case TypeInt32:
		if n, ok := base.(int32); ok {
			return n, nil
		}
	case TypeBoolean:
		return ToBool(v), nil
	case TypeObject, TypePSObject:
		if IsNothing(v) {
			return nil, nil
		}
		return v, nil
	case TypeVoid:
		return Nothing, nil
	case TypeCustomObject:
		return toCustomObject(v), nil
	}
	if IsNull(base) {
		return convertNull(t)
	}
	if from := TypeOf(base); from == t || from.kind != StructType && assignable(from, t) {
		return v, nil
	}
	return convertTyped(base, t)
}

// ToInt converts to Int32.
func ToInt(v Value) (int, error) {
	if n, ok := v.(int32); ok {
		return int(n), nil
	}
	n, err := Convert(v, TypeInt32)
	if err != nil {
		return 0, err
	}
	return int(n.(int32)), nil
}

// convertNull is the conversion of $null: zero for numbers, $null for references, an error for other structs.
func convertNull(t *Type) (Value, error) {
	switch {
	case isNumberType(t):
		return zeroOf(t), nil
	case t == TypeChar:
		return Char(0), nil
	case t == TypeSwitch:
		return Switch(false), nil
	case t.generic == nullableName:
		return nil, nil
	case t.kind == EnumType:
		return nil, errEnumValue("nullToEnumInvalidCast", "null", t)
	case t.kind == StructType:
		return nil, castError("nullToObjectInvalidCast", nil, "Cannot convert null to type \"%s\".", t.name)
	}
	return nil, nil
}

// zeroOf is the zero of a number type.
func zeroOf(t *Type) Value {
	switch t {
	case TypeDouble:
		return float64(0)
	case TypeSingle:
		return float32(0)
	case TypeDecimal:
		return decimal.Decimal{}
	case TypeBigInteger:
		return new(big.Int)
	}
	return integerOf(t, 0)
}

// convertTyped converts a value that is neither null nor of the type already.
func convertTyped(v Value, t *Type) (Value, error) {
	if f, ok := converters.Load(t); ok {
		if result, done, err := f.(Converter)(v); done || err != nil {
			return result, converterError(v, t, err)
		}
	}
	switch {
	case isNumberType(t):
		return toNumber(v, t)
	case t == TypeChar:
		return toChar(v)
	case t == TypeSwitch:
		if b, ok := v.(bool); ok {
			return Switch(b), nil
		}
		return nil, errNoConversion(v, t)
	case t.kind == EnumType:
		return toEnum(v, t)
	case t.generic == nullableName:
		return Convert(v, t.args[0])
	case t.elem != nil && t.rank < 2:
		return toArray(v, t)
	case t == TypeArray:
		return toArray(v, ArrayOf(TypeObject))
	case t == TypeHashtable:
		if d, ok := v.(*Dictionary); ok {
			return asHashtable(d), nil
		}
		return nil, errNoConversion(v, t)
	case TypeType.AssignableTo(t):
		return toType(v, t)
	case IsDelegateType(t):
		if f, ok := v.(Callable); ok {
			return &Delegate{DelegateType: t, Block: f}, nil
		}
		return nil, errNoConversion(v, t)
	}
	return convertOther(v, t)
}

// converterError makes a conversion error of an exception that a registered converter threw.
func converterError(v Value, t *Type, err error) error {
	e, ok := err.(*Exception)
	switch {
	case !ok:
		return err
	case t.name == "System.Xml.XmlDocument":
		return errConversion("InvalidCastToXmlDocument", v, t, e)
	}
	return errConversion("InvalidCastConstructorException", v, t, e)
}

// castError is the error of a failed cast: a RuntimeException with the PSInvalidCastException inside.
func castError(id string, cause error, format string, args ...any) *ErrorRecord {
	inner := NewException("System.Management.Automation.PSInvalidCastException", format, args...)
	inner.Inner = asException(cause)
	outer := NewException("System.Management.Automation.RuntimeException", "%s", inner.Message)
	outer.Inner = inner
	return &ErrorRecord{Exception: outer, ID: id, Category: InvalidArgument}
}

// noConversion is the id of errNoConversion.
const noConversion = "ConvertToFinalInvalidCastException"

// errNoConversion says that there is no way from v to t.
func errNoConversion(v Value, t *Type) *ErrorRecord {
	if t.name == "System.Security.SecureString" { // the text may be a secret
		return castError(noConversion, nil,
			"Cannot convert the value of type \"%s\" to type \"%s\".", TypeOf(v).name, t.name)
	}
	return castError(noConversion, nil,
		"Cannot convert the \"%s\" value of type \"%s\" to type \"%s\".", plainText(v), TypeOf(v).name, t.name)
}

// errConversion says that a conversion was tried and why it failed.
func errConversion(id string, v Value, t *Type, cause error) *ErrorRecord {
	return castError(id, cause, "Cannot convert value \"%s\" to type \"%s\". Error: \"%s\"", plainText(v), t.name,
		cause.Error())
}

// plainText is ToString() under the invariant culture; a collection prints as its type.
func plainText(v Value) string { return scalarText(v, InvariantCulture, false) }

// isNumberType reports the number types, BigInteger included.
func isNumberType(t *Type) bool { return isNumeric(t) || t == TypeBigInteger }

// toCustomObject makes a property bag of a dictionary; anything else stays what it is.
func toCustomObject(v Value) Value {
	if IsNothing(v) {
		return nil
	}
	d, ok := Base(v).(*Dictionary)
	if !ok {
		return v
	}
	o := NewCustomObject(EmptyShape, make([]Value, 0, d.Len()))
	for _, e := range d.Entries() {
		name := ToText(e.Key)
		if EqualNames(name, "PSTypeName") {
			AddTypeName(o, ToText(e.Value))
			continue
		}
		o.Set(name, e.Value)
	}
	return o
}

func asHashtable(d *Dictionary) *Dictionary {
	h := NewHashtable()
	for _, e := range d.Entries() {
		h.Set(e.Key, e.Value)
	}
	return h
}

// toType finds a type by its name; System.RuntimeType, the type of types, is not converted to.
func toType(v Value, t *Type) (Value, error) {
	if s, ok := v.(string); ok && t != TypeType {
		if found := LookupType(strings.TrimSpace(s)); found != nil {
			return found, nil
		}
		return nil, castError("InvalidCastFromStringToType", nil,
			"Cannot convert the \"%s\" value of type \"System.String\" to type \"System.Type\".", s)
	}
	if t != TypeType { // the right side of -as
		return nil, castError("InvalidCastFromStringToType", nil,
			"Cannot convert the \"%s\" value of type \"%s\" to type \"System.Type\".", plainText(v), TypeOf(v).name)
	}
	return nil, errNoConversion(v, t)
}

// ToBool is the truth of a value, as if and -not see it: a collection of one element is that element's.
func ToBool(v Value) bool {
	switch v := v.(type) {
	case bool:
		return v
	case nil, nothing:
		return false
	case int32:
		return v != 0
	case string:
		return v != ""
	case *PSObject:
		return ToBool(v.base)
	case Switch:
		return bool(v)
	case float64:
		return v != 0
	case float32:
		return v != 0
	case decimal.Decimal:
		return !v.IsZero()
	case *big.Int:
		return v.Sign() != 0
	case Char:
		return v != 0
	case Enum:
		return v.Value != 0
	case *Array:
		return listTruth(v.Items)
	case *List:
		if v.ListType.Implements(list) {
			return listTruth(v.Items)
		}
		return true
	}
	if n, _, ok := asInt64(v); ok {
		return n != 0
	}
	return true
}

func listTruth(items []Value) bool {
	switch len(items) {
	case 0:
		return false
	case 1:
		if inner, ok := Base(items[0]).(*Array); ok {
			return len(inner.Items) > 0
		}
		return ToBool(items[0])
	}
	return true
}
