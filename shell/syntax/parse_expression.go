package syntax

// expression parses an expression, or returns nil when none follows. With certain set an expression is sure to
// stand here, so that `?` and `:` after a number end it and do not make it a word.
func (p *parser) expression(certain bool) Expression {
	p.enter()
	defer p.leave()
	old := p.setMode(modeExpression)
	defer p.setMode(old)
	condition := p.binary(certain)
	if condition == nil {
		return nil
	}
	question := p.peek()
	if question.kind != TokQuestionMark {
		return condition
	}
	p.skip()
	p.skipNewlines()
	ifTrue := p.operand(question)
	p.skipNewlines()
	colon := p.next()
	if colon.kind != TokColon {
		p.unget(colon)
		e := &ErrorExpression{Extent: join(condition.Span(), before(colon.Extent)), NestedAst: asNodes(condition)}
		if _, missing := ifTrue.(*ErrorExpression); !missing {
			e.NestedAst = append(e.NestedAst, ifTrue)
			p.incomplete(colon.Extent, "MissingColonInTernaryExpression")
		}
		return e
	}
	p.skipNewlines()
	ifFalse := p.operand(colon)
	return &TernaryExpression{
		Extent: joinNodes(condition, ifFalse), Condition: condition, IfTrue: ifTrue, IfFalse: ifFalse,
	}
}

// operand parses the expression that must follow the operator of a ternary.
func (p *parser) operand(operator token) Expression {
	if e := p.expression(true); e != nil {
		return e
	}
	at := after(operator.Extent)
	p.incomplete(at, "ExpectedValueExpression", p.text(operator))
	return &ErrorExpression{Extent: at}
}

// binary parses operands joined by binary operators, by precedence and from the left.
func (p *parser) binary(certain bool) Expression {
	first := p.arrayLiteral(certain)
	if first == nil {
		return nil
	}
	result, last := p.binaryFrom(first, 0)
	if last.kind == TokParameter {
		return p.unknownOperator(result, last)
	}
	return result
}

// binaryFrom extends left by operators that bind at least as strongly as the precedence. It returns the token it
// stopped at, which is looked at and not read.
func (p *parser) binaryFrom(left Expression, precedence int) (Expression, token) {
	for {
		operator := p.peek()
		level := operator.kind.precedence()
		if !operator.kind.has(FlagBinaryOperator) || level < precedence {
			return left, operator
		}
		p.skip()
		p.skipNewlines()
		right := p.arrayLiteral(true)
		if right == nil {
			at := after(operator.Extent)
			p.incomplete(at, "ExpectedValueExpression", p.text(operator))
			right = &ErrorExpression{Extent: at}
		}
		right, _ = p.binaryFrom(right, level+1)
		left = &BinaryExpression{
			Extent: joinNodes(left, right), Operator: operator.kind, OperatorSpan: operator.Extent, Left: left, Right: right,
		}
	}
}

// unknownOperator reports a parameter where an operator is expected, and takes it for an unfinished operator.
func (p *parser) unknownOperator(left Expression, t token) Expression {
	p.unexpected(t)
	p.skip()
	param := &CommandParameter{Extent: t.Extent, Name: t.text, ErrorExtent: t.Extent}
	return &ErrorExpression{Extent: join(left.Span(), t.Extent), NestedAst: asNodes(left, param)}
}

// arrayLiteral parses expressions separated by commas.
func (p *parser) arrayLiteral(certain bool) Expression {
	first := p.unary(certain)
	if first == nil || p.noComma || p.peekKind() != TokComma {
		return first
	}
	array := &ArrayLiteral{Extent: first.Span(), Elements: []Expression{first}}
	for {
		comma, ok := p.accept(TokComma)
		if !ok {
			return array
		}
		p.skipNewlines()
		element := p.unary(true)
		missing := element == nil
		if missing {
			p.incomplete(after(comma.Extent), "MissingExpressionAfterToken", p.text(comma))
			element = &ErrorExpression{Extent: comma.Extent}
		}
		array.Elements = append(array.Elements, element)
		array.End = element.Span().End
		if missing {
			return array
		}
	}
}

// unary parses an operand with its prefix operators, casts and postfix operators.
func (p *parser) unary(certain bool) Expression {
	p.enter()
	defer p.leave()
	t := p.operandToken(certain)
	var e Expression
	switch {
	case t.kind.has(FlagUnaryOperator):
		var done bool
		if e, done = p.prefixed(t); done {
			return e
		}
	case t.kind == TokLBracket:
		var done bool
		if e, done = p.bracketed(t); done {
			return e
		}
	default:
		e = p.primary(true)
	}
	if e == nil {
		return nil
	}
	return p.postfixed(e)
}

// operandToken looks at the next token as the start of an operand: a sign belongs to a number there.
func (p *parser) operandToken(certain bool) token {
	oldSigned, oldEnds := p.lex.signed, p.lex.ternaryEnds
	p.lex.signed, p.lex.ternaryEnds = true, certain
	if p.looked && (p.ahead.kind == TokMinus || certain && p.ahead.kind == TokGeneric) {
		p.resync(p.ahead.Start)
	}
	t := p.peek()
	p.lex.signed, p.lex.ternaryEnds = oldSigned, oldEnds
	return t
}

// prefixed parses a prefix operator with its operand. With done set no postfix operator may follow.
func (p *parser) prefixed(t token) (e Expression, done bool) {
	if p.noComma && t.kind == TokComma {
		return nil, true
	}
	p.skip()
	p.skipNewlines()
	child := p.unary(true)
	switch {
	case child == nil:
		p.incomplete(after(t.Extent), "MissingExpressionAfterOperator", p.text(t))
		return &ErrorExpression{Extent: t.Extent}, true
	case t.kind == TokComma:
		return &ArrayLiteral{Extent: join(t.Extent, child.Span()), Elements: []Expression{child}}, false
	}
	return &UnaryExpression{Extent: join(t.Extent, child.Span()), Operator: t.kind, Child: child}, false
}

func (p *parser) postfixed(e Expression) Expression {
	t := p.peek()
	operator := TokPostfixPlusPlus
	switch t.kind {
	case TokPlusPlus:
	case TokMinusMinus:
		operator = TokPostfixMinusMinus
	default:
		return e
	}
	p.skip()
	return &UnaryExpression{Extent: join(e.Span(), t.Extent), Operator: operator, Child: e}
}

// bracketed parses attributes and casts before an operand, or a type literal. With done set the result is final.
func (p *parser) bracketed(t token) (e Expression, done bool) {
	attributes := p.attributeList(true)
	if attributes == nil {
		return nil, true
	}
	last := len(attributes) - 1
	switch a := attributes[last].(type) {
	case *Attribute:
		p.skipNewlines()
		child := p.unary(true)
		if child == nil {
			p.incomplete(a.Extent, "UnexpectedAttribute", a.TypeName.FullName())
			failed := &ErrorExpression{Extent: join(t.Extent, a.Extent)}
			visitAll(attributes, func(n Node) { failed.NestedAst = append(failed.NestedAst, n) })
			return failed, true
		}
		e = &AttributedExpression{Extent: joinNodes(a, child), Attribute: a, Child: child}
	case *TypeConstraint:
		e = p.castOrType(a)
	}
	for i := last - 1; i >= 0; i-- {
		e = attributed(attributes[i], e)
	}
	return e, false
}

// attributed puts an attribute or cast before an expression.
func attributed(a AttributeBase, child Expression) Expression {
	if c, ok := a.(*TypeConstraint); ok {
		return &ConvertExpression{Extent: joinNodes(c, child), Type: c, Child: child}
	}
	return &AttributedExpression{Extent: joinNodes(a, child), Attribute: a, Child: child}
}

// castOrType parses what follows a type in brackets: a member access, or the operand of a cast. With neither it is a
// type literal.
func (p *parser) castOrType(c *TypeConstraint) Expression {
	literal := &TypeExpression{Extent: c.Extent, TypeName: c.TypeName}
	if operator, ok := p.memberAccessOperator(false); ok {
		return p.members(literal, operator, true)
	}
	if k := p.peekKind(); k == TokNewLine || k == TokComma {
		return literal
	}
	if child := p.unary(true); child != nil {
		return &ConvertExpression{Extent: joinNodes(c, child), Type: c, Child: child}
	}
	return literal
}
