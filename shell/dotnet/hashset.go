package dotnet

import (
	"github.com/partnershell/partnershell/shell/object"
)

// hashSet is HashSet<T> and SortedSet<T>.
type hashSet struct {
	typ  *object.Type
	dict *object.Dictionary // its keys are the elements
}

// Type implements object.Object.
func (s *hashSet) Type() *object.Type { return s.typ }

func (s *hashSet) items() []object.Value { return (&view{dict: s.dict}).items() }

// Each implements object.Enumerable.
func (s *hashSet) Each(yield func(object.Value) bool) error { return (&view{dict: s.dict}).Each(yield) }

// add reports whether the element is new.
func (s *hashSet) add(v object.Value) bool {
	if v == nil {
		v = nullElement{}
	}
	if s.dict.Has(v) {
		return false
	}
	s.dict.Set(v, nil)
	return true
}

type nullElement struct{}

// newHashSet reads the constructors' arguments: elements and a comparer.
func newHashSet(t *object.Type, sorted bool, a args) (object.Value, error) {
	s := &hashSet{typ: t, dict: &object.Dictionary{DictType: object.TypeHashtable, CaseSensitive: true}}
	if sorted {
		s.dict.Less = lessValue
	}
	for i := range a {
		if c, ok := a.at(i).(*textComparer); ok {
			s.dict.CaseSensitive = !c.ignoreCase
		}
	}
	for _, v := range a.items(0) {
		s.add(v)
	}
	return s, nil
}

// copyOf makes a set with the same comparison.
func (s *hashSet) copyOf(items []object.Value) *hashSet {
	c := &hashSet{typ: s.typ, dict: &object.Dictionary{DictType: object.TypeHashtable, CaseSensitive: s.dict.CaseSensitive}}
	for _, v := range items {
		c.add(v)
	}
	return c
}

func hashSetClass(t *object.Type, sorted bool) class {
	return class{
		new: try(func(a args) (object.Value, error) { return newHashSet(t, sorted, a) }),
		properties: getters{
			"Count":    get(func(s *hashSet) object.Value { return i32(s.dict.Len()) }),
			"Capacity": get(func(s *hashSet) object.Value { return i32(s.dict.Len()) }),
			"Comparer": get(func(s *hashSet) object.Value { return comparerOf(s.dict) }),
			"Min":      get(func(s *hashSet) object.Value { return s.end(false) }),
			"Max":      get(func(s *hashSet) object.Value { return s.end(true) }),
		},
		methods: merge(setMethods(), setAlgebra()),
	}
}

// end is the smallest or largest element of a sorted set.
func (s *hashSet) end(last bool) object.Value {
	items := s.items()
	switch {
	case len(items) == 0:
		return nil
	case last:
		return items[len(items)-1]
	}
	return items[0]
}

func setMethods() methods {
	return methods{
		"GetViewBetween": call(func(s *hashSet, a args) (object.Value, error) {
			var within []object.Value
			for _, v := range s.items() {
				low, err := compareValues(v, a.at(0))
				if err != nil {
					return nil, err
				}
				if high, err := compareValues(v, a.at(1)); err == nil && low >= 0 && high <= 0 {
					within = append(within, v)
				}
			}
			return newHashSet(s.typ, true, args{object.NewArray(within...)})
		}),
		"Add":           do(func(s *hashSet, a args) object.Value { return s.add(a.at(0)) }),
		"Clear":         do(func(s *hashSet, _ args) object.Value { s.dict.Clear(); return object.Nothing }),
		"Contains":      do(func(s *hashSet, a args) object.Value { return s.dict.Has(a.at(0)) }),
		"Remove":        do(func(s *hashSet, a args) object.Value { return s.dict.Remove(a.at(0)) }),
		"CopyTo":        call(func(s *hashSet, a args) (object.Value, error) { return copyItems(s.items(), a.at(0), a.int(1)) }),
		"GetEnumerator": do(func(s *hashSet, _ args) object.Value { return newEnumerator(s.items()) }),
		"TrimExcess":    do(func(*hashSet, args) object.Value { return object.Nothing }),
		"TryGetValue": call(func(s *hashSet, a args) (object.Value, error) {
			for _, v := range s.items() {
				if s.dict.Has(a.at(0)) && (equals(v, a.at(0)) || !s.dict.CaseSensitive && object.Equal(v, a.at(0), true)) {
					return true, a.store(1, v)
				}
			}
			return false, a.store(1, nil)
		}),
		"RemoveWhere": call(func(s *hashSet, a args) (object.Value, error) {
			drop, err := filterItems(s.items(), a.callable(0))
			for _, v := range drop {
				s.dict.Remove(v)
			}
			return i32(len(drop)), err
		}),
		"ToArray": do(func(s *hashSet, _ args) object.Value { return object.NewTypedArray(elemOf(s.typ), s.items()) }),
		"Reverse": do(func(s *hashSet, _ args) object.Value {
			items := s.items()
			for i, j := 0, len(items)-1; i < j; i, j = i+1, j-1 {
				items[i], items[j] = items[j], items[i]
			}
			return object.NewTypedArray(elemOf(s.typ), items)
		}),
	}
}

func setAlgebra() methods {
	with := func(f func(s *hashSet, items []object.Value, other *hashSet) object.Value) method {
		return call(func(s *hashSet, a args) (object.Value, error) {
			if a.at(0) == nil {
				return nil, argumentNull("other")
			}
			items := a.items(0)
			return f(s, items, s.copyOf(items)), nil
		})
	}
	holdsAll := func(s *hashSet, items []object.Value) bool {
		for _, v := range items {
			if !s.dict.Has(v) {
				return false
			}
		}
		return true
	}
	keep := func(s *hashSet, wanted func(object.Value) bool) {
		for _, v := range s.items() {
			if !wanted(v) {
				s.dict.Remove(v)
			}
		}
	}
	return methods{
		"UnionWith": with(func(s *hashSet, items []object.Value, _ *hashSet) object.Value {
			for _, v := range items {
				s.add(v)
			}
			return object.Nothing
		}),
		"IntersectWith": with(func(s *hashSet, _ []object.Value, o *hashSet) object.Value {
			keep(s, func(v object.Value) bool { return o.dict.Has(v) })
			return object.Nothing
		}),
		"ExceptWith": with(func(s *hashSet, items []object.Value, _ *hashSet) object.Value {
			for _, v := range items {
				s.dict.Remove(v)
			}
			return object.Nothing
		}),
		"SymmetricExceptWith": with(func(s *hashSet, _ []object.Value, o *hashSet) object.Value {
			for _, v := range o.items() {
				if !s.dict.Remove(v) {
					s.add(v)
				}
			}
			return object.Nothing
		}),
		"Overlaps": with(func(s *hashSet, items []object.Value, _ *hashSet) object.Value {
			for _, v := range items {
				if s.dict.Has(v) {
					return true
				}
			}
			return false
		}),
		"SetEquals": with(func(s *hashSet, items []object.Value, o *hashSet) object.Value {
			return s.dict.Len() == o.dict.Len() && holdsAll(s, items)
		}),
		"IsSubsetOf":   with(func(s *hashSet, _ []object.Value, o *hashSet) object.Value { return holdsAll(o, s.items()) }),
		"IsSupersetOf": with(func(s *hashSet, items []object.Value, _ *hashSet) object.Value { return holdsAll(s, items) }),
		"IsProperSubsetOf": with(func(s *hashSet, _ []object.Value, o *hashSet) object.Value {
			return o.dict.Len() > s.dict.Len() && holdsAll(o, s.items())
		}),
		"IsProperSupersetOf": with(func(s *hashSet, items []object.Value, o *hashSet) object.Value {
			return s.dict.Len() > o.dict.Len() && holdsAll(s, items)
		}),
	}
}
