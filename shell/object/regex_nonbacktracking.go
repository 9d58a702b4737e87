package object

import "strings"

// backtrackingConstructs are what RegexOptions.NonBacktracking refuses, by how they begin, with .NET's description.
var backtrackingConstructs = []struct{ start, description string }{
	{"(?=", "positive lookahead (?= pattern) or positive lookbehind (?<= pattern)"},
	{"(?<=", "positive lookahead (?= pattern) or positive lookbehind (?<= pattern)"},
	{"(?!", "negative lookahead (?! pattern) or negative lookbehind (?<! pattern)"},
	{"(?<!", "negative lookahead (?! pattern) or negative lookbehind (?<! pattern)"},
	{"(?>", "atomic subexpressions (?> pattern)"},
	{"(?(", "captured group conditional (?( name ) yes-pattern | no-pattern ) or (?( number ) yes-pattern | no-pattern )"},
	{`\G`, `contiguous matches (\G)`},
	{`\k`, `backreference (\ number)`},
}

// checkNonBacktracking is the error for a pattern that RegexOptions.NonBacktracking cannot match.
func checkNonBacktracking(pattern string, options RegexOptions) error {
	if options&RegexNonBacktracking == 0 {
		return nil
	}
	if options&(RegexRightToLeft|RegexECMAScript) != 0 {
		return NewException("System.ArgumentOutOfRangeException",
			"Specified argument was out of the range of valid values. (Parameter 'options')")
	}
	inClass := false
	for i := 0; i < len(pattern); i++ {
		switch c := pattern[i]; {
		case !inClass && refusedAt(pattern[i:]) != "":
			return NewException("System.NotSupportedException", "RegexOptions.NonBacktracking is not supported in conjunction "+
				"with expressions containing: '%s'.", refusedAt(pattern[i:]))
		case c == '\\':
			i++
		case c == '[':
			inClass = true
		case c == ']':
			inClass = false
		}
	}
	return nil
}

// refusedAt describes the construct that begins here, if it is one that needs backtracking.
func refusedAt(rest string) string {
	for _, c := range backtrackingConstructs {
		if strings.HasPrefix(rest, c.start) {
			return c.description
		}
	}
	if len(rest) > 1 && rest[0] == '\\' && '1' <= rest[1] && rest[1] <= '9' {
		return `backreference (\ number)`
	}
	return ""
}
