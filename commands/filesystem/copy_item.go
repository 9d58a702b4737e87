package filesystem

import (
	"os"
	"path/filepath"

	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

func copyItemCommand() *command.Command {
	return &command.Command{
		Name: "Copy-Item", Class: "Microsoft.PowerShell.Commands.CopyItemCommand", Module: managementModule,
		Synopsis: "Copies files and folders.",
		Description: "An item is copied into a folder that exists, otherwise it gets the destination's name. " +
			"What a folder holds is copied with -Recurse only. A file that is there is replaced.",
		Examples: []command.Example{
			{Code: `'x' | Set-Content a.txt; Copy-Item a.txt b.txt -PassThru | Select-Object Name`, Remarks: "A second file."},
			{Code: `Copy-Item reports backup -Recurse`, Setup: `$null = New-Item reports -ItemType Directory -Force`, Remarks: "A folder with all that is in it."},
		},
		New:        func() command.Processor { return &copyItem{Container: true} },
		DefaultSet: "Path", ShouldProcess: true,
	}
}

// copyItem is Copy-Item: copies files and folders.
type copyItem struct {
	Path        []string      `ps:"set=Path pos=0 mandatory pipeline byname" help:"The items, wildcards allowed."`
	LiteralPath []string      `ps:"alias=PSPath,LP set=LiteralPath mandatory byname" help:"The items, without wildcards."`
	Destination string        `ps:"pos=1 byname" help:"The folder to copy into, or the copy's path; the current folder if it is not given."`
	Container   object.Switch `help:"Keeps folders as folders; with -Container:$false all files are copied into one."`
	Force       object.Switch `help:"Copies hidden items, and replaces read-only ones."`
	Filter      string        `help:"A pattern that names must match, with * and ?."`
	Include     []string      `help:"Only items whose name matches one of these patterns."`
	Exclude     []string      `help:"Leaves out items whose name matches one of these patterns."`
	Recurse     object.Switch `help:"Copies what folders hold as well."`
	PassThru    object.Switch `help:"Writes the copies."`
	Credential  object.Value  `ps:"type=System.Management.Automation.PSCredential byname" help:"Not supported by any drive."`

	inv    *command.Invocation
	filter nameFilter // of what is inside folders
}

// Process implements command.Processor.
func (c *copyItem) Process(inv *command.Invocation) (err error) {
	if err := refuseCredential(c.Credential); err != nil {
		return err
	}
	c.inv = inv
	s := sessionOf(inv)
	o := newSelection(c.Path, c.LiteralPath).matching("", c.Include, c.Exclude, c.Force)
	if c.filter, err = newNameFilter(selection{filter: c.Filter, exclude: c.Exclude}); err != nil {
		return err
	}
	return s.each(inv, o, func(p place) error {
		to, err := s.destination(p, c.Destination)
		if err != nil {
			return err
		}
		if !p.isFiles() {
			return c.copyValue(p, to)
		}
		if p.isContainer() {
			return c.copyFolder(p, to)
		}
		return c.copyOne(p, to)
	})
}

// copyValue copies an item of another drive.
func (c *copyItem) copyValue(from, to place) error {
	if from.path == "" {
		return noInterface("ContainerCopy")
	}
	t := from.provider.(table)
	if ok, err := confirmed(c.inv, "Item: "+from.path+" Destination: "+to.path, "Copy Item"); !ok || err != nil {
		return err
	}
	if err := t.set(to.path, t.value(from.path), setOptions{force: bool(c.Force)}); err != nil {
		return err
	}
	return passItem(c.inv, to, c.PassThru)
}

func (c *copyItem) copyOne(from, to place) error {
	target := "Item: " + from.String() + " Destination: " + to.String()
	if ok, err := confirmed(c.inv, target, "Copy File"); !ok || err != nil {
		return err
	}
	if sameFile(from.path, to.path) {
		return failure("System.IO.IOException", "CopyError", object.WriteError, to.path,
			"Cannot overwrite the item %s with itself.", from.path)
	}
	ctx := c.inv.Context()
	if err := copyFile(ctx, from.path, to.path, bool(c.Force)); err != nil {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		return ioFailure(err, to.path, "CopyFileInfoItemUnauthorizedAccessError", "CopyFileInfoItemIOError")
	}
	return passItem(c.inv, to, c.PassThru)
}

func sameFile(a, b string) bool {
	x, err := os.Stat(a)
	if err != nil {
		return false
	}
	y, err := os.Stat(b)
	return err == nil && os.SameFile(x, y)
}

// copyFolder copies a folder, and with -Recurse what is in it.
func (c *copyItem) copyFolder(from, to place) error {
	switch {
	case to.exists() && !to.isContainer():
		return failure(automation+"PSArgumentException", "CopyContainerItemToLeafError", object.InvalidArgument, from.path,
			"Container cannot be copied onto existing leaf item.")
	case sameFile(from.path, to.path):
		return failure("System.IO.IOException", "CopyError", object.WriteError, to.path,
			"Cannot overwrite the item %s with itself.", from.path)
	case bool(c.Recurse) && isBelow(to.path, from.path):
		return failure("System.IO.IOException", "CopyError", object.WriteError, to.path,
			"The folder %s cannot be copied into itself.", from.path)
	}
	if !c.Container {
		up, _ := to.parent()
		if target, err := from.session.place(c.Destination); err == nil && target.isContainer() {
			up = target
		}
		return c.copyContents(from, up)
	}
	if ok, err := confirmed(c.inv, "Item: "+from.String()+" Destination: "+to.String(), "Copy Directory"); !ok || err != nil {
		return err
	}
	if !to.exists() {
		if err := os.Mkdir(to.path, 0o777); err != nil {
			return ioFailure(err, to.path, "CopyDirectoryInfoItemUnauthorizedAccessError", "CopyDirectoryInfoItemIOError")
		}
		if err := passItem(c.inv, to, c.PassThru); err != nil {
			return err
		}
	}
	if !c.Recurse {
		return nil
	}
	return c.copyContents(from, to)
}

// copyContents copies what is in a folder into another; each item that fails is reported.
func (c *copyItem) copyContents(from, to place) error {
	entries, err := listFolder(from.path)
	if err != nil {
		return ioFailure(err, from.path, "CopyDirectoryInfoItemUnauthorizedAccessError", "CopyDirectoryInfoItemIOError")
	}
	for _, e := range entries {
		if err := c.inv.Context().Err(); err != nil {
			return err
		}
		if err := report(c.inv, c.copyEntry(e, from, to)); err != nil {
			return err
		}
	}
	return nil
}

func (c *copyItem) copyEntry(e folderEntry, from, to place) error {
	source, target := from.child(e.Name()), to.child(e.Name())
	switch {
	case e.isFolder && !e.IsDir(): // a link stays a link, or a circle of them would never end
		link, err := os.Readlink(source.path)
		if err == nil {
			err = os.Symlink(link, target.path)
		}
		if err != nil {
			return ioFailure(err, target.path, "CopyDirectoryInfoItemUnauthorizedAccessError", "CopyDirectoryInfoItemIOError")
		}
		return nil
	case e.isFolder && !bool(c.Container):
		return c.copyContents(source, to)
	case e.isFolder:
		return c.copyFolder(source, target)
	case !c.filter.accepts(filepath.Base(source.path)):
		return nil
	}
	return c.copyOne(source, target)
}
