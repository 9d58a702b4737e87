package interp

import (
	"fmt"
	"reflect"

	"github.com/partnershell/partnershell/shell/object"
)

// setField stores a bound value in a field of a command's struct. The value has the parameter's type already.
func setField(f reflect.Value, v object.Value) error {
	switch p := f.Addr().Interface().(type) {
	case *object.Value:
		*p = v
		return nil
	case *string:
		*p = object.ToText(v)
		return nil
	case *object.Switch:
		*p = object.Switch(object.ToBool(v))
		return nil
	case *bool:
		*p = object.ToBool(v)
		return nil
	case *object.Callable:
		if v == nil {
			*p = nil
			return nil
		}
		if c, ok := object.AsCallable(v); ok {
			*p = c
			return nil
		}
	}
	return setFieldByKind(f, v)
}

func setFieldByKind(f reflect.Value, v object.Value) error {
	v = object.Base(v)
	if object.IsNull(v) {
		f.SetZero()
		return nil
	}
	if f.Kind() == reflect.Slice {
		return setSlice(f, v)
	}
	rv := reflect.ValueOf(v)
	if rv.Type().AssignableTo(f.Type()) {
		f.Set(rv)
		return nil
	}
	if f.Kind() == reflect.Pointer && rv.Type().AssignableTo(f.Type().Elem()) {
		p := reflect.New(f.Type().Elem())
		p.Elem().Set(rv)
		f.Set(p)
		return nil
	}
	if rv.CanConvert(f.Type()) && f.Kind() != reflect.String {
		f.Set(rv.Convert(f.Type()))
		return nil
	}
	return object.NewError("System.InvalidOperationException", "InternalError", object.InvalidOperation,
		"%s", fmt.Sprintf("A value of type %T cannot be stored in a field of type %s.", v, f.Type()))
}

// setSlice stores the elements of an array, or one value as the only element.
func setSlice(f reflect.Value, v object.Value) error {
	items, ok := object.Elements(v)
	if !ok {
		items = []object.Value{v}
	}
	if values, ok := f.Addr().Interface().(*[]object.Value); ok {
		*values = append([]object.Value{}, items...)
		return nil
	}
	slice := reflect.MakeSlice(f.Type(), len(items), len(items))
	for i, item := range items {
		if err := setField(slice.Index(i), item); err != nil {
			return err
		}
	}
	f.Set(slice)
	return nil
}
