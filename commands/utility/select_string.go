package utility

import (
	"bufio"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

func selectStringCommand() *command.Command {
	return &command.Command{
		Name: "Select-String", Class: "Microsoft.PowerShell.Commands.SelectStringCommand", Module: "Microsoft.PowerShell.Utility",
		Synopsis: "Finds texts in strings and files.",
		Description: "Looks for regular expressions (or plain texts with -SimpleMatch) in the lines of files or in " +
			"the texts that come in, and writes where they were found.",
		Examples: []command.Example{
			{Code: `'alpha', 'beta', 'gamma' | Select-String 'm'`, Remarks: "Lines that match."},
			{Code: `'id=1 id=2' | Select-String 'id=(\d)' -AllMatches | ForEach-Object { $_.Matches.Value }`, Remarks: "Every match."},
		},
		New:         func() command.Processor { return &selectString{} },
		DefaultSet:  "File",
		OutputTypes: []string{"Microsoft.PowerShell.Commands.MatchInfo", "System.Boolean", "System.String"},
	}
}

// selectString is Select-String: finds texts in strings and files.
type selectString struct {
	Culture       string        `ps:"notnull" help:"The culture that compares plain texts: Ordinal, Invariant, Current or a name."`
	InputObject   object.Value  `ps:"type=System.Management.Automation.PSObject allownull allowempty set=Object,ObjectRaw mandatory pipeline" help:"The texts to search."`
	Pattern       []string      `ps:"pos=0 mandatory" help:"What to look for."`
	Path          []string      `ps:"set=File,FileRaw pos=1 mandatory byname" help:"The files to search, wildcards allowed."`
	LiteralPath   []string      `ps:"alias=PSPath,LP set=LiteralFile,LiteralFileRaw mandatory byname" help:"The files to search, exactly as written."`
	Raw           object.Switch `ps:"set=ObjectRaw,FileRaw,LiteralFileRaw mandatory" help:"Writes the lines themselves."`
	SimpleMatch   object.Switch `help:"Takes the pattern literally."`
	CaseSensitive object.Switch `help:"Tells upper and lower case apart."`
	Quiet         object.Switch `ps:"set=Object,File,LiteralFile" help:"Writes only whether there is a match."`
	List          object.Switch `help:"Only the first match in each file."`
	NoEmphasis    object.Switch `help:"Does not highlight the match."`
	Include       []string      `ps:"notempty" help:"Only these files."`
	Exclude       []string      `ps:"notempty" help:"Not these files."`
	NotMatch      object.Switch `help:"Lines that do not match."`
	AllMatches    object.Switch `help:"Every match in a line, not just the first."`
	Encoding      object.Value  `ps:"notempty" help:"The text encoding: utf8, utf8BOM, unicode, ascii, or a code page."`
	Context       []int32       `ps:"notempty count=1..2 range=0..2147483647" help:"Lines to show before and after."`

	patterns []*object.Regex // nil with -SimpleMatch
	culture  *object.Culture
	plain    []string

	before, after int
	found         bool // -Quiet: something was found
	lines         lineScan
}

// lineScan is the state of one text that is searched: where it stands and what waits for its context.
type lineScan struct {
	path    string
	number  uint64
	recent  []string // the last lines, as many as a context has before its match
	waiting []*matchInfo
	done    bool // -List: the first match is enough

	// What is shown of contexts does not overlap: a line stands in one of them, and not if it is a match itself.
	unshown []string
	showing *matchInfo // its context after it is not complete
}

// matchInfo is Microsoft.PowerShell.Commands.MatchInfo.
type matchInfo struct {
	line, path, pattern string
	number              uint64
	ignoreCase, plain   bool
	matches             []object.Value
	context             *matchContext // nil without -Context
	missing             int           // lines of context still to come
}

// matchContext is Microsoft.PowerShell.Commands.MatchInfoContext.
type matchContext struct{ before, after, shownBefore, shownAfter []string }

// inputStream is the path of texts that do not come from a file.
const inputStream = "InputStream"

var matchInfoType = sync.OnceValue(func() *object.Type {
	const text = "System.String"
	return defineRecord("Microsoft.PowerShell.Commands.MatchInfo", nil,
		property[*matchInfo]{"IgnoreCase", "System.Boolean", func(m *matchInfo) object.Value { return m.ignoreCase }},
		property[*matchInfo]{"LineNumber", "System.UInt64", func(m *matchInfo) object.Value { return m.number }},
		property[*matchInfo]{"Line", text, func(m *matchInfo) object.Value { return m.line }},
		property[*matchInfo]{"Filename", text, func(m *matchInfo) object.Value { return filepath.Base(m.path) }},
		property[*matchInfo]{"Path", text, func(m *matchInfo) object.Value { return m.path }},
		property[*matchInfo]{"Pattern", text, func(m *matchInfo) object.Value { return m.pattern }},
		property[*matchInfo]{"Context", "System.Object", func(m *matchInfo) object.Value { return m.contextValue() }},
		property[*matchInfo]{"Matches", "System.Text.RegularExpressions.Match[]", func(m *matchInfo) object.Value {
			return object.NewTypedArray(object.TypeRegexMatch, m.matches)
		}})
})

var matchContextType = sync.OnceValue(func() *object.Type {
	const texts = "System.String[]"
	return defineRecord("Microsoft.PowerShell.Commands.MatchInfoContext", nil,
		property[*matchContext]{"PreContext", texts, func(c *matchContext) object.Value { return textArray(c.before) }},
		property[*matchContext]{"PostContext", texts, func(c *matchContext) object.Value { return textArray(c.after) }},
		property[*matchContext]{"DisplayPreContext", texts, func(c *matchContext) object.Value { return textArray(c.shownBefore) }},
		property[*matchContext]{"DisplayPostContext", texts, func(c *matchContext) object.Value { return textArray(c.shownAfter) }})
})

func textArray(texts []string) object.Value {
	items := make([]object.Value, len(texts))
	for i, t := range texts {
		items[i] = t
	}
	return object.NewTypedArray(object.TypeString, items)
}

// Type implements object.Object.
func (*matchInfo) Type() *object.Type { return matchInfoType() }

// Type implements object.Object.
func (*matchContext) Type() *object.Type { return matchContextType() }

func (m *matchInfo) contextValue() object.Value {
	if m.context == nil {
		return nil
	}
	return m.context
}

// Text implements object.Texter: the line, with its file and number where it has them, and its context.
func (m *matchInfo) Text() string {
	location := func(n uint64) string {
		if m.path == inputStream {
			return ""
		}
		return m.path + ":" + strconv.FormatUint(n, 10) + ":"
	}
	if m.context == nil {
		return location(m.number) + m.line
	}
	var b strings.Builder
	before := m.context.shownBefore
	for i, line := range before {
		b.WriteString("  " + location(m.number-uint64(len(before)-i)) + line + "\n")
	}
	b.WriteString("> " + location(m.number) + m.line)
	for i, line := range m.context.shownAfter {
		b.WriteString("\n  " + location(m.number+uint64(i)+1) + line)
	}
	return b.String()
}

// Begin compiles the patterns.
func (c *selectString) Begin(inv *command.Invocation) error {
	if inv.IsBound("Culture") && !bool(c.SimpleMatch) {
		return object.NewError("System.InvalidOperationException", "CannotSpecifyCultureWithoutSimpleMatch", object.InvalidData,
			"You must specify either the -Culture or -SimpleMatch parameters, but not both.")
	}
	c.culture = searchCulture(c.Culture)
	if len(c.Context) > 0 {
		c.before, c.after = int(c.Context[0]), int(c.Context[len(c.Context)-1])
	}
	c.lines = lineScan{path: inputStream}
	if c.SimpleMatch {
		return nil
	}
	options := object.RegexIgnoreCase
	if c.CaseSensitive {
		options = 0
	}
	for _, pattern := range c.Pattern {
		r, err := object.CompileRegex(pattern, options)
		if err != nil {
			e := object.NewError("System.ArgumentException", "InvalidRegex", object.InvalidArgument,
				"The string %s is not a valid regular expression: %s", pattern, err.Error())
			e.Target = pattern
			e.Exception.Inner, _ = err.(*object.Exception)
			return e
		}
		c.patterns = append(c.patterns, r)
	}
	return nil
}

// searchCulture is the culture of -Culture; nil compares by code (Ordinal).
func searchCulture(name string) *object.Culture {
	switch strings.ToLower(name) {
	case "invariant":
		return object.InvariantCulture
	case "", "current":
		return object.CurrentCulture
	case "ordinal":
		return nil
	}
	return namedCulture(name)
}

// Process implements command.Processor.
func (c *selectString) Process(inv *command.Invocation) error {
	if bool(c.Quiet) && c.found {
		return nil
	}
	if inv.Set != "Object" && inv.Set != "ObjectRaw" {
		return c.searchPaths(inv)
	}
	if object.IsNull(c.InputObject) {
		return nil
	}
	if path, ok := fileOf(c.InputObject); ok {
		return c.searchFile(inv, path)
	}
	text := object.ToText(c.InputObject)
	if info, ok := object.Base(c.InputObject).(*matchInfo); ok {
		text = info.line
	}
	return c.line(inv, text)
}

// fileOf is the path of a file object.
func fileOf(v object.Value) (string, bool) {
	if object.TypeOf(v).FullName() != "System.IO.FileInfo" {
		return "", false
	}
	path, ok, err := object.GetProperty(v, "FullName")
	return object.ToText(path), ok && err == nil
}

func (c *selectString) searchPaths(inv *command.Invocation) error {
	paths, literal := c.Path, false
	if len(c.LiteralPath) > 0 {
		paths, literal = c.LiteralPath, true
	}
	for _, path := range paths {
		files, err := existingFiles(inv, path, literal)
		if err != nil {
			return err
		}
		for _, file := range files {
			if err := c.searchFile(inv, file); err != nil {
				return err
			}
		}
	}
	return nil
}

func (c *selectString) searchFile(inv *command.Invocation, path string) error {
	if ok, err := c.wantsFile(path); !ok || err != nil {
		return err
	}
	encoding, err := command.EncodingOf(inv, c.Encoding)
	if err != nil {
		return err
	}
	f, err := os.Open(path)
	if err != nil {
		e := object.NewError("System.Management.Automation.ItemNotFoundException", "PathNotFound", object.ObjectNotFound,
			"Cannot find path '%s' because it does not exist.", path)
		e.Target = path
		return e
	}
	defer f.Close()
	if info, err := f.Stat(); err == nil && info.IsDir() {
		return nil
	}
	c.lines = lineScan{path: path}
	reader, ctx := bufio.NewReader(encoding.NewReader(f)), inv.Context()
	for !c.lines.done && !(bool(c.Quiet) && c.found) {
		if err := ctx.Err(); err != nil {
			return err
		}
		text, err := reader.ReadString('\n')
		if text != "" {
			if lineErr := c.line(inv, strings.TrimRight(text, "\r\n")); lineErr != nil {
				return lineErr
			}
		}
		if err != nil {
			break
		}
	}
	return c.flush(inv)
}

func (c *selectString) wantsFile(path string) (bool, error) {
	include, err := compilePatterns(c.Include)
	if err != nil {
		return false, err
	}
	exclude, err := compilePatterns(c.Exclude)
	name := filepath.Base(path)
	return matchesAny(include, name) && (len(exclude) == 0 || !matchesAny(exclude, name)), err
}

// line searches one line.
func (c *selectString) line(inv *command.Invocation, text string) error {
	c.lines.number++
	m, err := c.match(text)
	if err != nil {
		return err
	}
	if m != nil {
		m.line, m.path, m.number, m.ignoreCase, m.plain = text, c.lines.path, c.lines.number, !bool(c.CaseSensitive), bool(c.SimpleMatch)
		if len(c.Context) > 0 {
			m.context = &matchContext{before: slices.Clone(c.lines.recent)}
			m.missing = c.after
		}
		c.found = true
		c.lines.done = bool(c.List)
	}
	c.show(text, m)
	if err := c.extend(inv, text); err != nil {
		return err
	}
	c.lines.recent = keepLast(c.lines.recent, text, c.before)
	if m == nil {
		return nil
	}
	if m.missing > 0 {
		c.lines.waiting = append(c.lines.waiting, m)
		return nil
	}
	return c.emit(inv, m)
}

// show finds the place where a line is shown: in the context after a match, in that before the next, or as a match.
func (c *selectString) show(text string, m *matchInfo) {
	last := c.lines.showing
	switch {
	case m != nil:
		if m.context != nil {
			m.context.shownBefore = c.lines.unshown
		}
		c.lines.unshown, c.lines.showing = nil, nil
		if m.missing > 0 {
			c.lines.showing = m
		}
	case last == nil:
		c.lines.unshown = keepLast(c.lines.unshown, text, c.before)
	default:
		if last.context.shownAfter = append(last.context.shownAfter, text); len(last.context.shownAfter) == c.after {
			c.lines.showing = nil
		}
	}
}

// keepLast adds a line to the last n.
func keepLast(lines []string, text string, n int) []string {
	if n == 0 {
		return nil
	}
	if len(lines) == n {
		lines = lines[1:]
	}
	return append(lines, text)
}

// extend adds a line to the context of the matches that wait for it.
func (c *selectString) extend(inv *command.Invocation, text string) error {
	for _, m := range c.lines.waiting {
		m.context.after = append(m.context.after, text)
		m.missing--
	}
	for len(c.lines.waiting) > 0 && c.lines.waiting[0].missing == 0 {
		m := c.lines.waiting[0]
		c.lines.waiting = c.lines.waiting[1:]
		if err := c.emit(inv, m); err != nil {
			return err
		}
	}
	return nil
}

func (c *selectString) flush(inv *command.Invocation) error {
	for _, m := range c.lines.waiting {
		if err := c.emit(inv, m); err != nil {
			return err
		}
	}
	c.lines.waiting = nil
	return nil
}

func (c *selectString) emit(inv *command.Invocation, m *matchInfo) error {
	switch {
	case bool(c.Raw):
		return inv.Write(m.line)
	case bool(c.Quiet) && !bool(c.List):
		return inv.Write(true)
	}
	return inv.Write(m)
}

// match finds the first pattern that occurs in a line; with -NotMatch the line must have none of them.
func (c *selectString) match(text string) (*matchInfo, error) {
	for i, pattern := range c.Pattern {
		matches, ok, err := c.occurrences(i, text)
		if err != nil {
			return nil, err
		}
		if ok {
			if c.NotMatch {
				return nil, nil
			}
			return &matchInfo{pattern: pattern, matches: matches}, nil
		}
	}
	if c.NotMatch {
		return &matchInfo{pattern: c.Pattern[len(c.Pattern)-1]}, nil
	}
	return nil, nil
}

func (c *selectString) occurrences(i int, text string) (matches []object.Value, ok bool, err error) {
	if c.SimpleMatch {
		return nil, c.contains(text, c.Pattern[i]), nil
	}
	m, err := c.patterns[i].Match(text, 0)
	for m != nil && m.Success && err == nil {
		matches = append(matches, m)
		if !c.AllMatches {
			break
		}
		m, err = m.Next()
	}
	return matches, len(matches) > 0, err
}

func (c *selectString) contains(text, pattern string) bool {
	if c.CaseSensitive {
		return strings.Contains(text, pattern)
	}
	return strings.Contains(object.FoldName(text), object.FoldName(pattern))
}

// End writes what still waits for context.
func (c *selectString) End(inv *command.Invocation) error { return c.flush(inv) }
