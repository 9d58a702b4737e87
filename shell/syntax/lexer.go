package syntax

import (
	"math"
	"sort"
	"unicode/utf8"
)

// lexMode is what the parser expects next, which decides how far a word reaches.
type lexMode uint8

const (
	modeCommand    lexMode = iota // words are command names and arguments
	modeExpression                // words are short and operators split them
	modeTypeName                  // dotted names of types
	modeSignature                 // the head of a class or method
)

// lexer turns text into tokens, one at a time and at the parser's demand, because the mode changes between tokens.
//
// Positions are bytes. The position after reading beyond the end is len(text)+1, so that "read past the end" can
// be told from "at the end", as in PowerShell, whose end-of-input token stands there.
type lexer struct {
	p     *parser
	src   *Source
	text  string
	pos   int
	start int // where the current token begins

	// For a copy of a subexpression inside a string: the source offset of each byte. nil when offsets are the source's.
	offsets []int32
	from    int // where the text being scanned begins within text; not 0 in a subexpression inside a string

	mode          lexMode
	simpleName    bool // the parser wants a plain name: keywords and long words are not recognised
	signed        bool // a sign before digits belongs to the number
	ternaryEnds   bool // `?` and `:` end a number
	inWorkflow    bool
	keep          bool // save tokens
	saved         []Token
	requires      []Extent // #requires comments
	str           stringScan
	signatureFrom int32 // start of a signature block, -1 when none was seen
	rescanned     int   // characters read again so far
}

// get reads the next character; at the end it returns 0 and moves one beyond.
func (l *lexer) get() rune {
	if l.pos >= len(l.text) {
		l.pos++
		return 0
	}
	if b := l.text[l.pos]; b < utf8.RuneSelf {
		l.pos++
		return rune(b)
	}
	r, size := utf8.DecodeRuneInString(l.text[l.pos:])
	l.pos += size
	return r
}

// peek returns the next character without reading it, 0 at the end.
func (l *lexer) peek() rune {
	if l.pos >= len(l.text) {
		return 0
	}
	if b := l.text[l.pos]; b < utf8.RuneSelf {
		return rune(b)
	}
	r, _ := utf8.DecodeRuneInString(l.text[l.pos:])
	return r
}

// peekAt returns the byte i places ahead, 0 beyond the end.
func (l *lexer) peekAt(i int) byte {
	if l.pos+i < len(l.text) {
		return l.text[l.pos+i]
	}
	return 0
}

// ended reports whether the last get read beyond the end.
func (l *lexer) ended() bool { return l.pos > len(l.text) }

// at translates a position in the text to an offset in the source.
func (l *lexer) at(pos int) int32 {
	if l.offsets == nil {
		return int32(pos)
	}
	if last := len(l.offsets) - 1; pos > last {
		return l.offsets[last] + int32(pos-last)
	}
	return l.offsets[pos]
}

// positionOf is the inverse of at.
func (l *lexer) positionOf(offset int32) int {
	if l.offsets == nil {
		return int(offset)
	}
	return sort.Search(len(l.offsets), func(i int) bool { return l.offsets[i] >= offset })
}

func (l *lexer) extent(start, end int) Extent { return Extent{l.at(start), l.at(end)} }

// here is the extent of the current token so far.
func (l *lexer) here() Extent { return l.extent(l.start, l.pos) }

// restorePoint returns the current position as a source offset, for resync.
func (l *lexer) restorePoint() int32 {
	l.start = l.pos
	return l.at(l.pos)
}

// resync goes back (or forward) to a source offset and forgets the tokens saved from there on.
func (l *lexer) resync(offset int32) {
	l.rescan(l.pos - l.positionOf(offset))
	l.pos = min(max(l.positionOf(offset), 0), len(l.text)+1)
	l.saved = l.saved[:keepUntil(offset, len(l.saved), func(i int) int32 {
		if l.saved[i].Kind == TokEndOfInput {
			return math.MaxInt32 // it will be read again
		}
		return l.saved[i].End
	})]
	l.requires = l.requires[:keepUntil(offset, len(l.requires), func(i int) int32 { return l.requires[i].End })]
	c := l.src.Comments
	l.src.Comments = c[:keepUntil(offset, len(c), func(i int) int32 { return c[i].End })]
}

// rescan counts text that is read again, and gives up where that goes on and on: a text of dollar signs only would be
// read as often as it has signs.
func (l *lexer) rescan(length int) {
	const free, perCharacter = 1 << 20, 20
	if l.rescanned += max(length, 0); l.rescanned > free+perCharacter*len(l.text) {
		panic(tooComplicated)
	}
}

// keepUntil returns how many of n things, in order of their ends, end at or before the offset.
func keepUntil(offset int32, n int, end func(int) int32) int {
	for n > 0 && end(n-1) > offset {
		n--
	}
	return n
}

// token makes a token of the text from the token's start to here, and saves it if asked.
func (l *lexer) token(kind TokenKind) token { return l.save(token{Extent: l.here(), kind: kind}) }

func (l *lexer) save(t token) token {
	if !l.keep {
		return t
	}
	l.saved = append(l.saved, Token{
		Extent: t.Extent, Kind: t.kind, Flags: t.flags | t.kind.Traits(), Text: l.src.Slice(t.Extent), Value: t.value(),
	})
	t.saved = int32(len(l.saved))
	return t
}

// value is what the public token shows.
func (t *token) value() any {
	switch t.kind {
	case TokNumber:
		return t.num
	case TokVariable, TokSplattedVariable, TokParameter, TokLabel, TokGeneric, TokStringLiteral, TokStringExpandable,
		TokHereStringLiteral, TokHereStringExpandable:
		return t.text
	}
	return nil
}

// isAtEnd reports whether nothing but white space and comments follows the extent: then something missing there
// makes the input incomplete, not wrong. Within a subexpression inside a string PowerShell compares the source
// offset with the subexpression's own length, and so do we: what is incomplete there is told by the string's error.
func (l *lexer) isAtEnd(e Extent) bool {
	text := l.text[min(l.from, len(l.text)):]
	for i := int(e.End); i < len(text); {
		switch {
		case text[i] == '#':
			i = skipLineComment(text, i)
		case text[i] == '<' && i+1 < len(text) && text[i+1] == '#':
			i = skipBlockComment(text, i+2)
		default:
			r, size := utf8.DecodeRuneInString(text[i:])
			if !isSpace(r) {
				return false
			}
			i += size
		}
	}
	return true
}

func skipLineComment(text string, i int) int {
	for i < len(text) && text[i] != '\r' && text[i] != '\n' {
		i++
	}
	return i
}

func skipBlockComment(text string, i int) int {
	for ; i < len(text); i++ {
		if text[i] == '#' && i+1 < len(text) && text[i+1] == '>' {
			return i + 2
		}
	}
	return i
}

// pipeContinues reports whether the line after the newline token ends there begins with `|`, which continues the
// pipeline. Comment lines may stand between, blank ones may not.
func (l *lexer) pipeContinues(newline Extent) bool {
	blank := true
	i := l.positionOf(newline.End)
	for i < len(l.text) {
		c, size := utf8.DecodeRuneInString(l.text[i:])
		switch {
		case isSpace(c):
			i += size
			continue
		case isNewline(c):
			if blank {
				return false
			}
			blank = true
			i++
			if c == '\r' && i < len(l.text) && l.text[i] == '\n' {
				i++
			}
			continue
		}
		blank = false
		switch {
		case c == '#':
			i = skipLineComment(l.text, i)
		case c == '<' && i+1 < len(l.text) && l.text[i+1] == '#':
			i = skipBlockComment(l.text, i+2)
		default:
			return c == '|'
		}
	}
	return false
}

// skipSpace reads white space within a line.
func (l *lexer) skipSpace() {
	for isSpace(l.peek()) && l.pos < len(l.text) {
		l.get()
	}
}

// skipNewlines reads white space, comments and line ends, and semicolons when asked.
func (l *lexer) skipNewlines(semicolons bool) {
	for {
		start := l.pos
		l.start = start
		switch c := l.get(); {
		case isSpace(c):
			l.skipSpace()
		case isNewline(c):
			l.finishNewline(c)
			l.keepOnly(TokNewLine)
		case c == ';' && semicolons:
			l.keepOnly(TokSemi)
		case c == '#':
			l.lineComment()
		case c == '<' && l.peek() == '#':
			l.get()
			l.blockComment()
		case c == '`' && l.continuesLine():
		default:
			l.pos = start
			return
		}
	}
}

// continuesLine reads what follows a backtick if it is a line end or white space.
func (l *lexer) continuesLine() bool {
	start := l.pos
	c := l.get()
	switch {
	case isNewline(c):
		l.finishNewline(c)
		l.keepOnly(TokLineContinuation)
	case isSpace(c):
		l.skipSpace()
	default:
		l.pos = start
		return false
	}
	return true
}

// keepOnly saves a token nobody else needs.
func (l *lexer) keepOnly(kind TokenKind) {
	if l.keep {
		l.token(kind)
	}
}

// finishNewline reads the LF of a CR LF.
func (l *lexer) finishNewline(c rune) {
	if c == '\r' && l.peek() == '\n' {
		l.pos++
	}
}

// lexState is what a scan of a nested text must put back.
type lexState struct {
	text    string
	pos     int
	start   int
	offsets []int32
	from    int
	saved   []Token
	mode    lexMode
}

// beginNested starts to scan the text of a subexpression inside a string.
func (l *lexer) beginNested(sub subText) lexState {
	state := lexState{l.text, l.pos, l.start, l.offsets, l.from, l.saved, l.mode}
	l.text, l.pos, l.start, l.from, l.offsets = sub.text, sub.start, sub.start, sub.start, sub.offsets
	l.saved = nil
	return state
}

func (l *lexer) endNested(s lexState) {
	l.text, l.pos, l.start, l.offsets, l.from, l.saved = s.text, s.pos, s.start, s.offsets, s.from, s.saved
}
