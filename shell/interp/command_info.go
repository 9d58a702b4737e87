package interp

import (
	"fmt"
	"sort"
	"strings"

	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/dotnet"
	"github.com/partnershell/partnershell/shell/object"
)

var commandInfoType = object.Define(ns+"CommandInfo", object.ClassType, nil)

// validatorName is the name of a validator's attribute, without Attribute.
func validatorName(v command.Validator) string {
	name := fmt.Sprintf("%T", v)
	return name[strings.LastIndexByte(name, '.')+1:]
}

// commandInfo presents a command to scripts.
func (rt *Runtime) commandInfo(found *resolved) *CommandInfo {
	return &CommandInfo{rt: rt, found: found}
}

// infoType is the class of a command's object.
func (c *CommandInfo) infoType() string {
	switch {
	case c.alias != nil:
		return "AliasInfo"
	case c.found.kind == isFunction && c.found.fn.IsFilter:
		return "FilterInfo"
	case c.found.kind == isFunction:
		return "FunctionInfo"
	case c.found.kind == isCmdlet:
		return "CmdletInfo"
	case c.found.kind == isNative:
		return "ApplicationInfo"
	}
	return "ExternalScriptInfo"
}

func init() {
	for _, kind := range []string{"AliasInfo", "FilterInfo", "FunctionInfo", "CmdletInfo", "ApplicationInfo", "ExternalScriptInfo"} {
		dotnet.Provide(ns+kind, func() []*object.Member { return membersOf(kind) })
	}
}

// Type implements object.Object.
func (c *CommandInfo) Type() *object.Type {
	defineEngineMembers()
	return object.LibraryType(ns + c.infoType())
}

// Name is the command's name.
func (c *CommandInfo) Name() string {
	switch {
	case c.alias != nil:
		return c.alias.Name
	case c.found.cmd != nil:
		return c.found.cmd.Name
	case c.found.fn != nil:
		return c.found.fn.Name
	case c.found.kind == isBlock:
		return ""
	}
	return baseName(c.found.path)
}

// String is the command's name.
func (c *CommandInfo) String() string { return c.Name() }

// CommandType is PowerShell's name of the command's kind.
func (c *CommandInfo) CommandType() string {
	switch name := c.infoType(); name {
	case "ExternalScriptInfo":
		if c.found.kind == isBlock {
			return "Script"
		}
		return "ExternalScript"
	default:
		return strings.TrimSuffix(name, "Info")
	}
}

// Module is the name of the module that the command comes from.
func (c *CommandInfo) Module() string {
	switch {
	case c.alias != nil && c.alias.Module != nil:
		return c.alias.Module.Name
	case c.found != nil && c.found.cmd != nil && c.alias == nil:
		return c.found.cmd.Module
	case c.found != nil && c.found.fn != nil && c.found.fn.Module != nil:
		return c.found.fn.source().Name
	}
	return ""
}

// Function is the function or script behind the object; nil for others.
func (c *CommandInfo) Function() *Function { return c.found.fn }

// Path is a program's or script's file.
func (c *CommandInfo) Path() string {
	if c.found.fn != nil && c.found.fn.Path != "" {
		return c.found.fn.Path
	}
	return c.found.path
}

// AliasTarget is what an alias stands for; empty for other commands.
func (c *CommandInfo) AliasTarget() string {
	if c.alias == nil {
		return ""
	}
	return c.alias.Definition
}

// Alias is the alias behind the object; nil for other commands.
func (c *CommandInfo) Alias() *Alias { return c.alias }

// Definition is the code of a function, the target of an alias, the path of a file, the syntax of a cmdlet.
func (c *CommandInfo) Definition() string {
	switch {
	case c.alias != nil:
		return c.alias.Definition
	case c.found.kind == isFunction:
		return c.found.fn.definition()
	case c.found.kind == isCmdlet:
		return Syntax(c)
	case c.found.kind == isBlock:
		return c.found.block.Text()
	}
	return c.Path()
}

// Parameters are the parameters that the command binds, common ones included, and how many are its own.
func (c *CommandInfo) Parameters() (list []*command.Parameter, declared int) {
	switch {
	case c.alias != nil:
		if found := c.rt.lookupCommand(c.rt.here(), c.alias.Definition); found != nil {
			return c.rt.commandInfo(found).Parameters()
		}
	case c.found.cmd != nil:
		t := TargetOf(c.found.cmd)
		return t.Parameters, t.Declared
	case c.found.fn != nil:
		l, err := c.rt.functionParameters(c.found.fn)
		if err == nil && l != nil {
			return l.target.Parameters, l.target.Declared
		}
	}
	return nil, 0
}

// functionParameters reads the parameters of a function outside of a call.
func (rt *Runtime) functionParameters(f *Function) (*parameterList, error) {
	if err := f.block.prepare(rt); err != nil {
		return nil, err
	}
	fr := *rt.here()
	fr.block = f.block
	fr.scope = newScope(fr.scope, f.block.table, localScope)
	return f.block.params(&fr, f.Name)
}

// DefaultSet is the name of the default parameter set.
func (c *CommandInfo) DefaultSet() string {
	if c.found == nil {
		return ""
	}
	if c.found.cmd != nil {
		return c.found.cmd.DefaultSet
	}
	if c.found.fn != nil {
		if l, err := c.rt.functionParameters(c.found.fn); err == nil {
			return l.defaultSet
		}
	}
	return ""
}

// Advanced reports whether the command has the common parameters.
func (c *CommandInfo) Advanced() bool {
	if c.found == nil || c.found.fn == nil {
		return c.found != nil && c.found.cmd != nil
	}
	l, err := c.rt.functionParameters(c.found.fn)
	return err == nil && l.advanced
}

// OutputTypes are the type names that the command says it writes.
func (c *CommandInfo) OutputTypes() []string {
	if c.found == nil {
		return nil
	}
	if c.found.cmd != nil {
		return c.found.cmd.OutputTypes
	}
	if c.found.fn != nil {
		if l, err := c.rt.functionParameters(c.found.fn); err == nil {
			return l.outputTypes
		}
	}
	return nil
}

// Commands lists the aliases, functions and compiled commands that the running script sees, sorted by name.
func (rt *Runtime) Commands() []*CommandInfo {
	var list []*CommandInfo
	for _, a := range rt.Aliases() {
		list = append(list, &CommandInfo{rt: rt, found: &resolved{}, alias: a})
	}
	for _, f := range rt.Functions() {
		list = append(list, rt.commandInfo(&resolved{kind: isFunction, name: f.Name, fn: f}))
	}
	for _, name := range rt.registry.Names() {
		if cmd := rt.registry.Find(name); cmd != nil {
			list = append(list, rt.commandInfo(&resolved{kind: isCmdlet, name: name, cmd: cmd}))
		}
	}
	sort.SliceStable(list, func(i, j int) bool { return strings.ToLower(list[i].Name()) < strings.ToLower(list[j].Name()) })
	return list
}

// Command finds the command that a name means; nil if there is none. An alias is returned as such.
func (rt *Runtime) Command(name string) *CommandInfo {
	fr := rt.here()
	if a := rt.findAlias(fr.scope, name); a != nil {
		found := rt.lookupCommand(fr, name)
		if found == nil {
			found = &resolved{}
		}
		return &CommandInfo{rt: rt, found: found, alias: a}
	}
	found := rt.lookupCommand(fr, name)
	if found == nil {
		return nil
	}
	return rt.commandInfo(found)
}

// Functions lists the functions that the running script sees, sorted by name.
func (rt *Runtime) Functions() []*Function {
	seen := make(map[string]bool)
	var list []*Function
	for s := rt.here().scope; s != nil; s = s.parent {
		for key, f := range s.functions {
			if !seen[key] {
				seen[key] = true
				list = append(list, f)
			}
		}
	}
	sort.Slice(list, func(i, j int) bool { return strings.ToLower(list[i].Name) < strings.ToLower(list[j].Name) })
	return list
}

// Aliases lists the aliases that the running script sees, sorted by name.
func (rt *Runtime) Aliases() []*Alias {
	seen := make(map[string]bool)
	var list []*Alias
	for s := rt.here().scope; s != nil; s = s.parent {
		for key, a := range s.aliases {
			if !seen[key] && a != nil {
				list = append(list, a)
			}
			seen[key] = true
		}
	}
	for line := range strings.SplitSeq(strings.TrimSpace(builtinAliases), "\n") {
		name, rest, _ := strings.Cut(line, " ")
		definition, flags, _ := strings.Cut(rest, " ")
		if !seen[object.FoldName(name)] {
			list = append(list, &Alias{Name: name, Definition: definition, Options: aliasOptions(flags)})
		}
	}
	sort.Slice(list, func(i, j int) bool { return strings.ToLower(list[i].Name) < strings.ToLower(list[j].Name) })
	return list
}

// FindAlias finds an alias; nil if there is none.
func (rt *Runtime) FindAlias(name string) *Alias { return rt.findAlias(rt.here().scope, name) }

// SetAlias defines an alias in the scope that -Scope names.
func (rt *Runtime) SetAlias(scopeName string, a *Alias) error {
	s, err := rt.scopeNamed(scopeName)
	if err != nil {
		return err
	}
	s.setAlias(a)
	rt.resolveVersion++
	return nil
}

func (s *scope) setAlias(a *Alias) {
	if s.aliases == nil {
		s.aliases = make(map[string]*Alias)
	}
	if a.Module == nil {
		a.Module = s.module
	}
	s.aliases[object.FoldName(a.Name)] = a
}

// RemoveAlias takes an alias away; it reports whether there was one.
func (rt *Runtime) RemoveAlias(name string) bool {
	key := object.FoldName(name)
	for s := rt.here().scope; s != nil; s = s.parent {
		if a, ok := s.aliases[key]; ok && a != nil {
			delete(s.aliases, key)
			rt.resolveVersion++
			return true
		}
	}
	if builtinAlias(key) == "" {
		return false
	}
	if rt.global.aliases == nil {
		rt.global.aliases = make(map[string]*Alias)
	}
	rt.global.aliases[key] = nil
	rt.resolveVersion++
	return true
}

// Function finds a function as a command; nil if there is none.
func (rt *Runtime) Function(name string) *CommandInfo {
	f := rt.findFunction(rt.here().scope, name)
	if f == nil {
		return nil
	}
	return rt.commandInfo(&resolved{kind: isFunction, name: f.Name, fn: f})
}

// AliasCommand presents an alias as a command.
func (rt *Runtime) AliasCommand(a *Alias) *CommandInfo {
	found := rt.lookupCommand(rt.here(), a.Name)
	if found == nil {
		found = &resolved{}
	}
	return &CommandInfo{rt: rt, found: found, alias: a}
}

// SetFunctionValue defines a function in the current scope by a script block, another function or text, as assigning
// to $function:name does.
func (rt *Runtime) SetFunctionValue(name string, v object.Value) error {
	return rt.assignFunction(rt.here(), name, v)
}

// SetFunction defines a function in the current scope.
func (rt *Runtime) SetFunction(name string, b *ScriptBlock) error {
	return rt.defineFunction(rt.here().scope, name, &Function{block: b.block, Module: b.module, bound: b.closure})
}

// RemoveFunction takes a function away; it reports whether there was one.
func (rt *Runtime) RemoveFunction(name string) bool {
	key := object.FoldName(name)
	for s := rt.here().scope; s != nil; s = s.parent {
		if s.functions[key] != nil {
			delete(s.functions, key)
			rt.resolveVersion++
			return true
		}
	}
	return false
}
