package interp

import (
	"cmp"
	"strings"

	"github.com/partnershell/partnershell/shell/object"
	"github.com/partnershell/partnershell/shell/syntax"
)

// astStructure are the classes of nodes that are neither statements nor expressions.
func astStructure() []*astClass {
	type sb = *syntax.ScriptBlock
	type param = *syntax.Parameter
	type attribute = *syntax.Attribute
	return []*astClass{
		concreteAst("ScriptBlockAst", "Ast",
			field("Attributes", "AttributeAst*", func(n *astNode, x sb) object.Value { return many(n, x.Attributes) }),
			field("UsingStatements", "UsingStatementAst*", func(n *astNode, x sb) object.Value { return many(n, x.UsingStatements) }),
			field("ParamBlock", "ParamBlockAst", func(n *astNode, x sb) object.Value { return n.one(x.ParamBlock) }),
			field("BeginBlock", "NamedBlockAst", func(n *astNode, x sb) object.Value { return n.one(x.Begin) }),
			field("ProcessBlock", "NamedBlockAst", func(n *astNode, x sb) object.Value { return n.one(x.Process) }),
			field("EndBlock", "NamedBlockAst", func(n *astNode, x sb) object.Value { return n.one(x.End) }),
			field("CleanBlock", "NamedBlockAst", func(n *astNode, x sb) object.Value { return n.one(x.Clean) }),
			field("DynamicParamBlock", "NamedBlockAst", func(n *astNode, x sb) object.Value { return n.one(x.DynamicParam) }),
			field("ScriptRequirements", "ScriptRequirements", func(_ *astNode, x sb) object.Value { return requirementsObject(x.Requirements) }),
		).with(
			method("GetScriptBlock", "scriptblock GetScriptBlock()", func(n *astNode, _ []object.Value) (object.Value, error) {
				return &ScriptBlock{rt: n.rt, block: newBlock(n.node.(sb), nil)}, nil
			}),
			method("GetHelpContent", language+"CommentHelpInfo GetHelpContent()", func(n *astNode, _ []object.Value) (object.Value, error) {
				return helpObject(syntax.ScriptHelpComment(n.node.(sb))), nil
			}),
		),
		concreteAst("ParamBlockAst", "Ast",
			field("Attributes", "AttributeAst*", func(n *astNode, x *syntax.ParamBlock) object.Value { return many(n, x.Attributes) }),
			field("Parameters", "ParameterAst*", func(n *astNode, x *syntax.ParamBlock) object.Value { return many(n, x.Parameters) }),
		),
		concreteAst("NamedBlockAst", "Ast",
			field("Unnamed", "bool", func(_ *astNode, x *syntax.NamedBlock) object.Value { return x.Unnamed }),
			field("BlockKind", "TokenKind", func(_ *astNode, x *syntax.NamedBlock) object.Value { return tokenKind(x.Kind) }),
			field("Statements", "StatementAst*", func(n *astNode, x *syntax.NamedBlock) object.Value { return many(n, x.Statements) }),
			field("Traps", "TrapStatementAst*", func(n *astNode, x *syntax.NamedBlock) object.Value { return many(n, x.Traps) }),
		),
		concreteAst("StatementBlockAst", "Ast",
			field("Statements", "StatementAst*", func(n *astNode, x *syntax.StatementBlock) object.Value { return many(n, x.Statements) }),
			field("Traps", "TrapStatementAst*", func(n *astNode, x *syntax.StatementBlock) object.Value { return many(n, x.Traps) }),
		),
		abstractAst("AttributeBaseAst", "Ast"),
		concreteAst("AttributeAst", "AttributeBaseAst",
			field("PositionalArguments", "ExpressionAst*", func(n *astNode, x attribute) object.Value { return many(n, x.PositionalArguments) }),
			field("NamedArguments", "NamedAttributeArgumentAst*", func(n *astNode, x attribute) object.Value { return many(n, x.NamedArguments) }),
			field("TypeName", "ITypeName", func(n *astNode, x attribute) object.Value { return n.typeName(x.TypeName) }),
		),
		concreteAst("TypeConstraintAst", "AttributeBaseAst",
			field("TypeName", "ITypeName", func(n *astNode, x *syntax.TypeConstraint) object.Value { return n.typeName(x.TypeName) }),
		),
		concreteAst("NamedAttributeArgumentAst", "Ast",
			field("ArgumentName", "string", func(_ *astNode, x *syntax.NamedAttributeArgument) object.Value { return x.Name }),
			field("Argument", "ExpressionAst", func(n *astNode, x *syntax.NamedAttributeArgument) object.Value { return n.one(x.Argument) }),
			field("ExpressionOmitted", "bool", func(_ *astNode, x *syntax.NamedAttributeArgument) object.Value { return x.ExpressionOmitted }),
		),
		concreteAst("ParameterAst", "Ast",
			field("Attributes", "AttributeBaseAst*", func(n *astNode, x param) object.Value { return many(n, x.Attributes) }),
			field("Name", "VariableExpressionAst", func(n *astNode, x param) object.Value { return n.one(x.Name) }),
			field("DefaultValue", "ExpressionAst", func(n *astNode, x param) object.Value { return n.one(x.Default) }),
			field("StaticType", "type", func(n *astNode, x param) object.Value { return n.parameterType(x) }),
		),
		concreteAst("CatchClauseAst", "Ast",
			field("CatchTypes", "TypeConstraintAst*", func(n *astNode, x *syntax.CatchClause) object.Value { return many(n, x.CatchTypes) }),
			field("IsCatchAll", "bool", func(_ *astNode, x *syntax.CatchClause) object.Value { return len(x.CatchTypes) == 0 }),
			field("Body", "StatementBlockAst", func(n *astNode, x *syntax.CatchClause) object.Value { return n.one(x.Body) }),
		),
		abstractAst("RedirectionAst", "Ast"),
		concreteAst("MergingRedirectionAst", "RedirectionAst",
			field("ToStream", "RedirectionStream", func(_ *astNode, x *syntax.MergingRedirection) object.Value {
				return enumOf("RedirectionStream", int64(x.To))
			}),
			field("FromStream", "RedirectionStream", func(_ *astNode, x *syntax.MergingRedirection) object.Value {
				return enumOf("RedirectionStream", int64(x.From))
			}),
		),
		concreteAst("FileRedirectionAst", "RedirectionAst",
			field("Location", "ExpressionAst", func(n *astNode, x *syntax.FileRedirection) object.Value { return n.one(x.Location) }),
			field("Append", "bool", func(_ *astNode, x *syntax.FileRedirection) object.Value { return x.Append }),
			field("FromStream", "RedirectionStream", func(_ *astNode, x *syntax.FileRedirection) object.Value {
				return enumOf("RedirectionStream", int64(x.From))
			}),
		),
		abstractAst("MemberAst", "Ast"),
		propertyMemberAst(),
		functionMemberAst(),
	}
}

func propertyMemberAst() *astClass {
	type member = *syntax.PropertyMember
	return concreteAst("PropertyMemberAst", "MemberAst", append([]astProperty[member]{
		{"Name", "string", func(_ *astNode, x member) object.Value { return x.Name }},
		{"PropertyType", "TypeConstraintAst", func(n *astNode, x member) object.Value { return n.one(x.Type) }},
		{"Attributes", "AttributeAst*", func(n *astNode, x member) object.Value { return many(n, x.Attributes) }},
		{"PropertyAttributes", "PropertyAttributes", func(_ *astNode, x member) object.Value { return enumOf("PropertyAttributes", int64(x.Modifiers)) }},
		{"InitialValue", "ExpressionAst", func(n *astNode, x member) object.Value { return n.one(x.InitialValue) }},
	}, modifiers(func(x member) syntax.MemberModifiers { return x.Modifiers })...)...)
}

func functionMemberAst() *astClass {
	type member = *syntax.FunctionMember
	return concreteAst("FunctionMemberAst", "MemberAst", append([]astProperty[member]{
		{"Name", "string", func(_ *astNode, x member) object.Value { return x.Function.Name }},
		{"Attributes", "AttributeAst*", func(n *astNode, x member) object.Value { return many(n, x.Attributes) }},
		{"ReturnType", "TypeConstraintAst", func(n *astNode, x member) object.Value { return n.one(x.ReturnType) }},
		{"Parameters", "ParameterAst*", func(n *astNode, x member) object.Value { return many(n, x.Function.Parameters) }},
		{"Body", "ScriptBlockAst", func(n *astNode, x member) object.Value { return n.child(x.Function).one(x.Function.Body) }},
		{"MethodAttributes", "MethodAttributes", func(_ *astNode, x member) object.Value { return enumOf("MethodAttributes", int64(x.Modifiers)) }},
		{"IsConstructor", "bool", func(_ *astNode, x member) object.Value { return x.Constructor }},
	}, modifiers(func(x member) syntax.MemberModifiers { return x.Modifiers })...)...)
}

// parameterType is the type a parameter is declared with, else object.
func (n *astNode) parameterType(p *syntax.Parameter) object.Value {
	for _, a := range p.Attributes {
		if c, ok := a.(*syntax.TypeConstraint); ok {
			return n.reflectionType(c.TypeName)
		}
	}
	return object.TypeObject
}

// reflectionType is the type that a name stands for; $null if there is none.
func (n *astNode) reflectionType(name *syntax.TypeName) object.Value {
	if t := resolveTypeName(n.rt, nil, name); t != nil {
		return t
	}
	return nil
}

var typeNameShape = object.ShapeOf("FullName", "Name", "AssemblyName", "IsArray", "IsGeneric", "Extent")

// typeName presents the name of a type as ITypeName does.
func (n *astNode) typeName(t *syntax.TypeName) object.Value {
	isGeneric := len(t.GenericArguments) > 0
	name, class := t.Name, "TypeName"
	switch {
	case t.ElementType != nil:
		name, class = t.FullName(), "ArrayTypeName"
	case isGeneric:
		name, class = t.FullName(), "GenericTypeName"
	}
	o := object.NewCustomObject(typeNameShape, []object.Value{t.FullName(), name, nilIfEmpty(t.AssemblyName), t.ElementType != nil, isGeneric,
		extentObject(n.source, t.Extent)})
	if t.ElementType != nil {
		o.Set("ElementType", n.typeName(t.ElementType))
		o.Set("Rank", int32(max(t.Rank, 1)))
	}
	if isGeneric {
		arguments := make([]object.Value, len(t.GenericArguments))
		for i, a := range t.GenericArguments {
			arguments[i] = n.typeName(a)
		}
		o.Set("TypeName", n.typeName(&syntax.TypeName{Extent: t.Extent, Name: t.Name}))
		o.Set("GenericArguments", object.NewArray(arguments...))
	}
	var v object.Value = object.AddTypeName(o, language+class)
	reflection := func(name string) {
		v = object.AddMember(v, &object.Member{Name: name, Kind: object.MethodMember, Overloads: []object.Overload{{Signature: "type " + name + "()",
			Call: func(object.Value, []object.Value) (object.Value, error) { return n.reflectionType(t), nil }}}})
	}
	reflection("GetReflectionType")
	reflection("GetReflectionAttributeType")
	return object.AddMember(v, &object.Member{Name: "ToString", Kind: object.MethodMember, Overloads: []object.Overload{{Signature: "string ToString()",
		Call: func(object.Value, []object.Value) (object.Value, error) { return t.FullName(), nil }}}})
}

// helpObject presents comment-based help as CommentHelpInfo; $null if there is none.
func helpObject(text string) object.Value {
	sections := syntax.HelpSections(text)
	if sections == nil {
		return nil
	}
	single := map[string]object.Value{}
	lists := map[string][]object.Value{}
	parameters := object.NewHashtable()
	for _, s := range sections {
		body := s.Text
		if body != "" {
			body += "\n"
		}
		switch s.Keyword {
		case "PARAMETER":
			parameters.Set(strings.ToUpper(s.Argument), body)
		case "EXAMPLE", "LINK", "INPUTS", "OUTPUTS":
			if s.Keyword == "LINK" {
				body = cmp.Or(s.Text, s.Argument)
			}
			lists[s.Keyword] = append(lists[s.Keyword], body)
		case "COMPONENT", "ROLE", "FUNCTIONALITY":
			single[s.Keyword] = s.Text
		default:
			if body == "" {
				body = s.Argument
			}
			single[s.Keyword] = body
		}
	}
	list := func(name string) object.Value { return object.NewArray(lists[name]...) }
	o := object.NewCustomObject(object.ShapeOf("Synopsis", "Description", "Notes", "Parameters", "Links", "Examples", "Inputs", "Outputs",
		"Component", "Role", "Functionality", "ForwardHelpTargetName", "ForwardHelpCategory", "RemoteHelpRunspace", "MamlHelpFile"),
		[]object.Value{single["SYNOPSIS"], single["DESCRIPTION"], single["NOTES"], parameters, list("LINK"), list("EXAMPLE"), list("INPUTS"),
			list("OUTPUTS"), single["COMPONENT"], single["ROLE"], single["FUNCTIONALITY"], single["FORWARDHELPTARGETNAME"],
			single["FORWARDHELPCATEGORY"], single["REMOTEHELPRUNSPACE"], single["EXTERNALHELP"]})
	return object.AddTypeName(o, language+"CommentHelpInfo")
}
