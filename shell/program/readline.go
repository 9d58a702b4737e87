package program

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/term"
)

// lookAgain is how long Ctrl+C may go unnoticed while a line is awaited.
const lookAgain = 50 * time.Millisecond

// ReadLine implements command.Host. Without a terminal it reads a line of standard input. Ctrl+C ends it with
// context.Canceled.
func (c *Console) ReadLine(prompt string, secret bool) (string, error) {
	fmt.Fprint(c.out, prompt)
	onTerminal := term.IsTerminal(int(c.in.Fd()))
	if secret && onTerminal {
		text, err := c.readSecret()
		fmt.Fprintln(c.out)
		return text, err
	}
	if onTerminal && !c.awaitLine() {
		return "", context.Canceled
	}
	line, err := c.Reader().ReadString('\n')
	if err == io.EOF && line != "" {
		err = nil
	}
	return strings.TrimRight(line, "\r\n"), err
}

// awaitLine waits until a line has been entered; false means Ctrl+C came first.
func (c *Console) awaitLine() bool {
	interrupted := make(chan os.Signal, 1)
	signal.Notify(interrupted, os.Interrupt)
	defer signal.Stop(interrupted)
	for c.Reader().Buffered() == 0 && !readable(c.in, lookAgain) {
		select {
		case <-interrupted:
			return false
		default:
		}
	}
	return true
}

// readSecret reads a line key by key, a star on the screen for each character.
func (c *Console) readSecret() (string, error) {
	fd := int(c.in.Fd())
	state, err := term.MakeRaw(fd)
	if err != nil {
		return "", err
	}
	defer func() { _ = term.Restore(fd, state) }()
	var line secretLine
	for {
		b, err := c.Reader().ReadByte()
		if err != nil {
			return "", err
		}
		echo, done, err := line.key(b)
		fmt.Fprint(c.terminalOrOut(), echo)
		if done || err != nil {
			return string(line.text), err
		}
	}
}

// terminalOrOut is where the stars go, past a transcript.
func (c *Console) terminalOrOut() io.Writer {
	if c.terminal != nil {
		return c.terminal
	}
	return c.out
}

// secretLine is a secret that is being typed.
type secretLine struct{ text []byte }

// key takes one byte and tells what the screen shows for it, and whether the line has ended.
func (l *secretLine) key(b byte) (echo string, done bool, err error) {
	switch b {
	case '\r', '\n':
		return "", true, nil
	case 0x03: // Ctrl+C
		l.text = nil
		return "", true, context.Canceled
	case 0x04: // Ctrl+D
		if len(l.text) == 0 {
			return "", true, io.EOF
		}
		return "", false, nil
	case 0x08, 0x7f:
		if len(l.text) == 0 {
			return "", false, nil
		}
		_, size := utf8.DecodeLastRune(l.text)
		l.text = l.text[:len(l.text)-size]
		return "\b \b", false, nil
	case 0x15: // Ctrl+U
		stars := utf8.RuneCount(l.text)
		l.text = nil
		return strings.Repeat("\b \b", stars), false, nil
	}
	if b < ' ' {
		return "", false, nil
	}
	if l.text = append(l.text, b); b < utf8.RuneSelf || utf8.RuneStart(b) {
		return "*", false, nil
	}
	return "", false, nil
}
