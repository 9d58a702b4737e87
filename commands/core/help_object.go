package core

import (
	"strings"
	"sync"

	"github.com/partnershell/partnershell/shell/object"
)

// helpObject makes an object of name, value, name, value …
func helpObject(pairs ...any) object.Value {
	names, values := make([]string, 0, len(pairs)/2), make([]object.Value, 0, len(pairs)/2)
	for i := 0; i < len(pairs); i += 2 {
		names, values = append(names, pairs[i].(string)), append(values, pairs[i+1])
	}
	return object.NewCustomObject(object.ShapeOf(names...), values)
}

// paragraphs is text as help objects hold it: a list of objects with a Text.
func paragraphs(texts ...string) object.Value {
	items := make([]object.Value, len(texts))
	for i, text := range texts {
		items[i] = helpObject("Text", text)
	}
	return object.NewArray(items...)
}

// each makes an object with one property that lists an object for every element.
func each[T any](name string, list []T, one func(i int, v T) object.Value) object.Value {
	items := make([]object.Value, len(list))
	for i, v := range list {
		items[i] = one(i, v)
	}
	return helpObject(name, object.NewArray(items...))
}

var helpPageType = sync.OnceValue(func() *object.Type {
	text := func(f func(h *helpPage) string) func(*helpPage) object.Value {
		return func(h *helpPage) object.Value { return f(h) }
	}
	return defineType("MamlCommandHelpInfo", nil, []readOnly[*helpPage]{
		{"Name", text(func(h *helpPage) string { return h.name })}, {"Category", text(func(h *helpPage) string { return h.category })},
		{"Synopsis", text(func(h *helpPage) string { return h.synopsis })}, {"Component", text(func(h *helpPage) string { return h.component })},
		{"Role", text(func(h *helpPage) string { return h.role })}, {"Functionality", text(func(h *helpPage) string { return h.functionality })},
		{"ModuleName", text(func(h *helpPage) string { return h.module })},
		{"details", func(h *helpPage) object.Value {
			return helpObject("name", h.name, "description", paragraphs(h.synopsis))
		}},
		{"description", func(h *helpPage) object.Value { return paragraphs(h.description) }},
		{"Syntax", func(h *helpPage) object.Value {
			return each("syntaxItem", h.syntax, func(_ int, line string) object.Value { return helpObject("name", h.name, "text", line) })
		}},
		{"parameters", func(h *helpPage) object.Value {
			return each("parameter", h.parameters, func(_ int, p *parameterHelp) object.Value { return p })
		}},
		{"inputTypes", func(h *helpPage) object.Value { return typeList("inputType", h.inputs) }},
		{"returnValues", func(h *helpPage) object.Value { return typeList("returnValue", h.outputs) }},
		{"alertSet", func(h *helpPage) object.Value { return helpObject("alert", paragraphs(h.notes)) }},
		{"examples", func(h *helpPage) object.Value { return each("example", h.examples, exampleObject) }},
		{"relatedLinks", func(h *helpPage) object.Value { return each("navigationLink", h.links, linkObject) }},
		{"access", func(h *helpPage) object.Value { return strings.Join(h.access, "\n") }},
	})
})

func typeList(name string, list []string) object.Value {
	return each(name, list, func(_ int, text string) object.Value { return helpObject("type", helpObject("name", text)) })
}

func exampleObject(i int, e exampleHelp) object.Value {
	return helpObject("title", exampleTitle(i+1), "introduction", paragraphs(e.prompt), "code", e.code,
		"remarks", paragraphs(e.remarks, "", "", "", ""))
}

func linkObject(_ int, link string) object.Value {
	if strings.HasPrefix(link, "http") {
		return helpObject("uri", link)
	}
	return helpObject("linkText", link)
}

var parameterHelpType = sync.OnceValue(func() *object.Type {
	text := func(f func(p *parameterHelp) string) func(*parameterHelp) object.Value {
		return func(p *parameterHelp) object.Value { return f(p) }
	}
	return defineType("MamlCommandHelpInfo#parameter", nil, []readOnly[*parameterHelp]{
		{"name", text(func(p *parameterHelp) string { return p.name })},
		{"description", func(p *parameterHelp) object.Value { return paragraphs(p.help) }},
		{"required", text(func(p *parameterHelp) string { return p.required })},
		{"globbing", text(func(p *parameterHelp) string { return p.globbing })},
		{"pipelineInput", text(func(p *parameterHelp) string { return p.pipeline })},
		{"position", text(func(p *parameterHelp) string { return p.position })},
		{"aliases", text(func(p *parameterHelp) string { return strings.Join(p.aliases, ", ") })},
		{"defaultValue", text(func(p *parameterHelp) string { return p.byDefault })},
		{"parameterValue", text(func(p *parameterHelp) string { return p.typeName })},
		{"type", func(p *parameterHelp) object.Value { return helpObject("name", p.typeName) }},
	})
})

// readOnly is a property that can only be read.
type readOnly[T any] struct {
	name string
	get  func(T) object.Value
}

func defineType[T any](name string, base *object.Type, properties []readOnly[T]) *object.Type {
	t := object.Define(name, object.ClassType, base)
	t.SetMembers(func() []*object.Member {
		var members []*object.Member
		for _, p := range properties {
			members = append(members, &object.Member{Name: p.name, Kind: object.PropertyMember, Definition: "System.Object " + p.name + " {get;}",
				Get: func(recv object.Value) (object.Value, error) {
					h, ok := recv.(T)
					if !ok {
						return nil, nil
					}
					return p.get(h), nil
				}})
		}
		return members
	})
	return t
}

// Type implements object.Object.
func (*helpPage) Type() *object.Type { return helpPageType() }

// Text implements object.Texter.
func (h *helpPage) Text() string { return h.ScreenText() }

// Type implements object.Object.
func (*parameterHelp) Type() *object.Type { return parameterHelpType() }

// Text implements object.Texter.
func (p *parameterHelp) Text() string { return p.ScreenText() }
