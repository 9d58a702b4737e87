package interp

import (
	"github.com/partnershell/partnershell/shell/object"
	"github.com/partnershell/partnershell/shell/syntax"
)

// evalFn computes an expression's value.
type evalFn func(fr *frame) (object.Value, error)

// stmtFn runs a statement; what it writes goes to fr.out.
type stmtFn func(fr *frame) error

// sink takes the objects of a stream, whole.
type sink interface {
	write(v object.Value) error
}

// sinkFunc makes a sink of a function.
type sinkFunc func(v object.Value) error

func (f sinkFunc) write(v object.Value) error { return f(v) }

// collector keeps what is written to it.
type collector struct{ items []object.Value }

func (c *collector) write(v object.Value) error {
	c.items = append(c.items, v)
	return nil
}

// value is what $( ) and an assignment make of collected output: nothing, one value, or an array.
func (c *collector) value() object.Value {
	switch len(c.items) {
	case 0:
		return object.Nothing
	case 1:
		return c.items[0]
	}
	return object.NewArray(c.items...)
}

type discard struct{}

func (discard) write(object.Value) error { return nil }

// frame is a running block: its scope, its output and streams, and where in the text it is.
type frame struct {
	rt      *Runtime
	scope   *scope
	out     sink
	streams *streams
	block   *block
	call    *invocation
	pos     syntax.Extent // the statement that is being run
	caught  *object.ErrorRecord
	caller  *frame
	traps   []*trapHandler
	result  object.Value // of a class's method
}

// invocation is what a running script, function or script block knows of how it was called.
type invocation struct {
	block    *block
	fn       *Function
	name     string // as typed
	path     string // of a script file
	isScript bool
	module   *Module // whose body it is
	callAt   callSite
	bound    *object.Dictionary // $PSBoundParameters
	unbound  []object.Value     // $args as InvocationInfo shows it
	piped    bool
	length   int // of the pipeline
	position int
	cmdlet   *ScriptCmdlet // $PSCmdlet of an advanced function
	info     *InvocationInfo
	caller   *frame
}

// callSite is where in which text a command stands.
type callSite struct {
	source *syntax.Source
	extent syntax.Extent
	name   string // the function or script that it stands in; empty for <ScriptBlock>
}

// writeAll writes a value as an expression statement does: collections one element at a time, nothing not at all.
func writeAll(out sink, v object.Value) error {
	switch x := v.(type) {
	case nil, string, int32, bool, float64, int64, *object.CustomObject, *object.Dictionary:
		return out.write(v)
	case *object.Array:
		for _, item := range x.Items {
			if err := out.write(item); err != nil {
				return err
			}
		}
		return nil
	case lazyRange:
		return x.each(out.write)
	}
	if object.IsNothing(v) {
		return nil
	}
	return writeElements(out, v)
}

// writeElements is writeAll for the less common kinds of values.
func writeElements(out sink, v object.Value) error {
	var failed error
	isCollection, err := eachElement(v, func(item object.Value) bool {
		failed = out.write(item)
		return failed == nil
	})
	if failed != nil {
		return failed
	}
	if err != nil {
		return err
	}
	if !isCollection {
		return out.write(v)
	}
	return nil
}

// eachElement goes through a collection; false means v is none.
func eachElement(v object.Value, yield func(object.Value) bool) (bool, error) {
	return object.Each(v, yield)
}

// collect runs a statement with its output kept.
func (fr *frame) collect(run stmtFn) (*collector, error) {
	c := &collector{}
	old := fr.out
	fr.out = c
	err := run(fr)
	fr.out = old
	return c, err
}

// setArgs sets $args of the frame's scope.
func (fr *frame) setArgs(args []object.Value) {
	v := &fr.scope.fixed
	if len(*v) > slotArgs {
		(*v)[slotArgs] = variable{value: object.NewArray(args...), set: true}
		return
	}
	*fr.scope.slot(slotArgs) = variable{value: object.NewArray(args...), set: true}
}

// setItem sets $_ of the frame's scope.
func (fr *frame) setItem(v object.Value) {
	slot := fr.scope.slot(slotItem)
	slot.value, slot.set = v, true
}

// check reports whether the run was cancelled: every loop and call asks.
func (fr *frame) check() error {
	if fr.rt.stopped.Load() {
		return ErrStopped
	}
	return nil
}
