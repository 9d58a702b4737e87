package render

const listSeparator = " : "

// writeList writes one object as a list: labels padded to the longest, values broken and indented behind them.
func (f *Formatter) writeList(fields []field) error {
	line := f.opts.textWidth()
	room := line - len(listSeparator) - 1 // at least one cell for the value
	if len(fields) == 0 || room < 1 {
		return nil
	}
	labels, palette := 0, f.opts.palette()
	for _, p := range fields {
		labels = max(labels, f.width(p.label))
	}
	labels = min(labels, room)
	indent := padding(labels + len(listSeparator))
	for _, p := range fields {
		label := f.head(p.label, labels)
		label = palette.accent + label + padding(labels-f.width(label)) + listSeparator + palette.reset
		for _, text := range splitLines(p.text) {
			for _, piece := range f.wrapLines(text, line-len(indent), line-len(indent)) {
				if err := f.writeLine(label + piece); err != nil {
					return err
				}
				label = indent
			}
		}
	}
	return nil
}
