package complete

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"time"

	"github.com/partnershell/partnershell/shell/interp"
	"github.com/partnershell/partnershell/shell/syntax"
)

// commands offers commands: aliases, functions, compiled commands and programs, by name.
func (r *request) commands() []Candidate {
	module, word, qualified := strings.Cut(r.word, `\`)
	if !qualified {
		module, word = "", r.word
	}
	if strings.ContainsAny(word, `/\`) {
		return nil
	}
	ampersand := r.needsAmpersand()
	names := r.commandNames(word)
	list := make([]Candidate, 0, len(names))
	for _, name := range names {
		var info *interp.CommandInfo
		if module != "" || len(names) <= maxSyntax {
			info = r.rt.Command(name)
		}
		if module != "" && (info == nil || !strings.EqualFold(info.Module(), module)) {
			continue
		}
		text := name
		if module != "" {
			text = info.Module() + `\` + name
		}
		tip := name
		if len(names) <= maxTips {
			tip = r.commandTip(name, info)
		}
		list = append(list, Candidate{commandText(text, r.quote(), ampersand), name, Command, tip})
	}
	return list
}

// maxSyntax is how many commands get their syntax as a tool tip: working it out takes longer than finding the name.
// Where there are more, the synopsis must do.
const maxSyntax = 40

// maxTips is how many commands get a tool tip at all; nobody reads longer menus.
const maxTips = 500

// commandText quotes a command's name where it must be; a quoted name is called with &.
func commandText(name string, quote byte, ampersand bool) string {
	text := asArgument(name, quote)
	if quote == 0 && ampersand && text != name {
		return "& " + text
	}
	return text
}

// needsAmpersand reports whether a quoted name would be a string at the cursor and not a command.
func (r *request) needsAmpersand() bool {
	c, ok := above[*syntax.Command](r)
	return !ok || c.InvocationOperator == syntax.TokUnknown
}

// commandNames lists the names that fit a word, sorted and without repetitions.
func (r *request) commandNames(word string) []string {
	fits := matching(word)
	var names []string
	add := func(name string) {
		if fits(name) {
			names = append(names, name)
		}
	}
	for _, a := range r.rt.Aliases() {
		add(a.Name)
	}
	for _, f := range r.rt.Functions() {
		add(f.Name)
	}
	for _, name := range r.rt.Registry().Names() {
		add(name)
	}
	for name := range r.view().functions {
		add(name)
	}
	for _, name := range programs() {
		add(name)
	}
	return inOrdinalOrder(names)
}

// commandTip is an alias's target, a command's synopsis and syntax, or a program's path.
func (r *request) commandTip(name string, info *interp.CommandInfo) string {
	if info == nil {
		if c := r.rt.Registry().Find(name); c != nil && c.Synopsis != "" {
			return c.Synopsis
		}
		return name
	}
	switch info.CommandType() {
	case "Alias":
		return info.AliasTarget()
	case "Application", "ExternalScript":
		return info.Path()
	}
	tip := strings.TrimSpace(interp.Syntax(info))
	if c := r.rt.Registry().Find(info.Name()); c != nil && c.Synopsis != "" && info.CommandType() == "Cmdlet" {
		tip = c.Synopsis + "\n" + tip
	}
	if tip == "" {
		return name
	}
	return tip
}

// programCache keeps the names of the programs on the search path.
var programCache struct {
	sync.Mutex
	path  string
	read  time.Time
	names []string
}

// programsStaleAfter is how long a listing of the search path is good for.
const programsStaleAfter = 30 * time.Second

// programs are the names of the executable files on the search path.
func programs() []string {
	c := &programCache
	c.Lock()
	defer c.Unlock()
	path := os.Getenv("PATH")
	if c.path == path && time.Since(c.read) < programsStaleAfter {
		return c.names
	}
	c.path, c.read, c.names = path, time.Now(), nil
	for _, folder := range filepath.SplitList(path) {
		entries, _ := os.ReadDir(folder)
		for _, e := range entries {
			if isProgram(e) {
				c.names = append(c.names, e.Name())
			}
		}
	}
	return c.names
}

func isProgram(e os.DirEntry) bool {
	if e.IsDir() {
		return false
	}
	if runtime.GOOS != "windows" {
		if e.Type()&os.ModeSymlink != 0 {
			return true
		}
		info, err := e.Info()
		return err == nil && info.Mode()&0o111 != 0
	}
	extension := strings.ToLower(filepath.Ext(e.Name()))
	return extension != "" && strings.Contains(strings.ToLower(os.Getenv("PATHEXT")), extension)
}

// keywords offers the statements that can begin where a command can.
func (r *request) keywords() []Candidate {
	if r.word == "" || r.quote() != 0 {
		return nil
	}
	var list []Candidate
	for _, k := range [...]string{"begin", "break", "catch", "class", "clean", "continue", "data", "do", "dynamicparam",
		"else", "elseif", "end", "enum", "exit", "filter", "finally", "for", "foreach", "function", "if", "param", "process",
		"return", "switch", "throw", "trap", "try", "until", "using", "while"} {
		if len(k) > len(r.word) && hasPrefixFold(k, r.word) {
			list = append(list, Candidate{k, k, Keyword, k})
		}
	}
	return list
}
