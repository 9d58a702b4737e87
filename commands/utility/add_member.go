package utility

import (
	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

func addMemberCommand() *command.Command {
	return &command.Command{
		Name: "Add-Member", Class: "Microsoft.PowerShell.Commands.AddMemberCommand", Module: "Microsoft.PowerShell.Utility",
		Synopsis: "Adds a property or method to an object.",
		Description: "The member belongs to this one object. Note properties hold a value, script properties and " +
			"methods run a block in which $this is the object.",
		Examples: []command.Example{
			{Code: `$o = [pscustomobject]@{Name='a'}; $o | Add-Member Size 5; $o`, Remarks: "A note property."},
			{Code: `[pscustomobject]@{A=2; B=3} | Add-Member ScriptProperty Sum { $this.A + $this.B } -PassThru`, Remarks: "A computed property."},
		},
		New:        func() command.Processor { return &addMember{} },
		DefaultSet: "TypeNameSet",
	}
}

// addMember is Add-Member: adds a property or method to an object.
type addMember struct {
	InputObject         object.Value       `ps:"type=System.Management.Automation.PSObject set=MemberSet,TypeNameSet,NotePropertySingleMemberSet,NotePropertyMultiMemberSet mandatory pipeline" help:"The object that gets the member."`
	MemberType          object.Enum        `ps:"alias=Type type=System.Management.Automation.PSMemberTypes set=MemberSet pos=0 mandatory" help:"The kinds of members."`
	Name                string             `ps:"set=MemberSet pos=1 mandatory" help:"The member's name."`
	Value               object.Value       `ps:"set=MemberSet pos=2" help:"The value."`
	SecondValue         object.Value       `ps:"set=MemberSet pos=3" help:"The second value: a setter, or the type of an alias."`
	TypeName            string             `ps:"notempty; set=TypeNameSet mandatory; set=MemberSet,NotePropertySingleMemberSet,NotePropertyMultiMemberSet" help:"A type name to put before the object's own."`
	Force               object.Switch      `ps:"set=MemberSet,NotePropertySingleMemberSet,NotePropertyMultiMemberSet" help:"Replaces a member of the same name."`
	PassThru            object.Switch      `ps:"set=MemberSet,TypeNameSet,NotePropertySingleMemberSet,NotePropertyMultiMemberSet" help:"Writes the objects on as well."`
	NotePropertyName    string             `ps:"nomembertype notempty set=NotePropertySingleMemberSet pos=0 mandatory" help:"The name of the note property."`
	NotePropertyValue   object.Value       `ps:"allownull set=NotePropertySingleMemberSet pos=1 mandatory" help:"The value of the note property."`
	NotePropertyMembers *object.Dictionary `ps:"type=System.Collections.IDictionary notempty set=NotePropertyMultiMemberSet pos=0 mandatory" help:"A table of note properties and their values."`
}

// Process implements command.Processor.
func (c *addMember) Process(inv *command.Invocation) error {
	v := c.InputObject
	if object.IsNull(v) {
		return nil
	}
	v = object.Extensible(v)
	if c.TypeName != "" {
		v = object.AddTypeName(v, c.TypeName)
	}
	members, err := c.members(inv)
	if err != nil {
		return err
	}
	for _, m := range members {
		if v, err = c.add(inv, v, m); err != nil {
			return err
		}
	}
	if c.PassThru {
		return inv.Write(v)
	}
	return nil
}

// newMember is a member to be added: a note's value or a ready member.
type newMember struct {
	name   string
	value  object.Value
	member *object.Member // nil: a note property
}

func (c *addMember) members(inv *command.Invocation) ([]newMember, error) {
	switch inv.Set {
	case "NotePropertySingleMemberSet":
		return []newMember{{name: c.NotePropertyName, value: c.NotePropertyValue}}, nil
	case "NotePropertyMultiMemberSet":
		var all []newMember
		for _, e := range c.NotePropertyMembers.Entries() {
			all = append(all, newMember{name: object.ToText(e.Key), value: e.Value})
		}
		return all, nil
	case "MemberSet":
		m, err := c.member()
		return []newMember{m}, err
	}
	return nil, nil
}

func (c *addMember) member() (newMember, error) {
	kind := object.MemberKind(c.MemberType.Value)
	if kind&(kind-1) != 0 {
		return newMember{}, memberError("WrongMemberCount", "To add a member, only one member type can be specified. "+
			"The member types specified are: %q.", object.ToText(c.MemberType))
	}
	m := memberSpec{c.Name, kind, c.Value, c.SecondValue}
	if kind == object.NoteProperty {
		return newMember{name: c.Name, value: c.Value}, m.needNoSecond()
	}
	made, err := m.make()
	return newMember{name: c.Name, member: made}, err
}

func memberError(id, format string, a ...any) error {
	return object.NewError("System.InvalidOperationException", id, object.InvalidOperation, format, a...)
}

// memberSpec is what Add-Member and Update-TypeData are given for a member.
type memberSpec struct {
	name          string
	kind          object.MemberKind
	value, second object.Value
}

// make makes a member of any kind.
func (s memberSpec) make() (*object.Member, error) {
	m := &object.Member{Name: s.name, Kind: s.kind}
	switch s.kind {
	case object.NoteProperty:
		value := s.value
		m.Get = func(object.Value) (object.Value, error) { return value, s.needNoSecond() }
		return m, nil
	case object.AliasProperty:
		return m, s.alias(m)
	case object.PropertySet:
		return m, s.propertySet(m)
	case object.MemberSet:
		return m, s.memberSet(m)
	case object.ScriptProperty:
		if object.IsNull(s.value) && object.IsNull(s.second) {
			return nil, s.bothNull()
		}
		blocks, err := s.convert("System.Management.Automation.ScriptBlock", s.value, s.second)
		if err == nil {
			object.ScriptPropertyOf(m, blocks[0], blocks[1])
		}
		return m, err
	case object.ScriptMethod:
		blocks, err := s.convert("System.Management.Automation.ScriptBlock", s.value)
		if err := s.single(err); err != nil {
			return nil, err
		}
		object.ScriptMethodOf(m, blocks[0])
		return m, nil
	case object.CodeProperty, object.CodeMethod:
		_, err := s.convert("System.Reflection.MethodInfo", s.value, s.second)
		if err := s.single(err); err != nil {
			return nil, err
		}
	}
	return nil, memberError("CannotAddMemberType", "Cannot add a member with type %q. Specify a different type for the MemberTypes parameter.",
		kindName(s.kind))
}

// single is for kinds that need a value and know no second one; err is what was wrong with the value.
func (s memberSpec) single(err error) error {
	if object.IsNull(s.value) {
		return memberError("Value1ShouldNotBeNull", "The Value parameter must not be null for a member of type %q.", kindName(s.kind))
	}
	if second := s.needNoSecond(); second != nil && s.kind != object.CodeProperty {
		return second
	}
	return err
}

func (s memberSpec) bothNull() error {
	return memberError("Value1AndValue2AreNotBothNull",
		"The Value and SecondValue parameters cannot both be null for a member of type %q.", kindName(s.kind))
}

func (s memberSpec) needNoSecond() error {
	if object.IsNull(s.second) {
		return nil
	}
	return memberError("Value2ShouldNotBeSpecified", "The SecondValue parameter is not necessary for a member of type %q, "+
		"and should not be specified. Do not specify the SecondValue parameter when you add members of this type.", kindName(s.kind))
}

// convert makes the values those of the type that the kind asks for; $null stays.
func (s memberSpec) convert(typeName string, values ...object.Value) ([]object.Callable, error) {
	blocks := make([]object.Callable, len(values))
	for i, v := range values {
		if object.IsNull(v) {
			continue
		}
		block, ok := object.Base(v).(object.Callable)
		if !ok || typeName != "System.Management.Automation.ScriptBlock" {
			return nil, object.NewError("System.Management.Automation.PSInvalidCastException", "ConvertToFinalInvalidCastException",
				object.InvalidArgument, `Cannot convert the "%s" value of type "%s" to type "%s".`, object.ToText(v),
				object.TypeOf(v).FullName(), typeName)
		}
		blocks[i] = block
	}
	return blocks, nil
}

// alias makes m another name of a property, converted to a type if a second value names one.
func (s memberSpec) alias(m *object.Member) error {
	if object.IsNull(s.value) {
		return s.single(nil)
	}
	var as *object.Type
	if !object.IsNull(s.second) {
		t, err := object.Convert(s.second, object.LookupType("System.Type"))
		if err != nil {
			return err
		}
		as, _ = t.(*object.Type)
	}
	target := object.ToText(s.value)
	m.Referenced = []string{target}
	m.Definition = s.name + " = " + target
	m.Get = func(recv object.Value) (object.Value, error) {
		v, _, err := object.GetProperty(recv, target)
		if err == nil && as != nil {
			return object.Convert(v, as)
		}
		return v, err
	}
	m.Set = func(recv, v object.Value) error { return object.SetProperty(recv, target, v) }
	if as != nil {
		m.Definition = s.name + " = (" + as.FullName() + ")" + target
		m.Referenced = nil // it is read through Get
	}
	return nil
}

func (s memberSpec) propertySet(m *object.Member) error {
	if err := s.single(nil); err != nil {
		return err
	}
	items, ok := object.Elements(s.value)
	if !ok {
		items = []object.Value{s.value}
	}
	for _, item := range items {
		m.Referenced = append(m.Referenced, object.ToText(item))
	}
	return nil
}

// memberSet makes m a set of the members that the value lists.
func (s memberSpec) memberSet(m *object.Member) error {
	if err := s.needNoSecond(); err != nil {
		return err
	}
	members := object.Value(object.NewCustomObject(object.EmptyShape, nil))
	items, ok := object.Elements(s.value)
	if !ok && !object.IsNull(s.value) {
		items = []object.Value{s.value}
	}
	for _, item := range items {
		info, ok := object.Base(item).(*object.MemberInfo)
		if !ok {
			_, err := s.convert("System.Management.Automation.PSMemberInfo", item)
			return err
		}
		members = object.AddMember(members, info.Member)
	}
	m.Get = func(object.Value) (object.Value, error) { return members, nil }
	return nil
}

// add puts one member on the object; without -Force a name can be taken only once.
func (c *addMember) add(inv *command.Invocation, v object.Value, m newMember) (object.Value, error) {
	if old := object.FindMember(v, m.name); old != nil && !isDictionary(v) {
		if !bool(c.Force) {
			e := object.NewError("System.InvalidOperationException", "MemberAlreadyExists", object.InvalidOperation,
				`Cannot add a member with the name "%s" because a member with that name already exists. `+
					"To overwrite the member anyway, add the Force parameter to your command.", m.name)
			e.Target = v
			return v, inv.WriteError(e)
		}
		if o, ok := v.(*object.CustomObject); ok && m.member != nil {
			o.Remove(m.name)
		}
	}
	if m.member == nil {
		return addNote(v, m.name, m.value), nil
	}
	return object.AddMember(v, m.member), nil
}

func isDictionary(v object.Value) bool {
	_, ok := object.Base(v).(*object.Dictionary)
	return ok
}
