package interp

import (
	"strings"

	"github.com/partnershell/partnershell/shell/object"
	"github.com/partnershell/partnershell/shell/syntax"
)

// block is a script block's code: compiled when it first runs, and independent of the values it runs on.
type block struct {
	ast    *syntax.ScriptBlock
	source *syntax.Source
	extent syntax.Extent // with the braces of a script block expression
	outer  *block        // the block whose text this one stands in

	table      *slotTable
	types      map[string]*object.Type // classes and enums defined here, by folded name
	namespaces []string                // using namespace

	compiled bool
	failed   error
	filter   bool // a filter: its body is the process block
	isClass  bool // a method of a class

	functionParameters []*syntax.Parameter // those in parentheses after a function's name
	parameters         *parameterList

	dynamic, begin, process, end, clean stmtFn
	single                              evalFn // the end block, if it is just one expression

	usesBound bool // mentions $PSBoundParameters, $MyInvocation or $PSCmdlet
	running   syntax.TokenKind
}

func newBlock(ast *syntax.ScriptBlock, outer *block) *block {
	b := &block{ast: ast, source: ast.Source, extent: ast.Extent, outer: outer, table: newSlotTable()}
	if b.source == nil && outer != nil {
		b.source = outer.source
	}
	return b
}

// declares notes that the block assigns to a variable, which gets a slot.
func (b *block) declares(sym *symbol) { b.table.add(sym) }

// phase is what the stack trace adds to a name: which named block was running.
func (b *block) phase() string {
	if b == nil || b.ast.End != nil && b.ast.End.Unnamed || b.process == nil && b.begin == nil {
		return ""
	}
	switch b.running {
	case syntax.TokBegin:
		return "<Begin>"
	case syntax.TokProcess:
		return "<Process>"
	case syntax.TokEnd:
		return "<End>"
	case syntax.TokClean:
		return "<Clean>"
	}
	return ""
}

// parameterDeclarations are the parameters of the block, wherever they were written.
func (b *block) parameterDeclarations() []*syntax.Parameter {
	if b.ast.ParamBlock != nil {
		return b.ast.ParamBlock.Parameters
	}
	return b.functionParameters
}

func (b *block) hasParams() bool {
	return len(b.parameterDeclarations()) > 0 || b.ast.ParamBlock != nil
}

// prepare compiles the block, once.
func (b *block) prepare(rt *Runtime) error {
	if b.compiled {
		return b.failed
	}
	b.compiled = true
	for _, u := range b.ast.UsingStatements {
		if u.Kind == syntax.UsingNamespace && u.Name != nil {
			b.namespaces = append(b.namespaces, u.Name.Value)
		}
	}
	if b.failed = rt.useModules(b); b.failed != nil {
		return b.failed
	}
	if b.failed = rt.defineTypes(b); b.failed != nil {
		return b.failed
	}
	b.usesBound = mentions(b.ast, "psboundparameters", "myinvocation", "pscmdlet")
	b.compile()
	return nil
}

func (b *block) compile() {
	c := &compiler{b: b}
	for _, p := range b.parameterDeclarations() {
		b.declares(intern(p.Name.Name))
	}
	named := func(n *syntax.NamedBlock) stmtFn {
		if n == nil {
			return nil
		}
		return c.statements(n.Statements, n.Traps)
	}
	b.dynamic, b.begin, b.process = named(b.ast.DynamicParam), named(b.ast.Begin), named(b.ast.Process)
	b.clean = named(b.ast.Clean)
	if n := b.ast.End; n != nil {
		b.end = named(n)
		if len(n.Statements) == 1 && len(n.Traps) == 0 && b.types == nil {
			if e := syntax.PureExpression(n.Statements[0]); e != nil && !isIncrementStatement(e) && !isVoidCast(e) {
				b.single = c.expr(e)
			}
		}
	}
	if b.types != nil {
		b.announceTypes()
	}
}

// announceTypes makes the block's types known in the scope where it runs, before its first statement.
func (b *block) announceTypes() {
	for _, part := range []*stmtFn{&b.dynamic, &b.begin, &b.process, &b.end} {
		if run := *part; run != nil {
			*part = func(fr *frame) error {
				fr.scope.addTypes(b.types)
				return run(fr)
			}
			return
		}
	}
}

// isIncrementStatement reports ++ and -- as statements, which write nothing.
func isIncrementStatement(e syntax.Expression) bool {
	u, ok := e.(*syntax.UnaryExpression)
	return ok && isIncrement(u.Operator)
}

func isVoidCast(e syntax.Expression) bool {
	x, ok := e.(*syntax.ConvertExpression)
	return ok && strings.EqualFold(x.Type.TypeName.Name, "void")
}

// mentions reports whether a variable with one of the (folded) names is read anywhere in the block.
func mentions(n syntax.Node, names ...string) bool {
	found := false
	syntax.Inspect(n, func(n syntax.Node) bool {
		if v, ok := n.(*syntax.VariableExpression); ok {
			folded := object.FoldName(v.Name)
			for _, name := range names {
				found = found || folded == name
			}
		}
		return !found
	})
	return found
}

// run runs the named blocks of the block in order; input is what is piped in, nil if nothing is.
func (b *block) run(fr *frame, input func(yield func(object.Value) error) error) (err error) {
	leave, err := fr.enter()
	if err != nil {
		return err
	}
	defer leave()
	if b.clean != nil {
		defer func() {
			clean := func(fr *frame) error { return b.runPart(fr, b.clean, syntax.TokClean) }
			if cleanErr := fr.sheltered(clean); cleanErr != nil && err == nil {
				err = cleanErr
			}
		}()
	}
	if b.begin != nil {
		if err := b.runPart(fr, b.begin, syntax.TokBegin); err != nil {
			return err
		}
	}
	if err := b.feed(fr, input); err != nil {
		return err
	}
	if b.end == nil {
		return nil
	}
	return b.runPart(fr, b.end, syntax.TokEnd)
}

// feed runs the process block for each input object (once without any), or keeps them as $input.
func (b *block) feed(fr *frame, input func(yield func(object.Value) error) error) error {
	if b.process == nil {
		if input == nil {
			return nil
		}
		var c collector
		if err := input(c.write); err != nil {
			return err
		}
		fr.setInput(c.items)
		return nil
	}
	if input == nil {
		return b.runPart(fr, b.process, syntax.TokProcess)
	}
	return input(func(v object.Value) error {
		fr.setItem(v)
		fr.setInput([]object.Value{v})
		return b.runPart(fr, b.process, syntax.TokProcess)
	})
}

// runPart runs one named block; return ends only it.
func (b *block) runPart(fr *frame, part stmtFn, kind syntax.TokenKind) error {
	outer := b.running
	b.running = kind
	err := part(fr)
	b.running = outer
	if err == errReturn {
		return nil
	}
	return err
}

// maxDepth is how deep calls may nest before a script is told that it recurses without end.
const maxDepth = 4500

// enter makes the frame the innermost one. It returns what undoes that.
func (fr *frame) enter() (leave func(), err error) {
	rt := fr.rt
	if err := rt.push(fr); err != nil {
		return nil, err
	}
	return func() { rt.pop(fr) }, nil
}

// descend counts a level of nesting, which the caller takes off rt.depth again. It fails for a script that recurses
// without end, or has been stopped.
func (rt *Runtime) descend() error {
	if rt.depth >= maxDepth {
		e := runtimeError("CallDepthOverflow", object.InvalidOperation, "The script failed due to call depth overflow.")
		e.Exception.Inner = object.NewException(ns+"ScriptCallDepthException", "%s", e.Exception.Message)
		return e
	}
	if rt.stopped.Load() {
		return ErrStopped
	}
	rt.depth++
	return nil
}

func (rt *Runtime) push(fr *frame) error {
	if err := rt.descend(); err != nil {
		return err
	}
	fr.caller = rt.top
	rt.top = fr
	return nil
}

func (rt *Runtime) pop(fr *frame) {
	rt.depth--
	rt.top = fr.caller
	if fr.scope.functions != nil || fr.scope.aliases != nil {
		rt.resolveVersion++
	}
}

// setInput sets $input to an enumerator over items.
func (fr *frame) setInput(items []object.Value) {
	slot := fr.scope.slot(slotInput)
	slot.value, slot.set = newEnumerator(items), true
}
