package utility

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"strings"

	"github.com/partnershell/partnershell/internal/outfile"
	"github.com/partnershell/partnershell/internal/textencoding"
	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

func exportCsvCommand() *command.Command {
	return &command.Command{
		Name: "Export-Csv", Class: "Microsoft.PowerShell.Commands.ExportCsvCommand", Module: "Microsoft.PowerShell.Utility",
		Synopsis: "Writes objects to a CSV file.",
		Description: "Columns are the properties of the first object. The file appears under its name only when it is " +
			"complete; with -Append the records are added to what is there. -Neutralize disarms cells that a " +
			"spreadsheet program would run as formulas.",
		Examples: []command.Example{
			{Code: `[pscustomobject]@{Name='a'; Size=1} | Export-Csv sizes.csv; Get-Content sizes.csv`, Remarks: "Writes a file."},
		},
		New:           func() command.Processor { return &exportCsv{} },
		DefaultSet:    "Delimiter",
		ShouldProcess: true,
	}
}

// exportCsv is Export-Csv: writes objects to a CSV file.
type exportCsv struct {
	InputObject            object.Value  `ps:"type=System.Management.Automation.PSObject mandatory pipeline byname" help:"The objects to write."`
	Path                   string        `ps:"notempty pos=0" help:"The file, wildcards allowed."`
	LiteralPath            string        `ps:"alias=PSPath,LP notempty" help:"The file, taken exactly as written."`
	Force                  object.Switch `help:"Overwrites a read-only file; with -Append, allows columns to be missing."`
	NoClobber              object.Switch `ps:"alias=NoOverwrite" help:"Fails instead of replacing an existing file."`
	Encoding               object.Value  `ps:"notempty" help:"The text encoding: utf8, utf8BOM, unicode, ascii, or a code page."`
	Append                 object.Switch `help:"Adds to what is there instead of replacing it."`
	Delimiter              object.Char   `ps:"notnull set=Delimiter pos=1" help:"The character between two values."`
	UseCulture             object.Switch `ps:"set=UseCulture" help:"Takes the list separator of the current culture as the delimiter."`
	IncludeTypeInformation object.Switch `ps:"alias=ITI" help:"Starts with a line that names the type of the first object."`
	NoTypeInformation      object.Switch `ps:"alias=NTI hidden" help:"Leaves the type line out, which is the default."`
	QuoteFields            []string      `ps:"alias=QF" help:"The columns whose values are put in quotes."`
	UseQuotes              object.Enum   `ps:"alias=UQ type=Microsoft.PowerShell.Commands.BaseCsvWritingCommand+QuoteKind" help:"Never, Always or AsNeeded."`
	NoHeader               object.Switch `help:"Leaves the line of column names out."`
	Neutralize             object.Switch `help:"Puts an apostrophe before values that a spreadsheet program would run."`

	writer *csvWriter
	path   string
	file   *outfile.File
	text   io.WriteCloser // encodes on the way to file
	ready  bool           // the columns are known
	skip   bool           // -WhatIf
}

// Begin opens the file.
func (c *exportCsv) Begin(inv *command.Invocation) (err error) {
	c.writer, err = newCSVWriter(inv, csvOptions{delimiter: c.Delimiter, useCulture: bool(c.UseCulture),
		includeType: bool(c.IncludeTypeInformation), noType: bool(c.NoTypeInformation), quoteFields: c.QuoteFields,
		useQuotes: c.UseQuotes, neutralize: bool(c.Neutralize)})
	if err != nil {
		return err
	}
	if (c.Path == "") == (c.LiteralPath == "") {
		return pathAndLiteralPath()
	}
	path, literal := c.Path, false
	if c.LiteralPath != "" {
		path, literal = c.LiteralPath, true
	}
	full, err := outputPath(inv, path, literal)
	if err != nil {
		return err
	}
	if ok, err := inv.ShouldProcess(path, "Export-Csv"); !ok || err != nil {
		c.skip = true
		return err
	}
	return c.open(inv, full)
}

// outputPath is the one file that is to be written; a pattern must match exactly one.
func outputPath(inv *command.Invocation, path string, literal bool) (string, error) {
	files, err := existingFiles(inv, path, literal)
	if err != nil {
		return "", err
	}
	if len(files) != 1 {
		if len(files) > 1 {
			return "", severalFiles()
		}
		return filePath(inv, path)
	}
	return files[0], nil
}

// open opens the file; where it is appended to, its columns are taken over.
func (c *exportCsv) open(inv *command.Invocation, path string) error {
	encoding, err := command.EncodingOf(inv, c.Encoding)
	if err != nil {
		return err
	}
	appending := bool(c.Append)
	if appending {
		columns, err := existingColumns(path, c.writer.delimiter, encoding)
		if err != nil {
			return openFailure(err, path)
		}
		if columns == nil {
			appending = false
		} else {
			c.writer.begin(columns)
		}
	}
	c.path = path
	c.file, err = openOutput(path, outputMode{append: appending, noClobber: bool(c.NoClobber), force: bool(c.Force)})
	if err != nil {
		return err
	}
	c.text = encoding.NewWriter(c.file)
	if appending {
		return nil
	}
	_, err = c.file.Write(encoding.Mark)
	return err
}

// existingColumns are the column names of a CSV file; nil if it does not exist or is empty.
func existingColumns(path, delimiter string, encoding *textencoding.Encoding) ([]string, error) {
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	reader := newCSVReader(encoding.NewReader(f), delimiter)
	for {
		record, err := reader.next()
		if err == io.EOF {
			return nil, nil
		}
		if err != nil {
			return nil, err
		}
		if !strings.HasPrefix(string(record), "#TYPE") {
			return reader.values(record), nil
		}
	}
}

// Process implements command.Processor.
func (c *exportCsv) Process(inv *command.Invocation) error {
	if c.skip || object.IsNull(c.InputObject) {
		return nil
	}
	if !c.ready {
		c.ready = true
		if err := c.start(); err != nil {
			return err
		}
	}
	return c.line(c.writer.row(c.InputObject))
}

// start compares the first object with the columns of the file, or writes its column names.
func (c *exportCsv) start() error {
	names := csvColumns(c.InputObject)
	if c.writer.columns != nil {
		return c.checkColumns(names)
	}
	c.writer.begin(names)
	if c.IncludeTypeInformation {
		if err := c.line([]byte(typeLine(c.InputObject))); err != nil {
			return err
		}
	}
	if c.NoHeader {
		return nil
	}
	return c.line(c.writer.header())
}

func (c *exportCsv) checkColumns(names []string) error {
	if c.Force {
		return nil
	}
	for _, column := range c.writer.columns {
		if !containsName(names, column) {
			return object.NewError("System.InvalidOperationException", "CannotAppendCsvWithMismatchedPropertyNames",
				object.InvalidData, "Cannot append CSV content to the following file: %s. The appended object does not have a "+
					"property that corresponds to the following column: %s. To continue with mismatched properties, add the "+
					"-Force parameter, and then retry the command.", c.path, column)
		}
	}
	return nil
}

func (c *exportCsv) line(line []byte) error {
	if _, err := c.text.Write(line); err != nil {
		return openFailure(err, c.path)
	}
	_, err := io.WriteString(c.text, lineBreak)
	return err
}

// End gives the finished file its name.
func (c *exportCsv) End(*command.Invocation) error {
	if c.file == nil {
		return nil
	}
	if err := c.text.Close(); err != nil {
		return err
	}
	if err := c.file.Commit(); err != nil {
		return openFailure(err, c.path)
	}
	return nil
}

// Close gives an unfinished file up.
func (c *exportCsv) Close() { c.file.Abort() }
