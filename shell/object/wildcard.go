package object

import (
	"strings"
	"sync"
	"unicode/utf8"
)

// Wildcard is a compiled PowerShell wildcard pattern: *, ?, [a-z] and the backtick as escape.
type Wildcard struct {
	Pattern    string
	ignoreCase bool
	tokens     []wildcardToken
	literal    string // the whole pattern, if it has no wildcards
	isLiteral  bool
}

type wildcardToken struct {
	kind wildcardKind
	unit uint16
	set  []unitRange
}

type wildcardKind uint8

const (
	oneLiteral wildcardKind = iota
	anyUnit
	anyRun
	oneOf
)

// unitRange is a range of UTF-16 units, ends included.
type unitRange struct{ low, high uint16 }

type wildcardKey struct {
	pattern    string
	ignoreCase bool
}

// wildcardCache keeps compiled patterns; it starts anew when it is full.
var wildcardCache struct {
	sync.RWMutex
	entries map[wildcardKey]*Wildcard
}

const wildcardCacheSize = 512

// CompileWildcard compiles a pattern and keeps it in a cache; the error is PowerShell's WildcardPatternException.
func CompileWildcard(pattern string, ignoreCase bool) (*Wildcard, error) {
	key := wildcardKey{pattern, ignoreCase}
	wildcardCache.RLock()
	w := wildcardCache.entries[key]
	wildcardCache.RUnlock()
	if w != nil {
		return w, nil
	}
	w, err := compileWildcard(pattern, ignoreCase)
	if err != nil {
		return nil, err
	}
	wildcardCache.Lock()
	if wildcardCache.entries == nil || len(wildcardCache.entries) >= wildcardCacheSize {
		wildcardCache.entries = make(map[wildcardKey]*Wildcard)
	}
	wildcardCache.entries[key] = w
	wildcardCache.Unlock()
	return w, nil
}

func compileWildcard(pattern string, ignoreCase bool) (*Wildcard, error) {
	w := &Wildcard{Pattern: pattern, ignoreCase: ignoreCase}
	if strings.IndexAny(pattern, "*?[`") < 0 {
		w.literal, w.isLiteral = pattern, true
		return w, nil
	}
	units := UTF16Units(pattern)
	escaped := false
	for i := 0; i < len(units); i++ {
		u := units[i]
		switch {
		case u == '*' && !escaped:
			w.addStar()
		case u == '?' && !escaped:
			w.tokens = append(w.tokens, wildcardToken{kind: anyUnit})
		case u == '[' && !escaped:
			end, ok := w.addSet(units, i+1)
			if !ok {
				return nil, errWildcard(pattern)
			}
			i = end
		case u != '`' || escaped:
			w.addLiteral(u)
		}
		escaped = u == '`' && !escaped
	}
	if escaped && pattern != "`" {
		w.addLiteral('`')
	}
	return w, nil
}

func errWildcard(pattern string) *ErrorRecord {
	return NewError("System.Management.Automation.WildcardPatternException", "RuntimeException", NotSpecified,
		"The specified wildcard character pattern is not valid: %s", pattern)
}

func (w *Wildcard) addStar() {
	if n := len(w.tokens); n == 0 || w.tokens[n-1].kind != anyRun {
		w.tokens = append(w.tokens, wildcardToken{kind: anyRun})
	}
}

func (w *Wildcard) addLiteral(u uint16) {
	w.tokens = append(w.tokens, wildcardToken{kind: oneLiteral, unit: w.fold(u)})
}

// fold is the form in which units are compared.
func (w *Wildcard) fold(u uint16) uint16 {
	if !w.ignoreCase {
		return u
	}
	if u < utf8.RuneSelf {
		if 'A' <= u && u <= 'Z' {
			return u + 'a' - 'A'
		}
		return u
	}
	return uint16(simpleLower(rune(u)))
}

// addSet reads a bracket expression up to its closing bracket; ] may stand first in it, and - between two ends.
func (w *Wildcard) addSet(units []uint16, i int) (end int, ok bool) {
	var content []uint16
	var dash []bool
	escaped, closed := false, false
	for ; i < len(units); i++ {
		u := units[i]
		if u == ']' && !escaped && len(content) > 0 {
			closed = true
			break
		}
		if u != '`' || escaped {
			content = append(content, u)
			dash = append(dash, u == '-' && !escaped)
		}
		escaped = u == '`' && !escaped
	}
	if !closed {
		return 0, false
	}
	set := make([]unitRange, 0, len(content))
	for j := 0; j < len(content); j++ {
		r := unitRange{content[j], content[j]}
		if j+2 < len(content) && dash[j+1] {
			r.high = content[j+2]
			j += 2
		}
		if r.low > r.high {
			return 0, false
		}
		set = append(set, unitRange{w.fold(r.low), w.fold(r.high)})
	}
	w.tokens = append(w.tokens, wildcardToken{kind: oneOf, set: set})
	return i, true
}

// Match reports whether the whole text matches.
func (w *Wildcard) Match(text string) bool {
	if w.isLiteral {
		if w.ignoreCase {
			return EqualNames(w.literal, text)
		}
		return w.literal == text
	}
	if isASCII(text) {
		return matchUnits(w, []byte(text))
	}
	return matchUnits(w, UTF16Units(text))
}

// matchUnits goes back to the last * when a token does not fit: each token but * takes exactly one unit.
func matchUnits[U byte | uint16](w *Wildcard, text []U) bool {
	token, i, n := 0, 0, len(text)
	star, resume := -1, 0
	for i < n {
		switch {
		case token < len(w.tokens) && w.tokens[token].kind == anyRun:
			star, resume = token, i
			token++
		case token < len(w.tokens) && w.accepts(&w.tokens[token], uint16(text[i])):
			token, i = token+1, i+1
		case star >= 0:
			resume++
			token, i = star+1, resume
		default:
			return false
		}
	}
	for token < len(w.tokens) && w.tokens[token].kind == anyRun {
		token++
	}
	return token == len(w.tokens)
}

func (w *Wildcard) accepts(t *wildcardToken, u uint16) bool {
	switch t.kind {
	case anyUnit:
		return true
	case oneLiteral:
		return w.fold(u) == t.unit
	}
	u = w.fold(u)
	for _, r := range t.set {
		if r.low <= u && u <= r.high {
			return true
		}
	}
	return false
}

func isWildcardChar(c byte) bool { return c == '*' || c == '?' || c == '[' || c == ']' }

// HasWildcard reports whether s holds a wildcard character that is not escaped.
func HasWildcard(s string) bool {
	for i := 0; i < len(s); i++ {
		if isWildcardChar(s[i]) {
			return true
		}
		if s[i] == '`' {
			i++
		}
	}
	return false
}

// EscapeWildcard puts a backtick before every wildcard character ([WildcardPattern]::Escape).
func EscapeWildcard(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if isWildcardChar(s[i]) || s[i] == '`' {
			b.WriteByte('`')
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// UnescapeWildcard takes those backticks away ([WildcardPattern]::Unescape).
func UnescapeWildcard(s string) string {
	var b strings.Builder
	escaped := false
	for i := 0; i < len(s); i++ {
		if s[i] == '`' && !escaped {
			escaped = true
			continue
		}
		if escaped && !isWildcardChar(s[i]) && s[i] != '`' {
			b.WriteByte('`')
		}
		b.WriteByte(s[i])
		escaped = false
	}
	if escaped {
		b.WriteByte('`')
	}
	return b.String()
}
