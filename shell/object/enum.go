package object

import (
	"strconv"
	"strings"
)

// DefineEnum adds an enumeration type to the registry.
func DefineEnum(name string, info *EnumInfo) *Type {
	t := Define(name, EnumType, TypeEnum)
	t.enum = info
	return t
}

// EnumMember is the value of an enumeration's member, by name, ignoring case.
func EnumMember(t *Type, name string) (Enum, bool) {
	for i, n := range t.enum.Names {
		if EqualNames(n, name) {
			return Enum{t, t.enum.Values[i]}, true
		}
	}
	return Enum{}, false
}

// NewEnum is a value of a library enumeration, by the type's full name.
func NewEnum(typeName string, value int64) Enum { return Enum{LibraryType(typeName), value} }

// Name is the member's name when exactly one member has the value; empty if there is none.
func (e Enum) Name() string {
	for i, v := range e.EnumType.enum.Values {
		if v == e.Value {
			return e.EnumType.enum.Names[i]
		}
	}
	return ""
}

// FlagNames are the members that make up the value of a [Flags] enumeration, smallest first; ok is false when they
// do not cover it.
func (e Enum) FlagNames() (names []string, ok bool) {
	rest := uint64(e.Value)
	info := e.EnumType.enum
	for i := len(info.Values) - 1; i >= 0; i-- {
		v := uint64(info.Values[i])
		if v != 0 && rest&v == v {
			names = append(names, info.Names[i])
			rest &^= v
		}
	}
	for i, j := 0, len(names)-1; i < j; i, j = i+1, j-1 {
		names[i], names[j] = names[j], names[i]
	}
	return names, rest == 0 && len(names) > 0
}

// Underlying is the value as a number of the enumeration's underlying type ($x.value__).
func (e Enum) Underlying() Value {
	switch e.EnumType.enum.Underlying {
	case TypeByte:
		return uint8(e.Value)
	case TypeSByte:
		return int8(e.Value)
	case TypeInt16:
		return int16(e.Value)
	case TypeUInt16:
		return uint16(e.Value)
	case TypeUInt32:
		return uint32(e.Value)
	case TypeInt64:
		return e.Value
	case TypeUInt64:
		return uint64(e.Value)
	}
	return Int32(int32(e.Value))
}

// Text implements Texter: the member's name, the names of flags, or the number.
func (e Enum) Text() string {
	if name := e.Name(); name != "" {
		return name
	}
	if e.EnumType.enum.Flags {
		if names, ok := e.FlagNames(); ok {
			return strings.Join(names, ", ")
		}
	}
	return ToText(e.Underlying())
}

// ParseEnumText reads names separated by commas, or numbers, as Enum.Parse does: names must be whole.
func ParseEnumText(t *Type, text string, ignoreCase bool) (Enum, bool) {
	e := Enum{EnumType: t}
	for _, part := range strings.Split(text, ",") {
		value, ok := enumPart(t.enum, strings.TrimSpace(part), ignoreCase)
		if !ok {
			return Enum{}, false
		}
		e.Value |= value
	}
	return e, true
}

func enumPart(info *EnumInfo, name string, ignoreCase bool) (int64, bool) {
	for i, n := range info.Names {
		if n == name || ignoreCase && EqualNames(n, name) {
			return info.Values[i], true
		}
	}
	n, err := strconv.ParseInt(name, 10, 64)
	return n, err == nil
}
