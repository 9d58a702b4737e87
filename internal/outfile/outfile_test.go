package outfile

import (
	"os"
	"path/filepath"
	"testing"
)

func read(t *testing.T, path string) string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o640); err != nil {
		t.Fatal(err)
	}
}

func onlyFile(t *testing.T, folder, want string) {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil || len(entries) != 1 || entries[0].Name() != want {
		t.Errorf("folder holds %v, %v; want %s alone", entries, err, want)
	}
}

func TestOldFileStaysUntilCommit(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "a")
	write(t, path, "old")
	f, err := Create(path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.WriteString("new"); err != nil {
		t.Fatal(err)
	}
	if got := read(t, path); got != "old" {
		t.Errorf("before Commit: %q", got)
	}
	if err := f.Commit(); err != nil {
		t.Fatal(err)
	}
	if got := read(t, path); got != "new" {
		t.Errorf("after Commit: %q", got)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm()&0o777 != 0o640 && filepath.Separator == '/' {
		t.Errorf("permissions %v, %v", info.Mode(), err)
	}
	onlyFile(t, folder, "a")
}

func TestAbortLeavesOldFile(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "a")
	write(t, path, "old")
	f, err := Create(path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.WriteString("half"); err != nil {
		t.Fatal(err)
	}
	f.Abort()
	f.Abort()
	if got := read(t, path); got != "old" {
		t.Errorf("after Abort: %q", got)
	}
	onlyFile(t, folder, "a")
}

func TestFailedWriteLeavesOldFile(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "a")
	write(t, path, "old")
	f, err := Create(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := f.file.Close(); err != nil { // as if the disk were gone
		t.Fatal(err)
	}
	if _, err := f.WriteString("new"); err != nil {
		t.Fatal(err)
	}
	if err := f.Commit(); err == nil {
		t.Error("Commit succeeded")
	}
	if got := read(t, path); got != "old" {
		t.Errorf("after a failed Commit: %q", got)
	}
	onlyFile(t, folder, "a")
}

func TestLinkStays(t *testing.T) {
	folder := t.TempDir()
	path, link := filepath.Join(folder, "a"), filepath.Join(folder, "link")
	write(t, path, "old")
	if err := os.Symlink(path, link); err != nil {
		t.Skip(err)
	}
	f, err := Create(link)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.WriteString("new"); err != nil {
		t.Fatal(err)
	}
	if err := f.Commit(); err != nil {
		t.Fatal(err)
	}
	if target, err := os.Readlink(link); err != nil || target != path || read(t, path) != "new" {
		t.Errorf("link leads to %q, %v; file holds %q", target, err, read(t, path))
	}
}

func TestRefusals(t *testing.T) {
	folder := t.TempDir()
	readOnly := filepath.Join(folder, "a")
	write(t, readOnly, "old")
	if err := os.Chmod(readOnly, 0o444); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{folder, readOnly, filepath.Join(folder, "missing", "b")} {
		if f, err := Create(path); err == nil {
			f.Abort()
			t.Errorf("%s: no error", path)
		}
	}
	if read(t, readOnly) != "old" {
		t.Error("the read-only file changed")
	}
}

func TestAppend(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a")
	for _, text := range []string{"x", "y"} {
		f, err := Append(path)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.WriteString(text); err != nil {
			t.Fatal(err)
		}
		if err := f.Commit(); err != nil {
			t.Fatal(err)
		}
	}
	if got := read(t, path); got != "xy" {
		t.Errorf("got %q", got)
	}
}
