package filesystem

import (
	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

func pushLocationCommand() *command.Command {
	return &command.Command{
		Name: "Push-Location", Class: "Microsoft.PowerShell.Commands.PushLocationCommand", Module: managementModule,
		Synopsis:    "Remembers the current place, and goes to another.",
		Description: "Pop-Location comes back. Places are remembered on a stack; several can be kept by name.",
		Examples: []command.Example{
			{Code: `Push-Location /; Pop-Location; (Get-Location).Path`, Remarks: "There and back."},
		},
		New:         func() command.Processor { return &pushLocation{} },
		DefaultSet:  "Path",
		OutputTypes: []string{automation + "PathInfo"},
	}
}

// pushLocation is Push-Location: remembers the current place, and goes to another.
type pushLocation struct {
	Path        string        `ps:"set=Path pos=0 pipeline byname" help:"Where to go; without it the session stays."`
	LiteralPath string        `ps:"alias=PSPath,LP set=LiteralPath byname" help:"The same, without wildcards."`
	PassThru    object.Switch `help:"Writes the new place."`
	StackName   string        `ps:"byname" help:"The stack of places."`
}

// Process implements command.Processor.
func (c *pushLocation) Process(inv *command.Invocation) error {
	s := sessionOf(inv)
	path, literal := c.Path, false
	if c.LiteralPath != "" {
		path, literal = c.LiteralPath, true
	}
	var target place
	if path != "" {
		var err error
		if target, err = s.container(path, literal); err != nil {
			return report(inv, err)
		}
	}
	s.push(c.StackName)
	if path != "" {
		s.goTo(target)
	}
	return s.writeHere(inv, c.PassThru)
}
