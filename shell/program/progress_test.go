package program

import (
	"testing"

	"github.com/partnershell/partnershell/shell/command"
)

func TestProgressBar(t *testing.T) {
	line, cells := progressBar(command.Progress{Activity: "Reading\a", Status: "page 3", Percent: 50}, 40)
	if want := "\x1b[33;1mReading  [\x1b[7mpage 3        \x1b[27m               ]\x1b[0m"; line != want || cells != 40 {
		t.Errorf("%q in %d cells, want %q", line, cells, want)
	}
	if line, cells := progressBar(command.Progress{Activity: "A very long name of something", Percent: -1}, 20); cells != 20 ||
		line != "\x1b[33;1mA very  [\x1b[7m\x1b[27m          ]\x1b[0m" {
		t.Errorf("%q in %d cells", line, cells)
	}
}
