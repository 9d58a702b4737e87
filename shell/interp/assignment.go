package interp

import (
	"github.com/partnershell/partnershell/shell/object"
	"github.com/partnershell/partnershell/shell/syntax"
)

// target is something that can be assigned to. What it is made of is evaluated once, also by update.
type target struct {
	set    func(fr *frame, v object.Value) error
	update func(fr *frame, change func(old object.Value) (object.Value, error)) error
	read   evalFn // of a plain variable, where update is no more than read and set; else nil
}

// target compiles the left side of an assignment.
func (c *compiler) target(e syntax.Expression) target {
	switch x := e.(type) {
	case *syntax.VariableExpression:
		return c.variableTarget(x, nil)
	case *syntax.ConvertExpression, *syntax.AttributedExpression:
		return c.attributedTarget(e)
	case *syntax.MemberExpression:
		return c.memberTarget(x)
	case *syntax.InvokeMemberExpression:
		return c.parameterizedTarget(x)
	case *syntax.IndexExpression:
		return c.indexTarget(x)
	case *syntax.ArrayLiteral:
		return c.listTarget(x.Elements)
	case *syntax.ParenExpression:
		if inner := syntax.PureExpression(x.Pipeline); inner != nil {
			return c.target(inner)
		}
	}
	err := runtimeError("InvalidLeftHandSide", object.ParserError, "The assignment expression is not valid.")
	return target{
		set:    func(*frame, object.Value) error { return copyError(err) },
		update: func(*frame, func(object.Value) (object.Value, error)) error { return copyError(err) },
	}
}

// declaration is the type and attributes that stand before a variable that is assigned to.
type declaration struct {
	constraint *typeRef
	attributes []*syntax.Attribute
}

func (c *compiler) attributedTarget(e syntax.Expression) target {
	d := &declaration{}
	for {
		switch x := e.(type) {
		case *syntax.ConvertExpression:
			if d.constraint == nil {
				d.constraint = c.typeRef(x.Type.TypeName)
			}
			e = x.Child
			continue
		case *syntax.AttributedExpression:
			switch a := x.Attribute.(type) {
			case *syntax.Attribute:
				d.attributes = append(d.attributes, a)
			case *syntax.TypeConstraint:
				d.constraint = c.typeRef(a.TypeName)
			}
			e = x.Child
			continue
		case *syntax.VariableExpression:
			return c.variableTarget(x, d)
		}
		return c.castTarget(e, d)
	}
}

// castTarget is [type]$x.y = v: the value is converted on its way.
func (c *compiler) castTarget(e syntax.Expression, d *declaration) target {
	inner := c.target(e)
	if d.constraint == nil {
		return inner
	}
	return target{
		set: func(fr *frame, v object.Value) error {
			t, err := d.constraint.resolve(fr)
			if err != nil {
				return err
			}
			if v, err = convertFor(v, t); err != nil {
				return err
			}
			return inner.set(fr, v)
		},
		update: inner.update,
	}
}

func (c *compiler) variableTarget(x *syntax.VariableExpression, d *declaration) target {
	if x.Drive != "" {
		return driveTarget(object.FoldName(x.Drive), x.Name)
	}
	if object.FoldName(x.Name) == "null" && x.Scope == syntax.ScopeNone {
		ignore := func(fr *frame, change func(object.Value) (object.Value, error)) error {
			_, err := change(nil)
			return err
		}
		return target{set: func(*frame, object.Value) error { return nil }, update: ignore}
	}
	sym := intern(x.Name)
	if sym.folded == "psitem" {
		sym = symItem
	}
	if x.Scope == syntax.ScopeNone && d == nil {
		return c.localTarget(sym)
	}
	read := c.variable(x)
	scoped := x.Scope
	if scoped == syntax.ScopeNone || scoped == syntax.ScopeLocal {
		c.b.declares(sym)
	}
	set := func(fr *frame, v object.Value) error {
		s := qualified(fr.scope, scoped)
		p := place{sym: sym}
		if d != nil {
			return c.declare(fr, s, sym, d, v)
		}
		if err := p.assign(fr.rt, s, v); err != nil {
			return err
		}
		if scoped == syntax.ScopePrivate {
			s.own(sym).change(func(m *varMeta) { m.options |= OptionPrivate })
		}
		return nil
	}
	return target{set: set, update: updateBy(read, set)}
}

// changeVariable is += and its like for a plain variable, the most common target, without the closure of update.
func (t target) changeVariable(right evalFn, op binaryOp, pure bool) func(*frame, bool) (object.Value, error) {
	return func(fr *frame, _ bool) (object.Value, error) {
		old, err := t.read(fr)
		if err != nil {
			return nil, err
		}
		r, err := right(fr)
		if err != nil {
			return nil, err
		}
		v, err := op(old, r)
		if err != nil {
			return nil, err
		}
		if err := t.set(fr, v); err != nil {
			return v, err
		}
		if pure {
			fr.rt.success = true
		}
		return v, nil
	}
}

// updateBy makes an update of a read and a write.
func updateBy(read evalFn, set func(*frame, object.Value) error) func(*frame, func(object.Value) (object.Value, error)) error {
	return func(fr *frame, change func(object.Value) (object.Value, error)) error {
		old, err := read(fr)
		if err != nil {
			return err
		}
		v, err := change(old)
		if err != nil {
			return err
		}
		return set(fr, v)
	}
}

func (c *compiler) localTarget(sym *symbol) target {
	c.b.declares(sym)
	p := &place{sym: sym}
	set := func(fr *frame, v object.Value) error { return p.assign(fr.rt, fr.scope, v) }
	read := func(fr *frame) (object.Value, error) {
		if v := p.forUpdate(fr); v != nil {
			return v.value, nil
		}
		return fr.missingVariable(sym.name, fr.scope)
	}
	return target{set: set, update: updateBy(read, set), read: read}
}

// forUpdate is the variable that += and its like read: in a block that runs in a scope of its own only a local one, else
// what any read would find.
func (p *place) forUpdate(fr *frame) *variable {
	if v := p.local(fr.scope); v != nil && v.set {
		return v
	}
	if fr.block != nil && fr.scope.table == fr.block.table && fr.scope.kind == localScope {
		return nil
	}
	return p.find(fr.scope)
}

// declare gives a variable its type and attributes, and its value.
func (c *compiler) declare(fr *frame, s *scope, sym *symbol, d *declaration, v object.Value) error {
	meta := &varMeta{}
	if d.constraint != nil {
		t, err := d.constraint.resolve(fr)
		if err != nil {
			return err
		}
		meta.constraint = t
	}
	for _, a := range d.attributes {
		attribute, err := c.variableAttribute(fr, a)
		if err != nil {
			return err
		}
		if attribute != nil {
			meta.attributes = append(meta.attributes, attribute)
		}
	}
	existing := s.own(sym)
	if existing != nil && existing.options()&(OptionReadOnly|OptionConstant) != 0 {
		return errNotWritable(sym.name)
	}
	meta.parameter = c.b.table == s.table && len(meta.attributes) == 0 && s.kind == localScope
	if meta.constraint != nil && meta.constraint.FullName() == ns+"PSReference" {
		v = &Reference{rt: fr.rt, v: &variable{value: settle(v), set: true}, sym: intern("")}
		meta.constraint = object.TypeObject
	}
	value, err := meta.admit(fr.rt, sym, v)
	if err != nil {
		if e, ok := err.(*object.ErrorRecord); ok && e.ID == "ValidateSetFailure" {
			e.Exception.Message = "The attribute cannot be added because variable " + sym.name + " with value " +
				object.ToText(v) + " would no longer be valid."
		}
		return err
	}
	slot := s.declare(sym)
	if slot.meta != nil {
		meta.options, meta.description = slot.meta.options, slot.meta.description
	}
	slot.value, slot.meta, slot.set = settle(value), meta, true
	return nil
}

func driveTarget(drive, name string) target {
	read := func(fr *frame) (object.Value, error) { return fr.rt.driveRead(fr, drive, name) }
	set := func(fr *frame, v object.Value) error { return fr.rt.driveWrite(fr, drive, name, v) }
	return target{set: set, update: updateBy(read, set)}
}

func (c *compiler) memberTarget(x *syntax.MemberExpression) target {
	name, computed := c.memberName(x.Member)
	object_ := c.expr(x.Expression)
	reader := object.NewPropertyReader(name)
	locate := func(fr *frame) (object.Value, string, error) {
		v, err := object_(fr)
		if err != nil {
			return nil, "", err
		}
		key, err := nameAt(fr, name, computed)
		return v, key, err
	}
	write := func(fr *frame, v object.Value, key string, value object.Value) error {
		if x.Static {
			t, err := receiverType(fr, v)
			if err != nil {
				return err
			}
			return object.SetStatic(t, key, value)
		}
		return fr.writeMember(v, key, value)
	}
	return target{
		set: func(fr *frame, value object.Value) error {
			v, key, err := locate(fr)
			if err != nil {
				return err
			}
			return write(fr, v, key, settle(value))
		},
		update: func(fr *frame, change func(object.Value) (object.Value, error)) error {
			v, key, err := locate(fr)
			if err != nil {
				return err
			}
			old, err := fr.readForUpdate(v, key, x.Static, reader)
			if err != nil {
				return err
			}
			value, err := change(old)
			if err != nil {
				return err
			}
			return write(fr, v, key, settle(value))
		},
	}
}

func (fr *frame) readForUpdate(v object.Value, key string, static bool, reader *object.PropertyReader) (object.Value, error) {
	if static {
		t, err := receiverType(fr, v)
		if err != nil {
			return nil, err
		}
		value, _, err := object.GetStatic(t, key)
		return value, err
	}
	if reader.Name != key {
		reader = object.NewPropertyReader(key)
	}
	return fr.readMember(v, reader)
}

// writeMember sets a property; a property that a collection lacks is set on its elements.
func (fr *frame) writeMember(v object.Value, name string, value object.Value) error {
	if object.IsNull(v) {
		return runtimeError("PropertyNotFound", object.InvalidOperation,
			"The property '%s' cannot be found on this object. Verify that the property exists and can be set.", name)
	}
	if o, ok := v.(*object.CustomObject); ok {
		if i := o.Shape().Index(object.FoldName(name)); i >= 0 {
			o.SetAt(i, value)
			return nil
		}
	}
	return object.SetProperty(v, name, value)
}

func (c *compiler) indexTarget(x *syntax.IndexExpression) target {
	collection, index := c.expr(x.Target), c.expr(x.Index)
	locate := func(fr *frame) (v, i object.Value, err error) {
		if v, err = collection(fr); err != nil {
			return nil, nil, err
		}
		i, err = index(fr)
		return v, i, err
	}
	return target{
		set: func(fr *frame, value object.Value) error {
			v, i, err := locate(fr)
			if err != nil {
				return err
			}
			return fr.setIndex(v, i, settle(value))
		},
		update: func(fr *frame, change func(object.Value) (object.Value, error)) error {
			v, i, err := locate(fr)
			if err != nil {
				return err
			}
			old, err := fr.getIndex(v, i)
			if err != nil {
				return err
			}
			value, err := change(old)
			if err != nil {
				return err
			}
			return fr.setIndex(v, i, settle(value))
		},
	}
}

// listTarget is $a, $b = …: each takes one element, the last what is left.
func (c *compiler) listTarget(elements []syntax.Expression) target {
	targets := make([]target, len(elements))
	for i, e := range elements {
		targets[i] = c.target(e)
	}
	set := func(fr *frame, v object.Value) error {
		items, ok := object.Elements(v)
		if !ok && !object.IsNothing(v) {
			items = []object.Value{v}
		}
		for i, t := range targets {
			if err := t.set(fr, shareOf(items, i, len(targets))); err != nil {
				return err
			}
		}
		return nil
	}
	return target{set: set, update: func(*frame, func(object.Value) (object.Value, error)) error {
		return runtimeError("InvalidLeftHandSide", object.ParserError, "The assignment expression is not valid.")
	}}
}

// shareOf is what target i of n gets of the items.
func shareOf(items []object.Value, i, n int) object.Value {
	switch {
	case i >= len(items):
		return nil
	case i == n-1 && len(items) > n:
		return object.NewArray(append([]object.Value(nil), items[i:]...)...)
	}
	return items[i]
}

// assignment compiles an assignment as a statement.
func (c *compiler) assignment(x *syntax.AssignmentStatement) stmtFn {
	fn := c.assign(x)
	return func(fr *frame) error {
		_, err := fn(fr, false)
		return err
	}
}

// assignmentValue compiles an assignment whose value is used.
func (c *compiler) assignmentValue(x *syntax.AssignmentStatement) evalFn {
	fn := c.assign(x)
	return func(fr *frame) (object.Value, error) { return fn(fr, true) }
}

// assign compiles an assignment; the result is the value that was assigned.
func (c *compiler) assign(x *syntax.AssignmentStatement) func(fr *frame, wanted bool) (object.Value, error) {
	left := c.target(x.Left)
	right := c.valueOf(x.Right)
	pure := isPure(x.Right)
	switch x.Operator {
	case syntax.TokEquals:
		return func(fr *frame, _ bool) (object.Value, error) {
			v, err := right(fr)
			if err != nil {
				return nil, err
			}
			if err := left.set(fr, v); err != nil {
				return nil, err
			}
			if pure {
				fr.rt.success = true
			}
			return v, nil
		}
	case syntax.TokQuestionQuestionEquals:
		return c.coalesceAssign(x, right)
	}
	op := operator(x.Operator)
	if left.read != nil {
		return left.changeVariable(right, op, pure)
	}
	update := left.update
	return func(fr *frame, _ bool) (object.Value, error) {
		var result object.Value
		err := update(fr, func(old object.Value) (object.Value, error) {
			r, err := right(fr)
			if err != nil {
				return nil, err
			}
			result, err = op(old, r)
			return result, err
		})
		if err == nil && pure {
			fr.rt.success = true
		}
		return result, err
	}
}

func (c *compiler) coalesceAssign(x *syntax.AssignmentStatement, right evalFn) func(fr *frame, wanted bool) (object.Value, error) {
	left, read := c.target(x.Left), c.expr(x.Left)
	return func(fr *frame, _ bool) (object.Value, error) {
		strict := fr.scope.strict
		fr.scope.strict = 0
		old, err := read(fr)
		fr.scope.strict = strict
		if err != nil || !object.IsNull(old) {
			return old, err
		}
		v, err := right(fr)
		if err != nil {
			return nil, err
		}
		return v, left.set(fr, v)
	}
}
