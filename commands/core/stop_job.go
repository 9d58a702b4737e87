package core

import (
	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

func stopJobCommand() *command.Command {
	return &command.Command{
		Name: "Stop-Job", Class: "Microsoft.PowerShell.Commands.StopJobCommand", Module: "Microsoft.PowerShell.Core",
		Synopsis:    "Ends background jobs.",
		Description: "The jobs stay until Remove-Job.",
		Examples:    []command.Example{{Code: `Start-Job { Start-Sleep 60 } | Stop-Job -PassThru | ForEach-Object State`, Remarks: "Stopped."}},
		New:         func() command.Processor { return &stopJob{} },
	}
}

// stopJob is Stop-Job: ends background jobs.
type stopJob struct {
	Job      []object.Value `ps:"pos=0 pipeline" help:"The jobs."`
	Id       []int32        `help:"The jobs' numbers."`
	Name     []string       `help:"The jobs' names, wildcards allowed."`
	PassThru object.Switch  `help:"Writes the jobs on as well."`
}

// Process implements command.Processor.
func (c *stopJob) Process(inv *command.Invocation) error {
	found, err := jobSelection{c.Job, c.Id, c.Name}.find(inv, false)
	if err != nil {
		return err
	}
	for _, j := range found {
		j.cancel()
		<-j.done
		if c.PassThru {
			if err := inv.Write(j); err != nil {
				return err
			}
		}
	}
	return nil
}
