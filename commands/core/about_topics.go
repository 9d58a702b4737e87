package core

import (
	_ "embed" // about.txt
	"slices"
	"strings"
)

// aboutText holds the topics: each begins with a line "== name".
//
//go:embed about.txt
var aboutText string

// aboutTopics are the names of the topics, sorted.
func aboutTopics() []string {
	var names []string
	for _, topic := range strings.Split("\n"+aboutText, "\n== ")[1:] {
		if title, _, _ := strings.Cut(topic, "\n"); title != "default" {
			names = append(names, title)
		}
	}
	slices.Sort(names)
	return names
}

// aboutTopic is the text of a topic; about_ may be left out.
func aboutTopic(name string) (string, bool) {
	name = strings.ToLower(name)
	for _, topic := range strings.Split("\n"+aboutText, "\n== ")[1:] {
		title, body, _ := strings.Cut(topic, "\n")
		if title == name || title == "about_"+name {
			return "\n" + strings.TrimSpace(body) + "\n", true
		}
	}
	return "", false
}
