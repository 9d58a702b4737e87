package interp

import (
	"slices"
	"strings"

	"github.com/partnershell/partnershell/shell/bind"
	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
	"github.com/partnershell/partnershell/shell/syntax"
)

// argument is one word of a command, compiled.
type argument struct {
	name     string // of a parameter
	isName   bool
	attached bool   // -Name:value
	value    evalFn // nil for a lone parameter
	text     string // a number as written; a parameter with its dash
	splat    bool
	at       syntax.Extent
	bare     bool   // a bare word, which native programs expand
	raw      string // the word as written
	dashes   bool   // --, after which nothing is a parameter
}

// commandCall is a command in the tree, compiled.
type commandCall struct {
	c      *compiler
	ast    *syntax.Command
	name   string // constant name, if nameFn is nil
	nameFn evalFn
	dotted bool
	amp    bool
	args   []argument
	splats bool
	asks   bool // -? is among the arguments
	method bool // written like a method call, F(1, 2), which strict mode refuses
	redirs []redirection
	at     syntax.Extent

	version  uint64 // of the resolution below
	module   *Module
	resolved *resolved
	plan     *callPlan
}

func (c *compiler) command(x *syntax.Command) *commandCall {
	call := &commandCall{c: c, ast: x, dotted: x.InvocationOperator == syntax.TokDot, amp: x.InvocationOperator == syntax.TokAmpersand, at: x.Extent}
	if len(x.Elements) > 0 {
		switch first := x.Elements[0].(type) {
		case *syntax.StringConstantExpression:
			call.name = first.Value
		case syntax.Expression:
			call.nameFn = c.expr(first)
		case *syntax.CommandParameter:
			call.name = c.b.source.Slice(first.Extent)
		}
		words := false // after --
		for _, e := range x.Elements[1:] {
			a := c.argument(e)
			switch {
			case words && a.isName && !a.attached:
				a = argument{value: constant(a.raw), at: a.at, bare: true, raw: a.raw}
			case !words && a.raw == "--":
				words, a.dashes = true, true
			}
			call.args = append(call.args, a)
			call.splats = call.splats || a.splat
			call.asks = call.asks || a.isName && a.name == "?" && !a.attached && !words
		}
	}
	if len(x.Elements) == 2 {
		_, paren := x.Elements[1].(*syntax.ParenExpression)
		call.method = paren && x.Elements[0].Span().End == x.Elements[1].Span().Start
	}
	for _, r := range x.Redirections {
		call.redirs = append(call.redirs, c.redirection(r))
	}
	return call
}

func (c *compiler) argument(e syntax.CommandElement) argument {
	raw := c.b.source.Slice(e.Span())
	switch x := e.(type) {
	case *syntax.CommandParameter:
		a := argument{name: x.Name, isName: true, text: "-" + x.Name, at: x.Extent, raw: raw}
		if x.Argument != nil {
			a.attached, a.value, a.text = true, c.expr(x.Argument), ""
		} else if strings.HasSuffix(raw, ":") {
			a.text += ":"
		}
		return a
	case *syntax.VariableExpression:
		if x.Splatted {
			return argument{splat: true, value: c.splatted(x), at: x.Extent, raw: raw}
		}
	case *syntax.ConstantExpression:
		return argument{value: constant(x.Value), text: raw, at: x.Extent, bare: true, raw: raw}
	case *syntax.StringConstantExpression:
		return argument{value: constant(x.Value), at: x.Extent, bare: x.Kind == syntax.BareWord, raw: raw}
	case *syntax.ExpandableStringExpression:
		return argument{value: c.expr(x), at: x.Extent, bare: x.Kind == syntax.BareWord, raw: raw}
	}
	expr, _ := e.(syntax.Expression)
	return argument{value: c.expr(expr), at: e.Span(), raw: raw}
}

func (c *compiler) splatted(x *syntax.VariableExpression) evalFn {
	plain := *x
	plain.Splatted = false
	return c.variable(&plain)
}

// evalArguments evaluates the words of the command.
func (call *commandCall) evalArguments(fr *frame, r *resolved) ([]bind.Argument, error) {
	words := call.args
	if r != nil && r.ownName {
		words = words[1:]
	}
	if len(words) == 0 {
		return nil, nil
	}
	if call.method && fr.scope.strict >= 2 {
		return nil, runtimeError("StrictModeFunctionCallWithParens", object.InvalidOperation,
			"The function or command was called as if it were a method. Parameters should be separated by spaces. "+
				"For information about parameters, see the about_Parameters Help topic.")
	}
	args := make([]bind.Argument, 0, len(words))
	for i := range words {
		a := &words[i]
		if a.dashes {
			continue
		}
		if a.splat {
			v, err := a.value(fr)
			if err != nil {
				return nil, err
			}
			first := len(args)
			args = appendSplat(args, v)
			for i := range args[first:] {
				args[first+i].Where = &a.at
			}
			continue
		}
		b := bind.Argument{Name: a.name, IsName: a.isName, Text: a.text, Where: &a.at}
		if a.value != nil {
			v, err := a.value(fr)
			if err != nil {
				return nil, err
			}
			b.Value, b.HasValue = settleArgument(v), a.isName
		}
		args = append(args, b)
	}
	return args, nil
}

// settleArgument keeps AutomationNull out of parameters.
func settleArgument(v object.Value) object.Value { return settle(v) }

// appendSplat adds the entries of a table as named arguments, the elements of a list as words.
func appendSplat(args []bind.Argument, v object.Value) []bind.Argument {
	switch x := object.Base(v).(type) {
	case *object.Dictionary:
		for _, e := range x.Entries() {
			args = append(args, bind.Argument{Name: object.ToText(e.Key), IsName: true, HasValue: true, Value: e.Value, Splatted: true})
		}
		return args
	case string: // an enumerable like any other: its characters
		for _, unit := range object.UTF16Units(x) {
			args = append(args, bind.Argument{Value: object.Char(unit)})
		}
		return args
	}
	items, ok := object.Elements(v)
	if !ok {
		return append(args, bind.Argument{Value: settle(v)})
	}
	for i := 0; i < len(items); i++ {
		name, isName := parameterNamed(items[i])
		if !isName {
			args = append(args, bind.Argument{Value: items[i]})
			continue
		}
		a := bind.Argument{Name: strings.TrimSuffix(name[1:], ":"), IsName: true, Text: name}
		if strings.HasSuffix(name, ":") && i+1 < len(items) {
			i++
			a.Value, a.HasValue = items[i], true
		}
		args = append(args, a)
	}
	return args
}

// parameterNamed reports whether an element of $args was written as a parameter.
func parameterNamed(v object.Value) (string, bool) {
	if _, ok := v.(*object.PSObject); !ok {
		return "", false
	}
	text, ok := object.Base(v).(string)
	if !ok || len(text) < 2 {
		return "", false
	}
	for _, m := range object.ExtraMembers(v) {
		if m.Name == parameterNote {
			return text, true
		}
	}
	return "", false
}

// resolvedKind is what a command name turned out to be.
type resolvedKind uint8

const (
	isFunction resolvedKind = iota
	isCmdlet
	isScript
	isNative
	isBlock
)

// resolved is a command that was found.
type resolved struct {
	kind    resolvedKind
	name    string // as called
	fn      *Function
	cmd     *command.Command
	path    string
	block   *ScriptBlock
	class   object.Value
	options VariableOptions
	ownName bool // the first argument named it (& $module name …), so it is none
}

// find resolves the command for a call, from its cache if nothing has changed.
func (call *commandCall) find(fr *frame) (*resolved, error) {
	if call.nameFn == nil {
		if call.resolved != nil && call.version == fr.rt.resolveVersion && call.module == fr.scope.module {
			return call.resolved, nil
		}
		r, err := fr.rt.resolve(fr, call.name)
		if err != nil {
			return nil, err
		}
		if r.kind != isNative && r.kind != isScript && !fr.rt.lookup.areSet() {
			call.version, call.module, call.resolved = fr.rt.resolveVersion, fr.scope.module, r
			call.plan = nil
		}
		return r, nil
	}
	v, err := call.nameFn(fr)
	if err != nil {
		return nil, err
	}
	if m, ok := object.Base(v).(*Module); ok {
		return call.findInModule(fr, m)
	}
	return fr.resolveValue(v, call.dotted)
}

// findInModule finds what & $module runs as the module's code: the first argument, a block or a command's name.
func (call *commandCall) findInModule(fr *frame, m *Module) (*resolved, error) {
	if len(call.args) == 0 || call.args[0].value == nil {
		return nil, badExpression(m, call.dotted)
	}
	v, err := call.args[0].value(fr)
	if err != nil {
		return nil, err
	}
	if b, ok := object.Base(v).(*ScriptBlock); ok {
		return &resolved{kind: isBlock, block: b.in(m), ownName: true}, nil
	}
	inside := *fr
	inside.scope = m.scope
	r, err := fr.rt.resolve(&inside, object.ToText(v))
	if err != nil {
		return nil, err
	}
	found := *r
	found.ownName = true
	return &found, nil
}

// resolveValue finds the command for & $value.
func (fr *frame) resolveValue(v object.Value, dotted bool) (*resolved, error) {
	switch x := object.Base(v).(type) {
	case *ScriptBlock:
		return &resolved{kind: isBlock, block: x}, nil
	case *CommandInfo:
		return x.resolved(fr)
	case nil:
		return nil, badExpression(v, dotted)
	case *object.Array:
		if len(x.Items) == 1 {
			return fr.resolveValue(x.Items[0], dotted)
		}
	}
	if b, ok := v.(object.Callable); ok {
		if d, ok := b.(*object.Delegate); ok {
			if sb, ok := d.Block.(*ScriptBlock); ok {
				return &resolved{kind: isBlock, block: sb}, nil
			}
		}
	}
	name := object.ToText(v)
	if name == "" {
		return nil, badExpression(v, dotted)
	}
	return fr.rt.resolve(fr, name)
}

func badExpression(v object.Value, dotted bool) error {
	operator := "&"
	if dotted {
		operator = "."
	}
	e := runtimeError("BadExpression", object.InvalidOperation, "The expression after '%s' in a pipeline element produced an object "+
		"that was not valid. It must result in a command name, a script block, or a CommandInfo object.", operator)
	e.Target = v
	return e
}

// site is where the command stands.
func (call *commandCall) site(fr *frame) callSite {
	return callSite{source: fr.source(), extent: call.at}
}

// run runs the command alone, with nothing piped in.
func (call *commandCall) run(fr *frame) error {
	if len(call.redirs) > 0 {
		return call.runAsPipeline(fr)
	}
	r, err := call.find(fr)
	if err != nil {
		return fr.commandFailed(err, call)
	}
	if call.asks && fr.rt.hasHelp(r) {
		return call.helpOf(r).run(fr)
	}
	switch r.kind {
	case isFunction:
		return call.runFunction(fr, r)
	case isBlock:
		return call.runBlock(fr, r)
	}
	return call.runAsPipeline(fr)
}

// hasHelp reports whether -? gives help: every cmdlet has some, of functions and scripts those with a comment of help.
func (rt *Runtime) hasHelp(r *resolved) bool {
	return r.kind == isCmdlet || r.fn != nil && rt.commandInfo(r).HelpComment() != ""
}

// withHelp is the pipeline with the help of a stage in its place, and what that stage runs.
func (p *pipelineCode) withHelp(fr *frame, i int, r *resolved) (*pipelineCode, *resolved, error) {
	changed := *p
	changed.stages = slices.Clone(p.stages)
	changed.stages[i] = p.stages[i].helpOf(r)
	found, err := changed.stages[i].find(fr)
	return &changed, found, err
}

// helpOf is the call of Get-Help that -? stands for.
func (call *commandCall) helpOf(r *resolved) *commandCall {
	name := r.name
	if r.kind == isScript {
		name = r.path
	}
	return &commandCall{c: call.c, ast: call.ast, name: "Get-Help", at: call.at,
		args: []argument{{value: constant(name), at: call.at, raw: name}}}
}

func (call *commandCall) runAsPipeline(fr *frame) error {
	p := pipelineCode{stages: []*commandCall{call}, at: call.at}
	return p.run(fr)
}

// runFunction calls a function without a pipeline around it.
func (call *commandCall) runFunction(fr *frame, r *resolved) error {
	if !call.splats && !call.dotted && !call.method && !r.ownName {
		if handled, err := call.runPlanned(fr, r); handled {
			return err
		}
	}
	args, err := call.evalArguments(fr, r)
	if err != nil {
		return err
	}
	return call.runFunctionWith(fr, r, args)
}

func (call *commandCall) runFunctionWith(fr *frame, r *resolved, args []bind.Argument) error {
	run, err := newFunctionRun(fr, r.fn, r.fn.Block(), call.invocationName(r), call.site(fr), fr.out, fr.streams, call.dotted)
	if err != nil {
		return fr.commandFailed(err, call)
	}
	return call.finish(fr, run, args, r)
}

// invocationName is $MyInvocation.InvocationName.
func (call *commandCall) invocationName(r *resolved) string {
	switch {
	case call.dotted:
		return "."
	case call.amp:
		return "&"
	}
	return r.name
}

// finish binds and runs a function or block that stands alone.
func (call *commandCall) finish(fr *frame, run *functionRun, args []bind.Argument, r *resolved) error {
	run.fr.call.length, run.fr.call.position = 1, 1
	if err := run.bindArguments(args, false); err != nil {
		return fr.bindingFailed(err, call, run, r)
	}
	fr.rt.success = true
	err := run.begin()
	if err == nil {
		err = run.end()
	}
	if closeErr := run.close(); closeErr != nil && err == nil {
		err = closeErr
	}
	if err == nil {
		fr.rt.success = !run.failed
	}
	return fr.scriptFileEnded(err, r, run)
}

// scriptFileEnded turns the exit of a script file into $LASTEXITCODE.
func (fr *frame) scriptFileEnded(err error, r *resolved, run *functionRun) error {
	if r == nil || r.kind != isScript && (r.fn == nil || r.fn.Path == "") {
		return err
	}
	exit, ok := err.(*ExitError)
	if !ok {
		return err
	}
	slot := fr.rt.global.declare(symLastExitCode)
	slot.value, slot.set = object.Int32(int32(exit.Code)), true
	fr.rt.success = exit.Code == 0
	return nil
}

func (call *commandCall) runBlock(fr *frame, r *resolved) error {
	args, err := call.evalArguments(fr, r)
	if err != nil {
		return err
	}
	run, err := newFunctionRun(fr, nil, r.block, r.block.invokedName(call), call.site(fr), fr.out, fr.streams, call.dotted)
	if err != nil {
		return fr.commandFailed(err, call)
	}
	saved := *run.fr.scope.slot(slotArgs)
	err = call.finish(fr, run, args, r)
	if call.dotted {
		*run.fr.scope.slot(slotArgs) = saved
	}
	return err
}

func (b *ScriptBlock) invokedName(call *commandCall) string {
	if call.dotted {
		return "."
	}
	return "&"
}

// commandFailed gives an error of finding a command the command's place.
func (fr *frame) commandFailed(err error, call *commandCall) error {
	e, ok := err.(*object.ErrorRecord)
	if !ok {
		return err
	}
	if e.Position.Line == 0 {
		at := call.at
		if len(call.ast.Elements) > 0 && strings.HasPrefix(e.ID, "CommandNotFound") {
			at = call.ast.Elements[0].Span()
		}
		fr.place(e, at)
		e.Position.InvokedName = call.name
		switch call.ast.InvocationOperator {
		case syntax.TokAmpersand:
			e.Position.InvokedName = "&"
		case syntax.TokDot:
			e.Position.InvokedName = "."
		}
	}
	return e
}

// bindingFailed gives an error of binding the place of the argument it is about.
func (fr *frame) bindingFailed(err error, call *commandCall, run *functionRun, r *resolved) error {
	e, ok := err.(*object.ErrorRecord)
	if !ok {
		return err
	}
	if e.Position.Line == 0 {
		at := call.at
		if run != nil && run.binding != nil {
			if where, ok := run.binding.Failed.(*syntax.Extent); ok {
				at = *where
			}
		}
		fr.place(e, at)
	}
	e.Position.InvokedName, e.Position.Command = call.name, r.name
	if e.Bound == nil {
		e.Bound = &InvocationInfo{rt: fr.rt, position: e.Position, name: call.name, resolved: r}
	}
	return e
}
