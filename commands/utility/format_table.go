package utility

import (
	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
	"github.com/partnershell/partnershell/shell/render"
)

func formatTableCommand() *command.Command {
	return &command.Command{
		Name: "Format-Table", Class: "Microsoft.PowerShell.Commands.FormatTableCommand", Module: utilityModule,
		Synopsis: "Shows objects as a table.",
		Description: "Each object becomes a row. Without -Property the view of the first object's type decides on the " +
			"columns, or its first ten properties do.\n\nA property may be a name, a pattern of names, a script block, or a " +
			"hashtable with the keys Label (or Name), Expression, FormatString, Width and Alignment. What does not fit into " +
			"the line is cut, from the right; -Wrap breaks it into lines instead.",
		Examples: []command.Example{
			{Code: `[pscustomobject]@{ Name = 'Ann'; Signins = 12 } | Format-Table`, Remarks: "A table of all properties."},
			{Code: `1..3 | ForEach-Object { [pscustomobject]@{ N = $_; Odd = $_ % 2 } } | ` +
				`Format-Table N, @{ Label = 'Square'; Expression = { $_.N * $_.N } } -GroupBy Odd`,
				Remarks: "A calculated column, and a heading wherever the value of Odd changes."},
		},
		New:         func() command.Processor { return &formatTable{} },
		OutputTypes: packetTypes(),
	}
}

// formatTable is Format-Table: shows objects as a table.
type formatTable struct {
	AutoSize         object.Switch  `help:"Makes the columns as wide as the widest value; waits for all objects."`
	RepeatHeader     object.Switch  `help:"Repeats the heading on every screen."`
	HideTableHeaders object.Switch  `help:"Leaves the heading out."`
	Wrap             object.Switch  `help:"Breaks long values into lines instead of cutting them."`
	Property         []object.Value `ps:"pos=0 complete=property" help:"The columns: names, patterns, script blocks, or hashtables."`
	GroupBy          object.Value   `help:"Starts a table of its own wherever this property changes. Sort by it first."`
	View             string         `help:"The name of a view of the type."`
	ShowError        object.Switch  `help:"Shows errors of calculated properties as messages."`
	DisplayError     object.Switch  `help:"Shows #ERR where a calculated property failed."`
	Force            object.Switch  `help:"Lays out text, numbers and error records as objects, too."`
	Expand           string         `ps:"values=CoreOnly,EnumOnly,Both" help:"Whether a collection, its elements, or both are shown."`
	InputObject      object.Value   `ps:"type=System.Management.Automation.PSObject pipeline" help:"The objects to show."`

	formatting formatting
}

// Begin implements command.Beginner.
func (c *formatTable) Begin(inv *command.Invocation) error {
	return c.formatting.start(inv, render.Request{Shape: render.TableShape, View: c.View,
		AutoSize: optional(inv, "AutoSize", c.AutoSize), Wrap: optional(inv, "Wrap", c.Wrap),
		HideHeader: optional(inv, "HideTableHeaders", c.HideTableHeaders), RepeatHeader: bool(c.RepeatHeader),
		ShowError: bool(c.ShowError), DisplayError: bool(c.DisplayError), Force: bool(c.Force), Expand: c.Expand,
	}, c.Property, c.GroupBy)
}

// Process implements command.Processor.
func (c *formatTable) Process(*command.Invocation) error {
	return c.formatting.shaper.Shape(c.InputObject)
}

// End implements command.Ender.
func (c *formatTable) End(*command.Invocation) error { return c.formatting.shaper.End() }
