package dotnet

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/partnershell/partnershell/shell/object"
)

// FileInfo is System.IO.FileInfo or DirectoryInfo. What the file system says of it is read when first asked for and
// kept until Refresh.
type FileInfo struct {
	Path   string // absolute
	Folder bool
	given  string // the path as it was given
	info   fs.FileInfo
	asked  bool
}

// NewFileInfo makes a FileInfo (or DirectoryInfo) of a path, which need not exist.
func NewFileInfo(path string, folder bool) (*FileInfo, error) {
	full, err := filepath.Abs(filepath.FromSlash(path))
	if err != nil {
		return nil, err
	}
	return &FileInfo{Path: full, Folder: folder, given: path}, nil
}

// Type implements object.Object.
func (f *FileInfo) Type() *object.Type {
	if f.Folder {
		return object.LibraryType("System.IO.DirectoryInfo")
	}
	return object.LibraryType("System.IO.FileInfo")
}

// Text implements object.Texter.
func (f *FileInfo) Text() string { return f.Path }

// Stat is what the file system says; nil if the file is not there.
func (f *FileInfo) Stat() fs.FileInfo {
	if !f.asked {
		f.asked = true
		f.info, _ = os.Stat(f.Path)
	}
	return f.info
}

// Name is the last part of the path.
func (f *FileInfo) Name() string { return filepath.Base(f.Path) }

func (f *FileInfo) exists() bool {
	info := f.Stat()
	return info != nil && info.IsDir() == f.Folder
}

func (f *FileInfo) modified(kind object.DateTimeKind) object.DateTime {
	if info := f.Stat(); info != nil {
		return object.FromTime(info.ModTime(), kind)
	}
	return object.DateTime{Ticks: fileTimeEpochTicks, Kind: kind}
}

// The numbers of System.IO.FileAttributes.
const (
	attributeReadOnly     = 1
	attributeHidden       = 2
	attributeDirectory    = 16
	attributeNormal       = 128
	attributeReparsePoint = 1024
)

// attributesOf are the FileAttributes that a file shows.
func attributesOf(path string, info fs.FileInfo) object.Value {
	n := int64(0)
	if info.IsDir() {
		n |= attributeDirectory
	}
	if info.Mode().Perm()&0o222 == 0 {
		n |= attributeReadOnly
	}
	if strings.HasPrefix(filepath.Base(path), ".") {
		n |= attributeHidden
	}
	if link, err := os.Lstat(path); err == nil && link.Mode()&fs.ModeSymlink != 0 {
		n |= attributeReparsePoint
	}
	if n == 0 {
		n = attributeNormal
	}
	return object.NewEnum("System.IO.FileAttributes", n)
}

func (f *FileInfo) attributes() object.Value {
	if info := f.Stat(); info != nil {
		return attributesOf(f.Path, info)
	}
	return object.NewEnum("System.IO.FileAttributes", -1)
}

// mode is PowerShell's Mode: d or l, a, r, h, s.
func (f *FileInfo) mode() string {
	n := f.attributes().(object.Enum).Value
	m := []byte("------")
	for i, bit := range []struct {
		letter byte
		mask   int64
	}{{'d', attributeDirectory}, {'a', 32}, {'r', attributeReadOnly}, {'h', attributeHidden}, {'s', 4}, {'l', attributeReparsePoint}} {
		if n&bit.mask != 0 {
			m[i] = bit.letter
		}
	}
	if m[5] == 'l' {
		m[0] = 'l'
	}
	return string(m[:5])
}

func (f *FileInfo) linkTarget() object.Value {
	target, err := os.Readlink(f.Path)
	if err != nil {
		return nil
	}
	return target
}

func (f *FileInfo) linkType() object.Value {
	if f.linkTarget() != nil {
		return "SymbolicLink"
	}
	return nil
}

func (f *FileInfo) parent() object.Value {
	dir := filepath.Dir(f.Path)
	if dir == f.Path {
		return nil
	}
	return &FileInfo{Path: dir, Folder: true, given: dir}
}

func (f *FileInfo) size() (object.Value, error) {
	if info := f.Stat(); info != nil && !info.IsDir() {
		return info.Size(), nil
	}
	return nil, ioError(fs.ErrNotExist, f.Path)
}

func fileInfoProperties() getters {
	p := getters{
		"Name":          get(func(f *FileInfo) object.Value { return f.Name() }),
		"FullName":      get(func(f *FileInfo) object.Value { return f.Path }),
		"Extension":     get(func(f *FileInfo) object.Value { return extension(f.Path) }),
		"Exists":        get(func(f *FileInfo) object.Value { return f.exists() }),
		"Length":        tryGet((*FileInfo).size),
		"DirectoryName": get(func(f *FileInfo) object.Value { return filepath.Dir(f.Path) }),
		"Directory":     get((*FileInfo).parent),
		"Parent":        get((*FileInfo).parent),
		"Root": get(func(f *FileInfo) object.Value {
			r := pathRoot(f.Path)
			return &FileInfo{Path: r, Folder: true, given: r}
		}),
		"Attributes":   get((*FileInfo).attributes),
		"LinkTarget":   get((*FileInfo).linkTarget),
		"IsReadOnly":   get(func(f *FileInfo) object.Value { i := f.Stat(); return i != nil && i.Mode().Perm()&0o222 == 0 }),
		"UnixFileMode": get(func(f *FileInfo) object.Value { return object.NewEnum("System.IO.UnixFileMode", unixMode(f)) }),
	}
	for _, name := range []string{"LastWriteTime", "CreationTime", "LastAccessTime"} {
		p[name] = get(func(f *FileInfo) object.Value { return f.modified(object.Local) })
		p[name+"Utc"] = get(func(f *FileInfo) object.Value { return f.modified(object.UTC) })
	}
	return p
}

func unixMode(f *FileInfo) int64 {
	if i := f.Stat(); i != nil {
		return int64(i.Mode().Perm())
	}
	return -1
}

// linkStat is what the file system says of the item itself, also where it is a link; nil if it is not there.
func (f *FileInfo) linkStat() fs.FileInfo {
	info, err := os.Lstat(f.Path)
	if err != nil {
		return nil
	}
	return info
}

// unixModeText is a mode as ls writes it.
func unixModeText(m fs.FileMode) string {
	text := []byte("-" + m.Perm().String()[1:])
	for _, kind := range []struct {
		bit    fs.FileMode
		letter byte
	}{{fs.ModeDir, 'd'}, {fs.ModeSymlink, 'l'}, {fs.ModeNamedPipe, 'p'}, {fs.ModeSocket, 's'}, {fs.ModeDevice, 'b'}, {fs.ModeCharDevice, 'c'}} {
		if m&kind.bit != 0 {
			text[0] = kind.letter
		}
	}
	for _, special := range []struct {
		bit    fs.FileMode
		at     int
		letter byte
	}{{fs.ModeSetuid, 3, 's'}, {fs.ModeSetgid, 6, 's'}, {fs.ModeSticky, 9, 't'}} {
		if m&special.bit != 0 {
			if text[special.at] == '-' {
				special.letter -= 'a' - 'A'
			}
			text[special.at] = special.letter
		}
	}
	return string(text)
}

// fileInfoExtra are PowerShell's own members of files and folders.
func fileInfoExtra(folder bool) []*object.Member {
	member := func(name string, kind object.MemberKind, f func(*FileInfo) object.Value) *object.Member {
		return &object.Member{Name: name, Kind: kind, Definition: "System.Object " + name + " {get=" + name + ";}",
			Get: func(recv object.Value) (object.Value, error) {
				info, ok := object.Base(recv).(*FileInfo)
				if !ok {
					return nil, object.ErrNotImplemented
				}
				return f(info), nil
			}}
	}
	all := []*object.Member{
		member("Mode", object.CodeProperty, func(f *FileInfo) object.Value { return f.mode() }),
		member("ModeWithoutHardLink", object.CodeProperty, func(f *FileInfo) object.Value { return f.mode() }),
		member("LinkType", object.CodeProperty, (*FileInfo).linkType),
		member("ResolvedTarget", object.CodeProperty, func(f *FileInfo) object.Value {
			if p, err := filepath.EvalSymlinks(f.Path); err == nil {
				return p
			}
			return f.Path
		}),
		{Name: "Target", Kind: object.AliasProperty, Definition: "Target = LinkTarget", Referenced: []string{"LinkTarget"}},
		member("BaseName", object.ScriptProperty, func(f *FileInfo) object.Value {
			if f.Folder {
				return f.Name()
			}
			return strings.TrimSuffix(f.Name(), extension(f.Path))
		}),
		member("NameString", object.CodeProperty, func(f *FileInfo) object.Value {
			if target := f.linkTarget(); target != nil {
				return f.Name() + " -> " + target.(string)
			}
			return f.Name()
		}),
		member("LengthString", object.CodeProperty, func(f *FileInfo) object.Value {
			if n, err := f.size(); err == nil && !f.Folder {
				return object.DisplayText(n)
			}
			return ""
		}),
		member("LastWriteTimeString", object.CodeProperty, func(f *FileInfo) object.Value {
			text, err := object.FormatComposite(object.CurrentCulture, "{0,10:d} {0,8:t}", []object.Value{f.modified(object.Local)})
			if err != nil {
				return ""
			}
			return text
		}),
		member("UnixMode", object.ScriptProperty, func(f *FileInfo) object.Value {
			if i := f.linkStat(); i != nil {
				return unixModeText(i.Mode())
			}
			return nil
		}),
		member("User", object.ScriptProperty, func(f *FileInfo) object.Value {
			user, _ := ownerOf(f.linkStat())
			return user
		}),
		member("Group", object.ScriptProperty, func(f *FileInfo) object.Value {
			_, group := ownerOf(f.linkStat())
			return group
		}),
		member("Size", object.ScriptProperty, func(f *FileInfo) object.Value {
			if i := f.linkStat(); i != nil {
				return i.Size()
			}
			return nil
		}),
	}
	if !folder {
		all = append(all, member("VersionInfo", object.ScriptProperty, func(f *FileInfo) object.Value {
			return versionInfo(f.Path)
		}))
	}
	return all
}

// versionInfo is a FileVersionInfo of a file that has no version resource.
func versionInfo(path string) object.Value {
	text := "File:             " + path + newLine
	for _, label := range []string{"InternalName", "OriginalFilename", "FileVersion", "FileDescription", "Product", "ProductVersion"} {
		text += fmt.Sprintf("%-18s%s", label+":", newLine)
	}
	for _, label := range []string{"Debug", "Patched", "PreRelease", "PrivateBuild", "SpecialBuild"} {
		text += fmt.Sprintf("%-18sFalse%s", label+":", newLine)
	}
	text += fmt.Sprintf("%-18s%s", "Language:", newLine)
	v := object.NewCustomObject(object.ShapeOf("FileName", "FileVersion", "ProductVersion"), []object.Value{path, nil, nil})
	return object.AddMember(object.AddTypeName(v, "System.Diagnostics.FileVersionInfo"), &object.Member{Name: "ToString", Kind: object.ScriptMethod,
		Overloads: []object.Overload{{Signature: "System.Object ToString();",
			Call: func(object.Value, []object.Value) (object.Value, error) { return text, nil }}}})
}

func fileInfoClass(t *object.Type) class {
	folder := t.Name() == "DirectoryInfo"
	return class{
		new: onPath(func(p string, a args) (object.Value, error) {
			f, err := NewFileInfo(p, folder)
			if err == nil {
				f.given = a.text(0)
			}
			return f, err
		}),
		properties: fileInfoProperties(),
		setters:    fileInfoSetters(),
		methods:    fileInfoMethods(),
		extra:      fileInfoExtra(folder),
		order: []string{"Name", "Length", "DirectoryName", "Directory", "IsReadOnly", "FullName", "Parent", "Root", "Extension",
			"Exists", "CreationTime", "CreationTimeUtc", "LastAccessTime", "LastAccessTimeUtc", "LastWriteTime",
			"LastWriteTimeUtc", "LinkTarget", "UnixFileMode", "Attributes"},
	}
}

func fileInfoSetters() setters {
	times := func(kind object.DateTimeKind) setter {
		return set(func(f *FileInfo, v object.Value) error {
			d, _ := v.(object.DateTime)
			if d.Kind == object.Unspecified {
				d.Kind = kind
			}
			f.asked = false
			return ioError(os.Chtimes(f.Path, time.Time{}, d.Time()), f.Path)
		})
	}
	return setters{
		"LastWriteTime": times(object.Local), "LastWriteTimeUtc": times(object.UTC),
		"CreationTime": times(object.Local), "CreationTimeUtc": times(object.UTC),
		"LastAccessTime": times(object.Local), "LastAccessTimeUtc": times(object.UTC),
		"IsReadOnly": set(func(f *FileInfo, v object.Value) error { return f.setReadOnly(object.ToBool(v)) }),
		"Attributes": set(func(f *FileInfo, v object.Value) error {
			e, _ := v.(object.Enum)
			return f.setReadOnly(e.Value&attributeReadOnly != 0)
		}),
	}
}

func (f *FileInfo) setReadOnly(on bool) error {
	info := f.Stat()
	if info == nil {
		return ioError(fs.ErrNotExist, f.Path)
	}
	mode := info.Mode().Perm() | 0o200
	if on {
		mode = info.Mode().Perm() &^ 0o222
	}
	f.asked = false
	return ioError(os.Chmod(f.Path, mode), f.Path)
}

func fileInfoMethods() methods {
	list := func(files, folders bool) method {
		return call(func(f *FileInfo, a args) (object.Value, error) {
			names, err := listFolder(f.Path, append(args{nil}, a...), files, folders)
			if err != nil {
				return nil, err
			}
			items := make([]object.Value, len(names))
			for i, name := range names {
				info, err := os.Stat(name)
				items[i] = &FileInfo{Path: name, Folder: err == nil && info.IsDir(), given: name}
			}
			return object.NewArray(items...), nil
		})
	}
	return methods{
		"Refresh":  do(func(f *FileInfo, _ args) object.Value { f.asked, f.info = false, nil; return object.Nothing }),
		"ToString": do(func(f *FileInfo, _ args) object.Value { return f.given }),
		"Delete": call(func(f *FileInfo, a args) (object.Value, error) {
			remove := os.Remove
			if a.bool(0) {
				remove = os.RemoveAll
			}
			if err := remove(f.Path); err != nil && !errors.Is(err, fs.ErrNotExist) {
				return nil, ioError(err, f.Path)
			}
			return object.Nothing, nil
		}),
		"CopyTo": call(func(f *FileInfo, a args) (object.Value, error) {
			if err := copyFile(f.Path, filepath.FromSlash(a.text(0)), a.bool(1)); err != nil {
				return nil, err
			}
			return orError(NewFileInfo(a.text(0), false))
		}),
		"MoveTo": call(func(f *FileInfo, a args) (object.Value, error) {
			to, err := filepath.Abs(filepath.FromSlash(a.text(0)))
			if err == nil {
				err = ioError(os.Rename(f.Path, to), f.Path)
			}
			if err == nil {
				f.Path, f.given, f.asked = to, a.text(0), false
			}
			return object.Nothing, err
		}),
		"Create": call(func(f *FileInfo, _ args) (object.Value, error) {
			f.asked = false
			if f.Folder {
				return object.Nothing, ioError(os.MkdirAll(f.Path, 0o777), f.Path)
			}
			return openStream(f.Path, os.O_CREATE|os.O_RDWR|os.O_TRUNC)
		}),
		"CreateSubdirectory": call(func(f *FileInfo, a args) (object.Value, error) {
			sub := filepath.Join(f.Path, filepath.FromSlash(a.text(0)))
			if err := os.MkdirAll(sub, 0o777); err != nil {
				return nil, ioError(err, sub)
			}
			return orError(NewFileInfo(sub, true))
		}),
		"GetFiles": list(true, false), "EnumerateFiles": list(true, false),
		"GetDirectories": list(false, true), "EnumerateDirectories": list(false, true),
		"GetFileSystemInfos": list(true, true), "EnumerateFileSystemInfos": list(true, true),
		"OpenRead": call(func(f *FileInfo, _ args) (object.Value, error) { return openStream(f.Path, os.O_RDONLY) }),
		"OpenText": call(func(f *FileInfo, _ args) (object.Value, error) {
			text, err := readText(f.Path, args{f.Path})
			if err != nil {
				return nil, err
			}
			return &textReader{rest: text, class: "StreamReader"}, nil
		}),
		"CreateText": call(func(f *FileInfo, _ args) (object.Value, error) { return newFileWriter(f.Path, false, encodingIn(nil)) }),
		"AppendText": call(func(f *FileInfo, _ args) (object.Value, error) { return newFileWriter(f.Path, true, encodingIn(nil)) }),
	}
}
