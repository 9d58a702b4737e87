//go:build !windows

package outfile

import (
	"io/fs"
	"os"
	"syscall"
)

// keepOwner gives f the owner of the file that it will replace.
func keepOwner(f *os.File, replaced fs.FileInfo) error {
	st, ok := replaced.Sys().(*syscall.Stat_t)
	if !ok {
		return nil
	}
	info, err := f.Stat()
	if err != nil {
		return err
	}
	if own, ok := info.Sys().(*syscall.Stat_t); ok && own.Uid == st.Uid && own.Gid == st.Gid {
		return nil
	}
	return f.Chown(int(st.Uid), int(st.Gid))
}
