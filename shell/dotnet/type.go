package dotnet

import (
	"strings"

	"github.com/partnershell/partnershell/shell/object"
)

// typeClass is System.Type and System.RuntimeType.
func typeClass() class {
	is := func(f func(*object.Type) bool) getter { return get(func(t *object.Type) object.Value { return f(t) }) }
	return class{
		properties: getters{
			"Name":      get(func(t *object.Type) object.Value { return nestedName(t.Name()) }),
			"FullName":  get(func(t *object.Type) object.Value { return t.QualifiedName() }),
			"Namespace": get(func(t *object.Type) object.Value { return t.Namespace() }),
			"BaseType": get(func(t *object.Type) object.Value {
				if t.Base() == nil {
					return nil
				}
				return t.Base()
			}),
			"AssemblyQualifiedName":    get(func(t *object.Type) object.Value { return t.QualifiedName() + ", " + t.Assembly() }),
			"IsArray":                  is(func(t *object.Type) bool { return t.Elem() != nil }),
			"IsSerializable":           is(isSerializable),
			"IsEnum":                   is(func(t *object.Type) bool { return t.Kind() == object.EnumType }),
			"IsValueType":              is(func(t *object.Type) bool { return t.Kind() == object.StructType || t.Kind() == object.EnumType }),
			"IsClass":                  is(func(t *object.Type) bool { return t.Kind() == object.ClassType }),
			"IsInterface":              is(func(t *object.Type) bool { return t.Kind() == object.InterfaceType }),
			"IsAbstract":               is(func(t *object.Type) bool { return t.Kind() == object.InterfaceType || t.Abstract() }),
			"IsPrimitive":              is(isPrimitiveType),
			"IsGenericType":            is(func(t *object.Type) bool { return strings.Contains(t.Name(), "`") }),
			"IsGenericTypeDefinition":  is(func(t *object.Type) bool { return strings.Contains(t.Name(), "`") && t.GenericArgs() == nil }),
			"IsConstructedGenericType": is(func(t *object.Type) bool { return t.GenericArgs() != nil }),
			"IsPublic":                 is(func(t *object.Type) bool { return !strings.Contains(t.Name(), "+") }),
			"IsNested":                 is(func(t *object.Type) bool { return strings.Contains(t.Name(), "+") }),
			"IsSealed":                 is((*object.Type).Sealed),
			"IsByRef":                  constant(false),
			"IsPointer":                constant(false),
			"GenericTypeArguments":     get(func(t *object.Type) object.Value { return typeArray(t.GenericArgs()) }),
			"UnderlyingSystemType":     get(func(t *object.Type) object.Value { return t }),
			"GUID":                     constant(object.Guid{}),
			"MemberType":               constant(nil),
		},
		methods: typeMethods(),
		statics: methods{
			"GetType":     static(func(a args) object.Value { return typeNamed(a.text(0)) }),
			"GetTypeCode": static(func(a args) object.Value { return typeCode(a.typ(0)) }),
		},
		staticProperties: getters{"EmptyTypes": value(func() object.Value { return typeArray(nil) })},
	}
}

func nestedName(name string) string { return name[strings.LastIndexByte(name, '+')+1:] }

func isPrimitiveType(t *object.Type) bool {
	switch t {
	case object.TypeBoolean, object.TypeChar, object.TypeByte, object.TypeSByte, object.TypeInt16, object.TypeUInt16,
		object.TypeInt32, object.TypeUInt32, object.TypeInt64, object.TypeUInt64, object.TypeSingle, object.TypeDouble:
		return true
	}
	return false
}

func typeArray(types []*object.Type) object.Value {
	items := make([]object.Value, len(types))
	for i, t := range types {
		items[i] = t
	}
	return object.NewTypedArray(object.LibraryType("System.Type"), items)
}

// TypeText is Type.ToString(): generic arguments by full name.
func TypeText(t *object.Type) string {
	if t.GenericDefinition() == "" || t.Elem() != nil {
		return t.FullName() + t.OpenParameters()
	}
	parts := make([]string, len(t.GenericArgs()))
	for i, a := range t.GenericArgs() {
		parts[i] = TypeText(a)
	}
	return t.GenericDefinition() + "[" + strings.Join(parts, ",") + "]"
}

// typeNamed is Type.GetType: full names only.
func typeNamed(name string) object.Value {
	if !strings.Contains(name, ".") {
		return nil
	}
	if t := object.LookupType(name); t != nil {
		return t
	}
	return nil
}

func typeMethods() methods {
	return methods{
		"ToString": do(func(t *object.Type, _ args) object.Value { return TypeText(t) }),
		"Equals":   do(func(t *object.Type, a args) object.Value { return a.at(0) == t }),
		"GetElementType": do(func(t *object.Type, _ args) object.Value {
			if t.Elem() == nil {
				return nil
			}
			return t.Elem()
		}),
		"GetGenericArguments": do(func(t *object.Type, _ args) object.Value { return typeArray(t.GenericArgs()) }),
		"GetGenericTypeDefinition": call(func(t *object.Type, _ args) (object.Value, error) {
			if t.GenericDefinition() == "" {
				return nil, invalidOperation("This operation is only valid on generic types.")
			}
			return object.LookupType(t.GenericDefinition()), nil
		}),
		"GetEnumNames":          do(func(t *object.Type, _ args) object.Value { return textArray(infoOf(t).Names) }),
		"GetEnumValues":         do(func(t *object.Type, _ args) object.Value { return enumValues(t) }),
		"GetEnumUnderlyingType": do(func(t *object.Type, _ args) object.Value { return infoOf(t).Underlying }),
		"IsAssignableFrom":      do(func(t *object.Type, a args) object.Value { return a.typ(0) != nil && a.typ(0).AssignableTo(t) }),
		"IsAssignableTo":        do(func(t *object.Type, a args) object.Value { return a.typ(0) != nil && t.AssignableTo(a.typ(0)) }),
		"IsSubclassOf": do(func(t *object.Type, a args) object.Value {
			return a.typ(0) != nil && t != a.typ(0) && t.AssignableTo(a.typ(0))
		}),
		"IsInstanceOfType": do(func(t *object.Type, a args) object.Value {
			u := object.TypeOf(a.at(0))
			return u != nil && u.AssignableTo(t)
		}),
		"MakeArrayType": do(func(t *object.Type, _ args) object.Value { return object.ArrayOf(t) }),
		"MakeGenericType": do(func(t *object.Type, a args) object.Value {
			var types []*object.Type
			for _, v := range a.items(0) {
				if u, ok := v.(*object.Type); ok {
					types = append(types, u)
				}
			}
			return object.Close(t, types...)
		}),
		"GetConstructors": do(func(t *object.Type, _ args) object.Value {
			m := t.StaticMember("new")
			if m == nil {
				return object.NewArray()
			}
			return object.NewArray(reflect(m, t)...)
		}),
		"GetMethods": do(func(t *object.Type, _ args) object.Value {
			return memberInfos(t, true, func(m *object.Member) bool { return m.IsMethod() })
		}),
		"GetProperties": do(func(t *object.Type, _ args) object.Value {
			return memberInfos(t, false, func(m *object.Member) bool { return !m.IsMethod() })
		}),
		"GetMethod":     do(func(t *object.Type, a args) object.Value { return memberNamed(t, a.text(0), true) }),
		"GetProperty":   do(func(t *object.Type, a args) object.Value { return memberNamed(t, a.text(0), false) }),
		"GetField":      do(func(t *object.Type, a args) object.Value { return memberNamed(t, a.text(0), false) }),
		"GetInterfaces": do(func(t *object.Type, _ args) object.Value { return typeArray(interfacesOf(t)) }),
		"GetInterface": do(func(t *object.Type, a args) object.Value {
			for _, i := range interfacesOf(t) {
				if object.EqualNames(i.Name(), a.text(0)) || object.EqualNames(i.FullName(), a.text(0)) {
					return i
				}
			}
			return nil
		}),
		"GetCustomAttributes": do(func(t *object.Type, _ args) object.Value {
			if info := t.Enum(); info != nil && info.Flags {
				return object.NewArray(plainObject{object.LibraryType("System.FlagsAttribute")})
			}
			return object.NewArray()
		}),
	}
}

// plainObject is an object of a type that has no state of interest.
type plainObject struct{ typ *object.Type }

// Type implements object.Object.
func (p plainObject) Type() *object.Type { return p.typ }

func interfacesOf(t *object.Type) []*object.Type {
	var all []*object.Type
	seen := map[string]bool{}
	for u := t; u != nil; u = u.Base() {
		for _, name := range u.Interfaces() {
			if i := object.LibraryType(name); i != nil && !seen[name] {
				seen[name] = true
				all = append(all, i)
			}
		}
	}
	return all
}

// reflected is a MethodInfo or PropertyInfo.
type reflected struct {
	member   *object.Member
	overload *object.Overload // of a method
	owner    *object.Type
}

// Type implements object.Object.
func (r *reflected) Type() *object.Type {
	if r.member.IsMethod() {
		return object.LibraryType("System.Reflection.MethodInfo")
	}
	return object.LibraryType("System.Reflection.PropertyInfo")
}

// Text implements object.Texter: the result and the types of the parameters, as .NET shows them.
func (r *reflected) Text() string {
	if r.overload == nil {
		return reflectedTypeName(r.member.ValueType) + " " + r.member.Name
	}
	var types []string
	for _, p := range r.overload.Parameters() {
		types = append(types, reflectedTypeName(p.Type))
	}
	return reflectedTypeName(r.overload.Result()) + " " + r.member.Name + "(" + strings.Join(types, ", ") + ")"
}

// reflectedTypeName is a type in the text of a member: primitive types and void go without their namespace.
func reflectedTypeName(t *object.Type) string {
	switch {
	case t == nil:
		return "?"
	case t == object.TypeVoid || isPrimitiveType(t):
		return t.Name()
	}
	return t.FullName()
}

// reflect presents a member: a method once for each overload.
func reflect(m *object.Member, t *object.Type) []object.Value {
	if !m.IsMethod() {
		return []object.Value{&reflected{member: m, owner: t}}
	}
	var items []object.Value
	for i := range m.Overloads {
		items = append(items, &reflected{m, &m.Overloads[i], t})
	}
	return items
}

func memberInfos(t *object.Type, both bool, wanted func(*object.Member) bool) object.Value {
	members := t.DeclaredMembers(false)
	if both {
		members = append(members, t.DeclaredMembers(true)...)
	}
	var items []object.Value
	for _, m := range members {
		if wanted(m) && m.Name != "new" {
			items = append(items, reflect(m, t)...)
		}
	}
	return object.NewArray(items...)
}

func memberNamed(t *object.Type, name string, isMethod bool) object.Value {
	for _, m := range append(t.DeclaredMembers(false), t.DeclaredMembers(true)...) {
		if m.Name == name && m.IsMethod() == isMethod {
			return reflect(m, t)[0]
		}
	}
	return nil
}

// parameterInfos presents the parameters of a method as ParameterInfo[].
func parameterInfos(r *reflected) object.Value {
	if r.overload == nil {
		return object.NewArray()
	}
	var items []object.Value
	for i, p := range r.overload.Parameters() {
		o := object.NewCustomObject(object.ShapeOf("ParameterType", "Name", "Position", "IsOptional", "Member"),
			[]object.Value{typeOrNil(p.Type), p.Name, int32(i), p.Optional, r})
		items = append(items, object.AddTypeName(o, "System.Reflection.RuntimeParameterInfo"))
	}
	return object.NewArray(items...)
}

func typeOrNil(t *object.Type) object.Value {
	if t == nil {
		return nil
	}
	return t
}

func reflectedClass() class {
	return class{
		properties: getters{
			"Name":          get(func(r *reflected) object.Value { return r.member.Name }),
			"DeclaringType": get(func(r *reflected) object.Value { return r.owner }),
			"IsStatic":      get(func(r *reflected) object.Value { return r.member.Static }),
			"PropertyType":  get(func(r *reflected) object.Value { return typeOrNil(r.member.ValueType) }),
			"ReturnType": get(func(r *reflected) object.Value {
				if r.overload == nil {
					return nil
				}
				return typeOrNil(r.overload.Result())
			}),
			"CanRead":  get(func(r *reflected) object.Value { return r.member.Get != nil }),
			"CanWrite": get(func(r *reflected) object.Value { return r.member.Set != nil }),
		},
		methods: methods{
			"GetParameters": do(func(r *reflected, _ args) object.Value { return parameterInfos(r) }),
			"SetValue": call(func(r *reflected, a args) (object.Value, error) {
				return object.Nothing, object.SetProperty(a.at(0), r.member.Name, a.at(1))
			}),
			"GetValue": call(func(r *reflected, a args) (object.Value, error) {
				if r.member.Get == nil {
					return nil, object.ErrNotImplemented
				}
				return r.member.Get(object.Base(a.at(0)))
			}),
			"Invoke": call(func(r *reflected, a args) (object.Value, error) {
				if r.member.Static {
					return object.InvokeStatic(r.owner, r.member.Name, a.items(1))
				}
				return object.InvokeMethod(a.at(0), r.member.Name, a.items(1))
			}),
		},
	}
}

// isSerializable reports whether .NET's class carries [Serializable]: its basic types, enumerations, arrays, exceptions
// and collections do.
func isSerializable(t *object.Type) bool {
	switch {
	case t.Kind() == object.EnumType, t.Elem() != nil, t.AssignableTo(object.ExceptionType("System.Exception")):
		return true
	case strings.HasPrefix(t.FullName(), "System.Collections."):
		return t.Kind() != object.InterfaceType
	}
	switch strings.TrimPrefix(t.FullName(), "System.") {
	case "Object", "ValueType", "Enum", "Array", "String", "Boolean", "Char", "SByte", "Byte", "Int16", "UInt16", "Int32", "UInt32",
		"Int64", "UInt64", "IntPtr", "UIntPtr", "Single", "Double", "Decimal", "DateTime", "DateTimeOffset", "TimeSpan", "Guid",
		"Version", "Uri", "TimeZoneInfo", "DBNull", "Delegate", "MulticastDelegate", "Text.StringBuilder", "Numerics.BigInteger",
		"Management.Automation.PSObject", "Management.Automation.ScriptBlock", "Management.Automation.ErrorRecord":
		return true
	}
	return false
}
