package interp

import (
	"strings"

	"github.com/partnershell/partnershell/shell/bind"
	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
	"github.com/partnershell/partnershell/shell/syntax"
)

// Function is a function, filter or script that can be called as a command.
type Function struct {
	Name        string
	Options     VariableOptions
	Description string
	Module      *Module // whose code it is
	IsFilter    bool
	Path        string // of a script file (ExternalScript); empty for functions

	rt    *Runtime
	from  *Module // that it was imported with, of which Module may be a nested one
	block *block
	text  *ScriptBlock // the script block it was made of
	bound map[*symbol]object.Value
}

// Block is the function's script block.
func (f *Function) Block() *ScriptBlock {
	if f.text == nil {
		f.text = &ScriptBlock{rt: f.rt, block: f.block, module: f.Module, closure: f.bound}
	}
	return f.text
}

// source is the module that the function is shown to come from.
func (f *Function) source() *Module {
	if f.from != nil {
		return f.from
	}
	return f.Module
}

// definition is the function's code, parameters in parentheses turned into a param block.
func (f *Function) definition() string {
	text := f.Block().Text()
	if len(f.block.functionParameters) == 0 {
		return text
	}
	parts := make([]string, len(f.block.functionParameters))
	for i, p := range f.block.functionParameters {
		parts[i] = f.block.source.Slice(p.Extent)
	}
	return "param(" + strings.Join(parts, ", ") + ")\n" + text
}

// functionDefinition compiles a function statement, which defines the function when it is reached.
func (c *compiler) functionDefinition(x *syntax.FunctionDefinition) stmtFn {
	b := newBlock(x.Body, c.b)
	b.extent = x.Extent
	b.functionParameters = x.Parameters
	b.filter = x.IsFilter
	name, aliases := x.Name, aliasAttributes(x.Body)
	return func(fr *frame) error {
		f := &Function{rt: fr.rt, block: b, IsFilter: x.IsFilter, Module: fr.scope.module}
		if err := fr.rt.defineFunction(fr.scope, name, f); err != nil {
			return err
		}
		for _, alias := range aliases {
			fr.scope.setAlias(&Alias{Name: alias, Definition: f.Name})
		}
		return nil
	}
}

// aliasAttributes are the names in the Alias attributes of a function's param block.
func aliasAttributes(body *syntax.ScriptBlock) []string {
	if body.ParamBlock == nil {
		return nil
	}
	var names []string
	for _, a := range body.ParamBlock.Attributes {
		if attributeName(a) != "alias" {
			continue
		}
		for _, arg := range a.PositionalArguments {
			if v, ok := constantOf(arg); ok {
				names = append(names, object.ToText(v))
			}
		}
	}
	return names
}

// defineFunction defines a function in a scope, or in the one that its name says.
func (rt *Runtime) defineFunction(s *scope, name string, f *Function) error {
	if prefix, rest, ok := strings.Cut(name, ":"); ok {
		switch object.FoldName(prefix) {
		case "global":
			s, name = s.global(), rest
		case "script":
			s, name = s.script(), rest
		case "local", "function":
			name = rest
		case "private":
			name = rest
			f.Options |= OptionPrivate
		}
	}
	f.Name, f.rt = name, rt
	key := object.FoldName(name)
	if old := s.functions[key]; old != nil && old.Options&(OptionReadOnly|OptionConstant) != 0 {
		e := object.NewError(ns+"SessionStateUnauthorizedAccessException", "FunctionNotWritable", object.WriteError,
			"Cannot write to function %s because it is read-only or constant.", name)
		e.Target = name
		return e
	}
	if s.functions == nil {
		s.functions = make(map[string]*Function)
	}
	s.functions[key] = f
	rt.resolveVersion++
	return nil
}

// bindContext is what binding the parameters of a function may ask.
func (fr *frame) bindContext(l *parameterList, piped bool) bind.Context {
	c := bind.Context{ExpectingInput: piped}
	if l.advanced {
		c.DelayBind = fr.delayBind
	}
	if fr.block != nil && fr.block.dynamic != nil {
		c.Dynamic = func(b *bind.Binding) ([]*command.Parameter, error) { return fr.dynamicParameters(l, b) }
	}
	return c
}

func (fr *frame) delayBind(block object.Callable, item object.Value) (object.Value, error) {
	return fr.evaluate(block, item)
}

// functionRun is a function or script block as a stage of a pipeline.
type functionRun struct {
	caller  *frame
	fr      *frame
	fn      *Function // nil for a bare script block
	block   *block
	list    *parameterList
	binding *bind.Binding
	args    []bind.Argument
	common  *commonEffects
	dotted  bool

	began   bool
	failed  bool // $PSCmdlet.WriteError was called: $? is false afterwards
	input   []object.Value
	hasBody bool
	cleaned bool
	restore variable
}

// newFunctionRun makes the frame of a call. out and streams are where the call writes.
func newFunctionRun(caller *frame, fn *Function, sb *ScriptBlock, name string, at callSite, out sink, st *streams, dotted bool) (*functionRun, error) {
	rt := caller.rt
	b := sb.block
	if err := b.prepare(rt); err != nil {
		return nil, err
	}
	if fn != nil {
		if err := rt.meet(b.ast, fn.Path); err != nil {
			return nil, err
		}
	}
	if fn != nil && fn.Path != "" {
		sb = sb.in(caller.scope.module)
	}
	inv := &invocation{block: b, fn: fn, name: name, callAt: at, caller: caller}
	fr := &frame{rt: rt, block: b, out: out, streams: st, call: inv, pos: b.extent}
	switch {
	case dotted:
		fr.scope = sb.currentScope(caller)
	case fn != nil && fn.Path != "":
		inv.isScript, inv.path = true, fn.Path
		fr.scope = newScope(sb.homeScope(caller), b.table, scriptScope)
	default:
		fr.scope = newScope(sb.homeScope(caller), b.table, localScope)
	}
	if !dotted {
		fr.scope.call = inv
		sb.defineClosure(fr.scope)
	}
	return &functionRun{caller: caller, fr: fr, fn: fn, block: b, dotted: dotted}, nil
}

// bindArguments binds the arguments of the call.
func (r *functionRun) bindArguments(args []bind.Argument, piped bool) error {
	fr, b := r.fr, r.block
	fr.call.piped = piped
	if !b.hasParams() {
		values := restOf(args)
		fr.call.unbound = values
		if !r.dotted || len(values) > 0 {
			fr.setArgs(values)
		}
		return nil
	}
	name := "" // a block that is called has none
	if r.fn != nil {
		name = r.fn.Name
		if r.fn.Path != "" {
			name = baseName(r.fn.Path)
		}
	}
	l, err := b.params(fr, name)
	if err != nil {
		return err
	}
	r.list = l
	context := fr.bindContext(l, piped)
	if l.advanced {
		context.Defaults = r.caller.defaultParameters(name, fr.streams)
		context.Prompt = fr.rt.prompter(name, fr.call.position)
	}
	target := l.target
	if target.Name != name {
		c := *target
		c.Name = name
		target = &c
	}
	binding, err := target.Bind(args, context)
	r.binding = binding
	if err != nil {
		return err
	}
	if len(binding.Rest) > 0 {
		markNames(binding.Rest, args)
	}
	if l.advanced {
		if r.common, err = r.caller.applyCommon(fr, binding.Common(), binding); err != nil {
			return err
		}
		fr.call.cmdlet = &ScriptCmdlet{fr: fr, run: r}
	}
	if err := fr.store(l, binding); err != nil {
		return err
	}
	return r.warnObsolete(name)
}

func baseName(path string) string { return path[strings.LastIndexAny(path, "/\\")+1:] }

// restOf are arguments as the values of $args.
func restOf(args []bind.Argument) []object.Value {
	if len(args) == 0 {
		return nil
	}
	values := make([]object.Value, 0, len(args))
	for _, a := range args {
		if !a.IsName {
			values = append(values, a.Value)
			continue
		}
		text := a.Text
		if text == "" {
			text = "-" + a.Name
		}
		if a.HasValue && text[len(text)-1] != ':' {
			text += ":"
		}
		values = append(values, parameterText(text))
		if a.HasValue {
			values = append(values, a.Value)
		}
	}
	return values
}

// parameterNote marks a text in $args that was written as a parameter, so that splatting @args makes it one again.
const parameterNote = "<CommandParameterName>"

func parameterText(text string) object.Value {
	return object.AddMember(object.Wrap(text), object.NoteOf(parameterNote, text))
}

// markNames marks the texts among $args that were parameters.
func markNames(rest []object.Value, args []bind.Argument) {
	for _, a := range args {
		if !a.IsName {
			continue
		}
		for i, v := range rest {
			if s, ok := v.(string); ok && (s == a.Text || s == "-"+a.Name || s == "-"+a.Name+":") {
				rest[i] = parameterText(s)
				break
			}
		}
	}
}

func (r *functionRun) push() error { return r.fr.rt.push(r.fr) }
func (r *functionRun) pop()        { r.fr.rt.pop(r.fr) }

func (r *functionRun) begin() error {
	r.began = true
	r.hasBody = r.block.process != nil || r.block.filter
	if r.block.begin == nil {
		return nil
	}
	return r.part(r.block.begin, syntax.TokBegin)
}

// part runs a named block within the call.
func (r *functionRun) part(fn stmtFn, kind syntax.TokenKind) error {
	if err := r.push(); err != nil {
		return err
	}
	defer r.pop()
	if s := r.fr.scope; r.dotted {
		outer := s.call
		s.call = r.fr.call
		defer func() { s.call = outer }()
	}
	err := r.block.runPart(r.fr, fn, kind)
	if t, ok := err.(*terminatingFlow); ok && t.call == r.fr.call {
		return t.record
	}
	return err
}

func (r *functionRun) process(v object.Value) error {
	if r.binding != nil && (r.list.advanced) {
		return r.processBound(v)
	}
	if !r.hasBody {
		r.input = append(r.input, v)
		return nil
	}
	return r.processItem(v)
}

// processItem runs the process block for one object.
func (r *functionRun) processItem(v object.Value) error {
	if r.dotted {
		slot := r.fr.scope.slot(slotItem)
		r.restore = *slot
		defer func() { *r.fr.scope.slot(slotItem) = r.restore }()
	}
	r.fr.setItem(v)
	r.fr.setInput([]object.Value{v})
	body := r.block.process
	if body == nil {
		body = r.block.end // a filter
	}
	return r.part(body, syntax.TokProcess)
}

// processBound binds one pipeline object of an advanced function and runs its process block.
func (r *functionRun) processBound(v object.Value) error {
	if err := r.binding.Object(v); err != nil {
		e, ok := err.(*object.ErrorRecord)
		if !ok {
			return err
		}
		r.failed = true
		return r.fr.writeError(e, &r.fr.call.callAt)
	}
	for i := range r.list.list {
		p := &r.list.list[i]
		if !p.piped {
			continue
		}
		if r.binding.Bound(i) {
			value := r.binding.Value(i)
			r.fr.setParameter(p, value)
			r.fr.call.bound.Set(p.declared.Name, value)
		} else {
			r.fr.call.bound.Remove(p.declared.Name)
			r.fr.setParameter(p, p.null)
		}
	}
	if !r.hasBody {
		r.input = append(r.input, v)
		return nil
	}
	return r.processItem(v)
}

func isPipelineParameter(p *command.Parameter) bool {
	for _, s := range p.Sets {
		if s.Pipeline || s.ByName {
			return true
		}
	}
	return false
}

func (r *functionRun) end() error { return r.common.release(r.complete()) }

func (r *functionRun) complete() error {
	piped := r.fr.call.piped
	if r.hasBody && !piped {
		body := r.block.process
		if body == nil {
			body = r.block.end
		}
		if err := r.part(body, syntax.TokProcess); err != nil {
			return err
		}
	}
	if r.block.end == nil || r.block.filter {
		return nil
	}
	if !r.hasBody && piped {
		r.fr.setInput(r.input)
	} else if piped {
		r.fr.setInput(nil)
	}
	if !piped && !r.dotted {
		r.fr.setInput(nil)
	}
	return r.part(r.block.end, syntax.TokEnd)
}

func (r *functionRun) close() error {
	var err error
	if r.block.clean != nil && r.began && !r.cleaned {
		r.cleaned = true
		out := r.fr.out
		err = r.fr.sheltered(func(fr *frame) error {
			fr.out = discard{}
			return r.part(r.block.clean, syntax.TokClean)
		})
		r.fr.out = out
	}
	if r.common != nil {
		r.common.finish()
	}
	return err
}
