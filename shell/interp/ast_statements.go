package interp

import (
	"github.com/partnershell/partnershell/shell/object"
	"github.com/partnershell/partnershell/shell/syntax"
)

// astStatements are the classes of statements.
func astStatements() []*astClass {
	return []*astClass{
		abstractAst("StatementAst", "Ast"),
		abstractAst("PipelineBaseAst", "StatementAst").with(method("GetPureExpression", language+"ExpressionAst GetPureExpression()", pureExpression)),
		abstractAst("ChainableAst", "PipelineBaseAst"),
		abstractAst("CommandBaseAst", "StatementAst"),
		abstractAst("LabeledStatementAst", "StatementAst"),
		abstractAst("LoopStatementAst", "LabeledStatementAst"),
		concreteAst("TypeDefinitionAst", "StatementAst",
			field("Name", "string", func(_ *astNode, x *syntax.TypeDefinition) object.Value { return x.Name }),
			field("Attributes", "AttributeAst*", func(n *astNode, x *syntax.TypeDefinition) object.Value { return many(n, x.Attributes) }),
			field("BaseTypes", "TypeConstraintAst*", func(n *astNode, x *syntax.TypeDefinition) object.Value { return many(n, x.BaseTypes) }),
			field("Members", "MemberAst*", func(n *astNode, x *syntax.TypeDefinition) object.Value { return many(n, x.Members) }),
			field("TypeAttributes", "TypeAttributes", func(_ *astNode, x *syntax.TypeDefinition) object.Value {
				return enumOf("TypeAttributes", int64(x.Kind))
			}),
			field("IsEnum", "bool", func(_ *astNode, x *syntax.TypeDefinition) object.Value { return x.Kind == syntax.TypeEnum }),
			field("IsClass", "bool", func(_ *astNode, x *syntax.TypeDefinition) object.Value { return x.Kind == syntax.TypeClass }),
			field("IsInterface", "bool", func(_ *astNode, x *syntax.TypeDefinition) object.Value { return x.Kind == syntax.TypeInterface }),
		),
		concreteAst("UsingStatementAst", "StatementAst",
			field("UsingStatementKind", "UsingStatementKind", func(_ *astNode, x *syntax.UsingStatement) object.Value {
				return enumOf("UsingStatementKind", int64(x.Kind))
			}),
			field("Name", "StringConstantExpressionAst", func(n *astNode, x *syntax.UsingStatement) object.Value { return n.one(x.Name) }),
			field("Alias", "StringConstantExpressionAst", func(n *astNode, x *syntax.UsingStatement) object.Value { return n.one(x.Alias) }),
			field("ModuleSpecification", "HashtableAst", func(n *astNode, x *syntax.UsingStatement) object.Value { return n.one(x.ModuleSpecification) }),
		),
		concreteAst("FunctionDefinitionAst", "StatementAst",
			field("IsFilter", "bool", func(_ *astNode, x *syntax.FunctionDefinition) object.Value { return x.IsFilter }),
			field("IsWorkflow", "bool", func(_ *astNode, x *syntax.FunctionDefinition) object.Value { return x.IsWorkflow }),
			field("Name", "string", func(_ *astNode, x *syntax.FunctionDefinition) object.Value { return x.Name }),
			field("Parameters", "ParameterAst*", func(n *astNode, x *syntax.FunctionDefinition) object.Value { return n.declared(x.Parameters) }),
			field("Body", "ScriptBlockAst", func(n *astNode, x *syntax.FunctionDefinition) object.Value { return n.one(x.Body) }),
		).with(
			method("GetHelpContent", language+"CommentHelpInfo GetHelpContent()", func(n *astNode, _ []object.Value) (object.Value, error) {
				return helpObject(syntax.HelpComment(n.node.(*syntax.FunctionDefinition))), nil
			}),
		),
		concreteAst("IfStatementAst", "StatementAst",
			field("Clauses", "", func(n *astNode, x *syntax.IfStatement) object.Value { return n.ifClauses(x) }),
			field("ElseClause", "StatementBlockAst", func(n *astNode, x *syntax.IfStatement) object.Value { return n.one(x.Else) }),
		),
		concreteAst("DataStatementAst", "StatementAst",
			field("Variable", "string", func(_ *astNode, x *syntax.DataStatement) object.Value { return nilIfEmpty(x.Variable) }),
			field("CommandsAllowed", "ExpressionAst*", func(n *astNode, x *syntax.DataStatement) object.Value { return many(n, x.CommandsAllowed) }),
			field("Body", "StatementBlockAst", func(n *astNode, x *syntax.DataStatement) object.Value { return n.one(x.Body) }),
		),
		concreteAst("WhileStatementAst", "LoopStatementAst",
			field("Label", "string", func(_ *astNode, x *syntax.WhileStatement) object.Value { return nilIfEmpty(x.Label) }),
			field("Condition", "PipelineBaseAst", func(n *astNode, x *syntax.WhileStatement) object.Value { return n.one(x.Condition) }),
			field("Body", "StatementBlockAst", func(n *astNode, x *syntax.WhileStatement) object.Value { return n.one(x.Body) }),
		),
		concreteAst("DoWhileStatementAst", "LoopStatementAst",
			field("Label", "string", func(_ *astNode, x *syntax.DoWhileStatement) object.Value { return nilIfEmpty(x.Label) }),
			field("Condition", "PipelineBaseAst", func(n *astNode, x *syntax.DoWhileStatement) object.Value { return n.one(x.Condition) }),
			field("Body", "StatementBlockAst", func(n *astNode, x *syntax.DoWhileStatement) object.Value { return n.one(x.Body) }),
		),
		concreteAst("DoUntilStatementAst", "LoopStatementAst",
			field("Label", "string", func(_ *astNode, x *syntax.DoUntilStatement) object.Value { return nilIfEmpty(x.Label) }),
			field("Condition", "PipelineBaseAst", func(n *astNode, x *syntax.DoUntilStatement) object.Value { return n.one(x.Condition) }),
			field("Body", "StatementBlockAst", func(n *astNode, x *syntax.DoUntilStatement) object.Value { return n.one(x.Body) }),
		),
		concreteAst("ForStatementAst", "LoopStatementAst",
			field("Label", "string", func(_ *astNode, x *syntax.ForStatement) object.Value { return nilIfEmpty(x.Label) }),
			field("Initializer", "PipelineBaseAst", func(n *astNode, x *syntax.ForStatement) object.Value { return n.one(x.Initializer) }),
			field("Condition", "PipelineBaseAst", func(n *astNode, x *syntax.ForStatement) object.Value { return n.one(x.Condition) }),
			field("Iterator", "PipelineBaseAst", func(n *astNode, x *syntax.ForStatement) object.Value { return n.one(x.Iterator) }),
			field("Body", "StatementBlockAst", func(n *astNode, x *syntax.ForStatement) object.Value { return n.one(x.Body) }),
		),
		concreteAst("ForEachStatementAst", "LoopStatementAst",
			field("Label", "string", func(_ *astNode, x *syntax.ForEachStatement) object.Value { return nilIfEmpty(x.Label) }),
			field("Variable", "VariableExpressionAst", func(n *astNode, x *syntax.ForEachStatement) object.Value { return n.one(x.Variable) }),
			field("Condition", "PipelineBaseAst", func(n *astNode, x *syntax.ForEachStatement) object.Value { return n.one(x.Condition) }),
			field("ThrottleLimit", "ExpressionAst", func(n *astNode, x *syntax.ForEachStatement) object.Value { return n.one(x.ThrottleLimit) }),
			field("Flags", "ForEachFlags", func(_ *astNode, x *syntax.ForEachStatement) object.Value {
				return enumOf("ForEachFlags", map[bool]int64{true: 1}[x.Parallel])
			}),
			field("Body", "StatementBlockAst", func(n *astNode, x *syntax.ForEachStatement) object.Value { return n.one(x.Body) }),
		),
		concreteAst("SwitchStatementAst", "LabeledStatementAst",
			field("Label", "string", func(_ *astNode, x *syntax.SwitchStatement) object.Value { return nilIfEmpty(x.Label) }),
			field("Condition", "PipelineBaseAst", func(n *astNode, x *syntax.SwitchStatement) object.Value { return n.one(x.Condition) }),
			field("Flags", "SwitchFlags", func(_ *astNode, x *syntax.SwitchStatement) object.Value { return enumOf("SwitchFlags", int64(x.Flags)) }),
			field("Clauses", "", func(n *astNode, x *syntax.SwitchStatement) object.Value { return n.switchClauses(x) }),
			field("Default", "StatementBlockAst", func(n *astNode, x *syntax.SwitchStatement) object.Value { return n.one(x.Default) }),
		),
		concreteAst("TryStatementAst", "StatementAst",
			field("Body", "StatementBlockAst", func(n *astNode, x *syntax.TryStatement) object.Value { return n.one(x.Body) }),
			field("CatchClauses", "CatchClauseAst*", func(n *astNode, x *syntax.TryStatement) object.Value { return many(n, x.Catches) }),
			field("Finally", "StatementBlockAst", func(n *astNode, x *syntax.TryStatement) object.Value { return n.one(x.Finally) }),
		),
		concreteAst("TrapStatementAst", "StatementAst",
			field("TrapType", "TypeConstraintAst", func(n *astNode, x *syntax.TrapStatement) object.Value { return n.one(x.TrapType) }),
			field("Body", "StatementBlockAst", func(n *astNode, x *syntax.TrapStatement) object.Value { return n.one(x.Body) }),
		),
		concreteAst("BreakStatementAst", "StatementAst",
			field("Label", "ExpressionAst", func(n *astNode, x *syntax.BreakStatement) object.Value { return n.one(x.Label) }),
		),
		concreteAst("ContinueStatementAst", "StatementAst",
			field("Label", "ExpressionAst", func(n *astNode, x *syntax.ContinueStatement) object.Value { return n.one(x.Label) }),
		),
		concreteAst("ReturnStatementAst", "StatementAst",
			field("Pipeline", "PipelineBaseAst", func(n *astNode, x *syntax.ReturnStatement) object.Value { return n.one(x.Pipeline) }),
		),
		concreteAst("ExitStatementAst", "StatementAst",
			field("Pipeline", "PipelineBaseAst", func(n *astNode, x *syntax.ExitStatement) object.Value { return n.one(x.Pipeline) }),
		),
		concreteAst("ThrowStatementAst", "StatementAst",
			field("Pipeline", "PipelineBaseAst", func(n *astNode, x *syntax.ThrowStatement) object.Value { return n.one(x.Pipeline) }),
			field("IsRethrow", "bool", func(n *astNode, x *syntax.ThrowStatement) object.Value { return x.Pipeline == nil && n.inCatch() }),
		),
		concreteAst("PipelineChainAst", "ChainableAst",
			field("LhsPipelineChain", "ChainableAst", func(n *astNode, x *syntax.PipelineChain) object.Value { return n.one(x.Left) }),
			field("RhsPipeline", "PipelineAst", func(n *astNode, x *syntax.PipelineChain) object.Value { return n.one(x.Right) }),
			field("Operator", "TokenKind", func(_ *astNode, x *syntax.PipelineChain) object.Value { return tokenKind(x.Operator) }),
			field("Background", "bool", func(_ *astNode, x *syntax.PipelineChain) object.Value { return x.Background }),
		),
		concreteAst("PipelineAst", "ChainableAst",
			field("PipelineElements", "CommandBaseAst*", func(n *astNode, x *syntax.Pipeline) object.Value { return many(n, x.Elements) }),
			field("Background", "bool", func(_ *astNode, x *syntax.Pipeline) object.Value { return x.Background }),
		),
		concreteAst("AssignmentStatementAst", "PipelineBaseAst",
			field("Left", "ExpressionAst", func(n *astNode, x *syntax.AssignmentStatement) object.Value { return n.one(x.Left) }),
			field("Operator", "TokenKind", func(_ *astNode, x *syntax.AssignmentStatement) object.Value { return tokenKind(x.Operator) }),
			field("Right", "StatementAst", func(n *astNode, x *syntax.AssignmentStatement) object.Value { return n.one(x.Right) }),
			field("ErrorPosition", "IScriptExtent", func(n *astNode, x *syntax.AssignmentStatement) object.Value {
				return extentObject(n.source, x.OperatorSpan)
			}),
		).with(
			method("GetAssignmentTargets", language+"ExpressionAst[] GetAssignmentTargets()", func(n *astNode, _ []object.Value) (object.Value, error) {
				left := n.node.(*syntax.AssignmentStatement).Left
				if list, ok := left.(*syntax.ArrayLiteral); ok {
					return many(n.child(list), list.Elements), nil
				}
				return object.NewArray(n.child(left)), nil
			}),
		),
		concreteAst("CommandAst", "CommandBaseAst",
			field("CommandElements", "CommandElementAst*", func(n *astNode, x *syntax.Command) object.Value { return many(n, x.Elements) }),
			field("InvocationOperator", "TokenKind", func(_ *astNode, x *syntax.Command) object.Value { return tokenKind(x.InvocationOperator) }),
			field("DefiningKeyword", "", func(_ *astNode, _ *syntax.Command) object.Value { return nil }),
			field("Redirections", "RedirectionAst*", func(n *astNode, x *syntax.Command) object.Value { return many(n, x.Redirections) }),
		).with(
			method("GetCommandName", "string GetCommandName()", func(n *astNode, _ []object.Value) (object.Value, error) {
				c := n.node.(*syntax.Command)
				if len(c.Elements) > 0 {
					if name, ok := c.Elements[0].(*syntax.StringConstantExpression); ok {
						return name.Value, nil
					}
				}
				return nil, nil
			}),
		),
		concreteAst("CommandExpressionAst", "CommandBaseAst",
			field("Expression", "ExpressionAst", func(n *astNode, x *syntax.CommandExpression) object.Value { return n.one(x.Expression) }),
			field("Redirections", "RedirectionAst*", func(n *astNode, x *syntax.CommandExpression) object.Value { return many(n, x.Redirections) }),
		),
		concreteAst("BlockStatementAst", "StatementAst",
			field("Body", "StatementBlockAst", func(n *astNode, x *syntax.BlockStatement) object.Value { return n.one(x.Body) }),
			field("Kind", "TokenKind", func(_ *astNode, x *syntax.BlockStatement) object.Value { return tokenKind(x.Kind) }),
		),
		concreteAst("ConfigurationDefinitionAst", "StatementAst",
			field("InstanceName", "ExpressionAst", func(n *astNode, x *syntax.ConfigurationDefinition) object.Value { return n.one(x.Name) }),
			field("Body", "ScriptBlockAst", func(n *astNode, x *syntax.ConfigurationDefinition) object.Value { return n.one(x.Body) }),
		),
		concreteAst("ErrorStatementAst", "PipelineBaseAst",
			field("Kind", "TokenKind", func(_ *astNode, x *syntax.ErrorStatement) object.Value { return tokenKind(x.Kind) }),
			field("Conditions", "Ast*", func(n *astNode, x *syntax.ErrorStatement) object.Value { return many(n, x.Conditions) }),
			field("Bodies", "Ast*", func(n *astNode, x *syntax.ErrorStatement) object.Value { return many(n, x.Bodies) }),
			field("NestedAst", "Ast*", func(n *astNode, x *syntax.ErrorStatement) object.Value { return many(n, x.NestedAst) }),
		),
	}
}

// declared presents the parameters of a function that has any in parentheses; $null for one that has not.
func (n *astNode) declared(parameters []*syntax.Parameter) object.Value {
	if len(parameters) == 0 {
		return nil
	}
	return many(n, parameters)
}

func (n *astNode) ifClauses(x *syntax.IfStatement) object.Value {
	items := make([]object.Value, len(x.Clauses))
	for i, c := range x.Clauses {
		items[i] = n.pair(c.Condition, c.Body)
	}
	return object.NewArray(items...)
}

func (n *astNode) switchClauses(x *syntax.SwitchStatement) object.Value {
	items := make([]object.Value, len(x.Clauses))
	for i, c := range x.Clauses {
		items[i] = n.pair(c.Test, c.Body)
	}
	return object.NewArray(items...)
}

// inCatch reports whether the node stands in a catch clause, not counting those outside of its block.
func (n *astNode) inCatch() bool {
	for at := n.parent; at != nil; at = at.parent {
		switch at.node.(type) {
		case *syntax.CatchClause:
			return true
		case *syntax.ScriptBlock:
			return false
		}
	}
	return false
}

// pureExpression is the expression that a pipeline consists of, if it is just one.
func pureExpression(n *astNode, _ []object.Value) (object.Value, error) {
	s, ok := n.node.(syntax.Statement)
	if !ok {
		return nil, nil
	}
	e := syntax.PureExpression(s)
	if e == nil {
		return nil, nil
	}
	p := s.(*syntax.Pipeline)
	return n.child(p.Elements[0]).child(e), nil
}
