package utility

import "github.com/partnershell/partnershell/shell/command"

func getHostCommand() *command.Command {
	return &command.Command{
		Name: "Get-Host", Class: "Microsoft.PowerShell.Commands.GetHostCommand", Module: "Microsoft.PowerShell.Utility",
		Synopsis:    "Describes the program around the session.",
		Description: "Its name, version and cultures.",
		Examples: []command.Example{
			{Code: `Get-Host | ForEach-Object Name`, Remarks: "The name."},
		},
		New:         func() command.Processor { return &getHost{} },
		OutputTypes: []string{"System.Management.Automation.Host.PSHost"},
	}
}

// getHost is Get-Host: describes the program around the session.
type getHost struct {
}

// Process implements command.Processor.
func (c *getHost) Process(inv *command.Invocation) error {
	host, _ := inv.Variable("Host")
	return inv.Write(host)
}
