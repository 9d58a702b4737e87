package filesystem

import (
	"os"
	"path/filepath"

	"github.com/partnershell/partnershell/internal/outfile"
	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

func removeItemCommand() *command.Command {
	return &command.Command{
		Name: "Remove-Item", Class: "Microsoft.PowerShell.Commands.RemoveItemCommand", Module: managementModule,
		Synopsis: "Deletes files, folders and items of other drives.",
		Description: "A folder that is not empty needs -Recurse, or you are asked. Hidden and read-only items need -Force. " +
			"What a link leads to is not deleted.",
		Examples: []command.Example{
			{Code: `Remove-Item *.tmp -WhatIf`, Remarks: "Shows what would be deleted."},
			{Code: `Remove-Item old -Recurse -Force; Test-Path old`, Setup: `$null = New-Item old -ItemType Directory -Force`, Remarks: "A folder with all that is in it."},
		},
		New:        func() command.Processor { return &removeItem{} },
		DefaultSet: "Path", ShouldProcess: true,
	}
}

// removeItem is Remove-Item: deletes files, folders and items of other drives.
type removeItem struct {
	Path        []string      `ps:"set=Path pos=0 mandatory pipeline byname" help:"The items, wildcards allowed."`
	LiteralPath []string      `ps:"alias=PSPath,LP set=LiteralPath mandatory byname" help:"The items, without wildcards."`
	Filter      string        `help:"A pattern that names must match, with * and ?."`
	Include     []string      `help:"Only items whose name matches one of these patterns."`
	Exclude     []string      `help:"Leaves out items whose name matches one of these patterns."`
	Recurse     object.Switch `help:"Deletes what folders hold as well."`
	Force       object.Switch `help:"Deletes hidden and read-only items as well."`
	Credential  object.Value  `ps:"type=System.Management.Automation.PSCredential byname" help:"Not supported by any drive."`

	inv *command.Invocation
}

// Process implements command.Processor.
func (c *removeItem) Process(inv *command.Invocation) error {
	if err := refuseCredential(c.Credential); err != nil {
		return err
	}
	c.inv = inv
	o := newSelection(c.Path, c.LiteralPath).matching(c.Filter, c.Include, c.Exclude, c.Force)
	s := sessionOf(inv)
	return s.each(inv, o, func(p place) error {
		if !p.isFiles() {
			return c.removeValue(p)
		}
		if here := s.rt.Location(); here == p.path || isBelow(here, p.path) {
			return object.NewError(automation+"PSInvalidOperationException", "InvalidOperation", object.InvalidOperation,
				"Cannot remove the item at '%s' because it is in use.", p.path)
		}
		return c.removeFile(p)
	})
}

func (c *removeItem) removeValue(p place) error {
	if ok, err := confirmed(c.inv, "Item: "+p.path, "Remove "+p.provider.name()); !ok || err != nil {
		return err
	}
	return p.provider.(table).remove(p.path, bool(c.Force))
}

// removeFile removes a file, a link, or a folder after asking about what it holds.
func (c *removeItem) removeFile(p place) error {
	if !isRealFolder(p.path) {
		return c.removeLeaf(p.path, "Remove File")
	}
	entries, err := os.ReadDir(p.path)
	if err == nil && len(entries) > 0 && !bool(c.Recurse) {
		ok, err := c.inv.ShouldContinue("The item at "+p.path+" has children and the Recurse parameter was not specified. "+
			"If you continue, all children will be removed with the item. Are you sure you want to continue?", "Confirm")
		if err != nil || !ok {
			return ending(err)
		}
	}
	if ok, err := confirmed(c.inv, p.path, "Remove Directory"); !ok || err != nil {
		return err
	}
	return c.removeFolder(p.path)
}

// isRealFolder reports whether a path is a folder and no link to one.
func isRealFolder(path string) bool {
	info, err := os.Lstat(path)
	return err == nil && info.IsDir()
}

// removeFolder removes what a folder holds, then the folder. What cannot be removed is reported, and then the folder
// stays as well.
func (c *removeItem) removeFolder(path string) error {
	if err := c.refuse(path); err != nil {
		return err
	}
	entries, err := listFolder(path)
	if err != nil {
		return removeFailure(err, path)
	}
	for _, e := range entries {
		if err := c.inv.Context().Err(); err != nil {
			return err
		}
		below := filepath.Join(path, e.Name())
		remove := c.removeFolder
		if !e.IsDir() {
			remove = c.removeQuietly
		}
		if err := report(c.inv, remove(below)); err != nil {
			return err
		}
	}
	if left, err := os.ReadDir(path); err == nil && len(left) > 0 {
		return failure("System.IO.IOException", "DirectoryNotEmpty", object.WriteError, path,
			"Directory %s cannot be removed because it is not empty.", path)
	}
	if err := os.Remove(path); err != nil {
		return removeFailure(err, path)
	}
	return nil
}

func (c *removeItem) removeLeaf(path, action string) error {
	if ok, err := confirmed(c.inv, path, action); !ok || err != nil {
		return err
	}
	return c.removeQuietly(path)
}

// removeQuietly removes a file whose removal has been agreed to.
func (c *removeItem) removeQuietly(path string) error {
	if err := c.refuse(path); err != nil {
		return err
	}
	if onWindows && bool(c.Force) {
		outfile.MakeWritable(path)
	}
	if err := os.Remove(path); err != nil {
		return removeFailure(err, path)
	}
	return nil
}

// refuse keeps hidden, read-only and system items unless -Force was given.
func (c *removeItem) refuse(path string) error {
	const protected = attributeHidden | attributeReadOnly | attributeSystem
	if bool(c.Force) || attributesOf(path, false)&protected == 0 {
		return nil
	}
	return failure("System.IO.IOException", "RemoveFileSystemItemUnAuthorizedAccess", object.PermissionDenied, path,
		"You do not have sufficient access rights to perform this operation or the item is hidden, system, or read only.")
}

func removeFailure(err error, path string) error {
	return ioFailure(err, path, "RemoveItemUnauthorizedAccessError", "RemoveItemIOError")
}
