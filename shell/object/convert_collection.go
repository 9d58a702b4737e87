package object

import "strings"

// toArray converts to an array: the elements of a collection one by one, a scalar as the only element.
func toArray(v Value, t *Type) (Value, error) {
	if s, ok := v.(string); ok && t.elem == TypeChar {
		return charArray(s), nil
	}
	items, ok, err := collect(v)
	if err != nil {
		return nil, err
	}
	if !ok {
		return scalarArray(v, t)
	}
	result := make([]Value, len(items))
	for i, item := range items {
		if result[i], err = convertElement(item, t.elem); err != nil {
			return nil, elementCause(v, t, err)
		}
	}
	return NewTypedArray(t.elem, result), nil
}

// elementCause is the error of an element that has no form of the new array's type. Those of an array are reported as
// they are, those of other collections within the collection's own.
func elementCause(v Value, t *Type, err error) error {
	record, ok := err.(*ErrorRecord)
	if _, isArray := v.(*Array); isArray || !ok {
		return err
	}
	return errConversion("InvalidCastExceptionEnumerableToArray", v, t, ConversionCause(record))
}

// convertElement converts an element, which keeps its extended members in an array of objects.
func convertElement(v Value, t *Type) (Value, error) {
	if t == TypeObject {
		return v, nil
	}
	return Convert(v, t)
}

func charArray(s string) *Array {
	units := UTF16Units(s)
	items := make([]Value, len(units))
	for i, u := range units {
		items[i] = Char(u)
	}
	return NewTypedArray(TypeChar, items)
}

// collect holds all elements of a collection; ok is false if v is none.
func collect(v Value) (items []Value, ok bool, err error) {
	switch c := v.(type) {
	case string, *Dictionary:
		return nil, false, nil
	case *Array:
		return c.Items, true, nil
	case *List:
		return c.Items, true, nil
	case Enumerable:
		return collectEach(c)
	}
	return nil, false, nil
}

// collectEach stands apart so that collect, which most operators ask about plain values, needs no memory for the result.
func collectEach(c Enumerable) (items []Value, ok bool, err error) {
	err = c.Each(func(item Value) bool {
		items = append(items, item)
		return true
	})
	return items, true, err
}

func scalarArray(v Value, t *Type) (Value, error) {
	item, err := convertElement(v, t.elem)
	if err == nil {
		return NewTypedArray(t.elem, []Value{item}), nil
	}
	record, ok := err.(*ErrorRecord)
	if _, isDictionary := v.(*Dictionary); !ok || isDictionary || record.ID == noConversion {
		return nil, errNoConversion(v, t)
	}
	return nil, errConversion("InvalidCastExceptionScalarToArray", v, t, ConversionCause(record))
}

// isListType reports the collections that a list of values converts to: those with a constructor or an Add method for
// elements.
func isListType(t *Type) bool {
	switch t.generic {
	case "System.Collections.Generic.List`1", "System.Collections.Generic.HashSet`1",
		"System.Collections.Generic.SortedSet`1", "System.Collections.Generic.Queue`1",
		"System.Collections.Generic.Stack`1", "System.Collections.Generic.LinkedList`1",
		"System.Collections.ObjectModel.Collection`1", "System.Collections.ObjectModel.ReadOnlyCollection`1":
		return true
	}
	return false
}

// toList converts to a generic collection, elements and all.
func toList(v Value, t *Type) (Value, error) {
	elem := t.args[0]
	if d, ok := v.(*Dictionary); ok {
		return fromDictionary(d, t)
	}
	items, ok, err := collect(v)
	if err != nil {
		return nil, err
	}
	if !ok {
		item, err := Convert(v, elem)
		if err != nil {
			return nil, err
		}
		items = []Value{item}
	}
	converted := make([]Value, len(items))
	for i, item := range items {
		if converted[i], err = convertElement(item, elem); err != nil {
			return nil, errNoConversion(v, t)
		}
	}
	result, err := New(t, []Value{NewTypedArray(elem, converted)})
	if err != nil {
		return nil, errConversion("InvalidCastConstructorException", v, t, innermost(err))
	}
	return result, nil
}

// innermost is the exception that a method threw, without the wrapper that calls put around it.
func innermost(err error) error {
	if r, ok := err.(*ErrorRecord); ok {
		if r.Exception.Inner != nil {
			return r.Exception.Inner
		}
		return r.Exception
	}
	return err
}

// fromDictionary makes an object by its default constructor and sets the properties that the dictionary names.
func fromDictionary(d *Dictionary, t *Type) (Value, error) {
	if t == TypeArrayList { // which takes the entries themselves
		return New(t, []Value{d})
	}
	return withProperties(d, t, func(set func(name string, v Value) error) error {
		for _, e := range d.Entries() {
			if err := set(ToText(e.Key), e.Value); err != nil {
				return err
			}
		}
		return nil
	})
}

// fromProperties does the same with the properties of a property bag, whose values are converted first: what fails
// then is the whole conversion.
func fromProperties(bag *CustomObject, t *Type) (Value, error) {
	return withProperties(bag, t, func(set func(name string, v Value) error) error {
		for i, name := range bag.Shape().Names() {
			m := t.InstanceMember(name)
			if m == nil || m.IsMethod() {
				return errNoConversion(bag, t)
			}
			v := bag.At(i)
			if m.ValueType != nil {
				converted, err := Convert(v, m.ValueType)
				if err != nil {
					return errConversion("InvalidCastConstructorException", bag, t, innermost(err))
				}
				v = converted
			}
			if err := set(name, v); err != nil {
				return err
			}
		}
		return nil
	})
}

func withProperties(from Value, t *Type, each func(set func(name string, v Value) error) error) (Value, error) {
	o, err := New(t, nil)
	if thrown := thrownBy(err); thrown != nil {
		return nil, errConversion("InvalidCastConstructorException", from, t, innermost(thrown))
	}
	if err != nil {
		return nil, errNoConversion(from, t)
	}
	_, isDictionary := o.(*Dictionary)
	err = each(func(name string, v Value) error {
		if isDictionary {
			return errCreation(o, t, name, cannotFindToSet(o, name))
		}
		if err := SetProperty(o, name, v); err != nil {
			return errCreation(o, t, name, err)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return o, nil
}

func errCreation(o Value, t *Type, name string, cause error) *ErrorRecord {
	message := cause.Error()
	if r, ok := cause.(*ErrorRecord); ok {
		switch {
		case r.ID == "PropertyAssignmentException" || r.ID == "PropertyNotFound":
			message = "The property '" + name + "' was not found for the '" + t.QualifiedName() + "' object. " + settable(o)
		case r.Exception.Inner != nil:
			message = r.Exception.Inner.Message
		}
	}
	return castError("ObjectCreationError", cause, "Cannot create object of type \"%s\". %s", t.name, message)
}

// settable lists the properties that could have been set.
func settable(o Value) string {
	var list []string
	for _, m := range Members(o, false) {
		if m.Set != nil && !m.Hidden {
			list = append(list, "["+m.Name+" <"+valueTypeName(m)+">]")
		}
	}
	if list == nil {
		return "There is no settable property available."
	}
	return "The settable properties are: " + strings.Join(list, ", ") + "."
}

func valueTypeName(m *Member) string {
	if m.ValueType == nil {
		return TypeObject.name
	}
	return m.ValueType.name
}
