package object

import (
	"strings"
	"sync"
)

// DefinedTypeNames lists the full names of the types in use that the library's lists lack: the engine's own and those
// of families of commands. Arrays and closed generic types are left out.
func DefinedTypeNames() []string {
	registry.RLock()
	defer registry.RUnlock()
	var names []string
	for _, t := range registry.byName {
		if t.elem == nil && t.args == nil && !listed(t.name) {
			names = append(names, t.name)
		}
	}
	return names
}

// listed reports whether the library's lists have a type.
func listed(name string) bool {
	_, ok := libraryTypeSet()[name]
	return ok
}

var libraryTypeSet = sync.OnceValue(func() map[string]struct{} {
	set := make(map[string]struct{})
	for _, name := range LibraryTypeNames() {
		set[name] = struct{}{}
	}
	return set
})

// LibraryTypeNames lists the full names of the library's types, generic ones with their arity ("…List`1"). The slice
// must not be changed.
var LibraryTypeNames = sync.OnceValue(func() []string {
	var names []string
	for _, list := range []string{libraryTypes, libraryEnums} {
		for line := range strings.SplitSeq(list, "\n") {
			if name, _, ok := strings.Cut(line, "\t"); ok {
				names = append(names, name)
			}
		}
	}
	return names
})
