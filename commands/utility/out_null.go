package utility

import (
	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

func outNullCommand() *command.Command {
	return &command.Command{
		Name: "Out-Null", Class: "Microsoft.PowerShell.Commands.OutNullCommand", Module: coreModule,
		Synopsis:    "Takes what comes in and shows nothing.",
		Description: "Errors and warnings are still shown.",
		Examples:    []command.Example{{Code: `1..3 | Out-Null`, Remarks: "Nothing is shown."}},
		New:         func() command.Processor { return &outNull{} },
	}
}

// outNull is Out-Null: takes what comes in and shows nothing.
type outNull struct {
	InputObject object.Value `ps:"type=System.Management.Automation.PSObject pipeline" help:"The objects to drop."`
}

// Process implements command.Processor.
func (c *outNull) Process(*command.Invocation) error { return nil }
