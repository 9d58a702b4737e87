// Package odata reads OData query options the way Microsoft Graph does ($filter, $orderby, $select, $expand,
// $top, $count, $search) and evaluates them over JSON objects kept as bytes.
//
// It knows the language, not the services: which properties a resource has and which operators it allows is for
// the caller to decide from Filter.Uses.
package odata

import (
	"fmt"
	"strings"
	"time"

	"github.com/partnershell/partnershell/internal/simulator/row"
)

// Filter is a parsed $filter expression.
type Filter struct{ root node }

// SyntaxError is a $filter, $orderby or other option that does not parse.
type SyntaxError struct {
	// Text is the whole option and Offset the byte at which it goes wrong.
	Text   string
	Offset int
	Reason string
}

func (e *SyntaxError) Error() string {
	return fmt.Sprintf("%s at position %d in '%s'", e.Reason, e.Offset, e.Text)
}

// Use is one mention of a property in a filter.
type Use struct {
	// Path is the property's path from the object filtered, lambda variables resolved:
	// "status/errorCode", "signInEventTypes", "targetResources/id".
	Path string
	// Operator is what it is compared with ("eq", "in", "startswith", "isof", …); "any" or "all" for a lambda
	// itself and "$count" for a collection's count.
	Operator string
	// Literal is the text it is compared with, quotes removed; "" when that is no literal.
	Literal string
	// Lambda is set inside any() or all(), Negated under an odd number of not.
	Lambda, Negated bool
}

// Match tells whether an object satisfies the filter. Text compares ignoring case, a property that is absent is
// null, and comparing null by order is false, as in Graph.
func (f *Filter) Match(object row.Row) bool {
	return f == nil || f.root.truth(scope{object: object})
}

// Uses lists the properties the filter mentions, in order.
func (f *Filter) Uses() []Use {
	if f == nil {
		return nil
	}
	var walk useWalk
	f.root.uses(&walk)
	return walk.found
}

// TimeBounds returns the inclusive bounds that the filter as a whole puts on a time property: what the
// comparisons joined by "and" at the top allow. Zero times mean unbounded. Rows outside cannot match.
func (f *Filter) TimeBounds(property string) (from, to time.Time) {
	if f == nil {
		return from, to
	}
	for _, part := range conjuncts(f.root, nil) {
		compare, ok := part.(*comparison)
		if !ok || !compare.isPath(property) {
			continue
		}
		at, ok := compare.right.(literal)
		if !ok || at.constant.kind != kindTime {
			continue
		}
		from, to = narrow(from, to, compare.operator, at.constant.time)
	}
	return from, to
}

func narrow(from, to time.Time, operator string, at time.Time) (time.Time, time.Time) {
	if (operator == "ge" || operator == "gt" || operator == "eq") && at.After(from) {
		from = at
	}
	if (operator == "le" || operator == "lt" || operator == "eq") && (to.IsZero() || at.Before(to)) {
		to = at
	}
	return from, to
}

func conjuncts(n node, list []node) []node {
	if both, ok := n.(*logical); ok && both.and {
		return conjuncts(both.right, conjuncts(both.left, list))
	}
	return append(list, n)
}

// scope is what names mean at a place in a filter: the object, and the variables of the lambdas around.
type scope struct {
	object row.Row
	outer  *scope
	name   string // the lambda variable bound here, with its value
	value  []byte
}

func (s *scope) lookup(path []string) []byte {
	for at := s; at != nil; at = at.outer {
		if at.name != "" && at.name == path[0] {
			return descend(at.value, path[1:])
		}
	}
	return descend(s.object, path)
}

func descend(value []byte, path []string) []byte {
	for _, name := range path {
		if len(value) == 0 || value[0] != '{' {
			return nil
		}
		value = row.Row(value).GetFold(name)
	}
	return value
}

// node is a part of a filter that is true or false.
type node interface {
	truth(s scope) bool
	uses(w *useWalk)
}

// operand is a part that has a value.
type operand interface {
	value(s *scope) value
	path() []string // nil unless the operand is (a function of) a property
}

type logical struct {
	and         bool
	left, right node
}

func (l *logical) truth(s scope) bool {
	if l.and {
		return l.left.truth(s) && l.right.truth(s)
	}
	return l.left.truth(s) || l.right.truth(s)
}

func (l *logical) uses(w *useWalk) { l.left.uses(w); l.right.uses(w) }

type negation struct{ of node }

func (n *negation) truth(s scope) bool { return !n.of.truth(s) }

func (n *negation) uses(w *useWalk) {
	w.negated = !w.negated
	n.of.uses(w)
	w.negated = !w.negated
}

type comparison struct {
	operator    string
	left, right operand
}

func (c *comparison) truth(s scope) bool {
	return compareBy(c.operator, c.left.value(&s), c.right.value(&s))
}

func (c *comparison) isPath(property string) bool {
	p, ok := c.left.(propertyPath)
	return ok && strings.EqualFold(strings.Join(p, "/"), property)
}

func (c *comparison) uses(w *useWalk) {
	w.add(c.left, c.operator, c.right)
	w.add(c.right, c.operator, c.left)
}

type membership struct {
	of   operand
	list []operand
}

func (m *membership) truth(s scope) bool {
	left := m.of.value(&s)
	for _, each := range m.list {
		if compareBy("eq", left, each.value(&s)) {
			return true
		}
	}
	return false
}

func (m *membership) uses(w *useWalk) {
	for _, each := range m.list {
		w.add(m.of, "in", each)
	}
}

// boolean is an operand that stands alone as a condition: a Boolean property or a literal.
type boolean struct{ of operand }

func (b boolean) truth(s scope) bool {
	v := b.of.value(&s)
	return v.kind == kindBool && v.bool
}

func (b boolean) uses(w *useWalk) {
	w.add(b.of, "eq", literal{constant: value{kind: kindBool, bool: true, text: "true"}})
}

type textTest struct {
	function  string // startswith, endswith, contains
	in, piece operand
}

func (t *textTest) truth(s scope) bool {
	in, piece := t.in.value(&s), t.piece.value(&s)
	if in.kind == kindNull || piece.kind == kindNull {
		return false
	}
	text, part := strings.ToLower(in.text), strings.ToLower(piece.text)
	switch t.function {
	case "startswith":
		return strings.HasPrefix(text, part)
	case "endswith":
		return strings.HasSuffix(text, part)
	}
	return strings.Contains(text, part)
}

func (t *textTest) uses(w *useWalk) { w.add(t.in, t.function, t.piece) }

// typeTest is isof('microsoft.graph.x'), about the object's @odata.type.
type typeTest struct{ name string }

func (t typeTest) truth(s scope) bool {
	have := strings.TrimPrefix(s.object.Text("@odata.type"), "#")
	return strings.EqualFold(have, strings.TrimPrefix(t.name, "#"))
}

func (t typeTest) uses(w *useWalk) {
	w.found = append(w.found, Use{Path: "@odata.type", Operator: "isof", Literal: t.name, Negated: w.negated})
}

type lambda struct {
	all      bool
	of       propertyPath
	variable string
	body     node // nil for any()
}

func (l *lambda) truth(s scope) bool {
	matched := l.all
	row.Elements(s.lookup(l.of), func(element []byte) bool {
		holds := l.body == nil || l.body.truth(scope{object: s.object, outer: &s, name: l.variable,
			value: element})
		matched = holds
		return holds == l.all
	})
	return matched
}

func (l *lambda) uses(w *useWalk) {
	path := w.resolve(l.of)
	name := "any"
	if l.all {
		name = "all"
	}
	w.found = append(w.found, Use{Path: path, Operator: name, Lambda: true, Negated: w.negated})
	if l.body != nil {
		w.variables = append(w.variables, [2]string{l.variable, path})
		l.body.uses(w)
		w.variables = w.variables[:len(w.variables)-1]
	}
}

type useWalk struct {
	found     []Use
	variables [][2]string // lambda variable, the path of the collection it runs over
	negated   bool
}

func (w *useWalk) add(of operand, operator string, other operand) {
	path := of.path()
	if path == nil {
		return
	}
	use := Use{Operator: operator, Lambda: len(w.variables) > 0, Negated: w.negated, Path: w.resolve(path)}
	if counted, ok := of.(call); ok && counted.name == "$count" {
		use.Operator = "$count"
	}
	if text, ok := other.(literal); ok {
		use.Literal = text.constant.text
	}
	w.found = append(w.found, use)
}

func (w *useWalk) resolve(path []string) string {
	for i := len(w.variables) - 1; i >= 0; i-- {
		if w.variables[i][0] == path[0] {
			return strings.Join(append([]string{w.variables[i][1]}, path[1:]...), "/")
		}
	}
	return strings.Join(path, "/")
}
