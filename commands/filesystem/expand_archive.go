package filesystem

import (
	"archive/zip"
	"path/filepath"
	"strings"

	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

func expandArchiveCommand() *command.Command {
	return &command.Command{
		Name: "Expand-Archive", Class: "Expand-Archive", Module: archiveModule,
		Synopsis:    "Unpacks a zip archive.",
		Description: "Files are put into the destination folder, or into one with the archive's name. Files that exist are kept, unless -Force replaces them. Entries that would lead out of the folder are refused.",
		Examples: []command.Example{
			{Code: `Expand-Archive reports.zip unpacked -Force`, Setup: `'x' | Set-Content a.txt; Compress-Archive a.txt reports.zip -Force`, Remarks: "Into a folder."},
		},
		New:        func() command.Processor { return &expandArchive{} },
		DefaultSet: "Path", ShouldProcess: true,
		OutputTypes: []string{"System.IO.FileSystemInfo"},
	}
}

// expandArchive is Expand-Archive: unpacks a zip archive.
type expandArchive struct {
	Path            string        `ps:"notempty; set=Path pos=0 mandatory pipeline byname" help:"The archive, wildcards allowed."`
	LiteralPath     string        `ps:"alias=PSPath notempty set=LiteralPath mandatory byname" help:"The archive, without wildcards."`
	DestinationPath string        `ps:"pos=1 notempty" help:"The folder to unpack into; it is made if need be."`
	Force           object.Switch `help:"Replaces files that exist."`
	PassThru        object.Switch `help:"Writes what was unpacked."`
}

// Process implements command.Processor.
func (c *expandArchive) Process(inv *command.Invocation) error {
	o := selection{paths: []string{c.Path}, force: true}
	if inv.Set == "LiteralPath" {
		o = selection{paths: []string{c.LiteralPath}, literal: true}
	}
	return sessionOf(inv).each(inv, o, func(p place) error {
		if !p.isFiles() {
			return noInterface("archive")
		}
		if !strings.EqualFold(filepath.Ext(p.path), ".zip") {
			return archiveFailure("System.IO.IOException", "NotSupportedArchiveFileExtension", object.InvalidArgument, p.path,
				"%s is not a supported archive file format. .zip is the only supported archive file format.", filepath.Ext(p.path))
		}
		return c.expand(inv, p)
	})
}

func (c *expandArchive) expand(inv *command.Invocation, p place) error {
	destination := c.DestinationPath
	if destination == "" {
		destination, _ = splitExtension(filepath.Base(p.path))
	}
	to, err := sessionOf(inv).single(destination)
	if err != nil {
		return err
	}
	if ok, err := confirmed(inv, p.path, "Expand-Archive"); !ok || err != nil {
		return err
	}
	r, err := zip.OpenReader(p.path)
	if err != nil {
		return failure("System.IO.InvalidDataException", "ArchiveFileNotReadable", object.InvalidData, p.path,
			"The archive %s cannot be read: %v", p.path, err)
	}
	defer r.Close()
	ctx := inv.Context()
	for _, e := range r.File {
		path, err := extract(ctx, e, to.path, bool(c.Force))
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err == nil {
			err = passItem(inv, place{to.drive, path}, c.PassThru)
		} else if !isFailure(err) {
			err = ioFailure(err, filepath.Join(to.path, e.Name), "ExpandArchiveUnauthorizedAccessError", "ExpandArchiveIOError")
		}
		if err := report(inv, err); err != nil {
			return err
		}
	}
	return nil
}

// isFailure reports whether an error says already what PowerShell is to show.
func isFailure(err error) bool {
	switch err.(type) {
	case *object.ErrorRecord, terminating:
		return true
	}
	return false
}
