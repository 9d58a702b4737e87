package object

import (
	"strconv"
	"strings"
)

// LookupType finds a type by the name that stands between brackets in a script: an accelerator, a full name, a
// name in System, an array, a closed or open generic type; nil if there is none.
func LookupType(name string) *Type {
	if !strings.ContainsAny(name, "[], ") {
		return lookupSimple(name)
	}
	return LookupTypeIn(name, noMeanings)
}

// LookupTypeIn is LookupType where simple names may mean something else first: find gives that, or nil.
func LookupTypeIn(name string, find Meanings) *Type {
	n, ok := parseTypeName(name)
	if !ok {
		return nil
	}
	return resolveTypeName(n, find)
}

// Meanings gives the types that simple names mean in some place: type parameters, classes of a script; nil for others.
type Meanings func(name string) *Type

func noMeanings(string) *Type { return nil }

// meaningsOf are those of a table.
func meaningsOf(table map[string]*Type) Meanings {
	return func(name string) *Type { return table[name] }
}

// lookupSimple finds a type whose name has no arguments and no array suffix.
func lookupSimple(name string) *Type {
	folded := FoldName(name)
	if full := accelerator(folded); full != "" {
		folded = FoldName(full)
	}
	if t := namedType(folded); t != nil {
		return t
	}
	return namedType("system." + folded)
}

// namedType finds a type by its folded full name, defining it when the library has it.
func namedType(folded string) *Type {
	registry.RLock()
	t := registry.byName[folded]
	registry.RUnlock()
	if t != nil {
		return t
	}
	return defineFromLibrary(folded)
}

// resolveTypeName makes the type of a parsed name.
func resolveTypeName(n typeName, find Meanings) *Type {
	t := find(n.name)
	switch {
	case n.args != nil:
		t = resolveGeneric(n, find)
	case t == nil:
		t = lookupSimple(n.name)
	}
	for _, rank := range n.ranks {
		if t == nil {
			return nil
		}
		t = ArrayOfRank(t, rank)
	}
	return t
}

func resolveGeneric(n typeName, find Meanings) *Type {
	args := make([]*Type, len(n.args))
	for i, a := range n.args {
		if args[i] = resolveTypeName(a, find); args[i] == nil {
			return nil
		}
	}
	name := n.name
	if !strings.Contains(name, "`") {
		name += "`" + strconv.Itoa(len(args))
	}
	definition := find(name)
	if definition == nil {
		definition = lookupSimple(name)
	}
	if definition == nil {
		return nil
	}
	return Close(definition, args...)
}

// Close is a generic type with its type arguments: Close(List`1, string) is List[string].
func Close(definition *Type, args ...*Type) *Type {
	if definition.name == nullableName && len(args) == 1 {
		return NullableOf(args[0])
	}
	names, keys := make([]string, len(args)), make([]string, len(args))
	for i, a := range args {
		names[i], keys[i] = a.name, a.key
	}
	key := definition.key + "[" + strings.Join(keys, ",") + "]"
	if t := registered(key); t != nil {
		return t
	}
	t := &Type{name: definition.name + "[" + strings.Join(names, ",") + "]", key: key, kind: definition.kind,
		base: definition.base, interfaces: definition.interfaces, generic: definition.name, args: args}
	return register(t)
}

const nullableName = "System.Nullable`1"

// ArrayOfRank is the type of arrays of elem with a number of dimensions.
func ArrayOfRank(elem *Type, rank int) *Type {
	if rank == 1 {
		return ArrayOf(elem)
	}
	suffix := "[" + strings.Repeat(",", rank-1) + "]"
	if t := registered(elem.key + suffix); t != nil {
		return t
	}
	return register(&Type{name: elem.name + suffix, key: elem.key + suffix, base: TypeArray, elem: elem, rank: rank})
}

// accelerator is the full name that a folded short name stands for, or empty. Those whose full name is System plus
// the same name are left out.
func accelerator(folded string) string {
	const ps = "System.Management.Automation."
	switch folded {
	case "int":
		return "System.Int32"
	case "long":
		return "System.Int64"
	case "bool":
		return "System.Boolean"
	case "float":
		return "System.Single"
	case "short":
		return "System.Int16"
	case "ushort":
		return "System.UInt16"
	case "uint":
		return "System.UInt32"
	case "ulong":
		return "System.UInt64"
	case "bigint":
		return "System.Numerics.BigInteger"
	case "hashtable":
		return "System.Collections.Hashtable"
	case "ordered":
		return "System.Collections.Specialized.OrderedDictionary"
	case "regex":
		return "System.Text.RegularExpressions.Regex"
	case "xml":
		return "System.Xml.XmlDocument"
	case "cultureinfo":
		return "System.Globalization.CultureInfo"
	case "ipaddress", "ipendpoint":
		return "System.Net." + folded
	case "mailaddress":
		return "System.Net.Mail.MailAddress"
	case "physicaladdress":
		return "System.Net.NetworkInformation.PhysicalAddress"
	case "securestring":
		return "System.Security.SecureString"
	case "x500distinguishedname", "x509certificate":
		return "System.Security.Cryptography.X509Certificates." + folded
	case "pscustomobject":
		return ps + "PSObject"
	case "ref":
		return ps + "PSReference"
	case "semver":
		return ps + "SemanticVersion"
	case "switch":
		return ps + "SwitchParameter"
	case "nullstring", "norunspaceaffinity":
		return ps + "Language." + folded
	case "pspropertyexpression":
		return "Microsoft.PowerShell.Commands.PSPropertyExpression"
	case "initialsessionstate", "runspace", "runspacefactory":
		return ps + "Runspaces." + folded
	}
	if engineTypeName(folded) {
		return ps + folded
	}
	return ""
}

// engineTypeName reports the accelerators that stand for the same name in System.Management.Automation, the
// attributes among them without their suffix.
func engineTypeName(folded string) bool {
	switch folded {
	case "powershell", "psaliasproperty", "pscredential", "pslistmodifier", "psmoduleinfo", "psnoteproperty",
		"psobject", "psprimitivedictionary", "psscriptmethod", "psscriptproperty", "psvariable", "psvariableproperty",
		"scriptblock", "wildcardpattern", "experimentalfeature", "experimentaction", "pstypenameattribute":
		return true
	}
	return false
}

// AcceleratorOf is the name that PowerShell writes for a type: its accelerator if it has one, else the full name.
func AcceleratorOf(t *Type) string {
	switch t {
	case TypeInt32:
		return "int"
	case TypeInt64:
		return "long"
	case TypeBoolean:
		return "bool"
	case TypeSingle:
		return "float"
	case TypeInt16:
		return "short"
	case TypeUInt16:
		return "ushort"
	case TypeUInt32:
		return "uint"
	case TypeUInt64:
		return "ulong"
	case TypeType:
		return "System.RuntimeType"
	}
	short := FoldName(t.Name())
	switch short {
	case "string", "double", "decimal", "char", "byte", "sbyte", "void", "array", "datetime", "timespan", "guid", "uri",
		"version", "type":
		if t.Namespace() == "System" {
			return short
		}
	}
	return otherAccelerator(t, short)
}

// otherAccelerator finds the accelerators of types outside the namespace System.
func otherAccelerator(t *Type, short string) string {
	switch t.name {
	case "System.Numerics.BigInteger":
		return "bigint"
	case "System.Xml.XmlDocument":
		return "xml"
	case "System.Management.Automation.SemanticVersion":
		return "semver"
	case "System.Management.Automation.SwitchParameter":
		return "switch"
	case "System.Management.Automation.PSReference":
		return "ref"
	case "System.Collections.Specialized.OrderedDictionary":
		return "ordered"
	case "System.Net.IPEndPoint":
		return "IPEndpoint"
	case "System.Net.NetworkInformation.PhysicalAddress":
		return "PhysicalAddress"
	case "System.Management.Automation.WildcardPattern":
		return "WildcardPattern"
	}
	if accelerator(short) == "" {
		return t.name
	}
	if full := accelerator(short); EqualNames(full, t.name) {
		return short
	}
	return t.name
}
