package filesystem

import (
	"os"
	"time"

	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

func waitProcessCommand() *command.Command {
	return &command.Command{
		Name: "Wait-Process", Class: "Microsoft.PowerShell.Commands.WaitProcessCommand", Module: managementModule,
		Synopsis:    "Waits until programs have ended.",
		Description: "Returns when all of them have ended, with -Any when the first has. -Timeout limits the waiting.",
		Examples: []command.Example{
			{Code: `$p = Start-Process sleep 1 -PassThru; $p | Wait-Process -Timeout 30`, Remarks: "Waits for a program.", SkipRun: "needs a Unix program"},
		},
		New:         func() command.Processor { return &waitProcess{} },
		DefaultSet:  "Name",
		OutputTypes: []string{"System.Diagnostics.Process"},
	}
}

// waitProcess is Wait-Process: waits until programs have ended.
type waitProcess struct {
	ID          []int32        `ps:"name=Id alias=PID,ProcessId notempty set=Id pos=0 mandatory byname" help:"The numbers."`
	Name        []string       `ps:"alias=ProcessName set=Name pos=0 mandatory byname" help:"The names, wildcards allowed."`
	Timeout     int32          `ps:"alias=TimeoutSec notempty range=0..32767 pos=1" help:"How many seconds to wait at most."`
	Any         object.Switch  `help:"Waits for the first only."`
	PassThru    object.Switch  `help:"Writes the processes."`
	InputObject []object.Value `ps:"type=System.Diagnostics.Process[] set=InputObject mandatory pipeline" help:"The processes."`

	list []*process
}

// Process implements command.Processor.
func (c *waitProcess) Process(inv *command.Invocation) (err error) {
	var list []*process
	switch {
	case c.InputObject != nil:
		list = processesIn(c.InputObject)
	case c.ID != nil:
		list, err = processesByID(c.ID, inv.WriteError)
	default:
		list, err = processesByName(c.Name, inv.WriteError)
	}
	c.list = append(c.list, list...)
	return err
}

// End waits.
func (c *waitProcess) End(inv *command.Invocation) error {
	var waiting []*process
	for _, p := range c.list {
		if p.id != os.Getpid() {
			waiting = append(waiting, p)
			continue
		}
		e := processFailure("WaitOnItself", p, "The Wait-Process command cannot wait for the process that runs it.")
		if err := inv.WriteError(e); err != nil {
			return err
		}
	}
	if err := c.wait(inv, waiting); err != nil {
		return err
	}
	if !c.PassThru {
		return nil
	}
	for _, p := range waiting {
		if err := inv.Write(p); err != nil {
			return err
		}
	}
	return nil
}

func (c *waitProcess) wait(inv *command.Invocation, list []*process) error {
	var deadline time.Time
	if inv.IsBound("Timeout") {
		deadline = time.Now().Add(time.Duration(c.Timeout) * time.Second)
	}
	ticker := time.NewTicker(exitPoll)
	defer ticker.Stop()
	for {
		left := running(list)
		if left == nil || bool(c.Any) && len(left) < len(list) {
			return nil
		}
		if !deadline.IsZero() && time.Now().After(deadline) {
			return c.timedOut(inv, left)
		}
		select {
		case <-inv.Context().Done():
			return inv.Context().Err()
		case <-ticker.C:
		}
	}
}

func running(list []*process) []*process {
	var left []*process
	for _, p := range list {
		if !p.hasExited() {
			left = append(left, p)
		}
	}
	return left
}

func (c *waitProcess) timedOut(inv *command.Invocation, left []*process) error {
	for _, p := range left {
		e := failure("System.TimeoutException", "ProcessNotTerminated", object.CloseError, p,
			"This command stopped operation because process \"%s\" is not stopped in the specified time-out.", p.describe())
		if err := inv.WriteError(e); err != nil {
			return err
		}
	}
	return nil
}
