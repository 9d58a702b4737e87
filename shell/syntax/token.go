package syntax

// Token is a word or sign of the source, as [ParseWith] returns them when asked.
type Token struct {
	Extent
	Kind   TokenKind
	Flags  TokenFlags
	Text   string  // as written
	Value  any     // the value of a string (string) or number, the name of a variable, parameter or label (string)
	Nested []Token // the tokens inside an expandable string or word
}

// token is the lexer's own form of a token: a value, so that scanning allocates nothing for most of them.
type token struct {
	Extent
	kind  TokenKind
	colon bool       // a parameter that ends in a colon
	flags TokenFlags // those of this token beyond its kind's traits
	saved int32      // index in the saved tokens plus one, 0 when not saved
	text  string     // value of a string or word, name of a variable, parameter or label
	num   any        // value of a number
	redir redirection
	parts []stringPart // of an expandable string or word
}

// redirection is what a redirection token says.
type redirection struct {
	from, to RedirectionStream
	append   bool
	merge    bool
}

// hasFlag reports a flag of the token itself or of its kind.
func (t *token) hasFlag(f TokenFlags) bool { return (t.flags|t.kind.Traits())&f != 0 }

// stringPart is a variable or subexpression inside an expandable string, found by the lexer and parsed later.
type stringPart struct {
	valueStart, valueEnd int // where it stands in the string's value
	variable             bool
	tok                  token // of a variable
	sub                  subText
}

// subText is the text of a `$(...)` inside a string. Where a doubled or escaped quote had to be undone the text is a
// copy and offsets maps its bytes to the source; otherwise it is the outer text cut off after the closing paren.
type subText struct {
	text    string
	start   int
	offsets []int32
}
