package syntax

import "strings"

// functionDefinition parses a function, filter or workflow.
func (p *parser) functionDefinition(t token) Statement {
	p.skipNewlines()
	name := p.next()
	if !canNameFunction(name.kind) {
		p.unget(name)
		p.incomplete(after(t.Extent), "MissingNameAfterKeyword", p.text(t))
		return &ErrorStatement{Extent: t.Extent, Kind: t.kind}
	}
	p.mark(name, 0, FlagKeyword)
	f := &FunctionDefinition{
		Name: p.text(name), NameExtent: name.Extent, IsFilter: t.kind == TokFilter, IsWorkflow: t.kind == TokWorkflow,
	}
	if name.kind == TokGeneric {
		f.Name = name.text
	}
	params, end, failed := p.functionParameters(name.Extent)
	f.Parameters = params
	lCurly, ok := p.accept(TokLCurly)
	if !ok && !failed {
		p.incomplete(after(end), "MissingFunctionBody")
	}
	if !ok || failed {
		return &ErrorStatement{Extent: join(t.Extent, end), Kind: t.kind, NestedAst: parameterNodes(params)}
	}
	old := p.lex.inWorkflow
	p.lex.inWorkflow = f.IsWorkflow
	f.Body = p.scriptBlock(&lCurly, f.IsFilter)
	p.lex.inWorkflow = old
	f.Extent = join(t.Extent, f.Body.Extent)
	return f
}

// canNameFunction reports whether a token may be a function's name: anything but punctuation, variables and strings.
func canNameFunction(k TokenKind) bool {
	switch k {
	case TokPipe, TokLParen, TokLCurly, TokAtParen, TokAtCurly, TokRCurly, TokRParen, TokEndOfInput, TokSemi,
		TokRedirection, TokRedirectInStd, TokAndAnd, TokOrOr, TokAmpersand, TokVariable, TokSplattedVariable,
		TokHereStringExpandable, TokHereStringLiteral, TokStringLiteral, TokStringExpandable:
		return false
	}
	return true
}

func parameterNodes(params []*Parameter) []Node {
	var nodes []Node
	for _, param := range params {
		nodes = append(nodes, param)
	}
	return nodes
}

// functionParameters parses the parameters in parentheses after a name, if there are any. It returns the extent of
// the last thing read and whether the closing parenthesis is missing.
func (p *parser) functionParameters(name Extent) (list []*Parameter, end Extent, failed bool) {
	p.skipNewlines()
	lParen, ok := p.accept(TokLParen)
	if !ok {
		return nil, name, false
	}
	list = p.parameterList()
	p.skipNewlines()
	rParen, ok := p.accept(TokRParen)
	end = rParen.Extent
	if !ok {
		end = lastParameter(list, lParen.Extent)
		p.incomplete(after(end), "MissingEndParenthesisInFunctionParameterList")
	}
	p.skipNewlines()
	return list, end, !ok
}

// classDefinition parses a class.
func (p *parser) classDefinition(attributes []AttributeBase, t token) Statement {
	p.skipNewlines()
	name, ok := p.simpleName()
	if !ok {
		p.incomplete(after(t.Extent), "MissingNameAfterKeyword", p.text(t))
		return &ErrorStatement{Extent: t.Extent, Kind: t.kind}
	}
	p.mark(name, FlagTypeName, FlagMemberName)
	p.skipNewlines()
	old := p.setMode(modeSignature)
	defer p.setMode(old)
	c := &TypeDefinition{Kind: TypeClass, Name: p.text(name), NameExtent: name.Extent}
	if colon, ok := p.accept(TokColon); ok {
		p.skipNewlines()
		c.BaseTypes = p.baseTypes(colon)
	}
	lCurly, ok := p.accept(TokLCurly)
	if !ok {
		end := name.Extent
		if n := len(c.BaseTypes); n > 0 {
			end = c.BaseTypes[n-1].Extent
		}
		p.incomplete(after(end), "MissingTypeBody", "class")
		e := &ErrorStatement{Extent: join(t.Extent, end), Kind: t.kind}
		visitAll(c.BaseTypes, func(n Node) { e.NestedAst = append(e.NestedAst, n) })
		return e
	}
	p.sawType = true
	end, broken := p.classMembers(c, lCurly.Extent)
	return p.finishType(c, attributes, t, lCurly, end, broken)
}

// finishType reads the closing brace of a class or enum.
func (p *parser) finishType(c *TypeDefinition, attributes []AttributeBase, t, lCurly token, end Extent,
	broken []Node) Statement {
	rCurly := p.next()
	if rCurly.kind == TokRCurly {
		end = rCurly.Extent
	} else {
		p.unget(rCurly)
		p.incompleteAt(after(lCurly.Extent), rCurly.Extent, "MissingEndCurlyBrace")
	}
	c.Extent = join(t.Extent, end)
	for i, a := range attributes {
		if i == 0 {
			c.Start = a.Span().Start
		}
		if attribute, ok := a.(*Attribute); ok {
			c.Attributes = append(c.Attributes, attribute)
		} else {
			broken = append(broken, a)
		}
	}
	if len(broken) > 0 {
		return &ErrorStatement{Extent: c.Extent, Kind: t.kind, NestedAst: append(broken, c)}
	}
	return c
}

// baseTypes parses the base class and interfaces.
func (p *parser) baseTypes(colon token) []*TypeConstraint {
	var list []*TypeConstraint
	last := colon
	for {
		base, _ := p.typeName(false)
		if base == nil {
			p.incomplete(after(last.Extent), "TypeNameExpected")
			return list
		}
		list = append(list, &TypeConstraint{Extent: base.Extent, TypeName: base})
		p.skipNewlines()
		comma, ok := p.accept(TokComma)
		if !ok {
			return list
		}
		p.skipNewlines()
		last = comma
	}
}

// classMembers parses members. It returns the extent of the last one and the pieces of those that were broken.
func (p *parser) classMembers(c *TypeDefinition, end Extent) (Extent, []Node) {
	var broken []Node
	for {
		m := &memberParser{parser: p, class: c.Name}
		member := m.member()
		if member != nil {
			c.Members = append(c.Members, member)
			end = member.Span()
		}
		if len(m.broken) > 0 {
			broken = append(broken, m.broken...)
			end = m.broken[len(m.broken)-1].Span()
		}
		if member == nil && len(m.broken) == 0 {
			return end, broken
		}
	}
}

// memberParser is the state of parsing one member of a class.
type memberParser struct {
	*parser
	class      string
	start      span // where the member begins
	last       span // the last attribute or modifier
	attributes []*Attribute
	typ        *TypeConstraint
	modifiers  MemberModifiers
	broken     []Node // what was read of a member that is no member
}

// member parses one member, or returns nil.
func (m *memberParser) member() Member {
	m.modifiers = MemberPublic
	t := m.prefix()
	switch {
	case t.kind == TokVariable:
		m.skip()
		return m.property(t)
	case t.kind == TokIdentifier || t.hasFlag(FlagKeyword):
		m.mark(t, 0, ^TokenFlags(0))
		m.skip()
		return m.method(t)
	case m.last.set:
		m.parser.incomplete(after(m.last.Extent), "IncompleteMemberDefinition")
		m.giveUp()
	}
	return nil
}

// giveUp keeps what was read of a broken member.
func (m *memberParser) giveUp() {
	visitAll(m.attributes, func(n Node) { m.broken = append(m.broken, n) })
	if m.typ != nil {
		m.broken = append(m.broken, m.typ)
	}
}

// prefix parses attributes, the type and modifiers, and returns the token after them, looked at.
func (m *memberParser) prefix() token {
	for {
		m.skipNewlines()
		if a := m.attribute(); a != nil {
			m.note(a.Span())
			m.addAttribute(a)
			continue
		}
		t := m.peek()
		var modifier MemberModifiers
		switch t.kind {
		case TokHidden:
			modifier = MemberHidden
		case TokStatic:
			modifier = MemberStatic
		default:
			if !m.start.set {
				m.start.add(t.Extent)
			}
			return t
		}
		if m.modifiers&modifier != 0 {
			m.error(t.Extent, "DuplicateQualifier", m.text(t))
		}
		m.modifiers |= modifier
		m.note(t.Extent)
		m.skip()
	}
}

func (m *memberParser) note(e Extent) {
	if !m.start.set {
		m.start.add(e)
	}
	m.last = span{e, true}
}

func (m *memberParser) addAttribute(a AttributeBase) {
	switch a := a.(type) {
	case *Attribute:
		m.attributes = append(m.attributes, a)
	case *TypeConstraint:
		if m.typ == nil {
			m.typ = a
		} else {
			m.error(a.Extent, "TooManyTypes")
		}
	}
}

// property parses what follows a property's name.
func (m *memberParser) property(name token) Member {
	prop := &PropertyMember{
		Name: name.text, NameExtent: name.Extent, Type: m.typ, Attributes: m.attributes, Modifiers: m.modifiers,
	}
	end := name.Extent
	if _, ok := m.accept(TokEquals); ok {
		m.skipNewlines()
		if prop.InitialValue = m.expression(false); prop.InitialValue != nil {
			end = prop.InitialValue.Span()
		}
	}
	prop.Extent = join(m.start.Extent, m.memberEnd(end, true))
	return prop
}

// memberEnd reads the end of a property or enum value, which includes a semicolon.
func (p *parser) memberEnd(end Extent, report bool) Extent {
	t := p.peek()
	if t.kind != TokNewLine && t.kind != TokSemi && t.kind != TokRCurly && report {
		p.incomplete(after(end), "MissingPropertyTerminator")
	}
	p.skipTerminators()
	if t.kind == TokSemi {
		return t.Extent
	}
	return end
}

// method parses what follows a method's name.
func (m *memberParser) method(name token) Member {
	f := m.methodDefinition(name)
	if f.Function == nil {
		m.syncOn(false, TokRCurly)
		m.giveUp()
		return nil
	}
	f.Extent = join(m.start.Extent, f.Function.Extent)
	f.ReturnType, f.Attributes, f.Modifiers = m.typ, m.attributes, m.modifiers
	return f
}

// methodDefinition parses parameters, the base call of a constructor, and the body. Without a body the function of
// the result is nil.
func (m *memberParser) methodDefinition(name token) *FunctionMember {
	f := &FunctionDefinition{Name: m.text(name), NameExtent: name.Extent}
	member := &FunctionMember{}
	end, failed := name.Extent, false
	if m.peekKind() == TokLParen {
		f.Parameters, end, failed = m.functionParameters(name.Extent)
	} else {
		m.parser.incomplete(after(name.Extent), "MissingMethodParameterList")
	}
	member.Constructor = strings.EqualFold(f.Name, m.class)
	if member.Constructor && m.modifiers&MemberStatic == 0 {
		m.skipNewlines()
		call, baseEnd, baseFailed := m.baseCall()
		member.BaseCall = call
		if baseFailed {
			end, failed = baseEnd, true
		}
	}
	lCurly, ok := m.accept(TokLCurly)
	if !ok && !failed {
		m.parser.incomplete(after(end), "MissingFunctionBody")
	}
	if !ok || failed {
		return member
	}
	old := m.setMode(modeCommand)
	f.Body = m.scriptBlock(&lCurly, false)
	m.setMode(old)
	f.Extent = join(name.Extent, f.Body.Extent)
	member.Function = f
	return member
}

// baseCall parses `: base(arguments)` of a constructor, if it is there.
func (m *memberParser) baseCall() (call *BaseCtorInvokeMemberExpression, end Extent, failed bool) {
	old := m.setMode(modeSignature)
	defer m.setMode(old)
	colon, ok := m.accept(TokColon)
	if !ok {
		return nil, Extent{}, false
	}
	m.skipNewlines()
	base, ok := m.accept(TokBase)
	if !ok {
		m.parser.incomplete(after(colon.Extent), "MissingBaseCtorCall")
		return nil, colon.Extent, true
	}
	m.skipNewlines()
	lParen, ok := m.accept(TokLParen)
	if !ok {
		m.parser.incomplete(after(base.Extent), "MissingMethodParameterList")
		return nil, base.Extent, true
	}
	args, last := m.arguments(lParen)
	m.skipNewlines()
	call = &BaseCtorInvokeMemberExpression{Extent: join(base.Extent, last), BaseKeyword: base.Extent, Arguments: args}
	return call, Extent{}, false
}

// enumDefinition parses an enum.
func (p *parser) enumDefinition(attributes []AttributeBase, t token) Statement {
	p.skipNewlines()
	name, ok := p.simpleName()
	if !ok {
		p.incomplete(after(t.Extent), "MissingNameAfterKeyword", p.text(t))
		return &ErrorStatement{Extent: t.Extent, Kind: t.kind}
	}
	old := p.setMode(modeSignature)
	defer p.setMode(old)
	c := &TypeDefinition{Kind: TypeEnum, Name: p.text(name), NameExtent: name.Extent}
	if colon, ok := p.accept(TokColon); ok {
		p.skipNewlines()
		p.underlyingType(c, colon)
	}
	p.skipNewlines()
	lCurly, ok := p.accept(TokLCurly)
	if !ok {
		p.incomplete(after(name.Extent), "MissingTypeBody", "enum")
		return &ErrorStatement{Extent: join(t.Extent, name.Extent), Kind: t.kind}
	}
	p.sawType = true
	end := lCurly.Extent
	for {
		member := p.enumMember()
		if member == nil {
			break
		}
		c.Members = append(c.Members, member)
		end = member.Extent
	}
	return p.finishType(c, attributes, t, lCurly, end, nil)
}

// underlyingType parses the integer type an enum is made of.
func (p *parser) underlyingType(c *TypeDefinition, colon token) {
	base, _ := p.typeName(false)
	if base == nil {
		p.incomplete(after(colon.Extent), "TypeNameExpected")
		return
	}
	if !isIntegerType(base) {
		p.error(base.Extent, "InvalidUnderlyingType", base.Name)
	}
	c.BaseTypes = []*TypeConstraint{{Extent: base.Extent, TypeName: base}}
}

// isIntegerType reports whether the name is one of .NET's integer types or PowerShell's short name for one.
func isIntegerType(t *TypeName) bool {
	switch strings.TrimPrefix(strings.ToLower(t.FullName()), "system.") {
	case "byte", "sbyte", "int16", "short", "uint16", "ushort", "int", "int32", "uint", "uint32", "int64", "long",
		"uint64", "ulong":
		return true
	}
	return false
}

// enumMember parses one value of an enum, or returns nil.
func (p *parser) enumMember() *PropertyMember {
	p.skipNewlines()
	name, ok := p.simpleName()
	if !ok {
		return nil
	}
	m := &PropertyMember{
		Name: p.text(name), NameExtent: name.Extent, Modifiers: MemberPublic | MemberStatic | MemberLiteral,
	}
	end, missing := name.Extent, false
	old := p.setMode(modeExpression)
	if equals, ok := p.accept(TokEquals); ok {
		if m.InitialValue = p.expression(false); m.InitialValue != nil {
			end = m.InitialValue.Span()
		} else {
			p.error(after(equals.Extent), "ExpectedValueExpression", "=")
			end, missing = equals.Extent, true
		}
	}
	p.setMode(old)
	m.Extent = join(name.Extent, p.memberEnd(end, !missing))
	return m
}
