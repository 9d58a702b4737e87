package render

import (
	"strings"
	"unicode/utf8"

	"github.com/mattn/go-runewidth"

	"github.com/partnershell/partnershell/shell/object"
)

// ruler measures text in cells of a line.
type ruler struct {
	// terminal counts as terminals draw: combining marks take no cell. Text that goes elsewhere is counted as
	// PowerShell counts: one cell for each UTF-16 unit, two if it is wide.
	terminal bool
}

const escape = '\x1b'

// width is the number of cells that s takes; escape sequences take none.
func (r ruler) width(s string) int {
	if isPlainASCII(s) {
		return len(s)
	}
	n := 0
	for i := 0; i < len(s); {
		if skip := object.SequenceLength(s[i:]); skip > 0 {
			i += skip
			continue
		}
		c, size := utf8.DecodeRuneInString(s[i:])
		n += r.runeWidth(c)
		i += size
	}
	return n
}

func isPlainASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf || s[i] == escape {
			return false
		}
	}
	return true
}

func (r ruler) runeWidth(c rune) int {
	if c < utf8.RuneSelf {
		return 1
	}
	if r.terminal {
		return runewidth.RuneWidth(c)
	}
	if c > 0xffff || isWide(c) {
		return 2
	}
	return 1
}

// isWide is PowerShell's table of characters that take two cells.
func isWide(c rune) bool {
	in := func(low, high rune) bool { return low <= c && c <= high }
	return in(0x1100, 0x115f) || c == 0x2329 || c == 0x232a || in(0x2e80, 0xa4cf) && c != 0x303f ||
		in(0xac00, 0xd7a3) || in(0xf900, 0xfaff) || in(0xfe10, 0xfe19) || in(0xfe30, 0xfe6f) ||
		in(0xff00, 0xff60) || in(0xffe0, 0xffe6)
}

// head is the longest beginning of s that fits into cells.
func (r ruler) head(s string, cells int) string {
	if isPlainASCII(s) {
		return s[:min(len(s), max(cells, 0))]
	}
	used := 0
	for i := 0; i < len(s); {
		if skip := object.SequenceLength(s[i:]); skip > 0 {
			i += skip
			continue
		}
		c, size := utf8.DecodeRuneInString(s[i:])
		if used += r.runeWidth(c); used > cells {
			return s[:i]
		}
		i += size
	}
	return s
}

// tail is the longest end of s that fits into cells, with the colour that was set before it.
func (r ruler) tail(s string, cells int) string {
	total := r.width(s)
	var colours strings.Builder
	for i := 0; i < len(s); {
		if skip := object.SequenceLength(s[i:]); skip > 0 {
			colours.WriteString(s[i : i+skip])
			i += skip
			continue
		}
		if total <= cells {
			return colours.String() + s[i:]
		}
		c, size := utf8.DecodeRuneInString(s[i:])
		total -= r.runeWidth(c)
		i += size
	}
	return colours.String()
}

// visible makes control characters in data harmless to a terminal: all but line breaks, tabs and colours are
// replaced by the pictures that Unicode has for them.
func visible(s string) string {
	if strings.IndexFunc(s, isHarmful) < 0 {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); {
		if skip := object.SequenceLength(s[i:]); skip > 0 && s[i+skip-1] == 'm' {
			b.WriteString(s[i : i+skip])
			i += skip
			continue
		}
		c, size := utf8.DecodeRuneInString(s[i:])
		b.WriteRune(picture(c))
		i += size
	}
	return b.String()
}

func isHarmful(c rune) bool {
	return c < ' ' && c != '\n' && c != '\t' && c != '\r' || 0x7f <= c && c <= 0x9f || isBidiControl(c)
}

// isBidiControl reports characters that reorder the text around them.
func isBidiControl(c rune) bool {
	return 0x202a <= c && c <= 0x202e || 0x2066 <= c && c <= 0x2069
}

func picture(c rune) rune {
	switch {
	case !isHarmful(c):
		return c
	case c < ' ':
		return 0x2400 + c
	case c == 0x7f:
		return 0x2421
	}
	return utf8.RuneError
}

// padding is n spaces.
func padding(n int) string {
	const spaces = "                                                                                                "
	if n <= 0 {
		return ""
	}
	if n <= len(spaces) {
		return spaces[:n]
	}
	return strings.Repeat(" ", n)
}
