package syntax

import "strings"

// Options chooses what [ParseWith] does besides building the tree.
type Options struct {
	Tokens bool // collect the tokens too

	// Types knows the types that the script does not define. Without it classes are not checked for unknown types
	// and misplaced attributes.
	Types TypeLookup
}

// ParseError is something wrong with the text.
type ParseError struct {
	Extent
	ID         string // PowerShell's error id, such as MissingEndCurlyBrace
	Message    string // PowerShell's message
	Incomplete bool   // the text so far is not wrong, only unfinished
}

// Error returns the message.
func (e *ParseError) Error() string { return e.Message }

// Incomplete reports whether an interactive shell should ask for another line instead of reporting the errors:
// PowerShell does so when the first error is one of unfinished input.
func Incomplete(errs []*ParseError) bool { return len(errs) > 0 && errs[0].Incomplete }

// Parse reads a script. The tree is never nil: what could not be read stands in it as error nodes. The name is the
// file's path, or empty. A script with errors must not be run.
func Parse(name, text string) (*ScriptBlock, []*ParseError) {
	tree, _, errs := ParseWith(name, text, Options{})
	return tree, errs
}

// ParseWith is [Parse] with options. Tokens are nil unless asked for.
func ParseWith(name, text string, o Options) (*ScriptBlock, []Token, []*ParseError) {
	// A byte order mark is no part of the text; columns count without it.
	src := NewSource(name, strings.TrimPrefix(text, "\uFEFF"))
	p := &parser{src: src, types: o.Types}
	p.lex = lexer{p: p, src: src, text: src.Text, keep: o.Tokens, signatureFrom: -1}
	if o.Tokens {
		p.lex.saved = make([]Token, 0, len(src.Text)/charactersPerToken)
	}
	tree := p.script()
	return tree, p.lex.saved, p.errs
}

// charactersPerToken is how long a token with its white space is on average, to guess how many there will be.
const charactersPerToken = 5

// script parses the whole text and applies the checks that need the tree.
func (p *parser) script() (tree *ScriptBlock) {
	defer func() {
		switch r := recover(); r {
		case nil:
		case tooComplicated:
			// The rules were left half way; what they reported is of no use.
			p.errs, p.seen, p.lex.saved = nil, nil, nil
			p.error(Extent{0, int32(len(p.src.Text))}, "ScriptTooComplicated")
			tree = &ScriptBlock{Extent: Extent{0, int32(len(p.src.Text))}, Source: p.src}
			tree.End = &NamedBlock{Extent: tree.Extent, Kind: TokEnd, Unnamed: true}
		default:
			panic(r)
		}
	}()
	tree = p.scriptBlock(nil, false)
	if len(p.lex.requires) > 0 {
		tree.Requirements = p.requirements()
	}
	if len(p.src.Text) > maxTreeDepth && treeDepth(tree) > maxTreeDepth {
		panic(tooComplicated)
	}
	check(p, tree)
	return tree
}

// maxTreeDepth bounds how deep trees are that the caller gets, who will walk them recursively. Rules that loop, such
// as `1 + 1 + ...`, nest the tree without nesting themselves. No tree is deeper than its text is long.
const maxTreeDepth = 200_000

// treeDepth measures a tree without recursion.
func treeDepth(root Node) int {
	type entry struct {
		node  Node
		depth int
	}
	deepest := 0
	for stack := []entry{{root, 1}}; len(stack) > 0; {
		top := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		deepest = max(deepest, top.depth)
		top.node.children(func(child Node) { stack = append(stack, entry{child, top.depth + 1}) })
	}
	return deepest
}
