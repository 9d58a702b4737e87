package filesystem

import (
	"strings"

	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

func getClipboardCommand() *command.Command {
	return &command.Command{
		Name: "Get-Clipboard", Class: "Microsoft.PowerShell.Commands.GetClipboardCommand", Module: managementModule,
		Synopsis:    "Reads the text on the clipboard.",
		Description: "A line is an object. The text is read by the system's program: clip, pbpaste, xclip, xsel or wl-paste.",
		Examples: []command.Example{
			{Code: `Get-Clipboard | ConvertFrom-Csv`, Remarks: "Rows that were copied somewhere.", SkipRun: "needs a clipboard"},
		},
		New:         func() command.Processor { return &getClipboard{} },
		OutputTypes: []string{"System.String"},
	}
}

// getClipboard is Get-Clipboard: reads the text on the clipboard.
type getClipboard struct {
	Raw       object.Switch `help:"The whole text as one object."`
	Delimiter []string      `help:"What separates the objects; a line's end unless said otherwise."`
}

// Process implements command.Processor.
func (c *getClipboard) Process(inv *command.Invocation) error {
	text, err := readClipboard(inv.Context())
	if err != nil || text == "" {
		return err
	}
	if c.Raw {
		return inv.Write(text)
	}
	for _, part := range c.split(text) {
		if err := inv.Write(part); err != nil {
			return err
		}
	}
	return nil
}

func (c *getClipboard) split(text string) []string {
	if len(c.Delimiter) == 0 {
		return strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n")
	}
	parts := []string{text}
	for _, delimiter := range c.Delimiter {
		var next []string
		for _, part := range parts {
			next = append(next, strings.Split(part, delimiter)...)
		}
		parts = next
	}
	return parts
}
