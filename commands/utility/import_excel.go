package utility

import (
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

func importExcelCommand() *command.Command {
	return &command.Command{
		Name: "Import-Excel", Class: "ImportExcel.ImportExcel", Module: "ImportExcel",
		Synopsis: "Reads objects from a sheet of an Excel workbook (.xlsx).",
		Description: "The first row names the properties. Numbers come as Double, dates as DateTime, empty cells as $null. " +
			"Formulas give the value that the workbook keeps of them.",
		Examples: []command.Example{
			{Setup: `[pscustomobject]@{Name='a'; Size=1} | Export-Excel sizes.xlsx`, Code: `Import-Excel sizes.xlsx`, Remarks: "The first sheet."},
			{Setup: `[pscustomobject]@{Name='a'; Size=1} | Export-Excel sizes.xlsx`, Code: `Import-Excel sizes.xlsx -NoHeader -StartRow 2`,
				Remarks: "Columns are P1, P2 and so on."},
		},
		New: func() command.Processor { return &importExcel{} },
	}
}

// importExcel is Import-Excel: reads objects from a sheet of an Excel workbook.
type importExcel struct {
	Path          []string      `ps:"alias=FullName,PSPath notempty pos=0 mandatory pipeline byname" help:"The workbook, wildcards allowed."`
	WorksheetName string        `ps:"alias=SheetName pos=1" help:"The sheet; the first one unless said otherwise."`
	HeaderName    []string      `ps:"notempty" help:"The names of the properties; the first row is data then."`
	NoHeader      object.Switch `help:"The first row is data; properties are named P1, P2 and so on."`
	StartRow      int32         `ps:"alias=HeaderRow,TopRow range=1..1048576" help:"The row of the column names."`
	EndRow        int32         `ps:"alias=StopReadRow range=1..1048576" help:"The last row to read."`
	StartColumn   int32         `ps:"range=1..16384" help:"The number of the first column to read."`
	EndColumn     int32         `ps:"range=1..16384" help:"The number of the last column to read."`
	DataOnly      object.Switch `help:"Leaves out rows and columns that are empty."`
	AsText        []string      `help:"Properties that are read as the sheet shows them; wildcards are allowed."`
}

// Process implements command.Processor.
func (c *importExcel) Process(inv *command.Invocation) error {
	for _, path := range c.Path {
		files, err := existingFiles(inv, path, false)
		if err != nil {
			return err
		}
		for _, file := range files {
			if err := c.read(inv, file); err != nil {
				return err
			}
		}
	}
	return nil
}

func (c *importExcel) read(inv *command.Invocation, path string) error {
	file, err := openWorkbook(path)
	if err != nil {
		return notAWorkbook(err, path)
	}
	defer file.Close()
	sheet := c.WorksheetName
	if sheet == "" {
		sheet = file.GetSheetName(0)
	}
	if index, err := file.GetSheetIndex(sheet); err != nil || index < 0 {
		return object.NewError("System.ArgumentException", "WorksheetNotFound", object.ObjectNotFound,
			"Worksheet '%s' not found, the workbook only contains the worksheets '%s'.", sheet, strings.Join(file.GetSheetList(), ", "))
	}
	rows, err := file.GetRows(sheet)
	if err != nil {
		return notAWorkbook(err, path)
	}
	r := &sheetReader{file: file, sheet: sheet, rows: rows, dates: map[int]bool{}}
	if props, err := file.GetWorkbookProps(); err == nil && props.Date1904 != nil {
		r.date1904 = *props.Date1904
	}
	if r.asText, err = compilePatterns(c.AsText); err != nil {
		return err
	}
	return c.write(inv, r)
}

// write writes the rows between the bounds.
func (c *importExcel) write(inv *command.Invocation, r *sheetReader) error {
	top, bottom := int(max(c.StartRow, 1)), len(r.rows)
	if c.EndRow > 0 {
		bottom = min(bottom, int(c.EndRow))
	}
	hasHeader := !bool(c.NoHeader) && len(c.HeaderName) == 0
	from, to := int(max(c.StartColumn, 1)), r.width(top, bottom)
	if c.EndColumn > 0 {
		to = min(to, int(c.EndColumn))
	}
	first := top
	if hasHeader {
		first++
	}
	if err := c.nameColumns(r, top, first, bottom, from, to); err != nil {
		return err
	}
	for row := first; row <= bottom; row++ {
		if bool(c.DataOnly) && r.empty(row) {
			continue
		}
		slots := make([]object.Value, len(r.columns))
		for i, column := range r.columns {
			slots[i] = r.value(column, row, r.shape.Names()[i])
		}
		if err := inv.Write(object.NewCustomObject(r.shape, slots)); err != nil {
			return err
		}
	}
	return nil
}

// nameColumns chooses the columns and their names.
func (c *importExcel) nameColumns(r *sheetReader, top, first, bottom, from, to int) error {
	shape := object.EmptyShape
	for column := from; column <= to; column++ {
		n := column - from
		name := "P" + strconv.Itoa(n+1)
		switch {
		case len(c.HeaderName) > 0 && n >= len(c.HeaderName):
			continue
		case len(c.HeaderName) > 0:
			name = c.HeaderName[n]
		case !bool(c.NoHeader):
			name = r.text(column, top)
		}
		if name == "" || bool(c.DataOnly) && r.emptyColumn(column, first, bottom) {
			continue
		}
		if shape.Index(object.FoldName(name)) >= 0 {
			return object.NewError("System.ArgumentException", "DuplicateColumnHeaders", object.InvalidData,
				"The worksheet '%s' has more than one column '%s'. Name the columns with -HeaderName.", r.sheet, name)
		}
		shape = shape.With(name)
		r.columns = append(r.columns, column)
	}
	r.shape = shape
	return nil
}

// sheetReader reads the cells of a sheet as values.
type sheetReader struct {
	file     *excelize.File
	sheet    string
	rows     [][]string // as the sheet shows them
	columns  []int
	shape    *object.Shape
	asText   []*object.Wildcard
	dates    map[int]bool // styles that show dates
	date1904 bool
}

// width is the number of the last column with content.
func (r *sheetReader) width(top, bottom int) int {
	width := 0
	for row := top; row <= bottom; row++ {
		width = max(width, len(r.rows[row-1]))
	}
	return width
}

// text is a cell as the sheet shows it.
func (r *sheetReader) text(column, row int) string {
	if row < 1 || row > len(r.rows) || column > len(r.rows[row-1]) {
		return ""
	}
	return r.rows[row-1][column-1]
}

func (r *sheetReader) empty(row int) bool {
	for _, text := range r.rows[row-1] {
		if text != "" {
			return false
		}
	}
	return true
}

func (r *sheetReader) emptyColumn(column, first, bottom int) bool {
	for row := first; row <= bottom; row++ {
		if r.text(column, row) != "" {
			return false
		}
	}
	return true
}

// value is a cell as an object: text, Double, Boolean, DateTime, or null for an empty one.
func (r *sheetReader) value(column, row int, name string) object.Value {
	text := r.text(column, row)
	if text == "" {
		return nil
	}
	if anyOf(r.asText, name) {
		return text
	}
	cell, err := excelize.CoordinatesToCellName(column, row)
	if err != nil {
		return text
	}
	kind, err := r.file.GetCellType(r.sheet, cell)
	if err != nil {
		return text
	}
	raw, err := r.file.GetCellValue(r.sheet, cell, excelize.Options{RawCellValue: true})
	if err != nil {
		return text
	}
	switch kind {
	case excelize.CellTypeBool:
		return raw == "1" || strings.EqualFold(raw, "true")
	case excelize.CellTypeUnset, excelize.CellTypeNumber, excelize.CellTypeDate:
		n, err := strconv.ParseFloat(raw, 64)
		if err != nil {
			return text
		}
		return r.number(cell, n)
	}
	return text
}

// number is a number, or the date that its style makes of it.
func (r *sheetReader) number(cell string, n float64) object.Value {
	style, err := r.file.GetCellStyle(r.sheet, cell)
	if err != nil || style == 0 {
		return n
	}
	isDate, known := r.dates[style]
	if !known {
		isDate = r.showsDate(style)
		r.dates[style] = isDate
	}
	if !isDate {
		return n
	}
	at, err := excelize.ExcelDateToTime(n, r.date1904)
	if err != nil {
		return n
	}
	return object.FromTime(at, object.Unspecified)
}

func (r *sheetReader) showsDate(style int) bool {
	s, err := r.file.GetStyle(style)
	if err != nil {
		return false
	}
	if s.CustomNumFmt != nil {
		return isDateFormat(*s.CustomNumFmt)
	}
	n := s.NumFmt // the built-in formats of dates and times, East Asian ones included
	return n >= 14 && n <= 22 || n >= 27 && n <= 36 || n >= 45 && n <= 47 || n >= 50 && n <= 58
}

// isDateFormat reports whether a number format shows a date: it has letters of one outside of quotes and brackets.
// Durations, such as [h]:mm, are numbers.
func isDateFormat(format string) bool {
	quoted, bracket := false, false
	for i := 0; i < len(format); i++ {
		switch c := format[i] | 0x20; {
		case format[i] == '"':
			quoted = !quoted
		case quoted:
		case format[i] == '\\':
			i++
		case format[i] == '[':
			bracket = true
			if rest := strings.ToLower(format[i:]); strings.HasPrefix(rest, "[h") || strings.HasPrefix(rest, "[m") || strings.HasPrefix(rest, "[s") {
				return false
			}
		case format[i] == ']':
			bracket = false
		case bracket:
		case c == 'y' || c == 'd' || c == 'h':
			return true
		}
	}
	return false
}
