package utility

import (
	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
	"github.com/partnershell/partnershell/shell/render"
)

func formatWideCommand() *command.Command {
	return &command.Command{
		Name: "Format-Wide", Class: "Microsoft.PowerShell.Commands.FormatWideCommand", Module: utilityModule,
		Synopsis: "Shows one property of each object, several to a line.",
		Description: "Without -Property it is the one that names the object. There are two columns unless -Column or " +
			"-AutoSize say otherwise.",
		Examples: []command.Example{
			{Code: `'ann', 'bob', 'cleo' | ForEach-Object { [pscustomobject]@{ Name = $_ } } | Format-Wide -Column 3`,
				Remarks: "Three names to a line."},
		},
		New:         func() command.Processor { return &formatWide{} },
		OutputTypes: packetTypes(),
	}
}

// formatWide is Format-Wide: shows one property of each object, several to a line.
type formatWide struct {
	Property     object.Value  `ps:"pos=0 complete=property" help:"The property: a name, a pattern, a script block, or a hashtable."`
	AutoSize     object.Switch `help:"As many columns as there is room for."`
	Column       int32         `ps:"range=1..2147483647" help:"The number of columns."`
	GroupBy      object.Value  `help:"Writes a heading wherever this property changes. Sort by it first."`
	View         string        `help:"The name of a view of the type."`
	ShowError    object.Switch `help:"Shows errors of calculated properties as messages."`
	DisplayError object.Switch `help:"Shows #ERR where a calculated property failed."`
	Force        object.Switch `help:"Lays out text, numbers and error records as objects, too."`
	Expand       string        `ps:"values=CoreOnly,EnumOnly,Both" help:"Whether a collection, its elements, or both are shown."`
	InputObject  object.Value  `ps:"type=System.Management.Automation.PSObject pipeline" help:"The objects to show."`

	formatting formatting
}

// Begin implements command.Beginner.
func (c *formatWide) Begin(inv *command.Invocation) error {
	if inv.IsBound("AutoSize") && inv.IsBound("Column") {
		return conflict("FormatCannotSpecifyAutosizeAndColumns", inv.Command.Class,
			"The -AutoSize and -Column parameters cannot be used together.")
	}
	var properties []object.Value
	if !object.IsNull(c.Property) {
		properties = []object.Value{c.Property}
	}
	return c.formatting.start(inv, render.Request{Shape: render.WideShape, View: c.View, Columns: int(c.Column),
		AutoSize: optional(inv, "AutoSize", c.AutoSize), ShowError: bool(c.ShowError), DisplayError: bool(c.DisplayError),
		Force: bool(c.Force), Expand: c.Expand}, properties, c.GroupBy)
}

// Process implements command.Processor.
func (c *formatWide) Process(*command.Invocation) error {
	return c.formatting.shaper.Shape(c.InputObject)
}

// End implements command.Ender.
func (c *formatWide) End(*command.Invocation) error { return c.formatting.shaper.End() }
