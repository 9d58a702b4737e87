package commands_test

import (
	"context"
	"errors"
	"io"
	"testing"
	"time"

	"github.com/partnershell/partnershell/commands/core"
	"github.com/partnershell/partnershell/commands/filesystem"
	"github.com/partnershell/partnershell/commands/utility"
	"github.com/partnershell/partnershell/shell"
	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

// silent is a host that shows nothing and has nobody to ask.
type silent struct{}

func (silent) Out() io.Writer                        { return io.Discard }
func (silent) Err() io.Writer                        { return io.Discard }
func (silent) Width() int                            { return 120 }
func (silent) Height() int                           { return 0 }
func (silent) Interactive() bool                     { return false }
func (silent) Colour() bool                          { return false }
func (silent) ReadLine(string, bool) (string, error) { return "", io.EOF }
func (silent) Clear()                                {}
func (silent) Progress(command.Progress)             {}

// TestShellExamples runs the examples of the commands that PowerShell has, each in a folder and a session of its own.
func TestShellExamples(t *testing.T) {
	families := []command.Set{core.Commands, utility.Commands, filesystem.Commands}
	for _, family := range families {
		runExamples(t, family, func(t *testing.T) func(string) error {
			s := shell.New(shell.Options{Commands: families, Host: silent{}, Location: t.TempDir(), NonInteractive: true})
			return func(code string) error { return tryCode(s, code) }
		})
	}
}

// runExamples runs a family's examples; start makes what runs the code of one.
func runExamples(t *testing.T, family command.Set, start func(t *testing.T) func(code string) error) {
	for name, declare := range family {
		c := declare()
		t.Run(name, func(t *testing.T) {
			if len(c.Examples) == 0 {
				t.Error("there is no example")
			}
			for i, example := range c.Examples {
				if example.SkipRun != "" {
					continue
				}
				try := start(t)
				if err := errors.Join(try(example.Setup), try(example.Code)); err != nil {
					t.Errorf("example %d: %s: %v", i+1, example.Code, err)
				}
			}
		})
	}
}

// tryCode runs a text and gives the first error that it wrote or that ended it.
func tryCode(s *shell.Session, code string) error {
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	var failed error
	err := s.Collect(ctx, shell.Source{Text: ". {\n" + code + "\n} 2>&1"}, func(v object.Value) error {
		if e, ok := object.Base(v).(*object.ErrorRecord); ok && failed == nil {
			failed = e
		}
		return nil
	})
	return errors.Join(err, failed)
}
