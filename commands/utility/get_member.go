package utility

import (
	"slices"
	"strings"
	"sync"

	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

func getMemberCommand() *command.Command {
	return &command.Command{
		Name: "Get-Member", Class: "Microsoft.PowerShell.Commands.GetMemberCommand", Module: "Microsoft.PowerShell.Utility",
		Synopsis:    "Lists the properties and methods of objects.",
		Description: "Shows each member's kind and definition, once for every type of object that comes in.",
		Examples: []command.Example{
			{Code: `'text' | Get-Member -Name L*, Sub*`, Remarks: "Members of texts by name."},
			{Code: `[pscustomobject]@{Name='a'} | Get-Member -MemberType NoteProperty`, Remarks: "Only the properties that were added."},
			{Code: `[datetime] | Get-Member -Static`, Remarks: "The members of the type itself."},
		},
		New:         func() command.Processor { return &getMember{} },
		OutputTypes: []string{"Microsoft.PowerShell.Commands.MemberDefinition"},
	}
}

// getMember is Get-Member: lists the properties and methods of objects.
type getMember struct {
	InputObject object.Value  `ps:"type=System.Management.Automation.PSObject pipeline" help:"The objects whose members are listed."`
	Name        []string      `ps:"notempty pos=0" help:"The names, wildcards allowed."`
	MemberType  object.Enum   `ps:"alias=Type type=System.Management.Automation.PSMemberTypes" help:"The kinds of members."`
	View        object.Enum   `ps:"type=System.Management.Automation.PSMemberViewTypes" help:"Extended, Adapted, Base or All."`
	Static      object.Switch `help:"The members of the type instead of the object's."`
	Force       object.Switch `help:"Also the members that are normally hidden."`

	patterns []*object.Wildcard
	seen     map[string]bool // type names that have been shown
	any      bool
}

// memberDefinition is Microsoft.PowerShell.Commands.MemberDefinition.
type memberDefinition struct {
	typeName, name, definition string
	kind                       object.MemberKind
}

var memberDefinitionType = sync.OnceValue(func() *object.Type {
	return defineRecord("Microsoft.PowerShell.Commands.MemberDefinition", nil,
		property[*memberDefinition]{"TypeName", "System.String", func(m *memberDefinition) object.Value { return m.typeName }},
		property[*memberDefinition]{"Name", "System.String", func(m *memberDefinition) object.Value { return m.name }},
		property[*memberDefinition]{"MemberType", memberTypes, func(m *memberDefinition) object.Value { return m.kindValue() }},
		property[*memberDefinition]{"Definition", "System.String", func(m *memberDefinition) object.Value { return m.definition }})
})

const memberTypes = "System.Management.Automation.PSMemberTypes"

// Type implements object.Object.
func (*memberDefinition) Type() *object.Type { return memberDefinitionType() }

// Text implements object.Texter.
func (m *memberDefinition) Text() string { return m.definition }

func (m *memberDefinition) kindValue() object.Value {
	if t := object.LookupType(memberTypes); t != nil {
		return object.Enum{EnumType: t, Value: int64(m.kind)}
	}
	return kindName(m.kind)
}

// Begin compiles the name patterns.
func (c *getMember) Begin(inv *command.Invocation) error {
	c.seen = make(map[string]bool)
	for _, name := range c.Name {
		pattern, err := object.CompileWildcard(name, true)
		if err != nil {
			return err
		}
		c.patterns = append(c.patterns, pattern)
	}
	return nil
}

// Process implements command.Processor.
func (c *getMember) Process(inv *command.Invocation) error {
	if object.IsNull(c.InputObject) {
		return nil
	}
	c.any = true
	typeName := c.typeName()
	if c.seen[typeName] {
		return nil
	}
	c.seen[typeName] = true
	var found []*memberDefinition
	for _, m := range object.Members(c.InputObject, bool(c.Static)) {
		if c.wanted(m) {
			found = append(found, &memberDefinition{typeName: typeName, name: m.Name, kind: m.Kind,
				definition: memberText(c.InputObject, m)})
		}
	}
	slices.SortStableFunc(found, func(a, b *memberDefinition) int {
		if k := strings.Compare(kindName(a.kind), kindName(b.kind)); k != 0 {
			return k
		}
		return strings.Compare(object.FoldName(a.name), object.FoldName(b.name))
	})
	for _, m := range found {
		if err := inv.Write(m); err != nil {
			return err
		}
	}
	return nil
}

func (c *getMember) typeName() string {
	if !c.Static {
		return object.TypeName(c.InputObject)
	}
	if t, ok := object.Base(c.InputObject).(*object.Type); ok {
		return t.FullName()
	}
	return object.TypeOf(c.InputObject).FullName()
}

// wanted reports whether -Name, -MemberType, -View and -Force let a member through.
func (c *getMember) wanted(m *object.Member) bool {
	if c.MemberType.Value != 0 && int64(m.Kind)&c.MemberType.Value == 0 {
		return false
	}
	if !bool(c.Force) && (m.Hidden || isAccessor(m.Name)) {
		return false
	}
	if c.View.Value != 0 && !c.inView(m) {
		return false
	}
	if len(c.patterns) == 0 {
		return true
	}
	for _, pattern := range c.patterns {
		if pattern.Match(m.Name) {
			return true
		}
	}
	return false
}

// inView reports whether a member belongs to the view: Extended 1, Adapted 2, Base 4.
func (c *getMember) inView(m *object.Member) bool {
	const adapted = object.PropertyMember | object.MethodMember | object.ParameterizedProperty | object.EventMember
	if m.Kind&adapted != 0 {
		return c.View.Value&(2|4) != 0
	}
	return c.View.Value&1 != 0
}

// isAccessor reports whether a name is that of a getter, setter or operator, which are not listed.
func isAccessor(name string) bool {
	for _, prefix := range []string{"get_", "set_", "add_", "remove_", "op_"} {
		if strings.HasPrefix(name, prefix) {
			return true
		}
	}
	return false
}

// End complains if nothing came in.
func (c *getMember) End(inv *command.Invocation) error {
	if c.any {
		return nil
	}
	return inv.WriteError(object.NewError("System.InvalidOperationException", "NoObjectInGetMember", object.CloseError,
		"You must specify an object for the Get-Member cmdlet."))
}
