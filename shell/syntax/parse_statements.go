package syntax

// statement parses one statement, or returns nil at the end of the text or when none follows.
func (p *parser) statement() Statement {
	p.enter()
	defer p.leave()
	t := p.next()
	var attributes []AttributeBase
	if p.startsBracket(t) && t.kind == TokGeneric && !p.vain[attempt{t.Start, beforeStatement}] {
		begin := t.Start
		p.resync(begin)
		attributes = p.attributeList(false)
		t = p.next()
		if len(attributes) > 0 && !p.attributesFit(attributes, t) {
			p.inVain(begin, beforeStatement)
			p.resync(begin)
			return p.pipelineChain()
		}
	}
	return p.statementFrom(t, attributes)
}

// attributesFit checks attributes against the statement they stand before; false means that they begin an
// expression instead.
func (p *parser) attributesFit(attributes []AttributeBase, t token) bool {
	constraint := firstConstraint(attributes)
	switch {
	case t.hasFlag(FlagStatementDoesntSupportAttributes):
		if constraint != nil {
			return false
		}
		p.error(attributes[0].Span(), "UnexpectedAttribute", typeNameOf(attributes[0]).FullName())
	case t.hasFlag(FlagKeyword):
		if constraint != nil {
			p.error(constraint.Extent, "TypeNotAllowedBeforeStatement", constraint.TypeName.FullName())
		}
	default:
		return false
	}
	return true
}

func firstConstraint(attributes []AttributeBase) *TypeConstraint {
	for _, a := range attributes {
		if c, ok := a.(*TypeConstraint); ok {
			return c
		}
	}
	return nil
}

// statementFrom parses a statement whose first token has been read.
func (p *parser) statementFrom(t token, attributes []AttributeBase) Statement {
	switch t.kind {
	case TokIf:
		return p.ifStatement(t)
	case TokSwitch, TokForeach, TokFor, TokWhile, TokDo:
		return p.loop(nil, t)
	case TokFunction, TokFilter, TokWorkflow:
		return p.functionDefinition(t)
	case TokReturn, TokThrow, TokExit:
		return p.flowWithPipeline(t)
	case TokBreak, TokContinue:
		return p.flowWithLabel(t)
	case TokTrap:
		return p.trap(t)
	case TokTry:
		return p.try(t)
	case TokData:
		return p.data(t)
	case TokParallel, TokSequence:
		return p.blockStatement(t)
	case TokConfiguration:
		return p.configuration(t)
	case TokFrom, TokDefine, TokVar:
		p.error(t.Extent, "ReservedKeywordNotAllowed", t.kind.Text())
		return &ErrorStatement{Extent: t.Extent, Kind: t.kind}
	case TokLabel:
		return p.labeled(t)
	case TokEndOfInput:
		p.unget(t)
		return nil
	case TokElse, TokElseIf, TokCatch, TokUntil:
		if len(p.errs) > 0 { // the rest of a statement that was given up
			p.skipNewlines()
			return p.statement()
		}
	case TokClass:
		return p.classDefinition(attributes, t)
	case TokEnum:
		return p.enumDefinition(attributes, t)
	case TokUsing:
		s := p.usingStatement(t)
		p.error(s.Span(), "UsingMustBeAtStartOfScript")
		return s
	}
	if len(attributes) > 0 {
		p.resync(attributes[0].Span().Start)
	} else {
		p.unget(t)
	}
	return p.pipelineChain()
}

// labeled parses what follows a label; before anything but a loop or switch it is a command's name.
func (p *parser) labeled(label token) Statement {
	p.skipNewlines()
	t := p.next()
	switch t.kind {
	case TokSwitch, TokForeach, TokFor, TokWhile, TokDo:
		return p.loop(&label, t)
	}
	p.resync(label.Start)
	return p.pipelineChain()
}

// loop parses a loop or switch with an optional label.
func (p *parser) loop(label *token, t token) Statement {
	start := t.Extent
	name := ""
	if label != nil {
		start, name = label.Extent, label.text
	}
	switch t.kind {
	case TokSwitch:
		return p.switchStatement(start, name, t)
	case TokForeach:
		return p.forEach(start, name, t)
	case TokFor:
		return p.forStatement(start, name, t)
	case TokWhile:
		return p.while(start, name, t)
	}
	return p.do(start, name, t)
}

// simpleName reads a plain name, which may be a keyword.
func (p *parser) simpleName() (token, bool) {
	p.lex.simpleName = true
	t := p.peek()
	p.lex.simpleName = false
	if t.kind != TokIdentifier {
		return token{}, false
	}
	// PowerShell marks even the names of loops and data sections as members.
	p.mark(t, FlagMemberName, 0)
	p.skip()
	return t, true
}

// simpleNameExpression is simpleName as a string; nil when none follows.
func (p *parser) simpleNameExpression() *StringConstantExpression {
	t, ok := p.simpleName()
	if !ok {
		return nil
	}
	return bareWord(t.Extent, p.text(t))
}

// labelOrKey parses the label of a break or continue, or the key of a hashtable entry; nil when none follows.
func (p *parser) labelOrKey() Expression {
	if name := p.simpleNameExpression(); name != nil {
		return name
	}
	if k := p.peekKind(); k == TokNewLine || k == TokSemi {
		return nil
	}
	old := p.setNoComma(true)
	defer p.setNoComma(old)
	return p.unary(false)
}

// flowWithLabel parses break and continue.
func (p *parser) flowWithLabel(t token) Statement {
	e := t.Extent
	label := p.labelOrKey()
	if label != nil {
		e.End = label.Span().End
	}
	if t.kind == TokBreak {
		return &BreakStatement{Extent: e, Label: label}
	}
	return &ContinueStatement{Extent: e, Label: label}
}

// flowWithPipeline parses return, throw and exit.
func (p *parser) flowWithPipeline(t token) Statement {
	e := t.Extent
	pipeline := p.pipelineChain()
	if pipeline != nil {
		e.End = pipeline.Span().End
	}
	switch t.kind {
	case TokReturn:
		return &ReturnStatement{Extent: e, Pipeline: pipeline}
	case TokThrow:
		return &ThrowStatement{Extent: e, Pipeline: pipeline}
	}
	return &ExitStatement{Extent: e, Pipeline: pipeline}
}

// blockStatement parses `parallel {}` and `sequence {}`.
func (p *parser) blockStatement(t token) Statement {
	body := p.statementBlock()
	if body == nil {
		p.incomplete(after(t.Extent), "MissingStatementAfterKeyword", p.text(t))
		return &ErrorStatement{Extent: t.Extent, Kind: t.kind}
	}
	return &BlockStatement{Extent: join(t.Extent, body.Extent), Kind: t.kind, Body: body}
}

// ifStatement parses if, elseif and else.
func (p *parser) ifStatement(first token) Statement {
	s := &IfStatement{Extent: first.Extent}
	for keyword := first; ; {
		clause, failed := p.ifClause(keyword, s)
		if failed != nil {
			return failed
		}
		s.Clauses = append(s.Clauses, clause)
		s.End = clause.Body.End
		// Without elseif or else the newlines after the block must be seen again: they end the statement.
		begin := p.restorePoint()
		p.skipNewlines()
		t := p.peek()
		switch t.kind {
		case TokElseIf:
			p.skip()
			keyword = t
			continue
		case TokElse:
			p.skip()
			p.skipNewlines()
			if s.Else = p.statementBlock(); s.Else == nil {
				p.incomplete(after(t.Extent), "MissingStatementBlockAfterElse")
				return ifError(s, t.Extent, nil)
			}
			s.End = s.Else.End
		default:
			p.resync(begin)
		}
		return s
	}
}

// ifError is the error statement that keeps what was read of an if statement.
func ifError(s *IfStatement, end Extent, condition Statement) Statement {
	e := &ErrorStatement{Extent: join(s.Extent, end), Kind: TokIf}
	for _, c := range s.Clauses {
		e.Conditions = append(e.Conditions, c.Condition)
		e.Bodies = append(e.Bodies, c.Body)
	}
	if condition != nil {
		e.Conditions = append(e.Conditions, condition)
	}
	return e
}

// ifClause parses a condition and block after if or elseif.
func (p *parser) ifClause(keyword token, s *IfStatement) (IfClause, Statement) {
	p.skipNewlines()
	lParen, ok := p.accept(TokLParen)
	if !ok {
		p.incomplete(after(keyword.Extent), "MissingOpenParenthesisInIfStatement", p.text(keyword))
		return IfClause{}, ifError(s, keyword.Extent, nil)
	}
	p.skipNewlines()
	condition := p.pipelineChain()
	if condition == nil {
		at := after(lParen.Extent)
		p.incomplete(at, "IfStatementMissingCondition", p.text(keyword))
		condition = &ErrorStatement{Extent: at}
	}
	p.skipNewlines()
	rParen := p.next()
	if rParen.kind != TokRParen {
		p.unget(rParen)
		if !isErrorStatement(condition) {
			p.incomplete(rParen.Extent, "MissingEndParenthesisAfterStatement", p.text(keyword))
		}
		return IfClause{}, ifError(s, before(rParen.Extent), condition)
	}
	p.skipNewlines()
	body := p.statementBlock()
	if body == nil {
		p.incomplete(rParen.Extent, "MissingStatementBlock", p.text(keyword))
		return IfClause{}, ifError(s, rParen.Extent, condition)
	}
	return IfClause{condition, body}, nil
}

func isErrorStatement(s Statement) bool {
	_, ok := s.(*ErrorStatement)
	return ok
}

// trap parses `trap [type] {}`.
func (p *parser) trap(t token) Statement {
	constraint, _ := p.handlerType()
	body := p.statementBlock()
	if body == nil {
		end := t.Extent
		e := &ErrorStatement{Kind: t.kind}
		if constraint != nil {
			end = constraint.Extent
			e.NestedAst = asNodes(constraint)
		}
		p.incomplete(after(end), "MissingTrapStatement")
		e.Extent = join(t.Extent, end)
		return e
	}
	return &TrapStatement{Extent: join(t.Extent, body.Extent), TrapType: constraint, Body: body}
}

// handlerType parses the type of a trap or catch; nil when none follows. An attribute that stands there belongs to
// what follows and is not read.
func (p *parser) handlerType() (constraint *TypeConstraint, isAttribute bool) {
	begin := p.restorePoint()
	p.skipNewlines()
	if p.vain[attempt{begin, inHandler}] {
		p.resync(begin)
		return nil, true
	}
	switch a := p.attribute().(type) {
	case *TypeConstraint:
		return a, false
	case *Attribute:
		p.inVain(begin, inHandler)
		p.resync(begin)
		return nil, true
	}
	return nil, false
}

// try parses try, catch and finally.
func (p *parser) try(t token) Statement {
	p.skipNewlines()
	s := &TryStatement{}
	if s.Body = p.statementBlock(); s.Body == nil {
		p.incomplete(after(t.Extent), "MissingTryStatementBlock")
		return &ErrorStatement{Extent: t.Extent, Kind: t.kind}
	}
	s.Extent = join(t.Extent, s.Body.Extent)
	var failed span // the end of the statement once an error was reported
	nested := []Node{s.Body}
	for {
		clause, types := p.catchClause(&failed)
		if clause == nil {
			for _, c := range types {
				nested = append(nested, c)
			}
			break
		}
		s.Catches = append(s.Catches, clause)
		s.End = clause.End
	}
	p.skipNewlines()
	if finally, ok := p.accept(TokFinally); ok {
		if s.Finally = p.statementBlock(); s.Finally != nil {
			s.End = s.Finally.End
		} else {
			failed = span{finally.Extent, true}
			p.incomplete(after(finally.Extent), "MissingFinallyStatementBlock", "finally")
		}
	}
	if len(s.Catches) == 0 && s.Finally == nil && !failed.set {
		failed = span{s.Body.Extent, true}
		p.incomplete(after(s.Body.Extent), "MissingCatchOrFinally")
	}
	if !failed.set {
		return s
	}
	for _, c := range s.Catches {
		nested = append(nested, c)
	}
	return &ErrorStatement{Extent: join(t.Extent, failed.Extent), Kind: t.kind, NestedAst: nested}
}

// catchClause parses one catch. Without one, or after an error in it, it returns nil and the types read.
func (p *parser) catchClause(failed *span) (*CatchClause, []*TypeConstraint) {
	p.skipNewlines()
	catch, ok := p.accept(TokCatch)
	if !ok {
		return nil, nil
	}
	types, missingType := p.catchTypes(failed)
	body := p.statementBlock()
	if body != nil {
		return &CatchClause{Extent: join(catch.Extent, body.Extent), CatchTypes: types, Body: body}, nil
	}
	if !missingType {
		end := catch.Extent
		if len(types) > 0 {
			end = types[len(types)-1].Extent
		}
		*failed = span{end, true}
		p.incomplete(after(end), "MissingCatchHandlerBlock")
	}
	return nil, types
}

// catchTypes parses the types of a catch, and reports whether one is missing after a comma.
func (p *parser) catchTypes(failed *span) (types []*TypeConstraint, missing bool) {
	var comma *token
	for {
		constraint, isAttribute := p.handlerType()
		if isAttribute {
			return types, false
		}
		if constraint == nil {
			if comma != nil {
				*failed = span{comma.Extent, true}
				p.incomplete(after(comma.Extent), "MissingTypeLiteralToken")
			}
			return types, comma != nil
		}
		types = append(types, constraint)
		p.skipNewlines()
		t := p.peek()
		if t.kind != TokComma {
			return types, false
		}
		p.skip()
		comma = &t
	}
}

// data parses a data section.
func (p *parser) data(t token) Statement {
	s := &DataStatement{}
	p.skipNewlines()
	end := t.Extent
	if name := p.simpleNameExpression(); name != nil {
		s.Variable, end = name.Value, name.Extent
	}
	p.skipNewlines()
	failed := span{}
	if param, ok := p.accept(TokParameter); ok {
		failed = p.supportedCommands(s, param)
		if n := len(s.CommandsAllowed); n > 0 {
			end = s.CommandsAllowed[n-1].Span()
		}
	}
	if !failed.set {
		if s.Body = p.statementBlock(); s.Body == nil {
			failed = span{end, true}
			p.incomplete(after(end), "MissingStatementBlockForDataSection")
		}
	}
	if failed.set {
		e := &ErrorStatement{Extent: join(t.Extent, failed.Extent), Kind: t.kind}
		for _, c := range s.CommandsAllowed {
			e.NestedAst = append(e.NestedAst, c)
		}
		return e
	}
	s.Extent = join(t.Extent, s.Body.Extent)
	return s
}

// supportedCommands parses the commands that a data section may use, after its parameter.
func (p *parser) supportedCommands(s *DataStatement, param token) (failed span) {
	if !isParameter(param, "SupportedCommand") {
		failed = span{param.Extent, true}
		p.error(param.Extent, "InvalidParameterForDataSectionStatement", param.text)
	}
	last := param
	for {
		p.skipNewlines()
		command := p.singleArgument(forCommandName)
		if command == nil {
			if !failed.set {
				p.incomplete(after(last.Extent), "MissingValueForSupportedCommandInDataSectionStatement")
			}
			return span{last.Extent, true}
		}
		s.CommandsAllowed = append(s.CommandsAllowed, command)
		comma, ok := p.accept(TokComma)
		if !ok {
			return failed
		}
		last = comma
	}
}

// configuration parses `configuration Name {}`, which this shell does not run.
func (p *parser) configuration(t token) Statement {
	p.skipNewlines()
	name := p.peek()
	switch name.kind {
	case TokLCurly:
		p.error(after(t.Extent), "MissingConfigurationName")
		p.skip()
		p.scriptBlockExpression(name)
		return &ErrorStatement{Extent: t.Extent, Kind: t.kind}
	case TokEndOfInput, TokComma:
		p.incomplete(after(name.Extent), "MissingConfigurationName")
		return &ErrorStatement{Extent: t.Extent, Kind: t.kind}
	}
	c := &ConfigurationDefinition{Name: p.singleArgument(forCommandName)}
	if c.Name == nil {
		p.incomplete(name.Extent, "MissingConfigurationName")
		return &ErrorStatement{Extent: t.Extent, Kind: t.kind}
	}
	p.skipNewlines()
	lCurly := p.next()
	if lCurly.kind != TokLCurly {
		p.incomplete(after(lCurly.Extent), "MissingCurlyInConfigurationStatement")
		p.unget(lCurly)
		return &ErrorStatement{Extent: join(t.Extent, c.Name.Span()), Kind: t.kind, NestedAst: asNodes(c.Name)}
	}
	c.Body = p.scriptBlockExpression(lCurly).ScriptBlock
	c.Extent = join(t.Extent, c.Body.Extent)
	return c
}
