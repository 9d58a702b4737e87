package dotnet

import (
	"strings"

	"github.com/partnershell/partnershell/shell/object"
)

// operatorMethod is what a declared operator of t ("op_Addition") does when it is called by its name: the same as the
// operator of the language, for the declared operands.
func operatorMethod(t *object.Type, name, signature string) method {
	if f := comparisonOperators[name]; f != nil {
		return try(func(a args) (object.Value, error) { return f(a.at(0), a.at(1), false) })
	}
	if f := binaryOperators[name]; f != nil && computes(t) {
		return try(func(a args) (object.Value, error) { return f(a.at(0), a.at(1)) })
	}
	if f := unaryOperators[name]; f != nil && computes(t) {
		return try(func(a args) (object.Value, error) { return f(a.at(0)) })
	}
	if name == "op_Implicit" || name == "op_Explicit" {
		result, _, _ := strings.Cut(signature, " ")
		if strings.Contains(result, "Span[") {
			return nil
		}
		return try(func(a args) (object.Value, error) {
			t := object.LookupType(result)
			if t == nil {
				return nil, object.ErrNotImplemented
			}
			return object.Convert(a.at(0), t)
		})
	}
	return nil
}

// computes reports whether the language itself computes with t: with other types it calls the methods of this package.
func computes(t *object.Type) bool {
	switch t {
	case object.TypeDecimal, object.TypeBigInteger, object.TypeDateTime, object.TypeDateTimeOffset, object.TypeTimeSpan:
		return true
	}
	return false
}

var binaryOperators = map[string]func(l, r object.Value) (object.Value, error){
	"op_Addition": object.Add, "op_Subtraction": object.Subtract, "op_Multiply": object.Multiply,
	"op_Division": object.Divide, "op_Modulus": object.Modulo,
	"op_BitwiseAnd": object.BitAnd, "op_BitwiseOr": object.BitOr, "op_ExclusiveOr": object.BitXor,
	"op_LeftShift": object.ShiftLeft, "op_RightShift": object.ShiftRight,
}

var comparisonOperators = map[string]func(l, r object.Value, ignoreCase bool) (object.Value, error){
	"op_Equality": object.OpEq, "op_Inequality": object.OpNe, "op_GreaterThan": object.OpGt,
	"op_GreaterThanOrEqual": object.OpGe, "op_LessThan": object.OpLt, "op_LessThanOrEqual": object.OpLe,
}

var unaryOperators = map[string]func(object.Value) (object.Value, error){
	"op_UnaryNegation": object.Negate, "op_UnaryPlus": object.UnaryPlus, "op_OnesComplement": object.BitNot,
	"op_Increment": func(v object.Value) (object.Value, error) { return object.Add(v, int32(1)) },
	"op_Decrement": func(v object.Value) (object.Value, error) { return object.Subtract(v, int32(1)) },
}
