package object

import (
	"strconv"
	"strings"
	"unicode"
)

// regexError is .NET's complaint about a pattern that the engine refused: what is wrong, and behind which character.
func regexError(pattern string, options RegexOptions, cause error) *Exception {
	c := &regexChecker{p: []rune(pattern), free: options&RegexIgnorePatternWhitespace != 0}
	c.collectGroups()
	offset, problem := c.check()
	if problem == "" {
		offset, problem = len(c.p), engineProblem(cause)
	}
	return NewException("System.Text.RegularExpressions.RegexParseException", "Invalid pattern '%s' at offset %d. %s",
		pattern, offset, problem)
}

// engineProblem is the engine's own message, made a sentence.
func engineProblem(cause error) string {
	text := strings.TrimPrefix(cause.Error(), "error parsing regexp: ")
	if i := strings.LastIndex(text, " in `"); i >= 0 {
		text = text[:i]
	}
	if text != "" {
		text = strings.ToUpper(text[:1]) + text[1:]
	}
	return text + "."
}

// regexChecker reads a pattern in .NET's order to find the first mistake.
type regexChecker struct {
	p       []rune
	i       int
	depth   int
	free    bool // white space and comments do not count
	names   map[string]bool
	numbers map[int]bool
}

// collectGroups notes the groups that the pattern has, which references may name before they stand.
func (c *regexChecker) collectGroups() {
	c.names, c.numbers = map[string]bool{}, map[int]bool{0: true}
	next := 1
	for i := 0; i < len(c.p); i++ {
		switch c.p[i] {
		case '\\':
			i++
		case '[':
			for i++; i < len(c.p) && c.p[i] != ']'; i++ {
				if c.p[i] == '\\' {
					i++
				}
			}
		case '(':
			name, named := c.groupName(i)
			if n, err := strconv.Atoi(name); named && err == nil {
				c.numbers[n] = true
			} else if named {
				c.names[name] = true
			} else if i+1 == len(c.p) || c.p[i+1] != '?' {
				c.numbers[next] = true
				next++
			}
		}
	}
	for range c.names {
		c.numbers[next] = true
		next++
	}
}

// groupName is the name in (?<name> or (?'name' at i.
func (c *regexChecker) groupName(i int) (string, bool) {
	if i+3 >= len(c.p) || c.p[i+1] != '?' || c.p[i+2] != '<' && c.p[i+2] != '\'' {
		return "", false
	}
	j := i + 3
	for j < len(c.p) && isWordRune(c.p[j]) {
		j++
	}
	return string(c.p[i+3 : j]), j > i+3 && j < len(c.p) && (c.p[j] == '>' || c.p[j] == '\'' || c.p[j] == '-')
}

func isWordRune(r rune) bool { return r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r) }

// check returns the first mistake, or an empty problem.
func (c *regexChecker) check() (offset int, problem string) {
	quantifiable, quantified := false, false
	for c.i < len(c.p) {
		r := c.p[c.i]
		c.i++
		switch {
		case c.free && unicode.IsSpace(r):
			continue
		case r == '*' || r == '+' || r == '?' || r == '{' && c.isQuantifier():
			if problem := c.quantifier(r, quantifiable, quantified); problem != "" {
				return c.i, problem
			}
			quantifiable, quantified = false, true
			continue
		}
		problem, more := c.element(r)
		if problem != "" {
			return c.i, problem
		}
		quantifiable, quantified = more, false
	}
	if c.depth > 0 {
		return c.i, "Not enough )'s."
	}
	return 0, ""
}

// element checks anything but a quantifier; quantifiable says whether one may follow.
func (c *regexChecker) element(r rune) (problem string, quantifiable bool) {
	switch r {
	case '\\':
		return c.escape(false), true
	case '[':
		return c.class(), true
	case '(':
		return c.group()
	case ')':
		if c.depth == 0 {
			return "Too many )'s.", false
		}
		c.depth--
	case '|':
		return "", false
	}
	return "", true
}

// isQuantifier reports whether {n}, {n,} or {n,m} starts at the brace just read.
func (c *regexChecker) isQuantifier() bool {
	j := c.digits(c.i)
	if j == c.i || j == len(c.p) {
		return false
	}
	if c.p[j] == ',' {
		j = c.digits(j + 1)
	}
	return j < len(c.p) && c.p[j] == '}'
}

func (c *regexChecker) digits(j int) int {
	for j < len(c.p) && c.p[j] >= '0' && c.p[j] <= '9' {
		j++
	}
	return j
}

func (c *regexChecker) quantifier(r rune, quantifiable, quantified bool) string {
	switch {
	case quantified:
		return "Nested quantifier '" + string(r) + "'."
	case !quantifiable:
		return "Quantifier '" + string(r) + "' following nothing."
	}
	if r == '{' {
		if problem := c.bounds(); problem != "" {
			return problem
		}
	}
	if c.i < len(c.p) && c.p[c.i] == '?' {
		c.i++
	}
	return ""
}

func (c *regexChecker) bounds() string {
	low, ok := c.number()
	if !ok {
		return numberTooLarge
	}
	high := low
	if c.p[c.i] == ',' {
		c.i++
		high = int(^uint(0) >> 1)
		if c.p[c.i] != '}' {
			if high, ok = c.number(); !ok {
				return numberTooLarge
			}
		}
	}
	c.i++
	if low > high {
		return "Illegal {x,y} with x > y."
	}
	return ""
}

const numberTooLarge = "Quantifier and capture group numbers must be less than or equal to Int32.MaxValue."

// number reads digits; false at the one that makes the number too large.
func (c *regexChecker) number() (n int, ok bool) {
	for c.i < len(c.p) && c.p[c.i] >= '0' && c.p[c.i] <= '9' {
		n = n*10 + int(c.p[c.i]-'0')
		c.i++
		if n > 1<<31-1 {
			return 0, false
		}
	}
	return n, true
}

// group checks what follows an opening parenthesis.
func (c *regexChecker) group() (problem string, quantifiable bool) {
	const unknown = "Unrecognized grouping construct."
	c.depth++
	if c.i == len(c.p) || c.p[c.i] != '?' {
		return "", false
	}
	c.i++
	if c.i == len(c.p) {
		return unknown, false
	}
	r := c.p[c.i]
	c.i++
	switch r {
	case ':', '=', '!', '>':
	case '#':
		for c.i < len(c.p) && c.p[c.i] != ')' {
			c.i++
		}
		if c.i == len(c.p) {
			return "Unterminated (?#...) comment.", false
		}
		c.i++
		c.depth--
	case '<', '\'':
		return c.named(r), false
	case '(':
		return c.conditional(), false
	default:
		c.i--
		return c.inlineOptions(unknown)
	}
	return "", false
}

// inlineOptions reads (?imnsx-imnsx) or (?imnsx-imnsx:.
func (c *regexChecker) inlineOptions(unknown string) (problem string, quantifiable bool) {
	for c.i < len(c.p) && strings.ContainsRune("imnsxIMNSX-+", c.p[c.i]) {
		c.i++
	}
	if c.i == len(c.p) {
		return unknown, false
	}
	c.i++
	switch c.p[c.i-1] {
	case ')':
		c.depth--
	case ':':
	default:
		return unknown, false
	}
	return "", false
}

// named checks (?<name>, (?<name-other>, (?<= and (?<!.
func (c *regexChecker) named(open rune) string {
	const unknown = "Unrecognized grouping construct."
	if c.i == len(c.p) {
		return unknown
	}
	if open == '<' && (c.p[c.i] == '=' || c.p[c.i] == '!') {
		c.i++
		return ""
	}
	end := '>'
	if open == '\'' {
		end = '\''
	}
	start := c.i
	for c.i < len(c.p) && isWordRune(c.p[c.i]) {
		c.i++
	}
	if c.i > start && unicode.IsDigit(c.p[start]) {
		if _, err := strconv.Atoi(string(c.p[start:c.i])); err != nil {
			return "Invalid group name: Group names must begin with a word character."
		}
	}
	if c.i < len(c.p) && c.p[c.i] == '-' {
		c.i++
		return c.reference(end)
	}
	if c.i == len(c.p) {
		return unknown
	}
	c.i++
	if c.p[c.i-1] != end || c.i-1 == start {
		return "Invalid group name: Group names must begin with a word character."
	}
	return ""
}

// reference reads the name of a group up to end, and checks that there is one.
func (c *regexChecker) reference(end rune) string {
	start := c.i
	for c.i < len(c.p) && isWordRune(c.p[c.i]) {
		c.i++
	}
	name := string(c.p[start:c.i])
	if n, err := strconv.Atoi(name); err == nil {
		if !c.numbers[n] {
			return "Reference to undefined group number " + name + "."
		}
	} else if name != "" && !c.names[name] {
		if end == 0 || c.i < len(c.p) && c.p[c.i] == end {
			return "Reference to undefined group name '" + name + "'."
		}
	}
	if name == "" || c.i == len(c.p) || c.p[c.i] != end {
		return "Unrecognized grouping construct."
	}
	c.i++
	return ""
}

func (c *regexChecker) conditional() string {
	start := c.i
	for c.i < len(c.p) && isWordRune(c.p[c.i]) {
		c.i++
	}
	name := string(c.p[start:c.i])
	n, err := strconv.Atoi(name)
	switch {
	case err == nil && (c.i == len(c.p) || c.p[c.i] != ')'):
		return "Conditional alternation is missing a closing parenthesis after the group number " + name + "."
	case err == nil && !c.numbers[n]:
		return "Conditional alternation refers to an undefined group number " + name + "."
	case err == nil:
		c.i++
		return ""
	}
	c.i = start
	c.depth++
	return ""
}

// class checks a bracket expression whose bracket was just read.
func (c *regexChecker) class() string {
	if c.i < len(c.p) && c.p[c.i] == '^' {
		c.i++
	}
	previous := rune(-1)
	dash := false
	for first := true; c.i < len(c.p); first = false {
		r := c.p[c.i]
		c.i++
		switch {
		case r == ']' && !first:
			return ""
		case r == '[' && dash && c.i < len(c.p):
			if problem := c.class(); problem != "" {
				return problem
			}
			previous, dash = -1, false
			continue
		case r == '\\':
			if problem := c.escape(true); problem != "" {
				return problem
			}
			r = c.escapedLiteral()
		case r == '-' && previous >= 0 && !dash:
			dash = true
			continue
		}
		if dash && r >= 0 && r < previous {
			return "[x-y] range in reverse order."
		}
		if dash {
			r = -1
		}
		previous, dash = r, false
	}
	return "Unterminated [] set."
}

// escapedLiteral is the character that the escape just read stands for; -1 if it stands for several.
func (c *regexChecker) escapedLiteral() rune {
	r := c.p[c.i-1]
	if strings.ContainsRune("dDsSwW}", r) || unicode.IsLetter(r) {
		return -1
	}
	return r
}

// escape checks what follows a backslash.
func (c *regexChecker) escape(inClass bool) string {
	if c.i == len(c.p) {
		return `Illegal \ at end of pattern.`
	}
	r := c.p[c.i]
	c.i++
	switch {
	case r == 'x':
		return c.hex(2)
	case r == 'u':
		return c.hex(4)
	case r == 'c':
		return c.control()
	case r == 'p' || r == 'P':
		return c.property()
	case r == 'k' && !inClass:
		return c.backreference()
	case r >= '1' && r <= '9' && !inClass:
		return c.numberedReference()
	case strings.ContainsRune("dDsSwWtnrfveab0", r):
		return ""
	case strings.ContainsRune("BAGZz", r) && !inClass:
		return ""
	case isWordRune(r) && !unicode.IsDigit(r):
		return `Unrecognized escape sequence \` + string(r) + "."
	}
	return ""
}

func (c *regexChecker) hex(n int) string {
	if c.i+n > len(c.p) {
		return "Insufficient or invalid hexadecimal digits."
	}
	for range n {
		r := c.p[c.i]
		if r > 0x7F || digitOf(byte(r)) > 15 {
			c.i++
			return "Insufficient or invalid hexadecimal digits."
		}
		c.i++
	}
	return ""
}

func (c *regexChecker) control() string {
	if c.i == len(c.p) {
		return "Missing control character."
	}
	c.i++
	if r := c.p[c.i-1]; r < '@' || r > 'z' || r > '_' && r < 'a' {
		return "Unrecognized control character."
	}
	return ""
}

func (c *regexChecker) property() string {
	if c.i+2 >= len(c.p) {
		return `Incomplete \p{X} character escape.`
	}
	if c.p[c.i] != '{' {
		return `Malformed \p{X} character escape.`
	}
	end := c.i + 1
	for end < len(c.p) && (isWordRune(c.p[end]) || c.p[end] == '-') {
		end++
	}
	name := string(c.p[c.i+1 : end])
	if end == len(c.p) || c.p[end] != '}' {
		c.i = end
		return `Incomplete \p{X} character escape.`
	}
	c.i = end + 1
	if !isUnicodeProperty(name) {
		return "Unknown property '" + name + "'."
	}
	return ""
}

// isUnicodeProperty reports the general categories and .NET's named blocks.
func isUnicodeProperty(name string) bool {
	return unicode.Categories[name] != nil || strings.HasPrefix(name, "Is") && len(name) > 2
}

func (c *regexChecker) backreference() string {
	const malformed = `Malformed \k<...> named back reference.`
	if c.i == len(c.p) {
		return malformed
	}
	end := map[rune]rune{'<': '>', '\'': '\'', '{': '}'}[c.p[c.i]]
	c.i++
	if end == 0 {
		return malformed
	}
	if problem := c.reference(end); problem != "" {
		if strings.HasPrefix(problem, "Unrecognized") {
			return malformed
		}
		c.i++ // behind the closing bracket
		return problem
	}
	return ""
}

func (c *regexChecker) numberedReference() string {
	start := c.i - 1
	c.i = c.digits(c.i)
	n, err := strconv.Atoi(string(c.p[start:c.i]))
	if err != nil || !c.numbers[n] && n < 10 {
		return "Reference to undefined group number " + string(c.p[start:c.i]) + "."
	}
	return ""
}
