package filesystem

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"syscall"

	"github.com/partnershell/partnershell/internal/outfile"
)

// copyFile copies a file with its permissions and the time of its last change. A file that is there is replaced whole.
func copyFile(ctx context.Context, from, to string, force bool) error {
	source, err := os.Open(from)
	if err != nil {
		return err
	}
	defer source.Close()
	info, err := source.Stat()
	if err != nil {
		return err
	}
	if force {
		outfile.MakeWritable(to)
	}
	target, err := outfile.Create(to)
	if err != nil {
		return err
	}
	if _, err := io.Copy(target, stoppable{ctx, source}); err != nil {
		target.Abort()
		return err
	}
	if err := target.Commit(); err != nil {
		return err
	}
	if info.Mode().IsRegular() {
		if err := os.Chmod(to, info.Mode().Perm()); err != nil && !errors.Is(err, fs.ErrPermission) {
			return err
		}
		_ = os.Chtimes(to, info.ModTime(), info.ModTime()) // a file system without times is no failure
	}
	return nil
}

// moveFile renames a file or folder; to another disk it is copied and then removed.
func moveFile(ctx context.Context, from, to string) error {
	err := os.Rename(from, to)
	if !errors.Is(err, syscall.EXDEV) {
		return err
	}
	if (files{}).isContainer(from) {
		err = os.CopyFS(to, os.DirFS(from))
	} else {
		err = copyFile(ctx, from, to, false)
	}
	if err != nil {
		return err
	}
	return os.RemoveAll(from)
}
