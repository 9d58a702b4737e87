package interp

import (
	"sync"

	"github.com/partnershell/partnershell/shell/object"
)

// defineEngineMembers gives the engine's own types their members. It is called when an object of such a type is
// first looked at.
var defineEngineMembers = func() func() {
	var once sync.Once
	return func() { once.Do(setEngineMembers) }
}()

func setEngineMembers() {
	object.TypeScriptBlock.SetMembers(scriptBlockMembers)
	enumeratorType.SetMembers(enumeratorMembers)
	invocationInfoType.SetMembers(invocationInfoMembers)
	scriptCmdletType.SetMembers(scriptCmdletMembers)
	commandRuntimeType.SetMembers(commandRuntimeMembers)
	pathInfoType.SetMembers(pathInfoMembers)
	for _, t := range []*object.Type{informationalType, warningRecordType, verboseRecordType, debugRecordType} {
		t.SetMembers(informationalMembers)
	}
	informationRecordType.SetMembers(informationMembers)
	commandInfoType.SetMembers(func() []*object.Member { return membersOf("CommandInfo") })
	moduleType.SetMembers(moduleMembers)
	steppableType.SetMembers(steppableMembers)
	variableType.SetMembers(variableMembers)
	hostType.SetMembers(hostMembers)
	hostColoursType.SetMembers(hostColoursMembers)
	runspaceType.SetMembers(runspaceMembers)
	hostUIType.SetMembers(hostUIMembers)
	hostRawUIType.SetMembers(hostRawUIMembers)
	engineIntrinsicsType.SetMembers(engineIntrinsicsMembers)
	sessionStateType.SetMembers(sessionStateMembers)
	commandIntrinsicsType.SetMembers(commandIntrinsicsMembers)
	pathIntrinsicsType.SetMembers(pathIntrinsicsMembers)
	variableIntrinsicsType.SetMembers(variableIntrinsicsMembers)
}

func toString[T interface{ String() string }]() *object.Member {
	return method("ToString", "string ToString()", func(v T, _ []object.Value) (object.Value, error) { return v.String(), nil })
}

func pathInfoMembers() []*object.Member {
	return []*object.Member{
		getter("Drive", "System.Management.Automation.PSDriveInfo Drive {get;}", func(p *PathInfo) object.Value { return p.describe().Drive }),
		getter("Provider", "System.Management.Automation.ProviderInfo Provider {get;}",
			func(p *PathInfo) object.Value { return p.describe().Provider }),
		getter("ProviderPath", "string ProviderPath {get;}", func(p *PathInfo) object.Value {
			if p.ProviderPath != "" {
				return p.ProviderPath
			}
			return p.Path
		}),
		getter("Path", "string Path {get;}", func(p *PathInfo) object.Value { return p.Path }),
		toString[*PathInfo](),
	}
}

// String is the message.
func (r *InformationalRecord) String() string { return r.Message }

// String is the data as text.
func (r *InformationRecord) String() string { return object.ToText(r.Data) }

func informationalMembers() []*object.Member {
	return []*object.Member{
		property("Message", "string Message {get;set;}", func(r *InformationalRecord) object.Value { return r.Message },
			func(r *InformationalRecord, v object.Value) error { r.Message = object.ToText(v); return nil }),
		getter("InvocationInfo", "System.Management.Automation.InvocationInfo InvocationInfo {get;}",
			func(r *InformationalRecord) object.Value {
				if r.info == nil {
					return nil
				}
				return r.info
			}),
		toString[*InformationalRecord](),
	}
}

func informationMembers() []*object.Member {
	return []*object.Member{
		getter("MessageData", "System.Object MessageData {get;}", func(r *InformationRecord) object.Value { return r.Data }),
		getter("Source", "string Source {get;set;}", func(r *InformationRecord) object.Value { return r.Source }),
		getter("TimeGenerated", "datetime TimeGenerated {get;set;}", func(r *InformationRecord) object.Value { return r.Time }),
		getter("Tags", "System.Collections.Generic.List[string] Tags {get;}", func(r *InformationRecord) object.Value {
			items := make([]object.Value, len(r.Tags))
			for i, t := range r.Tags {
				items[i] = t
			}
			return &object.List{ListType: orObject(object.LookupType("System.Collections.Generic.List[string]")), Items: items}
		}),
		toString[*InformationRecord](),
	}
}

func scriptBlockMembers() []*object.Member {
	type sb = *ScriptBlock
	const attributes = "System.Collections.Generic.List[System.Attribute] Attributes {get;}"
	return []*object.Member{
		method("Invoke", "System.Collections.ObjectModel.Collection[psobject] Invoke(Params System.Object[] args)",
			func(b sb, args []object.Value) (object.Value, error) {
				var out collector
				if err := b.invoke(b.callerFrame(), invokeOptions{args: paramsOf(args), out: &out}); err != nil {
					return nil, err
				}
				return psobjectCollection(out.items), nil
			}),
		method("InvokeReturnAsIs", "System.Object InvokeReturnAsIs(Params System.Object[] args)",
			func(b sb, args []object.Value) (object.Value, error) {
				var out collector
				if err := b.invoke(b.callerFrame(), invokeOptions{args: paramsOf(args), out: &out}); err != nil {
					return nil, err
				}
				return out.value(), nil
			}),
		methods("InvokeWithContext", invokeWithContext,
			"System.Collections.ObjectModel.Collection[psobject] InvokeWithContext(System.Collections.IDictionary functionsToDefine, "+
				"System.Object variablesToDefine)",
			"System.Collections.ObjectModel.Collection[psobject] InvokeWithContext(System.Collections.IDictionary functionsToDefine, "+
				"System.Object variablesToDefine, Params System.Object[] args)"),
		method("GetNewClosure", "scriptblock GetNewClosure()", func(b sb, _ []object.Value) (object.Value, error) {
			return b.newClosure(b.callerFrame()), nil
		}),
		method("CheckRestrictedLanguage", "void CheckRestrictedLanguage(System.Object allowedCommands, System.Object allowedVariables, bool allowEnvironmentVariables)",
			func(b sb, _ []object.Value) (object.Value, error) { return object.Nothing, nil }),
		methods("GetSteppablePipeline", steppablePipeline, "System.Object GetSteppablePipeline()",
			"System.Object GetSteppablePipeline(System.Object commandOrigin)",
			"System.Object GetSteppablePipeline(System.Object commandOrigin, System.Object[] args)"),
		toString[sb](),
		getter("Ast", "System.Management.Automation.Language.Ast Ast {get;}", sb.astOf),
		getter("Attributes", attributes, func(b sb) object.Value { return object.NewArray() }),
		getter("DebuggerHidden", "bool DebuggerHidden {get;set;}", func(b sb) object.Value { return false }),
		getter("File", "string File {get;}", func(b sb) object.Value { return nilIfEmpty(b.block.source.Name) }),
		property("IsConfiguration", "bool IsConfiguration {get;set;}", func(b sb) object.Value { return false },
			func(sb, object.Value) error { return nil }),
		getter("IsFilter", "bool IsFilter {get;set;}", func(b sb) object.Value { return b.block.filter }),
		getter("Module", "psmoduleinfo Module {get;}", func(b sb) object.Value {
			if b.module == nil {
				return nil
			}
			return b.module
		}),
		getter("StartPosition", "System.Management.Automation.PSToken StartPosition {get;}", func(b sb) object.Value {
			return extentObject(b.block.source, b.block.extent)
		}),
	}
}

func nilIfEmpty(s string) object.Value {
	if s == "" {
		return nil
	}
	return s
}

// paramsOf takes the array of a Params argument apart.
func paramsOf(args []object.Value) []object.Value {
	if len(args) == 1 {
		if a, ok := args[0].(*object.Array); ok {
			return a.Items
		}
	}
	return args
}

func psobjectCollection(items []object.Value) object.Value {
	t := object.LookupType("System.Collections.ObjectModel.Collection[psobject]")
	return &object.List{ListType: orObject(t), Items: items}
}

func invokeWithContext(b *ScriptBlock, args []object.Value) (object.Value, error) {
	o := invokeOptions{variables: map[string]object.Value{}, functions: map[string]object.Value{}}
	if len(args) > 0 {
		if d, ok := object.Base(args[0]).(*object.Dictionary); ok {
			for _, e := range d.Entries() {
				o.functions[object.ToText(e.Key)] = object.Base(e.Value)
			}
		}
	}
	if len(args) > 1 {
		for _, item := range itemsOf(args[1]) {
			if v, ok := object.Base(item).(*Variable); ok {
				o.variables[v.Name] = v.v.value
			}
		}
	}
	if len(args) > 2 {
		o.args = paramsOf(args[2:])
	}
	if this, ok := o.variables["this"]; ok {
		o.this = &this
	}
	if item, ok := o.variables["_"]; ok {
		o.item = &item
		delete(o.variables, "_")
	}
	var out collector
	o.out = &out
	if err := b.invoke(b.callerFrame(), o); err != nil {
		return nil, err
	}
	return psobjectCollection(out.items), nil
}

// Text implements object.Texter.
func (r *InformationalRecord) Text() string { return r.String() }

// Text implements object.Texter.
func (r *InformationRecord) Text() string { return r.String() }

// Text implements object.Texter.
func (p *PathInfo) Text() string { return p.Path }

// Text implements object.Texter.
func (m *Module) Text() string { return m.Name }

// Text implements object.Texter.
func (c *CommandInfo) Text() string { return c.Name() }
