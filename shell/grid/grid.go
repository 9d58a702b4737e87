// Package grid is a table on the whole screen to look through, narrow down and choose from, as keys in and lines out. It
// neither reads keys nor writes to a terminal (package program does), and its rows are finished text.
package grid

import (
	"fmt"
	"slices"
	"strings"

	"github.com/mattn/go-runewidth"

	"github.com/partnershell/partnershell/shell/command"
)

// Key is a key that means something to a grid.
type Key int

// The keys.
const (
	Up Key = iota + 1
	Down
	PageUp
	PageDown
	Home
	End
	Mark      // Tab: marks the row, or takes the mark away, and goes down
	MarkAll   // Ctrl+A: marks all rows that are shown, or takes their marks away
	Accept    // Enter
	Cancel    // Escape, Ctrl+C
	Backspace // takes the filter's last letter away
	Clear     // Ctrl+U: takes the whole filter away
)

// Grid is the state of a table on the screen.
type Grid struct {
	choice command.Choice
	filter string
	shown  []int // the rows that the filter lets through
	at     int   // the position of the present row in shown
	top    int   // the position of the first row on the screen
	page   int   // the rows of a screen, as last drawn
	marked map[int]bool
	closed bool
	taken  bool // by Accept
}

// New makes a grid with all rows shown and none marked.
func New(c command.Choice) *Grid {
	g := &Grid{choice: c, marked: map[int]bool{}, page: 1}
	g.narrow()
	return g
}

// Type adds a letter to the filter.
func (g *Grid) Type(letter rune) {
	g.filter += string(letter)
	g.narrow()
}

// Press does what a key means.
func (g *Grid) Press(k Key) {
	switch k {
	case Up:
		g.move(-1)
	case Down:
		g.move(1)
	case PageUp:
		g.move(-g.page)
	case PageDown:
		g.move(g.page)
	case Home:
		g.move(-len(g.shown))
	case End:
		g.move(len(g.shown))
	case Mark:
		g.mark()
	case MarkAll:
		g.markAll()
	case Accept, Cancel:
		g.closed, g.taken = true, k == Accept
	case Backspace:
		letters := []rune(g.filter)
		g.filter = string(letters[:max(len(letters)-1, 0)])
		g.narrow()
	case Clear:
		g.filter = ""
		g.narrow()
	}
}

// Closed reports whether Accept or Cancel was pressed.
func (g *Grid) Closed() bool { return g.closed }

// Chosen are the indexes of the rows that Accept took, in their order: the marked ones, or else the present one.
func (g *Grid) Chosen() []int {
	if !g.taken || g.choice.Most == 0 {
		return nil
	}
	var rows []int
	for row := range g.marked {
		rows = append(rows, row)
	}
	slices.Sort(rows)
	if len(rows) == 0 && len(g.shown) > 0 {
		rows = []int{g.shown[g.at]}
	}
	return rows
}

func (g *Grid) move(by int) { g.at = min(max(g.at+by, 0), max(len(g.shown)-1, 0)) }

func (g *Grid) several() bool { return g.choice.Most < 0 || g.choice.Most > 1 }

func (g *Grid) mark() {
	if !g.several() || len(g.shown) == 0 {
		return
	}
	g.setMark(g.shown[g.at], !g.marked[g.shown[g.at]])
	g.move(1)
}

func (g *Grid) markAll() {
	if !g.several() {
		return
	}
	all := !slices.ContainsFunc(g.shown, func(row int) bool { return !g.marked[row] })
	for _, row := range g.shown {
		g.setMark(row, !all)
	}
}

func (g *Grid) setMark(row int, on bool) {
	if on {
		g.marked[row] = true
	} else {
		delete(g.marked, row)
	}
}

// narrow finds the rows that hold every word of the filter, whatever its case, and stays at the present one if it can.
func (g *Grid) narrow() {
	present := -1
	if g.at < len(g.shown) {
		present = g.shown[g.at]
	}
	words := strings.Fields(strings.ToLower(g.filter))
	g.shown, g.at, g.top = g.shown[:0], 0, 0
	for row, text := range g.choice.Rows {
		text = strings.ToLower(text)
		if slices.ContainsFunc(words, func(word string) bool { return !strings.Contains(text, word) }) {
			continue
		}
		if row == present {
			g.at = len(g.shown)
		}
		g.shown = append(g.shown, row)
	}
}

// Reversed begins and ends the text of the present row.
const reversed, plain = "\x1b[7m", "\x1b[27m"

// Draw gives the lines of a screen, each at most width cells wide: the title, the filter, the heading, the rows and what
// the keys do.
func (g *Grid) Draw(width, height int) []string {
	lines := []string{g.status(), "Filter: " + g.filter + "_"}
	for _, line := range g.choice.Heading {
		lines = append(lines, "  "+line)
	}
	g.page = max(height-len(lines)-1, 1)
	g.top = min(max(g.top, g.at-g.page+1), g.at)
	for i := range lines {
		lines[i] = runewidth.Truncate(lines[i], width, "…")
	}
	for i := g.top; i < g.top+g.page; i++ {
		lines = append(lines, g.row(i, width))
	}
	return append(lines, runewidth.Truncate(g.help(), width, "…"))
}

func (g *Grid) row(i, width int) string {
	if i >= len(g.shown) {
		return ""
	}
	sign := "  "
	if g.marked[g.shown[i]] {
		sign = "* "
	}
	text := runewidth.Truncate(sign+g.choice.Rows[g.shown[i]], width, "…")
	if i != g.at {
		return text
	}
	return reversed + runewidth.FillRight(text, width) + plain
}

func (g *Grid) status() string {
	text := fmt.Sprintf("%d of %d", len(g.shown), len(g.choice.Rows))
	if len(g.marked) > 0 {
		text += fmt.Sprintf(", %d marked", len(g.marked))
	}
	if g.choice.Title == "" {
		return text
	}
	return g.choice.Title + "  " + text
}

func (g *Grid) help() string {
	switch {
	case g.several():
		return "Letters filter. Tab marks, Ctrl+A marks all, Enter takes the marked or the present row, Esc takes none."
	case g.choice.Most == 1:
		return "Letters filter. Enter takes the present row, Esc takes none."
	}
	return "Letters filter. Enter or Esc closes."
}
