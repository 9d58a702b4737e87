package object

import (
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/dlclark/regexp2"
)

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

	// engineOptions are the ones that regexp2 has under the same numbers.
	engineOptions = RegexIgnoreCase | RegexMultiline | RegexExplicitCapture | RegexSingleline |
		RegexIgnorePatternWhitespace | RegexRightToLeft | RegexECMAScript
)

// The types of regular expressions; their members are defined with the other library types.
var (
	TypeRegex        = Define("System.Text.RegularExpressions.Regex", ClassType, nil)
	TypeRegexCapture = Define("System.Text.RegularExpressions.Capture", ClassType, nil)
	TypeRegexGroup   = Define("System.Text.RegularExpressions.Group", ClassType, TypeRegexCapture)
	TypeRegexMatch   = Define("System.Text.RegularExpressions.Match", ClassType, TypeRegexGroup)
)

// Regex is System.Text.RegularExpressions.Regex. Patterns mean what they mean in .NET.
type Regex struct {
	Pattern string
	Options RegexOptions

	// Timeout is how long a match may take, as the script said it; 0 if it did not.
	Timeout time.Duration

	engine *regexp2.Regexp
	linear func() *linearRegex // Go's own engine where it means the same; nil where it does not
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

	regex *Regex
	text  *regexText
	found *regexp2.Match
}

// regexText is a text as the engine sees it: a slice of characters.
type regexText struct {
	source string
	runes  []rune
	astral bool // holds characters of two UTF-16 units
	first  int  // where it begins in the text that it was cut from, in UTF-16 units
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

type regexKey struct {
	pattern string
	options RegexOptions
	limit   time.Duration
}

// regexCache keeps compiled patterns; it starts anew when it is full.
var regexCache struct {
	sync.RWMutex
	entries map[regexKey]*Regex
}

const regexCacheSize = 512

// regexLimit ends a match that backtracks without end: nothing else could, as a match cannot be cancelled.
const regexLimit = 30 * time.Second

// CompileRegex compiles a pattern with .NET's meaning and keeps it in a cache. The error is an
// *Exception of class System.Text.RegularExpressions.RegexParseException, as from every constructor.
func CompileRegex(pattern string, options RegexOptions) (*Regex, error) {
	return CompileRegexWithin(pattern, options, 0)
}

// CompileRegexWithin is CompileRegex with a limit for how long a match may take; 0: the script named none.
func CompileRegexWithin(pattern string, options RegexOptions, limit time.Duration) (*Regex, error) {
	key := regexKey{pattern, options, limit}
	regexCache.RLock()
	r := regexCache.entries[key]
	regexCache.RUnlock()
	if r != nil {
		return r, nil
	}
	if err := checkNonBacktracking(pattern, options); err != nil {
		return nil, err
	}
	engine, err := regexp2.Compile(pattern, regexp2.RegexOptions(options&engineOptions))
	if err != nil {
		return nil, regexError(pattern, options, err)
	}
	engine.MatchTimeout = regexLimit
	if limit > 0 {
		engine.MatchTimeout = limit
	}
	r = &Regex{Pattern: pattern, Options: options, Timeout: limit, engine: engine}
	r.linear = sync.OnceValue(func() *linearRegex { return compileLinear(pattern, options) })
	regexCache.Lock()
	if regexCache.entries == nil || len(regexCache.entries) >= regexCacheSize {
		regexCache.entries = make(map[regexKey]*Regex)
	}
	regexCache.entries[key] = r
	regexCache.Unlock()
	return r, nil
}

func newRegexText(s string) *regexText {
	t := &regexText{source: s, runes: make([]rune, 0, len(s))}
	for i := 0; i < len(s); {
		r, size := decodeWTF8(s[i:])
		t.runes = append(t.runes, r)
		t.astral = t.astral || r > 0xFFFF
		i += size
	}
	return t
}

func (t *regexText) slice(from, to int) string {
	if len(t.runes) == len(t.source) {
		return t.source[from:to]
	}
	var b strings.Builder
	for _, r := range t.runes[from:to] {
		if r >= 0xD800 && r < 0xE000 {
			b.WriteString(charText(Char(r)))
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// index turns a position in characters into one in UTF-16 units.
func (t *regexText) index(position int) int {
	n := t.first + position
	if !t.astral {
		return n
	}
	for _, r := range t.runes[:position] {
		if r > 0xFFFF {
			n++
		}
	}
	return n
}

// position turns an index in UTF-16 units into one in characters.
func (t *regexText) position(index int) int {
	if !t.astral {
		return min(index, len(t.runes))
	}
	for i, r := range t.runes {
		if index <= 0 {
			return i
		}
		if index--; r > 0xFFFF {
			index--
		}
	}
	return len(t.runes)
}

// IsMatch reports whether the pattern occurs in text.
func (r *Regex) IsMatch(text string) (bool, error) {
	if l := r.fast(text); l != nil {
		return l.matches(text), nil
	}
	found, err := r.engine.MatchRunes(newRegexText(text).runes)
	return found, regexTimeout(err)
}

// fast is Go's engine where it finds the same first match in text; nil where it may not.
func (r *Regex) fast(text string) *linearRegex {
	l := r.linear()
	if l == nil || !isASCII(text) || l.dollar && strings.HasSuffix(text, "\n") {
		return nil
	}
	return l
}

func regexTimeout(err error) error {
	if err == nil {
		return nil
	}
	return NewException("System.Text.RegularExpressions.RegexMatchTimeoutException", "The Regex engine has timed out while trying "+
		"to match a pattern to an input string. This can occur for many reasons, including very large inputs or excessive "+
		"backtracking caused by nested quantifiers, back-references and other factors.")
}

// Match finds the first match at or after the UTF-16 index start; nil if there is none.
func (r *Regex) Match(text string, start int) (*RegexMatch, error) {
	return r.find(newRegexText(text), start)
}

// MatchPart is Match in a part of a text, as if there were nothing around it; part begins at the UTF-16 index first.
func (r *Regex) MatchPart(part string, first int) (*RegexMatch, error) {
	t := newRegexText(part)
	t.first = first
	return r.find(t, 0)
}

func (r *Regex) find(t *regexText, start int) (*RegexMatch, error) {
	position := t.position(start)
	if start == 0 && r.Options&RegexRightToLeft != 0 {
		position = len(t.runes)
	}
	found, err := r.engine.FindRunesMatchStartingAt(t.runes, position)
	return r.wrap(t, found, err)
}

func (r *Regex) wrap(t *regexText, found *regexp2.Match, err error) (*RegexMatch, error) {
	if found == nil || err != nil {
		return nil, regexTimeout(err)
	}
	groups := found.Groups()
	m := &RegexMatch{regex: r, text: t, found: found, Groups: make([]*RegexGroup, len(groups))}
	for i := range groups {
		m.Groups[i] = t.group(&groups[i])
	}
	m.RegexGroup = *m.Groups[0]
	return m, nil
}

func (t *regexText) group(g *regexp2.Group) *RegexGroup {
	out := &RegexGroup{Name: g.Name, Success: len(g.Captures) > 0}
	for i := range g.Captures {
		out.Captures = append(out.Captures, t.capture(&g.Captures[i]))
	}
	if out.Success {
		out.RegexCapture = out.Captures[len(out.Captures)-1]
	}
	return out
}

func (t *regexText) capture(c *regexp2.Capture) RegexCapture {
	from := t.index(c.Index)
	return RegexCapture{
		Value:  t.slice(c.Index, c.Index+c.Length),
		Index:  from,
		Length: t.index(c.Index+c.Length) - from,
	}
}

// Next finds the match after m; nil if there is none.
func (m *RegexMatch) Next() (*RegexMatch, error) {
	found, err := m.regex.engine.FindNextMatch(m.found)
	return m.regex.wrap(m.text, found, err)
}

// Replace replaces up to count matches (-1: all) from the UTF-16 index start on by .NET's replacement pattern.
func (r *Regex) Replace(text, replacement string, count, start int) (string, error) {
	if count < 0 && start == 0 {
		if l := r.fast(text); l != nil {
			if result, ok := l.replaceAll(text, replacement); ok {
				return result, nil
			}
		}
	}
	return r.ReplaceFunc(text, count, start, func(m *RegexMatch) (string, error) { return m.Expand(replacement) })
}

// ReplaceFunc replaces up to count matches (-1: all) by what f makes of each.
func (r *Regex) ReplaceFunc(text string, count, start int, f func(*RegexMatch) (string, error)) (string, error) {
	t := newRegexText(text)
	m, err := r.find(t, start)
	if m == nil || err != nil || count == 0 {
		return text, err
	}
	var pieces []string // in the order of the matches
	size := len(text)
	reverse := r.Options&RegexRightToLeft != 0
	at := 0
	if reverse {
		at = len(t.runes)
	}
	for ; m != nil && count != 0; count-- {
		from, to := m.found.Index, m.found.Index+m.found.Length
		with, err := f(m)
		if err != nil {
			return "", err
		}
		if size += len(with); size > MaxText {
			return "", CheckText(size)
		}
		if reverse {
			pieces = append(pieces, t.slice(to, at), with)
			at = from
		} else {
			pieces = append(pieces, t.slice(at, from), with)
			at = to
		}
		if m, err = m.Next(); err != nil {
			return "", err
		}
	}
	if !reverse {
		return strings.Join(append(pieces, t.slice(at, len(t.runes))), ""), nil
	}
	pieces = append(pieces, t.slice(0, at))
	for i, j := 0, len(pieces)-1; i < j; i, j = i+1, j-1 {
		pieces[i], pieces[j] = pieces[j], pieces[i]
	}
	return strings.Join(pieces, ""), nil
}

// Split splits text at the matches into at most count parts (0: any number); captured groups are parts too.
func (r *Regex) Split(text string, count, start int) ([]string, error) {
	if count == 1 {
		return []string{text}, nil
	}
	if parts, ok := r.splitFast(text, count, start); ok {
		return parts, nil
	}
	t := newRegexText(text)
	m, err := r.find(t, start)
	if err != nil {
		return nil, err
	}
	var parts []string
	if r.Options&RegexRightToLeft != 0 {
		return splitReverse(t, m, count)
	}
	at := 0
	for m != nil {
		parts = append(parts, t.slice(at, m.found.Index))
		at = m.found.Index + m.found.Length
		parts = m.appendGroups(parts)
		if count--; count == 1 {
			break
		}
		if m, err = m.Next(); err != nil {
			return nil, err
		}
	}
	return append(parts, t.slice(at, len(t.runes))), nil
}

func (m *RegexMatch) appendGroups(parts []string) []string {
	for _, g := range m.Groups[1:] {
		if g.Success {
			parts = append(parts, g.Value)
		}
	}
	return parts
}

// splitFast splits at single matches of Go's engine where the pattern has no groups and never matches nothing.
func (r *Regex) splitFast(text string, count, start int) ([]string, bool) {
	l := r.fast(text)
	if l == nil || l.nullable || len(l.names) > 1 || start != 0 || r.Options&RegexRightToLeft != 0 {
		return nil, false
	}
	if count == 0 {
		count = -1
	}
	return l.split(text, count), true
}

// splitReverse splits from the end of the text.
func splitReverse(t *regexText, m *RegexMatch, count int) ([]string, error) {
	var parts []string
	at := len(t.runes)
	for m != nil {
		parts = append(parts, t.slice(m.found.Index+m.found.Length, at))
		at = m.found.Index
		parts = m.appendGroups(parts)
		if count--; count == 1 {
			break
		}
		var err error
		if m, err = m.Next(); err != nil {
			return nil, err
		}
	}
	parts = append(parts, t.slice(0, at))
	for i, j := 0, len(parts)-1; i < j; i, j = i+1, j-1 {
		parts[i], parts[j] = parts[j], parts[i]
	}
	return parts, nil
}

// GroupNames are the names of the groups in order of their numbers; a group without a name has its number's text.
func (r *Regex) GroupNames() []string { return r.engine.GetGroupNames() }

// GroupNumbers are the numbers of the groups in order.
func (r *Regex) GroupNumbers() []int { return r.engine.GetGroupNumbers() }

// group finds a group by its name or number's text.
func (m *RegexMatch) group(name string) *RegexGroup {
	for _, g := range m.Groups {
		if g.Name == name {
			return g
		}
	}
	return nil
}

// Expand is Match.Result: .NET's replacement pattern ($1, ${name}, $$, $&, $`, $', $+, $_) filled from the match.
func (m *RegexMatch) Expand(replacement string) (string, error) {
	var b strings.Builder
	for {
		i := strings.IndexByte(replacement, '$')
		if i < 0 {
			b.WriteString(replacement)
			return b.String(), nil
		}
		b.WriteString(replacement[:i])
		text, used := m.substitution(replacement[i+1:])
		if used == 0 {
			text, used = "$", 0
		}
		b.WriteString(text)
		replacement = replacement[i+1+used:]
	}
}

// substitution is what stands after a dollar; used is 0 if it means nothing.
func (m *RegexMatch) substitution(s string) (text string, used int) {
	if s == "" {
		return "", 0
	}
	if end := skipDigits(s, 0); end > 0 {
		n, _ := strconv.Atoi(s[:end])
		if g := m.group(strconv.Itoa(n)); g != nil {
			return g.Value, end
		}
		return "", 0
	}
	from, to := m.found.Index, m.found.Index+m.found.Length
	switch s[0] {
	case '{':
		if end := strings.IndexByte(s, '}'); end > 1 {
			if g := m.group(s[1:end]); g != nil {
				return g.Value, end + 1
			}
		}
		return "", 0
	case '$':
		return "$", 1
	case '&':
		return m.Value, 1
	case '`':
		return m.text.slice(0, from), 1
	case '\'':
		return m.text.slice(to, len(m.text.runes)), 1
	case '_':
		return m.text.source, 1
	case '+':
		return m.Groups[len(m.Groups)-1].Value, 1
	}
	return "", 0
}

// EscapeRegex puts backslashes before the characters that mean something in a pattern (Regex.Escape).
func EscapeRegex(s string) string {
	var b strings.Builder
	for _, r := range s {
		switch r {
		case '\t':
			b.WriteString(`\t`)
		case '\n':
			b.WriteString(`\n`)
		case '\r':
			b.WriteString(`\r`)
		case '\f':
			b.WriteString(`\f`)
		case '\\', '*', '+', '?', '|', '{', '[', '(', ')', '^', '$', '.', '#', ' ':
			b.WriteByte('\\')
			b.WriteRune(r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// UnescapeRegex takes those away (Regex.Unescape).
func UnescapeRegex(s string) (string, error) {
	if backslashes := len(s) - len(strings.TrimRight(s, `\`)); backslashes%2 == 1 {
		s = s[:len(s)-1] // .NET lets one at the end pass
	}
	text, err := regexp2.Unescape(s)
	if err != nil {
		return "", regexError(s, 0, err)
	}
	return text, nil
}
