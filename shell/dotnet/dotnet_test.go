package dotnet

import (
	"testing"

	"github.com/partnershell/partnershell/shell/object"
)

// ref is a [ref] variable.
type ref struct{ v object.Value }

func (*ref) Type() *object.Type {
	return object.LibraryType("System.Management.Automation.PSReference")
}
func (r *ref) Load() object.Value         { return r.v }
func (r *ref) Store(v object.Value) error { r.v = v; return nil }

// show is a result as the tests write it: the type's short name and the invariant text, or the error.
func show(v object.Value, err error) string {
	if err != nil {
		if e, ok := err.(*object.ErrorRecord); ok {
			return "throw:" + e.FullyQualifiedErrorID() + "|" + e.Exception.Message
		}
		return "error:" + err.Error()
	}
	if object.IsNothing(v) {
		return "nothing"
	}
	if v == nil {
		return "null"
	}
	return ShortName(object.TypeOf(v)) + ":" + object.ToText(v)
}

type values = []object.Value

func texts(s ...string) object.Value { return textArray(s) }

func chars(s string) object.Value { return object.NewTypedArray(object.TypeChar, charsOf(s)) }

func lookup(t *testing.T, name string) *object.Type {
	t.Helper()
	typ := object.LookupType(name)
	if typ == nil {
		t.Fatalf("no type %s", name)
	}
	return typ
}

func TestInstanceMethods(t *testing.T) {
	comparison := func(n int64) object.Value { return object.NewEnum("System.StringComparison", n) }
	for _, c := range []struct {
		recv   object.Value
		method string
		args   values
		want   string
	}{
		{"abcdef", "Substring", values{int32(2)}, "string:cdef"},
		{"abcdef", "Substring", values{int32(1), int32(2)}, "string:bc"},
		{"abcdef", "Substring", values{"2"}, "string:cdef"},
		{"😀b", "Substring", values{int32(2)}, "string:b"},
		{"abcdef", "Substring", values{int32(-1)}, "throw:ArgumentOutOfRangeException|Exception calling \"Substring\" with \"1\" argument(s): \"startIndex ('-1') must be a non-negative value. (Parameter 'startIndex')\nActual value was -1.\""},
		{"abc", "Substring", values{}, "throw:MethodCountCouldNotFindBest|Cannot find an overload for \"Substring\" and the argument count: \"0\"."},
		{"abc", "Substring", values{"x"}, "throw:MethodArgumentConversionInvalidCastArgument|Cannot convert argument \"startIndex\", with value: \"x\", for \"Substring\" to type \"System.Int32\": \"Cannot convert value \"x\" to type \"System.Int32\". Error: \"The input string 'x' was not in a correct format.\"\""},
		{"abc", "NoSuch", nil, "throw:MethodNotFound|Method invocation failed because [System.String] does not contain a method named 'NoSuch'."},
		{"a,b;c", "Split", values{","}, "string[]:a b;c"},
		{"a,b;c", "Split", values{chars(",;")}, "string[]:a b c"},
		{"a,b;c", "Split", values{",", ";"}, "throw:MethodArgumentConversionInvalidCastArgument|Cannot convert argument \"count\", with value: \";\", for \"Split\" to type \"System.Int32\": \"Cannot convert value \";\" to type \"System.Int32\". Error: \"The input string ';' was not in a correct format.\"\""},
		{"a--b", "Split", values{"--"}, "string[]:a b"},
		{" a  b ", "Split", values{}, "string[]: a  b "},
		{"banana", "IndexOf", values{"an"}, "int:1"},
		{"banana", "IndexOf", values{object.Char('n'), int32(3)}, "int:4"},
		{"banana", "IndexOf", values{"AN", comparison(5)}, "int:1"},
		{"banana", "LastIndexOf", values{"an"}, "int:3"},
		{"banana", "Replace", values{"a", "o"}, "string:bonono"},
		{"banana", "Replace", values{"", "x"}, "throw:ArgumentException|Exception calling \"Replace\" with \"2\" argument(s): \"The value cannot be an empty string. (Parameter 'oldValue')\""},
		{"banana", "StartsWith", values{"BA", comparison(5)}, "bool:True"},
		{"banana", "Contains", values{"NAN"}, "bool:False"},
		{"xxaxx", "Trim", values{"x"}, "string:a"},
		{" a ", "TrimEnd", nil, "string: a"},
		{"7", "PadLeft", values{int32(3), "0"}, "string:007"},
		{"abc", "ToUpper", nil, "string:ABC"},
		{"abc", "GetType", nil, "System.RuntimeType:string"},
		{"abc", "Equals", values{"ABC"}, "bool:False"},
		{"abc", "CompareTo", values{"abd"}, "int:-1"},
		{"abc", "get_Chars", values{int32(1)}, "char:b"},
		{"abc", "AsSpan", nil, "throw:MethodNotFound|Method invocation failed because [System.String] does not contain a method named 'AsSpan'."},
		{int32(5), "CompareTo", values{int32(3)}, "int:1"},
		{int32(255), "ToString", values{"x4"}, "string:00ff"},
		{int32(5), "Equals", values{int32(5)}, "bool:True"},
		{float64(0.1), "ToString", nil, "string:0.1"},
	} {
		got := show(object.InvokeMethod(c.recv, c.method, c.args))
		if got != c.want {
			t.Errorf("%v.%s(%v)\n got %s\nwant %s", c.recv, c.method, c.args, got, c.want)
		}
	}
}

func TestStaticMethods(t *testing.T) {
	for _, c := range []struct {
		typ, method string
		args        values
		want        string
	}{
		{"math", "Abs", values{"-3"}, "double:3"},
		{"math", "Abs", values{int32(-2147483648)}, "throw:OverflowException|Exception calling \"Abs\" with \"1\" argument(s): \"Negating the minimum value of a twos complement number is invalid.\""},
		{"math", "Max", values{int32(1), 2.5}, "int:2"},
		{"math", "Max", values{"3", "12"}, "double:12"},
		{"math", "Max", values{int64(5), int32(3)}, "long:5"},
		{"math", "Round", values{2.5}, "double:2"},
		{"math", "Round", values{2.5, "AwayFromZero"}, "throw:MethodArgumentConversionInvalidCastArgument|Cannot convert argument \"digits\", with value: \"AwayFromZero\", for \"Round\" to type \"System.Int32\": \"Cannot convert value \"AwayFromZero\" to type \"System.Int32\". Error: \"The input string 'AwayFromZero' was not in a correct format.\"\""},
		{"math", "Round", values{2.25, int32(1), "AwayFromZero"}, "double:2.3"},
		{"math", "Ceiling", values{int32(1)}, "decimal:1"},
		{"math", "Pow", values{int32(2), int32(10)}, "double:1024"},
		{"math", "Min", values{int32(3), int64(1)}, "int:1"},
		{"string", "Join", values{",", object.NewArray(int32(1), int32(2))}, "string:1,2"},
		{"string", "Join", values{"-", "a", "b"}, "string:a-b"},
		{"string", "Format", values{"{0}-{1:x}", int32(1), int32(255)}, "string:1-ff"},
		{"string", "IsNullOrEmpty", values{nil}, "bool:True"},
		{"string", "IsNullOrEmpty", values{int32(5)}, "bool:False"},
		{"string", "Concat", values{object.NewArray(int32(1), int32(2))}, "string:12"},
		{"string", "Compare", values{"a", "B", true}, "int:-1"},
		{"convert", "ToInt32", values{"ff", int32(16)}, "int:255"},
		{"convert", "ToInt32", values{3.5}, "int:4"},
		{"convert", "ToString", values{int32(255), int32(2)}, "string:11111111"},
		{"convert", "ToBase64String", values{byteArray([]byte{1, 2, 3})}, "string:AQID"},
		{"convert", "FromHexString", values{"0"}, "throw:FormatException|Exception calling \"FromHexString\" with \"1\" argument(s): \"The input is not a valid hex string as its length is not a multiple of 2.\""},
		{"int", "Parse", values{"5.5"}, "throw:FormatException|Exception calling \"Parse\" with \"1\" argument(s): \"The input string '5.5' was not in a correct format.\""},
		{"datetime", "DaysInMonth", values{int32(2024), int32(2)}, "int:29"},
		{"datetime", "new", values{int32(2024), int32(13), int32(5)}, "throw:ArgumentOutOfRangeException|Exception calling \".ctor\" with \"3\" argument(s): \"Year, Month, and Day parameters describe an un-representable DateTime.\""},
		{"timespan", "FromHours", values{1.5}, "timespan:01:30:00"},
		{"version", "Parse", values{"1"}, "throw:ArgumentException|Exception calling \"Parse\" with \"1\" argument(s): \"Version string portion was too short or too long. (Parameter 'input')\""},
		{"string", "new", nil, "throw:MethodCountCouldNotFindBest|Cannot find an overload for \"new\" and the argument count: \"0\"."},
		{"System.IO.Stream", "new", nil, "throw:MethodCountCouldNotFindBest|Cannot find an overload for \"new\" and the argument count: \"0\"."},
		{"System.IO.Path", "Combine", values{"a", "b", "c"}, "string:a/b/c"},
		{"System.IO.Path", "GetExtension", values{nil}, "string:"},
		{"uri", "EscapeDataString", values{"a b&~"}, "string:a%20b%26~"},
		{"regex", "Replace", values{"aBc", "[ac]", ""}, "string:B"},
		{"guid", "NewGuid", values{int32(1)}, "throw:MethodCountCouldNotFindBest|Cannot find an overload for \"NewGuid\" and the argument count: \"1\"."},
		{"System.ArgumentException", "new", values{"m", "p"}, "System.ArgumentException:System.ArgumentException: m (Parameter 'p')"},
		{"System.Security.Cryptography.HMACSHA1", "HashData", values{byteArray([]byte{1, 2}), byteArray([]byte{3})}, "byte[]:195 237 133 251 26 182 173 214 58 171 27 179 48 252 27 94 125 76 168 155"},
	} {
		got := show(object.InvokeStatic(lookup(t, c.typ), c.method, c.args))
		if got != c.want {
			t.Errorf("[%s]::%s(%v)\n got %s\nwant %s", c.typ, c.method, c.args, got, c.want)
		}
	}
}
