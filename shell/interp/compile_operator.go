package interp

import (
	"github.com/partnershell/partnershell/shell/object"
	"github.com/partnershell/partnershell/shell/syntax"
)

// testFn is a condition.
type testFn func(fr *frame) (bool, error)

type binaryOp func(l, r object.Value) (object.Value, error)

// fold makes a binaryOp of an operator that comes with and without regard to case.
func fold(op func(l, r object.Value, ignoreCase bool) (object.Value, error), ignoreCase bool) binaryOp {
	return func(l, r object.Value) (object.Value, error) { return op(l, r, ignoreCase) }
}

// operator is the implementation of a binary operator that needs nothing but its operands; nil for the others.
func operator(k syntax.TokenKind) binaryOp {
	switch k {
	case syntax.TokPlus, syntax.TokPlusEquals:
		return add
	case syntax.TokMinus, syntax.TokMinusEquals:
		return subtract
	case syntax.TokMultiply, syntax.TokMultiplyEquals:
		return multiply
	case syntax.TokDivide, syntax.TokDivideEquals:
		return object.Divide
	case syntax.TokRem, syntax.TokRemainderEquals:
		return modulo
	case syntax.TokBand:
		return object.BitAnd
	case syntax.TokBor:
		return object.BitOr
	case syntax.TokBxor:
		return object.BitXor
	case syntax.TokShl:
		return object.ShiftLeft
	case syntax.TokShr:
		return object.ShiftRight
	case syntax.TokDotDot:
		return object.OpRange
	case syntax.TokJoin:
		return object.OpJoin
	case syntax.TokIs:
		return object.OpIs
	case syntax.TokIsNot:
		return object.OpIsNot
	case syntax.TokAs:
		return object.OpAs
	}
	return comparison(k)
}

// comparison is operator for those that come in two cases.
func comparison(k syntax.TokenKind) binaryOp {
	switch k {
	case syntax.TokIeq, syntax.TokCeq:
		return fold(object.OpEq, k == syntax.TokIeq)
	case syntax.TokIne, syntax.TokCne:
		return fold(object.OpNe, k == syntax.TokIne)
	case syntax.TokIgt, syntax.TokCgt:
		return fold(object.OpGt, k == syntax.TokIgt)
	case syntax.TokIge, syntax.TokCge:
		return fold(object.OpGe, k == syntax.TokIge)
	case syntax.TokIlt, syntax.TokClt:
		return fold(object.OpLt, k == syntax.TokIlt)
	case syntax.TokIle, syntax.TokCle:
		return fold(object.OpLe, k == syntax.TokIle)
	case syntax.TokIlike, syntax.TokClike:
		return fold(object.OpLike, k == syntax.TokIlike)
	case syntax.TokInotlike, syntax.TokCnotlike:
		return fold(object.OpNotLike, k == syntax.TokInotlike)
	case syntax.TokIcontains, syntax.TokCcontains:
		return fold(object.OpContains, k == syntax.TokIcontains)
	case syntax.TokInotcontains, syntax.TokCnotcontains:
		return fold(object.OpNotContains, k == syntax.TokInotcontains)
	case syntax.TokIin, syntax.TokCin:
		return fold(object.OpIn, k == syntax.TokIin)
	case syntax.TokInotin, syntax.TokCnotin:
		return fold(object.OpNotIn, k == syntax.TokInotin)
	case syntax.TokIreplace, syntax.TokCreplace:
		return fold(object.OpReplace, k == syntax.TokIreplace)
	case syntax.TokIsplit, syntax.TokCsplit:
		return fold(object.OpSplit, k == syntax.TokIsplit)
	}
	return nil
}

func add(l, r object.Value) (object.Value, error) {
	switch a := l.(type) {
	case int32:
		if b, ok := r.(int32); ok {
			if s := int64(a) + int64(b); s == int64(int32(s)) {
				return object.Int32(int32(s)), nil
			}
		}
	case float64:
		switch b := r.(type) {
		case int32:
			return a + float64(b), nil
		case float64:
			return a + b, nil
		}
	}
	return object.Add(l, r)
}

func subtract(l, r object.Value) (object.Value, error) {
	if a, ok := l.(int32); ok {
		if b, ok := r.(int32); ok {
			if s := int64(a) - int64(b); s == int64(int32(s)) {
				return object.Int32(int32(s)), nil
			}
		}
	}
	return object.Subtract(l, r)
}

func multiply(l, r object.Value) (object.Value, error) {
	if a, ok := l.(int32); ok {
		if b, ok := r.(int32); ok {
			if s := int64(a) * int64(b); s == int64(int32(s)) {
				return object.Int32(int32(s)), nil
			}
		}
	}
	return object.Multiply(l, r)
}

func modulo(l, r object.Value) (object.Value, error) {
	if a, ok := l.(int32); ok {
		if b, ok := r.(int32); ok && b > 0 {
			return object.Int32(a % b), nil
		}
	}
	return object.Modulo(l, r)
}

// binary compiles an operator with two operands.
func (c *compiler) binary(x *syntax.BinaryExpression) evalFn {
	switch x.Operator {
	case syntax.TokAnd, syntax.TokOr, syntax.TokXor:
		test := c.truth(x)
		return func(fr *frame) (object.Value, error) {
			ok, err := test(fr)
			if err != nil {
				return nil, err
			}
			return ok, nil
		}
	case syntax.TokImatch, syntax.TokCmatch, syntax.TokInotmatch, syntax.TokCnotmatch:
		return c.match(x)
	case syntax.TokIreplace, syntax.TokCreplace:
		return c.replace(x)
	case syntax.TokFormat:
		return c.format(x)
	case syntax.TokQuestionQuestion:
		return c.coalesce(x)
	case syntax.TokIs, syntax.TokIsNot, syntax.TokAs:
		return c.typeOperator(x)
	}
	left, right := c.expr(x.Left), c.expr(x.Right)
	op := operator(x.Operator)
	if op == nil {
		return failing(notSupported("the operator " + x.Operator.Text()))
	}
	if t := intTest(x.Operator); t != nil {
		return intComparison(left, right, t, op)
	}
	if p := patient(x.Operator); p != nil {
		return patientBinary(left, right, p)
	}
	if r, ok := constantOf(x.Right); ok {
		return func(fr *frame) (object.Value, error) {
			l, err := left(fr)
			if err != nil {
				return nil, err
			}
			return op(l, r)
		}
	}
	return func(fr *frame) (object.Value, error) {
		l, err := left(fr)
		if err != nil {
			return nil, err
		}
		r, err := right(fr)
		if err != nil {
			return nil, err
		}
		return op(l, r)
	}
}

func patientBinary(left, right evalFn, op frameOp) evalFn {
	return func(fr *frame) (object.Value, error) {
		l, err := left(fr)
		if err != nil {
			return nil, err
		}
		r, err := right(fr)
		if err != nil {
			return nil, err
		}
		return op(fr, l, r)
	}
}

func intComparison(left, right evalFn, test func(a, b int32) bool, op binaryOp) evalFn {
	return func(fr *frame) (object.Value, error) {
		l, err := left(fr)
		if err != nil {
			return nil, err
		}
		r, err := right(fr)
		if err != nil {
			return nil, err
		}
		if a, ok := l.(int32); ok {
			if b, ok := r.(int32); ok {
				return test(a, b), nil
			}
		}
		return op(l, r)
	}
}

// intTest is a comparison of two integers.
func intTest(k syntax.TokenKind) func(a, b int32) bool {
	switch k {
	case syntax.TokIeq, syntax.TokCeq:
		return func(a, b int32) bool { return a == b }
	case syntax.TokIne, syntax.TokCne:
		return func(a, b int32) bool { return a != b }
	case syntax.TokIgt, syntax.TokCgt:
		return func(a, b int32) bool { return a > b }
	case syntax.TokIge, syntax.TokCge:
		return func(a, b int32) bool { return a >= b }
	case syntax.TokIlt, syntax.TokClt:
		return func(a, b int32) bool { return a < b }
	case syntax.TokIle, syntax.TokCle:
		return func(a, b int32) bool { return a <= b }
	}
	return nil
}

// truth compiles an expression whose truth alone is wanted.
func (c *compiler) truth(e syntax.Expression) testFn {
	if p, ok := e.(*syntax.ParenExpression); ok {
		if inner := syntax.PureExpression(p.Pipeline); inner != nil {
			if u, ok := inner.(*syntax.UnaryExpression); !ok || !isIncrement(u.Operator) {
				return c.truth(inner)
			}
		}
	}
	switch x := e.(type) {
	case *syntax.BinaryExpression:
		if t := c.logical(x); t != nil {
			return t
		}
		if t := intTest(x.Operator); t != nil {
			return c.comparisonTest(x, t)
		}
	case *syntax.UnaryExpression:
		if x.Operator == syntax.TokNot || x.Operator == syntax.TokExclaim {
			inner := c.truth(x.Child)
			return func(fr *frame) (bool, error) {
				ok, err := inner(fr)
				return !ok, err
			}
		}
	}
	fn := c.expr(e)
	return func(fr *frame) (bool, error) {
		v, err := fn(fr)
		if err != nil {
			return false, err
		}
		return toBool(v), nil
	}
}

func toBool(v object.Value) bool {
	if b, ok := v.(bool); ok {
		return b
	}
	return object.ToBool(v)
}

func (c *compiler) comparisonTest(x *syntax.BinaryExpression, test func(a, b int32) bool) testFn {
	left, right, op := c.expr(x.Left), c.expr(x.Right), operator(x.Operator)
	if r, ok := constantOf(x.Right); ok {
		if n, ok := r.(int32); ok {
			return func(fr *frame) (bool, error) {
				l, err := left(fr)
				if err != nil {
					return false, err
				}
				if a, ok := l.(int32); ok {
					return test(a, n), nil
				}
				v, err := op(l, r)
				return toBool(v), err
			}
		}
	}
	return func(fr *frame) (bool, error) {
		l, err := left(fr)
		if err != nil {
			return false, err
		}
		r, err := right(fr)
		if err != nil {
			return false, err
		}
		if a, ok := l.(int32); ok {
			if b, ok := r.(int32); ok {
				return test(a, b), nil
			}
		}
		v, err := op(l, r)
		if err != nil {
			return false, err
		}
		return toBool(v), nil
	}
}

func (c *compiler) logical(x *syntax.BinaryExpression) testFn {
	switch x.Operator {
	case syntax.TokAnd:
		left, right := c.truth(x.Left), c.truth(x.Right)
		return func(fr *frame) (bool, error) {
			if ok, err := left(fr); err != nil || !ok {
				return false, err
			}
			return right(fr)
		}
	case syntax.TokOr:
		left, right := c.truth(x.Left), c.truth(x.Right)
		return func(fr *frame) (bool, error) {
			if ok, err := left(fr); err != nil || ok {
				return ok, err
			}
			return right(fr)
		}
	case syntax.TokXor:
		left, right := c.truth(x.Left), c.truth(x.Right)
		return func(fr *frame) (bool, error) {
			l, err := left(fr)
			if err != nil {
				return false, err
			}
			r, err := right(fr)
			return l != r, err
		}
	}
	return nil
}

// match compiles -match and its kin, which set $Matches.
func (c *compiler) match(x *syntax.BinaryExpression) evalFn {
	left, right := c.expr(x.Left), c.expr(x.Right)
	ignoreCase := x.Operator == syntax.TokImatch || x.Operator == syntax.TokInotmatch
	if _, isConstant := constantOf(x.Right); isConstant {
		right = c.patternOperand(x.Right, ignoreCase)
	}
	negate := x.Operator == syntax.TokInotmatch || x.Operator == syntax.TokCnotmatch
	matches := &place{sym: symMatches}
	return func(fr *frame) (object.Value, error) {
		l, err := left(fr)
		if err != nil {
			return nil, err
		}
		r, err := right(fr)
		if err != nil {
			return nil, err
		}
		result, groups, err := fr.matchPattern(l, r, ignoreCase, negate)
		if err != nil {
			return nil, err
		}
		if groups != nil {
			if err := matches.assign(fr.rt, fr.scope, groups); err != nil {
				return nil, err
			}
		}
		return result, nil
	}
}

func (c *compiler) format(x *syntax.BinaryExpression) evalFn {
	left, right := c.expr(x.Left), c.expr(x.Right)
	return func(fr *frame) (object.Value, error) {
		l, err := left(fr)
		if err != nil {
			return nil, err
		}
		r, err := right(fr)
		if err != nil {
			return nil, err
		}
		format, ok := l.(string)
		if !ok {
			if format, err = fr.text(l); err != nil {
				return nil, err
			}
		}
		text, err := object.OpFormat(format, r)
		if err != nil {
			if e, ok := err.(*object.ErrorRecord); ok && e.ID == "FormatError" {
				e.Target = format
			}
			return nil, err
		}
		return text, nil
	}
}

func (c *compiler) coalesce(x *syntax.BinaryExpression) evalFn {
	left, right := c.expr(x.Left), c.expr(x.Right)
	return func(fr *frame) (object.Value, error) {
		strict := fr.scope.strict
		fr.scope.strict = 0
		l, err := left(fr)
		fr.scope.strict = strict
		if err != nil || !object.IsNull(l) {
			return l, err
		}
		return right(fr)
	}
}

// typeOperator compiles -is, -isnot and -as; their right side is a type or its name.
func (c *compiler) typeOperator(x *syntax.BinaryExpression) evalFn {
	left, right, op := c.expr(x.Left), c.expr(x.Right), operator(x.Operator)
	return func(fr *frame) (object.Value, error) {
		l, err := left(fr)
		if err != nil {
			return nil, err
		}
		r, err := right(fr)
		if err != nil {
			return nil, err
		}
		if name, ok := object.Base(r).(string); ok {
			if t := fr.rt.lookupType(fr, name); t != nil {
				r = t
			} // otherwise the operator says what is wrong
		}
		if target, ok := object.Base(r).(*object.Type); ok && x.Operator == syntax.TokAs {
			if t := fr.namedBy(l, target); t != nil {
				return t, nil
			}
		}
		return op(l, r)
	}
}

func isIncrement(k syntax.TokenKind) bool {
	switch k {
	case syntax.TokPlusPlus, syntax.TokMinusMinus, syntax.TokPostfixPlusPlus, syntax.TokPostfixMinusMinus:
		return true
	}
	return false
}

// unary compiles an operator with one operand.
func (c *compiler) unary(x *syntax.UnaryExpression) evalFn {
	var op func(object.Value) (object.Value, error)
	switch x.Operator {
	case syntax.TokNot, syntax.TokExclaim:
		test := c.truth(x.Child)
		return func(fr *frame) (object.Value, error) {
			ok, err := test(fr)
			if err != nil {
				return nil, err
			}
			return !ok, nil
		}
	case syntax.TokComma:
		inner := c.expr(x.Child)
		return func(fr *frame) (object.Value, error) {
			v, err := inner(fr)
			if err != nil {
				return nil, err
			}
			return object.NewArray(settle(v)), nil
		}
	case syntax.TokPlusPlus, syntax.TokMinusMinus, syntax.TokPostfixPlusPlus, syntax.TokPostfixMinusMinus:
		return c.increment(x, true)
	case syntax.TokMinus:
		op = object.Negate
	case syntax.TokPlus:
		op = object.UnaryPlus
	case syntax.TokBnot:
		op = object.BitNot
	case syntax.TokIsplit, syntax.TokCsplit:
		op = object.UnarySplit
	case syntax.TokJoin:
		op = object.UnaryJoin
	default:
		return failing(notSupported("the operator " + x.Operator.Text()))
	}
	inner := c.expr(x.Child)
	return func(fr *frame) (object.Value, error) {
		v, err := inner(fr)
		if err != nil {
			return nil, err
		}
		return op(v)
	}
}

// lazyRange is 1..n where its numbers are wanted one by one.
type lazyRange struct{ from, to int32 }

func (r lazyRange) each(yield func(object.Value) error) error {
	step := int32(1)
	if r.to < r.from {
		step = -1
	}
	for i := r.from; ; i += step {
		if err := yield(object.Int32(i)); err != nil {
			return err
		}
		if i == r.to {
			return nil
		}
	}
}

// sequence compiles an expression whose elements are wanted one by one: a range is not made into an array.
func (c *compiler) sequence(e syntax.Expression) evalFn {
	if p, ok := e.(*syntax.ParenExpression); ok {
		if inner, ok := syntax.PureExpression(p.Pipeline).(*syntax.BinaryExpression); ok && inner.Operator == syntax.TokDotDot {
			e = inner
		}
	}
	b, ok := e.(*syntax.BinaryExpression)
	if !ok || b.Operator != syntax.TokDotDot {
		return c.expr(e)
	}
	left, right := c.expr(b.Left), c.expr(b.Right)
	return func(fr *frame) (object.Value, error) {
		l, err := left(fr)
		if err != nil {
			return nil, err
		}
		r, err := right(fr)
		if err != nil {
			return nil, err
		}
		from, to, chars, err := object.RangeBounds(l, r)
		if err != nil || chars {
			return object.OpRange(l, r)
		}
		return lazyRange{int32(from), int32(to)}, nil
	}
}
