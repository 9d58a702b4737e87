package utility

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"sort"
	"strings"

	"github.com/partnershell/partnershell/internal/outfile"
	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/interp"
	"github.com/partnershell/partnershell/shell/object"
)

// filePath is the system's form of a path as a script writes it.
func filePath(inv *command.Invocation, path string) (string, error) {
	return interp.RuntimeOf(inv).FilePath(path)
}

// existingFiles are the files that a path means; with wildcards, unless literal, all that match.
func existingFiles(inv *command.Invocation, path string, literal bool) ([]string, error) {
	if literal || !object.HasWildcard(path) {
		if !literal {
			path = object.UnescapeWildcard(path)
		}
		full, err := filePath(inv, path)
		return []string{full}, err
	}
	full, err := filePath(inv, path)
	if err != nil {
		return nil, err
	}
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

// outputMode says how an output file is opened.
type outputMode struct {
	append, noClobber, force bool
}

// openOutput begins to write a file.
func openOutput(path string, mode outputMode) (*outfile.File, error) {
	if _, err := os.Stat(path); err == nil && mode.noClobber && !mode.append {
		e := object.NewError("System.IO.IOException", "NoClobber", object.ResourceExists, "The file '%s' already exists.", path)
		e.Target = path
		return nil, e
	}
	if mode.force {
		outfile.MakeWritable(path)
	}
	open := outfile.Create
	if mode.append {
		open = outfile.Append
	}
	f, err := open(path)
	if err != nil {
		return nil, openFailure(err, path)
	}
	return f, nil
}
