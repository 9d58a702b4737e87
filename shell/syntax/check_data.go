package syntax

import "strings"

// data checks the body of a data section, where only constants, operators without side effects and allowed commands
// may stand.
func (c *checker) data(d *DataStatement) {
	commands, known := allowedCommands(d)
	Inspect(d.Body, func(n Node) bool {
		switch n := n.(type) {
		case *Command:
			if known || n.InvocationOperator == TokDot {
				c.dataCommand(n, commands)
			}
		case *VariableExpression:
			if !isDataVariable(n.UserPath) {
				c.error(n.Extent, "VariableReferenceNotSupportedInDataSection",
					"$PSCulture, $PSUICulture, $true, $false, $null")
			}
		case *BinaryExpression:
			if n.Operator.has(FlagDisallowedInRestrictedMode) {
				c.error(n.OperatorSpan, "OperatorNotSupportedInDataSection", n.Operator.Text())
			}
		case *UnaryExpression:
			if n.Operator.has(FlagDisallowedInRestrictedMode) {
				c.error(n.Extent, "OperatorNotSupportedInDataSection", n.Operator.Text())
			}
		case *TypeConstraint:
			c.dataType(n, n.TypeName)
		case *TypeExpression:
			c.dataType(n, n.TypeName)
		default:
			if id := notInData(n); id != "" {
				c.error(n.Span(), id)
			}
		}
		return true
	})
}

// allowedCommands returns the commands a data section may use, in lower case. When one is not a constant the set is
// known only when the section runs.
func allowedCommands(d *DataStatement) (set map[string]bool, known bool) {
	set = map[string]bool{"convertfrom-stringdata": true}
	for _, e := range d.CommandsAllowed {
		name, ok := e.(*StringConstantExpression)
		if !ok {
			return nil, false
		}
		set[strings.ToLower(name.Value)] = true
	}
	return set, true
}

func (c *checker) dataCommand(n *Command, allowed map[string]bool) {
	name := CommandName(n)
	switch {
	case n.InvocationOperator == TokDot:
		c.error(n.Extent, "DotSourcingNotSupportedInDataSection")
	case name == "" && n.InvocationOperator == TokAmpersand:
		c.error(n.Extent, "OperatorNotSupportedInDataSection", "&")
	case name == "":
		c.error(n.Extent, "CmdletNotInAllowedListForDataSection", c.src.Slice(n.Extent))
	case !allowed[strings.ToLower(name)]:
		c.error(n.Extent, "CmdletNotInAllowedListForDataSection", name)
	}
}

func isDataVariable(name string) bool {
	switch strings.ToLower(name) {
	case "psculture", "psuiculture", "true", "false", "null":
		return true
	}
	return false
}

// dataType reports types other than the simple ones and arrays of them.
func (c *checker) dataType(n Node, t *TypeName) {
	element := t
	if t.ElementType != nil {
		element = t.ElementType
	}
	if isNamed(element, "bool", "boolean", "char", "sbyte", "byte", "int16", "short", "uint16", "ushort", "int", "int32",
		"uint", "uint32", "int64", "long", "uint64", "ulong", "single", "float", "double", "decimal", "datetime", "string",
		"system.boolean", "system.char", "system.sbyte", "system.byte", "system.int16", "system.uint16", "system.int32",
		"system.uint32", "system.int64", "system.uint64", "system.single", "system.double", "system.decimal",
		"system.datetime", "system.string") {
		return
	}
	c.error(n.Span(), "TypeNotAllowedInDataSection", t.FullName())
}

// notInData returns the error id of a node that may not stand in a data section, or "".
func notInData(n Node) string {
	switch n.(type) {
	case *ScriptBlock, *ScriptBlockExpression:
		return "ScriptBlockNotSupportedInDataSection"
	case *ParamBlock:
		return "ParameterDeclarationNotSupportedInDataSection"
	case *Attribute, *AttributedExpression:
		return "AttributeNotSupportedInDataSection"
	case *FunctionDefinition:
		return "FunctionDeclarationNotSupportedInDataSection"
	case *TrapStatement:
		return "TrapStatementNotSupportedInDataSection"
	case *SwitchStatement:
		return "SwitchStatementNotSupportedInDataSection"
	case *DataStatement:
		return "DataSectionStatementNotSupportedInDataSection"
	case *ForEachStatement:
		return "ForeachStatementNotSupportedInDataSection"
	case *DoWhileStatement, *DoUntilStatement:
		return "DoWhileStatementNotSupportedInDataSection"
	case *ForStatement, *WhileStatement:
		return "ForWhileStatementNotSupportedInDataSection"
	case *TryStatement:
		return "TryStatementNotSupportedInDataSection"
	case *BreakStatement, *ContinueStatement, *ReturnStatement, *ExitStatement, *ThrowStatement:
		return "FlowControlStatementNotSupportedInDataSection"
	case *AssignmentStatement:
		return "AssignmentStatementNotSupportedInDataSection"
	case *MergingRedirection, *FileRedirection:
		return "RedirectionNotSupportedInDataSection"
	case *MemberExpression:
		return "PropertyReferenceNotSupportedInDataSection"
	case *InvokeMemberExpression:
		return "MethodCallNotSupportedInDataSection"
	case *IndexExpression:
		return "ArrayReferenceNotSupportedInDataSection"
	case *BlockStatement:
		return "ParallelAndSequenceBlockNotSupportedInDataSection"
	}
	return ""
}
