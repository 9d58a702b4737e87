//go:build !windows

package dotnet

import (
	"os"
	"syscall"
)

// isRunning asks whether a process is there.
func isRunning(p *os.Process) bool {
	err := p.Signal(syscall.Signal(0))
	return err == nil || err == syscall.EPERM
}
