package interp

import (
	"github.com/partnershell/partnershell/shell/object"
	"github.com/partnershell/partnershell/shell/syntax"
)

// NoHashtable is the id of ReadDataFile's error about a file without a table.
const NoHashtable = "NoHashtable"

// ReadDataFile reads a .psd1 file: a table of values. It may choose and compute them, but runs nothing except the
// commands that are named.
func (rt *Runtime) ReadDataFile(path string, commands ...string) (*object.Dictionary, error) {
	f, err := rt.scriptFile(path)
	if err != nil {
		return nil, err
	}
	noTable := object.NewError("System.InvalidOperationException", NoHashtable, object.InvalidOperation,
		"The data file '%s' does not hold a hashtable.", path)
	if !holdsHashtable(f.block.ast) {
		return nil, noTable
	}
	if !isData(f.block.ast, commands) {
		return nil, object.NewError("System.InvalidOperationException", "InvalidDataFile", object.InvalidOperation,
			"The data file '%s' holds more than data: commands, methods, assignments and loops are not allowed.", path)
	}
	var out collector
	if err := f.Block().invoke(rt.here(), invokeOptions{out: &out}); err != nil {
		return nil, err
	}
	table, ok := object.Base(out.value()).(*object.Dictionary)
	if !ok {
		return nil, noTable
	}
	return table, nil
}

// holdsHashtable reports whether there is a hashtable anywhere in a file.
func holdsHashtable(file *syntax.ScriptBlock) bool {
	found := false
	syntax.Inspect(file, func(n syntax.Node) bool {
		_, is := n.(*syntax.HashtableExpression)
		found = found || is
		return !found
	})
	return found
}

// isData reports whether a file does nothing but say values. What is not known to be harmless is not.
func isData(file *syntax.ScriptBlock, commands []string) bool {
	data := file.Begin == nil && file.Process == nil && file.Clean == nil && file.DynamicParam == nil &&
		file.ParamBlock == nil
	syntax.Inspect(file, func(n syntax.Node) bool {
		data = data && isDataNode(n, commands)
		return data
	})
	return data
}

func isDataNode(n syntax.Node, commands []string) bool {
	switch n := n.(type) {
	case *syntax.ScriptBlock, *syntax.NamedBlock, *syntax.StatementBlock, *syntax.Pipeline, *syntax.CommandExpression,
		*syntax.IfStatement, *syntax.HashtableExpression, *syntax.ArrayLiteral,
		*syntax.ArrayExpression, *syntax.ParenExpression, *syntax.SubExpression, *syntax.ConstantExpression,
		*syntax.StringConstantExpression, *syntax.ExpandableStringExpression, *syntax.VariableExpression,
		*syntax.IndexExpression, *syntax.TypeExpression, *syntax.TypeConstraint, *syntax.ConvertExpression,
		*syntax.TernaryExpression:
		return true
	case *syntax.UnaryExpression:
		switch n.Operator {
		case syntax.TokPlusPlus, syntax.TokPostfixPlusPlus, syntax.TokMinusMinus, syntax.TokPostfixMinusMinus:
			return false
		}
		return true
	case *syntax.BinaryExpression:
		return n.Operator != syntax.TokMultiply // text and arrays multiplied fill the memory
	case *syntax.Command:
		return isOneOf(n, commands)
	case *syntax.CommandParameter:
		return true
	}
	return false
}

// isOneOf reports whether a command is called by one of the names, as it is written.
func isOneOf(call *syntax.Command, names []string) bool {
	name, ok := call.Elements[0].(*syntax.StringConstantExpression)
	if !ok || call.InvocationOperator != syntax.TokUnknown || len(call.Redirections) > 0 {
		return false
	}
	for _, allowed := range names {
		if object.EqualNames(name.Value, allowed) {
			return true
		}
	}
	return false
}
