package utility

import (
	"strings"

	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

func convertFromJsonCommand() *command.Command {
	return &command.Command{
		Name: "ConvertFrom-Json", Class: "Microsoft.PowerShell.Commands.ConvertFromJsonCommand", Module: "Microsoft.PowerShell.Utility",
		Synopsis: "Turns JSON text into objects.",
		Description: "JSON objects become custom objects, or ordered tables with -AsHashtable. Each text that is " +
			"complete JSON is converted as it comes, so that files with one record a line are streamed; " +
			"otherwise all lines together are one text.",
		Examples: []command.Example{
			{Code: `'{"name":"a","tags":["x","y"]}' | ConvertFrom-Json | ForEach-Object tags`, Remarks: "Reads a property."},
			{Code: `'{"a":1}','{"a":2}' | ConvertFrom-Json | Measure-Object a -Sum`, Remarks: "One record a line."},
		},
		New: func() command.Processor { return &convertFromJson{Depth: 1024} },
	}
}

// convertFromJson is ConvertFrom-Json: turns JSON text into objects.
type convertFromJson struct {
	InputObject string        `ps:"allowempty pos=0 mandatory pipeline" help:"The JSON text."`
	AsHashtable object.Switch `help:"Makes tables whose keys differ by case."`
	Depth       int32         `ps:"range=Positive" help:"How many objects and arrays may stand within each other."`
	NoEnumerate object.Switch `help:"Keeps an array in one piece."`
	DateKind    object.Enum   `ps:"type=Microsoft.PowerShell.Commands.JsonDateKind" help:"What becomes of dates: Default, Local, Utc, Offset or String."`

	reader  *object.JSONReader
	pending []string // lines of one text, or the first input
	stream  bool     // every input is a text of its own
}

// Begin makes the reader.
func (c *convertFromJson) Begin(inv *command.Invocation) error {
	c.reader = object.NewJSONReader(object.JSONOptions{AsHashtable: bool(c.AsHashtable), Depth: int(c.Depth),
		DateKind: object.JSONDateKind(c.DateKind.Value)})
	return nil
}

// Process converts an input that is complete JSON at once. If the first one is not, all of them are one text.
func (c *convertFromJson) Process(inv *command.Invocation) error {
	if c.stream {
		return c.convert(inv, c.InputObject)
	}
	if c.pending == nil && inv.Piped {
		v, err := c.parse(inv, c.InputObject)
		if err == nil && v != nil {
			c.stream = true
			return c.write(inv, v)
		}
	}
	c.pending = append(c.pending, c.InputObject)
	return nil
}

// End converts what was kept as one text.
func (c *convertFromJson) End(inv *command.Invocation) error {
	if c.pending == nil {
		return nil
	}
	return c.convert(inv, strings.Join(c.pending, "\n"))
}

func (c *convertFromJson) convert(inv *command.Invocation, text string) error {
	v, err := c.parse(inv, text)
	if err != nil {
		return err
	}
	return c.write(inv, v)
}

// parse reads a text; a large one is left behind when the run is stopped.
func (c *convertFromJson) parse(inv *command.Invocation, text string) (object.Value, error) {
	if len(text) < longJSON {
		return c.reader.Parse(text)
	}
	return command.Await(inv.Context(), func() (object.Value, error) { return c.reader.Parse(text) })
}

// longJSON is the length from which on reading a text may take longer than Ctrl+C is given.
const longJSON = 1 << 20

func (c *convertFromJson) write(inv *command.Invocation, v object.Value) error {
	if c.NoEnumerate {
		return inv.Write(v)
	}
	return inv.WriteAll(v)
}
