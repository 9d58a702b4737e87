package utility

import (
	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
	"github.com/partnershell/partnershell/shell/render"
)

func formatCustomCommand() *command.Command {
	return &command.Command{
		Name: "Format-Custom", Class: "Microsoft.PowerShell.Commands.FormatCustomCommand", Module: utilityModule,
		Synopsis: "Shows objects as a tree of their properties.",
		Description: "Objects within objects and the elements of collections are shown with their own properties, down to " +
			"-Depth. A type that has a custom view is shown by that.",
		Examples: []command.Example{
			{Code: `[pscustomobject]@{ Name = 'Ann'; Roles = 'Reader', 'Owner' } | Format-Custom`, Remarks: "A nested collection."},
		},
		New:         func() command.Processor { return &formatCustom{} },
		OutputTypes: packetTypes(),
	}
}

// formatCustom is Format-Custom: shows objects as a tree of their properties.
type formatCustom struct {
	Property     []object.Value `ps:"pos=0 complete=property" help:"The properties: names, patterns, script blocks, or hashtables."`
	Depth        int32          `ps:"range=1..2147483647" help:"How deep to go; 5 by default."`
	GroupBy      object.Value   `help:"Writes a heading wherever this property changes. Sort by it first."`
	View         string         `help:"The name of a view of the type."`
	ShowError    object.Switch  `help:"Shows errors of calculated properties as messages."`
	DisplayError object.Switch  `help:"Shows #ERR where a calculated property failed."`
	Force        object.Switch  `help:"Lays out text, numbers and error records as objects, too."`
	Expand       string         `ps:"values=CoreOnly,EnumOnly,Both" help:"Whether a collection, its elements, or both are shown."`
	InputObject  object.Value   `ps:"type=System.Management.Automation.PSObject pipeline" help:"The objects to show."`

	formatting formatting
}

// Begin implements command.Beginner.
func (c *formatCustom) Begin(inv *command.Invocation) error {
	return c.formatting.start(inv, render.Request{Shape: render.CustomShape, View: c.View, Depth: int(c.Depth),
		ShowError: bool(c.ShowError), DisplayError: bool(c.DisplayError), Force: bool(c.Force), Expand: c.Expand,
	}, c.Property, c.GroupBy)
}

// Process implements command.Processor.
func (c *formatCustom) Process(*command.Invocation) error {
	return c.formatting.shaper.Shape(c.InputObject)
}

// End implements command.Ender.
func (c *formatCustom) End(*command.Invocation) error { return c.formatting.shaper.End() }
