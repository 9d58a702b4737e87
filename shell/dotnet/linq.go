package dotnet

import (
	"slices"

	"github.com/partnershell/partnershell/shell/object"
)

// enumerableClass is System.Linq.Enumerable. Sequences are worked out at once, not on demand.
func enumerableClass() class {
	m := merge(merge(linqSequences(), linqSingles()), linqMore())
	m["Range"] = try(func(a args) (object.Value, error) {
		if a.int(1) < 0 {
			return nil, outOfRange("count", "Specified argument was out of the range of valid values.")
		}
		if err := object.CheckLength(a.int(1)); err != nil {
			return nil, err
		}
		items := make([]object.Value, a.int(1))
		for i := range items {
			items[i] = i32(a.int(0) + i)
		}
		return object.NewTypedArray(object.TypeInt32, items), nil
	})
	m["Repeat"] = try(func(a args) (object.Value, error) {
		if a.int(1) < 0 {
			return nil, outOfRange("count", "Specified argument was out of the range of valid values.")
		}
		if err := object.CheckLength(a.int(1)); err != nil {
			return nil, err
		}
		return object.NewTypedArray(object.TypeOf(a.at(0)), slices.Repeat([]object.Value{a.at(0)}, a.int(1))), nil
	})
	m["Empty"] = try(func(a args) (object.Value, error) { return object.NewTypedArray(a.typ(0), nil), nil })
	m["Cast"] = try(func(a args) (object.Value, error) {
		items := a.items(0)
		for _, v := range items {
			if from := object.TypeOf(v); from == nil || !from.AssignableTo(a.typ(1)) {
				return nil, object.NewException("System.InvalidCastException",
					"Unable to cast object of type '%s' to type '%s'.", typeText(from), a.typ(1).FullName())
			}
		}
		return object.NewTypedArray(a.typ(1), slices.Clone(items)), nil
	})
	m["OfType"] = static(func(a args) object.Value {
		return object.NewTypedArray(a.typ(1), slices.DeleteFunc(slices.Clone(a.items(0)), func(v object.Value) bool {
			from := object.TypeOf(object.Base(v))
			return from == nil || !from.AssignableTo(a.typ(1))
		}))
	})
	return class{statics: m}
}

func typeText(t *object.Type) string {
	if t == nil {
		return "null"
	}
	return t.FullName()
}

// sequenceLike makes an array with the element type of a source.
func sequenceLike(source object.Value, items []object.Value) object.Value {
	return object.NewTypedArray(sequenceElem(source), items)
}

func sequenceElem(source object.Value) *object.Type {
	if t := object.TypeOf(source); t != nil {
		if t.Elem() != nil {
			return t.Elem()
		}
		return elemOf(t)
	}
	return object.TypeObject
}

// returnElem is the type that a delegate returns.
func returnElem(f object.Value) *object.Type {
	if t := object.TypeOf(f); t != nil && len(t.GenericArgs()) > 0 {
		return t.GenericArgs()[len(t.GenericArgs())-1]
	}
	return object.TypeObject
}

func linqSequences() methods {
	plain := func(f func(items []object.Value, a args) []object.Value) method {
		return try(func(a args) (object.Value, error) {
			if a.at(0) == nil {
				return nil, argumentNull("source")
			}
			return sequenceLike(a.at(0), f(slices.Clone(a.items(0)), a)), nil
		})
	}
	set := func(items []object.Value) *hashSet {
		v, _ := newHashSet(object.Close(object.LibraryType("System.Collections.Generic.HashSet`1"), object.TypeObject), false, args{object.NewArray(items...)})
		return v.(*hashSet)
	}
	keep := func(wanted bool) func(items []object.Value, a args) []object.Value {
		return func(items []object.Value, a args) []object.Value {
			other, seen := set(a.items(1)), set(nil)
			return slices.DeleteFunc(items, func(v object.Value) bool { return other.dict.Has(v) != wanted || !seen.add(v) })
		}
	}
	distinct := func(items []object.Value, _ args) []object.Value {
		seen := set(nil)
		return slices.DeleteFunc(items, func(v object.Value) bool { return !seen.add(v) })
	}
	ordered := func(sign int) method {
		return try(func(a args) (object.Value, error) {
			items := slices.Clone(a.items(0))
			keys, err := mapItems(items, a.callable(1))
			if err != nil {
				return nil, err
			}
			s := &sorter{compare: func(l, r object.Value) (int, error) { n, err := compareValues(l, r); return sign * n, err }}
			_, err = sortPairs(keys, items, s)
			return sequenceLike(a.at(0), items), err
		})
	}
	return methods{
		"Concat":    plain(func(items []object.Value, a args) []object.Value { return append(items, a.items(1)...) }),
		"Distinct":  plain(distinct),
		"Except":    plain(keep(false)),
		"Intersect": plain(keep(true)),
		"Reverse":   plain(func(items []object.Value, _ args) []object.Value { slices.Reverse(items); return items }),
		"Skip":      plain(func(items []object.Value, a args) []object.Value { return items[min(max(a.int(1), 0), len(items)):] }),
		"Take":      plain(func(items []object.Value, a args) []object.Value { return items[:min(max(a.int(1), 0), len(items))] }),
		"ToArray":   plain(func(items []object.Value, _ args) []object.Value { return items }),
		"Union":     plain(func(items []object.Value, a args) []object.Value { return distinct(append(items, a.items(1)...), nil) }),
		"OrderBy":   ordered(1), "OrderByDescending": ordered(-1),
		"Select": try(func(a args) (object.Value, error) {
			items, err := mapItems(a.items(0), a.callable(1))
			return object.NewTypedArray(returnElem(a.at(1)), items), err
		}),
		"Where": try(func(a args) (object.Value, error) {
			items, err := filterItems(a.items(0), a.callable(1))
			return sequenceLike(a.at(0), items), err
		}),
		"ToList": static(func(a args) object.Value {
			return &object.List{ListType: object.Close(object.LibraryType("System.Collections.Generic.List`1"), sequenceElem(a.at(0))), Items: slices.Clone(a.items(0))}
		}),
		"ToHashSet": try(func(a args) (object.Value, error) {
			return newHashSet(object.Close(object.LibraryType("System.Collections.Generic.HashSet`1"), sequenceElem(a.at(0))), false, a)
		}),
		"GroupBy": try(groupBy),
	}
}

// grouping is one group of GroupBy: its elements, with a Key.
type grouping struct {
	key   object.Value
	items []object.Value
}

// Type implements object.Object.
func (*grouping) Type() *object.Type {
	return object.Close(object.LibraryType("System.Linq.Grouping`2"), object.TypeObject, object.TypeObject)
}

// Each implements object.Enumerable.
func (g *grouping) Each(yield func(object.Value) bool) error {
	for _, v := range g.items {
		if !yield(v) {
			break
		}
	}
	return nil
}

func groupingClass() class {
	return class{extra: []*object.Member{{Name: "Key", Kind: object.PropertyMember, Definition: "System.Object Key {get;}",
		Get: get(func(g *grouping) object.Value { return g.key })}}}
}

func groupBy(a args) (object.Value, error) {
	items := a.items(0)
	keys, err := mapItems(items, a.callable(1))
	if err != nil {
		return nil, err
	}
	groups := &object.Dictionary{DictType: object.TypeHashtable, CaseSensitive: true}
	var all []object.Value
	for i, key := range keys {
		found, ok := groups.Get(key)
		if !ok {
			g := &grouping{key: key}
			groups.Set(key, g)
			all, found = append(all, g), g
		}
		g := found.(*grouping)
		g.items = append(g.items, items[i])
	}
	return object.NewArray(all...), nil
}

// linqSingles are the methods that give one value.
func linqSingles() methods {
	pick := func(last, orDefault, single bool) method {
		return try(func(a args) (object.Value, error) {
			items := a.items(0)
			if a.has(1) {
				var err error
				if items, err = filterItems(items, a.callable(1)); err != nil {
					return nil, err
				}
			}
			switch {
			case len(items) == 0 && orDefault:
				return object.DefaultValue(sequenceElem(a.at(0))), nil
			case len(items) == 0 && a.has(1):
				return nil, invalidOperation("Sequence contains no matching element")
			case len(items) == 0:
				return nil, invalidOperation("Sequence contains no elements")
			case single && len(items) > 1:
				return nil, invalidOperation("Sequence contains more than one element")
			case last:
				return items[len(items)-1], nil
			}
			return items[0], nil
		})
	}
	count := func(a args) (int, error) {
		items := a.items(0)
		if !a.has(1) {
			return len(items), nil
		}
		kept, err := filterItems(items, a.callable(1))
		return len(kept), err
	}
	end := func(direction int) method {
		return try(func(a args) (object.Value, error) {
			items := a.items(0)
			if len(items) == 0 {
				return nil, invalidOperation("Sequence contains no elements")
			}
			best := items[0]
			for _, v := range items[1:] {
				best = extreme(args{best, v}, direction)
			}
			return best, nil
		})
	}
	return methods{
		"First": pick(false, false, false), "FirstOrDefault": pick(false, true, false),
		"Last": pick(true, false, false), "LastOrDefault": pick(true, true, false), "Single": pick(false, false, true),
		"Count":    try(func(a args) (object.Value, error) { n, err := count(a); return i32(n), err }),
		"Any":      try(func(a args) (object.Value, error) { n, err := count(a); return n > 0, err }),
		"All":      try(func(a args) (object.Value, error) { n, err := count(a); return n == len(a.items(0)), err }),
		"Contains": static(func(a args) object.Value { return indexOf(a.items(0), a.at(1)) >= 0 }),
		"ElementAt": try(func(a args) (object.Value, error) {
			if i := a.int(1); i >= 0 && i < len(a.items(0)) {
				return a.items(0)[i], nil
			}
			return nil, errIndexRange("index")
		}),
		"SequenceEqual": static(func(a args) object.Value { return slices.EqualFunc(a.items(0), a.items(1), equals) }),
		"Max":           end(1), "Min": end(-1),
		"Sum": try(func(a args) (object.Value, error) {
			sum := object.DefaultValue(sequenceElem(a.at(0)))
			for _, v := range a.items(0) {
				var err error
				if sum, err = object.Add(sum, v); err != nil {
					return nil, err
				}
			}
			return sum, nil
		}),
		"Average": try(func(a args) (object.Value, error) {
			items := a.items(0)
			if len(items) == 0 {
				return nil, invalidOperation("Sequence contains no elements")
			}
			sum := 0.0
			for _, v := range items {
				sum += toFloat(v)
			}
			return sum / float64(len(items)), nil
		}),
		"Aggregate": try(func(a args) (object.Value, error) {
			items := a.items(0)
			if len(items) == 0 {
				return nil, invalidOperation("Sequence contains no elements")
			}
			total := items[0]
			for _, v := range items[1:] {
				var err error
				if total, err = a.callable(1).Call(total, v); err != nil {
					return nil, err
				}
			}
			return total, nil
		}),
	}
}
