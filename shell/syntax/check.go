package syntax

import "strings"

// check applies the rules that need the tree: what may be assigned to, jumps out of finally, duplicate names, and
// the like. It reports to the parser, in the order of the tree.
func check(p *parser, tree *ScriptBlock) {
	c := &checker{parser: p}
	if p.sawType || len(tree.UsingStatements) > 0 {
		c.defined, c.usings = definedTypes(tree), tree.UsingStatements
		c.walk(tree, c.symbols)
	}
	c.walk(tree, c.node)
}

// checker walks the tree with its ancestors at hand.
type checker struct {
	*parser
	path     []Node // ancestors of the node visited, outermost first
	notLocal map[*VariableExpression]bool
	defined  map[string]bool   // types the script defines, in lower case
	usings   []*UsingStatement // those of the script
}

// parent returns the ancestor that many levels up, or nil.
func (c *checker) parent(levels int) Node {
	if i := len(c.path) - levels; i >= 0 {
		return c.path[i]
	}
	return nil
}

// walk visits every node, parents first, with its ancestors in c.path.
func (c *checker) walk(tree Node, visit func(Node)) {
	var walk func(Node)
	walk = func(n Node) {
		visit(n)
		c.path = append(c.path, n)
		n.children(walk)
		c.path = c.path[:len(c.path)-1]
	}
	walk(tree)
}

// node checks one node.
func (c *checker) node(n Node) {
	switch n := n.(type) {
	case *VariableExpression:
		c.variable(n)
	case *AssignmentStatement:
		c.assignmentTarget(n.Left, n.Operator == TokEquals, "InvalidLeftHandSide")
	case *UnaryExpression:
		c.unary(n)
	case *HashtableExpression:
		c.hashtable(n)
	case *ParamBlock:
		c.duplicateParameters(n.Parameters)
	case *FunctionDefinition:
		c.function(n)
	case *Attribute:
		c.attribute(n)
	case *Parameter:
		c.parameter(n)
	case *ConvertExpression:
		c.convert(n)
	case *AttributedExpression:
		c.attributed(n)
	case *UsingExpression:
		c.using(n)
	case *UsingStatement:
		if n.Kind == UsingType || n.Kind == UsingCommand || n.Alias != nil {
			c.error(n.Extent, "UsingStatementNotSupported")
		}
	case *BlockStatement:
		c.error(Extent{n.Start, n.Start + int32(len(n.Kind.Text()))}, "UnexpectedKeyword", n.Kind.Text())
	case *DataStatement:
		c.data(n)
	default:
		c.flowNode(n)
	}
}

// flowNode checks statements that direct the flow of control, and members of classes.
func (c *checker) flowNode(n Node) {
	switch n := n.(type) {
	case *BreakStatement:
		c.jump(n, n.Label)
	case *ContinueStatement:
		c.jump(n, n.Label)
	case *ReturnStatement:
		c.leavesFinally(n, nil)
		c.returnStatement(n)
	case *TryStatement:
		c.catches(n)
	case *SwitchStatement:
		if n.Flags&SwitchParallel != 0 {
			c.error(n.Extent, "KeywordParameterReservedForFutureUse", "switch", "parallel")
		}
	case *ForEachStatement:
		c.forEach(n)
	case *FunctionMember:
		c.method(n)
	case *PropertyMember:
		if n.Type != nil && (isVoid(n.Type.TypeName) || isOpenGeneric(n.Type.TypeName)) {
			c.error(n.Type.Extent, "TypeNotAllowedForProperty", n.Type.TypeName.FullName())
		}
	}
}

func (c *checker) forEach(n *ForEachStatement) {
	if n.Parallel {
		c.error(n.Extent, "KeywordParameterReservedForFutureUse", "foreach", "parallel")
	}
	if n.ThrottleLimit == nil {
		return
	}
	c.error(n.Extent, "KeywordParameterReservedForFutureUse", "foreach", "throttlelimit")
	if !n.Parallel {
		c.error(n.Extent, "ThrottleLimitRequiresParallelFlag")
	}
}

// isNamed reports whether the type is written as one of the names, which are in lower case.
func isNamed(t *TypeName, names ...string) bool {
	if t.ElementType != nil || len(t.GenericArguments) > 0 {
		return false
	}
	for _, name := range names {
		if strings.EqualFold(t.Name, name) {
			return true
		}
	}
	return false
}

// isOpenGeneric reports a generic type without arguments, named by their number.
func isOpenGeneric(t *TypeName) bool {
	return strings.Contains(t.Name, "`") && len(t.GenericArguments) == 0
}

func isVoid(t *TypeName) bool { return isNamed(t, "void", "system.void") }

func isOrdered(t *TypeName) bool { return isNamed(t, "ordered") }

func isReference(t *TypeName) bool {
	return isNamed(t, "ref", "psreference", "system.management.automation.psreference")
}

// duplicateParameters reports parameters of one name and those of type void.
func (c *checker) duplicateParameters(params []*Parameter) {
	seen := make(map[string]bool, len(params))
	for _, param := range params {
		name := strings.ToLower(param.Name.UserPath)
		if seen[name] {
			c.error(param.Name.Extent, "DuplicateFormalParameter", param.Name.UserPath)
		}
		seen[name] = true
		for _, a := range param.Attributes {
			if t, ok := a.(*TypeConstraint); ok && isVoid(t.TypeName) {
				c.error(t.Extent, "VoidTypeConstraintNotAllowed")
				break
			}
		}
	}
}

func (c *checker) function(f *FunctionDefinition) {
	if len(f.Parameters) > 0 && f.Body != nil && f.Body.ParamBlock != nil {
		c.error(f.Body.ParamBlock.Extent, "OnlyOneParameterListAllowed")
	} else {
		c.duplicateParameters(f.Parameters)
	}
	if f.IsWorkflow {
		c.error(f.Extent, "WorkflowNotSupportedInPowerShellCore")
	}
}

func (c *checker) parameter(param *Parameter) {
	function, _ := c.parent(1).(*FunctionDefinition)
	_, isMethod := c.parent(2).(*FunctionMember)
	types := 0
	for _, a := range param.Attributes {
		t, ok := a.(*TypeConstraint)
		switch {
		case !ok:
		case isOrdered(t.TypeName):
			c.error(t.Extent, "OrderedAttributeOnlyOnHashLiteralNode", t.TypeName.FullName())
		default:
			if types++; types > 1 && function != nil && isMethod {
				c.error(t.Extent, "MultipleTypeConstraintsOnMethodParam")
			}
		}
	}
}

// isAttributeConstant reports whether an attribute's argument can be known without running anything.
func isAttributeConstant(e Expression, inClass bool) bool {
	var constant func(e Expression) bool
	constant = func(e Expression) bool {
		switch e := e.(type) {
		case *TypeExpression:
			return true
		case *ScriptBlockExpression:
			return !inClass
		case *ArrayLiteral:
			for _, element := range e.Elements {
				if !constant(element) {
					return false
				}
			}
			return true
		case *MemberExpression:
			return isStaticConstant(e)
		case *UsingExpression:
			return constant(e.SubExpression)
		}
		return IsConstant(e, constant)
	}
	return constant(e)
}

// IsConstant reports whether an expression is made of constants and operators only; inner decides about the parts.
func IsConstant(e Expression, inner func(Expression) bool) bool {
	switch e := e.(type) {
	case *StringConstantExpression, *ConstantExpression:
		return true
	case *VariableExpression:
		_, ok := constantVariable(e)
		return ok
	case *ParenExpression:
		child := PureExpression(e.Pipeline)
		return child != nil && inner(child)
	case *UnaryExpression:
		return e.Operator.has(FlagCanConstantFold) && inner(e.Child)
	case *BinaryExpression:
		return e.Operator.has(FlagCanConstantFold) && inner(e.Left) && inner(e.Right)
	case *TernaryExpression:
		return inner(e.Condition) && inner(e.IfTrue) && inner(e.IfFalse)
	case *ConvertExpression:
		return inner(e.Child)
	}
	return false
}

// isStaticConstant reports `[type]::Name`, which may be an enum value or constant field.
func isStaticConstant(m *MemberExpression) bool {
	_, isType := m.Expression.(*TypeExpression)
	_, isName := m.Member.(*StringConstantExpression)
	return m.Static && isType && isName
}

// hashtable reports constant keys given twice.
func (c *checker) hashtable(h *HashtableExpression) {
	if len(h.Pairs) < 2 {
		return
	}
	seen := make(map[string]bool, len(h.Pairs))
	for _, pair := range h.Pairs {
		key, ok := constantKey(pair.Key)
		if !ok {
			continue
		}
		if lower := strings.ToLower(key); seen[lower] {
			c.error(pair.Key.Span(), "DuplicateKeyInHashLiteral", key)
		} else {
			seen[lower] = true
		}
	}
}

// variable checks splatting and the variables of class methods.
func (c *checker) variable(v *VariableExpression) {
	if v.Splatted {
		c.splatted(v)
	}
	if c.notLocal[v] {
		c.error(v.Extent, "VariableNotLocal")
	}
	if strings.EqualFold(v.UserPath, "this") && c.inStaticMember() {
		c.error(v.Extent, "NonStaticMemberAccessInStaticMember", v.UserPath)
	}
}

// splatted checks that a splatted variable is an argument of its own.
func (c *checker) splatted(v *VariableExpression) {
	switch c.parent(1).(type) {
	case *Command, *UsingExpression:
		return
	case *ArrayLiteral:
		if _, ok := c.parent(2).(*Command); ok {
			c.error(v.Extent, "SplattingNotPermittedInArgumentList", v.UserPath)
			return
		}
	}
	c.error(v.Extent, "SplattingNotPermitted", v.UserPath)
}

// using checks that a $using: expression is a variable with plain member accesses and constant indexes.
func (c *checker) using(u *UsingExpression) {
	for e := u.SubExpression; ; {
		switch x := e.(type) {
		case *VariableExpression:
			return
		case *MemberExpression:
			if _, ok := x.Member.(*StringConstantExpression); ok {
				e = x.Expression
				continue
			}
		case *IndexExpression:
			if isAttributeConstant(x.Index, false) {
				e = x.Target
				continue
			}
			e = x.Index
		}
		c.error(e.Span(), "InvalidUsingExpression")
		return
	}
}
