package utility

import (
	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/interp"
	"github.com/partnershell/partnershell/shell/object"
	"github.com/partnershell/partnershell/shell/render"
)

func removeTypeDataCommand() *command.Command {
	return &command.Command{
		Name: "Remove-TypeData", Class: "Microsoft.PowerShell.Commands.RemoveTypeDataCommand", Module: "Microsoft.PowerShell.Utility",
		Synopsis:    "Takes members away that Update-TypeData added.",
		Description: "Removes everything that was added to a type in this session.",
		Examples: []command.Example{
			{Code: `Update-TypeData -TypeName My.Type -MemberName A -MemberType NoteProperty -Value 1; Remove-TypeData My.Type`, Remarks: "Added and removed."},
		},
		New:           func() command.Processor { return &removeTypeData{} },
		DefaultSet:    "RemoveTypeDataSet",
		ShouldProcess: true,
	}
}

// removeTypeData is Remove-TypeData: takes members away that Update-TypeData added.
type removeTypeData struct {
	TypeName string `ps:"notempty set=RemoveTypeSet pos=0 mandatory pipeline byname" help:"The name of a type."`
}

// Process implements command.Processor.
func (c *removeTypeData) Process(inv *command.Invocation) error {
	name := c.TypeName
	if t := interp.RuntimeOf(inv).LookupType(name); t != nil {
		name = t.FullName()
	}
	if ok, err := inv.ShouldProcess("Type Name: "+name, "Remove TypeData"); !ok || err != nil {
		return err
	}
	members, shown := object.RemoveTypeMembers(name), render.RemoveDefaultProperties(name)
	if members || shown {
		return nil
	}
	e := object.NewError("System.Management.Automation.RuntimeException", "TypesDynamicRemoveException", object.InvalidOperation,
		`Error in TypeData "%s": The TypeData was not found.`, name)
	return inv.WriteError(e)
}
