package shell_test

import (
	"bufio"
	"context"
	"os"
	"strings"
	"testing"
)

// TestLibrary evaluates what stands in testdata/library.txt, a line an expression and what it gives:
//
//	[math]::SinCos(0)  =>  System.ValueTuple[double,double]:(0, 1)
//
// Several results stand with ¦ between them, in the form that canon gives.
func TestLibrary(t *testing.T) {
	t.Setenv("TZ", "UTC")
	t.Setenv("LANG", "en_US.UTF-8")
	file, err := os.Open("testdata/library.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	work := t.TempDir()
	t.Chdir(work)
	session := newSession(&recorder{}, work)
	for lines := bufio.NewScanner(file); lines.Scan(); {
		expression, want, ok := strings.Cut(lines.Text(), "  =>  ")
		if !ok {
			continue // a heading
		}
		got := within(caseLimit, func(ctx context.Context) string {
			return strings.ReplaceAll(strings.Join(evaluate(ctx, session, expression), " ¦ "), "\n", `\n`)
		})
		if got != want {
			t.Errorf("%s\n   want %s\n   got  %s", expression, want, got)
		}
	}
}
