package utility

import (
	"math"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/shopspring/decimal"
	"github.com/xuri/excelize/v2"

	"github.com/partnershell/partnershell/shell/object"
)

// workbook is a sheet that rows are written to.
type workbook struct {
	file             *excelize.File
	sheet            string
	row, column      int  // where the next row begins, from 1
	noHeader         bool // no line of column names
	without, asText  []*object.Wildcard
	columns          []*object.PropertyReader // nil before the first object
	plain            bool                     // values, not objects with properties
	widths           []int                    // in characters, by column
	headerRow, first int                      // rows of the column names and of the first data; 0: none
	table            *excelize.Table          // that the rows are appended to
	date, span       int                      // styles, once made
}

// prepareSheet makes the sheet if it is missing.
func (b *workbook) prepareSheet(clear bool) error {
	index, err := b.file.GetSheetIndex(b.sheet)
	if err != nil {
		return sheetError(err, b.sheet)
	}
	if index >= 0 && clear {
		return b.clearSheet()
	}
	if index < 0 {
		_, err = b.file.NewSheet(b.sheet)
	}
	return sheetError(err, b.sheet)
}

// clearSheet empties the sheet by making it anew in the same place; a workbook may not be without one in between.
func (b *workbook) clearSheet() error {
	tables, err := b.file.GetTables(b.sheet)
	if err != nil {
		return sheetError(err, b.sheet)
	}
	for _, t := range tables {
		if err := b.file.DeleteTable(t.Name); err != nil {
			return sheetError(err, b.sheet)
		}
	}
	rows, err := b.file.GetRows(b.sheet)
	if err != nil {
		return sheetError(err, b.sheet)
	}
	for n := len(rows); n > 0; n-- {
		if err := b.file.RemoveRow(b.sheet, n); err != nil {
			return sheetError(err, b.sheet)
		}
	}
	return nil
}

func sheetError(err error, sheet string) error {
	if err == nil {
		return nil
	}
	return object.NewError("System.ArgumentException", "WorksheetFailed", object.InvalidArgument,
		"The worksheet '%s' cannot be written: %s.", sheet, strings.TrimSuffix(err.Error(), "."))
}

func (b *workbook) title(text string, bold bool, size float64) error {
	style, err := b.file.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: bold, Size: size}})
	if err != nil {
		return sheetError(err, b.sheet)
	}
	cell := b.cell(b.column, b.row)
	b.row++
	if err := b.file.SetCellStr(b.sheet, cell, text); err != nil {
		return sheetError(err, b.sheet)
	}
	return sheetError(b.file.SetCellStyle(b.sheet, cell, cell, style), b.sheet)
}

// findEnd takes over the column names of a sheet that is appended to and goes below its last row.
func (b *workbook) findEnd() error {
	rows, err := b.file.GetRows(b.sheet)
	if err != nil || len(rows) < b.row {
		return sheetError(err, b.sheet)
	}
	header := rows[b.row-1]
	b.headerRow, b.first = b.row, b.row+1
	for _, name := range header[min(b.column-1, len(header)):] {
		if name == "" {
			break
		}
		b.columns = append(b.columns, object.NewPropertyReader(name))
		b.widths = append(b.widths, utf8.RuneCountInString(name))
	}
	b.row = len(rows) + 1
	tables, err := b.file.GetTables(b.sheet)
	for _, t := range tables {
		if from, _, _ := strings.Cut(t.Range, ":"); from == b.cell(b.column, b.headerRow) {
			b.table = &t
		}
	}
	return sheetError(err, b.sheet)
}

func (b *workbook) cell(column, row int) string {
	name, err := excelize.CoordinatesToCellName(column, row)
	if err != nil {
		return "A1" // beyond the last row or column: the caller's next step fails with the reason
	}
	return name
}

// add writes the row of an object.
func (b *workbook) add(v object.Value) error {
	if b.columns == nil && !b.plain {
		if err := b.start(v); err != nil {
			return err
		}
	}
	if b.row > excelize.TotalRows {
		return sheetError(excelize.ErrMaxRows, b.sheet)
	}
	if b.first == 0 {
		b.first = b.row
	}
	if b.plain {
		return b.write(b.column, "", v, true)
	}
	if b.headerRow > 0 {
		if err := b.widen(v); err != nil {
			return err
		}
	}
	for i, reader := range b.columns {
		value, _, err := reader.Read(v)
		if err != nil {
			value = nil
		}
		if err := b.write(b.column+i, reader.Name, value, i == len(b.columns)-1); err != nil {
			return err
		}
	}
	return nil
}

// start takes the columns from the first object and writes their names.
func (b *workbook) start(v object.Value) error {
	if isPlain(v) {
		b.plain, b.widths = true, []int{0}
		return nil
	}
	if !b.noHeader {
		b.headerRow = b.row
		b.row++
	}
	for _, name := range csvColumns(v) {
		if err := b.addColumn(name); err != nil {
			return err
		}
	}
	return nil
}

// isPlain reports a value that goes into one cell.
func isPlain(v object.Value) bool {
	switch object.Base(v).(type) {
	case string, bool, object.DateTime, object.TimeSpan, object.Enum, object.Char:
		return true
	}
	return isNumber(v)
}

func isNumber(v object.Value) bool {
	switch object.Base(v).(type) {
	case int8, uint8, int16, uint16, int32, uint32, int64, uint64, float32, float64, decimal.Decimal:
		return true
	}
	return false
}

func (b *workbook) addColumn(name string) error {
	if anyOf(b.without, name) {
		return nil
	}
	b.columns = append(b.columns, object.NewPropertyReader(name))
	b.widths = append(b.widths, 0)
	if b.headerRow == 0 {
		return nil
	}
	last := len(b.columns) - 1
	b.widths[last] = utf8.RuneCountInString(name)
	return sheetError(b.file.SetCellStr(b.sheet, b.cell(b.column+last, b.headerRow), name), b.sheet)
}

// widen adds columns for properties that a sheet that is appended to does not have.
func (b *workbook) widen(v object.Value) error {
	if b.first == b.headerRow+1 && b.row == b.first {
		return nil // the columns are this object's
	}
	for _, name := range csvColumns(v) {
		if !b.hasColumn(name) {
			if err := b.addColumn(name); err != nil {
				return err
			}
		}
	}
	return nil
}

func (b *workbook) hasColumn(name string) bool {
	for _, c := range b.columns {
		if object.EqualNames(c.Name, name) {
			return true
		}
	}
	return anyOf(b.without, name)
}

// write puts a value into a cell of the current row; last ends the row.
func (b *workbook) write(column int, name string, v object.Value, last bool) error {
	cell := b.cell(column, b.row)
	value, style, err := b.cellValue(name, v)
	if err != nil {
		return err
	}
	if value != nil {
		if err := b.file.SetCellValue(b.sheet, cell, value); err != nil {
			return sheetError(err, b.sheet)
		}
		width := &b.widths[column-b.column]
		*width = max(*width, cellWidth(value))
	}
	if style != 0 {
		if err := b.file.SetCellStyle(b.sheet, cell, cell, style); err != nil {
			return sheetError(err, b.sheet)
		}
	}
	if last {
		b.row++
	}
	return nil
}

const (
	dateFormat = "yyyy-mm-dd hh:mm:ss"
	spanFormat = "[h]:mm:ss"
)

// cellValue is what a cell holds: a number, a Boolean, text, or a date as its number of days.
func (b *workbook) cellValue(name string, v object.Value) (value any, style int, err error) {
	switch x := object.Base(v).(type) {
	case nil:
		return nil, 0, nil
	case string:
		return b.textValue(name, x), 0, nil
	case bool:
		return x, 0, nil
	case object.DateTime:
		style, err = b.style(&b.date, dateFormat)
		return wallClock(x.Time()), style, err
	case object.DateTimeOffset:
		style, err = b.style(&b.date, dateFormat)
		return wallClock(x.Time()), style, err
	case object.TimeSpan:
		style, err = b.style(&b.span, spanFormat)
		return float64(x) / float64(object.TicksPerDay), style, err
	}
	if isNumber(v) {
		return excelNumber(v), 0, nil
	}
	if items, ok := object.Elements(v); ok {
		texts := make([]string, len(items))
		for i, item := range items {
			texts[i] = object.DisplayText(item)
		}
		return strings.Join(texts, ", "), 0, nil
	}
	return object.DisplayText(v), 0, nil
}

// textValue is text, or the number that it is.
func (b *workbook) textValue(name, text string) any {
	if text == "" || anyOf(b.asText, name) || strings.ContainsAny(text, "xXpP_nN") {
		return text
	}
	n, err := strconv.ParseFloat(strings.TrimSpace(text), 64)
	if err != nil || math.IsInf(n, 0) {
		return text
	}
	return n
}

// excelNumber is a number as Excel keeps it; what does not fit stays text.
func excelNumber(v object.Value) any {
	n, err := strconv.ParseFloat(object.ToText(v), 64)
	if err != nil || math.IsInf(n, 0) || math.IsNaN(n) {
		return object.ToText(v)
	}
	return n
}

// wallClock drops the time zone: a cell has none.
func wallClock(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), t.Nanosecond(), time.UTC)
}

func (b *workbook) style(made *int, format string) (int, error) {
	if *made == 0 {
		style, err := b.file.NewStyle(&excelize.Style{CustomNumFmt: &format})
		if err != nil {
			return 0, sheetError(err, b.sheet)
		}
		*made = style
	}
	return *made, nil
}

func cellWidth(v any) int {
	switch x := v.(type) {
	case string:
		return utf8.RuneCountInString(x)
	case float64:
		return len(strconv.FormatFloat(x, 'g', 12, 64))
	case time.Time:
		return len(dateFormat)
	}
	return len("FALSE")
}

// widestColumn is how wide AutoSize makes a column at most, in characters.
const widestColumn = 80

func (b *workbook) autoSize() error {
	for i, width := range b.widths {
		name, err := excelize.ColumnNumberToName(b.column + i)
		if err == nil {
			err = b.file.SetColWidth(b.sheet, name, name, float64(min(width, widestColumn)+2))
		}
		if err != nil {
			return sheetError(err, b.sheet)
		}
	}
	return nil
}

// top is the row of the column names, or the first.
func (b *workbook) top() int {
	if b.headerRow > 0 {
		return b.headerRow
	}
	return max(b.first, 1)
}

func (b *workbook) boldHeader() error {
	if len(b.widths) == 0 {
		return nil
	}
	style, err := b.file.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}})
	if err != nil {
		return sheetError(err, b.sheet)
	}
	return sheetError(b.file.SetCellStyle(b.sheet, b.cell(b.column, b.top()),
		b.cell(b.column+len(b.widths)-1, b.top()), style), b.sheet)
}

func (b *workbook) freezeHeader() error {
	return sheetError(b.file.SetPanes(b.sheet, &excelize.Panes{Freeze: true, YSplit: b.top(),
		TopLeftCell: b.cell(1, b.top()+1), ActivePane: "bottomLeft"}), b.sheet)
}

// area is the range of the column names and the rows; empty without any.
func (b *workbook) area() string {
	if len(b.widths) == 0 || b.row <= b.top() {
		return ""
	}
	return b.cell(b.column, b.top()) + ":" + b.cell(b.column+len(b.widths)-1, max(b.row-1, b.top()+1))
}

func (b *workbook) filter() error {
	if b.area() == "" {
		return nil
	}
	return sheetError(b.file.AutoFilter(b.sheet, b.area(), nil), b.sheet)
}

// makeTable makes the rows a table, or stretches the one that they are appended to.
func (b *workbook) makeTable(name, style string) error {
	if b.area() == "" {
		return nil
	}
	t := excelize.Table{Range: b.area(), Name: name, StyleName: "TableStyleMedium6"}
	if b.table != nil {
		if err := b.file.DeleteTable(b.table.Name); err != nil {
			return sheetError(err, b.sheet)
		}
		t.Name, t.StyleName = b.table.Name, b.table.StyleName
	}
	switch {
	case object.EqualNames(style, "None"):
		t.StyleName = ""
	case style != "":
		t.StyleName = "TableStyle" + strings.TrimPrefix(style, "TableStyle")
	}
	return sheetError(b.file.AddTable(b.sheet, &t), b.sheet)
}
