package interp

import (
	"slices"

	"github.com/partnershell/partnershell/shell/object"
	"github.com/partnershell/partnershell/shell/syntax"
)

// parameterizedTarget compiles $list.Item(0) = value: a property with parameters.
func (c *compiler) parameterizedTarget(x *syntax.InvokeMemberExpression) target {
	name, computed := c.memberName(x.Member)
	owner, args := c.expr(x.Expression), c.exprs(x.Arguments)
	locate := func(fr *frame) (v object.Value, key string, values []object.Value, err error) {
		if v, err = owner(fr); err != nil {
			return nil, "", nil, err
		}
		if key, err = nameAt(fr, name, computed); err != nil {
			return nil, "", nil, err
		}
		values, err = evalArgs(fr, args)
		return v, key, values, err
	}
	return target{
		set: func(fr *frame, value object.Value) error {
			v, key, values, err := locate(fr)
			if err != nil {
				return err
			}
			return setParameterized(v, key, values, settle(value))
		},
		update: func(fr *frame, change func(object.Value) (object.Value, error)) error {
			v, key, values, err := locate(fr)
			if err != nil {
				return err
			}
			old, err := object.InvokeMethod(v, key, values)
			if err != nil {
				return err
			}
			value, err := change(old)
			if err != nil {
				return err
			}
			return setParameterized(v, key, values, settle(value))
		},
	}
}

// setParameterized sets a property with parameters.
func setParameterized(v object.Value, name string, args []object.Value, value object.Value) error {
	if object.IsNull(v) {
		return runtimeError("InvokeMethodOnNull", object.InvalidOperation, "You cannot call a method on a null-valued expression.")
	}
	if m := object.FindMember(v, name); m == nil || m.Kind != object.ParameterizedProperty {
		return runtimeError("ParameterizedPropertyAssignmentFailed", object.InvalidOperation,
			"Assignment failed because [%s] does not contain a property '%s()' that can be set.", object.TypeOf(v).FullName(), name)
	}
	_, err := object.InvokeMethod(v, "set_"+name, append(slices.Clip(args), value))
	return unwrapRaw(err)
}
