package interp

import (
	"github.com/partnershell/partnershell/shell/object"
)

// Enumerator is what $input, $foreach and $switch hold: a position in a row of objects. Whoever enumerates it uses
// it up.
type Enumerator struct {
	items []object.Value
	at    int // of Current; -1 before the first
}

func newEnumerator(items []object.Value) *Enumerator { return &Enumerator{items: items, at: -1} }

var enumeratorType = object.Define("System.Collections.ArrayList+ArrayListEnumeratorSimple", object.ClassType, nil,
	"System.Collections.IEnumerator", "System.ICloneable")

// Type implements object.Object.
func (e *Enumerator) Type() *object.Type {
	defineEngineMembers()
	return enumeratorType
}

// Each implements object.Enumerable: what is left, from the next object on.
func (e *Enumerator) Each(yield func(object.Value) bool) error {
	for e.at+1 < len(e.items) {
		e.at++
		if !yield(e.items[e.at]) {
			return nil
		}
	}
	e.at = len(e.items)
	return nil
}

func (e *Enumerator) moveNext() bool {
	if e.at < len(e.items) {
		e.at++
	}
	return e.at < len(e.items)
}

func (e *Enumerator) current() object.Value {
	if e.at < 0 || e.at >= len(e.items) {
		return nil
	}
	return e.items[e.at]
}

func enumeratorMembers() []*object.Member {
	return []*object.Member{
		getter("Current", "System.Object Current {get;}", func(e *Enumerator) object.Value { return e.current() }),
		method("MoveNext", "bool MoveNext()", func(e *Enumerator, _ []object.Value) (object.Value, error) { return e.moveNext(), nil }),
		method("Reset", "void Reset()", func(e *Enumerator, _ []object.Value) (object.Value, error) {
			e.at = -1
			return object.Nothing, nil
		}),
	}
}

// getter makes a read-only property of an engine object.
func getter[T any](name, definition string, get func(recv T) object.Value) *object.Member {
	return &object.Member{Name: name, Kind: object.PropertyMember, Definition: definition,
		Get: func(recv object.Value) (object.Value, error) {
			r, ok := recv.(T)
			if !ok { // another kind of object of a type derived from this one
				return nil, nil
			}
			return get(r), nil
		}}
}

// property makes a property that can be set.
func property[T any](name, definition string, get func(recv T) object.Value, set func(recv T, v object.Value) error) *object.Member {
	m := getter(name, definition, get)
	m.Set = func(recv, v object.Value) error { return set(recv.(T), v) }
	return m
}

// method makes a method with one signature.
func method[T any](name, signature string, call func(recv T, args []object.Value) (object.Value, error)) *object.Member {
	return methods(name, call, signature)
}

// methods makes a method with several signatures that share their code.
func methods[T any](name string, call func(recv T, args []object.Value) (object.Value, error), signatures ...string) *object.Member {
	m := &object.Member{Name: name, Kind: object.MethodMember}
	for _, s := range signatures {
		m.Overloads = append(m.Overloads, object.Overload{Signature: s,
			Call: func(recv object.Value, args []object.Value) (object.Value, error) { return call(recv.(T), args) }})
	}
	return m
}
