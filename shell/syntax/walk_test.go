package syntax

import (
	"reflect"
	"testing"
)

// TestChildrenComplete fills every node field of every node type and checks that children visits each.
func TestChildrenComplete(t *testing.T) {
	for _, n := range []Node{
		&ScriptBlock{}, &ParamBlock{}, &Parameter{}, &NamedBlock{}, &StatementBlock{}, &UsingStatement{}, &Attribute{},
		&NamedAttributeArgument{}, &TypeConstraint{}, &TypeName{}, &IfStatement{}, &WhileStatement{}, &DoWhileStatement{},
		&DoUntilStatement{}, &ForStatement{}, &ForEachStatement{}, &SwitchStatement{}, &TryStatement{}, &CatchClause{},
		&TrapStatement{}, &BreakStatement{}, &ContinueStatement{}, &ReturnStatement{}, &ExitStatement{}, &ThrowStatement{},
		&FunctionDefinition{}, &TypeDefinition{}, &PropertyMember{}, &FunctionMember{}, &DataStatement{}, &BlockStatement{},
		&ConfigurationDefinition{}, &Pipeline{}, &PipelineChain{}, &AssignmentStatement{}, &Command{}, &CommandExpression{},
		&CommandParameter{}, &FileRedirection{}, &MergingRedirection{}, &TernaryExpression{}, &BinaryExpression{},
		&UnaryExpression{}, &ConvertExpression{}, &AttributedExpression{}, &TypeExpression{}, &ExpandableStringExpression{},
		&MemberExpression{}, &InvokeMemberExpression{}, &BaseCtorInvokeMemberExpression{}, &IndexExpression{}, &ArrayLiteral{},
		&ArrayExpression{}, &SubExpression{}, &ParenExpression{}, &HashtableExpression{}, &ScriptBlockExpression{},
		&UsingExpression{}, &ErrorStatement{}, &ErrorExpression{},
	} {
		want := fillNodes(reflect.ValueOf(n).Elem())
		got := 0
		Children(n, func(Node) { got++ })
		if got != want {
			t.Errorf("%T visits %d of %d children", n, got, want)
		}
	}
}

// fillNodes sets the fields that hold nodes and returns how many there are.
func fillNodes(v reflect.Value) int {
	filled := 0
	for i := range v.NumField() {
		f := v.Field(i)
		if f.Kind() == reflect.Slice {
			if f.Type().Elem().Kind() == reflect.Struct && f.Type().Elem() != reflect.TypeFor[Extent]() {
				f.Set(reflect.MakeSlice(f.Type(), 1, 1))
				filled += fillNodes(f.Index(0))
				continue
			}
			if node, ok := someNode(f.Type().Elem()); ok {
				f.Set(reflect.Append(f, node))
				filled++
			}
		} else if node, ok := someNode(f.Type()); ok {
			f.Set(node)
			filled++
		}
	}
	return filled
}

// someNode returns a node for a field of the type, if it holds nodes.
func someNode(t reflect.Type) (reflect.Value, bool) {
	for _, n := range []Node{&ErrorExpression{}, &Pipeline{}, &Command{}, &Attribute{}, &PropertyMember{}, &FileRedirection{}} {
		if v := reflect.ValueOf(n); t.Kind() == reflect.Interface && t.NumMethod() > 0 && v.Type().AssignableTo(t) {
			return v, true
		}
	}
	if t.Kind() == reflect.Pointer && t.Implements(reflect.TypeFor[Node]()) {
		return reflect.New(t.Elem()), true
	}
	return reflect.Value{}, false
}
