package utility

import (
	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

func writeProgressCommand() *command.Command {
	return &command.Command{
		Name: "Write-Progress", Class: "Microsoft.PowerShell.Commands.WriteProgressCommand", Module: "Microsoft.PowerShell.Utility",
		Synopsis:    "Shows how far the work has come.",
		Description: "Draws a bar on a terminal and nothing elsewhere.",
		Examples: []command.Example{
			{Code: `Write-Progress 'Reading users' -Status '50 of 100' -PercentComplete 50; Write-Progress 'Reading users' -Completed`, Remarks: "A bar that is taken away again."},
		},
		New: func() command.Processor {
			return &writeProgress{PercentComplete: -1, SecondsRemaining: -1, ParentId: -1}
		},
	}
}

// writeProgress is Write-Progress: shows how far the work has come.
type writeProgress struct {
	Activity         string        `ps:"pos=0" help:"What is being done."`
	Status           string        `ps:"notempty pos=1" help:"How it stands."`
	Id               int32         `ps:"range=0..2147483647 pos=2" help:"The number of the bar."`
	PercentComplete  int32         `ps:"range=-1..100" help:"How much is done; -1 if that is unknown."`
	SecondsRemaining int32         `help:"How long it will take; -1 if that is unknown."`
	CurrentOperation string        `help:"What is being done right now."`
	ParentId         int32         `ps:"range=-1..2147483647" help:"The bar that this one belongs to."`
	Completed        object.Switch `help:"Takes the bar away."`
	SourceId         int32         `help:"Tells sources of progress apart."`
}

// Process implements command.Processor.
func (c *writeProgress) Process(inv *command.Invocation) error {
	if c.Activity == "" && !bool(c.Completed) {
		return object.NewError("System.ArgumentException", "MissingActivity", object.InvalidArgument,
			"Missing value for mandatory parameter. (Parameter 'Activity')")
	}
	return inv.Progress(command.Progress{ID: int(c.Id), ParentID: int(c.ParentId), Activity: c.Activity, Status: c.Status,
		Operation: c.CurrentOperation, Percent: int(c.PercentComplete), SecondsRemaining: int(c.SecondsRemaining),
		Completed: bool(c.Completed)})
}
