package object

// Array is a .NET array of one dimension; its length never changes.
type Array struct {
	Elem  *Type // the type of the elements; nil means System.Object
	Items []Value
}

// NewArray makes an object[] that owns items.
func NewArray(items ...Value) *Array { return &Array{Items: items} }

// NewTypedArray makes an array of the given element type that owns items, which must already have it.
func NewTypedArray(elem *Type, items []Value) *Array { return &Array{Elem: elem, Items: items} }

// NewSmallArray makes an empty array with room for size elements, in one piece if they are few.
func NewSmallArray(elem *Type, size int) *Array {
	made := &struct {
		Array
		room [4]Value
	}{Array: Array{Elem: elem}}
	if made.Items = made.room[:0]; size > len(made.room) {
		made.Items = make([]Value, 0, size)
	}
	return &made.Array
}

// Type implements Object.
func (a *Array) Type() *Type {
	if a.Elem == nil {
		return ArrayOf(TypeObject)
	}
	return ArrayOf(a.Elem)
}

// List is a growing list: ArrayList, List<T>, Collection<T>, Stack<T> and Queue<T> share it. Version counts the
// changes, so that an enumeration can fail as .NET's does when the list changes below it.
type List struct {
	ListType *Type
	Items    []Value
	Version  int

	room []Value // memory that Items is the end of, for PushFront
}

// PushFront adds an element before the others, in room that is kept there.
func (l *List) PushFront(v Value) {
	n := len(l.Items)
	at := len(l.room) - n
	if n == 0 || at <= 0 || &l.room[at] != &l.Items[0] { // no room left, or Items was changed otherwise
		at = n + 8
		l.room = make([]Value, at+n)
		copy(l.room[at:], l.Items)
	}
	l.room[at-1] = v
	l.Items = l.room[at-1:]
}

// Type implements Object.
func (l *List) Type() *Type { return l.ListType }

// Indexed is an object with elements at positions that is no collection: a tuple.
type Indexed interface {
	Object
	Positions() []Value
}

// Enumerable is implemented by Object types that a pipeline, foreach and the collection operators take apart
// (lists, sets, enumerators, match collections …). Dictionaries and strings are not: they stay whole.
type Enumerable interface {
	Object
	// Each calls yield with every element in order until it returns false; an error ends the enumeration
	// (for example a collection that changed meanwhile).
	Each(yield func(Value) bool) error
}

// Each implements Enumerable.
func (a *Array) Each(yield func(Value) bool) error {
	for _, v := range a.Items {
		if !yield(v) {
			return nil
		}
	}
	return nil
}

// Each implements Enumerable.
func (l *List) Each(yield func(Value) bool) error {
	version := l.Version
	for i := 0; i < len(l.Items); i++ {
		if !yield(l.Items[i]) {
			return nil
		}
		if version != l.Version {
			return NewError("System.InvalidOperationException", "System.InvalidOperationException", OperationStopped,
				"Collection was modified; enumeration operation may not execute.")
		}
	}
	return nil
}
