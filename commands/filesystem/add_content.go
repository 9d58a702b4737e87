package filesystem

import (
	"github.com/partnershell/partnershell/shell/command"
)

func addContentCommand() *command.Command {
	return &command.Command{
		Name: "Add-Content", Class: "Microsoft.PowerShell.Commands.AddContentCommand", Module: managementModule,
		Synopsis:    "Writes at the end of a file.",
		Description: "Each value becomes a line. A file that begins with a byte order mark is continued in that encoding.",
		Examples: []command.Example{
			{Code: `Add-Content log.txt "$(Get-Date -Format s) started"`, Remarks: "One more line."},
		},
		New:        func() command.Processor { return &addContent{} },
		DefaultSet: "Path", ShouldProcess: true,
	}
}

// addContent is Add-Content: writes at the end of a file.
type addContent struct {
	contentParameters
}

// Begin reads how to write.
func (c *addContent) Begin(inv *command.Invocation) error { return c.begin(inv, true) }
