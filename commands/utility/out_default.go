package utility

import (
	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

func outDefaultCommand() *command.Command {
	return &command.Command{
		Name: "Out-Default", Class: "Microsoft.PowerShell.Commands.OutDefaultCommand", Module: coreModule,
		Synopsis:    "Shows objects the way the shell shows what nobody else takes.",
		Description: "The shell ends every pipeline with it. In a script Out-Host says the same more clearly.",
		Examples:    []command.Example{{Code: `'as usual' | Out-Default`, Remarks: "Shown on the screen."}},
		New:         func() command.Processor { return &outDefault{} },
	}
}

// outDefault is Out-Default: shows objects the way the shell does.
type outDefault struct {
	Transcript  object.Switch `help:"Writes to the transcript only."`
	InputObject object.Value  `ps:"type=System.Management.Automation.PSObject pipeline" help:"The objects to show."`

	host outHost
}

// Begin implements command.Beginner.
func (c *outDefault) Begin(inv *command.Invocation) error { return c.host.Begin(inv) }

// Process implements command.Processor.
func (c *outDefault) Process(inv *command.Invocation) error {
	if c.Transcript {
		return nil // what is shown has been transcribed already
	}
	c.host.InputObject = c.InputObject
	return c.host.Process(inv)
}

// End implements command.Ender.
func (c *outDefault) End(inv *command.Invocation) error { return c.host.End(inv) }
