package shell_test

import (
	"bufio"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/partnershell/partnershell/shell"
	"github.com/partnershell/partnershell/shell/interp"
	"github.com/partnershell/partnershell/shell/object"
)

// raiseScript runs its argument and gives the first error: id, category, exception and message, of a syntax error only
// id and message.
const raiseScript = `$Error.Clear(); $raised = $null
try { . ([scriptblock]::Create($args[0])) *>$null } catch { $raised = $_ }
if ($parse = $raised.Exception.InnerException -as [System.Management.Automation.ParseException]) {
    return "$($parse.Errors[0].ErrorId) | $($parse.Errors[0].Message)"
}
if (!$raised) { $raised = $Error[-1] }
"$($raised.FullyQualifiedErrorId) | $($raised.CategoryInfo.Category) | $($raised.Exception.GetType().Name) | $raised"`

// TestErrors runs what stands in testdata/errors.txt, a line a script and the first error that it raises:
//
//	1/0  =>  RuntimeException | NotSpecified | RuntimeException | Attempted to divide by zero.
//
// \n is a line break, {HERE} the current folder.
func TestErrors(t *testing.T) {
	t.Setenv("TZ", "UTC")
	t.Setenv("LANG", "en_US.UTF-8")
	file, err := os.Open("testdata/errors.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	lineBreaks := strings.NewReplacer(`\n`, "\n", `\\`, `\`)
	for lines := bufio.NewScanner(file); lines.Scan(); {
		script, want, ok := strings.Cut(lines.Text(), "  =>  ")
		if !ok {
			continue // a heading
		}
		work := folderOfErrors(t)
		got := within(caseLimit, func(ctx context.Context) string { return raised(ctx, work, lineBreaks.Replace(script)) })
		got = strings.ReplaceAll(strings.ReplaceAll(got, work, "{HERE}"), "\n", `\n`)
		if got != want {
			t.Errorf("%s\n   want %s\n   got  %s", script, want, got)
		}
	}
}

// folderOfErrors makes the current folder of a line, with the files that the scripts trip over.
func folderOfErrors(t *testing.T) string {
	t.Helper()
	work := shortFolder(t)
	t.Chdir(work)
	if err := os.Mkdir("dir", 0o700); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{"f": "text\n", "f2": "text\n", "full/x": "", "has.csv": "a,b\n1,2\n", "empty.csv": "", "bad.psm1": "function {\n"} {
		if err := os.MkdirAll(filepath.Dir(name), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return work
}

func raised(ctx context.Context, work, script string) string {
	text := ""
	source := shell.Source{Text: raiseScript, Args: []interp.Argument{{Value: script}}, NewScope: true}
	err := newSession(&recorder{}, work).Collect(ctx, source, func(v object.Value) error {
		text += object.ToText(v)
		return nil
	})
	if err != nil {
		return err.Error()
	}
	return text
}
