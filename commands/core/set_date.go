package core

import (
	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

func setDateCommand() *command.Command {
	return &command.Command{
		Name: "Set-Date", Class: "Microsoft.PowerShell.Commands.SetDateCommand", Module: "Microsoft.PowerShell.Utility",
		Synopsis:    "Says that this shell does not set the computer's clock.",
		Description: "The commands here read; the clock is the business of the operating system.",
		Examples:    []command.Example{{Code: `Set-Date '2024-01-01' -ErrorAction SilentlyContinue`, Remarks: "Refused.", SkipRun: "always fails"}},
		New:         func() command.Processor { return &setDate{} }, DefaultSet: "Date", ShouldProcess: true,
	}
}

// setDate is Set-Date: says that this shell does not set the computer's clock.
type setDate struct {
	Date        object.DateTime `ps:"set=Date pos=0 mandatory pipeline byname" help:"The time."`
	Adjust      object.TimeSpan `ps:"set=Adjust pos=0 mandatory byname allownull" help:"The difference."`
	DisplayHint object.Enum     `ps:"type=Microsoft.PowerShell.Commands.DisplayHintType" help:"Shows the date, the time or both."`
}

// Process implements command.Processor.
func (*setDate) Process(*command.Invocation) error {
	return object.NewError("System.Management.Automation.PSNotSupportedException", "NotSupported", object.NotImplemented,
		"This shell does not set the computer's clock.")
}
