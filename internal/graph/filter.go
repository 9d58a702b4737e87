package graph

import (
	"strings"
	"time"
)

// Quote writes a text as an OData literal.
func Quote(text string) string { return "'" + strings.ReplaceAll(text, "'", "''") + "'" }

// Time writes a time as an OData literal: always UTC, to 100 nanoseconds.
func Time(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05.9999999Z07:00") }

// And joins filters of which all must hold; empty ones are left out.
func And(filters ...string) string { return join(" and ", filters) }

// Or joins filters of which one must hold; empty ones are left out.
func Or(filters ...string) string {
	joined := join(" or ", filters)
	if strings.Contains(joined, " or ") {
		return "(" + joined + ")"
	}
	return joined
}

func join(operator string, filters []string) string {
	var some []string
	for _, filter := range filters {
		if filter != "" {
			some = append(some, filter)
		}
	}
	return strings.Join(some, operator)
}
