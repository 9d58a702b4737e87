package render

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

// bag makes a property bag of name, value, name, value …
func bag(pairs ...any) object.Value {
	var names []string
	var values []object.Value
	for i := 0; i < len(pairs); i += 2 {
		names = append(names, pairs[i].(string))
		values = append(values, pairs[i+1])
	}
	return object.NewCustomObject(object.ShapeOf(names...), values)
}

// block is a script block that is a Go function.
type block struct {
	text string
	f    func(v object.Value) (object.Value, error)
}

func (b block) Call(args ...object.Value) (object.Value, error) { return b.f(args[0]) }
func (block) Type() *object.Type                                { return object.TypeScriptBlock }
func (b block) Text() string                                    { return b.text }

func get(name string) block {
	return block{"$_." + name, func(v object.Value) (object.Value, error) {
		value, _, err := object.GetProperty(v, name)
		return value, err
	}}
}

func yes() *bool { b := true; return &b }

// shaped formats objects by a request.
func shaped(t *testing.T, r Request, o Options, objects ...object.Value) string {
	t.Helper()
	var b strings.Builder
	f := NewWriterFormatter(&b, &b, o)
	s := NewShaper(r, o, func(p Packet) error { return f.Write(p) })
	for _, v := range objects {
		if err := s.Shape(v); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.End(); err != nil {
		t.Fatal(err)
	}
	if err := f.Flush(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// shown formats objects by default.
func shown(t *testing.T, o Options, objects ...object.Value) string {
	t.Helper()
	var b strings.Builder
	f := NewWriterFormatter(&b, &b, o)
	for _, v := range objects {
		if err := f.Write(v); err != nil {
			t.Fatal(err)
		}
	}
	if err := f.Flush(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func properties(t *testing.T, shape Shape, values ...object.Value) []Property {
	t.Helper()
	list, err := ParseProperties(shape, values, "Test")
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func check(t *testing.T, got, want string) {
	t.Helper()
	if got != want {
		t.Errorf("got\n%s\nwant\n%s\n(%q, want %q)", got, want, got, want)
	}
}

func TestDefaultShapes(t *testing.T) {
	for _, c := range []struct {
		name    string
		objects []object.Value
		want    string
	}{
		{"text and numbers", []object.Value{"a", int32(1), true, ""}, "a\n1\nTrue\n\n"},
		{"null shows nothing", []object.Value{nil, object.Nothing}, ""},
		{"four properties make a table", []object.Value{bag("A", int32(1), "B", "two", "C", true, "D", "x")},
			"\nA B      C D\n- -      - -\n1 two True x\n\n"},
		{"five make a list", []object.Value{bag("A", int32(1), "Bb", "two", "C", true, "D", nil, "E", "")},
			"\nA  : 1\nBb : two\nC  : True\nD  : \nE  : \n\n"},
		{"several lists", []object.Value{bag("A", "1", "B", "2", "C", "3", "D", "4", "E", "5"), bag("A", "9")},
			"\nA : 1\nB : 2\nC : 3\nD : 4\nE : 5\n\nA : 9\n\n"},
		{"the first object decides", []object.Value{bag("A", int32(1)), bag("A", int32(1), "B", int32(2))},
			"\nA\n-\n1\n1\n\n"},
		{"missing properties are empty", []object.Value{bag("A", int32(1), "B", int32(2)), bag("B", int32(3))},
			"\nA B\n- -\n1 2\n  3\n\n"},
		{"text does not end a table", []object.Value{bag("A", int32(1)), "t", bag("A", int32(2))}, "\nA\n-\n1\nt\n2\n\n"},
		{"nothing to lay out", []object.Value{bag()}, "\n"},
		{"collections are taken apart once", []object.Value{object.NewArray(int32(1), "x")}, "1\nx\n"},
		{"alignment by the first value", []object.Value{bag("K", "s", "V", "text"), bag("K", "n", "V", int32(5))},
			"\nK V\n- -\ns text\nn 5\n\n"},
		{"an empty right-aligned cell", []object.Value{bag("a", int32(1)), bag("b", int32(2))}, "\na\n-\n1\n \n\n"},
		{"wide characters", []object.Value{bag("a", "漢字", "b", "é"), bag("a", "x", "b", "yy")},
			"\na    b\n-    -\n漢字 é\nx    yy\n\n"},
		{"only the first line of a cell", []object.Value{bag("T", "one\ntwo", "U", int32(1))},
			"\nT       U\n-       -\none…    1\n\n"},
	} {
		t.Run(c.name, func(t *testing.T) { check(t, shown(t, Options{}, c.objects...), c.want) })
	}
}

func TestTableWidths(t *testing.T) {
	long := strings.Repeat("word ", 25)
	for _, c := range []struct {
		name  string
		width int
		r     Request
		v     object.Value
		want  string
	}{
		{"the last column shrinks", 20, Request{}, bag("Name", "short", "Text", strings.TrimSpace(long)),
			"\nName  Text\n----  ----\nshort word word wor…\n\n"},
		{"columns that do not fit go", 8, Request{}, bag("A", "aaaaaa", "B", "bbb", "C", "c"),
			"\nA      B\n-      -\naaaaaa b\n\n"},
		{"numbers are cut at the front", 5, Request{}, bag("N", int32(1234567)), "\n    N\n    -\n…4567\n\n"},
		{"wrapped between words", 30, Request{Wrap: yes()}, bag("Name", "short", "Text", "word word word word word word"),
			"\nName  Text\n----  ----\nshort word word word word\n      word word\n\n"},
		{"no heading", 80, Request{HideHeader: yes()}, bag("A", int32(1), "B", "x"), "\n1 x\n\n"},
		{"too narrow for anything", 4, Request{}, bag("A", int32(1)), "\n\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.r.Shape = TableShape
			check(t, shaped(t, c.r, Options{Width: c.width}, c.v), c.want)
		})
	}
}

func TestCalculatedColumns(t *testing.T) {
	item := object.NewOrdered()
	item.Set("Label", "Item")
	item.Set("e", get("N"))
	item.Set("w", int32(8))
	right := object.NewOrdered()
	right.Set("n", "R")
	right.Set("e", "V")
	right.Set("Align", "Right")
	right.Set("Width", int32(5))
	center := object.NewOrdered()
	center.Set("n", "C")
	center.Set("e", "V")
	center.Set("a", "c")
	center.Set("w", int32(7))
	r := Request{Shape: TableShape, Properties: properties(t, TableShape, item, right, center)}
	check(t, shaped(t, r, Options{}, bag("N", "x", "V", "3"), bag("N", "a long name", "V", "44")),
		"\nItem         R    C\n----         -    -\nx            3    3\na long …    44   44\n\n")
	r = Request{Shape: TableShape, Properties: properties(t, TableShape, get("N"), "V*", "Nope")}
	check(t, shaped(t, r, Options{}, bag("N", "x", "V", "3", "Va", "4")),
		"\n$_.N V Va Nope\n---- - -- ----\nx    3 4  \n\n")
}

func TestGroups(t *testing.T) {
	groupBy, err := ParseGroupBy("G", "Test")
	if err != nil {
		t.Fatal(err)
	}
	objects := []object.Value{bag("G", "a", "V", "1"), bag("G", "A", "V", "2"), bag("G", "b", "V", "3")}
	for _, c := range []struct {
		shape Shape
		want  string
	}{
		{TableShape, "\n   G: a\n\nV\n-\n1\n2\n\n   G: b\n\nV\n-\n3\n\n"},
		{ListShape, "\n   G: a\n\nV : 1\n\nV : 2\n\n\n   G: b\n\nV : 3\n\n"},
		{WideShape, "\n   G: a\n\n1          2\n\n   G: b\n\n3          \n\n"},
	} {
		r := Request{Shape: c.shape, GroupBy: groupBy, Properties: properties(t, c.shape, "V")}
		o := Options{Width: 20}
		t.Run(c.shape.String(), func(t *testing.T) { check(t, shaped(t, r, o, objects...), c.want) })
	}
}

func TestWide(t *testing.T) {
	objects := []object.Value{bag("Id", int32(1), "Name", "alpha"), bag("Id", int32(2), "Name", "beta"), bag("Name", "c")}
	check(t, shaped(t, Request{Shape: WideShape}, Options{Width: 21}, objects...),
		"\nalpha      beta\nc          \n\n")
	check(t, shaped(t, Request{Shape: WideShape, AutoSize: yes()}, Options{Width: 20}, objects...),
		"\nalpha  beta   c\n\n")
	check(t, shaped(t, Request{Shape: WideShape, Columns: 1}, Options{Width: 20}, objects...), "\nalpha\nbeta\nc\n\n")
}

func TestCustom(t *testing.T) {
	v := bag("A", int32(1), "In", bag("B", "x", "C", object.NewArray(int32(1), int32(2))), "N", nil)
	check(t, shaped(t, Request{Shape: CustomShape}, Options{}, v),
		"\nclass PSCustomObject\n{\n  A = 1\n  In = \n    class PSCustomObject\n    {\n      B = x\n      C = \n"+
			"        [\n          1\n          2\n        ]\n        \n    }\n  N = \n}\n\n\n")
}

func TestListWrapping(t *testing.T) {
	v := bag("Name", "short", "Text", "word word word word", "Lines", "a\nb")
	check(t, shaped(t, Request{Shape: ListShape}, Options{Width: 20}, v),
		"\nName  : short\nText  : word word \n        word word\nLines : a\n        b\n\n")
	check(t, shaped(t, Request{Shape: ListShape}, Options{Width: 20, Unwrapped: true}, v),
		"\nName  : short\nText  : word word word word\nLines : a\n        b\n\n")
}

func TestEnumerationLimit(t *testing.T) {
	v := bag("L", object.NewArray(int32(1), int32(2), int32(3), int32(4), int32(5)))
	for limit, want := range map[int]string{4: "{1, 2, 3, 4…}", 2: "{1, 2…}", 0: "{…}", -1: "{1, 2, 3, 4, 5}"} {
		check(t, shaped(t, Request{Shape: ListShape}, Options{EnumerationLimit: &limit}, v), "\nL : "+want+"\n\n")
	}
}

func TestFailingExpressions(t *testing.T) {
	fail := block{"1/0", func(object.Value) (object.Value, error) {
		return nil, object.NewError("System.DivideByZeroException", "DivideByZero", object.NotSpecified, "Attempted to divide by zero.")
	}}
	r := Request{Shape: TableShape, Properties: properties(t, TableShape, fail)}
	check(t, shaped(t, r, Options{}, bag("A", "x")), "\n1/0\n---\n\n\n")
	r.DisplayError = true
	check(t, shaped(t, r, Options{}, bag("A", "x")), "\n1/0\n---\n#ERR\n\n")
	stop := fmt.Errorf("stopped")
	r.Properties = properties(t, TableShape, block{"stop", func(object.Value) (object.Value, error) { return nil, stop }})
	s := NewShaper(r, Options{}, func(Packet) error { return nil })
	if err := s.Shape(bag("A", "x")); err != stop {
		t.Errorf("control flow came back as %v", err)
	}
}

func TestCollectsForAWhile(t *testing.T) {
	now := time.Unix(0, 0)
	o := Options{Now: func() time.Time { return now }}
	var lines []string
	f := NewFormatter(func(line string, _ bool) error { lines = append(lines, line); return nil }, o)
	write := func(text string) {
		if err := f.Write(bag("A", text)); err != nil {
			t.Fatal(err)
		}
	}
	write("short")
	write("a little longer")
	if len(lines) != 1 || lines[0] != "" {
		t.Fatalf("before the time is over: %q", lines)
	}
	now = now.Add(time.Second)
	write("x")
	if want := []string{"", "A", "-", "short", "a little longer", "x"}; strings.Join(lines, "|") != strings.Join(want, "|") {
		t.Fatalf("after it: %q", lines)
	}
	write("this one is too long now")
	if got := lines[len(lines)-1]; got != "this one is to…" {
		t.Errorf("the widths are settled: %q", got)
	}
}

func TestErrorsComeInTurn(t *testing.T) {
	rec := object.NewError("System.Exception", "X", object.NotSpecified, "broken")
	var out, errs strings.Builder
	f := NewWriterFormatter(&out, &errs, Options{})
	for _, err := range []error{f.Write(bag("A", "1")), f.WriteError(rec), f.Write(bag("A", "2")), f.Flush()} {
		if err != nil {
			t.Fatal(err)
		}
	}
	check(t, out.String(), "\nA\n-\n1\n2\n\n")
	check(t, errs.String(), "Exception: broken\n")
}

func TestPacketsOutOfSequence(t *testing.T) {
	f := NewFormatter(func(string, bool) error { return nil }, Options{})
	err := f.Write(&groupStart{})
	rec, ok := err.(*object.ErrorRecord)
	if !ok || rec.ID != "ConsoleLineOutputOutOfSequencePacket" {
		t.Errorf("got %v", err)
	}
}

func TestTerminalShowsControlCharacters(t *testing.T) {
	o := Options{Terminal: true, Colour: true}
	check(t, shown(t, o, "a\x1b]0;title\x07b", "\x1b[31mred\x1b[0m"), "a␛]0;title␇b\n\x1b[31mred\x1b[0m\n")
	check(t, shown(t, Options{}, "a\x07b", "\x1b[31mred\x1b[0m"), "a\x07b\nred\n")
}

func TestColours(t *testing.T) {
	check(t, shown(t, Options{Colour: true}, bag("A", "1", "B", "2")),
		"\n\x1b[32;1mA\x1b[0m\x1b[32;1m B\x1b[0m\n\x1b[32;1m-\x1b[0m \x1b[32;1m-\x1b[0m\n1 2\n\n")
}

func TestRegisteredViews(t *testing.T) {
	RegisterView("Test.SignIn", func() *View {
		return &View{Name: "SignIn", Shape: TableShape, Items: []Item{{Property: "User", Width: 6},
			{Label: "Result", Value: func(v object.Value) (object.Value, error) { return "ok", nil }}}}
	})
	v := object.AddTypeName(bag("Id", "1", "User", "ann", "B", "", "C", "", "D", ""), "Test.SignIn")
	check(t, shown(t, Options{}, v), "\nUser   Result\n----   ------\nann    ok\n\n")
	other := bag("X", "1", "Y", "2")
	check(t, shown(t, Options{}, v, other), "\nUser   Result\n----   ------\nann    ok\n\nX : 1\nY : 2\n\n\n")
	SetDefaultProperties("Test.Default", "B")
	check(t, shown(t, Options{}, object.AddTypeName(bag("A", "1", "B", "2"), "Test.Default")), "\nB\n-\n2\n\n")
}

func TestViewedTypesHaveViews(t *testing.T) {
	for _, name := range ViewedTypes() {
		if len(ViewsOf(name)) == 0 {
			t.Errorf("%s has none", name)
		}
	}
}

func TestOtherStreams(t *testing.T) {
	red := &command.HostMessage{Message: "a\x07", Foreground: 12, Background: 1, NoNewLine: true}
	plain := &command.HostMessage{Message: "b", Foreground: -1, Background: -1}
	for _, c := range []struct {
		o    Options
		want string
	}{
		{Options{}, "WARNING: w|VERBOSE: v|DEBUG: d|a\x07|b\n"},
		{Options{Terminal: true, Colour: true},
			"\x1b[33;1mWARNING: w\x1b[0m|\x1b[33;1mVERBOSE: v\x1b[0m|\x1b[33;1mDEBUG: d\x1b[0m|\x1b[91;44ma␇\x1b[0m|b\n"},
	} {
		check(t, strings.Join([]string{WarningText("w", c.o), VerboseText("v", c.o), DebugText("d", c.o),
			HostText(red, c.o), HostText(plain, c.o)}, "|"), c.want)
	}
}
