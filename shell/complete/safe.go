package complete

import (
	"strings"

	"github.com/partnershell/partnershell/shell/object"
	"github.com/partnershell/partnershell/shell/syntax"
)

// safeValue evaluates what can be evaluated without effects: constants, type literals, variables of the session that
// the text does not assign, and their elements.
func (r *request) safeValue(n syntax.Node) (object.Value, bool) {
	switch x := n.(type) {
	case *syntax.ConstantExpression:
		return x.Value, object.TypeOf(x.Value) != object.TypeObject
	case *syntax.StringConstantExpression:
		return x.Value, true
	case *syntax.TypeExpression:
		t := r.rt.LookupType(typeText(x.TypeName))
		return t, t != nil
	case *syntax.VariableExpression:
		return r.safeVariable(x)
	case *syntax.ParenExpression:
		if p, ok := x.Pipeline.(*syntax.Pipeline); ok {
			if e := syntax.PureExpression(p); e != nil {
				return r.safeValue(e)
			}
		}
	case *syntax.IndexExpression:
		return r.safeElement(x)
	}
	return nil, false
}

func (r *request) safeVariable(x *syntax.VariableExpression) (object.Value, bool) {
	name := object.FoldName(x.Name)
	if !x.IsVariable() || name == "_" || name == "psitem" || name == "this" || len(r.textVariable(x.Name)) > 0 {
		return nil, false
	}
	return r.rt.Variable(x.UserPath)
}

func (r *request) safeElement(x *syntax.IndexExpression) (object.Value, bool) {
	target, ok := r.safeValue(x.Target)
	if !ok {
		return nil, false
	}
	index, ok := r.safeValue(x.Index)
	if !ok {
		return nil, false
	}
	if d, isTable := object.Base(target).(*object.Dictionary); isTable {
		return d.Get(index)
	}
	items, isList := object.Elements(target)
	i, err := object.ToInt(index)
	if !isList || err != nil {
		return nil, false
	}
	if i < 0 {
		i += len(items)
	}
	if i < 0 || i >= len(items) {
		return nil, false
	}
	return items[i], true
}

// safeText is the text of a word or string, variables in it replaced by their values; ok is false if that would run
// something.
func (r *request) safeText(n syntax.Node) (text string, ok bool) {
	switch x := n.(type) {
	case *syntax.StringConstantExpression:
		return x.Value, true
	case *syntax.VariableExpression:
		v, ok := r.rt.Variable(x.UserPath)
		if !ok || object.IsNull(v) {
			return "", false
		}
		return object.ToText(v), true
	case *syntax.ExpandableStringExpression:
		var b strings.Builder
		for _, part := range x.Parts {
			text, ok := r.safeText(part)
			if !ok {
				return "", false
			}
			b.WriteString(text)
		}
		return b.String(), true
	}
	return "", false
}
