package repl

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
)

// maxHistory is how many commands the file keeps.
const maxHistory = 4096

// history is the list of commands that outlives a run: a text file with one command after the other, the lines of a
// command of several lines joined by a backtick at the end of each, as PSReadLine writes them.
type history struct {
	path     string
	commands []string
}

func openHistory(path string) *history {
	h := &history{path: path}
	text, err := os.ReadFile(path)
	if path == "" || err != nil {
		return h
	}
	var command strings.Builder
	for _, line := range strings.Split(strings.ReplaceAll(string(text), "\r\n", "\n"), "\n") {
		if rest, more := strings.CutSuffix(line, "`"); more {
			command.WriteString(rest + "\n")
			continue
		}
		if command.WriteString(line); command.Len() > 0 {
			h.commands = append(h.commands, command.String())
		}
		command.Reset()
	}
	return h
}

// lines are the single lines to recall: go-prompt edits one line at a time.
func (h *history) lines() []string {
	var lines []string
	for _, c := range h.commands {
		lines = append(lines, strings.Split(c, "\n")...)
	}
	return lines
}

// add appends a command to the file; a command that repeats the last one is left out. A file that cannot be written is
// no reason to stop the user.
func (h *history) add(command string) {
	if n := len(h.commands); n > 0 && h.commands[n-1] == command {
		return
	}
	h.commands = append(h.commands, command)
	if h.path == "" {
		return
	}
	if len(h.commands) > maxHistory+maxHistory/4 {
		h.commands = h.commands[len(h.commands)-maxHistory:]
		_ = h.rewrite()
		return
	}
	if err := os.MkdirAll(filepath.Dir(h.path), 0o700); err != nil {
		return
	}
	f, err := os.OpenFile(h.path, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return
	}
	defer f.Close()
	_, _ = f.WriteString(encode(command))
}

func encode(command string) string { return strings.ReplaceAll(command, "\n", "`\n") + "\n" }

// rewrite replaces the file by the commands that are kept, whole or not at all.
func (h *history) rewrite() error {
	f, err := os.CreateTemp(filepath.Dir(h.path), ".history-*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	for _, c := range h.commands {
		if _, err := f.WriteString(encode(c)); err != nil {
			f.Close()
			return err
		}
	}
	if err := f.Sync(); err != nil {
		f.Close()
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	return os.Rename(f.Name(), h.path)
}

// secretWords is what makes a line look as if it held a secret: PSReadLine's list, and the shapes of tokens.
var secretWords = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)password|passphrase|asplaintext|token|api-?key|secret|credential\s*=|authorization|bearer\s|\beyJ[A-Za-z0-9_-]{8,}`)
})

// holdsSecret reports whether a line must not be remembered.
func holdsSecret(line string) bool { return secretWords().MatchString(line) }
