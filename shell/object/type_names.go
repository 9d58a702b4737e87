package object

import (
	"strings"
	"sync"
)

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
