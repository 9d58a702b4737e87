package core

import (
	"fmt"
	"strconv"
	"strings"
	"sync"

	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/interp"
	"github.com/partnershell/partnershell/shell/object"
)

// helpDetail is how much of a help page is shown.
type helpDetail uint8

const (
	shortHelp helpDetail = iota
	detailedHelp
	fullHelp
	examplesOnly
)

// helpPage is what is known about a command. As an object it has the properties that scripts read; on the screen it
// is text.
type helpPage struct {
	name, category, synopsis, description, syntax, notes string
	parameters                                           []*parameterHelp
	examples                                             []command.Example
	links, access                                        []string
	detail                                               helpDetail
}

// AccessService is the name under which Engine.Service gives what explains the service calls of a command: the
// scopes, roles and licences that they need, a line each.
const AccessService = "access"

// AccessExplainer says what the endpoints that a command declares need.
type AccessExplainer interface {
	ExplainAccess(endpoints []string) []string
}

func newHelpPage(inv *command.Invocation, info *interp.CommandInfo) *helpPage {
	h := &helpPage{name: info.Name(), category: info.CommandType(), syntax: strings.TrimSpace(interp.Syntax(info))}
	list, declared := info.Parameters()
	for _, p := range list[:min(declared, len(list))] {
		h.parameters = append(h.parameters, newParameterHelp(p))
	}
	if c := interp.RuntimeOf(inv).Registry().Find(h.name); c != nil && info.Function() == nil {
		h.synopsis, h.description, h.notes = c.Synopsis, c.Description, c.Notes
		h.examples, h.links = c.Examples, c.Links
		if explainer, ok := inv.Service(AccessService).(AccessExplainer); ok && len(c.Endpoints) > 0 {
			h.access = explainer.ExplainAccess(c.Endpoints)
		}
		return h
	}
	if f := info.Function(); f != nil {
		h.readComment(f.Block().Text())
	}
	if h.synopsis == "" {
		h.synopsis = h.syntax
	}
	return h
}

// parameterHelp describes one parameter.
type parameterHelp struct {
	name, typeName, help, position, pipeline, sets string
	aliases                                        []string
	required                                       bool
}

func newParameterHelp(p *command.Parameter) *parameterHelp {
	h := &parameterHelp{name: p.Name, typeName: object.ToText(p.Type), help: p.Help, aliases: p.Aliases, position: "Named"}
	var pipeline, sets []string
	for _, s := range p.Sets {
		if s.Position >= 0 {
			h.position = strconv.Itoa(s.Position)
		}
		h.required = h.required || s.Mandatory
		if s.Pipeline {
			pipeline = append(pipeline, "ByValue")
		}
		if s.ByName {
			pipeline = append(pipeline, "ByPropertyName")
		}
		name := s.Name
		if name == command.AllSets {
			name = "(All)"
		}
		sets = append(sets, name)
	}
	h.pipeline = "False"
	if len(pipeline) > 0 {
		h.pipeline = "True (" + strings.Join(unique(pipeline), ", ") + ")"
	}
	h.sets = strings.Join(unique(sets), ", ")
	return h
}

func unique(names []string) []string {
	var kept []string
	seen := map[string]bool{}
	for _, n := range names {
		if !seen[n] {
			seen[n] = true
			kept = append(kept, n)
		}
	}
	return kept
}

// readComment reads comment-based help out of a function's text: lines that begin with .SYNOPSIS and so on.
func (h *helpPage) readComment(text string) {
	comment := helpComment(text)
	section, argument := "", ""
	var body []string
	finish := func() { h.setSection(section, argument, strings.TrimSpace(strings.Join(body, "\n"))); body = nil }
	for _, line := range strings.Split(comment, "\n") {
		trimmed := strings.TrimSpace(line)
		if word, rest, _ := strings.Cut(trimmed, " "); len(word) > 1 && word[0] == '.' && isHelpKeyword(word[1:]) {
			finish()
			section, argument = strings.ToUpper(word[1:]), strings.TrimSpace(rest)
			continue
		}
		body = append(body, strings.TrimSpace(line))
	}
	finish()
}

func isHelpKeyword(word string) bool {
	switch strings.ToUpper(word) {
	case "SYNOPSIS", "DESCRIPTION", "PARAMETER", "EXAMPLE", "INPUTS", "OUTPUTS", "NOTES", "LINK", "COMPONENT", "ROLE", "FUNCTIONALITY":
		return true
	}
	return false
}

// helpComment is the text of the first comment that holds help: a block comment, or lines that begin with #.
func helpComment(text string) string {
	if _, rest, ok := strings.Cut(text, "<#"); ok {
		if body, _, ok := strings.Cut(rest, "#>"); ok {
			return body
		}
	}
	var lines []string
	for _, line := range strings.Split(text, "\n") {
		if rest, ok := strings.CutPrefix(strings.TrimSpace(line), "#"); ok {
			lines = append(lines, rest)
		} else if len(lines) > 0 {
			break
		}
	}
	return strings.Join(lines, "\n")
}

func (h *helpPage) setSection(section, argument, body string) {
	switch section {
	case "SYNOPSIS":
		h.synopsis = body
	case "DESCRIPTION":
		h.description = body
	case "NOTES":
		h.notes = body
	case "LINK":
		h.links = append(h.links, body)
	case "EXAMPLE":
		code, remarks, _ := strings.Cut(body, "\n")
		h.examples = append(h.examples, command.Example{Code: code, Remarks: strings.TrimSpace(remarks)})
	case "PARAMETER":
		for _, p := range h.parameters {
			if object.EqualNames(p.name, argument) {
				p.help = body
			}
		}
	}
}

// ScreenText is the page as the screen shows it.
func (h *helpPage) ScreenText() string {
	var b strings.Builder
	section := func(title string, lines ...string) {
		b.WriteString("\n" + title + "\n")
		for _, line := range lines {
			b.WriteString("    " + strings.ReplaceAll(line, "\n", "\n    ") + "\n")
		}
	}
	section("NAME", h.name)
	section("SYNOPSIS", h.synopsis)
	if h.detail != examplesOnly {
		section("SYNTAX", h.syntax)
		section("DESCRIPTION", h.description)
	}
	if h.detail == detailedHelp || h.detail == fullHelp {
		b.WriteString("\nPARAMETERS\n")
		for _, p := range h.parameters {
			b.WriteString(p.text(h.detail == fullHelp))
		}
	}
	if len(h.access) > 0 && h.detail != examplesOnly {
		section("ACCESS", h.access...)
	}
	if h.detail != shortHelp {
		for i, e := range h.examples {
			section(fmt.Sprintf("    -------------------------- EXAMPLE %d --------------------------", i+1), e.Code, "", e.Remarks)
		}
	}
	if h.notes != "" && h.detail == fullHelp {
		section("NOTES", h.notes)
	}
	if len(h.links) > 0 && h.detail != examplesOnly {
		section("RELATED LINKS", h.links...)
	}
	return b.String()
}

func (p *parameterHelp) text(full bool) string {
	text := "    -" + p.name
	if p.typeName != "switch" {
		text += " <" + p.typeName + ">"
	}
	text += "\n        " + p.help + "\n"
	if full {
		aliases := "None"
		if len(p.aliases) > 0 {
			aliases = strings.Join(p.aliases, ", ")
		}
		text += fmt.Sprintf("\n        Required?                    %t\n        Position?                    %s\n"+
			"        Accept pipeline input?       %s\n        Parameter set name           %s\n        Aliases                      %s\n",
			p.required, p.position, p.pipeline, p.sets, aliases)
	}
	return text + "\n"
}

// ScreenText is the parameter as the screen shows it.
func (p *parameterHelp) ScreenText() string { return "\n" + p.text(true) }

var helpPageType = sync.OnceValue(func() *object.Type {
	return defineHelp("MamlCommandHelpInfo", map[string]func(*helpPage) object.Value{
		"Name": func(h *helpPage) object.Value { return h.name }, "Category": func(h *helpPage) object.Value { return h.category },
		"Synopsis": func(h *helpPage) object.Value { return h.synopsis }, "syntax": func(h *helpPage) object.Value { return h.syntax },
		"description": func(h *helpPage) object.Value { return h.description },
		"parameters":  func(h *helpPage) object.Value { return helpList(h.parameters) },
		"examples":    func(h *helpPage) object.Value { return exampleList(h.examples) },
		"access":      func(h *helpPage) object.Value { return strings.Join(h.access, "\n") },
	})
})

var parameterHelpType = sync.OnceValue(func() *object.Type {
	return defineHelp("MamlCommandHelpInfo#parameter", map[string]func(*parameterHelp) object.Value{
		"name": func(p *parameterHelp) object.Value { return p.name }, "type": func(p *parameterHelp) object.Value { return p.typeName },
		"description": func(p *parameterHelp) object.Value { return p.help }, "required": func(p *parameterHelp) object.Value { return p.required },
		"position":      func(p *parameterHelp) object.Value { return p.position },
		"pipelineInput": func(p *parameterHelp) object.Value { return p.pipeline },
	})
})

func defineHelp[T any](name string, properties map[string]func(T) object.Value) *object.Type {
	t := object.Define(name, object.ClassType, nil)
	t.SetMembers(func() []*object.Member {
		var members []*object.Member
		for name, get := range properties {
			members = append(members, &object.Member{Name: name, Kind: object.PropertyMember,
				Get: func(recv object.Value) (object.Value, error) {
					h, ok := recv.(T)
					if !ok {
						return nil, nil
					}
					return get(h), nil
				}})
		}
		return members
	})
	return t
}

func helpList(parameters []*parameterHelp) object.Value {
	items := make([]object.Value, len(parameters))
	for i, p := range parameters {
		items[i] = p
	}
	return object.NewArray(items...)
}

func exampleList(examples []command.Example) object.Value {
	shape := object.ShapeOf("title", "code", "remarks")
	items := make([]object.Value, len(examples))
	for i, e := range examples {
		items[i] = object.NewCustomObject(shape, []object.Value{fmt.Sprintf("EXAMPLE %d", i+1), e.Code, e.Remarks})
	}
	return object.NewArray(items...)
}

// Type implements object.Object.
func (*helpPage) Type() *object.Type { return helpPageType() }

// Text implements object.Texter.
func (h *helpPage) Text() string { return h.ScreenText() }

// Type implements object.Object.
func (*parameterHelp) Type() *object.Type { return parameterHelpType() }

// Text implements object.Texter.
func (p *parameterHelp) Text() string { return p.ScreenText() }
