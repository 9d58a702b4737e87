package interp

import (
	"sync"

	"github.com/partnershell/partnershell/shell/object"
	"github.com/partnershell/partnershell/shell/syntax"
)

// replace compiles -replace and -creplace.
func (c *compiler) replace(x *syntax.BinaryExpression) evalFn {
	left, right := c.expr(x.Left), c.patternOperand(x.Right, x.Operator == syntax.TokIreplace)
	return patientBinary(left, right, patient(x.Operator))
}

// patternOperand compiles the right operand of an operator whose pattern it is, or begins with: a constant pattern is
// compiled once, when it is first used.
func (c *compiler) patternOperand(e syntax.Expression, ignoreCase bool) evalFn {
	items := []syntax.Expression{e}
	list, isList := e.(*syntax.ArrayLiteral)
	if isList {
		items = list.Elements
	}
	values := make([]object.Value, len(items))
	for i, item := range items {
		v, ok := constantOf(item)
		if !ok {
			return c.expr(e)
		}
		values[i] = v
	}
	operand := sync.OnceValue(func() object.Value {
		values[0] = object.CompilePattern(values[0], ignoreCase)
		if isList {
			return object.NewArray(values...)
		}
		return values[0]
	})
	return func(*frame) (object.Value, error) { return operand(), nil }
}
