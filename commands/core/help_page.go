package core

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/interp"
	"github.com/partnershell/partnershell/shell/object"
	"github.com/partnershell/partnershell/shell/syntax"
)

// helpPage is what is known about a command. As an object it has the properties that scripts read; on the screen it
// is text.
type helpPage struct {
	name, category, module, synopsis, description, notes string
	component, role, functionality                       string
	syntax, aliases, inputs, outputs, links, access      []string
	parameters                                           []*parameterHelp
	examples                                             []exampleHelp
	bare                                                 bool // a function without help of its own
	advanced                                             bool
	detail                                               helpDetail
}

// exampleHelp is one example: what to type, and what it does.
type exampleHelp struct{ prompt, code, remarks string }

// AccessService is the name under which Engine.Service gives what explains the service calls of a command: the
// scopes, roles and licences that they need, a line each.
const AccessService = "access"

// AccessExplainer says what the endpoints that a command declares need.
type AccessExplainer interface {
	ExplainAccess(endpoints []string) []string
}

func newHelpPage(inv *command.Invocation, info *interp.CommandInfo) *helpPage {
	h := &helpPage{name: info.Name(), category: info.CommandType(), module: info.Module(), advanced: info.Advanced()}
	for line := range strings.SplitSeq(strings.TrimSpace(interp.Syntax(info)), "\n\n") {
		h.syntax = append(h.syntax, strings.TrimSpace(line))
	}
	for _, a := range interp.RuntimeOf(inv).Commands() {
		if object.EqualNames(a.AliasTarget(), h.name) {
			h.aliases = append(h.aliases, a.Name())
		}
	}
	list, declared := info.Positioned()
	for _, p := range list[:min(declared, len(list))] {
		h.parameters = append(h.parameters, newParameterHelp(p))
	}
	c := interp.RuntimeOf(inv).Registry().Find(h.name)
	if c == nil || info.Function() != nil {
		h.readComment(info)
		return h
	}
	h.synopsis, h.description, h.notes, h.links, h.advanced = c.Synopsis, c.Description, c.Notes, c.Links, true
	h.outputs = c.OutputTypes
	for _, e := range c.Examples {
		h.examples = append(h.examples, exampleHelp{"PS > ", e.Code, e.Remarks})
	}
	if explainer, ok := inv.Service(AccessService).(AccessExplainer); ok && len(c.Endpoints) > 0 {
		h.access = explainer.ExplainAccess(c.Endpoints)
	}
	return h
}

// parameterHelp describes one parameter, in the words of PowerShell's help.
type parameterHelp struct {
	name, typeName, help, position, pipeline, byDefault, required string
	aliases                                                       []string
	globbing                                                      string
}

func newParameterHelp(p *command.Parameter) *parameterHelp {
	h := &parameterHelp{name: p.Name, typeName: p.Type.Name(), help: p.Help, aliases: p.Aliases, position: "named", pipeline: "false",
		required: "false", globbing: "false"}
	var pipeline []string
	for _, s := range p.Sets {
		if s.Position >= 0 {
			h.position = strconv.Itoa(s.Position + 1)
		}
		if s.Mandatory {
			h.required = "true"
		}
		if s.Pipeline {
			pipeline = append(pipeline, "ByValue")
		}
		if s.ByName {
			pipeline = append(pipeline, "ByPropertyName")
		}
	}
	if len(pipeline) > 0 {
		h.pipeline = "true (" + strings.Join(unique(pipeline), ", ") + ")"
	}
	if h.isSwitch() {
		h.byDefault = "False"
	}
	return h
}

func (p *parameterHelp) isSwitch() bool { return p.typeName == "SwitchParameter" }

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

// readComment takes the comment-based help of a function or script over.
func (h *helpPage) readComment(info *interp.CommandInfo) {
	sections := syntax.HelpSections(info.HelpComment())
	h.bare = len(sections) == 0
	if h.bare {
		h.synopsis = strings.Join(h.syntax, "\n\n")
		return
	}
	name := h.name
	if h.category == "ExternalScript" {
		h.name = info.Path() // pages made of comments call a script by its path
	}
	for i, line := range h.syntax {
		h.syntax[i] = h.name + typeInSyntax.ReplaceAllStringFunc(strings.TrimPrefix(line, name), typeNameInSyntax)
	}
	for _, p := range h.parameters {
		if text := info.DefaultText(p.name); text != "" {
			p.byDefault = text
		}
	}
	for _, s := range sections {
		h.setSection(s)
	}
}

// typeInSyntax is the type of a value in a syntax line, which pages made of comments name without accelerators.
var typeInSyntax = regexp.MustCompile(`<[^<>]+>`)

func typeNameInSyntax(text string) string {
	if t := object.LookupType(strings.Trim(text, "<>")); t != nil && text != "<CommonParameters>" {
		return "<" + t.Name() + ">"
	}
	return text
}

func (h *helpPage) setSection(s syntax.HelpSection) {
	switch s.Keyword {
	case "SYNOPSIS":
		h.synopsis = s.Text
	case "DESCRIPTION":
		h.description = s.Text
	case "NOTES":
		h.notes = s.Text
	case "COMPONENT":
		h.component = s.Text
	case "ROLE":
		h.role = s.Text
	case "FUNCTIONALITY":
		h.functionality = s.Text
	case "LINK":
		h.links = append(h.links, s.Text)
	case "INPUTS":
		h.inputs = append(h.inputs, s.Text)
	case "OUTPUTS":
		h.outputs = append(h.outputs, s.Text)
	case "EXAMPLE":
		h.examples = append(h.examples, newExampleHelp(s.Text))
	case "PARAMETER":
		for _, p := range h.parameters {
			if object.EqualNames(p.name, s.Argument) {
				p.help = s.Text
			}
		}
	}
}

// newExampleHelp takes an example apart: a prompt, if it has one, the code up to the first empty line, and the rest.
func newExampleHelp(text string) exampleHelp {
	e := exampleHelp{prompt: "PS > "}
	first, _, _ := strings.Cut(text, "\n")
	if prompt, _, ok := strings.Cut(first, ">"); ok {
		e.prompt = prompt + ">"
		text = text[len(e.prompt):]
	}
	code, remarks, _ := strings.Cut(text, "\n\n")
	e.code, e.remarks = strings.TrimSpace(code), remarks
	return e
}

// onlineAddress is the first link that is an address on the web; empty if there is none.
func (h *helpPage) onlineAddress() string {
	for _, link := range h.links {
		if strings.HasPrefix(link, "http://") || strings.HasPrefix(link, "https://") {
			return link
		}
	}
	return ""
}
