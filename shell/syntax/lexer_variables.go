package syntax

import "strings"

// variable reads `$name`, `${name}` or `@name`; the first character has been read.
func (l *lexer) variable(splatted bool) token { return l.scanVariable(splatted, false) }

func (l *lexer) scanVariable(splatted, inString bool) token {
	if l.peek() == '{' && !splatted {
		return l.bracedVariable(inString)
	}
	nameStart := l.pos
	c := l.get()
	if c == 0 && l.ended() || !isVariableStart(c) {
		return l.word()
	}
	if c == '$' || c == '?' || c == '^' {
		if l.mode == modeCommand && !endsWord(l.peek()) {
			return l.word()
		}
	} else if l.scanVariableName(); l.mode == modeCommand && l.variableIsWord() {
		return l.word()
	}
	kind := TokVariable
	if splatted {
		kind = TokSplattedVariable
	}
	name := l.text[nameStart:l.pos]
	if path := ParseVariablePath(name); path.Name == "" {
		id := "InvalidVariableReference"
		if !path.IsVariable() {
			id = "InvalidVariableReferenceWithDrive"
		}
		l.p.error(l.here(), id)
	}
	return l.save(token{Extent: l.here(), kind: kind, text: name})
}

// scanVariableName reads the rest of an unbraced name. A colon belongs to it unless a second one follows.
func (l *lexer) scanVariableName() {
	for {
		switch c := l.peek(); {
		case c == '?' || isIdentPart(c):
		case c == ':' && l.peekAt(1) != ':':
		default:
			return
		}
		l.get()
	}
}

// variableIsWord reports whether what follows a variable in a command makes the whole a word.
func (l *lexer) variableIsWord() bool {
	c := l.peek()
	if c == ':' || c == '.' || c == '[' || c == '=' {
		return false
	}
	return !endsWord(c)
}

// bracedVariable reads `{name}` after the dollar sign.
func (l *lexer) bracedVariable(inString bool) token {
	begin := l.pos
	l.get()
	name, closed := l.bracedName(inString)
	if !closed {
		l.p.incomplete(l.extent(begin, l.pos), "IncompleteDollarVariableReference")
	}
	if name == "" {
		if closed {
			l.p.error(l.extent(l.pos-1, l.pos), "EmptyVariableReference")
		}
		name = ":Error:"
	}
	if c := l.peek(); l.mode == modeCommand && !endsWord(c) && c != '.' && c != '[' {
		return l.word()
	}
	if ParseVariablePath(name).Name == "" {
		l.p.error(l.here(), "InvalidBracedVariableReference")
	}
	t := token{Extent: l.here(), kind: TokVariable, text: name}
	if !closed {
		t.flags = FlagTokenInError
	}
	return l.save(t)
}

// bracedName reads up to the closing brace, with escapes resolved.
func (l *lexer) bracedName(inString bool) (name string, closed bool) {
	var buf []byte
	run := l.pos
	for {
		at := l.pos
		switch c := l.get(); {
		case c == '}':
			return l.joinName(buf, run, at), true
		case c == 0 && l.ended():
			l.pos--
			return l.joinName(buf, run, l.pos), false
		case c == '{':
			l.p.error(l.extent(l.pos, l.pos+1), "OpenBraceNeedsToBeBackTickedInVariableName")
		case c == '`' && l.pos < len(l.text):
			buf = append(buf, l.text[run:at]...)
			buf = l.appendEscaped(buf)
			run = l.pos
		case inString && isDoubleQuote(c) && isDoubleQuote(l.peek()):
			buf = append(buf, l.text[run:at]...)
			run = l.pos
			l.get()
		}
	}
}

func (l *lexer) joinName(buf []byte, run, end int) string {
	if buf == nil {
		return l.text[run:end]
	}
	return string(append(buf, l.text[run:end]...))
}

// ParseVariablePath takes the name of a variable apart into scope or drive and name.
func ParseVariablePath(path string) VariablePath {
	v := VariablePath{UserPath: path, Name: path}
	qualifier, rest, found := strings.Cut(path, ":")
	if !found || qualifier == "" {
		return v
	}
	v.Name = rest
	if v.Scope = scopeQualifier(qualifier); v.Scope == ScopeNone {
		v.Drive = qualifier
	}
	return v
}

func scopeQualifier(word string) ScopeQualifier {
	switch {
	case strings.EqualFold(word, "script"):
		return ScopeScript
	case strings.EqualFold(word, "global"):
		return ScopeGlobal
	case strings.EqualFold(word, "local"):
		return ScopeLocal
	case strings.EqualFold(word, "private"):
		return ScopePrivate
	case strings.EqualFold(word, "variable"):
		return ScopeVariable
	case strings.EqualFold(word, "workflow"):
		return ScopeWorkflow
	}
	return ScopeNone
}
