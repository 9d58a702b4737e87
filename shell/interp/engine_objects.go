package interp

import (
	"strings"

	"github.com/partnershell/partnershell/shell/object"
	"github.com/partnershell/partnershell/shell/syntax"
)

// engineIntrinsics is $ExecutionContext; the others are what it and $PSCmdlet lead to.
type (
	engineIntrinsics   struct{ rt *Runtime }
	sessionState       struct{ rt *Runtime }
	commandIntrinsics  struct{ rt *Runtime }
	pathIntrinsics     struct{ rt *Runtime }
	variableIntrinsics struct{ rt *Runtime }
)

var (
	engineIntrinsicsType   = object.Define(ns+"EngineIntrinsics", object.ClassType, nil)
	sessionStateType       = object.Define(ns+"SessionState", object.ClassType, nil)
	commandIntrinsicsType  = object.Define(ns+"CommandInvocationIntrinsics", object.ClassType, nil)
	pathIntrinsicsType     = object.Define(ns+"PathIntrinsics", object.ClassType, nil)
	variableIntrinsicsType = object.Define(ns+"PSVariableIntrinsics", object.ClassType, nil)
	variableType           = object.Define(ns+"PSVariable", object.ClassType, nil)
	localVariableType      = object.Define(ns+"LocalVariable", object.ClassType, variableType)
)

// Type implements object.Object.
func (*engineIntrinsics) Type() *object.Type { defineEngineMembers(); return engineIntrinsicsType }

// Type implements object.Object.
func (*sessionState) Type() *object.Type { defineEngineMembers(); return sessionStateType }

// Type implements object.Object.
func (*commandIntrinsics) Type() *object.Type { defineEngineMembers(); return commandIntrinsicsType }

// Type implements object.Object.
func (*pathIntrinsics) Type() *object.Type { defineEngineMembers(); return pathIntrinsicsType }

// Type implements object.Object.
func (*variableIntrinsics) Type() *object.Type { defineEngineMembers(); return variableIntrinsicsType }

func (rt *Runtime) engineIntrinsics() object.Value { return &engineIntrinsics{rt} }

// EngineIntrinsics is $ExecutionContext.
func (rt *Runtime) EngineIntrinsics() object.Value { return rt.engineIntrinsics() }

func cultureNamed(name string) object.Value {
	v, err := object.Convert(name, orObject(object.LookupType("cultureinfo")))
	if err != nil {
		return name
	}
	return v
}

func engineIntrinsicsMembers() []*object.Member {
	type engine = *engineIntrinsics
	return []*object.Member{
		getter("InvokeCommand", "System.Management.Automation.CommandInvocationIntrinsics InvokeCommand {get;}",
			func(e engine) object.Value { return &commandIntrinsics{e.rt} }),
		getter("SessionState", "System.Management.Automation.SessionState SessionState {get;}",
			func(e engine) object.Value { return &sessionState{e.rt} }),
		getter("InvokeProvider", ns+"ProviderIntrinsics InvokeProvider {get;}",
			func(e engine) object.Value { return &scriptedObject{e.rt, providerIntrinsicsType()} }),
		getter("Host", "System.Management.Automation.Host.PSHost Host {get;}", func(e engine) object.Value { return e.rt.shownHost }),
	}
}

func sessionStateMembers() []*object.Member {
	type state = *sessionState
	return []*object.Member{
		getter("Path", "System.Management.Automation.PathIntrinsics Path {get;}", func(s state) object.Value { return &pathIntrinsics{s.rt} }),
		getter("PSVariable", "System.Management.Automation.PSVariableIntrinsics PSVariable {get;}",
			func(s state) object.Value { return &variableIntrinsics{s.rt} }),
		getter("InvokeCommand", "System.Management.Automation.CommandInvocationIntrinsics InvokeCommand {get;}",
			func(s state) object.Value { return &commandIntrinsics{s.rt} }),
		getter("Drive", ns+"DriveManagementIntrinsics Drive {get;}", func(s state) object.Value { return driveIntrinsics(s.rt) }),
		getter("Provider", ns+"CmdletProviderManagementIntrinsics Provider {get;}", func(s state) object.Value { return providerList(s.rt) }),
		getter("InvokeProvider", ns+"ProviderIntrinsics InvokeProvider {get;}",
			func(s state) object.Value { return &scriptedObject{s.rt, providerIntrinsicsType()} }),
		getter("LanguageMode", "System.Management.Automation.PSLanguageMode LanguageMode {get;set;}",
			func(state) object.Value { return enumValue(ns+"PSLanguageMode", "FullLanguage") }),
		getter("Module", "psmoduleinfo Module {get;}", func(s state) object.Value {
			if m := s.rt.here().scope.module; m != nil {
				return m
			}
			return nil
		}),
	}
}

func commandIntrinsicsMembers() []*object.Member {
	type commands = *commandIntrinsics
	const info = "System.Management.Automation.CommandInfo"
	return []*object.Member{
		method("ExpandString", "string ExpandString(string source)", func(c commands, args []object.Value) (object.Value, error) {
			return c.rt.ExpandString(object.ToText(args[0]))
		}),
		method("NewScriptBlock", "scriptblock NewScriptBlock(string scriptText)", func(c commands, args []object.Value) (object.Value, error) {
			b, err := c.rt.NewScriptBlock(object.ToText(args[0]))
			if err != nil {
				return nil, err
			}
			return b, nil
		}),
		methods("InvokeScript", invokeScriptMethod, "System.Collections.ObjectModel.Collection[psobject] InvokeScript(string script)",
			"System.Collections.ObjectModel.Collection[psobject] InvokeScript(string script, Params System.Object[] args)",
			"System.Collections.ObjectModel.Collection[psobject] InvokeScript(bool useLocalScope, scriptblock scriptBlock, System.Collections.IList input, Params System.Object[] args)"),
		methods("GetCommand", func(c commands, args []object.Value) (object.Value, error) {
			return c.rt.commandNamed(object.ToText(args[0])), nil
		}, info+" GetCommand(string commandName, System.Object type)", info+" GetCommand(string commandName, System.Object type, System.Object[] arguments)"),
		lookupActionProperty("CommandNotFoundAction", func(a *lookupActions) *object.Value { return &a.notFound }),
		lookupActionProperty("PreCommandLookupAction", func(a *lookupActions) *object.Value { return &a.before }),
		method("GetCommands", "System.Collections.Generic.IEnumerable["+info+"] GetCommands(string name, System.Management.Automation.CommandTypes commandTypes, bool nameIsPattern)",
			func(c commands, args []object.Value) (object.Value, error) {
				return c.rt.runText("param($n, $t) Get-Command -Name $n -CommandType $t -ErrorAction Ignore", args[:2])
			}),
		method("GetCommandName", "System.Collections.Generic.List[string] GetCommandName(string name, bool nameIsPattern, bool returnFullName)",
			func(c commands, args []object.Value) (object.Value, error) {
				return c.rt.runText("param($n) Get-Command -Name $n -ErrorAction Ignore | ForEach-Object Name", args[:1])
			}),
		method("GetCmdlet", info+" GetCmdlet(string commandName)", func(c commands, args []object.Value) (object.Value, error) {
			return c.rt.commandNamed(object.ToText(args[0])), nil
		}),
	}
}

// commandNamed is the command that a name means; $null if there is none.
func (rt *Runtime) commandNamed(name string) object.Value {
	found := rt.lookupCommand(rt.here(), name)
	if found == nil {
		return nil
	}
	return rt.commandInfo(found)
}

func invokeScriptMethod(c *commandIntrinsics, args []object.Value) (object.Value, error) {
	fr := c.rt.here()
	var out collector
	if len(args) >= 2 {
		if b, ok := object.Base(args[1]).(*ScriptBlock); ok {
			o := invokeOptions{out: &out, dotted: !object.ToBool(args[0])}
			if len(args) > 2 && !object.IsNull(args[2]) {
				o.input = itemsOf(args[2])
			}
			if len(args) > 3 {
				o.args = paramsOf(args[3:])
			}
			err := b.invoke(fr, o)
			return psobjectCollection(out.items), err
		}
	}
	b, err := c.rt.NewScriptBlock(object.ToText(args[0]))
	if err != nil {
		return nil, err
	}
	if err := b.invoke(fr, invokeOptions{args: paramsOf(args[1:]), out: &out}); err != nil {
		return nil, err
	}
	return psobjectCollection(out.items), nil
}

func pathIntrinsicsMembers() []*object.Member {
	type paths = *pathIntrinsics
	resolve := func(p paths, args []object.Value) (object.Value, error) {
		return p.rt.location.resolve(object.ToText(args[0])), nil
	}
	return []*object.Member{
		getter("CurrentLocation", "System.Management.Automation.PathInfo CurrentLocation {get;}",
			func(p paths) object.Value { return p.rt.Here() }),
		getter("CurrentFileSystemLocation", "System.Management.Automation.PathInfo CurrentFileSystemLocation {get;}",
			func(p paths) object.Value { return &PathInfo{Path: p.rt.location.path, rt: p.rt} }),
		method("GetUnresolvedProviderPathFromPSPath", "string GetUnresolvedProviderPathFromPSPath(string path)", resolve),
		method("GetResolvedPSPathFromPSPath", "System.Collections.ObjectModel.Collection[System.Management.Automation.PathInfo] GetResolvedPSPathFromPSPath(string path)",
			func(p paths, args []object.Value) (object.Value, error) {
				return psobjectCollection([]object.Value{&PathInfo{Path: p.rt.location.resolve(object.ToText(args[0])), rt: p.rt}}), nil
			}),
		method("Combine", "string Combine(string parent, string child)", func(p paths, args []object.Value) (object.Value, error) {
			return strings.TrimRight(object.ToText(args[0]), "/") + "/" + strings.TrimLeft(object.ToText(args[1]), "/"), nil
		}),
		method("ParseParent", "string ParseParent(string path, string root)", func(p paths, args []object.Value) (object.Value, error) {
			return p.rt.runText("param($p) Split-Path -Path $p -Parent", args[:1])
		}),
		method("ParseChildName", "string ParseChildName(string path)", func(p paths, args []object.Value) (object.Value, error) {
			return p.rt.runText("param($p) Split-Path -Path $p -Leaf", args)
		}),
		method("IsValid", "bool IsValid(string path)", func(p paths, args []object.Value) (object.Value, error) {
			return p.rt.runText("param($p) Test-Path -Path $p -IsValid", args)
		}),
		method("IsPSAbsolute", "bool IsPSAbsolute(string path, [ref] string driveName)", func(p paths, args []object.Value) (object.Value, error) {
			return strings.HasPrefix(object.ToText(args[0]), "/"), nil
		}),
	}
}

func variableIntrinsicsMembers() []*object.Member {
	type vars = *variableIntrinsics
	return []*object.Member{
		method("Get", "psvariable Get(string name)", func(v vars, args []object.Value) (object.Value, error) {
			if found := v.rt.FindVariable(object.ToText(args[0])); found != nil {
				return found, nil
			}
			return nil, nil
		}),
		methods("GetValue", func(v vars, args []object.Value) (object.Value, error) {
			if value, ok := v.rt.here().variableNamed(object.ToText(args[0])); ok || len(args) == 1 {
				return value, nil
			}
			return args[1], nil
		}, "System.Object GetValue(string name)", "System.Object GetValue(string name, System.Object defaultValue)"),
		methods("Set", func(v vars, args []object.Value) (object.Value, error) {
			if len(args) == 1 {
				if known, ok := object.Base(args[0]).(*Variable); ok {
					return object.Nothing, v.rt.here().setVariableNamed(known.Name, known.v.value)
				}
			}
			return object.Nothing, v.rt.here().setVariableNamed(object.ToText(args[0]), args[1])
		}, "void Set(string name, System.Object value)", "void Set(psvariable variable)"),
		methods("Remove", func(v vars, args []object.Value) (object.Value, error) {
			if found := v.rt.FindVariable(object.ToText(args[0])); found != nil {
				*found.v = variable{}
			}
			return object.Nothing, nil
		}, "void Remove(string name)", "void Remove(psvariable variable)"),
	}
}

// ExpandString expands variables and subexpressions in text, as in a double-quoted string.
func (rt *Runtime) ExpandString(text string) (string, error) {
	var quoted strings.Builder
	quoted.WriteString("@\"\n")
	quoted.WriteString(text)
	quoted.WriteString("\n\"@")
	ast, errs := syntax.Parse("", quoted.String())
	if len(errs) > 0 {
		return "", ParseError(ast.Source, errs)
	}
	b := newBlock(ast, nil)
	fr := rt.here()
	inner := *fr
	inner.block = b
	if err := b.prepare(rt); err != nil {
		return "", err
	}
	if b.single == nil {
		return text, nil
	}
	v, err := b.single(&inner)
	if err != nil {
		return "", err
	}
	return object.ToText(v), nil
}
