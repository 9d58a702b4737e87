package filesystem

import (
	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

func joinPathCommand() *command.Command {
	return &command.Command{
		Name: "Join-Path", Class: "Microsoft.PowerShell.Commands.JoinPathCommand", Module: managementModule,
		Synopsis:    "Puts a path together from its parts.",
		Description: "Writes the parts with one separator between them, as the system has it. Nothing needs to exist.",
		Examples: []command.Example{
			{Code: `Join-Path reports 2024 signins.csv`, Remarks: "As many parts as you like."},
			{Code: `'a', 'b' | Join-Path -ChildPath list.txt`, Remarks: "One path for each parent."},
		},
		New:         func() command.Processor { return &joinPathProcessor{} },
		OutputTypes: []string{"System.String"},
	}
}

// joinPathProcessor is Join-Path: puts a path together from its parts.
type joinPathProcessor struct {
	Path                []string      `ps:"alias=PSPath pos=0 mandatory pipeline byname" help:"The first parts."`
	ChildPath           []string      `ps:"pos=1 mandatory byname allownull allowempty allowemptycollection" help:"The next part."`
	AdditionalChildPath []string      `ps:"pos=2 byname remaining allownull allowempty allowemptycollection" help:"Further parts."`
	Resolve             object.Switch `help:"Writes the existing items that the path leads to, wildcards expanded."`
	Credential          object.Value  `ps:"type=System.Management.Automation.PSCredential byname" help:"Not supported by any drive."`
}

// Process implements command.Processor.
func (c *joinPathProcessor) Process(inv *command.Invocation) error {
	s := sessionOf(inv)
	children := append(append([]string{}, c.ChildPath...), c.AdditionalChildPath...)
	for _, path := range c.Path {
		joined, err := s.canonicalDrive(path)
		if err := report(inv, err); err != nil {
			return err
		}
		if err != nil {
			continue
		}
		for _, child := range children {
			joined = joinPath(joined, child)
		}
		if err := c.write(inv, s, joined); err != nil {
			return err
		}
	}
	return nil
}

func (c *joinPathProcessor) write(inv *command.Invocation, s *session, path string) error {
	if !c.Resolve {
		return inv.Write(path)
	}
	return s.each(inv, selection{paths: []string{path}, force: true}, func(p place) error { return inv.Write(p.String()) })
}

// canonicalDrive writes the name of a path's drive as the drive has it; the drive must exist.
func (s *session) canonicalDrive(path string) (string, error) {
	qualifier, rest, isProvider := splitQualifier(path)
	if qualifier == "" || isProvider {
		return path, nil
	}
	d := s.find(qualifier)
	if d == nil {
		return "", driveNotFound(qualifier)
	}
	return d.Name + ":" + rest, nil
}
