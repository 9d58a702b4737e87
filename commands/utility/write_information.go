package utility

import (
	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

func writeInformationCommand() *command.Command {
	return &command.Command{
		Name: "Write-Information", Class: "Microsoft.PowerShell.Commands.WriteInformationCommand", Module: "Microsoft.PowerShell.Utility",
		Synopsis: "Writes to the information stream.",
		Description: "The message shows only when $InformationPreference or -InformationAction says so; it can carry " +
			"tags.",
		Examples: []command.Example{
			{Code: `Write-Information 'Step 2' -InformationAction Continue`, Remarks: "Shown on request."},
		},
		New: func() command.Processor { return &writeInformation{} },
	}
}

// writeInformation is Write-Information: writes to the information stream.
type writeInformation struct {
	MessageData object.Value `ps:"alias=Msg,Message allownull pos=0 mandatory pipeline" help:"The message."`
	Tags        []string     `ps:"pos=1" help:"Words to tell messages apart."`
}

// Process implements command.Processor.
func (c *writeInformation) Process(inv *command.Invocation) error {
	return inv.Information(c.MessageData, c.Tags...)
}
