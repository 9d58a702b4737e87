package interp

import (
	"github.com/partnershell/partnershell/shell/object"
	"github.com/partnershell/partnershell/shell/syntax"
)

// variable compiles the reading of a variable.
func (c *compiler) variable(x *syntax.VariableExpression) evalFn {
	if x.Drive != "" {
		return c.driveItem(x)
	}
	switch x.Scope {
	case syntax.ScopeNone, syntax.ScopeVariable:
		return c.plainVariable(x.Name)
	case syntax.ScopeUsing:
		return c.usingVariable(x)
	}
	sym, qualifier := intern(x.Name), x.Scope
	return func(fr *frame) (object.Value, error) {
		s := qualified(fr.scope, qualifier)
		if v := s.own(sym); v != nil {
			return v.value, nil
		}
		if v := rtSpecial(fr, sym, s); v != nil {
			return *v, nil
		}
		if s != fr.scope && qualifier != syntax.ScopeLocal {
			if v := fr.rt.allScope[sym]; v != nil && v.set {
				return v.value, nil
			}
		}
		return fr.missingVariable(x.UserPath, s)
	}
}

// qualified is the scope that a qualifier names.
func qualified(s *scope, q syntax.ScopeQualifier) *scope {
	switch q {
	case syntax.ScopeGlobal:
		return s.global()
	case syntax.ScopeScript:
		return s.script()
	}
	return s
}

func (c *compiler) plainVariable(name string) evalFn {
	sym := intern(name)
	if sym.folded == "psitem" {
		sym = symItem
	}
	switch sym.folded {
	case "?":
		return func(fr *frame) (object.Value, error) { return fr.rt.success, nil }
	case "myinvocation", "psboundparameters", "psscriptroot", "pscommandpath", "pscmdlet":
		return c.invocationVariable(sym)
	}
	if sym == symItem {
		return itemVariable
	}
	p := &place{sym: sym}
	return func(fr *frame) (object.Value, error) {
		s := fr.scope
		if p.table == s.table && p.index >= 0 && int(p.index) < len(s.fixed) {
			if v := &s.fixed[p.index]; v.set {
				return v.value, nil
			}
		}
		if v := p.find(s); v != nil {
			return v.value, nil
		}
		return fr.missingVariable(sym.name, s)
	}
}

// itemVariable reads $_, which has the first slot of every scope.
func itemVariable(fr *frame) (object.Value, error) {
	for s := fr.scope; s != nil; s = s.parent {
		if len(s.fixed) > slotItem {
			if s.fixed[slotItem].set {
				return s.fixed[slotItem].value, nil
			}
		} else if v := s.at(slotItem); v != nil && v.set {
			return v.value, nil
		}
	}
	return fr.missingVariable("_", fr.scope)
}

// missingVariable is the value of a variable that does not exist: $null, or an error in strict mode.
func (fr *frame) missingVariable(name string, s *scope) (object.Value, error) {
	if fr.scope.strict == 0 {
		return nil, nil
	}
	switch object.FoldName(name) {
	case "_", "args", "input", "psitem", "matches", "lastexitcode":
		if object.FoldName(name) != "lastexitcode" && object.FoldName(name) != "matches" {
			return nil, nil
		}
	}
	e := runtimeError("VariableIsUndefined", object.InvalidOperation,
		"The variable '$%s' cannot be retrieved because it has not been set.", name)
	e.Target, e.TargetName, e.TargetType = name, name, "String"
	return nil, e
}

// invocationVariable reads one of the variables that tell a block how it was called.
func (c *compiler) invocationVariable(sym *symbol) evalFn {
	p := &place{sym: sym}
	return func(fr *frame) (object.Value, error) {
		for s := fr.scope; s != nil; s = s.parent {
			if v := p.local(s); v != nil && v.set {
				return v.value, nil
			}
			if v := rtSpecial(fr, sym, s); v != nil {
				return *v, nil
			}
		}
		return fr.missingVariable(sym.name, fr.scope)
	}
}

// rtSpecial is the value of an invocation variable in a scope; nil if the scope has none.
func rtSpecial(fr *frame, sym *symbol, s *scope) *object.Value {
	inv := s.call
	if inv == nil {
		return nil
	}
	var v object.Value
	switch sym {
	case symMyInvocation:
		v = inv.invocationInfo(fr.rt)
	case symBound:
		if inv.bound == nil {
			inv.bound = newBoundDictionary()
		}
		v = inv.bound
	case symScriptRoot:
		v = inv.scriptRoot()
	case symCommandPath:
		v = inv.scriptPath()
	case symCmdlet:
		if inv.cmdlet == nil {
			return nil
		}
		v = inv.cmdlet
	default:
		return nil
	}
	return &v
}

// driveItem compiles $env:X, $function:x, $alias:x …
func (c *compiler) driveItem(x *syntax.VariableExpression) evalFn {
	drive, name := object.FoldName(x.Drive), x.Name
	return func(fr *frame) (object.Value, error) { return fr.rt.driveRead(fr, drive, name) }
}

// increment compiles ++ and --. wanted says whether its value is needed.
func (c *compiler) increment(x *syntax.UnaryExpression, wanted bool) evalFn {
	delta := int32(1)
	if x.Operator == syntax.TokMinusMinus || x.Operator == syntax.TokPostfixMinusMinus {
		delta = -1
	}
	postfix := x.Operator == syntax.TokPostfixPlusPlus || x.Operator == syntax.TokPostfixMinusMinus
	target := c.target(x.Child)
	step := func(fr *frame, old object.Value) (object.Value, error) { return incremented(old, delta) }
	if v, ok := x.Child.(*syntax.VariableExpression); ok && v.Scope == syntax.ScopeNone && v.Drive == "" {
		return c.incrementVariable(v, delta, postfix)
	}
	return func(fr *frame) (object.Value, error) {
		var before, after object.Value
		err := target.update(fr, func(old object.Value) (object.Value, error) {
			var err error
			before = old
			after, err = step(fr, old)
			return after, err
		})
		if err != nil {
			return nil, err
		}
		if postfix {
			return numberOrZero(before), nil
		}
		return after, nil
	}
}

func (c *compiler) incrementVariable(x *syntax.VariableExpression, delta int32, postfix bool) evalFn {
	sym := intern(x.Name)
	c.b.declares(sym)
	p := &place{sym: sym}
	return func(fr *frame) (object.Value, error) {
		v := p.local(fr.scope)
		if v != nil && v.set && v.meta == nil {
			if n, ok := v.value.(int32); ok {
				if next := int64(n) + int64(delta); next == int64(int32(next)) {
					before := v.value
					v.value = object.Int32(int32(next))
					if postfix {
						return before, nil
					}
					return v.value, nil
				}
			}
		}
		var before object.Value
		if found := p.find(fr.scope); found != nil {
			before = found.value
		} else if fr.scope.strict > 0 {
			if _, err := fr.missingVariable(sym.name, fr.scope); err != nil {
				return nil, err
			}
		}
		after, err := incremented(before, delta)
		if err != nil {
			return nil, err
		}
		if err := p.assign(fr.rt, fr.scope, after); err != nil {
			return nil, err
		}
		if postfix {
			return numberOrZero(before), nil
		}
		return after, nil
	}
}

func numberOrZero(v object.Value) object.Value {
	if object.IsNull(v) {
		return int32(0)
	}
	return v
}

// incremented is v plus or minus one; only numbers (and nothing) can be.
func incremented(v object.Value, delta int32) (object.Value, error) {
	switch n := object.Base(v).(type) {
	case nil:
		return object.Int32(delta), nil
	case int32:
		if next := int64(n) + int64(delta); next == int64(int32(next)) {
			return object.Int32(int32(next)), nil
		}
		return float64(n) + float64(delta), nil
	case string, bool, *object.Array, *object.Dictionary, *object.CustomObject, object.DateTime, object.Char, *object.List:
		return nil, notIncrementable(v, delta)
	}
	if object.IsNothing(v) {
		return object.Int32(delta), nil
	}
	if delta < 0 {
		return object.Subtract(v, int32(1))
	}
	return object.Add(v, int32(1))
}

func notIncrementable(v object.Value, delta int32) error {
	operator := "++"
	if delta < 0 {
		operator = "--"
	}
	return runtimeError("OperatorRequiresNumber", object.InvalidOperation,
		"The '%s' operator works only on numbers. The operand is a '%s'.", operator, object.TypeOf(v).FullName())
}
