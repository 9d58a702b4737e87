// Package core_test runs lines through a whole session and looks at what the user sees.
package core_test

import (
	"bytes"
	"context"
	"io"
	"strings"
	"sync"
	"testing"

	"github.com/partnershell/partnershell/commands/core"
	"github.com/partnershell/partnershell/commands/filesystem"
	"github.com/partnershell/partnershell/commands/utility"
	"github.com/partnershell/partnershell/shell"
	"github.com/partnershell/partnershell/shell/command"
)

// screen is a host that keeps what is written and answers with given lines. With a height it is a colour terminal.
type screen struct {
	mu     sync.Mutex
	text   bytes.Buffer
	height int
	answer []string
}

func (s *screen) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.Write(p)
}

func (s *screen) Out() io.Writer            { return s }
func (s *screen) Err() io.Writer            { return s }
func (s *screen) Width() int                { return 120 }
func (s *screen) Height() int               { return s.height }
func (s *screen) Interactive() bool         { return s.answer != nil }
func (s *screen) Colour() bool              { return s.height > 0 }
func (s *screen) Clear()                    {}
func (s *screen) Progress(command.Progress) {}

func (s *screen) ReadLine(prompt string, secret bool) (string, error) {
	if len(s.answer) == 0 {
		return "", io.EOF
	}
	line := s.answer[0]
	s.answer = s.answer[1:]
	_, _ = io.WriteString(s, prompt)
	return line, nil
}

// run gives lines to one session, each as a user types it, and returns what the screen shows of it all.
func run(t *testing.T, host *screen, lines ...string) string {
	t.Helper()
	s := shell.New(shell.Options{
		Commands: []command.Set{core.Commands, utility.Commands, filesystem.Commands},
		Host:     host, Location: t.TempDir(), NonInteractive: host.answer == nil,
	})
	for _, line := range lines {
		s.Run(context.Background(), shell.Source{Text: line})
	}
	return host.text.String()
}

// shows is run without a terminal.
func shows(t *testing.T, lines ...string) string {
	t.Helper()
	return run(t, &screen{}, lines...)
}

// expect compares what lines show with the wanted text; the line break that begins want is not part of it.
func expect(t *testing.T, want string, lines ...string) {
	t.Helper()
	if got := shows(t, lines...); got != strings.TrimPrefix(want, "\n") {
		t.Errorf("%s\n--- shows\n%s--- want%s", strings.Join(lines, "\n"), got, want)
	}
}

// expectParts looks for texts in what lines show.
func expectParts(t *testing.T, host *screen, lines []string, parts ...string) {
	t.Helper()
	got := run(t, host, lines...)
	for _, part := range parts {
		if !strings.Contains(got, part) {
			t.Errorf("%s\n--- shows\n%q\n--- without\n%q", strings.Join(lines, "\n"), got, part)
		}
	}
}
