package object

import (
	"regexp"
	"regexp/syntax"
	"strings"
)

// linearRegex is a pattern in Go's own engine, which is faster and never runs away. It stands in for the .NET engine
// only on ASCII text and only for patterns whose meaning there is the same in both.
type linearRegex struct {
	re       *regexp.Regexp
	sequence *sequence // does the same faster, if the pattern is one
	nullable bool      // can match the empty text
	dollar   bool      // has a $, which in .NET also matches before a line feed that ends the text
	names    []string
}

// compileLinear translates a pattern; nil if its meaning might differ.
func compileLinear(pattern string, options RegexOptions) *linearRegex {
	const fine = RegexIgnoreCase | RegexCompiled | RegexCultureInvariant
	if options&^fine != 0 || !isASCII(pattern) {
		return nil
	}
	l := &linearRegex{}
	translated, ok := l.translate(pattern)
	if !ok {
		return nil
	}
	if options&RegexIgnoreCase != 0 {
		translated = "(?i)" + translated
	}
	tree, err := syntax.Parse(translated, syntax.Perl)
	if err != nil || repeatsNothing(tree) {
		return nil
	}
	if l.re, err = regexp.Compile(translated); err != nil {
		return nil
	}
	l.nullable = canBeEmpty(tree)
	l.names = l.re.SubexpNames()
	l.sequence = newSequence(tree)
	return l
}

// matches reports whether the pattern occurs in text.
func (l *linearRegex) matches(text string) bool {
	if l.sequence != nil {
		s := l.sequence.search(text)
		if found := s.next(0); !s.gaveUp() {
			return found
		}
	}
	return l.re.MatchString(text)
}

// groups is $Matches of the first match; nil if there is none.
func (l *linearRegex) groups(text string) *Dictionary {
	if l.sequence != nil {
		s := l.sequence.search(text)
		if found := s.next(0); found && !s.gaveUp() {
			return l.dictionary(text, s.found())
		} else if !s.gaveUp() {
			return nil
		}
	}
	if found := l.re.FindStringSubmatchIndex(text); found != nil {
		return l.dictionary(text, found)
	}
	return nil
}

// replaceAll is -replace; ok is false where the other engine must do it, or say that the result is too long.
func (l *linearRegex) replaceAll(text, replacement string) (result string, ok bool) {
	if l.nullable {
		return "", false
	}
	if l.sequence != nil && l.unnamed() {
		var room [4]replacePiece
		if pieces, ok := replacementPieces(room[:0], replacement, l.sequence.groups); ok {
			if result, ok := l.sequence.replaceAll(text, pieces); ok {
				return result, true
			}
		}
	}
	if strings.IndexByte(replacement, '$') >= 0 || len(text)*len(replacement) > MaxText {
		return "", false
	}
	return l.re.ReplaceAllLiteralString(text, replacement), true
}

// unnamed reports that no group has a name: then both engines number the groups alike.
func (l *linearRegex) unnamed() bool {
	for _, name := range l.names {
		if name != "" {
			return false
		}
	}
	return true
}

// split is -split of a pattern without groups into at most count parts (negative: any number).
func (l *linearRegex) split(text string, count int) []string {
	if l.sequence != nil {
		if parts, ok := l.sequence.split(text, count); ok {
			return parts
		}
	}
	return l.re.Split(text, count)
}

// translate rewrites the pattern for Go: plain characters, simple classes, groups, the usual quantifiers and escapes.
func (l *linearRegex) translate(p string) (string, bool) {
	var b strings.Builder
	for i := 0; i < len(p); i++ {
		var part string
		var ok bool
		end := i + 1
		switch c := p[i]; c {
		case '\\':
			part, end, ok = translateEscape(p, i, false)
		case '[':
			part, end, ok = translateClass(p, i)
		case '(':
			part, end, ok = translateGroup(p, i)
		case '{':
			end, ok = braces(p, i)
			part = p[i:end]
		case '$':
			l.dollar = true
			part, ok = `\z`, true
		case '#', '}', ']':
			part, ok = `\`+string(c), true
		default:
			part, ok = string(c), c >= ' ' || c == '\t' || c == '\n' || c == '\r'
		}
		if !ok {
			return "", false
		}
		b.WriteString(part)
		i = end - 1
	}
	return b.String(), true
}

// translateEscape takes the classes and literals that mean the same; white space in .NET has the vertical tab too.
func translateEscape(p string, i int, inClass bool) (part string, end int, ok bool) {
	if i+1 == len(p) {
		return "", i, false
	}
	switch c := p[i+1]; c {
	case 's':
		if inClass {
			return `\s\v`, i + 2, true
		}
		return `[\s\v]`, i + 2, true
	case 'S':
		return `[^\s\v]`, i + 2, !inClass
	case 'd', 'D', 'w', 'W', 't', 'n', 'r':
		return p[i : i+2], i + 2, true
	case 'b', 'B', 'A', 'z':
		return p[i : i+2], i + 2, !inClass
	default:
		letter := c|0x20 >= 'a' && c|0x20 <= 'z' || c >= '0' && c <= '9' || c == '_'
		return `\` + string(c), i + 2, !letter && c > ' ' && c < 0x7F
	}
}

func translateClass(p string, i int) (part string, end int, ok bool) {
	var b strings.Builder
	b.WriteByte('[')
	j := i + 1
	if j < len(p) && p[j] == '^' {
		b.WriteByte('^')
		j++
	}
	if j < len(p) && p[j] == ']' {
		return "", i, false
	}
	for j < len(p) {
		switch c := p[j]; c {
		case ']':
			b.WriteByte(']')
			return b.String(), j + 1, true
		case '[':
			return "", i, false
		case '\\':
			part, next, ok := translateEscape(p, j, true)
			if !ok {
				return "", i, false
			}
			b.WriteString(part)
			j = next
		default:
			b.WriteByte(c)
			j++
		}
	}
	return "", i, false
}

func translateGroup(p string, i int) (part string, end int, ok bool) {
	rest := p[i:]
	switch {
	case strings.HasPrefix(rest, "(?:"):
		return "(?:", i + 3, true
	case strings.HasPrefix(rest, "(?<"):
		close := strings.IndexByte(rest, '>')
		if close < 4 || !isGroupName(rest[3:close]) {
			return "", i, false
		}
		return "(?P<" + rest[3:close] + ">", i + close + 1, true
	case strings.HasPrefix(rest, "(?"):
		return "", i, false
	}
	return "(", i + 1, true
}

// isGroupName reports a name that is no number and no assertion.
func isGroupName(s string) bool {
	for i := 0; i < len(s); i++ {
		letter := s[i]|0x20 >= 'a' && s[i]|0x20 <= 'z' || s[i] == '_'
		if !letter && (i == 0 || s[i] < '0' || s[i] > '9') {
			return false
		}
	}
	return true
}

// braces is the end of a quantifier {n}, {n,} or {n,m}; braces that are none are left to the other engine.
func braces(p string, i int) (end int, ok bool) {
	j := skipDigits(p, i+1)
	if j == i+1 || j == len(p) {
		return i, false
	}
	if p[j] == ',' {
		j = skipDigits(p, j+1)
	}
	if j == len(p) || p[j] != '}' || j-i > 9 {
		return i, false
	}
	return j + 1, true
}

// repeatsNothing reports repetitions of something that can be empty: the engines differ in what they capture then.
func repeatsNothing(re *syntax.Regexp) bool {
	switch re.Op {
	case syntax.OpStar, syntax.OpPlus, syntax.OpQuest, syntax.OpRepeat:
		if canBeEmpty(re.Sub[0]) {
			return true
		}
	}
	for _, sub := range re.Sub {
		if repeatsNothing(sub) {
			return true
		}
	}
	return false
}

func canBeEmpty(re *syntax.Regexp) bool {
	switch re.Op {
	case syntax.OpLiteral, syntax.OpCharClass, syntax.OpAnyChar, syntax.OpAnyCharNotNL:
		return false
	case syntax.OpConcat:
		for _, sub := range re.Sub {
			if !canBeEmpty(sub) {
				return false
			}
		}
		return true
	case syntax.OpAlternate:
		for _, sub := range re.Sub {
			if canBeEmpty(sub) {
				return true
			}
		}
		return false
	case syntax.OpCapture, syntax.OpPlus:
		return canBeEmpty(re.Sub[0])
	case syntax.OpRepeat:
		return re.Min == 0 || canBeEmpty(re.Sub[0])
	}
	return true
}
