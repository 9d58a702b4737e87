package filesystem

import (
	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

func getLocationCommand() *command.Command {
	return &command.Command{
		Name: "Get-Location", Class: "Microsoft.PowerShell.Commands.GetLocationCommand", Module: managementModule,
		Synopsis:    "Says where the session is.",
		Description: "Writes the current place, the one of another drive, or the places that Push-Location remembers.",
		Examples: []command.Example{
			{Code: `(Get-Location).Path`, Remarks: "The current folder as text."},
			{Code: `Push-Location /; Get-Location -Stack; Pop-Location`, Remarks: "The remembered places."},
		},
		New:         func() command.Processor { return &getLocation{} },
		DefaultSet:  "Location",
		OutputTypes: []string{automation + "PathInfo", automation + "PathInfoStack"},
	}
}

// getLocation is Get-Location: says where the session is.
type getLocation struct {
	PSProvider []string      `ps:"set=Location byname" help:"The kinds of drives."`
	PSDrive    []string      `ps:"set=Location byname" help:"The drives."`
	Stack      object.Switch `ps:"set=Stack" help:"Lists the places that Push-Location remembers."`
	StackName  []string      `ps:"set=Stack byname" help:"The stacks to list."`
}

// Process implements command.Processor.
func (c *getLocation) Process(inv *command.Invocation) error {
	s := sessionOf(inv)
	switch {
	case inv.Set == "Stack":
		names := c.StackName
		if names == nil {
			names = []string{""}
		}
		for _, name := range names {
			if err := s.listStack(inv, name); err != nil {
				return err
			}
		}
		return nil
	case c.PSDrive == nil && c.PSProvider == nil:
		return inv.Write(s.rt.Here())
	}
	for _, name := range c.PSDrive {
		if err := c.onDrives(inv, s, name); err != nil {
			return err
		}
	}
	if c.PSDrive != nil {
		return nil
	}
	return c.onProviders(inv, s)
}

func (c *getLocation) onDrives(inv *command.Invocation, s *session, name string) error {
	drives, err := s.drivesMatching(name)
	if err != nil {
		return err
	}
	if len(drives) == 0 {
		return inv.WriteError(noMatchingDrive(name))
	}
	for _, d := range drives {
		if err := inv.Write(s.whereOn(d)); err != nil {
			return err
		}
	}
	return nil
}

func (c *getLocation) onProviders(inv *command.Invocation, s *session) error {
	for _, d := range s.drives {
		for _, name := range c.PSProvider {
			if !object.EqualNames(name, d.provider.name()) {
				continue
			}
			if err := inv.Write(s.whereOn(d)); err != nil {
				return err
			}
		}
	}
	return nil
}
