package program

import (
	"errors"
	"io"
	"regexp"
	"sync"
)

// transcript is a copy of what a Console shows, as Start-Transcript makes it.
type transcript struct {
	mu   sync.Mutex
	to   io.WriteCloser
	path string
	// heading is written before every line that the user types; may be nil.
	heading func() string
}

// escapes are the sequences that colour text, which have no place in a file.
var escapes = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\x1b\[[0-9;]*[A-Za-z]`) })

// write copies what was shown. An error ends the copy, not the command that is running.
func (t *transcript) write(p []byte) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.to == nil {
		return
	}
	if _, err := t.to.Write(escapes().ReplaceAll(p, nil)); err != nil {
		t.to.Close()
		t.to = nil
	}
}

// writeInput copies a line that the user typed, with its prompt.
func (t *transcript) writeInput(prompt, line string) {
	text := prompt + line + "\n"
	t.mu.Lock()
	heading := t.heading
	t.mu.Unlock()
	if heading != nil {
		text = heading() + text
	}
	t.write([]byte(text))
}

// StartTranscript copies everything that is shown from now on to w, which is closed at the end.
func (c *Console) StartTranscript(w io.WriteCloser, path string, heading func() string) error {
	t := &c.transcript
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.to != nil {
		return errors.New("Transcription has already been started. Use the Stop-Transcript command to stop it.")
	}
	t.to, t.path, t.heading = w, path, heading
	return nil
}

// StopTranscript ends the copy with a text and tells where it is; ok is false if none was being made.
func (c *Console) StopTranscript(end string) (path string, ok bool, err error) {
	t := &c.transcript
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.to == nil {
		return "", false, nil
	}
	_, err = io.WriteString(t.to, end)
	if closing := t.to.Close(); err == nil {
		err = closing
	}
	t.to, t.heading = nil, nil
	return t.path, true, err
}
