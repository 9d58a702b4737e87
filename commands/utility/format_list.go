package utility

import (
	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
	"github.com/partnershell/partnershell/shell/render"
)

func formatListCommand() *command.Command {
	return &command.Command{
		Name: "Format-List", Class: "Microsoft.PowerShell.Commands.FormatListCommand", Module: utilityModule,
		Synopsis: "Shows objects as lists of their properties.",
		Description: "Each property gets a line of its own. Without -Property the view of the object's type decides which " +
			"are shown; -Property * shows all.\n\nA property may be a name, a pattern of names, a script block, or a hashtable " +
			"with the keys Label (or Name), Expression and FormatString.",
		Examples: []command.Example{
			{Code: `Get-Date | Format-List Year, Month, Day`, Remarks: "Three properties of a date."},
		},
		New:         func() command.Processor { return &formatList{} },
		OutputTypes: packetTypes(),
	}
}

// formatList is Format-List: shows objects as lists of their properties.
type formatList struct {
	Property     []object.Value `ps:"pos=0 complete=property" help:"The lines: names, patterns, script blocks, or hashtables."`
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
func (c *formatList) Begin(inv *command.Invocation) error {
	return c.formatting.start(inv, render.Request{Shape: render.ListShape, View: c.View, ShowError: bool(c.ShowError),
		DisplayError: bool(c.DisplayError), Force: bool(c.Force), Expand: c.Expand}, c.Property, c.GroupBy)
}

// Process implements command.Processor.
func (c *formatList) Process(*command.Invocation) error {
	return c.formatting.shaper.Shape(c.InputObject)
}

// End implements command.Ender.
func (c *formatList) End(*command.Invocation) error { return c.formatting.shaper.End() }
