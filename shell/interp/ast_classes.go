package interp

import (
	"reflect"
	"sync"

	"github.com/partnershell/partnershell/shell/object"
	"github.com/partnershell/partnershell/shell/syntax"
)

// astTable knows the .NET type of each kind of node.
type astTable struct{ byNode map[reflect.Type]*object.Type }

var astDefined struct {
	once  sync.Once
	table *astTable
}

// astClasses defines the types of the tree, base classes first.
func astClasses() *astTable {
	astDefined.once.Do(func() { astDefined.table = defineAstClasses() })
	return astDefined.table
}

func defineAstClasses() *astTable {
	t := &astTable{byNode: map[reflect.Type]*object.Type{}}
	base := object.Define(language+"Ast", object.ClassType, nil)
	base.SetMembers(astMembers)
	for _, name := range []string{"AstVisitor", "ICustomAstVisitor"} {
		visitor := object.Define(language+name, object.ClassType, nil)
		visitor.SetMembers(func() []*object.Member { return nil })
	}
	object.Define(language+"AstVisitor2", object.ClassType, object.DefinedType(language+"AstVisitor")).
		SetMembers(func() []*object.Member { return nil })
	for _, list := range [][]*astClass{astStructure(), astStatements(), astExpressions()} {
		for _, c := range list {
			t.define(c)
		}
	}
	return t
}

func (t *astTable) define(c *astClass) {
	class := object.Define(language+c.name, object.ClassType, object.DefinedType(language+c.base))
	class.SetMembers(func() []*object.Member { return c.members })
	if c.node != nil {
		t.byNode[reflect.TypeOf(c.node)] = class
	}
}

// astClass describes one type of the tree; node is nil for those that are only base classes.
type astClass struct {
	name, base string
	node       syntax.Node
	members    []*object.Member
}

// abstractAst is a base class.
func abstractAst(name, base string) *astClass { return &astClass{name: name, base: base} }

// concreteAst is the class of a kind of node, with properties that are read from it.
func concreteAst[N syntax.Node](name, base string, properties ...astProperty[N]) *astClass {
	var node N
	c := &astClass{name: name, base: base, node: node}
	for _, p := range properties {
		c.members = append(c.members, getter(p.name, p.typeName()+" "+p.name+" {get;}",
			func(n *astNode) object.Value {
				x, ok := n.node.(N)
				if !ok {
					return nil // of a derived class that has no such thing
				}
				return p.get(n, x)
			}))
	}
	return c
}

// with adds members to a class.
func (c *astClass) with(members ...*object.Member) *astClass {
	c.members = append(c.members, members...)
	return c
}

// astProperty is a property of a kind of node. Its type is one of the tree's unless it has a dot or is in lower case.
type astProperty[N syntax.Node] struct {
	name, kind string
	get        func(n *astNode, x N) object.Value
}

// field describes a property of a kind of node.
func field[N syntax.Node](name, kind string, get func(n *astNode, x N) object.Value) astProperty[N] {
	return astProperty[N]{name, kind, get}
}

func (p astProperty[N]) typeName() string {
	switch {
	case p.kind == "":
		return "System.Object"
	case p.kind[0] >= 'a' && p.kind[0] <= 'z':
		return p.kind
	case p.kind[len(p.kind)-1] == '*':
		return "System.Collections.ObjectModel.ReadOnlyCollection[" + language + p.kind[:len(p.kind)-1] + "]"
	}
	return language + p.kind
}

// modifiers are the properties that tell what a member of a class is.
func modifiers[N syntax.Node](of func(N) syntax.MemberModifiers) []astProperty[N] {
	is := func(name string, flag syntax.MemberModifiers) astProperty[N] {
		return astProperty[N]{name, "bool", func(_ *astNode, x N) object.Value { return of(x)&flag != 0 }}
	}
	return []astProperty[N]{is("IsPublic", syntax.MemberPublic), is("IsPrivate", syntax.MemberPrivate),
		is("IsHidden", syntax.MemberHidden), is("IsStatic", syntax.MemberStatic)}
}

func enumOf(name string, value int64) object.Value { return object.NewEnum(language+name, value) }

func tokenKind(k syntax.TokenKind) object.Value { return enumValue(language+"TokenKind", k.String()) }
