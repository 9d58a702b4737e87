package filesystem

import (
	"path/filepath"
	"strings"

	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

// selection says which items a command is to work on: what its Path, LiteralPath, Filter, Include, Exclude and Force
// parameters hold.
type selection struct {
	paths            []string
	literal          bool
	filter           string
	include, exclude []string
	force            bool
}

// newSelection takes the paths of whichever of the two parameters was given.
func newSelection(path, literalPath []string) selection {
	if literalPath != nil {
		return selection{paths: literalPath, literal: true}
	}
	return selection{paths: path}
}

// matching adds the filters.
func (o selection) matching(filter string, include, exclude []string, force object.Switch) selection {
	o.filter, o.include, o.exclude, o.force = filter, include, exclude, bool(force)
	return o
}

// isPattern reports whether a path has wildcards that count.
func (o selection) isPattern(path string) bool { return !o.literal && object.HasWildcard(path) }

// each calls f with every item that the selection means. A path without wildcards that leads nowhere is an error,
// which is written; so is what f returns as an error record. The next path follows.
func (s *session) each(inv *command.Invocation, o selection, f func(p place) error) error {
	for _, path := range o.paths {
		places, err := s.expand(path, o)
		if err == nil && len(places) == 0 && !o.isPattern(path) && !o.filtered() {
			err = s.missing(path, o)
		}
		if err := report(inv, err); err != nil {
			return err
		}
		for _, p := range places {
			if err := inv.Context().Err(); err != nil {
				return err
			}
			if err := report(inv, f(p)); err != nil {
				return err
			}
		}
	}
	return nil
}

func (o selection) filtered() bool { return o.filter != "" || o.include != nil || o.exclude != nil }

// missing is the error about a path that leads nowhere.
func (s *session) missing(path string, o selection) error {
	p, err := s.place(o.plain(path))
	if err != nil {
		return err
	}
	return pathNotFound(p)
}

// plain is a path without the backticks that keep wildcard characters from counting.
func (o selection) plain(path string) string {
	if o.literal {
		return path
	}
	return object.UnescapeWildcard(path)
}

// expand lists the items that exist and match: with wildcards any number, otherwise at most one.
func (s *session) expand(path string, o selection) ([]place, error) {
	if path == "" {
		return nil, badArgument("path")
	}
	filters, err := newNameFilter(o)
	if err != nil {
		return nil, err
	}
	if !o.isPattern(path) {
		p, err := s.place(o.plain(path))
		if err != nil || !p.exists() || !filters.accepts(p.leaf()) {
			return nil, err
		}
		return []place{p}, nil
	}
	found, err := s.glob(path, o.force)
	if err != nil {
		return nil, err
	}
	kept := found[:0]
	for _, p := range found {
		if filters.accepts(p.leaf()) {
			kept = append(kept, p)
		}
	}
	return kept, nil
}

// glob lists what a pattern matches, part by part.
func (s *session) glob(path string, force bool) ([]place, error) {
	fixed, parts := splitPattern(path)
	start, err := s.place(fixed)
	if err != nil {
		return nil, err
	}
	places := []place{start}
	for i, part := range parts {
		var next []place
		for _, p := range places {
			next = append(next, p.matches(part, force, i < len(parts)-1)...)
		}
		places = next
	}
	return places, nil
}

// splitPattern parts a pattern into the path before the first wildcard and the parts from there on.
func splitPattern(path string) (fixed string, parts []string) {
	qualifier, rest, isProvider := splitQualifier(path)
	prefix := path[:len(path)-len(rest)]
	_, _ = qualifier, isProvider
	rest = slashesInPattern(rest)
	all := strings.Split(rest, "/")
	n := 0
	for n < len(all)-1 && !object.HasWildcard(all[n]) {
		n++
	}
	fixed = object.UnescapeWildcard(strings.Join(all[:n], "/"))
	switch {
	case n > 0 && fixed == "":
		fixed = "/"
	case n == 0 && prefix == "":
		fixed = "."
	}
	for _, part := range all[n:] {
		if part != "" {
			parts = append(parts, part)
		}
	}
	return prefix + fixed, parts
}

// slashesInPattern makes backslashes slashes. They never escape: that is the backtick's work.
func slashesInPattern(path string) string { return strings.ReplaceAll(path, `\`, "/") }

// matches lists what a part of a pattern matches in a container; containers only where more parts follow.
func (p place) matches(part string, force, containers bool) []place {
	if !object.HasWildcard(part) {
		child := p.child(object.UnescapeWildcard(part))
		if child.exists() {
			return []place{child}
		}
		return nil
	}
	pattern, err := object.CompileWildcard(part, true)
	if err != nil {
		return nil // an incomplete pattern matches nothing
	}
	if p.isFiles() && !p.isContainer() {
		return nil
	}
	names, err := p.provider.names(p.path)
	if err != nil {
		return nil
	}
	var found []place
	for _, name := range names {
		child := p.child(name)
		if !pattern.Match(name) || !force && p.isFiles() && isHidden(child.path) || containers && !child.isContainer() {
			continue
		}
		found = append(found, child)
	}
	return found
}

// nameFilter is what -Filter, -Include and -Exclude say of a name.
type nameFilter struct {
	filter           *object.Wildcard
	include, exclude []*object.Wildcard
}

func newNameFilter(o selection) (f nameFilter, err error) {
	if o.filter != "" {
		if f.filter, err = filterPattern(o.filter); err != nil {
			return f, err
		}
	}
	if f.include, err = compilePatterns(o.include); err == nil {
		f.exclude, err = compilePatterns(o.exclude)
	}
	return f, err
}

// filterPattern compiles -Filter: the file system's own patterns know * and ? only.
func filterPattern(text string) (*object.Wildcard, error) {
	text = strings.NewReplacer("[", "`[", "]", "`]", "`", "``").Replace(text)
	return object.CompileWildcard(text, true)
}

func compilePatterns(texts []string) ([]*object.Wildcard, error) {
	var list []*object.Wildcard
	for _, text := range texts {
		if text == "" {
			continue
		}
		w, err := object.CompileWildcard(text, true)
		if err != nil {
			return nil, err
		}
		list = append(list, w)
	}
	return list, nil
}

// accepts reports whether an item of that name is wanted.
func (f nameFilter) accepts(name string) bool {
	if f.filter != nil && !f.filter.Match(name) {
		return false
	}
	if f.include != nil && !matchesAny(f.include, name) {
		return false
	}
	return f.exclude == nil || !matchesAny(f.exclude, name)
}

func matchesAny(patterns []*object.Wildcard, name string) bool {
	for _, p := range patterns {
		if p.Match(name) {
			return true
		}
	}
	return false
}

// single is the one file that a path means, which need not exist; for parameters that name a file to read or write.
func (s *session) single(path string) (place, error) {
	p, err := s.place(path)
	if err == nil && !p.isFiles() {
		err = failure(automation+"PSInvalidOperationException", "ReadWriteFileNotFileSystemProvider", object.InvalidArgument, path,
			"Cannot open file because the current provider (%s) cannot open a file.", modulePrefix+p.provider.name())
	}
	p.path = filepath.Clean(p.path)
	return p, err
}
