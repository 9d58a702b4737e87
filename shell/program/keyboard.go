package program

import (
	"context"
	"fmt"
	"io"
	"strings"

	"golang.org/x/term"

	"github.com/partnershell/partnershell/shell/interp"
)

// During makes the end of ctx end the waiting for input; the function it returns undoes that.
func (c *Console) During(ctx context.Context) func() {
	outer := c.run
	c.run = ctx
	return func() { c.run = outer }
}

// ReadLine implements command.Host. Without a terminal it reads a line of standard input.
func (c *Console) ReadLine(prompt string, secret bool) (string, error) {
	fmt.Fprint(c.out, prompt)
	if secret && term.IsTerminal(int(c.in.Fd())) {
		return c.readSecret()
	}
	if err := c.waitForInput(); err != nil {
		return "", err
	}
	line, err := c.Reader().ReadString('\n')
	if err == io.EOF && line != "" {
		err = nil
	}
	return strings.TrimRight(line, "\r\n"), err
}

// waitForInput returns when there is something to read, at a terminal a whole line, or the run has been stopped.
func (c *Console) waitForInput() error {
	if c.Reader().Buffered() == 0 && !waitForFile(c.run, c.in) {
		return interp.ErrStopped
	}
	return nil
}

// The keys that mean something while a secret is typed.
const (
	keyInterrupt = 3 // Ctrl+C
	keyEnd       = 4 // Ctrl+D
	keyBackspace = 8
	keyDelete    = 127
)

// readSecret reads a line of which only stars are shown.
func (c *Console) readSecret() (string, error) {
	state, err := term.MakeRaw(int(c.in.Fd()))
	if err != nil {
		return "", err
	}
	defer func() {
		_ = term.Restore(int(c.in.Fd()), state)
		fmt.Fprintln(c.out)
	}()
	var typed []rune
	for {
		if err := c.waitForInput(); err != nil {
			return "", err
		}
		key, _, err := c.Reader().ReadRune()
		switch {
		case err != nil, key == keyEnd && len(typed) == 0:
			return "", io.EOF
		case key == '\r' || key == '\n':
			return string(typed), nil
		case key == keyInterrupt:
			return "", interp.ErrStopped
		case key == keyBackspace || key == keyDelete:
			if len(typed) > 0 {
				typed = typed[:len(typed)-1]
				fmt.Fprint(c.out, "\b \b")
			}
		case key >= ' ':
			typed = append(typed, key)
			fmt.Fprint(c.out, "*")
		}
	}
}
