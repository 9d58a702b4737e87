package utility

import (
	"io"
	"os"
	"runtime"

	"github.com/partnershell/partnershell/internal/outfile"
	"github.com/partnershell/partnershell/internal/textencoding"
	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
	"github.com/partnershell/partnershell/shell/render"
)

func outFileCommand() *command.Command {
	return &command.Command{
		Name: "Out-File", Class: "Microsoft.PowerShell.Commands.OutFileCommand", Module: utilityModule,
		Synopsis: "Writes to a file what the screen would show.",
		Description: "It is what > and >> do. To keep data for further use, write it with Export-Csv or ConvertTo-Json " +
			"instead: what is laid out for the eye is hard to read back.",
		Examples: []command.Example{
			{Code: `'first' | Out-File notes.txt; 'second' | Out-File notes.txt -Append; Get-Content notes.txt`,
				Remarks: "Two lines in a file."},
		},
		New:           func() command.Processor { return &outFile{} },
		DefaultSet:    "ByPath",
		ShouldProcess: true,
	}
}

// outFile is Out-File: writes to a file what the screen would show.
type outFile struct {
	FilePath    string        `ps:"alias=Path set=ByPath pos=0 mandatory" help:"The file to write."`
	LiteralPath string        `ps:"alias=PSPath,LP set=ByLiteralPath mandatory byname" help:"The file, taken exactly as written."`
	Encoding    object.Value  `ps:"notempty pos=1 complete=encoding" help:"The text encoding: utf8, utf8BOM, unicode, ascii, or a code page."`
	Append      object.Switch `help:"Adds to what is there instead of replacing it."`
	Force       object.Switch `help:"Overwrites a read-only file."`
	NoClobber   object.Switch `ps:"alias=NoOverwrite" help:"Fails instead of replacing an existing file."`
	Width       int32         `ps:"range=2..2147483647" help:"The number of characters in a line."`
	NoNewline   object.Switch `help:"Leaves out the line breaks between lines."`
	InputObject object.Value  `ps:"type=System.Management.Automation.PSObject pipeline" help:"The objects to write."`

	file      *outfile.File
	text      io.WriteCloser
	cancelled <-chan struct{}
	formatter *render.Formatter
}

// Begin opens the file, so that it is there even if nothing comes.
func (c *outFile) Begin(inv *command.Invocation) error {
	path := c.FilePath
	if inv.Set == "ByLiteralPath" {
		path = c.LiteralPath
	}
	encoding, err := command.EncodingOf(inv, c.Encoding)
	if err != nil {
		return err
	}
	if ok, err := inv.ShouldProcess(path, "Output to File"); err != nil || !ok {
		return err
	}
	if err := c.open(inv, path, encoding); err != nil {
		return err
	}
	c.formatter = render.NewFormatter(func(line string, _ bool) error { return c.writeLine(line) },
		textOptions(inv, c.Width))
	return nil
}

func (c *outFile) open(inv *command.Invocation, path string, encoding *textencoding.Encoding) error {
	full, err := filePath(inv, path)
	if err != nil {
		return err
	}
	info, err := os.Stat(full)
	begun := bool(c.Append) && err == nil && info.Size() > 0
	c.file, err = openOutput(full, outputMode{append: bool(c.Append), noClobber: bool(c.NoClobber), force: bool(c.Force)})
	if err != nil {
		return err
	}
	c.text, c.cancelled = encoding.NewWriter(c.file), inv.Context().Done()
	if begun {
		return nil
	}
	_, err = c.file.Write(encoding.Mark)
	return err
}

func byteSlice(values []object.Value) []byte {
	b := make([]byte, 0, len(values))
	for _, v := range values {
		if n, ok := object.Base(v).(uint8); ok {
			b = append(b, n)
		}
	}
	return b
}

func (c *outFile) writeLine(line string) error {
	if !c.NoNewline {
		line += lineBreak
	}
	_, err := io.WriteString(c.text, line)
	return err
}

// lineBreak is the system's own: files are made for its programs.
var lineBreak = systemLineBreak()

func systemLineBreak() string {
	if runtime.GOOS == "windows" {
		return "\r\n"
	}
	return "\n"
}

// Process implements command.Processor.
func (c *outFile) Process(*command.Invocation) error {
	if c.formatter == nil {
		return nil // -WhatIf
	}
	return c.formatter.Write(c.InputObject)
}

// End implements command.Ender.
func (c *outFile) End(*command.Invocation) error {
	if c.formatter == nil {
		return nil
	}
	if err := c.formatter.Flush(); err != nil {
		return err
	}
	if err := c.text.Close(); err != nil {
		return err
	}
	return c.file.Commit()
}

// Close implements command.Closer.
func (c *outFile) Close() {
	if c.file == nil {
		return
	}
	select {
	case <-c.cancelled:
		c.file.Abort()
	default: // an error further up: what was written so far stays, as PowerShell leaves it
		_ = c.file.Commit()
	}
}
