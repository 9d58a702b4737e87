package render

import (
	"strconv"
	"strings"
	"unicode/utf16"

	"github.com/partnershell/partnershell/shell/object"
)

// excerpt is the source line of an error with its place in it.
type excerpt struct {
	text          string
	start, length int // of the error in text, in UTF-16 units
}

// maxExcerpt is how much of a line PowerShell shows: a window of 80 less "+ ", "… " and " …".
const maxExcerpt = 69

// newExcerpt is the line of source that an error begins in, cut to the part around the error; ok is false where
// the position has no source.
func newExcerpt(p object.Position) (x excerpt, ok bool) {
	if p.Line < 1 || p.Start < 0 || p.Start > len(p.Source) {
		return excerpt{}, false
	}
	begin := strings.LastIndexByte(p.Source[:p.Start], '\n') + 1
	line := p.Source[begin:]
	if end := strings.IndexByte(line, '\n'); end >= 0 {
		line = line[:end]
	}
	line = strings.TrimRight(line, " \t\r\v\f")
	if line == "" {
		return excerpt{}, false
	}
	start := min(p.Start-begin, len(line))
	end := min(max(p.End-begin, start), len(line))
	before, inside, after := expandTabs(line[:start]), expandTabs(line[start:end]), expandTabs(line[end:])
	x = excerpt{before + inside + after, units(before), units(inside)}
	return x.cut(), true
}

func expandTabs(s string) string { return strings.ReplaceAll(s, "\t", "    ") }

// units is the length of s in UTF-16 units, as PowerShell counts.
func units(s string) int { return len(utf16.Encode([]rune(s))) }

// cut shortens a long line to the error and some of what is around it, before it rather than after.
func (x excerpt) cut() excerpt {
	text := utf16.Encode([]rune(x.text))
	if len(text) <= maxExcerpt {
		return x
	}
	const wantBefore, wantAfter = 12, 8
	before, after := min(x.start, wantBefore), min(len(text)-x.length-x.start, wantAfter)
	moreAfter := true
	if total := before + x.length + after; total >= maxExcerpt {
		if before+x.length >= maxExcerpt {
			x.length = maxExcerpt - before
		}
	} else {
		allAfter := len(text) - x.length - x.start
		before += min(x.start-before, maxExcerpt-total)
		if total = before + x.length + after; total < maxExcerpt && allAfter > 0 {
			after += min(allAfter, maxExcerpt-total)
		}
		moreAfter = after < allAfter
	}
	moreBefore := before < x.start
	from := max(x.start-before, 0)
	to := min(from+maxExcerpt, len(text))
	x.text = string(utf16.Decode(text[from:to]))
	x.start = min(x.start, before)
	x.length = min(x.length, maxExcerpt-x.start)
	if moreBefore {
		x.text = "… " + x.text
		x.start += 2
	}
	if moreAfter {
		x.text += " …"
	}
	return x
}

// underline is the row of tildes below the error; an error at the end of a line has one.
func (x excerpt) underline() string {
	return strings.Repeat(" ", x.start) + strings.Repeat("~", max(x.length, 1))
}

// PositionMessage is InvocationInfo.PositionMessage: where an error is, its line, and tildes below it; empty outside
// of scripts.
func PositionMessage(p object.Position) string {
	if p.Line < 1 {
		return ""
	}
	file := p.File
	if file == "" {
		file = "line"
	}
	message := "At " + file + ":" + strconv.Itoa(p.Line) + " char:" + strconv.Itoa(p.Column)
	if x, ok := newExcerpt(p); ok {
		message += "\n+ " + x.text + "\n+ " + x.underline()
	}
	return message
}
