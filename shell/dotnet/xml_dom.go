package dotnet

import (
	"encoding/xml"
	"errors"
	"io"
	"strconv"
	"strings"

	"github.com/partnershell/partnershell/shell/object"
)

// xmlKind is System.Xml.XmlNodeType, with its numbers.
type xmlKind int

const (
	xmlElement     xmlKind = 1
	xmlAttribute   xmlKind = 2
	xmlText        xmlKind = 3
	xmlCData       xmlKind = 4
	xmlInstruction xmlKind = 7
	xmlComment     xmlKind = 8
	xmlDocument    xmlKind = 9
	xmlDocType     xmlKind = 10
	xmlDeclaration xmlKind = 17
)

// XMLNode is a System.Xml.XmlNode of any kind.
type XMLNode struct {
	kind       xmlKind
	name       string // qualified: "p:item"
	space      string // namespace address
	value      string // of attributes, text, comments …
	parent     *XMLNode
	document   *XMLNode
	attributes []*XMLNode
	children   []*XMLNode
	selfClosed bool // was written <x/>, which an empty element otherwise is not
	keepsSpace bool // PreserveWhitespace, of a document
}

// maxXMLDepth bounds nested elements.
const maxXMLDepth = 1000

func xmlError(line, column int, format string, a ...any) error {
	e := object.NewException("System.Xml.XmlException", format+" Line %d, position %d.", append(a, line, column)...)
	e.Data = map[string]object.Value{"LineNumber": i32(line), "LinePosition": i32(column)}
	return e
}

// ParseXML reads a document.
func ParseXML(text string, keepSpace bool) (*XMLNode, error) {
	doc := &XMLNode{kind: xmlDocument, name: "#document", keepsSpace: keepSpace}
	return doc, doc.load(text)
}

// load replaces the document's content.
func (n *XMLNode) load(text string) error {
	text = strings.TrimPrefix(text, "\uFEFF")
	if strings.TrimSpace(text) == "" {
		return object.NewException("System.Xml.XmlException", "Root element is missing.")
	}
	if err := checkXML(text); err != nil {
		return err
	}
	decoder := xml.NewDecoder(strings.NewReader(text))
	decoder.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil }
	n.children = nil
	if err := n.readInto(decoder, text); err != nil {
		return err
	}
	if n.root() == nil {
		return object.NewException("System.Xml.XmlException", "Root element is missing.")
	}
	return nil
}

// readInto builds the tree of what the decoder reads.
func (n *XMLNode) readInto(decoder *xml.Decoder, text string) error {
	at, depth := n, 0
	for {
		from := decoder.InputOffset()
		token, err := decoder.RawToken()
		if err == io.EOF {
			if at != n {
				line, column := decoder.InputPos()
				return xmlError(line, column, "Unexpected end of file has occurred. The following elements are not closed: %s.", at.name)
			}
			return nil
		}
		line, column := decoder.InputPos()
		if err != nil {
			return xmlSyntax(err, line, column)
		}
		switch t := token.(type) {
		case xml.StartElement:
			if depth++; depth > maxXMLDepth {
				return xmlError(line, column, "The document is nested too deeply.")
			}
			if at == n && n.root() != nil {
				return xmlError(line, column, "There are multiple root elements.")
			}
			at = at.add(&XMLNode{kind: xmlElement, name: rawName(t.Name)})
			at.selfClosed = strings.HasSuffix(text[from:min(int(decoder.InputOffset()), len(text))], "/>")
			if err := at.setAttributes(t.Attr); err != nil {
				return err
			}
		case xml.EndElement:
			if at == n || at.name != rawName(t.Name) {
				return xmlError(line, column, "The '%s' start tag does not match the end tag of '%s'.", at.name, rawName(t.Name))
			}
			at, depth = at.parent, depth-1
		default:
			if err := at.addToken(token, text[from:min(int(decoder.InputOffset()), len(text))], line, column); err != nil {
				return err
			}
		}
	}
}

// xmlSyntax words an error as .NET does where it can tell.
func xmlSyntax(err error, line, column int) error {
	var syntax *xml.SyntaxError
	if errors.As(err, &syntax) {
		return xmlError(syntax.Line, column, "%s.", strings.ToUpper(syntax.Msg[:1])+syntax.Msg[1:])
	}
	return xmlError(line, column, "%s", err.Error())
}

func rawName(n xml.Name) string {
	if n.Space != "" {
		return n.Space + ":" + n.Local
	}
	return n.Local
}

// addToken adds text, comments and the like.
func (n *XMLNode) addToken(token xml.Token, raw string, line, column int) error {
	switch t := token.(type) {
	case xml.CharData:
		switch blank := strings.TrimSpace(string(t)) == ""; {
		case strings.HasPrefix(raw, "<![CDATA["):
			n.add(&XMLNode{kind: xmlCData, name: "#cdata-section", value: string(t)})
		case blank && (n.kind == xmlDocument || !n.documentOf().keepsSpace):
		case n.kind == xmlDocument:
			return xmlError(1, 1, "Data at the root level is invalid.")
		default:
			n.add(&XMLNode{kind: xmlText, name: "#text", value: string(t)})
		}
	case xml.Comment:
		n.add(&XMLNode{kind: xmlComment, name: "#comment", value: string(t)})
	case xml.ProcInst:
		kind := xmlInstruction
		if t.Target == "xml" {
			kind = xmlDeclaration
		}
		n.add(&XMLNode{kind: kind, name: t.Target, value: string(t.Inst)})
	case xml.Directive:
		fields := strings.Fields(string(t))
		if len(fields) > 1 && fields[0] == "DOCTYPE" {
			n.add(&XMLNode{kind: xmlDocType, name: fields[1], value: string(t)})
		}
	}
	return nil
}

func (n *XMLNode) setAttributes(attributes []xml.Attr) error {
	for _, a := range attributes {
		n.attributes = append(n.attributes, &XMLNode{kind: xmlAttribute, name: rawName(a.Name), value: a.Value, parent: n, document: n.documentOf()})
	}
	n.resolve()
	return nil
}

// resolve finds the namespaces of an element and its attributes.
func (n *XMLNode) resolve() {
	n.space = n.namespaceOf(n.prefix())
	for _, a := range n.attributes {
		if p := a.prefix(); p != "" {
			a.space = n.namespaceOf(p)
		}
	}
}

// namespaceOf is the address that a prefix stands for here.
func (n *XMLNode) namespaceOf(prefix string) string {
	declared := "xmlns"
	switch prefix {
	case "xml":
		return "http://www.w3.org/XML/1998/namespace"
	case "xmlns":
		return "http://www.w3.org/2000/xmlns/"
	case "":
	default:
		declared += ":" + prefix
	}
	for e := n; e != nil; e = e.parent {
		for _, a := range e.attributes {
			if a.name == declared {
				return a.value
			}
		}
	}
	return ""
}

func (n *XMLNode) prefix() string {
	if i := strings.IndexByte(n.name, ':'); i > 0 {
		return n.name[:i]
	}
	return ""
}

func (n *XMLNode) localName() string { return n.name[strings.IndexByte(n.name, ':')+1:] }

func (n *XMLNode) documentOf() *XMLNode {
	if n.kind == xmlDocument {
		return n
	}
	return n.document
}

// add appends a child that has no parent yet and returns it.
func (n *XMLNode) add(child *XMLNode) *XMLNode {
	child.parent, child.document = n, n.documentOf()
	n.children = append(n.children, child)
	return child
}

// detach takes a node out of its parent.
func (n *XMLNode) detach() {
	if n.parent == nil {
		return
	}
	for i, c := range n.parent.children {
		if c == n {
			n.parent.children = append(n.parent.children[:i:i], n.parent.children[i+1:]...)
			break
		}
	}
	n.parent = nil
}

func (n *XMLNode) root() *XMLNode {
	for _, c := range n.children {
		if c.kind == xmlElement {
			return c
		}
	}
	return nil
}

func (n *XMLNode) attribute(name string) *XMLNode {
	for _, a := range n.attributes {
		if a.name == name {
			return a
		}
	}
	return nil
}

func (n *XMLNode) setAttribute(name, value string) *XMLNode {
	a := n.attribute(name)
	if a == nil {
		a = &XMLNode{kind: xmlAttribute, name: name, parent: n, document: n.documentOf()}
		n.attributes = append(n.attributes, a)
	}
	a.value = value
	n.resolve()
	return a
}

// innerText is the text of a node and everything below it.
func (n *XMLNode) innerText() string {
	switch n.kind {
	case xmlElement, xmlDocument:
		var b strings.Builder
		for _, c := range n.children {
			if c.kind == xmlElement || c.kind == xmlText || c.kind == xmlCData {
				b.WriteString(c.innerText())
			}
		}
		return b.String()
	}
	return n.value
}

func (n *XMLNode) setInnerText(text string) {
	if n.kind != xmlElement {
		n.value = text
		return
	}
	n.children, n.selfClosed = nil, false
	if text != "" {
		n.add(&XMLNode{kind: xmlText, name: "#text", value: text})
	}
}

// write is OuterXml.
func (n *XMLNode) write(b *strings.Builder) {
	switch n.kind {
	case xmlDocument:
		n.writeInner(b)
	case xmlElement:
		n.writeStart(b)
		if len(n.children) == 0 && n.selfClosed {
			return
		}
		n.writeInner(b)
		b.WriteString("</" + n.name + ">")
	case xmlAttribute:
		b.WriteString(n.name + `="` + escapeXML(n.value, true) + `"`)
	case xmlText:
		b.WriteString(escapeXML(n.value, false))
	case xmlCData:
		b.WriteString("<![CDATA[" + n.value + "]]>")
	case xmlComment:
		b.WriteString("<!--" + n.value + "-->")
	case xmlDeclaration, xmlInstruction:
		b.WriteString("<?" + n.name + " " + n.value + "?>")
	case xmlDocType:
		b.WriteString("<!" + n.value + ">")
	}
}

func (n *XMLNode) writeStart(b *strings.Builder) {
	b.WriteString("<" + n.name)
	for _, a := range n.attributes {
		b.WriteByte(' ')
		a.write(b)
	}
	if len(n.children) == 0 && n.selfClosed {
		b.WriteString(" />")
		return
	}
	b.WriteByte('>')
}

func (n *XMLNode) writeInner(b *strings.Builder) {
	for _, c := range n.children {
		c.write(b)
	}
}

func (n *XMLNode) outerXML() string {
	var b strings.Builder
	n.write(&b)
	return b.String()
}

func (n *XMLNode) innerXML() string {
	var b strings.Builder
	n.writeInner(&b)
	return b.String()
}

func escapeXML(s string, attribute bool) string {
	s = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(s)
	if attribute {
		s = strings.NewReplacer(`"`, "&quot;", "\n", "&#xA;", "\r", "&#xD;", "\t", "&#x9;").Replace(s)
	}
	return s
}

// indented is what Save writes: one element a line, two spaces a level; elements with text stay on one line.
func (n *XMLNode) indented(b *strings.Builder, level int) {
	if n.kind == xmlDocument {
		for i, c := range n.children {
			if i > 0 {
				b.WriteString(newLine)
			}
			c.indented(b, level)
		}
		return
	}
	if n.kind != xmlElement || len(n.children) == 0 || n.hasText() {
		n.write(b)
		return
	}
	n.writeStart(b)
	for _, c := range n.children {
		b.WriteString(newLine + strings.Repeat("  ", level+1))
		c.indented(b, level+1)
	}
	b.WriteString(newLine + strings.Repeat("  ", level) + "</" + n.name + ">")
}

func (n *XMLNode) hasText() bool {
	for _, c := range n.children {
		if c.kind == xmlText || c.kind == xmlCData {
			return true
		}
	}
	return false
}

// clone copies a node; deep: with its children.
func (n *XMLNode) clone(deep bool, document *XMLNode) *XMLNode {
	c := &XMLNode{kind: n.kind, name: n.name, space: n.space, value: n.value, document: document, selfClosed: n.selfClosed}
	for _, a := range n.attributes {
		copied := a.clone(true, document)
		copied.parent = c
		c.attributes = append(c.attributes, copied)
	}
	if deep {
		for _, child := range n.children {
			copied := child.clone(true, document)
			copied.parent = c
			c.children = append(c.children, copied)
		}
	}
	return c
}

// declaration is an attribute of <?xml …?>: version, encoding or standalone.
func (n *XMLNode) declaration(name string) string {
	_, after, ok := strings.Cut(n.value, name+"=")
	if !ok || after == "" {
		return ""
	}
	text, _, _ := strings.Cut(after[1:], after[:1])
	return text
}

// timeSpanOfXML reads an XML duration such as P1DT2H3.5S.
func timeSpanOfXML(s string) (object.Value, error) {
	bad := formatError("The string '%s' is not a valid TimeSpan value.", s)
	rest, negative := strings.CutPrefix(s, "-")
	rest, ok := strings.CutPrefix(rest, "P")
	if !ok || rest == "" {
		return nil, bad
	}
	var ticks float64
	inTime := false
	for rest != "" {
		if rest[0] == 'T' {
			inTime, rest = true, rest[1:]
			continue
		}
		end := strings.IndexFunc(rest, func(r rune) bool { return (r < '0' || r > '9') && r != '.' })
		if end <= 0 {
			return nil, bad
		}
		n, err := strconv.ParseFloat(rest[:end], 64)
		unit := map[bool]map[byte]float64{
			false: {'Y': 365 * object.TicksPerDay, 'M': 30 * object.TicksPerDay, 'D': object.TicksPerDay},
			true:  {'H': object.TicksPerHour, 'M': object.TicksPerMinute, 'S': object.TicksPerSecond}}[inTime][rest[end]]
		if err != nil || unit == 0 {
			return nil, bad
		}
		ticks += n * unit
		rest = rest[end+1:]
	}
	if negative {
		ticks = -ticks
	}
	return object.TimeSpan(ticks), nil
}
