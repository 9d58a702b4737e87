package syntax

// Which interfaces each node type fulfils, and its children. Ordered as in ast.go.

func (n *ScriptBlock) children(visit func(Node)) {
	visitAll(n.UsingStatements, visit)
	visitAll(n.Attributes, visit)
	if n.ParamBlock != nil {
		visit(n.ParamBlock)
	}
	if n.DynamicParam != nil {
		visit(n.DynamicParam)
	}
	if n.Begin != nil {
		visit(n.Begin)
	}
	if n.Process != nil {
		visit(n.Process)
	}
	if n.End != nil {
		visit(n.End)
	}
	if n.Clean != nil {
		visit(n.Clean)
	}
}

func (n *ParamBlock) children(visit func(Node)) {
	visitAll(n.Attributes, visit)
	visitAll(n.Parameters, visit)
}

func (n *Parameter) children(visit func(Node)) {
	visitAll(n.Attributes, visit)
	if n.Name != nil {
		visit(n.Name)
	}
	if n.Default != nil {
		visit(n.Default)
	}
}

func (n *NamedBlock) children(visit func(Node)) {
	visitAll(n.Statements, visit)
	visitAll(n.Traps, visit)
}

func (n *StatementBlock) children(visit func(Node)) {
	visitAll(n.Statements, visit)
	visitAll(n.Traps, visit)
}

func (*UsingStatement) statement() {}
func (n *UsingStatement) children(visit func(Node)) {
	if n.Name != nil {
		visit(n.Name)
	}
	if n.Alias != nil {
		visit(n.Alias)
	}
	if n.ModuleSpecification != nil {
		visit(n.ModuleSpecification)
	}
}

func (*Attribute) attribute() {}
func (n *Attribute) children(visit func(Node)) {
	if n.TypeName != nil {
		visit(n.TypeName)
	}
	visitAll(n.PositionalArguments, visit)
	visitAll(n.NamedArguments, visit)
}

func (n *NamedAttributeArgument) children(visit func(Node)) {
	if n.Argument != nil {
		visit(n.Argument)
	}
}

func (*TypeConstraint) attribute() {}
func (n *TypeConstraint) children(visit func(Node)) {
	if n.TypeName != nil {
		visit(n.TypeName)
	}
}

func (n *TypeName) children(visit func(Node)) {
	visitAll(n.GenericArguments, visit)
	if n.ElementType != nil {
		visit(n.ElementType)
	}
}

func (*IfStatement) statement() {}
func (n *IfStatement) children(visit func(Node)) {
	for i := range n.Clauses {
		if n.Clauses[i].Condition != nil {
			visit(n.Clauses[i].Condition)
		}
		if n.Clauses[i].Body != nil {
			visit(n.Clauses[i].Body)
		}
	}
	if n.Else != nil {
		visit(n.Else)
	}
}

func (*WhileStatement) statement() {}
func (n *WhileStatement) children(visit func(Node)) {
	if n.Condition != nil {
		visit(n.Condition)
	}
	if n.Body != nil {
		visit(n.Body)
	}
}

func (*DoWhileStatement) statement() {}
func (n *DoWhileStatement) children(visit func(Node)) {
	if n.Condition != nil {
		visit(n.Condition)
	}
	if n.Body != nil {
		visit(n.Body)
	}
}

func (*DoUntilStatement) statement() {}
func (n *DoUntilStatement) children(visit func(Node)) {
	if n.Condition != nil {
		visit(n.Condition)
	}
	if n.Body != nil {
		visit(n.Body)
	}
}

func (*ForStatement) statement() {}
func (n *ForStatement) children(visit func(Node)) {
	if n.Initializer != nil {
		visit(n.Initializer)
	}
	if n.Condition != nil {
		visit(n.Condition)
	}
	if n.Iterator != nil {
		visit(n.Iterator)
	}
	if n.Body != nil {
		visit(n.Body)
	}
}

func (*ForEachStatement) statement() {}
func (n *ForEachStatement) children(visit func(Node)) {
	if n.Variable != nil {
		visit(n.Variable)
	}
	if n.Condition != nil {
		visit(n.Condition)
	}
	if n.Body != nil {
		visit(n.Body)
	}
	if n.ThrottleLimit != nil {
		visit(n.ThrottleLimit)
	}
}

func (*SwitchStatement) statement() {}
func (n *SwitchStatement) children(visit func(Node)) {
	if n.Condition != nil {
		visit(n.Condition)
	}
	for i := range n.Clauses {
		if n.Clauses[i].Test != nil {
			visit(n.Clauses[i].Test)
		}
		if n.Clauses[i].Body != nil {
			visit(n.Clauses[i].Body)
		}
	}
	if n.Default != nil {
		visit(n.Default)
	}
}

func (*TryStatement) statement() {}
func (n *TryStatement) children(visit func(Node)) {
	if n.Body != nil {
		visit(n.Body)
	}
	visitAll(n.Catches, visit)
	if n.Finally != nil {
		visit(n.Finally)
	}
}

func (n *CatchClause) children(visit func(Node)) {
	visitAll(n.CatchTypes, visit)
	if n.Body != nil {
		visit(n.Body)
	}
}

func (*TrapStatement) statement() {}
func (n *TrapStatement) children(visit func(Node)) {
	if n.TrapType != nil {
		visit(n.TrapType)
	}
	if n.Body != nil {
		visit(n.Body)
	}
}

func (*BreakStatement) statement() {}
func (n *BreakStatement) children(visit func(Node)) {
	if n.Label != nil {
		visit(n.Label)
	}
}

func (*ContinueStatement) statement() {}
func (n *ContinueStatement) children(visit func(Node)) {
	if n.Label != nil {
		visit(n.Label)
	}
}

func (*ReturnStatement) statement() {}
func (n *ReturnStatement) children(visit func(Node)) {
	if n.Pipeline != nil {
		visit(n.Pipeline)
	}
}

func (*ExitStatement) statement() {}
func (n *ExitStatement) children(visit func(Node)) {
	if n.Pipeline != nil {
		visit(n.Pipeline)
	}
}

func (*ThrowStatement) statement() {}
func (n *ThrowStatement) children(visit func(Node)) {
	if n.Pipeline != nil {
		visit(n.Pipeline)
	}
}

func (*FunctionDefinition) statement() {}
func (n *FunctionDefinition) children(visit func(Node)) {
	visitAll(n.Parameters, visit)
	if n.Body != nil {
		visit(n.Body)
	}
}

func (*TypeDefinition) statement() {}
func (n *TypeDefinition) children(visit func(Node)) {
	visitAll(n.Attributes, visit)
	visitAll(n.BaseTypes, visit)
	visitAll(n.Members, visit)
}

func (*PropertyMember) member() {}
func (n *PropertyMember) children(visit func(Node)) {
	visitAll(n.Attributes, visit)
	if n.Type != nil {
		visit(n.Type)
	}
	if n.InitialValue != nil {
		visit(n.InitialValue)
	}
}

func (*FunctionMember) member() {}
func (n *FunctionMember) children(visit func(Node)) {
	visitAll(n.Attributes, visit)
	if n.ReturnType != nil {
		visit(n.ReturnType)
	}
	if n.BaseCall != nil {
		visit(n.BaseCall)
	}
	if n.Function != nil {
		visit(n.Function)
	}
}

func (*DataStatement) statement() {}
func (n *DataStatement) children(visit func(Node)) {
	visitAll(n.CommandsAllowed, visit)
	if n.Body != nil {
		visit(n.Body)
	}
}

func (*BlockStatement) statement() {}
func (n *BlockStatement) children(visit func(Node)) {
	if n.Body != nil {
		visit(n.Body)
	}
}

func (*ConfigurationDefinition) statement() {}
func (n *ConfigurationDefinition) children(visit func(Node)) {
	if n.Name != nil {
		visit(n.Name)
	}
	if n.Body != nil {
		visit(n.Body)
	}
}

func (*Pipeline) statement() {}
func (n *Pipeline) children(visit func(Node)) {
	visitAll(n.Elements, visit)
}

func (*PipelineChain) statement() {}
func (n *PipelineChain) children(visit func(Node)) {
	if n.Left != nil {
		visit(n.Left)
	}
	if n.Right != nil {
		visit(n.Right)
	}
}

func (*AssignmentStatement) statement() {}
func (n *AssignmentStatement) children(visit func(Node)) {
	if n.Left != nil {
		visit(n.Left)
	}
	if n.Right != nil {
		visit(n.Right)
	}
}

func (*Command) statement()       {}
func (*Command) pipelineElement() {}
func (n *Command) children(visit func(Node)) {
	visitAll(n.Elements, visit)
	visitAll(n.Redirections, visit)
}

func (*CommandExpression) statement()       {}
func (*CommandExpression) pipelineElement() {}
func (n *CommandExpression) children(visit func(Node)) {
	if n.Expression != nil {
		visit(n.Expression)
	}
	visitAll(n.Redirections, visit)
}

func (*CommandParameter) commandElement() {}
func (n *CommandParameter) children(visit func(Node)) {
	if n.Argument != nil {
		visit(n.Argument)
	}
}

func (*MergingRedirection) redirection()        {}
func (*MergingRedirection) children(func(Node)) {}

func (*FileRedirection) redirection() {}
func (n *FileRedirection) children(visit func(Node)) {
	if n.Location != nil {
		visit(n.Location)
	}
}

func (*TernaryExpression) expression()     {}
func (*TernaryExpression) commandElement() {}
func (n *TernaryExpression) children(visit func(Node)) {
	if n.Condition != nil {
		visit(n.Condition)
	}
	if n.IfTrue != nil {
		visit(n.IfTrue)
	}
	if n.IfFalse != nil {
		visit(n.IfFalse)
	}
}

func (*BinaryExpression) expression()     {}
func (*BinaryExpression) commandElement() {}
func (n *BinaryExpression) children(visit func(Node)) {
	if n.Left != nil {
		visit(n.Left)
	}
	if n.Right != nil {
		visit(n.Right)
	}
}

func (*UnaryExpression) expression()     {}
func (*UnaryExpression) commandElement() {}
func (n *UnaryExpression) children(visit func(Node)) {
	if n.Child != nil {
		visit(n.Child)
	}
}

func (*ConvertExpression) expression()     {}
func (*ConvertExpression) commandElement() {}
func (n *ConvertExpression) children(visit func(Node)) {
	if n.Type != nil {
		visit(n.Type)
	}
	if n.Child != nil {
		visit(n.Child)
	}
}

func (*AttributedExpression) expression()     {}
func (*AttributedExpression) commandElement() {}
func (n *AttributedExpression) children(visit func(Node)) {
	if n.Attribute != nil {
		visit(n.Attribute)
	}
	if n.Child != nil {
		visit(n.Child)
	}
}

func (*TypeExpression) expression()     {}
func (*TypeExpression) commandElement() {}
func (n *TypeExpression) children(visit func(Node)) {
	if n.TypeName != nil {
		visit(n.TypeName)
	}
}

func (*ConstantExpression) expression()         {}
func (*ConstantExpression) commandElement()     {}
func (*ConstantExpression) children(func(Node)) {}

func (*StringConstantExpression) expression()         {}
func (*StringConstantExpression) commandElement()     {}
func (*StringConstantExpression) children(func(Node)) {}

func (*ExpandableStringExpression) expression()     {}
func (*ExpandableStringExpression) commandElement() {}
func (n *ExpandableStringExpression) children(visit func(Node)) {
	visitAll(n.Parts, visit)
}

func (*VariableExpression) expression()         {}
func (*VariableExpression) commandElement()     {}
func (*VariableExpression) children(func(Node)) {}

func (*MemberExpression) expression()     {}
func (*MemberExpression) commandElement() {}
func (n *MemberExpression) children(visit func(Node)) {
	if n.Expression != nil {
		visit(n.Expression)
	}
	if n.Member != nil {
		visit(n.Member)
	}
}

func (*InvokeMemberExpression) expression()     {}
func (*InvokeMemberExpression) commandElement() {}
func (n *InvokeMemberExpression) children(visit func(Node)) {
	if n.Expression != nil {
		visit(n.Expression)
	}
	if n.Member != nil {
		visit(n.Member)
	}
	visitAll(n.Arguments, visit)
	visitAll(n.GenericTypeArguments, visit)
}

func (*BaseCtorInvokeMemberExpression) expression()     {}
func (*BaseCtorInvokeMemberExpression) commandElement() {}
func (n *BaseCtorInvokeMemberExpression) children(visit func(Node)) {
	visitAll(n.Arguments, visit)
}

func (*IndexExpression) expression()     {}
func (*IndexExpression) commandElement() {}
func (n *IndexExpression) children(visit func(Node)) {
	if n.Target != nil {
		visit(n.Target)
	}
	if n.Index != nil {
		visit(n.Index)
	}
}

func (*ArrayLiteral) expression()     {}
func (*ArrayLiteral) commandElement() {}
func (n *ArrayLiteral) children(visit func(Node)) {
	visitAll(n.Elements, visit)
}

func (*ArrayExpression) expression()     {}
func (*ArrayExpression) commandElement() {}
func (n *ArrayExpression) children(visit func(Node)) {
	if n.SubExpression != nil {
		visit(n.SubExpression)
	}
}

func (*SubExpression) expression()     {}
func (*SubExpression) commandElement() {}
func (n *SubExpression) children(visit func(Node)) {
	if n.SubExpression != nil {
		visit(n.SubExpression)
	}
}

func (*ParenExpression) expression()     {}
func (*ParenExpression) commandElement() {}
func (n *ParenExpression) children(visit func(Node)) {
	if n.Pipeline != nil {
		visit(n.Pipeline)
	}
}

func (*HashtableExpression) expression()     {}
func (*HashtableExpression) commandElement() {}
func (n *HashtableExpression) children(visit func(Node)) {
	for i := range n.Pairs {
		if n.Pairs[i].Key != nil {
			visit(n.Pairs[i].Key)
		}
		if n.Pairs[i].Value != nil {
			visit(n.Pairs[i].Value)
		}
	}
}

func (*ScriptBlockExpression) expression()     {}
func (*ScriptBlockExpression) commandElement() {}
func (n *ScriptBlockExpression) children(visit func(Node)) {
	if n.ScriptBlock != nil {
		visit(n.ScriptBlock)
	}
}

func (*UsingExpression) expression()     {}
func (*UsingExpression) commandElement() {}
func (n *UsingExpression) children(visit func(Node)) {
	if n.SubExpression != nil {
		visit(n.SubExpression)
	}
}

func (*ErrorStatement) statement() {}
func (n *ErrorStatement) children(visit func(Node)) {
	visitAll(n.Conditions, visit)
	visitAll(n.Bodies, visit)
	visitAll(n.NestedAst, visit)
}

func (*ErrorExpression) expression()     {}
func (*ErrorExpression) commandElement() {}
func (n *ErrorExpression) children(visit func(Node)) {
	visitAll(n.NestedAst, visit)
}
