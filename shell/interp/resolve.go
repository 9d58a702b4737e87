package interp

import (
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
	"github.com/partnershell/partnershell/shell/render"
	"github.com/partnershell/partnershell/shell/syntax"
)

// Alias is another name of a command.
type Alias struct {
	Name, Definition string
	Options          VariableOptions
	Description      string
	Module           *Module
}

// resolve finds the command that a name means: alias, function, compiled command, script file or program; at last
// with Get- before it.
func (rt *Runtime) resolve(fr *frame, name string) (*resolved, error) {
	if name == "" {
		return nil, badExpression(name, false)
	}
	if rt.lookup.before != nil {
		if r, err := rt.askLookup(rt.lookup.before, name); r != nil || err != nil {
			return r, err
		}
	}
	r := rt.lookupCommand(fr, name)
	if r == nil && rt.Autoload(name) {
		r = rt.lookupCommand(fr, name)
	}
	if r == nil && !strings.Contains(name, "-") && !strings.ContainsAny(name, "/\\.") {
		if r = rt.lookupFunctionOrCmdlet(fr, "Get-"+name); r != nil {
			r.name = name
		}
	}
	if r == nil && rt.lookup.notFound != nil {
		var err error
		if r, err = rt.askLookup(rt.lookup.notFound, name); err != nil {
			return nil, err
		}
	}
	if r == nil {
		if a := rt.findAlias(fr.scope, name); a != nil && WhyUnavailable(a.Definition) != "" {
			name = a.Definition
		}
		return nil, CommandNotFound(name)
	}
	return r, nil
}

// CommandNotFound is the error of a name that no command has. It says so plainly where PowerShell has the command.
func CommandNotFound(name string) *object.ErrorRecord {
	if module, rest, ok := strings.Cut(name, "\\"); ok && rest != "" && !strings.ContainsAny(rest, "/\\") && !strings.ContainsAny(module, "./:") {
		e := object.NewError(ns+"CommandNotFoundException", "CouldNotAutoLoadModule", object.ObjectNotFound,
			"The module '%s' could not be loaded. For more information, run 'Import-Module %s'.", module, module)
		e.Target, e.TargetName, e.TargetType = name, name, "String"
		return e
	}
	text := "The term '" + name + "' is not recognized as a name of a cmdlet, function, script file, or executable program.\n" +
		"Check the spelling of the name, or if a path was included, verify that the path is correct and try again."
	if why := WhyUnavailable(name); why != "" {
		text = "The command '" + name + "' is not available in partnershell. " + why
	}
	e := object.NewError(ns+"CommandNotFoundException", "CommandNotFoundException", object.ObjectNotFound, "%s", text)
	e.Target, e.TargetName, e.TargetType = name, name, "String"
	e.Exception.Data = map[string]object.Value{"CommandName": name}
	return e
}

func (rt *Runtime) lookupCommand(fr *frame, name string) *resolved {
	original := name
	for range 64 { // aliases of aliases
		a := rt.findAlias(fr.scope, name)
		if a == nil || object.EqualNames(a.Definition, name) {
			break
		}
		name = a.Definition
	}
	if r := rt.lookupFunctionOrCmdlet(fr, name); r != nil {
		r.name = original
		return r
	}
	if module, rest, ok := strings.Cut(name, "\\"); ok && rest != "" {
		if r := rt.lookupQualified(fr, module, rest); r != nil {
			r.name = original
			return r
		}
	}
	if rt.options.NoFiles {
		return nil
	}
	return rt.lookupFile(name)
}

func (rt *Runtime) lookupFunctionOrCmdlet(fr *frame, name string) *resolved {
	if f := rt.findFunction(fr.scope, name); f != nil {
		return &resolved{kind: isFunction, name: name, fn: f}
	}
	if cmd := rt.registry.Find(name); cmd != nil {
		return &resolved{kind: isCmdlet, name: name, cmd: cmd}
	}
	return nil
}

// lookupQualified finds Module\Command.
func (rt *Runtime) lookupQualified(fr *frame, module, name string) *resolved {
	for _, m := range rt.modules {
		if object.EqualNames(m.Name, module) {
			if f := m.scope.functions[object.FoldName(name)]; f != nil {
				return &resolved{kind: isFunction, name: name, fn: f}
			}
		}
	}
	if cmd := rt.registry.Find(name); cmd != nil && object.EqualNames(cmd.Module, module) {
		return &resolved{kind: isCmdlet, name: name, cmd: cmd}
	}
	return nil
}

// findAlias finds an alias as seen from a scope.
func (rt *Runtime) findAlias(s *scope, name string) *Alias {
	key := object.FoldName(name)
	for at := s; at != nil; at = at.parent {
		if a, ok := at.aliases[key]; ok {
			if a == nil {
				return nil // removed
			}
			return a
		}
	}
	if definition, options := builtinAliasLine(key); definition != "" {
		return &Alias{Name: name, Definition: definition, Options: options}
	}
	return nil
}

// findFunction finds a function as seen from a scope.
func (rt *Runtime) findFunction(s *scope, name string) *Function {
	key := object.FoldName(name)
	if prefix, rest, ok := strings.Cut(key, ":"); ok {
		switch prefix {
		case "global":
			return s.global().functions[rest]
		case "script":
			return s.script().functions[rest]
		case "local":
			return s.functions[rest]
		case "function":
			key = rest
		}
	}
	for at := s; at != nil; at = at.parent {
		if f := at.functions[key]; f != nil && (at == s || f.Options&OptionPrivate == 0) {
			return f
		}
	}
	return nil
}

// lookupFile finds a script file or a program.
func (rt *Runtime) lookupFile(name string) *resolved {
	if name == "" {
		return nil
	}
	isPath := strings.ContainsAny(name, "/\\")
	if isPath {
		path := rt.location.resolve(name)
		for _, candidate := range []string{path, path + ".ps1"} {
			if r := rt.fileAt(candidate, name); r != nil {
				return r
			}
		}
		return nil
	}
	if strings.HasSuffix(strings.ToLower(name), ".ps1") {
		for _, dir := range filepath.SplitList(os.Getenv("PATH")) {
			if r := rt.fileAt(filepath.Join(dir, name), name); r != nil {
				return r
			}
		}
		return nil
	}
	if path, err := exec.LookPath(name); err == nil && filepath.IsAbs(path) {
		return &resolved{kind: isNative, name: name, path: path}
	}
	return nil
}

func (rt *Runtime) fileAt(path, name string) *resolved {
	info, err := os.Stat(path)
	if err != nil || info.IsDir() {
		return nil
	}
	if strings.HasSuffix(strings.ToLower(path), ".ps1") {
		f, err := rt.scriptFile(path)
		if err != nil {
			return &resolved{kind: isScript, name: name, path: path, fn: failedScript(rt, path, err)}
		}
		return &resolved{kind: isScript, name: name, path: path, fn: f}
	}
	if runtime.GOOS != "windows" && info.Mode()&0o111 == 0 {
		return nil
	}
	return &resolved{kind: isNative, name: name, path: path}
}

// scriptFile reads and parses a script file.
func (rt *Runtime) scriptFile(path string) (*Function, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, object.NewError("System.IO.FileNotFoundException", "FileNotFound", object.ObjectNotFound, "%s", err.Error())
	}
	ast, errs := rt.Parse(path, decodeScript(data))
	if len(errs) > 0 {
		return nil, ParseError(ast.Source, errs)
	}
	return &Function{Name: baseName(path), rt: rt, block: newBlock(ast, nil), Path: path}, nil
}

// failedScript is a script that cannot be parsed: calling it fails with the parse errors.
func failedScript(rt *Runtime, path string, err error) *Function {
	ast, _ := syntax.Parse(path, "")
	b := newBlock(ast, nil)
	b.compiled, b.failed = true, err
	return &Function{Name: baseName(path), rt: rt, block: b, Path: path}
}

// decodeScript is the text of a script file: UTF-8, or UTF-16 with a byte order mark.
func decodeScript(data []byte) string {
	if len(data) >= 2 && (data[0] == 0xFF && data[1] == 0xFE || data[0] == 0xFE && data[1] == 0xFF) {
		return decodeUTF16(data[2:], data[0] == 0xFE)
	}
	return strings.TrimPrefix(string(data), "\uFEFF")
}

// maxReportedErrors is how many parse errors a message tells.
const maxReportedErrors = 10

// ParseError is the error of text that cannot be parsed.
func ParseError(src *syntax.Source, errs []*syntax.ParseError) error {
	first := errs[0]
	var b strings.Builder
	for i, e := range errs {
		if i > 0 {
			b.WriteString("\n\n")
		}
		if i == maxReportedErrors {
			b.WriteString("Not all parse errors were reported.  Correct the reported errors and try again.")
			break
		}
		b.WriteString(render.PositionMessage(positionOf(src, e.Extent)))
		b.WriteString("\n" + e.Message)
	}
	class := ns + "ParseException"
	id := first.ID
	e := object.NewError(class, id, object.ParserError, "%s", b.String())
	e.Exception.Data = map[string]object.Value{"Errors": parseErrorObjects(src, errs)}
	e.Position = positionOf(src, first.Extent)
	e.Target = nil
	return e
}

// CommandInfo is a command as Get-Command returns it.
type CommandInfo struct {
	rt    *Runtime
	found *resolved
	alias *Alias
}

// resolved is the command behind the object, for & $command.
func (c *CommandInfo) resolved(fr *frame) (*resolved, error) {
	if c.alias != nil {
		return fr.rt.resolve(fr, c.alias.Definition)
	}
	return c.found, nil
}

// Cmdlet is the compiled command; nil for others.
func (c *CommandInfo) Cmdlet() *command.Command { return c.found.cmd }
