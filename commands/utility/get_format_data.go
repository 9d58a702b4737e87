package utility

import (
	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
	"github.com/partnershell/partnershell/shell/render"
)

func getFormatDataCommand() *command.Command {
	return &command.Command{
		Name: "Get-FormatData", Class: "Microsoft.PowerShell.Commands.GetFormatDataCommand", Module: utilityModule,
		Synopsis:    "Gets the views of types.",
		Description: "For each type that has views, one object with the names of the type and its views.",
		Examples: []command.Example{
			{Code: `(Get-FormatData System.TimeSpan).FormatViewDefinition.Name`, Remarks: "The views of time spans."},
		},
		New:         func() command.Processor { return &getFormatData{} },
		OutputTypes: []string{"System.Management.Automation.ExtendedTypeDefinition"},
	}
}

// getFormatData is Get-FormatData: gets the views of types.
type getFormatData struct {
	TypeName          []string     `ps:"notempty pos=0" help:"The names of the types, wildcards allowed."`
	PowerShellVersion object.Value `ps:"type=System.Version" help:"Taken for compatibility; the views are the same for all."`
}

// Process implements command.Processor.
func (c *getFormatData) Process(inv *command.Invocation) error {
	wanted := c.TypeName
	if len(wanted) == 0 {
		wanted = []string{"*"}
	}
	for _, pattern := range wanted {
		if err := c.write(inv, pattern); err != nil {
			return err
		}
	}
	return nil
}

func (c *getFormatData) write(inv *command.Invocation, pattern string) error {
	names := []string{pattern}
	if object.HasWildcard(pattern) {
		wildcard, err := object.CompileWildcard(pattern, true)
		if err != nil {
			return err
		}
		names = names[:0]
		for _, name := range render.ViewedTypes() {
			if wildcard.Match(name) {
				names = append(names, name)
			}
		}
	}
	for _, name := range names {
		if views := render.ViewsOf(name); len(views) > 0 {
			if err := inv.Write(typeDefinition(name, views)); err != nil {
				return err
			}
		}
	}
	return nil
}

// typeDefinition describes a type and its views.
func typeDefinition(name string, views []*render.View) object.Value {
	list := object.NewArray()
	shape := object.ShapeOf("Name", "Control")
	for _, v := range views {
		view := object.NewCustomObject(shape, []object.Value{v.Name, v.Shape.String() + "Control"})
		list.Items = append(list.Items, object.AddTypeName(view, "System.Management.Automation.FormatViewDefinition"))
	}
	definition := object.NewCustomObject(object.ShapeOf("TypeNames", "FormatViewDefinition"),
		[]object.Value{object.NewArray(name), list})
	return object.AddTypeName(definition, "System.Management.Automation.ExtendedTypeDefinition")
}
