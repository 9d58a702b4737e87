package utility

import "github.com/partnershell/partnershell/shell/command"

func writeWarningCommand() *command.Command {
	return &command.Command{
		Name: "Write-Warning", Class: "Microsoft.PowerShell.Commands.WriteWarningCommand", Module: "Microsoft.PowerShell.Utility",
		Synopsis:    "Writes a warning.",
		Description: "Shows the text with WARNING before it, as $WarningPreference and -WarningAction have it.",
		Examples: []command.Example{
			{Code: `Write-Warning 'Low on space'`, Remarks: "A warning."},
		},
		New: func() command.Processor { return &writeWarning{} },
	}
}

// writeWarning is Write-Warning: writes a warning.
type writeWarning struct {
	Message string `ps:"alias=Msg allowempty pos=0 mandatory pipeline" help:"The text."`
}

// Process implements command.Processor.
func (c *writeWarning) Process(inv *command.Invocation) error { return inv.Warning(c.Message) }
