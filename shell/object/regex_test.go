package object

import (
	"slices"
	"strings"
	"testing"
)

type block func(item Value) Value

func (b block) Call(args ...Value) (Value, error) { return b(args[0]), nil }

func TestWildcard(t *testing.T) {
	for _, c := range []struct {
		pattern, text string
		want          bool
	}{
		{"a*", "ABC", true}, {"a?c", "abc", true}, {"*.*", "file", false}, {"[a-c]*", "Bx", true},
		{"[^b]", "b", true},
		{"a`*c", "a*c", true}, {"a`*c", "abc", false}, {"a``c", "a`c", true}, {"[[]", "[", true}, {"", "", true},
		{"**", "", true},
		{"*b*d", "abcabcd", true}, {"?", "😀", false}, {"??", "😀", true}, {"É", "é", true}, {"a]", "a]", true},
	} {
		w, err := CompileWildcard(c.pattern, true)
		if err != nil {
			t.Fatal(err)
		}
		if got := w.Match(c.text); got != c.want {
			t.Errorf("%q -like %q = %v", c.text, c.pattern, got)
		}
	}
	for _, bad := range []string{"[", "[a", "[z-a]", "[]"} {
		if _, err := CompileWildcard(bad, true); err == nil {
			t.Errorf("%q should not compile", bad)
		}
	}
	if got := EscapeWildcard("a*b[c]`"); got != "a`*b`[c`]``" || UnescapeWildcard(got) != "a*b[c]`" {
		t.Errorf("EscapeWildcard = %q", got)
	}
	if HasWildcard("a`*") || !HasWildcard("a?") {
		t.Error("HasWildcard")
	}
}

func TestOpMatch(t *testing.T) {
	v, groups, err := OpMatch("2024-03-05", `(?<y>\d{4})-(\d\d)`, true, false)
	if err != nil || v != true {
		t.Fatal(v, err)
	}
	year, _ := groups.Get("y")
	month, _ := groups.Get(Int32(1))
	if year != "2024" || month != "03" {
		t.Errorf("groups: %v, %v", year, month)
	}
	if _, groups, _ := OpMatch("abc", "(x)?b", true, false); groups.Len() != 1 {
		t.Errorf("a group that took no part should not be in $Matches: %d", groups.Len())
	}
	if v, _, _ := OpMatch(NewArray(Int32(1), Int32(20)), "2", true, false); show(v) != "System.Object[][int:20]" {
		t.Errorf("filter: %s", show(v))
	}
	if v, _, _ := OpMatch("ſ", "s", true, false); v != false {
		t.Error("long s is no s")
	}
	if v, _, _ := OpMatch("abc\n", "c$", true, false); v != true {
		t.Error("$ matches before a final line feed")
	}
}

func TestRegexErrors(t *testing.T) {
	for pattern, want := range map[string]string{
		"[": "at offset 1. Unterminated [] set.", "a**": "at offset 3. Nested quantifier '*'.",
		"(?<": "at offset 3. Unrecognized grouping construct.",
		`\`:   `at offset 1. Illegal \ at end of pattern.`, "[b-a]": "at offset 4. [x-y] range in reverse order.",
		"(":       "at offset 1. Not enough )'s.",
		`\k<n>`:   "at offset 5. Reference to undefined group name 'n'.",
		`\p{Foo}`: "at offset 7. Unknown property 'Foo'.", ")": "at offset 1. Too many )'s.",
		"+":              "at offset 1. Quantifier '+' following nothing.",
		`\xZ`:            "at offset 2. Insufficient or invalid hexadecimal digits.",
		"(?<-x>a)":       "at offset 5. Reference to undefined group name 'x'.",
		`\N`:             `at offset 2. Unrecognized escape sequence \N.`,
		"a{99999999999}": "at offset 12. Quantifier and capture group numbers must be less than or equal to Int32.MaxValue.",
	} {
		_, err := CompileRegex(pattern, 0)
		if err == nil || !strings.HasSuffix(err.Error(), want) {
			t.Errorf("%q: %v, want %s", pattern, err, want)
		}
	}
}

func TestOpReplace(t *testing.T) {
	for _, c := range []struct {
		l, r Value
		want string
	}{
		{"12-ab", NewArray(`(\d+)-(?<n>\w+)`, "${n}$1$$$&$9"), "string:ab12$12-ab$9"},
		{"abc", NewArray("b", block(func(m Value) Value { return strings.ToUpper(m.(*RegexMatch).Value) })), "string:aBc"},
		{"a1b2", `\d`, "string:ab"},
		{"abc", NewArray("b*", "x"), "string:xaxxcx"},
		{NewArray("a", Int32(11)), NewArray("1", "2"), "System.Object[][string:a,string:22]"},
		{"a(b", NewArray("(", "x"), "InvalidRegularExpression|The regular expression pattern ( is not valid."},
		{"a", NewArray("1", "2", "3"), "BadReplaceArgument|The -replace operator allows only two elements to follow it, not 3."},
	} {
		if got := showResult(OpReplace(c.l, c.r, true)); got != c.want {
			t.Errorf("%v -replace %v = %s, want %s", c.l, c.r, got, c.want)
		}
	}
}

func TestOpSplit(t *testing.T) {
	digit := block(func(v Value) Value { return v.(string) >= "0" && v.(string) <= "9" })
	for _, c := range []struct {
		l, r Value
		want string
	}{
		{"a,b,,c", ",", "string[][string:a,string:b,string:,string:c]"},
		{"a,b,c", NewArray(",", Int32(2)), "string[][string:a,string:b,c]"},
		{"a,b,c", NewArray(",", Int32(-2)), "string[][string:a,b,string:c]"},
		{"a1b", `(\d)`, "string[][string:a,string:1,string:b]"},
		{"a.b", NewArray(".", Int32(0), "SimpleMatch"), "string[][string:a,string:b]"},
		{"ab", "", "string[][string:,string:a,string:b,string:]"},
		{"a1b2", digit, "string[][string:a,string:b,string:]"},
		{"a1b2c", NewArray(digit, Int32(2)), "string[][string:a,string:b2c]"},
		{nil, "x", "string[][string:]"},
	} {
		if got := showResult(OpSplit(c.l, c.r, true)); got != c.want {
			t.Errorf("%v -split %v = %s, want %s", c.l, c.r, got, c.want)
		}
	}
	if got := showResult(UnarySplit(" a  b ")); got != "string[][string:a,string:b]" {
		t.Errorf("-split = %s", got)
	}
}

func TestRegexIndexes(t *testing.T) {
	re, _ := CompileRegex("b", 0)
	m, err := re.Match("😀b", 0)
	if err != nil || m.Index != 2 || m.Length != 1 {
		t.Errorf("got %+v, %v", m, err)
	}
	if m, _ := re.Match("b😀b", 1); m.Index != 3 {
		t.Errorf("index %d", m.Index)
	}
}

// FuzzRegex checks that patterns never panic, and that the two engines agree on the first match.
func FuzzRegex(f *testing.F) {
	for _, s := range []string{"a+b", "(?<n>x)|y", "[^a-c]*", `\d{2,3}$`, "(a|b)*c", "(?i)A", `\p{Lu}`, "a{2", "[]-a]", "x*?"} {
		f.Add(s, "aab xy 12")
	}
	f.Fuzz(func(t *testing.T, pattern, text string) {
		if len(pattern) > 30 || len(text) > 30 {
			return
		}
		re, err := CompileRegex(pattern, RegexIgnoreCase)
		if err != nil {
			return
		}
		fast := re.fast(text)
		if fast == nil {
			return
		}
		slow, err := re.Match(text, 0)
		at := fast.re.FindStringSubmatchIndex(text)
		if err == nil && (slow == nil) != (at == nil) {
			t.Fatalf("%q in %q: %v or %v", pattern, text, at, slow)
		}
		if at != nil && text[at[0]:at[1]] != slow.Value {
			t.Errorf("%q in %q: %q or %q", pattern, text, text[at[0]:at[1]], slow.Value)
		}
		if fast.sequence != nil {
			checkSequence(t, fast, text)
		}
	})
}

// checkSequence compares a sequence with Go's engine: the captures of the first match, replacing and splitting.
func checkSequence(t *testing.T, l *linearRegex, text string) {
	t.Helper()
	s := l.sequence.search(text)
	found, want := s.next(0), l.re.FindStringSubmatchIndex(text)
	if s.gaveUp() {
		return
	}
	if found != (want != nil) || found && !slices.Equal(s.found(), want) {
		t.Errorf("%q in %q: %v %v, want %v", l.re, text, found, s.found(), want)
	}
	if l.nullable {
		return
	}
	pieces, _ := replacementPieces(nil, "<$0>", 1)
	if got, ok := l.sequence.replaceAll(text, pieces); ok && got != l.re.ReplaceAllString(text, "<$0>") {
		t.Errorf("%q in %q replaced: %q", l.re, text, got)
	}
	if got, ok := l.sequence.split(text, 3); ok && !slices.Equal(got, l.re.Split(text, 3)) {
		t.Errorf("%q splits %q into %q", l.re, text, got)
	}
}

func TestSequence(t *testing.T) {
	texts := []string{"", "user000123@contoso.example", "aab xy 12", "CN=Anna,OU=Users,DC=contoso", "10.0.0.1 - 10.0.0.255",
		"a,b;c", "foo_bar baz", strings.Repeat("ab", 300), strings.Repeat("a", 5000)}
	for _, pattern := range []string{`^user(\d+)@(.+)$`, "contoso", `(\w+)=(.*?),`, `^(.*)@.*$`, `\s+`, `[,;]`, `\d{1,3}\.\d`, `a?b`,
		`\bbar\b`, `o\B`, `.*x.*y.*`, `(a*)(a*)(a*)b`, `[^=]+=`, `a{2,}b`, `x*?y`, `^$`, `\.example$`, `(?<n>\d)`, "a+a+a+a+c"} {
		for _, options := range []RegexOptions{0, RegexIgnoreCase} {
			l := compileLinear(pattern, options)
			if l == nil || l.sequence == nil {
				t.Fatalf("%s is no sequence", pattern)
			}
			for _, text := range texts {
				checkSequence(t, l, text)
			}
		}
	}
}

func TestReplaceFastAsSlow(t *testing.T) {
	for _, c := range []struct{ pattern, replacement string }{
		{"b", "x"}, {"(b)(c)?", "$1"}, {"(b)(c)", "$2$1"}, {"(b)(c)", "$2$1$3"}, {"(?<n>b)(c)", "$1-$2"}, {"b", "$$"}, {"b", "$"},
		{"b(.)", "[$1]"}, {"b(.)", "${1}"}, {"b(.)", "$01"}, {"b", "$0$0"}, {"^a", "$0."},
	} {
		for _, text := range []string{"", "abcabc", "aBcé", "xyz"} {
			re, _ := CompileRegex(c.pattern, RegexIgnoreCase)
			got, err := re.Replace(text, c.replacement, -1, 0)
			want, _ := re.ReplaceFunc(text, -1, 0, func(m *RegexMatch) (string, error) { return m.Expand(c.replacement) })
			if err != nil || got != want {
				t.Errorf("%q -replace %q, %q = %q, want %q", text, c.pattern, c.replacement, got, want)
			}
		}
	}
}

func FuzzWildcard(f *testing.F) {
	for _, s := range []string{"a*b?", "[a-z]`*", "[]]", "`", "*[*"} {
		f.Add(s, "a]b*")
	}
	f.Fuzz(func(t *testing.T, pattern, text string) {
		if w, err := CompileWildcard(pattern, true); err == nil {
			w.Match(text)
		}
		if w, err := CompileWildcard(EscapeWildcard(text), false); err != nil || !w.Match(text) {
			t.Errorf("an escaped text should match itself: %q, %v", text, err)
		}
		if got := UnescapeWildcard(EscapeWildcard(text)); got != text {
			t.Errorf("%q came back as %q", text, got)
		}
	})
}

func BenchmarkPatterns(b *testing.B) {
	text, pattern := Value("user000123@contoso.example"), CompilePattern(`^user(\d+)@(.+)$`, true)
	b.Run("Match", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			_, _, _ = OpMatch(text, pattern, true, false)
		}
	})
	b.Run("ReplaceLiteral", func(b *testing.B) {
		b.ReportAllocs()
		operand := NewArray(CompilePattern("contoso", true), "fabrikam")
		for b.Loop() {
			_, _ = OpReplace(text, operand, true)
		}
	})
	b.Run("ReplaceGroups", func(b *testing.B) {
		b.ReportAllocs()
		operand := NewArray(pattern, "$2: $1")
		for b.Loop() {
			_, _ = OpReplace(text, operand, true)
		}
	})
}
