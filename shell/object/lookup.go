package object

// LookupType finds a type by the name that stands between brackets in a script: an accelerator, a full name, a
// name in System, an array, a closed generic type; nil if there is none.
func LookupType(name string) *Type {
	if n := len(name); n > 2 && name[n-2:] == "[]" {
		if elem := LookupType(name[:n-2]); elem != nil {
			return ArrayOf(elem)
		}
		return nil
	}
	if t := DefinedType(name); t != nil {
		return t
	}
	return DefinedType("System." + name)
}
