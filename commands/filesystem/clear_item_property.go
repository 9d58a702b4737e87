package filesystem

import (
	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

func clearItemPropertyCommand() *command.Command {
	return &command.Command{
		Name: "Clear-ItemProperty", Class: "Microsoft.PowerShell.Commands.ClearItemPropertyCommand", Module: managementModule,
		Synopsis:    "Takes the value of a property away.",
		Description: "Of a file or a folder, the attributes can be cleared: it is then a normal one.",
		Examples: []command.Example{
			{Code: `Clear-ItemProperty a.txt Attributes; (Get-Item a.txt).IsReadOnly`,
				Setup: `'x' | Set-Content a.txt; Set-ItemProperty a.txt IsReadOnly $true`, Remarks: "The file can be written again."},
		},
		New:        func() command.Processor { return &clearItemProperty{} },
		DefaultSet: "Path", ShouldProcess: true,
	}
}

// clearItemProperty is Clear-ItemProperty: takes the value of a property away.
type clearItemProperty struct {
	propertyPaths
	Name     string        `ps:"pos=1 mandatory byname" help:"The property."`
	PassThru object.Switch `help:"Writes the property."`
	propertyFilters
}

// Process implements command.Processor.
func (c *clearItemProperty) Process(inv *command.Invocation) error {
	if err := refuseCredential(c.Credential); err != nil {
		return err
	}
	o := newSelection(c.Path, c.LiteralPath).matching(c.Filter, c.Include, c.Exclude, true)
	return sessionOf(inv).eachWithProperties(inv, o, func(p place) error {
		if !object.EqualNames(c.Name, "Attributes") {
			return terminating{failure("System.Management.Automation.PSArgumentException", "Argument", object.InvalidArgument, c.Name,
				"The property cannot be cleared because the property is not supported. Only the Attributes property can be cleared.")}
		}
		return c.clear(inv, p)
	})
}

func (c *clearItemProperty) clear(inv *command.Invocation, p place) error {
	action := "Clear Property File"
	if p.isContainer() {
		action = "Clear Property Directory"
	}
	if ok, err := confirmed(inv, "Item: "+p.path+" Property: "+c.Name, action); !ok || err != nil {
		return err
	}
	item, err := p.provider.item(p.path)
	if err == nil {
		err = object.SetProperty(item, "Attributes", "Normal")
	}
	if err != nil || !bool(c.PassThru) {
		return err
	}
	attributes, _, err := object.GetProperty(item, "Attributes")
	if err != nil {
		return err
	}
	return inv.Write(object.NewCustomObject(object.ShapeOf(c.Name), []object.Value{attributes}))
}
