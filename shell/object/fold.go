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
		switch c := name[i]; {
		case c >= utf8.RuneSelf:
			return strings.Map(foldRune, name)
		case 'A' <= c && c <= 'Z':
			return foldFrom(name, i)
		}
	}
	return name
}

// foldFrom folds a name whose first upper-case letter is at i, with nothing but ASCII before it.
func foldFrom(name string, i int) string {
	folded := []byte(name)
	for ; i < len(folded); i++ {
		switch c := folded[i]; {
		case c >= utf8.RuneSelf:
			return strings.Map(foldRune, name)
		case 'A' <= c && c <= 'Z':
			folded[i] = c + 'a' - 'A'
		}
	}
	return string(folded)
}

// foldInto writes a short ASCII name, folded, to a buffer and returns its length; 0 if it is not short or not ASCII.
func foldInto(buffer []byte, name string) int {
	if len(name) > len(buffer) {
		return 0
	}
	for i := range len(name) {
		c := name[i]
		if c >= utf8.RuneSelf {
			return 0
		}
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		buffer[i] = c
	}
	return len(name)
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
	for a != "" && b != "" {
		x, y := a[0], b[0]
		if x < utf8.RuneSelf && y < utf8.RuneSelf {
			if x != y && (x|0x20 != y|0x20 || x|0x20 < 'a' || x|0x20 > 'z') {
				return false
			}
			a, b = a[1:], b[1:]
			continue
		}
		r, n := utf8.DecodeRuneInString(a)
		q, m := utf8.DecodeRuneInString(b)
		if r != q && foldRune(r) != foldRune(q) {
			return false
		}
		a, b = a[n:], b[m:]
	}
	return a == b
}
