package filesystem

import (
	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

func popLocationCommand() *command.Command {
	return &command.Command{
		Name: "Pop-Location", Class: "Microsoft.PowerShell.Commands.PopLocationCommand", Module: managementModule,
		Synopsis:    "Goes back to the place that Push-Location remembered.",
		Description: "Takes the newest place off the stack and goes there. With an empty stack the session stays where it is.",
		Examples: []command.Example{
			{Code: `Push-Location /; Pop-Location -PassThru`, Remarks: "Writes where it came back to."},
		},
		New:         func() command.Processor { return &popLocation{} },
		OutputTypes: []string{automation + "PathInfo"},
	}
}

// popLocation is Pop-Location: goes back to the place that Push-Location remembered.
type popLocation struct {
	PassThru  object.Switch `help:"Writes the new place."`
	StackName string        `ps:"byname" help:"The stack of places."`
}

// Process implements command.Processor.
func (c *popLocation) Process(inv *command.Invocation) error {
	s := sessionOf(inv)
	if err := s.pop(c.StackName); err != nil {
		return report(inv, err)
	}
	return s.writeHere(inv, c.PassThru)
}
