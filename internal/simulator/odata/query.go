package odata

import (
	"net/url"
	"strconv"
	"strings"

	"github.com/partnershell/partnershell/internal/simulator/row"
)

// Query is a request's query options. Graph takes their names with or without the dollar sign.
type Query struct {
	// Values holds every option as sent, decoded, by lower-case name with the dollar sign.
	Values map[string]string
	// Select and Expand are the names listed, nil when the option is absent.
	Select, Expand []string
	Filter         *Filter
	OrderBy        []Order
	// Top is $top, -1 when absent.
	Top int
	// Count is $count=true.
	Count bool
	// SkipToken is $skiptoken.
	SkipToken string
	// Skip is $skip, 0 when absent.
	Skip int
	// Search is $search without the outer quotes.
	Search string
}

// Order is one key of $orderby.
type Order struct {
	Path       string
	Descending bool
}

// OptionError is an option whose value is not understood.
type OptionError struct{ Option, Value, Reason string }

func (e *OptionError) Error() string {
	return "Invalid value '" + e.Value + "' for $" + strings.TrimPrefix(e.Option, "$") + ": " + e.Reason
}

// ParseQuery reads the query part of a URL.
func ParseQuery(raw string) (*Query, error) {
	values, err := url.ParseQuery(raw)
	if err != nil {
		return nil, &OptionError{"query", raw, err.Error()}
	}
	q := &Query{Values: map[string]string{}, Top: -1}
	for name, list := range values {
		name = strings.ToLower(name)
		if _, known := optionNames[strings.TrimPrefix(name, "$")]; known {
			name = "$" + strings.TrimPrefix(name, "$")
		}
		q.Values[name] = list[0]
	}
	return q, q.read()
}

var optionNames = map[string]struct{}{
	"filter": {}, "select": {}, "expand": {}, "orderby": {}, "top": {}, "count": {}, "skip": {},
	"skiptoken": {}, "search": {}, "format": {}, "apply": {},
}

// Has tells whether an option was sent.
func (q *Query) Has(option string) bool {
	_, sent := q.Values[option]
	return sent
}

func (q *Query) read() (err error) {
	q.Select = names(q.Values["$select"])
	q.Expand = expandNames(q.Values["$expand"])
	q.SkipToken = q.Values["$skiptoken"]
	q.Search = strings.Trim(q.Values["$search"], `"`)
	if q.Top, err = q.integer("$top", -1); err != nil {
		return err
	}
	if q.Skip, err = q.integer("$skip", 0); err != nil {
		return err
	}
	if text, sent := q.Values["$count"]; sent {
		if q.Count = strings.EqualFold(text, "true"); !q.Count && !strings.EqualFold(text, "false") {
			return &OptionError{"$count", text, "true or false expected"}
		}
	}
	if text, sent := q.Values["$filter"]; sent {
		if q.Filter, err = ParseFilter(text); err != nil {
			return err
		}
	}
	q.OrderBy, err = orders(q.Values["$orderby"])
	return err
}

func (q *Query) integer(option string, absent int) (int, error) {
	text, sent := q.Values[option]
	if !sent {
		return absent, nil
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 0 {
		return 0, &OptionError{option, text, "a whole number, zero or more, is expected"}
	}
	return n, nil
}

func names(list string) []string {
	if list == "" {
		return nil
	}
	parts := strings.Split(list, ",")
	for i := range parts {
		parts[i] = strings.TrimSpace(parts[i])
	}
	return parts
}

// expandNames are the properties expanded, options in parentheses (manager($select=id)) left out.
func expandNames(list string) []string {
	depth := 0
	plain := strings.Map(func(c rune) rune {
		switch c {
		case '(':
			depth++
			return -1
		case ')':
			depth--
			return -1
		}
		if depth > 0 {
			return -1
		}
		return c
	}, list)
	return names(plain)
}

func orders(list string) ([]Order, error) {
	var found []Order
	for _, each := range names(list) {
		words := strings.Fields(each)
		if len(words) == 0 || len(words) > 2 {
			return nil, &SyntaxError{Text: list, Reason: "a property with asc or desc is expected"}
		}
		order := Order{Path: words[0]}
		if len(words) == 2 {
			if order.Descending = strings.EqualFold(words[1], "desc"); !order.Descending &&
				!strings.EqualFold(words[1], "asc") {
				return nil, &SyntaxError{Text: list, Reason: "asc or desc is expected after a property"}
			}
		}
		found = append(found, order)
	}
	return found, nil
}

// Compare orders two objects by the keys of an $orderby: negative when a comes first. Null comes before anything.
func Compare(keys []Order, a, b row.Row) int {
	for _, key := range keys {
		path := strings.Split(key.Path, "/")
		order := compareNullable(decode(descend(a, path)), decode(descend(b, path)))
		if key.Descending {
			order = -order
		}
		if order != 0 {
			return order
		}
	}
	return 0
}

func compareNullable(a, b value) int {
	if a.kind == kindNull || b.kind == kindNull {
		return boolOrder(a.kind != kindNull) - boolOrder(b.kind != kindNull)
	}
	order, _ := compare(a, b)
	return order
}

// MatchSearch tells whether an object satisfies a $search of the directory kind, "property:text" terms joined by
// AND or OR (and before or). The text is looked for at the start of a word.
func MatchSearch(search string, object row.Row) bool {
	for _, alternative := range strings.Split(search, " OR ") {
		if matchAll(strings.Split(alternative, " AND "), object) {
			return true
		}
	}
	return false
}

func matchAll(terms []string, object row.Row) bool {
	for _, term := range terms {
		property, text, ok := strings.Cut(strings.Trim(strings.TrimSpace(term), `"`), ":")
		if !ok || !wordStarts(row.Text(object.GetFold(property)), text) {
			return false
		}
	}
	return true
}

func wordStarts(text, start string) bool {
	text, start = strings.ToLower(text), strings.ToLower(start)
	for at := 0; ; {
		i := strings.Index(text[at:], start)
		if i < 0 {
			return false
		}
		if at += i; at == 0 || strings.IndexByte(" .-_@'(", text[at-1]) >= 0 {
			return true
		}
		at++
	}
}
