package object

import "slices"

// InvokeGeneric calls a generic method with type arguments that the script gives: v.M[int](…), or [T]::M[int](…) if
// static, where t is T.
func InvokeGeneric(v Value, t *Type, static bool, name string, typeArgs []*Type, args []Value) (Value, error) {
	var m *Member
	var recv Value
	if static {
		m = t.StaticMember(name)
	} else {
		recv = Base(v)
		t = TypeOf(recv)
		if t == nil {
			return InvokeMethod(v, name, args) // which says that it is null
		}
		m = t.InstanceMember(name)
	}
	if m == nil || m.group == nil {
		return nil, methodNotFound(t, name)
	}
	var closed []*signature
	for _, s := range m.group.usable() {
		if c := s.closeWith(typeArgs); c != nil {
			closed = append(closed, c)
		}
	}
	choice, _ := chooseOverload(closed, args)
	if choice == nil {
		return nil, NewError(methodException, "MethodCountCouldNotFindBestGeneric", NotSpecified, "Could not find a suitable generic "+
			"method overload for \"%s\" with \"%d\" type parameters, and the argument count: \"%d\".", m.Name, len(typeArgs), len(args))
	}
	return choice.invoke(recv, m.Name, args)
}

// closeWith is the signature with its type parameters replaced; nil if it has another number of them. Types that no
// argument tells go to the function behind the arguments.
func (s *signature) closeWith(typeArgs []*Type) *signature {
	if len(s.generic) == 0 || len(s.generic) != len(typeArgs) {
		return nil
	}
	bound := make(map[string]*Type, len(typeArgs))
	var hidden []Value
	for i, name := range s.generic {
		bound[name] = typeArgs[i]
		if !s.mentions(name) {
			hidden = append(hidden, typeArgs[i])
		}
	}
	closed := *s
	closed.generic, closed.parameters = nil, slices.Clone(s.parameters)
	for i := range closed.parameters {
		p := &closed.parameters[i]
		if p.typ == nil {
			if p.typ = resolveTypeName(p.typeText, meaningsOf(bound)); p.typ == nil {
				return nil
			}
		}
	}
	if hidden != nil {
		overload := *s.overload
		call := overload.Call
		overload.Call = func(recv Value, args []Value) (Value, error) {
			return call(recv, append(slices.Clip(args), hidden...))
		}
		closed.overload = &overload
	}
	return &closed
}

// mentions reports whether the type of a parameter, other than one for a result, contains the type parameter.
func (s *signature) mentions(typeParameter string) bool {
	one := signature{generic: []string{typeParameter}}
	return slices.ContainsFunc(s.parameters, func(p parameter) bool { return !p.reference && one.mentionsGeneric(p.typeText) })
}
