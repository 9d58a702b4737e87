package filesystem

import (
	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

// The modules that PowerShell finds these commands in.
const (
	managementModule = "Microsoft.PowerShell.Management"
	utilityModule    = "Microsoft.PowerShell.Utility"
	archiveModule    = "Microsoft.PowerShell.Archive"
)

func getItemCommand() *command.Command {
	return &command.Command{
		Name: "Get-Item", Class: "Microsoft.PowerShell.Commands.GetItemCommand", Module: managementModule,
		Synopsis: "Gets a file, a folder or an item of another drive.",
		Description: "Writes the object itself: not what a folder holds, which is Get-ChildItem's work. " +
			"A hidden file needs -Force.",
		Examples: []command.Example{
			{Code: `(Get-Item .).FullName`, Remarks: "The current folder."},
			{Code: `Get-Item Env:PATH`, Remarks: "An environment variable."},
		},
		New:         func() command.Processor { return &getItem{} },
		DefaultSet:  "Path",
		OutputTypes: []string{"System.Boolean", "System.IO.DirectoryInfo", "System.IO.FileInfo", "System.String"},
	}
}

// getItem is Get-Item: gets a file, a folder or an item of another drive.
type getItem struct {
	Path        []string      `ps:"set=Path pos=0 mandatory pipeline byname" help:"The paths, wildcards allowed."`
	LiteralPath []string      `ps:"alias=PSPath,LP set=LiteralPath mandatory byname" help:"The paths, without wildcards."`
	Filter      string        `help:"A pattern that names must match, with * and ?."`
	Include     []string      `help:"Only items whose name matches one of these patterns."`
	Exclude     []string      `help:"Leaves out items whose name matches one of these patterns."`
	Force       object.Switch `help:"Gets hidden items as well."`
	Credential  object.Value  `ps:"type=System.Management.Automation.PSCredential byname" help:"Not supported by any drive."`
}

// Process implements command.Processor.
func (c *getItem) Process(inv *command.Invocation) error {
	if err := refuseCredential(c.Credential); err != nil {
		return err
	}
	o := newSelection(c.Path, c.LiteralPath).matching(c.Filter, c.Include, c.Exclude, c.Force)
	return sessionOf(inv).each(inv, o, func(p place) error {
		if p.isFiles() && !bool(c.Force) && isHidden(p.path) {
			return failure("System.IO.IOException", "ItemNotFound", object.ObjectNotFound, p.path,
				"Could not find item %s.", p.path)
		}
		if !p.isFiles() && p.path == "" {
			return writeAllItems(inv, p)
		}
		v, err := p.object()
		if err != nil {
			return err
		}
		return inv.Write(v)
	})
}

// writeAllItems writes every item of a drive that is no file system: what its root is.
func writeAllItems(inv *command.Invocation, p place) error {
	names, err := p.provider.names("")
	if err != nil {
		return err
	}
	for _, name := range names {
		v, err := p.child(name).object()
		if err != nil {
			return err
		}
		if err := inv.Write(v); err != nil {
			return err
		}
	}
	return nil
}
