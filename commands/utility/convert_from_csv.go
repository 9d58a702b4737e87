package utility

import (
	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

func convertFromCsvCommand() *command.Command {
	return &command.Command{
		Name: "ConvertFrom-Csv", Class: "Microsoft.PowerShell.Commands.ConvertFromCsvCommand", Module: "Microsoft.PowerShell.Utility",
		Synopsis:    "Turns CSV lines into objects.",
		Description: "The first line names the columns unless -Header does; every value becomes text.",
		Examples: []command.Example{
			{Code: "\"Name,Size`na,1`nb,2\" | ConvertFrom-Csv | Where-Object Name -eq b", Remarks: "Text with several lines."},
		},
		New:        func() command.Processor { return &convertFromCsv{} },
		DefaultSet: "Delimiter",
	}
}

// convertFromCsv is ConvertFrom-Csv: turns CSV lines into objects.
type convertFromCsv struct {
	Delimiter   object.Char    `ps:"notnull notempty set=Delimiter pos=1" help:"The character between two values."`
	UseCulture  object.Switch  `ps:"notnull notempty set=UseCulture mandatory" help:"Takes the list separator of the current culture as the delimiter."`
	InputObject []object.Value `ps:"type=System.Management.Automation.PSObject[] notnull pos=0 mandatory pipeline byname" help:"The lines."`
	Header      []string       `ps:"notnull notempty" help:"The column names, when the first line is not one."`

	reader csvImport
}

// Begin sets the reader up.
func (c *convertFromCsv) Begin(inv *command.Invocation) error {
	c.reader = csvImport{delimiter: csvDelimiter(inv, c.Delimiter, bool(c.UseCulture)), header: c.Header, warn: inv.Warning}
	return nil
}

// Process takes every text as lines of its own; the header of the first holds for all.
func (c *convertFromCsv) Process(inv *command.Invocation) error {
	for _, text := range c.InputObject {
		if err := c.reader.readText(object.ToText(text), inv.Write); err != nil {
			return err
		}
	}
	return nil
}
