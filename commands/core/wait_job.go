package core

import (
	"context"
	"time"

	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

func waitJobCommand() *command.Command {
	return &command.Command{
		Name: "Wait-Job", Class: "Microsoft.PowerShell.Commands.WaitJobCommand", Module: "Microsoft.PowerShell.Core",
		Synopsis:    "Waits until background jobs have ended.",
		Description: "Gives the jobs when all have ended, or when the time is over.",
		Examples:    []command.Example{{Code: `Start-Job { 1 } | Wait-Job | ForEach-Object State`, Remarks: "Completed."}},
		New:         func() command.Processor { return &waitJob{} },
	}
}

// waitJob is Wait-Job: waits until background jobs have ended.
type waitJob struct {
	Job     []object.Value `ps:"pos=0 pipeline" help:"The jobs."`
	Id      []int32        `help:"The jobs' numbers."`
	Name    []string       `help:"The jobs' names, wildcards allowed."`
	Timeout int32          `ps:"alias=TimeoutSec" help:"No longer than so many seconds."`
	Any     object.Switch  `help:"Until the first has ended."`

	found []*job
}

// Process implements command.Processor.
func (c *waitJob) Process(inv *command.Invocation) error {
	found, err := jobSelection{c.Job, c.Id, c.Name}.find(inv, false)
	c.found = append(c.found, found...)
	return err
}

// End waits.
func (c *waitJob) End(inv *command.Invocation) error {
	ctx := inv.Context()
	if inv.IsBound("Timeout") && c.Timeout >= 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, time.Duration(c.Timeout)*time.Second)
		defer cancel()
	}
	if c.Any {
		return c.waitAny(ctx, inv)
	}
	for _, j := range c.found {
		select {
		case <-j.done:
			if err := inv.Write(j); err != nil {
				return err
			}
		case <-ctx.Done():
			return inv.Context().Err()
		}
	}
	return nil
}

func (c *waitJob) waitAny(ctx context.Context, inv *command.Invocation) error {
	first := make(chan *job, len(c.found))
	for _, j := range c.found {
		go func() {
			select {
			case <-j.done:
				first <- j
			case <-ctx.Done():
			}
		}()
	}
	select {
	case j := <-first:
		return inv.Write(j)
	case <-ctx.Done():
		return inv.Context().Err()
	}
}
