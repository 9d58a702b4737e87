package dotnet

import (
	"slices"

	"github.com/partnershell/partnershell/shell/object"
)

// linqMore are sequences made of others: pairs, pieces, and what a condition cuts off.
func linqMore() methods {
	whole := func(f func(items []object.Value, a args) ([]object.Value, error)) method {
		return try(func(a args) (object.Value, error) {
			if a.at(0) == nil {
				return nil, argumentNull("source")
			}
			items, err := f(slices.Clone(a.items(0)), a)
			return sequenceLike(a.at(0), items), err
		})
	}
	count := func(items []object.Value, a args) int { return min(max(a.int(1), 0), len(items)) }
	return methods{
		"Append": whole(func(items []object.Value, a args) ([]object.Value, error) { return append(items, a.at(1)), nil }),
		"Prepend": whole(func(items []object.Value, a args) ([]object.Value, error) {
			return slices.Insert(items, 0, a.at(1)), nil
		}),
		"SkipLast": whole(func(items []object.Value, a args) ([]object.Value, error) {
			return items[:len(items)-count(items, a)], nil
		}),
		"TakeLast": whole(func(items []object.Value, a args) ([]object.Value, error) {
			return items[len(items)-count(items, a):], nil
		}),
		"TakeWhile": whole(func(items []object.Value, a args) ([]object.Value, error) {
			n, err := firstFailing(items, a.callable(1))
			return items[:n], err
		}),
		"SkipWhile": whole(func(items []object.Value, a args) ([]object.Value, error) {
			n, err := firstFailing(items, a.callable(1))
			return items[n:], err
		}),
		"DefaultIfEmpty": whole(func(items []object.Value, a args) ([]object.Value, error) {
			if len(items) == 0 {
				items = []object.Value{object.DefaultValue(sequenceElem(a.at(0)))}
			}
			return items, nil
		}),
		"Chunk":        try(chunk),
		"Zip":          try(zip),
		"ToDictionary": try(toDictionary),
		"LongCount":    static(func(a args) object.Value { return int64(len(a.items(0))) }),
	}
}

// firstFailing is how many items come before the first that does not satisfy f.
func firstFailing(items []object.Value, f object.Callable) (int, error) {
	answers, err := mapItems(items, f)
	n := 0
	for n < len(answers) && object.ToBool(answers[n]) {
		n++
	}
	return n, err
}

func chunk(a args) (object.Value, error) {
	if a.int(1) < 1 {
		return nil, notPositive("size", a.int(1))
	}
	elem := sequenceElem(a.at(0))
	var pieces []object.Value
	for piece := range slices.Chunk(slices.Clone(a.items(0)), a.int(1)) {
		pieces = append(pieces, object.NewTypedArray(elem, piece))
	}
	return object.NewTypedArray(object.ArrayOf(elem), pieces), nil
}

// zip makes pairs of two sequences, or what a selector makes of each pair.
func zip(a args) (object.Value, error) {
	first, second := a.items(0), a.items(1)
	var all []object.Value
	for i := range min(len(first), len(second)) {
		if !a.has(2) {
			all = append(all, newValueTuple(first[i], second[i]))
			continue
		}
		v, err := a.callable(2).Call(first[i], second[i])
		if err != nil {
			return nil, err
		}
		all = append(all, v)
	}
	return object.NewArray(all...), nil
}

// toDictionary is ToDictionary(source, key[, element]).
func toDictionary(a args) (object.Value, error) {
	items := a.items(0)
	keys, err := mapItems(items, a.callable(1))
	if err != nil {
		return nil, err
	}
	keyType, valueType, values := returnElem(a.at(1)), sequenceElem(a.at(0)), items
	if a.has(2) {
		if values, err = mapItems(items, a.callable(2)); err != nil {
			return nil, err
		}
		valueType = returnElem(a.at(2))
	}
	d := &object.Dictionary{DictType: object.Close(object.LibraryType("System.Collections.Generic.Dictionary`2"), keyType, valueType), CaseSensitive: true}
	for i, key := range keys {
		if d.Has(key) {
			return nil, object.NewException("System.ArgumentException", "An item with the same key has already been added. Key: %s", NetText(key))
		}
		d.Set(key, values[i])
	}
	return d, nil
}
