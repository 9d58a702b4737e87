package object

// FindMember finds an instance member of v by name: members added to v itself, then those of its type and base
// types, PowerShell's own type data included; nil if there is none. A note property of a CustomObject is returned
// as a member made for the occasion.
func FindMember(v Value, name string) *Member {
	if m := findIn(ExtraMembers(v), name); m != nil {
		return m
	}
	if o, ok := v.(*CustomObject); ok {
		if i := o.shape.Index(FoldName(name)); i >= 0 {
			return noteOf(o, i)
		}
	}
	if IsNull(v) {
		return nil
	}
	if m := typeMember(v, name); m != nil {
		return m
	}
	if m := TypeOf(v).InstanceMember(name); m != nil {
		return m
	}
	return intrinsicMethod(v, name)
}

func findIn(members []*Member, name string) *Member {
	for _, m := range members {
		if EqualNames(m.Name, name) {
			return m
		}
	}
	return nil
}

// noteOf presents property i of a property bag as a member.
func noteOf(o *CustomObject, i int) *Member {
	name := o.shape.names[i]
	m := &Member{
		Name: name, Kind: NoteProperty,
		Get: func(Value) (Value, error) { v, _ := o.Get(name); return v, nil },
		Set: func(_, v Value) error { o.Set(name, v); return nil },
	}
	if !o.isNote(i) {
		m.Kind = PropertyMember
		m.Definition = "System.Object {get;set;}"
		if t := TypeName(o.At(i)); t != "" {
			m.Definition = t + " {get;set;}"
		}
	}
	return m
}

// IsMethod reports whether the member is called rather than read.
func (m *Member) IsMethod() bool {
	return m.Kind&(MethodMember|ScriptMethod|CodeMethod|ParameterizedProperty) != 0
}

// GetProperty reads a property of v; ok is false when there is none (a dictionary's keys count as properties and
// come first). A method read without parentheses is a *MethodValue. A property that fails gives $null, as in
// PowerShell. Collections are not searched through: member enumeration is the caller's, and so are Count and Length
// of scalars (see ScalarCount).
func GetProperty(v Value, name string) (value Value, ok bool, err error) {
	switch o := v.(type) {
	case nil:
		return nil, false, nil
	case *CustomObject:
		if value, ok := o.Get(name); ok {
			return value, true, nil
		}
	case *Exception:
		if value, ok := o.data(name); ok {
			return value, true, nil
		}
	case *Dictionary:
		if e := attachedTo(o); e != nil {
			if m := findIn(e.extra, name); m != nil {
				return readMember(v, m)
			}
		}
		if value, ok := o.Get(name); ok {
			return value, true, nil
		}
	case *PSObject:
		if m := findIn(o.extra, name); m != nil {
			return readMember(v, m)
		}
		if d, ok := o.base.(*Dictionary); ok {
			if value, ok := d.Get(name); ok {
				return value, true, nil
			}
		}
	case nothing:
		return nil, false, nil
	}
	if m := findIn(ExtraMembers(v), name); m != nil {
		return readMember(v, m)
	}
	return GetDeclared(v, name)
}

// GetDeclared reads a property that is not one of v's own data: of a dictionary none of its entries.
func GetDeclared(v Value, name string) (Value, bool, error) {
	if o, ok := v.(*CustomObject); ok && o.extra != nil {
		if m := findIn(o.extra, name); m != nil {
			return readMember(v, m)
		}
	}
	base := Base(v)
	if a, ok := base.(Adapter); ok {
		if value, ok := a.AdaptedProperty(name); ok {
			return value, true, nil
		}
	}
	if m := typeMember(v, name); m != nil {
		return readMember(v, m)
	}
	if m := TypeOf(base).InstanceMember(name); m != nil {
		return readMember(v, m)
	}
	if value, ok := intrinsicProperty(v, name); ok {
		return value, true, nil
	}
	if m := intrinsicMethod(v, name); m != nil {
		return &MethodValue{Receiver: v, Member: m}, true, nil
	}
	return nil, false, nil
}

// Adapter is implemented by objects some of whose properties depend on their contents: the elements of an XML
// document, the columns of a data row.
type Adapter interface {
	Object
	// AdaptedProperty reads a property by name.
	AdaptedProperty(name string) (Value, bool)
	// SetAdapted writes a property; handled is false when there is no such property.
	SetAdapted(name string, value Value) (handled bool, err error)
	// AdaptedMembers lists these properties.
	AdaptedMembers() []*Member
}

// readMember reads a property or makes a method value. Members that were added to v see v as it is; declared ones
// see the object inside.
func readMember(v Value, m *Member) (Value, bool, error) {
	if m.IsMethod() {
		return &MethodValue{Receiver: v, Member: m}, true, nil
	}
	if m.Kind == AliasProperty && len(m.Referenced) == 1 {
		return GetProperty(v, m.Referenced[0])
	}
	if m.Kind == PropertySet {
		return &MemberInfo{Owner: v, Member: m}, true, nil
	}
	if m.Get == nil {
		return nil, false, nil
	}
	value, err := m.Get(receiverFor(v, m))
	switch err.(type) {
	case nil:
		return value, true, nil
	case *Exception, *ErrorRecord:
		return nil, true, nil
	}
	if err == ErrNotImplemented {
		return nil, false, nil
	}
	return nil, true, err
}

// receiverFor is what a member's functions get: script members see the object with its added members.
func receiverFor(v Value, m *Member) Value {
	if m.Kind == ScriptProperty || m.Kind == ScriptMethod || m.Kind == CodeProperty {
		return v
	}
	return Base(v)
}

// ScalarCount reports whether name is one of the properties (Count, Length) that every object has outside strict
// mode: 1, or 0 for $null.
func ScalarCount(name string) bool { return EqualNames(name, "Count") || EqualNames(name, "Length") }

// SetProperty writes a property of v.
func SetProperty(v Value, name string, value Value) error {
	switch o := v.(type) {
	case nil, nothing:
		return NewError("System.Management.Automation.RuntimeException", "PropertyNotFound", InvalidOperation,
			"The property '%s' cannot be found on this object. Verify that the property exists and can be set.", name)
	case *CustomObject:
		if i := o.shape.Index(FoldName(name)); i >= 0 {
			o.SetAt(i, value)
			return nil
		}
	}
	if m := findIn(ExtraMembers(v), name); m != nil {
		return writeMember(v, m, value)
	}
	base := Base(v)
	if a, ok := base.(Adapter); ok {
		if handled, err := a.SetAdapted(name, value); handled || err != nil {
			return wrapSetError(err, name)
		}
	}
	m := TypeOf(base).InstanceMember(name)
	if d, ok := base.(*Dictionary); ok && (m == nil || m.Set == nil || d.Has(name)) {
		d.Set(name, value)
		return nil
	}
	if m == nil {
		return cannotFindToSet(v, name)
	}
	return writeMember(v, m, value)
}

// cannotFindToSet is the error of assigning to a property that does not exist.
func cannotFindToSet(v Value, name string) *ErrorRecord {
	const text = "The property '%s' cannot be found on this object. Verify that the property exists and can be set."
	if _, isBag := v.(*CustomObject); !isBag {
		return NewError("System.Management.Automation.RuntimeException", "PropertyAssignmentException", InvalidOperation, text, name)
	}
	inner := NewException("System.Management.Automation.RuntimeException", text, name)
	e := NewError("System.Management.Automation.SetValueInvocationException", "ExceptionWhenSetting", NotSpecified,
		"Exception setting \"%s\": \"%s\"", name, inner.Message)
	e.Exception.Inner = inner
	return e
}

// writeMember assigns to a member.
func writeMember(v Value, m *Member, value Value) error {
	if m.Kind == AliasProperty && len(m.Referenced) == 1 {
		return SetProperty(v, m.Referenced[0], value)
	}
	if m.Set == nil {
		return readOnlyError(m)
	}
	if m.ValueType != nil && m.Kind == PropertyMember {
		converted, err := convertTo(value, m.ValueType)
		if err != nil {
			return wrapSetError(err, m.Name)
		}
		value = converted
	}
	return wrapSetError(m.Set(receiverFor(v, m), value), m.Name)
}

// readOnlyError is the error of assigning to a property without a setter.
func readOnlyError(m *Member) *ErrorRecord {
	if m.Kind == ScriptProperty {
		return NewError("System.Management.Automation.SetValueException", "SetWithoutSetterFromScriptProperty", NotSpecified,
			"Set accessor for property \"%s\" is unavailable.", m.Name)
	}
	inner := NewException("System.Management.Automation.SetValueException", "'%s' is a ReadOnly property.", m.Name)
	e := NewError("System.Management.Automation.RuntimeException", "PropertyAssignmentException", InvalidOperation, "%s", inner.Message)
	e.Exception.Inner = inner
	return e
}

// wrapSetError makes SetValueInvocationException of what a setter threw.
func wrapSetError(err error, name string) error {
	var inner *Exception
	switch e := err.(type) {
	case *Exception:
		inner = e
	case *ErrorRecord:
		inner = ConversionCause(e)
	default:
		return err
	}
	e := NewError("System.Management.Automation.SetValueInvocationException", "ExceptionWhenSetting", NotSpecified,
		"Exception setting \"%s\": \"%s\"", name, inner.Message)
	e.Exception.Inner = inner
	return e
}

// GetStatic reads a static property or field of t, or makes a *MethodValue of a static method; ok is false when
// there is none.
func GetStatic(t *Type, name string) (value Value, ok bool, err error) {
	if t.enum != nil {
		if e, ok := EnumMember(t, name); ok {
			return e, true, nil
		}
	}
	m := t.StaticMember(name)
	if m == nil {
		return nil, false, nil
	}
	if m.IsMethod() {
		return &MethodValue{Owner: t, Member: m}, true, nil
	}
	if m.Get == nil {
		return nil, false, nil
	}
	value, err = m.Get(nil)
	switch err.(type) {
	case *Exception, *ErrorRecord:
		return nil, true, nil
	}
	return value, true, err
}

// SetStatic writes a static property of t.
func SetStatic(t *Type, name string, value Value) error {
	m := t.StaticMember(name)
	if t.enum != nil && m == nil {
		if e, ok := EnumMember(t, name); ok {
			return readOnlyError(&Member{Name: e.Name()})
		}
	}
	if m == nil || m.IsMethod() {
		return NewError("System.Management.Automation.RuntimeException", "PropertyAssignmentException", InvalidOperation,
			"The property '%s' cannot be found on this object. Verify that the property exists and can be set.", name)
	}
	return writeMember(nil, m, value)
}

// Members lists every member of v (or, with static, the static members of the type that v is): its own notes and
// added members first, then the declared ones as .NET lists them.
func Members(v Value, static bool) []*Member {
	if static {
		t, ok := Base(v).(*Type)
		if !ok {
			t = TypeOf(v)
		}
		return append(t.enumMembers(), t.DeclaredMembers(true)...)
	}
	if IsNull(v) {
		return nil
	}
	var all []*Member
	if o, ok := v.(*CustomObject); ok {
		for i := range o.shape.names {
			all = append(all, noteOf(o, i))
		}
	}
	all = append(all, ExtraMembers(v)...)
	if a, ok := Base(v).(Adapter); ok {
		all = append(all, a.AdaptedMembers()...)
	}
	all = append(all, addedTypeMembers(v)...)
	if o, ok := v.(*CustomObject); ok && o.adapted.to > 0 {
		return all // it stands for an object of another type, whose methods are not here
	}
	return append(all, TypeOf(v).DeclaredMembers(false)...)
}

// enumMembers presents the values of an enumeration as static properties.
func (t *Type) enumMembers() []*Member {
	if t.enum == nil {
		return nil
	}
	list := make([]*Member, len(t.enum.Names))
	for i, name := range t.enum.Names {
		value := Enum{t, t.enum.Values[i]}
		list[i] = &Member{Name: name, Kind: PropertyMember, Static: true, ValueType: t,
			Definition: "static " + AcceleratorOf(t) + " " + name + " {get;}",
			Get:        func(Value) (Value, error) { return value, nil }}
	}
	return list
}

// data is what the exception offers beyond the properties of its class.
func (e *Exception) data(name string) (Value, bool) {
	for key, value := range e.Data {
		if EqualNames(key, name) {
			return value, true
		}
	}
	return nil, false
}
