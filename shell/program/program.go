package program

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"

	"github.com/partnershell/partnershell/shell"
	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/interp"
	"github.com/partnershell/partnershell/shell/object"
)

// Exit codes that are not a script's own.
const (
	codeFailure = 1
	codeUsage   = 64 // a wrong command line, or a script file that is not there (pwsh's own)
)

// Equipment is what a session gets besides the language.
type Equipment struct {
	Services map[string]any
	Clock    func() object.DateTime
	// Account is who is signed in already, for the greeting; empty: nobody.
	Account string
	// Close ends what was started; may be nil.
	Close func()
}

// Parts are what the program is put together from.
type Parts struct {
	Version  string
	Commands []command.Set
	// Equip prepares services as the flags ask. It must be quick where nothing of it is used.
	Equip func(ctx context.Context, f Flags) (Equipment, error)
}

// Main runs the program and returns its exit code.
func Main(args []string, p Parts) int {
	spareCollections()
	f, err := ParseFlags(args)
	if err != nil {
		fmt.Fprintln(os.Stderr, "partnershell:", err)
		return codeUsage
	}
	switch f.Mode {
	case Version:
		fmt.Println("partnershell", p.Version)
		return 0
	case Help:
		fmt.Print(Usage())
		return 0
	}
	if f.Directory != "" {
		if err := os.Chdir(f.Directory); err != nil {
			fmt.Fprintln(os.Stderr, "partnershell: -WorkingDirectory:", err)
			return codeUsage
		}
	}
	setModulePath()
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	onTerminate(cancel)
	r := &run{flags: f, parts: p, console: NewConsole(os.Stdin, os.Stdout, os.Stderr, f.NonInteractive)}
	return r.main(ctx)
}

// onTerminate calls f when the process is asked to end. The signal is never given back: the process ends with the
// program, which would have to wait for the runtime to let go of it.
func onTerminate(f func()) {
	asked := make(chan os.Signal, 1)
	signal.Notify(asked, syscall.SIGTERM)
	go func() {
		<-asked
		f()
	}()
}

// setModulePath gives $env:PSModulePath the folders that PowerShell looks for modules in, where it is not set.
func setModulePath() {
	if os.Getenv("PSModulePath") != "" {
		return
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return
	}
	folders := []string{filepath.Join(home, ".local", "share", "powershell", "Modules"), "/usr/local/share/powershell/Modules"}
	if runtime.GOOS == "windows" {
		folders = []string{filepath.Join(home, "Documents", "PowerShell", "Modules"),
			filepath.Join(os.Getenv("ProgramFiles"), "PowerShell", "Modules")}
	}
	_ = os.Setenv("PSModulePath", strings.Join(folders, string(filepath.ListSeparator))) // only commands of such modules are missed
}

// run is one process's run.
type run struct {
	flags     Flags
	parts     Parts
	console   *Console
	equipment Equipment
	session   *shell.Session
}

func (r *run) main(ctx context.Context) int {
	if r.flags.Mode == File && r.flags.Path != "-" {
		if _, err := os.Stat(scriptPath(r.flags.Path)); err != nil {
			fmt.Fprintf(os.Stderr, "The argument '%s' is not recognized as the name of a script file. Check the spelling of the "+
				"name, or if a path was included, verify that the path is correct and try again.\n", r.flags.Path)
			return codeUsage
		}
	}
	var err error
	if r.equipment, err = r.parts.Equip(ctx, r.flags); err != nil {
		fmt.Fprintln(os.Stderr, "partnershell:", err)
		return codeUsage
	}
	if r.equipment.Close != nil {
		defer r.equipment.Close()
	}
	r.session = shell.New(shell.Options{
		Commands: r.parts.Commands, Host: r.console, Clock: r.equipment.Clock, Services: r.equipment.Services,
		NonInteractive: r.flags.NonInteractive,
	})
	return r.dispatch(ctx)
}

func (r *run) dispatch(ctx context.Context) int {
	if !r.flags.NoProfile {
		if out := r.profile(ctx); out.Exited {
			return out.Code
		}
	}
	var out shell.Outcome
	switch {
	case r.flags.Mode == File:
		out = r.file(ctx)
	case r.flags.Mode == Command && r.flags.Text != "-":
		out = r.interruptible(ctx, shell.Source{Text: r.flags.Text, Args: scriptArguments(r.flags.Args), Input: r.pipedInput()})
	case r.flags.Mode == Command || !r.console.Interactive():
		out = r.standardInput(ctx, false)
	default:
		return r.interactive(ctx)
	}
	if r.flags.NoExit && !out.Exited && r.console.Interactive() {
		return r.interactive(ctx)
	}
	return out.Code
}

// interruptible runs a source that Ctrl+C stops; a second Ctrl+C ends the process, whatever it waits for.
func (r *run) interruptible(ctx context.Context, s shell.Source) shell.Outcome {
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt)
	defer stop()
	context.AfterFunc(ctx, stop)
	defer r.console.During(ctx)()
	return r.session.Run(ctx, s)
}

// scriptPath accepts backslashes on every system.
func scriptPath(path string) string {
	if _, err := os.Stat(path); err != nil && os.PathSeparator == '/' {
		return strings.ReplaceAll(path, `\`, "/")
	}
	return path
}

func (r *run) file(ctx context.Context) shell.Outcome {
	if r.flags.Path == "-" {
		return r.standardInput(ctx, true)
	}
	path, err := filepath.Abs(scriptPath(r.flags.Path))
	if err == nil {
		var text []byte
		if text, err = os.ReadFile(path); err == nil {
			return r.interruptible(ctx, shell.Source{
				Text: string(text), Path: path, Name: r.flags.Path, Args: scriptArguments(r.flags.Args),
			})
		}
	}
	fmt.Fprintln(os.Stderr, "partnershell:", err)
	return shell.Outcome{Code: codeUsage, Exited: true}
}

// standardInput runs what comes in as one script.
func (r *run) standardInput(ctx context.Context, newScope bool) shell.Outcome {
	text, err := io.ReadAll(r.console.Reader())
	if err != nil {
		fmt.Fprintln(os.Stderr, "partnershell:", err)
		return shell.Outcome{Code: codeFailure}
	}
	return r.interruptible(ctx, shell.Source{Text: string(text), NewScope: newScope, Args: scriptArguments(r.flags.Args)})
}

// pipedInput offers the lines of standard input to -Command as $input, if it is no terminal.
func (r *run) pipedInput() func(func(object.Value) error) error {
	info, err := os.Stdin.Stat()
	if err != nil || info.Mode()&(os.ModeNamedPipe) == 0 && !info.Mode().IsRegular() {
		return nil
	}
	return func(yield func(object.Value) error) error {
		for {
			line, err := r.console.Reader().ReadString('\n')
			if line != "" {
				if e := yield(strings.TrimRight(line, "\r\n")); e != nil {
					return e
				}
			}
			if errors.Is(err, io.EOF) {
				return nil
			}
			if err != nil {
				return err
			}
		}
	}
}

// profile runs the user's profile script, if there is one.
func (r *run) profile(ctx context.Context) shell.Outcome {
	path := interp.ProfilePath()
	text, err := os.ReadFile(path)
	if err != nil {
		return shell.Outcome{}
	}
	return r.interruptible(ctx, shell.Source{Text: string(text), Path: path, Name: path})
}

// scriptArguments reads a script's arguments as pwsh -File does: -Name, -Name:value, the rest is text; $true and
// $false behind a colon are Booleans.
func scriptArguments(words []string) []interp.Argument {
	args := make([]interp.Argument, 0, len(words))
	for _, w := range words {
		if len(w) < 2 || w[0] != '-' || !isNameStart(w[1]) {
			args = append(args, interp.Argument{Value: w})
			continue
		}
		name, value, given := strings.Cut(w[1:], ":")
		a := interp.Argument{Name: name, Given: given}
		switch {
		case strings.EqualFold(value, "$true"):
			a.Value = true
		case strings.EqualFold(value, "$false"):
			a.Value = false
		case given:
			a.Value = value
		}
		args = append(args, a)
	}
	return args
}

func isNameStart(c byte) bool {
	return c == '_' || c == '?' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= 0x80
}
