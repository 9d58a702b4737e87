package dotnet

import (
	"slices"
	"strings"

	"github.com/partnershell/partnershell/shell/object"
)

// linqNode is an object of System.Xml.Linq: an element, a document, an attribute, or one of the other nodes. It shares
// the tree of System.Xml.
type linqNode struct{ node *XMLNode }

var linqTypes = map[xmlKind]string{xmlElement: "XElement", xmlAttribute: "XAttribute", xmlText: "XText", xmlCData: "XCData",
	xmlComment: "XComment", xmlDocument: "XDocument", xmlInstruction: "XProcessingInstruction", xmlDocType: "XDocumentType"}

// Type implements object.Object.
func (l linqNode) Type() *object.Type {
	return object.LibraryType("System.Xml.Linq." + linqTypes[l.node.kind])
}

// Text implements object.Texter: the XML, with line breaks between elements.
func (l linqNode) Text() string {
	var b strings.Builder
	if l.node.kind != xmlDocument {
		l.node.indented(&b, 0)
		return b.String()
	}
	for _, c := range l.node.children {
		if c.kind != xmlDeclaration {
			if b.Len() > 0 {
				b.WriteString(newLine)
			}
			c.indented(&b, 0)
		}
	}
	return b.String()
}

// EqualTo implements object.Equatable.
func (l linqNode) EqualTo(other object.Value) bool { return other == object.Value(l) }

// xName is System.Xml.Linq.XName: a name in a namespace.
type xName struct{ space, local string }

// Type implements object.Object.
func (xName) Type() *object.Type { return object.LibraryType("System.Xml.Linq.XName") }

// Text implements object.Texter.
func (n xName) Text() string {
	if n.space == "" {
		return n.local
	}
	return "{" + n.space + "}" + n.local
}

// EqualTo implements object.Equatable.
func (n xName) EqualTo(other object.Value) bool { return other == object.Value(n) }

// xNamespace is System.Xml.Linq.XNamespace.
type xNamespace string

// Type implements object.Object.
func (xNamespace) Type() *object.Type { return object.LibraryType("System.Xml.Linq.XNamespace") }

// Text implements object.Texter.
func (n xNamespace) Text() string { return string(n) }

// EqualTo implements object.Equatable.
func (n xNamespace) EqualTo(other object.Value) bool { return other == object.Value(n) }

// toXName is the implicit conversion of "{namespace}local".
func toXName(v object.Value) (object.Value, bool, error) {
	text, ok := v.(string)
	if !ok {
		return nil, false, nil
	}
	space, local := "", text
	if rest, found := strings.CutPrefix(text, "{"); found {
		space, local, _ = strings.Cut(rest, "}")
	}
	if local == "" {
		return nil, true, object.NewException("System.ArgumentException", "'%s' is an invalid expanded name.", text)
	}
	if first := []rune(local)[0]; !isXMLStart(first) {
		return nil, true, object.NewException("System.Xml.XmlException",
			"Name cannot begin with the '%c' character, hexadecimal value 0x%02X.", first, first)
	}
	return xName{space, local}, true, nil
}

// toXNamespace is the implicit conversion of a namespace's name.
func toXNamespace(v object.Value) (object.Value, bool, error) {
	text, ok := v.(string)
	return xNamespace(text), ok, nil
}

func linqOf(n *XMLNode) object.Value {
	if n == nil {
		return nil
	}
	return linqNode{n}
}

// linqList is a sequence of nodes of one type.
func linqList(typeName string, nodes []*XMLNode) object.Value {
	items := make([]object.Value, len(nodes))
	for i, n := range nodes {
		items[i] = linqNode{n}
	}
	return object.NewTypedArray(object.LibraryType("System.Xml.Linq."+typeName), items)
}

// matching keeps the nodes of a kind, and of a name if one is given.
func matching(nodes []*XMLNode, kind xmlKind, a args) []*XMLNode {
	var found []*XMLNode
	for _, n := range nodes {
		if n.kind == kind && (!a.has(0) || n.linqName() == a.at(0)) {
			found = append(found, n)
		}
	}
	return found
}

func (n *XMLNode) linqName() object.Value { return xName{n.space, n.localName()} }

func (n *XMLNode) descendants() []*XMLNode {
	var all []*XMLNode
	for _, c := range n.children {
		all = append(append(all, c), c.descendants()...)
	}
	return all
}

func (n *XMLNode) ancestors() []*XMLNode {
	var all []*XMLNode
	for p := n.parent; p != nil && p.kind == xmlElement; p = p.parent {
		all = append(all, p)
	}
	return all
}

// addContent adds what the constructors and Add take: nodes, attributes, text, or sequences of them.
func (n *XMLNode) addContent(content object.Value) {
	switch v := object.Base(content).(type) {
	case nil:
	case linqNode:
		child := v.node
		if child.parent != nil { // it stays where it is
			child = child.clone(true, n.documentOf())
		}
		if child.kind == xmlAttribute {
			child.parent = n
			n.attributes = append(n.attributes, child)
			return
		}
		n.add(child)
	default:
		if items, ok := object.Elements(v); ok {
			for _, item := range items {
				n.addContent(item)
			}
			return
		}
		n.add(&XMLNode{kind: xmlText, name: "#text", value: linqText(v)})
	}
	n.selfClosed = len(n.children) == 0
}

// linqText is a value as XML writes it.
func linqText(v object.Value) string {
	text, err := xmlConvertClass().statics["ToString"](nil, args{v})
	if err != nil {
		return object.ToText(v)
	}
	return text.(string)
}

// newLinq is the constructors of elements, attributes, documents and the nodes of text.
func newLinq(name string, a args) (object.Value, error) {
	if other, ok := a.at(0).(linqNode); ok && len(a) == 1 && name == "XElement" {
		return linqNode{other.node.clone(true, nil)}, nil
	}
	called, _ := a.at(0).(xName)
	switch name {
	case "XElement", "XAttribute":
		if a.at(0) == nil {
			return nil, argumentNull("name")
		}
	}
	switch name {
	case "XElement":
		n := &XMLNode{kind: xmlElement, name: called.local, space: called.space, selfClosed: true}
		if called.space != "" {
			n.attributes = []*XMLNode{{kind: xmlAttribute, name: "xmlns", value: called.space, parent: n}}
		}
		for _, content := range a[1:] {
			n.addContent(content)
		}
		return linqNode{n}, nil
	case "XAttribute":
		if a.at(1) == nil {
			return nil, argumentNull("value")
		}
		return linqNode{&XMLNode{kind: xmlAttribute, name: called.local, space: called.space, value: linqText(a.at(1))}}, nil
	case "XDocument":
		n := &XMLNode{kind: xmlDocument, name: "#document"}
		for _, content := range a {
			n.addContent(content)
		}
		return linqNode{n}, nil
	case "XComment":
		return linqNode{&XMLNode{kind: xmlComment, name: "#comment", value: a.text(0)}}, nil
	case "XCData":
		return linqNode{&XMLNode{kind: xmlCData, name: "#cdata-section", value: a.text(0)}}, nil
	}
	return linqNode{&XMLNode{kind: xmlText, name: "#text", value: a.text(0)}}, nil
}

// parseLinq is XElement.Parse and XDocument.Parse.
func parseLinq(a args, whole bool) (object.Value, error) {
	if a.at(0) == nil {
		return nil, argumentNull("text")
	}
	document, err := ParseXML(a.text(0), a.enum(1, 0)&1 != 0)
	switch {
	case err != nil:
		return nil, err
	case whole:
		return linqNode{document}, nil
	}
	root := document.root()
	root.detach()
	root.parent = nil
	return linqNode{root}, nil
}

// loadLinq is Load: of a file, a stream or a reader.
func loadLinq(a args, whole bool) (object.Value, error) {
	document := &XMLNode{kind: xmlDocument, name: "#document"}
	if _, err := xmlLoad(document, a); err != nil {
		return nil, err
	}
	if whole {
		return linqNode{document}, nil
	}
	return linqNode{document.root()}, nil
}

func linqClass(name string) class {
	switch name {
	case "XName":
		return xNameClass()
	case "XNamespace":
		return xNamespaceClass()
	}
	whole := name == "XDocument"
	return class{
		new: try(func(a args) (object.Value, error) { return newLinq(name, a) }),
		statics: methods{
			"Parse": try(func(a args) (object.Value, error) { return parseLinq(a, whole) }),
			"Load":  try(func(a args) (object.Value, error) { return loadLinq(a, whole) }),
			"DeepEquals": static(func(a args) object.Value {
				return object.ToText(a.at(0)) == object.ToText(a.at(1))
			}),
		},
		properties: linqProperties(),
		setters: setters{"Value": set(func(l linqNode, v object.Value) error {
			if l.node.kind == xmlElement {
				l.node.setInnerText(object.ToText(v))
			} else {
				l.node.value = object.ToText(v)
			}
			return nil
		}), "Name": set(func(l linqNode, v object.Value) error {
			if n, ok := v.(xName); ok {
				l.node.name, l.node.space = n.local, n.space
			}
			return nil
		})},
		methods: merge(linqQueries(), linqChanges()),
		order: []string{"FirstAttribute", "HasAttributes", "HasElements", "IsEmpty", "LastAttribute", "Name", "NodeType", "Value",
			"Declaration", "DocumentType", "Root", "FirstNode", "LastNode", "NextNode", "PreviousNode", "BaseUri", "Document", "Parent"},
	}
}

func linqProperties() getters {
	first := func(list func(*XMLNode) []*XMLNode, last bool) getter {
		return get(func(l linqNode) object.Value {
			nodes := list(l.node)
			switch {
			case len(nodes) == 0:
				return nil
			case last:
				return linqNode{nodes[len(nodes)-1]}
			}
			return linqNode{nodes[0]}
		})
	}
	attributes := func(n *XMLNode) []*XMLNode { return n.attributes }
	children := func(n *XMLNode) []*XMLNode { return n.children }
	sibling := func(step int) getter {
		return get(func(l linqNode) object.Value {
			n, _ := siblingOf(l.node, step).(*XMLNode)
			return linqOf(n)
		})
	}
	return getters{
		"Name": get(func(l linqNode) object.Value { return l.node.linqName() }),
		"Value": get(func(l linqNode) object.Value {
			if l.node.kind == xmlElement {
				return l.node.innerText()
			}
			return l.node.value
		}),
		"HasAttributes":  get(func(l linqNode) object.Value { return len(l.node.attributes) > 0 }),
		"HasElements":    get(func(l linqNode) object.Value { return len(matching(l.node.children, xmlElement, nil)) > 0 }),
		"IsEmpty":        get(func(l linqNode) object.Value { return len(l.node.children) == 0 && l.node.selfClosed }),
		"FirstAttribute": first(attributes, false), "LastAttribute": first(attributes, true),
		"FirstNode": first(children, false), "LastNode": first(children, true),
		"NextNode": sibling(1), "PreviousNode": sibling(-1),
		"Parent": get(func(l linqNode) object.Value {
			if p := l.node.parent; p != nil && p.kind == xmlElement {
				return linqNode{p}
			}
			return nil
		}),
		"Root": get(func(l linqNode) object.Value { return linqOf(l.node.root()) }),
		"Document": get(func(l linqNode) object.Value {
			n := l.node
			for n.parent != nil {
				n = n.parent
			}
			if n.kind != xmlDocument {
				return nil
			}
			return linqNode{n}
		}),
		"NodeType": get(func(l linqNode) object.Value { return object.NewEnum("System.Xml.XmlNodeType", int64(l.node.kind)) }),
		"BaseUri":  constant(""),
		"IsNamespaceDeclaration": get(func(l linqNode) object.Value {
			return l.node.name == "xmlns" || l.node.prefix() == "xmlns"
		}),
	}
}

// linqQueries are the methods that find nodes.
func linqQueries() methods {
	list := func(typeName string, kind xmlKind, of func(*XMLNode) []*XMLNode) method {
		return do(func(l linqNode, a args) object.Value { return linqList(typeName, matching(of(l.node), kind, a)) })
	}
	one := func(kind xmlKind, of func(*XMLNode) []*XMLNode) method {
		return do(func(l linqNode, a args) object.Value {
			if found := matching(of(l.node), kind, a); len(found) > 0 {
				return linqNode{found[0]}
			}
			return nil
		})
	}
	attributes := func(n *XMLNode) []*XMLNode { return n.attributes }
	children := func(n *XMLNode) []*XMLNode { return n.children }
	withSelf := func(of func(*XMLNode) []*XMLNode) func(*XMLNode) []*XMLNode {
		return func(n *XMLNode) []*XMLNode { return append([]*XMLNode{n}, of(n)...) }
	}
	return methods{
		"Element": one(xmlElement, children), "Attribute": one(xmlAttribute, attributes),
		"Elements":    list("XElement", xmlElement, children),
		"Attributes":  list("XAttribute", xmlAttribute, attributes),
		"Descendants": list("XElement", xmlElement, (*XMLNode).descendants), "Ancestors": list("XElement", xmlElement, (*XMLNode).ancestors),
		"DescendantsAndSelf": list("XElement", xmlElement, withSelf((*XMLNode).descendants)),
		"AncestorsAndSelf":   list("XElement", xmlElement, withSelf((*XMLNode).ancestors)),
		"Nodes":              do(func(l linqNode, _ args) object.Value { return linqList("XNode", l.node.children) }),
		"DescendantNodes":    do(func(l linqNode, _ args) object.Value { return linqList("XNode", l.node.descendants()) }),
		"ElementsAfterSelf":  list("XElement", xmlElement, func(n *XMLNode) []*XMLNode { return siblings(n, true) }),
		"ElementsBeforeSelf": list("XElement", xmlElement, func(n *XMLNode) []*XMLNode { return siblings(n, false) }),
		"ToString": do(func(l linqNode, a args) object.Value {
			if a.enum(0, 0)&1 != 0 { // DisableFormatting
				return l.node.outerXML()
			}
			return l.Text()
		}),
	}
}

func siblings(n *XMLNode, after bool) []*XMLNode {
	if n.parent == nil {
		return nil
	}
	i := indexOfNode(n.parent.children, n)
	if after {
		return n.parent.children[i+1:]
	}
	return n.parent.children[:i]
}

// linqChanges are the methods that change the tree.
func linqChanges() methods {
	change := func(f func(n *XMLNode, a args)) method {
		return do(func(l linqNode, a args) object.Value { f(l.node, a); return object.Nothing })
	}
	add := func(n *XMLNode, a args) {
		for _, content := range a {
			n.addContent(content)
		}
	}
	clear := func(n *XMLNode, _ args) { n.children, n.selfClosed = nil, false }
	return methods{
		"Add": change(add),
		"AddFirst": change(func(n *XMLNode, a args) {
			old := n.children
			n.children = nil
			add(n, a)
			n.children = append(n.children, old...)
		}),
		"AddAfterSelf":  change(func(n *XMLNode, a args) { n.insertBeside(a, 1) }),
		"AddBeforeSelf": change(func(n *XMLNode, a args) { n.insertBeside(a, 0) }),
		"Remove":        change(func(n *XMLNode, _ args) { n.detach(); n.parent = nil }),
		"RemoveNodes":   change(clear),
		"RemoveAll":     change(func(n *XMLNode, a args) { clear(n, a); n.attributes = nil }),
		"RemoveAttributes": change(func(n *XMLNode, _ args) {
			n.attributes = nil
		}),
		"ReplaceNodes": change(func(n *XMLNode, a args) { clear(n, a); add(n, a) }),
		"ReplaceWith": change(func(n *XMLNode, a args) {
			n.insertBeside(a, 1)
			n.detach()
			n.parent = nil
		}),
		"SetValue": change(func(n *XMLNode, a args) {
			if n.kind == xmlElement {
				n.setInnerText(linqText(a.at(0)))
			} else {
				n.value = linqText(a.at(0))
			}
		}),
		"SetAttributeValue": change(setLinqAttribute),
		"SetElementValue":   change(setLinqElement),
		"Save":              call(func(l linqNode, a args) (object.Value, error) { return saveLinq(l.node, a) }),
	}
}

// insertBeside puts content next to n: behind it by step places.
func (n *XMLNode) insertBeside(a args, step int) {
	if n.parent == nil {
		return
	}
	holder := &XMLNode{kind: xmlElement}
	for _, content := range a {
		holder.addContent(content)
	}
	for _, c := range holder.children {
		c.parent = n.parent
	}
	at := indexOfNode(n.parent.children, n) + step
	n.parent.children = slices.Insert(n.parent.children, at, holder.children...)
}

// setLinqAttribute sets an attribute; null takes it away.
func setLinqAttribute(n *XMLNode, a args) {
	found := matching(n.attributes, xmlAttribute, a[:1])
	switch {
	case a.at(1) == nil:
		n.attributes = slices.DeleteFunc(n.attributes, func(x *XMLNode) bool { return slices.Contains(found, x) })
	case len(found) > 0:
		found[0].value = linqText(a.at(1))
	default:
		if attribute, err := newLinq("XAttribute", a); err == nil {
			n.addContent(attribute)
		}
	}
}

// setLinqElement sets the value of a child; null takes it away.
func setLinqElement(n *XMLNode, a args) {
	found := matching(n.children, xmlElement, a[:1])
	switch {
	case a.at(1) == nil && len(found) > 0:
		found[0].detach()
	case a.at(1) == nil:
	case len(found) > 0:
		found[0].setInnerText(linqText(a.at(1)))
	default:
		if element, err := newLinq("XElement", a); err == nil {
			n.addContent(element)
		}
	}
}

// saveLinq writes a document, with a declaration before it if it has none.
func saveLinq(n *XMLNode, a args) (object.Value, error) {
	document := n
	if n.kind != xmlDocument {
		document = &XMLNode{kind: xmlDocument, children: []*XMLNode{n}}
	}
	if _, ok := a.at(0).(*textWriter); !ok {
		if first, _ := childAt(document, false).(*XMLNode); first == nil || first.kind != xmlDeclaration {
			declaration := &XMLNode{kind: xmlDeclaration, name: "xml", value: `version="1.0" encoding="utf-8"`}
			document = &XMLNode{kind: xmlDocument, children: append([]*XMLNode{declaration}, document.children...)}
		}
	}
	return xmlSave(document, a)
}

func xNameClass() class {
	return class{
		statics: methods{"Get": try(func(a args) (object.Value, error) {
			if a.has(1) {
				return xName{a.text(1), a.text(0)}, nil
			}
			v, _, err := toXName(a.text(0))
			return v, err
		})},
		properties: getters{
			"LocalName":     get(func(n xName) object.Value { return n.local }),
			"NamespaceName": get(func(n xName) object.Value { return n.space }),
			"Namespace":     get(func(n xName) object.Value { return xNamespace(n.space) }),
		},
		methods: methods{"ToString": do(func(n xName, _ args) object.Value { return n.Text() })},
		order:   []string{"LocalName", "Namespace", "NamespaceName"},
	}
}

func xNamespaceClass() class {
	return class{
		statics: methods{
			"Get":         static(func(a args) object.Value { return xNamespace(a.text(0)) }),
			"op_Addition": static(func(a args) object.Value { return xName{NetText(a.at(0)), a.text(1)} }),
		},
		staticProperties: getters{"None": constant(xNamespace("")), "Xml": constant(xNamespace("http://www.w3.org/XML/1998/namespace")),
			"Xmlns": constant(xNamespace("http://www.w3.org/2000/xmlns/"))},
		properties: getters{"NamespaceName": get(func(n xNamespace) object.Value { return string(n) })},
		methods: methods{
			"GetName":  do(func(n xNamespace, a args) object.Value { return xName{string(n), a.text(0)} }),
			"ToString": do(func(n xNamespace, _ args) object.Value { return string(n) }),
		},
	}
}
