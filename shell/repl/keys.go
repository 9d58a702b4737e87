package repl

import (
	"sync"

	prompt "github.com/c-bata/go-prompt"
)

const (
	ctrlC = 0x03
	ctrlD = 0x04
	lf    = '\n'
	cr    = '\r'
	esc   = 0x1b
)

// keys stands between the terminal and go-prompt. It cuts what arrives in one read (a paste, fast typing) into single
// keys, holds back what is typed while a command runs (go-prompt would drop it), and keeps a line with a secret out of
// go-prompt's recall: such a line is taken from the screen's text and the prompt is left as by Ctrl+C, which remembers
// nothing.
type keys struct {
	prompt.ConsoleParser
	secret func(string) bool

	mu      sync.Mutex
	queue   [][]byte
	text    string // the line as it stands
	follows bool   // the line belongs to a command that earlier ones began
	taken   *string
	atEnd   bool // Ctrl+D was the last key
	held    bool // the line was entered: further keys belong to the next one
}

// noKey is what go-prompt takes for nothing read.
var noKey = []byte{0}

// begin prepares for a new line; follows tells whether it belongs to a command that earlier ones began.
func (k *keys) begin(follows bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.text, k.follows, k.taken, k.atEnd, k.held = "", follows, nil, false, false
}

// see tells the line's text after each key.
func (k *keys) see(text string) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.text = text
}

// submitted is the secret line that was entered, if it was one.
func (k *keys) submitted() (string, bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.taken == nil {
		return "", false
	}
	return *k.taken, true
}

func (k *keys) ended() bool {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.atEnd
}

// Read implements prompt.ConsoleParser.
func (k *keys) Read() ([]byte, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.held {
		return noKey, nil
	}
	if len(k.queue) == 0 {
		k.mu.Unlock()
		chunk, err := k.ConsoleParser.Read()
		k.mu.Lock()
		if err != nil || len(chunk) == 0 {
			return chunk, err
		}
		k.queue = split(append([]byte(nil), chunk...))
	}
	return k.next(), nil
}

// next takes the first key off the queue.
func (k *keys) next() []byte {
	key := k.queue[0]
	k.queue = k.queue[1:]
	k.atEnd = len(key) == 1 && key[0] == ctrlD
	if k.follows && len(key) == 1 && key[0] == ctrlC { // gives up the whole command, as Ctrl+D on an empty line does
		k.queue = append([][]byte{{ctrlD}}, k.queue...)
	}
	entered := len(key) == 1 && (key[0] == cr || key[0] == lf)
	if entered && k.secret(k.text) {
		text := k.text
		k.taken = &text
		k.queue = append([][]byte{{ctrlD}}, k.queue...)
		return []byte{ctrlC}
	}
	k.held = entered || k.atEnd && k.taken != nil
	return key
}

// split cuts input into text runs, control characters and escape sequences.
func split(chunk []byte) [][]byte {
	var parts [][]byte
	for len(chunk) > 0 {
		n := keyLength(chunk)
		if !(n == 1 && chunk[0] == lf && len(parts) > 0 && parts[len(parts)-1][0] == cr) { // CR LF is one Enter
			parts = append(parts, chunk[:n])
		}
		chunk = chunk[n:]
	}
	return parts
}

func keyLength(chunk []byte) int {
	switch {
	case chunk[0] == esc:
		for n := len(chunk); n > 1; n-- {
			if prompt.GetKey(chunk[:n]) != prompt.NotDefined {
				return n
			}
		}
		return len(chunk)
	case isControl(chunk[0]):
		return 1
	}
	n := 0
	for n < len(chunk) && !isControl(chunk[n]) {
		n++
	}
	return n
}

func isControl(c byte) bool { return c < ' ' || c == 0x7f }

// wordKeys adds the word-wise movements of PSReadLine.
func wordKeys() []prompt.KeyBind {
	return []prompt.KeyBind{
		{Key: prompt.ControlLeft, Fn: prompt.GoLeftWord},
		{Key: prompt.ControlRight, Fn: prompt.GoRightWord},
	}
}
