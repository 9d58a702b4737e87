package filesystem_test

import (
	"context"
	"os"
	"strings"
	"testing"
	"time"
)

// names lists the folder, hidden files and what was left over included.
func (f *fixture) names() string {
	entries, err := os.ReadDir(f.folder)
	if err != nil {
		f.t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return strings.Join(names, " ")
}

// TestInterruptedFilesAreOldOrNew ends commands in the middle of what they write: the old file must be there, whole,
// and nothing beside it.
func TestInterruptedFilesAreOldOrNew(t *testing.T) {
	const endless = `& { while ($true) { [pscustomobject]@{a = 'x' * 1000} } } | `
	for _, write := range []string{
		endless + `Out-File f`,
		endless + `Export-Csv f`,
		endless + `Set-Content f`,
		endless + `Tee-Object f | Out-Null`,
		`& { while ($true) { 'x' * 1000 } } > f`,
	} {
		f := newFixture(t)
		f.write("f", "old")
		ctx, cancel := context.WithTimeout(context.Background(), 200*time.Millisecond)
		f.runIn(ctx, write)
		cancel()
		if got := f.read("f"); got != "old" {
			t.Errorf("%s: %d bytes, beginning %.10q", write, len(got), got)
		}
		if got := f.names(); got != "f" {
			t.Errorf("%s leaves %s", write, got)
		}
	}
}

// TestFailedExportsLeaveTheOldFile ends exports with an error.
func TestFailedExportsLeaveTheOldFile(t *testing.T) {
	for _, write := range []string{
		`& { [pscustomobject]@{a=1}; throw 'x' } | Export-Csv f`,
		`& { [pscustomobject]@{a=1}; throw 'x' } | Export-Clixml f`,
		`& { [pscustomobject]@{a=1}; throw 'x' } | Export-Excel f.xlsx`,
		`& { 'a'; throw 'x' } | Set-Content f`,
		`Compress-Archive missing f.zip`,
	} {
		f := newFixture(t)
		f.write("f", "old")
		f.run(write)
		if got := f.read("f"); got != "old" {
			t.Errorf("%s: %.20q", write, got)
		}
		if got := f.names(); got != "f" {
			t.Errorf("%s leaves %s", write, got)
		}
	}
}

// TestOutFileKeepsWhatCameBeforeAnError is PowerShell's way: the lines up to the error are in the file.
func TestOutFileKeepsWhatCameBeforeAnError(t *testing.T) {
	f := newFixture(t)
	f.write("f", "old")
	f.run(`1,2 | ForEach-Object { if ($_ -eq 2) { throw 'x' }; $_ } > f`)
	if got := f.read("f"); strings.TrimSpace(got) != "1" {
		t.Errorf("%q", got)
	}
	if got := f.names(); got != "f" {
		t.Errorf("left over: %s", got)
	}
}
