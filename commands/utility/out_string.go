package utility

import (
	"strings"

	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
	"github.com/partnershell/partnershell/shell/render"
)

func outStringCommand() *command.Command {
	return &command.Command{
		Name: "Out-String", Class: "Microsoft.PowerShell.Commands.OutStringCommand", Module: utilityModule,
		Synopsis: "Turns objects into the text that the screen would show.",
		Description: "The text is one string, or with -Stream a string for each line. Without -Width tables are laid out for " +
			"the screen, and nothing else is broken into lines.",
		Examples: []command.Example{
			{Code: `([pscustomobject]@{ A = 1 } | Out-String).Trim()`, Remarks: "A table as text."},
			{Code: `1..3 | Out-String -Stream | ForEach-Object { "line $_" }`, Remarks: "Line by line."},
		},
		New:         func() command.Processor { return &outString{} },
		DefaultSet:  "NoNewLineFormatting",
		OutputTypes: []string{"System.String"},
	}
}

// outString is Out-String: turns objects into the text that the screen would show.
type outString struct {
	Stream      object.Switch `ps:"set=StreamFormatting" help:"Writes a string for each line."`
	Width       int32         `ps:"range=2..2147483647" help:"The number of characters in a line."`
	NoNewline   object.Switch `ps:"set=NoNewLineFormatting" help:"Leaves out the line breaks between lines."`
	InputObject object.Value  `ps:"type=System.Management.Automation.PSObject pipeline" help:"The objects to turn into text."`

	formatter *render.Formatter
	text      strings.Builder
}

// Begin implements command.Beginner.
func (c *outString) Begin(inv *command.Invocation) error {
	sink := func(line string, _ bool) error {
		c.text.WriteString(line)
		if !c.NoNewline {
			c.text.WriteByte('\n')
		}
		return nil
	}
	if c.Stream {
		sink = func(line string, _ bool) error { return inv.Write(line) }
	}
	c.formatter = render.NewFormatter(sink, textOptions(inv, c.Width))
	return nil
}

// textOptions are the options for text of a -Width; 0 means that none was given.
func textOptions(inv *command.Invocation, width int32) render.Options {
	o := render.EngineOptions(inv)
	o.Unwrapped = width == 0
	if width > 0 {
		o.Width = int(width)
	}
	return o
}

// Process implements command.Processor.
func (c *outString) Process(*command.Invocation) error { return c.formatter.Write(c.InputObject) }

// End implements command.Ender.
func (c *outString) End(inv *command.Invocation) error {
	if err := c.formatter.Flush(); err != nil || bool(c.Stream) {
		return err
	}
	return inv.Write(c.text.String())
}
