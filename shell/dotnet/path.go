package dotnet

import (
	"crypto/rand"
	"encoding/hex"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/partnershell/partnershell/shell/object"
)

const onWindows = runtime.GOOS == "windows"

// isSeparator reports what separates the parts of a path: backslashes only on Windows, as in .NET.
func isSeparator(c byte) bool { return c == '/' || onWindows && c == '\\' }

// lastSeparator is the position of the last separator (on Windows also the colon of a drive), or -1.
func lastSeparator(p string) int {
	for i := len(p) - 1; i >= 0; i-- {
		if isSeparator(p[i]) || onWindows && p[i] == ':' {
			return i
		}
	}
	return -1
}

func fileName(p string) string { return p[lastSeparator(p)+1:] }

func extension(p string) string {
	name := fileName(p)
	dot := strings.LastIndexByte(name, '.')
	if dot < 0 || dot == len(name)-1 {
		return ""
	}
	return name[dot:]
}

func baseName(p string) string {
	name := fileName(p)
	if dot := strings.LastIndexByte(name, '.'); dot >= 0 {
		return name[:dot]
	}
	return name
}

// directoryName is Path.GetDirectoryName: nil for a root or nothing.
func directoryName(p string) object.Value {
	root := len(pathRoot(p))
	if p == "" || root >= len(p) {
		return nil
	}
	end := len(p)
	for end > root && !isSeparator(p[end-1]) {
		end--
	}
	for end > root && isSeparator(p[end-1]) {
		end--
	}
	return squeeze(p[:end])
}

// squeeze makes one separator of several.
func squeeze(p string) string {
	for strings.Contains(p, "//") {
		p = strings.ReplaceAll(p, "//", "/")
	}
	return p
}

func pathRoot(p string) string {
	if onWindows {
		v := filepath.VolumeName(p)
		if len(p) > len(v) && isSeparator(p[len(v)]) {
			return p[:len(v)+1]
		}
		return v
	}
	if strings.HasPrefix(p, "/") {
		return "/"
	}
	return ""
}

// combine is Path.Combine: a rooted part starts anew.
func combine(parts []string) string {
	result := ""
	for _, p := range parts {
		switch {
		case p == "":
		case result == "" || pathRoot(p) != "":
			result = p
		case isSeparator(result[len(result)-1]):
			result += p
		default:
			result += string(filepath.Separator) + p
		}
	}
	return result
}

// joinPaths is Path.Join: parts one after the other.
func joinPaths(parts []string) string {
	result := ""
	for _, p := range parts {
		if result != "" && p != "" && !isSeparator(result[len(result)-1]) && !isSeparator(p[0]) {
			result += string(filepath.Separator)
		}
		result += p
	}
	return result
}

// textParts are text arguments, or the elements of a single array argument.
func textParts(a args) []string {
	if _, isArray := a.at(0).(*object.Array); isArray {
		return a.texts(0)
	}
	parts := make([]string, len(a))
	for i := range a {
		parts[i] = a.text(i)
	}
	return parts
}

func changeExtension(a args) object.Value {
	p, ext := a.text(0), a.text(1)
	if p == "" {
		return p
	}
	if dot := strings.LastIndexByte(fileName(p), '.'); dot >= 0 {
		p = p[:len(p)-len(fileName(p))+dot]
	}
	if a.at(1) == nil {
		return p
	}
	if !strings.HasPrefix(ext, ".") {
		ext = "." + ext
	}
	return p + ext
}

func fullPath(a args) (object.Value, error) {
	p := a.text(0)
	if p == "" {
		return nil, argumentError("path", "The path is empty.")
	}
	if strings.IndexByte(p, 0) >= 0 {
		return nil, argumentError("path", "Null character in path.")
	}
	if a.has(1) && pathRoot(p) == "" {
		p = combine([]string{a.text(1), p})
	}
	slash := isSeparator(p[len(p)-1])
	full, err := filepath.Abs(p)
	if err != nil {
		return nil, err
	}
	if slash && !isSeparator(full[len(full)-1]) {
		full += string(filepath.Separator)
	}
	return full, nil
}

func tempPath() string {
	p := os.TempDir()
	if !isSeparator(p[len(p)-1]) {
		p += string(filepath.Separator)
	}
	return p
}

func randomName() string {
	b := make([]byte, 8)
	_, _ = rand.Read(b)
	name := hex.EncodeToString(b)[:11]
	return name[:8] + "." + name[8:]
}

func pathClass() class {
	text := func(f func(string) object.Value) method {
		return static(func(a args) object.Value { return f(a.text(0)) })
	}
	invalid := []object.Value{object.Char(0)}
	invalidNames := []object.Value{object.Char(0), object.Char('/')}
	if onWindows {
		invalidNames = charsOf("\"<>|\x00:*?\\/")
	}
	separator := object.Char(filepath.Separator)
	list := object.Char(filepath.ListSeparator)
	return class{
		staticProperties: getters{"DirectorySeparatorChar": constant(separator), "AltDirectorySeparatorChar": constant(object.Char('/')),
			"PathSeparator": constant(list), "VolumeSeparatorChar": constant(object.Char(map[bool]rune{true: ':', false: '/'}[onWindows])),
			"InvalidPathChars": value(func() object.Value { return object.NewTypedArray(object.TypeChar, invalid) })},
		statics: methods{
			"GetFileName":                 text(func(p string) object.Value { return fileName(p) }),
			"GetExtension":                text(func(p string) object.Value { return extension(p) }),
			"GetFileNameWithoutExtension": text(func(p string) object.Value { return baseName(p) }),
			"GetDirectoryName":            text(directoryName),
			"GetPathRoot":                 text(func(p string) object.Value { return pathRoot(p) }),
			"HasExtension":                text(func(p string) object.Value { return extension(p) != "" }),
			"IsPathRooted":                text(func(p string) object.Value { return pathRoot(p) != "" }),
			"IsPathFullyQualified":        text(func(p string) object.Value { return filepath.IsAbs(p) }),
			"EndsInDirectorySeparator":    text(func(p string) object.Value { return p != "" && isSeparator(p[len(p)-1]) }),
			"TrimEndingDirectorySeparator": text(func(p string) object.Value {
				if len(p) > len(pathRoot(p)) && isSeparator(p[len(p)-1]) {
					return p[:len(p)-1]
				}
				return p
			}),
			"ChangeExtension":   static(changeExtension),
			"Combine":           static(func(a args) object.Value { return combine(textParts(a)) }),
			"Join":              static(func(a args) object.Value { return joinPaths(textParts(a)) }),
			"GetFullPath":       try(fullPath),
			"GetTempPath":       static(func(args) object.Value { return tempPath() }),
			"GetRandomFileName": static(func(args) object.Value { return randomName() }),
			"GetInvalidFileNameChars": static(func(args) object.Value {
				return object.NewTypedArray(object.TypeChar, append([]object.Value(nil), invalidNames...))
			}),
			"GetInvalidPathChars": static(func(args) object.Value {
				return object.NewTypedArray(object.TypeChar, append([]object.Value(nil), invalid...))
			}),
			"Exists": text(func(p string) object.Value { _, err := os.Stat(p); return p != "" && err == nil }),
			"GetRelativePath": try(func(a args) (object.Value, error) {
				base, err := filepath.Abs(a.text(0))
				if err != nil {
					return nil, err
				}
				target, err := filepath.Abs(a.text(1))
				if err != nil {
					return nil, err
				}
				return orError(filepath.Rel(base, target))
			}),
			"GetTempFileName": try(func(args) (object.Value, error) {
				f, err := os.CreateTemp("", "tmp*.tmp")
				if err != nil {
					return nil, ioError(err, os.TempDir())
				}
				defer f.Close()
				return f.Name(), nil
			}),
		},
	}
}
