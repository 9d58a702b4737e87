package filesystem

import (
	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

// contentParameters are what Add-Content and Set-Content share: everything but whether the old content stays.
type contentParameters struct {
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

// begin reads how to write.
func (c *contentParameters) begin(inv *command.Invocation, appends bool) error {
	if err := refuseCredential(c.Credential); err != nil {
		return err
	}
	encoding, err := command.EncodingOf(inv, c.Encoding)
	c.writer = contentWriter{appends: appends, passThru: bool(c.PassThru), noNewline: bool(c.NoNewline),
		bytes: bool(c.AsByteStream), encoding: encoding, isEncoding: c.Encoding != nil}
	return err
}

// Process implements command.Processor.
func (c *contentParameters) Process(inv *command.Invocation) error {
	c.writer.selection = newSelection(c.Path, c.LiteralPath).matching(c.Filter, c.Include, c.Exclude, c.Force)
	return c.writer.put(inv, c.Value)
}

// End finishes the files.
func (c *contentParameters) End(inv *command.Invocation) error { return c.writer.finish(inv) }

// Close gives up what was not finished.
func (c *contentParameters) Close() { c.writer.close() }
