package filesystem

import (
	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

func setContentCommand() *command.Command {
	return &command.Command{
		Name: "Set-Content", Class: "Microsoft.PowerShell.Commands.SetContentCommand", Module: managementModule,
		Synopsis: "Writes a file, replacing what it holds.",
		Description: "Each value becomes a line. The new content takes the old one's place only when all of it is written: after an error " +
			"or Ctrl+C the file is as it was.",
		Examples: []command.Example{
			{Code: `'a', 'b' | Set-Content lines.txt; Get-Content lines.txt`, Remarks: "Two lines."},
			{Code: `Set-Content note.txt -Value 'text' -NoNewline -Encoding utf8BOM`, Remarks: "With a byte order mark and without a line end."},
		},
		New:        func() command.Processor { return &setContent{} },
		DefaultSet: "Path", ShouldProcess: true,
	}
}

// setContent is Set-Content: writes a file, replacing what it holds.
type setContent struct {
	Value        []object.Value `ps:"pos=1 mandatory pipeline byname allownull allowemptycollection" help:"What to write, one line each."`
	PassThru     object.Switch  `help:"Writes the values on as well."`
	Path         []string       `ps:"set=Path pos=0 mandatory byname" help:"The files, wildcards allowed."`
	LiteralPath  []string       `ps:"alias=PSPath,LP set=LiteralPath mandatory byname" help:"The files, without wildcards."`
	Filter       string         `help:"A pattern that names must match, with * and ?."`
	Include      []string       `help:"Only items whose name matches one of these patterns."`
	Exclude      []string       `help:"Leaves out items whose name matches one of these patterns."`
	Force        object.Switch  `help:"Writes to read-only files as well."`
	Credential   object.Value   `ps:"type=System.Management.Automation.PSCredential byname" help:"Not supported by any drive."`
	NoNewline    object.Switch  `ps:"dynamic" help:"Writes no line ends."`
	Encoding     object.Value   `ps:"dynamic notempty complete=encoding" help:"The text encoding: utf8, utf8BOM, unicode, ascii, or a code page."`
	AsByteStream object.Switch  `ps:"dynamic" help:"Writes bytes instead of text."`

	writer contentWriter
}

// Begin reads how to write.
func (c *setContent) Begin(inv *command.Invocation) error {
	if err := refuseCredential(c.Credential); err != nil {
		return err
	}
	encoding, err := encodingOf(inv, c.Encoding)
	c.writer = contentWriter{appends: false, passThru: bool(c.PassThru), noNewline: bool(c.NoNewline),
		bytes: bool(c.AsByteStream), encoding: encoding, isEncoding: c.Encoding != nil}
	return err
}

// Process implements command.Processor.
func (c *setContent) Process(inv *command.Invocation) error {
	c.writer.selection = newSelection(c.Path, c.LiteralPath).matching(c.Filter, c.Include, c.Exclude, c.Force)
	return c.writer.put(inv, c.Value)
}

// End finishes the files.
func (c *setContent) End(inv *command.Invocation) error { return c.writer.finish(inv) }

// Close gives up what was not finished.
func (c *setContent) Close() { c.writer.close() }
