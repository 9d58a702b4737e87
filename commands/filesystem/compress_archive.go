package filesystem

import (
	"archive/zip"
	"errors"
	"os"
	"path/filepath"
	"strings"

	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

func compressArchiveCommand() *command.Command {
	return &command.Command{
		Name: "Compress-Archive", Class: "Compress-Archive", Module: archiveModule,
		Synopsis:    "Packs files and folders into a zip archive.",
		Description: "A folder is packed with all that is in it. An archive that exists is refused, unless -Force replaces it or -Update adds to it.",
		Examples: []command.Example{
			{Code: `Compress-Archive reports reports.zip -Force; Test-Path reports.zip`, Setup: `$null = New-Item reports -ItemType Directory -Force`, Remarks: "A folder."},
		},
		New:        func() command.Processor { return &compressArchive{CompressionLevel: "Optimal"} },
		DefaultSet: "Path", ShouldProcess: true,
		OutputTypes: []string{"System.IO.FileInfo"},
	}
}

// compressArchive is Compress-Archive: packs files and folders into a zip archive.
type compressArchive struct {
	Path             []string      `ps:"notempty; set=Path,PathWithForce,PathWithUpdate pos=0 mandatory pipeline byname" help:"The files and folders, wildcards allowed."`
	LiteralPath      []string      `ps:"alias=PSPath notempty set=LiteralPath,LiteralPathWithForce,LiteralPathWithUpdate mandatory byname" help:"The files and folders, without wildcards."`
	DestinationPath  string        `ps:"pos=1 mandatory notempty" help:"The archive; .zip is added to a name without it."`
	CompressionLevel string        `ps:"values=Optimal,NoCompression,Fastest" help:"Optimal, Fastest or NoCompression."`
	Update           object.Switch `ps:"set=PathWithUpdate,LiteralPathWithUpdate mandatory" help:"Adds to an archive that exists, and replaces what it has already."`
	Force            object.Switch `ps:"set=PathWithForce,LiteralPathWithForce mandatory" help:"Replaces an archive that exists."`
	PassThru         object.Switch `help:"Writes the archive's file."`

	entries []archiveEntry
}

// Process gathers what goes into the archive.
func (c *compressArchive) Process(inv *command.Invocation) error {
	o := newSelection(c.Path, c.LiteralPath)
	o.force = true
	return sessionOf(inv).each(inv, o, func(p place) error {
		if !p.isFiles() {
			return noInterface("archive")
		}
		list, err := entriesOf(p)
		if err != nil {
			return ioFailure(err, p.path, "CompressArchiveUnauthorizedAccessError", "CompressArchiveIOError")
		}
		c.entries = append(c.entries, list...)
		return nil
	})
}

// End writes the archive.
func (c *compressArchive) End(inv *command.Invocation) error {
	p, err := sessionOf(inv).single(c.DestinationPath)
	if err != nil {
		return err
	}
	if filepath.Ext(p.path) == "" {
		p.path += ".zip"
	}
	err = c.checkTarget(p.path)
	if err == nil && len(c.entries) > 0 {
		err = c.pack(inv, p)
	}
	return report(inv, err)
}

func (c *compressArchive) checkTarget(path string) error {
	if !strings.EqualFold(filepath.Ext(path), ".zip") {
		return archiveFailure("System.IO.IOException", "NotSupportedArchiveFileExtension", object.InvalidArgument, path,
			"%s is not a supported archive file format. .zip is the only supported archive file format.", filepath.Ext(path))
	}
	if _, err := os.Stat(path); err == nil && !bool(c.Force) && !bool(c.Update) {
		return archiveFailure("System.IO.IOException", "ArchiveFileExists", object.PermissionDenied, path,
			"The archive file %s already exists. Use the -Update parameter to update the existing archive file or use the "+
				"-Force parameter to overwrite the existing archive file.", path)
	}
	return nil
}

func (c *compressArchive) pack(inv *command.Invocation, p place) error {
	if ok, err := confirmed(inv, p.path, "Compress-Archive"); !ok || err != nil {
		return err
	}
	var old *zip.Reader
	if c.Update {
		r, err := zip.OpenReader(p.path)
		if err == nil {
			defer r.Close()
			old = &r.Reader
		} else if !errors.Is(err, os.ErrNotExist) {
			return archiveFailure("System.IO.InvalidDataException", "ArchiveFileNotReadable", object.InvalidData, p.path,
				"The archive %s cannot be read: %v", p.path, err)
		}
	}
	ctx := inv.Context()
	if err := writeArchive(ctx, p.path, old, c.withoutItself(p.path), c.CompressionLevel); err != nil {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		return ioFailure(err, p.path, "CompressArchiveUnauthorizedAccessError", "CompressArchiveIOError")
	}
	return passItem(inv, p, c.PassThru)
}

// withoutItself leaves the archive out of what goes into it.
func (c *compressArchive) withoutItself(path string) []archiveEntry {
	var list []archiveEntry
	for _, e := range c.entries {
		if e.path != path {
			list = append(list, e)
		}
	}
	return list
}
