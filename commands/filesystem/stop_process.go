package filesystem

import (
	"errors"
	"os"

	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

func stopProcessCommand() *command.Command {
	return &command.Command{
		Name: "Stop-Process", Class: "Microsoft.PowerShell.Commands.StopProcessCommand", Module: managementModule,
		Synopsis:    "Ends programs.",
		Description: "The programs end at once and cannot save anything.",
		Examples: []command.Example{
			{Code: `Stop-Process -Name notepad -WhatIf`, Remarks: "Shows what would end.", SkipRun: "needs such a program"},
		},
		New:        func() command.Processor { return &stopProcess{} },
		DefaultSet: "Id", ShouldProcess: true,
		OutputTypes: []string{"System.Diagnostics.Process"},
	}
}

// stopProcess is Stop-Process: ends programs.
type stopProcess struct {
	Name        []string       `ps:"alias=ProcessName set=Name mandatory byname" help:"The names, wildcards allowed."`
	ID          []int32        `ps:"name=Id set=Id pos=0 mandatory byname" help:"The numbers."`
	InputObject []object.Value `ps:"type=System.Diagnostics.Process[] set=InputObject pos=0 mandatory pipeline" help:"The processes."`
	PassThru    object.Switch  `help:"Writes the processes."`
	Force       object.Switch  `ps:"notempty" help:"Does not ask about programs of other users."`
}

// Process implements command.Processor.
func (c *stopProcess) Process(inv *command.Invocation) (err error) {
	var list []*process
	switch {
	case c.InputObject != nil:
		list = processesIn(c.InputObject)
	case c.ID != nil:
		list, err = processesByID(c.ID, inv.WriteError)
	default:
		list, err = processesByName(c.Name, inv.WriteError)
	}
	if err != nil {
		return err
	}
	for _, p := range list {
		if err := report(inv, c.stop(inv, p)); err != nil {
			return err
		}
	}
	return nil
}

func (c *stopProcess) stop(inv *command.Invocation, p *process) error {
	if ok, err := confirmed(inv, p.describe(), "Stop-Process"); !ok || err != nil {
		return err
	}
	if err := p.kill(); err != nil && !errors.Is(err, os.ErrProcessDone) {
		e := processFailure("CouldNotStopProcess", p, "Cannot stop process \"%s\" because of the following error: %v", p.describe(), err)
		e.Category = object.CloseError
		return e
	}
	if !c.PassThru {
		return nil
	}
	return inv.Write(p)
}
