package interp

import (
	"fmt"

	"github.com/partnershell/partnershell/shell/bind"
	"github.com/partnershell/partnershell/shell/object"
	"github.com/partnershell/partnershell/shell/syntax"
)

// ScriptBlock is a script block as a value.
type ScriptBlock struct {
	rt      *Runtime
	block   *block
	module  *Module                  // whose session state it runs in; nil for the session's own
	closure map[*symbol]object.Value // what GetNewClosure captured
}

// Type implements object.Object.
func (b *ScriptBlock) Type() *object.Type {
	defineEngineMembers()
	return object.TypeScriptBlock
}

// Text is the code between the braces.
func (b *ScriptBlock) Text() string {
	ext := b.block.extent
	text := b.block.source.Slice(ext)
	if n := len(text); n >= 2 && text[0] == '{' && text[n-1] == '}' {
		return text[1 : n-1]
	}
	if body := b.block.ast.Extent; body != ext {
		text = b.block.source.Slice(body)
		if n := len(text); n >= 2 && text[0] == '{' && text[n-1] == '}' {
			return text[1 : n-1]
		}
	}
	return text
}

// String is the code between the braces.
func (b *ScriptBlock) String() string { return b.Text() }

// Syntax is the block's tree.
func (b *ScriptBlock) Syntax() *syntax.ScriptBlock { return b.block.ast }

// Source is the text that the block stands in.
func (b *ScriptBlock) Source() *syntax.Source { return b.block.source }

// homeScope is the scope that a call of the block gets as parent: the caller's if both belong to the same module,
// else the innermost running scope of the block's own module.
func (b *ScriptBlock) homeScope(caller *frame) *scope {
	if b.module == nil && caller.scope.module == nil || b.module == caller.scope.module {
		return caller.scope
	}
	for f := caller; f != nil; f = f.caller {
		if f.scope.module == b.module {
			return f.scope
		}
	}
	if b.module != nil {
		return b.module.scope
	}
	return caller.rt.global
}

// in is the block as code of a module: a script file belongs to whoever calls it.
func (b *ScriptBlock) in(m *Module) *ScriptBlock {
	if b.module == m {
		return b
	}
	bound := *b
	bound.module = m
	return &bound
}

// currentScope is the scope that a dot-sourced block runs in.
func (b *ScriptBlock) currentScope(caller *frame) *scope { return b.homeScope(caller) }

// defineClosure sets the captured variables in the scope of a call.
func (b *ScriptBlock) defineClosure(s *scope) {
	for sym, v := range b.closure {
		slot := s.declare(sym)
		slot.value, slot.set = v, true
	}
}

// callerFrame is the frame in which code that is not in a script (a sort, a delegate) runs a block.
func (b *ScriptBlock) callerFrame() *frame {
	if b.rt.top != nil {
		return b.rt.top
	}
	return b.rt.rootFrame()
}

// rootFrame is a frame in the global scope, for what happens outside of every script.
func (rt *Runtime) rootFrame() *frame {
	return &frame{rt: rt, scope: rt.global, out: rt.streams.sinks[streamOutput], streams: rt.streams, call: &invocation{}}
}

// Call implements object.Callable: args are $args or the parameters, and the first is $_.
func (b *ScriptBlock) Call(args ...object.Value) (object.Value, error) {
	var out collector
	var item *object.Value
	if len(args) > 0 {
		item = &args[0]
	}
	err := b.invoke(b.callerFrame(), invokeOptions{args: args, item: item, out: &out})
	if err != nil {
		return nil, err
	}
	return out.value(), nil
}

// invokeOptions say how a block is invoked other than as a command.
type invokeOptions struct {
	args      []object.Value
	item      *object.Value // $_
	this      *object.Value // $this
	input     []object.Value
	variables map[string]object.Value
	functions map[string]object.Value
	out       sink
	streams   *streams
	dotted    bool
}

// invoke runs the block with arguments in a scope of its own (or in the caller's, dotted).
func (b *ScriptBlock) invoke(caller *frame, o invokeOptions) error {
	st := o.streams
	if st == nil {
		st = caller.streams
	}
	run, err := newFunctionRun(caller, nil, b, "", callSite{source: caller.source(), extent: caller.pos}, o.out, st, o.dotted)
	if err != nil {
		return err
	}
	args := make([]bind.Argument, len(o.args))
	for i, v := range o.args {
		args[i] = bind.Argument{Value: v}
	}
	if o.item != nil {
		run.fr.setItem(*o.item)
	}
	if o.this != nil {
		slot := run.fr.scope.slot(slotThis)
		slot.value, slot.set = *o.this, true
	}
	for name, v := range o.variables {
		slot := run.fr.scope.declare(intern(name))
		slot.value, slot.set = v, true
	}
	for name, f := range o.functions {
		if code, ok := f.(*ScriptBlock); ok {
			if err := caller.rt.defineFunction(run.fr.scope, name, &Function{block: code.block, Module: code.module}); err != nil {
				return err
			}
		}
	}
	caller.rt.depth += outsideLevels
	defer func() { caller.rt.depth -= outsideLevels }()
	return run.runAll(args, o.input)
}

// outsideLevels is how many levels more a call counts that comes from outside of scripts, such as .Invoke() and
// validation scripts: each puts its error inside another one, so that a message grows with every level.
const outsideLevels = 2

// runAll binds arguments and runs the whole call, with input as its pipeline input.
func (r *functionRun) runAll(args []bind.Argument, input []object.Value) (err error) {
	if err := r.bindArguments(args, input != nil); err != nil {
		return err
	}
	defer func() {
		if closeErr := r.close(); closeErr != nil && err == nil {
			err = closeErr
		}
	}()
	if err := r.begin(); err != nil {
		return err
	}
	for _, v := range input {
		if err := r.process(v); err != nil {
			return err
		}
	}
	return r.end()
}

// evaluate runs a block in the caller's scope with $_ set, as Where-Object does.
func (fr *frame) evaluate(block object.Callable, item object.Value) (object.Value, error) {
	b, ok := block.(*ScriptBlock)
	if !ok {
		return block.Call(item)
	}
	r, err := newItemRunner(fr, b, fr.streams)
	if err != nil {
		return nil, err
	}
	return r.evaluate(item)
}

// evaluateIn is evaluate from wherever the runtime is.
func (b *ScriptBlock) evaluateIn(rt *Runtime, item object.Value) (object.Value, error) {
	rt.depth += outsideLevels
	defer func() { rt.depth -= outsideLevels }()
	return b.callerFrame().evaluate(b, item)
}

// itemRunner runs a block for many items in the caller's scope: its frame is set up once.
type itemRunner struct {
	fr    *frame
	block *block
	args  object.Value
}

var noArgs = object.NewArray()

func newItemRunner(caller *frame, b *ScriptBlock, st *streams) (*itemRunner, error) {
	if err := b.block.prepare(caller.rt); err != nil {
		return nil, err
	}
	s := b.homeScope(caller)
	if b.closure != nil {
		s = newScope(s, b.block.table, localScope)
		s.call = caller.scope.call
		b.defineClosure(s)
	}
	fr := &frame{rt: caller.rt, scope: s, streams: st, block: b.block, call: caller.call, pos: b.block.extent}
	fr.call = &invocation{block: b.block, callAt: callSite{source: caller.source(), extent: caller.pos}, caller: caller}
	return &itemRunner{fr: fr, block: b.block, args: noArgs}, nil
}

// run runs the block for one item, streaming what it writes.
func (r *itemRunner) run(item object.Value, out sink) error {
	fr := r.fr
	if err := fr.rt.push(fr); err != nil {
		return err
	}
	slot, args, input := fr.scope.slot(slotItem), fr.scope.slot(slotArgs), fr.scope.slot(slotInput)
	oldItem, oldArgs, oldInput := *slot, *args, *input
	slot.value, slot.set = item, true
	args.value, args.set = r.args, true
	fr.out = out
	var err error
	b := r.block
	switch {
	case b.hasParams():
		err = r.bindNothing()
		if err == nil {
			err = r.body()
		}
	case b.single != nil:
		var v object.Value
		fr.pos = b.ast.End.Statements[0].Span()
		if v, err = b.single(fr); err != nil {
			err = fr.statementFailed(err)
		} else {
			fr.rt.success = true
			err = writeAll(out, v)
		}
	default:
		err = r.body()
	}
	*slot, *args, *input = oldItem, oldArgs, oldInput
	fr.rt.pop(fr)
	if err == errReturn {
		return nil
	}
	return err
}

// body runs the named blocks of the block for the present item.
func (r *itemRunner) body() error {
	b, fr := r.block, r.fr
	for _, part := range [...]struct {
		fn   stmtFn
		kind syntax.TokenKind
	}{{b.begin, syntax.TokBegin}, {b.process, syntax.TokProcess}, {b.end, syntax.TokEnd}} {
		if part.fn == nil {
			continue
		}
		if err := b.runPart(fr, part.fn, part.kind); err != nil {
			return err
		}
	}
	return nil
}

// bindNothing gives the block's parameters their defaults.
func (r *itemRunner) bindNothing() error {
	l, err := r.block.params(r.fr, "")
	if err != nil {
		return err
	}
	binding, err := l.target.Bind(nil, bind.Context{})
	if err != nil {
		return err
	}
	return r.fr.fillDefaults(l, binding.Bound)
}

// evaluate runs the block for one item and returns what it wrote.
func (r *itemRunner) evaluate(item object.Value) (object.Value, error) {
	b := r.block
	if b.single != nil && !b.hasParams() {
		return r.evaluateSingle(item)
	}
	var out collector
	if err := r.run(item, &out); err != nil {
		return nil, err
	}
	return out.value(), nil
}

// evaluateSingle is evaluate for a block that is one expression.
func (r *itemRunner) evaluateSingle(item object.Value) (object.Value, error) {
	fr := r.fr
	if err := fr.rt.push(fr); err != nil {
		return nil, err
	}
	slot := fr.scope.slot(slotItem)
	old := *slot
	slot.value, slot.set = item, true
	fr.pos = r.block.ast.End.Statements[0].Span()
	fr.out = discard{}
	v, err := r.block.single(fr)
	if err != nil {
		v, err = object.Nothing, fr.statementFailed(err)
	} else {
		fr.rt.success = true
	}
	*slot = old
	fr.rt.pop(fr)
	if err != nil || isPlain(v) || object.IsNothing(v) {
		return v, err
	}
	var out collector
	if err := writeAll(&out, v); err != nil {
		return nil, err
	}
	return out.value(), nil
}

// runForEach is .ForEach({ }): the block sees the item as $_ and the arguments as $args, in the caller's scope.
func (b *ScriptBlock) runForEach(fr *frame, item object.Value, args []object.Value, out sink) error {
	if b.block.hasParams() || b.block.ast.ParamBlock != nil {
		return b.invoke(fr, invokeOptions{args: args, item: &item, out: out})
	}
	r, err := newItemRunner(fr, b, fr.streams)
	if err != nil {
		return err
	}
	r.args = object.NewArray(args...)
	return r.run(item, out)
}

// callWithThis calls the block as a method of v.
func (b *ScriptBlock) callWithThis(v object.Value, args []object.Value) (object.Value, error) {
	var out collector
	err := b.invoke(b.callerFrame(), invokeOptions{args: args, this: &v, out: &out})
	if err != nil {
		return nil, err
	}
	return out.value(), nil
}

// CallWithThis implements what extended members of script (ScriptMethod, ScriptProperty) need: $this is recv.
func (b *ScriptBlock) CallWithThis(recv object.Value, args ...object.Value) (object.Value, error) {
	return b.callWithThis(recv, args)
}

// CallItem implements what .ForEach and .Where need: the block runs in the caller's scope.
func (b *ScriptBlock) CallItem(item object.Value, args ...object.Value) (object.Value, error) {
	var out collector
	if err := b.runForEach(b.callerFrame(), item, args, &out); err != nil {
		return nil, err
	}
	return out.value(), nil
}

// newClosure is GetNewClosure: the block with copies of the variables of the current scope, in a module of its own,
// so that $script: means the copies.
func (b *ScriptBlock) newClosure(fr *frame) *ScriptBlock {
	rt := fr.rt
	rt.eventCounter++
	m := &Module{Name: fmt.Sprintf("__DynamicModule_%d", rt.eventCounter), rt: rt, ModuleType: "Script", Version: "0.0"}
	m.scope = newScope(rt.global, newSlotTable(), moduleScope)
	m.scope.module = m
	if b.module != nil && b.module.scope != nil {
		m.scope.parent = b.module.scope
	}
	s := fr.scope
	for i, sym := range s.table.symbols {
		v := s.at(int32(i))
		if i < reservedSlots || v == nil || !v.set || v.options()&(OptionConstant|OptionReadOnly) != 0 {
			continue
		}
		slot := m.scope.declare(sym)
		slot.value, slot.set = v.value, true
	}
	c := *b
	c.module = m
	return &c
}

// NewScriptBlock parses text into a script block.
func (rt *Runtime) NewScriptBlock(text string) (*ScriptBlock, error) {
	ast, errs := rt.Parse("", text)
	if len(errs) > 0 {
		return nil, ParseError(ast.Source, errs)
	}
	return &ScriptBlock{rt: rt, block: newBlock(ast, nil), module: rt.here().scope.module}, nil
}
