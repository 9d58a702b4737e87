package interp

import (
	"slices"
	"strings"

	"github.com/partnershell/partnershell/shell/object"
)

// ScriptCmdlet is $PSCmdlet.
type ScriptCmdlet struct {
	fr      *frame
	run     *functionRun
	confirm confirmState
}

var scriptCmdletType = object.Define(ns+"PSScriptCmdlet", object.ClassType, object.Define(ns+"PSCmdlet", object.ClassType, nil))

// Type implements object.Object.
func (*ScriptCmdlet) Type() *object.Type {
	defineEngineMembers()
	return scriptCmdletType
}

// name is the function's name; empty for a bare script block.
func (c *ScriptCmdlet) name() string {
	if c.fr.call.fn == nil {
		return ""
	}
	return c.fr.call.fn.Name
}

func (c *ScriptCmdlet) shouldProcess(args []object.Value) (object.Value, error) {
	l := c.run.list
	text := func(i int) string { return object.ToText(args[i]) }
	verbose := func(s string) error {
		return c.fr.emit(streamVerbose, c.fr.actionPreference(symVerbose), s)
	}
	var ok bool
	var err error
	switch len(args) {
	case 1:
		ok, err = c.fr.shouldProcess(&c.confirm, text(0), c.name(), l.confirmImpact, verbose)
	case 2:
		ok, err = c.fr.shouldProcess(&c.confirm, text(0), text(1), l.confirmImpact, verbose)
	default:
		ok, err = c.fr.shouldProcessText(&c.confirm, text(0), text(1), l.confirmImpact, verbose)
	}
	if len(args) == 4 && err == nil {
		reason := "None"
		if c.fr.whatIf(&c.confirm) {
			reason = "WhatIf"
		}
		err = store(args[3], enumValue(ns+"ShouldProcessReason", reason))
	}
	return ok, err
}

// shouldContinue is ShouldContinue(query, caption), with the answers for all further questions in two [ref]s.
func (c *ScriptCmdlet) shouldContinue(args []object.Value) (object.Value, error) {
	state := &confirmState{}
	if n := len(args); n > 2 {
		state.yesToAll, state.noToAll = loadFlag(args[n-2]), loadFlag(args[n-1])
		if state.yesToAll || state.noToAll {
			return state.yesToAll, nil
		}
	}
	ok, err := c.fr.ask(state, object.ToText(args[1]), object.ToText(args[0]))
	if n := len(args); n > 2 && err == nil {
		if err = store(args[n-2], state.yesToAll); err == nil {
			err = store(args[n-1], state.noToAll)
		}
	}
	return ok, err
}

func loadFlag(v object.Value) bool {
	r, ok := object.Base(v).(object.Reference)
	return ok && object.ToBool(r.Load())
}

// store assigns to a [ref]; anything else takes nothing.
func store(v, value object.Value) error {
	if r, ok := object.Base(v).(object.Reference); ok {
		return r.Store(value)
	}
	return nil
}

// throwTerminating is ThrowTerminatingError: the error of the function, reported where it was called.
func (c *ScriptCmdlet) throwTerminating(v object.Value) error {
	e, ok := thrownRecord(object.Base(v))
	if !ok {
		return thrown(v)
	}
	e.Thrown = false
	c.decorate(e)
	return &terminatingFlow{c.fr.call, e}
}

// decorate gives an error the name and place of the function, also one that another command raised first; only the
// trace still leads to where it came from.
func (c *ScriptCmdlet) decorate(e *object.ErrorRecord) {
	name := c.name()
	e.Class, e.Activity = name, name
	at := c.fr.call.callAt
	e.Position = positionOf(at.source, at.extent)
	e.Position.Command, e.Position.InvokedName = name, c.fr.call.name
	e.Bound = c.fr.call.errorInfo(c.fr.rt)
	if e.StackTrace == "" {
		e.StackTrace = c.fr.stackTrace()
	}
}

func (c *ScriptCmdlet) writeError(v object.Value) error {
	e, ok := object.Base(v).(*object.ErrorRecord)
	if !ok {
		return thrown(v)
	}
	c.decorate(e)
	c.run.failed = true
	return c.fr.reportError(e, c.fr.actionPreference(symErrorAction), c.fr.streams)
}

// scriptCmdletMembers are the members of $PSCmdlet. An error that one of its methods raises is the function's: it is
// not wrapped as what a .NET method throws.
func scriptCmdletMembers() []*object.Member {
	list := cmdletMembers()
	for _, m := range list {
		for i, o := range m.Overloads {
			m.Overloads[i].Call = func(recv object.Value, args []object.Value) (object.Value, error) { return raw(o.Call(recv, args)) }
		}
	}
	return list
}

func cmdletMembers() []*object.Member {
	type cmdlet = *ScriptCmdlet
	none := func(err error) (object.Value, error) { return object.Nothing, err }
	return []*object.Member{
		getter("ParameterSetName", "string ParameterSetName {get;}", func(c cmdlet) object.Value { return c.run.binding.Set() }),
		getter("MyInvocation", "System.Management.Automation.InvocationInfo MyInvocation {get;}",
			func(c cmdlet) object.Value { return c.fr.call.invocationInfo(c.fr.rt) }),
		getter("SessionState", "System.Management.Automation.SessionState SessionState {get;}",
			func(c cmdlet) object.Value { return &sessionState{c.fr.rt} }),
		getter("InvokeCommand", "System.Management.Automation.CommandInvocationIntrinsics InvokeCommand {get;}",
			func(c cmdlet) object.Value { return &commandIntrinsics{c.fr.rt} }),
		getter("Host", "System.Management.Automation.Host.PSHost Host {get;}", func(c cmdlet) object.Value { return c.fr.rt.shownHost }),
		getter("CommandRuntime", "System.Management.Automation.ICommandRuntime CommandRuntime {get;set;}",
			func(c cmdlet) object.Value { return &commandRuntime{c} }),
		getter("CommandOrigin", "System.Management.Automation.CommandOrigin CommandOrigin {get;}",
			func(cmdlet) object.Value { return enumValue(ns+"CommandOrigin", "Internal") }),
		getter("Stopping", "bool Stopping {get;}", func(c cmdlet) object.Value { return c.fr.rt.stopped.Load() }),
		getter("PagingParameters", "System.Management.Automation.PagingParameters PagingParameters {get;}",
			func(c cmdlet) object.Value { return c.paging() }),
		methods("ShouldProcess", func(c cmdlet, args []object.Value) (object.Value, error) { return c.shouldProcess(args) },
			"bool ShouldProcess(string target)", "bool ShouldProcess(string target, string action)",
			"bool ShouldProcess(string verboseDescription, string verboseWarning, string caption)",
			"bool ShouldProcess(string verboseDescription, string verboseWarning, string caption, "+
				"[ref] System.Management.Automation.ShouldProcessReason shouldProcessReason)"),
		methods("ShouldContinue", func(c cmdlet, args []object.Value) (object.Value, error) { return c.shouldContinue(args) },
			"bool ShouldContinue(string query, string caption)",
			"bool ShouldContinue(string query, string caption, [ref] bool yesToAll, [ref] bool noToAll)",
			"bool ShouldContinue(string query, string caption, bool hasSecurityImpact, [ref] bool yesToAll, [ref] bool noToAll)"),
		method("WriteError", "void WriteError(System.Management.Automation.ErrorRecord errorRecord)",
			func(c cmdlet, args []object.Value) (object.Value, error) { return none(c.writeError(args[0])) }),
		method("ThrowTerminatingError", "void ThrowTerminatingError(System.Management.Automation.ErrorRecord errorRecord)",
			func(c cmdlet, args []object.Value) (object.Value, error) { return none(c.throwTerminating(args[0])) }),
		methods("WriteObject", func(c cmdlet, args []object.Value) (object.Value, error) {
			if len(args) > 1 && object.ToBool(args[1]) {
				return none(writeAll(c.fr.out, args[0]))
			}
			return none(c.fr.out.write(args[0]))
		}, "void WriteObject(System.Object sendToPipeline)", "void WriteObject(System.Object sendToPipeline, bool enumerateCollection)"),
		method("WriteVerbose", "void WriteVerbose(string text)", streamMethod(streamVerbose)),
		method("WriteWarning", "void WriteWarning(string text)", streamMethod(streamWarning)),
		method("WriteDebug", "void WriteDebug(string text)", streamMethod(streamDebug)),
		methods("WriteInformation", func(c cmdlet, args []object.Value) (object.Value, error) {
			return object.Nothing, c.writeInformation(args)
		}, "void WriteInformation(System.Management.Automation.InformationRecord informationRecord)",
			"void WriteInformation(System.Object messageData, string[] tags)"),
		methods("GetVariableValue", func(c cmdlet, args []object.Value) (object.Value, error) {
			caller := c.fr.call.caller
			if caller == nil {
				caller = c.fr
			}
			if v, ok := caller.variableNamed(object.ToText(args[0])); ok || len(args) == 1 {
				return v, nil
			}
			return args[1], nil
		}, "System.Object GetVariableValue(string name)", "System.Object GetVariableValue(string name, System.Object defaultValue)"),
		methods("GetUnresolvedProviderPathFromPSPath", func(c cmdlet, args []object.Value) (object.Value, error) {
			return c.fr.rt.location.resolve(object.ToText(args[0])), nil
		}, "string GetUnresolvedProviderPathFromPSPath(string path)"),
	}
}

// commandRuntime is $PSCmdlet.CommandRuntime: what a cmdlet writes and asks, once more.
type commandRuntime struct{ cmdlet *ScriptCmdlet }

var commandRuntimeType = object.Define(ns+"MshCommandRuntime", object.ClassType, nil, ns+"ICommandRuntime")

// Type implements object.Object.
func (*commandRuntime) Type() *object.Type {
	defineEngineMembers()
	return commandRuntimeType
}

// Text implements object.Texter: the name of the command.
func (c *commandRuntime) Text() string { return c.cmdlet.name() }

// commandRuntimeMembers are those of $PSCmdlet that its runtime has too.
func commandRuntimeMembers() []*object.Member {
	var list []*object.Member
	for _, m := range scriptCmdletMembers() {
		if m.Name == "ThrowTerminatingError" || strings.HasPrefix(m.Name, "Write") || strings.HasPrefix(m.Name, "Should") {
			forwarded := *m
			forwarded.Overloads = slices.Clone(m.Overloads)
			for i, o := range m.Overloads {
				forwarded.Overloads[i].Call = func(recv object.Value, args []object.Value) (object.Value, error) {
					return o.Call(recv.(*commandRuntime).cmdlet, args)
				}
			}
			list = append(list, &forwarded)
		}
	}
	return append(list, getter("Host", "System.Management.Automation.Host.PSHost Host {get;}",
		func(c *commandRuntime) object.Value { return c.cmdlet.fr.rt.shownHost }))
}

// writeInformation is WriteInformation of a record, or of data with tags.
func (c *ScriptCmdlet) writeInformation(args []object.Value) error {
	record, ok := object.Base(args[0]).(*InformationRecord)
	if !ok {
		record = &InformationRecord{Data: args[0], Time: c.fr.rt.Clock(), Source: c.name()}
	}
	if len(args) > 1 {
		for _, tag := range itemsOf(args[1]) {
			record.Tags = append(record.Tags, object.ToText(tag))
		}
	}
	return c.fr.inform(record, c.fr.actionPreference(symInformation), c.fr.streams)
}

func streamMethod(stream int) func(c *ScriptCmdlet, args []object.Value) (object.Value, error) {
	return func(c *ScriptCmdlet, args []object.Value) (object.Value, error) {
		return object.Nothing, c.fr.emit(stream, c.fr.actionPreference(preferenceOf(stream)), object.ToText(args[0]))
	}
}

// paging is $PSCmdlet.PagingParameters.
func (c *ScriptCmdlet) paging() object.Value {
	o := object.NewCustomObject(object.ShapeOf("IncludeTotalCount", "Skip", "First"), []object.Value{object.Switch(false), uint64(0), ^uint64(0)})
	t := c.run.binding.Target()
	for i := t.Declared; i < len(t.Parameters); i++ {
		if _, ok := o.Get(t.Parameters[i].Name); ok && c.run.binding.Bound(i) {
			o.Set(t.Parameters[i].Name, c.run.binding.Value(i))
		}
	}
	return o
}
