package syntax

// while parses a while loop after its keyword; start is the label's or the keyword's extent.
func (p *parser) while(start Extent, label string, t token) Statement {
	p.skipNewlines()
	lParen, ok := p.accept(TokLParen)
	if !ok {
		p.incomplete(after(t.Extent), "MissingOpenParenthesisAfterKeyword", p.text(t))
		return &ErrorStatement{Extent: join(start, t.Extent), Kind: t.kind}
	}
	p.skipNewlines()
	condition := p.pipelineChain()
	if condition == nil {
		at := after(lParen.Extent)
		p.incomplete(at, "MissingExpressionAfterKeyword", "while")
		condition = &ErrorStatement{Extent: at}
	}
	fail := func(end Extent) Statement {
		return &ErrorStatement{Extent: join(start, end), Kind: t.kind, Conditions: asNodes(condition)}
	}
	p.skipNewlines()
	rParen, ok := p.accept(TokRParen)
	if !ok {
		if !isErrorStatement(condition) {
			p.incomplete(after(condition.Span()), "MissingEndParenthesisAfterStatement", "while")
		}
		return fail(condition.Span())
	}
	p.skipNewlines()
	body := p.statementBlock()
	if body == nil {
		p.incomplete(after(rParen.Extent), "MissingLoopStatement", "while")
		return fail(rParen.Extent)
	}
	return &WhileStatement{Extent: join(start, body.Extent), Label: label, Condition: condition, Body: body}
}

// do parses do-while and do-until.
func (p *parser) do(start Extent, label string, t token) Statement {
	body := p.statementBlock()
	if body == nil {
		p.incomplete(after(t.Extent), "MissingLoopStatement", "do")
		return &ErrorStatement{Extent: join(start, t.Extent), Kind: t.kind}
	}
	p.skipNewlines()
	keyword := p.next()
	if keyword.kind != TokWhile && keyword.kind != TokUntil {
		p.unget(keyword)
		p.incomplete(after(body.Extent), "MissingWhileOrUntilInDoWhile")
		return &ErrorStatement{Extent: join(start, body.Extent), Kind: t.kind, Bodies: asNodes(body)}
	}
	condition, end, ok := p.doCondition(keyword)
	if !ok {
		e := &ErrorStatement{Extent: join(start, end), Kind: t.kind, Bodies: asNodes(body)}
		if condition != nil {
			e.Conditions = asNodes(condition)
		}
		return e
	}
	if keyword.kind == TokUntil {
		return &DoUntilStatement{Extent: join(start, end), Label: label, Condition: condition, Body: body}
	}
	return &DoWhileStatement{Extent: join(start, end), Label: label, Condition: condition, Body: body}
}

// doCondition parses the condition after the while or until of a do loop.
func (p *parser) doCondition(keyword token) (condition Statement, end Extent, ok bool) {
	word := keyword.kind.Text()
	p.skipNewlines()
	lParen, ok := p.accept(TokLParen)
	if !ok {
		p.incomplete(after(keyword.Extent), "MissingOpenParenthesisAfterKeyword", word)
		return nil, keyword.Extent, false
	}
	p.skipNewlines()
	condition = p.pipelineChain()
	if condition == nil {
		p.incomplete(after(lParen.Extent), "MissingExpressionAfterKeyword", word)
	}
	p.skipNewlines()
	rParen, closed := p.accept(TokRParen)
	switch {
	case condition == nil:
		return nil, lParen.Extent, false
	case !closed:
		p.incomplete(after(condition.Span()), "MissingEndParenthesisAfterStatement", word)
		return condition, condition.Span(), false
	}
	return condition, rParen.Extent, true
}

// forStatement parses a for loop.
func (p *parser) forStatement(start Extent, label string, t token) Statement {
	p.skipNewlines()
	lParen, ok := p.accept(TokLParen)
	if !ok {
		p.incomplete(after(t.Extent), "MissingOpenParenthesisAfterKeyword", "for")
		return &ErrorStatement{Extent: join(start, t.Extent), Kind: t.kind}
	}
	s := &ForStatement{Label: label}
	end := lParen.Extent // of what was read so far
	p.skipNewlines()
	s.Initializer = p.forPart(&end, true)
	p.skipNewlines()
	s.Condition = p.forPart(&end, true)
	p.skipNewlines()
	s.Iterator = p.forPart(&end, false)
	p.skipNewlines()
	if rParen, ok := p.accept(TokRParen); !ok {
		p.incomplete(after(end), "MissingEndParenthesisAfterStatement", "for")
	} else if s.Body = p.statementBlock(); s.Body == nil {
		end = rParen.Extent
		p.incomplete(after(end), "MissingLoopStatement", "for")
	}
	if s.Body == nil {
		e := &ErrorStatement{Extent: join(start, end), Kind: t.kind}
		for _, part := range [...]Statement{s.Initializer, s.Condition, s.Iterator} {
			if part != nil {
				e.Conditions = append(e.Conditions, part)
			}
		}
		return e
	}
	s.Extent = join(start, s.Body.Extent)
	return s
}

// forPart parses one of the three parts of a for loop and its semicolon.
func (p *parser) forPart(end *Extent, semicolon bool) Statement {
	part := p.pipelineChain()
	if part != nil {
		*end = part.Span()
	}
	if semicolon {
		if semi, ok := p.accept(TokSemi); ok {
			*end = semi.Extent
		}
	}
	return part
}

// forEach parses a foreach loop.
func (p *parser) forEach(start Extent, label string, t token) Statement {
	s := &ForEachStatement{Label: label}
	failed := p.forEachFlags(s)
	lParen, ok := p.accept(TokLParen)
	if !ok {
		p.incomplete(after(t.Extent), "MissingOpenParenthesisAfterKeyword", "foreach")
		return &ErrorStatement{Extent: join(start, t.Extent), Kind: t.kind}
	}
	p.skipNewlines()
	variable := p.next()
	if variable.kind != TokVariable && variable.kind != TokSplattedVariable {
		p.unget(variable)
		p.incomplete(after(lParen.Extent), "MissingVariableNameAfterForeach")
		return &ErrorStatement{Extent: join(start, lParen.Extent), Kind: t.kind}
	}
	s.Variable = p.variableFrom(variable)
	end, id := p.forEachRest(s)
	if id != "" {
		p.incomplete(after(end), id)
		failed = true
	}
	if failed {
		e := &ErrorStatement{Extent: join(start, end), Kind: t.kind, NestedAst: asNodes(s.Variable)}
		if s.Condition != nil {
			e.Conditions = asNodes(s.Condition)
		}
		if s.Body != nil {
			e.Bodies = asNodes(s.Body)
		}
		return e
	}
	s.Extent = join(start, s.Body.Extent)
	return s
}

// forEachRest parses `in collection) {}`. It returns the extent of the last thing read, and the id of the error if
// something is missing after it.
func (p *parser) forEachRest(s *ForEachStatement) (Extent, string) {
	p.skipNewlines()
	in, ok := p.accept(TokIn)
	if !ok {
		return s.Variable.Extent, "MissingInInForeach"
	}
	p.skipNewlines()
	if s.Condition = p.pipelineChain(); s.Condition == nil {
		return in.Extent, "MissingForeachExpression"
	}
	p.skipNewlines()
	rParen, ok := p.accept(TokRParen)
	if !ok {
		return s.Condition.Span(), "MissingEndParenthesisAfterForeach"
	}
	if s.Body = p.statementBlock(); s.Body == nil {
		return rParen.Extent, "MissingForeachStatement"
	}
	return s.Body.Extent, ""
}

// forEachFlags parses the parameters of foreach, which only workflows had. It returns whether one is unknown.
func (p *parser) forEachFlags(s *ForEachStatement) (failed bool) {
	for {
		p.skipNewlines()
		param, ok := p.accept(TokParameter)
		if !ok {
			return failed
		}
		switch {
		case isParameter(param, "parallel"):
			s.Parallel = true
		case isParameter(param, "throttlelimit"):
			p.skipNewlines()
			if s.ThrottleLimit = p.singleArgument(forArgument); s.ThrottleLimit == nil {
				p.incomplete(after(param.Extent), "MissingThrottleLimit")
			}
		default:
			failed = true
			p.error(param.Extent, "InvalidForeachFlag", param.text)
		}
	}
}
