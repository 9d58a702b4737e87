package render

import (
	"strings"

	"github.com/partnershell/partnershell/shell/object"
)

// defaultCustomDepth is how deep Format-Custom goes without -Depth.
const defaultCustomDepth = 5

// customTokens is the custom layout of an object: its view's, or a tree of its properties.
func (s *Shaper) customTokens(v object.Value) ([]token, error) {
	if s.view != nil {
		return s.view.tokens(s, v), nil
	}
	depth := s.req.Depth
	if depth == 0 {
		depth = defaultCustomDepth
	}
	b := &browser{s: s}
	switch {
	case isScalar(v):
		return b.leaf(nil, v), b.err
	case isCollection(v):
		return b.collection(nil, v, 0, depth), b.err
	}
	return b.object(nil, v, 0, depth, &s.req), b.err
}

func isCollection(v object.Value) bool {
	if _, ok := object.Base(v).(*object.Dictionary); ok {
		return true
	}
	_, ok := object.Elements(v)
	return ok
}

// browser makes the tree that Format-Custom shows.
type browser struct {
	s   *Shaper
	err error // control flow from a calculated property
}

var newLine = token{kind: newLineToken}

func line(text string) []token { return []token{{kind: textToken, text: text}, newLine} }

// indented puts tokens into a frame of their own.
func indented(tokens []token) token { return token{kind: frameToken, left: 2, tokens: tokens} }

// object is "class Name { property = value … }".
func (b *browser) object(to []token, v object.Value, level, depth int, r *Request) []token {
	to = append(to, line("class "+shortTypeName(v))...)
	to = append(to, line("{")...)
	items := b.s.activeItems(v, r)
	var body []token
	for i := range items {
		body = b.property(body, v, &items[i], level, depth)
	}
	to = append(to, indented(body))
	return append(to, line("}")...)
}

func shortTypeName(v object.Value) string {
	names := object.TypeNames(v)
	if len(names) == 0 {
		return "PSObject"
	}
	return names[0][strings.LastIndexByte(names[0], '.')+1:]
}

func (b *browser) property(to []token, v object.Value, item *boundItem, level, depth int) []token {
	to = append(to, token{kind: textToken, text: item.expression.String() + " = "})
	if item.depth > 0 {
		depth = item.depth
	}
	value, ok, err := item.expression.value(b.s, v)
	if err != nil {
		text, flow := b.s.failure(item, v, err)
		if flow != nil {
			b.err = flow
		}
		value, ok = text, true
	}
	switch {
	case !ok || object.IsNull(value):
		return b.leaf(to, nil)
	case isCollection(value):
		return append(append(to, newLine), indented(b.collection(nil, value, level+1, depth)))
	case level >= depth || isScalar(value):
		return b.leaf(to, value)
	}
	return append(append(to, newLine), indented(b.object(nil, value, level+1, depth, nil)))
}

// collection is "[ element … ]" and an empty line.
func (b *browser) collection(to []token, v object.Value, level, depth int) []token {
	to = append(to, line("[")...)
	to = append(to, indented(b.elements(v, level, depth)))
	to = append(to, line("]")...)
	return append(to, newLine)
}

func (b *browser) elements(v object.Value, level, depth int) []token {
	var body []token
	limit := b.s.opts.limit()
	for i, item := range elementsOf(v) {
		if limit >= 0 && i == limit {
			return b.leaf(body, ellipsis)
		}
		switch {
		case object.IsNull(item) || level >= depth || isScalar(item):
			body = b.leaf(body, item)
		case isCollection(item):
			body = append(body, newLine, indented(b.collection(nil, item, level+1, depth)))
		default:
			body = b.object(body, item, level+1, depth, nil)
		}
	}
	return body
}

// elementsOf are the elements of a collection, or the entries of a dictionary.
func elementsOf(v object.Value) []object.Value {
	if d, ok := object.Base(v).(*object.Dictionary); ok {
		var items []object.Value
		for _, p := range pairs(d) {
			items = append(items, p)
		}
		return items
	}
	items, _ := object.Elements(v)
	return items
}

func (b *browser) leaf(to []token, v object.Value) []token {
	return append(to, line(b.s.data(smartText(v, b.s.opts.limit())))...)
}
