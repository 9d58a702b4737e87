package interp

import "github.com/partnershell/partnershell/shell/object"

// scriptedObject is an object of the engine whose members do what a command does: SessionState.Drive and its like.
type scriptedObject struct {
	rt  *Runtime
	typ *object.Type
}

// Type implements object.Object.
func (o *scriptedObject) Type() *object.Type { return o.typ }

// scriptedMember is a member as a script; a property has no parameters and is told by its definition.
type scriptedMember struct{ name, definition, script string }

func scriptedType(name string, list ...scriptedMember) func(rt *Runtime) object.Value {
	define := definedOnce(ns+name, "", func() []*object.Member {
		members := make([]*object.Member, len(list))
		for i, m := range list {
			members[i] = m.member()
		}
		return members
	})
	return func(rt *Runtime) object.Value { return &scriptedObject{rt, define()} }
}

func (m scriptedMember) member() *object.Member {
	if m.definition[len(m.definition)-1] == '}' {
		return &object.Member{Name: m.name, Kind: object.PropertyMember, Definition: m.definition,
			Get: func(recv object.Value) (object.Value, error) { return recv.(*scriptedObject).rt.runText(m.script, nil) }}
	}
	return method(m.name, m.definition, func(o *scriptedObject, args []object.Value) (object.Value, error) {
		return o.rt.runText(m.script, args)
	})
}

// runText runs a script with arguments and returns what it writes.
func (rt *Runtime) runText(text string, args []object.Value) (object.Value, error) {
	b, err := rt.NewScriptBlock(text)
	if err != nil {
		return nil, err
	}
	var out collector
	if err := b.invoke(rt.here(), invokeOptions{args: args, out: &out}); err != nil {
		return nil, err
	}
	return out.value(), nil
}

const (
	driveInfo  = "System.Management.Automation.PSDriveInfo"
	psobjects  = "System.Collections.ObjectModel.Collection[psobject]"
	namesAlone = "System.Collections.ObjectModel.Collection[string]"
)

var driveIntrinsics = scriptedType("DriveManagementIntrinsics",
	scriptedMember{"Current", driveInfo + " Current {get;}", "(Get-Location).Drive"},
	scriptedMember{"Get", driveInfo + " Get(string driveName)", "param($n) Get-PSDrive -Name $n -ErrorAction Stop"},
	scriptedMember{"GetAll", "System.Collections.ObjectModel.Collection[" + driveInfo + "] GetAll()", "Get-PSDrive"},
	scriptedMember{"GetAllForProvider", "System.Collections.ObjectModel.Collection[" + driveInfo + "] GetAllForProvider(string providerName)",
		"param($n) Get-PSDrive -PSProvider $n"})

var providerList = scriptedType("CmdletProviderManagementIntrinsics",
	scriptedMember{"Get", "System.Collections.ObjectModel.Collection[System.Management.Automation.ProviderInfo] Get(string name)",
		"param($n) Get-PSProvider $n -ErrorAction Stop"},
	scriptedMember{"GetOne", "System.Management.Automation.ProviderInfo GetOne(string name)", "param($n) Get-PSProvider $n -ErrorAction Stop"},
	scriptedMember{"GetAll", "System.Collections.Generic.IEnumerable[System.Management.Automation.ProviderInfo] GetAll()", "Get-PSProvider"})

var itemIntrinsics = scriptedType("ItemCmdletProviderIntrinsics",
	scriptedMember{"Get", psobjects + " Get(string path)", "param($p) Get-Item $p -Force -ErrorAction Stop"},
	scriptedMember{"Exists", "bool Exists(string path)", "param($p) Test-Path $p"},
	scriptedMember{"IsContainer", "bool IsContainer(string path)", "param($p) Test-Path $p -PathType Container"},
	scriptedMember{"Remove", "void Remove(string path, bool recurse)", "param($p, $r) Remove-Item $p -Recurse:$r -ErrorAction Stop"},
	scriptedMember{"Rename", psobjects + " Rename(string path, string newName)", "param($p, $n) Rename-Item $p $n -PassThru -ErrorAction Stop"},
	scriptedMember{"New", psobjects + " New(string path, string name, string itemTypeName, System.Object content)",
		"param($p, $n, $t, $v) New-Item $p -Name $n -ItemType $t -Value $v -ErrorAction Stop"})

var childIntrinsics = scriptedType("ChildItemCmdletProviderIntrinsics",
	scriptedMember{"Get", psobjects + " Get(string path, bool recurse)", "param($p, $r) Get-ChildItem $p -Recurse:$r -Force -ErrorAction Stop"},
	scriptedMember{"HasChild", "bool HasChild(string path)", "param($p) $null -ne (Get-ChildItem $p -Force | Select-Object -First 1)"},
	scriptedMember{"GetNames", namesAlone + " GetNames(string path, System.Management.Automation.ReturnContainers returnContainers, bool recurse)",
		"param($p, $c, $r) Get-ChildItem $p -Name -Recurse:$r -Force -ErrorAction Stop"})

var providerIntrinsicsType = definedOnce(ns+"ProviderIntrinsics", "", func() []*object.Member {
	type provider = *scriptedObject
	return []*object.Member{
		getter("Item", "System.Management.Automation.ItemCmdletProviderIntrinsics Item {get;}", func(o provider) object.Value { return itemIntrinsics(o.rt) }),
		getter("ChildItem", "System.Management.Automation.ChildItemCmdletProviderIntrinsics ChildItem {get;}",
			func(o provider) object.Value { return childIntrinsics(o.rt) }),
	}
})
