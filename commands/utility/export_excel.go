package utility

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/xuri/excelize/v2"

	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

func exportExcelCommand() *command.Command {
	return &command.Command{
		Name: "Export-Excel", Class: "ImportExcel.ExportExcel", Module: "ImportExcel",
		Synopsis: "Writes objects to a sheet of an Excel workbook (.xlsx).",
		Description: "Columns are the properties of the first object; with -Append later ones are added at the right. " +
			"Numbers, dates and Booleans keep their kind, text that is a number becomes one unless -NoNumberConversion " +
			"says otherwise, and collections are joined with commas. An existing workbook keeps its other sheets. The file " +
			"appears under its name only when it is complete.\n\n" +
			"Text that begins with = stays text: what comes from a directory must not run as a formula.",
		Examples: []command.Example{
			{Code: `[pscustomobject]@{Name='a'; Size=1} | Export-Excel sizes.xlsx -AutoSize -BoldTopRow`, Remarks: "A workbook with one sheet."},
			{Code: `[pscustomobject]@{Name='a'; Size=1} | Export-Excel sizes.xlsx -WorksheetName Sizes -TableName Sizes -TableStyle Medium2`,
				Remarks: "A sheet whose rows are a table."},
		},
		New: func() command.Processor { return &exportExcel{} },
	}
}

// exportExcel is Export-Excel: writes objects to a sheet of an Excel workbook.
type exportExcel struct {
	Path               string        `ps:"pos=0 mandatory notempty alias=FilePath" help:"The workbook; .xlsx is added where an extension is missing."`
	InputObject        object.Value  `ps:"type=System.Management.Automation.PSObject pipeline alias=TargetData" help:"The objects to write."`
	WorksheetName      string        `ps:"alias=SheetName" help:"The sheet; Sheet1 unless said otherwise."`
	TableName          string        `help:"Makes the rows a table of this name."`
	TableStyle         string        `ps:"complete=none" help:"The table's style: Light1 to Light21, Medium1 to Medium28, Dark1 to Dark11, or None."`
	Title              string        `help:"A line above the column names."`
	TitleBold          object.Switch `help:"Writes the title in bold."`
	TitleSize          int32         `ps:"range=1..409" help:"The size of the title in points; 22 unless said otherwise."`
	StartRow           int32         `ps:"range=1..1048576" help:"The row of the first line."`
	StartColumn        int32         `ps:"range=1..16384" help:"The number of the first column."`
	NoHeader           object.Switch `help:"Leaves the line of column names out."`
	Append             object.Switch `help:"Adds rows below those of the sheet."`
	ClearSheet         object.Switch `help:"Empties the sheet before writing."`
	AutoSize           object.Switch `help:"Makes columns as wide as what is in them."`
	AutoFilter         object.Switch `help:"Lets the columns be filtered."`
	BoldTopRow         object.Switch `help:"Writes the column names in bold."`
	FreezeTopRow       object.Switch `help:"Keeps the column names in view."`
	ExcludeProperty    []string      `help:"Properties to leave out; wildcards are allowed."`
	NoNumberConversion []string      `help:"Properties whose text stays text even where it is a number; * for all."`
	Show               object.Switch `help:"Has no effect: the workbook is not opened."`
	PassThru           object.Switch `help:"Is refused: there is no package object to hand on."`

	book *workbook
	path string
}

// Begin opens the workbook and finds where the rows go.
func (c *exportExcel) Begin(inv *command.Invocation) error {
	if c.PassThru {
		return object.NewError("System.NotSupportedException", "PassThruNotSupported", object.NotImplemented,
			"-PassThru would hand on an ExcelPackage object, which partnershell does not have. "+
				"Write the sheets one after the other with -WorksheetName.")
	}
	if c.Append && c.ClearSheet {
		return object.NewError("System.ArgumentException", "AppendAndClearSheet", object.InvalidArgument,
			"-Append and -ClearSheet contradict each other.")
	}
	var err error
	if c.path, err = filePath(inv, c.Path); err != nil {
		return err
	}
	if filepath.Ext(c.path) == "" {
		c.path += ".xlsx"
	}
	if ext := strings.ToLower(filepath.Ext(c.path)); ext != ".xlsx" && ext != ".xlsm" {
		return object.NewError("System.ArgumentException", "NotAWorkbook", object.InvalidArgument,
			"The file '%s' must end in .xlsx or .xlsm.", c.path)
	}
	file, err := openWorkbook(c.path)
	if errors.Is(err, fs.ErrNotExist) {
		file = excelize.NewFile()
		_ = file.SetSheetName("Sheet1", c.sheetName())
	} else if err != nil {
		return notAWorkbook(err, c.path)
	}
	c.book = &workbook{file: file, sheet: c.sheetName(), column: int(max(c.StartColumn, 1)), row: int(max(c.StartRow, 1)),
		noHeader: bool(c.NoHeader)}
	if c.book.asText, err = compilePatterns(c.NoNumberConversion); err != nil {
		return err
	}
	if c.book.without, err = compilePatterns(c.ExcludeProperty); err != nil {
		return err
	}
	return c.prepare()
}

func (c *exportExcel) sheetName() string {
	if c.WorksheetName == "" {
		return "Sheet1"
	}
	return c.WorksheetName
}

// prepare makes or clears the sheet, writes the title and, to append, reads the column names.
func (c *exportExcel) prepare() error {
	b := c.book
	if err := b.prepareSheet(bool(c.ClearSheet)); err != nil {
		return err
	}
	if c.Append {
		return b.findEnd()
	}
	if c.Title == "" {
		return nil
	}
	size := 22.0
	if c.TitleSize > 0 {
		size = float64(c.TitleSize)
	}
	return b.title(c.Title, bool(c.TitleBold), size)
}

// Process implements command.Processor.
func (c *exportExcel) Process(*command.Invocation) error {
	if object.IsNull(c.InputObject) {
		return nil
	}
	return c.book.add(c.InputObject)
}

// End formats the sheet and writes the file.
func (c *exportExcel) End(*command.Invocation) error {
	if err := c.finish(); err != nil {
		return err
	}
	out, err := openOutput(c.path, outputMode{})
	if err != nil {
		return err
	}
	if err := c.book.file.Write(out); err != nil {
		out.Abort()
		return openFailure(err, c.path)
	}
	if err := out.Commit(); err != nil {
		return openFailure(err, c.path)
	}
	return nil
}

func (c *exportExcel) finish() error {
	b := c.book
	if c.AutoSize {
		if err := b.autoSize(); err != nil {
			return err
		}
	}
	if c.BoldTopRow {
		if err := b.boldHeader(); err != nil {
			return err
		}
	}
	if c.FreezeTopRow {
		if err := b.freezeHeader(); err != nil {
			return err
		}
	}
	switch {
	case c.TableName != "" || c.TableStyle != "" || b.table != nil:
		return b.makeTable(c.TableName, c.TableStyle)
	case bool(c.AutoFilter):
		return b.filter()
	}
	return nil
}

// Close implements command.Closer.
func (c *exportExcel) Close() {
	if c.book != nil {
		_ = c.book.file.Close()
	}
}

// largestPart bounds what one part of a workbook may be unpacked to, in bytes.
const largestPart = 1 << 30

func openWorkbook(path string) (*excelize.File, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return excelize.OpenReader(f, excelize.Options{UnzipSizeLimit: 4 * largestPart, UnzipXMLSizeLimit: largestPart})
}

// notAWorkbook is the error of a file that cannot be read as a workbook.
func notAWorkbook(err error, path string) error {
	var pathError *fs.PathError
	if errors.As(err, &pathError) {
		return openFailure(err, path)
	}
	e := object.NewError("System.IO.InvalidDataException", "NotAWorkbook", object.InvalidData,
		"The file '%s' cannot be read as a workbook: %s.", path, strings.TrimSuffix(err.Error(), "."))
	e.Target = path
	return e
}

// anyOf reports whether one of the patterns matches; unlike for matchesAny, none matches nothing.
func anyOf(patterns []*object.Wildcard, name string) bool {
	return len(patterns) > 0 && matchesAny(patterns, name)
}
