package object

import (
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
)

// TypeKind tells classes, value types, enums and interfaces apart.
type TypeKind uint8

// The kinds of types.
const (
	ClassType TypeKind = iota
	StructType
	EnumType
	InterfaceType
)

// Type is a .NET type (System.RuntimeType) or a class or enum that a script defined. There is one *Type per type:
// compare pointers.
type Type struct {
	name       string // full name, "System.Int32"
	key        string // the name folded; of a class that a script defined, and of types made of it, no other has it
	kind       TypeKind
	base       *Type
	interfaces []string // full names of what it implements, inherited ones left out

	elem    *Type   // of an array
	generic string  // full name of the generic definition, "System.Collections.Generic.List`1"
	args    []*Type // its arguments

	enum *EnumInfo

	rank     int  // of a multi-dimensional array type; 0 for others
	abstract bool // has no constructors
	sealed   bool // a class that nothing can be derived from

	once    sync.Once
	load    func() []*Member // the declared members, built on first use
	members memberTable

	// Script is what the engine keeps for a class that a script defined; opaque here.
	Script any
}

// EnumInfo lists the values of an enumeration.
type EnumInfo struct {
	Flags      bool
	Underlying *Type
	Names      []string // in .NET's order: by unsigned value
	Values     []int64
}

// Type implements Object.
func (t *Type) Type() *Type { return TypeType }

// FullName is the name with its namespace ("System.Int32", "System.Object[]").
func (t *Type) FullName() string { return t.name }

// Name is the name without its namespace.
func (t *Type) Name() string {
	head, _, _ := strings.Cut(t.name, "[")
	if t.generic != "" {
		return head[strings.LastIndexByte(head, '.')+1:]
	}
	return t.name[strings.LastIndexByte(head, '.')+1:]
}

// Namespace is the part before Name, without the dot.
func (t *Type) Namespace() string {
	head, _, _ := strings.Cut(t.name, "[")
	if i := strings.LastIndexByte(head, '.'); i >= 0 {
		return head[:i]
	}
	return ""
}

// Kind tells classes, value types, enums and interfaces apart.
func (t *Type) Kind() TypeKind { return t.kind }

// Base is the base class; nil for System.Object and for interfaces.
func (t *Type) Base() *Type { return t.base }

// Interfaces are the full names of the interfaces that t itself declares; the slice must not be changed.
func (t *Type) Interfaces() []string { return t.interfaces }

// Abstract reports whether the type has no objects of its own.
func (t *Type) Abstract() bool { return t.abstract }

// Sealed reports whether nothing can be derived from the type.
func (t *Type) Sealed() bool {
	return t.sealed || t == TypeString || t.kind == StructType || t.kind == EnumType || t.elem != nil
}

// Elem is the element type of an array type; nil for others.
func (t *Type) Elem() *Type { return t.elem }

// GenericDefinition is the full name of the generic type that t closes, or empty.
func (t *Type) GenericDefinition() string { return t.generic }

// GenericArgs are the type arguments of a closed generic type.
func (t *Type) GenericArgs() []*Type { return t.args }

// Enum describes an enumeration's values; nil for other types.
func (t *Type) Enum() *EnumInfo { return t.enum }

// Implements reports whether t or one of its base types names the interface.
func (t *Type) Implements(iface string) bool {
	for ; t != nil; t = t.base {
		for _, i := range t.interfaces {
			if i == iface {
				return true
			}
		}
	}
	return false
}

// AssignableTo reports whether a value of type t is a value of type target (-is, catch, parameter types).
func (t *Type) AssignableTo(target *Type) bool {
	if target == TypeObject || target.kind == InterfaceType && t.Implements(target.name) {
		return true
	}
	for u := t; u != nil; u = u.base {
		if u == target {
			return true
		}
	}
	if t.elem == nil || target.elem == nil || t.rank != target.rank {
		return false
	}
	if t.elem.kind == ClassType {
		return t.elem.AssignableTo(target.elem) // arrays of classes are covariant
	}
	return reduced(t.elem) == reduced(target.elem)
}

// reduced is the type that decides whether arrays of value types can stand for one another: enumerations count as
// their underlying type, unsigned integers as signed ones.
func reduced(t *Type) *Type {
	if t.kind == EnumType && t.enum != nil {
		t = underlying(t)
	}
	switch t {
	case TypeByte:
		return TypeSByte
	case TypeUInt16:
		return TypeInt16
	case TypeUInt32:
		return TypeInt32
	case TypeUInt64:
		return TypeInt64
	}
	return t
}

// registry holds every named type; arrays and closed generics are added when first asked for.
var registry = struct {
	sync.RWMutex
	byName map[string]*Type // by folded full name
}{byName: make(map[string]*Type, 512)}

// rootType is System.Object once it was defined. The package's variables are initialised in no useful order, so
// whoever needs it first defines it.
var rootType *Type

func root() *Type {
	if rootType == nil {
		rootType = register(&Type{name: "System.Object", key: "system.object", kind: ClassType})
	}
	return rootType
}

func register(t *Type) *Type {
	registry.Lock()
	registry.byName[t.key] = t
	registry.Unlock()
	return t
}

// registered is the type with a key; nil if there is none.
func registered(key string) *Type {
	registry.RLock()
	defer registry.RUnlock()
	return registry.byName[key]
}

// Define adds a type to the registry. base may be nil (System.Object is meant, except for interfaces).
func Define(name string, kind TypeKind, base *Type, interfaces ...string) *Type {
	if name == "System.Object" {
		return root()
	}
	if base == nil && kind != InterfaceType {
		base = root()
	}
	return register(&Type{name: name, key: FoldName(name), kind: kind, base: base, interfaces: interfaces})
}

// scriptTypes counts the types that scripts defined.
var scriptTypes atomic.Int64

// NewClass makes a class that a script defines. Whoever runs the script keeps it by its name; no lookup here finds it,
// and another script may define a class of the same name.
func NewClass(name string, base *Type, interfaces ...string) *Type {
	if base == nil {
		base = root()
	}
	key := FoldName(name) + "#" + strconv.FormatInt(scriptTypes.Add(1), 10)
	return &Type{name: name, key: key, base: base, interfaces: interfaces}
}

// NewEnumeration makes an enumeration that a script defines; see NewClass.
func NewEnumeration(name string, info *EnumInfo) *Type {
	t := NewClass(name, TypeEnum)
	t.kind, t.enum = EnumType, info
	return t
}

// scripted reports a type that a script defined, or one made of such types.
func (t *Type) scripted() bool { return strings.Contains(t.key, "#") }

// ScriptNames are the types among the given ones, or those that they are made of, that a script defined: their names
// alone do not tell them. It is nil if there are none.
func ScriptNames(types ...*Type) map[string]*Type {
	var names map[string]*Type
	for _, t := range types {
		if t != nil && t.scripted() {
			if names == nil {
				names = make(map[string]*Type)
			}
			t.nameScripts(names)
		}
	}
	return names
}

func (t *Type) nameScripts(names map[string]*Type) {
	switch {
	case t.elem != nil:
		t.elem.nameScripts(names)
	case t.args != nil:
		for _, a := range t.args {
			a.nameScripts(names)
		}
	case t.scripted():
		names[t.name] = t
	}
}

// SetMembers says how the declared members of a type are made when they are first needed. It must be called
// before any member of the type is read.
func (t *Type) SetMembers(load func() []*Member) { t.load = load }

// DefinedType finds a type by its exact full name, ignoring case; accelerators, arrays and generic arguments
// are the business of LookupType.
func DefinedType(fullName string) *Type {
	return registered(FoldName(fullName))
}

// ArrayOf is the type of one-dimensional arrays of elem.
func ArrayOf(elem *Type) *Type {
	if t := registered(elem.key + "[]"); t != nil {
		return t
	}
	return register(&Type{name: elem.name + "[]", key: elem.key + "[]", base: TypeArray, elem: elem})
}

// NullableOf is Nullable<T> of a value type.
func NullableOf(t *Type) *Type {
	key := "system.nullable`1[[" + t.key + "]]"
	if n := registered(key); n != nil {
		return n
	}
	return register(&Type{name: nullableName + "[[" + t.name + "]]", key: key, kind: StructType, base: TypeValueType,
		generic: nullableName, args: []*Type{t}})
}
