package interp

import (
	"github.com/partnershell/partnershell/shell/object"
	"github.com/partnershell/partnershell/shell/syntax"
)

// index compiles target[index].
func (c *compiler) index(x *syntax.IndexExpression) evalFn {
	target, index := c.expr(x.Target), c.expr(x.Index)
	return func(fr *frame) (object.Value, error) {
		v, err := target(fr)
		if err != nil {
			return nil, err
		}
		if x.NullConditional && object.IsNull(v) {
			return nil, nil
		}
		i, err := index(fr)
		if err != nil {
			return nil, err
		}
		if a, ok := v.(*object.Array); ok {
			if n, ok := i.(int32); ok && n >= 0 && int(n) < len(a.Items) {
				return a.Items[n], nil
			}
		}
		return fr.getIndex(v, i)
	}
}

func errNullArray() error {
	return runtimeError("NullArray", object.InvalidOperation, "Cannot index into a null array.")
}

func errNullIndex() error {
	return runtimeError("NullArrayIndex", object.InvalidOperation, "Index operation failed; the array index evaluated to null.")
}

// getIndex reads an element: of arrays, lists, dictionaries, text, and of whatever has an indexer.
func (fr *frame) getIndex(v, index object.Value) (object.Value, error) {
	if object.IsNull(v) {
		return nil, errNullArray()
	}
	base := object.Base(v)
	if d, ok := base.(*object.Dictionary); ok {
		return fr.dictionaryIndex(d, index)
	}
	if object.IsNull(index) {
		return nil, errNullIndex()
	}
	if indexes, many := object.Elements(index); many {
		if a, ok := base.(*object.MultiArray); ok {
			return fr.gridElements(a, indexes)
		}
		return fr.manyIndexes(v, indexes)
	}
	switch x := base.(type) {
	case *object.Array:
		return fr.element(x.Items, index)
	case *object.MultiArray:
		return nil, errGridRank(x, index)
	case *object.List:
		if isIndexable(x) {
			return fr.element(x.Items, index)
		}
	case *object.TypeNameList:
		names, _ := object.Elements(x)
		return fr.element(names, index)
	case object.Indexed:
		return fr.element(x.Positions(), index)
	case string:
		return fr.character(x, index)
	}
	return fr.otherIndex(v, index)
}

// isIndexable reports whether a List is one that has positions: not a stack, queue or set.
func isIndexable(l *object.List) bool {
	return l.ListType == object.TypeArrayList || l.ListType.Implements("System.Collections.IList") ||
		object.FindMember(l, "Item") != nil
}

func (fr *frame) manyIndexes(v object.Value, indexes []object.Value) (object.Value, error) {
	out := make([]object.Value, 0, len(indexes))
	items, isList := object.Elements(v)
	for _, i := range indexes {
		if isList {
			n, err := toIndex(i)
			if err != nil {
				return nil, err
			}
			if n < 0 {
				n += len(items)
			}
			if n < 0 || n >= len(items) {
				if fr.scope.strict >= 3 {
					return nil, errIndexOutOfRange()
				}
				continue
			}
			out = append(out, items[n])
			continue
		}
		value, err := fr.getIndex(v, i)
		if err != nil {
			return nil, err
		}
		if value != nil {
			out = append(out, value)
		}
	}
	return object.NewArray(out...), nil
}

func (fr *frame) dictionaryIndex(d *object.Dictionary, index object.Value) (object.Value, error) {
	if object.IsNull(index) {
		return nil, errNullIndex()
	}
	if value, ok := d.Get(dictionaryKey(d, index)); ok {
		return value, nil
	}
	if d.DictType == object.TypeOrderedDictionary {
		if n, ok := object.Base(index).(int32); ok {
			entries := d.Entries()
			if n >= 0 && int(n) < len(entries) {
				return entries[n].Value, nil
			}
			return nil, nil
		}
	}
	keys, many := object.Elements(index)
	if !many {
		return nil, nil
	}
	out := make([]object.Value, 0, len(keys))
	for _, k := range keys {
		value, err := fr.dictionaryIndex(d, k)
		if err != nil {
			return nil, err
		}
		out = append(out, value)
	}
	return object.NewArray(out...), nil
}

// dictionaryKey is an index as the dictionary's key type has it.
func dictionaryKey(d *object.Dictionary, index object.Value) object.Value {
	index = object.Base(index)
	args := d.DictType.GenericArgs()
	if len(args) != 2 || args[0] == object.TypeObject {
		return index
	}
	if converted, err := convertFor(index, args[0]); err == nil {
		return converted
	}
	return index
}

func toIndex(index object.Value) (int, error) {
	if n, ok := index.(int32); ok {
		return int(n), nil
	}
	v, err := object.Convert(index, object.TypeInt32)
	if err != nil {
		return 0, err
	}
	n, _ := v.(int32)
	return int(n), nil
}

// noElement is what an index that leads nowhere gives: $null, or the error in strict mode 3.
func (fr *frame) noElement(err error) (object.Value, error) {
	if fr.scope.strict >= 3 {
		return nil, err
	}
	return nil, nil
}

func (fr *frame) element(items []object.Value, index object.Value) (object.Value, error) {
	n, err := toIndex(index)
	if err != nil {
		return fr.noElement(err)
	}
	if n < 0 {
		n += len(items)
	}
	if n < 0 || n >= len(items) {
		return fr.noElement(errIndexOutOfRange())
	}
	return items[n], nil
}

func errIndexOutOfRange() error {
	return object.NewError("System.IndexOutOfRangeException", "System.IndexOutOfRangeException", object.OperationStopped,
		"Index was outside the bounds of the array.")
}

func (fr *frame) character(s string, index object.Value) (object.Value, error) {
	n, err := toIndex(index)
	if err != nil {
		return fr.noElement(err)
	}
	length := object.UTF16Length(s)
	if n < 0 {
		n += length
	}
	if n < 0 || n >= length {
		return fr.noElement(errIndexOutOfRange())
	}
	return object.Char(object.UTF16Unit(s, n)), nil
}

// otherIndex is for objects with an indexer of their own; a scalar is its own element 0.
func (fr *frame) otherIndex(v, index object.Value) (object.Value, error) {
	for _, name := range []string{"Item", "ItemOf"} { // ItemOf is what collections of XML nodes have
		if m := object.FindMember(v, name); m != nil && m.Kind == object.ParameterizedProperty {
			return fr.callIndexer(v, name, index)
		}
	}
	if m := object.FindMember(v, "get_Item"); m != nil {
		return fr.callIndexer(v, "get_Item", index)
	}
	if m := object.FindMember(v, "Chars"); m != nil && len(m.Overloads) > 0 {
		return object.InvokeMethod(v, "Chars", []object.Value{index})
	}
	n, err := toIndex(index)
	if err == nil && (n == 0 || n == -1) {
		return v, nil
	}
	if fr.scope.strict >= 3 {
		return nil, errIndexOutOfRange()
	}
	return object.Nothing, nil
}

// callIndexer reads by an object's own indexer. What it throws is no error of the script's unless it is strict: there is
// just no such element.
func (fr *frame) callIndexer(v object.Value, name string, index object.Value) (object.Value, error) {
	element, err := object.InvokeMethod(v, name, []object.Value{index})
	if e, ok := err.(*object.ErrorRecord); ok && e.Exception.Inner != nil && fr.scope.strict < 3 {
		return nil, nil
	}
	return element, err
}

// setIndex writes an element.
func (fr *frame) setIndex(v, index, value object.Value) error {
	if object.IsNull(v) {
		return errNullArray()
	}
	base := object.Base(v)
	if d, ok := base.(*object.Dictionary); ok {
		return setDictionaryIndex(d, index, value)
	}
	if object.IsNull(index) {
		return errNullIndex()
	}
	switch x := base.(type) {
	case *object.Array:
		return setElement(x, index, value)
	case *object.MultiArray:
		return setGridElement(x, index, value)
	case *object.List:
		return setListElement(x, index, value)
	}
	for _, setter := range []string{"set_Item", "set_Chars"} {
		if m := object.FindMember(v, setter); m != nil {
			_, err := object.InvokeMethod(v, setter, []object.Value{index, value})
			return err
		}
	}
	if m := object.FindMember(v, "Item"); m != nil && m.Kind == object.ParameterizedProperty {
		_, err := object.InvokeMethod(v, "Item", []object.Value{index, value})
		return err
	}
	return runtimeError("CannotIndex", object.InvalidOperation, "Unable to index into an object of type \"%s\".",
		object.TypeOf(v).FullName())
}

func setDictionaryIndex(d *object.Dictionary, index, value object.Value) error {
	if object.IsNull(index) {
		return errNullIndex()
	}
	if d.DictType == object.TypeOrderedDictionary {
		if n, ok := object.Base(index).(int32); ok {
			if _, isKey := d.Get(index); !isKey {
				return setOrderedAt(d, int(n), value)
			}
		}
	}
	if args := d.DictType.GenericArgs(); len(args) == 2 {
		key, err := convertFor(object.Base(index), args[0])
		if err != nil {
			return err
		}
		converted, err := convertFor(value, args[1])
		if err != nil {
			return err
		}
		d.Set(key, converted)
		return nil
	}
	d.Set(object.Base(index), value)
	return nil
}

func setOrderedAt(d *object.Dictionary, n int, value object.Value) error {
	entries := d.Entries()
	if n < 0 || n >= len(entries) {
		return object.NewError("System.ArgumentOutOfRangeException", "System.ArgumentOutOfRangeException", object.OperationStopped,
			"Specified argument was out of the range of valid values. (Parameter 'index')")
	}
	d.Set(entries[n].Key, value)
	return nil
}

func setElement(a *object.Array, index, value object.Value) error {
	if indexes, many := object.Elements(index); many {
		return runtimeError("ArraySliceAssignmentFailed", object.InvalidOperation, "Array assignment to [%s] failed because "+
			"assignment to slices is not supported.", indexText(object.NewArray(indexes...)))
	}
	n, err := toIndex(index)
	if err != nil {
		return err
	}
	if n < 0 {
		n += len(a.Items)
	}
	if n < 0 || n >= len(a.Items) {
		return errIndexOutOfRange()
	}
	if a.Elem != nil {
		if value, err = convertFor(value, a.Elem); err != nil {
			return err
		}
	}
	a.Items[n] = value
	return nil
}

func setListElement(l *object.List, index, value object.Value) error {
	n, err := toIndex(index)
	if err != nil {
		return err
	}
	if n < 0 {
		n += len(l.Items)
	}
	if n < 0 || n >= len(l.Items) {
		return object.NewError("System.ArgumentOutOfRangeException", "System.ArgumentOutOfRangeException", object.OperationStopped,
			"Index was out of range. Must be non-negative and less than the size of the collection. (Parameter 'index')")
	}
	if args := l.ListType.GenericArgs(); len(args) == 1 {
		if value, err = convertFor(value, args[0]); err != nil {
			return err
		}
	}
	l.Items[n] = value
	l.Version++
	return nil
}
