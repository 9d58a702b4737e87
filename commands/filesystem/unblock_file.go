package filesystem

import (
	"errors"
	"io/fs"
	"os"

	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

func unblockFileCommand() *command.Command {
	return &command.Command{
		Name: "Unblock-File", Class: "Microsoft.PowerShell.Commands.UnblockFileCommand", Module: utilityModule,
		Synopsis:    "Takes away the mark that a file came from the internet.",
		Description: "On Windows the mark is a second stream of the file (Zone.Identifier). Elsewhere there is nothing to take away.",
		Examples: []command.Example{
			{Code: `Unblock-File Report.ps1`, Setup: `'1' | Set-Content Report.ps1`, Remarks: "One file."},
		},
		New:        func() command.Processor { return &unblockFile{} },
		DefaultSet: "ByPath", ShouldProcess: true,
	}
}

// unblockFile is Unblock-File: takes away the mark that a file came from the internet.
type unblockFile struct {
	Path        []string `ps:"set=ByPath pos=0 mandatory" help:"The files, wildcards allowed."`
	LiteralPath []string `ps:"alias=PSPath,LP set=ByLiteralPath mandatory byname" help:"The files, without wildcards."`
}

// Process implements command.Processor.
func (c *unblockFile) Process(inv *command.Invocation) error {
	o := newSelection(c.Path, c.LiteralPath)
	s := sessionOf(inv)
	for _, path := range o.paths {
		places, err := s.expand(path, o)
		if err == nil && len(places) == 0 && !o.isPattern(path) {
			e := s.missing(path, o)
			if record, ok := e.(*object.ErrorRecord); ok {
				record.ID = "FileNotFound"
			}
			err = e
		}
		if err != nil {
			return err
		}
		for _, p := range places {
			if err := unblock(inv, p); err != nil {
				return err
			}
		}
	}
	return nil
}

func unblock(inv *command.Invocation, p place) error {
	if ok, err := inv.ShouldProcess(p.path, "Unblock-File"); !ok || err != nil || !onWindows {
		return err
	}
	if err := os.Remove(p.path + ":Zone.Identifier"); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return inv.WriteError(ioFailure(err, p.path, "RemoveItemUnableToAccessFile", "RemoveItemUnableToAccessFile"))
	}
	return nil
}
