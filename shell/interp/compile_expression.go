package interp

import (
	"strconv"

	"github.com/partnershell/partnershell/shell/object"
	"github.com/partnershell/partnershell/shell/syntax"
)

// compiler turns the tree of one block into closures.
type compiler struct {
	b *block
}

// constant returns an evalFn for a value that never changes.
func constant(v object.Value) evalFn {
	return func(*frame) (object.Value, error) { return v, nil }
}

// failing returns an evalFn that fails.
func failing(err error) evalFn {
	return func(*frame) (object.Value, error) { return nil, copyError(err) }
}

// copyError gives each failure a record of its own.
func copyError(err error) error {
	if e, ok := err.(*object.ErrorRecord); ok {
		c := *e
		return &c
	}
	return err
}

// constantOf is the value of an expression that is a constant.
func constantOf(e syntax.Expression) (object.Value, bool) {
	switch x := e.(type) {
	case *syntax.ConstantExpression:
		return x.Value, true
	case *syntax.StringConstantExpression:
		return x.Value, true
	case *syntax.VariableExpression:
		if x.Scope == syntax.ScopeNone && x.Drive == "" && !x.Splatted {
			switch object.FoldName(x.Name) {
			case "true":
				return true, true
			case "false":
				return false, true
			case "null":
				return nil, true
			}
		}
	case *syntax.ParenExpression:
		if inner := syntax.PureExpression(x.Pipeline); inner != nil {
			return constantOf(inner)
		}
	}
	return nil, false
}

func (c *compiler) exprs(list []syntax.Expression) []evalFn {
	fns := make([]evalFn, len(list))
	for i, e := range list {
		fns[i] = c.expr(e)
	}
	return fns
}

// expr compiles an expression.
func (c *compiler) expr(e syntax.Expression) evalFn {
	if v, ok := constantOf(e); ok {
		return constant(v)
	}
	switch x := e.(type) {
	case *syntax.VariableExpression:
		return c.variable(x)
	case *syntax.BinaryExpression:
		return c.binary(x)
	case *syntax.UnaryExpression:
		return c.unary(x)
	case *syntax.MemberExpression:
		return c.member(x)
	case *syntax.InvokeMemberExpression:
		return c.invokeMember(x)
	case *syntax.IndexExpression:
		return c.index(x)
	case *syntax.ExpandableStringExpression:
		return c.expandable(x)
	case *syntax.ParenExpression:
		return c.paren(x)
	case *syntax.SubExpression:
		return c.subExpression(x)
	case *syntax.ArrayExpression:
		return c.arrayExpression(x)
	case *syntax.ArrayLiteral:
		return c.arrayLiteral(x)
	case *syntax.HashtableExpression:
		return c.hashtable(x, object.NewHashtable)
	case *syntax.ConvertExpression:
		return c.convert(x)
	case *syntax.AttributedExpression:
		return c.expr(x.Child)
	case *syntax.TypeExpression:
		return c.typeLiteral(x.TypeName)
	case *syntax.ScriptBlockExpression:
		return c.scriptBlock(x)
	case *syntax.TernaryExpression:
		return c.ternary(x)
	case *syntax.UsingExpression:
		return c.using(x)
	case *syntax.BaseCtorInvokeMemberExpression:
		return constant(object.Nothing)
	case *syntax.ErrorExpression:
		return failing(runtimeError("ParserError", object.ParserError, "The expression could not be parsed."))
	}
	return failing(notSupported("this expression"))
}

func (c *compiler) ternary(x *syntax.TernaryExpression) evalFn {
	test, yes, no := c.truth(x.Condition), c.expr(x.IfTrue), c.expr(x.IfFalse)
	return func(fr *frame) (object.Value, error) {
		ok, err := test(fr)
		if err != nil {
			return nil, err
		}
		if ok {
			return yes(fr)
		}
		return no(fr)
	}
}

// paren compiles ( ): the value of one statement, whole.
func (c *compiler) paren(x *syntax.ParenExpression) evalFn {
	if inner := syntax.PureExpression(x.Pipeline); inner != nil {
		fn := c.expr(inner)
		if u, ok := inner.(*syntax.UnaryExpression); ok && isIncrement(u.Operator) {
			return c.increment(u, true)
		}
		return fn
	}
	if a, ok := x.Pipeline.(*syntax.AssignmentStatement); ok {
		return c.assignmentValue(a)
	}
	return c.valueOf(x.Pipeline)
}

// valueOf compiles a statement whose output is wanted as a value.
func (c *compiler) valueOf(s syntax.Statement) evalFn {
	if e := syntax.PureExpression(s); e != nil {
		return c.expr(e)
	}
	if a, ok := s.(*syntax.AssignmentStatement); ok {
		return c.assignmentValue(a)
	}
	run := c.statement(s)
	at := s.Span()
	return func(fr *frame) (object.Value, error) {
		outer := fr.pos
		if fr.pos.Start > at.Start || fr.pos.End < at.End {
			fr.pos = at
		}
		out, err := fr.collect(run)
		fr.pos = outer
		if err != nil {
			return nil, err
		}
		return out.value(), nil
	}
}

func (c *compiler) subExpression(x *syntax.SubExpression) evalFn {
	if len(x.SubExpression.Statements) == 1 && len(x.SubExpression.Traps) == 0 {
		if e := syntax.PureExpression(x.SubExpression.Statements[0]); e != nil && isScalarExpression(e) {
			return c.expr(e)
		}
	}
	if len(x.SubExpression.Statements) == 0 && len(x.SubExpression.Traps) == 0 {
		return constant(nil)
	}
	if fn := c.singleOperation(x.SubExpression); fn != nil {
		return fn
	}
	body := c.innerStatements(x.SubExpression)
	return func(fr *frame) (object.Value, error) {
		pos := fr.pos
		out, err := fr.collect(body)
		fr.pos = pos
		if err != nil {
			return nil, err
		}
		return out.value(), nil
	}
}

// singleOperation compiles statements that are nothing but one operator between operands without commands: there is
// no need to collect what they write, unless it is a collection. It is nil for other statements.
func (c *compiler) singleOperation(b *syntax.StatementBlock) evalFn {
	if len(b.Statements) != 1 || len(b.Traps) > 0 {
		return nil
	}
	e, ok := syntax.PureExpression(b.Statements[0]).(*syntax.BinaryExpression)
	if !ok || e.Operator == syntax.TokDotDot || hasCommand(e) {
		return nil
	}
	fn := c.expr(e)
	return func(fr *frame) (object.Value, error) {
		v, err := fn(fr)
		if err != nil {
			return object.Nothing, fr.statementFailed(err)
		}
		fr.rt.success = true
		if isPlain(v) {
			return v, nil
		}
		out := &collector{}
		if err := writeAll(out, v); err != nil {
			return nil, err
		}
		return out.value(), nil
	}
}

// isScalarExpression reports whether the value of an expression is surely no collection, so that collecting it
// would change nothing.
func isScalarExpression(e syntax.Expression) bool {
	switch x := e.(type) {
	case *syntax.ConstantExpression, *syntax.StringConstantExpression, *syntax.ExpandableStringExpression:
		return true
	case *syntax.BinaryExpression:
		switch x.Operator {
		case syntax.TokAnd, syntax.TokOr, syntax.TokXor, syntax.TokFormat, syntax.TokIs, syntax.TokIsNot, syntax.TokJoin:
			return true
		}
	}
	return false
}

func (c *compiler) arrayExpression(x *syntax.ArrayExpression) evalFn {
	if len(x.SubExpression.Statements) == 1 && len(x.SubExpression.Traps) == 0 {
		if lit, ok := syntax.PureExpression(x.SubExpression.Statements[0]).(*syntax.ArrayLiteral); ok {
			return c.arrayLiteral(lit)
		}
	}
	body := c.innerStatements(x.SubExpression)
	return func(fr *frame) (object.Value, error) {
		pos := fr.pos
		out, err := fr.collect(body)
		fr.pos = pos
		if err != nil {
			return nil, err
		}
		return object.NewArray(out.items...), nil
	}
}

func (c *compiler) arrayLiteral(x *syntax.ArrayLiteral) evalFn {
	items := c.exprs(x.Elements)
	return func(fr *frame) (object.Value, error) {
		values := make([]object.Value, len(items))
		for i, item := range items {
			v, err := item(fr)
			if err != nil {
				return nil, err
			}
			values[i] = settle(v)
		}
		return object.NewArray(values...), nil
	}
}

// settle makes of a value that only lives in expressions what a variable or collection can hold.
func settle(v object.Value) object.Value {
	if object.IsNothing(v) {
		return nil
	}
	return v
}

// hashtable compiles @{ }, into a dictionary that make makes.
func (c *compiler) hashtable(x *syntax.HashtableExpression, makeTable func() *object.Dictionary) evalFn {
	keys := make([]evalFn, len(x.Pairs))
	values := make([]evalFn, len(x.Pairs))
	for i, p := range x.Pairs {
		keys[i], values[i] = c.expr(p.Key), c.valueOf(p.Value)
	}
	return func(fr *frame) (object.Value, error) {
		d := makeTable()
		for i := range keys {
			k, err := keys[i](fr)
			if err != nil {
				return nil, err
			}
			v, err := values[i](fr)
			if err != nil {
				return nil, err
			}
			if err := addPair(d, k, settle(v)); err != nil {
				return nil, err
			}
		}
		return d, nil
	}
}

func addPair(d *object.Dictionary, key, value object.Value) error {
	if object.IsNull(key) {
		return runtimeError("InvalidNullKey", object.InvalidOperation, "A null key is not allowed in a hash literal.")
	}
	if _, there := d.Get(key); there {
		return runtimeError("DuplicateKeyInHashLiteral", object.InvalidOperation,
			"Item has already been added. Key in dictionary: '%s'  Key being added: '%s'", object.ToText(key), object.ToText(key))
	}
	d.Set(key, value)
	return nil
}

func (c *compiler) scriptBlock(x *syntax.ScriptBlockExpression) evalFn {
	b := newBlock(x.ScriptBlock, c.b)
	b.extent = x.Extent
	return func(fr *frame) (object.Value, error) {
		return &ScriptBlock{rt: fr.rt, block: b, module: fr.scope.module}, nil
	}
}

// expandable compiles a string with parts to expand.
func (c *compiler) expandable(x *syntax.ExpandableStringExpression) evalFn {
	parts := make([]func(fr *frame, b []byte) ([]byte, error), len(x.Parts))
	for i, p := range x.Parts {
		if s, ok := p.(*syntax.StringConstantExpression); ok {
			parts[i] = func(_ *frame, b []byte) ([]byte, error) { return append(b, s.Value...), nil }
			continue
		}
		fn := c.expr(p)
		parts[i] = func(fr *frame, b []byte) ([]byte, error) {
			v, err := fn(fr)
			if err != nil {
				return b, err
			}
			return fr.appendText(b, v)
		}
	}
	return func(fr *frame) (object.Value, error) {
		b := fr.rt.scratch[:0]
		fr.rt.scratch = nil // a string inside a part has one of its own
		var err error
		for i := 0; i < len(parts) && err == nil; i++ {
			if b, err = parts[i](fr, b); err == nil {
				err = object.CheckText(len(b))
			}
		}
		if cap(b) <= largestScratch {
			fr.rt.scratch = b
		}
		if err != nil {
			return nil, err
		}
		return string(b), nil
	}
}

// largestScratch is the size up to which the memory of a string that was put together is used for the next one.
const largestScratch = 1 << 16

// appendText appends a value's text.
func (fr *frame) appendText(b []byte, v object.Value) ([]byte, error) {
	switch x := v.(type) {
	case string:
		return append(b, x...), nil
	case int32:
		return strconv.AppendInt(b, int64(x), 10), nil
	}
	text, err := fr.text(v)
	return append(b, text...), err
}

// text is a value in a string: collections are joined with $OFS.
func (fr *frame) text(v object.Value) (string, error) {
	v = settle(v)
	separator := " "
	if _, isArray := v.(*object.Array); isArray || !isPlain(v) {
		if ofs := fr.scope.find(symOFS); ofs != nil && !object.IsNull(ofs.value) {
			separator = object.ToText(ofs.value)
		}
	}
	return object.JoinText(v, separator), nil
}

// isPlain reports whether v is surely no collection.
func isPlain(v object.Value) bool {
	switch v.(type) {
	case nil, string, int32, bool, int64, float64, object.Char:
		return true
	}
	return false
}

// using compiles $using:name, and $using:name.Member[0]: the members of the value that was brought in.
func (c *compiler) using(x *syntax.UsingExpression) evalFn {
	if v, ok := x.SubExpression.(*syntax.VariableExpression); ok {
		return c.usingVariable(v)
	}
	return c.expr(usingAtRoot(x.SubExpression))
}

// usingAtRoot is the expression with the using in front of the variable that it starts with.
func usingAtRoot(e syntax.Expression) syntax.Expression {
	switch x := e.(type) {
	case *syntax.VariableExpression:
		return &syntax.UsingExpression{Extent: x.Extent, SubExpression: x}
	case *syntax.MemberExpression:
		inner := *x
		inner.Expression = usingAtRoot(x.Expression)
		return &inner
	case *syntax.InvokeMemberExpression:
		inner := *x
		inner.Expression = usingAtRoot(x.Expression)
		return &inner
	case *syntax.IndexExpression:
		inner := *x
		inner.Target = usingAtRoot(x.Target)
		return &inner
	}
	return e
}

// usingVariable reads $using:name: a value that a parallel or remote command brought into the runtime.
func (c *compiler) usingVariable(v *syntax.VariableExpression) evalFn {
	sym := intern("using:" + v.Name)
	return func(fr *frame) (object.Value, error) {
		if found := fr.scope.find(sym); found != nil {
			return found.value, nil
		}
		return nil, runtimeError("UsingWithoutInvokeCommand", object.InvalidOperation,
			"A Using variable cannot be retrieved. A Using variable can be used only with Invoke-Command, Start-Job, or "+
				"InlineScript in the script workflow. When it is used with Invoke-Command, the Using variable is valid only "+
				"if the script block is invoked on a remote computer.")
	}
}
