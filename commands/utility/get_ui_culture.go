package utility

import (
	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

func getUICultureCommand() *command.Command {
	return &command.Command{
		Name: "Get-UICulture", Class: "Microsoft.PowerShell.Commands.GetUICultureCommand", Module: "Microsoft.PowerShell.Utility",
		Synopsis:    "Gives the language of messages.",
		Description: "Messages are English here.",
		Examples: []command.Example{
			{Code: `Get-UICulture | ForEach-Object Name`, Remarks: "The language."},
		},
		New:         func() command.Processor { return &getUICulture{} },
		OutputTypes: []string{"System.Globalization.CultureInfo"},
	}
}

// getUICulture is Get-UICulture: gives the language of messages.
type getUICulture struct {
}

// Process implements command.Processor.
func (c *getUICulture) Process(inv *command.Invocation) error {
	return inv.Write(object.LookupCulture("en-US"))
}
