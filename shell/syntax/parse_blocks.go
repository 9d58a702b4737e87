package syntax

// scriptBlock parses a script (lCurly is nil) or the inside of a script block or function after its brace, up to
// and including the closing one.
func (p *parser) scriptBlock(lCurly *token, isFilter bool) *ScriptBlock {
	p.skipNewlines()
	var usings []*UsingStatement
	if lCurly == nil {
		usings = p.usingStatements()
	}
	var param *ParamBlock
	begin := p.peek()
	if begin.kind == TokParam || p.startsBracket(begin) && !p.vain[attempt{begin.Start, beforeParam}] {
		p.resync(begin.Start)
		if param = p.paramBlock(); param == nil {
			p.inVain(begin.Start, beforeParam)
			p.resync(begin.Start) // attributes that were read belong to something else
		}
	}
	p.skipTerminators()
	block := &ScriptBlock{Source: p.src, UsingStatements: usings, ParamBlock: param}
	if t := p.peek(); t.hasFlag(FlagScriptBlockBlockName) {
		p.namedBlocks(block, lCurly)
	} else {
		p.unnamedBlock(block, lCurly, isFilter)
	}
	return block
}

func (p *parser) usingStatements() []*UsingStatement {
	var usings []*UsingStatement
	for {
		t := p.peek()
		if t.kind != TokUsing {
			p.resync(t.Start)
			return usings
		}
		p.skip()
		if u, ok := p.usingStatement(t).(*UsingStatement); ok {
			usings = append(usings, u)
		}
		p.skipTerminators()
	}
}

// unnamedBlock parses the statements of a body without named blocks.
func (p *parser) unnamedBlock(block *ScriptBlock, lCurly *token, isFilter bool) {
	body := &NamedBlock{Kind: TokEnd, Unnamed: true}
	var extent span
	if block.ParamBlock != nil {
		extent.add(block.ParamBlock.Extent)
	}
	for {
		extent.addSpan(p.statements(&body.Statements, &body.Traps))
		if p.closeBody(block, lCurly, &extent) {
			break
		}
	}
	body.Extent = extent.Extent
	if isFilter {
		body.Kind = TokProcess
		block.Process = body
	} else {
		block.End = body
	}
}

// span is an extent that may be missing.
type span struct {
	Extent
	set bool
}

func (s *span) add(e Extent) {
	if s.set {
		e = join(s.Extent, e)
	}
	s.Extent, s.set = e, true
}

func (s *span) addSpan(o span) {
	if o.set {
		s.add(o.Extent)
	}
}

// or returns the extent, or another when it is missing.
func (s *span) or(e Extent) Extent {
	if s.set {
		return s.Extent
	}
	return e
}

// closeBody reads the end of a script block and sets its extent. It returns false when a stray token was read where
// the script should end; more statements may follow.
func (p *parser) closeBody(block *ScriptBlock, lCurly *token, body *span) bool {
	t := p.next()
	if lCurly == nil {
		block.Extent = Extent{0, int32(len(p.src.Text))}
		if t.kind != TokEndOfInput {
			p.unexpected(t)
			return false
		}
		return true
	}
	if t.kind != TokRCurly {
		p.unget(t)
		block.Extent = join(lCurly.Extent, body.or(lCurly.Extent))
		p.incompleteAt(lCurly.Extent, t.Extent, "MissingEndCurlyBrace")
		return true
	}
	if !body.set && lCurly.End != t.Start {
		body.add(Extent{lCurly.End, t.Start - 1})
	}
	block.Extent = join(lCurly.Extent, t.Extent)
	return true
}

// namedBlocks parses begin, process, end, clean and dynamicparam.
func (p *parser) namedBlocks(block *ScriptBlock, lCurly *token) {
	var whole span
	if lCurly != nil {
		whole.add(lCurly.Extent)
	} else if block.ParamBlock != nil {
		whole.add(block.ParamBlock.Extent)
	}
	for {
		name := p.next()
		if name.kind == TokRCurly || name.kind == TokEndOfInput {
			p.unget(name)
			p.closeBody(block, lCurly, &whole)
			return
		}
		if !name.hasFlag(FlagScriptBlockBlockName) {
			block.Extent = Extent{0, int32(len(p.src.Text))}
			if lCurly != nil {
				p.unget(name)
				block.Extent = whole.Extent
			}
			p.error(name.Extent, "MissingNamedBlocks", p.text(name))
			return
		}
		whole.add(p.namedBlock(block, name))
		p.skipTerminators()
	}
}

// namedBlock parses one named block after its name and returns its extent.
func (p *parser) namedBlock(block *ScriptBlock, name token) Extent {
	n := &NamedBlock{Extent: name.Extent, Kind: name.kind}
	if body := p.statementBlock(); body != nil {
		n.Extent = join(name.Extent, body.Extent)
		n.Statements, n.Traps = body.Statements, body.Traps
	} else {
		p.incomplete(after(name.Extent), "MissingNamedStatementBlock", name.kind.Text())
	}
	slot := block.slot(name.kind)
	if *slot == nil {
		*slot = n
	} else {
		p.error(n.Extent, "DuplicateScriptCommandClause", name.kind.Text())
	}
	return n.Extent
}

// slot returns the field of a named block.
func (n *ScriptBlock) slot(kind TokenKind) **NamedBlock {
	switch kind {
	case TokBegin:
		return &n.Begin
	case TokProcess:
		return &n.Process
	case TokClean:
		return &n.Clean
	case TokDynamicparam:
		return &n.DynamicParam
	}
	return &n.End
}

// statementBlock parses `{ statements }`, or returns nil when no brace follows.
func (p *parser) statementBlock() *StatementBlock {
	p.skipNewlines()
	lCurly, ok := p.accept(TokLCurly)
	if !ok {
		return nil
	}
	block := &StatementBlock{}
	extent := p.statements(&block.Statements, &block.Traps)
	rCurly := p.next()
	block.Extent = join(lCurly.Extent, rCurly.Extent)
	if rCurly.kind != TokRCurly {
		p.unget(rCurly)
		block.Extent = join(lCurly.Extent, extent.or(lCurly.Extent))
		p.incompleteAt(lCurly.Extent, rCurly.Extent, "MissingEndCurlyBrace")
	}
	return block
}

// statements parses statements up to a closing bracket or the end, and returns the extent from the first to the last.
func (p *parser) statements(list *[]Statement, traps *[]*TrapStatement) span {
	var extent span
	p.skipTerminators()
	for {
		s := p.statement()
		if s == nil {
			return extent
		}
		if p.lex.signatureFrom >= 0 && p.lex.signatureFrom < s.Span().Start {
			p.error(s.Span(), "TokenAfterEndOfValidScriptText")
		}
		if trap, ok := s.(*TrapStatement); ok {
			*traps = append(*traps, trap)
		} else {
			*list = append(*list, s)
		}
		extent.add(s.Span())
		p.skipTerminators()
		if k := p.peekKind(); k == TokRParen || k == TokRCurly {
			return extent
		}
	}
}

// paramBlock parses attributes and `param(...)`. It returns nil, with tokens read, when there is none.
func (p *parser) paramBlock() *ParamBlock {
	p.skipNewlines()
	attributes := p.attributeList(false)
	p.skipNewlines()
	param := p.peek()
	if param.kind != TokParam {
		return nil
	}
	p.skip()
	p.skipNewlines()
	lParen, ok := p.accept(TokLParen)
	if !ok {
		return nil // a command named param
	}
	block := &ParamBlock{Parameters: p.parameterList()}
	p.skipNewlines()
	rParen := p.next()
	end := rParen.Extent
	if rParen.kind != TokRParen {
		p.unget(rParen)
		end = before(rParen.Extent)
		p.incomplete(after(lastParameter(block.Parameters, lParen.Extent)), "MissingEndParenthesisInFunctionParameterList")
	}
	block.Extent = join(param.Extent, end)
	for _, a := range attributes {
		if attribute, ok := a.(*Attribute); ok {
			block.Attributes = append(block.Attributes, attribute)
		} else {
			p.error(a.Span(), "TypeNotAllowedBeforeParam", typeNameOf(a).FullName())
		}
	}
	return block
}

// lastParameter is the extent of the last parameter, or another when there is none.
func lastParameter(list []*Parameter, none Extent) Extent {
	if len(list) == 0 {
		return none
	}
	return list[len(list)-1].Extent
}

func (p *parser) parameterList() []*Parameter {
	var list []*Parameter
	var comma span
	for {
		param := p.parameter()
		if param == nil {
			if comma.set {
				p.incomplete(after(comma.Extent), "MissingExpressionAfterToken", ",")
			}
			return list
		}
		list = append(list, param)
		p.skipNewlines()
		t, ok := p.accept(TokComma)
		if !ok {
			return list
		}
		comma = span{t.Extent, true}
	}
}

// parameter parses one parameter, or returns nil when none follows.
func (p *parser) parameter() *Parameter {
	oldComma, oldMode := p.setNoComma(true), p.setMode(modeExpression)
	defer func() {
		p.setNoComma(oldComma)
		p.setMode(oldMode)
	}()
	p.skipNewlines()
	attributes := p.attributeList(false)
	p.skipNewlines()
	name := p.next()
	if name.kind != TokVariable && name.kind != TokSplattedVariable {
		p.unget(name)
		return p.incompleteParameter(attributes)
	}
	param := &Parameter{Extent: name.Extent, Attributes: attributes, Name: p.variableFrom(name)}
	if len(attributes) > 0 {
		param.Start = attributes[0].Span().Start
	}
	p.skipNewlines()
	equals, ok := p.accept(TokEquals)
	if !ok {
		return param
	}
	p.skipNewlines()
	if param.Default = p.expression(false); param.Default != nil {
		param.End = param.Default.Span().End
	} else {
		p.incomplete(after(equals.Extent), "MissingExpressionAfterToken", "=")
	}
	return param
}

// incompleteParameter reports attributes without the parameter they belong to. They stay in the tree under a
// parameter that has no name of its own, for completion within them.
func (p *parser) incompleteParameter(attributes []AttributeBase) *Parameter {
	if len(attributes) == 0 {
		return nil
	}
	last := attributes[len(attributes)-1].Span()
	p.incomplete(after(last), "InvalidFunctionParameter")
	p.syncOn(true, TokRParen)
	e := join(attributes[0].Span(), last)
	name := &VariableExpression{Extent: e, VariablePath: ParseVariablePath("__error__")}
	return &Parameter{Extent: e, Attributes: attributes, Name: name}
}
