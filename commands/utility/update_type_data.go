package utility

import (
	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/interp"
	"github.com/partnershell/partnershell/shell/object"
	"github.com/partnershell/partnershell/shell/render"
)

func updateTypeDataCommand() *command.Command {
	return &command.Command{
		Name: "Update-TypeData", Class: "Microsoft.PowerShell.Commands.UpdateTypeDataCommand", Module: "Microsoft.PowerShell.Utility",
		Synopsis: "Gives all objects of a type further members.",
		Description: "Adds a property or method to a type for the rest of the session, or says which properties show " +
			"by default.",
		Examples: []command.Example{
			{Code: `Update-TypeData -TypeName System.Int32 -MemberName Double -MemberType ScriptProperty -Value { $this * 2 } -Force; (5).Double`, Remarks: "A new property."},
		},
		New:           func() command.Processor { return &updateTypeData{} },
		DefaultSet:    "FileSet",
		ShouldProcess: true, ConfirmImpact: "Low",
	}
}

// updateTypeData is Update-TypeData: gives all objects of a type further members.
type updateTypeData struct {
	MemberType                object.Enum   `ps:"type=System.Management.Automation.PSMemberTypes notempty values=NoteProperty,AliasProperty,ScriptProperty,CodeProperty,ScriptMethod,CodeMethod set=DynamicTypeSet" help:"The kinds of members."`
	MemberName                string        `ps:"notempty set=DynamicTypeSet" help:"The member's name."`
	Value                     object.Value  `ps:"set=DynamicTypeSet" help:"The value."`
	SecondValue               object.Value  `ps:"notnull set=DynamicTypeSet" help:"The second value: a setter, or the type of an alias."`
	DefaultDisplayProperty    string        `ps:"notempty set=DynamicTypeSet" help:"The property that stands for the object."`
	DefaultDisplayPropertySet []string      `ps:"notempty set=DynamicTypeSet" help:"The properties that lists show."`
	DefaultKeyPropertySet     []string      `ps:"notempty set=DynamicTypeSet" help:"The properties that tell objects apart."`
	TypeName                  string        `ps:"notempty set=DynamicTypeSet mandatory pipeline" help:"The name of a type."`
	Force                     object.Switch `ps:"set=DynamicTypeSet,TypeDataSet" help:"Does it even where something would be overwritten or is read-only."`
	AppendPath                []string      `ps:"alias=PSPath,Path notnull set=FileSet pos=0 pipeline byname" help:"Not supported: type files."`
	PrependPath               []string      `ps:"notnull set=FileSet" help:"Not supported: type files."`
}

// Process implements command.Processor.
func (c *updateTypeData) Process(inv *command.Invocation) error {
	if inv.Set == "FileSet" {
		return c.refuseFiles(inv)
	}
	typeName := c.TypeName
	if t := interp.RuntimeOf(inv).LookupType(typeName); t != nil {
		typeName = t.FullName()
	}
	if ok, err := inv.ShouldProcess("Type Name: "+typeName, "Update TypeData"); !ok || err != nil {
		return err
	}
	if len(c.DefaultDisplayPropertySet) > 0 {
		render.SetDefaultProperties(typeName, c.DefaultDisplayPropertySet...)
	}
	if c.DefaultDisplayProperty != "" {
		render.SetDisplayName(typeName, c.DefaultDisplayProperty)
	}
	if c.MemberName == "" {
		return nil
	}
	return c.addMember(inv, typeName)
}

func (c *updateTypeData) refuseFiles(inv *command.Invocation) error {
	if len(c.AppendPath) == 0 && len(c.PrependPath) == 0 {
		return nil
	}
	return object.NewError("System.Management.Automation.PSNotSupportedException", "NotSupported", object.NotImplemented,
		"Type files (.ps1xml) are not read here: give the members with -MemberName and -Value.")
}

func (c *updateTypeData) addMember(inv *command.Invocation, typeName string) error {
	m, err := memberSpec{c.MemberName, memberKindOf(c.MemberType), c.Value, c.SecondValue}.make()
	if err != nil {
		return err
	}
	if object.AddTypeMember(typeName, m, bool(c.Force)) {
		return nil
	}
	e := object.NewError("System.Management.Automation.RuntimeException", "TypesDynamicUpdateException", object.InvalidOperation,
		`Error in TypeData "%s": The member %s is already present.`, typeName, c.MemberName)
	return inv.WriteError(e)
}

// memberKindOf is the kind that -MemberType names; a note property without it.
func memberKindOf(e object.Enum) object.MemberKind {
	if e.Value == 0 {
		return object.NoteProperty
	}
	return object.MemberKind(e.Value)
}
