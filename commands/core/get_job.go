package core

import (
	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

func getJobCommand() *command.Command {
	return &command.Command{
		Name: "Get-Job", Class: "Microsoft.PowerShell.Commands.GetJobCommand", Module: "Microsoft.PowerShell.Core",
		Synopsis:    "Lists background jobs.",
		Description: "All of the session, or those named.",
		Examples:    []command.Example{{Code: `Get-Job | Where-Object State -eq Running`, Remarks: "What still runs."}},
		New:         func() command.Processor { return &getJob{} },
	}
}

// getJob is Get-Job: lists background jobs.
type getJob struct {
	Job  []object.Value `ps:"pipeline" help:"The jobs."`
	Id   []int32        `ps:"pos=0" help:"The jobs' numbers."`
	Name []string       `help:"The jobs' names, wildcards allowed."`
}

// Process implements command.Processor.
func (c *getJob) Process(inv *command.Invocation) error {
	found, err := jobSelection{c.Job, c.Id, c.Name}.find(inv, true)
	if err != nil {
		return err
	}
	for _, j := range found {
		if err := inv.Write(j); err != nil {
			return err
		}
	}
	return nil
}
