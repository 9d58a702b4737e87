package core

import (
	"fmt"
	"io"
	"os"
	"os/user"
	"path/filepath"
	"strings"

	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/interp"
	"github.com/partnershell/partnershell/shell/object"
)

func startTranscriptCommand() *command.Command {
	return &command.Command{
		Name: "Start-Transcript", Class: "Microsoft.PowerShell.Commands.StartTranscriptCommand", Module: "Microsoft.PowerShell.Host",
		Synopsis:    "Records what the session shows in a file.",
		Description: "Writes a header and then everything that appears on the screen, until Stop-Transcript.",
		Examples: []command.Example{
			{Code: `Start-Transcript t.txt; Stop-Transcript`, SkipRun: "needs a console that keeps a transcript", Remarks: "Started and stopped."},
		},
		New:           func() command.Processor { return &startTranscript{} },
		DefaultSet:    "ByPath",
		ShouldProcess: true,
		OutputTypes:   []string{"System.String"},
	}
}

// startTranscript is Start-Transcript: records what the session shows in a file.
type startTranscript struct {
	Path                    string        `ps:"notempty set=ByPath pos=0" help:"The file, wildcards allowed."`
	LiteralPath             string        `ps:"alias=PSPath,LP notempty set=ByLiteralPath pos=0" help:"The file, taken exactly as written."`
	OutputDirectory         string        `ps:"notempty set=ByOutputDirectory pos=0" help:"The folder for a file with a name of its own."`
	Append                  object.Switch `help:"Adds to what is there instead of replacing it."`
	Force                   object.Switch `help:"Does it even where something would be overwritten or is read-only."`
	NoClobber               object.Switch `ps:"alias=NoOverwrite" help:"Fails instead of replacing an existing file."`
	IncludeInvocationHeader object.Switch `help:"The time before every command."`
	UseMinimalHeader        object.Switch `help:"A short header."`
}

// transcriber is implemented by hosts that can copy what they show to a file.
type transcriber interface {
	// StartTranscript copies everything that is shown from now on; it fails if a copy is being made already. heading,
	// if it is not nil, is written before every line that the user types.
	StartTranscript(w io.WriteCloser, path string, heading func() string) error
	// StopTranscript ends the copy with a text and tells where it is; ok is false if none was being made.
	StopTranscript(end string) (path string, ok bool, err error)
}

func hostTranscriber(inv *command.Invocation) (transcriber, error) {
	t, ok := inv.Host().(transcriber)
	if !ok {
		return nil, object.NewError("System.Management.Automation.PSNotSupportedException", "NotSupported", object.NotImplemented,
			"This host does not support transcription.")
	}
	return t, nil
}

const transcriptLine = "**********************"

// Process implements command.Processor.
func (c *startTranscript) Process(inv *command.Invocation) error {
	path, err := interp.RuntimeOf(inv).FilePath(c.path(inv))
	if err != nil {
		return err
	}
	if ok, err := inv.ShouldProcess(path, "Start-Transcript"); !ok || err != nil {
		return err
	}
	t, err := hostTranscriber(inv)
	if err != nil {
		return err
	}
	flags := os.O_WRONLY | os.O_CREATE | os.O_TRUNC
	switch {
	case bool(c.Append):
		flags = os.O_WRONLY | os.O_CREATE | os.O_APPEND
	case bool(c.NoClobber):
		flags |= os.O_EXCL
	}
	f, err := os.OpenFile(path, flags, 0o600)
	if os.IsExist(err) {
		e := object.NewError("System.UnauthorizedAccessException", "NoClobber", object.ResourceExists,
			"File %s already exists and NoClobber was specified.", path)
		e.Target = path
		return e
	}
	if err != nil {
		return cannotStart(err)
	}
	var heading func() string
	if c.IncludeInvocationHeader {
		heading = func() string {
			return fmt.Sprintf("\n%s\nCommand start time: %s\n%[1]s\n", transcriptLine, transcriptTime(inv))
		}
	}
	if err := t.StartTranscript(f, path, heading); err != nil {
		f.Close()
		return cannotStart(err)
	}
	text := transcriptLine + "\nPowerShell transcript start\nStart time: " + transcriptTime(inv) + "\n"
	if !c.UseMinimalHeader {
		text += describeSession(inv)
	}
	if _, err := io.WriteString(f, text+transcriptLine+"\n"); err != nil {
		return cannotStart(err)
	}
	return inv.Write("Transcript started, output file is " + path)
}

func cannotStart(cause error) error {
	e := object.NewError("System.Management.Automation.PSInvalidOperationException", "CannotStartTranscription",
		object.InvalidOperation, "Transcription cannot be started due to the error: %v", cause)
	e.Exception.Inner = object.NewException("System.IO.IOException", "%v", cause)
	return e
}

// transcriptTime is the time as transcripts write it.
func transcriptTime(inv *command.Invocation) string {
	now, _ := object.FormatValue(inv.Clock(), "yyyyMMddHHmmss", object.InvariantCulture)
	return now
}

// describeSession says in a transcript who works where, and with which version.
func describeSession(inv *command.Invocation) string {
	host, _ := os.Hostname()
	name := host + `\`
	if u, err := user.Current(); err == nil {
		name += u.Username
	}
	system := ""
	var versions strings.Builder
	table, _ := inv.Variable("PSVersionTable")
	if d, ok := object.Base(table).(*object.Dictionary); ok {
		for _, e := range d.Entries() {
			value := object.ToText(e.Value)
			if items, many := object.Elements(e.Value); many {
				texts := make([]string, len(items))
				for i, item := range items {
					texts[i] = object.ToText(item)
				}
				value = strings.Join(texts, ", ")
			}
			if object.ToText(e.Key) == "OS" {
				system = value
			}
			fmt.Fprintf(&versions, "%s: %s\n", object.ToText(e.Key), value)
		}
	}
	return fmt.Sprintf("Username: %s\nRunAs User: %[1]s\nConfiguration Name: \nMachine: %s (%s)\nHost Application: %s\nProcess ID: %d\n",
		name, host, system, filepath.Base(os.Args[0]), os.Getpid()) + versions.String()
}

// path is the file: the one named, or one with a name of its own in a folder.
func (c *startTranscript) path(inv *command.Invocation) string {
	name := c.Path
	if c.LiteralPath != "" {
		name = c.LiteralPath
	}
	if name == "" {
		folder := c.OutputDirectory
		if folder == "" {
			folder, _ = os.UserHomeDir()
		}
		host, _ := os.Hostname()
		name = filepath.Join(folder, "PowerShell_transcript."+host+"."+randomID()[:8]+"."+transcriptTime(inv)+".txt")
	}
	return name
}
