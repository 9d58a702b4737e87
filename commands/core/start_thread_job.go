package core

import (
	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

func startThreadJobCommand() *command.Command {
	return &command.Command{
		Name: "Start-ThreadJob", Class: "Microsoft.PowerShell.Commands.StartThreadJobCommand", Module: "Microsoft.PowerShell.ThreadJob",
		Synopsis:    "Runs a script block in the background.",
		Description: "As Start-Job; here both run as threads of this process.",
		Examples:    []command.Example{{Code: `Start-ThreadJob { $using:PID -gt 0 } | Receive-Job -Wait`, Remarks: "With a value of the caller."}},
		New:         func() command.Processor { return &startThreadJob{} },
	}
}

// startThreadJob is Start-ThreadJob: runs a script block in the background.
type startThreadJob struct {
	ScriptBlock   object.Callable `ps:"pos=0 mandatory" help:"The block to run."`
	Name          string          `help:"The job's name."`
	ArgumentList  []object.Value  `ps:"alias=Args" help:"The arguments for the block."`
	InputObject   object.Value    `ps:"pipeline" help:"What the block finds in $input."`
	ThrottleLimit int32           `help:"Accepted; every job starts at once."`

	input []object.Value
}

// Process implements command.Processor.
func (c *startThreadJob) Process(inv *command.Invocation) error {
	if inv.IsBound("InputObject") {
		c.input = append(c.input, c.InputObject)
	}
	return nil
}

// End starts the job.
func (c *startThreadJob) End(inv *command.Invocation) error {
	j, err := jobsOf(inv).start(inv, c.ScriptBlock, &job{name: c.Name, kind: "ThreadJob"}, c.input, c.ArgumentList)
	if err != nil {
		return err
	}
	return inv.Write(j)
}
