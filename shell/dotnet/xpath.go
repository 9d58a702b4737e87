package dotnet

import (
	"strings"

	"github.com/antchfx/xpath"

	"github.com/partnershell/partnershell/shell/object"
)

// navigator walks a tree for package xpath.
type navigator struct {
	root, at  *XMLNode
	attribute int // index of the attribute that at's element is seen through; -1: the node itself
}

func (n *navigator) node() *XMLNode {
	if n.attribute >= 0 {
		return n.at.attributes[n.attribute]
	}
	return n.at
}

// NodeType implements xpath.NodeNavigator.
func (n *navigator) NodeType() xpath.NodeType {
	switch n.node().kind {
	case xmlDocument:
		return xpath.RootNode
	case xmlAttribute:
		return xpath.AttributeNode
	case xmlText, xmlCData:
		return xpath.TextNode
	case xmlComment, xmlDeclaration, xmlInstruction, xmlDocType:
		return xpath.CommentNode
	}
	return xpath.ElementNode
}

// LocalName implements xpath.NodeNavigator.
func (n *navigator) LocalName() string { return n.node().localName() }

// Prefix implements xpath.NodeNavigator.
func (n *navigator) Prefix() string { return n.node().prefix() }

// NamespaceURL gives package xpath the namespace of a node.
func (n *navigator) NamespaceURL() string { return n.node().space }

// Value implements xpath.NodeNavigator.
func (n *navigator) Value() string { return n.node().innerText() }

// Copy implements xpath.NodeNavigator.
func (n *navigator) Copy() xpath.NodeNavigator { c := *n; return &c }

// MoveToRoot implements xpath.NodeNavigator.
func (n *navigator) MoveToRoot() { n.at, n.attribute = n.root, -1 }

// MoveToParent implements xpath.NodeNavigator.
func (n *navigator) MoveToParent() bool {
	if n.attribute >= 0 {
		n.attribute = -1
		return true
	}
	if n.at.parent == nil {
		return false
	}
	n.at = n.at.parent
	return true
}

// MoveToNextAttribute implements xpath.NodeNavigator; declarations of namespaces are no attributes to XPath.
func (n *navigator) MoveToNextAttribute() bool {
	for i := n.attribute + 1; i < len(n.at.attributes); i++ {
		if name := n.at.attributes[i].name; name != "xmlns" && !strings.HasPrefix(name, "xmlns:") {
			n.attribute = i
			return true
		}
	}
	return false
}

// MoveToChild implements xpath.NodeNavigator.
func (n *navigator) MoveToChild() bool {
	if n.attribute >= 0 || len(n.at.children) == 0 {
		return false
	}
	n.at = n.at.children[0]
	return true
}

// MoveToFirst implements xpath.NodeNavigator.
func (n *navigator) MoveToFirst() bool {
	if n.attribute >= 0 || n.at.parent == nil {
		return false
	}
	n.at = n.at.parent.children[0]
	return true
}

func (n *navigator) sibling(step int) bool {
	if n.attribute >= 0 {
		return false
	}
	next, ok := siblingOf(n.at, step).(*XMLNode)
	if ok {
		n.at = next
	}
	return ok
}

// MoveToNext implements xpath.NodeNavigator.
func (n *navigator) MoveToNext() bool { return n.sibling(1) }

// MoveToPrevious implements xpath.NodeNavigator.
func (n *navigator) MoveToPrevious() bool { return n.sibling(-1) }

// MoveTo implements xpath.NodeNavigator.
func (n *navigator) MoveTo(other xpath.NodeNavigator) bool {
	o, ok := other.(*navigator)
	if !ok || o.root != n.root {
		return false
	}
	n.at, n.attribute = o.at, o.attribute
	return true
}

// evaluate runs an XPath expression that selects nodes.
func (n *XMLNode) evaluate(a args) (nodes []*XMLNode, err error) {
	defer func() { // package xpath panics on some expressions that it cannot evaluate
		if recover() != nil {
			nodes, err = nil, xpathError(a.text(0))
		}
	}()
	var expression *xpath.Expr
	if m, ok := a.at(1).(*namespaceManager); ok {
		expression, err = xpath.CompileWithNS(a.text(0), m.byPrefix)
	} else {
		expression, err = xpath.Compile(a.text(0))
	}
	if err != nil {
		return nil, xpathError(a.text(0))
	}
	root := n
	for root.parent != nil {
		root = root.parent
	}
	iterator, ok := expression.Evaluate(&navigator{root: root, at: n, attribute: -1}).(*xpath.NodeIterator)
	if !ok {
		return nil, object.NewException("System.Xml.XPath.XPathException", "Expression must evaluate to a node-set.")
	}
	for iterator.MoveNext() {
		nodes = append(nodes, iterator.Current().(*navigator).node())
	}
	return nodes, nil
}

func xpathError(expression string) error {
	if strings.HasSuffix(expression, "[") || strings.HasSuffix(expression, "/") {
		return object.NewException("System.Xml.XPath.XPathException", "Expression must evaluate to a node-set.")
	}
	return object.NewException("System.Xml.XPath.XPathException", "'%s' has an invalid token.", expression)
}

func selectNodes(n *XMLNode, a args) (object.Value, error) {
	nodes, err := n.evaluate(a)
	if err != nil {
		return nil, err
	}
	return &nodeList{class: "XPathNodeList", items: nodes}, nil
}

func selectSingleNode(n *XMLNode, a args) (object.Value, error) {
	nodes, err := n.evaluate(a)
	if err != nil || len(nodes) == 0 {
		return nil, err
	}
	return nodes[0], nil
}

// SelectXML are the nodes that an XPath expression selects, with namespaces by prefix.
func SelectXML(n *XMLNode, expression string, namespaces map[string]string) ([]*XMLNode, error) {
	return n.evaluate(args{expression, &namespaceManager{namespaces}})
}

// namespaceManager is System.Xml.XmlNamespaceManager.
type namespaceManager struct{ byPrefix map[string]string }

// Type implements object.Object.
func (*namespaceManager) Type() *object.Type {
	return object.LibraryType("System.Xml.XmlNamespaceManager")
}

func namespaceManagerClass() class {
	return class{
		new: try(func(args) (object.Value, error) { return &namespaceManager{map[string]string{}}, nil }),
		methods: methods{
			"AddNamespace": do(func(m *namespaceManager, a args) object.Value {
				m.byPrefix[a.text(0)] = a.text(1)
				return object.Nothing
			}),
			"RemoveNamespace": do(func(m *namespaceManager, a args) object.Value { delete(m.byPrefix, a.text(0)); return object.Nothing }),
			"HasNamespace":    do(func(m *namespaceManager, a args) object.Value { _, ok := m.byPrefix[a.text(0)]; return ok }),
			"LookupNamespace": do(func(m *namespaceManager, a args) object.Value {
				if v, ok := m.byPrefix[a.text(0)]; ok {
					return v
				}
				return nil
			}),
		},
	}
}
