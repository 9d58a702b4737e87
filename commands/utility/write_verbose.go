package utility

import "github.com/partnershell/partnershell/shell/command"

func writeVerboseCommand() *command.Command {
	return &command.Command{
		Name: "Write-Verbose", Class: "Microsoft.PowerShell.Commands.WriteVerboseCommand", Module: "Microsoft.PowerShell.Utility",
		Synopsis:    "Writes text about details of the work.",
		Description: "The text shows only with -Verbose or when $VerbosePreference says so.",
		Examples: []command.Example{
			{Code: `Write-Verbose 'Connecting' -Verbose`, Remarks: "Shown on request."},
		},
		New: func() command.Processor { return &writeVerbose{} },
	}
}

// writeVerbose is Write-Verbose: writes text about details of the work.
type writeVerbose struct {
	Message string `ps:"alias=Msg allowempty pos=0 mandatory pipeline" help:"The text."`
}

// Process implements command.Processor.
func (c *writeVerbose) Process(inv *command.Invocation) error { return inv.Verbose(c.Message) }
