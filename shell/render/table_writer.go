package render

import "strings"

// tableWriter lays out the rows of one group of a table, or of a wide layout.
type tableWriter struct {
	ruler
	palette palette
	write   func(line string) error

	widths   []int // -1: hidden
	columns  []column
	disabled bool // the line is too narrow for anything
	header   []string
	line     []byte // reused for every row
}

func newTableWriter(columns []column, widths []int, lineWidth int, f *Formatter) *tableWriter {
	w := &tableWriter{ruler: f.ruler, palette: f.opts.palette(), write: f.writeLine, columns: columns, widths: widths}
	if lineWidth < minimumScreenWidth {
		w.disabled = true
		return w
	}
	fitColumns(widths, lineWidth)
	w.disabled = len(widths) == 0 || widths[0] < minimumColumnWidth
	return w
}

// writeHeader writes the labels and the dashes below them, and returns the number of lines.
func (w *tableWriter) writeHeader() (int, error) {
	if w.disabled {
		return 0, nil
	}
	if w.header == nil {
		w.header = append(w.wrapRow(w.labels(), true), w.underline())
	}
	for _, line := range w.header {
		if err := w.write(line); err != nil {
			return 0, err
		}
	}
	return len(w.header), nil
}

func (w *tableWriter) labels() []cell {
	labels := make([]cell, len(w.columns))
	for i, c := range w.columns {
		labels[i].text = c.label
	}
	return labels
}

// underline is the row of dashes, each as long as its label.
func (w *tableWriter) underline() string {
	dashes := make([]cell, len(w.columns))
	for i, c := range w.columns {
		n := w.widths[i]
		if c.label != "" {
			n = min(n, w.width(c.label))
		}
		if n > 0 {
			dashes[i].text = strings.Repeat("-", n)
		}
	}
	return w.row(dashes, true)
}

// writeRow writes one row; with wrap, its cells may take several lines.
func (w *tableWriter) writeRow(cells []cell, wrap bool) error {
	if w.disabled {
		return nil
	}
	if !wrap {
		return w.write(w.row(cells, false))
	}
	for _, line := range w.wrapRow(cells, false) {
		if err := w.write(line); err != nil {
			return err
		}
	}
	return nil
}

// row is a row of one line.
func (w *tableWriter) row(cells []cell, header bool) string {
	line := w.line[:0]
	for i := range w.widths {
		if w.widths[i] <= 0 {
			continue
		}
		if i > 0 {
			line = append(line, ' ')
		}
		start := len(line)
		if header {
			line = append(line, w.palette.header...)
		}
		line = w.appendField(line, cellText(cells, i), i, w.alignment(cells, i), i < len(w.widths)-1)
		if header || leavesColour(line[start:]) {
			line = append(line, w.palette.reset...)
		}
	}
	w.line = line
	return string(line)
}

func cellText(cells []cell, i int) string {
	if i < len(cells) {
		return cells[i].text
	}
	return ""
}

// leavesColour reports whether a field sets a colour that it does not set back.
func leavesColour(field []byte) bool {
	s := string(field)
	return strings.IndexByte(s, escape) >= 0 && !strings.HasSuffix(strings.TrimRight(s, " "), styleReset)
}

func (w *tableWriter) alignment(cells []cell, i int) Alignment {
	if i >= len(cells) {
		return Left // a row with fewer cells than the table has columns
	}
	if cells[i].align != DefaultAlignment {
		return cells[i].align
	}
	return w.columns[i].align
}

const ellipsis = "…"

// appendField appends a text cut or padded to the width of column i.
func (w *tableWriter) appendField(line []byte, text string, i int, align Alignment, pad bool) []byte {
	text = firstLine(text)
	width, have := w.widths[i], w.width(text)
	if have > width {
		text = w.truncate(text, width, align)
		have = w.width(text)
		// a wide character that was cut may leave one cell empty
		if have < width && align == Right {
			line = append(line, ' ')
		}
		line = append(line, text...)
		if have < width && align != Right && pad {
			line = append(line, ' ')
		}
		return line
	}
	before, after := alignPadding(width-have, align)
	line = append(line, padding(before)...)
	line = append(line, text...)
	if pad {
		line = append(line, padding(after)...)
	}
	return line
}

func alignPadding(free int, align Alignment) (before, after int) {
	switch align {
	case Right:
		return free, 0
	case Center:
		return free / 2, free - free/2
	}
	return 0, free
}

// firstLine is s up to its first line break, with an ellipsis in place of the rest.
func firstLine(s string) string {
	if i := strings.IndexAny(s, "\r\n"); i >= 0 {
		return s[:i] + ellipsis
	}
	return s
}

func (w *tableWriter) truncate(text string, width int, align Alignment) string {
	switch room := width - 1; {
	case room > 0 && align == Right:
		return ellipsis + w.tail(text, room)
	case room > 0:
		return w.head(text, room) + ellipsis
	case align == Right:
		return w.tail(text, width)
	}
	return w.head(text, width)
}

// wrapRow is a row whose cells are broken into lines; lines end with their last cell that has content.
func (w *tableWriter) wrapRow(cells []cell, header bool) []string {
	var visible []int
	for i, width := range w.widths {
		if width > 0 {
			visible = append(visible, i)
		}
	}
	pieces := make([][]string, len(visible))
	height := 0
	for n, i := range visible {
		pieces[n] = w.wrapField(cellText(cells, i), i, w.alignment(cells, i), n < len(visible)-1)
		height = max(height, len(pieces[n]))
	}
	lines := make([]string, height)
	for row := range lines {
		lines[row] = w.joinPieces(pieces, visible, row, height, header)
	}
	return lines
}

// wrapField is the lines of one cell, padded.
func (w *tableWriter) wrapField(text string, i int, align Alignment, pad bool) []string {
	lines := w.wrapLines(text, w.widths[i], w.widths[i])
	if !pad && align != Right && align != Center {
		return lines
	}
	for n, line := range lines {
		if w.width(line) < w.widths[i] {
			lines[n] = string(w.appendField(nil, line, i, align, pad))
		}
	}
	return lines
}

// joinPieces is one line of a row of several.
func (w *tableWriter) joinPieces(pieces [][]string, visible []int, row, height int, header bool) string {
	last := 0
	for n, p := range pieces {
		if row < len(p) {
			last = n
		}
	}
	var b strings.Builder
	for n, p := range pieces[:last+1] {
		text := padding(w.widths[visible[n]])
		if row < len(p) {
			text = p[row]
		}
		if n > 0 {
			text = " " + text
		}
		if n == last && height > 1 {
			text = strings.TrimRight(text, " \t")
		}
		if header {
			text = w.headerLabel(text, visible[n], n == 0) + w.palette.reset
		}
		b.WriteString(text)
	}
	return b.String()
}

// headerLabel puts the heading's colour before a label: labels that are no property's name are slanted.
func (w *tableWriter) headerLabel(text string, i int, first bool) string {
	if !w.columns[i].custom || text == "" {
		return w.palette.header + text
	}
	if first {
		return w.palette.customLabel + text
	}
	return text[:1] + w.palette.customLabel + text[1:]
}

// bestItemsPerRow is the number of entries of a given width that a line of a wide layout has room for.
func bestItemsPerRow(entry, line int) int {
	if entry <= 0 || line < 1 || entry >= line {
		return 1
	}
	n := 1
	for entry*(n+1)+n*columnSeparatorSize < line {
		n++
	}
	return n
}
