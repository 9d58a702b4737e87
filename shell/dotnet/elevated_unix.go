//go:build !windows

package dotnet

import "os"

// isElevated reports whether the program may change the computer.
func isElevated() bool { return os.Geteuid() == 0 }
