package core

import (
	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

func startJobCommand() *command.Command {
	return &command.Command{
		Name: "Start-Job", Class: "Microsoft.PowerShell.Commands.StartJobCommand", Module: "Microsoft.PowerShell.Core",
		Synopsis:    "Runs a script block in the background.",
		Description: "The block runs in a session of its own in this process; Receive-Job gives what it writes.",
		Examples:    []command.Example{{Code: `Start-Job { 1 + 1 } | Receive-Job -Wait`, Remarks: "Two, from the background."}},
		New:         func() command.Processor { return &startJob{} },
	}
}

// startJob is Start-Job: runs a script block in the background.
type startJob struct {
	ScriptBlock  object.Callable `ps:"pos=0 mandatory" help:"The block to run."`
	Name         string          `help:"The job's name."`
	ArgumentList []object.Value  `ps:"alias=Args" help:"The arguments for the block."`
	InputObject  object.Value    `ps:"pipeline" help:"What the block finds in $input."`

	input []object.Value
}

// Process implements command.Processor.
func (c *startJob) Process(inv *command.Invocation) error {
	if inv.IsBound("InputObject") {
		c.input = append(c.input, c.InputObject)
	}
	return nil
}

// End starts the job.
func (c *startJob) End(inv *command.Invocation) error {
	j, err := jobsOf(inv).start(inv, c.ScriptBlock, &job{name: c.Name, kind: "BackgroundJob"}, c.input, c.ArgumentList)
	if err != nil {
		return err
	}
	return inv.Write(j)
}
