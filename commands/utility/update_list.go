package utility

import (
	"slices"

	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

func updateListCommand() *command.Command {
	return &command.Command{
		Name: "Update-List", Class: "Microsoft.PowerShell.Commands.UpdateListCommand", Module: "Microsoft.PowerShell.Utility",
		Synopsis:    "Adds to and removes from a list property.",
		Description: "Changes the list in a property of each object and writes the object.",
		Examples: []command.Example{
			{Code: `[pscustomobject]@{Tags=[System.Collections.ArrayList]@('a')} | Update-List Tags -Add b | ForEach-Object { $_.Tags.Count }`, Remarks: "One more entry."},
		},
		New:        func() command.Processor { return &updateList{} },
		DefaultSet: "AddRemoveSet",
	}
}

// updateList is Update-List: adds to and removes from a list property.
type updateList struct {
	Add         []object.Value `ps:"notempty set=AddRemoveSet" help:"What to add."`
	Remove      []object.Value `ps:"notempty set=AddRemoveSet" help:"What to remove."`
	Replace     []object.Value `ps:"notempty set=ReplaceSet mandatory" help:"What to have instead."`
	InputObject object.Value   `ps:"type=System.Management.Automation.PSObject notempty pipeline" help:"The object with the list."`
	Property    string         `ps:"notempty pos=0" help:"The property."`
}

// Process implements command.Processor.
func (c *updateList) Process(inv *command.Invocation) error {
	if c.Property == "" || object.IsNull(c.InputObject) {
		return nil
	}
	value, ok, err := object.GetProperty(c.InputObject, c.Property)
	if err != nil {
		return err
	}
	if !ok {
		e := object.NewError("System.InvalidOperationException", "MemberDoesntExist", object.InvalidOperation,
			"The property '%s' cannot be found on this object. Verify that the property exists.", c.Property)
		e.Target = c.InputObject
		return inv.WriteError(e)
	}
	list, isList := object.Base(value).(*object.List)
	if !isList {
		e := object.NewError("System.Management.Automation.PSInvalidOperationException", "ModificationObjectNotList", object.InvalidOperation,
			"The property '%s' is no list that can grow.", c.Property)
		e.Target = c.InputObject
		return inv.WriteError(e)
	}
	c.change(inv, list)
	return inv.Write(c.InputObject)
}

func (c *updateList) change(inv *command.Invocation, list *object.List) {
	list.Version++
	if inv.IsBound("Replace") {
		list.Items = append([]object.Value(nil), c.Replace...)
		return
	}
	list.Items = append(list.Items, c.Add...)
	for _, gone := range c.Remove {
		for i, item := range list.Items {
			if object.Equal(item, gone, true) {
				list.Items = slices.Delete(list.Items, i, i+1)
				break
			}
		}
	}
}
