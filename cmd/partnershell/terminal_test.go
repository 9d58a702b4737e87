//go:build unix

package main

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/creack/pty"
	"golang.org/x/term"
)

// terminal is the program on a pseudo-terminal, with what it has shown so far.
type terminal struct {
	t        *testing.T
	screen   *os.File // our end
	tty      *os.File // the program's end
	process  *exec.Cmd
	mu       sync.Mutex
	shown    bytes.Buffer
	sane     *term.State // the terminal's modes before the program ran
	finished chan error
}

// startTerminal runs the program (this test binary, called by the program's name) on a terminal of 120 by 40 cells.
func startTerminal(t *testing.T, home string, args ...string) *terminal {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	program := filepath.Join(t.TempDir(), "partnershell")
	if err := os.Symlink(self, program); err != nil {
		t.Fatal(err)
	}
	screen, tty, err := pty.Open()
	if err != nil {
		t.Skip("no pseudo-terminal here:", err)
	}
	if err := pty.Setsize(screen, &pty.Winsize{Rows: 40, Cols: 120}); err != nil {
		t.Fatal(err)
	}
	s := &terminal{t: t, screen: screen, tty: tty, finished: make(chan error, 1)}
	if s.sane, err = term.GetState(int(tty.Fd())); err != nil {
		t.Fatal(err)
	}
	s.process = exec.Command(program, args...)
	s.process.Env = append(os.Environ(), "HOME="+home, "XDG_STATE_HOME="+filepath.Join(home, "state"), "TERM=xterm", "NO_COLOR=1")
	s.process.Stdin, s.process.Stdout, s.process.Stderr = tty, tty, tty
	s.process.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true} // so that Ctrl+C reaches it
	if err := s.process.Start(); err != nil {
		t.Fatal(err)
	}
	go s.read()
	go func() { s.finished <- s.process.Wait() }()
	t.Cleanup(func() {
		_ = s.process.Process.Kill()
		screen.Close()
		tty.Close()
	})
	return s
}

func (s *terminal) read() {
	chunk := make([]byte, 4096)
	for {
		n, err := s.screen.Read(chunk)
		s.mu.Lock()
		s.shown.Write(chunk[:n])
		s.mu.Unlock()
		if err != nil {
			return
		}
	}
}

// keys types text; what was shown before is forgotten.
func (s *terminal) keys(text string) {
	s.t.Helper()
	s.mu.Lock()
	s.shown.Reset()
	s.mu.Unlock()
	if _, err := s.screen.WriteString(text); err != nil {
		s.t.Fatal(err)
	}
}

// see waits until the program shows a text.
func (s *terminal) see(text string) {
	s.t.Helper()
	deadline := time.Now().Add(30 * time.Second)
	for time.Now().Before(deadline) {
		s.mu.Lock()
		shown := s.shown.String()
		s.mu.Unlock()
		if strings.Contains(shown, text) {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.t.Fatalf("%q does not appear; the screen got %q", text, s.shown.String())
}

// leave waits for the program's end and checks its exit code and that the terminal is as it was.
func (s *terminal) leave(code int) {
	s.t.Helper()
	var err error
	select {
	case err = <-s.finished:
	case <-time.After(30 * time.Second):
		s.t.Fatal("the program does not end")
	}
	got := 0
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		got = exit.ExitCode()
	}
	if got != code {
		s.t.Errorf("exit code %d (%v), want %d", got, err, code)
	}
	after, err := term.GetState(int(s.tty.Fd()))
	if err != nil {
		s.t.Fatal(err)
	}
	if !reflect.DeepEqual(after, s.sane) {
		s.t.Error("the terminal's modes are not what they were")
	}
}

const (
	tab      = "\t"
	enter    = "\r"
	up       = "\x1b[A"
	ctrlC    = "\x03"
	ctrlD    = "\x04"
	shellTag = "PS "
)

func TestPromptOnATerminal(t *testing.T) {
	home := t.TempDir()
	s := startTerminal(t, home, "-Demo", "-NoProfile")
	s.see(shellTag)

	s.keys("Get-PartnerUserSi") // a command, completed by Tab
	s.see("Get-PartnerUserSignInActivity")
	s.keys(tab)
	s.see("Get-PartnerUserSignInActivity")
	s.keys(" | Where-Object { $_.ClientA") // a property of what the command writes
	s.see("ClientAppUsed")
	s.keys(tab)
	s.keys(" -eq 'IMAP4' } | Select-Object -First 1 | ForEach-Object { \"by $($_.ClientAppUsed)\" }")
	s.keys(enter)
	s.see("by IMAP4")
	s.see(shellTag)

	s.keys(up) // recalled
	s.see("Select-Object -First 1")
	s.keys(enter)
	s.see("by IMAP4")
	s.see(shellTag)

	s.keys("1..3 | ForEach-Object {" + enter) // more lines until it is whole
	s.see(">> ")
	s.keys("$_ * 111 }" + enter)
	s.see("333")
	s.see(shellTag)

	s.keys("while ($true) { }" + enter) // stopped by Ctrl+C
	time.Sleep(300 * time.Millisecond)
	s.keys(ctrlC)
	s.see(shellTag)

	s.keys("Get-ComplainceStatus" + enter) // a slip gets a hint
	s.see("Similar: Get-ComplianceStatus")
	s.see(shellTag)

	s.keys("$secret = 'hunter2'" + enter)
	s.see(shellTag)
	s.keys("exit 7" + enter)
	s.leave(7)

	text, err := os.ReadFile(filepath.Join(home, "state", "partnershell", "history.txt"))
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(text), "Get-PartnerUserSignInActivity") || strings.Contains(string(text), "hunter2") {
		t.Errorf("the history keeps %q", text)
	}
}

// TestCtrlCOnATerminal: it ends a line that is awaited, gives up a command of several lines, and leaves the shell alive.
func TestCtrlCOnATerminal(t *testing.T) {
	s := startTerminal(t, t.TempDir(), "-NoProfile")
	s.see(shellTag)
	for _, command := range []string{"Read-Host 'a line'", "Read-Host 'a line' -AsSecureString"} {
		s.keys(command + enter)
		s.see("a line: ")
		time.Sleep(100 * time.Millisecond)
		s.keys("abc" + ctrlC)
		s.see(shellTag)
	}
	s.keys("foreach ($i in 1..3) {" + enter)
	s.see(">> ")
	s.keys(ctrlC)
	s.see(shellTag)
	s.keys("'still ' + 'here'" + enter)
	s.see("still here")
	s.see(shellTag)

	s.keys("function prompt { Write-Host 'shown ' -NoNewline; \"above`nlast> \" }" + enter) // a prompt of two lines
	s.see("shown above")
	s.see("last> ")
	s.keys("exit" + enter)
	s.leave(0)
}

func TestGridOnATerminal(t *testing.T) {
	s := startTerminal(t, t.TempDir(), "-NoProfile")
	s.see(shellTag)
	s.keys("'Ann', 'Bob', 'Cid' | Select-Object @{ n = 'Person'; e = { $_ } } | Out-GridView -PassThru -Title People | % { \"took $($_.Person)\" }" + enter)
	s.see("People  3 of 3")
	s.keys("\x1b[B" + tab) // down, and marked
	s.see("1 marked")
	s.keys("c")
	s.see("1 of 3, 1 marked")
	s.keys(tab + enter)
	s.see("took Bob")
	s.see("took Cid")
	s.see(shellTag)
	s.keys("1, 2 | Out-GridView -OutputMode Single | % { \"took $_\" }" + enter)
	s.see("2 of 2")
	s.keys(ctrlC)
	s.see(shellTag)
	s.keys("exit 4" + enter)
	s.leave(4)
}

func TestHistoryIsKeptAcrossRuns(t *testing.T) {
	home := t.TempDir()
	s := startTerminal(t, home, "-NoProfile")
	s.see(shellTag)
	s.keys("'first ' + 'run'" + enter)
	s.see("first run")
	s.see(shellTag)
	s.keys(ctrlD)
	s.leave(0)

	s = startTerminal(t, home, "-NoProfile")
	s.see(shellTag)
	s.keys(up)
	s.see("'first ' + 'run'")
	s.keys(enter)
	s.see("first run")
	s.see(shellTag)
	s.keys(ctrlD)
	s.leave(0)
}
