package object

import (
	"errors"
	"math"
	"math/big"
	"testing"

	"github.com/shopspring/decimal"
)

// show is a value with its type, to compare results by.
func show(v Value) string {
	if IsNull(v) {
		return "null"
	}
	if items, ok := Elements(v); ok {
		text := TypeOf(v).TypeText() + "["
		for i, item := range items {
			if i > 0 {
				text += ","
			}
			text += show(item)
		}
		return text + "]"
	}
	s, _ := FormatValue(v, "", InvariantCulture)
	return TypeOf(v).TypeText() + ":" + s
}

// showResult is show, or the id and message of an error.
func showResult(v Value, err error) string {
	var record *ErrorRecord
	if errors.As(err, &record) {
		return record.ID + "|" + record.Exception.Message
	}
	if err != nil {
		return err.Error()
	}
	return show(v)
}

func dec(s string) decimal.Decimal { return decimal.RequireFromString(s) }

func TestConvertNumbers(t *testing.T) {
	for _, c := range []struct {
		v    Value
		to   *Type
		want string
	}{
		{"12", TypeInt32, "int:12"},
		{" 12 ", TypeInt32, "int:12"},
		{"", TypeInt32, "int:0"},
		{"2.5", TypeInt32, "int:2"},
		{"3.5", TypeInt32, "int:4"},
		{"0x1F", TypeInt64, "long:31"},
		{"#ff", TypeInt32, "int:255"},
		{"1,234", TypeInt32, "int:1234"},
		{"2mb", TypeInt32, "int:2097152"},
		{"1kb", TypeByte, `InvalidCastFromStringToInteger|Cannot convert value "1kb" to type "System.Byte". ` +
			`Error: "The input string '1kb' was not in a correct format."`},
		{"3000000000", TypeInt32, `InvalidCastFromStringToInteger|Cannot convert value "3000000000" to type ` +
			`"System.Int32". Error: "Value was either too large or too small for an Int32."`},
		{-2.5, TypeInt32, "int:-2"},
		{2147483647.5, TypeInt32, `InvalidCastIConvertible|Cannot convert value "2147483647.5" to type "System.Int32". ` +
			`Error: "Value was either too large or too small for an Int32."`},
		{1e20, TypeByte, `InvalidCastIConvertible|Cannot convert value "1E+20" to type "System.Byte". ` +
			`Error: "Value was either too large or too small for an Int32."`},
		{true, TypeInt32, "int:1"},
		{nil, TypeDouble, "double:0"},
		{Char('7'), TypeInt32, "int:55"},
		{dec("2.5"), TypeInt32, "int:2"},
		{math.NaN(), TypeDecimal, `InvalidCastIConvertible|Cannot convert value "NaN" to type "System.Decimal". ` +
			`Error: "Value was either too large or too small for a Decimal."`},
		{1.1, TypeDecimal, "decimal:1.1"},
		{"1,000.5", TypeDouble, "double:1000.5"},
		{"abc", TypeDouble, `InvalidCastFromStringToDoubleOrSingle|Cannot convert value "abc" to type "System.Double". ` +
			`Error: "The input string 'abc' was not in a correct format."`},
		{3.9, TypeBigInteger, "bigint:3"},
		{big.NewInt(300), TypeByte, `InvalidCastTargetInvocationExceptionop_Explicit|Cannot convert value "300" to type ` +
			`"System.Byte". Error: "Value was either too large or too small for an unsigned byte."`},
		{int32(65), TypeChar, "char:A"},
		{1.5, TypeChar, `InvalidCastIConvertible|Cannot convert value "1.5" to type "System.Char". ` +
			`Error: "Invalid cast from 'Double' to 'Char'."`},
		{"ab", TypeChar, `InvalidCastParseTargetInvocation|Cannot convert value "ab" to type "System.Char". ` +
			`Error: "String must be exactly one character long."`},
		{NewArray(Int32(7)), TypeInt32, `ConvertToFinalInvalidCastException|Cannot convert the "System.Object[]" value ` +
			`of type "System.Object[]" to type "System.Int32".`},
	} {
		if got := showResult(Convert(c.v, c.to)); got != c.want {
			t.Errorf("[%s]%v = %s, want %s", c.to.TypeText(), c.v, got, c.want)
		}
	}
}

func TestConvertOthers(t *testing.T) {
	words := ArrayOf(TypeString)
	for _, c := range []struct {
		v    Value
		to   *Type
		want string
	}{
		{NewArray(Int32(1), "x"), words, "string[][string:1,string:x]"},
		{Int32(5), words, "string[][string:5]"},
		{"ab", ArrayOf(TypeChar), "char[][char:a,char:b]"},
		{"ab", ArrayOf(TypeByte), `InvalidCastExceptionScalarToArray|Cannot convert value "ab" to type "System.Byte[]". ` +
			`Error: "Cannot convert value "ab" to type "System.Byte". Error: "The input string 'ab' was not in a correct ` +
			`format.""`},
		{nil, words, "null"},
		{nil, TypeDateTime, `nullToObjectInvalidCast|Cannot convert null to type "System.DateTime".`},
		{int32(2024), TypeDateTime, "datetime:01/01/0001 00:00:00"},
		{"1.02:03:04", TypeTimeSpan, "timespan:1.02:03:04"},
		{2.5, TypeTimeSpan, `InvalidCastParseTargetInvocationWithFormatProvider|Cannot convert value "2.5" to type ` +
			`"System.TimeSpan". Error: "String '2.5' was not recognized as a valid TimeSpan."`},
		{"xyz", TypeGuid, `InvalidCastParseTargetInvocationWithFormatProvider|Cannot convert value "xyz" to type ` +
			`"System.Guid". Error: "Unrecognized Guid format."`},
		{int32(1), TypeSwitch, `ConvertToFinalInvalidCastException|Cannot convert the "1" value of type "System.Int32" to ` +
			`type "System.Management.Automation.SwitchParameter".`},
		{"2.5", NullableOf(TypeInt32), "int:2"},
		{nil, NullableOf(TypeInt32), "null"},
	} {
		if got := showResult(Convert(c.v, c.to)); got != c.want {
			t.Errorf("[%s]%v = %s, want %s", c.to.TypeText(), c.v, got, c.want)
		}
	}
}

func TestConvertEnum(t *testing.T) {
	day := LookupType("System.DayOfWeek")
	if day == nil {
		t.Fatal("System.DayOfWeek is unknown")
	}
	for v, want := range map[Value]string{
		"Mo":     "System.DayOfWeek:Monday",
		"3":      "System.DayOfWeek:Wednesday",
		int32(5): "System.DayOfWeek:Friday",
		"T": `SubstringDisambiguationEnumParseThrewAnException|Cannot convert value "T" to type "System.DayOfWeek". ` +
			`Error: "The identifier name T cannot be processed because it is either too similar or identical to the ` +
			`following enumerator names: Tuesday, Thursday. Use a more specific identifier name."`,
		int32(99): `UndefinedIntegerToEnum|Cannot convert value "99" to type "System.DayOfWeek" due to enumeration values ` +
			`that are not valid. Specify one of the following enumeration values and try again. The possible enumeration ` +
			`values are "Sunday,Monday,Tuesday,Wednesday,Thursday,Friday,Saturday".`,
	} {
		if got := showResult(Convert(v, day)); got != want {
			t.Errorf("[dayofweek]%v = %s, want %s", v, got, want)
		}
	}
}

func TestRegisterConverter(t *testing.T) {
	target := Define("Test.Celsius", ClassType, nil)
	RegisterConverter(target, func(v Value) (Value, bool, error) {
		n, ok := v.(int32)
		return &celsius{int(n)}, ok, nil
	})
	v, err := Convert(Int32(21), target)
	if err != nil || v.(*celsius).degrees != 21 {
		t.Errorf("got %v, %v", v, err)
	}
	if _, err := Convert("warm", target); err == nil {
		t.Error("text should not convert")
	}
}

type celsius struct{ degrees int }

func (*celsius) Type() *Type { return DefinedType("Test.Celsius") }

func TestToBool(t *testing.T) {
	for _, c := range []struct {
		v    Value
		want bool
	}{
		{nil, false}, {Nothing, false}, {"", false}, {"False", true}, {Int32(0), false}, {0.1, true},
		{Char(0), false},
		{NewArray(), false}, {NewArray(false), false}, {NewArray(nil, nil), true}, {NewArray(NewArray()), false},
		{NewHashtable(), true}, {dec("0.00"), false}, {big.NewInt(0), false}, {uint64(1), true},
		{Switch(false), false},
	} {
		if got := ToBool(c.v); got != c.want {
			t.Errorf("ToBool(%v) = %v", c.v, got)
		}
	}
}

func TestTryNumber(t *testing.T) {
	for text, want := range map[string]string{
		"1": "int:1", "-5": "int:-5", "+5": "int:5", "0x1F": "int:31", "0b101": "int:5", "0xFFFFFFFF": "int:-1",
		"0xFFFFFFFFF": "long:68719476735", "1e3": "double:1000", ".5": "double:0.5", "5.": "double:5",
		"1.10d": "decimal:1.10",
		"10L":   "long:10", "5uy": "byte:5", "300y": "", "1kb": "int:1024", "2147483648": "long:2147483648",
		"9223372036854775808": "decimal:9223372036854775808", "12n": "bigint:12", "1_000": "", "abc": "", "": "",
		"1.5l":        "long:2",
		"4294967296u": "ulong:4294967296", "1e400": "double:Infinity",
	} {
		v, ok := TryNumber(text)
		got := ""
		if ok {
			got = show(v)
		}
		if got != want {
			t.Errorf("TryNumber(%q) = %s, want %s", text, got, want)
		}
	}
}

func FuzzTryNumber(f *testing.F) {
	for _, s := range []string{"1", "0x", "-1e5", "1.5kb", "99999999999999999999999999999999d", "0b2", "1ul", "."} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if len(s) > 200 {
			return
		}
		TryNumber(s)
		for _, to := range []*Type{TypeInt32, TypeDouble, TypeDecimal, TypeBigInteger, TypeByte} {
			_, _ = Convert(s, to)
		}
	})
}

func BenchmarkConvert(b *testing.B) {
	b.Run("text to int", func(b *testing.B) {
		for b.Loop() {
			_, _ = Convert("1234", TypeInt32)
		}
	})
	b.Run("int to int", func(b *testing.B) {
		v := Int32(77)
		for b.Loop() {
			_, _ = Convert(v, TypeInt32)
		}
	})
	b.Run("int to text", func(b *testing.B) {
		v := Int32(77)
		for b.Loop() {
			_, _ = Convert(v, TypeString)
		}
	})
	b.Run("text to date", func(b *testing.B) {
		for b.Loop() {
			_, _ = Convert("2024-03-05T10:11:12Z", TypeDateTime)
		}
	})
}
