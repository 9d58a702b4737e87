package utility

import (
	"os"

	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

func importCsvCommand() *command.Command {
	return &command.Command{
		Name: "Import-Csv", Class: "Microsoft.PowerShell.Commands.ImportCsvCommand", Module: "Microsoft.PowerShell.Utility",
		Synopsis: "Reads objects from a CSV file.",
		Description: "Reads record by record, so that a file of any size can be filtered. Values are text. Quoted " +
			"values may hold delimiters, quotes and line breaks.",
		Examples: []command.Example{
			{Code: `'Name,Size','a,1' | Set-Content sizes.csv; Import-Csv sizes.csv`, Remarks: "Reads a file."},
		},
		New:        func() command.Processor { return &importCsv{} },
		DefaultSet: "DelimiterPath",
	}
}

// importCsv is Import-Csv: reads objects from a CSV file.
type importCsv struct {
	Delimiter   object.Char   `ps:"notnull set=DelimiterPath,DelimiterLiteralPath pos=1" help:"The character between two values."`
	Path        []string      `ps:"notempty set=DelimiterPath,CulturePath pos=0 mandatory pipeline byname" help:"The file, wildcards allowed."`
	LiteralPath []string      `ps:"alias=PSPath,LP notempty set=DelimiterLiteralPath,CultureLiteralPath mandatory byname" help:"The file, taken exactly as written."`
	UseCulture  object.Switch `ps:"notnull set=CulturePath,CultureLiteralPath mandatory" help:"Takes the list separator of the current culture as the delimiter."`
	Header      []string      `ps:"notempty" help:"The column names, when the first line is not one."`
	Encoding    object.Value  `ps:"notempty" help:"The text encoding: utf8, utf8BOM, unicode, ascii, or a code page."`
}

// Process implements command.Processor.
func (c *importCsv) Process(inv *command.Invocation) error {
	paths, literal := c.Path, false
	if len(c.LiteralPath) > 0 {
		if len(paths) > 0 {
			return pathAndLiteralPath()
		}
		paths, literal = c.LiteralPath, true
	}
	for _, path := range paths {
		files, err := existingFiles(inv, path, literal)
		if err != nil {
			return err
		}
		if len(files) > 1 {
			return severalFiles()
		}
		for _, file := range files {
			if err := c.importFile(inv, file); err != nil {
				return err
			}
		}
	}
	return nil
}

func pathAndLiteralPath() error {
	return object.NewError("System.InvalidOperationException", "CannotSpecifyPathAndLiteralPath", object.InvalidData,
		"You must specify either the -Path or -LiteralPath parameters, but not both.")
}

func severalFiles() error {
	const name = "ReportMultipleFilesNotSupported"
	return object.NewError("System.Management.Automation.PSInvalidOperationException", "ReadWriteMultipleFilesNotSupported",
		object.InvalidArgument, "Cannot perform operation because operation %q is not valid. Remove operation %q, or "+
			"investigate why it is not valid.", name, name)
}

func (c *importCsv) importFile(inv *command.Invocation, path string) error {
	encoding, err := command.EncodingOf(inv, c.Encoding)
	if err != nil {
		return err
	}
	f, err := os.Open(path)
	if err != nil {
		return openFailure(err, path)
	}
	defer f.Close()
	if info, err := f.Stat(); err == nil && info.IsDir() {
		return openFailure(os.ErrPermission, path)
	}
	reader := csvImport{delimiter: csvDelimiter(inv, c.Delimiter, bool(c.UseCulture)), header: c.Header, warn: inv.Warning}
	return reader.read(encoding.NewReader(f), inv.Write)
}
