package object

// inferTypes finds the type parameters of a generic method from its arguments and returns the parameter types, or
// nil if an argument does not fit.
func (s *signature) inferTypes(args []Value) []*Type {
	bound := make(map[string]*Type, len(s.generic))
	for i, p := range s.parameters {
		if i >= len(args) {
			break
		}
		s.bind(p.typeText, argumentType(args[i], p.reference), bound)
	}
	for _, g := range s.generic {
		if bound[g] == nil {
			return nil
		}
	}
	types := make([]*Type, len(s.parameters))
	for i, p := range s.parameters {
		if types[i] = resolveTypeName(p.typeText, meaningsOf(bound)); types[i] == nil {
			return nil
		}
	}
	return types
}

// bind matches a parameter's type against an argument's.
func (s *signature) bind(n typeName, t *Type, bound map[string]*Type) {
	if t == nil || !s.mentionsGeneric(n) {
		return
	}
	switch {
	case len(n.ranks) > 0:
		if t.elem != nil {
			s.bind(typeName{name: n.name, args: n.args}, t.elem, bound)
		}
	case n.args == nil:
		if bound[n.name] == nil {
			bound[n.name] = t
		}
	case t.elem != nil && len(n.args) == 1:
		s.bind(n.args[0], t.elem, bound)
	case t == TypeString && len(n.args) == 1:
		s.bind(n.args[0], TypeChar, bound)
	case len(t.args) == len(n.args):
		for i, a := range n.args {
			s.bind(a, t.args[i], bound)
		}
	case len(t.args) == 2 && len(n.args) == 1:
		if pair := LibraryType(keyValuePairName); pair != nil {
			s.bind(n.args[0], Close(pair, t.args...), bound)
		}
	}
}
