package utility

import (
	"fmt"
	"io"

	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
	"github.com/partnershell/partnershell/shell/render"
)

func outGridViewCommand() *command.Command {
	return &command.Command{
		Name: "Out-GridView", Class: "Microsoft.PowerShell.Commands.OutGridViewCommand", Module: utilityModule,
		Synopsis: "Shows objects as a table to look through and choose from.",
		Description: "On a terminal the table takes the whole screen: arrow keys move, letters narrow it down to the rows that hold " +
			"them, Enter or Escape closes it. With -PassThru or -OutputMode the chosen objects go down the pipeline: Tab marks " +
			"one, Enter takes the marked ones or else the present one. Without a terminal the table is plain text, and nothing " +
			"can be chosen.",
		Examples: []command.Example{
			{Code: `[pscustomobject]@{ Name = 'Ann' } | Out-GridView -Title Users`, Remarks: "A titled table."},
		},
		New:        func() command.Processor { return &outGridView{} },
		DefaultSet: "PassThru",
	}
}

// outGridView is Out-GridView: shows objects as a table to choose from.
type outGridView struct {
	InputObject object.Value  `ps:"type=System.Management.Automation.PSObject pipeline" help:"The objects to show."`
	Title       string        `ps:"notempty" help:"The heading."`
	Wait        object.Switch `ps:"set=Wait" help:"Waits until the table is closed; it always is."`
	OutputMode  string        `ps:"set=OutputMode values=None,Single,Multiple" help:"How many objects may be chosen."`
	PassThru    object.Switch `ps:"set=PassThru" help:"Sends the chosen objects on."`

	items []object.Value
}

// Process implements command.Processor.
func (c *outGridView) Process(inv *command.Invocation) error {
	if !object.IsNull(c.InputObject) {
		c.items = append(c.items, c.InputObject)
	}
	return nil
}

// End shows the table: on a terminal as a grid until it is closed, elsewhere as text.
func (c *outGridView) End(inv *command.Invocation) error {
	most := c.most()
	chooser, ok := inv.Host().(command.Chooser)
	if !ok || !chooser.Interactive() || chooser.Height() == 0 {
		if most != 0 {
			return noGrid(inv)
		}
		return c.print(inv)
	}
	choice := command.Choice{Title: c.Title, Most: most}
	if err := c.layOut(inv, &choice); err != nil {
		return err
	}
	chosen, err := chooser.Choose(choice)
	if err != nil {
		return err
	}
	for _, row := range chosen {
		if err := inv.Write(c.items[row]); err != nil {
			return err
		}
	}
	return nil
}

// most is how many rows may be chosen, as command.Choice counts.
func (c *outGridView) most() int {
	switch {
	case c.OutputMode == "Single":
		return 1
	case bool(c.PassThru), c.OutputMode == "Multiple":
		return -1
	}
	return 0
}

func noGrid(inv *command.Invocation) error {
	rec := object.NewError("System.InvalidOperationException", "OutGridViewNotInteractive", object.InvalidOperation,
		"Objects cannot be chosen because there is no terminal to ask at.")
	rec.Class = inv.Command.Class
	return rec
}

// print writes the title and the table.
func (c *outGridView) print(inv *command.Invocation) error {
	out := inv.Host().Out()
	if c.Title != "" {
		if _, err := fmt.Fprintf(out, "\n%s\n", c.Title); err != nil {
			return err
		}
	}
	return c.table(render.ConsoleOptions(inv), func(line string) error {
		_, err := io.WriteString(out, line+"\n")
		return err
	})
}

const (
	marginCells  = 2 // the grid's column for marks
	headingLines = 2 // labels and dashes
)

// layOut makes a heading and one line an object: of the table, or of the objects' texts where a table has other lines.
func (c *outGridView) layOut(inv *command.Invocation, choice *command.Choice) error {
	o := render.ConsoleOptions(inv)
	o.Width, o.Height, o.Colour = o.Width-marginCells, 0, false
	var lines []string
	err := c.table(o, func(line string) error {
		if line != "" {
			lines = append(lines, line)
		}
		return nil
	})
	switch len(lines) {
	case len(c.items):
		choice.Rows = lines
	case headingLines + len(c.items):
		choice.Heading, choice.Rows = lines[:headingLines], lines[headingLines:]
	default:
		for _, item := range c.items {
			choice.Rows = append(choice.Rows, object.DisplayText(item))
		}
	}
	return err
}

// table lays the objects out, all in one table.
func (c *outGridView) table(o render.Options, write func(line string) error) error {
	autoSize := true
	f := render.NewFormatter(func(line string, _ bool) error { return write(line) }, o)
	shaper := render.NewShaper(render.Request{Shape: render.TableShape, AutoSize: &autoSize, Force: true}, o,
		func(p render.Packet) error { return f.Write(p) })
	for _, item := range c.items {
		if err := shaper.Shape(item); err != nil {
			return err
		}
	}
	if err := shaper.End(); err != nil {
		return err
	}
	return f.Flush()
}
