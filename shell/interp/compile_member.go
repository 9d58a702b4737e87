package interp

import (
	"github.com/partnershell/partnershell/shell/object"
	"github.com/partnershell/partnershell/shell/syntax"
)

// memberName compiles the name of a member: constant, or computed by an expression.
func (c *compiler) memberName(e syntax.Expression) (name string, computed evalFn) {
	if s, ok := e.(*syntax.StringConstantExpression); ok {
		return s.Value, nil
	}
	if v, ok := constantOf(e); ok && v != nil {
		return object.ToText(v), nil
	}
	return "", c.expr(e)
}

// nameAt is the member's name for this evaluation.
func nameAt(fr *frame, name string, computed evalFn) (string, error) {
	if computed == nil {
		return name, nil
	}
	v, err := computed(fr)
	if err != nil {
		return "", err
	}
	if object.IsNull(v) {
		return "", runtimeError("PropertyNameMustNotBeNull", object.InvalidOperation, "The property name cannot be null or empty.")
	}
	return object.ToText(v), nil
}

// member compiles the reading of a property.
func (c *compiler) member(x *syntax.MemberExpression) evalFn {
	name, computed := c.memberName(x.Member)
	if x.Static {
		return c.staticMember(x, name, computed)
	}
	target := c.expr(x.Expression)
	reader := object.NewPropertyReader(name)
	if computed == nil && isBaseView(x.Expression) {
		return func(fr *frame) (object.Value, error) {
			v, err := target(fr)
			if err != nil || object.IsNull(v) {
				return nil, err
			}
			return fr.baseMember(v, name)
		}
	}
	return func(fr *frame) (object.Value, error) {
		v, err := target(fr)
		if err != nil {
			return nil, err
		}
		if x.NullConditional && object.IsNull(v) {
			return nil, nil
		}
		if computed != nil {
			key, err := computedMember(fr, computed)
			if err != nil {
				return nil, err
			}
			if d, ok := object.Base(v).(*object.Dictionary); ok {
				if found, ok := d.Get(key); ok {
					return found, nil
				}
			}
			return fr.readMember(v, object.NewPropertyReader(object.ToText(key)))
		}
		return fr.readMember(v, reader)
	}
}

func computedMember(fr *frame, computed evalFn) (object.Value, error) {
	key, err := computed(fr)
	if err != nil {
		return nil, err
	}
	if object.IsNull(key) || key == "" {
		return nil, runtimeError("PropertyNameMustNotBeNull", object.InvalidOperation, "The property name cannot be null or empty.")
	}
	return key, nil
}

// readMember reads a property with PowerShell's extras: member enumeration, and Count and Length of everything.
func (fr *frame) readMember(v object.Value, reader *object.PropertyReader) (object.Value, error) {
	if object.IsNull(v) {
		return fr.nullMember(reader.Name, v)
	}
	if a, isArray := v.(*object.Array); isArray && isCount(reader.Name) {
		return object.Int32(int32(len(a.Items))), nil
	}
	value, ok, err := reader.Read(v)
	if err != nil {
		return nil, err
	}
	if ok {
		return value, nil
	}
	if items, isCollection := object.Elements(v); isCollection {
		return fr.enumerateMember(items, reader)
	}
	if isCount(reader.Name) && fr.scope.strict < 2 {
		return object.Int32(1), nil
	}
	return fr.missingMember(v, reader.Name)
}

// baseMember reads a property that the library type declares: $table.psbase.Count, whatever the keys.
func (fr *frame) baseMember(v object.Value, name string) (object.Value, error) {
	value, ok, err := object.GetDeclared(v, name)
	if err != nil || ok {
		return value, err
	}
	return fr.missingMember(v, name)
}

// isBaseView reports whether an expression is .psbase of something.
func isBaseView(e syntax.Expression) bool {
	m, ok := e.(*syntax.MemberExpression)
	if !ok || m.Static {
		return false
	}
	name, ok := m.Member.(*syntax.StringConstantExpression)
	return ok && object.EqualNames(name.Value, "psbase")
}

// isCount reports the two properties that everything has.
func isCount(name string) bool {
	return (len(name) == 5 || len(name) == 6) && (object.EqualNames(name, "Count") || object.EqualNames(name, "Length"))
}

func (fr *frame) nullMember(name string, v object.Value) (object.Value, error) {
	if isCount(name) && fr.scope.strict < 2 {
		return object.Int32(0), nil
	}
	return fr.missingMember(v, name)
}

// missingMember is $null, or an error: in strict mode 2, and always of what .NET's type has and this shell has not, so
// that no script goes on with nothing in its place.
func (fr *frame) missingMember(v object.Value, name string) (object.Value, error) {
	if fr.scope.strict < 2 && !isLeftOut(object.FindMember(v, name)) {
		return nil, nil
	}
	return nil, propertyNotFound(name)
}

func propertyNotFound(name string) *object.ErrorRecord {
	return object.NewError("System.Management.Automation.PropertyNotFoundException", "PropertyNotFoundStrict", object.NotSpecified,
		"The property '%s' cannot be found on this object. Verify that the property exists.", name)
}

// isLeftOut reports a property that a library type declares and nothing stands behind.
func isLeftOut(m *object.Member) bool {
	return m != nil && m.Kind == object.PropertyMember && m.Get == nil
}

// enumerateMember reads a property of every element of a collection.
func (fr *frame) enumerateMember(items []object.Value, reader *object.PropertyReader) (object.Value, error) {
	var out collector
	found := false
	for _, item := range items {
		if object.IsNull(item) {
			if _, err := fr.missingMember(item, reader.Name); err != nil {
				return nil, err
			}
			continue
		}
		value, ok, err := reader.Read(item)
		if err != nil {
			return nil, err
		}
		if !ok {
			nested, isCollection := object.Elements(item)
			if !isCollection {
				if !isCount(reader.Name) || fr.scope.strict >= 2 {
					if _, err := fr.missingMember(item, reader.Name); err != nil {
						return nil, err
					}
					if isAdapted(item) {
						found = true
						out.items = append(out.items, nil)
					}
					continue
				}
				found = true
				out.items = append(out.items, object.Int32(1))
				continue
			}
			if value, err = fr.enumerateMember(nested, reader); err != nil {
				return nil, err
			}
			if object.IsNull(value) {
				continue
			}
		}
		found = true
		if err := writeAll(&out, value); err != nil {
			return nil, err
		}
	}
	if !found {
		return fr.missingMember(object.NewArray(), reader.Name)
	}
	if len(out.items) == 0 {
		return nil, nil
	}
	return out.value(), nil
}

// isAdapted reports the objects whose properties are no members of their class: property bags, nodes of XML, rows of
// data. What they lack is $null among the values of a collection, where other objects are passed over.
func isAdapted(v object.Value) bool {
	base := object.Base(v)
	if _, isBag := base.(*object.CustomObject); isBag {
		return true
	}
	_, ok := base.(object.Adapter)
	return ok
}

// receiverType is the type that a static access means: of [type] itself, else of the value.
func receiverType(fr *frame, v object.Value) (*object.Type, error) {
	if t, ok := object.Base(v).(*object.Type); ok {
		return t, nil
	}
	if t := object.TypeOf(v); t != nil {
		return t, nil
	}
	return nil, runtimeError("RuntimeException", object.InvalidOperation, "You cannot call a method on a null-valued expression.")
}

func (c *compiler) staticMember(x *syntax.MemberExpression, name string, computed evalFn) evalFn {
	target := c.expr(x.Expression)
	return func(fr *frame) (object.Value, error) {
		v, err := target(fr)
		if err != nil {
			return nil, err
		}
		key, err := nameAt(fr, name, computed)
		if err != nil || object.IsNull(v) {
			return nil, err
		}
		t, err := receiverType(fr, v)
		if err != nil {
			return nil, err
		}
		value, ok, err := object.GetStatic(t, key)
		if err != nil {
			return nil, err
		}
		switch {
		case ok:
			return value, nil
		case isLeftOut(t.StaticMember(key)):
			return nil, propertyNotFound(key)
		}
		return fr.missingMember(v, key)
	}
}

// invokeMember compiles a method call.
func (c *compiler) invokeMember(x *syntax.InvokeMemberExpression) evalFn {
	name, computed := c.memberName(x.Member)
	args := c.exprs(x.Arguments)
	var cache object.MethodCache
	switch {
	case len(x.GenericTypeArguments) > 0:
		return c.invokeGeneric(x, name, computed, args)
	case x.Static:
		return c.invokeStatic(x, name, computed, args)
	}
	if fn := c.invokeAsBase(x, name, args); fn != nil {
		return fn
	}
	target := c.expr(x.Expression)
	return func(fr *frame) (object.Value, error) {
		v, err := target(fr)
		if err != nil {
			return nil, err
		}
		if x.NullConditional && object.IsNull(v) {
			return nil, nil
		}
		var key string
		if computed != nil {
			member, err := computed(fr)
			if err != nil {
				return nil, err
			}
			if block, ok := object.Base(member).(*ScriptBlock); ok {
				return fr.callBlockMember(block, v, args)
			}
			key = object.ToText(member)
		} else {
			key = name
		}
		values, err := evalArgs(fr, args)
		if err != nil {
			return nil, err
		}
		return fr.callMethod(&cache, v, key, values)
	}
}

func evalArgs(fr *frame, args []evalFn) ([]object.Value, error) {
	if len(args) == 0 {
		return nil, nil
	}
	values := make([]object.Value, len(args), len(args)+1) // room for an optional parameter that is left out
	for i, a := range args {
		v, err := a(fr)
		if err != nil {
			return nil, err
		}
		values[i] = settle(v)
	}
	return values, nil
}

func (fr *frame) callBlockMember(b *ScriptBlock, v object.Value, args []evalFn) (object.Value, error) {
	values, err := evalArgs(fr, args)
	if err != nil {
		return nil, err
	}
	return b.callWithThis(v, values)
}

// callMethod calls a method of a value, or of the elements of a collection that has no such method itself.
func (fr *frame) callMethod(cache *object.MethodCache, v object.Value, name string, args []object.Value) (object.Value, error) {
	switch v.(type) {
	case nil, string, int32, *object.CustomObject, *object.Regex:
		return fr.patientCall(cache, v, name, args)
	}
	if object.FindMember(v, name) == nil {
		if items, ok := object.Elements(v); ok {
			return fr.enumerateMethod(items, v, name, args)
		}
	}
	return fr.patientCall(cache, v, name, args)
}

func invokeCached(cache *object.MethodCache, v object.Value, name string, args []object.Value) (object.Value, error) {
	result, err := cache.Invoke(v, name, args)
	if err != nil {
		return nil, unwrapRaw(err)
	}
	return result, nil
}

// enumerateMethod calls a method of every element.
func (fr *frame) enumerateMethod(items []object.Value, v object.Value, name string, args []object.Value) (object.Value, error) {
	if len(items) == 0 {
		return object.InvokeMethod(v, name, args)
	}
	for _, item := range items {
		if item == nil || object.FindMember(item, name) == nil {
			if _, nested := object.Elements(item); !nested {
				return object.InvokeMethod(elementOf(item, v), name, args)
			}
		}
	}
	var out collector
	var cache object.MethodCache
	for _, item := range items {
		value, err := fr.callMethod(&cache, item, name, args)
		if err != nil {
			return nil, err
		}
		if err := writeAll(&out, value); err != nil {
			return nil, err
		}
	}
	return out.value(), nil
}

// elementOf is the value whose type an error about a missing method names.
func elementOf(item, collection object.Value) object.Value {
	if item == nil {
		return collection
	}
	return item
}

func (c *compiler) invokeStatic(x *syntax.InvokeMemberExpression, name string, computed evalFn, args []evalFn) evalFn {
	target := c.expr(x.Expression)
	var cache object.MethodCache
	return func(fr *frame) (object.Value, error) {
		v, err := target(fr)
		if err != nil {
			return nil, err
		}
		key, err := nameAt(fr, name, computed)
		if err != nil {
			return nil, err
		}
		t, err := receiverType(fr, v)
		if err != nil {
			return nil, err
		}
		values, err := evalArgs(fr, args)
		if err != nil {
			return nil, err
		}
		if value, handled, err := fr.engineStatic(t, key, values); handled {
			return value, err
		}
		result, err := fr.patientStatic(&cache, t, key, values)
		if err != nil {
			return nil, unwrapRaw(err)
		}
		return result, nil
	}
}

// invokeGeneric compiles a call with type arguments: [array]::Empty[int]().
func (c *compiler) invokeGeneric(x *syntax.InvokeMemberExpression, name string, computed evalFn, args []evalFn) evalFn {
	target := c.expr(x.Expression)
	types := make([]evalFn, len(x.GenericTypeArguments))
	for i, t := range x.GenericTypeArguments {
		types[i] = c.typeLiteral(t)
	}
	return func(fr *frame) (object.Value, error) {
		v, err := target(fr)
		if err != nil || x.NullConditional && object.IsNull(v) {
			return nil, err
		}
		key, err := nameAt(fr, name, computed)
		if err != nil {
			return nil, err
		}
		typeArgs := make([]*object.Type, len(types))
		for i, t := range types {
			found, err := t(fr)
			if err != nil {
				return nil, err
			}
			typeArgs[i], _ = found.(*object.Type)
		}
		values, err := evalArgs(fr, args)
		if err != nil {
			return nil, err
		}
		var t *object.Type
		if x.Static {
			if t, err = receiverType(fr, v); err != nil {
				return nil, err
			}
		}
		result, err := object.InvokeGeneric(v, t, x.Static, key, typeArgs, values)
		if err != nil {
			return nil, unwrapRaw(err)
		}
		return result, nil
	}
}
