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
	if kind == object.NoteProperty {
		return newMember{name: c.Name, value: c.Value}, nil
	}
	m, err := scriptMember(c.Name, kind, c.Value, c.SecondValue)
	return newMember{name: c.Name, member: m}, err
}

// scriptMember makes a member of any kind but note properties from what Add-Member and Update-TypeData are given.
func scriptMember(name string, kind object.MemberKind, value, second object.Value) (*object.Member, error) {
	m := &object.Member{Name: name, Kind: kind}
	block, isBlock := object.Base(value).(object.Callable)
	switch kind {
	case object.NoteProperty:
		m.Get = func(object.Value) (object.Value, error) { return value, nil }
	case object.AliasProperty:
		target := object.ToText(value)
		m.Referenced = []string{target}
		m.Definition = name + " = " + target
		m.Get = func(recv object.Value) (object.Value, error) {
			v, _, err := object.GetProperty(recv, target)
			return v, err
		}
		m.Set = func(recv, v object.Value) error { return object.SetProperty(recv, target, v) }
	case object.PropertySet:
		items, ok := object.Elements(value)
		if !ok {
			items = []object.Value{value}
		}
		for _, item := range items {
			m.Referenced = append(m.Referenced, object.ToText(item))
		}
	case object.ScriptProperty:
		if !isBlock {
			return nil, wrongMemberValue(name, kind)
		}
		setBlock, _ := object.Base(second).(object.Callable)
		object.ScriptPropertyOf(m, block, setBlock)
	case object.ScriptMethod:
		if !isBlock {
			return nil, wrongMemberValue(name, kind)
		}
		object.ScriptMethodOf(m, block)
	default:
		return nil, object.NewError("System.NotSupportedException", "CannotAddMemberType", object.InvalidArgument,
			"Members of type %s cannot be added here.", kindName(kind))
	}
	return m, nil
}

func wrongMemberValue(name string, kind object.MemberKind) error {
	return object.NewError("System.InvalidOperationException", "Value1ShouldBeAScriptBlock", object.InvalidArgument,
		"The Value parameter of the %s %q must be a script block.", kindName(kind), name)
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
