package object

import "strings"

const escape = 0x1b

// SequenceLength is the length of the escape sequence that s begins with: a colour, a private mode, or a hyperlink;
// 0 if it begins with none of these.
func SequenceLength(s string) int {
	if len(s) < 3 || s[0] != escape {
		return 0
	}
	if strings.HasPrefix(s, "\x1b]8;;") {
		if end := strings.Index(s, "\x1b\\"); end > 0 {
			return end + 2
		}
		return 0
	}
	if s[1] != '[' {
		return 0
	}
	i := 2
	private := s[i] == '?'
	if private {
		i++
	}
	for i < len(s) && (s[i] >= '0' && s[i] <= '9' || s[i] == ';') {
		i++
	}
	if i < len(s) && (!private && s[i] == 'm' || private && (s[i] == 'h' || s[i] == 'l')) {
		return i + 1
	}
	return 0
}

// WithoutSequences takes the escape sequences out of s.
func WithoutSequences(s string) string {
	if strings.IndexByte(s, escape) < 0 {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); {
		if skip := SequenceLength(s[i:]); skip > 0 {
			i += skip
			continue
		}
		b.WriteByte(s[i])
		i++
	}
	return b.String()
}
