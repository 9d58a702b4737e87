package utility

import (
	"strings"

	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

func convertToCsvCommand() *command.Command {
	return &command.Command{
		Name: "ConvertTo-Csv", Class: "Microsoft.PowerShell.Commands.ConvertToCsvCommand", Module: "Microsoft.PowerShell.Utility",
		Synopsis: "Turns objects into CSV lines.",
		Description: "The first line has the names of the first object's properties, each further line one object's " +
			"values. Quotes stand around everything unless -UseQuotes says otherwise. -Neutralize disarms " +
			"cells that a spreadsheet program would run as formulas.",
		Examples: []command.Example{
			{Code: `[pscustomobject]@{Name='a'; Size=1} | ConvertTo-Csv`, Remarks: "A header and a line."},
			{Code: `[pscustomobject]@{Name='a, b'; Size=1} | ConvertTo-Csv -UseQuotes AsNeeded`, Remarks: "Quotes only where they are needed."},
		},
		New:         func() command.Processor { return &convertToCsv{} },
		DefaultSet:  "Delimiter",
		OutputTypes: []string{"System.String"},
	}
}

// convertToCsv is ConvertTo-Csv: turns objects into CSV lines.
type convertToCsv struct {
	InputObject            object.Value  `ps:"type=System.Management.Automation.PSObject pos=0 mandatory pipeline byname" help:"The objects to write."`
	Delimiter              object.Char   `ps:"notnull set=Delimiter pos=1" help:"The character between two values."`
	UseCulture             object.Switch `ps:"set=UseCulture" help:"Takes the list separator of the current culture as the delimiter."`
	IncludeTypeInformation object.Switch `ps:"alias=ITI" help:"Starts with a line that names the type of the first object."`
	NoTypeInformation      object.Switch `ps:"alias=NTI hidden" help:"Leaves the type line out, which is the default."`
	QuoteFields            []string      `ps:"alias=QF" help:"The columns whose values are put in quotes."`
	UseQuotes              object.Enum   `ps:"alias=UQ type=Microsoft.PowerShell.Commands.BaseCsvWritingCommand+QuoteKind" help:"Never, Always or AsNeeded."`
	NoHeader               object.Switch `help:"Leaves the line of column names out."`
	Neutralize             object.Switch `help:"Puts an apostrophe before values that a spreadsheet program would run."`

	writer *csvWriter
}

// Begin sets the writer up.
func (c *convertToCsv) Begin(inv *command.Invocation) (err error) {
	c.writer, err = newCSVWriter(inv, csvOptions{delimiter: c.Delimiter, useCulture: bool(c.UseCulture),
		includeType: bool(c.IncludeTypeInformation), noType: bool(c.NoTypeInformation), quoteFields: c.QuoteFields,
		useQuotes: c.UseQuotes, neutralize: bool(c.Neutralize)})
	return err
}

// Process implements command.Processor.
func (c *convertToCsv) Process(inv *command.Invocation) error {
	if object.IsNull(c.InputObject) {
		return nil
	}
	if c.writer.columns == nil {
		c.writer.begin(csvColumns(c.InputObject))
		if err := c.preamble(inv); err != nil {
			return err
		}
	}
	return c.line(inv, c.writer.row(c.InputObject))
}

// preamble writes the type line and the column names.
func (c *convertToCsv) preamble(inv *command.Invocation) error {
	if c.IncludeTypeInformation {
		if err := inv.Write(typeLine(c.InputObject)); err != nil {
			return err
		}
	}
	if c.NoHeader {
		return nil
	}
	return c.line(inv, c.writer.header())
}

func typeLine(v object.Value) string {
	return "#TYPE " + strings.TrimPrefix(object.TypeName(v), "CSV:")
}

func (c *convertToCsv) line(inv *command.Invocation, line []byte) error {
	if len(line) == 0 {
		return nil
	}
	return inv.Write(string(line))
}
