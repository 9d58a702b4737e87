package interp

import (
	"reflect"
	"sync"

	"github.com/partnershell/partnershell/shell/object"
	"github.com/partnershell/partnershell/shell/syntax"
)

// astNode presents a node of the syntax tree to scripts: its fields are its properties.
type astNode struct {
	rt     *Runtime
	source *syntax.Source
	node   syntax.Node
	parent *astNode
}

// astTypes keeps the .NET type for each kind of node.
var astTypes sync.Map // reflect.Type → *object.Type

var astBase = sync.OnceValue(func() *object.Type {
	t := object.Define(ns+"Language.Ast", object.ClassType, nil)
	t.SetMembers(astMembers)
	return t
})

// Type implements object.Object: the name of the Go type with Ast behind it is PowerShell's.
func (n *astNode) Type() *object.Type {
	goType := reflect.TypeOf(n.node).Elem()
	if t, ok := astTypes.Load(goType); ok {
		return t.(*object.Type)
	}
	base := astBase()
	if _, ok := n.node.(syntax.Expression); ok {
		base = astSubclass("ExpressionAst", base)
	} else if _, ok := n.node.(syntax.Statement); ok {
		base = astSubclass("StatementAst", base)
	}
	t := object.Define(ns+"Language."+goType.Name()+"Ast", object.ClassType, base)
	t.SetMembers(func() []*object.Member { return fieldMembers(goType) })
	astTypes.Store(goType, t)
	return t
}

func astSubclass(name string, base *object.Type) *object.Type {
	if t := object.DefinedType(ns + "Language." + name); t != nil && t.Base() == base {
		return t
	}
	t := object.Define(ns+"Language."+name, object.ClassType, base)
	t.SetMembers(func() []*object.Member { return nil })
	return t
}

// defineAstTypes defines the types of all nodes, for scripts that ask -is before they have seen one.
var defineAstTypes = sync.OnceFunc(func() {
	for _, n := range []syntax.Node{&syntax.ScriptBlock{}, &syntax.ParamBlock{}, &syntax.Parameter{}, &syntax.NamedBlock{}, &syntax.StatementBlock{},
		&syntax.IfStatement{}, &syntax.WhileStatement{}, &syntax.ForStatement{}, &syntax.ForEachStatement{}, &syntax.SwitchStatement{},
		&syntax.TryStatement{}, &syntax.CatchClause{}, &syntax.TrapStatement{}, &syntax.ReturnStatement{}, &syntax.ThrowStatement{},
		&syntax.FunctionDefinition{}, &syntax.TypeDefinition{}, &syntax.PropertyMember{}, &syntax.FunctionMember{}, &syntax.Pipeline{},
		&syntax.PipelineChain{}, &syntax.AssignmentStatement{}, &syntax.Command{}, &syntax.CommandExpression{}, &syntax.CommandParameter{},
		&syntax.BinaryExpression{}, &syntax.UnaryExpression{}, &syntax.ConvertExpression{}, &syntax.TypeExpression{}, &syntax.ConstantExpression{},
		&syntax.StringConstantExpression{}, &syntax.ExpandableStringExpression{}, &syntax.VariableExpression{}, &syntax.MemberExpression{},
		&syntax.InvokeMemberExpression{}, &syntax.IndexExpression{}, &syntax.ArrayExpression{}, &syntax.SubExpression{}, &syntax.ParenExpression{},
		&syntax.ScriptBlockExpression{}, &syntax.Attribute{}, &syntax.TypeConstraint{}, &syntax.UsingStatement{}} {
		(&astNode{node: n}).Type()
	}
})

// astObject presents a tree.
func astObject(rt *Runtime, src *syntax.Source, n syntax.Node) object.Value {
	defineAstTypes()
	return &astNode{rt: rt, source: src, node: n}
}

// Text implements object.Texter: the node's source text.
func (n *astNode) Text() string { return n.source.Slice(n.node.Span()) }

func (n *astNode) child(c syntax.Node) *astNode {
	return &astNode{rt: n.rt, source: n.source, node: c, parent: n}
}

func astMembers() []*object.Member {
	type node = *astNode
	return []*object.Member{
		getter("Extent", "System.Management.Automation.Language.IScriptExtent Extent {get;}",
			func(n node) object.Value { return extentObject(n.source, n.node.Span()) }),
		getter("Parent", "System.Management.Automation.Language.Ast Parent {get;}", func(n node) object.Value {
			if n.parent == nil {
				return nil
			}
			return n.parent
		}),
		method("ToString", "string ToString()", func(n node, _ []object.Value) (object.Value, error) { return n.Text(), nil }),
		method("FindAll", "System.Collections.Generic.IEnumerable[System.Management.Automation.Language.Ast] FindAll(scriptblock predicate, bool searchNestedScriptBlocks)",
			func(n node, args []object.Value) (object.Value, error) {
				found, err := n.find(args, false)
				return object.NewArray(found...), err
			}),
		method("Find", "System.Management.Automation.Language.Ast Find(scriptblock predicate, bool searchNestedScriptBlocks)",
			func(n node, args []object.Value) (object.Value, error) {
				found, err := n.find(args, true)
				if err != nil || len(found) == 0 {
					return nil, err
				}
				return found[0], nil
			}),
		method("GetCommandName", "string GetCommandName()", func(n node, _ []object.Value) (object.Value, error) {
			if c, ok := n.node.(*syntax.Command); ok && len(c.Elements) > 0 {
				if s, ok := c.Elements[0].(*syntax.StringConstantExpression); ok {
					return s.Value, nil
				}
			}
			return nil, nil
		}),
		method("GetScriptBlock", "scriptblock GetScriptBlock()", func(n node, _ []object.Value) (object.Value, error) {
			if b, ok := n.node.(*syntax.ScriptBlock); ok {
				return &ScriptBlock{rt: n.rt, block: newBlock(b, nil)}, nil
			}
			return nil, nil
		}),
	}
}

// find walks the tree below the node in source order.
func (n *astNode) find(args []object.Value, first bool) ([]object.Value, error) {
	block, ok := object.AsCallable(args[0])
	if !ok {
		return nil, notSupported("searching without a script block")
	}
	nested := object.ToBool(args[1])
	var found []object.Value
	var walk func(at *astNode) error
	walk = func(at *astNode) error {
		v, err := block.Call(at)
		if err != nil {
			return err
		}
		if object.ToBool(v) {
			found = append(found, at)
			if first {
				return errDone
			}
		}
		if _, isBlock := at.node.(*syntax.ScriptBlockExpression); isBlock && !nested {
			return nil
		}
		var failed error
		syntax.Children(at.node, func(c syntax.Node) {
			if failed == nil {
				failed = walk(at.child(c))
			}
		})
		return failed
	}
	if err := walk(n); err != nil && err != errDone {
		return nil, err
	}
	return found, nil
}

// astPropertyName is PowerShell's name of a field, where it differs.
func astPropertyName(field string) string {
	switch field {
	case "Elements":
		return "CommandElements"
	case "Begin", "Process", "End", "DynamicParam", "Clean":
		return field + "Block"
	case "Type":
		return "StaticType"
	case "Default":
		return "DefaultValue"
	}
	return field
}

// fieldMembers are the properties of a kind of node.
func fieldMembers(t reflect.Type) []*object.Member {
	var list []*object.Member
	for i := range t.NumField() {
		f := t.Field(i)
		if !f.IsExported() || f.Anonymous && f.Type == reflect.TypeFor[syntax.Extent]() {
			continue
		}
		index := i
		name := astPropertyName(f.Name)
		if f.Anonymous {
			name = "VariablePath"
		}
		if t == reflect.TypeFor[syntax.Pipeline]() && f.Name == "Elements" {
			name = "PipelineElements"
		}
		list = append(list, getter(name, "System.Object "+name+" {get;}", func(n *astNode) object.Value {
			return n.present(reflect.ValueOf(n.node).Elem().Field(index))
		}))
	}
	return list
}

// present makes a field's value one that scripts can hold.
func (n *astNode) present(v reflect.Value) object.Value {
	if (v.Kind() == reflect.Pointer || v.Kind() == reflect.Interface) && v.IsNil() {
		return nil
	}
	switch x := v.Interface().(type) {
	case syntax.Node:
		if _, isExtent := v.Interface().(syntax.Extent); !isExtent {
			if reflect.TypeOf(x).Kind() == reflect.Pointer {
				return n.child(x)
			}
		}
	case syntax.VariablePath:
		return object.NewCustomObject(object.ShapeOf("UserPath", "IsVariable"), []object.Value{x.UserPath, x.IsVariable()})
	case syntax.TokenKind:
		return enumValue(ns+"Language.TokenKind", x.String())
	case string, bool:
		return x
	}
	if v.Kind() == reflect.Slice {
		items := make([]object.Value, v.Len())
		for i := range items {
			items[i] = n.present(v.Index(i))
		}
		return object.NewArray(items...)
	}
	if v.Kind() == reflect.Interface {
		return v.Elem().Interface()
	}
	return nil
}
