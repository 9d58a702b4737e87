package interp

import (
	"math"

	"github.com/partnershell/partnershell/shell/object"
	"github.com/partnershell/partnershell/shell/syntax"
)

// defineEnums defines the enums among the definitions. One may use the values of another wherever that stands, so those
// without open references go first; what is left over goes round in a circle.
func (d *typeDefiner) defineEnums(definitions []*syntax.TypeDefinition) error {
	waiting := map[string]*syntax.TypeDefinition{}
	var order []*syntax.TypeDefinition
	for _, t := range definitions {
		if t.Kind == syntax.TypeEnum {
			waiting[object.FoldName(t.Name)] = t
			order = append(order, t)
		}
	}
	for progress := true; progress; {
		progress = false
		for _, t := range order {
			if name := object.FoldName(t.Name); waiting[name] == t && !refersTo(t, waiting) {
				if err := d.defineEnum(t); err != nil {
					return err
				}
				delete(waiting, name)
				progress = true
			}
		}
	}
	for _, t := range order {
		if waiting[object.FoldName(t.Name)] == t {
			d.fail(t.Extent, "CycleInEnumInitializers")
		}
	}
	return nil
}

// refersTo reports whether an enum's values are made of one of the other enums.
func refersTo(t *syntax.TypeDefinition, others map[string]*syntax.TypeDefinition) bool {
	found := false
	syntax.Inspect(t, func(n syntax.Node) bool {
		if m, ok := n.(*syntax.MemberExpression); ok {
			if e, ok := m.Expression.(*syntax.TypeExpression); ok {
				other := others[object.FoldName(e.TypeName.Name)]
				found = found || other != nil && other != t
			}
		}
		return !found
	})
	return found
}

func (d *typeDefiner) defineEnum(t *syntax.TypeDefinition) error {
	info := &object.EnumInfo{Underlying: object.TypeInt32}
	for _, a := range t.Attributes {
		info.Flags = info.Flags || attributeName(a) == "flags"
	}
	if len(t.BaseTypes) > 0 {
		if underlying := resolveTypeName(d.rt, d.b, t.BaseTypes[0].TypeName); underlying != nil {
			info.Underlying = underlying
		}
	}
	next, full := int64(0), false
	seen := map[string]bool{}
	for _, m := range t.Members {
		p, ok := m.(*syntax.PropertyMember)
		if !ok {
			continue
		}
		if p.InitialValue != nil {
			value, ok, err := d.enumValue(p.InitialValue, info.Underlying)
			if err != nil {
				return err
			}
			if ok {
				next, full = value, false
			}
		} else if full {
			d.fail(p.Extent, "EnumeratorValueOutOfBounds", object.AcceleratorOf(info.Underlying))
		}
		if name := object.FoldName(p.Name); seen[name] {
			d.fail(p.Extent, "MemberAlreadyDefined", p.Name)
			continue
		} else {
			seen[name] = true
		}
		insertEnumValue(info, p.Name, next)
		if full = next == largest(info.Underlying); !full {
			next++
		}
	}
	d.publish(t.Name, object.NewEnumeration(t.Name, info))
	return nil
}

// largest is the greatest value of an integer type, as the bits that an enum keeps.
func largest(t *object.Type) int64 {
	switch t {
	case object.TypeByte:
		return math.MaxUint8
	case object.TypeSByte:
		return math.MaxInt8
	case object.TypeInt16:
		return math.MaxInt16
	case object.TypeUInt16:
		return math.MaxUint16
	case object.TypeUInt32:
		return math.MaxUint32
	case object.TypeInt64:
		return math.MaxInt64
	case object.TypeUInt64:
		return -1
	}
	return math.MaxInt32
}

// enumValue is the value that an enumerator is given; false if it is none for the underlying type.
func (d *typeDefiner) enumValue(e syntax.Expression, underlying *object.Type) (value int64, ok bool, err error) {
	if !d.isConstant(e) {
		d.fail(e.Span(), "EnumeratorValueMustBeConstant")
		return 0, false, nil
	}
	v, err := (&compiler{b: d.b}).expr(e)(d.fr)
	if err != nil {
		return 0, false, err
	}
	converted, err := object.Convert(v, underlying)
	if err != nil {
		id := "EnumeratorValueOutOfBounds"
		switch object.Base(v).(type) {
		case string, bool, nil:
			id = "CannotConvertValue"
		}
		d.fail(e.Span(), id, object.AcceleratorOf(underlying))
		return 0, false, nil
	}
	if u, isUnsigned := converted.(uint64); isUnsigned {
		return int64(u), true, nil
	}
	n, err := object.Convert(converted, object.TypeInt64)
	if err != nil {
		return 0, false, err
	}
	return n.(int64), true, nil
}

// isConstant reports whether an enumerator's value is known before the script runs.
func (d *typeDefiner) isConstant(e syntax.Expression) bool {
	m, ok := e.(*syntax.MemberExpression)
	if !ok {
		return syntax.IsConstant(e, d.isConstant)
	}
	t, isType := m.Expression.(*syntax.TypeExpression)
	name, isName := m.Member.(*syntax.StringConstantExpression)
	if !m.Static || !isType || !isName {
		return false
	}
	found := d.lookupEnum(t.TypeName)
	if found == nil {
		return false
	}
	if found.Enum() != nil {
		_, ok := object.EnumMember(found, name.Value)
		return ok
	}
	return object.EqualNames(name.Value, "MaxValue") || object.EqualNames(name.Value, "MinValue")
}

// lookupEnum finds the type of a constant; an enum of the block counts only when it is defined.
func (d *typeDefiner) lookupEnum(name *syntax.TypeName) *object.Type {
	if _, ofBlock := d.pending[object.FoldName(name.Name)]; ofBlock {
		return d.b.types[object.FoldName(name.Name)]
	}
	return resolveTypeName(d.rt, d.b, name)
}

// insertEnumValue keeps the values in .NET's order: by unsigned value, equal ones as written.
func insertEnumValue(info *object.EnumInfo, name string, value int64) {
	i := len(info.Values)
	for i > 0 && uint64(info.Values[i-1]) > uint64(value) {
		i--
	}
	info.Names = append(info.Names[:i], append([]string{name}, info.Names[i:]...)...)
	info.Values = append(info.Values[:i], append([]int64{value}, info.Values[i:]...)...)
}
