package program

import (
	"strings"

	"golang.org/x/term"

	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/grid"
	"github.com/partnershell/partnershell/shell/interp"
)

// What is written to the terminal around a grid: another screen without a cursor, and back.
const (
	otherScreen = "\x1b[?1049h\x1b[?25l"
	firstScreen = "\x1b[?25h\x1b[?1049l"
)

// Choose implements command.Chooser. Transcripts do not have the grid.
func (c *Console) Choose(choice command.Choice) ([]int, error) {
	state, err := term.MakeRaw(int(c.in.Fd()))
	if err != nil {
		return nil, err
	}
	c.mu.Lock()
	c.clearProgress()
	c.mu.Unlock()
	c.paint(otherScreen)
	defer func() {
		c.paint(firstScreen)
		_ = term.Restore(int(c.in.Fd()), state)
	}()
	choice.Title = visible(choice.Title)
	for i, row := range choice.Rows {
		choice.Rows[i] = visible(row)
	}
	g := grid.New(choice)
	for !g.Closed() {
		c.paint("\x1b[H" + strings.Join(g.Draw(c.Width(), c.Height()), "\x1b[K\r\n") + "\x1b[J")
		if err := c.press(g); err != nil {
			return nil, err
		}
	}
	return g.Chosen(), nil
}

func (c *Console) paint(text string) { _, _ = c.terminal.WriteString(text) }

// gridKeys are the keys that terminals send as one character.
var gridKeys = map[rune]grid.Key{
	1: grid.MarkAll, keyInterrupt: grid.Cancel, keyEnd: grid.Cancel, keyBackspace: grid.Backspace, '\t': grid.Mark, '\n': grid.Accept,
	'\r': grid.Accept, 14: grid.Down, 16: grid.Up, 21: grid.Clear, keyDelete: grid.Backspace,
}

// gridSequences are those that they send as an escape sequence, without its first two characters.
var gridSequences = map[string]grid.Key{
	"A": grid.Up, "B": grid.Down, "H": grid.Home, "F": grid.End, "1~": grid.Home, "4~": grid.End, "5~": grid.PageUp, "6~": grid.PageDown,
	"7~": grid.Home, "8~": grid.End,
}

// press waits for a key and does what it means.
func (c *Console) press(g *grid.Grid) error {
	if err := c.waitForInput(); err != nil {
		return err
	}
	letter, _, err := c.Reader().ReadRune()
	if err != nil {
		return err
	}
	switch key := gridKeys[letter]; {
	case key != 0:
		g.Press(key)
	case letter == '\x1b':
		g.Press(c.sequence())
	case letter >= ' ':
		g.Type(letter)
	}
	if letter == keyInterrupt {
		return interp.ErrStopped
	}
	return nil
}

// sequence reads the rest of an escape sequence, to its final character. Nothing after the escape character is the key
// itself, since a terminal sends all of a sequence at once.
func (c *Console) sequence() grid.Key {
	reader := c.Reader()
	if reader.Buffered() == 0 {
		return grid.Cancel
	}
	if _, err := reader.ReadByte(); err != nil { // [ or O
		return 0
	}
	var text []byte
	for reader.Buffered() > 0 {
		b, err := reader.ReadByte()
		if err != nil {
			break
		}
		if text = append(text, b); b >= '@' && b <= '~' {
			break
		}
	}
	return gridSequences[string(text)]
}
