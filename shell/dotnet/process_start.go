package dotnet

import (
	"bytes"
	"io"
	"os"
	"os/exec"
	"strings"
	"time"

	"github.com/partnershell/partnershell/shell/object"
)

// capture is what a process writes to a redirected stream. It is read as a whole, when the process has ended.
type capture struct {
	written bytes.Buffer
	reader  *textReader
}

func emptyStartInfo() *record {
	info, err := object.New(object.LibraryType("System.Diagnostics.ProcessStartInfo"), nil)
	if err != nil {
		return nil // the type is in the list
	}
	return info.(*record)
}

// startWith is Process.Start(ProcessStartInfo).
func startWith(info *record) (object.Value, error) {
	p := &process{info: info}
	_, err := p.startAgain()
	return p, err
}

// startAgain is Start of a process whose start information a script filled in.
func (p *process) startAgain() (object.Value, error) {
	if p.info == nil || p.info.text("FileName") == "" {
		return nil, invalidOperation("Cannot start process because a file name has not been provided.")
	}
	words := SplitArguments(p.info.text("Arguments"))
	if list, _ := object.Elements(p.info.values["ArgumentList"]); len(list) > 0 {
		words = args{p.info.values["ArgumentList"]}.texts(0)
	}
	p.command = exec.Command(p.info.text("FileName"), words...)
	p.command.Dir = p.info.text("WorkingDirectory")
	p.command.Env = p.info.environment()
	if err := p.redirect(); err != nil {
		return nil, err
	}
	return true, p.start()
}

func (r *record) text(name string) string { return object.ToText(r.values[name]) }

func (r *record) flag(name string) bool { return r.values[name] == true }

// environment is this process's with what the script added; nil for the same.
func (r *record) environment() []string {
	var added []string
	for _, name := range []string{"Environment", "EnvironmentVariables"} {
		if d, ok := r.values[name].(*object.Dictionary); ok {
			for _, e := range d.Entries() {
				added = append(added, object.ToText(e.Key)+"="+object.ToText(e.Value))
			}
		}
	}
	if added == nil {
		return nil
	}
	return append(os.Environ(), added...)
}

// redirect connects the streams: to this process's, or to what the script reads and writes.
func (p *process) redirect() error {
	p.command.Stdin, p.command.Stdout, p.command.Stderr = os.Stdin, os.Stdout, os.Stderr
	if p.info.flag("RedirectStandardOutput") {
		p.output = &capture{}
		p.command.Stdout = &p.output.written
	}
	if p.info.flag("RedirectStandardError") {
		p.errors = &capture{}
		p.command.Stderr = &p.errors.written
	}
	if !p.info.flag("RedirectStandardInput") {
		return nil
	}
	p.command.Stdin = nil
	pipe, err := p.command.StdinPipe()
	if err != nil {
		return invalidOperation("%s", err.Error())
	}
	p.input = newPipeWriter(pipe)
	return nil
}

func newPipeWriter(pipe io.WriteCloser) object.Value {
	return &textWriter{class: "StreamWriter", newLine: newLine, encoding: utf8Encoding("UTF8Encoding", false),
		out: &stream{class: "Stream", writer: pipe}}
}

// read is StandardOutput or StandardError.
func (p *process) read(c *capture, name string) (object.Value, error) {
	if c == nil {
		return nil, invalidOperation("%s has not been redirected.", name)
	}
	if c.reader == nil {
		p.end()
		c.reader = &textReader{class: "StreamReader", rest: c.written.String()}
	}
	return c.reader, nil
}

// end waits until the process has ended.
func (p *process) end() { <-p.ended }

// wait is WaitForExit() and WaitForExit(milliseconds or time), which says whether it ended in time.
func (p *process) wait(a args) object.Value {
	switch {
	case p.ended == nil:
		return object.Nothing
	case !a.has(0):
		p.end()
		return object.Nothing
	}
	limit := a.duration(0)
	if limit < 0 {
		p.end()
		return true
	}
	select {
	case <-p.ended:
		return true
	case <-time.After(limit):
		return false
	}
}

// hasExited reports whether a process that was started here has ended.
func (p *process) hasExited() bool {
	select {
	case <-p.ended:
		return true
	default:
		return false // also of one that was not started here, whose channel is nil
	}
}

// SplitArguments parts a command line at spaces outside of double quotes; a backslash before a quote makes it plain.
func SplitArguments(line string) []string {
	var args []string
	var word strings.Builder
	quoted, inWord := false, false
	for i := 0; i < len(line); i++ {
		switch ch := line[i]; {
		case ch == '\\' && i+1 < len(line) && line[i+1] == '"':
			word.WriteByte('"')
			inWord = true
			i++
		case ch == '"':
			quoted, inWord = !quoted, true
		case (ch == ' ' || ch == '\t') && !quoted:
			if inWord {
				args = append(args, word.String())
			}
			word.Reset()
			inWord = false
		default:
			word.WriteByte(ch)
			inWord = true
		}
	}
	if inWord {
		args = append(args, word.String())
	}
	return args
}
