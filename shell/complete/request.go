package complete

import (
	"slices"
	"strings"

	"github.com/partnershell/partnershell/shell/interp"
	"github.com/partnershell/partnershell/shell/syntax"
)

// request is one completion being worked out.
type request struct {
	rt     *interp.Runtime
	text   string
	cursor int32
	tree   *syntax.ScriptBlock
	tokens []syntax.Token

	at     *syntax.Token // the token that the cursor is in or right after; nil if there is none
	before *syntax.Token // without one: the last token before the cursor; may be nil
	around []syntax.Node // the nodes at the cursor (or at the end of before), outermost first; never empty
	path   []syntax.Node // the way from the root to the last of them

	word          string // what is being completed, without quotes
	index, length int    // the span to be replaced
	commandPath   bool   // paths stand for commands: their special characters are not escaped
	local         *scriptView
	depth         int // of inference
}

// locate finds the token and the nodes at the cursor.
func (r *request) locate() {
	position := r.cursor
	if r.at = tokenAt(r.tokens, r.cursor); r.at != nil {
		if isExpandable(r.at.Kind) {
			if inner := tokenAt(r.at.Nested, r.cursor); inner != nil {
				r.at = inner
			}
		}
	} else if r.before = tokenBefore(r.tokens, r.cursor); r.before != nil {
		position = r.before.End
	}
	paths := pathsTo(r.tree, position)
	if len(paths) == 0 {
		paths = [][]syntax.Node{{r.tree}}
	}
	last := paths[len(paths)-1]
	if block, ok := last[len(last)-1].(*syntax.NamedBlock); ok && block.Unnamed && len(paths) > 1 && r.startsWithParam(block) {
		paths = paths[:len(paths)-1] // the body that a param block begins says nothing
	}
	r.path = paths[len(paths)-1]
	for _, p := range paths {
		r.around = append(r.around, p[len(p)-1])
	}
}

func (r *request) startsWithParam(n syntax.Node) bool {
	text := r.slice(n)
	return len(text) >= 5 && strings.EqualFold(text[:5], "param")
}

func isExpandable(k syntax.TokenKind) bool {
	switch k {
	case syntax.TokStringExpandable, syntax.TokHereStringExpandable, syntax.TokGeneric:
		return true
	}
	return false
}

func interesting(t *syntax.Token) bool {
	return t.Kind != syntax.TokNewLine && t.Kind != syntax.TokEndOfInput
}

// tokenAt is the last token that begins before the cursor and does not end before it.
func tokenAt(tokens []syntax.Token, cursor int32) *syntax.Token {
	for i := len(tokens) - 1; i >= 0; i-- {
		if t := &tokens[i]; t.Start < cursor && cursor <= t.End && interesting(t) {
			return t
		}
	}
	return nil
}

// tokenBefore is the last token that ends before the cursor.
func tokenBefore(tokens []syntax.Token, cursor int32) *syntax.Token {
	for i := len(tokens) - 1; i >= 0; i-- {
		if t := &tokens[i]; t.End < cursor && interesting(t) {
			return t
		}
	}
	return nil
}

// previousToken is the token before the one that the cursor is in; nil if there is none.
func (r *request) previousToken() *syntax.Token {
	for i := len(r.tokens) - 1; i >= 0; i-- {
		if t := &r.tokens[i]; t.End <= r.at.Start && interesting(t) {
			return t
		}
	}
	return nil
}

// pathsTo finds the nodes that begin before the position and do not end before it, outermost first; each comes with the
// nodes above it. An unfinished node may end before its own children, so no branch is left out. Names of types, and the
// plain text between the variables of a string, are no nodes of their own here.
func pathsTo(root syntax.Node, position int32) [][]syntax.Node {
	var paths [][]syntax.Node
	var way []syntax.Node
	var walk func(n syntax.Node)
	walk = func(n syntax.Node) {
		if _, isName := n.(*syntax.TypeName); isName || isLiteralPart(n, way) {
			return
		}
		way = append(way, n)
		if span := n.Span(); span.Start < position && position <= span.End {
			paths = append(paths, slices.Clone(way))
		}
		syntax.Children(n, walk)
		way = way[:len(way)-1]
	}
	walk(root)
	return paths
}

// lastPath is the way to the innermost node at a position; nil outside of the tree.
func lastPath(root syntax.Node, position int32) []syntax.Node {
	paths := pathsTo(root, position)
	if len(paths) == 0 {
		return nil
	}
	return paths[len(paths)-1]
}

// isLiteralPart reports whether a node is the plain text between the variables of a string.
func isLiteralPart(n syntax.Node, way []syntax.Node) bool {
	if _, isText := n.(*syntax.StringConstantExpression); !isText || len(way) == 0 {
		return false
	}
	_, inString := way[len(way)-1].(*syntax.ExpandableStringExpression)
	return inString
}

// last is the innermost node.
func (r *request) last() syntax.Node { return r.path[len(r.path)-1] }

// up is the node n levels above the innermost one; nil beyond the tree.
func (r *request) up(n int) syntax.Node {
	if n >= len(r.path) {
		return nil
	}
	return r.path[len(r.path)-1-n]
}

// above finds the innermost node of a type.
func above[N syntax.Node](r *request) (N, bool) {
	for i := len(r.path) - 1; i >= 0; i-- {
		if n, ok := r.path[i].(N); ok {
			return n, true
		}
	}
	var none N
	return none, false
}

// parentOf is the node right above n.
func (r *request) parentOf(n syntax.Node) syntax.Node {
	for i := len(r.path) - 1; i > 0; i-- {
		if r.path[i] == n {
			return r.path[i-1]
		}
	}
	return nil
}

func (r *request) slice(n syntax.Node) string {
	span := n.Span()
	if span.Start < 0 || span.Start > span.End || int(span.End) > len(r.text) {
		return ""
	}
	return r.text[span.Start:span.End]
}

// replace says which span is replaced.
func (r *request) replace(span syntax.Extent) { r.index, r.length = int(span.Start), span.Len() }

// insert says that candidates go in at a place without replacing anything.
func (r *request) insert(at int32) { r.index, r.length = int(at), 0 }

// lineBlank reports whether the cursor's line has nothing but white space.
func (r *request) lineBlank() bool {
	start := strings.LastIndexByte(r.text[:r.cursor], '\n') + 1
	line, _, _ := strings.Cut(r.text[start:], "\n")
	return strings.TrimSpace(line) == ""
}

// sameLine reports whether no line ends between two places.
func (r *request) sameLine(a, b int32) bool {
	if a > b {
		a, b = b, a
	}
	return !strings.Contains(r.text[a:b], "\n")
}
