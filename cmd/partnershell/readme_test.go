//go:build unix

package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestReadmeSession: the session in the README is what the program shows, command by command.
func TestReadmeSession(t *testing.T) {
	text, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, session, _ := strings.Cut(string(text), "## A session\n")
	session, _, _ = strings.Cut(session, "\n## ")
	var lines []string
	for _, line := range strings.Split(strings.TrimSpace(session), "\n") {
		lines = append(lines, strings.TrimPrefix(line, "    "))
	}
	const tag = "PS /home/admin> "
	start := strings.Fields(strings.TrimPrefix(lines[0], "$ partnershell "))
	commands := strings.Split(strings.Join(lines, "\n"), "\n"+tag)[1:]
	if len(commands) < 4 {
		t.Fatalf("%d commands", len(commands))
	}
	for _, entry := range commands {
		rows := strings.Split(entry, "\n")
		command, shown := rows[0], 1
		for ; shown < len(rows) && strings.HasPrefix(rows[shown], ">> "); shown++ {
			command += "\n" + strings.TrimPrefix(rows[shown], ">> ")
		}
		got := output(t, append(start, "-NoProfile", "-Command", command)...)
		if want := strings.Join(rows[shown:], "\n"); strings.TrimSpace(got) != strings.TrimSpace(want) {
			t.Errorf("%s\nshows\n%s\nand not\n%s", command, got, want)
		}
	}
}

// output runs the program (this test binary, called by the program's name) and hands back what it writes, 100 cells wide.
func output(t *testing.T, args ...string) string {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	program := filepath.Join(t.TempDir(), "partnershell")
	if err := os.Symlink(self, program); err != nil {
		t.Fatal(err)
	}
	run := exec.Command(program, args...)
	run.Env = append(os.Environ(), "COLUMNS=100", "NO_COLOR=1", "TZ=UTC")
	text, err := run.Output()
	if err != nil {
		t.Fatalf("%v: %v", args, err)
	}
	return string(text)
}
