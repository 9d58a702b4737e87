package dotnet

import (
	_ "embed"
	"strings"
)

// interfacesText lists which interfaces types implement, in .NET's order, "Full.Name: IComparable IEquatable[int] …",
// and under "# IEquatable[T]" what these declare. PowerShell shows a method once more for each interface that it is of,
// as bool IEquatable[int].Equals(int other), and methods that a type has for an interface only.
//
//go:embed interfaces.txt
var interfacesText string

// implementedBy are the interfaces of a type's definition.
func implementedBy(fullName string) []string {
	_, rest, ok := strings.Cut("\n"+interfacesText, "\n"+fullName+": ")
	if !ok {
		return nil
	}
	line, _, _ := strings.Cut(rest, "\n")
	return strings.Fields(line)
}

// implement adds what the interfaces of the type declare.
func (l *loader) implement(fullName string) {
	for _, name := range implementedBy(fullName) {
		shown := name
		section, argument := "# "+name, ""
		if open := strings.IndexByte(name, '['); open > 0 {
			argument = strings.Trim(name[open:], "[]")
			section = "# " + name[:open] + "[T]"
			if a := l.typ.GenericArgs(); argument == "T" && len(a) == 1 {
				argument = ShortName(a[0])
				shown = name[:open] + "[" + argument + "]"
			}
		}
		_, rest, _ := strings.Cut(interfacesText, "\n"+section+"\n")
		for line := range strings.Lines(rest) {
			if line[0] == '#' {
				break
			}
			l.explicit(shown, closeOver(strings.TrimSuffix(line, "\n"), argument))
		}
	}
}

// explicit adds one method of an interface.
func (l *loader) explicit(interfaceName, signature string) {
	name := methodName(signature)
	at := strings.Index(signature, " "+name+"(") + 1
	shown := signature[:at] + interfaceName + "." + signature[at:]
	m := l.byName[name]
	switch {
	case m == nil:
		l.method(name, shown, false, l.class.methods[name])
		l.byName[name].OfInterface = true
	case m.OfInterface:
		l.method(name, shown, false, l.class.methods[name])
	default:
		m.Explicit = append(m.Explicit, shown)
	}
}

// closeOver puts a type in the place of T in a signature.
func closeOver(signature, argument string) string {
	for _, around := range []string{"(T ", "(T[] ", "[T]", ", T "} {
		signature = strings.ReplaceAll(signature, around, strings.Replace(around, "T", argument, 1))
	}
	return signature
}
