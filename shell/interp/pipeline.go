package interp

import (
	"slices"
	"strings"

	"github.com/partnershell/partnershell/shell/bind"
	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
	"github.com/partnershell/partnershell/shell/syntax"
)

// stage is one command of a running pipeline.
type stage interface {
	begin() error
	process(v object.Value) error
	end() error
	close() error
	succeeded() bool // what $? says of it
}

// pipelineCode is a compiled pipeline: an expression or nothing, then commands.
type pipelineCode struct {
	head       evalFn // nil when the first element is a command
	headRedirs []redirection
	stages     []*commandCall
	at         syntax.Extent
	piped      bool // objects come from outside (a steppable pipeline)
}

// pipeline compiles a pipeline as a statement.
func (c *compiler) pipeline(x *syntax.Pipeline) stmtFn {
	if e := syntax.PureExpression(x); e != nil {
		return c.expressionStatement(e)
	}
	if x.Background {
		return c.background(x)
	}
	p := &pipelineCode{at: x.Extent}
	for i, e := range x.Elements {
		switch el := e.(type) {
		case *syntax.CommandExpression:
			if i > 0 {
				return func(*frame) error { return notSupported("an expression after |") }
			}
			p.head = c.sequence(el.Expression)
			for _, r := range el.Redirections {
				p.headRedirs = append(p.headRedirs, c.redirection(r))
			}
		case *syntax.Command:
			p.stages = append(p.stages, c.command(el))
		}
	}
	if p.head == nil && len(p.stages) == 1 {
		return p.stages[0].run
	}
	return p.run
}

// background compiles a pipeline that ends in &: Start-Job with its text, in which variables are the caller's.
func (c *compiler) background(x *syntax.Pipeline) stmtFn {
	text := strings.TrimRight(c.b.source.Slice(x.Extent), "& \t\r\n")
	var names []int
	syntax.Inspect(x, func(n syntax.Node) bool {
		switch v := n.(type) {
		case *syntax.VariableExpression:
			if v.Scope == syntax.ScopeNone && v.Drive == "" && !staysInJob(v.Name) {
				names = append(names, int(v.Start-x.Start)+1)
			}
		case *syntax.UsingExpression:
			return false
		}
		return true
	})
	slices.Sort(names)
	for _, at := range slices.Backward(names) {
		if text[at] == '{' {
			at++
		}
		text = text[:at] + "using:" + text[at:]
	}
	ast, errs := syntax.Parse("", text)
	if len(errs) > 0 {
		return func(*frame) error { return notSupported("this pipeline in the background (&)") }
	}
	block := newBlock(ast, nil)
	return func(fr *frame) error {
		start := &commandCall{c: c, ast: &syntax.Command{Extent: x.Extent}, name: "Start-Job", at: x.Extent}
		start.args = []argument{{value: func(fr *frame) (object.Value, error) {
			return &ScriptBlock{rt: fr.rt, block: block, module: fr.scope.module}, nil
		}, at: x.Extent}}
		return start.run(fr)
	}
}

// staysInJob reports whether a variable means something of the job itself, not of who started it.
func staysInJob(name string) bool {
	switch object.FoldName(name) {
	case "_", "psitem", "input", "args", "this", "true", "false", "null", "?", "^", "$":
		return true
	}
	return false
}

// expressionStatement compiles an expression whose value is output.
func (c *compiler) expressionStatement(e syntax.Expression) stmtFn {
	switch x := e.(type) {
	case *syntax.UnaryExpression:
		if isIncrement(x.Operator) {
			fn := c.increment(x, false)
			return func(fr *frame) error {
				_, err := fn(fr)
				if err == nil {
					fr.rt.success = true
				}
				return err
			}
		}
	case *syntax.SubExpression:
		if len(x.SubExpression.Statements) > 0 || len(x.SubExpression.Traps) > 0 {
			return c.body(x.SubExpression)
		} // an empty one is null
	}
	fn, pure := c.sequence(e), !hasCommand(e)
	return func(fr *frame) error {
		v, err := fn(fr)
		if err != nil {
			return err
		}
		if pure {
			fr.rt.success = true
		}
		return writeAll(fr.out, v)
	}
}

// isPure reports whether a statement is an expression that runs no command, so that it alone decides $?.
func isPure(s syntax.Statement) bool {
	e := syntax.PureExpression(s)
	return e != nil && !hasCommand(e)
}

// hasCommand reports whether evaluating an expression runs a command.
func hasCommand(e syntax.Expression) bool {
	found := false
	syntax.Inspect(e, func(n syntax.Node) bool {
		switch n.(type) {
		case *syntax.Command:
			found = true
		case *syntax.ScriptBlockExpression:
			return false
		}
		return !found
	})
	return found
}

// pipelineRun is a pipeline being run.
type pipelineRun struct {
	fr     *frame
	stages []stage
	began  []bool
	done   int // stages before this one have been stopped
}

// run builds the stages, feeds the first and ends them in order.
func (p *pipelineCode) run(fr *frame) error {
	r := &pipelineRun{fr: fr}
	if err := p.build(r); err != nil {
		r.close()
		return err
	}
	fr.rt.success = true
	err := r.drive(p)
	if err == nil {
		fr.rt.success = r.succeeded()
	}
	if closeErr := r.close(); closeErr != nil && err == nil {
		err = closeErr
	}
	return err
}

// succeeded reports whether no stage reported an error.
func (r *pipelineRun) succeeded() bool {
	for _, s := range r.stages {
		if !s.succeeded() {
			return false
		}
	}
	return true
}

// build makes the stages from the last to the first, so that each knows where its output goes.
func (p *pipelineCode) build(r *pipelineRun) error {
	fr := r.fr
	n := len(p.stages)
	r.stages = make([]stage, n, n+1)
	r.began = make([]bool, n, n+1)
	out := fr.out
	resolvedCalls := make([]*resolved, n)
	for i, call := range p.stages {
		found, err := call.find(fr)
		if err != nil {
			return fr.commandFailed(err, call)
		}
		if call.asks && fr.rt.hasHelp(found) {
			if p, found, err = p.withHelp(fr, i, found); err != nil {
				return fr.commandFailed(err, call)
			}
		}
		resolvedCalls[i] = found
	}
	for i := n - 1; i >= 0; i-- {
		next := out
		if i < n-1 {
			next = &link{r, i + 1}
		}
		piped := i > 0 || p.head != nil || p.piped
		st, err := r.newStage(p.stages[i], resolvedCalls[i], i, n, piped, next)
		if err != nil {
			return err
		}
		r.stages[i] = st
	}
	return nil
}

// link hands objects to a stage.
type link struct {
	run   *pipelineRun
	index int
}

func (l *link) write(v object.Value) error { return l.run.process(l.index, v) }

// process gives one object to a stage, which begins now if it has not begun.
func (r *pipelineRun) process(i int, v object.Value) error {
	if !r.began[i] {
		if err := r.begin(i); err != nil {
			return err
		}
	}
	if i < r.done {
		return &stopFlow{r, r.done}
	}
	err := r.stages[i].process(v)
	if err == command.ErrEnough {
		r.done = i
		return &stopFlow{r, i}
	}
	return err
}

func (r *pipelineRun) begin(i int) error {
	if r.began[i] {
		return nil
	}
	r.began[i] = true
	return r.enough(i, r.stages[i].begin())
}

// enough notes that a stage has seen enough.
func (r *pipelineRun) enough(i int, err error) error {
	if err == command.ErrEnough {
		r.done = max(r.done, i)
		return &stopFlow{r, i}
	}
	return err
}

// drive begins the stages, feeds the first and ends them.
func (r *pipelineRun) drive(p *pipelineCode) error {
	for i := range r.stages {
		if err := r.stoppedHere(r.begin(i)); err != nil {
			return err
		}
	}
	if p.head != nil && r.done == 0 {
		if err := r.stoppedHere(r.feed(p)); err != nil {
			return err
		}
	}
	for i := 0; i < len(r.stages); i++ {
		if i < r.done {
			continue
		}
		if err := r.stoppedHere(r.enough(i, r.stages[i].end())); err != nil {
			return err
		}
	}
	return nil
}

// stoppedHere ends the search of a stop signal that belongs to this pipeline.
func (r *pipelineRun) stoppedHere(err error) error {
	if stop, ok := err.(*stopFlow); ok && stop.run == r {
		r.done = max(r.done, stop.stage)
		return nil
	}
	return err
}

// feed evaluates the expression at the pipeline's head and pushes its elements. Without further stages they go to
// the output, or where the redirections say.
func (r *pipelineRun) feed(p *pipelineCode) (err error) {
	fr := r.fr
	var out sink = &link{r, 0}
	if len(r.stages) == 0 {
		out = fr.out
	}
	out, st, files, err := fr.redirect(p.headRedirs, out, fr.streams)
	if err != nil {
		return err
	}
	defer func() {
		if closeErr := closeFiles(files); err == nil {
			err = closeErr
		}
	}()
	outer := fr.streams
	fr.streams = st
	v, err := p.head(fr)
	fr.streams = outer
	if err != nil {
		return err
	}
	if err := writeAll(out, v); err != nil {
		return err
	}
	return endFiles(files)
}

func (r *pipelineRun) close() error {
	var first error
	for _, s := range r.stages {
		if s == nil {
			continue
		}
		if err := s.close(); err != nil && first == nil {
			first = err
		}
	}
	return first
}

// newStage makes the stage for a command.
func (r *pipelineRun) newStage(call *commandCall, found *resolved, i, n int, piped bool, out sink) (stage, error) {
	fr := r.fr
	out, st, files, err := fr.redirect(call.redirs, out, fr.streams)
	if err != nil {
		return nil, err
	}
	var s stage
	switch found.kind {
	case isCmdlet:
		s, err = newCmdletRun(fr, call, found, out, st, i, n, piped)
	case isNative:
		s, err = newNativeRun(fr, call, found, out, st, i, n, piped)
	default:
		s, err = newFunctionStage(fr, call, found, out, st, i, n, piped)
	}
	if err != nil {
		return nil, err
	}
	if len(files) > 0 {
		return &redirected{s, files}, nil
	}
	return s, nil
}

// redirected is a stage that writes to files, which are closed after it.
type redirected struct {
	stage
	files []*fileSink
}

func (r *redirected) end() error {
	if err := r.stage.end(); err != nil {
		return err
	}
	return endFiles(r.files)
}

func (r *redirected) close() error {
	err := r.stage.close()
	if closeErr := closeFiles(r.files); err == nil {
		err = closeErr
	}
	return err
}

func (r *functionRun) succeeded() bool { return !r.failed }

// functionStage is a functionRun within a pipeline.
type functionStage struct {
	*functionRun
	found *resolved
	call  *commandCall
}

func newFunctionStage(fr *frame, call *commandCall, found *resolved, out sink, st *streams, i, n int, piped bool) (stage, error) {
	args, err := call.evalArguments(fr, found)
	if err != nil {
		return nil, err
	}
	sb, fn := found.block, found.fn
	if fn != nil {
		sb = fn.Block()
	}
	name := call.invocationName(found)
	if sb == found.block {
		name = sb.invokedName(call)
	}
	run, err := newFunctionRun(fr, fn, sb, name, call.site(fr), out, st, call.dotted)
	if err != nil {
		return nil, fr.commandFailed(err, call)
	}
	run.fr.call.length, run.fr.call.position = n, i+1
	if err := run.bindArguments(args, piped); err != nil {
		return nil, fr.bindingFailed(err, call, run, found)
	}
	return &functionStage{run, found, call}, nil
}

func (s *functionStage) begin() error {
	return s.caller.scriptFileEnded(s.functionRun.begin(), s.found, s.functionRun)
}

func (s *functionStage) process(v object.Value) error {
	return s.caller.scriptFileEnded(s.functionRun.process(v), s.found, s.functionRun)
}

func (s *functionStage) end() error {
	return s.caller.scriptFileEnded(s.functionRun.end(), s.found, s.functionRun)
}

// bindArgs makes positional arguments of values.
func bindArgs(values []object.Value) []bind.Argument {
	args := make([]bind.Argument, len(values))
	for i, v := range values {
		args[i] = bind.Argument{Value: v}
	}
	return args
}
