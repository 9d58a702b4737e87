package object

// Wildcard is a compiled PowerShell wildcard pattern: *, ?, [a-z] and the backtick as escape.
type Wildcard struct{}

// CompileWildcard compiles a pattern; the error is PowerShell's WildcardPatternException.
func CompileWildcard(pattern string, ignoreCase bool) (*Wildcard, error) { return &Wildcard{}, nil }

// Match reports whether the whole text matches.
func (w *Wildcard) Match(text string) bool { return false }

// HasWildcard reports whether s holds a wildcard character that is not escaped.
func HasWildcard(s string) bool { return false }

// EscapeWildcard puts a backtick before every wildcard character ([WildcardPattern]::Escape).
func EscapeWildcard(s string) string { return s }

// UnescapeWildcard takes those backticks away ([WildcardPattern]::Unescape).
func UnescapeWildcard(s string) string { return s }
