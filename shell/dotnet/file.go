package dotnet

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/partnershell/partnershell/internal/outfile"
	"github.com/partnershell/partnershell/shell/object"
)

// ioError is the .NET exception of a failed file operation.
func ioError(err error, path string) error {
	if err == nil {
		return nil
	}
	full, absErr := filepath.Abs(path)
	if absErr != nil {
		full = path
	}
	exception := func(class, format string, a ...any) error { return object.NewException(class, format, a...) }
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if _, dirErr := os.Stat(filepath.Dir(full)); dirErr != nil {
			return exception("System.IO.DirectoryNotFoundException", "Could not find a part of the path '%s'.", full)
		}
		e := object.NewException("System.IO.FileNotFoundException", "Could not find file '%s'.", full)
		e.Data = map[string]object.Value{"FileName": full}
		return e
	case errors.Is(err, fs.ErrPermission):
		return exception("System.UnauthorizedAccessException", "Access to the path '%s' is denied.", full)
	case errors.Is(err, fs.ErrExist):
		return exception("System.IO.IOException", "The file '%s' already exists.", full)
	}
	if info, statErr := os.Stat(full); statErr == nil && info.IsDir() {
		return exception("System.UnauthorizedAccessException", "Access to the path '%s' is denied.", full)
	}
	var pathError *fs.PathError
	if errors.As(err, &pathError) {
		return exception("System.IO.IOException", "%s : '%s'", pathError.Err.Error(), full)
	}
	return exception("System.IO.IOException", "%s", err.Error())
}

// pathArgument is a path argument that must not be empty.
func pathArgument(a args, i int) (string, error) {
	if a.at(i) == nil {
		return "", argumentNull("path")
	}
	p := a.text(i)
	if p == "" {
		return "", argumentError("path", "The value cannot be an empty string.")
	}
	return filepath.FromSlash(p), nil
}

// onPath makes a static method of a function of its first, path argument.
func onPath(f func(p string, a args) (object.Value, error)) method {
	return try(func(a args) (object.Value, error) {
		p, err := pathArgument(a, 0)
		if err != nil {
			return nil, err
		}
		return f(p, a)
	})
}

// encodingIn finds an encoding argument; UTF-8 without a mark otherwise.
func encodingIn(a args) *Encoding {
	for i := range a {
		if e, ok := a.at(i).(*Encoding); ok {
			return e
		}
	}
	return utf8Encoding("UTF8Encoding", false)
}

// decodeFile reads text, going by a byte order mark where there is one.
func decodeFile(b []byte, e *Encoding) string {
	for _, name := range []string{"utf-32", "utf-8", "utf-16", "utf-16be"} {
		if marked := encodingNamed(name); bytes.HasPrefix(b, marked.bom) {
			return marked.decode(b[len(marked.bom):])
		}
	}
	return e.decode(b)
}

// readFile reads a file that fits into memory; some, such as /dev/zero, have no end.
func readFile(p string) ([]byte, error) {
	f, err := os.Open(p)
	if err != nil {
		return nil, ioError(err, p)
	}
	defer f.Close()
	var b bytes.Buffer
	if info, err := f.Stat(); err == nil {
		b.Grow(int(min(info.Size(), object.MaxText)) + bytes.MinRead)
	}
	if _, err := b.ReadFrom(io.LimitReader(f, object.MaxText+1)); err != nil {
		return nil, ioError(err, p)
	}
	return b.Bytes(), object.CheckText(b.Len())
}

func readText(p string, a args) (string, error) {
	b, err := readFile(p)
	if err != nil {
		return "", err
	}
	return decodeFile(b, encodingIn(a[1:])), nil
}

// linesOf splits text at line ends; a last empty line does not count.
func linesOf(s string) []string {
	s = strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
	if s == "" {
		return nil
	}
	return strings.Split(strings.TrimSuffix(s, "\n"), "\n")
}

// writeText replaces a file, whole or not at all, or appends to it.
func writeText(p, text string, e *Encoding, appending bool) error {
	b := e.encode(text)
	if info, err := os.Stat(p); !appending || err != nil || info.Size() == 0 {
		b = append(append([]byte(nil), e.bom...), b...)
	}
	if !appending {
		return ioError(outfile.Write(p, b), p)
	}
	f, err := os.OpenFile(p, os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o666)
	if err != nil {
		return ioError(err, p)
	}
	_, err = f.Write(b)
	return ioError(errors.Join(err, f.Close()), p)
}

// joinedLines are the elements of a collection as lines.
func joinedLines(a args, i int) string {
	var b strings.Builder
	for _, line := range a.texts(i) {
		b.WriteString(line + newLine)
	}
	return b.String()
}

func fileClass() class {
	writer := func(text func(a args) string, appending bool) method {
		return onPath(func(p string, a args) (object.Value, error) {
			return object.Nothing, writeText(p, text(a), encodingIn(a[1:]), appending)
		})
	}
	plain := func(a args) string {
		s, _ := charsArgument(a.at(1))
		return s
	}
	lines := func(a args) string { return joinedLines(a, 1) }
	return class{statics: merge(methods{
		"Exists": static(func(a args) object.Value {
			info, err := os.Stat(filepath.FromSlash(a.text(0)))
			return err == nil && !info.IsDir()
		}),
		"ReadAllText":    onPath(func(p string, a args) (object.Value, error) { return orError(readText(p, a)) }),
		"ReadAllLines":   onPath(readLines),
		"ReadLines":      onPath(readLines),
		"WriteAllText":   writer(plain, false),
		"AppendAllText":  writer(plain, true),
		"WriteAllLines":  writer(lines, false),
		"AppendAllLines": writer(lines, true),
		"ReadAllBytes": onPath(func(p string, _ args) (object.Value, error) {
			b, err := readFile(p)
			if err == nil {
				err = object.CheckLength(len(b))
			}
			if err != nil {
				return nil, err
			}
			return byteArray(b), nil
		}),
		"WriteAllBytes": onPath(func(p string, a args) (object.Value, error) {
			b, _ := a.bytes(1)
			return object.Nothing, ioError(outfile.Write(p, b), p)
		}),
		"Delete": onPath(func(p string, _ args) (object.Value, error) {
			if err := os.Remove(p); err != nil && !errors.Is(err, fs.ErrNotExist) {
				return nil, ioError(err, p)
			}
			return object.Nothing, nil
		}),
		"Copy": onPath(func(p string, a args) (object.Value, error) {
			return object.Nothing, copyFile(p, filepath.FromSlash(a.text(1)), a.bool(2))
		}),
		"Move": onPath(func(p string, a args) (object.Value, error) {
			to := filepath.FromSlash(a.text(1))
			if _, err := os.Stat(to); err == nil && !a.bool(2) {
				return nil, ioError(fs.ErrExist, to)
			}
			return object.Nothing, ioError(os.Rename(p, to), p)
		}),
		"GetAttributes": onPath(func(p string, _ args) (object.Value, error) {
			info, err := os.Stat(p)
			if err != nil {
				return nil, ioError(err, p)
			}
			return attributesOf(p, info), nil
		}),
	}, merge(fileOpeners(), fileTimes()))}
}

func readLines(p string, a args) (object.Value, error) {
	text, err := readText(p, a)
	if err != nil {
		return nil, err
	}
	return textArray(linesOf(text)), nil
}

func copyFile(from, to string, overwrite bool) error {
	if _, err := os.Stat(to); err == nil && !overwrite {
		return ioError(fs.ErrExist, to)
	}
	b, err := os.ReadFile(from)
	if err != nil {
		return ioError(err, from)
	}
	return ioError(outfile.Write(to, b), to)
}

// fileTimes are GetLastWriteTime and its kin; a file that is not there has the time that .NET gives it.
func fileTimes() methods {
	m := methods{}
	for _, which := range []string{"LastWriteTime", "CreationTime", "LastAccessTime"} {
		for suffix, kind := range map[string]object.DateTimeKind{"": object.Local, "Utc": object.UTC} {
			m["Get"+which+suffix] = onPath(func(p string, _ args) (object.Value, error) {
				info, err := os.Stat(p)
				if err != nil {
					return object.DateTime{Ticks: fileTimeEpochTicks, Kind: kind}, nil
				}
				return object.FromTime(info.ModTime(), kind), nil
			})
			m["Set"+which+suffix] = onPath(func(p string, a args) (object.Value, error) {
				t := a.date(1)
				if suffix == "Utc" && t.Kind == object.Unspecified {
					t.Kind = object.UTC
				}
				return object.Nothing, ioError(os.Chtimes(p, time.Time{}, t.Time()), p)
			})
		}
	}
	return m
}

func directoryClass() class {
	list := func(files, folders bool) method {
		return onPath(func(p string, a args) (object.Value, error) {
			names, err := listFolder(p, a, files, folders)
			if err != nil {
				return nil, err
			}
			return textArray(names), nil
		})
	}
	return class{statics: merge(methods{
		"Exists": static(func(a args) object.Value {
			info, err := os.Stat(filepath.FromSlash(a.text(0)))
			return err == nil && info.IsDir()
		}),
		"CreateDirectory": onPath(func(p string, _ args) (object.Value, error) {
			if err := os.MkdirAll(p, 0o777); err != nil {
				return nil, ioError(err, p)
			}
			return orError(NewFileInfo(p, true))
		}),
		"Delete": onPath(func(p string, a args) (object.Value, error) {
			remove := os.Remove
			if a.bool(1) {
				remove = os.RemoveAll
			}
			if info, err := os.Stat(p); err != nil || !info.IsDir() {
				return nil, object.NewException("System.IO.DirectoryNotFoundException", "Could not find a part of the path '%s'.", p)
			}
			if err := remove(p); err != nil {
				return nil, object.NewException("System.IO.IOException", "Directory not empty : '%s'", p)
			}
			return object.Nothing, nil
		}),
		"Move": onPath(func(p string, a args) (object.Value, error) {
			return object.Nothing, ioError(os.Rename(p, filepath.FromSlash(a.text(1))), p)
		}),
		"GetFiles":                   list(true, false),
		"GetDirectories":             list(false, true),
		"GetFileSystemEntries":       list(true, true),
		"EnumerateFiles":             list(true, false),
		"EnumerateDirectories":       list(false, true),
		"EnumerateFileSystemEntries": list(true, true),
		"GetCurrentDirectory":        try(func(args) (object.Value, error) { return orError(os.Getwd()) }),
		"SetCurrentDirectory":        onPath(func(p string, _ args) (object.Value, error) { return object.Nothing, ioError(os.Chdir(p), p) }),
		"GetParent": onPath(func(p string, _ args) (object.Value, error) {
			full, err := filepath.Abs(p)
			if err != nil || filepath.Dir(full) == full {
				return nil, err
			}
			return orError(NewFileInfo(filepath.Dir(full), true))
		}),
	}, fileTimes())}
}

// listFolder lists names that match a pattern (second argument), in subfolders too if the third says so.
func listFolder(p string, a args, files, folders bool) ([]string, error) {
	pattern := "*"
	if a.has(1) {
		pattern = a.text(1)
	}
	w, err := object.CompileWildcard(strings.NewReplacer("[", "`[", "]", "`]").Replace(pattern), onWindows)
	if err != nil {
		return nil, err
	}
	entries, err := os.ReadDir(p)
	if err != nil {
		return nil, ioError(err, filepath.Join(p, "x"))
	}
	var names, below []string
	for _, e := range entries {
		full := combine([]string{p, e.Name()})
		if (e.IsDir() && folders || !e.IsDir() && files) && (pattern == "*.*" || w.Match(e.Name())) {
			names = append(names, full)
		}
		if e.IsDir() && a.enum(2, 0) == 1 {
			sub, err := listFolder(full, a, files, folders)
			if err != nil {
				return nil, err
			}
			below = append(below, sub...)
		}
	}
	return append(names, below...), nil
}
