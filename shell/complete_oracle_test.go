package shell_test

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/partnershell/partnershell/shell"
	"github.com/partnershell/partnershell/shell/complete"
	"github.com/partnershell/partnershell/shell/object"
)

// completionRow is one recorded answer of TabExpansion2. Offsets count UTF-16 units; a match is text, list item, kind
// and tool tip.
type completionRow struct {
	ID, Setup, Input                            string
	Cursor, ReplacementIndex, ReplacementLength int
	Matches                                     [][4]string
}

// TestCompletion asks for the completion of every recorded input: the span must be the same, and every candidate for
// something that this shell has must be offered in the same order.
func TestCompletion(t *testing.T) {
	folder := needOracle(t)
	l := newLedger(t)
	t.Run("rows", func(t *testing.T) { runCompletionRows(t, l, folder) })
	l.finish(t)
}

func runCompletionRows(t *testing.T, l *ledger, folder string) {
	work := completionFolder(t)
	if err := os.CopyFS(filepath.Join(work, "data"), os.DirFS(filepath.Join(folder, "data"))); err != nil {
		t.Fatal(err)
	}
	t.Chdir(work)
	t.Setenv("PATH", "")
	t.Setenv("PSModulePath", work)
	sessions := map[string]*shell.Session{}
	for row := range rows(t, filepath.Join(folder, "completion.jsonl")) {
		var r completionRow
		if err := json.Unmarshal(row, &r); err != nil {
			t.Fatal(err)
		}
		if sessions[r.Setup] == nil {
			sessions[r.Setup] = setUp(t, folder, work, r.Setup)
		}
		s := sessions[r.Setup]
		l.check(t, "completion:"+r.ID, within(caseLimit, func(context.Context) string { return compareCompletion(s, &r) }))
	}
}

// completionFolder is a folder with the files that the recorded path rows had.
func completionFolder(t *testing.T) string {
	work := t.TempDir()
	for _, name := range []string{"alpha.txt", "Beta file.txt", "my[1].log", ".hidden", "dollar$sign.txt", "quote's.txt",
		"reports/q1.csv", "reports/q2.csv", "reports/notes/readme.md", "scripts/run me.ps1", "scripts/build.ps1"} {
		path := filepath.Join(work, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, nil, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return work
}

// setUp makes a session in which a setup file was run.
func setUp(t *testing.T, folder, work, setup string) *shell.Session {
	s := newSession(&recorder{}, work)
	if setup == "none" {
		return s
	}
	text, err := os.ReadFile(filepath.Join(folder, "completion-setups", setup+".ps1"))
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Collect(context.Background(), shell.Source{Text: string(text)}, func(object.Value) error { return nil }); err != nil {
		t.Fatalf("%s: %v", setup, err)
	}
	return s
}

func compareCompletion(s *shell.Session, r *completionRow) string {
	units := utf16.Encode([]rune(r.Input))
	got := s.Complete(r.Input, len(string(utf16.Decode(units[:r.Cursor]))))
	index, length := got.Index, got.Length
	if index >= 0 {
		index = len(utf16.Encode([]rune(r.Input[:got.Index])))
		length = len(utf16.Encode([]rune(r.Input[got.Index : got.Index+got.Length])))
	}
	if index != r.ReplacementIndex || length != r.ReplacementLength {
		return fmt.Sprintf("%q: replaces (%d, %d), want (%d, %d)", r.Input, index, length, r.ReplacementIndex, r.ReplacementLength)
	}
	at := 0
	for _, m := range r.Matches {
		if !has(s, r, m) {
			continue
		}
		for at < len(got.Candidates) && got.Candidates[at].Text != m[0] {
			at++
		}
		if at == len(got.Candidates) {
			return fmt.Sprintf("%q: %s is not offered there, only %s", r.Input, m[0], texts(got.Candidates))
		}
		if c := got.Candidates[at]; c.List != m[1] || string(c.Kind) != m[2] {
			return fmt.Sprintf("%q: %s is %s %s, want %s %s", r.Input, m[0], c.Kind, c.List, m[2], m[1])
		}
		at++
	}
	return ""
}

// has reports whether this shell has what a recorded candidate stands for.
func has(s *shell.Session, r *completionRow, match [4]string) bool {
	switch complete.Kind(match[2]) {
	case complete.Command:
		return s.Runtime().Command(match[1]) != nil
	case complete.Type:
		return object.LookupType(match[0]) != nil || strings.HasSuffix(match[1], ">") && object.LookupType(match[0]+"`1") != nil
	case complete.Namespace:
		for _, name := range object.LibraryTypeNames() {
			if strings.HasPrefix(name, match[0]+".") {
				return true
			}
		}
		return false
	case complete.Property, complete.Method:
		return hasMember(s, r, match[1])
	case complete.Variable:
		if name, ok := strings.CutPrefix(match[0], "$env:"); ok {
			_, set := os.LookupEnv(name)
			return set
		}
	}
	return true
}

// hasMember reports whether what stands before the dot has a member; where nothing stands there, it is taken for granted.
func hasMember(s *shell.Session, r *completionRow, name string) bool {
	target, static := strings.CutSuffix(r.Input[:max(r.ReplacementIndex, 0)], "::")
	if !static {
		var ok bool
		if target, ok = strings.CutSuffix(target, "."); !ok {
			return true
		}
	}
	found, known := false, false
	_ = s.Collect(context.Background(), shell.Source{Text: ",(" + target + ")"}, func(v object.Value) error {
		known = true
		t, isType := v.(*object.Type)
		switch {
		case static && isType:
			found = found || t.StaticMember(name) != nil || t.Enum() != nil
		default:
			_, isKey, _ := object.GetProperty(v, strings.Trim(name, "'"))
			found = found || isKey || object.FindMember(v, name) != nil
		}
		return nil
	})
	return found || !known
}

func texts(candidates []complete.Candidate) string {
	var b strings.Builder
	for i, c := range candidates {
		if i == 60 {
			b.WriteString(" …")
			break
		}
		b.WriteString(" " + c.Text)
	}
	return b.String()
}
