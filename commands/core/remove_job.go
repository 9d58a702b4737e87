package core

import (
	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

func removeJobCommand() *command.Command {
	return &command.Command{
		Name: "Remove-Job", Class: "Microsoft.PowerShell.Commands.RemoveJobCommand", Module: "Microsoft.PowerShell.Core",
		Synopsis:    "Takes background jobs off the list.",
		Description: "A job that still runs is ended first if -Force is given.",
		Examples:    []command.Example{{Code: `Start-Job { 1 } | Wait-Job | Remove-Job`, Remarks: "Run and removed."}},
		New:         func() command.Processor { return &removeJob{} },
	}
}

// removeJob is Remove-Job: takes background jobs off the list.
type removeJob struct {
	Job   []object.Value `ps:"pos=0 pipeline" help:"The jobs."`
	Id    []int32        `help:"The jobs' numbers."`
	Name  []string       `help:"The jobs' names, wildcards allowed."`
	Force object.Switch  `ps:"alias=F" help:"Ends jobs that still run."`
}

// Process implements command.Processor.
func (c *removeJob) Process(inv *command.Invocation) error {
	found, err := jobSelection{c.Job, c.Id, c.Name}.find(inv, false)
	if err != nil {
		return err
	}
	for _, j := range found {
		if j.stateNow() == "Running" && !bool(c.Force) {
			e := object.NewError("System.ArgumentException", "JobNotFinished", object.InvalidOperation,
				"The command cannot remove the job with the job ID %d because the job is not finished. To remove the job, first "+
					"stop the job, or use the Force parameter.", j.id)
			if err := inv.WriteError(e); err != nil {
				return err
			}
			continue
		}
		j.cancel()
		jobsOf(inv).remove(j)
	}
	return nil
}
