// Package commands_test runs the partner, sign-in and compliance commands through a whole session against the
// simulated tenant.
package commands_test

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/partnershell/partnershell/commands/compliance"
	"github.com/partnershell/partnershell/commands/core"
	"github.com/partnershell/partnershell/commands/filesystem"
	"github.com/partnershell/partnershell/commands/partner"
	"github.com/partnershell/partnershell/commands/signin"
	"github.com/partnershell/partnershell/commands/utility"
	"github.com/partnershell/partnershell/internal/connection"
	"github.com/partnershell/partnershell/internal/demo"
	"github.com/partnershell/partnershell/internal/entra"
	"github.com/partnershell/partnershell/internal/graph/sdk"
	"github.com/partnershell/partnershell/internal/rest"
	"github.com/partnershell/partnershell/internal/simulator"
	"github.com/partnershell/partnershell/shell"
	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

// now is when the tests' tenants are looked at.
var now = time.Date(2026, 9, 14, 9, 0, 0, 0, time.UTC)

// screen is a host without a terminal that keeps what is written.
type screen struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (s *screen) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.Write(p)
}

func (s *screen) Out() io.Writer                        { return s }
func (s *screen) Err() io.Writer                        { return s }
func (s *screen) Width() int                            { return 160 }
func (s *screen) Height() int                           { return 0 }
func (s *screen) Interactive() bool                     { return false }
func (s *screen) Colour() bool                          { return false }
func (s *screen) ReadLine(string, bool) (string, error) { return "", io.EOF }
func (s *screen) Clear()                                {}
func (s *screen) Progress(command.Progress)             {}

// session is a shell at a simulated tenant.
type session struct {
	*shell.Session
	demo   *demo.Demo
	screen *screen
}

func families() []command.Set {
	return []command.Set{core.Commands, utility.Commands, filesystem.Commands, partner.Commands, signin.Commands, compliance.Commands}
}

func begin(t testing.TB, o demo.Options) *session {
	t.Helper()
	o.Sender = func(s *entra.Session, tenant string, client *http.Client) (rest.Sender, error) {
		return sdk.New(s, tenant, client)
	}
	if o.Params.Now.IsZero() {
		o.Params.Now = now
	}
	d, err := demo.New(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	host := &screen{}
	return &session{demo: d, screen: host, Session: shell.New(shell.Options{Commands: families(), Host: host, Location: t.TempDir(),
		NonInteractive: true, Clock: func() object.DateTime { return object.FromTime(d.Now, object.Local) },
		Services: map[string]any{connection.ServiceName: d.Connection, core.AccessService: d.Connection, "http": d.HTTP}})}
}

// as is a session of an account of the generated tenant.
func as(t testing.TB, account string) *session {
	return begin(t, demo.Options{Simulator: simulator.Options{Account: account}})
}

// show runs a text and returns what the screen shows.
func (s *session) show(t testing.TB, text string) string {
	t.Helper()
	s.screen.text.Reset()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	s.Run(ctx, shell.Source{Text: text})
	return s.screen.text.String()
}

// values runs a text, which must not fail, and returns what it writes.
func (s *session) values(t testing.TB, text string) []object.Value {
	t.Helper()
	list, err := s.try(t, text)
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return list
}

// try is values, with the first error that was shown or that ended the run.
func (s *session) try(t testing.TB, text string) (list []object.Value, err error) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	text = "$Error.Clear(); " + text
	err = s.Collect(ctx, shell.Source{Text: text}, func(v object.Value) error {
		list = append(list, v)
		return nil
	})
	if errs, ok := s.Runtime().Variable("Error"); ok && err == nil {
		if items, _ := object.Elements(errs); len(items) > 0 {
			err = items[0].(*object.ErrorRecord)
		}
	}
	return list, err
}

// text runs a text and returns what it writes as lines of text.
func (s *session) text(t testing.TB, script string) string {
	t.Helper()
	var lines []string
	for _, v := range s.values(t, script) {
		lines = append(lines, object.ToText(v))
	}
	return strings.Join(lines, "\n")
}

// pages counts the requests to a path of Graph or Partner Center. The server notes a request after its answer has
// left, so the first one is waited for.
func (s *session) pages(t testing.TB, path string) (n int) {
	t.Helper()
	server, err := s.demo.Server()
	if err != nil {
		t.Fatal(err)
	}
	for deadline := time.Now().Add(5 * time.Second); n == 0 && time.Now().Before(deadline); time.Sleep(5 * time.Millisecond) {
		for _, r := range server.Requests() {
			if strings.HasSuffix(r.Path, path) {
				n++
			}
		}
	}
	return n
}
