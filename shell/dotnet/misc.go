package dotnet

import (
	"fmt"
	"os"
	"runtime"
	"strings"
	"time"

	"github.com/partnershell/partnershell/shell/object"
)

func isTerminal(f *os.File) bool {
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

func gcClass() class {
	nothing := static(func(args) object.Value { return object.Nothing })
	return class{
		statics: methods{
			"Collect":                  static(func(args) object.Value { runtime.GC(); return object.Nothing }),
			"WaitForPendingFinalizers": nothing,
			"SuppressFinalize":         nothing,
			"KeepAlive":                nothing,
			"GetTotalMemory":           static(func(args) object.Value { var m runtime.MemStats; runtime.ReadMemStats(&m); return int64(m.HeapAlloc) }),
			"GetTotalAllocatedBytes":   static(func(args) object.Value { var m runtime.MemStats; runtime.ReadMemStats(&m); return int64(m.TotalAlloc) }),
			"CollectionCount":          static(func(args) object.Value { var m runtime.MemStats; runtime.ReadMemStats(&m); return i32(int(m.NumGC)) }),
		},
		staticProperties: getters{"MaxGeneration": constant(int32(2))},
	}
}

func activatorClass() class {
	return class{statics: methods{
		"CreateInstance": try(func(a args) (object.Value, error) {
			if a.typ(0) == nil {
				return nil, argumentNull("type")
			}
			return object.New(a.typ(0), a.items(1))
		}),
	}}
}

// nullableClass is Nullable<T>: a value that is there is simply that value.
func nullableClass() class {
	return class{
		new:        try(func(a args) (object.Value, error) { return a.at(0), nil }),
		properties: getters{"HasValue": constant(true), "Value": func(v object.Value) (object.Value, error) { return v, nil }},
	}
}

// tuple is System.Tuple and System.ValueTuple of any size.
type tuple struct {
	typ   *object.Type
	items []object.Value
}

// Type implements object.Object.
func (t *tuple) Type() *object.Type { return t.typ }

// Text implements object.Texter.
func (t *tuple) Text() string {
	parts := make([]string, len(t.items))
	for i, v := range t.items {
		parts[i] = NetText(v)
	}
	return "(" + strings.Join(parts, ", ") + ")"
}

// Positions implements object.Indexed.
func (t *tuple) Positions() []object.Value { return t.items }

// EqualTo implements object.Equatable.
func (t *tuple) EqualTo(other object.Value) bool {
	o, ok := other.(*tuple)
	if !ok || len(o.items) != len(t.items) {
		return false
	}
	for i := range t.items {
		if !equals(t.items[i], o.items[i]) {
			return false
		}
	}
	return true
}

// CompareTo implements object.Comparable.
func (t *tuple) CompareTo(other object.Value) (int, error) {
	o, ok := other.(*tuple)
	if !ok {
		return 1, nil
	}
	for i := range min(len(t.items), len(o.items)) {
		if n, err := compareValues(t.items[i], o.items[i]); n != 0 || err != nil {
			return n, err
		}
	}
	return 0, nil
}

func newTuple(name string, items []object.Value) object.Value {
	types := make([]*object.Type, len(items))
	for i, v := range items {
		if types[i] = object.TypeOf(v); types[i] == nil {
			types[i] = object.TypeObject
		}
	}
	definition := object.LibraryType(fmt.Sprintf("System.%s`%d", name, len(items)))
	if definition == nil {
		definition = object.LibraryType("System." + name)
	}
	return &tuple{object.Close(definition, types...), items}
}

func newValueTuple(items ...object.Value) object.Value { return newTuple("ValueTuple", items) }

// tupleFactory is the static class Tuple (and ValueTuple) with its Create methods.
func tupleFactory(name string) class {
	return class{statics: methods{
		"Create": static(func(a args) object.Value { return newTuple(name, append([]object.Value(nil), a...)) }),
	}}
}

func tupleClass(t *object.Type) class {
	c := class{
		new:        try(func(a args) (object.Value, error) { return &tuple{t, append([]object.Value(nil), a...)}, nil }),
		properties: getters{"Length": get(func(t *tuple) object.Value { return i32(len(t.items)) })},
		hidden:     []string{"Length int"},
	}
	for i := range 7 {
		c.properties[fmt.Sprintf("Item%d", i+1)] = tryGet(func(t *tuple) (object.Value, error) { return itemAt(t.items, i) })
	}
	return c
}

// delegateClass is what a script block converted to a delegate answers to.
func delegateClass() class {
	return class{extra: []*object.Member{{Name: "Invoke", Kind: object.MethodMember, Overloads: []object.Overload{{
		Signature: "System.Object Invoke(Params System.Object[] args)",
		Call: func(recv object.Value, a []object.Value) (object.Value, error) {
			d, ok := recv.(*object.Delegate)
			if !ok {
				return nil, object.ErrNotImplemented
			}
			v, err := d.Call(args(a).items(0)...)
			if err != nil {
				return nil, err
			}
			return delegateResult(d.DelegateType, v)
		},
	}}}}}
}

// delegateResult converts what a block wrote to the delegate's return type.
func delegateResult(t *object.Type, v object.Value) (object.Value, error) {
	a := t.GenericArgs()
	switch {
	case strings.HasPrefix(t.FullName(), "System.Func`") && len(a) > 0, strings.HasPrefix(t.FullName(), "System.Converter`") && len(a) == 2:
		return object.Convert(v, a[len(a)-1])
	case strings.HasPrefix(t.FullName(), "System.Predicate`"):
		return object.ToBool(v), nil
	case strings.HasPrefix(t.FullName(), "System.Action"):
		return object.Nothing, nil
	}
	return v, nil
}

// stopwatch is System.Diagnostics.Stopwatch.
type stopwatch struct {
	running bool
	since   time.Time
	before  time.Duration
}

// Type implements object.Object.
func (*stopwatch) Type() *object.Type { return object.LibraryType("System.Diagnostics.Stopwatch") }

// Text implements object.Texter.
func (s *stopwatch) Text() string { return object.ToText(object.TimeSpan(s.elapsed() / 100)) }

func (s *stopwatch) elapsed() time.Duration {
	if s.running {
		return s.before + time.Since(s.since)
	}
	return s.before
}

func (s *stopwatch) start() object.Value {
	if !s.running {
		s.running, s.since = true, time.Now()
	}
	return object.Nothing
}

func stopwatchClass() class {
	return class{
		new: try(func(args) (object.Value, error) { return &stopwatch{}, nil }),
		statics: methods{
			"StartNew":     static(func(args) object.Value { s := &stopwatch{}; s.start(); return s }),
			"GetTimestamp": static(func(args) object.Value { return time.Since(started).Nanoseconds() }),
			"GetElapsedTime": static(func(a args) object.Value {
				end := time.Since(started).Nanoseconds()
				if a.has(1) {
					end = a.int64(1)
				}
				return object.TimeSpan((end - a.int64(0)) / 100)
			}),
		},
		staticProperties: getters{"Frequency": constant(int64(time.Second)), "IsHighResolution": constant(true)},
		properties: getters{
			"IsRunning":           get(func(s *stopwatch) object.Value { return s.running }),
			"Elapsed":             get(func(s *stopwatch) object.Value { return object.TimeSpan(s.elapsed() / 100) }),
			"ElapsedMilliseconds": get(func(s *stopwatch) object.Value { return s.elapsed().Milliseconds() }),
			"ElapsedTicks":        get(func(s *stopwatch) object.Value { return s.elapsed().Nanoseconds() }),
		},
		methods: methods{
			"Start": do(func(s *stopwatch, _ args) object.Value { return s.start() }),
			"Stop": do(func(s *stopwatch, _ args) object.Value {
				s.before, s.running = s.elapsed(), false
				return object.Nothing
			}),
			"Reset": do(func(s *stopwatch, _ args) object.Value { *s = stopwatch{}; return object.Nothing }),
			"Restart": do(func(s *stopwatch, _ args) object.Value {
				*s = stopwatch{}
				return s.start()
			}),
		},
		order: []string{"IsRunning", "Elapsed", "ElapsedMilliseconds", "ElapsedTicks"},
	}
}

// threadClass is System.Threading.Thread: only what needs no thread.
func threadClass() class {
	return class{
		statics: methods{"Sleep": static(func(a args) object.Value {
			d := a.span(0)
			if !a.has(0) || isInt(a.at(0)) {
				d = object.TimeSpan(a.int64(0)) * object.TicksPerMillisecond
			}
			time.Sleep(time.Duration(d) * 100)
			return object.Nothing
		})},
		staticProperties: getters{"CurrentThread": value(func() object.Value { return plainObject{object.LibraryType("System.Threading.Thread")} })},
		properties: getters{
			"ManagedThreadId":  constant(int32(1)),
			"CurrentCulture":   value(func() object.Value { return object.CurrentCulture }),
			"CurrentUICulture": value(func() object.Value { return object.CurrentCulture }),
			"IsBackground":     constant(false),
		},
		setters: setters{"CurrentCulture": func(_, v object.Value) error { return setCurrentCulture(v) }},
	}
}

func setCurrentCulture(v object.Value) error {
	if c, ok := v.(*object.Culture); ok {
		object.CurrentCulture = c
	}
	return nil
}
