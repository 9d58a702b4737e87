package interp

import (
	"path/filepath"
	"strings"

	"github.com/partnershell/partnershell/shell/object"
	"github.com/partnershell/partnershell/shell/render"
)

// InvocationInfo says how a command was called: $MyInvocation, and where an error comes from.
type InvocationInfo struct {
	rt       *Runtime
	position object.Position
	name     string
	call     *invocation
	resolved *resolved
	length   int
	order    int
	piped    bool
}

var invocationInfoType = object.Define(ns+"InvocationInfo", object.ClassType, nil)

// Type implements object.Object.
func (*InvocationInfo) Type() *object.Type {
	defineEngineMembers()
	return invocationInfoType
}

// Position is where the command stands.
func (i *InvocationInfo) Position() object.Position { return i.position }

// invocationInfo is $MyInvocation of a call, made once.
func (inv *invocation) invocationInfo(rt *Runtime) *InvocationInfo {
	if inv.info != nil {
		return inv.info
	}
	i := &InvocationInfo{rt: rt, call: inv, name: inv.name, length: inv.length, order: inv.position, piped: inv.piped}
	if inv.callAt.source != nil {
		i.position = positionOf(inv.callAt.source, inv.callAt.extent)
	}
	if inv.fn != nil {
		i.resolved = &resolved{kind: isFunction, name: inv.name, fn: inv.fn}
		if inv.fn.Path != "" {
			i.resolved.kind = isScript
		}
	} else if inv.block != nil {
		i.resolved = &resolved{kind: isBlock, block: &ScriptBlock{rt: rt, block: inv.block, module: inv.module}}
		if inv.isScript && inv.path != "" {
			i.resolved = &resolved{kind: isScript, path: inv.path, name: baseName(inv.path),
				fn: &Function{Name: baseName(inv.path), rt: rt, block: inv.block, Path: inv.path, Module: inv.module}}
		}
	}
	inv.info = i
	return i
}

// errorInfo is InvocationInfo of an error of the call: what was called and where, and nothing of its arguments.
func (inv *invocation) errorInfo(rt *Runtime) *InvocationInfo {
	i := inv.invocationInfo(rt)
	return &InvocationInfo{rt: rt, name: i.name, position: i.position, resolved: i.resolved}
}

// boundParameters are InvocationInfo.BoundParameters.
func (i *InvocationInfo) boundParameters() *object.Dictionary {
	if i.call != nil && i.call.bound != nil {
		return i.call.bound
	}
	return newBoundDictionary()
}

func (i *InvocationInfo) unboundArguments() object.Value {
	var items []object.Value
	if i.call != nil {
		items = i.call.unbound
	}
	t := object.LookupType("System.Collections.Generic.List[object]")
	if t == nil {
		t = object.TypeArrayList
	}
	return &object.List{ListType: t, Items: append([]object.Value(nil), items...)}
}

// myCommand is InvocationInfo.MyCommand.
func (i *InvocationInfo) myCommand() object.Value {
	if i.resolved == nil {
		return nil
	}
	return i.rt.commandInfo(i.resolved)
}

// scriptPath is $PSCommandPath as seen from a call: the file that the running code stands in.
func (inv *invocation) scriptPath() string {
	if inv.path != "" {
		return inv.path
	}
	if inv.block != nil && inv.block.source != nil {
		return inv.block.source.Name
	}
	return ""
}

// scriptRoot is $PSScriptRoot.
func (inv *invocation) scriptRoot() string {
	if path := inv.scriptPath(); path != "" {
		return filepath.Dir(path)
	}
	return ""
}

func invocationInfoMembers() []*object.Member {
	type info = *InvocationInfo
	return []*object.Member{
		getter("MyCommand", "System.Management.Automation.CommandInfo MyCommand {get;}", func(i info) object.Value { return i.myCommand() }),
		getter("BoundParameters", "System.Collections.Generic.Dictionary[string,System.Object] BoundParameters {get;}",
			func(i info) object.Value { return i.boundParameters() }),
		getter("UnboundArguments", "System.Collections.Generic.List[System.Object] UnboundArguments {get;}",
			func(i info) object.Value { return i.unboundArguments() }),
		getter("ScriptLineNumber", "int ScriptLineNumber {get;}", func(i info) object.Value { return int32(i.position.Line) }),
		getter("OffsetInLine", "int OffsetInLine {get;}", func(i info) object.Value { return int32(i.position.Column) }),
		getter("HistoryId", "long HistoryId {get;}", func(i info) object.Value { return i.historyID() }),
		getter("ScriptName", "string ScriptName {get;}", func(i info) object.Value { return i.position.File }),
		getter("Line", "string Line {get;}", func(i info) object.Value { return lineWithEnd(i.position) }),
		getter("Statement", "string Statement {get;}", func(i info) object.Value { return statementText(i.position) }),
		getter("PositionMessage", "string PositionMessage {get;}", func(i info) object.Value { return render.PositionMessage(i.position) }),
		getter("PSScriptRoot", "string PSScriptRoot {get;}", func(i info) object.Value { return folderOf(i.position.File) }),
		getter("PSCommandPath", "string PSCommandPath {get;}", func(i info) object.Value { return i.position.File }),
		getter("InvocationName", "string InvocationName {get;}", func(i info) object.Value { return i.name }),
		getter("PipelineLength", "int PipelineLength {get;}", func(i info) object.Value { return int32(i.length) }),
		getter("PipelinePosition", "int PipelinePosition {get;}", func(i info) object.Value { return int32(i.order) }),
		getter("ExpectingInput", "bool ExpectingInput {get;}", func(i info) object.Value { return i.piped }),
		getter("CommandOrigin", "System.Management.Automation.CommandOrigin CommandOrigin {get;}",
			func(i info) object.Value { return enumValue(ns+"CommandOrigin", "Internal") }),
		getter("DisplayScriptPosition", "System.Management.Automation.Language.IScriptExtent DisplayScriptPosition {get;}",
			func(i info) object.Value { return nil }),
	}
}

// historyID is the number that a command gets in the history; an error of an expression has none.
func (i *InvocationInfo) historyID() int64 {
	if i.resolved == nil && i.call == nil {
		return -1
	}
	return 1
}

func folderOf(path string) string {
	if path == "" {
		return ""
	}
	return filepath.Dir(path)
}

// lineWithEnd is InvocationInfo.Line, which has its line end.
func lineWithEnd(p object.Position) string {
	if p.Line == 0 {
		return ""
	}
	line := lineText(p)
	end := min(p.Start, len(p.Source))
	end = strings.LastIndexAny(p.Source[:end], "\r\n") + 1 + len(line)
	after := p.Source[end:]
	switch {
	case strings.HasPrefix(after, "\r\n"):
		return line + "\r\n"
	case after != "":
		return line + after[:1]
	}
	return line
}

func statementText(p object.Position) string {
	if p.End > len(p.Source) || p.Start > p.End {
		return ""
	}
	return p.Source[p.Start:p.End]
}
