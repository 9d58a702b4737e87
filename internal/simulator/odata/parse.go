package odata

import (
	"strconv"
	"strings"
)

// maxDepth bounds the nesting of a filter, so that hostile input cannot exhaust the stack.
const maxDepth = 100

// ParseFilter parses a $filter expression (already URL-decoded).
func ParseFilter(text string) (*Filter, error) {
	p := &parser{text: text}
	p.next()
	root := p.or()
	if p.err == nil && p.token.kind != tokenEnd {
		p.fail("unexpected '" + p.token.text + "'")
	}
	if p.err != nil {
		return nil, p.err
	}
	return &Filter{root: root}, nil
}

type tokenKind byte

const (
	tokenEnd         tokenKind = iota
	tokenWord                  // a name, a keyword, or a literal without quotes: number, date, GUID
	tokenText                  // a quoted string, quotes removed
	tokenPunctuation           // ( ) , : /
)

type token struct {
	kind   tokenKind
	text   string
	offset int
}

type parser struct {
	text  string
	at    int // the byte after token
	token token
	depth int
	err   *SyntaxError
}

func (p *parser) fail(reason string) {
	if p.err == nil {
		p.err = &SyntaxError{Text: p.text, Offset: p.token.offset, Reason: reason}
	}
	p.token = token{kind: tokenEnd, offset: p.token.offset}
	p.at = len(p.text)
}

// next reads the next token.
func (p *parser) next() {
	for p.at < len(p.text) && (p.text[p.at] == ' ' || p.text[p.at] == '\t') {
		p.at++
	}
	start := p.at
	p.token = token{offset: start}
	if start == len(p.text) {
		return
	}
	switch c := p.text[start]; {
	case c == '\'':
		p.quoted()
	case strings.IndexByte("(),:/", c) >= 0:
		p.at++
		p.token = token{tokenPunctuation, p.text[start:p.at], start}
	case wordByte(c):
		p.word()
	default:
		p.fail("unexpected character")
	}
}

func (p *parser) quoted() {
	var text strings.Builder
	for i := p.at + 1; i < len(p.text); i++ {
		if p.text[i] != '\'' {
			text.WriteByte(p.text[i])
			continue
		}
		if i+1 < len(p.text) && p.text[i+1] == '\'' {
			text.WriteByte('\'')
			i++
			continue
		}
		p.token = token{tokenText, text.String(), p.at}
		p.at = i + 1
		return
	}
	p.fail("unterminated string")
}

// word reads a name or an unquoted literal. A colon belongs to it only in a time ("T10:00:00").
func (p *parser) word() {
	start := p.at
	digits := p.text[start] >= '0' && p.text[start] <= '9'
	for p.at < len(p.text) && (wordByte(p.text[p.at]) || digits && p.text[p.at] == ':') {
		p.at++
	}
	p.token = token{tokenWord, p.text[start:p.at], start}
}

func wordByte(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= 0x80 ||
		c == '_' || c == '-' || c == '.' || c == '+' || c == '$' || c == '@'
}

func (p *parser) punctuation(text string) bool {
	return p.token.kind == tokenPunctuation && p.token.text == text
}

func (p *parser) keyword(word string) bool {
	return p.token.kind == tokenWord && strings.EqualFold(p.token.text, word)
}

func (p *parser) expect(text string) {
	if !p.punctuation(text) {
		p.fail("'" + text + "' expected")
		return
	}
	p.next()
}

func (p *parser) or() node {
	left := p.and()
	for p.keyword("or") {
		p.next()
		left = &logical{left: left, right: p.and()}
	}
	return left
}

func (p *parser) and() node {
	left := p.unary()
	for p.keyword("and") {
		p.next()
		left = &logical{and: true, left: left, right: p.unary()}
	}
	return left
}

func (p *parser) unary() node {
	if p.depth++; p.depth > maxDepth {
		p.fail("the expression is nested too deeply")
	}
	defer func() { p.depth-- }()
	if p.keyword("not") {
		p.next()
		return &negation{p.unary()}
	}
	if p.punctuation("(") {
		p.next()
		inner := p.or()
		p.expect(")")
		return inner
	}
	return p.condition()
}

// condition parses a comparison, a test function, a lambda or a Boolean that stands alone.
func (p *parser) condition() node {
	if p.token.kind == tokenWord {
		switch name := strings.ToLower(p.token.text); name {
		case "startswith", "endswith", "contains":
			if p.peekIs('(') {
				return p.textTest(name)
			}
		case "isof":
			return p.typeTest()
		}
	}
	left, found := p.operand()
	if found != nil {
		return found
	}
	return p.comparison(left)
}

func (p *parser) comparison(left operand) node {
	operator := strings.ToLower(p.token.text)
	if p.token.kind == tokenWord {
		switch operator {
		case "eq", "ne", "gt", "ge", "lt", "le":
			p.next()
			right, found := p.operand()
			if found != nil {
				p.fail("a lambda is no operand")
			}
			return &comparison{operator: operator, left: left, right: right}
		case "in":
			p.next()
			return &membership{of: left, list: p.list()}
		case "and", "or":
			return boolean{left}
		}
	}
	if p.token.kind == tokenEnd || p.punctuation(")") {
		return p.alone(left)
	}
	p.fail("operator expected")
	return boolean{left}
}

// alone is an operand without an operator, which must be able to be true: a property or true and false.
func (p *parser) alone(of operand) node {
	if constant, ok := of.(literal); ok && constant.constant.kind != kindBool {
		p.fail("a Boolean expression is expected")
	}
	return boolean{of}
}

func (p *parser) peekIs(c byte) bool {
	at := p.at
	for at < len(p.text) && p.text[at] == ' ' {
		at++
	}
	return at < len(p.text) && p.text[at] == c
}

func (p *parser) textTest(name string) node {
	p.next()
	p.expect("(")
	in, lambdaIn := p.operand()
	p.expect(",")
	piece, lambdaPiece := p.operand()
	p.expect(")")
	if lambdaIn != nil || lambdaPiece != nil {
		p.fail("a lambda is no operand")
	}
	test := &textTest{function: name, in: in, piece: piece}
	if p.keyword("eq") { // startswith(x,'y') eq true
		p.next()
		want := p.keyword("true")
		if !want && !p.keyword("false") {
			p.fail("true or false expected")
		}
		p.next()
		if !want {
			return &negation{test}
		}
	}
	return test
}

func (p *parser) typeTest() node {
	p.next()
	p.expect("(")
	name := p.token.text
	if p.token.kind != tokenText {
		p.fail("a type name in quotes is expected")
	}
	p.next()
	p.expect(")")
	return typeTest{name}
}

func (p *parser) list() []operand {
	p.expect("(")
	var list []operand
	for p.err == nil {
		each, found := p.operand()
		if found != nil {
			p.fail("a lambda is no operand")
		}
		list = append(list, each)
		if !p.punctuation(",") {
			break
		}
		p.next()
	}
	p.expect(")")
	return list
}

// operand parses a value; when the path turns out to be a lambda it returns that instead.
func (p *parser) operand() (operand, node) {
	at := p.token
	switch at.kind {
	case tokenText:
		p.next()
		return literal{value{kind: kindText, text: at.text}}, nil
	case tokenWord:
		p.next()
		if constant, ok := constant(at.text); ok {
			return literal{constant}, nil
		}
		if p.punctuation("(") {
			return p.call(at)
		}
		if !nameStart(at.text[0]) {
			p.token = at
			p.fail("'" + at.text + "' is neither a property nor a value")
			return literal{}, nil
		}
		return p.path(at.text)
	}
	p.fail("a property or a value is expected")
	return literal{}, nil
}

func nameStart(c byte) bool {
	return c == '_' || c == '@' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= 0x80
}

func (p *parser) call(name token) (operand, node) {
	function := strings.ToLower(name.text)
	switch function {
	case "tolower", "toupper", "trim", "length", "year", "month", "day", "hour":
	default:
		p.token = name
		p.fail("unknown function '" + name.text + "'")
		return literal{}, nil
	}
	p.next()
	of, found := p.operand()
	if found != nil {
		p.fail("a lambda is no operand")
	}
	p.expect(")")
	return call{function, of}, nil
}

// path parses the rest of a property path, which may end in any(…), all(…) or $count.
func (p *parser) path(first string) (operand, node) {
	path := propertyPath{first}
	for p.punctuation("/") {
		p.next()
		if p.token.kind != tokenWord {
			p.fail("a property name is expected")
			break
		}
		name := p.token.text
		switch p.next(); {
		case name == "$count":
			return call{"$count", path}, nil
		case p.punctuation("(") && (strings.EqualFold(name, "any") || strings.EqualFold(name, "all")):
			return nil, p.lambda(path, strings.EqualFold(name, "all"))
		}
		path = append(path, name)
	}
	return path, nil
}

func (p *parser) lambda(of propertyPath, all bool) node {
	p.expect("(")
	if p.punctuation(")") && !all {
		p.next()
		return &lambda{of: of}
	}
	variable := p.token.text
	if p.token.kind != tokenWord || !nameStart(p.token.text[0]) {
		p.fail("a variable name is expected")
	} else {
		p.next()
	}
	p.expect(":")
	body := p.or()
	p.expect(")")
	return &lambda{all: all, of: of, variable: variable, body: body}
}

// constant reads an unquoted literal: true, false, null, a number, a date, a time or a GUID.
func constant(text string) (value, bool) {
	switch strings.ToLower(text) {
	case "true", "false":
		return value{kind: kindBool, bool: strings.EqualFold(text, "true"), text: strings.ToLower(text)}, true
	case "null":
		return value{}, true
	}
	if isGUID(text) {
		return value{kind: kindText, text: text}, true
	}
	if at, ok := parseTime(text); ok {
		return value{kind: kindTime, time: at, text: text}, true
	}
	if c := text[0]; c == '-' || c == '+' || c >= '0' && c <= '9' {
		if number, err := strconv.ParseFloat(text, 64); err == nil {
			return value{kind: kindNumber, number: number, text: text}, true
		}
	}
	return value{}, false
}

func isGUID(text string) bool {
	if len(text) != 36 {
		return false
	}
	for i := 0; i < len(text); i++ {
		c := text[i]
		if i == 8 || i == 13 || i == 18 || i == 23 {
			if c != '-' {
				return false
			}
		} else if !(c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F') {
			return false
		}
	}
	return true
}
