package utility

import (
	"time"

	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

func measureCommandCommand() *command.Command {
	return &command.Command{
		Name: "Measure-Command", Class: "Microsoft.PowerShell.Commands.MeasureCommandCommand", Module: "Microsoft.PowerShell.Utility",
		Synopsis:    "Measures how long a script block takes.",
		Description: "Runs the block, drops what it writes, and gives the time it took.",
		Examples: []command.Example{
			{Code: `(Measure-Command { 1..10 }).TotalSeconds -lt 10`, Remarks: "A time span."},
		},
		New:         func() command.Processor { return &measureCommand{} },
		OutputTypes: []string{"System.TimeSpan"},
	}
}

// measureCommand is Measure-Command: measures how long a script block takes.
type measureCommand struct {
	InputObject object.Value    `ps:"type=System.Management.Automation.PSObject pipeline" help:"Objects to run the block for."`
	Expression  object.Callable `ps:"pos=0 mandatory" help:"The block to run."`

	spent time.Duration
}

// Process implements command.Processor.
func (c *measureCommand) Process(inv *command.Invocation) error {
	start := time.Now()
	err := inv.Invoke(c.Expression, c.InputObject, func(object.Value) error { return nil })
	c.spent += time.Since(start)
	return err
}

// End writes the time.
func (c *measureCommand) End(inv *command.Invocation) error {
	return inv.Write(object.TimeSpan(c.spent.Nanoseconds() / 100))
}
