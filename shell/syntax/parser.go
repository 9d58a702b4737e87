package syntax

import "errors"

// parser is a recursive-descent parser with one token of lookahead. Each rule that finds something missing reports
// it and goes on as if it had been there, so that the tree is as complete as the text allows.
type parser struct {
	src     *Source
	lex     lexer
	errs    []*ParseError
	seen    map[errorKey]struct{} // errors already reported
	ahead   token                 // the token put back or looked at
	looked  bool                  // ahead is set
	noComma bool                  // a comma separates arguments here and makes no array
	depth   int
	sawType bool // a class or enum was defined
	vain    map[attempt]bool

	types TypeLookup // Options.Types
}

// errorKey tells errors apart: the same error at the same place is reported once, however often it is met.
type errorKey struct {
	id string
	Extent
}

// attempt is a place where attributes were read for a purpose that did not fit, so that they had to be read again as
// an expression. Remembering it keeps attributes nested in script blocks in attributes from being read twice at every
// level, which would take time exponential in their depth.
type attempt struct {
	offset int32
	use    attributeUse
}

// attributeUse is what attributes may stand before.
type attributeUse uint8

const (
	beforeParam attributeUse = iota
	beforeStatement
	inHandler // of a trap or catch, which take types only
)

// inVain notes that attributes at the offset do not serve the use.
func (p *parser) inVain(offset int32, use attributeUse) {
	if p.vain == nil {
		p.vain = map[attempt]bool{}
	}
	p.vain[attempt{offset, use}] = true
}

// maxDepth bounds the nesting of rules, far above what scripts need and far below what would exhaust the stack of
// the parser or of those who walk its tree. One pair of parentheses is four rules deep.
const maxDepth = 4000

// tooComplicated is what a rule nested too deeply panics with; [parser.script] turns it into an error.
var tooComplicated = errors.New("nested too deeply")

// enter counts a rule's nesting; the caller defers or calls leave.
func (p *parser) enter() {
	if p.depth++; p.depth > maxDepth {
		panic(tooComplicated)
	}
}

func (p *parser) leave() { p.depth-- }

// error reports an error.
func (p *parser) error(e Extent, id string, args ...any) { p.report(e, id, false, args) }

// incomplete reports an error that only means unfinished input when nothing follows the extent. It returns whether
// that is so.
func (p *parser) incomplete(e Extent, id string, args ...any) bool {
	return p.incompleteAt(e, e, id, args...)
}

// incompleteAt is incomplete for an error that shows at one place and was detected at another.
func (p *parser) incompleteAt(e, detected Extent, id string, args ...any) bool {
	unfinished := p.lex.isAtEnd(detected)
	p.report(e, id, unfinished, args)
	return unfinished
}

// NewError is an error that is found only when the definitions of a parsed script are evaluated.
func NewError(at Extent, id string, args ...any) *ParseError {
	return &ParseError{Extent: at, ID: id, Message: message(id, args)}
}

func (p *parser) report(e Extent, id string, unfinished bool, args []any) {
	key := errorKey{id, e}
	if _, dup := p.seen[key]; dup {
		return
	}
	if p.seen == nil {
		p.seen = map[errorKey]struct{}{}
	}
	p.seen[key] = struct{}{}
	p.errs = append(p.errs, &ParseError{Extent: e, ID: id, Message: message(id, args), Incomplete: unfinished})
}

// unexpected reports a token that fits nowhere.
func (p *parser) unexpected(t token) { p.error(t.Extent, "UnexpectedToken", p.text(t)) }

// text returns a token as written.
func (p *parser) text(t token) string { return p.src.Slice(t.Extent) }

// next reads a token.
func (p *parser) next() token {
	if p.looked {
		p.looked = false
		return p.ahead
	}
	return p.lex.next()
}

// peek looks at the next token.
func (p *parser) peek() token {
	if !p.looked {
		p.ahead = p.lex.next()
		p.looked = true
	}
	return p.ahead
}

// peekKind looks at the kind of the next token.
func (p *parser) peekKind() TokenKind {
	if !p.looked {
		p.peek()
	}
	return p.ahead.kind
}

// skip drops the token looked at.
func (p *parser) skip() { p.looked = false }

// unget puts a token back.
func (p *parser) unget(t token) { p.ahead, p.looked = t, true }

// accept reads the next token if it is of the kind.
func (p *parser) accept(kind TokenKind) (token, bool) {
	if p.peekKind() != kind {
		return token{}, false
	}
	p.looked = false
	return p.ahead, true
}

// resync goes back to the offset.
func (p *parser) resync(offset int32) {
	p.looked = false
	p.lex.resync(offset)
}

// restorePoint returns the offset that resync takes to come back to the next token.
func (p *parser) restorePoint() int32 {
	if p.looked {
		return p.ahead.Start
	}
	return p.lex.restorePoint()
}

// setMode changes the mode and returns the old one. A token looked at is read again when the modes differ about it.
func (p *parser) setMode(m lexMode) lexMode {
	old := p.lex.mode
	if m != old {
		if p.looked && !p.ahead.kind.has(FlagParseModeInvariant) {
			p.resync(p.ahead.Start)
		}
		p.lex.mode = m
	}
	return old
}

// setNoComma changes whether commas separate arguments and returns the old value.
func (p *parser) setNoComma(v bool) bool {
	old := p.noComma
	p.noComma = v
	return old
}

func (p *parser) skipNewlines() {
	if !p.looked || p.ahead.kind == TokNewLine {
		p.looked = false
		p.lex.skipNewlines(false)
	}
}

func (p *parser) skipTerminators() {
	if !p.looked || p.ahead.kind == TokNewLine || p.ahead.kind == TokSemi {
		p.looked = false
		p.lex.skipNewlines(true)
	}
}

// mark adds flags to a token and takes some away, in the saved tokens.
func (p *parser) mark(t token, add, remove TokenFlags) {
	if i := int(t.saved) - 1; i >= 0 && i < len(p.lex.saved) && p.lex.saved[i].Extent == t.Extent {
		f := &p.lex.saved[i].Flags
		*f = *f&^remove | add
	}
}

// markArgument makes a token that serves as a plain word a generic one.
func (p *parser) markArgument(t token) {
	if i := int(t.saved) - 1; t.kind != TokIdentifier && i >= 0 && i < len(p.lex.saved) {
		p.lex.saved[i].Kind = TokGeneric
	}
}

// syncOn skips tokens up to one of the kinds outside nested brackets. The closing brackets among the kinds end the
// search when they close the bracket that is open; they are read when consume is set.
func (p *parser) syncOn(consume bool, kinds ...TokenKind) {
	wanted := func(k TokenKind) bool {
		for _, kind := range kinds {
			if k == kind {
				return true
			}
		}
		return false
	}
	open := [3]int{}
	for i, closing := range [...]TokenKind{TokRParen, TokRCurly, TokRBracket} {
		if wanted(closing) {
			open[i] = 1
		}
	}
	for {
		t := p.next()
		if t.kind == TokEndOfInput {
			p.unget(t)
			return
		}
		i, change := bracket(t.kind)
		if change != 0 {
			open[i] += change
		}
		if change < 0 && open[i] == 0 && wanted(t.kind) {
			if !consume {
				p.unget(t)
			}
			return
		}
		if wanted(t.kind) && open == [3]int{} {
			return
		}
	}
}

// bracket tells which pair of brackets a token belongs to and whether it opens (1) or closes (-1) it.
func bracket(k TokenKind) (pair, change int) {
	switch k {
	case TokLParen:
		return 0, 1
	case TokRParen:
		return 0, -1
	case TokLCurly:
		return 1, 1
	case TokRCurly:
		return 1, -1
	case TokLBracket:
		return 2, 1
	case TokRBracket:
		return 2, -1
	}
	return 0, 0
}

// before is the empty extent one character before, at least at the start of the text.
func before(e Extent) Extent {
	at := max(e.Start-1, 0)
	return Extent{at, at}
}

// after is the empty extent at the end.
func after(e Extent) Extent { return Extent{e.End, e.End} }

// join is the extent from the start of one to the end of another.
func join(first, last Extent) Extent { return Extent{first.Start, last.End} }

// joinNodes is join for nodes.
func joinNodes(first, last Node) Extent { return join(first.Span(), last.Span()) }

// isParameter reports whether a parameter token abbreviates the name.
func isParameter(t token, name string) bool { return hasWord(name, t.text) }

// bareWord is a word as a string expression.
func bareWord(e Extent, value string) *StringConstantExpression {
	return &StringConstantExpression{Extent: e, Value: value, Kind: BareWord}
}

// asNodes drops the missing ones of what an error node is to hold.
func asNodes(nodes ...Node) []Node {
	kept := nodes[:0]
	for _, n := range nodes {
		if n != nil {
			kept = append(kept, n)
		}
	}
	return kept
}
