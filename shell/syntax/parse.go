package syntax

// Options chooses what [ParseWith] does besides building the tree.
type Options struct {
	Tokens bool // collect the tokens too
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
