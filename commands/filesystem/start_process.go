package filesystem

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/dotnet"
	"github.com/partnershell/partnershell/shell/object"
)

func startProcessCommand() *command.Command {
	return &command.Command{
		Name: "Start-Process", Class: "Microsoft.PowerShell.Commands.StartProcessCommand", Module: managementModule,
		Synopsis: "Starts a program beside the shell.",
		Description: "The shell does not wait unless -Wait says so. The arguments are joined with spaces and parted again at spaces " +
			"outside of double quotes, as in PowerShell.",
		Examples: []command.Example{
			{Code: `Start-Process git 'log --oneline' -RedirectStandardOutput log.txt -Wait`, Remarks: "Keeps what a program prints.", SkipRun: "needs git"},
		},
		New:        func() command.Processor { return &startProcess{} },
		DefaultSet: "Default", ShouldProcess: true,
		OutputTypes: []string{"System.Diagnostics.Process"},
	}
}

// startProcess is Start-Process: starts a program beside the shell.
type startProcess struct {
	FilePath               string             `ps:"alias=PSPath,Path notempty pos=0 mandatory" help:"The program, or a file to open with its program."`
	ArgumentList           []string           `ps:"alias=Args pos=1" help:"The arguments."`
	Credential             object.Value       `ps:"type=System.Management.Automation.PSCredential alias=RunAs notempty set=Default" help:"Not supported."`
	WorkingDirectory       string             `ps:"notempty" help:"The folder that the program starts in."`
	LoadUserProfile        object.Switch      `ps:"alias=Lup set=Default" help:"Not supported."`
	NoNewWindow            object.Switch      `ps:"alias=nnw set=Default" help:"The program shares the window; it always does."`
	PassThru               object.Switch      `help:"Writes the process."`
	RedirectStandardError  string             `ps:"alias=RSE notempty set=Default" help:"A file for the program's errors."`
	RedirectStandardInput  string             `ps:"alias=RSI notempty set=Default" help:"A file that the program reads."`
	RedirectStandardOutput string             `ps:"alias=RSO notempty set=Default" help:"A file for the program's output."`
	Verb                   string             `ps:"notempty set=UseShellExecute" help:"Not supported."`
	WindowStyle            object.Value       `ps:"type=System.Diagnostics.ProcessWindowStyle notempty" help:"Not supported."`
	Wait                   object.Switch      `help:"Waits until the program has ended."`
	UseNewEnvironment      object.Switch      `ps:"set=Default" help:"Starts without the session's changes to the environment: with PATH and HOME only."`
	Environment            *object.Dictionary `help:"Further environment variables; $null takes one away."`

	files []*os.File
}

// Process implements command.Processor.
func (c *startProcess) Process(inv *command.Invocation) error {
	if err := c.refuse(); err != nil {
		return err
	}
	if c.RedirectStandardError != "" && c.RedirectStandardError == c.RedirectStandardOutput {
		return inv.WriteError(object.NewError("System.InvalidOperationException", "InvalidOperationException", object.InvalidOperation,
			"This command cannot be run because \"RedirectStandardOutput\" and \"RedirectStandardError\" are same. "+
				"Give different inputs and Run your command again."))
	}
	program, err := sessionOf(inv).program(c.FilePath)
	if err != nil {
		program = c.FilePath
	}
	if ok, err := inv.ShouldProcess(program+" "+strings.Join(c.ArgumentList, " "), "Start-Process"); !ok || err != nil {
		return err
	}
	p, err := c.start(inv)
	if err != nil {
		var record *object.ErrorRecord
		if errors.As(err, &record) {
			return record
		}
		return object.NewError("System.InvalidOperationException", "InvalidOperationException", object.InvalidOperation,
			"This command cannot be run due to the error: %s", startReason(err, c.FilePath))
	}
	if c.PassThru {
		if err := inv.Write(p); err != nil {
			return err
		}
	}
	if !c.Wait {
		return nil
	}
	select {
	case <-inv.Context().Done():
		return inv.Context().Err()
	case <-p.done:
		return nil
	}
}

// startReason says in .NET's words why a program did not start.
func startReason(err error, path string) string {
	if errors.Is(err, exec.ErrNotFound) || errors.Is(err, os.ErrNotExist) {
		return "An error occurred trying to start process '" + path + "'. No such file or directory"
	}
	return plainReason(err)
}

// refuse ends the command if it is asked for what it does not do.
func (c *startProcess) refuse() error {
	for name, given := range map[string]bool{"Credential": !object.IsNull(c.Credential), "Verb": c.Verb != "",
		"WindowStyle": !object.IsNull(c.WindowStyle), "LoadUserProfile": bool(c.LoadUserProfile)} {
		if given {
			return object.NewError("System.NotSupportedException", "NotSupportedException", object.NotImplemented,
				"The parameter '-%s' is not supported for the cmdlet 'Start-Process' on this edition of PowerShell.", name)
		}
	}
	return nil
}

func (c *startProcess) start(inv *command.Invocation) (*process, error) {
	s := sessionOf(inv)
	program, err := s.program(c.FilePath)
	if err != nil {
		return nil, err
	}
	cmd := exec.Command(program, dotnet.SplitArguments(strings.Join(c.ArgumentList, " "))...)
	cmd.Dir = s.rt.Location()
	if c.WorkingDirectory != "" {
		at, err := s.single(c.WorkingDirectory)
		if err != nil {
			return nil, err
		}
		cmd.Dir = at.path
	}
	cmd.Env = c.environment()
	defer c.closeFiles()
	if err := c.redirect(s, cmd, inv.Host() != nil && inv.Host().Interactive()); err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	p := &process{id: cmd.Process.Pid, name: programName(program), path: program, cmd: cmd, done: make(chan struct{})}
	if seen, err := findProcess(p.id); err == nil {
		seen.cmd, seen.done = p.cmd, p.done
		p = seen
	}
	go func() {
		_ = cmd.Wait() // how it ended stands in ProcessState
		close(p.done)
	}()
	return p, nil
}

// program finds a program by its path, as seen from where the session is, or on PATH.
func (s *session) program(name string) (string, error) {
	if !strings.ContainsAny(name, `/\`) {
		if path, err := exec.LookPath(name); err == nil {
			return path, nil
		}
	}
	p, err := s.single(name)
	if err != nil {
		return "", err
	}
	if !p.exists() {
		return "", exec.ErrNotFound
	}
	return filepath.Clean(p.path), nil
}

func (c *startProcess) environment() []string {
	env := os.Environ()
	if c.UseNewEnvironment {
		env = nil
		for _, name := range []string{"PATH", "HOME", "USER", "SystemRoot", "USERPROFILE"} {
			if v, ok := os.LookupEnv(name); ok {
				env = append(env, name+"="+v)
			}
		}
	}
	if c.Environment == nil {
		return env
	}
	for _, e := range c.Environment.Entries() {
		name := object.ToText(e.Key)
		if object.IsNull(e.Value) {
			env = withoutVariable(env, name)
			continue
		}
		env = append(env, name+"="+object.ToText(e.Value))
	}
	return env
}

func withoutVariable(env []string, name string) []string {
	kept := env[:0:0]
	for _, pair := range env {
		if !strings.HasPrefix(pair, name+"=") {
			kept = append(kept, pair)
		}
	}
	return kept
}

// redirect connects the program: to files where they are named, otherwise to the shell's output, and to the keyboard
// only where somebody sits at it and the shell waits.
func (c *startProcess) redirect(s *session, cmd *exec.Cmd, interactive bool) error {
	cmd.Stdout, cmd.Stderr = os.Stdout, os.Stderr
	if interactive && bool(c.Wait) {
		cmd.Stdin = os.Stdin
	}
	if f, err := c.open(s, c.RedirectStandardInput, os.O_RDONLY); err != nil {
		return err
	} else if f != nil {
		cmd.Stdin = f
	}
	if f, err := c.open(s, c.RedirectStandardOutput, os.O_WRONLY|os.O_CREATE|os.O_TRUNC); err != nil {
		return err
	} else if f != nil {
		cmd.Stdout = f
	}
	if f, err := c.open(s, c.RedirectStandardError, os.O_WRONLY|os.O_CREATE|os.O_TRUNC); err != nil {
		return err
	} else if f != nil {
		cmd.Stderr = f
	}
	return nil
}

// open opens a file for the program; nil without a name.
func (c *startProcess) open(s *session, path string, flags int) (*os.File, error) {
	if path == "" {
		return nil, nil
	}
	p, err := s.single(path)
	if err != nil {
		return nil, err
	}
	f, err := os.OpenFile(p.path, flags, 0o666)
	if err != nil {
		return nil, ioFailure(err, p.path, "UnauthorizedAccessError", "FileOpenFailure")
	}
	c.files = append(c.files, f)
	return f, nil
}

// closeFiles closes the shell's own handles: the program has its own.
func (c *startProcess) closeFiles() {
	for _, f := range c.files {
		_ = f.Close()
	}
	c.files = nil
}
