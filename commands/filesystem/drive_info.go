package filesystem

import (
	"os"
	"strings"
	"sync"

	"github.com/partnershell/partnershell/shell/object"
)

// providerInfo is a provider as scripts see it.
type providerInfo struct {
	session *session
	provider
}

// info is the drive's provider as scripts see it.
func (d *drive) info() *providerInfo { return &providerInfo{d.session, d.provider} }

// Type implements object.Object.
func (*drive) Type() *object.Type {
	defineDriveTypes()
	return object.LibraryType(automation + "PSDriveInfo")
}

// Text implements object.Texter.
func (d *drive) Text() string { return d.Name }

// Type implements object.Object.
func (*providerInfo) Type() *object.Type {
	defineDriveTypes()
	return object.LibraryType(automation + "ProviderInfo")
}

// Text implements object.Texter.
func (p *providerInfo) Text() string { return modulePrefix + p.name() }

// EqualTo implements object.Equatable.
func (p *providerInfo) EqualTo(other object.Value) bool {
	o, ok := other.(*providerInfo)
	return ok && o.name() == p.name()
}

var defineDriveTypes = sync.OnceFunc(func() {
	object.LibraryType(automation + "PSDriveInfo").SetMembers(driveMembers)
	object.LibraryType(automation + "ProviderInfo").SetMembers(providerMembers)
})

// reader makes a property that cannot be set.
func reader[R any](name, typeName string, read func(R) object.Value) *object.Member {
	return &object.Member{Name: name, Kind: object.PropertyMember, ValueType: object.LookupType(typeName),
		Definition: typeName + " " + name + " {get;}",
		Get: func(v object.Value) (object.Value, error) {
			r, ok := object.Base(v).(R)
			if !ok {
				return nil, object.ErrNotImplemented
			}
			return read(r), nil
		}}
}

func toString[R object.Texter]() *object.Member {
	return &object.Member{Name: "ToString", Kind: object.MethodMember, Overloads: []object.Overload{{
		Signature: "string ToString()",
		Call: func(v object.Value, _ []object.Value) (object.Value, error) {
			r, ok := object.Base(v).(R)
			if !ok {
				return nil, object.ErrNotImplemented
			}
			return r.Text(), nil
		}}}}
}

func driveMembers() []*object.Member {
	computed := func(name string, read func(free, total uint64) uint64) *object.Member {
		m := reader(name, "System.Object", func(d *drive) object.Value {
			if !d.isFiles() {
				return nil
			}
			free, total, ok := diskSpace(d.Root)
			if !ok {
				return nil
			}
			return int64(read(free, total))
		})
		m.Kind = object.ScriptProperty
		return m
	}
	return []*object.Member{
		computed("Used", func(free, total uint64) uint64 { return total - free }),
		computed("Free", func(free, _ uint64) uint64 { return free }),
		reader("CurrentLocation", "string", func(d *drive) object.Value {
			at := d.current
			if here := d.session.here(); here.drive == d {
				at = here.path
			}
			return strings.TrimPrefix(strings.TrimPrefix(at, d.Root), separator)
		}),
		reader("Name", "string", func(d *drive) object.Value { return d.Name }),
		reader("Provider", automation+"ProviderInfo", func(d *drive) object.Value { return d.info() }),
		reader("Root", "string", func(d *drive) object.Value { return d.Root }),
		reader("Description", "string", func(d *drive) object.Value { return d.Description }),
		reader("MaximumSize", "System.Nullable[long]", func(*drive) object.Value { return nil }),
		reader("Credential", "pscredential", func(*drive) object.Value { return nil }),
		reader("DisplayRoot", "string", func(*drive) object.Value { return nil }),
		reader("VolumeSeparatedByColon", "bool", func(d *drive) object.Value { return !d.isSystem() }),
		toString[*drive](),
	}
}

func providerMembers() []*object.Member {
	type info = *providerInfo
	return []*object.Member{
		reader("ImplementingType", "type", func(info) object.Value { return nil }),
		reader("HelpFile", "string", func(info) object.Value { return "System.Management.Automation.dll-Help.xml" }),
		reader("Name", "string", func(p info) object.Value { return p.name() }),
		reader("ModuleName", "string", func(info) object.Value { return "Microsoft.PowerShell.Core" }),
		reader("Description", "string", func(info) object.Value { return "" }),
		reader("Capabilities", automation+"Provider.ProviderCapabilities", func(p info) object.Value {
			return p.capabilities()
		}),
		reader("Home", "string", func(p info) object.Value { return p.home() }),
		reader("Drives", "System.Collections.ObjectModel.Collection["+automation+"PSDriveInfo]",
			func(p info) object.Value { return p.drives() }),
		reader("VolumeSeparatedByColon", "bool", func(p info) object.Value {
			_, isFiles := p.provider.(files)
			return onWindows || !isFiles
		}),
		reader("ItemSeparator", "char", func(info) object.Value { return object.Char(separator[0]) }),
		reader("AltItemSeparator", "char", func(info) object.Value {
			if onWindows {
				return object.Char('/')
			}
			return object.Char('\\')
		}),
		toString[info](),
	}
}

// capabilities are ProviderCapabilities: Filter, ShouldProcess and Credentials for files, else ShouldProcess.
func (p *providerInfo) capabilities() object.Value {
	const filter, shouldProcess, credentials = 0x4, 0x10, 0x20
	n := int64(shouldProcess)
	if _, ok := p.provider.(files); ok {
		n |= filter | credentials
	}
	t := object.LookupType(automation + "Provider.ProviderCapabilities")
	if t == nil {
		return object.Int32(int32(n))
	}
	return object.Enum{EnumType: t, Value: n}
}

func (p *providerInfo) home() string {
	if _, ok := p.provider.(files); !ok {
		return ""
	}
	home, _ := os.UserHomeDir() // empty where there is none
	return home
}

func (p *providerInfo) drives() object.Value {
	list := &object.List{ListType: object.LookupType("System.Collections.ObjectModel.Collection[System.Management.Automation.PSDriveInfo]")}
	for _, d := range p.session.drives {
		if d.provider.name() == p.name() {
			list.Items = append(list.Items, d)
		}
	}
	return list
}
