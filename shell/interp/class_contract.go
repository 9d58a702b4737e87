package interp

import (
	"strings"

	"github.com/partnershell/partnershell/shell/object"
)

// contracts are the methods that interfaces and abstract classes leave to a class, by the full name of the type: what
// they give, their name and parameters. T is the interface's first type argument.
func contracts(typeName string) string {
	switch typeName {
	case "System.IComparable":
		return "System.Int32 CompareTo System.Object"
	case "System.IComparable`1":
		return "System.Int32 CompareTo T"
	case "System.IEquatable`1":
		return "System.Boolean Equals T"
	case "System.IDisposable":
		return "System.Void Dispose"
	case "System.ICloneable":
		return "System.Object Clone"
	case "System.IFormattable":
		return "System.String ToString System.String System.IFormatProvider"
	case "System.IFormatProvider":
		return "System.Object GetFormat System.Type"
	case "System.ICustomFormatter":
		return "System.String Format System.String System.Object System.IFormatProvider"
	case "System.Collections.IEnumerable":
		return "System.Collections.IEnumerator GetEnumerator"
	case "System.Collections.IEnumerator":
		return "System.Boolean MoveNext;System.Object get_Current;System.Void Reset"
	case "System.Collections.IComparer":
		return "System.Int32 Compare System.Object System.Object"
	case "System.Collections.Generic.IComparer`1":
		return "System.Int32 Compare T T"
	case "System.Collections.IEqualityComparer":
		return "System.Boolean Equals System.Object System.Object;System.Int32 GetHashCode System.Object"
	case "System.Collections.Generic.IEqualityComparer`1":
		return "System.Boolean Equals T T;System.Int32 GetHashCode T"
	case ns + "IValidateSetValuesGenerator":
		return "System.String[] GetValidValues"
	case ns + "ArgumentTransformationAttribute":
		return "System.Object Transform " + ns + "EngineIntrinsics System.Object"
	case ns + "ValidateArgumentsAttribute":
		return "System.Void Validate System.Object " + ns + "EngineIntrinsics"
	case ns + "ValidateEnumeratedArgumentsAttribute":
		return "System.Void ValidateElement System.Object"
	}
	return ""
}

// checkImplemented reports a class that lacks a method which one of its interfaces or its base class demands. The
// first one is enough: .NET, which finds it when it makes the type, names no other.
func (d *typeDefiner) checkImplemented(c *scriptClass) {
	for _, t := range append(c.interfaces, c.t.Base()) {
		name := t.FullName()
		if t.GenericDefinition() != "" {
			name = t.GenericDefinition()
		}
		for _, contract := range strings.Split(contracts(name), ";") {
			words := strings.Fields(contract)
			if len(words) > 0 && !c.implements(words, t) {
				d.fail(c.ast.Extent, "TypeCreationError", c.t.Name(), "Method '"+words[1]+"' in type '"+c.t.Name()+"' from assembly '"+
					d.assemblyName()+", Version=0.0.0.0, Culture=neutral, PublicKeyToken=null' does not have an implementation.")
				return
			}
		}
	}
}

// implements reports whether the class or a base class has the method of a contract, name and types just as it says.
func (c *scriptClass) implements(words []string, t *object.Type) bool {
	for ; c != nil; c = c.base {
		for _, m := range c.methods {
			if !m.static && m.name == words[1] && m.result.FullName() == words[0] && m.takes(words[2:], t) {
				return true
			}
		}
		if property, ok := strings.CutPrefix(words[1], "get_"); ok && c.declares(property) {
			return true
		}
	}
	return false
}

func (m *classMethod) takes(types []string, t *object.Type) bool {
	if len(types) != len(m.parameters) {
		return false
	}
	for i, want := range types {
		kind := m.parameters[i].kind
		if want == "T" && len(t.GenericArgs()) > 0 {
			if kind != t.GenericArgs()[0] {
				return false
			}
		} else if kind.FullName() != want {
			return false
		}
	}
	return true
}

// assemblyName is the name of the assembly that PowerShell puts the classes of a script into.
func (d *typeDefiner) assemblyName() string {
	const mark = "\u29f9"
	if d.b.source == nil || d.b.source.Name == "" {
		return mark + "powershell"
	}
	return mark + strings.NewReplacer(`\`, mark, "/", mark, ",", "\u201a", ":", "\u0589").Replace(d.b.source.Name)
}

// isOpenGeneric reports a generic type without its arguments.
func isOpenGeneric(t *object.Type) bool {
	return strings.Contains(t.Name(), "`") && t.GenericDefinition() == ""
}

// hasDefaultConstructor reports whether objects of a base class can be made without arguments.
func hasDefaultConstructor(t *object.Type) bool {
	if c, ok := t.Script.(*scriptClass); ok {
		for _, m := range c.ctors {
			if len(m.parameters) == 0 {
				return true
			}
		}
		return len(c.ctors) == 0
	}
	m := t.StaticMember("new")
	if m == nil || t.Abstract() {
		return true
	}
	for _, o := range m.Overloads {
		if strings.HasSuffix(o.Signature, "()") {
			return true
		}
	}
	return len(m.Overloads) == 0
}
