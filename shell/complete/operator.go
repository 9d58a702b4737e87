package complete

import "strings"

// operators offers the operators that are written as words.
func (r *request) operators(word string) []Candidate {
	prefix := strings.TrimLeft(word, "-\u2013\u2014\u2015")
	var list []Candidate
	for name := range strings.FieldsSeq(operatorNames) {
		if hasPrefixFold(name, prefix) {
			list = append(list, Candidate{"-" + name, name, ParameterName, aboutOperator(name)})
		}
	}
	return list
}

const operatorNames = "and as band bnot bor bxor ccontains ceq cge cgt cin cle clike clt cmatch cne cnotcontains cnotin " +
	"cnotlike cnotmatch contains creplace csplit eq f ge gt icontains ieq ige igt iin ile ilike ilt imatch in ine " +
	"inotcontains inotin inotlike inotmatch ireplace is isnot isplit join le like lt match ne not notcontains notin " +
	"notlike notmatch or replace shl shr split xor"

// aboutOperator says in a line what an operator does.
func aboutOperator(name string) string {
	if about := aboutPlainOperator(name); about != "" {
		return about
	}
	// What remains is a comparison with its case rule before it.
	about := aboutPlainOperator(name[1:])
	if name[0] == 'c' {
		return about + ", case matters"
	}
	return about + ", case is ignored"
}

func aboutPlainOperator(name string) string {
	switch name {
	case "and":
		return "True if both sides are true"
	case "or":
		return "True if one of the sides is true"
	case "xor":
		return "True if exactly one of the sides is true"
	case "not":
		return "True if what follows is false"
	case "band", "bor", "bxor", "bnot":
		return "Bitwise " + name[1:]
	case "shl":
		return "Bits shifted to the left"
	case "shr":
		return "Bits shifted to the right"
	case "eq":
		return "Equal to; of a collection: the elements that are"
	case "ne":
		return "Not equal to; of a collection: the elements that are not"
	case "gt":
		return "Greater than"
	case "ge":
		return "Greater than or equal to"
	case "lt":
		return "Less than"
	case "le":
		return "Less than or equal to"
	case "like":
		return "Fits a wildcard pattern"
	case "notlike":
		return "Does not fit a wildcard pattern"
	case "match":
		return "Fits a regular expression; the groups are in $Matches"
	case "notmatch":
		return "Does not fit a regular expression"
	case "contains":
		return "The collection on the left has the value on the right"
	case "notcontains":
		return "The collection on the left lacks the value on the right"
	case "in":
		return "The value on the left is in the collection on the right"
	case "notin":
		return "The value on the left is not in the collection on the right"
	case "replace":
		return "Replaces what fits a regular expression"
	case "split":
		return "Splits text at a regular expression"
	case "join":
		return "Joins elements to a text"
	case "is":
		return "The value is of the type"
	case "isnot":
		return "The value is not of the type"
	case "as":
		return "The value converted to the type, or $null"
	case "f":
		return "Fills the places {0}, {1} … of a format"
	}
	return ""
}

// switchFlags offers the options of a switch statement.
func switchFlags(word string) []Candidate {
	prefix := strings.TrimLeft(word, "-")
	var list []Candidate
	for _, flag := range [...]string{"CaseSensitive", "Exact", "File", "Parallel", "Regex", "Wildcard"} {
		if hasPrefixFold(flag, prefix) {
			list = append(list, Candidate{"-" + flag, flag, ParameterName, "switch -" + strings.ToLower(flag)})
		}
	}
	return list
}
