package render

const (
	minimumColumnWidth  = 1
	minimumScreenWidth  = 5
	columnSeparatorSize = 1
)

// fitColumns gives columns without a width (0) what room there is, then shrinks or hides (-1) columns from the right
// until the table fits into the line.
func fitColumns(widths []int, line int) {
	if !assignWidths(widths, line) {
		trimToFit(widths, line)
	}
}

// assignWidths reports whether the table fits.
func assignWidths(widths []int, line int) bool {
	var open []int
	for i, w := range widths {
		if w == 0 {
			open = append(open, i)
			widths[i] = minimumColumnWidth
		}
	}
	free := line - tableWidth(widths)
	if free < 0 || len(open) == 0 {
		return free >= 0
	}
	share, extra := free/len(open), free%len(open)
	for n, i := range open {
		widths[i] += share
		if n < extra {
			widths[i]++
		}
	}
	return true
}

func trimToFit(widths []int, line int) {
	for last := len(widths) - 1; last >= 0; last-- {
		excess := tableWidth(widths) - line
		if excess <= 0 {
			return
		}
		if rest := widths[last] - excess; rest >= minimumColumnWidth {
			widths[last] = rest
			return
		}
		widths[last] = -1
	}
}

// tableWidth is the width of the visible columns and the blanks between them.
func tableWidth(widths []int) int {
	sum := -columnSeparatorSize
	for _, w := range widths {
		if w > 0 {
			sum += w + columnSeparatorSize
		}
	}
	return sum
}
