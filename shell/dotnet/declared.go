package dotnet

import (
	_ "embed"
	"strings"

	"github.com/partnershell/partnershell/shell/object"
)

// membersText declares the members of types: a line "# Full.Name" and under it one line a member, of the form
//
//	c (int capacity)                         constructor
//	m string Substring(int startIndex)       instance method, one line an overload
//	s int Compare(string strA, string strB)  static method
//	p Length int [set]                       property;  P static property
//	f Item1 int [set]                        field;     F static field, perhaps with " = value"
//	i Chars char (int index) [set]           indexer
//	o bool op_Equality(guid a, guid b)       operator
//	e Exited System.EventHandler             event
//
// A generic type stands under its definition's name with its type parameters as .NET names them.
//
//go:embed members.txt
var membersText string

// moreText declares, in the same form, types that members.txt lacks.
//
//go:embed more.txt
var moreText string

// orderText has the properties of types in .NET's order, where members.txt has them sorted and the class says nothing.
//
//go:embed order.txt
var orderText string

// declaredOrder is a type's line in it.
func declaredOrder(fullName string) []string {
	_, rest, ok := strings.Cut("\n"+orderText, "\n"+fullName+": ")
	if !ok {
		return nil
	}
	line, _, _ := strings.Cut(rest, "\n")
	return strings.Fields(line)
}

// declaration is the text of a type's section.
func declaration(fullName string) string {
	for _, text := range []string{moreText, membersText} {
		if section, ok := sectionOf(text, fullName); ok {
			return section
		}
	}
	return ""
}

func sectionOf(text, fullName string) (string, bool) {
	head := "# " + fullName + "\n"
	start := strings.Index(text, "\n"+head)
	switch {
	case start >= 0:
		start += 1 + len(head)
	case strings.HasPrefix(text, head):
		start = len(head)
	default:
		return "", false
	}
	if end := strings.Index(text[start:], "\n# "); end >= 0 {
		return text[start : start+end+1], true
	}
	return text[start:], true
}

// typeParameters are the names that a generic type's section uses.
func typeParameters(definition string, n int) []string {
	switch {
	case n == 1 && strings.HasPrefix(definition, "System.Func"):
		return []string{"TResult"}
	case n == 1 || strings.HasPrefix(definition, "System.Tuple"), strings.HasPrefix(definition, "System.ValueTuple"):
		return []string{"T", "T2", "T3", "T4", "T5"}[:min(n, 5)]
	case n == 2 && strings.Contains(definition, ".Collections."), n == 2 && strings.Contains(definition, ".Linq."):
		return []string{"TKey", "TValue"}
	}
	return nil
}

// substitute puts type arguments in place of type parameters.
func substitute(section string, names []string, actual []*object.Type) string {
	replacements := make(map[string]string, len(names))
	for i, name := range names {
		if i < len(actual) {
			replacements[name] = ShortName(actual[i])
		}
	}
	var b strings.Builder
	b.Grow(len(section))
	start := -1
	for i := 0; i <= len(section); i++ {
		if i < len(section) && isWord(section[i]) {
			if start < 0 {
				start = i
			}
			continue
		}
		if start >= 0 {
			word := section[start:i]
			if r, ok := replacements[word]; ok {
				word = r
			}
			b.WriteString(word)
			start = -1
		}
		if i < len(section) {
			b.WriteByte(section[i])
		}
	}
	return b.String()
}

func isWord(c byte) bool {
	return c == '_' || '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
}

// ShortName is a type as PowerShell writes it in signatures: by accelerator if it has one, generic arguments in
// brackets.
func ShortName(t *object.Type) string {
	if elem := t.Elem(); elem != nil {
		return ShortName(elem) + t.FullName()[len(elem.FullName()):]
	}
	if generic := t.GenericDefinition(); generic != "" {
		names := make([]string, len(t.GenericArgs()))
		for i, a := range t.GenericArgs() {
			names[i] = ShortName(a)
		}
		return generic[:strings.IndexByte(generic, '`')] + "[" + strings.Join(names, ",") + "]"
	}
	return object.AcceleratorOf(t)
}
