package filesystem

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/partnershell/partnershell/internal/outfile"
	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

func newItemCommand() *command.Command {
	return &command.Command{
		Name: "New-Item", Class: "Microsoft.PowerShell.Commands.NewItemCommand", Module: managementModule,
		Synopsis: "Makes a file, a folder or a link, or an item of another drive.",
		Description: "Folders are made with all folders above them. A file that exists is refused; with -Force it is replaced, " +
			"and missing folders above it are made.",
		Examples: []command.Example{
			{Code: `New-Item reports/2024 -ItemType Directory -Force | Select-Object Name`, Remarks: "A folder, unless it is there."},
			{Code: `New-Item note.txt -Value 'text' | Select-Object Name, Length`, Remarks: "A file with content."},
			{Code: `New-Item -Path Function: -Name Get-Answer -Value { 42 } | Out-Null; Get-Answer`, Remarks: "A function."},
		},
		New:        func() command.Processor { return &newItem{} },
		DefaultSet: "pathSet", ShouldProcess: true,
		OutputTypes: []string{"System.IO.DirectoryInfo", "System.IO.FileInfo", "System.String"},
	}
}

// newItem is New-Item: makes a file, a folder or a link, or an item of another drive.
type newItem struct {
	Path       []string      `ps:"set=pathSet pos=0 mandatory byname; set=nameSet pos=0 byname" help:"The items, or with -Name the folder they are made in."`
	Name       string        `ps:"allownull allowempty; set=nameSet mandatory byname" help:"The new item's name."`
	ItemType   string        `ps:"alias=Type byname" help:"File (the default), Directory, SymbolicLink or HardLink."`
	Value      object.Value  `ps:"alias=Target pipeline byname" help:"The content, or what a link leads to."`
	Force      object.Switch `help:"Replaces what exists, and makes missing folders."`
	Credential object.Value  `ps:"type=System.Management.Automation.PSCredential byname" help:"Not supported by any drive."`
	Options    object.Value  `ps:"dynamic type=System.Management.Automation.ScopedItemOptions" help:"Options of an alias or a function."`
}

// Process implements command.Processor.
func (c *newItem) Process(inv *command.Invocation) error {
	if err := refuseCredential(c.Credential); err != nil {
		return err
	}
	paths := c.Path
	if len(paths) == 0 {
		paths = []string{"."}
	}
	for _, path := range paths {
		if inv.Set == "nameSet" && c.Name != "" {
			path = joinPath(path, c.Name)
		}
		if err := report(inv, c.make(inv, path)); err != nil {
			return err
		}
	}
	return nil
}

func (c *newItem) make(inv *command.Invocation, path string) error {
	p, err := sessionOf(inv).place(path)
	if err != nil {
		return err
	}
	if p.isFiles() {
		return c.makeFile(inv, p)
	}
	t, ok := p.provider.(table)
	if !ok || p.path == "" {
		return terminating{badArgument("path")}
	}
	target := "Name: " + p.path + " Value: " + object.ToText(c.Value)
	if ok, err := confirmed(inv, target, "New "+strings.ToLower(p.provider.name())); !ok || err != nil {
		return err
	}
	if err := t.set(p.path, c.Value, setOptions{force: bool(c.Force), isNew: true, options: c.Options}); err != nil {
		return err
	}
	return c.write(inv, p)
}

func (c *newItem) write(inv *command.Invocation, p place) error {
	v, err := p.object()
	if err != nil {
		return err
	}
	return inv.Write(v)
}

// kindOf is the kind of item that -ItemType means; a beginning of the word is enough.
func kindOf(itemType string) (kind, action string) {
	text := strings.ToLower(itemType)
	switch {
	case text == "" || strings.HasPrefix("file", text):
		return "file", "Create File"
	case strings.HasPrefix("directory", text), strings.HasPrefix("container", text):
		return "directory", "Create Directory"
	case strings.HasPrefix("symboliclink", text):
		return "symboliclink", "Create Symbolic Link"
	case strings.HasPrefix("hardlink", text):
		return "hardlink", "Create Hard Link"
	}
	return "", ""
}

func (c *newItem) makeFile(inv *command.Invocation, p place) error {
	kind, action := kindOf(c.ItemType)
	if kind == "" {
		return terminating{badArgumentText("The type is not a known type for the file system. " +
			`Only "file","directory" or "symboliclink" can be specified.`)}
	}
	if strings.HasSuffix(kind, "link") && object.IsNull(c.Value) {
		return terminating{object.NewError(automation+"PSArgumentNullException", "ArgumentNull", object.InvalidArgument,
			"Cannot process argument because the value of argument \"content\" is null. "+
				"Change the value of argument \"content\" to a non-null value.")}
	}
	if ok, err := confirmed(inv, "Destination: "+p.String(), action); !ok || err != nil {
		return err
	}
	var err error
	switch kind {
	case "directory":
		err = c.makeFolder(p.path)
	case "file":
		err = c.makePlainFile(p.path)
	default:
		err = c.makeLink(p, kind)
	}
	if err != nil {
		return err
	}
	return c.write(inv, p)
}

func (c *newItem) makeFolder(path string) error {
	if _, err := os.Lstat(path); err == nil {
		if bool(c.Force) && (files{}).isContainer(path) {
			return nil
		}
		return failure("System.IO.IOException", "DirectoryExist", object.ResourceExists, path,
			"An item with the specified name %s already exists.", path)
	}
	if err := os.MkdirAll(path, 0o777); err != nil {
		return ioFailure(err, path, "CreateDirectoryUnauthorizedAccessError", "CreateDirectoryIOError")
	}
	return nil
}

func newItemFailure(err error, path string) error {
	return ioFailure(err, path, "NewItemUnauthorizedAccessError", "NewItemIOError")
}

// makeFolders makes the folders above a path, as -Force asks.
func (c *newItem) makeFolders(path string) error {
	if !c.Force {
		return nil
	}
	return os.MkdirAll(filepath.Dir(path), 0o777)
}

func (c *newItem) makePlainFile(path string) error {
	err := c.makeFolders(path)
	if err == nil && !bool(c.Force) {
		if _, statErr := os.Lstat(path); statErr == nil {
			err = fs.ErrExist
		}
	}
	var f *outfile.File
	if err == nil {
		if c.Force {
			outfile.MakeWritable(path)
		}
		f, err = outfile.Create(path)
	}
	if err != nil {
		return newItemFailure(err, path)
	}
	if !object.IsNull(c.Value) {
		if _, err := f.WriteString(object.DisplayText(c.Value)); err != nil {
			f.Abort()
			return newItemFailure(err, path)
		}
	}
	if err := f.Commit(); err != nil {
		return newItemFailure(err, path)
	}
	return nil
}

// makeLink makes a link to what Value names. A symbolic link may lead to nothing.
func (c *newItem) makeLink(p place, kind string) error {
	target := nativeSlashes(object.ToText(c.Value))
	link := os.Symlink
	if kind == "hardlink" {
		link = os.Link
		at, err := p.session.place(target)
		if err != nil {
			return err
		}
		if !at.exists() {
			e := pathNotFound(at)
			e.ID = "ItemNotFound"
			return e
		}
		target = at.path
	}
	err := c.makeFolders(p.path)
	if err == nil {
		err = link(target, p.path)
	}
	if errors.Is(err, fs.ErrExist) && bool(c.Force) {
		if err = os.Remove(p.path); err == nil {
			err = link(target, p.path)
		}
	}
	if errors.Is(err, fs.ErrExist) {
		return failure("System.IO.IOException", "SymLinkExists", object.ResourceExists, p.path,
			"An item with the specified name %s already exists.", p.path)
	}
	if err != nil {
		return newItemFailure(err, p.path)
	}
	return nil
}
