package syntax

import (
	"sort"
	"strings"
	"sync"
	"unicode/utf8"
)

// Source is a text with its name; it turns byte offsets into the lines, columns and UTF-16 offsets users see.
// It is safe for concurrent use.
type Source struct {
	Name string // the file's path, or empty for text that came from elsewhere
	Text string

	// Comments holds the spans of all comments in source order, for comment-based help and #Requires.
	Comments []Extent

	lines func() []int32
}

// NewSource returns a source for the text.
func NewSource(name, text string) *Source {
	s := &Source{Name: name, Text: text}
	s.lines = sync.OnceValue(func() []int32 { return lineStarts(text) })
	return s
}

// lineStarts returns the byte offset at which each line begins. A lone CR ends a line, as CR LF and LF do.
func lineStarts(text string) []int32 {
	starts := []int32{0}
	for i := 0; i < len(text); i++ {
		switch {
		case text[i] == '\n', text[i] == '\r' && (i+1 == len(text) || text[i+1] != '\n'):
			starts = append(starts, int32(i+1))
		}
	}
	return starts
}

// Slice returns the text of an extent; extents out of range are cut to the text.
func (s *Source) Slice(e Extent) string {
	start := min(max(int(e.Start), 0), len(s.Text))
	end := min(max(int(e.End), start), len(s.Text))
	return s.Text[start:end]
}

// Position returns the 1-based line and column of a byte offset; columns count UTF-16 units.
func (s *Source) Position(offset int32) (line, column int) {
	starts := s.lines()
	line = sort.Search(len(starts), func(i int) bool { return starts[i] > offset })
	return line, 1 + utf16Len(s.Slice(Extent{starts[line-1], offset}))
}

// Line returns the text of a 1-based line without its line end, or "" when there is no such line.
func (s *Source) Line(line int) string {
	starts := s.lines()
	if line < 1 || line > len(starts) {
		return ""
	}
	end := int32(len(s.Text))
	if line < len(starts) {
		end = starts[line]
	}
	return strings.TrimRight(s.Text[starts[line-1]:end], "\r\n")
}

// UTF16Offset converts a byte offset to the offset in UTF-16 units that PowerShell reports.
func (s *Source) UTF16Offset(offset int32) int { return utf16Len(s.Slice(Extent{0, offset})) }

// ByteOffset converts an offset in UTF-16 units to a byte offset; beyond the end it is the length of the text.
func (s *Source) ByteOffset(units int) int32 {
	for i, r := range s.Text {
		if units <= 0 {
			return int32(i)
		}
		units -= utf16Width(r)
	}
	return int32(len(s.Text))
}

func utf16Len(text string) int {
	n := 0
	for i := 0; i < len(text); {
		if text[i] < utf8.RuneSelf {
			i, n = i+1, n+1
			continue
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		i, n = i+size, n+utf16Width(r)
	}
	return n
}

func utf16Width(r rune) int {
	if r > 0xFFFF {
		return 2
	}
	return 1
}
