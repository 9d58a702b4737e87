package utility

import (
	"bufio"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"sort"
	"strings"

	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

// filePath is the system's form of a path as a script writes it: relative to the present folder, with ~ for the home
// folder and either kind of slash.
func filePath(inv *command.Invocation, path string) string {
	path = strings.TrimPrefix(path, "Microsoft.PowerShell.Core\\FileSystem::")
	path = strings.TrimPrefix(path, "FileSystem::")
	if runtime.GOOS != "windows" {
		path = strings.ReplaceAll(path, `\`, "/")
		if strings.HasPrefix(strings.ToLower(path), "temp:") {
			path = filepath.Join(os.TempDir(), path[len("temp:"):])
		}
	}
	if path == "~" || strings.HasPrefix(path, "~/") {
		if home, err := os.UserHomeDir(); err == nil {
			path = filepath.Join(home, path[1:])
		}
	}
	if !filepath.IsAbs(path) {
		path = filepath.Join(inv.Location(), path)
	}
	return filepath.Clean(path)
}

// existingFiles are the files that a path means; with wildcards, unless literal, all that match.
func existingFiles(inv *command.Invocation, path string, literal bool) ([]string, error) {
	if literal || !object.HasWildcard(path) {
		if !literal {
			path = object.UnescapeWildcard(path)
		}
		return []string{filePath(inv, path)}, nil
	}
	full := filePath(inv, path)
	matches, err := expandPath(filepath.VolumeName(full)+string(filepath.Separator),
		strings.Split(strings.TrimPrefix(filepath.ToSlash(full), filepath.ToSlash(filepath.VolumeName(full))+"/"), "/"))
	sort.Strings(matches)
	return matches, err
}

// eachFile calls read for every file that -Path, or -LiteralPath if it is given, names.
func eachFile(inv *command.Invocation, paths, literalPaths []string, read func(*command.Invocation, string) error) error {
	literal := len(literalPaths) > 0
	if literal {
		paths = literalPaths
	}
	for _, path := range paths {
		files, err := existingFiles(inv, path, literal)
		if err != nil {
			return err
		}
		for _, file := range files {
			if err := read(inv, file); err != nil {
				return err
			}
		}
	}
	return nil
}

func expandPath(folder string, steps []string) ([]string, error) {
	if len(steps) == 0 {
		return []string{folder}, nil
	}
	if !object.HasWildcard(steps[0]) {
		next := filepath.Join(folder, object.UnescapeWildcard(steps[0]))
		if _, err := os.Lstat(next); err != nil {
			return nil, nil
		}
		return expandPath(next, steps[1:])
	}
	pattern, err := object.CompileWildcard(steps[0], true)
	if err != nil {
		return nil, err
	}
	entries, _ := os.ReadDir(folder)
	var all []string
	for _, e := range entries {
		if !pattern.Match(e.Name()) {
			continue
		}
		found, err := expandPath(filepath.Join(folder, e.Name()), steps[1:])
		if err != nil {
			return nil, err
		}
		all = append(all, found...)
	}
	return all, nil
}

// openFailure is the error about a file that cannot be opened.
func openFailure(err error, path string) error {
	class, message := "System.IO.IOException", ""
	switch {
	case errors.Is(err, fs.ErrNotExist):
		class, message = "System.IO.FileNotFoundException", "Could not find file '"+path+"'."
		if _, folderErr := os.Stat(filepath.Dir(path)); folderErr != nil {
			class, message = "System.IO.DirectoryNotFoundException", "Could not find a part of the path '"+path+"'."
		}
	case errors.Is(err, fs.ErrPermission):
		class, message = "System.UnauthorizedAccessException", "Access to the path '"+path+"' is denied."
	default:
		message = err.Error()
	}
	if info, statErr := os.Stat(path); statErr == nil && info.IsDir() {
		class, message = "System.UnauthorizedAccessException", "Access to the path '"+path+"' is denied."
	}
	e := object.NewError(class, "FileOpenFailure", object.OpenError, "%s", message)
	e.Target = path
	return e
}

// outputFile is a file that is being written. A new one appears under its name only when Commit is called; until then
// it is a temporary file in the same folder.
type outputFile struct {
	*bufio.Writer
	file *os.File
	path string
	temp bool
}

// outputMode says how an output file is opened.
type outputMode struct {
	append, noClobber, force bool
}

func openOutput(path string, mode outputMode) (*outputFile, error) {
	info, err := os.Stat(path)
	exists := err == nil
	if exists && mode.noClobber && !mode.append {
		e := object.NewError("System.IO.IOException", "NoClobber", object.ResourceExists,
			"The file '%s' already exists.", path)
		e.Target = path
		return nil, e
	}
	if exists && !mode.force && info.Mode().IsRegular() && info.Mode().Perm()&0o200 == 0 {
		return nil, openFailure(fs.ErrPermission, path)
	}
	direct := mode.append || exists && !info.Mode().IsRegular()
	o := &outputFile{path: path, temp: !direct}
	switch {
	case exists && info.IsDir():
		return nil, openFailure(fs.ErrPermission, path)
	case direct && mode.append:
		o.file, err = os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_APPEND, 0o666)
	case direct:
		o.file, err = os.OpenFile(path, os.O_WRONLY, 0)
	default:
		o.file, err = createBeside(path, info)
	}
	if err != nil {
		return nil, openFailure(err, path)
	}
	o.Writer = bufio.NewWriterSize(o.file, 1<<16)
	return o, nil
}

// createBeside makes the temporary file that will become path, with the permissions of the file it replaces.
func createBeside(path string, replaced fs.FileInfo) (*os.File, error) {
	permissions := fs.FileMode(0o666)
	if replaced != nil {
		permissions = replaced.Mode().Perm() | 0o200
	}
	for range 100 {
		name := filepath.Join(filepath.Dir(path), "."+filepath.Base(path)+"."+randomName()+".tmp")
		f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, permissions)
		if !errors.Is(err, fs.ErrExist) {
			return f, err
		}
	}
	return nil, fs.ErrExist
}

func randomName() string {
	const letters = "0123456789abcdefghijklmnopqrstuv"
	n := secureSample()
	name := make([]byte, 6)
	for i := range name {
		name[i] = letters[n&31]
		n >>= 5
	}
	return string(name)
}

// Commit finishes the file: everything is on disk, and it has its name.
func (o *outputFile) Commit() error {
	if o.file == nil {
		return nil
	}
	err := o.Flush()
	if err == nil && o.temp {
		err = o.file.Sync()
	}
	if closeErr := o.file.Close(); err == nil {
		err = closeErr
	}
	name := o.file.Name()
	o.file = nil
	if !o.temp {
		return err
	}
	if err == nil {
		err = os.Rename(name, o.path)
	}
	if err != nil {
		_ = os.Remove(name)
	}
	return err
}

// Abort gives a file up that was not committed.
func (o *outputFile) Abort() {
	if o == nil || o.file == nil {
		return
	}
	_ = o.file.Close()
	if o.temp {
		_ = os.Remove(o.file.Name())
	}
	o.file = nil
}
