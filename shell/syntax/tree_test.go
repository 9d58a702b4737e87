package syntax

import (
	"fmt"
	"math/big"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
)

// TestTree compares the trees of statements with golden ones; see dump for the form.
func TestTree(t *testing.T) {
	for _, test := range []struct{ in, want string }{
		{`$a + 1 * 2`, `Binary(Plus Variable($a) Binary(Multiply int32:1 int32:2))`},
		{`1 - 2 - 3`, `Binary(Minus Binary(Minus int32:1 int32:2) int32:3)`},
		{`1, 2 + 3`, `Binary(Plus ArrayLiteral([int32:1 int32:2]) int32:3)`},
		{`-not $a -eq 1`, `Binary(Ieq Unary(Not Variable($a)) int32:1)`},
		{`$a ?? 1 -eq 2`, `Binary(Ieq Binary(QuestionQuestion Variable($a) int32:1) int32:2)`},
		{`"{0}" -f 1+2`, `Binary(Plus Binary(Format "{0}" int32:1) int32:2)`},
		{`[int]"1",2`, `ArrayLiteral([Convert(TypeConstraint("int") "1") int32:2])`},
		{`$a ? 1 : $b ? 2 : 3`, `Ternary(Variable($a) int32:1 Ternary(Variable($b) int32:2 int32:3))`},
		{`$x = $y = 5`, `Assignment(Variable($x) Equals Assignment(Variable($y) Equals int32:5))`},
		{`$a, $b = 1, 2`,
			`Assignment(ArrayLiteral([Variable($a) Variable($b)]) Equals ArrayLiteral([int32:1 int32:2]))`},
		{`$x ??= 1`, `Assignment(Variable($x) QuestionQuestionEquals int32:1)`},
		{`[int[]]$a = 1kb`, `Assignment(Convert(TypeConstraint("int[]") Variable($a)) Equals int32:1024)`},
		{`"a $b.c $(1+1) d"`, `ExpandableString("a $b.c $(1+1) d" 2 ["a " Variable($b) ".c " ` +
			`Sub(StatementBlock([Binary(Plus int32:1 int32:1)])) " d"])`},
		{"\"`$a ${b:c} \"\"q\"\" `u{41}\"", `ExpandableString("$a ${b:c} \"q\" A" 2 ["$a " Variable($b:c) " \"q\" A"])`},
		{`"$(""x"")"`, `ExpandableString("$(\"\"x\"\")" 2 [Sub(StatementBlock(["x"]))])`},
		{`Get-Foo -Name:x,y 2>&1 >> out.txt`, `Pipeline([Command(["Get-Foo" ` +
			`CommandParameter("Name" ArrayLiteral(["x" "y"]))] [FileRedirection(1 true "out.txt") MergingRedirection(2 1)])])`},
		{`$o.Foo[int](1, 2).Bar`, `Member(InvokeMember(Variable($o) "Foo" [int32:1 int32:2] ["int"]) "Bar")`},
		{`${o}?.a?[0]::b`, `Member(Index(Member(Variable($o) "a" true) int32:0 true) "b" true)`},
		{`$o.$x.'a b'.($e)`, `Member(Member(Member(Variable($o) Variable($x)) "a b") Paren(Variable($e)))`},
		{`$l.ForEach{ $_ }`, `InvokeMember(Variable($l) "ForEach" [ScriptBlock(ScriptBlock(NamedBlock(End true [Variable($_)])))])`},
		{`if (1) { 2 } elseif (3) { 4 } else { 5 }`, `If([IfClause(int32:1 StatementBlock([int32:2])) ` +
			`IfClause(int32:3 StatementBlock([int32:4]))] StatementBlock([int32:5]))`},
		{`:out foreach ($i in 1..3) { continue out }`,
			`ForEach("out" Variable($i) Binary(DotDot int32:1 int32:3) StatementBlock([Continue("out")]))`},
		{`switch -regex -c ($x) { 'a' { 1 } default { 2 } }`,
			`Switch(18 Variable($x) [SwitchClause("a" StatementBlock([int32:1]))] StatementBlock([int32:2]))`},
		{`try { 1 } catch [A], [B] { 2 } finally { 3 }`, `Try(StatementBlock([int32:1]) [CatchClause(` +
			`[TypeConstraint("A") TypeConstraint("B")] StatementBlock([int32:2]))] StatementBlock([int32:3]))`},
		{`& $cmd @args -- -x --% a -b | b`, `Pipeline([Command(Ampersand [Variable($cmd) Variable($args true) ` +
			`CommandParameter("-") "-x" "--%" "a -b "]) Command(["b"])])`},
		{`a && b || c &`, `PipelineChain(PipelineChain(Pipeline([Command(["a"])]) Pipeline([Command(["b"])]) AndAnd) ` +
			`Pipeline([Command(["c"])]) OrOr true)`},
		{`function f([Parameter(Mandatory)][int]$x = 1) { $x }`, `FunctionDefinition("f" [Parameter([Attribute("Parameter" ` +
			`[NamedAttributeArgument("Mandatory" bool:true true)]) TypeConstraint("int")] Variable($x) int32:1)] ` +
			`ScriptBlock(NamedBlock(End true [Variable($x)])))`},
		{`filter g { $_ }`, `FunctionDefinition("g" true ScriptBlock(NamedBlock(Process true [Variable($_)])))`},
		{`class A : B { [int]$x = 1; static [void] M([int]$y) { } A() : base(2) { } }`, `TypeDefinition(1 "A" ` +
			`[TypeConstraint("B")] [PropertyMember("x" TypeConstraint("int") 1 int32:1) ` +
			`FunctionMember(FunctionDefinition("M" [Parameter([TypeConstraint("int")] Variable($y))] ` +
			`ScriptBlock(NamedBlock(End true))) TypeConstraint("void") 17) ` +
			`FunctionMember(FunctionDefinition("A" ScriptBlock(NamedBlock(End true))) 1 true ` +
			`BaseCtorInvokeMember([int32:2]))])`},
		{`enum E : byte { a; b = 5 }`, `TypeDefinition(4 "E" [TypeConstraint("byte")] ` +
			`[PropertyMember("a" 49) PropertyMember("b" 49 int32:5)])`},
		{`data d -SupportedCommand x { 'y' }`, `Data("d" ["x"] StatementBlock(["y"]))`},
		{`@{ a = 1; 'b c' = if (1) { 2 } }`, `Hashtable([HashtablePair("a" int32:1) ` +
			`HashtablePair("b c" If([IfClause(int32:1 StatementBlock([int32:2]))]))])`},
		{`[System.Collections.Generic.Dictionary[string,[int]]]::new()`,
			`InvokeMember(Type("System.Collections.Generic.Dictionary[string,int]") "new" true)`},
		{`$using:x.y[0]`, `Using(Index(Member(Variable($x) "y") int32:0))`},
		{`$env:PATH`, `Variable($env:PATH)`},
		{`a*b.txt 'c'd"e" $f/g`, `Pipeline([Command(["a*b.txt" "c" "de" ExpandableString("$f/g" 4 [Variable($f) "/g"])])])`},
		{`“a” –eq ‘b’`, `Binary(Ieq "a" "b")`},
		{"@'\na\n b\n'@", `"a\n b"`},
		{"Get-X |\n  Get-Y\n# note\n| Get-Z", `Pipeline([Command(["Get-X"]) Command(["Get-Y"]) Command(["Get-Z"])])`},
	} {
		tree, errs := Parse("", test.in)
		if len(errs) > 0 {
			t.Errorf("%s: %s", test.in, errs[0].Message)
			continue
		}
		if got := strings.TrimSuffix(strings.TrimPrefix(dump(tree.End.Statements), "["), "]"); got != test.want {
			t.Errorf("%s\n got %s\nwant %s", test.in, got, test.want)
		}
	}
}

// TestRecovery checks that unfinished input still yields a tree with what stands before the cursor.
func TestRecovery(t *testing.T) {
	for _, test := range []struct{ in, want string }{
		{`Get-Foo -`, `Pipeline([Command(["Get-Foo" "-"])])`},
		{`Get-Foo -Na`, `Pipeline([Command(["Get-Foo" CommandParameter("Na")])])`},
		{`$x.`, `Member(Variable($x) Error)`},
		{`[System.`, `Type("System.")`},
		{`[math]::`, `Member(Type("math") Error true)`},
		{`Get-X | Where-Object { $_.`, `Pipeline([Command(["Get-X"]) Command(["Where-Object" ` +
			`ScriptBlock(ScriptBlock(NamedBlock(End true [Member(Variable($_) Error)])))])])`},
		{`Get-X -Name "abc $y.`, `Pipeline([Command(["Get-X" CommandParameter("Name") ` +
			`ExpandableString("abc $y." 2 ["abc " Variable($y) "."])])])`},
		{`foo (Get-Bar -`, `Pipeline([Command(["foo" Paren(Pipeline([Command(["Get-Bar" "-"])]))])])`},
		{`if ($a -eq`, `Error(If [Binary(Ieq Variable($a) Error)])`},
		{`@{ a = Get-`, `Hashtable([HashtablePair("a" Pipeline([Command(["Get-"])]))])`},
		{`$a -`, `Binary(Minus Variable($a) Error)`},
	} {
		tree, errs := Parse("", test.in)
		got := strings.ReplaceAll(dump(tree.End.Statements), "Error()", "Error")
		got = strings.TrimSuffix(strings.TrimPrefix(got, "["), "]")
		if got != test.want {
			t.Errorf("%s\n got %s\nwant %s\n%v", test.in, got, test.want, errs)
		}
	}
}

func TestNumbers(t *testing.T) {
	mustBig := func(s string) *big.Int {
		v, _ := new(big.Int).SetString(s, 10)
		return v
	}
	for text, want := range map[string]any{
		"0": int32(0), "2147483647": int32(2147483647), "2147483648": int64(2147483648), "-5": int32(-5),
		"9223372036854775808":           decimal.RequireFromString("9223372036854775808"),
		"99999999999999999999999999999": float64(1e29),
		"1.5":                           1.5, "1e3": 1000.0, ".5": 0.5, "1.": 1.0, "1.5d": decimal.RequireFromString("1.5"), "1d": decimal.NewFromInt(1),
		"1kb": int32(1024), "1.5kb": 1536.0, "2gb": int64(2147483648), "1l": int64(1), "5u": uint32(5),
		"255uy": uint8(255), "-128y": int8(-128), "1s": int16(1), "1us": uint16(1), "1ul": uint64(1), "1n": mustBig("1"),
		"5000000000u": uint64(5000000000), "0x": int32(0), "0xFF": int32(255), "0xFFFFFFFF": int32(-1),
		"0xFFFFFFFFF": int64(68719476735), "0xFFFFFFFFFFFFFFFF": int64(-1), "0xFFu": uint32(255), "0xFFFFFFFFu": uint32(4294967295),
		"0xFFy": int8(-1), "0xFFFFs": int16(-1), "0b101": int32(5), "0b11111111": int32(-1), "0b11111111u": uint32(255), "1kbl": nil, "1lkb": int64(1024),
	} {
		tree, _ := Parse("", text)
		if len(tree.End.Statements) != 1 {
			t.Errorf("%s: %d statements", text, len(tree.End.Statements))
			continue
		}
		c, ok := PureExpression(tree.End.Statements[0]).(*ConstantExpression)
		switch {
		case !ok && want == nil:
		case !ok:
			t.Errorf("%s is no constant: %s", text, dump(tree.End.Statements))
		case fmt.Sprintf("%T %v", c.Value, c.Value) != fmt.Sprintf("%T %v", want, want):
			t.Errorf("%s = %T %v, want %T %v", text, c.Value, c.Value, want, want)
		}
	}
}
