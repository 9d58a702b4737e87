package syntax

import (
	"strings"
	"unicode"
)

// identifier reads a word that begins with a letter: a keyword, a name, or in command mode any word.
func (l *lexer) identifier() token {
	for isIdentPart(l.peek()) {
		l.get()
	}
	switch {
	case l.mode == modeTypeName:
		return l.typeName()
	case l.simpleName || l.mode == modeExpression:
		return l.token(TokIdentifier)
	case l.mode == modeCommand && !endsWord(l.peek()):
		return l.word()
	}
	kind := keyword(l.text[l.start:l.pos])
	if kind == TokUnknown || kind == TokInlineScript && !l.inWorkflow {
		kind = TokIdentifier
	}
	return l.token(kind)
}

// longestKeyword is the length of "configuration".
const longestKeyword = 13

// keyword returns the kind of a keyword in any case, or TokUnknown.
func keyword(word string) TokenKind {
	if len(word) > longestKeyword {
		return TokUnknown
	}
	var buf [longestKeyword]byte
	return keywordKind(string(lower(buf[:0], word)))
}

// lower appends the word with ASCII letters in lower case.
func lower(dst []byte, word string) []byte {
	for i := 0; i < len(word); i++ {
		c := word[i]
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		dst = append(dst, c)
	}
	return dst
}

// typeName reads the rest of a dotted type name.
func (l *lexer) typeName() token {
	for {
		c := l.peek()
		if !strings.ContainsRune("._`+#\\", c) && !isLetterOrDigit(c) || l.pos >= len(l.text) {
			return l.save(token{Extent: l.here(), kind: TokIdentifier, flags: FlagTypeName})
		}
		l.get()
	}
}

// assemblyName reads what follows the comma of an assembly-qualified type name.
func (l *lexer) assemblyName() string {
	var b strings.Builder
	l.assemblyWord(&b)
	for l.peek() == ',' {
		l.punctuate(&b, ", ", TokComma)
		l.assemblyWord(&b)
		if l.peek() == '=' {
			l.punctuate(&b, "=", TokEquals)
			l.assemblyWord(&b)
		}
	}
	return b.String()
}

func (l *lexer) punctuate(b *strings.Builder, text string, kind TokenKind) {
	l.start = l.pos
	l.get()
	b.WriteString(text)
	l.token(kind)
}

func (l *lexer) assemblyWord(b *strings.Builder) {
	l.skipSpace()
	l.start = l.pos
	for !endsAssemblyWord(l.peek()) {
		l.get()
	}
	b.WriteString(l.text[l.start:l.pos])
	l.save(token{Extent: l.here(), kind: TokIdentifier, flags: FlagTypeName})
	l.skipSpace()
}

// label reads `:name`, or a word that begins with a colon.
func (l *lexer) label() token {
	if !isIdentStart(l.peek()) {
		return l.word()
	}
	for isIdentPart(l.peek()) {
		l.get()
	}
	if !endsWord(l.peek()) {
		return l.word()
	}
	return l.save(token{Extent: l.here(), kind: TokLabel, text: l.text[l.start+1 : l.pos]})
}

// parameter reads `-name`, which in an expression may be an operator.
func (l *lexer) parameter() token {
	nameStart := l.pos
	for !l.endsParameter(l.peek()) {
		l.get()
	}
	name := l.text[nameStart:l.pos]
	c := l.peek()
	if l.mode == modeCommand && (isSingleQuote(c) || isDoubleQuote(c)) {
		return l.word()
	}
	if l.mode == modeExpression {
		if kind := dashOperator(name); kind != TokUnknown {
			return l.token(kind)
		}
	}
	colon := c == ':'
	if colon && l.mode == modeCommand {
		l.get()
	}
	if name == "" {
		return l.token(TokMinus)
	}
	return l.save(token{Extent: l.here(), kind: TokParameter, text: name, colon: colon})
}

// endsParameter reports whether c ends the name of a parameter. Outside commands only letters belong to it.
func (l *lexer) endsParameter(c rune) bool {
	switch {
	case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z':
		return false
	case strings.ContainsRune("{}();,|&.[\r\n\x00:", c), isSpace(c), isSingleQuote(c), isDoubleQuote(c):
		return true
	}
	return l.mode != modeCommand
}

// dashOperator returns the kind of an operator word in any case, or TokUnknown.
func dashOperator(word string) TokenKind {
	const longest = 12 // "cnotcontains", "inotcontains"
	if len(word) > longest {
		return TokUnknown
	}
	var buf [longest]byte
	return operatorKind(string(lower(buf[:0], word)))
}

// word reads a command name or argument from the token's start: anything up to white space or a separator, with
// quoted pieces, escapes and expansions in the middle. The first character never ends it.
func (l *lexer) word() token {
	l.pos = l.start
	s := l.beginString()
	for {
		c := l.peek()
		if endsWord(c) && l.pos > l.start {
			break
		}
		switch {
		case c == '`':
			l.escape(s)
		case isSingleQuote(c):
			l.quotedPiece(s, (*lexer).literalBody)
		case isDoubleQuote(c):
			l.quotedPiece(s, (*lexer).expandableBody)
		case c == '$':
			l.dollar(s, false)
		default:
			l.get()
		}
	}
	value, parts := s.finish(l.text, l.pos)
	return l.save(token{Extent: l.here(), kind: TokGeneric, text: value, parts: parts})
}

// quotedPiece reads a quoted string in the middle of a word.
func (l *lexer) quotedPiece(s *stringScan, body func(*lexer, *stringScan, int) bool) {
	quote := l.pos
	s.flush(l.text, l.pos)
	l.get()
	s.run = l.pos
	body(l, s, quote)
}

// verbatim reads what follows `--%`: everything up to the end of the line, an unquoted `|` or `&&`.
func (l *lexer) verbatim() token {
	l.skipSpace()
	l.start = l.pos
	quoted := false
	for {
		c := l.peek()
		if isNewline(c) || l.pos >= len(l.text) {
			break
		}
		if isDoubleQuote(c) {
			quoted = !quoted
		} else if !quoted && (c == '|' || c == '&' && l.peekAt(1) == '&') {
			break
		}
		l.get()
	}
	return l.save(token{Extent: l.here(), kind: TokGeneric, text: l.text[l.start:l.pos]})
}

// lineComment reads to the end of the line; `#` has been read.
func (l *lexer) lineComment() {
	l.pos = skipLineComment(l.text, l.pos)
	e := l.here()
	l.keepOnly(TokComment)
	l.addComment(e)
	body := l.text[l.start+1 : l.pos]
	switch {
	case looksLikeSignature(body):
		l.signatureFrom = e.Start
	case l.from == 0 && l.offsets == nil && hasWord(body, "requires"):
		l.requires = append(l.requires, e)
	}
}

// hasWord reports whether the comment begins with the word, whatever follows it.
func hasWord(text, word string) bool {
	return len(text) >= len(word) && strings.EqualFold(text[:len(word)], word)
}

func (l *lexer) addComment(e Extent) { l.src.Comments = append(l.src.Comments, e) }

// blockComment reads to `#>`; `<#` has been read.
func (l *lexer) blockComment() {
	end := skipBlockComment(l.text, l.pos)
	closed := end-2 >= l.pos && l.text[end-2:end] == "#>"
	l.pos = end
	if !closed {
		l.p.incomplete(l.extent(l.start, l.pos), "MissingTerminatorMultiLineComment")
	}
	l.addComment(l.here())
	l.keepOnly(TokComment)
}

// signatureHead begins the signature block of a signed script. Code after anything that could be taken for it is
// refused, so that it cannot hide there.
const signatureHead = "sig#beginsignatureblock\n"

// looksLikeSignature reports whether a comment (without its #) differs in fewer than ten characters from the head
// of a signature block, case and white space aside.
func looksLikeSignature(comment string) bool {
	const threshold, bound = 10, len(signatureHead) + 10
	if len(comment) > 4*bound {
		return false
	}
	squeezed := make([]rune, 0, bound+1)
	for _, c := range comment {
		if !isSpace(c) {
			squeezed = append(squeezed, unicode.ToLower(c))
		}
		if len(squeezed) >= bound {
			return false
		}
	}
	squeezed = append(squeezed, '\n')
	if len(squeezed) < len(signatureHead)-threshold {
		return false
	}
	return editDistance(squeezed, signatureHead) < threshold
}

// editDistance is the Levenshtein distance.
func editDistance(a []rune, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i, ca := range a {
		diagonal := row[0]
		row[0] = i + 1
		for j := 0; j < len(b); j++ {
			cost := diagonal
			if ca != rune(b[j]) {
				cost = 1 + min(diagonal, row[j], row[j+1])
			}
			diagonal, row[j+1] = row[j+1], cost
		}
	}
	return row[len(b)]
}
