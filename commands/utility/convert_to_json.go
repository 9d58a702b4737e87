package utility

import (
	"fmt"

	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

func convertToJsonCommand() *command.Command {
	return &command.Command{
		Name: "ConvertTo-Json", Class: "Microsoft.PowerShell.Commands.ConvertToJsonCommand", Module: "Microsoft.PowerShell.Utility",
		Synopsis: "Turns objects into JSON text.",
		Description: "Writes one JSON text for everything that comes in: an array if there are several objects. " +
			"Objects within objects are written down to -Depth levels; what lies deeper becomes text, with a " +
			"warning.",
		Examples: []command.Example{
			{Code: `[ordered]@{name='a'; tags='x','y'} | ConvertTo-Json`, Remarks: "An object."},
			{Code: `Get-Date '2024-01-02' | ConvertTo-Json -Compress`, Remarks: "Dates in ISO form."},
		},
		New:         func() command.Processor { return &convertToJson{Depth: 2} },
		OutputTypes: []string{"System.String"},
	}
}

// convertToJson is ConvertTo-Json: turns objects into JSON text.
type convertToJson struct {
	InputObject    object.Value  `ps:"allownull pos=0 mandatory pipeline" help:"The objects to write."`
	Depth          int32         `ps:"range=0..100" help:"How many levels of objects within objects to write."`
	Compress       object.Switch `help:"Without line breaks and indentation."`
	EnumsAsStrings object.Switch `help:"The names of enumeration values instead of their numbers."`
	AsArray        object.Switch `help:"Always an array, even for one object."`
	EscapeHandling object.Enum   `ps:"type=Newtonsoft.Json.StringEscapeHandling" help:"Default, EscapeNonAscii or EscapeHtml."`

	items []object.Value
}

// Process implements command.Processor.
func (c *convertToJson) Process(inv *command.Invocation) error {
	if !inv.Piped && !inv.IsBound("InputObject") {
		return nil
	}
	c.items = append(c.items, c.InputObject)
	return nil
}

// End writes the text.
func (c *convertToJson) End(inv *command.Invocation) error {
	if len(c.items) == 0 {
		return nil
	}
	w := jsonWriter{depth: int(c.Depth), compress: bool(c.Compress), enumNames: bool(c.EnumsAsStrings),
		escape: c.EscapeHandling.Value, context: inv}
	var root object.Value = c.items[0]
	single := len(c.items) == 1 && !bool(c.AsArray)
	if !single {
		root = object.NewArray(c.items...)
	}
	if err := w.value(root, 0, single && inv.Piped); err != nil {
		return err
	}
	if w.truncated {
		if err := inv.Warning(fmt.Sprintf("Resulting JSON is truncated as serialization has exceeded the set depth of %d.",
			c.Depth)); err != nil {
			return err
		}
	}
	text, err := w.result()
	if err != nil {
		return err
	}
	return inv.Write(text)
}
