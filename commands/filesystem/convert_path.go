package filesystem

import (
	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

func convertPathCommand() *command.Command {
	return &command.Command{
		Name: "Convert-Path", Class: "Microsoft.PowerShell.Commands.ConvertPathCommand", Module: managementModule,
		Synopsis:    "Writes paths as the system's own programs understand them.",
		Description: "Drives of the session, ~ and wildcards are replaced by the full paths of the items that exist.",
		Examples: []command.Example{
			{Code: `Convert-Path Temp:`, Remarks: "The folder for temporary files."},
			{Code: `Convert-Path ~`, Remarks: "The home folder."},
		},
		New:         func() command.Processor { return &convertPath{} },
		DefaultSet:  "Path",
		OutputTypes: []string{"System.String"},
	}
}

// convertPath is Convert-Path: writes paths as the system's own programs understand them.
type convertPath struct {
	Path        []string      `ps:"set=Path pos=0 mandatory pipeline byname" help:"The paths, wildcards allowed."`
	LiteralPath []string      `ps:"alias=PSPath,LP set=LiteralPath mandatory byname" help:"The paths, without wildcards."`
	Force       object.Switch `help:"Finds hidden items as well."`
}

// Process implements command.Processor.
func (c *convertPath) Process(inv *command.Invocation) error {
	o := newSelection(c.Path, c.LiteralPath)
	o.force = bool(c.Force)
	return sessionOf(inv).each(inv, o, func(p place) error { return inv.Write(p.path) })
}
