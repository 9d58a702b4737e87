package utility

import (
	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/interp"
	"github.com/partnershell/partnershell/shell/object"
)

func getTypeDataCommand() *command.Command {
	return &command.Command{
		Name: "Get-TypeData", Class: "Microsoft.PowerShell.Commands.GetTypeDataCommand", Module: "Microsoft.PowerShell.Utility",
		Synopsis:    "Lists what was added to types.",
		Description: "The members that Update-TypeData added.",
		Examples: []command.Example{
			{Code: `Get-TypeData System.DateTime | Measure-Object | ForEach-Object Count`, Remarks: "By name."},
		},
		New:         func() command.Processor { return &getTypeData{} },
		OutputTypes: []string{"System.Management.Automation.PSObject"},
	}
}

// getTypeData is Get-TypeData: lists what was added to types.
type getTypeData struct {
	TypeName []string `ps:"notempty pos=0 pipeline" help:"The name of a type."`
}

// Process implements command.Processor.
func (c *getTypeData) Process(inv *command.Invocation) error {
	for _, name := range c.TypeName {
		if t := interp.RuntimeOf(inv).LookupType(name); t != nil {
			name = t.FullName()
		}
		members := object.TypeMembers(name)
		if len(members) == 0 {
			continue
		}
		table := object.NewHashtable()
		for _, m := range members {
			table.Set(m.Name, memberText(nil, m))
		}
		data := object.NewCustomObject(object.ShapeOf("TypeName", "Members"), []object.Value{name, table})
		object.AddTypeName(data, "System.Management.Automation.Runspaces.TypeData")
		if err := inv.Write(data); err != nil {
			return err
		}
	}
	return nil
}
