package render

import (
	"strings"
	"testing"

	"github.com/partnershell/partnershell/shell/object"
)

// at is the position of a piece of a source text.
func at(file, source, piece string) object.Position {
	start := strings.Index(source, piece)
	before := source[:start]
	return object.Position{File: file, Source: source, Start: start, End: start + len(piece),
		Line: strings.Count(before, "\n") + 1, Column: units(before[strings.LastIndexByte(before, '\n')+1:]) + 1}
}

func notFound(p object.Position) *object.ErrorRecord {
	rec := object.NewError("System.Management.Automation.CommandNotFoundException", "CommandNotFoundException",
		object.ObjectNotFound, "The term 'No-SuchCommandHere' is not recognized as a name of a cmdlet, function, script "+
			"file, or executable program.\nCheck the spelling of the name, or if a path was included, verify that the path "+
			"is correct and try again.")
	p.InvokedName = "No-SuchCommandHere"
	rec.Position = p
	return rec
}

func missingItem(p object.Position) *object.ErrorRecord {
	rec := object.NewError("System.Management.Automation.ItemNotFoundException", "PathNotFound", object.ObjectNotFound,
		"Cannot find path '/w/nope' because it does not exist.")
	rec.Class, rec.Activity, rec.Target = "Microsoft.PowerShell.Commands.GetItemCommand", "Get-Item", "/w/nope"
	p.Command, p.InvokedName = "Get-Item", "Get-Item"
	rec.Position = p
	return rec
}

func TestConciseView(t *testing.T) {
	parse := object.NewError("System.Management.Automation.ParseException", "DuplicateKeyInHashLiteral", object.ParserError,
		"At line:1 char:11\n+ @{ a = 1; a = 2 }\n+           ~\nDuplicate keys 'a' are not allowed in hash literals.")
	parse.Position = at("", "@{ a = 1; a = 2 }", "a = 2")
	parse.Position.End = parse.Position.Start + 1
	thrown := object.NewError("System.Management.Automation.RuntimeException", "stop here", object.OperationStopped, "stop here")
	thrown.Thrown = true
	thrownObject := object.NewError("System.InvalidOperationException", "bad", object.OperationStopped, "bad state")
	thrownObject.Thrown = true
	recommended := object.NewError("System.Exception", "x", object.NotSpecified, "m")
	recommended.Activity, recommended.Recommended = "Write-Error", "do x"
	native := object.NewError("System.Management.Automation.RemoteException", "NativeCommandError", object.NotSpecified, "from a program")
	indented := "function f {\n  Get-Item ./nope\n}"
	multi := "Get-Item `\n  -Path ./nope `\n  -Force"
	for _, c := range []struct {
		name string
		rec  *object.ErrorRecord
		want string
	}{
		{"what was typed", missingItem(at("", "Get-Item ./nope", "Get-Item ./nope")),
			"Get-Item: Cannot find path '/w/nope' because it does not exist."},
		{"in a script, wrapped", notFound(at("/w/s.ps1", "#\nNo-SuchCommandHere -Foo 1\n", "No-SuchCommandHere")),
			"No-SuchCommandHere: /w/s.ps1:2\nLine |\n   2 |  No-SuchCommandHere -Foo 1\n     |  ~~~~~~~~~~~~~~~~~~\n" +
				"     | The term 'No-SuchCommandHere' is not recognized as a name of a cmdlet, function, script file, or executable\n" +
				"     | program. Check the spelling of the name, or if a path was included, verify that the path is correct and try\n" +
				"     | again."},
		{"the indentation is kept", missingItem(at("/w/s.ps1", indented, "Get-Item ./nope")),
			"Get-Item: /w/s.ps1:2\nLine |\n   2 |    Get-Item ./nope\n     |    ~~~~~~~~~~~~~~~\n" +
				"     | Cannot find path '/w/nope' because it does not exist."},
		{"over several lines", missingItem(at("/w/s.ps1", multi, multi)),
			"Get-Item: /w/s.ps1:1\nLine |\n   1 |  Get-Item `\n     |  ~~~~~~~~~~\n" +
				"     | Cannot find path '/w/nope' because it does not exist."},
		{"typed, but not in the first line", missingItem(at("", "1\nGet-Item ./nope", "Get-Item ./nope")),
			"Get-Item: \nLine |\n   2 |  Get-Item ./nope\n     |  ~~~~~~~~~~~~~~~\n" +
				"     | Cannot find path '/w/nope' because it does not exist."},
		{"in a module", missingItem(at("/w/m.psm1", "Get-Item ./nope", "Get-Item ./nope")),
			"Get-Item: Cannot find path '/w/nope' because it does not exist."},
		{"parse error", parse, "ParserError: \nLine |\n   1 |  @{ a = 1; a = 2 }\n     |            ~\n" +
			"     | Duplicate keys 'a' are not allowed in hash literals."},
		{"thrown text", thrown, "Exception: stop here"},
		{"thrown object", thrownObject, "OperationStopped: bad state"},
		{"with advice", recommended, "Write-Error: m\n  Recommendation: do x"},
		{"from a program", native, "from a program"},
	} {
		t.Run(c.name, func(t *testing.T) { check(t, ErrorText(c.rec, Options{}), c.want) })
	}
}

func TestOtherErrorViews(t *testing.T) {
	rec := missingItem(at("", `$x; Get-Item ./nope`, "Get-Item ./nope"))
	check(t, ErrorText(rec, Options{ErrorView: func() string { return "NormalView" }}), "Get-Item : Cannot find path '/w/nope' because it does not exist.\n"+
		"At line:1 char:5\n+ $x; Get-Item ./nope\n+     ~~~~~~~~~~~~~~~\n"+
		"+ CategoryInfo          : ObjectNotFound: (/w/nope:String) [Get-Item], ItemNotFoundException\n"+
		"+ FullyQualifiedErrorId : PathNotFound,Microsoft.PowerShell.Commands.GetItemCommand")
	check(t, ErrorText(rec, Options{ErrorView: func() string { return "CategoryView" }}),
		"ObjectNotFound: (/w/nope:String) [Get-Item], ItemNotFoundException")
}

func TestErrorColours(t *testing.T) {
	rec := missingItem(at("/w/s.ps1", "Get-Item ./nope; 1", "Get-Item ./nope"))
	check(t, ErrorText(rec, Options{Colour: true}), "\x1b[31;1mGet-Item: \x1b[0m/w/s.ps1:1\n\x1b[36;1mLine |\n"+
		"\x1b[36;1m   1 | \x1b[0m \x1b[36;1mGet-Item ./nope\x1b[0m; 1\n\x1b[36;1m     | \x1b[31;1m ~~~~~~~~~~~~~~~\n"+
		"\x1b[31;1m\x1b[36;1m     | \x1b[31;1mCannot find path '/w/nope' because it does not exist.\x1b[0m")
}

func TestExcerpt(t *testing.T) {
	long := strings.Repeat("a ", 40) + "HERE" + strings.Repeat(" b", 40)
	for _, c := range []struct{ name, source, piece, text, under string }{
		{"short", "abc def", "def", "abc def", "    ~~~"},
		{"tabs", "\tx\ty", "x", "    x    y", "    ~"},
		{"middle of a long line", long, "HERE", "… " + strings.Repeat(" a", 28) + " HERE b b b b …",
			strings.Repeat(" ", 59) + "~~~~"},
		{"long error", strings.Repeat("x", 100), strings.Repeat("x", 100), strings.Repeat("x", 69) + " …", strings.Repeat("~", 69)},
		{"at the end", "abc", "", "abc", "~"},
	} {
		p := at("", c.source, c.piece)
		x, ok := newExcerpt(p)
		if !ok {
			t.Fatalf("%s: no excerpt", c.name)
		}
		if x.text != c.text || x.underline() != c.under {
			t.Errorf("%s: %q\n%q", c.name, x.text, x.underline())
		}
	}
}

func TestWrapping(t *testing.T) {
	for _, c := range []struct {
		text        string
		first, rest int
		want        string
	}{
		{"", 10, 10, ""},
		{"one two three", 8, 8, "one two |three"},
		{"one two three", 4, 8, "one |two |three"},
		{"abcdefghij", 4, 4, "abcd|efgh|ij"},
		{"a abcdefghij", 4, 4, "a ab|cdef|ghij"},
		{"漢字漢字", 5, 5, "漢字|漢字"},
		{"漢", 1, 1, "?"},
		{"x\r\ny", 5, 5, "x|y"},
		{"red \x1b[31mgreen\x1b[0m blue", 9, 9, "red |\x1b[31mgreen\x1b[0m |blue"},
	} {
		if got := strings.Join(ruler{}.wrapLines(c.text, c.first, c.rest), "|"); got != c.want {
			t.Errorf("%q: %q, want %q", c.text, got, c.want)
		}
	}
}

func TestFitColumns(t *testing.T) {
	for _, c := range []struct {
		widths, want []int
		line         int
	}{
		{[]int{3, 4}, []int{3, 4}, 10},
		{[]int{3, 9}, []int{3, 6}, 10},
		{[]int{9, 9}, []int{9, -1}, 10},
		{[]int{12, 9}, []int{10, -1}, 10},
		{[]int{0, 0}, []int{5, 4}, 10},
		{[]int{4, 0, 0}, []int{4, 2, 2}, 10},
		{[]int{0, 0, 0}, []int{3, 3, 3}, 11},
	} {
		got := append([]int(nil), c.widths...)
		fitColumns(got, c.line)
		for i := range got {
			if got[i] != c.want[i] {
				t.Errorf("%v in %d: %v, want %v", c.widths, c.line, got, c.want)
				break
			}
		}
		if tableWidth(got) > c.line {
			t.Errorf("%v in %d: too wide: %v", c.widths, c.line, got)
		}
	}
}

func TestPropertyErrors(t *testing.T) {
	table := func(pairs ...object.Value) object.Value {
		d := object.NewHashtable()
		for i := 0; i < len(pairs); i += 2 {
			d.Set(pairs[i], pairs[i+1])
		}
		return d
	}
	for id, v := range map[string]object.Value{
		"DictionaryKeyIllegal":        table("Bad", int32(1)),
		"DictionaryKeyMandatoryEntry": table("n", "x"),
		"DictionaryKeyUnknownType":    int32(5),
		"DictionaryKeyIllegalValue1":  table("e", int32(5)),
		"DictionaryKeyIllegalValue2":  table("e", "x", "w", "wide"),
		"DictionaryKeyMissingValue":   table("e", nil),
		"DictionaryKeyDuplicate":      table("e", "x", "n", "y", "label", "z"),
		"DictionaryKeyNonString":      table(int32(1), "x"),
		"WidthOutOfRange":             table("e", "x", "w", int32(0)),
		"AlignmentIllegalValue":       table("e", "x", "a", "top"),
		"FormatStringEmpty":           table("e", "x", "f", ""),
		"ExpressionEmptyString1":      table("e", ""),
		"ExpressionEmptyString2":      "",
	} {
		_, err := ParseProperties(TableShape, []object.Value{v}, "C")
		rec, ok := err.(*object.ErrorRecord)
		if !ok || rec.FullyQualifiedErrorID() != id+",C" {
			t.Errorf("%s: got %v", id, err)
		}
	}
}
