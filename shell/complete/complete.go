package complete

import (
	"strings"

	"github.com/partnershell/partnershell/shell/interp"
	"github.com/partnershell/partnershell/shell/syntax"
)

// Kind is what a candidate is: PowerShell's CompletionResultType.
type Kind string

// The kinds of candidates, by PowerShell's names.
const (
	Text              Kind = "Text"
	History           Kind = "History"
	Command           Kind = "Command"
	ProviderItem      Kind = "ProviderItem"
	ProviderContainer Kind = "ProviderContainer"
	Property          Kind = "Property"
	Method            Kind = "Method"
	ParameterName     Kind = "ParameterName"
	ParameterValue    Kind = "ParameterValue"
	Variable          Kind = "Variable"
	Namespace         Kind = "Namespace"
	Type              Kind = "Type"
	Keyword           Kind = "Keyword"
	DynamicKeyword    Kind = "DynamicKeyword"
)

// Candidate is one way to complete.
type Candidate struct {
	Text    string // what replaces the span
	List    string // what a menu shows
	Kind    Kind
	ToolTip string
}

// Result says which span of the input is replaced and by what. Index and Length count bytes of the input; both are -1
// where nothing can be completed at all.
type Result struct {
	Index, Length int
	Candidates    []Candidate
}

// maxText bounds the text that is looked at, in bytes, so that a pasted file does not stop the keyboard.
const maxText = 1 << 20

// Complete offers what can stand at the cursor, a byte offset into text.
func Complete(rt *interp.Runtime, text string, cursor int) Result {
	if cursor < 0 || cursor > len(text) || len(text) > maxText {
		return Result{Index: -1, Length: -1}
	}
	mark := len(text) - len(strings.TrimPrefix(text, "\uFEFF"))
	r := newRequest(rt, text[mark:], int32(max(cursor-mark, 0)))
	candidates := r.candidates()
	if r.index >= 0 {
		r.index += mark
	}
	return Result{Index: r.index, Length: r.length, Candidates: candidates}
}

// newRequest parses the text and finds what is at the cursor.
func newRequest(rt *interp.Runtime, text string, cursor int32) *request {
	tree, tokens, _ := syntax.ParseWith("", text, syntax.Options{Tokens: true})
	r := &request{rt: rt, text: text, cursor: cursor, tree: tree, tokens: tokens, index: -1, length: -1}
	r.locate()
	return r
}
