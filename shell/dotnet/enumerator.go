package dotnet

import (
	"github.com/partnershell/partnershell/shell/object"
)

// enumerator is an IEnumerator over items; pairs give Key, Value and Entry too.
type enumerator struct {
	items []object.Value
	at    int // -1 before the first
	typ   *object.Type
}

func newEnumerator(items []object.Value) *enumerator {
	return &enumerator{items: items, at: -1, typ: object.LibraryType("System.ArrayEnumerator")}
}

// Type implements object.Object.
func (e *enumerator) Type() *object.Type { return e.typ }

// Each implements object.Enumerable: what has not been passed yet.
func (e *enumerator) Each(yield func(object.Value) bool) error {
	for e.at++; e.at < len(e.items); e.at++ {
		if !yield(e.items[e.at]) {
			break
		}
	}
	return nil
}

func (e *enumerator) current() object.Value {
	if e.at < 0 || e.at >= len(e.items) {
		return nil
	}
	return e.items[e.at]
}

func (e *enumerator) part(f func(object.Entry) object.Value) object.Value {
	if p, ok := e.current().(*Pair); ok {
		return f(p.Entry)
	}
	return nil
}

func enumeratorClass() class {
	return class{
		methods: methods{
			"MoveNext": do(func(e *enumerator, _ args) object.Value {
				e.at = min(e.at+1, len(e.items))
				return e.at < len(e.items)
			}),
			"Reset": do(func(e *enumerator, _ args) object.Value { e.at = -1; return object.Nothing }),
		},
		properties: getters{
			"Current": get(func(e *enumerator) object.Value { return e.current() }),
			"Entry":   get(func(e *enumerator) object.Value { return e.current() }),
			"Key":     get(func(e *enumerator) object.Value { return e.part(func(p object.Entry) object.Value { return p.Key }) }),
			"Value":   get(func(e *enumerator) object.Value { return e.part(func(p object.Entry) object.Value { return p.Value }) }),
		},
	}
}

// Pair is one entry of a dictionary as a value of its own: DictionaryEntry or KeyValuePair.
type Pair struct {
	object.Entry
	PairType *object.Type
}

// Type implements object.Object.
func (p *Pair) Type() *object.Type { return p.PairType }

// Text implements object.Texter.
func (p *Pair) Text() string {
	return "[" + NetText(p.Key) + ", " + NetText(p.Value) + "]"
}

// EqualTo implements object.Equatable.
func (p *Pair) EqualTo(other object.Value) bool {
	o, ok := other.(*Pair)
	return ok && equals(p.Key, o.Key) && equals(p.Value, o.Value)
}

func pairClass(t *object.Type) class {
	return class{
		new: try(func(a args) (object.Value, error) {
			return &Pair{object.Entry{Key: a.at(0), Value: a.at(1)}, t}, nil
		}),
		properties: getters{
			"Key":   get(func(p *Pair) object.Value { return p.Key }),
			"Value": get(func(p *Pair) object.Value { return p.Value }),
		},
		setters: setters{
			"Key":   set(func(p *Pair, v object.Value) error { p.Key = v; return nil }),
			"Value": set(func(p *Pair, v object.Value) error { p.Value = v; return nil }),
		},
		extra: []*object.Member{{Name: "Name", Kind: object.AliasProperty, Definition: "Name = Key", Referenced: []string{"Key"},
			Get: get(func(p *Pair) object.Value { return p.Key })}},
		order: []string{"Key", "Value"},
	}
}

// PairsOf are the entries of a dictionary as it enumerates them.
func PairsOf(d *object.Dictionary) []object.Value {
	t := object.LibraryType("System.Collections.DictionaryEntry")
	if a := d.DictType.GenericArgs(); len(a) == 2 {
		t = object.Close(object.LibraryType("System.Collections.Generic.KeyValuePair`2"), a...)
	}
	entries := d.Entries()
	items := make([]object.Value, len(entries))
	for i, e := range entries {
		items[i] = &Pair{e, t}
	}
	return items
}

// view is Keys or Values of a dictionary: it shows later changes too.
type view struct {
	dict   *object.Dictionary
	values bool
}

// Type implements object.Object.
func (v *view) Type() *object.Type {
	name := v.dict.DictType.FullName()
	part := "KeyCollection"
	if v.values {
		part = "ValueCollection"
	}
	if g := v.dict.DictType.GenericDefinition(); g != "" {
		if t := object.LibraryType(g + "+" + part); t != nil {
			return object.Close(t, v.dict.DictType.GenericArgs()...)
		}
		return object.LibraryType("System.Collections.Hashtable+" + part)
	}
	if name == "System.Collections.Specialized.OrderedDictionary" {
		return object.LibraryType("System.Collections.Specialized.OrderedDictionary+OrderedDictionaryKeyValueCollection")
	}
	return object.LibraryType("System.Collections.Hashtable+" + part)
}

func (v *view) items() []object.Value {
	entries := v.dict.Entries()
	items := make([]object.Value, len(entries))
	for i, e := range entries {
		if v.values {
			items[i] = e.Value
		} else {
			items[i] = e.Key
		}
	}
	return items
}

// Each implements object.Enumerable; a dictionary that changes meanwhile ends it with .NET's error.
func (v *view) Each(yield func(object.Value) bool) error {
	version := v.dict.Version
	for _, item := range v.items() {
		if !yield(item) {
			return nil
		}
		if v.dict.Version != version {
			return object.NewError("System.InvalidOperationException", "System.InvalidOperationException", object.OperationStopped,
				"Collection was modified; enumeration operation may not execute.")
		}
	}
	return nil
}

func viewClass() class {
	return class{
		properties: getters{
			"Count":          get(func(v *view) object.Value { return i32(v.dict.Len()) }),
			"IsSynchronized": constant(false),
			"SyncRoot":       get(func(v *view) object.Value { return v.dict }),
		},
		methods: methods{
			"CopyTo":        call(func(v *view, a args) (object.Value, error) { return copyItems(v.items(), a.at(0), a.int(1)) }),
			"Contains":      do(func(v *view, a args) object.Value { return indexOf(v.items(), a.at(0)) >= 0 }),
			"GetEnumerator": do(func(v *view, _ args) object.Value { return newEnumerator(v.items()) }),
			"get_Item":      call(func(v *view, a args) (object.Value, error) { return itemAt(v.items(), a.int(0)) }),
		},
	}
}
