package complete

import (
	"strings"

	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
	"github.com/partnershell/partnershell/shell/syntax"
)

// parameters offers the names of the parameters that can still be given.
func (r *request) parameters() []Candidate {
	c, word := r.commandOfParameter()
	if c == nil {
		return nil
	}
	b := r.bindCommand(c, word, r.last())
	if b == nil {
		return r.nativeArguments(c)
	}
	list := b.names(word, strings.HasSuffix(r.word, ":"))
	if len(list) > 0 {
		return list
	}
	return r.files(fileOptions{foldersOnly: isSetLocation(b.name)})
}

func isSetLocation(name string) bool { return object.EqualNames(name, "Set-Location") }

// commandOfParameter is the command whose parameter is being typed; word is nil if it is a lone dash.
func (r *request) commandOfParameter() (*syntax.Command, *syntax.CommandParameter) {
	c, _ := r.up(1).(*syntax.Command)
	word, _ := r.last().(*syntax.CommandParameter)
	return c, word
}

// names lists the candidates for -word: the parameter that it stands for already, or those that begin like it.
func (b *binding) names(word *syntax.CommandParameter, colon bool) []Candidate {
	if word == nil || word.Name == "" || b.ambiguous[word] || b.failed {
		prefix := ""
		if word != nil {
			prefix = word.Name
		}
		return parameterNames(b.open(), prefix, colon)
	}
	if p := b.duplicate[word]; p != nil {
		return parameterNames([]*command.Parameter{p}, word.Name, colon)
	}
	for p, a := range b.bound {
		if a.word == word {
			return parameterNames([]*command.Parameter{p}, word.Name, colon)
		}
	}
	return nil
}

// parameterNames offers parameters by name, or by alias if only that fits; common ones come last, and not at all where
// a fitting parameter is hidden.
func parameterNames(parameters []*command.Parameter, prefix string, colon bool) []Candidate {
	var own, common []Candidate
	withCommon := true
	for _, p := range parameters {
		list := &own
		if isCommon(p) {
			list = &common
		}
		if hasPrefixFold(p.Name, prefix) {
			if p.Hidden {
				withCommon = false
				continue
			}
			*list = append(*list, parameterCandidate(p, p.Name, colon))
			continue
		}
		for _, a := range p.Aliases {
			if prefix != "" && hasPrefixFold(a, prefix) {
				*list = append(*list, parameterCandidate(p, a, colon))
			}
		}
	}
	if withCommon {
		own = append(own, common...)
	}
	return own
}

func parameterCandidate(p *command.Parameter, name string, colon bool) Candidate {
	text := "-" + name
	if colon {
		text += ":"
	}
	return Candidate{text, name, ParameterName, parameterTip(p, name)}
}

// parameterTip is "[type] Name", and the parameter's help behind it.
func parameterTip(p *command.Parameter, name string) string {
	tip := "[" + shortType(p.Type) + "] " + name
	switch {
	case p.HelpMessage != "":
		tip += " - " + p.HelpMessage
	case p.Help != "":
		tip += " - " + p.Help
	}
	return tip
}

// isCommon reports the parameters that every command has; WhatIf and Confirm are not among them.
func isCommon(p *command.Parameter) bool {
	switch p.Name {
	case "Verbose", "Debug", "ErrorAction", "WarningAction", "InformationAction", "ProgressAction", "ErrorVariable",
		"WarningVariable", "InformationVariable", "OutVariable", "OutBuffer", "PipelineVariable":
		return p.Field < 0
	}
	return false
}
