package object

// MemberKind is PowerShell's PSMemberTypes, with its numbers (they are flags).
type MemberKind int32

// The kinds of members that exist here.
const (
	AliasProperty         MemberKind = 1
	CodeProperty          MemberKind = 2
	PropertyMember        MemberKind = 4
	NoteProperty          MemberKind = 8
	ScriptProperty        MemberKind = 16
	PropertySet           MemberKind = 32
	MethodMember          MemberKind = 64
	CodeMethod            MemberKind = 128
	ScriptMethod          MemberKind = 256
	ParameterizedProperty MemberKind = 512
	MemberSet             MemberKind = 1024
	EventMember           MemberKind = 2048
)

// Member is one property or method of a type or of one object.
type Member struct {
	Name   string
	Kind   MemberKind
	Static bool
	// Hidden members of script classes are left out by Get-Member without -Force.
	Hidden bool
	// OfInterface members are not their class's own: .NET has them as members of an interface only.
	OfInterface bool

	// ValueType is a property's type; nil means System.Object.
	ValueType *Type
	// Definition is what Get-Member shows; empty means it is derived from the rest.
	Definition string

	// Get reads a property; recv is the unwrapped receiver (nil for a static one).
	Get func(recv Value) (Value, error)
	// Set writes a property; nil means it is read-only.
	Set func(recv, value Value) error

	// Overloads are a method's, in the order in which .NET lists them.
	Overloads []Overload

	// Explicit are signatures of interfaces' methods that this one implements, only to be shown.
	Explicit []string

	// Referenced are the members of a property set, or the target of an alias.
	Referenced []string

	group *methodGroup // the overloads parsed; set when the member belongs to a type
}

// Overload is one signature of a method or constructor.
type Overload struct {
	// Signature is PowerShell's rendering: "string Substring(int startIndex, int length)",
	// "static string Join(string separator, Params string[] value)". Arguments are converted to its types.
	Signature string
	// Names are types that the signature names and a script defined; nil if there are none.
	Names map[string]*Type
	// Call runs it with converted arguments; recv is the unwrapped receiver (nil for a static one).
	Call func(recv Value, args []Value) (Value, error)
}
