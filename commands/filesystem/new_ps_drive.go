package filesystem

import (
	"strings"

	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

func newPSDriveCommand() *command.Command {
	return &command.Command{
		Name: "New-PSDrive", Class: "Microsoft.PowerShell.Commands.NewPSDriveCommand", Module: managementModule,
		Synopsis:    "Gives a folder a drive name of its own.",
		Description: "The drive lasts as long as the session. Only folders can be made drives.",
		Examples: []command.Example{
			{Code: `$null = New-PSDrive Work FileSystem .; Test-Path Work:/`, Remarks: "The current folder as a drive."},
		},
		New:           func() command.Processor { return &newPSDrive{} },
		ShouldProcess: true, ConfirmImpact: "Low",
		OutputTypes: []string{automation + "PSDriveInfo"},
	}
}

// newPSDrive is New-PSDrive: gives a folder a drive name of its own.
type newPSDrive struct {
	Name        string       `ps:"pos=0 mandatory byname" help:"The drive's name, without a colon."`
	PSProvider  string       `ps:"pos=1 mandatory byname" help:"The kind of drive: FileSystem."`
	Root        string       `ps:"pos=2 mandatory byname allowempty" help:"The folder."`
	Description string       `ps:"byname" help:"A description."`
	Scope       string       `ps:"byname" help:"Drives belong to the session; the scope does not matter."`
	Credential  object.Value `ps:"type=System.Management.Automation.PSCredential byname" help:"Not supported."`
}

// Process implements command.Processor.
func (c *newPSDrive) Process(inv *command.Invocation) error {
	d, err := c.make(sessionOf(inv))
	if err != nil {
		return report(inv, err)
	}
	target := "Name: " + c.Name + " Provider: " + modulePrefix + d.provider.name() + " Root: " + c.Root
	if ok, err := inv.ShouldProcess(target, "New drive"); !ok || err != nil {
		return err
	}
	d.session.drives = append(d.session.drives, d)
	return inv.Write(d)
}

func (c *newPSDrive) make(s *session) (*drive, error) {
	var kind provider
	for _, d := range s.drives {
		if object.EqualNames(d.provider.name(), strings.TrimPrefix(c.PSProvider, modulePrefix)) {
			kind = d.provider
		}
	}
	switch {
	case kind == nil:
		return nil, providerNotFound(c.PSProvider)
	case c.Name == "" || strings.ContainsAny(c.Name, `:\/.~`):
		return nil, object.NewError(automation+"PSArgumentException", "Argument", object.InvalidArgument,
			"Cannot process the drive name because the drive name contains one or more of the following characters that "+
				`are not valid: ; ~ / \ . :`)
	case s.find(c.Name) != nil:
		return nil, failure(automation+"SessionStateException", "DriveAlreadyExists", object.ResourceExists, c.Name,
			"A drive with the name '%s' already exists.", c.Name)
	case kind != provider(files{}):
		return nil, noInterface("NewDrive")
	}
	p, err := s.place(c.Root)
	if err != nil {
		return nil, err
	}
	if !p.isFiles() || !p.isContainer() {
		return nil, failure("System.IO.IOException", "DriveRootError", object.ReadError, c.Root,
			"The specified drive root \"%s\" either does not exist, or it is not a folder.", c.Root)
	}
	return &drive{Name: c.Name, Root: p.path, Description: c.Description, provider: kind, session: s}, nil
}
