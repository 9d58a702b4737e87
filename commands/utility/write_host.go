package utility

import (
	"strings"

	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

func writeHostCommand() *command.Command {
	return &command.Command{
		Name: "Write-Host", Class: "Microsoft.PowerShell.Commands.WriteHostCommand", Module: "Microsoft.PowerShell.Utility",
		Synopsis: "Writes text to the screen.",
		Description: "The text goes to the information stream and is shown at once; it is no output that a pipeline " +
			"would see.",
		Examples: []command.Example{
			{Code: `Write-Host 'Done' -ForegroundColor Green`, Remarks: "Coloured text."},
		},
		New: func() command.Processor { return &writeHost{Separator: " "} },
	}
}

// writeHost is Write-Host: writes text to the screen.
type writeHost struct {
	Object          object.Value  `ps:"alias=Msg,Message pos=0 pipeline remaining" help:"What to write; several objects are joined with the separator."`
	NoNewline       object.Switch `help:"Without a line end."`
	Separator       object.Value  `help:"What stands between several objects."`
	ForegroundColor object.Enum   `ps:"type=System.ConsoleColor" help:"The colour of the text."`
	BackgroundColor object.Enum   `ps:"type=System.ConsoleColor" help:"The colour behind the text."`

	text strings.Builder
	any  bool
}

// Process implements command.Processor.
func (c *writeHost) Process(inv *command.Invocation) error {
	m := &command.HostMessage{Message: hostText(c.Object, object.DisplayText(c.Separator)), NoNewLine: bool(c.NoNewline),
		Foreground: colourNumber(c.ForegroundColor), Background: colourNumber(c.BackgroundColor)}
	return inv.Information(m, "PSHOST")
}

// colourNumber is a colour's number; -1 if none was given.
func colourNumber(e object.Enum) int {
	if e.EnumType == nil {
		return -1
	}
	return int(e.Value)
}

// hostText is a value as Write-Host shows it: the elements of a collection, and of collections within it, joined.
func hostText(v object.Value, separator string) string {
	items, ok := object.Elements(v)
	if d, isTable := object.Base(v).(*object.Dictionary); isTable {
		items, ok = dictionaryEntries(d), true
	}
	if !ok {
		return object.DisplayText(v)
	}
	texts := make([]string, len(items))
	for i, item := range items {
		texts[i] = hostText(item, separator)
	}
	return strings.Join(texts, separator)
}

// dictionaryEntries are a dictionary's pairs as a script enumerates them.
func dictionaryEntries(d *object.Dictionary) []object.Value {
	enumerator, err := object.InvokeMethod(d, "GetEnumerator", nil)
	if err != nil {
		return nil
	}
	items, _, _ := collectItems(enumerator)
	return items
}
