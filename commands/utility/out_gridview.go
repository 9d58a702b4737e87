package utility

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
	"github.com/partnershell/partnershell/shell/render"
)

func outGridViewCommand() *command.Command {
	return &command.Command{
		Name: "Out-GridView", Class: "Microsoft.PowerShell.Commands.OutGridViewCommand", Module: utilityModule,
		Synopsis: "Shows objects as a table to choose from.",
		Description: "The rows are shown as a table. With -PassThru or -OutputMode they are numbered, and the objects whose " +
			"numbers are then entered (such as 1,3-5) go down the pipeline; without a terminal to ask at, that fails.",
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

// End shows the table and asks, if objects may be chosen.
func (c *outGridView) End(inv *command.Invocation) error {
	choose := bool(c.PassThru) || c.OutputMode == "Single" || c.OutputMode == "Multiple"
	host := inv.Host()
	if choose && !host.Interactive() {
		return noGrid(inv)
	}
	if c.Title != "" {
		if _, err := fmt.Fprintf(host.Out(), "\n%s\n", c.Title); err != nil {
			return err
		}
	}
	if err := c.show(inv, choose); err != nil || !choose {
		return err
	}
	answer, err := host.ReadLine("Numbers of the rows to choose: ", false)
	if err != nil {
		return err
	}
	return c.send(inv, answer)
}

func noGrid(inv *command.Invocation) error {
	rec := object.NewError("System.InvalidOperationException", "OutGridViewNotInteractive", object.InvalidOperation,
		"Objects cannot be chosen because there is no terminal to ask at.")
	rec.Class = inv.Command.Class
	return rec
}

// show writes the rows; if they may be chosen, a number in front of each.
func (c *outGridView) show(inv *command.Invocation, numbered bool) error {
	autoSize := true
	o := render.ConsoleOptions(inv)
	row := -numberedHeading
	f := render.NewFormatter(func(line string, _ bool) error {
		row++
		if numbered {
			line = rowNumber(row, len(c.items)) + line
		}
		_, err := io.WriteString(inv.Host().Out(), line+"\n")
		return err
	}, o)
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

// numberedHeading is the number of lines before the first row: an empty one, the labels and the dashes.
const numberedHeading = 3

func rowNumber(row, rows int) string {
	width := len(strconv.Itoa(rows))
	if row < 1 || row > rows {
		return strings.Repeat(" ", width+1)
	}
	return fmt.Sprintf("%*d ", width, row)
}

// send writes the objects whose numbers the answer lists.
func (c *outGridView) send(inv *command.Invocation, answer string) error {
	for _, part := range strings.FieldsFunc(answer, func(r rune) bool { return r == ',' || r == ' ' }) {
		low, high, isRange := strings.Cut(part, "-")
		if !isRange {
			high = low
		}
		from, err1 := strconv.Atoi(low)
		to, err2 := strconv.Atoi(high)
		if err1 != nil || err2 != nil {
			continue
		}
		for n := max(from, 1); n <= min(to, len(c.items)); n++ {
			if err := inv.Write(c.items[n-1]); err != nil || c.OutputMode == "Single" {
				return err
			}
		}
	}
	return nil
}
