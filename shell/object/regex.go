package object

// RegexOptions is System.Text.RegularExpressions.RegexOptions, with its numbers.
type RegexOptions int32

// The options of a regular expression.
const (
	RegexIgnoreCase              RegexOptions = 1
	RegexMultiline               RegexOptions = 2
	RegexExplicitCapture         RegexOptions = 4
	RegexCompiled                RegexOptions = 8
	RegexSingleline              RegexOptions = 16
	RegexIgnorePatternWhitespace RegexOptions = 32
	RegexRightToLeft             RegexOptions = 64
	RegexECMAScript              RegexOptions = 256
	RegexCultureInvariant        RegexOptions = 512
	RegexNonBacktracking         RegexOptions = 1024
)

// The types of regular expressions; their members are defined with the other library types.
var (
	TypeRegex        = Define("System.Text.RegularExpressions.Regex", ClassType, nil)
	TypeRegexCapture = Define("System.Text.RegularExpressions.Capture", ClassType, nil)
	TypeRegexGroup   = Define("System.Text.RegularExpressions.Group", ClassType, TypeRegexCapture)
	TypeRegexMatch   = Define("System.Text.RegularExpressions.Match", ClassType, TypeRegexGroup)
)

// Regex is System.Text.RegularExpressions.Regex.
type Regex struct {
	Pattern string
	Options RegexOptions
}

// RegexCapture is one capture of a group. Index and Length count UTF-16 units.
type RegexCapture struct {
	Value         string
	Index, Length int
}

// RegexGroup is what a group of a pattern captured: the last capture, and all of them.
type RegexGroup struct {
	RegexCapture
	Name     string
	Success  bool
	Captures []RegexCapture
}

// RegexMatch is one match; group 0 is the whole.
type RegexMatch struct {
	RegexGroup
	Groups []*RegexGroup // in order of their numbers, group 0 first
}

// Type implements Object.
func (r *Regex) Type() *Type { return TypeRegex }

// Text implements Texter: a regular expression prints as its pattern.
func (r *Regex) Text() string { return r.Pattern }

// Type implements Object.
func (RegexCapture) Type() *Type { return TypeRegexCapture }

// Text implements Texter.
func (c RegexCapture) Text() string { return c.Value }

// Type implements Object.
func (*RegexGroup) Type() *Type { return TypeRegexGroup }

// Type implements Object.
func (*RegexMatch) Type() *Type { return TypeRegexMatch }

// CompileRegex compiles a pattern with .NET's meaning and keeps it in a cache. The error is an
// *Exception of class System.Text.RegularExpressions.RegexParseException, as from every constructor.
func CompileRegex(pattern string, options RegexOptions) (*Regex, error) {
	return &Regex{Pattern: pattern, Options: options}, nil
}

// IsMatch reports whether the pattern occurs in text.
func (r *Regex) IsMatch(text string) (bool, error) { return false, nil }

// Match finds the first match at or after the UTF-16 index start; nil if there is none.
func (r *Regex) Match(text string, start int) (*RegexMatch, error) { return nil, nil }

// Next finds the match after m; nil if there is none.
func (m *RegexMatch) Next() (*RegexMatch, error) { return nil, nil }

// Replace replaces up to count matches (-1: all) by .NET's replacement pattern.
func (r *Regex) Replace(text, replacement string, count, start int) (string, error) { return text, nil }

// ReplaceFunc replaces up to count matches (-1: all) by what f makes of each.
func (r *Regex) ReplaceFunc(text string, count, start int, f func(*RegexMatch) (string, error)) (string, error) {
	return text, nil
}

// Split splits text at the matches into at most count parts (0: any number); captured groups are parts too.
func (r *Regex) Split(text string, count, start int) ([]string, error) { return nil, nil }

// GroupNames are the names of the groups in order of their numbers; a group without a name has its number's text.
func (r *Regex) GroupNames() []string { return nil }

// Expand is Match.Result: .NET's replacement pattern filled from the match.
func (m *RegexMatch) Expand(replacement string) (string, error) { return "", nil }

// EscapeRegex puts backslashes before the characters that mean something in a pattern (Regex.Escape).
func EscapeRegex(s string) string { return s }

// UnescapeRegex takes those away (Regex.Unescape).
func UnescapeRegex(s string) (string, error) { return s, nil }
