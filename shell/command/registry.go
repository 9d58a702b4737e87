package command

import (
	"slices"
	"sort"
	"strings"
	"sync"

	"github.com/partnershell/partnershell/shell/object"
)

// Set is a family's commands by name. Each declaration is built when it is first needed, so that a process that
// runs one command pays for one.
type Set map[string]func() *Command

// Registry finds commands by name, ignoring case.
type Registry struct {
	mu      sync.Mutex
	makers  map[string]entry // by folded name
	built   map[string]*Command
	ordered []string // exact names, sorted; made when first asked for
}

type entry struct {
	name string
	make func() *Command
}

// NewRegistry joins families.
func NewRegistry(families ...Set) *Registry {
	n := 0
	for _, f := range families {
		n += len(f)
	}
	r := &Registry{makers: make(map[string]entry, n), built: make(map[string]*Command)}
	for _, f := range families {
		for name, makeCommand := range f {
			r.makers[object.FoldName(name)] = entry{name, makeCommand}
		}
	}
	return r
}

// Find looks a command up by its full name; nil if there is none.
func (r *Registry) Find(name string) *Command {
	key := object.FoldName(name)
	r.mu.Lock()
	defer r.mu.Unlock()
	if c, ok := r.built[key]; ok {
		return c
	}
	e, ok := r.makers[key]
	if !ok {
		return nil
	}
	c := e.make()
	r.built[key] = c
	return c
}

// Names are the names of all commands, sorted, as they are written.
func (r *Registry) Names() []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.ordered == nil {
		for _, e := range r.makers {
			r.ordered = append(r.ordered, e.name)
		}
		sort.Slice(r.ordered, func(i, j int) bool {
			return strings.ToLower(r.ordered[i]) < strings.ToLower(r.ordered[j])
		})
	}
	return slices.Clone(r.ordered)
}
