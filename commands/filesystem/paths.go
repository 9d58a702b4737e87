package filesystem

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/partnershell/partnershell/shell/object"
)

// onWindows says that paths have drive letters and that both slashes separate.
const onWindows = runtime.GOOS == "windows"

// nativeSlashes writes every separator as the system does.
func nativeSlashes(path string) string {
	if onWindows {
		return strings.ReplaceAll(path, "/", `\`)
	}
	return strings.ReplaceAll(path, `\`, "/")
}

func isSlash(c byte) bool { return c == '/' || c == '\\' }

// splitQualifier takes "drive:" or "provider::" off a path. A colon after a slash belongs to a name.
func splitQualifier(path string) (qualifier, rest string, isProvider bool) {
	if before, after, ok := strings.Cut(path, "::"); ok && before != "" && !strings.ContainsAny(before, ":/") {
		return before, after, true
	}
	i := strings.IndexByte(path, ':')
	if i <= 0 || strings.ContainsAny(path[:i], `/\`) {
		return "", path, false
	}
	return path[:i], path[i+1:], false
}

// isAbsolute reports whether a path does not depend on where the session is.
func isAbsolute(path string) bool {
	if qualifier, _, _ := splitQualifier(path); qualifier != "" {
		return true
	}
	return path != "" && isSlash(path[0]) && !onWindows || strings.HasPrefix(path, `\\`)
}

// place finds the place that a path means; it need not exist. Wildcard characters are left alone.
func (s *session) place(path string) (place, error) {
	qualifier, rest, isProvider := splitQualifier(path)
	switch {
	case isProvider:
		return s.providerPlace(qualifier, rest)
	case qualifier != "":
		d := s.find(qualifier)
		if d == nil {
			return place{}, driveNotFound(qualifier)
		}
		return d.under(d.start(rest), rest), nil
	case path == "~" || len(path) > 1 && path[0] == '~' && isSlash(path[1]):
		home, err := os.UserHomeDir()
		if err != nil {
			return place{}, failure("System.InvalidOperationException", "HomePathNotSet", object.InvalidOperation, path,
				"The home folder is not known: %v", err)
		}
		return s.system(filepath.Join(home, nativeSlashes(path[1:]))), nil
	case !onWindows && path != "" && isSlash(path[0]), strings.HasPrefix(path, `\\`):
		return s.system(nativeSlashes(path)), nil
	}
	at := s.here()
	if path != "" && isSlash(path[0]) {
		return at.under(at.Root, path), nil
	}
	return at.under(at.path, path), nil
}

// system is the place of an absolute path of the system.
func (s *session) system(path string) place {
	path = filepath.Clean(path)
	return place{s.systemDrive(path), path}
}

// start is where a path on the drive begins: "C:x" is relative to the drive's current folder, "C:\x" to its root.
func (d *drive) start(rest string) string {
	if d.isFiles() && d.current != "" && (rest == "" || !isSlash(rest[0])) {
		return d.current
	}
	return d.Root
}

// under is the place of a relative path under a path of the drive. Nothing leads out of the drive.
func (d *drive) under(base, rest string) place {
	if d.isFiles() {
		path := filepath.Join(base, nativeSlashes(rest))
		if root := filepath.Clean(d.Root); path != root && !strings.HasPrefix(path, strings.TrimSuffix(root, separator)+separator) {
			path = root
		}
		return place{d, path}
	}
	path := nativeSlashes(rest)
	path = strings.TrimPrefix(path, "."+separator)
	path = strings.Trim(path, separator)
	if path == "." || path == ".." {
		path = ""
	}
	return place{d, path}
}

// providerPlace is the place of "provider::path".
func (s *session) providerPlace(qualifier, rest string) (place, error) {
	name := qualifier
	if i := strings.LastIndexByte(qualifier, '\\'); i >= 0 {
		name = qualifier[i+1:]
	}
	for _, d := range s.drives {
		if !object.EqualNames(d.provider.name(), name) {
			continue
		}
		if d.isFiles() {
			return s.filePlace(rest), nil
		}
		return d.under("", rest), nil
	}
	return place{}, providerNotFound(qualifier)
}

// filePlace is the place of a file path that names no drive of its own.
func (s *session) filePlace(path string) place {
	path = nativeSlashes(path)
	if !filepath.IsAbs(path) {
		path = filepath.Join(s.rt.Location(), path)
	}
	return s.system(path)
}

// joinPath puts two parts of a path together with one separator; the rest of both stays as it was written.
func joinPath(parent, child string) string {
	if child == "" && parent == "" {
		return ""
	}
	parent, child = nativeSlashes(parent), nativeSlashes(child)
	if parent == "" {
		return child
	}
	parent = strings.TrimSuffix(parent, separator)
	return parent + separator + strings.TrimPrefix(child, separator)
}

// rootLength is how many bytes of a path are its root: "/", "//server/share", "C:\", "Env:".
func rootLength(path string) int {
	qualifier, rest, _ := splitQualifier(path)
	n := len(path) - len(rest)
	if qualifier != "" {
		if rest != "" && isSlash(rest[0]) {
			n++
		}
		return n
	}
	if path != "" && isSlash(path[0]) {
		return 1
	}
	return 0
}

// splitPath takes the last part off a path. ok is false for a root, which has neither.
func splitPath(path string) (parent, leaf string, ok bool) {
	path = nativeSlashes(path)
	root := rootLength(path)
	body := strings.TrimRight(path[root:], separator)
	if body == "" {
		return "", path[:root], false
	}
	i := strings.LastIndex(body, separator)
	if i < 0 {
		return path[:root], body, true
	}
	return path[:root] + strings.TrimRight(body[:i], separator), body[i+1:], true
}

// splitExtension parts a name at its last dot, as System.IO.Path does: an extension of a lone dot is none.
func splitExtension(name string) (base, extension string) {
	i := strings.LastIndexByte(name, '.')
	if i < 0 {
		return name, ""
	}
	if i == len(name)-1 {
		return name[:i], ""
	}
	return name[:i], name[i:]
}

// relativePath leads from a folder to a path, beginning with a dot; both are absolute.
func relativePath(from, to string) string {
	rel, err := filepath.Rel(from, to)
	if err != nil {
		return to
	}
	if rel == "." || rel == ".." || strings.HasPrefix(rel, ".."+separator) {
		if rel == "." && from != filepath.Dir(from) {
			return ".." + separator + filepath.Base(from)
		}
		return rel
	}
	return "." + separator + rel
}
