package object

import (
	"math"
	"math/big"
	"testing"
)

type binary func(l, r Value) (Value, error)

func TestArithmetic(t *testing.T) {
	span := TimeSpan(TicksPerHour)
	date, _ := NewDateTime(2024, 1, 31, 0, Unspecified)
	for _, c := range []struct {
		op   binary
		l, r Value
		want string
	}{
		{Add, Int32(2), Int32(3), "int:5"},
		{Add, Int32(math.MaxInt32), Int32(1), "double:2147483648"},
		{Add, int64(math.MaxInt64), Int32(1), "double:9.223372036854776E+18"},
		{Add, Int32(2), "4", "int:6"},
		{Add, "4", Int32(2), "string:42"},
		{Add, Int32(1), "1.0", "double:2"},
		{Add, Int32(2), "x", `InvalidCastFromStringToInteger|Cannot convert value "x" to type "System.Int32". ` +
			`Error: "The input string 'x' was not in a correct format."`},
		{Add, uint8(200), uint8(100), "int:300"},
		{Add, nil, dec("1.50"), "decimal:1.50"},
		{Add, Char('a'), Int32(2), "string:a2"},
		{Add, NewArray(Int32(1)), "x", "System.Object[][int:1,string:x]"},
		{Add, dec("1.5"), dec("1.50"), "decimal:3.00"},
		{Add, dec("1.5"), 2.5, "decimal:4.0"},
		{Add, big.NewInt(7), 2.5, "bigint:9"},
		{Add, true, Int32(2), "int:3"},
		{Add, Int32(1), NewArray(Int32(1)), "MethodNotFound|Method invocation failed because [System.Object[]] does not " +
			"contain a method named 'op_Addition'."},
		{Add, NewHashtable(), Int32(1), "AddHashTableToNonHashTable|A hash table can only be added to another hash table."},
		{Subtract, uint64(5), Int32(10), "double:-5"},
		{Subtract, date, date, "timespan:00:00:00"},
		{Subtract, date, span, "datetime:01/30/2024 23:00:00"},
		{Multiply, "ab", Int32(3), "string:ababab"},
		{Multiply, NewArray(Int32(1), Int32(2)), "2", "System.Object[][int:1,int:2,int:1,int:2]"},
		{Multiply, int64(math.MaxInt64), Int32(2), "double:1.844674407370955E+19"},
		{Multiply, true, Int32(2), "NotADefinedOperationForType|The operation '[System.Boolean] * [System.Int32]' is not " +
			"defined."},
		{Multiply, nil, Int32(5), "null"},
		{Multiply, span, 1.5, "timespan:01:30:00"},
		{Divide, Int32(6), Int32(3), "int:2"},
		{Divide, Int32(7), Int32(2), "double:3.5"},
		{Divide, Int32(1), Int32(0), "RuntimeException|Attempted to divide by zero."},
		{Divide, 1.0, Int32(0), "double:Infinity"},
		{Divide, uint8(200), dec("1.5"), "decimal:133.33333333333333333333333333"},
		{Divide, dec("2.50"), dec("0.5"), "decimal:5.0"},
		{Divide, Int32(math.MinInt32), Int32(-1), "double:2147483648"},
		{Modulo, Int32(7), Int32(-3), "int:1"},
		{Modulo, dec("7"), dec("2.5"), "decimal:2.0"},
		{BitAnd, 3.5, Int32(1), "ulong:0"},
		{BitOr, "5", "2", "int:7"},
		{BitXor, true, true, "int:0"},
		{ShiftLeft, Int32(1), Int32(33), "int:2"},
		{ShiftLeft, uint8(1), Int32(8), "byte:0"},
		{ShiftRight, uint64(math.MaxUint64), Int32(1), "ulong:9223372036854775807"},
	} {
		if got := showResult(c.op(c.l, c.r)); got != c.want {
			t.Errorf("%v, %v = %s, want %s", c.l, c.r, got, c.want)
		}
	}
}

func TestUnary(t *testing.T) {
	for _, c := range []struct {
		op   func(Value) (Value, error)
		v    Value
		want string
	}{
		{Negate, "5", "int:-5"}, {Negate, uint8(5), "int:-5"}, {Negate, nil, "int:0"},
		{Negate, big.NewInt(5), "bigint:-5"},
		{UnaryPlus, "3.0", "double:3"}, {UnaryPlus, int8(5), "int:5"},
		{BitNot, Int32(5), "int:-6"}, {BitNot, uint32(5), "uint:4294967290"}, {BitNot, "5", "int:-6"},
		{BitNot, 2.5, "int:-3"},
	} {
		if got := showResult(c.op(c.v)); got != c.want {
			t.Errorf("%v: got %s, want %s", c.v, got, c.want)
		}
	}
}

func TestComparison(t *testing.T) {
	list := NewArray(Int32(3), Int32(10), "2")
	date, _ := NewDateTime(2024, 1, 2, 0, Unspecified)
	for _, c := range []struct {
		op   func(l, r Value, ignoreCase bool) (Value, error)
		l, r Value
		want string
	}{
		{OpEq, "abc", "ABC", "bool:True"},
		{OpEq, "I", "ı", "bool:False"},
		{OpEq, "é", "e\u0301", "bool:True"},
		{OpEq, Int32(1), "1", "bool:True"},
		{OpEq, "1.0", Int32(1), "bool:False"},
		{OpEq, Int32(0), nil, "bool:False"},
		{OpEq, true, "False", "bool:True"},
		{OpEq, Char('a'), "A", "bool:True"},
		{OpEq, list, "10", "System.Object[][int:10]"},
		{OpEq, date, "2024-01-02", "bool:True"},
		{OpEq, float32(0.1), 0.1, "bool:False"},
		{OpNe, NewArray(nil, Int32(1)), nil, "System.Object[][int:1]"},
		{OpGt, "10", Int32(9), "bool:False"},
		{OpGt, math.NaN(), Int32(1), "bool:False"},
		{OpLt, math.NaN(), Int32(1), "bool:False"},
		{OpLt, nil, Int32(-1), "bool:False"},
		{OpLt, nil, Int32(0), "bool:True"},
		{OpGt, uint64(math.MaxUint64), int64(math.MaxInt64), "bool:True"},
		{OpLt, Int32(10), "abc", `InvalidCastFromStringToInteger|Cannot convert value "abc" to type "System.Int32". ` +
			`Error: "The input string 'abc' was not in a correct format."`},
		{OpGe, Int32(10), list, `ComparisonFailure|Could not compare "10" to "3 10 2". Error: "Cannot convert the ` +
			`"System.Object[]" value of type "System.Object[]" to type "System.Int32"."`},
		{OpLt, NewHashtable(), Int32(5),
			`NotIcomparable|Cannot compare "System.Collections.Hashtable" because it is not IComparable.`},
		{OpContains, list, Int32(2), "bool:True"},
		{OpContains, NewArray(NewArray(Int32(1)), Int32(2)), Int32(1), "bool:False"},
		{OpIn, "A", NewArray("a"), "bool:True"},
		{OpLike, NewArray(Int32(1), Int32(2)), "1", "System.Object[][string:1]"},
		{OpNotLike, "abc", "a*", "bool:False"},
		{OpLike, "a", "[b", "RuntimeException|The specified wildcard character pattern is not valid: [b"},
	} {
		if got := showResult(c.op(c.l, c.r, true)); got != c.want {
			t.Errorf("%v, %v = %s, want %s", c.l, c.r, got, c.want)
		}
	}
}

func TestRange(t *testing.T) {
	for _, c := range []struct {
		l, r Value
		want string
	}{
		{Int32(1), Int32(3), "System.Object[][int:1,int:2,int:3]"},
		{Int32(2), nil, "System.Object[][int:2,int:1,int:0]"},
		{"c", "a", "System.Object[][char:c,char:b,char:a]"},
		{"1", "3", "System.Object[][int:1,int:2,int:3]"},
		{"aa", "c", "System.FormatException|The input string 'aa' was not in a correct format."},
		{NewArray(), Int32(1),
			"System.InvalidCastException|Unable to cast object of type 'System.Object[]' to type 'System.IConvertible'."},
	} {
		if got := showResult(OpRange(c.l, c.r)); got != c.want {
			t.Errorf("%v..%v = %s, want %s", c.l, c.r, got, c.want)
		}
	}
	from, to, chars, err := RangeBounds(Int32(1), float64(math.MaxInt32))
	if from != 1 || to != math.MaxInt32 || chars || err != nil {
		t.Errorf("bounds %d and %d, %t, %v", from, to, chars, err)
	}
}

func TestSort(t *testing.T) {
	const order = " _-,;:!?.'\"()[]{}@*/\\&#%+<=>|~$019aAbBézZ"
	previous := ""
	for _, r := range order {
		s := string(r)
		if previous != "" && CompareForSort(previous, s, false) >= 0 {
			t.Errorf("%q should come before %q", previous, s)
		}
		previous = s
	}
	for _, c := range [][2]string{{"co-op", "coop"}, {"a10", "a9"}, {"e", "é"}, {"ä", "z"}, {"ss", "ß"},
		{"a-bc", "abc"}} {
		if CompareForSort(c[0], c[1], false) >= 0 {
			t.Errorf("%q should come before %q", c[0], c[1])
		}
	}
	if CompareForSort(Int32(10), "9", true) <= 0 {
		t.Error("10 should come after '9'")
	}
}

func TestJoinText(t *testing.T) {
	bag := NewCustomObject(ShapeOf("a", "b"), []Value{Int32(1), NewArray(Int32(1))})
	for _, c := range []struct {
		v    Value
		want string
	}{
		{1e15, "1E+15"}, {0.1 + 0.2, "0.3"}, {123456789012345678.0, "1.23456789012346E+17"}, {float32(1.1), "1.1"},
		{math.Inf(-1), "-Infinity"}, {dec("1.10"), "1.10"},
		{NewArray(Int32(1), NewArray(Int32(2)), nil), "1 System.Object[] "},
		{TypeInt32, "int"}, {bag, "@{a=1; b=System.Object[]}"}, {NewHashtable(), "System.Collections.Hashtable"},
		{DateTime{}, "01/01/0001 00:00:00"}, {true, "True"},
	} {
		if got := ToText(c.v); got != c.want {
			t.Errorf("ToText = %q, want %q", got, c.want)
		}
	}
	tenth := 0.1
	if got := DisplayText(tenth + 0.2); got != "0.30000000000000004" {
		t.Errorf("DisplayText = %q", got)
	}
	if got := showResult(OpJoin(NewArray(1.5, DateTime{}), ";")); got != "string:1.5;1/1/0001 12:00:00\u202fAM" {
		t.Errorf("OpJoin = %q", got)
	}
}

func BenchmarkOperators(b *testing.B) {
	one, two, text := Int32(1), Int32(2), Value("some text")
	b.Run("Add", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			_, _ = Add(one, two)
		}
	})
	b.Run("Equal", func(b *testing.B) {
		b.ReportAllocs()
		other := Value("Some Text")
		for b.Loop() {
			_ = Equal(text, other, true)
		}
	})
	b.Run("Compare", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			_, _ = Compare(one, two, true)
		}
	})
	b.Run("ToText", func(b *testing.B) {
		b.ReportAllocs()
		v := NewArray(one, two, text)
		for b.Loop() {
			_ = ToText(v)
		}
	})
	b.Run("OpFormat", func(b *testing.B) {
		b.ReportAllocs()
		args := Value(NewArray(text, 1234.5))
		for b.Loop() {
			_, _ = OpFormat("{0,-12} {1:N2}", args)
		}
	})
	b.Run("OpMatch", func(b *testing.B) {
		b.ReportAllocs()
		line := Value("user 42 signed in from 10.0.0.1")
		pattern := Value(`user (\d+) .* from (?<ip>[\d.]+)`)
		for b.Loop() {
			_, _, _ = OpMatch(line, pattern, true, false)
		}
	})
	b.Run("OpLike", func(b *testing.B) {
		b.ReportAllocs()
		pattern := Value("*me t?xt")
		for b.Loop() {
			_, _ = OpLike(text, pattern, true)
		}
	})
}
