package object

// rank says how good a conversion of a method argument is; PowerShell calls it ConversionRank and compares the
// numbers. Bit 3 is clear when a scalar would be wrapped in an array first.
type rank int

const (
	rankNone            rank = 0
	rankUnrelatedArrays rank = 0x0F
	rankToString        rank = 0x1F
	rankIConvertible    rank = 0x3F
	rankImplicitCast    rank = 0x4F
	rankConstructor     rank = 0x6F
	rankCreate          rank = 0x73
	rankParse           rank = 0x7F
	rankPSObject        rank = 0x8F
	rankTextToEnum      rank = 0x9E // [string]::Compare('a', 'A', 'Ordinal') takes the text for a Boolean
	rankLanguage        rank = 0x9F
	rankNullToValue     rank = 0xAF
	rankNullToRef       rank = 0xBF
	rankExplicit        rank = 0xCF
	rankExplicit1       rank = 0xDF
	rankNumericString   rank = 0xEF
	rankImplicit        rank = 0xFF
	rankAssignable      rank = 0x10F
	rankStringToChars   rank = 0x11A
	rankIdentity        rank = 0x11F

	scalarToArray rank = 0xFFF7
)

// conversionRank rates the conversion from one type to another; from is nil for $null.
func conversionRank(from, to *Type) rank {
	switch {
	case from == to:
		return rankIdentity
	case from == nil:
		return rankOfNull(to)
	case to == TypePSObject:
		return rankPSObject
	case assignable(from, to):
		return rankAssignable
	case isNumeric(from) && isNumeric(to):
		return rankOfNumbers(from, to)
	case to == TypeBoolean:
		return rankLanguage
	case to == TypeString:
		if isNumeric(from) {
			return rankNumericString
		}
		return rankToString
	case to.generic == nullableName:
		return min(conversionRank(from, to.args[0]), rankImplicitCast)
	case from.generic == nullableName:
		return conversionRank(from.args[0], to)
	}
	if r := rankToCollection(from, to); r != rankNone || to.elem != nil {
		return r
	}
	if from == TypeString {
		return rankOfString(to)
	}
	return rankToOther(from, to)
}

// assignable is AssignableTo with the generic interfaces of collections.
func assignable(from, to *Type) bool {
	if from.AssignableTo(to) {
		return true
	}
	if to.kind != InterfaceType || to.generic == "" {
		return false
	}
	return implementsGeneric(from, to)
}

// implementsGeneric reports whether a collection type has the closed generic interface: List[string] is an
// IEnumerable[string].
func implementsGeneric(from, to *Type) bool {
	args := from.args
	if from.elem != nil && from.rank < 2 {
		args = []*Type{from.elem}
	}
	if from == TypeString {
		args = []*Type{TypeChar}
	}
	if from.elem == nil && from != TypeString && !declaresInterface(from, to.generic) {
		return false
	}
	if args == nil {
		return true // a class that is not generic itself: StringComparer is an IEqualityComparer[string]
	}
	if len(args) == 2 && len(to.args) == 1 {
		return to.args[0].generic == keyValuePairName && sameTypes(to.args[0].args, args)
	}
	if from.elem != nil && len(to.args) == 1 && from.elem.kind == ClassType && isSequence(to.generic) {
		return args[0].AssignableTo(to.args[0])
	}
	return isSequence(to.generic) && sameTypes(args, to.args) || len(to.args) == 2 && sameTypes(args, to.args)
}

const keyValuePairName = "System.Collections.Generic.KeyValuePair`2"

func declaresInterface(t *Type, generic string) bool {
	return t.Implements(generic)
}

func sameTypes(a, b []*Type) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

// isSequence reports the generic interfaces that arrays and lists have.
func isSequence(generic string) bool {
	switch generic {
	case "System.Collections.Generic.IEnumerable`1", "System.Collections.Generic.ICollection`1",
		"System.Collections.Generic.IList`1", "System.Collections.Generic.IReadOnlyCollection`1",
		"System.Collections.Generic.IReadOnlyList`1", "System.Collections.Generic.ISet`1",
		"System.Collections.Generic.IReadOnlySet`1":
		return true
	}
	return false
}

func rankOfNull(to *Type) rank {
	switch {
	case to == TypeString, to == TypeChar, to == TypeBoolean, to == TypeSwitch, isNumeric(to):
		return rankNullToValue
	case to.generic == nullableName:
		return rankNullToValue
	case to.kind == StructType || to.kind == EnumType:
		return rankNone
	}
	return rankNullToRef
}

// rankOfString rates the conversion of text.
func rankOfString(to *Type) rank {
	switch {
	case isNumeric(to):
		return rankNumericString
	case to.kind == EnumType:
		return rankTextToEnum
	case to == TypeChar, to.AssignableTo(TypeType), to.name == "System.Type", to == TypeRegex:
		return rankLanguage
	case hasStaticParse(to):
		return rankParse
	case hasConstructorFor(to, TypeString):
		return rankConstructor
	case hasImplicitFromText(to):
		return rankImplicitCast
	}
	return rankNone
}

// hasImplicitFromText reports whether the type declares that text becomes it of its own.
func hasImplicitFromText(t *Type) bool {
	m := t.table().static["op_implicit"]
	if m == nil || m.group == nil {
		return false
	}
	for _, s := range m.group.usable() {
		if len(s.parameters) == 1 && s.parameters[0].typ == TypeString {
			return true
		}
	}
	return false
}

// hasStaticParse reports whether the type has a static Parse method that works.
func hasStaticParse(t *Type) bool {
	m := t.table().static["parse"]
	return m != nil && m.group != nil && len(m.group.usable()) > 0
}

// hasConstructorFor reports whether the type has a constructor of one parameter to which from can be assigned.
func hasConstructorFor(t, from *Type) bool {
	m := t.table().static[constructorName]
	if m == nil || m.group == nil || t.abstract {
		return false
	}
	for _, s := range m.group.usable() {
		if len(s.parameters) == 1 && s.parameters[0].typ != nil && assignable(from, s.parameters[0].typ) {
			return true
		}
	}
	return false
}

// rankToCollection rates conversions to arrays, System.Array and Hashtable.
func rankToCollection(from, to *Type) rank {
	switch {
	case to.elem != nil && from.elem != nil:
		return rankUnrelatedArrays
	case to.elem == TypeChar && from == TypeString:
		return rankStringToChars
	case to.elem != nil && isEnumerableType(from):
		return rankLanguage
	case to.elem != nil:
		return conversionRank(from, to.elem) & scalarToArray
	case to == TypeArray:
		return rankLanguage
	case to == TypeHashtable && from.Implements(dictionary):
		return rankLanguage
	}
	return rankNone
}

// isEnumerableType reports the types that a pipeline takes apart.
func isEnumerableType(t *Type) bool {
	return t.Implements(enumerable) && t != TypeString && !t.Implements(dictionary)
}

func rankToOther(from, to *Type) rank {
	switch {
	case IsDelegateType(to):
		if from == TypeScriptBlock {
			return rankLanguage
		}
		return rankNone
	case to.kind == EnumType && isNumeric(from):
		return rankLanguage
	case isPrimitive(from) && isPrimitive(to):
		return rankIConvertible
	case from.kind == EnumType && isNumeric(to):
		return rankIConvertible
	case from.Implements(dictionary) && to.kind == ClassType && hasConstructorFor(to, from):
		return rankConstructor
	case from.Implements(dictionary) && to.kind == ClassType && hasDefaultConstructor(to):
		return rankCreate
	case to.kind != InterfaceType && hasConstructorFor(to, from):
		return rankConstructor
	}
	return rankNone
}

func hasDefaultConstructor(t *Type) bool {
	m := t.table().static[constructorName]
	if m == nil || m.group == nil {
		return false
	}
	for _, s := range m.group.usable() {
		if len(s.parameters) == 0 {
			return true
		}
	}
	return false
}

// IsDelegateType reports whether values of t are functions.
func IsDelegateType(t *Type) bool {
	for u := t; u != nil; u = u.base {
		if u.name == "System.MulticastDelegate" || u.name == "System.Delegate" {
			return true
		}
	}
	return false
}

func isPrimitive(t *Type) bool {
	return isNumeric(t) || t == TypeChar || t == TypeBoolean
}

func isNumeric(t *Type) bool { return numberClass(t) != 0 }

// numberClass tells numeric types apart: sign and width of integers, then the floating ones; 0 for others.
func numberClass(t *Type) int {
	switch t {
	case TypeInt32:
		return 4
	case TypeDouble:
		return 11
	case TypeInt64:
		return 6
	case TypeDecimal:
		return 12
	case TypeByte:
		return 1
	case TypeSByte:
		return 2
	case TypeInt16:
		return 3
	case TypeUInt16:
		return 7
	case TypeUInt32:
		return 8
	case TypeUInt64:
		return 9
	case TypeSingle:
		return 10
	}
	return 0
}

// rankOfNumbers follows C#'s implicit numeric conversions; of the explicit ones PowerShell likes decimal to double
// and the narrowing of a Double to Single better than the rest.
func rankOfNumbers(from, to *Type) rank {
	if widens(from, to) {
		return rankImplicit
	}
	if from == TypeDecimal && (to == TypeDouble || to == TypeSingle) || from == TypeDouble && to == TypeSingle {
		return rankExplicit1
	}
	return rankExplicit
}

// widens reports whether C# converts from one numeric type to the other by itself.
func widens(from, to *Type) bool {
	switch to {
	case TypeDouble:
		return from != TypeDecimal
	case TypeSingle:
		return from != TypeDecimal && from != TypeDouble
	case TypeDecimal:
		return from != TypeDouble && from != TypeSingle
	case TypeInt64:
		return from == TypeInt32 || from == TypeUInt32 || widens(from, TypeInt32)
	case TypeInt32:
		return from == TypeInt16 || from == TypeUInt16 || from == TypeByte || from == TypeSByte
	case TypeUInt64:
		return from == TypeUInt32 || from == TypeUInt16 || from == TypeByte
	case TypeUInt32:
		return from == TypeUInt16 || from == TypeByte
	case TypeInt16:
		return from == TypeByte || from == TypeSByte
	case TypeUInt16:
		return from == TypeByte
	}
	return false
}
