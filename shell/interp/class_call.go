package interp

import (
	"github.com/partnershell/partnershell/shell/object"
	"github.com/partnershell/partnershell/shell/syntax"
)

// rawError carries an error of a script's method through package object, which wraps those of .NET methods.
type rawError struct{ record *object.ErrorRecord }

func (e *rawError) Error() string { return e.record.Error() }

// Unwrap lets errors.As find the record.
func (e *rawError) Unwrap() error { return e.record }

// raw protects an error from being wrapped.
func raw(v object.Value, err error) (object.Value, error) {
	if e, ok := err.(*object.ErrorRecord); ok {
		return nil, &rawError{e}
	}
	return v, err
}

// unwrapRaw takes the protection off again.
func unwrapRaw(err error) error {
	if r, ok := err.(*rawError); ok {
		return r.record
	}
	return err
}

// setStatics gives the static properties their first values and runs the static constructor, when the class is first
// used.
func (c *scriptClass) setStatics() error {
	if c.ready {
		return c.failed
	}
	c.ready = true
	err := c.initializeStatics()
	if _, lasting := err.(*object.Exception); lasting {
		c.failed = err
	} else {
		c.ready = err == nil // who stops a script does not spoil the class
	}
	return err
}

func (c *scriptClass) initializeStatics() error {
	fr := c.frameFor(nil, newSlotTable())
	fr.block = c.block
	for _, f := range c.statics {
		f.value = object.DefaultValue(f.kind)
	}
	for _, f := range c.statics {
		if f.initial == nil {
			continue
		}
		v, err := f.initial(fr)
		if err != nil {
			return c.initializerFailed(err)
		}
		if f.value, err = f.admit(settle(v)); err != nil {
			return c.initializerFailed(err)
		}
	}
	if c.static != nil {
		if _, err := c.static.call(nil, nil); err != nil {
			return c.initializerFailed(err)
		}
	}
	return nil
}

// initializerFailed is the error of a class whose static part failed.
func (c *scriptClass) initializerFailed(err error) error {
	record, ok := unwrapRaw(err).(*object.ErrorRecord)
	if !ok {
		return err
	}
	e := object.NewException("System.TypeInitializationException", "The type initializer for '%s' threw an exception.", c.t.FullName())
	e.Inner = record.Exception
	return e
}

// create makes an instance by a constructor.
func (c *scriptClass) create(ctor *classMethod, args []object.Value) (object.Value, error) {
	if err := c.setStatics(); err != nil {
		return nil, err
	}
	o, err := c.allocate()
	if err != nil {
		return nil, err
	}
	if err := c.initialize(o); err != nil {
		return nil, err
	}
	return o, c.construct(o, ctor, args)
}

// allocate makes the bare object: an exception for classes derived from one, else a row of fields.
func (c *scriptClass) allocate() (object.Value, error) {
	root := c.t
	for root.Script != nil {
		root = root.Base()
	}
	if root == object.TypeObject || root == nil {
		return c.newInstance(), nil
	}
	if root.AssignableTo(object.TypeException) {
		return &object.Exception{Class: c.t}, nil
	}
	v, err := object.New(root, nil)
	if err != nil {
		v = nil // an abstract class, or one that scripts cannot make: the fields are all there is
	}
	switch x := v.(type) {
	case *object.List:
		x.ListType = c.t
		return x, nil
	case *object.Dictionary:
		x.DictType = c.t
		return x, nil
	}
	return c.newInstance(), nil
}

// initialize gives the properties their first values, base classes first.
func (c *scriptClass) initialize(o object.Value) error {
	if c.base != nil {
		if err := c.base.initialize(o); err != nil {
			return err
		}
	}
	if len(c.fields) == 0 {
		return nil
	}
	if err := c.rt.descend(); err != nil {
		return err // a property that is first a new object of the class
	}
	defer func() { c.rt.depth-- }()
	var fr *frame
	for _, f := range c.fields {
		if f.initial == nil {
			f.write(o, object.DefaultValue(f.kind))
			continue
		}
		if fr == nil {
			fr = c.frameFor(o, newSlotTable())
			fr.block = c.block
		}
		v, err := f.initial(fr)
		if err != nil {
			return err
		}
		if v, err = convertFor(settle(v), f.kind); err != nil {
			return err
		}
		f.write(o, v)
	}
	return nil
}

// frameFor is a frame with $this set.
func (c *scriptClass) frameFor(this object.Value, table *slotTable) *frame {
	rt := c.rt
	here := rt.here()
	parent := here.scope
	if c.module != parent.module {
		if c.module != nil {
			parent = c.module.scope
		} else {
			parent = rt.global
		}
	}
	s := newScope(parent, table, localScope)
	fr := &frame{rt: rt, scope: s, out: discard{}, streams: rt.streams, call: &invocation{}}
	if this != nil {
		s.fixed[slotThis] = variable{value: this, set: true}
	}
	return fr
}

// construct runs a constructor: the base class's first.
func (c *scriptClass) construct(o object.Value, ctor *classMethod, args []object.Value) error {
	if ctor.block == nil {
		return c.constructBase(o, nil)
	}
	if err := ctor.block.prepare(c.rt); err != nil {
		return err
	}
	fr := c.frameFor(o, ctor.block.table)
	fr.block = ctor.block
	ctor.bind(fr, args)
	var baseArgs []object.Value
	if ctor.callsBase {
		var err error
		if baseArgs, err = evalArgs(fr, ctor.baseArgs); err != nil {
			return err
		}
	}
	if err := c.constructBase(o, baseArgs); err != nil {
		return err
	}
	_, err := ctor.runBody(fr)
	return err
}

// constructBase runs the base class's constructor that fits the arguments.
func (c *scriptClass) constructBase(o object.Value, args []object.Value) error {
	if c.base == nil {
		return constructNative(o, args)
	}
	for _, candidate := range c.base.ctors {
		if converted, ok := candidate.convert(args); ok {
			return c.base.construct(o, candidate, converted)
		}
	}
	return object.NewError(ns+"MethodException", "MethodCountCouldNotFindBest", object.NotSpecified,
		"Cannot find an overload for \"new\" and the argument count: \"%d\".", len(args))
}

// constructNative applies the arguments for a .NET base class.
func constructNative(o object.Value, args []object.Value) error {
	e, ok := o.(*object.Exception)
	if !ok {
		return nil
	}
	e.Message = "Exception of type '" + e.Class.FullName() + "' was thrown."
	if len(args) > 0 {
		e.Message = object.ToText(args[0])
	}
	if len(args) > 1 {
		e.Inner, _ = object.Base(args[1]).(*object.Exception)
	}
	return nil
}

// convert converts arguments to the method's parameters; false if they do not fit.
func (m *classMethod) convert(args []object.Value) ([]object.Value, bool) {
	if len(args) != len(m.parameters) {
		return nil, false
	}
	converted := make([]object.Value, len(args))
	for i, a := range args {
		v, err := convertFor(a, m.parameters[i].kind)
		if err != nil {
			return nil, false
		}
		converted[i] = v
	}
	return converted, true
}

// bind sets the parameters' variables.
func (m *classMethod) bind(fr *frame, args []object.Value) {
	for i, p := range m.parameters {
		slot := fr.scope.declare(p.sym)
		slot.set = true
		if i < len(args) {
			slot.value = args[i]
		}
		if p.kind != object.TypeObject && p.kind.FullName() != ns+"PSReference" {
			slot.meta = &varMeta{constraint: p.kind, parameter: true}
		}
	}
}

// call runs the method.
func (m *classMethod) call(this object.Value, args []object.Value) (object.Value, error) {
	if err := m.block.prepare(m.class.rt); err != nil {
		return nil, err
	}
	if m.static {
		if err := m.class.setStatics(); err != nil {
			return nil, err
		}
	}
	fr := m.class.frameFor(this, m.block.table)
	fr.block = m.block
	m.bind(fr, args)
	return m.runBody(fr)
}

// written is the method's name in the script: a constructor is named like its class.
func (m *classMethod) written() string {
	if m.name == "new" {
		return m.class.t.Name()
	}
	return m.name
}

// runBody runs the code of a method; only return gives a result, and errors end it.
func (m *classMethod) runBody(fr *frame) (object.Value, error) {
	rt := fr.rt
	fr.call.fn = &Function{Name: m.written(), rt: rt, block: m.block}
	if m.block.end == nil {
		return m.convertResult(nil)
	}
	if err := rt.push(fr); err != nil {
		return nil, err
	}
	rt.inTry++
	err := m.block.end(fr)
	rt.inTry--
	if e, ok := err.(*object.ErrorRecord); ok {
		fr.locate(e)
	}
	rt.pop(fr)
	if err != nil && err != errReturn {
		return nil, err
	}
	return m.convertResult(fr.result)
}

func (m *classMethod) convertResult(v object.Value) (object.Value, error) {
	if m.result == nil || m.result == object.TypeVoid {
		return object.Nothing, nil
	}
	return convertFor(settle(v), m.result)
}

// returnValue compiles the expression of a return in a method: its value is the result.
func (c *compiler) returnValue(s syntax.Statement) stmtFn {
	value := c.valueOf(s)
	return func(fr *frame) error {
		v, err := value(fr)
		fr.result = v
		return err
	}
}

// invokeAsBase compiles ([Base]$this).Method(): the method of that class, not of the object's own.
func (c *compiler) invokeAsBase(x *syntax.InvokeMemberExpression, name string, args []evalFn) evalFn {
	paren, ok := x.Expression.(*syntax.ParenExpression)
	if !ok || name == "" {
		return nil
	}
	cast, ok := syntax.PureExpression(paren.Pipeline).(*syntax.ConvertExpression)
	if !ok {
		return nil
	}
	v, ok := cast.Child.(*syntax.VariableExpression)
	if !ok || !object.EqualNames(v.Name, "this") {
		return nil
	}
	ref, this := c.typeRef(cast.Type.TypeName), c.expr(v)
	var cache object.MethodCache
	return func(fr *frame) (object.Value, error) {
		o, err := this(fr)
		if err != nil {
			return nil, err
		}
		t, err := ref.resolve(fr)
		if err != nil {
			return nil, err
		}
		values, err := evalArgs(fr, args)
		if err != nil {
			return nil, err
		}
		return fr.callBase(&cache, o, t, name, values)
	}
}

func (fr *frame) callBase(cache *object.MethodCache, o object.Value, t *object.Type, name string, args []object.Value) (object.Value, error) {
	if class, ok := t.Script.(*scriptClass); ok {
		for at := class; at != nil; at = at.base {
			for _, m := range at.methods {
				if converted, fits := m.convert(args); fits && object.EqualNames(m.name, name) {
					return m.call(object.Base(o), converted)
				}
			}
		}
	}
	for root := t; root != nil; root = root.Base() {
		if root.Script != nil {
			continue
		}
		if m := root.InstanceMember(name); m != nil {
			for _, overload := range m.Overloads {
				return overload.Call(object.Base(o), args)
			}
		}
		break
	}
	return fr.callMethod(cache, o, name, args)
}
