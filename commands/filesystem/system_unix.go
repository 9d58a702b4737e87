//go:build !windows

package filesystem

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
)

// systemDrives are the drives of the system: on Unix its one root.
func systemDrives() []*drive {
	return []*drive{{Name: "/", Root: "/", provider: files{}}}
}

// tempRoot is the root of Temp:.
func tempRoot() string { return strings.TrimSuffix(os.TempDir(), "/") + "/" }

// isHidden reports whether a file is hidden: on Unix by its name.
func isHidden(path string) bool { return strings.HasPrefix(filepath.Base(path), ".") }

// isSystemFile reports whether a file has the attribute System, which Unix lacks.
func isSystemFile(string) bool { return false }

// diskSpace is what is free and what there is on the disk of a folder, in bytes.
func diskSpace(folder string) (free, total uint64, ok bool) {
	var st syscall.Statfs_t
	if syscall.Statfs(folder, &st) != nil {
		return 0, 0, false
	}
	return st.Bavail * uint64(st.Bsize), st.Blocks * uint64(st.Bsize), true
}
