package filesystem

import (
	"io/fs"
	"os"
	"path/filepath"
	"sort"

	"github.com/partnershell/partnershell/shell/dotnet"
	"github.com/partnershell/partnershell/shell/object"
)

// files is the FileSystem provider.
type files struct{}

func (files) name() string { return "FileSystem" }

// exists counts a link that leads nowhere: it can be listed and removed.
func (files) exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}

func (files) isContainer(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

func (files) names(path string) ([]string, error) {
	entries, err := listFolder(path)
	if err != nil {
		return nil, err
	}
	names := make([]string, len(entries))
	for i, e := range entries {
		names[i] = e.Name()
	}
	return names, nil
}

func (files) item(path string) (object.Value, error) {
	return dotnet.NewFileInfo(path, files{}.isContainer(path))
}

// folderEntry is one name in a folder; folders count with the links that lead to them.
type folderEntry struct {
	fs.DirEntry
	isFolder bool
}

// listFolder lists a folder as PowerShell does: folders first, then files, each by name in the order of the culture.
func listFolder(path string) ([]folderEntry, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	found, err := f.ReadDir(-1)
	entries := make([]folderEntry, len(found))
	for i, e := range found {
		entries[i] = folderEntry{e, e.IsDir() || e.Type()&fs.ModeSymlink != 0 && files{}.isContainer(filepath.Join(path, e.Name()))}
	}
	culture := object.CurrentCulture
	sort.SliceStable(entries, func(i, j int) bool {
		a, b := entries[i], entries[j]
		if a.isFolder != b.isFolder {
			return a.isFolder
		}
		if order := culture.CompareText(a.Name(), b.Name(), true); order != 0 {
			return order < 0
		}
		return a.Name() < b.Name()
	})
	return entries, err
}

// fileNotes are what a drive adds to its files: PSPath and its kin, worked out when they are read.
func (d *drive) fileNotes() []*object.Member {
	at := func(v object.Value) (place, bool) {
		f, ok := v.(*dotnet.FileInfo)
		if !ok {
			return place{}, false
		}
		return place{d, f.Path}, true
	}
	return d.notes(at)
}

// notes are the properties that items of a drive get: PSPath, PSParentPath, PSChildName, PSDrive, PSProvider and
// PSIsContainer. at finds an item's place.
func (d *drive) notes(at func(v object.Value) (place, bool)) []*object.Member {
	note := func(name, typeName string, read func(p place) object.Value) *object.Member {
		return &object.Member{Name: name, Kind: object.NoteProperty, ValueType: object.LookupType(typeName),
			Get: func(v object.Value) (object.Value, error) {
				p, ok := at(object.Base(v))
				if !ok {
					return nil, nil
				}
				return read(p), nil
			}}
	}
	list := []*object.Member{note("PSPath", "string", func(p place) object.Value { return p.providerPath() })}
	if d.isFiles() {
		list = append(list, note("PSParentPath", "string", func(p place) object.Value {
			up := filepath.Dir(p.path)
			if up == p.path {
				return ""
			}
			return place{d, up}.providerPath()
		}), note("PSChildName", "string", func(p place) object.Value { return p.leaf() }))
	}
	return append(list,
		note("PSDrive", automation+"PSDriveInfo", func(p place) object.Value { return d }),
		note("PSProvider", automation+"ProviderInfo", func(p place) object.Value { return d.info() }),
		note("PSIsContainer", "bool", func(p place) object.Value { return p.isContainer() }))
}

// object is the item at a place, with what its drive adds.
func (p place) object() (object.Value, error) {
	v, err := p.provider.item(p.path)
	if err != nil {
		return nil, err
	}
	return p.present(v), nil
}

// present adds what a place's drive adds to an item.
func (p place) present(v object.Value) object.Value {
	if p.isFiles() {
		if p.members == nil {
			p.drive.members = p.fileNotes()
		}
		return object.WithMembers(v, p.members)
	}
	return object.WithMembers(v, p.notes(func(object.Value) (place, bool) { return p, true }))
}
