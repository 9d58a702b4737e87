package object

// The types that the language itself cares about. Library types are defined where their members are.
var (
	TypeObject         = Define("System.Object", ClassType, nil)
	TypeValueType      = Define("System.ValueType", ClassType, nil)
	TypeEnum           = Define("System.Enum", ClassType, TypeValueType, comparable, formattable, "System.IConvertible")
	TypeType           = derived("System.Reflection.MemberInfo", "System.Type", "System.Reflection.TypeInfo", "System.RuntimeType")
	TypeBoolean        = Define("System.Boolean", StructType, TypeValueType, comparable, convertible)
	TypeSByte          = number("System.SByte")
	TypeByte           = number("System.Byte")
	TypeInt16          = number("System.Int16")
	TypeUInt16         = number("System.UInt16")
	TypeInt32          = number("System.Int32")
	TypeUInt32         = number("System.UInt32")
	TypeInt64          = number("System.Int64")
	TypeUInt64         = number("System.UInt64")
	TypeSingle         = number("System.Single")
	TypeDouble         = number("System.Double")
	TypeDecimal        = number("System.Decimal")
	TypeBigInteger     = Define("System.Numerics.BigInteger", StructType, TypeValueType, comparable, formattable)
	TypeChar           = Define("System.Char", StructType, TypeValueType, comparable, convertible)
	TypeString         = Define("System.String", ClassType, nil, comparable, convertible, enumerable, "System.ICloneable")
	TypeDateTime       = Define("System.DateTime", StructType, TypeValueType, comparable, formattable, convertible)
	TypeDateTimeOffset = Define("System.DateTimeOffset", StructType, TypeValueType, comparable, formattable)
	TypeTimeSpan       = Define("System.TimeSpan", StructType, TypeValueType, comparable, formattable)
	TypeGuid           = Define("System.Guid", StructType, TypeValueType, comparable, formattable)

	TypeArray             = Define("System.Array", ClassType, nil, list, collection, enumerable, "System.ICloneable")
	TypeHashtable         = Define("System.Collections.Hashtable", ClassType, nil, dictionary, collection, enumerable, "System.ICloneable")
	TypeOrderedDictionary = Define("System.Collections.Specialized.OrderedDictionary", ClassType, nil, dictionary, collection, enumerable)
	TypeArrayList         = Define("System.Collections.ArrayList", ClassType, nil, list, collection, enumerable, "System.ICloneable")

	TypePSObject     = Define("System.Management.Automation.PSObject", ClassType, nil)
	TypeCustomObject = Define("System.Management.Automation.PSCustomObject", ClassType, nil)
	TypeErrorRecord  = Define("System.Management.Automation.ErrorRecord", ClassType, nil)
	TypeScriptBlock  = Define("System.Management.Automation.ScriptBlock", ClassType, nil)
	TypeSwitch       = Define("System.Management.Automation.SwitchParameter", StructType, TypeValueType)
	TypeException    = Define("System.Exception", ClassType, nil)
	TypeVoid         = Define("System.Void", StructType, TypeValueType)
)

const (
	comparable  = "System.IComparable"
	formattable = "System.IFormattable"
	convertible = "System.IConvertible"
	enumerable  = "System.Collections.IEnumerable"
	collection  = "System.Collections.ICollection"
	list        = "System.Collections.IList"
	dictionary  = "System.Collections.IDictionary"
)

// derived defines classes that each derive from the one before, and returns the last.
func derived(names ...string) (t *Type) {
	for _, name := range names {
		t = Define(name, ClassType, t)
	}
	return t
}

func number(name string) *Type {
	return Define(name, StructType, TypeValueType, comparable, formattable, convertible)
}

// Switch is System.Management.Automation.SwitchParameter, the value of a [switch] parameter.
type Switch bool

// Type implements Object.
func (Switch) Type() *Type { return TypeSwitch }
