package complete

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

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

// hasPrefixFold reports whether a name begins with a prefix, ignoring case.
func hasPrefixFold(name, prefix string) bool {
	for i := 0; i < len(prefix); i++ {
		if prefix[i] >= utf8.RuneSelf || i < len(name) && name[i] >= utf8.RuneSelf {
			return strings.HasPrefix(object.FoldName(name), object.FoldName(prefix))
		}
		if i >= len(name) || name[i] != prefix[i] && upper(name[i]) != upper(prefix[i]) {
			return false
		}
	}
	return true
}

func upper(c byte) byte {
	if 'a' <= c && c <= 'z' {
		return c - ('a' - 'A')
	}
	return c
}

// inOrdinalOrder sorts by code point, letters as capitals, and drops repetitions.
func inOrdinalOrder(names []string) []string {
	slices.SortFunc(names, compareOrdinal)
	return slices.CompactFunc(names, object.EqualNames)
}

func compareOrdinal(a, b string) int {
	for i := range min(len(a), len(b)) {
		if a[i] >= utf8.RuneSelf || b[i] >= utf8.RuneSelf {
			return strings.Compare(strings.ToUpper(a), strings.ToUpper(b))
		}
		if x, y := upper(a[i]), upper(b[i]); x != y {
			return int(x) - int(y)
		}
	}
	return len(a) - len(b)
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
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c <= ' ':
			return true
		case c >= utf8.RuneSelf:
			return strings.ContainsAny(text, typographicQuotes+signs) || strings.IndexFunc(text, unicode.IsSpace) >= 0
		case isSign(c):
			return true
		}
	}
	return false
}

// signs are the characters that mean something between the words of a command.
const signs = "'\"`$;&|(){}<>,"

func isSign(c byte) bool {
	switch c {
	case '\'', '"', '`', '$', ';', '&', '|', '(', ')', '{', '}', '<', '>', ',':
		return true
	}
	return false
}

// typographicQuotes are the quotation marks that PowerShell takes for plain ones.
const typographicQuotes = "\u2018\u2019\u201a\u201b\u201c\u201d\u201e"

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
