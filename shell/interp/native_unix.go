//go:build unix

package interp

import (
	"os"
	"os/exec"
	"syscall"
)

// killWithChildren has a program that is stopped take its children along: it gets a process group of its own. At a
// terminal it stays in the shell's, since only that group may read from the terminal; there Ctrl+C reaches all of it.
func killWithChildren(cmd *exec.Cmd) {
	if terminal, err := os.Open("/dev/tty"); err == nil {
		terminal.Close()
		return
	}
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
}
