package render

import (
	"strings"
	"unicode/utf8"

	"github.com/partnershell/partnershell/shell/object"
)

// splitLines splits at line feeds; carriage returns are dropped.
func splitLines(s string) []string {
	if strings.IndexByte(s, '\r') >= 0 {
		s = strings.ReplaceAll(s, "\r", "")
	}
	return strings.Split(s, "\n")
}

// wrapLines breaks text into lines of at most first cells (the first piece of each line of text) and rest cells
// (the further ones), between words where the language has them.
func (r ruler) wrapLines(text string, first, rest int) []string {
	if text == "" {
		return []string{""}
	}
	var out []string
	byWords := breaksAtWords(object.CurrentCulture)
	for _, line := range splitLines(text) {
		switch {
		case r.width(line) <= first:
			out = append(out, line)
		case byWords:
			out = r.wrapWords(out, line, first, rest)
		default:
			out = r.wrapCells(out, line, first, rest)
		}
	}
	return out
}

// breaksAtWords reports whether PowerShell breaks lines between words under a culture.
func breaksAtWords(c *object.Culture) bool {
	if c == nil {
		return true
	}
	language, _, _ := strings.Cut(c.Name, "-")
	switch language {
	case "en", "fr", "de", "it", "pt", "es":
		return true
	}
	return false
}

// wrapCells breaks a line wherever it is full.
func (r ruler) wrapCells(out []string, line string, first, rest int) []string {
	width := first
	for line != "" {
		piece := r.head(line, width)
		if piece == "" { // a wide character does not fit into one cell
			_, size := utf8.DecodeRuneInString(line)
			line = line[size:]
			out = append(out, "?")
			continue
		}
		out = append(out, piece)
		line = line[len(piece):]
		width = rest
	}
	return out
}

// wrapper fills lines with words.
type wrapper struct {
	ruler
	out     []string
	line    strings.Builder
	width   int // of the present line
	rest    int // of the lines after the first
	left    int // cells free in the present line
	started bool
}

// wrapWords breaks a line between words, and words that are longer than a line where it is full.
func (r ruler) wrapWords(out []string, line string, first, rest int) []string {
	w := &wrapper{ruler: r, out: out, width: first, rest: rest, left: first}
	eachWord(line, func(word string, delimiter rune) bool {
		switch {
		case delimiter == softHyphen:
			if w.ruler.width(word)+1 == w.left {
				word += "-"
			}
		case delimiter != 0:
			word += string(delimiter)
		}
		return w.add(word)
	})
	return append(w.out, w.line.String())
}

const (
	softHyphen       = '\u00ad'
	hardHyphen       = '\u2011'
	nonBreakingSpace = '\u00a0'
)

// eachWord calls yield with each word of a line and the blank, tab or soft hyphen that ends it (0: none).
func eachWord(line string, yield func(word string, delimiter rune) bool) {
	start := 0
	for i, c := range line {
		switch c {
		case ' ', '\t', softHyphen:
			if !yield(line[start:i], c) {
				return
			}
		case hardHyphen, nonBreakingSpace: // they end a word and, as in PowerShell, are not shown
			if !yield(line[start:i], 0) {
				return
			}
		default:
			continue
		}
		start = i + utf8.RuneLen(c)
	}
	yield(line[start:], 0)
}

// add puts a word on the present line or on the next; it reports whether there is room for any more.
func (w *wrapper) add(word string) bool {
	if w.width <= 0 {
		w.started, w.width = true, w.rest
		if w.width <= 0 {
			return false
		}
		w.left = w.width
	}
	n := w.ruler.width(word)
	switch {
	case n > w.width:
		w.addLong(word)
	case n > w.left:
		w.next()
		fallthrough
	default:
		w.line.WriteString(word)
		w.left -= n
	}
	return true
}

// addLong breaks a word that is longer than a line.
func (w *wrapper) addLong(word string) {
	for i := 0; i < len(word); {
		if skip := object.SequenceLength(word[i:]); skip > 0 {
			w.line.WriteString(word[i : i+skip])
			i += skip
			continue
		}
		c, size := utf8.DecodeRuneInString(word[i:])
		i += size
		n := w.runeWidth(c)
		if n > w.width {
			c, n = '?', 1
		}
		if n > w.left {
			w.next()
		}
		w.line.WriteRune(c)
		w.left -= n
	}
}

// next starts another line.
func (w *wrapper) next() {
	w.out = append(w.out, w.line.String())
	w.line.Reset()
	if !w.started {
		w.started, w.width = true, w.rest
	}
	w.left = w.width
}
