package syntax

import (
	"fmt"
	"reflect"
	"strings"
)

// dump writes a tree compactly for golden tests: every node as Type(fields...), without extents.
func dump(n any) string {
	var b strings.Builder
	dumpValue(&b, reflect.ValueOf(n))
	return b.String()
}

func dumpValue(b *strings.Builder, v reflect.Value) {
	switch v.Kind() {
	case reflect.Interface, reflect.Pointer:
		if v.IsNil() {
			b.WriteString("nil")
			return
		}
		if s, ok := v.Interface().(fmt.Stringer); ok {
			b.WriteString(s.String())
			return
		}
		dumpValue(b, v.Elem())
	case reflect.Struct:
		dumpStruct(b, v)
	case reflect.Slice:
		b.WriteByte('[')
		for i := range v.Len() {
			if i > 0 {
				b.WriteByte(' ')
			}
			dumpValue(b, v.Index(i))
		}
		b.WriteByte(']')
	case reflect.String:
		fmt.Fprintf(b, "%q", v.String())
	default:
		fmt.Fprintf(b, "%v", v.Interface())
	}
}

// dumpStruct writes a struct without its extents, source and zero fields.
func dumpStruct(b *strings.Builder, v reflect.Value) {
	t := v.Type()
	switch x := v.Interface().(type) {
	case TypeName:
		fmt.Fprintf(b, "%q", x.FullName())
		return
	case StringConstantExpression:
		fmt.Fprintf(b, "%q", x.Value)
		return
	case ConstantExpression:
		fmt.Fprintf(b, "%T:%v", x.Value, x.Value)
		return
	case Pipeline:
		if e := PureExpression(&x); e != nil {
			dumpValue(b, reflect.ValueOf(e))
			return
		}
	case VariablePath:
		b.WriteString("$" + x.UserPath)
		return
	}
	name := strings.TrimSuffix(strings.TrimSuffix(t.Name(), "Expression"), "Statement")
	b.WriteString(name + "(")
	first := true
	for i := range t.NumField() {
		f := t.Field(i)
		if f.Type == reflect.TypeFor[Extent]() || f.Name == "Source" || v.Field(i).IsZero() {
			continue
		}
		if !first {
			b.WriteByte(' ')
		}
		first = false
		dumpValue(b, v.Field(i))
	}
	b.WriteByte(')')
}
