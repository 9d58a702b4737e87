package core

import (
	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

func receiveJobCommand() *command.Command {
	return &command.Command{
		Name: "Receive-Job", Class: "Microsoft.PowerShell.Commands.ReceiveJobCommand", Module: "Microsoft.PowerShell.Core",
		Synopsis:    "Gives what background jobs have written.",
		Description: "Each stream of a job goes to the same stream here. What was given is forgotten unless -Keep is set.",
		Examples:    []command.Example{{Code: `Start-Job { 1..3 } | Receive-Job -Wait`, Remarks: "Three numbers."}},
		New:         func() command.Processor { return &receiveJob{} },
	}
}

// receiveJob is Receive-Job: gives what background jobs have written.
type receiveJob struct {
	Job           []object.Value `ps:"pos=0 pipeline" help:"The jobs."`
	Id            []int32        `help:"The jobs' numbers."`
	Name          []string       `help:"The jobs' names, wildcards allowed."`
	Keep          object.Switch  `help:"Gives it again next time."`
	Wait          object.Switch  `help:"Waits for the jobs to end."`
	AutoRemoveJob object.Switch  `help:"Removes the jobs afterwards."`
}

// Process implements command.Processor.
func (c *receiveJob) Process(inv *command.Invocation) error {
	found, err := jobSelection{c.Job, c.Id, c.Name}.find(inv, false)
	if err != nil {
		return err
	}
	for _, j := range found {
		if err := c.receive(inv, j); err != nil {
			return err
		}
	}
	return nil
}

func (c *receiveJob) receive(inv *command.Invocation, j *job) error {
	if c.Wait {
		select {
		case <-j.done:
		case <-inv.Context().Done():
			return inv.Context().Err()
		}
	}
	for _, r := range j.take(bool(c.Keep)) {
		if err := forward(inv, r); err != nil {
			return err
		}
	}
	if c.AutoRemoveJob {
		jobsOf(inv).remove(j)
	}
	return nil
}
