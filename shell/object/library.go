package object

import (
	_ "embed"
	"strconv"
	"strings"
)

// libraryTypes lists .NET's and PowerShell's types, one line each: full name, kind, base type, interfaces.
//
//go:embed library_types.txt
var libraryTypes string

// libraryEnums lists enumerations, one line each: full name, underlying type, "flags" or nothing, Name=value pairs.
//
//go:embed library_enums.txt
var libraryEnums string

// loadMembers makes the declared members of a type that does not say itself (SetMembers); see SetLibrary.
var loadMembers func(t *Type) []*Member

// SetLibrary says where the members of library types come from; package dotnet calls it once.
func SetLibrary(load func(t *Type) []*Member) { loadMembers = load }

// defineFromLibrary defines the type with the given folded full name if the lists have it.
func defineFromLibrary(folded string) *Type {
	if row := findRow(libraryTypes, folded); row != nil {
		return defineRow(row)
	}
	if row := findRow(libraryEnums, folded); row != nil {
		return defineEnumRow(row)
	}
	return nil
}

// findRow finds the line whose first column is name, ignoring case, and returns its columns.
func findRow(list, folded string) []string {
	for len(list) > 0 {
		end := strings.IndexByte(list, '\n')
		if end < 0 {
			end = len(list)
		}
		if len(folded) < end && list[len(folded)] == '\t' && EqualNames(list[:len(folded)], folded) {
			return strings.Split(list[:end], "\t")
		}
		list = list[min(end+1, len(list)):]
	}
	return nil
}

func defineRow(row []string) *Type {
	name, base := row[0], row[2]
	var interfaces []string
	if row[3] != "" {
		interfaces = strings.Split(row[3], ",")
	}
	kind := ClassType
	switch row[1] {
	case "struct":
		kind = StructType
	case "interface":
		return Define(name, InterfaceType, nil, interfaces...)
	}
	t := Define(name, kind, baseType(base), interfaces...)
	t.abstract = row[1] == "abstract" || row[1] == "static"
	t.sealed = row[1] == "sealed" || row[1] == "static"
	return t
}

// baseType is the type of a base class's name; nil for System.Object and for classes that nobody needs.
func baseType(name string) *Type {
	if name == "-" || name == "System.Object" || strings.HasSuffix(name, "]") {
		return nil
	}
	if t := namedType(FoldName(name)); t != nil {
		return t
	}
	if strings.HasSuffix(name, "Exception") {
		return ExceptionType(name)
	}
	return nil
}

func defineEnumRow(row []string) *Type {
	info := &EnumInfo{Flags: row[2] == "flags", Underlying: lookupSimple(row[1])}
	for _, pair := range row[3:] {
		name, text, _ := strings.Cut(pair, "=")
		n, err := strconv.ParseInt(text, 10, 64)
		if err != nil {
			continue // the list is checked by a test
		}
		info.Names = append(info.Names, name)
		info.Values = append(info.Values, n)
	}
	return DefineEnum(row[0], info)
}

// LibraryType is a type of the .NET library that is known to exist, by its exact full name.
func LibraryType(name string) *Type { return namedType(FoldName(name)) }
