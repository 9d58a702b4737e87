package dotnet

import (
	"container/list"

	"github.com/partnershell/partnershell/shell/object"
)

// linkedList is System.Collections.Generic.LinkedList<T>.
type linkedList struct {
	typ   *object.Type
	nodes *list.List // of *linkedNode
}

// linkedNode is LinkedListNode<T>.
type linkedNode struct {
	typ   *object.Type
	list  *linkedList // nil for one that is in no list
	at    *list.Element
	value object.Value
}

// Type implements object.Object.
func (l *linkedList) Type() *object.Type { return l.typ }

// Each implements object.Enumerable.
func (l *linkedList) Each(yield func(object.Value) bool) error {
	for e := l.nodes.Front(); e != nil; e = e.Next() {
		if !yield(e.Value.(*linkedNode).value) {
			break
		}
	}
	return nil
}

// Type implements object.Object.
func (n *linkedNode) Type() *object.Type { return n.typ }

func (l *linkedList) node(v object.Value) *linkedNode {
	if n, ok := v.(*linkedNode); ok {
		return n
	}
	t := object.Close(object.LibraryType("System.Collections.Generic.LinkedListNode`1"), l.typ.GenericArgs()...)
	return &linkedNode{typ: t, value: v}
}

// insert puts a value, or a node that is in no list, in by one of list.List's functions.
func (l *linkedList) insert(v object.Value, put func(v any) *list.Element) (object.Value, error) {
	_, given := v.(*linkedNode)
	n := l.node(v)
	if n.list != nil {
		return nil, invalidOperation("The LinkedList node already belongs to a LinkedList.")
	}
	n.list, n.at = l, put(n)
	if given {
		return object.Nothing, nil
	}
	return n, nil
}

func (l *linkedList) remove(e *list.Element) {
	n := l.nodes.Remove(e).(*linkedNode)
	n.list, n.at = nil, nil
}

func (l *linkedList) find(v object.Value, last bool) *linkedNode {
	var found *linkedNode
	for e := l.nodes.Front(); e != nil; e = e.Next() {
		if n := e.Value.(*linkedNode); equals(n.value, v) {
			if found = n; !last {
				break
			}
		}
	}
	return found
}

// nodeOf is the node of an element as a value; null for none.
func nodeOf(e *list.Element) object.Value {
	if e == nil {
		return nil
	}
	return e.Value.(*linkedNode)
}

// beside makes AddAfter and AddBefore.
func beside(put func(l *list.List) func(v any, mark *list.Element) *list.Element) method {
	return call(func(l *linkedList, a args) (object.Value, error) {
		mark, ok := a.at(0).(*linkedNode)
		switch {
		case !ok:
			return nil, argumentNull("node")
		case mark.list != l:
			return nil, invalidOperation("The LinkedList node does not belong to current LinkedList.")
		}
		return l.insert(a.at(1), func(v any) *list.Element { return put(l.nodes)(v, mark.at) })
	})
}

// removeEnd makes RemoveFirst and RemoveLast.
func removeEnd(end func(l *list.List) *list.Element) method {
	return call(func(l *linkedList, _ args) (object.Value, error) {
		e := end(l.nodes)
		if e == nil {
			return nil, invalidOperation("The LinkedList is empty.")
		}
		l.remove(e)
		return object.Nothing, nil
	})
}

func linkedListClass(t *object.Type) class {
	values := func(l *linkedList) []object.Value { items, _ := object.Elements(l); return items }
	found := func(n *linkedNode) object.Value {
		if n == nil {
			return nil
		}
		return n
	}
	return class{
		new: try(func(a args) (object.Value, error) {
			if len(a) > 0 && a.at(0) == nil {
				return nil, argumentNull("collection")
			}
			l := &linkedList{t, list.New()}
			for _, v := range a.items(0) {
				if _, err := l.insert(v, l.nodes.PushBack); err != nil {
					return nil, err
				}
			}
			return l, nil
		}),
		properties: getters{
			"Count": get(func(l *linkedList) object.Value { return i32(l.nodes.Len()) }),
			"First": get(func(l *linkedList) object.Value { return nodeOf(l.nodes.Front()) }),
			"Last":  get(func(l *linkedList) object.Value { return nodeOf(l.nodes.Back()) }),
		},
		methods: methods{
			"AddFirst":    call(func(l *linkedList, a args) (object.Value, error) { return l.insert(a.at(0), l.nodes.PushFront) }),
			"AddLast":     call(func(l *linkedList, a args) (object.Value, error) { return l.insert(a.at(0), l.nodes.PushBack) }),
			"AddAfter":    beside(func(l *list.List) func(any, *list.Element) *list.Element { return l.InsertAfter }),
			"AddBefore":   beside(func(l *list.List) func(any, *list.Element) *list.Element { return l.InsertBefore }),
			"RemoveFirst": removeEnd((*list.List).Front),
			"RemoveLast":  removeEnd((*list.List).Back),
			"Clear":       do(func(l *linkedList, _ args) object.Value { l.nodes.Init(); return object.Nothing }),
			"Contains":    do(func(l *linkedList, a args) object.Value { return l.find(a.at(0), false) != nil }),
			"Find":        do(func(l *linkedList, a args) object.Value { return found(l.find(a.at(0), false)) }),
			"FindLast":    do(func(l *linkedList, a args) object.Value { return found(l.find(a.at(0), true)) }),
			"CopyTo": call(func(l *linkedList, a args) (object.Value, error) {
				return copyItems(values(l), a.at(0), a.int(1))
			}),
			"GetEnumerator": do(func(l *linkedList, _ args) object.Value { return newEnumerator(values(l)) }),
			"Remove":        call(linkedRemove),
		},
	}
}

// linkedRemove takes a node out, or the first one with a value, which it reports.
func linkedRemove(l *linkedList, a args) (object.Value, error) {
	if n, ok := a.at(0).(*linkedNode); ok {
		if n.list != l {
			return nil, invalidOperation("The LinkedList node does not belong to current LinkedList.")
		}
		l.remove(n.at)
		return object.Nothing, nil
	}
	n := l.find(a.at(0), false)
	if n != nil {
		l.remove(n.at)
	}
	return n != nil, nil
}

func linkedNodeClass(t *object.Type) class {
	step := func(next func(e *list.Element) *list.Element) getter {
		return get(func(n *linkedNode) object.Value {
			if n.at == nil {
				return nil
			}
			return nodeOf(next(n.at))
		})
	}
	return class{
		new: try(func(a args) (object.Value, error) { return &linkedNode{typ: t, value: a.at(0)}, nil }),
		properties: getters{
			"Next": step((*list.Element).Next), "Previous": step((*list.Element).Prev),
			"Value": get(func(n *linkedNode) object.Value { return n.value }),
			"List": get(func(n *linkedNode) object.Value {
				if n.list == nil {
					return nil
				}
				return n.list
			}),
		},
		setters: setters{"Value": set(func(n *linkedNode, v object.Value) error { n.value = v; return nil })},
		order:   []string{"List", "Next", "Previous", "Value"},
	}
}
