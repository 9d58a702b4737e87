package syntax

import (
	"strings"
	"unicode/utf8"
)

// stringScan gathers the value of a string or word. As long as the value is just the text nothing is copied.
type stringScan struct {
	from, run int    // where the value and the piece of it not yet copied begin in the text
	buf       []byte // what was copied
	copied    bool
	parts     []stringPart
}

// beginString starts to gather a value at the current position.
func (l *lexer) beginString() *stringScan {
	s := &l.str
	*s = stringScan{from: l.pos, run: l.pos, buf: s.buf[:0]}
	return s
}

// flush copies the text up to the position. The caller then sets run to where the text goes on.
func (s *stringScan) flush(text string, pos int) {
	s.buf = append(s.buf, text[s.run:pos]...)
	s.run, s.copied = pos, true
}

// length is the length of the value when the text up to the position belongs to it.
func (s *stringScan) length(pos int) int {
	if s.copied {
		return len(s.buf) + pos - s.run
	}
	return pos - s.from
}

// finish returns the value up to the position.
func (s *stringScan) finish(text string, pos int) (string, []stringPart) {
	if !s.copied {
		return text[s.from:pos], s.parts
	}
	s.flush(text, pos)
	return string(s.buf), s.parts
}

// literalString reads a single-quoted string; its quote has been read.
func (l *lexer) literalString() token {
	s := l.beginString()
	var flags TokenFlags
	if !l.literalBody(s, l.start) {
		flags = FlagTokenInError
	}
	value, _ := s.finish(l.text, s.run)
	return l.save(token{Extent: l.here(), kind: TokStringLiteral, text: value, flags: flags})
}

// literalBody reads up to and including the closing quote, with everything before it copied unless the string has
// no doubled quotes; quote is where the opening one stands. It returns false when the closing quote is missing.
func (l *lexer) literalBody(s *stringScan, quote int) bool {
	for {
		at := l.pos
		switch c := l.get(); {
		case c == 0 && l.ended():
			l.unterminated(s, quote, "'")
			return false
		case !isSingleQuote(c):
		case !isSingleQuote(l.peek()):
			s.close(l.text, at, l.pos)
			return true
		default:
			s.flush(l.text, at)
			s.run = l.pos
			l.get()
		}
	}
}

// close ends a quoted string whose closing quote lies between end and next.
func (s *stringScan) close(text string, end, next int) {
	s.flush(text, end)
	s.run = next
}

// unterminated reports a string without its closing quote and puts the position back to the end of the text.
func (l *lexer) unterminated(s *stringScan, quote int, terminator string) {
	l.pos = len(l.text)
	s.close(l.text, l.pos, l.pos)
	l.p.incomplete(l.extent(quote, l.pos), "TerminatorExpectedAtEndOfString", terminator)
}

// expandableString reads a double-quoted string; its quote has been read.
func (l *lexer) expandableString() token {
	s := l.beginString()
	var flags TokenFlags
	if !l.expandableBody(s, l.start) {
		flags = FlagTokenInError
	}
	return l.finishExpandable(s, s.run, TokStringExpandable, flags)
}

func (l *lexer) finishExpandable(s *stringScan, end int, kind TokenKind, flags TokenFlags) token {
	value, parts := s.finish(l.text, end)
	for i := range parts {
		flags |= parts[i].tok.flags & FlagTokenInError
	}
	return l.save(token{Extent: l.here(), kind: kind, text: value, parts: parts, flags: flags})
}

// expandableBody reads up to and including the closing double quote; it returns false when that is missing.
func (l *lexer) expandableBody(s *stringScan, quote int) bool {
	for {
		at := l.pos
		switch c := l.peek(); {
		case c == 0 && l.pos >= len(l.text):
			l.unterminated(s, quote, "\"")
			return false
		case c == '$':
			l.dollar(s, false)
		case c == '`':
			l.escape(s)
		case !isDoubleQuote(c):
			l.get()
		default:
			l.get()
			if !isDoubleQuote(l.peek()) {
				s.close(l.text, at, l.pos)
				return true
			}
			s.flush(l.text, at)
			s.run = l.pos
			l.get()
		}
	}
}

// escape reads a backtick and what it escapes. A backtick at the end of the text stands for itself.
func (l *lexer) escape(s *stringScan) {
	if l.peekAt(1) == 0 {
		l.get()
		return
	}
	s.flush(l.text, l.pos)
	l.get()
	s.buf = l.appendEscaped(s.buf)
	s.run = l.pos
}

// appendEscaped reads what follows a backtick and appends what it means.
func (l *lexer) appendEscaped(dst []byte) []byte {
	backtick := l.pos - 1
	c := l.get()
	switch c {
	case '0':
		return append(dst, 0)
	case 'a':
		return append(dst, '\a')
	case 'b':
		return append(dst, '\b')
	case 'e':
		return append(dst, 0x1B)
	case 'f':
		return append(dst, '\f')
	case 'n':
		return append(dst, '\n')
	case 'r':
		return append(dst, '\r')
	case 't':
		return append(dst, '\t')
	case 'v':
		return append(dst, '\v')
	case 'u':
		return l.appendUnicode(dst, backtick)
	}
	return utf8.AppendRune(dst, c)
}

// appendUnicode reads `{hex}` after "`u" and appends the character. What is not a valid escape adds nothing.
func (l *lexer) appendUnicode(dst []byte, backtick int) []byte {
	const maxDigits = 6
	if l.peek() != '{' {
		l.p.error(l.extent(backtick, l.pos), "InvalidUnicodeEscapeSequence")
		return dst
	}
	l.get()
	value := rune(0)
	for digits := 0; ; digits++ {
		c := l.peek()
		switch {
		case c == '}' && digits == 0:
			l.get()
			l.p.error(l.extent(backtick, l.pos), "InvalidUnicodeEscapeSequence")
			return dst
		case c == '}':
			l.get()
			return l.appendCodePoint(dst, value, backtick)
		case !isHexDigit(c):
			id := "InvalidUnicodeEscapeSequence"
			if digits == maxDigits {
				id = "MissingUnicodeEscapeSequenceTerminator"
			}
			l.p.error(l.extent(l.pos, l.pos+1), id)
			return dst
		case digits == maxDigits:
			l.p.error(l.extent(l.pos, l.pos+1), "TooManyDigitsInUnicodeEscapeSequence")
			return dst
		}
		l.get()
		value = value<<4 | hexValue(c)
	}
}

func (l *lexer) appendCodePoint(dst []byte, value rune, backtick int) []byte {
	if value > utf8.MaxRune {
		l.p.error(l.extent(backtick+3, l.pos-1), "InvalidUnicodeEscapeSequenceValue")
		return dst
	}
	return utf8.AppendRune(dst, value)
}

func hexValue(c rune) rune {
	switch {
	case c <= '9':
		return c - '0'
	case c >= 'a':
		return c - 'a' + 10
	}
	return c - 'A' + 10
}

// dollar reads a `$` in a string: a variable or subexpression becomes a part, any other is text.
func (l *lexer) dollar(s *stringScan, hereString bool) {
	begin := l.pos
	c := rune(l.peekAt(1))
	if c >= utf8.RuneSelf {
		c, _ = utf8.DecodeRuneInString(l.text[l.pos+1:])
	}
	part := stringPart{valueStart: s.length(begin)}
	switch {
	case c == '(':
		part.sub, part.tok = l.scanSubexpression(hereString)
	case c != 0 && (c == '{' || isVariableStart(c)):
		part.variable, part.tok = true, l.variableInString()
	default:
		l.get()
		return
	}
	part.valueEnd = s.length(l.pos)
	s.parts = append(s.parts, part)
}

// variableInString scans the variable at the current `$` without saving its token.
func (l *lexer) variableInString() token {
	start, mode, keep := l.start, l.mode, l.keep
	l.start, l.mode, l.keep = l.pos, modeExpression, false
	l.get()
	t := l.scanVariable(false, true)
	l.start, l.mode, l.keep = start, mode, keep
	return t
}

// scanSubexpression finds the end of a `$(...)` in a string by counting parentheses, as PowerShell does: quotes and
// comments inside do not hide one. In a double-quoted string an escaped or doubled double quote inside stands for
// one double quote.
func (l *lexer) scanSubexpression(hereString bool) (subText, token) {
	begin := l.pos
	t := token{kind: TokDollarParen}
	l.pos += 2
	var dropped []Extent // as positions in the text
	for depth := 1; depth > 0; {
		at := l.pos
		switch c := l.get(); {
		case c == '(':
			depth++
		case c == ')':
			depth--
		case c == 0 && l.ended():
			l.pos--
			l.p.incomplete(l.extent(begin, l.pos), "IncompleteDollarSubexpressionReference")
			t.flags, depth = FlagTokenInError, 0
		case !hereString && (c == '`' || isDoubleQuote(c)) && isDoubleQuote(l.peek()):
			dropped = append(dropped, Extent{int32(at), int32(l.pos)})
			l.get()
		}
	}
	t.Extent = l.extent(begin, l.pos)
	if dropped == nil {
		return subText{l.text[:l.pos], begin, l.offsets}, t
	}
	return l.withoutDropped(begin, dropped), t
}

// withoutDropped copies the subexpression from begin to here without the dropped pieces.
func (l *lexer) withoutDropped(begin int, dropped []Extent) subText {
	var b strings.Builder
	var offsets []int32
	for pos := begin; pos < l.pos; pos++ {
		offset := l.at(pos)
		if len(dropped) > 0 && pos == int(dropped[0].Start) {
			pos = int(dropped[0].End)
			dropped = dropped[1:]
		}
		b.WriteByte(l.text[pos])
		offsets = append(offsets, offset)
	}
	return subText{b.String(), 0, append(offsets, l.at(l.pos))}
}

// hereString reads a here-string; its opening @' or @" has been read.
func (l *lexer) hereString(expandable bool) token {
	kind, quote, isQuote := TokHereStringLiteral, byte('\''), isSingleQuote
	if expandable {
		kind, quote, isQuote = TokHereStringExpandable, '"', isDoubleQuote
	}
	if !l.hereStringHeader(quote) {
		return l.save(token{Extent: l.here(), kind: kind, flags: FlagTokenInError})
	}
	s := l.beginString()
	end, ok := l.hereStringBody(s, expandable, quote, isQuote)
	var flags TokenFlags
	if !ok {
		flags = FlagTokenInError
	}
	return l.finishExpandable(s, end, kind, flags)
}

// hereStringHeader reads the rest of the line after the opening, which must be blank.
func (l *lexer) hereStringHeader(quote byte) bool {
	l.skipSpace()
	if c := l.peek(); isNewline(c) {
		l.get()
		l.finishNewline(c)
		return true
	}
	if l.pos >= len(l.text) {
		l.p.incomplete(l.extent(l.start, l.pos), "TerminatorExpectedAtEndOfString", string(quote)+"@")
		return false
	}
	l.p.error(l.extent(l.pos, l.pos+1), "UnexpectedCharactersAfterHereStringHeader")
	for l.pos < len(l.text) && !isNewline(l.peek()) {
		if l.peekAt(0) == quote && l.peekAt(1) == '@' {
			l.pos += 2
			break
		}
		l.get()
	}
	return false
}

// hereStringBody reads to the footer and returns where the value ends.
func (l *lexer) hereStringBody(s *stringScan, expandable bool, quote byte, isQuote func(rune) bool) (int, bool) {
	falseFooter := -1 // a footer after white space, which PowerShell points at when no right one follows
	if l.hereStringFooter(isQuote, &falseFooter) {
		return s.from, true
	}
	for {
		at := l.pos
		switch c := l.peek(); {
		case isNewline(c):
			l.get()
			l.finishNewline(c)
			if l.hereStringFooter(isQuote, &falseFooter) {
				return at, true
			}
		case l.pos >= len(l.text):
			if falseFooter >= 0 {
				l.p.incomplete(l.extent(falseFooter, l.pos), "WhitespaceBeforeHereStringFooter")
			} else {
				l.p.incomplete(l.extent(l.start, l.pos), "TerminatorExpectedAtEndOfString", string(quote)+"@")
			}
			return l.pos, false
		case expandable && c == '$':
			l.dollar(s, true)
		case expandable && c == '`':
			l.escape(s)
		default:
			l.get()
		}
	}
}

// hereStringFooter reads the footer if it stands here, at the start of a line.
func (l *lexer) hereStringFooter(isQuote func(rune) bool, falseFooter *int) bool {
	begin := l.pos
	l.skipSpace()
	at := l.pos
	if c := l.peek(); !isQuote(c) {
		return false
	}
	l.get()
	switch {
	case l.peek() != '@':
		l.pos = at
		return false
	case at == begin:
		l.get()
		return true
	case *falseFooter < 0:
		*falseFooter = at
	}
	l.get()
	return false
}
