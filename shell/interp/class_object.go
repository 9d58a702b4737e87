package interp

import (
	"github.com/partnershell/partnershell/shell/object"
)

// ScriptObject is an instance of a script class.
type ScriptObject struct {
	class  *scriptClass
	fields []object.Value
	self   object.Value // the object as scripts hold it
	object.Extension
}

// instance is a ScriptObject, or what embeds one.
type instance interface{ instance() *ScriptObject }

func (o *ScriptObject) instance() *ScriptObject { return o }

// newInstance makes an object whose properties are still empty.
func (c *scriptClass) newInstance() object.Value {
	fields := make([]object.Value, c.size)
	if c.t.Implements("System.Collections.IEnumerable") {
		o := &enumerableObject{ScriptObject{class: c, fields: fields}}
		o.self = o
		return o
	}
	o := &ScriptObject{class: c, fields: fields}
	o.self = o
	return o
}

// Type implements object.Object.
func (o *ScriptObject) Type() *object.Type { return o.class.t }

// Text implements object.Texter: what the class's ToString method gives, or the class's name.
func (o *ScriptObject) Text() string {
	if m := o.class.find("ToString", 0); m != nil && o.class.rt.unheard == nil {
		v, err := m.call(o.self, nil)
		if err == nil {
			return object.ToText(v)
		}
		if isCallDepthOverflow(err) {
			o.class.rt.lose(err)
		}
	}
	return o.class.t.FullName()
}

// Format implements object.Formatter by the ToString method of IFormattable.
func (o *ScriptObject) Format(format string, c *object.Culture) (string, error) {
	m := o.class.find("ToString", 2)
	if m == nil || !o.class.t.Implements("System.IFormattable") {
		return o.Text(), nil
	}
	v, err := m.call(o.self, []object.Value{format, c})
	if err != nil {
		return "", err
	}
	return object.ToText(v), nil
}

// CompareTo implements object.Comparable by the class's method of that name.
func (o *ScriptObject) CompareTo(other object.Value) (int, error) {
	m := o.class.find("CompareTo", 1)
	if m == nil {
		return 0, object.NewError(ns+"ExtendedTypeSystemException", "NotIcomparable", object.NotSpecified,
			"Cannot compare \"%s\" because it is not IComparable.", object.ToText(o))
	}
	v, err := m.call(o.self, []object.Value{other})
	if err != nil {
		return 0, err
	}
	return object.ToInt(v)
}

// EqualTo implements object.Equatable by the class's Equals method.
func (o *ScriptObject) EqualTo(other object.Value) bool {
	if same, ok := other.(instance); ok && same.instance() == o {
		return true
	}
	m := o.class.find("Equals", 1)
	if m == nil || o.class.rt.unheard != nil {
		return false
	}
	v, err := m.call(o.self, []object.Value{other})
	o.class.rt.lose(err)
	return err == nil && object.ToBool(v)
}

// HashKey implements object.HashKeyer: objects whose class says how they are equal are the same key when their hash
// codes are.
func (o *ScriptObject) HashKey() any {
	hash := o.class.find("GetHashCode", 0)
	if hash == nil || o.class.find("Equals", 1) == nil || o.class.rt.unheard != nil {
		return o
	}
	v, err := hash.call(o.self, nil)
	if err != nil {
		o.class.rt.lose(err)
		return o
	}
	return scriptKey{o.class, object.ToText(v)}
}

// scriptKey is an object as a key of a hashtable.
type scriptKey struct {
	class *scriptClass
	hash  string
}

// enumerableObject is an instance of a class that implements IEnumerable: pipelines and loops take it apart.
type enumerableObject struct{ ScriptObject }

// Each implements object.Enumerable by what the class's GetEnumerator returns.
func (o *enumerableObject) Each(yield func(object.Value) bool) error {
	m := o.class.find("GetEnumerator", 0)
	if m == nil {
		return nil
	}
	items, err := m.call(o.self, nil)
	if err != nil {
		return err
	}
	if custom, ok := object.Base(items).(instance); ok {
		return custom.instance().enumerate(yield)
	}
	_, err = object.Each(items, yield)
	return err
}

// enumerate takes the elements out of an object whose class implements IEnumerator.
func (o *ScriptObject) enumerate(yield func(object.Value) bool) error {
	for {
		more, err := object.InvokeMethod(o.self, "MoveNext", nil)
		if err != nil || !object.ToBool(more) {
			return err
		}
		item, _, err := object.GetProperty(o.self, "Current")
		if err != nil {
			return err
		}
		if !yield(item) {
			return nil
		}
	}
}
