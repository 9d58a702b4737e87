package dotnet

import (
	"github.com/partnershell/partnershell/shell/object"
)

// lazy is System.Lazy<T>: a value that a delegate makes when it is first asked for.
type lazy struct {
	typ   *object.Type
	make  object.Callable
	value object.Value
	made  bool
}

// Type implements object.Object.
func (l *lazy) Type() *object.Type { return l.typ }

// Text implements object.Texter.
func (l *lazy) Text() string {
	if !l.made {
		return "Value is not created."
	}
	return NetText(l.value)
}

func (l *lazy) get() (object.Value, error) {
	if l.made {
		return l.value, nil
	}
	var err error
	if element := l.typ.GenericArgs()[0]; l.make == nil {
		l.value, err = object.New(element, nil)
	} else if l.value, err = l.make.Call(); err == nil {
		l.value, err = object.Convert(l.value, element)
	}
	l.made = err == nil
	return l.value, err
}

func lazyClass(t *object.Type) class {
	return class{
		new: static(func(a args) object.Value {
			l := &lazy{typ: t}
			switch v := a.at(0).(type) {
			case nil, bool, object.Enum:
			default:
				if l.make = a.callable(0); l.make == nil {
					l.value, l.made = v, true
				}
			}
			return l
		}),
		properties: getters{
			"IsValueCreated": get(func(l *lazy) object.Value { return l.made }),
			"Value":          tryGet((*lazy).get),
		},
		methods: methods{"ToString": do(func(l *lazy, _ args) object.Value { return l.Text() })},
		order:   []string{"IsValueCreated", "Value"},
	}
}

// weakReference is System.WeakReference and WeakReference<T>. Its target stays: nothing here collects it early.
type weakReference struct {
	typ    *object.Type
	target object.Value
}

// Type implements object.Object.
func (w *weakReference) Type() *object.Type { return w.typ }

func weakReferenceClass(t *object.Type) class {
	return class{
		new: static(func(a args) object.Value { return &weakReference{t, a.at(0)} }),
		properties: getters{
			"Target":            get(func(w *weakReference) object.Value { return w.target }),
			"IsAlive":           get(func(w *weakReference) object.Value { return w.target != nil }),
			"TrackResurrection": constant(false),
		},
		setters: setters{"Target": set(func(w *weakReference, v object.Value) error { w.target = v; return nil })},
		methods: methods{
			"TryGetTarget": call(func(w *weakReference, a args) (object.Value, error) { return w.target != nil, a.store(0, w.target) }),
			"SetTarget":    do(func(w *weakReference, a args) object.Value { w.target = a.at(0); return object.Nothing }),
		},
		order: []string{"TrackResurrection", "IsAlive", "Target"},
	}
}
