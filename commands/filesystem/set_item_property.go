package filesystem

import (
	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

func setItemPropertyCommand() *command.Command {
	return &command.Command{
		Name: "Set-ItemProperty", Class: "Microsoft.PowerShell.Commands.SetItemPropertyCommand", Module: managementModule,
		Synopsis:    "Changes a property of a file or a folder.",
		Description: "LastWriteTime, IsReadOnly and their like can be changed. There is no registry to write to.",
		Examples: []command.Example{
			{Code: `Set-ItemProperty a.txt IsReadOnly $true; (Get-Item a.txt).IsReadOnly`, Setup: `'x' | Set-Content a.txt`, Remarks: "Makes a file read-only."},
		},
		New:        func() command.Processor { return &setItemProperty{} },
		DefaultSet: "propertyValuePathSet", ShouldProcess: true,
	}
}

// setItemProperty is Set-ItemProperty: changes a property of a file or a folder.
type setItemProperty struct {
	Path        []string      `ps:"set=propertyPSObjectPathSet,propertyValuePathSet pos=0 mandatory byname" help:"The items, wildcards allowed."`
	LiteralPath []string      `ps:"alias=PSPath,LP set=propertyValueLiteralPathSet,propertyPSObjectLiteralPathSet mandatory byname" help:"The items, without wildcards."`
	Name        string        `ps:"alias=PSProperty set=propertyValuePathSet,propertyValueLiteralPathSet pos=1 mandatory byname" help:"The property."`
	Value       object.Value  `ps:"allownull; set=propertyValuePathSet,propertyValueLiteralPathSet pos=2 mandatory byname" help:"The new value."`
	InputObject object.Value  `ps:"type=System.Management.Automation.PSObject set=propertyPSObjectPathSet,propertyPSObjectLiteralPathSet mandatory pipeline byname" help:"An object whose properties are the new values."`
	PassThru    object.Switch `help:"Writes the item."`
	Force       object.Switch `help:"Changes hidden items as well."`
	Filter      string        `help:"A pattern that names must match, with * and ?."`
	Include     []string      `help:"Only items whose name matches one of these patterns."`
	Exclude     []string      `help:"Leaves out items whose name matches one of these patterns."`
	Credential  object.Value  `ps:"type=System.Management.Automation.PSCredential byname" help:"Not supported by any drive."`
}

// Process implements command.Processor.
func (c *setItemProperty) Process(inv *command.Invocation) error {
	if err := refuseCredential(c.Credential); err != nil {
		return err
	}
	values := object.NewCustomObject(object.ShapeOf(c.Name), []object.Value{c.Value})
	if c.InputObject != nil {
		values = object.NewCustomObject(object.EmptyShape, nil)
		if err := matchingProperties(values, c.InputObject, "*"); err != nil {
			return err
		}
	}
	o := newSelection(c.Path, c.LiteralPath).matching(c.Filter, c.Include, c.Exclude, true)
	return sessionOf(inv).eachWithProperties(inv, o, func(p place) error {
		for i, name := range values.Shape().Names() {
			if err := report(inv, c.set(inv, p, name, values.At(i))); err != nil {
				return err
			}
		}
		return passItem(inv, p, c.PassThru)
	})
}

func (c *setItemProperty) set(inv *command.Invocation, p place, name string, value object.Value) error {
	action := "Set Property File"
	if p.isContainer() {
		action = "Set Property Directory"
	}
	target := "Item: " + p.path + " Property: " + name + " Value: " + object.ToText(value)
	if ok, err := confirmed(inv, target, action); !ok || err != nil {
		return err
	}
	item, err := p.provider.item(p.path)
	if err != nil {
		return err
	}
	if m := object.FindMember(item, name); m == nil || m.IsMethod() {
		return propertyMissing("SetPropertyError", name, p)
	}
	return object.SetProperty(item, name, value)
}
