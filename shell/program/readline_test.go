package program

import (
	"context"
	"errors"
	"io"
	"testing"
)

func TestSecretLine(t *testing.T) {
	for _, test := range []struct {
		keys, text, screen string
		err                error
	}{
		{"abc\r", "abc", "***", nil},
		{"aé\x7fb\n", "ab", "**\b \b*", nil},
		{"\x7f\x08x\r", "x", "*", nil},
		{"abc\x15z\r", "z", "***\b \b\b \b\b \b*", nil},
		{"ab\x04\x1bc\r", "abc", "***", nil},
		{"ab\x03", "", "**", context.Canceled},
		{"\x04", "", "", io.EOF},
	} {
		var line secretLine
		var screen string
		var err error
		for i := range len(test.keys) {
			echo, done, failed := line.key(test.keys[i])
			if screen += echo; done != (i == len(test.keys)-1) {
				t.Errorf("%q: ended at key %d", test.keys, i)
			}
			err = failed
		}
		if string(line.text) != test.text || screen != test.screen || !errors.Is(err, test.err) {
			t.Errorf("%q: %q on the screen, %q, %v", test.keys, screen, line.text, err)
		}
	}
}
