package object

import "sync"

// intrinsicMethod finds the methods that every object has: ForEach and Where.
func intrinsicMethod(v Value, name string) *Member {
	switch {
	case EqualNames(name, "ForEach"):
		return intrinsicMethods().forEach
	case EqualNames(name, "Where"):
		return intrinsicMethods().where
	}
	return nil
}

type intrinsics struct{ forEach, where *Member }

// builtIntrinsics is made on first use: as an initializer it would refer to itself through FindMember.
var (
	builtIntrinsics *intrinsics
	buildIntrinsics sync.Once
)

func intrinsicMethods() *intrinsics {
	buildIntrinsics.Do(func() { builtIntrinsics = newIntrinsics() })
	return builtIntrinsics
}

func newIntrinsics() *intrinsics {
	return &intrinsics{
		forEach: &Member{Name: "ForEach", Kind: CodeMethod, Overloads: []Overload{{
			Signature: "System.Object ForEach(System.Object expression, Params System.Object[] arguments)", Call: forEachMethod,
		}}},
		where: &Member{Name: "Where", Kind: CodeMethod, Overloads: []Overload{
			{Signature: "System.Object Where(System.Object expression)", Call: whereMethod},
			{Signature: "System.Object Where(System.Object expression, " + selectionMode + " mode)", Call: whereMethod},
			{Signature: "System.Object Where(System.Object expression, " + selectionMode + " mode, int numberToReturn)", Call: whereMethod},
		}},
	}
}

const selectionMode = "System.Management.Automation.WhereOperatorSelectionMode"

// itemsOf is what ForEach and Where run over: the elements of a collection, or the object alone.
func itemsOf(v Value) []Value {
	if items, ok := Elements(v); ok {
		return items
	}
	if IsNothing(v) {
		return nil
	}
	return []Value{v}
}

// ItemCaller is implemented by script blocks: CallItem runs the block with $_ set to item.
type ItemCaller interface {
	CallItem(item Value, args ...Value) (Value, error)
}

// callItem runs a block for one item of a collection.
func callItem(block Callable, item Value, args []Value) (Value, error) {
	if c, ok := block.(ItemCaller); ok {
		return c.CallItem(item, args...)
	}
	return block.Call(append([]Value{item}, args...)...)
}

// forEachMethod is .ForEach(): by block, type, property or method name.
func forEachMethod(recv Value, args []Value) (Value, error) {
	if len(args) == 0 {
		return nil, noOverload("ForEach", 0)
	}
	rest := args[1:]
	out := &List{ListType: objectCollection()}
	for _, item := range itemsOf(recv) {
		v, err := forEachItem(item, args[0], rest)
		if err != nil {
			return nil, err
		}
		if items, ok := Elements(v); ok {
			out.Items = append(out.Items, items...)
		} else if !IsNothing(v) {
			out.Items = append(out.Items, v)
		}
	}
	return out, nil
}

func forEachItem(item, expression Value, args []Value) (Value, error) {
	switch e := Base(expression).(type) {
	case Callable:
		return callItem(e, item, args)
	case *Type:
		return Convert(item, e)
	}
	name := ToText(expression)
	if m := FindMember(item, name); m != nil && m.IsMethod() {
		return InvokeMethod(item, name, args)
	}
	if len(args) == 1 {
		return Nothing, SetProperty(item, name, args[0])
	}
	v, _, err := GetProperty(item, name)
	return v, err
}

// objectCollection is the type of what ForEach and Where give: Collection[psobject].
var objectCollection = sync.OnceValue(func() *Type {
	return Close(LibraryType("System.Collections.ObjectModel.Collection`1"), TypePSObject)
})

// The modes of Where, with .NET's numbers.
const (
	whereDefault = iota
	whereFirst
	whereLast
	whereSkipUntil
	whereUntil
	whereSplit
)

// whereMethod is .Where(block, mode, count).
func whereMethod(recv Value, args []Value) (Value, error) {
	if len(args) == 0 || len(args) > 3 {
		return nil, noOverload("Where", len(args))
	}
	block, ok := AsCallable(args[0])
	if !ok {
		_, err := Convert(args[0], TypeScriptBlock)
		return nil, err
	}
	w := where{block: block}
	if len(args) > 1 {
		mode, err := Convert(args[1], LibraryType(selectionMode))
		if err != nil {
			return nil, err
		}
		w.mode = mode.(Enum).Value
	}
	if len(args) > 2 {
		var err error
		if w.count, err = ToInt(args[2]); err != nil {
			return nil, err
		}
	}
	if err := w.run(itemsOf(recv)); err != nil {
		return nil, err
	}
	chosen := &List{ListType: objectCollection(), Items: w.chosen}
	if w.mode != whereSplit {
		return chosen, nil
	}
	return &List{ListType: objectCollection(), Items: []Value{chosen, &List{ListType: objectCollection(), Items: w.rest}}}, nil
}

// where is one run of the Where method.
type where struct {
	block        Callable
	mode         int64
	count        int // 0: no limit (First and Last: 1)
	chosen, rest []Value
}

func (w *where) run(items []Value) error {
	if (w.mode == whereFirst || w.mode == whereLast) && w.count == 0 {
		w.count = 1
	}
	for i, item := range items {
		v, err := callItem(w.block, item, nil)
		if err != nil {
			return err
		}
		if !w.take(item, ToBool(v), items[i:]) {
			break
		}
	}
	return nil
}

// take handles one item; it returns false when no further item is needed. remaining starts with the item.
func (w *where) take(item Value, matches bool, remaining []Value) bool {
	full := w.count > 0 && len(w.chosen) >= w.count
	switch w.mode {
	case whereLast:
		if matches {
			w.chosen = append(w.chosen, item)
			w.chosen = w.chosen[max(0, len(w.chosen)-w.count):]
		}
	case whereSkipUntil:
		if matches {
			if w.count > 0 {
				remaining = remaining[:min(w.count, len(remaining))]
			}
			w.chosen = remaining
			return false
		}
	case whereUntil:
		if matches || full {
			return false
		}
		w.chosen = append(w.chosen, item)
	case whereSplit:
		if matches && !full {
			w.chosen = append(w.chosen, item)
		} else {
			w.rest = append(w.rest, item)
		}
	default:
		if matches {
			w.chosen = append(w.chosen, item)
		}
		return w.count == 0 || len(w.chosen) < w.count
	}
	return true
}
