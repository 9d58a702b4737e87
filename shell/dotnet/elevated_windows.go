package dotnet

import "golang.org/x/sys/windows"

// isElevated reports whether the program may change the computer.
func isElevated() bool { return windows.GetCurrentProcessToken().IsElevated() }
