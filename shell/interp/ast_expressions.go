package interp

import (
	"github.com/partnershell/partnershell/shell/object"
	"github.com/partnershell/partnershell/shell/syntax"
)

// astExpressions are the classes of expressions and the other words of commands.
func astExpressions() []*astClass {
	return []*astClass{
		abstractAst("CommandElementAst", "Ast"),
		abstractAst("ExpressionAst", "CommandElementAst").with(getter("StaticType", "type StaticType {get;}", (*astNode).staticType)),
		concreteAst("CommandParameterAst", "CommandElementAst",
			field("ParameterName", "string", func(_ *astNode, x *syntax.CommandParameter) object.Value { return x.Name }),
			field("Argument", "ExpressionAst", func(n *astNode, x *syntax.CommandParameter) object.Value { return n.one(x.Argument) }),
			field("ErrorPosition", "IScriptExtent", func(n *astNode, x *syntax.CommandParameter) object.Value {
				return extentObject(n.source, x.ErrorExtent)
			}),
		),
		concreteAst("TernaryExpressionAst", "ExpressionAst",
			field("Condition", "ExpressionAst", func(n *astNode, x *syntax.TernaryExpression) object.Value { return n.one(x.Condition) }),
			field("IfTrue", "ExpressionAst", func(n *astNode, x *syntax.TernaryExpression) object.Value { return n.one(x.IfTrue) }),
			field("IfFalse", "ExpressionAst", func(n *astNode, x *syntax.TernaryExpression) object.Value { return n.one(x.IfFalse) }),
		),
		concreteAst("BinaryExpressionAst", "ExpressionAst",
			field("Operator", "TokenKind", func(_ *astNode, x *syntax.BinaryExpression) object.Value { return tokenKind(x.Operator) }),
			field("Left", "ExpressionAst", func(n *astNode, x *syntax.BinaryExpression) object.Value { return n.one(x.Left) }),
			field("Right", "ExpressionAst", func(n *astNode, x *syntax.BinaryExpression) object.Value { return n.one(x.Right) }),
			field("ErrorPosition", "IScriptExtent", func(n *astNode, x *syntax.BinaryExpression) object.Value {
				return extentObject(n.source, x.OperatorSpan)
			}),
		),
		concreteAst("UnaryExpressionAst", "ExpressionAst",
			field("TokenKind", "TokenKind", func(_ *astNode, x *syntax.UnaryExpression) object.Value { return tokenKind(x.Operator) }),
			field("Child", "ExpressionAst", func(n *astNode, x *syntax.UnaryExpression) object.Value { return n.one(x.Child) }),
		),
		concreteAst("AttributedExpressionAst", "ExpressionAst",
			field("Child", "ExpressionAst", func(n *astNode, x *syntax.AttributedExpression) object.Value { return n.one(x.Child) }),
			field("Attribute", "AttributeBaseAst", func(n *astNode, x *syntax.AttributedExpression) object.Value { return n.one(x.Attribute) }),
		),
		concreteAst("ConvertExpressionAst", "AttributedExpressionAst",
			field("Type", "TypeConstraintAst", func(n *astNode, x *syntax.ConvertExpression) object.Value { return n.one(x.Type) }),
			field("Child", "ExpressionAst", func(n *astNode, x *syntax.ConvertExpression) object.Value { return n.one(x.Child) }),
			field("Attribute", "AttributeBaseAst", func(n *astNode, x *syntax.ConvertExpression) object.Value { return n.one(x.Type) }),
		),
		concreteAst("MemberExpressionAst", "ExpressionAst",
			field("Expression", "ExpressionAst", func(n *astNode, x *syntax.MemberExpression) object.Value { return n.one(x.Expression) }),
			field("Member", "CommandElementAst", func(n *astNode, x *syntax.MemberExpression) object.Value { return n.one(x.Member) }),
			field("Static", "bool", func(_ *astNode, x *syntax.MemberExpression) object.Value { return x.Static }),
			field("NullConditional", "bool", func(_ *astNode, x *syntax.MemberExpression) object.Value { return x.NullConditional }),
		),
		concreteAst("InvokeMemberExpressionAst", "MemberExpressionAst",
			field("GenericTypeArguments", "", func(n *astNode, x *syntax.InvokeMemberExpression) object.Value { return n.genericArguments(x) }),
			field("Arguments", "ExpressionAst*", func(n *astNode, x *syntax.InvokeMemberExpression) object.Value { return n.arguments(x.Arguments) }),
			field("Expression", "ExpressionAst", func(n *astNode, x *syntax.InvokeMemberExpression) object.Value { return n.one(x.Expression) }),
			field("Member", "CommandElementAst", func(n *astNode, x *syntax.InvokeMemberExpression) object.Value { return n.one(x.Member) }),
			field("Static", "bool", func(_ *astNode, x *syntax.InvokeMemberExpression) object.Value { return x.Static }),
			field("NullConditional", "bool", func(_ *astNode, x *syntax.InvokeMemberExpression) object.Value { return x.NullConditional }),
		),
		concreteAst("BaseCtorInvokeMemberExpressionAst", "InvokeMemberExpressionAst",
			field("Arguments", "ExpressionAst*", func(n *astNode, x *syntax.BaseCtorInvokeMemberExpression) object.Value {
				return n.arguments(x.Arguments)
			}),
			field("Expression", "ExpressionAst", func(n *astNode, x *syntax.BaseCtorInvokeMemberExpression) object.Value {
				return n.child(&syntax.VariableExpression{Extent: x.BaseKeyword, VariablePath: syntax.ParseVariablePath("this")})
			}),
			field("Member", "CommandElementAst", func(n *astNode, x *syntax.BaseCtorInvokeMemberExpression) object.Value {
				return n.child(&syntax.StringConstantExpression{Extent: x.BaseKeyword, Value: ".ctor"})
			}),
			field("Static", "bool", func(*astNode, *syntax.BaseCtorInvokeMemberExpression) object.Value { return false }),
			field("NullConditional", "bool", func(*astNode, *syntax.BaseCtorInvokeMemberExpression) object.Value { return false }),
			field("GenericTypeArguments", "", func(*astNode, *syntax.BaseCtorInvokeMemberExpression) object.Value { return nil }),
		),
		concreteAst("TypeExpressionAst", "ExpressionAst",
			field("TypeName", "ITypeName", func(n *astNode, x *syntax.TypeExpression) object.Value { return n.typeName(x.TypeName) }),
		),
		concreteAst("VariableExpressionAst", "ExpressionAst",
			field("VariablePath", "", func(_ *astNode, x *syntax.VariableExpression) object.Value { return variablePathObject(x.VariablePath) }),
			field("Splatted", "bool", func(_ *astNode, x *syntax.VariableExpression) object.Value { return x.Splatted }),
		).with(
			method("IsConstantVariable", "bool IsConstantVariable()", func(n *astNode, _ []object.Value) (object.Value, error) {
				_, ok := constantOf(n.node.(*syntax.VariableExpression))
				return ok, nil
			}),
		),
		concreteAst("ConstantExpressionAst", "ExpressionAst",
			field("Value", "", func(_ *astNode, x *syntax.ConstantExpression) object.Value { return x.Value }),
		),
		concreteAst("StringConstantExpressionAst", "ConstantExpressionAst",
			field("StringConstantType", "StringConstantType", func(_ *astNode, x *syntax.StringConstantExpression) object.Value {
				return enumOf("StringConstantType", int64(x.Kind))
			}),
			field("Value", "string", func(_ *astNode, x *syntax.StringConstantExpression) object.Value { return x.Value }),
		),
		concreteAst("ExpandableStringExpressionAst", "ExpressionAst",
			field("Value", "string", func(_ *astNode, x *syntax.ExpandableStringExpression) object.Value { return x.Value }),
			field("StringConstantType", "StringConstantType", func(_ *astNode, x *syntax.ExpandableStringExpression) object.Value {
				return enumOf("StringConstantType", int64(x.Kind))
			}),
			field("NestedExpressions", "ExpressionAst*", func(n *astNode, x *syntax.ExpandableStringExpression) object.Value { return n.nested(x) }),
		),
		concreteAst("ScriptBlockExpressionAst", "ExpressionAst",
			field("ScriptBlock", "ScriptBlockAst", func(n *astNode, x *syntax.ScriptBlockExpression) object.Value { return n.one(x.ScriptBlock) }),
		),
		concreteAst("ArrayLiteralAst", "ExpressionAst",
			field("Elements", "ExpressionAst*", func(n *astNode, x *syntax.ArrayLiteral) object.Value { return many(n, x.Elements) }),
		),
		concreteAst("HashtableAst", "ExpressionAst",
			field("KeyValuePairs", "", func(n *astNode, x *syntax.HashtableExpression) object.Value { return n.pairs(x) }),
		),
		concreteAst("ArrayExpressionAst", "ExpressionAst",
			field("SubExpression", "StatementBlockAst", func(n *astNode, x *syntax.ArrayExpression) object.Value { return n.one(x.SubExpression) }),
		),
		concreteAst("ParenExpressionAst", "ExpressionAst",
			field("Pipeline", "PipelineBaseAst", func(n *astNode, x *syntax.ParenExpression) object.Value { return n.one(x.Pipeline) }),
		),
		concreteAst("SubExpressionAst", "ExpressionAst",
			field("SubExpression", "StatementBlockAst", func(n *astNode, x *syntax.SubExpression) object.Value { return n.one(x.SubExpression) }),
		),
		concreteAst("UsingExpressionAst", "ExpressionAst",
			field("SubExpression", "ExpressionAst", func(n *astNode, x *syntax.UsingExpression) object.Value { return n.one(x.SubExpression) }),
		),
		concreteAst("IndexExpressionAst", "ExpressionAst",
			field("Target", "ExpressionAst", func(n *astNode, x *syntax.IndexExpression) object.Value { return n.one(x.Target) }),
			field("Index", "ExpressionAst", func(n *astNode, x *syntax.IndexExpression) object.Value { return n.one(x.Index) }),
			field("NullConditional", "bool", func(_ *astNode, x *syntax.IndexExpression) object.Value { return x.NullConditional }),
		),
		concreteAst("ErrorExpressionAst", "ExpressionAst",
			field("NestedAst", "Ast*", func(n *astNode, x *syntax.ErrorExpression) object.Value { return many(n, x.NestedAst) }),
		),
	}
}

// arguments presents the arguments of a method; $null for one that is called with none.
func (n *astNode) arguments(list []syntax.Expression) object.Value {
	if len(list) == 0 {
		return nil
	}
	return many(n, list)
}

func (n *astNode) genericArguments(x *syntax.InvokeMemberExpression) object.Value {
	if len(x.GenericTypeArguments) == 0 {
		return nil
	}
	items := make([]object.Value, len(x.GenericTypeArguments))
	for i, t := range x.GenericTypeArguments {
		items[i] = n.typeName(t)
	}
	return object.NewArray(items...)
}

// nested presents the variables and subexpressions in a string.
func (n *astNode) nested(x *syntax.ExpandableStringExpression) object.Value {
	var items []object.Value
	for _, part := range x.Parts {
		if _, isText := part.(*syntax.StringConstantExpression); !isText {
			items = append(items, n.child(part))
		}
	}
	return object.NewArray(items...)
}

func (n *astNode) pairs(x *syntax.HashtableExpression) object.Value {
	items := make([]object.Value, len(x.Pairs))
	for i, p := range x.Pairs {
		items[i] = n.pair(p.Key, p.Value)
	}
	return object.NewArray(items...)
}

// staticType is the type that an expression has whatever happens; object if that is not known.
func (n *astNode) staticType() object.Value {
	switch x := n.node.(type) {
	case *syntax.StringConstantExpression, *syntax.ExpandableStringExpression:
		return object.TypeString
	case *syntax.ConstantExpression:
		if t := object.TypeOf(x.Value); t != nil {
			return t
		}
	case *syntax.ConvertExpression:
		return n.reflectionType(x.Type.TypeName)
	case *syntax.TypeExpression:
		return object.TypeType
	case *syntax.HashtableExpression:
		return object.TypeHashtable
	case *syntax.ArrayLiteral, *syntax.ArrayExpression:
		return object.ArrayOf(object.TypeObject)
	case *syntax.ScriptBlockExpression:
		return object.LookupType(ns + "ScriptBlock")
	case *syntax.BinaryExpression:
		if isComparison(x.Operator) {
			return object.TypeBoolean
		}
	case *syntax.UnaryExpression:
		if x.Operator == syntax.TokNot || x.Operator == syntax.TokExclaim {
			return object.TypeBoolean
		}
	}
	return object.TypeObject
}

// isComparison reports the operators whose result is always true or false.
func isComparison(k syntax.TokenKind) bool {
	switch k {
	case syntax.TokAnd, syntax.TokOr, syntax.TokXor, syntax.TokIs, syntax.TokIsNot:
		return true
	}
	return false
}

// variablePathObject presents the name of a variable as VariablePath does.
func variablePathObject(p syntax.VariablePath) object.Value {
	isVariable := p.IsVariable()
	is := func(s syntax.ScopeQualifier) object.Value { return isVariable && p.Scope == s }
	o := object.NewCustomObject(object.ShapeOf("UserPath", "IsGlobal", "IsLocal", "IsPrivate", "IsScript", "IsUnqualified", "IsUnscopedVariable",
		"IsVariable", "IsDriveQualified", "DriveName"), []object.Value{p.UserPath, is(syntax.ScopeGlobal), is(syntax.ScopeLocal),
		is(syntax.ScopePrivate), is(syntax.ScopeScript), is(syntax.ScopeNone), is(syntax.ScopeNone), isVariable, !isVariable,
		nilIfEmpty(p.Drive)})
	v := object.AddTypeName(o, ns+"VariablePath")
	return object.AddMember(v, &object.Member{Name: "ToString", Kind: object.MethodMember, Overloads: []object.Overload{{
		Signature: "string ToString()", Call: func(object.Value, []object.Value) (object.Value, error) { return p.UserPath, nil }}}})
}

// requirementsObject presents what #Requires comments ask for; $null if there are none.
func requirementsObject(r *syntax.Requirements) object.Value {
	if r == nil {
		return nil
	}
	texts := func(list []string) object.Value {
		items := make([]object.Value, len(list))
		for i, s := range list {
			items[i] = s
		}
		return object.NewArray(items...)
	}
	var version object.Value
	if r.Version != "" {
		version = r.Version
		if v, err := object.Convert(r.Version, object.LookupType("System.Version")); err == nil {
			version = v
		}
	}
	modules := make([]object.Value, len(r.Modules))
	for i, m := range r.Modules {
		modules[i] = object.NewCustomObject(object.ShapeOf("Name", "Guid", "Version", "MaximumVersion", "RequiredVersion"), []object.Value{m.Name,
			nilIfEmpty(m.GUID), nilIfEmpty(m.Version), nilIfEmpty(m.MaximumVersion), nilIfEmpty(m.RequiredVersion)})
	}
	o := object.NewCustomObject(object.ShapeOf("RequiredApplicationId", "RequiredPSVersion", "RequiredPSEditions", "RequiredModules",
		"RequiredAssemblies", "IsElevationRequired"), []object.Value{nilIfEmpty(r.ShellID), version, texts(r.Editions),
		object.NewArray(modules...), texts(r.Assemblies), r.Administrator})
	return object.AddTypeName(o, language+"ScriptRequirements")
}
