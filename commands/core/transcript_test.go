package core_test

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"github.com/partnershell/partnershell/commands/core"
	"github.com/partnershell/partnershell/commands/utility"
	"github.com/partnershell/partnershell/shell"
	"github.com/partnershell/partnershell/shell/command"
)

// recorder is a screen that can be copied to a file.
type recorder struct {
	screen
	to   io.WriteCloser
	path string
}

func (r *recorder) Write(p []byte) (int, error) {
	if r.to != nil {
		_, _ = r.to.Write(p)
	}
	return r.screen.Write(p)
}

func (r *recorder) Out() io.Writer { return r }

func (r *recorder) StartTranscript(w io.WriteCloser, path string, _ func() string) error {
	if r.to != nil {
		return errors.New("already")
	}
	r.to, r.path = w, path
	return nil
}

func (r *recorder) StopTranscript(end string) (string, bool, error) {
	if r.to == nil {
		return "", false, nil
	}
	_, _ = io.WriteString(r.to, end)
	err := r.to.Close()
	r.to = nil
	return r.path, true, err
}

func TestTranscript(t *testing.T) {
	path := filepath.Join(t.TempDir(), "t.txt")
	host := &recorder{}
	s := shell.New(shell.Options{Host: host, Commands: []command.Set{core.Commands, utility.Commands}, Location: t.TempDir(), NonInteractive: true})
	for _, line := range []string{"Start-Transcript '" + path + "'", "'hello'", "Stop-Transcript", "Start-Transcript '" + path + "' -NoClobber", "Stop-Transcript"} {
		s.Run(t.Context(), shell.Source{Text: line})
	}
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	want := regexp.MustCompile(`^\*{22}
PowerShell transcript start
Start time: \d{14}
Username: .*\\.*
RunAs User: .*\\.*
Configuration Name: 
Machine: .+ \(.+\)
Host Application: .+
Process ID: \d+
PSVersion: 7\.6\.5
PSEdition: Core
(.+: .+\n)+PSCompatibleVersions: 1\.0, 2\.0, .*, 7\.0
(.+: .+\n)+\*{22}
Transcript started, output file is .*
hello
\*{22}
PowerShell transcript end
End time: \d{14}
\*{22}
$`)
	if !want.Match(text) {
		t.Errorf("the transcript is\n%s", text)
	}
	shown := host.text.String()
	for _, part := range []string{"Transcript stopped, output file is " + path, "File " + path + " already exists and NoClobber was specified.",
		"An error occurred stopping transcription: The host is not currently transcribing."} {
		if !regexp.MustCompile(regexp.QuoteMeta(part)).MatchString(shown) {
			t.Errorf("%q is missing in\n%s", part, shown)
		}
	}
}
