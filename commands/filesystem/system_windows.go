package filesystem

import (
	"os"
	"strings"
	"syscall"
	"unsafe"
)

var (
	kernel              = syscall.NewLazyDLL("kernel32.dll")
	getLogicalDrives    = kernel.NewProc("GetLogicalDrives")
	getDiskFreeSpaceExW = kernel.NewProc("GetDiskFreeSpaceExW")
)

// systemDrives are the drives of the system, by letter.
func systemDrives() []*drive {
	var list []*drive
	present, _, _ := getLogicalDrives.Call()
	for i := range 26 {
		if present&(1<<i) != 0 {
			letter := string(rune('A' + i))
			list = append(list, &drive{Name: letter, Root: letter + `:\`, provider: files{}})
		}
	}
	return list
}

// tempRoot is the root of Temp:.
func tempRoot() string { return strings.TrimSuffix(os.TempDir(), `\`) + `\` }

func fileAttributes(path string) uint32 {
	name, err := syscall.UTF16PtrFromString(path)
	if err != nil {
		return 0
	}
	attributes, err := syscall.GetFileAttributes(name)
	if err != nil {
		return 0
	}
	return attributes
}

// isHidden reports whether a file has the attribute Hidden.
func isHidden(path string) bool { return fileAttributes(path)&syscall.FILE_ATTRIBUTE_HIDDEN != 0 }

// isSystemFile reports whether a file has the attribute System.
func isSystemFile(path string) bool { return fileAttributes(path)&syscall.FILE_ATTRIBUTE_SYSTEM != 0 }

// diskSpace is what is free and what there is on the disk of a folder, in bytes.
func diskSpace(folder string) (free, total uint64, ok bool) {
	name, err := syscall.UTF16PtrFromString(folder)
	if err != nil {
		return 0, 0, false
	}
	done, _, _ := getDiskFreeSpaceExW.Call(uintptr(unsafe.Pointer(name)), uintptr(unsafe.Pointer(&free)),
		uintptr(unsafe.Pointer(&total)), 0)
	return free, total, done != 0
}
