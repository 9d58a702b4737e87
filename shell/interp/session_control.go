package interp

import (
	"context"
	"strings"

	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
	"github.com/partnershell/partnershell/shell/syntax"
)

// SetStrictMode is Set-StrictMode for the current scope: a version of 1 to 3, or 0 for off.
func (rt *Runtime) SetStrictMode(version int) {
	for s := rt.here().scope; s != nil; s = s.parent {
		s.strict = uint8(version)
		if s.call != nil || s.parent == nil {
			return
		}
	}
}

// CallOptions say how CallBlock runs a block.
type CallOptions struct {
	Args, Input []object.Value
	// Here runs the block in the current scope instead of one of its own.
	Here bool
}

// CallBlock runs a block as the call operator does; what it writes goes to out.
func (rt *Runtime) CallBlock(b *ScriptBlock, o CallOptions, out func(object.Value) error) error {
	return b.invoke(rt.here(), invokeOptions{args: o.Args, input: o.Input, dotted: o.Here, out: sinkFunc(out)})
}

// StackFrame is one running call.
type StackFrame struct {
	*InvocationInfo
	// Function is what the stack trace calls it, At where it is now.
	Function string
	At       object.Position
}

// CallStack lists the running calls, the innermost first.
func (rt *Runtime) CallStack() []StackFrame {
	var list []StackFrame
	for fr := rt.top; fr != nil; fr = fr.caller {
		if fr.call != nil && fr.block != nil && (len(list) == 0 || list[len(list)-1].call != fr.call) {
			list = append(list, StackFrame{fr.call.invocationInfo(rt), fr.name(), positionOf(fr.source(), fr.pos)})
		}
	}
	return list
}

// Arguments are those of the call as "{name=value, value}".
func (f StackFrame) Arguments() string {
	var parts []string
	for _, e := range f.boundParameters().Entries() {
		part := object.ToText(e.Key) + "="
		if object.ToBool(e.Value) {
			part += object.ToText(e.Value)
		}
		parts = append(parts, part)
	}
	for _, v := range itemsOf(f.unboundArguments()) {
		if object.ToBool(v) {
			parts = append(parts, object.ToText(v))
		} else {
			parts = append(parts, "$null")
		}
	}
	return "{" + strings.Join(parts, ", ") + "}"
}

// isolated is a block that runs in runtimes of its own.
type isolated struct {
	block   *block
	options Options
	using   map[string]object.Value
}

// Isolate implements command.Isolator.
func (c *cmdletRun) Isolate(code object.Callable) (command.Isolated, error) {
	b, ok := code.(*ScriptBlock)
	if !ok {
		return nil, notSupported("a block that is no script block")
	}
	i := &isolated{block: b.block, options: c.rt.options, using: make(map[string]object.Value)}
	i.options.Location = c.rt.location.path
	var err error
	syntax.Inspect(b.block.ast, func(n syntax.Node) bool {
		if u, ok := n.(*syntax.UsingExpression); ok && err == nil {
			if v := rootVariable(u.SubExpression); v != nil {
				err = i.read(c, v.Name)
			}
		}
		return err == nil
	})
	return i, err
}

// rootVariable is the variable that an expression's members are of; nil if it starts with something else.
func rootVariable(e syntax.Expression) *syntax.VariableExpression {
	for {
		switch x := e.(type) {
		case *syntax.VariableExpression:
			return x
		case *syntax.MemberExpression:
			e = x.Expression
		case *syntax.InvokeMemberExpression:
			e = x.Expression
		case *syntax.IndexExpression:
			e = x.Target
		default:
			return nil
		}
	}
}

// read reads the variable behind $using:name.
func (i *isolated) read(c *cmdletRun, name string) error {
	value, found := c.Variable(name)
	if !found {
		return runtimeError("UsingVariableIsUndefined", object.InvalidOperation,
			"The value of the using variable '$using:%s' cannot be retrieved because it has not been set in the local session.", name)
	}
	i.using[name] = value
	return nil
}

// Run implements command.Isolated.
func (i *isolated) Run(ctx context.Context, item object.Value, input, args []object.Value, emit func(command.Record) error) error {
	rt := New(i.options)
	for name, v := range i.using {
		slot := rt.global.declare(intern("using:" + name))
		slot.value, slot.set = v, true
	}
	defer rt.enter(ctx, newStreams(recordStreams(emit)))()
	code := newBlock(i.block.ast, nil)
	code.extent = i.block.extent
	out := sinkFunc(func(v object.Value) error { return emit(command.Record{Stream: command.OutputStream, Value: v}) })
	b := &ScriptBlock{rt: rt, block: code}
	return topLevel(b.invoke(rt.rootFrame(), invokeOptions{item: &item, input: input, args: args, out: out, streams: rt.streams}))
}

// recordStreams hands the records of every stream to emit.
func recordStreams(emit func(command.Record) error) Streams {
	text := func(stream command.Stream) func(*InformationalRecord) error {
		return func(r *InformationalRecord) error { return emit(command.Record{Stream: stream, Value: r.Message}) }
	}
	return Streams{
		Output:  func(v object.Value) error { return emit(command.Record{Stream: command.OutputStream, Value: v}) },
		Error:   func(e *object.ErrorRecord) error { return emit(command.Record{Stream: command.ErrorStream, Value: e}) },
		Warning: text(command.WarningStream), Verbose: text(command.VerboseStream), Debug: text(command.DebugStream),
		Information: func(r *InformationRecord) error {
			return emit(command.Record{Stream: command.InformationStream, Value: r.Data, Tags: r.Tags})
		},
		Progress: func(p command.Progress) error { return emit(command.Record{Stream: command.ProgressStream, Value: p}) },
	}
}

// EvaluateQuietly runs a block for one object as Evaluate does, but its errors are not shown.
func (rt *Runtime) EvaluateQuietly(block object.Callable, item object.Value) (object.Value, error) {
	fr := *rt.here()
	fr.streams = fr.streams.with(func(s *streams) { s.sinks[streamError] = discard{} })
	return fr.evaluate(block, item)
}
