package dotnet

import (
	"github.com/partnershell/partnershell/shell/object"
)

// enumClass is System.Enum: its statics, and what every enumeration value answers to.
func enumClass() class {
	return class{
		methods: methods{
			"HasFlag": call(func(e object.Enum, a args) (object.Value, error) {
				flag, ok := a.at(0).(object.Enum)
				if !ok || flag.EnumType != e.EnumType {
					return nil, object.NewException("System.ArgumentException", "The argument type, '%s', is not the same as the enum type '%s'.",
						object.TypeOf(a.at(0)).FullName(), e.EnumType.FullName())
				}
				return e.Value&flag.Value == flag.Value, nil
			}),
			"ToString":  call(func(e object.Enum, a args) (object.Value, error) { return orError(object.FormatEnum(e, a.text(0))) }),
			"CompareTo": call(enumCompare),
		},
		statics: methods{
			"GetNames":          static(func(a args) object.Value { return textArray(append([]string(nil), infoOf(a.typ(0)).Names...)) }),
			"GetValues":         static(func(a args) object.Value { return enumValues(a.typ(0)) }),
			"GetName":           static(enumName),
			"GetUnderlyingType": static(func(a args) object.Value { return infoOf(a.typ(0)).Underlying }),
			"IsDefined":         static(enumIsDefined),
			"Parse":             try(enumParse),
			"TryParse":          try(enumTryParse),
			"ToObject":          static(func(a args) object.Value { return object.Enum{EnumType: a.typ(0), Value: a.int64(1)} }),
			"Format": try(func(a args) (object.Value, error) {
				e, ok := a.at(1).(object.Enum)
				if !ok {
					if a.typ(0) == nil || a.typ(0).Enum() == nil || object.IsNull(a.at(1)) {
						return nil, argumentNull("value")
					}
					e = object.Enum{EnumType: a.typ(0), Value: a.int64(1)}
				}
				return orError(object.FormatEnum(e, a.text(2)))
			}),
		},
	}
}

func enumCompare(e object.Enum, a args) (object.Value, error) {
	if object.IsNull(a.at(0)) {
		return int32(1), nil
	}
	other, ok := a.at(0).(object.Enum)
	if !ok || other.EnumType != e.EnumType {
		return nil, object.NewException("System.ArgumentException", "Object must be the same type as the enum. The type passed in was '%s'; the enum type was '%s'.",
			object.TypeOf(a.at(0)).FullName(), e.EnumType.FullName())
	}
	return i32(compareInts(e.Value, other.Value)), nil
}

// enumValueClass is what a particular enumeration has: value__ for its number.
func enumValueClass(*object.Type) class {
	return class{extra: []*object.Member{{Name: "value__", Kind: object.PropertyMember, ValueType: object.TypeInt32,
		Definition: "int value__ {get;set;}",
		Get:        get(func(e object.Enum) object.Value { return e.Underlying() })}}}
}

func infoOf(t *object.Type) *object.EnumInfo {
	if t != nil && t.Enum() != nil {
		return t.Enum()
	}
	return &object.EnumInfo{}
}

func enumValues(t *object.Type) object.Value {
	info := infoOf(t)
	items := make([]object.Value, len(info.Values))
	for i, v := range info.Values {
		items[i] = object.Enum{EnumType: t, Value: v}
	}
	return object.NewTypedArray(t, items)
}

func enumName(a args) object.Value {
	t := a.typ(0)
	if t == nil || t.Enum() == nil {
		return nil
	}
	if name := (object.Enum{EnumType: t, Value: a.int64(1)}).Name(); name != "" {
		return name
	}
	return nil
}

func enumIsDefined(a args) object.Value {
	if e, ok := a.at(0).(object.Enum); ok { // IsDefined[T](value)
		return e.Name() != ""
	}
	info := infoOf(a.typ(0))
	for i, name := range info.Names {
		if s, ok := a.at(1).(string); ok && s == name || !ok && info.Values[i] == a.int64(1) {
			return true
		}
	}
	return false
}

// typeFirst puts the type of a generic call, which comes last, where it is without type arguments.
func typeFirst(a args) args {
	if t, ok := a.at(len(a) - 1).(*object.Type); ok {
		return append(args{t}, a[:len(a)-1]...)
	}
	return a
}

// enumParse is Enum.Parse(type, text[, ignoreCase]).
func enumParse(a args) (object.Value, error) {
	a = typeFirst(a)
	t, text := a.typ(0), a.text(1)
	if t == nil || t.Enum() == nil {
		return nil, argumentError("enumType", "Type provided must be an Enum.")
	}
	e, ok := object.ParseEnumText(t, text, a.bool(2))
	if !ok {
		return nil, object.NewException("System.ArgumentException", "Requested value '%s' was not found.", text)
	}
	return e, nil
}

// enumTryParse is TryParse(type, text[, ignoreCase], [ref]result).
func enumTryParse(a args) (object.Value, error) {
	a = typeFirst(a)
	last := len(a) - 1
	t := a.typ(0)
	if t == nil || t.Enum() == nil {
		return nil, object.ErrNotImplemented
	}
	e, ok := object.ParseEnumText(t, a.text(1), last > 2 && a.bool(2))
	if !ok {
		return false, a.store(last, nil)
	}
	return true, a.store(last, e)
}
