package utility

import (
	"context"
	"io"

	"github.com/partnershell/partnershell/shell/clixml"
	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

func exportClixmlCommand() *command.Command {
	return &command.Command{
		Name: "Export-Clixml", Class: "Microsoft.PowerShell.Commands.ExportClixmlCommand", Module: "Microsoft.PowerShell.Utility",
		Synopsis:    "Writes objects to a file in PowerShell's XML form.",
		Description: "Keeps types and nested objects down to -Depth levels, to be read again with Import-Clixml.",
		Examples: []command.Example{
			{Code: `@{a=1} | Export-Clixml t.xml; Import-Clixml t.xml`, Remarks: "There and back."},
		},
		New:           func() command.Processor { return &exportClixml{} },
		DefaultSet:    "ByPath",
		ShouldProcess: true,
	}
}

// exportClixml is Export-Clixml: writes objects to a file in PowerShell's XML form.
type exportClixml struct {
	Depth       int32         `ps:"range=1..2147483647" help:"How many levels of objects within objects to write."`
	Path        string        `ps:"set=ByPath pos=0 mandatory" help:"The file, wildcards allowed."`
	LiteralPath string        `ps:"alias=PSPath,LP set=ByLiteralPath mandatory" help:"The file, taken exactly as written."`
	InputObject object.Value  `ps:"type=System.Management.Automation.PSObject allownull mandatory pipeline" help:"The objects to work on, usually from the pipeline."`
	Force       object.Switch `help:"Does it even where something would be overwritten or is read-only."`
	NoClobber   object.Switch `ps:"alias=NoOverwrite" help:"Fails instead of replacing an existing file."`
	Encoding    object.Value  `ps:"notempty" help:"The text encoding: utf8, utf8BOM, unicode, ascii, or a code page."`

	items []object.Value
}

// Process implements command.Processor.
func (c *exportClixml) Process(*command.Invocation) error {
	c.items = append(c.items, c.InputObject)
	return nil
}

// End writes the file.
func (c *exportClixml) End(inv *command.Invocation) error {
	path, literal := c.Path, false
	if c.LiteralPath != "" {
		path, literal = c.LiteralPath, true
	}
	full, err := outputPath(inv, path, literal)
	if err != nil {
		return err
	}
	if ok, err := inv.ShouldProcess(path, "Export-Clixml"); !ok || err != nil {
		return err
	}
	encoding, err := command.EncodingOf(inv, c.Encoding)
	if err != nil {
		return err
	}
	file, err := openOutput(full, outputMode{noClobber: bool(c.NoClobber), force: bool(c.Force)})
	if err != nil {
		return err
	}
	defer file.Abort()
	if _, err := file.Write(encoding.Mark); err != nil {
		return err
	}
	encoder := encoding.NewWriter(file)
	if err := clixml.Write(&untilStopped{encoder, inv.Context()}, c.items, int(c.Depth)); err != nil {
		return err
	}
	if err := encoder.Close(); err != nil {
		return err
	}
	return file.Commit()
}

// untilStopped takes no more once the run has been stopped.
type untilStopped struct {
	io.Writer
	ctx context.Context
}

// Write implements io.Writer.
func (w *untilStopped) Write(p []byte) (int, error) {
	if err := w.ctx.Err(); err != nil {
		return 0, err
	}
	return w.Writer.Write(p)
}
