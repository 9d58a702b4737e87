package filesystem

import (
	"os"
	"strings"

	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

func renameItemCommand() *command.Command {
	return &command.Command{
		Name: "Rename-Item", Class: "Microsoft.PowerShell.Commands.RenameItemCommand", Module: managementModule,
		Synopsis:    "Gives an item another name.",
		Description: "The item stays where it is; to move it use Move-Item. The new name may be a script block that sees the item as $_.",
		Examples: []command.Example{
			{Code: `Rename-Item a.txt b.txt; (Get-Item b.txt).Name`, Setup: `'x' | Set-Content a.txt`, Remarks: "One file."},
			{Code: `Get-ChildItem *.txt | Rename-Item -NewName { $_.BaseName + '.log' }`, Setup: `'x' | Set-Content c.txt`, Remarks: "Many files."},
		},
		New:        func() command.Processor { return &renameItem{} },
		DefaultSet: "ByPath", ShouldProcess: true,
	}
}

// renameItem is Rename-Item: gives an item another name.
type renameItem struct {
	Path        string        `ps:"set=ByPath pos=0 mandatory pipeline byname" help:"The item."`
	LiteralPath string        `ps:"alias=PSPath,LP set=ByLiteralPath mandatory byname" help:"The item, without wildcards."`
	NewName     string        `ps:"pos=1 mandatory byname" help:"The new name, without a folder."`
	Force       object.Switch `help:"Renames hidden and read-only items as well."`
	PassThru    object.Switch `help:"Writes the renamed item."`
	Credential  object.Value  `ps:"type=System.Management.Automation.PSCredential byname" help:"Not supported by any drive."`
}

// Process implements command.Processor.
func (c *renameItem) Process(inv *command.Invocation) error {
	if err := refuseCredential(c.Credential); err != nil {
		return err
	}
	o := selection{paths: []string{c.Path}, force: true}
	if inv.Set == "ByLiteralPath" {
		o = selection{paths: []string{c.LiteralPath}, literal: true}
	}
	return sessionOf(inv).each(inv, o, func(p place) error {
		if p.isFiles() {
			return c.renameFile(inv, p)
		}
		return c.renameValue(inv, p)
	})
}

func (c *renameItem) renameFile(inv *command.Invocation, p place) error {
	up, _ := p.parent()
	name := strings.TrimPrefix(nativeSlashes(c.NewName), "."+separator)
	if _, _, isQualified := splitQualifier(name); isQualified || strings.Contains(name, separator) {
		folder, leaf, _ := splitPath(c.NewName)
		at, err := p.session.place(folder)
		if err != nil || folder == "" || at.path != up.path {
			return terminating{badArgumentText("Cannot rename the specified target, because it represents a path or device name.")}
		}
		name = leaf
	}
	to := up.child(name)
	action := "Rename File"
	if p.isContainer() {
		action = "Rename Directory"
	}
	if ok, err := confirmed(inv, "Item: "+p.String()+" Destination: "+to.String(), action); !ok || err != nil {
		return err
	}
	if _, err := os.Lstat(to.path); err == nil && !sameFile(p.path, to.path) {
		return ioFailure(os.ErrExist, to.path, "", "RenameItemIOError")
	}
	if err := os.Rename(p.path, to.path); err != nil {
		return ioFailure(err, p.path, "RenameItemUnauthorizedAccessError", "RenameItemIOError")
	}
	return passItem(inv, to, c.PassThru)
}

// renameValue renames an item of another drive.
func (c *renameItem) renameValue(inv *command.Invocation, p place) error {
	t := p.provider.(table)
	to := place{p.drive, c.NewName}
	if ok, err := confirmed(inv, "Item: "+p.path+" NewName: "+c.NewName, "Rename "+t.name()); !ok || err != nil {
		return err
	}
	if err := t.set(to.path, t.value(p.path), setOptions{isNew: true, force: bool(c.Force)}); err != nil {
		return err
	}
	if err := t.remove(p.path, bool(c.Force)); err != nil {
		return err
	}
	return passItem(inv, to, c.PassThru)
}
