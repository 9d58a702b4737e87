package repl

import (
	"strings"

	prompt "github.com/c-bata/go-prompt"
)

// search finds earlier commands by what was typed: F8 those that begin with it, Ctrl+R those that contain it. Pressed
// again it goes further back.
type search struct {
	history *history
	pattern string
	shown   string // what the last key put on the line
	next    int    // where to look on, counted from the newest
}

func (s *search) keys() []prompt.KeyBind {
	return []prompt.KeyBind{
		{Key: prompt.F8, Fn: func(b *prompt.Buffer) { s.back(b, strings.HasPrefix) }},
		{Key: prompt.ControlR, Fn: func(b *prompt.Buffer) { s.back(b, strings.Contains) }},
	}
}

// back puts the next older command that fits on the line; where there is none, the line stays.
func (s *search) back(b *prompt.Buffer, fits func(command, pattern string) bool) {
	text := b.Text()
	if text != s.shown || text == "" {
		s.pattern, s.next = strings.ToLower(text), 0
	}
	lines := s.history.lines()
	for ; s.next < len(lines); s.next++ {
		found := lines[len(lines)-1-s.next]
		if found == text || !fits(strings.ToLower(found), s.pattern) {
			continue
		}
		b.CursorRight(len([]rune(text)))
		b.DeleteBeforeCursor(len([]rune(text)))
		b.InsertText(found, false, true)
		s.shown = found
		return
	}
}
