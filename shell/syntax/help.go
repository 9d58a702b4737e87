package syntax

import "strings"

// helpProximity is how many lines a comment may stand above a function to be its help.
const helpProximity = 2

// HelpComment returns the comment-based help of a function: the comment before it, else the first or the last one in
// its body, whichever begins with a help keyword such as .SYNOPSIS. Comment signs are removed. It returns "" when
// there is none.
func HelpComment(f *FunctionDefinition) string {
	if f.Body == nil || f.Body.Source == nil {
		return ""
	}
	src := f.Body.Source
	if text := src.helpBefore(f.Start, helpProximity); text != "" {
		return text
	}
	if text, _ := src.helpAfter(f.Body.Start + 1); text != "" {
		return text
	}
	return src.helpBefore(f.Body.Extent.End-1, len(src.Text))
}

// ScriptHelpComment returns the comment-based help of a script, which stands at its beginning or end. A comment close
// above a function belongs to the function.
func ScriptHelpComment(script *ScriptBlock) string {
	src := script.Source
	text, end := src.helpAfter(0)
	if text == "" {
		return src.helpBefore(int32(len(src.Text)), len(src.Text))
	}
	if f := firstFunction(script); f != nil && strings.Count(src.Slice(Extent{end, f.Start}), "\n") <= helpProximity {
		return ""
	}
	return text
}

// firstFunction returns the function a script begins with, or nil.
func firstFunction(script *ScriptBlock) *FunctionDefinition {
	if script.End == nil || len(script.End.Statements) == 0 || script.ParamBlock != nil {
		return nil
	}
	f, _ := script.End.Statements[0].(*FunctionDefinition)
	return f
}

// helpBefore returns the help in the comments that end before the offset with nothing but white space and at most so
// many line ends between.
func (s *Source) helpBefore(offset int32, lines int) string {
	last := -1
	for i, c := range s.Comments {
		if c.End <= offset {
			last = i
		}
	}
	if last < 0 || !s.near(s.Comments[last].End, offset, lines) {
		return ""
	}
	first := last
	for first > 0 && s.sameBlock(s.Comments[first-1], s.Comments[first]) {
		first--
	}
	return s.help(s.Comments[first : last+1])
}

// helpAfter returns the first help in the comments that follow the offset before anything else, and where it ends.
func (s *Source) helpAfter(offset int32) (string, int32) {
	for i := 0; i < len(s.Comments); i++ {
		if s.Comments[i].Start < offset {
			continue
		}
		if !s.near(offset, s.Comments[i].Start, len(s.Text)) {
			return "", 0
		}
		first := i
		for i+1 < len(s.Comments) && s.sameBlock(s.Comments[i], s.Comments[i+1]) {
			i++
		}
		offset = s.Comments[i].End
		if text := s.help(s.Comments[first : i+1]); text != "" {
			return text, offset
		}
	}
	return "", 0
}

// near reports whether only white space with at most so many line ends stands between two offsets.
func (s *Source) near(from, to int32, lines int) bool {
	between := s.Slice(Extent{from, to})
	return strings.TrimSpace(between) == "" && strings.Count(between, "\n") <= lines
}

// sameBlock reports whether two comments make one: they stand on successive lines.
func (s *Source) sameBlock(a, b Extent) bool { return s.near(a.End, b.Start, 1) }

// help joins comments and returns the text if its first line that is not blank is a help keyword.
func (s *Source) help(comments []Extent) string {
	var b strings.Builder
	for _, c := range comments {
		text := s.Slice(c)
		if inner, ok := strings.CutPrefix(text, "<#"); ok {
			text = strings.TrimSuffix(inner, "#>")
		} else {
			text = strings.TrimLeft(text, "#")
		}
		b.WriteString(strings.ReplaceAll(text, "\r\n", "\n") + "\n")
	}
	if len(HelpSections(b.String())) == 0 {
		return ""
	}
	return b.String()
}

// HelpSection is one part of comment-based help.
type HelpSection struct {
	Keyword  string // in upper case without the dot: SYNOPSIS, PARAMETER, ...
	Argument string // what follows the keyword on its line, such as a parameter's name
	Text     string // without the indentation its lines share and blank lines around it
}

// HelpSections takes the text of a help comment apart. It returns nil when the text does not begin with a keyword.
func HelpSections(text string) []HelpSection {
	var sections []HelpSection
	var lines []string
	finish := func() {
		if len(sections) > 0 {
			sections[len(sections)-1].Text = unindent(lines)
		}
		lines = nil
	}
	for _, line := range strings.Split(text, "\n") {
		keyword, argument, ok := helpKeyword(line)
		switch {
		case ok:
			finish()
			sections = append(sections, HelpSection{Keyword: keyword, Argument: argument})
		case len(sections) == 0 && strings.TrimSpace(line) != "":
			return nil
		default:
			lines = append(lines, strings.TrimRight(line, " \t\r"))
		}
	}
	finish()
	return sections
}

// helpKeyword recognises a line that begins a section.
func helpKeyword(line string) (keyword, argument string, ok bool) {
	word, ok := strings.CutPrefix(strings.TrimSpace(line), ".")
	if !ok {
		return "", "", false
	}
	word, argument, _ = strings.Cut(word, " ")
	keyword = strings.ToUpper(word)
	switch keyword {
	case "SYNOPSIS", "DESCRIPTION", "PARAMETER", "EXAMPLE", "INPUTS", "OUTPUTS", "NOTES", "LINK", "COMPONENT", "ROLE",
		"FUNCTIONALITY", "FORWARDHELPTARGETNAME", "FORWARDHELPCATEGORY", "REMOTEHELPRUNSPACE", "EXTERNALHELP":
		return keyword, strings.TrimSpace(argument), true
	}
	return "", "", false
}

// unindent joins lines without blank ones around them and without the indentation they share.
func unindent(lines []string) string {
	for len(lines) > 0 && strings.TrimSpace(lines[0]) == "" {
		lines = lines[1:]
	}
	for len(lines) > 0 && strings.TrimSpace(lines[len(lines)-1]) == "" {
		lines = lines[:len(lines)-1]
	}
	shared := -1
	for _, line := range lines {
		if indent := len(line) - len(strings.TrimLeft(line, " \t")); line != "" && (shared < 0 || indent < shared) {
			shared = indent
		}
	}
	var b strings.Builder
	for i, line := range lines {
		if i > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(line[min(max(shared, 0), len(line)):])
	}
	return b.String()
}
