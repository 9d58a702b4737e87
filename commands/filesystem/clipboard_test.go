package filesystem_test

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"
)

// TestClipboard stands in for xclip with a script that keeps the text in a file.
func TestClipboard(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("the clipboard of this system is a person's")
	}
	bin := t.TempDir()
	t.Setenv("WAYLAND_DISPLAY", "")
	t.Setenv("PATH", bin+":/usr/bin:/bin")
	f := newFixture(t)
	store := filepath.Join(bin, "store")
	script := "#!/bin/sh\ncase \"$3\" in -in) cat > " + store + " ;; *) cat " + store + " ;; esac\n"
	if err := os.WriteFile(filepath.Join(bin, "xclip"), []byte(script), 0o755); err != nil {
		t.Fatal(err)
	}
	tests := []struct{ script, want string }{
		{`Get-Clipboard`, ""},
		{`'a', 'ü' | Set-Clipboard; Get-Clipboard`, "a\nü"},
		{`Set-Clipboard b -Append -PassThru; (gcb -Raw).Length`, "b\n5"},
		{`Set-Clipboard c -WhatIf; (gcb).Count`, "3"},
		{`scb 'x,y;z'; gcb -Delimiter ',', ';'`, "x\ny\nz"},
		{`Set-Clipboard $null; Get-Clipboard`, ""},
	}
	for _, test := range tests {
		if got := f.run(test.script); got != test.want {
			t.Errorf("%s\n got %q\nwant %q", test.script, got, test.want)
		}
	}
}

func TestClipboardOutOfReach(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("there is always a program for it")
	}
	t.Setenv("PATH", t.TempDir())
	want := "! ClipboardUnavailable,Microsoft.PowerShell.Commands.GetClipboardCommand: " +
		"There is no program here that reaches the clipboard. Install one of: xclip, xsel."
	t.Setenv("WAYLAND_DISPLAY", "")
	if got := newFixture(t).run(`Get-Clipboard`); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
