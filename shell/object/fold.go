package object

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// FoldName is the form in which names (of properties, variables, commands, keys) are compared: .NET's
// OrdinalIgnoreCase, which upper-cases each character on its own. Folding a folded name changes nothing.
func FoldName(name string) string {
	for i := 0; i < len(name); i++ {
		c := name[i]
		if c >= utf8.RuneSelf || 'A' <= c && c <= 'Z' {
			return strings.Map(foldRune, name)
		}
	}
	return name
}

func foldRune(r rune) rune {
	if r < utf8.RuneSelf {
		if 'A' <= r && r <= 'Z' {
			return r + 'a' - 'A'
		}
		return r
	}
	return unicode.ToLower(unicode.ToUpper(r))
}

// EqualNames compares two names as FoldName does, without allocating.
func EqualNames(a, b string) bool {
	if len(a) == len(b) {
		i := 0
		for ; i < len(a); i++ {
			x, y := a[i], b[i]
			if x >= utf8.RuneSelf || y >= utf8.RuneSelf {
				break
			}
			if x != y && (x|0x20 != y|0x20 || x|0x20 < 'a' || x|0x20 > 'z') {
				return false
			}
		}
		if i == len(a) {
			return true
		}
	}
	return FoldName(a) == FoldName(b)
}
