package repl

import (
	"strings"

	prompt "github.com/c-bata/go-prompt"

	"github.com/partnershell/partnershell/shell/complete"
)

// wordSeparators end the word that go-prompt replaces by a suggestion.
const wordSeparators = " \t|;(){},="

// offers is the last completion, kept while neither text nor cursor change.
type offers struct {
	text     string
	cursor   int
	suggests []prompt.Suggest
}

// suggest is go-prompt's completer: it is called after every key.
func (l *line) suggest(d prompt.Document) []prompt.Suggest {
	l.keys.see(d.Text)
	before := d.TextBeforeCursor()
	if strings.TrimSpace(before) == "" {
		return nil
	}
	if o := l.offers; o != nil && len(o.suggests) > 0 && o.text == d.Text && o.cursor == len(before) {
		return o.suggests
	}
	r := l.session.Complete(l.before+d.Text, len(l.before)+len(before))
	suggests := l.fit(r, before)
	l.offers = &offers{d.Text, len(before), suggests}
	return suggests
}

// fit turns candidates, which replace a span of their own, into suggestions, which replace the word before the cursor.
func (l *line) fit(r complete.Result, before string) []prompt.Suggest {
	word := strings.LastIndexAny(before, wordSeparators) + 1
	start := r.Index - len(l.before)
	var suggests []prompt.Suggest
	for _, c := range r.Candidates {
		text, ok := c.Text, true
		switch {
		case start < 0 || start > len(before):
			ok = false
		case start >= word:
			text = before[word:start] + text
		default:
			text, ok = strings.CutPrefix(text, before[start:word])
		}
		if ok && text != before[word:] {
			suggests = append(suggests, prompt.Suggest{Text: text, Description: describe(c)})
		}
	}
	return suggests
}

// describe is the first line of a tool tip that says more than the candidate itself.
func describe(c complete.Candidate) string {
	tip, _, _ := strings.Cut(strings.TrimSpace(c.ToolTip), "\n")
	if tip == c.Text || tip == c.List {
		return ""
	}
	return tip
}
