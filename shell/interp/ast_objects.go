package interp

import (
	"reflect"

	"github.com/partnershell/partnershell/shell/object"
	"github.com/partnershell/partnershell/shell/syntax"
)

// language is the namespace of the syntax tree's types.
const language = ns + "Language."

// astNode presents a node of the syntax tree to scripts.
type astNode struct {
	rt     *Runtime
	source *syntax.Source
	node   syntax.Node
	parent *astNode
}

// astObject presents a tree.
func astObject(rt *Runtime, src *syntax.Source, n syntax.Node) object.Value {
	return &astNode{rt: rt, source: src, node: n}
}

// astOf presents the tree of a block within the tree that it stands in; of a function's body, the function.
func (b *ScriptBlock) astOf() object.Value {
	root := b.block
	for root.outer != nil && root.outer.source == root.source {
		root = root.outer
	}
	tree := &astNode{rt: b.rt, source: b.block.source, node: root.ast}
	found := tree
	target := syntax.Node(b.block.ast)
	_, _ = tree.walk(func(at *astNode) (visitAction, error) {
		if at.node == target {
			found = at
			return stopVisit, nil
		}
		if span := at.node.Span(); span.End < b.block.ast.Start || span.Start > b.block.ast.Extent.End {
			return skipChildren, nil
		}
		return continueVisit, nil
	})
	if found.node != target {
		return astObject(b.rt, b.block.source, b.block.ast)
	}
	if found.parent != nil {
		if _, ok := found.parent.node.(*syntax.FunctionDefinition); ok {
			return found.parent
		}
	}
	return found
}

// Type implements object.Object.
func (n *astNode) Type() *object.Type { return astClasses().byNode[reflect.TypeOf(n.node)] }

// Text implements object.Texter: the node's source text.
func (n *astNode) Text() string { return n.source.Slice(n.node.Span()) }

// EqualTo implements object.Equatable: a node is the same however a script came to it.
func (n *astNode) EqualTo(other object.Value) bool {
	o, ok := object.Base(other).(*astNode)
	return ok && o.node == n.node
}

// HashKey implements object.HashKeyer.
func (n *astNode) HashKey() any { return n.node }

func (n *astNode) child(c syntax.Node) *astNode {
	return &astNode{rt: n.rt, source: n.source, node: c, parent: n}
}

// one presents a child that may be missing.
func (n *astNode) one(c syntax.Node) object.Value {
	if c == nil || reflect.ValueOf(c).IsNil() {
		return nil
	}
	return n.child(c)
}

// many presents a list of children.
func many[T syntax.Node](n *astNode, list []T) object.Value {
	items := make([]object.Value, len(list))
	for i, c := range list {
		items[i] = n.child(c)
	}
	return object.NewArray(items...)
}

// pair presents two children as a tuple.
func (n *astNode) pair(a, b syntax.Node) object.Value {
	return object.NewCustomObject(object.ShapeOf("Item1", "Item2"), []object.Value{n.one(a), n.one(b)})
}

// eachChild visits the children that PowerShell's tree has, too: names of types and the literal parts of strings are
// no nodes there.
func (n *astNode) eachChild(visit func(c *astNode)) {
	_, isString := n.node.(*syntax.ExpandableStringExpression)
	syntax.Children(n.node, func(c syntax.Node) {
		switch c.(type) {
		case *syntax.TypeName:
			return
		case *syntax.StringConstantExpression:
			if isString {
				return
			}
		}
		visit(n.child(c))
	})
}

// entersBlock reports the nodes below which a search that leaves nested blocks out does not go.
func (n *astNode) entersBlock() bool {
	switch n.node.(type) {
	case *syntax.ScriptBlockExpression, *syntax.FunctionDefinition:
		return true
	}
	return false
}

// walk visits the node and those below it, parents first. What visit returns decides how it goes on.
func (n *astNode) walk(visit func(at *astNode) (visitAction, error)) (stopped bool, err error) {
	action, err := visit(n)
	if err != nil || action == stopVisit {
		return true, err
	}
	if action == skipChildren {
		return false, nil
	}
	n.eachChild(func(c *astNode) {
		if !stopped {
			stopped, err = c.walk(visit)
		}
	})
	return stopped, err
}

// visitAction is AstVisitAction.
type visitAction int64

const (
	continueVisit visitAction = iota
	skipChildren
	stopVisit
)

// find searches the tree below the node in source order.
func (n *astNode) find(args []object.Value, first bool) ([]object.Value, error) {
	block, ok := object.AsCallable(args[0])
	if !ok {
		return nil, notSupported("searching without a script block")
	}
	nested := object.ToBool(args[1])
	var found []object.Value
	_, err := n.walk(func(at *astNode) (visitAction, error) {
		v, err := block.Call(at)
		if err != nil {
			return stopVisit, err
		}
		if object.ToBool(v) {
			found = append(found, at)
			if first {
				return stopVisit, nil
			}
		}
		if !nested && at.entersBlock() {
			return skipChildren, nil
		}
		return continueVisit, nil
	})
	return found, err
}

// accept calls the methods of a visitor: an object of a class derived from AstVisitor.
func (n *astNode) accept(visitor object.Value) error {
	_, err := n.walk(func(at *astNode) (visitAction, error) {
		name := at.Type().Name()
		method := "Visit" + name[:len(name)-len("Ast")]
		if object.FindMember(visitor, method) == nil {
			return continueVisit, nil
		}
		v, err := object.InvokeMethod(visitor, method, []object.Value{at})
		if err != nil {
			return stopVisit, unwrapRaw(err)
		}
		action, err := object.Convert(v, object.TypeInt64)
		if err != nil {
			return stopVisit, err
		}
		return visitAction(action.(int64)), nil
	})
	return err
}

// safeValue is the value of a node that consists of data only.
func (n *astNode) safeValue() (object.Value, error) {
	safe := true
	syntax.Inspect(n.node, func(c syntax.Node) bool {
		safe = safe && isSafeNode(c)
		return safe
	})
	e, ok := n.node.(syntax.Expression)
	if s, isStatement := n.node.(syntax.Statement); isStatement {
		e = syntax.PureExpression(s)
		ok = e != nil
	}
	if !safe || !ok {
		return nil, object.NewException("System.InvalidOperationException", "Cannot generate a PowerShell object for a "+
			"ScriptBlock evaluating dynamic expressions. Dynamic expression: %s.", n.Text())
	}
	b := &block{source: n.source, table: newSlotTable(), ast: &syntax.ScriptBlock{Source: n.source}}
	fr := *n.rt.here()
	fr.block = b
	v, err := (&compiler{b: b}).expr(e)(&fr)
	return settle(v), err
}

// isSafeNode reports a node that does nothing but say a value.
func isSafeNode(n syntax.Node) bool {
	switch n := n.(type) {
	case *syntax.TypeName:
		return true
	case *syntax.VariableExpression:
		_, ok := constantOf(n)
		return ok
	case *syntax.BinaryExpression, *syntax.IndexExpression:
		return false
	default:
		return isDataNode(n, nil)
	}
}

func astMembers() []*object.Member {
	type node = *astNode
	return []*object.Member{
		getter("Extent", language+"IScriptExtent Extent {get;}", func(n node) object.Value { return extentObject(n.source, n.node.Span()) }),
		getter("Parent", language+"Ast Parent {get;}", func(n node) object.Value {
			if n.parent == nil {
				return nil
			}
			return n.parent
		}),
		method("ToString", "string ToString()", func(n node, _ []object.Value) (object.Value, error) { return n.Text(), nil }),
		method("Copy", language+"Ast Copy()", func(n node, _ []object.Value) (object.Value, error) {
			return astObject(n.rt, n.source, n.node), nil
		}),
		method("FindAll", "System.Collections.Generic.IEnumerable["+language+"Ast] FindAll(scriptblock predicate, bool searchNestedScriptBlocks)",
			func(n node, args []object.Value) (object.Value, error) {
				found, err := n.find(args, false)
				return object.NewArray(found...), err
			}),
		method("Find", language+"Ast Find(scriptblock predicate, bool searchNestedScriptBlocks)",
			func(n node, args []object.Value) (object.Value, error) {
				found, err := n.find(args, true)
				if err != nil || len(found) == 0 {
					return nil, err
				}
				return found[0], nil
			}),
		method("SafeGetValue", "System.Object SafeGetValue()", func(n node, _ []object.Value) (object.Value, error) { return n.safeValue() }),
		method("Visit", "void Visit(System.Object astVisitor)", func(n node, args []object.Value) (object.Value, error) {
			return object.Nothing, n.accept(args[0])
		}),
	}
}
