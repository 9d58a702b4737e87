package filesystem

import (
	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

func setLocationCommand() *command.Command {
	return &command.Command{
		Name: "Set-Location", Class: "Microsoft.PowerShell.Commands.SetLocationCommand", Module: managementModule,
		Synopsis:    "Changes the current folder.",
		Description: "Goes to a folder or another drive; without a path to the home folder, with - to where you were before, with + forward again.",
		Examples: []command.Example{
			{Code: `Set-Location ..; Set-Location -`, Remarks: "Up, and back again."},
			{Code: `Set-Location Env:; Get-ChildItem HOME; Set-Location ~`, Remarks: "Other drives are places, too."},
		},
		New:         func() command.Processor { return &setLocation{} },
		DefaultSet:  "Path",
		OutputTypes: []string{automation + "PathInfo", automation + "PathInfoStack"},
	}
}

// setLocation is Set-Location: changes the current folder.
type setLocation struct {
	Path        string        `ps:"set=Path pos=0 pipeline byname" help:"The folder; - goes back, + forward."`
	LiteralPath string        `ps:"alias=PSPath,LP set=LiteralPath mandatory byname" help:"The folder, without wildcards."`
	PassThru    object.Switch `help:"Writes the new place."`
	StackName   string        `ps:"set=Stack byname" help:"Makes this stack of places the current one."`
}

// Process implements command.Processor.
func (c *setLocation) Process(inv *command.Invocation) error {
	s := sessionOf(inv)
	err := c.move(inv, s)
	if err := report(inv, err); err != nil {
		return err
	}
	if err != nil {
		return nil
	}
	return s.writeHere(inv, c.PassThru)
}

func (c *setLocation) move(inv *command.Invocation, s *session) error {
	switch {
	case inv.Set == "Stack":
		key := s.stackNamed(c.StackName)
		if _, known := s.stacks[key]; !known && key != "" {
			return stackNotFound(c.StackName)
		}
		s.stack = key
		return nil
	case inv.Set == "LiteralPath":
		return s.moveTo(c.LiteralPath, true)
	case c.Path == "-":
		return s.retrace(false)
	case c.Path == "+":
		return s.retrace(true)
	case c.Path == "":
		return s.moveTo("~", true)
	}
	return s.moveTo(c.Path, false)
}
