package filesystem

import (
	"path/filepath"
	"strings"

	"github.com/partnershell/partnershell/shell/object"
)

// destination is where Copy-Item and Move-Item put an item: under its own name into a container that exists, otherwise
// at the very path.
func (s *session) destination(from place, text string) (place, error) {
	if text == "" {
		text = "."
	}
	to, err := s.place(object.UnescapeWildcard(text))
	if err != nil {
		return place{}, err
	}
	if to.provider.name() != from.provider.name() {
		return place{}, terminating{badArgumentText("Source and destination path did not resolve to the same provider.")}
	}
	if to.isContainer() && (to.isFiles() || to.path == "") {
		return to.child(from.leaf()), nil
	}
	if to.isFiles() && isSlash(text[len(text)-1]) && !from.isContainer() {
		return to.child(from.leaf()), nil // into a folder that is not there: an error when it is opened
	}
	return to, nil
}

// isBelow reports whether a path is in a folder, or in one below.
func isBelow(path, folder string) bool {
	return strings.HasPrefix(path, strings.TrimSuffix(filepath.Clean(folder), separator)+separator)
}
