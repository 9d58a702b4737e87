package filesystem

import (
	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

func resolvePathCommand() *command.Command {
	return &command.Command{
		Name: "Resolve-Path", Class: "Microsoft.PowerShell.Commands.ResolvePathCommand", Module: managementModule,
		Synopsis:    "Expands wildcards and relative paths.",
		Description: "Writes the full path of every existing item that the paths lead to, or with -Relative the way from here.",
		Examples: []command.Example{
			{Code: `(Resolve-Path .).Path`, Remarks: "The current folder."},
			{Code: `'x' | Set-Content a.txt; Resolve-Path *.txt -Relative`, Remarks: "Seen from here."},
		},
		New:         func() command.Processor { return &resolvePath{} },
		DefaultSet:  "Path",
		OutputTypes: []string{automation + "PathInfo", "System.String"},
	}
}

// resolvePath is Resolve-Path: expands wildcards and relative paths.
type resolvePath struct {
	Path             []string      `ps:"set=Path pos=0 mandatory pipeline byname" help:"The paths, wildcards allowed."`
	LiteralPath      []string      `ps:"alias=PSPath,LP set=LiteralPath mandatory byname" help:"The paths, without wildcards."`
	Relative         object.Switch `ps:"set=Path,LiteralPath" help:"Writes paths as seen from the current folder."`
	RelativeBasePath string        `help:"The folder that paths are seen from instead of the current one."`
	Force            object.Switch `help:"Finds hidden items as well."`
	Credential       object.Value  `ps:"type=System.Management.Automation.PSCredential byname" help:"Not supported by any drive."`
}

// Process implements command.Processor.
func (c *resolvePath) Process(inv *command.Invocation) error {
	s := sessionOf(inv)
	base := s.here()
	if c.RelativeBasePath != "" {
		var err error
		if base, err = s.place(c.RelativeBasePath); err != nil {
			return err
		}
	}
	o := newSelection(c.Path, c.LiteralPath)
	o.force = bool(c.Force)
	for i, path := range o.paths {
		if c.RelativeBasePath != "" && !isAbsolute(path) {
			o.paths[i] = joinPath(base.String(), path)
		}
	}
	return s.each(inv, o, func(p place) error {
		if !bool(c.Relative) || !p.isFiles() || !base.isFiles() {
			return inv.Write(p.info())
		}
		return inv.Write(relativePath(base.path, p.path))
	})
}
