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

// StartTranscript copies everything that is shown from now on to w, which is closed at the end.
func (c *Console) StartTranscript(w io.WriteCloser, path string) error {
	t := &c.transcript
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.to != nil {
		return errors.New("Transcription has already been started. Use the Stop-Transcript command to stop it.")
	}
	t.to, t.path = w, path
	return nil
}

// StopTranscript ends the copy and tells where it is; ok is false if none was being made.
func (c *Console) StopTranscript() (path string, ok bool, err error) {
	t := &c.transcript
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.to == nil {
		return "", false, nil
	}
	err = t.to.Close()
	t.to = nil
	return t.path, true, err
}
