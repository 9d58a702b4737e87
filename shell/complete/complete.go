package complete

import "github.com/partnershell/partnershell/shell/interp"

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

// Result says which span of the input is replaced and by what. Index and Length count bytes of the input.
type Result struct {
	Index, Length int
	Candidates    []Candidate
}

// Complete offers what can stand at the cursor, a byte offset into text.
func Complete(rt *interp.Runtime, text string, cursor int) Result {
	return Result{Index: cursor}
}
