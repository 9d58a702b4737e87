package syntax

// next reads the next token. What a word is depends on the mode.
func (l *lexer) next() token {
	for {
		l.start = l.pos
		c := l.get()
		if c < 128 && asciiClasses[c]&classIdent != 0 {
			return l.identifier()
		}
		if t, ok := l.tokenFor(c); ok {
			return t
		}
	}
}

// tokenFor makes the token that begins with c, which has been read; false means it was white space or a comment.
func (l *lexer) tokenFor(c rune) (token, bool) {
	switch c {
	case ' ', '\t':
		l.skipSpace()
		return token{}, false
	case '#':
		l.lineComment()
		return token{}, false
	case '\r', '\n':
		l.finishNewline(c)
		return l.token(TokNewLine), true
	case '$':
		if l.peek() == '(' {
			l.get()
			return l.token(TokDollarParen), true
		}
		return l.variable(false), true
	case '\'':
		return l.literalString(), true
	case '"':
		return l.expandableString(), true
	case '@':
		return l.atSign(), true
	case '`':
		return l.backtick()
	case '<':
		if l.peek() == '#' {
			l.get()
			l.blockComment()
			return token{}, false
		}
		return l.token(TokRedirectInStd), true
	case '0', '7', '8', '9':
		return l.number(c), true
	case '1', '2', '3', '4', '5', '6':
		if l.peek() == '>' {
			return l.redirection(int(c - '0')), true
		}
		return l.number(c), true
	case '>':
		l.pos--
		return l.redirection(-1), true
	case 0:
		if l.ended() {
			end := l.at(l.start) + 1
			return l.save(token{Extent: Extent{end, end}, kind: TokEndOfInput}), true
		}
		return l.word(), true
	}
	if kind := punctuation(c); kind != TokUnknown {
		return l.token(kind), true
	}
	return l.operatorOrOther(c)
}

// punctuation returns the kind of a character that is a token by itself in every mode.
func punctuation(c rune) TokenKind {
	switch c {
	case '(':
		return TokLParen
	case ')':
		return TokRParen
	case '{':
		return TokLCurly
	case '}':
		return TokRCurly
	case ']':
		return TokRBracket
	case ';':
		return TokSemi
	case ',':
		return TokComma
	}
	return TokUnknown
}

// operatorOrOther makes the token of a character that may begin an operator, and of any not met before.
func (l *lexer) operatorOrOther(c rune) (token, bool) {
	switch c {
	case '=':
		return l.operator(TokEquals), true
	case '+':
		return l.plus(), true
	case '*':
		return l.star(), true
	case '/':
		return l.withEquals(TokDivide, TokDivideEquals), true
	case '%':
		return l.withEquals(TokRem, TokRemainderEquals), true
	case '[':
		return l.operator(TokLBracket), true
	case '.':
		return l.dot(), true
	case '&':
		return l.doubled('&', TokAmpersand, TokAndAnd), true
	case '|':
		return l.doubled('|', TokPipe, TokOrOr), true
	case '!':
		return l.exclaim(), true
	case ':':
		return l.colon(), true
	case '?':
		if l.mode == modeExpression {
			return l.question(), true
		}
	}
	return l.other(c)
}

// other handles characters beyond those with a rule of their own.
func (l *lexer) other(c rune) (token, bool) {
	switch {
	case isDash(c):
		return l.dash(), true
	case isSpace(c):
		l.skipSpace()
		return token{}, false
	case isSingleQuote(c):
		return l.literalString(), true
	case isDoubleQuote(c):
		return l.expandableString(), true
	case isLetter(c):
		return l.identifier(), true
	}
	return l.word(), true
}

// backtick handles a backtick outside strings: a line continuation, or the escaped start of a word.
func (l *lexer) backtick() (token, bool) {
	if l.continuesLine() {
		return token{}, false
	}
	c := l.get()
	if c == 0 && l.ended() {
		l.p.incomplete(l.extent(l.pos, l.pos), "IncompleteString")
		l.pos--
		return token{}, false
	}
	l.pos = l.start
	return l.word(), true
}

// atSign handles @{, @(, @', @" and a splatted variable.
func (l *lexer) atSign() token {
	switch c := l.peek(); {
	case c == '{':
		l.get()
		return l.token(TokAtCurly)
	case c == '(':
		l.get()
		return l.token(TokAtParen)
	case isSingleQuote(c):
		l.get()
		return l.hereString(false)
	case isDoubleQuote(c):
		l.get()
		return l.hereString(true)
	case isVariableStart(c):
		return l.variable(true)
	}
	l.p.error(l.extent(l.pos-1, l.pos), "UnrecognizedToken")
	return l.token(TokUnknown)
}

// operator makes an operator token, unless in command mode more characters follow, which make it a word.
func (l *lexer) operator(kind TokenKind) token {
	if l.mode == modeCommand && !endsWord(l.peek()) {
		return l.word()
	}
	return l.token(kind)
}

// withEquals handles an operator that a following `=` turns into an assignment.
func (l *lexer) withEquals(plain, assign TokenKind) token {
	if l.peek() == '=' {
		l.get()
		return l.operator(assign)
	}
	return l.operator(plain)
}

func (l *lexer) doubled(second rune, once, twice TokenKind) token {
	if l.peek() == second {
		l.get()
		return l.token(twice)
	}
	return l.token(once)
}

func (l *lexer) startsSignedNumber() bool {
	c := l.peek()
	return l.signed && (isAnyDigit(c) || c == '.')
}

func (l *lexer) plus() token {
	switch {
	case l.peek() == '+':
		l.get()
		return l.operator(TokPlusPlus)
	case l.peek() != '=' && l.startsSignedNumber():
		return l.number('+')
	}
	return l.withEquals(TokPlus, TokPlusEquals)
}

func (l *lexer) dash() token {
	switch c := l.peek(); {
	case isDash(c):
		l.get()
		return l.operator(TokMinusMinus)
	case isLetter(c) || c == '_' || c == '?':
		return l.parameter()
	case c != '=' && l.startsSignedNumber():
		return l.number('-')
	}
	return l.withEquals(TokMinus, TokMinusEquals)
}

func (l *lexer) star() token {
	if l.peek() == '>' {
		return l.redirection(0)
	}
	return l.withEquals(TokMultiply, TokMultiplyEquals)
}

// redirection reads `>`, `>>` and `>&n` after an optional stream: 0 is all, -1 is not written.
func (l *lexer) redirection(from int) token {
	afterStream := l.pos
	l.get()
	r := redirection{from: RedirectionStream(max(from, 0)), to: StreamOutput}
	if from < 0 {
		r.from = StreamOutput
	}
	if l.peek() == '>' {
		l.get()
		r.append = true
	} else if to := l.peekAt(1); from >= 0 && l.peek() == '&' && (to == '1' || to == '2' && from > 0) {
		l.pos += 2
		r.merge, r.to = true, RedirectionStream(to-'0')
	}
	if from > 0 && !r.merge && l.mode == modeExpression {
		l.pos = afterStream // `1>2` in an expression is the number 1, redirected
		t := l.here()
		return l.save(token{Extent: t, kind: TokNumber, num: int32(from)})
	}
	return l.save(token{Extent: l.here(), kind: TokRedirection, redir: r})
}

func (l *lexer) dot() token {
	switch c := l.peek(); {
	case c == '.':
		l.get()
		return l.operator(TokDotDot)
	case isDigit(c):
		return l.number('.')
	case l.mode == modeCommand && !endsWord(c) && c != '$' && c != '"' && c != '\'':
		return l.word()
	}
	return l.token(TokDot)
}

func (l *lexer) exclaim() token {
	c := l.peek()
	if l.mode == modeCommand && !endsWord(c) || l.mode == modeExpression && isIdentStart(c) {
		return l.word()
	}
	if l.mode == modeExpression && (isAnyDigit(c) || c == '.') {
		after := l.pos
		_, isNumber := l.scanNumber('!')
		l.pos = after
		if !isNumber {
			return l.word()
		}
	}
	return l.token(TokExclaim)
}

func (l *lexer) colon() token {
	if l.peek() == ':' {
		l.get()
		if l.mode == modeCommand && !l.simpleName && !endsWord(l.peek()) {
			return l.word()
		}
		return l.token(TokColonColon)
	}
	if l.mode == modeCommand {
		return l.label()
	}
	return l.token(TokColon)
}

// question handles `?`, `??` and `??=` in expressions.
func (l *lexer) question() token {
	if l.peek() != '?' {
		return l.token(TokQuestionMark)
	}
	l.get()
	if l.peek() == '=' {
		l.get()
		return l.token(TokQuestionQuestionEquals)
	}
	return l.token(TokQuestionQuestion)
}

// memberAccess reads `.`, `::`, `[`, `?.` or `?[` right after an expression; white space before it is not allowed,
// block comments are.
func (l *lexer) memberAccess(allowBracket bool) (token, bool) {
	for l.peek() == '<' && l.peekAt(1) == '#' {
		l.start = l.pos
		l.pos += 2
		l.blockComment()
	}
	l.start = l.pos
	kind := l.memberOperator(allowBracket)
	if kind == TokUnknown {
		return token{}, false
	}
	l.pos += len(kind.Text())
	// In a command `$x.` before a space is an argument that ends in a dot.
	if c := l.peek(); l.mode == modeCommand && (kind == TokDot || kind == TokColonColon) &&
		(isSpace(c) || c == 0 || isNewline(c)) {
		l.pos = l.start
		return token{}, false
	}
	return l.token(kind), true
}

func (l *lexer) memberOperator(allowBracket bool) TokenKind {
	switch next := l.peekAt(1); l.peek() {
	case '.':
		if next != '.' {
			return TokDot
		}
	case ':':
		if next == ':' {
			return TokColonColon
		}
	case '[':
		if allowBracket {
			return TokLBracket
		}
	case '?':
		if next == '.' {
			return TokQuestionDot
		}
		if next == '[' && allowBracket {
			return TokQuestionLBracket
		}
	}
	return TokUnknown
}

// invokeParen reads the `(` or `{` right after a member's name.
func (l *lexer) invokeParen() (token, bool) {
	l.start = l.pos
	switch l.peek() {
	case '(':
		l.get()
		return l.token(TokLParen), true
	case '{':
		l.get()
		return l.token(TokLCurly), true
	}
	return token{}, false
}

// leftBracket reads a `[` where an attribute or type may stand, after white space and comments. In command mode the
// bracket would otherwise begin a word.
func (l *lexer) leftBracket() (token, bool) {
	begin := l.pos
	sawSpace := false
	for {
		l.start = l.pos
		switch c := l.get(); {
		case isSpace(c):
			sawSpace = true
			l.skipSpace()
		case c == '#':
			sawSpace = true
			l.lineComment()
		case c == '<' && l.peek() == '#':
			sawSpace = false
			l.get()
			l.blockComment()
		case c == '[':
			return l.token(TokLBracket), true
		default:
			l.pos = l.start
			if sawSpace && (c == '.' || c == ':') {
				// A member access must not follow white space; let it be seen again.
				l.resync(l.at(begin))
			}
			return token{}, false
		}
	}
}
