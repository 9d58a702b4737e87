package core

import (
	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/interp"
	"github.com/partnershell/partnershell/shell/object"
)

func setPSDebugCommand() *command.Command {
	return &command.Command{
		Name: "Set-PSDebug", Class: "Microsoft.PowerShell.Commands.SetPSDebugCommand", Module: "Microsoft.PowerShell.Core",
		Synopsis: "Sets debugging options.",
		Description: "-Strict works as Set-StrictMode -Version 1 for the whole session; traces are accepted and not " +
			"written.",
		Examples: []command.Example{
			{Code: `Set-PSDebug -Off`, Remarks: "Everything off."},
		},
		New: func() command.Processor { return &setPSDebug{} },
	}
}

// setPSDebug is Set-PSDebug: sets debugging options.
type setPSDebug struct {
	Trace  int32         `ps:"range=0..2 set=on" help:"Accepted and not written."`
	Step   object.Switch `ps:"set=on" help:"Accepted; there is no stepping."`
	Strict object.Switch `ps:"set=on" help:"Objects to variables that were never set."`
	Off    object.Switch `ps:"set=off" help:"Everything off."`
}

// Process implements command.Processor.
func (c *setPSDebug) Process(inv *command.Invocation) error {
	switch {
	case bool(c.Off):
		interp.RuntimeOf(inv).SetStrictMode(0)
	case bool(c.Strict):
		interp.RuntimeOf(inv).SetStrictMode(1)
	}
	return nil
}
