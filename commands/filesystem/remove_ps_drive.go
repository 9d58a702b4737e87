package filesystem

import (
	"slices"

	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

func removePSDriveCommand() *command.Command {
	return &command.Command{
		Name: "Remove-PSDrive", Class: "Microsoft.PowerShell.Commands.RemovePSDriveCommand", Module: managementModule,
		Synopsis:    "Takes a drive out of the session.",
		Description: "What the drive shows is not touched.",
		Examples: []command.Example{
			{Code: `$null = New-PSDrive Work FileSystem .; Remove-PSDrive Work; Test-Path Work:/`, Remarks: "Made and removed."},
		},
		New:        func() command.Processor { return &removePSDrive{} },
		DefaultSet: "Name", ShouldProcess: true,
	}
}

// removePSDrive is Remove-PSDrive: takes a drive out of the session.
type removePSDrive struct {
	Name        []string      `ps:"allownull allowemptycollection; set=Name pos=0 mandatory byname" help:"The names, wildcards allowed."`
	LiteralName []string      `ps:"set=LiteralName pos=0 mandatory byname" help:"The names, without wildcards."`
	PSProvider  []string      `ps:"byname" help:"The kinds of drives."`
	Scope       string        `ps:"byname" help:"Drives belong to the session; the scope does not matter."`
	Force       object.Switch `help:"Removes the drive that the session is on as well."`
}

// Process implements command.Processor.
func (c *removePSDrive) Process(inv *command.Invocation) error {
	names := c.Name
	if inv.Set == "LiteralName" {
		names = nil
		for _, name := range c.LiteralName {
			names = append(names, object.EscapeWildcard(name))
		}
	}
	for _, name := range names {
		if err := c.remove(inv, sessionOf(inv), name); err != nil {
			return err
		}
	}
	return nil
}

func (c *removePSDrive) remove(inv *command.Invocation, s *session, name string) error {
	drives, err := s.drivesMatching(name)
	if err != nil {
		return err
	}
	if len(drives) == 0 && !object.HasWildcard(name) {
		return inv.WriteError(driveNotFound(object.UnescapeWildcard(name)))
	}
	for _, d := range drives {
		if (&getPSDrive{PSProvider: c.PSProvider}).isOfProvider(d) {
			if err := c.removeOne(inv, s, d); err != nil {
				return err
			}
		}
	}
	return nil
}

func (c *removePSDrive) removeOne(inv *command.Invocation, s *session, d *drive) error {
	target := "Name: " + d.Name + " Provider: " + modulePrefix + d.provider.name() + " Root: " + d.Root
	if ok, err := inv.ShouldProcess(target, "Remove Drive"); !ok || err != nil {
		return err
	}
	if s.here().drive == d && !bool(c.Force) {
		return inv.WriteError(failure(automation+"PSInvalidOperationException", "InvalidOperation", object.InvalidOperation, d.Name,
			"Cannot remove drive '%s' because it is in use.", d.Name))
	}
	s.drives = slices.DeleteFunc(s.drives, func(other *drive) bool { return other == d })
	return nil
}
