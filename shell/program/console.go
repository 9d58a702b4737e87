package program

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"sync"

	"golang.org/x/term"

	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/dotnet"
)

// defaultWidth is the width of output that is no terminal where COLUMNS does not say.
const defaultWidth = 120

// Console is the host of a process: its standard streams, which may be a terminal or not.
type Console struct {
	in             *os.File
	out, err       io.Writer
	terminal       *os.File // standard output, if it is a terminal
	nonInteractive bool
	colour         bool
	run            context.Context // of the present run: its end ends the waiting for input

	transcript transcript

	once   sync.Once
	reader *bufio.Reader

	mu       sync.Mutex
	progress int              // cells of the progress line that is on the screen
	captured *strings.Builder // takes what is written meanwhile
}

// NewConsole makes a host of three files. Output is not buffered beyond a line: what was written is on the screen.
func NewConsole(in, out, err *os.File, nonInteractive bool) *Console {
	c := &Console{in: in, nonInteractive: nonInteractive, run: context.Background()}
	if term.IsTerminal(int(out.Fd())) {
		c.terminal = out
		c.colour = os.Getenv("TERM") != "dumb"
	}
	if _, plain := os.LookupEnv("NO_COLOR"); plain {
		dotnet.SetRendering(dotnet.RenderPlainText)
	}
	c.out, c.err = &screen{c, out}, &screen{c, err}
	return c
}

// screen is a stream of a Console: it takes the progress line away before it writes.
type screen struct {
	console *Console
	to      io.Writer
}

// Write implements io.Writer.
func (s *screen) Write(p []byte) (int, error) {
	s.console.mu.Lock()
	defer s.console.mu.Unlock()
	if s.console.captured != nil {
		return s.console.captured.Write(p)
	}
	s.console.clearProgress()
	s.console.transcript.write(p)
	return s.to.Write(p)
}

// capture hands back what is written while use runs instead of showing it.
func (c *Console) capture(use func()) string {
	var text strings.Builder
	set := func(to *strings.Builder) {
		c.mu.Lock()
		defer c.mu.Unlock()
		c.captured = to
	}
	set(&text)
	defer set(nil)
	use()
	return text.String()
}

// Out implements command.Host.
func (c *Console) Out() io.Writer { return c.out }

// Err implements command.Host.
func (c *Console) Err() io.Writer { return c.err }

// Width implements command.Host.
func (c *Console) Width() int {
	if c.terminal != nil {
		if w, _, err := term.GetSize(int(c.terminal.Fd())); err == nil && w > 0 {
			return w
		}
	}
	if w, err := strconv.Atoi(os.Getenv("COLUMNS")); err == nil && w > 0 {
		return w
	}
	return defaultWidth
}

// Height implements command.Host.
func (c *Console) Height() int {
	if c.terminal == nil {
		return 0
	}
	_, h, err := term.GetSize(int(c.terminal.Fd()))
	if err != nil {
		return 0
	}
	return h
}

// Interactive implements command.Host.
func (c *Console) Interactive() bool {
	return !c.nonInteractive && term.IsTerminal(int(c.in.Fd()))
}

// Colour implements command.Host.
func (c *Console) Colour() bool { return c.colour }

// Reader is standard input, for whoever reads lines of it; there is one, so that nothing read ahead is lost.
func (c *Console) Reader() *bufio.Reader {
	c.once.Do(func() { c.reader = bufio.NewReader(c.in) })
	return c.reader
}

// Clear implements command.Host.
func (c *Console) Clear() {
	if c.terminal != nil {
		fmt.Fprint(c.out, "\x1b[H\x1b[2J\x1b[3J")
	}
}

// Progress implements command.Host: one line below the output, on a terminal only.
func (c *Console) Progress(p command.Progress) {
	if c.terminal == nil {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.clearProgress()
	if p.Completed {
		return
	}
	line, width := progressLine(p, c.Width()-1), c.Width()-1
	c.progress = len([]rune(line))
	if c.colour && dotnet.Rendering() != dotnet.RenderPlainText {
		line, c.progress = progressBar(p, width)
	}
	fmt.Fprint(c.terminal, line+"\r")
}

// progressBar is "Activity [Status     ]" in $PSStyle's style for progress, reversed as far as the work is done, and
// the number of its cells.
func progressBar(p command.Progress, width int) (line string, cells int) {
	if limit, ok := dotnet.ProgressStyle("MaxWidth").(int32); ok {
		width = min(width, int(limit))
	}
	const frame, minBar = 3, 10
	activity, status := []rune(visible(p.Activity)), []rune(visible(p.Status))
	activity = activity[:min(len(activity), max(width-frame-minBar, 0))]
	bar := make([]rune, max(width-frame-len(activity), 1))
	for i := range bar {
		bar[i] = ' '
	}
	copy(bar, status)
	done := len(bar) * min(max(p.Percent, 0), 100) / 100
	style, _ := dotnet.ProgressStyle("Style").(string)
	return style + string(activity) + " [\x1b[7m" + string(bar[:done]) + "\x1b[27m" + string(bar[done:]) + "]\x1b[0m",
		len(activity) + frame + len(bar)
}

func (c *Console) clearProgress() {
	if c.progress > 0 {
		fmt.Fprint(c.terminal, "\r"+strings.Repeat(" ", c.progress)+"\r")
		c.progress = 0
	}
}

// progressLine is "Activity: Status [#####     ] 50 %", cut to the width.
func progressLine(p command.Progress, width int) string {
	line := visible(p.Activity)
	if p.Status != "" {
		line += ": " + visible(p.Status)
	}
	if p.Percent >= 0 {
		const cells = 20
		done := min(p.Percent, 100) * cells / 100
		line += fmt.Sprintf(" [%s%s] %d %%", strings.Repeat("#", done), strings.Repeat(" ", cells-done), p.Percent)
	}
	if runes := []rune(line); len(runes) > width {
		return string(runes[:width])
	}
	return line
}

// visible replaces control characters, which could move the cursor.
func visible(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return ' '
		}
		return r
	}, s)
}
