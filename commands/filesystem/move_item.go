package filesystem

import (
	"context"
	"io/fs"
	"os"

	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

func moveItemCommand() *command.Command {
	return &command.Command{
		Name: "Move-Item", Class: "Microsoft.PowerShell.Commands.MoveItemCommand", Module: managementModule,
		Synopsis:    "Moves files and folders.",
		Description: "An item is moved into a folder that exists, otherwise it gets the destination's name. A file that is there is replaced with -Force only.",
		Examples: []command.Example{
			{Code: `Move-Item a.txt b.txt; Test-Path a.txt, b.txt`, Setup: `'x' | Set-Content a.txt`, Remarks: "Under another name."},
		},
		New:        func() command.Processor { return &moveItem{Destination: "."} },
		DefaultSet: "Path", ShouldProcess: true,
	}
}

// moveItem is Move-Item: moves files and folders.
type moveItem struct {
	Path        []string      `ps:"set=Path pos=0 mandatory pipeline byname" help:"The items, wildcards allowed."`
	LiteralPath []string      `ps:"alias=PSPath,LP set=LiteralPath mandatory byname" help:"The items, without wildcards."`
	Destination string        `ps:"pos=1 byname" help:"The folder to move into, or the new path; the current folder if it is not given."`
	Force       object.Switch `help:"Moves hidden items, and replaces a file that is there."`
	Filter      string        `help:"A pattern that names must match, with * and ?."`
	Include     []string      `help:"Only items whose name matches one of these patterns."`
	Exclude     []string      `help:"Leaves out items whose name matches one of these patterns."`
	PassThru    object.Switch `help:"Writes the items that were moved."`
	Credential  object.Value  `ps:"type=System.Management.Automation.PSCredential byname" help:"Not supported by any drive."`
}

// Process implements command.Processor.
func (c *moveItem) Process(inv *command.Invocation) error {
	if err := refuseCredential(c.Credential); err != nil {
		return err
	}
	s := sessionOf(inv)
	o := newSelection(c.Path, c.LiteralPath).matching(c.Filter, c.Include, c.Exclude, c.Force)
	return s.each(inv, o, func(p place) error {
		to, err := s.destination(p, c.Destination)
		if err != nil {
			return err
		}
		if !p.isFiles() {
			return noInterface("ContainerMove")
		}
		if target, err := s.place(c.Destination); err == nil && p.isContainer() && target.path == p.path {
			return failure("System.IO.IOException", "MoveItemArgumentError", object.InvalidArgument, p.path,
				"Source and destination path must be different.")
		}
		return c.move(inv, p, to)
	})
}

func (c *moveItem) move(inv *command.Invocation, from, to place) error {
	action, id := "Move File", "MoveFileInfoItem"
	if from.isContainer() {
		action, id = "Move Directory", "MoveDirectoryItem"
		if isBelow(to.path, from.path) {
			return failure("System.IO.IOException", "MoveItemArgumentError", object.InvalidArgument, from.path,
				"Destination path cannot be a subdirectory of the source: %s.", to.path)
		}
	}
	if ok, err := confirmed(inv, "Item: "+from.String()+" Destination: "+to.String(), action); !ok || err != nil {
		return err
	}
	if err := c.moveFile(inv.Context(), from, to); err != nil {
		if inv.Context().Err() != nil {
			return inv.Context().Err()
		}
		return ioFailure(err, to.path, id+"UnauthorizedAccessError", id+"IOError")
	}
	return passItem(inv, to, c.PassThru)
}

// moveFile moves unless there is a file already; -Force replaces that.
func (c *moveItem) moveFile(ctx context.Context, from, to place) error {
	if info, err := os.Lstat(to.path); err == nil && !sameFile(from.path, to.path) {
		if !bool(c.Force) || info.IsDir() {
			return fs.ErrExist
		}
	}
	return moveFile(ctx, from.path, to.path)
}

// passItem writes an item if -PassThru was given.
func passItem(inv *command.Invocation, p place, passThru object.Switch) error {
	if !passThru {
		return nil
	}
	v, err := p.object()
	if err != nil {
		return err
	}
	return inv.Write(v)
}
