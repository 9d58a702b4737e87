package program

import (
	"os"
	"path/filepath"
	"runtime"
)

// historyPath is where the prompt keeps its commands.
func historyPath() string {
	if runtime.GOOS == "windows" {
		if folder := os.Getenv("LOCALAPPDATA"); folder != "" {
			return filepath.Join(folder, "partnershell", "history.txt")
		}
	}
	if folder := os.Getenv("XDG_STATE_HOME"); folder != "" {
		return filepath.Join(folder, "partnershell", "history.txt")
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return ""
	}
	return filepath.Join(home, ".local", "state", "partnershell", "history.txt")
}
