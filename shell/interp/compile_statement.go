package interp

import (
	"github.com/partnershell/partnershell/shell/object"
	"github.com/partnershell/partnershell/shell/syntax"
)

// statements compiles a list of statements; each failing one meets what the block does about errors.
func (c *compiler) statements(list []syntax.Statement, traps []*syntax.TrapStatement) stmtFn {
	fns := make([]stmtFn, 0, len(list))
	at := make([]syntax.Extent, 0, len(list))
	for _, s := range list {
		fns = append(fns, c.statement(s))
		at = append(at, s.Span())
	}
	run := func(fr *frame) error {
		for i, fn := range fns {
			fr.pos = at[i]
			if err := fr.rt.heard(fn(fr)); err != nil {
				if err = fr.statementFailed(err); err != nil {
					return err
				}
			}
		}
		return nil
	}
	if len(fns) == 1 {
		fn, pos := fns[0], at[0]
		run = func(fr *frame) error {
			fr.pos = pos
			if err := fr.rt.heard(fn(fr)); err != nil {
				return fr.statementFailed(err)
			}
			return nil
		}
	}
	if len(traps) > 0 {
		return c.trapped(run, traps)
	}
	return run
}

// innerStatements compiles the statements of $( ) and @( ): errors of expressions among them are placed at the
// statement around.
func (c *compiler) innerStatements(b *syntax.StatementBlock) stmtFn {
	fns := make([]stmtFn, len(b.Statements))
	for i, s := range b.Statements {
		run, at := c.statement(s), s.Span()
		fns[i] = run
		if syntax.PureExpression(s) == nil {
			fns[i] = func(fr *frame) error {
				outer := fr.pos
				fr.pos = at
				err := run(fr)
				if e, ok := unwrapRaw(err).(*object.ErrorRecord); ok {
					fr.locate(e)
				}
				fr.pos = outer
				return err
			}
		}
	}
	list := func(fr *frame) error {
		for _, fn := range fns {
			if err := fn(fr); err != nil {
				if err = fr.statementFailed(err); err != nil {
					return err
				}
			}
		}
		return nil
	}
	if len(b.Traps) > 0 {
		return c.trapped(list, b.Traps)
	}
	return list
}

func (c *compiler) body(b *syntax.StatementBlock) stmtFn {
	if b == nil {
		return func(*frame) error { return nil }
	}
	return c.statements(b.Statements, b.Traps)
}

// statement compiles one statement.
func (c *compiler) statement(s syntax.Statement) stmtFn {
	switch x := s.(type) {
	case *syntax.Pipeline:
		return c.pipeline(x)
	case *syntax.CommandExpression, *syntax.Command:
		e, _ := x.(syntax.PipelineElement)
		return c.pipeline(&syntax.Pipeline{Extent: x.Span(), Elements: []syntax.PipelineElement{e}})
	case *syntax.PipelineChain:
		return c.chain(x)
	case *syntax.AssignmentStatement:
		return c.assignment(x)
	case *syntax.IfStatement:
		return c.ifStatement(x)
	case *syntax.WhileStatement:
		return c.loop(x.Label, nil, c.condition(x.Condition), nil, c.body(x.Body), false)
	case *syntax.DoWhileStatement:
		return c.loop(x.Label, nil, c.condition(x.Condition), nil, c.body(x.Body), true)
	case *syntax.DoUntilStatement:
		return c.loop(x.Label, nil, negated(c.condition(x.Condition)), nil, c.body(x.Body), true)
	case *syntax.ForStatement:
		return c.forStatement(x)
	case *syntax.ForEachStatement:
		return c.forEach(x)
	case *syntax.SwitchStatement:
		return c.switchStatement(x)
	case *syntax.TryStatement:
		return c.try(x)
	}
	return c.flowStatement(s)
}

// flowStatement compiles the statements that end something, and definitions.
func (c *compiler) flowStatement(s syntax.Statement) stmtFn {
	switch x := s.(type) {
	case *syntax.BreakStatement:
		return c.labelled(x.Label, errBreak, func(label string) error { return &breakFlow{label} })
	case *syntax.ContinueStatement:
		return c.labelled(x.Label, errContinue, func(label string) error { return &continueFlow{label} })
	case *syntax.ReturnStatement:
		return c.returnStatement(x)
	case *syntax.ExitStatement:
		return c.exit(x)
	case *syntax.ThrowStatement:
		return c.throw(x)
	case *syntax.FunctionDefinition:
		return c.functionDefinition(x)
	case *syntax.TypeDefinition:
		return func(*frame) error { return nil } // defined when the block was prepared
	case *syntax.DataStatement:
		return c.data(x)
	}
	return func(*frame) error { return notSupported("this statement") }
}

func negated(test testFn) testFn {
	return func(fr *frame) (bool, error) {
		ok, err := test(fr)
		return !ok, err
	}
}

// condition compiles the condition of an if or loop.
func (c *compiler) condition(s syntax.Statement) testFn {
	at := s.Span()
	if e := syntax.PureExpression(s); e != nil {
		test := c.truth(e)
		return func(fr *frame) (bool, error) {
			fr.pos = at
			return test(fr)
		}
	}
	value := c.valueOf(s)
	return func(fr *frame) (bool, error) {
		fr.pos = at
		v, err := value(fr)
		if err != nil {
			return false, err
		}
		return toBool(v), nil
	}
}

func (c *compiler) ifStatement(x *syntax.IfStatement) stmtFn {
	tests := make([]testFn, len(x.Clauses))
	bodies := make([]stmtFn, len(x.Clauses))
	for i, clause := range x.Clauses {
		tests[i], bodies[i] = c.condition(clause.Condition), c.body(clause.Body)
	}
	otherwise := c.body(x.Else)
	return func(fr *frame) error {
		for i, test := range tests {
			ok, err := test(fr)
			if err != nil {
				return err
			}
			if ok {
				return bodies[i](fr)
			}
		}
		return otherwise(fr)
	}
}

// loop compiles while, do and for.
func (c *compiler) loop(label string, initial stmtFn, test testFn, step stmtFn, body stmtFn, bodyFirst bool) stmtFn {
	return func(fr *frame) error {
		if initial != nil {
			if err := initial(fr); err != nil {
				return err
			}
		}
		stopped := &fr.rt.stopped
		for first := bodyFirst; ; first = false {
			if !first && test != nil {
				ok, err := test(fr)
				if err != nil {
					return err
				}
				if !ok {
					return nil
				}
			}
			if err := body(fr); err != nil {
				if done, err := loopFlow(err, label); done {
					return err
				}
			}
			if stopped.Load() {
				return ErrStopped
			}
			if step != nil {
				if err := step(fr); err != nil {
					return err
				}
			}
		}
	}
}

func (c *compiler) forStatement(x *syntax.ForStatement) stmtFn {
	part := func(s syntax.Statement) stmtFn {
		if s == nil {
			return nil
		}
		run, at := c.statement(s), s.Span()
		return func(fr *frame) error {
			fr.pos = at
			out := fr.out
			fr.out = discard{}
			err := run(fr)
			fr.out = out
			return err
		}
	}
	var test testFn
	if x.Condition != nil {
		test = c.condition(x.Condition)
	}
	return c.loop(x.Label, part(x.Initializer), test, part(x.Iterator), c.body(x.Body), false)
}

// forEach compiles foreach: its collection is evaluated once; a range is counted, not built.
func (c *compiler) forEach(x *syntax.ForEachStatement) stmtFn {
	var collection evalFn
	at, turn := x.Condition.Span(), x.Variable.Span()
	if e := syntax.PureExpression(x.Condition); e != nil {
		collection = c.sequence(e)
	} else {
		collection = c.valueOf(x.Condition)
	}
	variable, body := c.target(x.Variable), c.body(x.Body)
	enumerates := mentions(x.Body, "foreach")
	if enumerates {
		c.b.declares(symForeach)
	}
	label := x.Label
	return func(fr *frame) error {
		fr.pos = at
		v, err := collection(fr)
		if err != nil {
			return err
		}
		if enumerates {
			return fr.forEachEnumerator(v, variable, body, label)
		}
		fr.pos = turn
		return fr.eachTurn(v, turn, func(item object.Value) (bool, error) {
			if err := variable.set(fr, item); err != nil {
				return true, err
			}
			if err := body(fr); err != nil {
				if done, err := loopFlow(err, label); done {
					return true, err
				}
			}
			if fr.rt.stopped.Load() {
				return true, ErrStopped
			}
			return false, nil
		})
	}
}

// eachTurn calls turn for every element of v until it says that the loop is done. The collection's own errors are at the
// loop's variable.
func (fr *frame) eachTurn(v object.Value, at syntax.Extent, turn func(object.Value) (bool, error)) error {
	switch x := v.(type) {
	case *object.Array:
		for _, item := range x.Items {
			if done, err := turn(item); done {
				return err
			}
		}
		return nil
	case lazyRange:
		err := x.each(func(item object.Value) error {
			done, err := turn(item)
			if done && err == nil {
				return errDone
			}
			return err
		})
		if err == errDone {
			return nil
		}
		return err
	case nil:
		return nil
	}
	if object.IsNothing(v) {
		return nil
	}
	var failed error
	isCollection, err := eachElement(v, func(item object.Value) bool {
		done, err := turn(item)
		failed = err
		return !done
	})
	if failed != nil || isCollection {
		if failed == nil {
			fr.pos, failed = at, err
		}
		return failed
	}
	_, err = turn(v)
	return err
}

// forEachEnumerator is foreach where the body uses $foreach.
func (fr *frame) forEachEnumerator(v object.Value, variable target, body stmtFn, label string) error {
	e := newEnumerator(itemsOf(v))
	slot := fr.scope.declare(symForeach)
	outer := *slot
	slot.value, slot.set, slot.meta = e, true, nil
	defer func() { *slot = outer }()
	for e.moveNext() {
		if err := variable.set(fr, e.current()); err != nil {
			return err
		}
		if err := body(fr); err != nil {
			if done, err := loopFlow(err, label); done {
				return err
			}
		}
		if fr.rt.stopped.Load() {
			return ErrStopped
		}
	}
	return nil
}

// itemsOf are the elements of a collection, or the value as the only one; $null as a collection has none.
func itemsOf(v object.Value) []object.Value {
	if r, ok := v.(lazyRange); ok {
		var c collector
		r.each(c.write)
		return c.items
	}
	if object.IsNull(v) {
		return nil
	}
	if items, ok := object.Elements(v); ok {
		return items
	}
	return []object.Value{v}
}

func (c *compiler) labelled(label syntax.Expression, plain error, make func(string) error) stmtFn {
	if label == nil {
		return func(*frame) error { return plain }
	}
	name := c.expr(label)
	return func(fr *frame) error {
		v, err := name(fr)
		if err != nil {
			return err
		}
		return make(object.ToText(v))
	}
}

func (c *compiler) returnStatement(x *syntax.ReturnStatement) stmtFn {
	if x.Pipeline == nil {
		return func(*frame) error { return errReturn }
	}
	run := c.statement(x.Pipeline)
	if c.b.isClass {
		run = c.returnValue(x.Pipeline)
	}
	return func(fr *frame) error {
		if err := run(fr); err != nil {
			return err
		}
		return errReturn
	}
}

func (c *compiler) exit(x *syntax.ExitStatement) stmtFn {
	var code evalFn
	if x.Pipeline != nil {
		code = c.valueOf(x.Pipeline)
	}
	return func(fr *frame) error {
		if code == nil {
			n := 0
			if v := fr.rt.global.own(symLastExitCode); v != nil {
				n, _ = object.ToInt(v.value)
			}
			return &ExitError{Code: n}
		}
		v, err := code(fr)
		if err != nil {
			return err
		}
		n, err := object.ToInt(v)
		if err != nil {
			n = 0
		}
		return &ExitError{Code: n}
	}
}

func (c *compiler) throw(x *syntax.ThrowStatement) stmtFn {
	if x.Pipeline == nil {
		return func(fr *frame) error {
			if fr.caught != nil {
				fr.caught.Thrown = true
				return fr.caught
			}
			return thrown(nil)
		}
	}
	value := c.valueOf(x.Pipeline)
	return func(fr *frame) error {
		v, err := value(fr)
		if err != nil {
			return err
		}
		return thrown(v)
	}
}

// data compiles a data section: its body runs as a script block that may only compute.
func (c *compiler) data(x *syntax.DataStatement) stmtFn {
	body := c.body(x.Body)
	var variable *target
	if x.Variable != "" {
		t := c.localTarget(intern(x.Variable))
		variable = &t
	}
	return func(fr *frame) error {
		out, err := fr.collect(body)
		if err != nil {
			return err
		}
		if variable != nil {
			return variable.set(fr, out.value())
		}
		return writeAll(fr.out, out.value())
	}
}

// chain compiles && and ||.
func (c *compiler) chain(x *syntax.PipelineChain) stmtFn {
	left, right := c.statement(x.Left), c.statement(x.Right)
	isAnd := x.Operator == syntax.TokAndAnd
	leftAt, rightAt := x.Left.Span(), x.Right.Span()
	return func(fr *frame) error {
		fr.pos = leftAt
		if err := left(fr); err != nil {
			if err = fr.statementFailed(err); err != nil {
				return err
			}
		}
		if fr.rt.success != isAnd {
			return nil
		}
		fr.pos = rightAt
		return right(fr)
	}
}
