package filesystem

import (
	"github.com/partnershell/partnershell/shell/command"
)

func setContentCommand() *command.Command {
	return &command.Command{
		Name: "Set-Content", Class: "Microsoft.PowerShell.Commands.SetContentCommand", Module: managementModule,
		Synopsis: "Writes a file, replacing what it holds.",
		Description: "Each value becomes a line. The new content takes the old one's place only when all of it is written: after an error " +
			"or Ctrl+C the file is as it was.",
		Examples: []command.Example{
			{Code: `'a', 'b' | Set-Content lines.txt; Get-Content lines.txt`, Remarks: "Two lines."},
			{Code: `Set-Content note.txt -Value 'text' -NoNewline -Encoding utf8BOM`, Remarks: "With a byte order mark and without a line end."},
		},
		New:        func() command.Processor { return &setContent{} },
		DefaultSet: "Path", ShouldProcess: true,
	}
}

// setContent is Set-Content: writes a file, replacing what it holds.
type setContent struct {
	contentParameters
}

// Begin reads how to write.
func (c *setContent) Begin(inv *command.Invocation) error { return c.begin(inv, false) }
