package object

import (
	"errors"
	"sync/atomic"
)

// InvokeMethod calls a method of v, choosing the overload as PowerShell does.
func InvokeMethod(v Value, name string, args []Value) (Value, error) {
	var site MethodCache
	return site.Invoke(v, name, args)
}

// InvokeStatic calls a static method of t; "new" makes an object.
func InvokeStatic(t *Type, name string, args []Value) (Value, error) {
	var site MethodCache
	return site.InvokeStatic(t, name, args)
}

// New makes an object of type t: [T]::new(args).
func New(t *Type, args []Value) (Value, error) { return InvokeStatic(t, constructorName, args) }

// MethodCache remembers, for one place in a script, which overload was chosen last: the next call with a receiver and
// arguments of the same types skips the choice. The zero value is ready for use; it is safe for concurrent use. It
// must always be used with the same method name.
type MethodCache struct {
	last atomic.Pointer[resolved]
}

// cachedArguments is the number of arguments up to which a choice is remembered.
const cachedArguments = 4

// resolved is an overload that was chosen for a receiver and arguments of certain types.
type resolved struct {
	receiver *Type
	static   bool
	count    int
	types    [cachedArguments]*Type
	choice   *candidate
}

// Invoke is InvokeMethod with the cache.
func (c *MethodCache) Invoke(v Value, name string, args []Value) (Value, error) {
	if IsNull(v) {
		if m := intrinsicMethod(v, name); m != nil {
			return &List{ListType: objectCollection()}, nil // $null.Where{…} is empty
		}
		return nil, NewError("System.Management.Automation.RuntimeException", "InvokeMethodOnNull", InvalidOperation,
			"You cannot call a method on a null-valued expression.")
	}
	if extra := ExtraMembers(v); extra != nil {
		if m := findIn(extra, name); m != nil {
			return callExtra(v, m, args)
		}
	}
	recv := Base(v)
	t := TypeOf(recv)
	if choice := c.recall(t, false, args); choice != nil {
		return choice.invoke(recv, name, args)
	}
	if m := typeMember(v, name); m != nil {
		return callExtra(v, m, args)
	}
	m := t.InstanceMember(name)
	if m == nil {
		if m := intrinsicMethod(v, name); m != nil {
			return m.Overloads[0].Call(v, args)
		}
		return invokeAccessor(v, t, name, args)
	}
	return c.choose(t, recv, m, name, args)
}

// invokeAccessor calls get_X() and set_X(value), the methods behind every property.
func invokeAccessor(v Value, t *Type, name string, args []Value) (Value, error) {
	if len(name) > 4 && name[3] == '_' {
		m := t.InstanceMember(name[4:])
		switch {
		case m == nil || m.IsMethod():
		case EqualNames(name[:3], "get") && len(args) == 0:
			value, _, err := readMember(v, m)
			return value, err
		case EqualNames(name[:3], "set") && len(args) == 1:
			return Nothing, writeMember(v, m, args[0])
		}
	}
	return nil, methodNotFound(t, name)
}

// InvokeStatic is the function InvokeStatic with the cache.
func (c *MethodCache) InvokeStatic(t *Type, name string, args []Value) (Value, error) {
	if choice := c.recall(t, true, args); choice != nil {
		return choice.invoke(nil, name, args)
	}
	if t.elem != nil && EqualNames(name, constructorName) {
		return newArray(t, args)
	}
	m := t.StaticMember(name)
	if EqualNames(name, constructorName) {
		if v, ok := t.emptyValue(args); ok {
			return v, nil
		}
		if m == nil {
			return nil, noOverload(constructorName, len(args))
		}
	}
	if m == nil {
		return nil, methodNotFound(t, name)
	}
	return c.choose(t, nil, m, name, args)
}

// emptyValue is [T]::new() of a value type that declares no constructor without arguments.
func (t *Type) emptyValue(args []Value) (v Value, ok bool) {
	if len(args) > 0 || t.kind != StructType && t.kind != EnumType || hasDefaultConstructor(t) {
		return nil, false
	}
	v = DefaultValue(t)
	return v, v != nil
}

// recall returns the remembered choice if it fits this call.
func (c *MethodCache) recall(t *Type, static bool, args []Value) *candidate {
	r := c.last.Load()
	if r == nil || r.receiver != t || r.static != static || r.count != len(args) {
		return nil
	}
	for i, a := range args {
		if TypeOf(a) != r.types[i] {
			return nil
		}
	}
	return r.choice
}

// remember keeps a choice, unless an argument is a reference, whose meaning depends on more than its type.
func (c *MethodCache) remember(t *Type, static bool, args []Value, choice *candidate) {
	if len(args) > cachedArguments {
		return
	}
	r := &resolved{receiver: t, static: static, count: len(args), choice: choice}
	for i, a := range args {
		if _, isRef := Base(a).(Reference); isRef {
			return
		}
		r.types[i] = TypeOf(a)
	}
	c.last.Store(r)
}

// choose finds the overload for the arguments and calls it.
func (c *MethodCache) choose(t *Type, recv Value, m *Member, name string, args []Value) (Value, error) {
	group := m.group
	if group == nil {
		group = newMethodGroup(m.Overloads)
	}
	signatures := group.usable()
	if len(signatures) == 0 {
		if t.abstract && EqualNames(name, constructorName) {
			return nil, noOverload(name, len(args))
		}
		return nil, methodNotFound(t, name)
	}
	choice, several := chooseOverload(signatures, args)
	if choice != nil && len(signatures) == 1 && t.generic != "" && !choice.acceptable(args) {
		choice = nil // methods of generic types are weighed even where there is only one
	}
	switch {
	case choice == nil:
		return nil, noOverload(m.Name, len(args))
	case several:
		return nil, NewError(methodException, "MethodCountCouldNotFindBest", NotSpecified,
			"Multiple ambiguous overloads found for \"%s\" and the argument count: \"%d\".", m.Name, len(args))
	}
	c.remember(t, m.Static, args, choice)
	return choice.invoke(recv, m.Name, args)
}

const methodException = "System.Management.Automation.MethodException"

func noOverload(name string, count int) *ErrorRecord {
	return NewError(methodException, "MethodCountCouldNotFindBest", NotSpecified,
		"Cannot find an overload for \"%s\" and the argument count: \"%d\".", name, count)
}

func methodNotFound(t *Type, name string) *ErrorRecord {
	return NewError("System.Management.Automation.RuntimeException", "MethodNotFound", InvalidOperation,
		"Method invocation failed because [%s] does not contain a method named '%s'.", t.FullName(), name)
}

// ErrNotImplemented is returned by a library method for arguments that it does not support: the call then fails as if
// the method did not exist.
var ErrNotImplemented = errors.New("not implemented")

// invoke converts the arguments and runs the overload.
func (c *candidate) invoke(recv Value, name string, args []Value) (Value, error) {
	converted, err := c.convertArguments(name, args)
	if err != nil {
		return nil, err
	}
	result, err := c.overload.Call(recv, converted)
	if err != nil {
		return nil, wrapMethodError(err, recv, name, len(args))
	}
	return result, nil
}

// wrapMethodError makes MethodInvocationException of what a method threw; the engine's own control flow passes.
func wrapMethodError(err error, recv Value, name string, count int) error {
	var inner *Exception
	switch e := err.(type) {
	case *Exception:
		inner = e
	case *ErrorRecord:
		inner = e.Exception
	default:
		switch {
		case err != ErrNotImplemented:
			return err
		case recv == nil: // a static method or constructor
			return noOverload(name, count)
		}
		return methodNotFound(TypeOf(recv), name)
	}
	if name == constructorName {
		name = ".ctor"
	}
	wrapped := NewError("System.Management.Automation.MethodInvocationException", inner.Class.Name(), NotSpecified,
		"Exception calling \"%s\" with \"%d\" argument(s): \"%s\"", name, count, inner.Message)
	wrapped.Exception.Inner = inner
	return wrapped
}

// convertArguments makes the values that the overload's function gets: one for each parameter.
func (c *candidate) convertArguments(name string, args []Value) ([]Value, error) {
	if c.fits(args) {
		for i := len(args); i < len(c.parameters); i++ {
			args = append(args, Missing)
		}
		return args, nil
	}
	if name == constructorName {
		name = ".ctor"
	}
	converted := make([]Value, len(c.parameters))
	fixed := len(c.parameters)
	if c.expanded {
		fixed--
	}
	for i := range min(fixed, len(args)) {
		v, err := c.convertArgument(name, i, args[i], c.types[i])
		if err != nil {
			return nil, err
		}
		converted[i] = v
	}
	for i := len(args); i < fixed; i++ {
		converted[i] = Missing
	}
	if !c.expanded {
		return converted, nil
	}
	rest := &Array{Elem: c.elementType(), Items: make([]Value, 0, max(0, len(args)-fixed))}
	for i := fixed; i < len(args); i++ {
		v, err := c.convertArgument(name, fixed, args[i], rest.Elem)
		if err != nil {
			return nil, err
		}
		rest.Items = append(rest.Items, v)
	}
	converted[fixed] = rest
	return converted, nil
}

// fits reports that the arguments are the first parameters already, so that there is nothing to convert.
func (c *candidate) fits(args []Value) bool {
	if c.expanded || len(args) > len(c.parameters) {
		return false
	}
	for i, a := range args {
		if _, wrapped := a.(*PSObject); wrapped || a == nil || c.parameters[i].reference || TypeOf(a) != c.types[i] {
			return false
		}
	}
	return true
}

// elementType is the type of the elements of the Params array.
func (c *candidate) elementType() *Type {
	last := len(c.parameters) - 1
	if len(c.types) > last {
		return c.types[last]
	}
	if c.generic != nil {
		return TypeObject
	}
	return c.parameters[last].typ.elem
}

type missing struct{}

// Missing stands for an optional parameter that the call left out.
var Missing Value = missing{}

// convertArgument converts one argument to the type of its parameter.
func (c *candidate) convertArgument(name string, i int, arg Value, t *Type) (Value, error) {
	p := &c.parameters[i]
	if p.reference {
		if r, ok := Base(arg).(Reference); ok {
			return r, nil
		}
		return nil, NewError(methodException, "NonRefArgumentToRefParameterMsg", NotSpecified,
			"Argument: '%d' should be a System.Management.Automation.PSReference. Use [ref].", i+1)
	}
	v, err := convertTo(arg, t)
	if err == nil {
		return v, nil
	}
	cause, ok := err.(*ErrorRecord)
	if !ok {
		return nil, err
	}
	e := NewError(methodException, "MethodArgumentConversionInvalidCastArgument", NotSpecified,
		"Cannot convert argument \"%s\", with value: \"%s\", for \"%s\" to type \"%s\": \"%s\"",
		p.name, ToText(arg), name, t.FullName(), cause.Exception.Message)
	e.Exception.Inner = ConversionCause(cause)
	return nil, e
}

// ConversionCause is the PSInvalidCastException of a failed conversion.
func ConversionCause(e *ErrorRecord) *Exception {
	if e.Exception.Inner != nil && e.Exception.Class.Name() == "RuntimeException" {
		return e.Exception.Inner
	}
	return e.Exception
}

// convertTo is Convert for arguments and property values: what fits already passes as it is.
func convertTo(arg Value, t *Type) (Value, error) {
	base := Base(arg)
	from := TypeOf(base)
	switch {
	case from == t && t != nil:
		return base, nil
	case base == NullString:
		return nil, nil
	case t == TypePSObject:
		return arg, nil
	case t == TypeObject:
		if IsNothing(base) {
			return nil, nil
		}
		return base, nil
	case from == nil && rankOfNull(t) == rankNullToRef, from == nil && t.generic == nullableName:
		return nil, nil
	case from != nil && assignable(from, t):
		return base, nil
	case IsDelegateType(t):
		if f, ok := base.(Callable); ok {
			return &Delegate{DelegateType: t, Block: f}, nil
		}
	}
	return Convert(arg, t)
}

type nullString struct{}

// NullString is [NullString]::Value: a null that stays null when a method wants text.
var NullString Value = nullString{}
