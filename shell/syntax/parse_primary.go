package syntax

// primary parses a value, with member accesses and indexes after it when asked; nil when none follows.
func (p *parser) primary(withMembers bool) Expression {
	t := p.next()
	var e Expression
	switch t.kind {
	case TokVariable, TokSplattedVariable:
		e = p.variableOrUsing(t, withMembers)
	case TokNumber:
		e = &ConstantExpression{Extent: t.Extent, Value: t.num}
	case TokStringExpandable:
		e = p.stringOrExpandable(t, DoubleQuoted)
	case TokHereStringExpandable:
		e = p.stringOrExpandable(t, DoubleQuotedHereString)
	case TokStringLiteral:
		e = &StringConstantExpression{Extent: t.Extent, Value: t.text, Kind: SingleQuoted}
	case TokHereStringLiteral:
		e = &StringConstantExpression{Extent: t.Extent, Value: t.text, Kind: SingleQuotedHereString}
	case TokLParen:
		e = p.paren(t)
	case TokAtParen, TokDollarParen:
		e = p.subExpression(t)
	case TokAtCurly:
		e = p.hashtable(t)
	case TokLCurly:
		e = p.scriptBlockExpression(t)
	default:
		p.unget(t)
		return nil
	}
	if !withMembers {
		return e
	}
	operator, ok := p.memberAccessOperator(true)
	return p.members(e, operator, ok)
}

// variableFrom makes a variable of its token.
func (p *parser) variableFrom(t token) *VariableExpression {
	return &VariableExpression{
		Extent: t.Extent, VariablePath: ParseVariablePath(t.text), Splatted: t.kind == TokSplattedVariable,
	}
}

// variableOrUsing makes a variable, or for `$using:x` a using expression around it and what follows it.
func (p *parser) variableOrUsing(t token, withMembers bool) Expression {
	v := p.variableFrom(t)
	if !isUsing(v.VariablePath) {
		return v
	}
	v.VariablePath = ParseVariablePath(v.Name)
	var e Expression = v
	if withMembers {
		operator, ok := p.memberAccessOperator(true)
		e = p.members(v, operator, ok)
	}
	return &UsingExpression{Extent: e.Span(), SubExpression: e}
}

func isUsing(path VariablePath) bool {
	return len(path.Drive) == len("using") && hasWord(path.Drive, "using") && path.Name != ""
}

// memberAccessOperator reads a member access operator. With a token looked at the parser is recovering from an
// error and reads none.
func (p *parser) memberAccessOperator(allowBracket bool) (token, bool) {
	if p.looked {
		return token{}, false
	}
	return p.lex.memberAccess(allowBracket)
}

// members parses member accesses, calls and indexes after a value, beginning with an operator already read.
func (p *parser) members(e Expression, operator token, ok bool) Expression {
	for ok {
		p.skipNewlines()
		if operator.kind == TokLBracket || operator.kind == TokQuestionLBracket {
			e = p.index(e, operator)
		} else {
			e = p.member(e, operator)
		}
		operator, ok = p.memberAccessOperator(true)
	}
	return e
}

// memberName parses the name of a member: a plain word, or an expression that gives it.
func (p *parser) memberName() Expression {
	if name := p.simpleNameExpression(); name != nil {
		return name
	}
	if t := p.peek(); t.kind.has(FlagUnaryOperator) || t.kind == TokLBracket {
		return p.unary(false)
	}
	return p.primary(false)
}

// member parses a member access or call after its operator.
func (p *parser) member(target Expression, operator token) Expression {
	m := &MemberExpression{
		Expression: target, Static: operator.kind == TokColonColon, NullConditional: operator.kind == TokQuestionDot,
	}
	m.Member = p.memberName()
	if m.Member == nil {
		p.incomplete(after(operator.Extent), "MissingPropertyName")
		if m.Member = p.singleArgument(forArgument); m.Member == nil {
			m.Member = &ErrorExpression{Extent: join(target.Span(), operator.Extent)}
		}
	} else if !p.looked {
		if call := p.call(m); call != nil {
			return call
		}
	}
	m.Extent = joinNodes(target, m.Member)
	return m
}

// call parses generic arguments and the arguments of a method call; nil, with nothing read, when none follow.
func (p *parser) call(m *MemberExpression) Expression {
	begin := p.lex.restorePoint()
	types, closed := p.genericMethodArguments()
	var paren token
	ok := false
	if !p.looked {
		paren, ok = p.lex.invokeParen()
	}
	if !ok {
		if closed {
			p.resync(begin) // an index by something that looks like a type
		}
		return nil
	}
	c := &InvokeMemberExpression{
		Expression: m.Expression, Member: m.Member, Static: m.Static, NullConditional: m.NullConditional,
		GenericTypeArguments: types,
	}
	var last Extent
	if paren.kind == TokLParen {
		c.Arguments, last = p.arguments(paren)
	} else {
		p.skipNewlines()
		block := p.scriptBlockExpression(paren)
		c.Arguments, last = []Expression{block}, block.Extent
	}
	c.Extent = join(m.Expression.Span(), last)
	return c
}

// genericMethodArguments parses `[type, ...]` after a method's name. closed is set when the whole list was read;
// when the bracket is an index nothing is read.
func (p *parser) genericMethodArguments() (types []*TypeName, closed bool) {
	if p.lex.peek() != '[' {
		return nil, false
	}
	begin := p.lex.restorePoint()
	if lBracket := p.next(); lBracket.kind != TokLBracket { // a word, in a command
		p.resync(begin)
		return nil, false
	}
	old := p.setMode(modeTypeName)
	defer p.setMode(old)
	p.skipNewlines()
	first := p.next()
	if first.kind != TokIdentifier {
		p.resync(begin)
		return nil, false
	}
	types, last := p.genericArguments(first)
	if last.kind != TokRBracket {
		p.unget(last)
		p.incomplete(before(last.Extent), "EndSquareBracketExpectedAtEndOfType")
		return types, false
	}
	return types, true
}

// arguments parses the arguments of a method call after the parenthesis, and returns where they end.
func (p *parser) arguments(lParen token) ([]Expression, Extent) {
	old := p.setNoComma(true)
	defer p.setNoComma(old)
	var list []Expression
	last := lParen.Extent
	reported := false
	for {
		p.skipNewlines()
		arg := p.expression(false)
		if arg == nil {
			if len(list) > 0 { // after a comma
				p.incomplete(after(last), "MissingExpressionAfterToken", ",")
				reported = true
			}
			break
		}
		list = append(list, arg)
		last = arg.Span()
		p.skipNewlines()
		comma, ok := p.accept(TokComma)
		if !ok {
			break
		}
		last = comma.Extent
	}
	p.skipNewlines()
	if rParen, ok := p.accept(TokRParen); ok {
		return list, rParen.Extent
	}
	if !reported {
		p.incomplete(after(last), "MissingEndParenthesisInMethodCall")
	}
	return list, last
}

// index parses an index after its bracket.
func (p *parser) index(target Expression, lBracket token) Expression {
	p.skipNewlines()
	old := p.setNoComma(false)
	index := p.expression(false)
	p.setNoComma(old)
	_, failed := index.(*ErrorExpression)
	if index == nil {
		failed = true
		p.incomplete(after(lBracket.Extent), "MissingArrayIndexExpression")
		index = &ErrorExpression{Extent: lBracket.Extent}
	}
	p.skipNewlines()
	end := index.Span()
	if rBracket, ok := p.accept(TokRBracket); ok {
		end = rBracket.Extent
	} else if !failed {
		p.incomplete(after(end), "MissingEndSquareBracket")
	}
	return &IndexExpression{
		Extent: join(target.Span(), end), Target: target, Index: index,
		NullConditional: lBracket.kind == TokQuestionLBracket,
	}
}

// inBrackets sets what holds inside parentheses and braces, and returns what puts the old state back.
func (p *parser) inBrackets() func() {
	oldMode, oldComma := p.setMode(modeCommand), p.setNoComma(false)
	return func() {
		p.setNoComma(oldComma)
		p.setMode(oldMode)
	}
}

// paren parses `(pipeline)`.
func (p *parser) paren(lParen token) Expression {
	leave := p.inBrackets()
	defer leave()
	p.skipNewlines()
	pipeline := p.pipelineChain()
	if pipeline == nil {
		at := after(lParen.Extent)
		p.incomplete(at, "ExpectedExpression")
		pipeline = &ErrorStatement{Extent: at}
	}
	p.skipNewlines()
	end := pipeline.Span()
	if rParen, ok := p.accept(TokRParen); ok {
		end = rParen.Extent
	} else {
		p.incomplete(after(end), "MissingEndParenthesisInExpression")
	}
	return &ParenExpression{Extent: join(lParen.Extent, end), Pipeline: pipeline}
}

// subExpression parses `$(statements)` and `@(statements)`.
func (p *parser) subExpression(t token) Expression {
	leave := p.inBrackets()
	defer leave()
	p.skipNewlines()
	block := &StatementBlock{}
	extent := p.statements(&block.Statements, &block.Traps)
	block.Extent = extent.Extent
	p.skipNewlines()
	rParen := p.next()
	end := rParen.Extent
	if rParen.kind != TokRParen {
		p.unget(rParen)
		p.incomplete(rParen.Extent, "MissingEndParenthesisInSubexpression")
		end = extent.or(t.Extent)
	}
	if t.kind == TokDollarParen {
		return &SubExpression{Extent: join(t.Extent, end), SubExpression: block}
	}
	return &ArrayExpression{Extent: join(t.Extent, end), SubExpression: block}
}

// scriptBlockExpression parses a script block after its brace.
func (p *parser) scriptBlockExpression(lCurly token) *ScriptBlockExpression {
	leave := p.inBrackets()
	defer leave()
	block := p.scriptBlock(&lCurly, false)
	return &ScriptBlockExpression{Extent: block.Extent, ScriptBlock: block}
}

// hashtable parses the entries of `@{...}`.
func (p *parser) hashtable(t token) Expression {
	p.skipNewlines()
	h := &HashtableExpression{}
	for {
		pair, ok := p.hashtablePair()
		if !ok {
			break
		}
		h.Pairs = append(h.Pairs, pair)
		if k := p.peekKind(); k != TokNewLine && k != TokSemi {
			break
		}
		p.skipTerminators()
	}
	rCurly := p.next()
	end := rCurly.Extent
	if rCurly.kind != TokRCurly {
		p.unget(rCurly)
		p.incompleteAt(after(t.Extent), rCurly.Extent, "MissingEndCurlyBrace")
		end = before(rCurly.Extent)
	}
	h.Extent = join(t.Extent, end)
	return h
}

// hashtablePair parses `key = value`.
func (p *parser) hashtablePair() (HashtablePair, bool) {
	old := p.setMode(modeExpression)
	key := p.labelOrKey()
	if key == nil {
		p.setMode(old)
		return HashtablePair{}, false
	}
	equals := p.next()
	p.setMode(old)
	if equals.kind != TokEquals {
		p.unget(equals)
		at := after(key.Span())
		p.error(at, "MissingEqualsInHashLiteral")
		p.syncOn(false, TokRCurly, TokSemi, TokNewLine)
		return HashtablePair{key, &ErrorStatement{Extent: at}}, true
	}
	p.setMode(modeCommand)
	defer p.setMode(old)
	p.skipNewlines()
	value := p.statement()
	if value == nil {
		at := after(equals.Extent)
		p.incomplete(at, "MissingStatementInHashLiteral")
		value = &ErrorStatement{Extent: at}
	}
	return HashtablePair{key, value}, true
}

// stringOrExpandable makes a constant string of a token without parts, otherwise an expandable one.
func (p *parser) stringOrExpandable(t token, kind StringConstantKind) Expression {
	if t.parts == nil {
		return &StringConstantExpression{Extent: t.Extent, Value: t.text, Kind: kind}
	}
	return p.expandable(t, kind)
}

// expandable parses the parts of an expandable string. They are parsed even when the string is unfinished, for
// completion inside it.
func (p *parser) expandable(t token, kind StringConstantKind) Expression {
	e := &ExpandableStringExpression{Extent: t.Extent, Value: t.text, Kind: kind}
	var nested []Token
	done := 0 // how much of the value is in parts
	for _, part := range t.parts {
		if part.valueStart > done {
			e.Parts = append(e.Parts, p.literalRun(t, done, part.valueStart, part.tok.Extent))
		}
		done = part.valueEnd
		if part.variable {
			e.Parts = append(e.Parts, p.variableOrUsing(part.tok, false))
			nested = p.keepNested(nested, part.tok)
		} else {
			value, tokens := p.nested(part)
			e.Parts = append(e.Parts, value)
			nested = append(nested, tokens...)
		}
	}
	if done < len(t.text) {
		e.Parts = append(e.Parts, p.literalRun(t, done, len(t.text), after(t.Extent)))
	}
	if i := int(t.saved) - 1; i >= 0 && i < len(p.lex.saved) {
		p.lex.saved[i].Nested = nested
	}
	return e
}

// literalRun is the text of a string between two of its parts; it stands before the next one.
func (p *parser) literalRun(t token, from, to int, next Extent) Expression {
	text := t.text[from:to]
	start := max(next.Start-int32(len(text)), t.Start)
	return &StringConstantExpression{Extent: Extent{start, next.Start}, Value: text, Kind: DoubleQuoted}
}

// keepNested adds the token of a variable to the nested ones.
func (p *parser) keepNested(nested []Token, t token) []Token {
	if !p.lex.keep {
		return nil
	}
	return append(nested, Token{
		Extent: t.Extent, Kind: t.kind, Flags: t.flags | t.kind.Traits(), Text: p.text(t), Value: t.value(),
	})
}

// stringDepth is how many rules a string inside a string counts for: the text of each is read again for every string
// around it.
const stringDepth = 40

// nested parses a subexpression inside a string.
func (p *parser) nested(part stringPart) (Expression, []Token) {
	p.depth += stringDepth
	p.enter()
	defer func() { p.depth -= stringDepth + 1 }()
	state := p.lex.beginNested(part.sub)
	value := p.primary(true)
	tokens := p.lex.saved
	p.looked = false
	p.lex.endNested(state)
	if value == nil {
		value = &ErrorExpression{Extent: part.tok.Extent}
	}
	return value, tokens
}
