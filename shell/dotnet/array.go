package dotnet

import (
	"cmp"
	"slices"
	"sort"

	"github.com/partnershell/partnershell/shell/object"
)

// arrayClass is System.Array, and what every array answers to.
func arrayClass() class {
	fixed := func(object.Value, args) (object.Value, error) {
		return nil, notSupported("Collection was of a fixed size.")
	}
	count := get(func(a *object.Array) object.Value { return i32(len(a.Items)) })
	size := func(v object.Value) (object.Value, error) {
		if m, ok := v.(*object.MultiArray); ok {
			return i32(len(m.Items)), nil
		}
		return count(v)
	}
	return class{
		properties: getters{
			"Count": size, "Length": size,
			"LongLength":     get(func(a *object.Array) object.Value { return int64(len(a.Items)) }),
			"Rank":           rankOf,
			"SyncRoot":       func(v object.Value) (object.Value, error) { return v, nil },
			"IsReadOnly":     constant(false),
			"IsFixedSize":    constant(true),
			"IsSynchronized": constant(false),
		},
		methods: methods{
			"Add": fixed, "Remove": fixed, "RemoveAt": fixed, "Insert": fixed,
			"Clear":         do(func(a *object.Array, _ args) object.Value { clearItems(a, 0, len(a.Items)); return object.Nothing }),
			"Clone":         do(func(a *object.Array, _ args) object.Value { return object.NewTypedArray(a.Elem, slices.Clone(a.Items)) }),
			"Contains":      do(func(a *object.Array, x args) object.Value { return indexOf(a.Items, x.at(0)) >= 0 }),
			"IndexOf":       do(func(a *object.Array, x args) object.Value { return i32(indexOf(a.Items, x.at(0))) }),
			"CopyTo":        call(func(a *object.Array, x args) (object.Value, error) { return copyItems(a.Items, x.at(0), x.int(1)) }),
			"GetEnumerator": do(func(a *object.Array, _ args) object.Value { return newEnumerator(a.Items) }),
			"GetLength":     arrayLength,
			"GetLongLength": func(v object.Value, a args) (object.Value, error) {
				n, err := arrayLength(v, a)
				m, _ := n.(int32)
				return int64(m), err
			},
			"GetLowerBound": static(func(args) object.Value { return i32(0) }),
			"GetUpperBound": func(v object.Value, a args) (object.Value, error) {
				n, err := arrayLength(v, a)
				m, _ := n.(int32)
				return i32(int(m) - 1), err
			},
			"GetValue":   arrayGetValue,
			"SetValue":   arraySetValue,
			"get_Item":   call(func(a *object.Array, x args) (object.Value, error) { return itemAt(a.Items, x.int(0)) }),
			"set_Item":   call(func(a *object.Array, x args) (object.Value, error) { return setArrayItem(a, x.int(0), x.at(1)) }),
			"Initialize": static(func(args) object.Value { return object.Nothing }),
		},
		statics: arrayStatics(),
		extra: []*object.Member{
			declared("int IList.Add(System.Object value)", fixed),
			declared("bool IList.Contains(System.Object value)", do(func(a *object.Array, x args) object.Value { return indexOf(a.Items, x.at(0)) >= 0 })),
			declared("int IList.IndexOf(System.Object value)", do(func(a *object.Array, x args) object.Value { return i32(indexOf(a.Items, x.at(0))) })),
			declared("void IList.Clear()", do(func(a *object.Array, _ args) object.Value {
				for i := range a.Items {
					a.Items[i] = defaultOf(a)
				}
				return object.Nothing
			})),
			declared("void IList.Insert(int index, System.Object value)", fixed),
			declared("void IList.Remove(System.Object value)", fixed),
			declared("void IList.RemoveAt(int index)", fixed),
			declared("int IStructuralComparable.CompareTo(System.Object other, System.Collections.IComparer comparer)", nil),
			declared("System.Object Get(int index)", arrayGetValue),
			declared("void Set(int index, System.Object value)", call(func(a *object.Array, x args) (object.Value, error) {
				return setArrayItem(a, x.int(0), x.at(1))
			})),
			{Name: "Item", Kind: object.ParameterizedProperty, Definition: "System.Object IList.Item(int index) {get;set;}",
				Overloads: []object.Overload{{Signature: "System.Object Item(int index)", Call: func(v object.Value, a []object.Value) (object.Value, error) {
					return arrayGetValue(v, a)
				}}}},
		},
		order: []string{"Length", "LongLength", "Rank", "SyncRoot", "IsReadOnly", "IsFixedSize", "IsSynchronized", "Count"},
	}
}

func rankOf(v object.Value) (object.Value, error) {
	if m, ok := v.(*object.MultiArray); ok {
		return i32(len(m.Lengths)), nil
	}
	return i32(1), nil
}

func errIndexOutside() error {
	return object.NewException("System.IndexOutOfRangeException", "Index was outside the bounds of the array.")
}

func itemAt(items []object.Value, i int) (object.Value, error) {
	if i < 0 || i >= len(items) {
		return nil, errIndexOutside()
	}
	return items[i], nil
}

// defaultOf is what the elements of an array are when nobody has set them.
func defaultOf(a *object.Array) object.Value {
	if a.Elem == nil {
		return nil
	}
	return object.DefaultValue(a.Elem)
}

func setArrayItem(a *object.Array, i int, v object.Value) (object.Value, error) {
	if i < 0 || i >= len(a.Items) {
		return nil, errIndexOutside()
	}
	if a.Elem != nil {
		converted, err := object.Convert(v, a.Elem)
		if err != nil {
			return nil, err
		}
		v = converted
	}
	a.Items[i] = v
	return object.Nothing, nil
}

func arrayLength(v object.Value, a args) (object.Value, error) {
	lengths := []int{0}
	switch x := v.(type) {
	case *object.Array:
		lengths[0] = len(x.Items)
	case *object.MultiArray:
		lengths = x.Lengths
	}
	d := a.int(0)
	if d < 0 || d >= len(lengths) {
		return nil, errIndexOutside()
	}
	return i32(lengths[d]), nil
}

// indices are the index arguments of GetValue and SetValue from position from on.
func indices(a args, from int) []int {
	if array, ok := a.at(from).(*object.Array); ok {
		a, from = array.Items, 0
	}
	var all []int
	for i := from; i < len(a); i++ {
		all = append(all, a.int(i))
	}
	return all
}

func arrayGetValue(v object.Value, a args) (object.Value, error) {
	at := indices(a, 0)
	if m, ok := v.(*object.MultiArray); ok {
		if offset, ok := m.Offset(at); ok {
			return m.Items[offset], nil
		}
		return nil, errIndexOutside()
	}
	array, ok := v.(*object.Array)
	if !ok || len(at) != 1 {
		return nil, object.ErrNotImplemented
	}
	return itemAt(array.Items, at[0])
}

func arraySetValue(v object.Value, a args) (object.Value, error) {
	at := indices(a, 1)
	if m, ok := v.(*object.MultiArray); ok {
		offset, ok := m.Offset(at)
		if !ok {
			return nil, errIndexOutside()
		}
		converted, err := object.Convert(a.at(0), m.ArrayType.Elem())
		if err == nil {
			m.Items[offset] = converted
		}
		return object.Nothing, err
	}
	array, ok := v.(*object.Array)
	if !ok || len(at) != 1 {
		return nil, object.ErrNotImplemented
	}
	return setArrayItem(array, at[0], a.at(0))
}

// indexOf finds a value by Equals.
func indexOf(items []object.Value, v object.Value) int {
	for i, x := range items {
		if equals(x, v) {
			return i
		}
	}
	return -1
}

// copyItems copies into an array from an index on.
func copyItems(items []object.Value, to object.Value, at int) (object.Value, error) {
	target, ok := to.(*object.Array)
	if !ok {
		return nil, argumentNull("array")
	}
	if at < 0 || at > len(target.Items) || len(items) > len(target.Items)-at {
		return nil, argumentError("destinationArray", "Destination array was not long enough. Check the destination index, length, and the array's lower bounds.")
	}
	for i, v := range items {
		if target.Elem != nil {
			converted, err := object.Convert(v, target.Elem)
			if err != nil {
				return nil, err
			}
			v = converted
		}
		target.Items[at+i] = v
	}
	return object.Nothing, nil
}

func clearItems(a *object.Array, from, n int) {
	zero := object.DefaultValue(a.Type().Elem())
	for i := from; i < from+n && i < len(a.Items); i++ {
		a.Items[i] = zero
	}
}

func arrayStatics() methods {
	m := methods{
		"Clear": static(func(a args) object.Value {
			if array, ok := a.at(0).(*object.Array); ok {
				n := len(array.Items)
				if a.has(2) {
					n = a.int(2)
				}
				clearItems(array, a.int(1), n)
			}
			return object.Nothing
		}),
		"Copy":           try(arrayCopy),
		"CreateInstance": try(arrayCreate),
		"Empty":          static(func(a args) object.Value { return object.NewTypedArray(a.typ(0), nil) }),
		"Fill": static(func(a args) object.Value {
			if array, ok := a.at(0).(*object.Array); ok {
				for i := range array.Items {
					array.Items[i] = a.at(1)
				}
			}
			return object.Nothing
		}),
		"IndexOf":      static(func(a args) object.Value { return i32(arrayIndex(a, false)) }),
		"LastIndexOf":  static(func(a args) object.Value { return i32(arrayIndex(a, true)) }),
		"Resize":       try(arrayResize),
		"Reverse":      static(arrayReverse),
		"Sort":         try(arraySort),
		"BinarySearch": static(func(a args) object.Value { return i32(binarySearch(a.items(0), a.at(len(a)-1))) }),
		"AsReadOnly":   static(func(a args) object.Value { return a.at(0) }),
		"ConvertAll": try(func(a args) (object.Value, error) {
			items, err := mapItems(a.items(0), a.callable(1))
			return object.NewArray(items...), err
		}),
		"ForEach": try(func(a args) (object.Value, error) {
			_, err := mapItems(a.items(0), a.callable(1))
			return object.Nothing, err
		}),
	}
	for name, f := range searches() {
		m[name] = try(func(a args) (object.Value, error) {
			array, _ := a.at(0).(*object.Array)
			if array == nil {
				return nil, argumentNull("array")
			}
			return f(array.Items, a.callable(len(a)-1), func(items []object.Value) object.Value {
				return object.NewTypedArray(array.Elem, items)
			}, array.Type().Elem())
		})
	}
	return m
}

// search is one of Find, FindAll, Exists … over items; list makes a result of several.
type search = func(items []object.Value, test object.Callable, list func([]object.Value) object.Value, elem *object.Type) (object.Value, error)

// searches are the methods with a predicate that arrays have as statics and List<T> as methods.
func searches() map[string]search {
	first := func(reverse bool, result func(items []object.Value, i int, elem *object.Type) object.Value) search {
		return func(items []object.Value, test object.Callable, _ func([]object.Value) object.Value, elem *object.Type) (object.Value, error) {
			i, err := findIndex(items, test, reverse)
			return result(items, i, elem), err
		}
	}
	item := func(items []object.Value, i int, elem *object.Type) object.Value {
		if i < 0 {
			return object.DefaultValue(elem)
		}
		return items[i]
	}
	index := func(_ []object.Value, i int, _ *object.Type) object.Value { return i32(i) }
	return map[string]search{
		"Find": first(false, item), "FindLast": first(true, item),
		"FindIndex": first(false, index), "FindLastIndex": first(true, index),
		"Exists": first(false, func(_ []object.Value, i int, _ *object.Type) object.Value { return i >= 0 }),
		"TrueForAll": func(items []object.Value, test object.Callable, _ func([]object.Value) object.Value, _ *object.Type) (object.Value, error) {
			kept, err := filterItems(items, test)
			return len(kept) == len(items), err
		},
		"FindAll": func(items []object.Value, test object.Callable, list func([]object.Value) object.Value, _ *object.Type) (object.Value, error) {
			kept, err := filterItems(items, test)
			return list(kept), err
		},
	}
}

// callTest runs a predicate.
func callTest(test object.Callable, a ...object.Value) (bool, error) {
	if test == nil {
		return false, argumentNull("match")
	}
	v, err := test.Call(a...)
	return err == nil && object.ToBool(v), err
}

func findIndex(items []object.Value, test object.Callable, reverse bool) (int, error) {
	for i := range items {
		if reverse {
			i = len(items) - 1 - i
		}
		if ok, err := callTest(test, items[i]); ok || err != nil {
			return i, err
		}
	}
	return -1, nil
}

func filterItems(items []object.Value, test object.Callable) ([]object.Value, error) {
	var kept []object.Value
	for _, v := range items {
		ok, err := callTest(test, v)
		if err != nil {
			return nil, err
		}
		if ok {
			kept = append(kept, v)
		}
	}
	return kept, nil
}

// mapItems runs a function over items.
func mapItems(items []object.Value, f object.Callable) ([]object.Value, error) {
	if f == nil {
		return nil, argumentNull("converter")
	}
	all := make([]object.Value, 0, len(items))
	for _, v := range items {
		r, err := f.Call(v)
		if err != nil {
			return nil, err
		}
		if object.IsNothing(r) {
			r = nil
		}
		all = append(all, r)
	}
	return all, nil
}

// arrayCreate is Array.CreateInstance(type, length) for arrays of one dimension.
func arrayCreate(a args) (object.Value, error) {
	if a.typ(0) == nil {
		return nil, argumentNull("elementType")
	}
	if len(a) != 2 || !isInt(a.at(1)) {
		return nil, object.ErrNotImplemented
	}
	if a.int64(1) < 0 {
		return nil, negative("length", a.int(1))
	}
	return object.New(object.ArrayOf(a.typ(0)), []object.Value{a.at(1)})
}

func arrayCopy(a args) (object.Value, error) {
	items := a.items(0)
	if !a.has(3) {
		n := a.int(2)
		if n < 0 || n > len(items) {
			return nil, argumentError("sourceArray", "Source array was not long enough. Check the source index, length, and the array's lower bounds.")
		}
		return copyItems(items[:n], a.at(1), 0)
	}
	from, n := a.int(1), a.int(4)
	if from < 0 || n < 0 || from > len(items)-n {
		return nil, argumentError("sourceArray", "Source array was not long enough. Check the source index, length, and the array's lower bounds.")
	}
	return copyItems(slices.Clone(items[from:from+n]), a.at(2), a.int(3))
}

func arrayIndex(a args, last bool) int {
	items := a.items(0)
	if last {
		for i := len(items) - 1; i >= 0; i-- {
			if equals(items[i], a.at(1)) {
				return i
			}
		}
		return -1
	}
	start, end := a.int(2), len(items)
	if a.has(3) {
		end = min(end, start+a.int(3))
	}
	if start < 0 || start > end {
		return -1
	}
	if i := indexOf(items[start:end], a.at(1)); i >= 0 {
		return start + i
	}
	return -1
}

func arrayResize(a args) (object.Value, error) {
	r, ok := a.at(0).(object.Reference)
	if !ok {
		return nil, object.ErrNotImplemented
	}
	old, _ := r.Load().(*object.Array)
	if old == nil {
		old = object.NewArray()
	}
	n := a.int(1)
	if n < 0 {
		return nil, outOfRange("newSize", "Non-negative number required.")
	}
	if err := object.CheckLength(n); err != nil {
		return nil, err
	}
	items := make([]object.Value, n)
	for i := copy(items, old.Items); i < n; i++ {
		items[i] = object.DefaultValue(old.Type().Elem())
	}
	return object.Nothing, r.Store(object.NewTypedArray(old.Elem, items))
}

func arrayReverse(a args) object.Value {
	items := a.items(0)
	if a.has(2) {
		from := min(max(a.int(1), 0), len(items))
		items = items[from:min(from+max(a.int(2), 0), len(items))]
	}
	slices.Reverse(items)
	return object.Nothing
}

// sorter orders items by a Comparison or IComparer, or by their own order.
type sorter struct {
	compare func(l, r object.Value) (int, error)
	err     error
}

func newSorter(by object.Value) *sorter {
	s := &sorter{compare: func(l, r object.Value) (int, error) { return compareValues(l, r) }}
	switch c := by.(type) {
	case comparer:
		s.compare = c.compareItems
	case object.Callable:
		s.compare = func(l, r object.Value) (int, error) {
			v, err := c.Call(l, r)
			if err != nil {
				return 0, err
			}
			return object.ToInt(v)
		}
	case nil:
	default:
		if object.FindMember(by, "Compare") != nil { // an object of a script's class
			s.compare = func(l, r object.Value) (int, error) {
				v, err := object.InvokeMethod(by, "Compare", []object.Value{l, r})
				if err != nil {
					return 0, err
				}
				return object.ToInt(v)
			}
		}
	}
	return s
}

// comparer is implemented by values that are IComparer.
type comparer interface {
	compareItems(l, r object.Value) (int, error)
}

// compareValues is Comparer.Default: null first, then IComparable.
func compareValues(l, r object.Value) (int, error) {
	if a, ok := l.(int32); ok {
		if b, ok := r.(int32); ok {
			return cmp.Compare(a, b), nil
		}
	}
	if object.IsNull(l) || object.IsNull(r) {
		return boolInt(!object.IsNull(l)) - boolInt(!object.IsNull(r)), nil
	}
	n, err := compareTo(object.Base(l), args{object.Base(r)})
	if err != nil {
		return 0, invalidOperation("Failed to compare two elements in the array.")
	}
	return int(n.(int32)), nil
}

func (s *sorter) sort(items []object.Value) error {
	slices.SortStableFunc(items, func(l, r object.Value) int {
		if s.err != nil {
			return 0
		}
		n, err := s.compare(l, r)
		if err != nil {
			s.err = err
		}
		return n
	})
	return s.err
}

// arraySort is Array.Sort(array[, index, length][, comparer]) and (keys, items).
func arraySort(a args) (object.Value, error) {
	items := a.items(0)
	if values, ok := a.at(1).(*object.Array); ok && len(values.Items) >= len(items) {
		return sortPairs(items, values.Items, newSorter(a.at(2)))
	}
	if isInt(a.at(1)) {
		from := min(max(a.int(1), 0), len(items))
		items = items[from:min(from+max(a.int(2), 0), len(items))]
	}
	return object.Nothing, newSorter(a.at(len(a) - 1)).sort(items)
}

func sortPairs(keys, values []object.Value, s *sorter) (object.Value, error) {
	order := make([]object.Value, len(keys))
	for i := range order {
		order[i] = i
	}
	by := &sorter{compare: func(l, r object.Value) (int, error) { return s.compare(keys[l.(int)], keys[r.(int)]) }}
	if err := by.sort(order); err != nil {
		return nil, err
	}
	k, v := slices.Clone(keys), slices.Clone(values)
	for i, at := range order {
		keys[i], values[i] = k[at.(int)], v[at.(int)]
	}
	return object.Nothing, nil
}

// binarySearch finds a value in sorted items; a negative result is the complement of where it would stand.
func binarySearch(items []object.Value, v object.Value) int {
	i := sort.Search(len(items), func(i int) bool { n, _ := compareValues(items[i], v); return n >= 0 })
	if i < len(items) {
		if n, err := compareValues(items[i], v); err == nil && n == 0 {
			return i
		}
	}
	return ^i
}

// lessValue is the order of sorted collections.
func lessValue(a, b object.Value) bool {
	n, _ := compareValues(a, b)
	return n < 0
}
