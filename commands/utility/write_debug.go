package utility

import "github.com/partnershell/partnershell/shell/command"

func writeDebugCommand() *command.Command {
	return &command.Command{
		Name: "Write-Debug", Class: "Microsoft.PowerShell.Commands.WriteDebugCommand", Module: "Microsoft.PowerShell.Utility",
		Synopsis:    "Writes text for finding mistakes.",
		Description: "The text shows only with -Debug or when $DebugPreference says so.",
		Examples: []command.Example{
			{Code: `Write-Debug 'x is 5'`, Remarks: "Not shown by default."},
		},
		New: func() command.Processor { return &writeDebug{} },
	}
}

// writeDebug is Write-Debug: writes text for finding mistakes.
type writeDebug struct {
	Message string `ps:"alias=Msg allowempty pos=0 mandatory pipeline" help:"The text."`
}

// Process implements command.Processor.
func (c *writeDebug) Process(inv *command.Invocation) error { return inv.Debug(c.Message) }
