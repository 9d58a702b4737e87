package filesystem

import (
	"github.com/partnershell/partnershell/internal/outfile"
	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

func clearContentCommand() *command.Command {
	return &command.Command{
		Name: "Clear-Content", Class: "Microsoft.PowerShell.Commands.ClearContentCommand", Module: managementModule,
		Synopsis:    "Empties a file without deleting it.",
		Description: "The file stays, with its permissions, and has no content.",
		Examples: []command.Example{
			{Code: `'x' | Set-Content a.txt; Clear-Content a.txt; (Get-Item a.txt).Length`, Remarks: "Nothing is left."},
		},
		New:        func() command.Processor { return &clearContent{} },
		DefaultSet: "Path", ShouldProcess: true,
	}
}

// clearContent is Clear-Content: empties a file without deleting it.
type clearContent struct {
	Path        []string      `ps:"set=Path pos=0 mandatory byname" help:"The files, wildcards allowed."`
	LiteralPath []string      `ps:"alias=PSPath,LP set=LiteralPath mandatory byname" help:"The files, without wildcards."`
	Filter      string        `help:"A pattern that names must match, with * and ?."`
	Include     []string      `help:"Only items whose name matches one of these patterns."`
	Exclude     []string      `help:"Leaves out items whose name matches one of these patterns."`
	Force       object.Switch `help:"Empties read-only files as well."`
	Credential  object.Value  `ps:"type=System.Management.Automation.PSCredential byname" help:"Not supported by any drive."`
}

// Process implements command.Processor.
func (c *clearContent) Process(inv *command.Invocation) error {
	if err := refuseCredential(c.Credential); err != nil {
		return err
	}
	o := newSelection(c.Path, c.LiteralPath).matching(c.Filter, c.Include, c.Exclude, c.Force)
	return sessionOf(inv).each(inv, o, func(p place) error {
		if ok, err := confirmed(inv, "Item: "+p.String(), "Clear Content"); !ok || err != nil {
			return err
		}
		if t, ok := p.provider.(table); ok {
			return t.set(p.path, nil, setOptions{force: o.force})
		}
		return c.empty(p.path)
	})
}

func (c *clearContent) empty(path string) error {
	if (files{}).isContainer(path) {
		return failure("System.NotSupportedException", "ClearDirectoryContent", object.InvalidOperation, path,
			"Unable to clear content of '%s' because it is a directory. Clear-Content is only supported on files.", path)
	}
	if c.Force {
		outfile.MakeWritable(path)
	}
	f, err := outfile.Create(path)
	if err == nil {
		err = f.Commit()
	}
	if err != nil {
		return ioFailure(err, path, "ClearContentUnauthorizedAccessError", "ClearContentIOError")
	}
	return nil
}
