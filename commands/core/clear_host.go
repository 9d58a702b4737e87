package core

import "github.com/partnershell/partnershell/shell/command"

func clearHostCommand() *command.Command {
	return &command.Command{
		Name: "Clear-Host", Class: "Microsoft.PowerShell.Commands.ClearHostCommand", Module: "Microsoft.PowerShell.Core",
		Synopsis:    "Clears the screen.",
		Description: "Takes everything off the screen; does nothing where there is none.",
		Examples:    []command.Example{{Code: `Clear-Host`, Remarks: "An empty screen."}},
		New:         func() command.Processor { return &clearHost{} },
	}
}

// clearHost is Clear-Host: clears the screen.
type clearHost struct{}

// Process implements command.Processor.
func (*clearHost) Process(inv *command.Invocation) error {
	inv.Host().Clear()
	return nil
}
