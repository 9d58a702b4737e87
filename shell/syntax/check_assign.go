package syntax

import (
	"fmt"
	"strings"
)

// assignmentTarget reports what cannot be assigned to. Only a plain assignment may have a list on its left.
func (c *checker) assignmentTarget(e Expression, plain bool, id string, args ...any) {
	ok := true
	switch e := e.(type) {
	case *ArrayLiteral:
		if ok = plain; ok {
			for _, element := range e.Elements {
				c.assignmentTarget(element, true, id, args...)
			}
		}
	case *ParenExpression:
		inner := PureExpression(e.Pipeline)
		if inner == nil {
			c.error(e.Pipeline.Span(), id, args...)
		} else {
			c.assignmentTarget(inner, plain, id, args...)
		}
	case *VariableExpression:
	case *InvokeMemberExpression:
		ok = !e.NullConditional
	case *MemberExpression:
		ok = !e.NullConditional
	case *IndexExpression:
		ok = !e.NullConditional
	case *ConvertExpression, *AttributedExpression:
		c.typedTarget(e, plain, id, args)
	default:
		ok = false
	}
	if !ok {
		c.error(e.Span(), id, args...)
	}
}

// typedTarget checks a target under casts and attributes.
func (c *checker) typedTarget(target Expression, plain bool, id string, args []any) {
	var reference *TypeConstraint
	var innermost *TypeName
	casts := 0
	e := target
	for attribute, child := under(e); child != nil; attribute, child = under(e) {
		if t, ok := attribute.(*TypeConstraint); ok {
			casts++
			innermost = t.TypeName
			switch {
			case isReference(t.TypeName):
				reference = t
			case isVoid(t.TypeName):
				c.error(t.Extent, "VoidTypeConstraintNotAllowed")
			}
		}
		e = child
	}
	if reference != nil && casts > 1 {
		c.error(reference.Extent, "ReferenceNeedsToBeByItselfInTypeConstraint")
		return
	}
	if v, ok := e.(*VariableExpression); ok {
		c.automaticTarget(target, v, innermost)
	}
	c.assignmentTarget(e, plain, id, args...)
}

// under returns the attribute or cast before an expression and what it is applied to; nil for any other expression.
func under(e Expression) (AttributeBase, Expression) {
	switch e := e.(type) {
	case *ConvertExpression:
		return e.Type, e.Child
	case *AttributedExpression:
		return e.Attribute, e.Child
	}
	return nil, nil
}

// automaticTarget reports an automatic variable assigned to with a type other than its own.
func (c *checker) automaticTarget(target Expression, v *VariableExpression, typed *TypeName) {
	if !v.IsVariable() || v.Scope != ScopeNone && v.Scope != ScopeLocal && v.Scope != ScopePrivate {
		return
	}
	want := automaticType(v.Name)
	if want == "" {
		return
	}
	if typed == nil || !sameType(typed, want) {
		c.error(target.Span(), "AssignmentStatementToAutomaticNotSupported", v.Name, want)
	}
}

// automaticType returns the type of the automatic variables that every block has, or "".
func automaticType(name string) string {
	switch strings.ToLower(name) {
	case "_", "this", "input":
		return "System.Object"
	case "args":
		return "System.Object[]"
	case "pscmdlet":
		return "System.Management.Automation.PSScriptCmdlet"
	case "psboundparameters":
		return "System.Management.Automation.PSBoundParametersDictionary"
	case "myinvocation":
		return "System.Management.Automation.InvocationInfo"
	case "psscriptroot", "pscommandpath":
		return "System.String"
	}
	return ""
}

// sameType compares a type as written with a full name, allowing for System and PowerShell's short names.
func sameType(t *TypeName, full string) bool {
	written := strings.ToLower(t.FullName())
	full = strings.ToLower(full)
	return written == full || "system."+written == full || "system.management.automation."+written == full
}

// unary checks the operand of ++ and --.
func (c *checker) unary(u *UnaryExpression) {
	switch u.Operator {
	case TokPlusPlus, TokPostfixPlusPlus, TokMinusMinus, TokPostfixMinusMinus:
		c.assignmentTarget(u.Child, false, "OperatorRequiresVariableOrProperty", u.Operator.Text())
	}
}

// convert checks [ordered], which only hashtables can have, and where [ref] stands among casts.
func (c *checker) convert(e *ConvertExpression) {
	name := e.Type.TypeName
	if isOrdered(name) {
		if _, ok := e.Child.(*HashtableExpression); !ok {
			c.error(e.Extent, "OrderedAttributeOnlyOnHashLiteralNode", name.FullName())
		}
		return
	}
	if !isReference(name) {
		return
	}
	twice := false
	for attribute, child := under(e.Child); child != nil; attribute, child = under(child) {
		if t, ok := attribute.(*TypeConstraint); ok && isReference(t.TypeName) {
			twice = true
			c.error(t.Extent, "ReferenceNeedsToBeByItselfInTypeSequence")
		}
	}
	outer, ok := c.parent(1).(*ConvertExpression)
	if ok && !twice && !isReference(outer.Type.TypeName) && !c.isAssigned(e) {
		c.error(e.Type.Extent, "ReferenceNeedsToBeLastTypeInTypeConversion")
	}
}

// isAssigned reports whether the expression visited stands on the left of an assignment.
func (c *checker) isAssigned(e Expression) bool {
	for i := len(c.path) - 1; i >= 0; i-- {
		switch n := c.path[i].(type) {
		case *AssignmentStatement:
			return n.Left.Span().Start <= e.Span().Start && e.Span().End <= n.Left.Span().End
		case *CommandExpression:
			return false
		}
	}
	return false
}

// attributed reports an attribute before anything but a variable, with or without casts between.
func (c *checker) attributed(a *AttributedExpression) {
	for child := a.Child; child != nil; _, child = under(child) {
		if _, ok := child.(*VariableExpression); ok {
			return
		}
	}
	c.error(a.Attribute.Span(), "UnexpectedAttribute", typeNameOf(a.Attribute).FullName())
}

// constantKey returns a constant key of a hashtable as text.
func constantKey(e Expression) (string, bool) {
	switch k := e.(type) {
	case *StringConstantExpression:
		return k.Value, true
	case *ConstantExpression:
		return fmt.Sprint(k.Value), true
	}
	return "", false
}
