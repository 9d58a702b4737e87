//go:build unix

package program

import (
	"context"
	"os"

	"golang.org/x/sys/unix"
)

// waitForFile waits until a read would not block; false means that ctx ended first.
func waitForFile(ctx context.Context, f *os.File) bool {
	const turn = 20 // milliseconds
	for ctx.Err() == nil {
		ready, err := unix.Poll([]unix.PollFd{{Fd: int32(f.Fd()), Events: unix.POLLIN}}, turn)
		if ready > 0 || err != nil && err != unix.EINTR {
			return true
		}
	}
	return false
}
