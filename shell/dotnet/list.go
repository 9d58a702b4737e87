package dotnet

import (
	"slices"

	"github.com/partnershell/partnershell/shell/object"
)

// elemOf is the type of a list's elements; System.Object for the older collections.
func elemOf(t *object.Type) *object.Type {
	if a := t.GenericArgs(); len(a) == 1 {
		return a[0]
	}
	if t.FullName() == "System.Collections.Specialized.StringCollection" {
		return object.TypeString
	}
	return object.TypeObject
}

// changed marks a list as changed, so that an enumeration under way notices.
func changed(l *object.List) object.Value {
	l.Version++
	return object.Nothing
}

// newList is the constructors: nothing, a capacity, or a collection to copy.
func newList(t *object.Type, a args) (object.Value, error) {
	l := &object.List{ListType: t}
	switch v := a.at(0).(type) {
	case nil:
		if len(a) > 0 {
			return nil, argumentNull("collection")
		}
	case int32:
		if v < 0 {
			return nil, outOfRange("capacity", "Non-negative number required.")
		}
	case *object.Dictionary:
		l.Items = PairsOf(v)
	default:
		l.Items = slices.Clone(a.items(0))
	}
	return l, nil
}

// listClass is ArrayList, List<T>, Collection<T> and their like.
func listClass(t *object.Type) class {
	return class{
		new: try(func(a args) (object.Value, error) { return newList(t, a) }),
		properties: getters{
			"Count":          get(func(l *object.List) object.Value { return i32(len(l.Items)) }),
			"Capacity":       get(func(l *object.List) object.Value { return i32(listCapacity(len(l.Items))) }),
			"IsReadOnly":     constant(false),
			"IsFixedSize":    constant(false),
			"IsSynchronized": constant(false),
			"SyncRoot":       func(v object.Value) (object.Value, error) { return v, nil },
		},
		setters: setters{"Capacity": set(func(*object.List, object.Value) error { return nil })},
		methods: merge(merge(listChanges(), listQueries()), merge(listRanges(), listSearches())),
		statics: methods{
			"Adapter": static(func(a args) object.Value { return &object.List{ListType: t, Items: a.items(0)} }),
			"Repeat": static(func(a args) object.Value {
				return &object.List{ListType: t, Items: slices.Repeat([]object.Value{a.at(0)}, max(0, a.int(1)))}
			}),
			"Synchronized": static(func(a args) object.Value { return a.at(0) }),
			"ReadOnly":     static(func(a args) object.Value { return a.at(0) }),
			"FixedSize":    static(func(a args) object.Value { return a.at(0) }),
		},
		extra: []*object.Member{{Name: "IsReadOnly", Kind: object.PropertyMember, ValueType: object.TypeBoolean,
			Definition: "bool IsReadOnly {get;}", Get: constant(false)}},
		order: []string{"Capacity", "Count", "IsFixedSize", "IsReadOnly", "IsSynchronized", "SyncRoot"},
	}
}

// listCapacity is how .NET grows a list: to 4, then doubling.
func listCapacity(n int) int {
	if n == 0 {
		return 0
	}
	c := 4
	for c < n {
		c *= 2
	}
	return c
}

// isGeneric reports whether a collection type is a generic one or, as a script's class may be, derived from one.
func isGeneric(t *object.Type) bool {
	for ; t != nil; t = t.Base() {
		if t.GenericDefinition() != "" {
			return true
		}
	}
	return false
}

func listChanges() methods {
	insert := call(func(l *object.List, a args) (object.Value, error) {
		i := a.int(0)
		if i < 0 || i > len(l.Items) {
			return nil, outOfRange("index", "Index must be within the bounds of the List.")
		}
		l.Items = slices.Insert(l.Items, i, a.at(1))
		return changed(l), nil
	})
	return methods{
		"Add": do(func(l *object.List, a args) object.Value {
			l.Items = append(l.Items, a.at(0))
			changed(l)
			if isGeneric(l.ListType) {
				return object.Nothing
			}
			return i32(len(l.Items) - 1)
		}),
		"AddRange": call(func(l *object.List, a args) (object.Value, error) {
			if a.at(0) == nil {
				return nil, argumentNull("collection")
			}
			more := a.items(0)
			if err := object.CheckLength(len(l.Items) + len(more)); err != nil {
				return nil, err
			}
			l.Items = append(l.Items, more...)
			return changed(l), nil
		}),
		"Clear":  do(func(l *object.List, _ args) object.Value { l.Items = nil; return changed(l) }),
		"Insert": insert,
		"Remove": do(func(l *object.List, a args) object.Value {
			i := indexOf(l.Items, a.at(0))
			if i >= 0 {
				l.Items = slices.Delete(l.Items, i, i+1)
				changed(l)
			}
			if l.ListType.GenericDefinition() == "" {
				return object.Nothing
			}
			return i >= 0
		}),
		"RemoveAt": call(func(l *object.List, a args) (object.Value, error) {
			i := a.int(0)
			if i < 0 || i >= len(l.Items) {
				return nil, errIndexRange("index")
			}
			l.Items = slices.Delete(l.Items, i, i+1)
			return changed(l), nil
		}),
		"RemoveAll": call(func(l *object.List, a args) (object.Value, error) {
			var kept []object.Value
			for _, v := range l.Items {
				ok, err := callTest(a.callable(0), v)
				if err != nil {
					return nil, err
				}
				if !ok {
					kept = append(kept, v)
				}
			}
			n := len(l.Items) - len(kept)
			l.Items = kept
			changed(l)
			return i32(n), nil
		}),
		"set_Item": call(func(l *object.List, a args) (object.Value, error) {
			i := a.int(0)
			if i < 0 || i >= len(l.Items) {
				return nil, errIndexRange("index")
			}
			l.Items[i] = a.at(1)
			return changed(l), nil
		}),
		"Reverse": call(func(l *object.List, a args) (object.Value, error) {
			items, err := listRange(l, a)
			if err == nil {
				slices.Reverse(items)
			}
			return changed(l), err
		}),
		"Sort": call(func(l *object.List, a args) (object.Value, error) {
			items := l.Items
			if isInt(a.at(0)) {
				var err error
				if items, err = listRange(l, a); err != nil {
					return nil, err
				}
			}
			return changed(l), newSorter(a.at(len(a) - 1)).sort(items)
		}),
		"TrimExcess":     do(func(*object.List, args) object.Value { return object.Nothing }),
		"TrimToSize":     do(func(*object.List, args) object.Value { return object.Nothing }),
		"EnsureCapacity": do(func(_ *object.List, a args) object.Value { return a.at(0) }),
	}
}

// listRange is the part of a list that (index, count) arguments name; all of it without them.
func listRange(l *object.List, a args) ([]object.Value, error) {
	if !isInt(a.at(0)) {
		return l.Items, nil
	}
	from, n := a.int(0), a.int(1)
	if from < 0 || n < 0 {
		return nil, outOfRange("index", "Non-negative number required.")
	}
	if from > len(l.Items)-n {
		return nil, object.NewException("System.ArgumentException",
			"Offset and length were out of bounds for the array or count is greater than the number of elements from index to the end of the source collection.")
	}
	return l.Items[from : from+n], nil
}

func listRanges() methods {
	return methods{
		"GetRange": call(func(l *object.List, a args) (object.Value, error) {
			items, err := listRange(l, a)
			return &object.List{ListType: l.ListType, Items: slices.Clone(items)}, err
		}),
		"Slice": call(func(l *object.List, a args) (object.Value, error) {
			items, err := listRange(l, a)
			return &object.List{ListType: l.ListType, Items: slices.Clone(items)}, err
		}),
		"InsertRange": call(func(l *object.List, a args) (object.Value, error) {
			i := a.int(0)
			if i < 0 || i > len(l.Items) {
				return nil, errIndexRange("index")
			}
			l.Items = slices.Insert(l.Items, i, slices.Clone(a.items(1))...)
			return changed(l), nil
		}),
		"RemoveRange": call(func(l *object.List, a args) (object.Value, error) {
			if _, err := listRange(l, a); err != nil {
				return nil, err
			}
			l.Items = slices.Delete(l.Items, a.int(0), a.int(0)+a.int(1))
			return changed(l), nil
		}),
		"SetRange": call(func(l *object.List, a args) (object.Value, error) {
			items := a.items(1)
			if i := a.int(0); i < 0 || i > len(l.Items)-len(items) {
				return nil, errIndexRange("index")
			}
			copy(l.Items[a.int(0):], items)
			return changed(l), nil
		}),
	}
}

func listQueries() methods {
	return methods{
		"AsReadOnly": do(func(l *object.List, _ args) object.Value {
			return &object.List{ListType: object.Close(object.LibraryType("System.Collections.ObjectModel.ReadOnlyCollection`1"), elemOf(l.ListType)), Items: l.Items}
		}),
		"BinarySearch": do(func(l *object.List, a args) object.Value {
			v := a.at(0)
			if len(a) == 4 {
				v = a.at(2)
			}
			return i32(binarySearch(l.Items, v))
		}),
		"Clone": do(func(l *object.List, _ args) object.Value {
			return &object.List{ListType: l.ListType, Items: slices.Clone(l.Items)}
		}),
		"Contains": do(func(l *object.List, a args) object.Value { return indexOf(l.Items, a.at(0)) >= 0 }),
		"CopyTo": call(func(l *object.List, a args) (object.Value, error) {
			if len(a) == 4 {
				items, err := listRange(l, args{a.at(0), a.at(3)})
				if err != nil {
					return nil, err
				}
				return copyItems(items, a.at(1), a.int(2))
			}
			return copyItems(l.Items, a.at(0), a.int(1))
		}),
		"GetEnumerator": do(func(l *object.List, _ args) object.Value { return newEnumerator(slices.Clone(l.Items)) }),
		"get_Item": call(func(l *object.List, a args) (object.Value, error) {
			if i := a.int(0); i >= 0 && i < len(l.Items) {
				return l.Items[i], nil
			}
			return nil, errIndexRange("index")
		}),
		"IndexOf":     do(func(l *object.List, a args) object.Value { return i32(arrayIndex(append(args{l}, a...), false)) }),
		"LastIndexOf": do(func(l *object.List, a args) object.Value { return i32(arrayIndex(append(args{l}, a...), true)) }),
		"ToArray": call(func(l *object.List, a args) (object.Value, error) {
			elem := elemOf(l.ListType)
			if t := a.typ(0); t != nil {
				return object.Convert(object.NewArray(slices.Clone(l.Items)...), object.ArrayOf(t))
			}
			return object.NewTypedArray(elem, slices.Clone(l.Items)), nil
		}),
		"ForEach": call(func(l *object.List, a args) (object.Value, error) {
			_, err := mapItems(l.Items, a.callable(0))
			return object.Nothing, err
		}),
		"ConvertAll": call(func(l *object.List, a args) (object.Value, error) {
			items, err := mapItems(l.Items, a.callable(0))
			elem := object.TypeObject
			if t := object.TypeOf(a.at(0)); t != nil && len(t.GenericArgs()) == 2 {
				elem = t.GenericArgs()[1]
			}
			return &object.List{ListType: object.Close(object.LibraryType("System.Collections.Generic.List`1"), elem), Items: items}, err
		}),
	}
}

func listSearches() methods {
	m := methods{}
	for name, f := range searches() {
		m[name] = call(func(l *object.List, a args) (object.Value, error) {
			return f(l.Items, a.callable(len(a)-1), func(items []object.Value) object.Value {
				return &object.List{ListType: l.ListType, Items: items}
			}, elemOf(l.ListType))
		})
	}
	return m
}

// queueClass is Queue and Stack, generic or not, and the concurrent ones: a list whose first element is taken next.
func queueClass(t *object.Type, stack bool) class {
	empty := "Queue empty."
	if stack {
		empty = "Stack empty."
	}
	c := listClass(t)
	c.new = try(func(a args) (object.Value, error) {
		v, err := newList(t, a)
		if l, ok := v.(*object.List); ok && stack {
			slices.Reverse(l.Items)
		}
		return v, err
	})
	add := do(func(l *object.List, a args) object.Value {
		if stack {
			l.PushFront(a.at(0))
		} else {
			l.Items = append(l.Items, a.at(0))
		}
		return changed(l)
	})
	take := func(remove bool) method {
		return call(func(l *object.List, _ args) (object.Value, error) {
			if len(l.Items) == 0 {
				return nil, invalidOperation("%s", empty)
			}
			first := l.Items[0]
			if remove {
				l.Items = l.Items[1:]
				changed(l)
			}
			return first, nil
		})
	}
	tryTake := func(remove bool) method {
		return call(func(l *object.List, a args) (object.Value, error) {
			if len(l.Items) == 0 {
				return false, a.store(0, object.DefaultValue(elemOf(t)))
			}
			first := l.Items[0]
			if remove {
				l.Items = l.Items[1:]
				changed(l)
			}
			return true, a.store(0, first)
		})
	}
	c.methods = merge(methods{
		"Enqueue": add, "Push": add, "Add": add, "Dequeue": take(true), "Pop": take(true), "Peek": take(false),
		"TryDequeue": tryTake(true), "TryPop": tryTake(true), "TryTake": tryTake(true), "TryPeek": tryTake(false),
		"TryAdd": func(r object.Value, a args) (object.Value, error) { _, err := add(r, a); return true, err },
	}, c.methods)
	c.properties["IsEmpty"] = get(func(l *object.List) object.Value { return len(l.Items) == 0 })
	return c
}
