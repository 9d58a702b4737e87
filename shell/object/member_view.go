package object

// MemberView is what $x.PSObject gives: the object seen as a set of members.
type MemberView struct{ Owner Value }

// Type implements Object.
func (*MemberView) Type() *Type { return LibraryType("System.Management.Automation.PSMemberSet") }

// MemberCollection is $x.PSObject.Properties, .Methods or .Members: the members of the kinds in Kinds.
type MemberCollection struct {
	Owner Value
	Kinds MemberKind
}

// The kinds of members in the three collections.
const (
	PropertyKinds = AliasProperty | CodeProperty | PropertyMember | NoteProperty | ScriptProperty
	MethodKinds   = MethodMember | ScriptMethod | CodeMethod | ParameterizedProperty
	AllKinds      = PropertyKinds | MethodKinds | PropertySet | MemberSet | EventMember
)

// Type implements Object.
func (c *MemberCollection) Type() *Type {
	item := "System.Management.Automation.PSMemberInfo"
	switch c.Kinds {
	case PropertyKinds:
		item = "System.Management.Automation.PSPropertyInfo"
	case MethodKinds:
		item = "System.Management.Automation.PSMethodInfo"
	}
	return Close(LibraryType("System.Management.Automation.PSMemberInfoIntegratingCollection`1"), LibraryType(item))
}

// Items are the members, added ones first.
func (c *MemberCollection) Items() []*MemberInfo {
	var items []*MemberInfo
	for _, m := range Members(c.Owner, false) {
		if m.Kind&c.Kinds != 0 && !m.Hidden {
			items = append(items, &MemberInfo{Owner: c.Owner, Member: m})
		}
	}
	return items
}

// Each implements Enumerable.
func (c *MemberCollection) Each(yield func(Value) bool) error {
	for _, m := range c.Items() {
		if !yield(m) {
			break
		}
	}
	return nil
}

// Find is the member called name, or nil.
func (c *MemberCollection) Find(name string) *MemberInfo {
	m := FindMember(c.Owner, name)
	if m == nil || m.Kind&c.Kinds == 0 {
		if a, ok := Base(c.Owner).(Adapter); ok {
			if m = findIn(a.AdaptedMembers(), name); m != nil {
				return &MemberInfo{Owner: c.Owner, Member: m}
			}
		}
		return nil
	}
	return &MemberInfo{Owner: c.Owner, Member: m}
}

// Add gives the owner one more member.
func (c *MemberCollection) Add(m *Member) error {
	if FindMember(c.Owner, m.Name) != nil {
		return NewException("System.Management.Automation.ExtendedTypeSystemException",
			"Cannot add a member with the name \"%s\" because a member with that name already exists. "+
				"To overwrite the member anyway, add the Force parameter to your command.", m.Name)
	}
	AddToObject(c.Owner, m)
	return nil
}

// AddToObject adds a member to a property bag or a wrapped value; note properties of a bag go among its own.
func AddToObject(v Value, m *Member) {
	if o, ok := v.(*CustomObject); ok && m.Kind == NoteProperty && m.Get != nil {
		value, _ := m.Get(v)
		o.Set(m.Name, value)
		return
	}
	AddMember(Extensible(v), m)
}

// Remove takes an added member away; declared ones stay.
func (c *MemberCollection) Remove(name string) {
	if o, ok := c.Owner.(*CustomObject); ok && o.Remove(name) {
		return
	}
	_, extra, ok := extended(c.Owner)
	if !ok {
		return
	}
	for i, m := range *extra {
		if EqualNames(m.Name, name) {
			*extra = append((*extra)[:i:i], (*extra)[i+1:]...)
			return
		}
	}
}

// MemberInfo is one member of one object (PSMemberInfo and the types derived from it).
type MemberInfo struct {
	Owner  Value
	Member *Member
}

// Type implements Object.
func (m *MemberInfo) Type() *Type {
	name := "PSProperty"
	switch m.Member.Kind {
	case NoteProperty:
		name = "PSNoteProperty"
	case ScriptProperty:
		name = "PSScriptProperty"
	case AliasProperty:
		name = "PSAliasProperty"
	case ScriptMethod:
		name = "PSScriptMethod"
	case MethodMember, CodeMethod:
		name = "PSMethod"
	case ParameterizedProperty:
		name = "PSParameterizedProperty"
	case PropertySet:
		name = "PSPropertySet"
	}
	return LibraryType("System.Management.Automation." + name)
}

// Value reads the member; a method reads as itself.
func (m *MemberInfo) Value() Value {
	if m.Member.IsMethod() {
		return &MethodValue{Receiver: m.Owner, Member: m.Member}
	}
	v, _, _ := readMember(m.Owner, m.Member)
	return v
}

// SetValue writes the member.
func (m *MemberInfo) SetValue(v Value) error { return writeMember(m.Owner, m.Member, v) }

// TypeNameOfValue is the type of the value, as Get-Member and Format-List see it.
func (m *MemberInfo) TypeNameOfValue() string {
	switch {
	case m.Member.Kind == PropertyMember && m.Member.ValueType != nil:
		return m.Member.ValueType.FullName()
	case m.Member.IsMethod():
		return "System.Management.Automation.PSMethod"
	}
	if v := m.Value(); !IsNull(v) {
		return TypeName(v)
	}
	return "System.Object"
}

// Settable reports whether the member can be assigned to.
func (m *MemberInfo) Settable() bool {
	return m.Member.Set != nil || m.Member.Kind == NoteProperty || m.Member.Kind == AliasProperty
}

// intrinsicProperty reads the properties that every object has: PSObject, PSTypeNames and the partial views.
func intrinsicProperty(v Value, name string) (Value, bool) {
	if len(name) < 6 || len(name) > 11 || name[0]|0x20 != 'p' || name[1]|0x20 != 's' {
		return nil, false
	}
	switch FoldName(name) {
	case "psobject":
		return &MemberView{Owner: v}, true
	case "pstypenames":
		return &TypeNameList{Owner: v}, true
	case "psbase":
		return Base(v), true
	case "psadapted", "psextended":
		return &MemberView{Owner: v}, true
	}
	return nil, false
}

// TypeNameList is $x.PSObject.TypeNames, a list of text.
type TypeNameList struct{ Owner Value }

// Type implements Object.
func (*TypeNameList) Type() *Type {
	return Close(LibraryType("System.Collections.ObjectModel.Collection`1"), TypeString)
}

// Each implements Enumerable.
func (l *TypeNameList) Each(yield func(Value) bool) error {
	for _, name := range TypeNames(l.Owner) {
		if !yield(name) {
			break
		}
	}
	return nil
}

// Set gives the owner other names, unless nothing can be kept for it: it must carry members of its own (see Wrap).
func (l *TypeNameList) Set(names []string) {
	SetTypeNames(Extensible(l.Owner), names)
}
