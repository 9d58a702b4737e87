package shell

import (
	"context"
	"errors"
	"io"
	"maps"
	"os"
	"slices"

	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/complete"
	_ "github.com/partnershell/partnershell/shell/dotnet" // the members of library types
	"github.com/partnershell/partnershell/shell/interp"
	"github.com/partnershell/partnershell/shell/object"
	"github.com/partnershell/partnershell/shell/render"
	"github.com/partnershell/partnershell/shell/syntax"
)

// Options equip a session.
type Options struct {
	Commands []command.Set
	Host     command.Host
	// Location is the folder to start in; empty means the process's.
	Location string
	// Clock is nil for the system's.
	Clock func() object.DateTime
	// Services are what commands may ask for by name (see command.Engine.Service).
	Services map[string]any
	// NonInteractive makes prompts fail.
	NonInteractive bool
	// NoFiles keeps scripts from starting native programs and touching files.
	NoFiles bool
}

// Session is one shell. It is used by one goroutine at a time.
type Session struct {
	runtime *interp.Runtime
	host    command.Host
	history *command.History
}

// New makes a session.
func New(o Options) *Session {
	s := &Session{host: o.Host, history: &command.History{}}
	services := map[string]any{command.HistoryService: s.history}
	maps.Copy(services, o.Services)
	s.runtime = interp.New(interp.Options{
		Registry: command.NewRegistry(append(slices.Clip(o.Commands), complete.Commands)...), Host: o.Host, Location: o.Location, Clock: o.Clock,
		Services: services, NonInteractive: o.NonInteractive, NoFiles: o.NoFiles,
	})
	return s
}

// Runtime is the engine, for completion and tests.
func (s *Session) Runtime() *interp.Runtime { return s.runtime }

// History is what was entered in the session.
func (s *Session) History() *command.History { return s.history }

// Source is a text to run.
type Source struct {
	Text string
	// Path is the file it stands in; empty for a command line.
	Path string
	// Name is how the file was called.
	Name string
	// Args are bound to its parameters, or are its $args.
	Args []interp.Argument
	// NewScope runs it in a scope of its own, as a script file.
	NewScope bool
	// Input is what is piped into it; nil: nothing.
	Input func(yield func(object.Value) error) error
	// Aside leaves $? as it is.
	Aside bool
}

// Outcome says how a run ended.
type Outcome struct {
	// Code is the exit code that a process would have.
	Code int
	// Exited is set if an exit statement ended the run.
	Exited bool
}

// Run runs a text and shows on the host what it writes, as Out-Default does.
func (s *Session) Run(ctx context.Context, source Source) Outcome {
	f := s.formatter()
	err := s.run(ctx, source, s.display(f))
	flushErr := f.Flush()
	if err == nil {
		err = flushErr
	}
	if ctx.Err() != nil && !errors.As(err, new(*interp.ExitError)) {
		return Outcome{Code: codeInterrupted}
	}
	return s.conclude(f, err, source.Path != "")
}

// Collect runs a text and hands what it writes to sink instead of showing it; what Write-Host writes is shown. Errors
// are not shown either; the one that ended the run is returned.
func (s *Session) Collect(ctx context.Context, source Source, sink func(object.Value) error) error {
	return s.run(ctx, source, interp.Streams{Output: sink, Information: s.display(s.formatter()).Information})
}

func (s *Session) run(ctx context.Context, source Source, streams interp.Streams) error {
	tree, errs := s.runtime.Parse(source.Path, source.Text)
	if len(errs) > 0 {
		return interp.ParseError(tree.Source, errs)
	}
	return s.runtime.Run(ctx, tree, interp.RunOptions{
		Streams: streams, Args: source.Args, Input: source.Input, NewScope: source.NewScope, Path: source.Path, Name: source.Name,
		Aside: source.Aside,
	})
}

// Incomplete reports whether more lines must follow before a text can run.
func (s *Session) Incomplete(text string) bool {
	_, errs := syntax.Parse("", text)
	return syntax.Incomplete(errs)
}

// formatter lays out for the host, as settings stand now.
func (s *Session) formatter() *render.Formatter {
	return render.NewWriterFormatter(s.host.Out(), s.host.Err(), s.renderOptions())
}

func (s *Session) renderOptions() render.Options {
	o := render.Options{
		Window: s.host.Width(), Width: s.host.Width() - 1, Height: s.host.Height(), Terminal: s.host.Height() > 0, Colour: s.host.Colour(),
		Location:      s.runtime.Location,
		CommandExists: func(name string) bool { return s.runtime.Command(name) != nil },
		ErrorView:     render.ErrorViewOf(s.runtime.Variable),
	}
	if v, ok := s.runtime.Variable("FormatEnumerationLimit"); ok {
		if limit, err := object.ToInt(v); err == nil {
			o.EnumerationLimit = &limit
		}
	}
	return o
}

// display shows every stream on the host. Warnings and the like appear at once, not in turn with what a table is still
// collecting, as PowerShell has it.
func (s *Session) display(f *render.Formatter) interp.Streams {
	o := s.renderOptions()
	message := func(text func(string, render.Options) string) func(*interp.InformationalRecord) error {
		return func(r *interp.InformationalRecord) error {
			_, err := io.WriteString(s.host.Out(), text(r.Message, o)+"\n")
			return err
		}
	}
	return interp.Streams{
		Output: f.Write, Error: f.WriteError,
		Warning: message(render.WarningText), Verbose: message(render.VerboseText), Debug: message(render.DebugText),
		Information: func(r *interp.InformationRecord) error {
			m, ok := r.Data.(*command.HostMessage)
			if !ok {
				m = &command.HostMessage{Message: object.DisplayText(r.Data), Foreground: -1, Background: -1}
			}
			_, err := io.WriteString(s.host.Out(), render.HostText(m, o))
			return err
		},
		Progress: func(p command.Progress) error {
			s.host.Progress(p)
			return nil
		},
	}
}

// conclude shows the error that ended a run and works out the exit code.
func (s *Session) conclude(f *render.Formatter, err error, isFile bool) Outcome {
	var exit *interp.ExitError
	var record *object.ErrorRecord
	switch {
	case errors.As(err, &exit):
		return Outcome{Code: exit.Code, Exited: true}
	case errors.Is(err, interp.ErrStopped): // by the host, which ended the run itself
		return Outcome{Code: codeInterrupted}
	case errors.As(err, &record):
		_ = f.WriteError(record)
		_ = f.Flush()
		return Outcome{Code: 1}
	case err != nil: // the screen is gone
		return Outcome{Code: 1, Exited: errors.Is(err, os.ErrClosed)}
	case !isFile && !s.runtime.Success():
		return Outcome{Code: 1}
	}
	return Outcome{}
}

// codeInterrupted is the exit code after Ctrl+C, as shells have it: 128 and the number of the signal.
const codeInterrupted = 130

// Complete offers what can stand at a cursor (in bytes) of a text.
func (s *Session) Complete(text string, cursor int) complete.Result {
	return complete.Complete(s.runtime, text, cursor)
}
