//go:build unix

package program

import (
	"os"
	"time"

	"golang.org/x/sys/unix"
)

// readable waits until a terminal has a line to read, or the time is over. Where that cannot be found out it is true.
func readable(f *os.File, wait time.Duration) bool {
	list := []unix.PollFd{{Fd: int32(f.Fd()), Events: unix.POLLIN}}
	n, err := unix.Poll(list, int(wait.Milliseconds()))
	return n > 0 || err != nil && err != unix.EINTR
}
