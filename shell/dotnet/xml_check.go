package dotnet

import (
	"slices"
	"strings"
	"unicode"
)

// checkXML finds what is wrong with an XML text and says it in .NET's words and at its place; nil for a text that is well
// formed. The tree is built by Go's decoder, whose messages and strictness are others.
func checkXML(text string) error {
	c := xmlChecker{runes: []rune(text)}
	return c.document()
}

// xmlChecker reads a document from front to back.
type xmlChecker struct {
	runes    []rune
	at       int
	open     []openElement
	entities bool // a document type may have declared some
	rooted   bool
}

// openElement is an element whose end has not come: its name, where that stands, and the prefixes it declares.
type openElement struct {
	name     string
	at       int
	prefixes []string
}

// fail is an error at a position of the text.
func (c *xmlChecker) fail(at int, format string, a ...any) error {
	line, column := 1, 1
	for i := 0; i < at && i < len(c.runes); i++ {
		switch r := c.runes[i]; {
		case r == '\n', r == '\r' && (i+1 >= len(c.runes) || c.runes[i+1] != '\n'):
			line, column = line+1, 1
		case r > 0xFFFF:
			column += 2
		case r != '\r':
			column++
		}
	}
	return xmlError(line, column, format, a...)
}

func (c *xmlChecker) peek(ahead int) rune {
	if c.at+ahead < len(c.runes) {
		return c.runes[c.at+ahead]
	}
	return 0
}

func (c *xmlChecker) looking(text string) bool {
	for i, r := range []rune(text) {
		if c.peek(i) != r {
			return false
		}
	}
	return true
}

func (c *xmlChecker) skipSpace() {
	for strings.ContainsRune(" \t\r\n", c.peek(0)) && c.at < len(c.runes) {
		c.at++
	}
}

// document reads everything.
func (c *xmlChecker) document() error {
	for c.at < len(c.runes) {
		if err := c.node(); err != nil {
			return err
		}
	}
	if len(c.open) > 0 {
		return c.unclosed()
	}
	return nil
}

// node reads one thing: a piece of text or of markup.
func (c *xmlChecker) node() error {
	outside := len(c.open) == 0
	switch {
	case outside && strings.ContainsRune(" \t\r\n", c.peek(0)):
		c.skipSpace()
		return nil
	case outside && (c.peek(0) != '<' || len(c.runes)-c.at < 4):
		return c.fail(c.at, "Data at the root level is invalid.")
	case c.peek(0) != '<':
		return c.text()
	case c.looking("<!--"):
		return c.comment()
	case c.looking("<![CDATA[") && !outside:
		return c.until("]]>", "CDATA")
	case c.looking("<?"):
		if c.looking("<?xml") && !isXMLName(c.peek(5)) && c.at > 0 {
			return c.fail(c.at+2, "Unexpected XML declaration. The XML declaration must be the first node in the document, "+
				"and no whitespace characters are allowed to appear before it.")
		}
		return c.until("?>", "PI")
	case c.looking("<!"):
		return c.documentType()
	case c.looking("</"):
		return c.endTag()
	}
	return c.startTag()
}

// until skips to the end of a construct.
func (c *xmlChecker) until(end, what string) error {
	for ; c.at < len(c.runes); c.at++ {
		if c.looking(end) {
			c.at += len(end)
			return nil
		}
	}
	return c.fail(c.at, "Unexpected end of file while parsing %s has occurred.", what)
}

func (c *xmlChecker) comment() error {
	for c.at += 4; c.at < len(c.runes); c.at++ {
		if c.looking("--") {
			if c.peek(2) != '>' {
				return c.fail(c.at, "An XML comment cannot contain '--', and '-' cannot be the last character.")
			}
			c.at += 3
			return nil
		}
	}
	return c.fail(c.at, "Unexpected end of file while parsing Comment has occurred.")
}

// documentType skips a document type with what it declares.
func (c *xmlChecker) documentType() error {
	c.entities = true
	for depth := 0; c.at < len(c.runes); c.at++ {
		switch c.peek(0) {
		case '<':
			depth++
		case '>':
			if depth--; depth == 0 {
				c.at++
				return nil
			}
		}
	}
	return c.fail(c.at, "Unexpected end of file while parsing DOCTYPE has occurred.")
}

// name reads a name, whose first character must be one that a name may begin with.
func (c *xmlChecker) name() (string, error) {
	from := c.at
	if c.at >= len(c.runes) {
		return "", c.fail(c.at, "Unexpected end of file while parsing Name has occurred.")
	}
	if r := c.peek(0); !isXMLStart(r) {
		return "", c.fail(c.at, "Name cannot begin with the '%c' character, hexadecimal value 0x%02X.", r, r)
	}
	for isXMLName(c.peek(0)) || c.peek(0) == ':' {
		c.at++
	}
	return string(c.runes[from:c.at]), nil
}

func isXMLStart(r rune) bool { return r == '_' || unicode.IsLetter(r) }

func isXMLName(r rune) bool {
	return isXMLStart(r) || r == '-' || r == '.' || r == 0xB7 || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r)
}

func (c *xmlChecker) startTag() error {
	c.at++
	if len(c.open) == 0 && c.rooted {
		return c.fail(c.at, "There are multiple root elements.")
	}
	c.rooted = true
	e := openElement{at: c.at}
	var err error
	if e.name, err = c.name(); err != nil {
		return err
	}
	c.open = append(c.open, e)
	if r := c.peek(0); c.at >= len(c.runes) {
		return c.fail(c.at, "Unexpected end of file while parsing Name has occurred.")
	} else if !strings.ContainsRune(" \t\r\n/>", r) {
		return c.fail(c.at, "The '%c' character, hexadecimal value 0x%02X, cannot be included in a name.", r, r)
	}
	return c.attributes()
}

// attributes reads up to the end of a start tag.
func (c *xmlChecker) attributes() error {
	element := &c.open[len(c.open)-1]
	type attribute struct {
		name string
		at   int
	}
	var seen []attribute
	for {
		from := c.at
		c.skipSpace()
		switch {
		case c.at >= len(c.runes):
			return c.unclosed()
		case c.peek(0) == '>', c.looking("/>"):
			for _, a := range seen {
				if err := c.checkPrefix(a.name, a.at); err != nil {
					return err
				}
			}
			if err := c.checkPrefix(element.name, element.at); err != nil {
				return err
			}
			if c.peek(0) == '/' {
				c.at++
				c.open = c.open[:len(c.open)-1]
			}
			c.at++
			return nil
		case c.peek(0) == '/':
			c.at++
			return c.unexpected(">")
		case c.at == from && isXMLStart(c.peek(0)):
			return c.fail(c.at, "'%s' is an unexpected token. Expecting white space.", c.token())
		}
		a := attribute{at: c.at}
		var err error
		if a.name, err = c.name(); err != nil {
			return err
		}
		if slices.ContainsFunc(seen, func(other attribute) bool { return other.name == a.name }) {
			return c.fail(a.at, "'%s' is a duplicate attribute name.", a.name)
		}
		if prefix, ok := strings.CutPrefix(a.name, "xmlns:"); ok {
			element.prefixes = append(element.prefixes, prefix)
		}
		seen = append(seen, a)
		if err := c.attributeValue(); err != nil {
			return err
		}
	}
}

func (c *xmlChecker) attributeValue() error {
	c.skipSpace()
	if c.peek(0) != '=' {
		return c.unexpected("=")
	}
	c.at++
	c.skipSpace()
	quote := c.peek(0)
	if quote != '"' && quote != '\'' {
		return c.unexpected(`"`, "'")
	}
	for c.at++; c.at < len(c.runes); {
		switch c.peek(0) {
		case quote:
			c.at++
			return nil
		case '<':
			return c.fail(c.at, "'<', hexadecimal value 0x3C, is an invalid attribute character.")
		case '&':
			if err := c.reference(); err != nil {
				return err
			}
		default:
			c.at++
		}
	}
	return c.fail(c.at, "There is an unclosed literal string.")
}

// text reads character data.
func (c *xmlChecker) text() error {
	for c.at < len(c.runes) && c.peek(0) != '<' {
		switch r := c.peek(0); {
		case r == '&':
			if err := c.reference(); err != nil {
				return err
			}
		case c.looking("]]>"):
			return c.fail(c.at, "']]>' is not allowed in character data.")
		case r < ' ' && !strings.ContainsRune("\t\r\n", r), r == 0xFFFE, r == 0xFFFF:
			return c.fail(c.at, "'%c', hexadecimal value 0x%02X, is an invalid character.", r, r)
		default:
			c.at++
		}
	}
	return nil
}

// reference reads &name; or &#number;.
func (c *xmlChecker) reference() error {
	c.at++
	if c.peek(0) == '#' {
		return c.characterReference()
	}
	from := c.at
	if !isXMLStart(c.peek(0)) {
		return c.fail(c.at, "An error occurred while parsing EntityName.")
	}
	name, err := c.name()
	if err != nil {
		return err
	}
	if c.peek(0) != ';' {
		return c.unexpected(";")
	}
	c.at++
	if !c.entities && !slices.Contains([]string{"lt", "gt", "amp", "quot", "apos"}, name) {
		return c.fail(from, "Reference to undeclared entity '%s'.", name)
	}
	return nil
}

// characterReference leaves what the number means to the decoder.
func (c *xmlChecker) characterReference() error {
	c.at++
	digits := "0123456789"
	if c.peek(0) == 'x' {
		c.at++
		digits += "abcdefABCDEF"
	}
	from := c.at
	for c.at < len(c.runes) && strings.ContainsRune(digits, c.peek(0)) {
		c.at++
	}
	if c.at == from || c.peek(0) != ';' {
		return c.fail(c.at, "Invalid syntax for a %s numeric entity reference.",
			map[bool]string{false: "decimal", true: "hexadecimal"}[len(digits) > 10])
	}
	c.at++
	return nil
}

func (c *xmlChecker) endTag() error {
	if len(c.open) == 0 {
		return c.fail(c.at+2, "Unexpected end tag.")
	}
	start := c.open[len(c.open)-1]
	c.at += 2
	from := c.at
	if c.at >= len(c.runes) {
		return c.unclosed()
	}
	name, err := c.name()
	if err != nil {
		return err
	}
	if name != start.name {
		line, column := c.place(start.at)
		return c.fail(from, "The '%s' start tag on line %d position %d does not match the end tag of '%s'.",
			start.name, line, column, name)
	}
	c.skipSpace()
	switch {
	case c.at >= len(c.runes):
		return c.unclosed()
	case c.peek(0) != '>':
		return c.unexpected(">")
	}
	c.at++
	c.open = c.open[:len(c.open)-1]
	return nil
}

// place is the line and column of a position.
func (c *xmlChecker) place(at int) (line, column int) {
	line, column = 1, 1
	for _, r := range c.runes[:at] {
		if column++; r == '\n' {
			line, column = line+1, 1
		}
	}
	return line, column
}

// unclosed is the error of a text that ends within elements, the innermost first.
func (c *xmlChecker) unclosed() error {
	var names []string
	for _, e := range slices.Backward(c.open) {
		names = append(names, e.name)
	}
	return c.fail(len(c.runes), "Unexpected end of file has occurred. The following elements are not closed: %s.",
		strings.Join(names, ", "))
}

// token is what stands here where something else should: a name or one character.
func (c *xmlChecker) token() string {
	end := c.at
	for end < len(c.runes) && isXMLName(c.runes[end]) && isXMLStart(c.runes[c.at]) {
		end++
	}
	return string(c.runes[c.at:max(end, c.at+1)])
}

func (c *xmlChecker) unexpected(expected ...string) error {
	if c.at >= len(c.runes) {
		return c.fail(c.at, "Unexpected end of file has occurred.")
	}
	return c.fail(c.at, "'%s' is an unexpected token. The expected token is '%s'.", c.token(), strings.Join(expected, "' or '"))
}

// checkPrefix complains of a prefix that nothing declares.
func (c *xmlChecker) checkPrefix(name string, at int) error {
	prefix, _, found := strings.Cut(name, ":")
	if !found || prefix == "xml" || prefix == "xmlns" {
		return nil
	}
	for _, e := range c.open {
		if slices.Contains(e.prefixes, prefix) {
			return nil
		}
	}
	return c.fail(at, "'%s' is an undeclared prefix.", prefix)
}
