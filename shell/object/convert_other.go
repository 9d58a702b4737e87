package object

import "errors"

// convertOther converts to library types: by Parse, by a constructor of one argument, by an operator, through text, or
// from a dictionary of properties.
func convertOther(v Value, t *Type) (Value, error) {
	if isListType(t) {
		return toList(v, t)
	}
	switch s := v.(type) {
	case string:
		return fromText(s, t)
	case *Dictionary:
		if hasConstructorFor(t, s.DictType) {
			return construct(v, t)
		}
		if hasDefaultConstructor(t) || t.kind == StructType {
			return fromDictionary(s, t)
		}
		return nil, errNoConversion(v, t)
	case *CustomObject:
		if t.kind != InterfaceType && hasDefaultConstructor(t) && !constructorTakes(t, TypeCustomObject) {
			return fromProperties(s, t)
		}
	}
	if result, done, err := convertMoment(v, t); done {
		return result, err
	}
	from := TypeOf(v)
	switch {
	case t.kind == InterfaceType:
		return nil, errNoConversion(v, t)
	case constructorTakes(t, from):
		return construct(v, t)
	case isNumeric(from) && readsText(t) && hasParse(t) != parseGenericID:
		return fromText(ToText(v), t)
	case from == TypeBoolean || from == TypeChar || from == TypeDateTime:
		return nil, errInvalidCast(v, t)
	}
	return nil, errNoConversion(v, t)
}

// convertMoment converts between dates, time spans and ticks.
func convertMoment(v Value, t *Type) (result Value, done bool, err error) {
	n, _, isInt := asInt64(v)
	if c, ok := v.(Char); ok {
		n, isInt = int64(c), true
	}
	switch t {
	case TypeDateTime:
		if isInt {
			if n < 0 || n > MaxTicks {
				return nil, true, errConversion("InvalidCastConstructorException", v, t, NewException(
					"System.ArgumentOutOfRangeException", "Ticks must be between DateTime.MinValue.Ticks and "+
						"DateTime.MaxValue.Ticks. (Parameter 'ticks')"))
			}
			return DateTime{Ticks: n}, true, nil
		}
	case TypeDateTimeOffset:
		if d, ok := v.(DateTime); ok {
			return OffsetOf(d), true, nil
		}
	case TypeTimeSpan:
		if isInt {
			return TimeSpan(n), true, nil
		}
	case TypeGuid:
		if a, ok := v.(*Array); ok && a.Elem == TypeByte && len(a.Items) == 16 {
			return guidOfBytes(a), true, nil
		}
	}
	return nil, false, nil
}

// guidOfBytes: .NET keeps the first three groups in little-endian order.
func guidOfBytes(a *Array) Guid {
	var g Guid
	order := [16]int{3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15}
	for i, j := range order {
		g[i] = a.Items[j].(uint8)
	}
	return g
}

// constructorTakes reports whether a constructor of one argument takes values of a type, widening numbers if needed.
func constructorTakes(t, from *Type) bool {
	if hasConstructorFor(t, from) && !(isNumeric(from) && t.Implements(collection)) {
		return true
	}
	if t.Implements(collection) { // a capacity is no element
		return false
	}
	if !isNumeric(from) && from != TypeChar || from == TypeDouble || from == TypeSingle || from == TypeDecimal {
		return false
	}
	return hasConstructorFor(t, TypeInt64) || hasConstructorFor(t, TypeInt32) && from != TypeInt64 && from != TypeUInt64
}

// LiteralFor is what converts to t of a number that was written as text: that text, where numbers convert to t by way of
// theirs; else the number.
func LiteralFor(v Value, text string, t *Type) Value {
	from := TypeOf(v)
	switch {
	case t.enum != nil || t.elem != nil || isNumeric(t) || t == TypeBoolean || t == TypeChar || t == TypeString,
		!isNumeric(from) || constructorTakes(t, from) || !readsText(t):
		return v
	}
	return text
}

// readsText reports whether text converts to t.
func readsText(t *Type) bool {
	switch t {
	case TypeDateTime, TypeDateTimeOffset, TypeTimeSpan, TypeGuid, TypeRegex:
		return true
	}
	return rankOfString(t) != rankNone
}

func construct(v Value, t *Type) (Value, error) { return constructWith(v, t, v) }

// constructWith converts v by a constructor call with the given arguments.
func constructWith(v Value, t *Type, args ...Value) (Value, error) {
	result, err := New(t, args)
	if err == nil {
		return result, nil
	}
	var record *ErrorRecord
	if !errors.As(err, &record) {
		return nil, err
	}
	return nil, errConversion("InvalidCastConstructorException", v, t, innermost(record))
}

// thrownBy is the error that a script's constructor threw, which comes wrapped; nil for other errors.
func thrownBy(err error) *ErrorRecord {
	var record *ErrorRecord
	if _, plain := err.(*ErrorRecord); plain || !errors.As(err, &record) {
		return nil
	}
	return record
}

const (
	parseID         = "InvalidCastParseTargetInvocation"
	parseProviderID = "InvalidCastParseTargetInvocationWithFormatProvider"
	parseGenericID  = "InvalidCastParseException" // of a method that cannot be called: [enum]'Monday'
)

// fromText parses text.
func fromText(s string, t *Type) (Value, error) {
	var v Value
	var err error
	switch t {
	case TypeDateTime:
		v, err = ParseDateTime(s, InvariantCulture, 0)
	case TypeDateTimeOffset:
		v, err = ParseDateTimeOffset(s, InvariantCulture, 0)
	case TypeTimeSpan:
		v, err = ParseTimeSpan(s, InvariantCulture)
	case TypeGuid:
		v, err = ParseGuid(s)
	case TypeRegex:
		re, err := CompileRegex(s, 0)
		if err != nil {
			return nil, errConversion("InvalidCastFromStringToRegex", s, t, err)
		}
		own := *re // every conversion makes an object of its own
		return &own, nil
	default:
		return parseMember(s, t)
	}
	if err != nil {
		return nil, errConversion(parseProviderID, s, t, err)
	}
	return v, nil
}

// hasParse is the error id of the type's static Parse method; empty if it has none. Parse methods that take a format
// provider have an id of their own.
func hasParse(t *Type) string {
	m := t.table().static["parse"]
	if m == nil || m.group == nil {
		return ""
	}
	id := ""
	for _, s := range m.group.usable() {
		if len(s.parameters) == 0 || s.parameters[0].typ != TypeString {
			continue
		}
		if len(s.parameters) == 1 && s.generic != nil {
			return parseGenericID
		}
		if len(s.parameters) == 2 && s.parameters[1].typ != nil && s.parameters[1].typ.name == "System.IFormatProvider" {
			return parseProviderID
		}
		if len(s.parameters) == 1 {
			id = parseID
		}
	}
	return id
}

// parseMember goes by the type's own Parse method or its constructor for text.
func parseMember(s string, t *Type) (Value, error) {
	switch id := hasParse(t); {
	case t == TypeEnum: // whose Parse is generic
		return nil, castError("InvalidCastParseException", nil, "Cannot convert value \"%s\" to type \"System.Enum\". Error: "+
			"\"Late bound operations cannot be performed on types or methods for which ContainsGenericParameters is true.\"", s)
	case t.name == "System.Uri": // relative ones are as good
		return constructWith(s, t, s, NewEnum("System.UriKind", 0))
	case id == parseGenericID:
		return nil, errConversion(id, s, t, NewException("System.InvalidOperationException",
			"Late bound operations cannot be performed on types or methods for which ContainsGenericParameters is true."))
	case id != "":
		args := []Value{s}
		if id == parseProviderID {
			args = append(args, InvariantCulture)
		}
		v, err := InvokeStatic(t, "Parse", args)
		if err != nil {
			if _, ok := err.(*ErrorRecord); !ok {
				return nil, err
			}
			return nil, errConversion(id, s, t, innermost(err))
		}
		return v, nil
	case hasConstructorFor(t, TypeString) && t != TypeScriptBlock:
		return construct(s, t)
	}
	return nil, errNoConversion(s, t)
}
