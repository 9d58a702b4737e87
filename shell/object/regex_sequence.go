package object

import (
	"regexp/syntax"
	"strconv"
	"strings"
)

// sequence matches patterns that have neither alternatives nor repeated groups: characters one after the other, each
// repeated some number of times, with captures and anchors between them. Most patterns in scripts are of this form, and
// walking the bytes of an ASCII text beats a general engine by a factor of five. It backtracks as .NET does, within
// a budget that is linear in the text; whoever asks goes on with the general engine when that is spent.
type sequence struct {
	steps  []sequenceStep
	groups int       // captures, group 0 among them
	first  *asciiSet // what a match can begin with; nil: anything, or nothing at all
}

// maxSequenceGroups bounds the captures of a sequence, so that a search needs no memory of its own.
const maxSequenceGroups = 10

type sequenceOp uint8

const (
	takeOne sequenceOp = iota // one character of the set
	takeMany
	saveSlot // a capture begins or ends
	atStart
	atEnd
	atWordBoundary
	notAtWordBoundary
)

type sequenceStep struct {
	op       sequenceOp
	lazy     bool
	final    bool // giving back some of what was taken can never help
	set      asciiSet
	min, max int // max < 0: without limit
	slot     int
}

// asciiSet is a set of ASCII characters, one bit each.
type asciiSet [2]uint64

func (s *asciiSet) has(c byte) bool { return s[c>>6&1]>>(c&63)&1 != 0 }

func (s *asciiSet) add(r rune) {
	if r >= 0 && r < 128 {
		s[r>>6] |= 1 << (r & 63)
	}
}

func (s *asciiSet) meets(t *asciiSet) bool { return s[0]&t[0]|s[1]&t[1] != 0 }

// newSequence makes a sequence of a parsed pattern; nil if it is none.
func newSequence(tree *syntax.Regexp) *sequence {
	p := &sequence{groups: tree.MaxCap() + 1}
	if p.groups > maxSequenceGroups || !p.add(tree) {
		return nil
	}
	for i := range p.steps {
		p.steps[i].final = p.steps[i].op == takeMany && !p.steps[i].lazy && p.isFinal(i)
	}
	p.first = p.beginning()
	return p
}

// add appends the steps of a tree; false if it has what a sequence has not.
func (p *sequence) add(tree *syntax.Regexp) bool {
	switch tree.Op {
	case syntax.OpEmptyMatch:
	case syntax.OpConcat:
		for _, sub := range tree.Sub {
			if !p.add(sub) {
				return false
			}
		}
	case syntax.OpCapture:
		p.steps = append(p.steps, sequenceStep{op: saveSlot, slot: 2 * tree.Cap})
		if !p.add(tree.Sub[0]) {
			return false
		}
		p.steps = append(p.steps, sequenceStep{op: saveSlot, slot: 2*tree.Cap + 1})
	case syntax.OpLiteral:
		for _, r := range tree.Rune {
			p.steps = append(p.steps, sequenceStep{op: takeOne, set: literalSet(r, tree.Flags)})
		}
	case syntax.OpStar, syntax.OpPlus, syntax.OpQuest, syntax.OpRepeat:
		return p.addRepeat(tree)
	default:
		if set, ok := characterSet(tree); ok {
			p.steps = append(p.steps, sequenceStep{op: takeOne, set: set})
			return true
		}
		return p.addAnchor(tree.Op)
	}
	return true
}

func (p *sequence) addAnchor(op syntax.Op) bool {
	step := sequenceStep{}
	switch op {
	case syntax.OpBeginText:
		step.op = atStart
	case syntax.OpEndText:
		step.op = atEnd
	case syntax.OpWordBoundary:
		step.op = atWordBoundary
	case syntax.OpNoWordBoundary:
		step.op = notAtWordBoundary
	default:
		return false
	}
	p.steps = append(p.steps, step)
	return true
}

func (p *sequence) addRepeat(tree *syntax.Regexp) bool {
	set, ok := characterSet(tree.Sub[0])
	if !ok {
		return false
	}
	step := sequenceStep{op: takeMany, set: set, max: -1, lazy: tree.Flags&syntax.NonGreedy != 0}
	switch tree.Op {
	case syntax.OpPlus:
		step.min = 1
	case syntax.OpQuest:
		step.max = 1
	case syntax.OpRepeat:
		step.min, step.max = tree.Min, tree.Max
	}
	p.steps = append(p.steps, step)
	return true
}

func literalSet(r rune, flags syntax.Flags) (set asciiSet) {
	set.add(r)
	if letter := r | 0x20; flags&syntax.FoldCase != 0 && letter >= 'a' && letter <= 'z' {
		set.add(letter)
		set.add(letter - 0x20)
	}
	return set
}

// characterSet is the set of a tree that takes exactly one character.
func characterSet(tree *syntax.Regexp) (set asciiSet, ok bool) {
	switch tree.Op {
	case syntax.OpLiteral:
		if len(tree.Rune) != 1 {
			return set, false
		}
		return literalSet(tree.Rune[0], tree.Flags), true
	case syntax.OpCharClass:
		for i := 0; i < len(tree.Rune); i += 2 {
			for r := tree.Rune[i]; r <= min(tree.Rune[i+1], 127); r++ {
				set.add(r)
			}
		}
		return set, true
	case syntax.OpAnyChar, syntax.OpAnyCharNotNL:
		set = asciiSet{^uint64(0), ^uint64(0)}
		if tree.Op == syntax.OpAnyCharNotNL {
			set[0] &^= 1 << '\n'
		}
		return set, true
	}
	return set, false
}

// isFinal reports whether what follows the repetition at i can only match after all that it could take: then there
// is no need to try less.
func (p *sequence) isFinal(i int) bool {
	set := &p.steps[i].set
	for _, s := range p.steps[i+1:] {
		switch s.op {
		case saveSlot:
		case atEnd:
			return true
		case takeOne, takeMany:
			if set.meets(&s.set) {
				return false
			}
			if s.op == takeOne || s.min > 0 {
				return true
			}
		default:
			return false
		}
	}
	return true
}

// beginning is the set that the first character of every match is in; nil if a match can be empty or is anchored.
func (p *sequence) beginning() *asciiSet {
	for i := range p.steps {
		switch s := &p.steps[i]; {
		case s.op == saveSlot:
		case s.op == takeOne, s.op == takeMany && s.min > 0:
			return &s.set
		default:
			return nil
		}
	}
	return nil
}

// sequenceSearch goes through the matches of a sequence in one text. It needs no memory but its own.
type sequenceSearch struct {
	*sequence
	text   string
	slots  [2 * maxSequenceGroups]int // of the match that was found last; as in regexp
	budget int                        // characters that may still be looked at
}

func (p *sequence) search(text string) sequenceSearch {
	return sequenceSearch{sequence: p, text: text, budget: 16*len(text) + 256}
}

// gaveUp reports that the budget is spent, and that the last result means nothing.
func (s *sequenceSearch) gaveUp() bool { return s.budget < 0 }

// found is the match that was found last, in the form that regexp has.
func (s *sequenceSearch) found() []int { return s.slots[:2*s.groups] }

// next finds the first match that begins at or after a position.
func (s *sequenceSearch) next(from int) bool {
	for at := from; at <= len(s.text); at++ {
		if s.first != nil {
			for at < len(s.text) && !s.first.has(s.text[at]) {
				at++
			}
			if at == len(s.text) {
				return false
			}
		}
		if end := s.match(0, at); end >= 0 {
			s.slots[0], s.slots[1] = at, end
			return true
		}
		if s.gaveUp() || s.steps[0].op == atStart {
			return false
		}
	}
	return false
}

// match is the end of a match of the steps from i on at a position; negative if there is none.
func (s *sequenceSearch) match(i, at int) int {
	for ; i < len(s.steps); i++ {
		switch step := &s.steps[i]; step.op {
		case takeOne:
			if at == len(s.text) || !step.set.has(s.text[at]) {
				return -1
			}
			at++
		case takeMany:
			n := step.count(s.text[at:])
			s.budget -= n + 1
			if n < step.min {
				return -1
			}
			if !step.final {
				return s.repeat(i, at, n)
			}
			at += n
		case saveSlot:
			s.slots[step.slot] = at
		default:
			if !step.holds(s.text, at) {
				return -1
			}
		}
	}
	return at
}

// repeat tries the repetition at step i with up to n characters, and the steps after it.
func (s *sequenceSearch) repeat(i, at, n int) int {
	step := &s.steps[i]
	from, to, by := n, step.min-1, -1
	if step.lazy {
		from, to, by = step.min, n+1, 1
	}
	for k := from; k != to && !s.gaveUp(); k += by {
		s.budget--
		if end := s.match(i+1, at+k); end >= 0 {
			return end
		}
	}
	return -1
}

// count is how many characters at the start of text the repetition could take.
func (s *sequenceStep) count(text string) int {
	if s.max >= 0 && len(text) > s.max {
		text = text[:s.max]
	}
	for i := range len(text) {
		if !s.set.has(text[i]) {
			return i
		}
	}
	return len(text)
}

func (s *sequenceStep) holds(text string, at int) bool {
	switch s.op {
	case atStart:
		return at == 0
	case atEnd:
		return at == len(text)
	}
	before := at > 0 && isPatternWord(text[at-1])
	after := at < len(text) && isPatternWord(text[at])
	return (before != after) == (s.op == atWordBoundary)
}

func isPatternWord(c byte) bool {
	return c|0x20 >= 'a' && c|0x20 <= 'z' || c >= '0' && c <= '9' || c == '_'
}

// replacePiece is a part of a replacement: text as it is, and then a group; no group if that is negative.
type replacePiece struct {
	text  string
	group int
}

// replacementPieces takes a replacement apart that refers to nothing but groups by their numbers; ok is false for
// others. The pieces are appended to room.
func replacementPieces(room []replacePiece, replacement string, groups int) (pieces []replacePiece, ok bool) {
	pieces = room
	for {
		i := strings.IndexByte(replacement, '$')
		if i < 0 {
			return append(pieces, replacePiece{replacement, -1}), true
		}
		rest := replacement[i+1:]
		end := skipDigits(rest, 0)
		group, err := strconv.Atoi(rest[:end])
		if err != nil || end > 2 || group >= groups {
			return nil, false
		}
		pieces = append(pieces, replacePiece{replacement[:i], group})
		replacement = rest[end:]
	}
}

// replaceAll replaces every match; the pattern must not match nothing. ok is false when the budget was spent or the
// result gets too long.
func (p *sequence) replaceAll(text string, pieces []replacePiece) (result string, ok bool) {
	s := p.search(text)
	var b strings.Builder
	done := 0
	for s.next(done) {
		if done == 0 {
			b.Grow(len(text) + 32)
		}
		b.WriteString(text[done:s.slots[0]])
		for _, piece := range pieces {
			b.WriteString(piece.text)
			if piece.group >= 0 {
				b.WriteString(text[s.slots[2*piece.group]:s.slots[2*piece.group+1]])
			}
		}
		done = s.slots[1]
		if b.Len() > MaxText {
			return "", false
		}
	}
	if done == 0 || s.gaveUp() {
		return text, !s.gaveUp()
	}
	b.WriteString(text[done:])
	return b.String(), true
}

// split cuts text at the matches into at most count parts (negative: any number); the pattern must not match nothing.
func (p *sequence) split(text string, count int) (parts []string, ok bool) {
	s := p.search(text)
	done := 0
	for len(parts)+1 != count && s.next(done) {
		parts = append(parts, text[done:s.slots[0]])
		done = s.slots[1]
	}
	return append(parts, text[done:]), !s.gaveUp()
}
