package interp

import (
	"strings"

	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
	"github.com/partnershell/partnershell/shell/syntax"
)

// RegisterCompleter keeps a block that completes a parameter's values (Register-ArgumentCompleter). An empty command
// means every command; native ones complete the words of programs.
func (rt *Runtime) RegisterCompleter(commandName, parameter string, block *ScriptBlock, native bool) {
	if rt.completers == nil {
		rt.completers = make(map[string]object.Callable)
	}
	rt.completers[completerKey(commandName, parameter, native)] = block
}

func completerKey(commandName, parameter string, native bool) string {
	key := object.FoldName(commandName) + ":" + object.FoldName(parameter)
	if native {
		key = "native:" + object.FoldName(commandName)
	}
	return key
}

// Completer is the block that completes a parameter's values: the registered one, or that of the parameter's own
// ArgumentCompleter attribute; nil if there is none.
func (rt *Runtime) Completer(commandName string, p *command.Parameter) object.Callable {
	for _, name := range []string{commandName, ""} {
		if block, ok := rt.completers[completerKey(name, p.Name, false)]; ok {
			return block
		}
	}
	return rt.completers[p.Completer]
}

// NativeCompleter is the block that completes the words of a program; nil if there is none.
func (rt *Runtime) NativeCompleter(name string) object.Callable {
	return rt.completers[completerKey(name, "", true)]
}

// ScriptTypes are the classes and enums of scripts that are known where the session stands.
func (rt *Runtime) ScriptTypes() []*object.Type {
	var list []*object.Type
	seen := make(map[string]bool)
	for s := rt.here().scope; s != nil; s = s.parent {
		for name, t := range s.types {
			if !seen[name] {
				seen[name] = true
				list = append(list, t)
			}
		}
	}
	return list
}

// HelpComment is the comment-based help of a function or script; empty if there is none.
func (c *CommandInfo) HelpComment() string {
	if c.found == nil || c.found.fn == nil {
		return ""
	}
	b := c.found.fn.block
	if c.CommandType() == "ExternalScript" {
		return syntax.ScriptHelpComment(b.ast)
	}
	return syntax.HelpComment(&syntax.FunctionDefinition{Extent: b.extent, Body: b.ast})
}

// DefaultText is the default of a function's parameter as it is written; empty if it has none.
func (c *CommandInfo) DefaultText(parameter string) string {
	if c.found == nil || c.found.fn == nil {
		return ""
	}
	b := c.found.fn.block
	list := b.functionParameters
	if b.ast.ParamBlock != nil {
		list = b.ast.ParamBlock.Parameters
	}
	for _, p := range list {
		if p.Default != nil && object.EqualNames(p.Name.Name, parameter) {
			return strings.Trim(b.source.Slice(p.Default.Span()), `"'`)
		}
	}
	return ""
}

// Service is what the session was given under a name, or nil.
func (rt *Runtime) Service(name string) any { return rt.options.Services[name] }

// SyntaxObject presents a tree to scripts, as the classes of PowerShell's parser do.
func (rt *Runtime) SyntaxObject(src *syntax.Source, n syntax.Node) object.Value {
	return astObject(rt, src, n)
}

// Constraint is the type that the variable converts to and the values that its ValidateSet allows; both may be nil.
func (v *Variable) Constraint() (t *object.Type, allowed []string) {
	if v.v == nil || v.v.meta == nil {
		return nil, nil
	}
	for _, a := range v.v.meta.attributes {
		if check, ok := a.(validation); ok {
			if set, ok := check.Validator.(*command.ValidateSet); ok {
				allowed = set.Values
			}
		}
	}
	return v.v.meta.constraint, allowed
}
