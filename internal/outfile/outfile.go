// Package outfile writes a file whole or not at all: the new content stands in a temporary file beside the old one
// until Commit renames it. It knows nothing of encodings or commands.
package outfile

import (
	"bufio"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
)

// File is a file that is being written.
type File struct {
	*bufio.Writer
	file *os.File
	path string
	temp bool // file becomes path when it is committed
	gone bool
}

const bufferSize = 64 << 10

// Create begins to replace the file at path, or to make it. What cannot be replaced - a device, a pipe, a file in a
// folder that takes no new ones - is written in place. A link stays: what it leads to is replaced.
func Create(path string) (*File, error) {
	if target, err := filepath.EvalSymlinks(path); err == nil {
		path = target
	}
	info, err := os.Stat(path)
	switch {
	case err == nil && info.IsDir():
		return nil, &fs.PathError{Op: "open", Path: path, Err: fs.ErrPermission}
	case err == nil && info.Mode().IsRegular() && info.Mode().Perm()&0o222 == 0:
		return nil, &fs.PathError{Op: "open", Path: path, Err: fs.ErrPermission}
	case err == nil && !info.Mode().IsRegular():
		return inPlace(path)
	case err != nil:
		info = nil
	}
	f, err := beside(path, info)
	if errors.Is(err, fs.ErrPermission) && info != nil {
		return inPlace(path)
	}
	if err != nil {
		return nil, err
	}
	return &File{Writer: bufio.NewWriterSize(f, bufferSize), file: f, path: path, temp: true}, nil
}

// Write replaces the file at path, or makes it, with this content.
func Write(path string, content []byte) error {
	f, err := Create(path)
	if err != nil {
		return err
	}
	defer f.Abort()
	if _, err := f.Write(content); err != nil {
		return err
	}
	return f.Commit()
}

// Append begins to write at the end of the file at path, which is made if need be. What is written stays, also
// without Commit.
func Append(path string) (*File, error) {
	if info, err := os.Stat(path); err == nil && (info.IsDir() || info.Mode().IsRegular() && info.Mode().Perm()&0o222 == 0) {
		return nil, &fs.PathError{Op: "open", Path: path, Err: fs.ErrPermission}
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_APPEND, 0o666)
	if err != nil {
		return nil, err
	}
	return &File{Writer: bufio.NewWriterSize(f, bufferSize), file: f, path: path}, nil
}

// MakeWritable takes the read-only attribute off, if the file is there; opening it will say what else is wrong.
func MakeWritable(path string) {
	if info, err := os.Stat(path); err == nil && info.Mode()&0o200 == 0 {
		_ = os.Chmod(path, info.Mode().Perm()|0o200)
	}
}

func inPlace(path string) (*File, error) {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_TRUNC, 0)
	if err != nil {
		return nil, err
	}
	return &File{Writer: bufio.NewWriterSize(f, bufferSize), file: f, path: path}, nil
}

// beside makes the temporary file for path, with the permissions and owner of the file that it will replace.
func beside(path string, replaced fs.FileInfo) (*os.File, error) {
	permissions := fs.FileMode(0o666)
	if replaced != nil {
		permissions = replaced.Mode().Perm()
	}
	folder, name := filepath.Split(path)
	for n := range 10000 {
		temporary := filepath.Join(folder, "."+name+"."+strconv.Itoa(os.Getpid())+"-"+strconv.Itoa(n)+".tmp")
		f, err := os.OpenFile(temporary, os.O_WRONLY|os.O_CREATE|os.O_EXCL, permissions)
		if errors.Is(err, fs.ErrExist) {
			continue
		}
		if err == nil && replaced != nil {
			err = keep(f, replaced, permissions)
		}
		return f, err
	}
	return nil, &fs.PathError{Op: "create", Path: path, Err: fs.ErrExist}
}

// keep gives the new file what the old one has; where it cannot, there is no new file.
func keep(f *os.File, replaced fs.FileInfo, permissions fs.FileMode) error {
	err := keepOwner(f, replaced)
	if err == nil {
		err = f.Chmod(permissions) // what the umask took away
	}
	if err != nil {
		_ = f.Close()
		_ = os.Remove(f.Name())
		return fs.ErrPermission
	}
	return nil
}

// Commit finishes the file: everything is on the disk, under its name. After an error the old file is as it was.
func (f *File) Commit() error {
	if f.gone {
		return nil
	}
	f.gone = true
	err := f.Flush()
	if err == nil && f.temp {
		err = f.file.Sync()
	}
	if closeErr := f.file.Close(); err == nil {
		err = closeErr
	}
	if !f.temp {
		return err
	}
	if err == nil {
		err = os.Rename(f.file.Name(), f.path)
	}
	if err != nil {
		_ = os.Remove(f.file.Name())
	}
	return err
}

// Abort gives the file up, unless it was committed.
func (f *File) Abort() {
	if f == nil || f.gone {
		return
	}
	f.gone = true
	if !f.temp {
		_ = f.Flush() // what was appended before the end stays
	}
	_ = f.file.Close()
	if f.temp {
		_ = os.Remove(f.file.Name())
	}
}
