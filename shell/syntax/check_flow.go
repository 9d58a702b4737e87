package syntax

import "strings"

// jump checks break and continue.
func (c *checker) jump(n Node, label Expression) {
	name := ""
	if label != nil {
		constant, ok := label.(*StringConstantExpression)
		if !ok { // known only when it runs
			c.leavesFinally(n, nil)
			return
		}
		name = constant.Value
	}
	c.leavesFinally(n, &name)
	if name != "" {
		c.labelExists(n, name)
	}
}

// loopLabel returns the label of a loop or switch; isLoop is false for a switch.
func loopLabel(n Node) (label string, isLoop, ok bool) {
	switch n := n.(type) {
	case *WhileStatement:
		return n.Label, true, true
	case *DoWhileStatement:
		return n.Label, true, true
	case *DoUntilStatement:
		return n.Label, true, true
	case *ForStatement:
		return n.Label, true, true
	case *ForEachStatement:
		return n.Label, true, true
	case *SwitchStatement:
		return n.Label, false, true
	}
	return "", false, false
}

// matchesLabel reports whether a jump to the label (empty: to any loop) stops at the loop.
func matchesLabel(label, loop string) bool { return label == "" || strings.EqualFold(label, loop) }

// leavesFinally reports a jump out of a finally block. The label is nil when the jump leaves every loop.
func (c *checker) leavesFinally(n Node, label *string) {
	for i := len(c.path) - 1; i >= 0; i-- {
		switch b := c.path[i].(type) {
		case *NamedBlock, *TrapStatement, *ScriptBlock:
			return
		case *StatementBlock:
			if try, ok := c.above(i).(*TryStatement); ok && try.Finally == b {
				c.error(n.Span(), "ControlLeavingFinally")
				return
			}
		default:
			if loop, _, ok := loopLabel(b); ok && label != nil && matchesLabel(*label, loop) {
				return
			}
		}
	}
}

func (c *checker) above(i int) Node {
	if i > 0 {
		return c.path[i-1]
	}
	return nil
}

// labelExists reports a label that no loop of the method has. Elsewhere labels are looked for when the jump runs.
func (c *checker) labelExists(n Node, label string) {
	for i := len(c.path) - 1; i >= 0; i-- {
		if _, ok := c.path[i].(*FunctionDefinition); ok {
			if _, isMethod := c.above(i).(*FunctionMember); isMethod {
				c.error(n.Span(), "LabelNotFound", label)
			}
			return
		}
		if loop, isLoop, ok := loopLabel(c.path[i]); ok && isLoop && matchesLabel(label, loop) {
			return
		}
	}
}

// member returns the member of a class whose body or initializer is being visited; nil within a nested block.
func (c *checker) member() Member {
	for i := len(c.path) - 1; i >= 0; i-- {
		switch n := c.path[i].(type) {
		case *PropertyMember:
			return n
		case *FunctionMember:
			return n
		case *ScriptBlock:
			if i < 2 {
				return nil
			}
			m, ok := c.path[i-2].(*FunctionMember)
			if !ok {
				return nil
			}
			return m
		}
	}
	return nil
}

func (c *checker) inStaticMember() bool {
	switch m := c.member().(type) {
	case *PropertyMember:
		return m.Modifiers&MemberStatic != 0
	case *FunctionMember:
		return m.Modifiers&MemberStatic != 0
	}
	return false
}

// returnStatement checks that a method returns a value exactly when it has a type.
func (c *checker) returnStatement(r *ReturnStatement) {
	m, ok := c.member().(*FunctionMember)
	if !ok {
		return
	}
	switch returnsVoid := m.returnsVoid(); {
	case r.Pipeline != nil && returnsVoid:
		c.error(r.Extent, "VoidMethodHasReturn")
	case r.Pipeline == nil && !returnsVoid:
		c.error(r.Extent, "NonVoidMethodMissingReturnValue")
	}
}

func (n *FunctionMember) returnsVoid() bool {
	return n.ReturnType == nil || isVoid(n.ReturnType.TypeName)
}

// method checks a method's body as a whole.
func (c *checker) method(m *FunctionMember) {
	body := m.Function.Body
	if body.ParamBlock != nil {
		c.error(body.ParamBlock.Extent, "ParamBlockNotAllowedInMethod")
	}
	for _, b := range [...]*NamedBlock{body.DynamicParam, body.Begin, body.Process, body.End, body.Clean} {
		if b != nil && !b.Unnamed {
			c.error(b.Extent, "NamedBlockNotAllowedInMethod")
			return
		}
	}
	if m.Constructor && m.ReturnType != nil {
		c.error(m.ReturnType.Extent, "ConstructorCantHaveReturnType")
	}
	returns, notLocal := analyzeMethod(m)
	c.notLocal = notLocal
	if !returns && !m.returnsVoid() {
		c.error(m.Function.NameExtent, "MethodHasCodePathNotReturn")
	}
}

// catches reports catch clauses that can never run.
func (c *checker) catches(try *TryStatement) {
	for i, first := range try.Catches {
		for _, second := range try.Catches[i+1:] {
			if len(first.CatchTypes) == 0 {
				c.error(before(second.Extent), "EmptyCatchNotLast")
				break
			}
			c.hiddenCatch(first, second)
		}
	}
}

// hiddenCatch reports types of the second clause that the first catches already.
func (c *checker) hiddenCatch(first, second *CatchClause) {
	for _, a := range first.CatchTypes {
		for _, b := range second.CatchTypes {
			base, derived := exceptionType(a.TypeName), exceptionType(b.TypeName)
			if base != "" && derived != "" && derivesFrom(derived, base) {
				c.error(b.Extent, "ExceptionTypeAlreadyCaught", derived)
			}
		}
	}
}
