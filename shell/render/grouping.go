package render

import (
	"strings"

	"github.com/partnershell/partnershell/shell/object"
)

// grouping tells where a new group starts.
type grouping struct {
	item    boundItem
	label   string
	indent  string
	current object.Value // the key of the present group; Nothing before the first
}

// newGrouping follows -GroupBy, or the view; nil if objects are not grouped.
func newGrouping(s *Shaper) *grouping {
	const indent = "   "
	switch {
	case s.req.GroupBy != nil:
		p := s.req.GroupBy
		g := &grouping{item: boundItem{expression: &p.expression, format: p.format}, indent: indent, current: object.Nothing}
		if p.label != nil {
			g.item.label, g.label = p.label, *p.label
		}
		return g
	case s.view != nil && s.view.GroupBy != nil:
		g := &grouping{item: boundView([]Item{*s.view.GroupBy})[0], indent: indent, current: object.Nothing}
		g.label = s.view.GroupBy.Label
		if s.view.groupIndent != "" {
			g.indent = s.view.groupIndent
		}
		return g
	}
	return nil
}

// update reads an object's key; it reports whether it differs from the present group's. An object without one stays
// in the group.
func (g *grouping) update(s *Shaper, v object.Value) bool {
	if g == nil {
		return false
	}
	key, ok, err := g.item.expression.value(s, v)
	if !ok || err != nil {
		return false
	}
	old := g.current
	g.current = key
	if sameKey(key, old) {
		return false
	}
	if g.item.label == nil && g.label == "" {
		g.label = g.item.expression.String()
		if found := g.item.expression.resolve(s, v); len(found) > 0 {
			g.label = found[0].String()
		}
	}
	return true
}

// sameKey compares keys as -eq does, and what cannot be compared as text.
func sameKey(a, b object.Value) bool {
	if object.IsNull(a) || object.IsNull(b) {
		return object.IsNull(a) && object.IsNull(b)
	}
	if n, err := object.Compare(a, b, true); err == nil {
		return n == 0
	}
	return strings.EqualFold(object.DisplayText(a), object.DisplayText(b))
}

// heading is what stands before a group; nil if there is none.
func (g *grouping) heading(s *Shaper) []token {
	if g == nil || object.IsNothing(g.current) {
		return nil
	}
	text := s.data(smartText(g.current, s.opts.limit()))
	return []token{{kind: textToken, text: g.indent + g.label + ": " + text}}
}
