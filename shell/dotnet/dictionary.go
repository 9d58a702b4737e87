package dotnet

import (
	"github.com/partnershell/partnershell/shell/object"
)

// dictionaryClass is every IDictionary: Hashtable, OrderedDictionary, Dictionary<K,V>, SortedDictionary …
func dictionaryClass(t *object.Type) class {
	return class{
		new: try(func(a args) (object.Value, error) { return newDictionary(t, a) }),
		properties: getters{
			"Count":          get(func(d *object.Dictionary) object.Value { return i32(d.Len()) }),
			"Keys":           get(func(d *object.Dictionary) object.Value { return &view{dict: d} }),
			"Values":         get(func(d *object.Dictionary) object.Value { return &view{dict: d, values: true} }),
			"IsEmpty":        get(func(d *object.Dictionary) object.Value { return d.Len() == 0 }),
			"Capacity":       get(func(d *object.Dictionary) object.Value { return i32(d.Len()) }),
			"IsReadOnly":     constant(false),
			"IsFixedSize":    constant(false),
			"IsSynchronized": constant(false),
			"SyncRoot":       func(v object.Value) (object.Value, error) { return v, nil },
			"Comparer":       get(func(d *object.Dictionary) object.Value { return comparerOf(d) }),
		},
		methods: merge(dictionaryMethods(), orderedMethods()),
		statics: methods{"Synchronized": static(func(a args) object.Value { return a.at(0) })},
		order:   dictionaryOrder(t),
		hidden:  hiddenOfDictionary(t),
	}
}

func hiddenOfDictionary(t *object.Type) []string {
	if t == object.TypeOrderedDictionary {
		return []string{"IsFixedSize bool", "SyncRoot System.Object", "IsSynchronized bool"}
	}
	return nil
}

// dictionaryOrder is the order of the properties.
func dictionaryOrder(t *object.Type) []string {
	if t == object.TypeOrderedDictionary {
		return []string{"Count", "IsReadOnly", "Keys", "Values"}
	}
	return []string{"IsReadOnly", "IsFixedSize", "IsSynchronized", "Keys", "Values", "SyncRoot", "Count"}
}

func comparerOf(d *object.Dictionary) object.Value {
	if d.CaseSensitive {
		return ordinalComparer
	}
	return &textComparer{name: "OrdinalIgnoreCase", ignoreCase: true}
}

// newDictionary reads the constructors' arguments: entries to copy and a comparer, in any order. A dictionary that a
// script makes with new compares text keys with their case, unlike @{}.
func newDictionary(t *object.Type, a args) (object.Value, error) {
	d := &object.Dictionary{DictType: t, CaseSensitive: true}
	if isSorted(d) {
		d.Less = lessValue
	}
	for i := range a {
		if c, ok := a.at(i).(*textComparer); ok {
			d.CaseSensitive = !c.ignoreCase
		}
	}
	source := a.at(0)
	if from, ok := source.(*object.Dictionary); ok {
		for _, e := range from.Entries() {
			d.Set(e.Key, e.Value)
		}
	} else if items, ok := object.Elements(source); ok {
		for _, v := range items {
			if p, ok := v.(*Pair); ok {
				d.Set(p.Key, p.Value)
			}
		}
	}
	return d, nil
}

// isSorted reports the dictionaries that keep their keys in order.
func isSorted(d *object.Dictionary) bool {
	switch d.DictType.GenericDefinition() {
	case "System.Collections.Generic.SortedDictionary`2", "System.Collections.Generic.SortedList`2":
		return true
	}
	return d.DictType.FullName() == "System.Collections.SortedList"
}

// SetEntry assigns to a key as $d[key] = value does: generic dictionaries convert both, sorted ones keep their order.
func SetEntry(d *object.Dictionary, key, v object.Value) error {
	_, err := put(d, args{key, v})
	return err
}

func put(d *object.Dictionary, a args) (object.Value, error) {
	key, v := a.at(0), a.at(1)
	if object.IsNull(key) {
		return nil, argumentNull("key")
	}
	if t := d.DictType.GenericArgs(); len(t) == 2 {
		var err error
		if key, err = object.Convert(key, t[0]); err != nil {
			return nil, err
		}
		if !object.IsNull(v) || t[1].Kind() != object.ClassType {
			if v, err = object.Convert(v, t[1]); err != nil {
				return nil, err
			}
		}
	}
	d.Set(key, v)
	return object.Nothing, nil
}

func dictionaryAdd(d *object.Dictionary, a args) (object.Value, error) {
	if p, ok := a.at(0).(*Pair); ok && len(a) == 1 {
		a = args{p.Key, p.Value}
	}
	key := a.at(0)
	if object.IsNull(key) {
		return nil, argumentNull("key")
	}
	if d.Has(key) {
		return nil, duplicateKey(d, key)
	}
	return put(d, a)
}

// duplicateKey is the error of adding a key twice; the older collections word it differently.
func duplicateKey(d *object.Dictionary, key object.Value) error {
	if d.DictType.GenericDefinition() != "" {
		return object.NewException("System.ArgumentException", "An item with the same key has already been added. Key: %s", NetText(key))
	}
	existing := key
	for _, e := range d.Entries() {
		if k, ok := e.Key.(string); ok && object.EqualNames(k, NetText(key)) {
			existing = k
		}
	}
	return object.NewException("System.ArgumentException", "Item has already been added. Key in dictionary: '%s'  Key being added: '%s'",
		NetText(existing), NetText(key))
}

func dictionaryMethods() methods {
	contains := call(func(d *object.Dictionary, a args) (object.Value, error) {
		if object.IsNull(a.at(0)) {
			return nil, argumentNull("key")
		}
		return d.Has(a.at(0)), nil
	})
	containsValue := do(func(d *object.Dictionary, a args) object.Value {
		for _, e := range d.Entries() {
			if equals(e.Value, a.at(0)) {
				return true
			}
		}
		return false
	})
	return methods{
		"Add":           call(dictionaryAdd),
		"Clear":         do(func(d *object.Dictionary, _ args) object.Value { d.Clear(); return object.Nothing }),
		"Clone":         do(func(d *object.Dictionary, _ args) object.Value { return d.Copy() }),
		"Contains":      contains,
		"ContainsKey":   contains,
		"ContainsValue": containsValue,
		"CopyTo": call(func(d *object.Dictionary, a args) (object.Value, error) {
			return copyItems(PairsOf(d), a.at(0), a.int(1))
		}),
		"EnsureCapacity": do(func(d *object.Dictionary, a args) object.Value { return a.at(0) }),
		"TrimExcess":     do(func(*object.Dictionary, args) object.Value { return object.Nothing }),
		"GetEnumerator":  do(func(d *object.Dictionary, _ args) object.Value { return dictionaryEnumerator(d) }),
		"get_Item":       call(dictionaryGet),
		"set_Item":       call(put),
		"Remove":         call(dictionaryRemove),
		"TryAdd": call(func(d *object.Dictionary, a args) (object.Value, error) {
			if d.Has(a.at(0)) {
				return false, nil
			}
			_, err := put(d, a)
			return true, err
		}),
		"TryGetValue": call(func(d *object.Dictionary, a args) (object.Value, error) {
			v, ok := d.Get(a.at(0))
			if !ok {
				v = valueDefault(d)
			}
			return ok, a.store(1, v)
		}),
		"TryRemove": call(func(d *object.Dictionary, a args) (object.Value, error) {
			v, ok := d.Get(a.at(0))
			d.Remove(a.at(0))
			return ok, a.store(1, v)
		}),
		"TryUpdate": call(func(d *object.Dictionary, a args) (object.Value, error) {
			if v, ok := d.Get(a.at(0)); !ok || !equals(v, a.at(2)) {
				return false, nil
			}
			_, err := put(d, args{a.at(0), a.at(1)})
			return err == nil, err
		}),
		"GetOrAdd": call(func(d *object.Dictionary, a args) (object.Value, error) {
			if v, ok := d.Get(a.at(0)); ok {
				return v, nil
			}
			v, err := produced(a.at(1), a.at(0))
			if err == nil {
				_, err = put(d, args{a.at(0), v})
			}
			return v, err
		}),
		"AddOrUpdate": call(func(d *object.Dictionary, a args) (object.Value, error) {
			v, err := produced(a.at(1), a.at(0))
			if old, ok := d.Get(a.at(0)); ok {
				v, err = produced(a.at(2), a.at(0), old)
			}
			if err == nil {
				_, err = put(d, args{a.at(0), v})
			}
			return v, err
		}),
	}
}

// produced is a value argument, or what a factory delegate makes.
func produced(v object.Value, a ...object.Value) (object.Value, error) {
	if f, ok := object.AsCallable(v); ok {
		return f.Call(a...)
	}
	return v, nil
}

func valueDefault(d *object.Dictionary) object.Value {
	if t := d.DictType.GenericArgs(); len(t) == 2 {
		return object.DefaultValue(t[1])
	}
	return nil
}

func dictionaryEnumerator(d *object.Dictionary) *enumerator {
	e := newEnumerator(PairsOf(d))
	switch {
	case d.DictType.GenericArgs() != nil:
		e.typ = object.Close(object.LibraryType("System.Collections.Generic.Dictionary`2+Enumerator"), d.DictType.GenericArgs()...)
	case d.DictType == object.TypeOrderedDictionary:
		e.typ = object.LibraryType("System.Collections.Specialized.OrderedDictionary+OrderedDictionaryEnumerator")
	default:
		e.typ = object.LibraryType("System.Collections.Hashtable+HashtableEnumerator")
	}
	return e
}

// dictionaryGet is the indexer: by key, and by position in an ordered dictionary.
func dictionaryGet(d *object.Dictionary, a args) (object.Value, error) {
	if v, ok := d.Get(a.at(0)); ok {
		return v, nil
	}
	if i, ok := a.at(0).(int32); ok && d.DictType == object.TypeOrderedDictionary {
		entries := d.Entries()
		if i < 0 || int(i) >= len(entries) {
			return nil, errIndexRange("index")
		}
		return entries[i].Value, nil
	}
	if d.DictType.GenericDefinition() != "" {
		return nil, object.NewException("System.Collections.Generic.KeyNotFoundException",
			"The given key '%s' was not present in the dictionary.", NetText(a.at(0)))
	}
	return nil, nil
}

func errIndexRange(parameter string) error {
	return outOfRange(parameter, "Index was out of range. Must be non-negative and less than the size of the collection.")
}

// dictionaryRemove tells generic callers whether the key was there.
func dictionaryRemove(d *object.Dictionary, a args) (object.Value, error) {
	if object.IsNull(a.at(0)) {
		return nil, argumentNull("key")
	}
	old, _ := d.Get(a.at(0))
	removed := d.Remove(a.at(0))
	if d.DictType.GenericDefinition() == "" {
		return object.Nothing, nil
	}
	return removed, a.store(1, old)
}

// orderedMethods go by position: OrderedDictionary and the sorted lists.
func orderedMethods() methods {
	at := func(d *object.Dictionary, i int) (object.Entry, error) {
		entries := d.Entries()
		if i < 0 || i >= len(entries) {
			return object.Entry{}, errIndexRange("index")
		}
		return entries[i], nil
	}
	entryPart := func(part func(object.Entry) object.Value) method {
		return call(func(d *object.Dictionary, a args) (object.Value, error) {
			e, err := at(d, a.int(0))
			if err != nil {
				return nil, err
			}
			return part(e), nil
		})
	}
	key := entryPart(func(e object.Entry) object.Value { return e.Key })
	byIndex := entryPart(func(e object.Entry) object.Value { return e.Value })
	return methods{
		"GetKey": key, "GetKeyAtIndex": key, "GetByIndex": byIndex, "GetValueAtIndex": byIndex,
		"Insert": call(func(d *object.Dictionary, a args) (object.Value, error) {
			if i := a.int(0); i < 0 || i > d.Len() {
				return nil, errIndexRange("index")
			}
			if d.Has(a.at(1)) {
				return nil, duplicateKey(d, a.at(1))
			}
			d.InsertAt(a.int(0), a.at(1), a.at(2))
			return object.Nothing, nil
		}),
		"RemoveAt": call(func(d *object.Dictionary, a args) (object.Value, error) {
			e, err := at(d, a.int(0))
			if err == nil {
				d.Remove(e.Key)
			}
			return object.Nothing, err
		}),
		"IndexOfKey": do(func(d *object.Dictionary, a args) object.Value {
			return i32(indexOf((&view{dict: d}).items(), a.at(0)))
		}),
		"IndexOfValue": do(func(d *object.Dictionary, a args) object.Value {
			return i32(indexOf((&view{dict: d, values: true}).items(), a.at(0)))
		}),
		"GetKeyList":   do(func(d *object.Dictionary, _ args) object.Value { return &view{dict: d} }),
		"GetValueList": do(func(d *object.Dictionary, _ args) object.Value { return &view{dict: d, values: true} }),
		"AsReadOnly":   do(func(d *object.Dictionary, _ args) object.Value { return d }),
	}
}
