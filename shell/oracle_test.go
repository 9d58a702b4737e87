package shell_test

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/partnershell/partnershell/commands/core"
	"github.com/partnershell/partnershell/commands/filesystem"
	"github.com/partnershell/partnershell/commands/utility"
	"github.com/partnershell/partnershell/shell"
	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/interp"
	"github.com/partnershell/partnershell/shell/object"
)

// oracle is the folder with what PowerShell itself gave.
const oracle = "../../shared/oracle"

func needOracle(t *testing.T) string {
	t.Helper()
	folder, err := filepath.Abs(oracle)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(folder); err != nil {
		t.Skip("the recorded PowerShell results are not beside this repository")
	}
	t.Setenv("TZ", "UTC")
	t.Setenv("LANG", "en_US.UTF-8")
	t.Setenv("NO_COLOR", "1")
	t.Setenv("COLUMNS", "120")
	return folder
}

// recorder is a host without a terminal that keeps what is written, all streams in one.
type recorder struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (r *recorder) Write(p []byte) (int, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.text.Write(p)
}

func (r *recorder) Out() io.Writer                        { return r }
func (r *recorder) Err() io.Writer                        { return r }
func (r *recorder) Width() int                            { return 120 }
func (r *recorder) Height() int                           { return 0 }
func (r *recorder) Interactive() bool                     { return false }
func (r *recorder) Colour() bool                          { return false }
func (r *recorder) ReadLine(string, bool) (string, error) { return "", io.EOF }
func (r *recorder) Clear()                                {}
func (r *recorder) Progress(command.Progress)             {}

func newSession(host command.Host, location string) *shell.Session {
	return shell.New(shell.Options{
		Commands: []command.Set{core.Commands, utility.Commands, filesystem.Commands},
		Host:     host, Location: location, NonInteractive: true,
	})
}

// within runs f with a limit, and turns a panic into text.
func within(limit time.Duration, f func(ctx context.Context) string) (result string) {
	ctx, cancel := context.WithTimeout(context.Background(), limit)
	defer cancel()
	done := make(chan string, 1)
	go func() {
		defer func() {
			if p := recover(); p != nil {
				done <- fmt.Sprintf("panic: %v", p)
			}
		}()
		done <- f(ctx)
	}()
	select {
	case result = <-done:
		return result
	case <-time.After(limit + 5*time.Second):
		return "does not stop when cancelled"
	}
}

const caseLimit = 20 * time.Second

// TestCases runs every script of the oracle and compares what the console showed, byte for byte.
func TestCases(t *testing.T) {
	folder := needOracle(t)
	scripts, _ := filepath.Glob(filepath.Join(folder, "cases", "*", "*.ps1"))
	l := newLedger(t)
	for _, script := range scripts {
		area, name := filepath.Base(filepath.Dir(script)), strings.TrimSuffix(filepath.Base(script), ".ps1")
		t.Run(area+"/"+name, func(t *testing.T) {
			l.check(t, area+":"+name, runCase(t, folder, script, area, name))
		})
	}
	l.finish(t)
}

func runCase(t *testing.T, folder, script, area, name string) string {
	var golden struct {
		Console  string
		ExitCode int
	}
	readJSON(t, filepath.Join(folder, "golden", area, name+".json"), &golden)
	work := shortFolder(t)
	if err := os.CopyFS(filepath.Join(work, "data"), os.DirFS(filepath.Join(folder, "data"))); err != nil {
		t.Fatal(err)
	}
	t.Chdir(work)
	host := &recorder{}
	return within(caseLimit, func(ctx context.Context) string {
		text, err := os.ReadFile(script)
		if err != nil {
			return err.Error()
		}
		code := newSession(host, work).Run(ctx, shell.Source{Text: string(text), Path: script, Name: script}).Code
		got := neutral(host.text.String(), work, filepath.Dir(script))
		if got != golden.Console {
			return fmt.Sprintf("console differs\n--- want\n%s\n--- got\n%s", golden.Console, got)
		}
		if code != golden.ExitCode {
			return fmt.Sprintf("exit code %d, want %d", code, golden.ExitCode)
		}
		return ""
	})
}

// TestPrompt runs single inputs as -Command has them and compares what the console showed, byte for byte.
func TestPrompt(t *testing.T) {
	folder := needOracle(t)
	l := newLedger(t)
	for row := range rows(t, filepath.Join(folder, "prompt.jsonl")) {
		var r struct{ ID, Input, Console, Setup string }
		if err := json.Unmarshal(row, &r); err != nil {
			t.Fatal(err)
		}
		setup := ""
		if r.Setup != "none" {
			setup = ". '" + filepath.Join(folder, "completion-setups", r.Setup+".ps1") + "'"
		}
		l.check(t, "prompt:"+r.ID, runPrompt(t, setup, r.Input, r.Console))
	}
	l.finish(t)
}

func runPrompt(t *testing.T, setup, input, want string) string {
	work := t.TempDir()
	host := &recorder{}
	s := newSession(host, work)
	return within(caseLimit, func(ctx context.Context) string {
		s.Run(ctx, shell.Source{Text: setup})
		if s.Incomplete(input) { // a prompt asks for more lines instead of running it
			input = ""
		}
		s.Run(ctx, shell.Source{Text: input})
		if got := neutral(host.text.String(), work, work); got != want {
			return fmt.Sprintf("%s\n--- want\n%s\n--- got\n%s", input, want, got)
		}
		return ""
	})
}

// shortFolder is an empty folder with a short path: messages that hold it are broken into lines like the recorded ones.
func shortFolder(t *testing.T) string {
	folder, err := os.MkdirTemp("", "c")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(folder) })
	return folder
}

func readJSON(t *testing.T, path string, to any) {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(text, to); err != nil {
		t.Fatal(err)
	}
}

// neutral replaces this machine's paths as the recorded texts have them.
func neutral(text, work, scripts string) string {
	home, _ := os.UserHomeDir()
	return strings.NewReplacer(work, "{CWD}", scripts, "{SCRIPTDIR}", strings.TrimRight(os.TempDir(), "/")+"/", "{TEMP}/", home, "{HOME}").Replace(text)
}

// TestMatrix evaluates every expression of the matrix and compares the canonical form of what it wrote.
func TestMatrix(t *testing.T) {
	folder := needOracle(t)
	families, _ := filepath.Glob(filepath.Join(folder, "matrix", "*.jsonl"))
	l := newLedger(t)
	for _, family := range families {
		name := strings.TrimSuffix(filepath.Base(family), ".jsonl")
		t.Run(name, func(t *testing.T) { runFamily(t, l, name, family) })
	}
	l.finish(t)
}

func runFamily(t *testing.T, l *ledger, name, path string) {
	work := t.TempDir()
	t.Chdir(work)
	t.Setenv("TMPDIR", t.TempDir()) // expressions use fixed names there, and other runs of the tests would meet them
	s := newSession(&recorder{}, work)
	for row := range rows(t, path) {
		var r struct {
			ID, Expr string
			Out      []string
		}
		if err := json.Unmarshal(row, &r); err != nil {
			t.Fatal(err)
		}
		difference := within(caseLimit, func(ctx context.Context) string {
			got := evaluate(ctx, s, r.Expr)
			if slices.Equal(got, r.Out) {
				return ""
			}
			return fmt.Sprintf("%s\n   want %q\n   got  %q", r.Expr, r.Out, got)
		})
		l.check(t, "matrix-"+name+":"+r.ID, difference)
	}
}

// rows yields the lines of a JSONL file.
func rows(t *testing.T, path string) func(yield func([]byte) bool) {
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return func(yield func([]byte) bool) {
		lines := bufio.NewScanner(bytes.NewReader(text))
		lines.Buffer(nil, len(text)+1)
		for lines.Scan() {
			if len(bytes.TrimSpace(lines.Bytes())) > 0 && !yield(lines.Bytes()) {
				return
			}
		}
	}
}

const evaluateScript = `param($text) $Error.Clear()
try { & ([scriptblock]::Create($text)) 2>&1 3>$null 4>$null 5>$null 6>$null } catch { $global:thrownHere = $_ }`

// evaluate is what run-matrix.ps1 does with one expression.
func evaluate(ctx context.Context, s *shell.Session, expression string) []string {
	out := []string{}
	rt := s.Runtime()
	_ = rt.SetVariable("global:thrownHere", nil)
	source := shell.Source{Text: evaluateScript, Args: []interp.Argument{{Value: expression}}, NewScope: true}
	err := s.Collect(ctx, source, func(v object.Value) error {
		out = append(out, canon(v, 0))
		return nil
	})
	var record *object.ErrorRecord
	if thrown, _ := rt.Variable("global:thrownHere"); thrown != nil {
		record, _ = object.Base(thrown).(*object.ErrorRecord)
	} else {
		errors.As(err, &record)
	}
	if record != nil {
		out = append(out, "throw:"+canonError(record))
	}
	return out
}
