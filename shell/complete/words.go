package complete

import (
	"slices"
	"strings"
	"unicode"

	"github.com/partnershell/partnershell/shell/object"
)

// matcher says which names a word may be completed to.
type matcher func(name string) bool

// matching is the matcher of a word: names that begin with it, or that fit it as a wildcard pattern. Case is ignored.
func matching(word string) matcher {
	if object.HasWildcard(word) {
		if w, err := object.CompileWildcard(word+"*", true); err == nil {
			return w.Match
		}
	}
	return func(name string) bool { return hasPrefixFold(name, word) }
}

func hasPrefixFold(name, prefix string) bool {
	if len(name) >= len(prefix) && object.EqualNames(name[:len(prefix)], prefix) {
		return true
	}
	return prefix != "" && !isASCII(prefix) && strings.HasPrefix(object.FoldName(name), object.FoldName(prefix))
}

func isASCII(s string) bool {
	return strings.IndexFunc(s, func(c rune) bool { return c > unicode.MaxASCII }) < 0
}

// sortNames sorts as Sort-Object does.
func sortNames(names []string) {
	slices.SortStableFunc(names, func(a, b string) int { return object.CompareForSort(a, b, true) })
}

// sortByList sorts by what the menu shows.
func sortByList(list []Candidate) {
	slices.SortStableFunc(list, func(a, b Candidate) int { return object.CompareForSort(a.List, b.List, true) })
}

// quote is the quotation mark that the word at the cursor begins with; 0 if there is none.
func (r *request) quote() byte {
	if r.at == nil || r.at.Text == "" {
		return 0
	}
	switch c := r.at.Text[0]; c {
	case '\'', '"':
		return c
	}
	return 0
}

// asArgument writes a value so that it is one argument: in the quotation marks begun, or in single ones if it needs
// any.
func asArgument(value string, quote byte) string {
	switch {
	case quote == '"':
		return `"` + doubleQuoted.Replace(value) + `"`
	case quote == '\'' || needsQuotes(value):
		return "'" + strings.ReplaceAll(value, "'", "''") + "'"
	}
	return value
}

var doubleQuoted = strings.NewReplacer("`", "``", `"`, "`\"", "$", "`$")

// needsQuotes reports whether a text, unquoted, would be more or something else than one argument.
func needsQuotes(text string) bool {
	if text == "" || strings.IndexByte("@#-", text[0]) >= 0 {
		return true
	}
	return strings.ContainsAny(text, "'\"`$;&|(){}<>,\u2018\u2019\u201a\u201b\u201c\u201d\u201e") ||
		strings.IndexFunc(text, unicode.IsSpace) >= 0
}

// values offers those of the values that fit the word, in their order.
func (r *request) values(values []string, kind Kind) []Candidate {
	fits, quote := matching(r.word), r.quote()
	var list []Candidate
	for _, v := range values {
		if fits(v) {
			list = append(list, Candidate{asArgument(v, quote), v, kind, v})
		}
	}
	return list
}

// sortedValues is values, sorted.
func (r *request) sortedValues(values []string, kind Kind) []Candidate {
	values = slices.Clone(values)
	sortNames(values)
	return r.values(values, kind)
}
