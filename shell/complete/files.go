package complete

import (
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"github.com/partnershell/partnershell/shell/object"
)

// fileOptions say which paths are wanted.
type fileOptions struct {
	foldersOnly bool
	literal     bool     // the parameter takes paths as they are: special characters are not escaped
	extensions  []string // folded, with the dot; nil: all
}

// files offers the items of the folder or drive that the word names.
func (r *request) files(o fileOptions) []Candidate {
	word := r.word
	if drive, rest, ok := strings.Cut(word, ":"); ok && !o.foldersOnly {
		if items := r.driveItems(drive); items != nil {
			return r.itemsOf(drive, strings.TrimLeft(rest, `/\`), items)
		}
	}
	if runtime.GOOS != "windows" {
		word = strings.ReplaceAll(word, `\`, "/")
	}
	word = object.UnescapeWildcard(word)
	cut := strings.LastIndexAny(word, separators) + 1
	typed, leaf := word[:cut], word[cut:]
	if leaf == ".." || leaf == "~" {
		return nil
	}
	folder := r.absolute(typed)
	fits := matching(leaf)
	if !object.HasWildcard(r.word) {
		fits = func(name string) bool { return hasPrefixFold(name, leaf) }
	}
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil
	}
	prefix := shownPrefix(typed)
	var list []Candidate
	for _, e := range entries {
		if !fits(e.Name()) || e.Name() == "" {
			continue
		}
		c, ok := r.fileCandidate(folder, prefix, e, o)
		if ok {
			list = append(list, c)
		}
	}
	sortByList(list)
	return list
}

const separators = "/" + string(filepath.Separator)

// shownPrefix is what stands before the names of a folder's items: relative paths begin with ./ .
func shownPrefix(typed string) string {
	switch {
	case filepath.IsAbs(typed), strings.HasPrefix(typed, "~"), strings.HasPrefix(typed, "./"), strings.HasPrefix(typed, "../"),
		filepath.VolumeName(typed) != "", strings.HasPrefix(typed, `.\`), strings.HasPrefix(typed, `..\`):
		return typed
	}
	return "." + string(filepath.Separator) + typed
}

// absolute is a folder as the user named it, from the root.
func (r *request) absolute(typed string) string {
	if strings.HasPrefix(typed, "~") && (len(typed) == 1 || strings.IndexByte(separators, typed[1]) >= 0) {
		home, _ := os.UserHomeDir()
		return filepath.Join(home, typed[1:])
	}
	if filepath.IsAbs(typed) {
		return filepath.Clean(typed)
	}
	return filepath.Join(r.rt.Location(), typed)
}

func (r *request) fileCandidate(folder, prefix string, e os.DirEntry, o fileOptions) (Candidate, bool) {
	full := filepath.Join(folder, e.Name())
	kind := ProviderItem
	if e.IsDir() || e.Type()&os.ModeSymlink != 0 && isFolder(full) {
		kind = ProviderContainer
	}
	if kind == ProviderItem {
		extension := strings.ToLower(filepath.Ext(e.Name()))
		if o.foldersOnly || o.extensions != nil && !slices.Contains(o.extensions, extension) {
			return Candidate{}, false
		}
	}
	path := prefix + e.Name()
	if !o.literal && !r.commandPath && object.HasWildcard(path) {
		path = object.EscapeWildcard(path)
	}
	return Candidate{asArgument(path, r.quote()), e.Name(), kind, full}, true
}

func isFolder(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

// filesAsCommand offers files where a command's name stands: a quoted path is called with &.
func (r *request) filesAsCommand() []Candidate {
	r.commandPath = true
	list := r.files(fileOptions{})
	r.commandPath = false
	if r.quote() == 0 && r.needsAmpersand() {
		for i, c := range list {
			if strings.HasPrefix(c.Text, "'") {
				list[i].Text = "& " + c.Text
			}
		}
	}
	return list
}

// driveItems names the items of a drive that is not in the file system; nil if there is no such drive.
func (r *request) driveItems(drive string) []string {
	items := []string{}
	switch object.FoldName(drive) {
	case "env":
		items = environment()
	case "function":
		for _, f := range r.rt.Functions() {
			items = append(items, f.Name)
		}
	case "alias":
		for _, a := range r.rt.Aliases() {
			items = append(items, a.Name)
		}
	case "variable":
		items = r.variablesOf("")
	default:
		return nil
	}
	sortNames(items)
	return items
}

// environment are the names of the environment's variables.
func environment() []string {
	var names []string
	for _, pair := range os.Environ() {
		if name, _, _ := strings.Cut(pair, "="); name != "" {
			names = append(names, name)
		}
	}
	return names
}

// itemsOf offers items of such a drive as paths.
func (r *request) itemsOf(drive, word string, items []string) []Candidate {
	name := properDrive(drive)
	fits := matching(word)
	var list []Candidate
	for _, item := range items {
		if fits(item) {
			path := name + ":" + string(filepath.Separator) + item
			list = append(list, Candidate{asArgument(path, r.quote()), item, ProviderItem, path})
		}
	}
	return list
}

func properDrive(name string) string {
	for _, d := range [...]string{"Alias", "Env", "Function", "Variable"} {
		if strings.EqualFold(d, name) {
			return d
		}
	}
	return name
}
