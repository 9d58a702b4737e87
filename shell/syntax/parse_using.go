package syntax

import "strings"

// usingStatement parses `using kind name`.
func (p *parser) usingStatement(t token) Statement {
	directive := p.next()
	kind, ok := usingKind(directive.kind)
	if !ok {
		p.unget(directive)
		p.incomplete(after(t.Extent), "MissingUsingStatementDirective")
		return &ErrorStatement{Extent: t.Extent, Kind: t.kind}
	}
	item := p.next()
	switch item.kind {
	case TokEndOfInput, TokNewLine, TokComma, TokSemi:
		p.incomplete(after(directive.Extent), "MissingUsingItemName")
		return &ErrorStatement{Extent: join(t.Extent, directive.Extent), Kind: t.kind}
	}
	value := p.argument(forArgument, item)
	if value == nil {
		p.error(item.Extent, "InvalidValueForUsingItemName", p.text(item))
		p.syncOn(true, TokSemi, TokNewLine)
		return &ErrorStatement{Extent: join(t.Extent, item.Extent), Kind: t.kind}
	}
	u := &UsingStatement{Extent: join(t.Extent, value.Span()), Kind: kind}
	if !u.setItem(value) {
		p.error(value.Span(), "InvalidValueForUsingItemName", p.src.Slice(value.Span()))
		return &ErrorStatement{Extent: u.Extent, Kind: t.kind}
	}
	if kind == UsingAssembly {
		p.checkAssembly(u.Name)
	} else if u.ModuleSpecification == nil {
		if failed := p.usingAlias(u, t, item); failed != nil {
			return failed
		}
	}
	p.requireTerminator()
	return u
}

func usingKind(k TokenKind) (UsingKind, bool) {
	switch k {
	case TokNamespace:
		return UsingNamespace, true
	case TokType:
		return UsingType, true
	case TokModule:
		return UsingModule, true
	case TokCommand:
		return UsingCommand, true
	case TokAssembly:
		return UsingAssembly, true
	}
	return 0, false
}

// setItem takes a name, or for a module its specification; false means the value is neither.
func (n *UsingStatement) setItem(value Expression) bool {
	switch v := value.(type) {
	case *StringConstantExpression:
		n.Name = v
		return true
	case *HashtableExpression:
		n.ModuleSpecification = v
		return n.Kind == UsingModule
	}
	return false
}

// checkAssembly reports assemblies that cannot be loaded. PowerShell looks only for files, and this shell can load
// none; what is named by a full path is left to the run.
func (p *parser) checkAssembly(name *StringConstantExpression) {
	scheme, _, hasScheme := strings.Cut(name.Value, "://")
	switch {
	case strings.HasPrefix(name.Value, `\\`):
		p.error(name.Extent, "CannotLoadAssemblyFromUncPath", name.Value)
	case hasScheme && !strings.EqualFold(scheme, "file"):
		p.error(name.Extent, "CannotLoadAssemblyWithUriSchema", strings.ToLower(scheme))
	case hasScheme, strings.HasPrefix(name.Value, "/"), len(name.Value) > 2 && name.Value[1] == ':':
	default:
		p.error(name.Extent, "ErrorLoadingAssembly", name.Value)
	}
}

// usingAlias parses `= item` after a name, which types and commands need and PowerShell then refuses. It returns an
// error statement, or nil.
func (p *parser) usingAlias(u *UsingStatement, t, item token) Statement {
	equals, ok := p.accept(TokEquals)
	if !ok {
		if u.Kind == UsingType || u.Kind == UsingCommand {
			p.incomplete(after(item.Extent), "MissingEqualsInUsingAlias")
			return &ErrorStatement{Extent: u.Extent, Kind: t.kind, NestedAst: asNodes(u.Name)}
		}
		return nil
	}
	alias := p.next()
	switch alias.kind {
	case TokEndOfInput, TokNewLine, TokSemi:
		p.unget(alias)
		p.incomplete(after(equals.Extent), "MissingNamespaceAlias")
		return &ErrorStatement{Extent: join(t.Extent, equals.Extent), Kind: t.kind}
	case TokComma:
		p.error(alias.Extent, "UnexpectedUnaryOperator", p.text(alias))
		return &ErrorStatement{Extent: join(t.Extent, alias.Extent), Kind: t.kind}
	}
	value := p.argument(forArgument, alias)
	u.Extent = join(t.Extent, alias.Extent)
	switch v := value.(type) {
	case *StringConstantExpression:
		u.Alias = v
		return nil
	case *HashtableExpression:
		if u.Kind == UsingModule {
			u.Alias, u.Name, u.ModuleSpecification = u.Name, nil, v
			return nil
		}
	}
	e := &ErrorStatement{Extent: u.Extent, Kind: t.kind, NestedAst: asNodes(u.Name)}
	at := alias.Extent
	if value != nil {
		at = value.Span()
		e.NestedAst = append(e.NestedAst, value)
	}
	p.error(at, "InvalidValueForUsingItemName", p.src.Slice(at))
	return e
}

// requireTerminator reads the newline or semicolon that must follow.
func (p *parser) requireTerminator() {
	switch t := p.peek(); t.kind {
	case TokNewLine, TokSemi:
		p.skip()
	case TokEndOfInput:
	default:
		p.incomplete(t.Extent, "MissingStatementTerminator")
	}
}
