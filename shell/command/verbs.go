package command

import (
	_ "embed" // verbs.txt
	"strings"
)

// Verbs has a line for every verb that names of commands should begin with: verb, alias prefix, group.
//
//go:embed verbs.txt
var Verbs string

// IsVerb reports whether a verb is one of them.
func IsVerb(verb string) bool {
	for line := range strings.Lines(Verbs) {
		if name, _, _ := strings.Cut(line, "\t"); strings.EqualFold(name, verb) {
			return true
		}
	}
	return false
}
