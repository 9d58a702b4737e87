package dotnet

import (
	"testing"

	"github.com/partnershell/partnershell/shell/object"
)

// run makes an object and calls methods on it in turn; the last result is returned.
func run(t *testing.T, typ string, with values, calls ...values) string {
	t.Helper()
	v, err := object.New(lookup(t, typ), with)
	if err != nil {
		return show(v, err)
	}
	result := show(v, nil)
	for _, c := range calls {
		r, err := object.InvokeMethod(v, c[0].(string), c[1:])
		result = show(r, err)
	}
	return result
}

func TestCollections(t *testing.T) {
	const generic = "System.Collections.Generic."
	pair := func(k, v object.Value) object.Value {
		d := object.NewHashtable()
		d.Set(k, v)
		return d
	}
	for _, c := range []struct {
		typ   string
		with  values
		calls []values
		want  string
	}{
		{generic + "List[int]", nil, []values{{"Add", "3"}, {"Add", 4.0}, {"ToArray"}}, "int[]:3 4"},
		{generic + "List[int]", nil, []values{{"Add", "x"}}, "throw:MethodArgumentConversionInvalidCastArgument|Cannot convert argument \"item\", with value: \"x\", for \"Add\" to type \"System.Int32\": \"Cannot convert value \"x\" to type \"System.Int32\". Error: \"The input string 'x' was not in a correct format.\"\""},
		{generic + "List[int]", nil, []values{{"RemoveAt", int32(9)}}, "throw:ArgumentOutOfRangeException|Exception calling \"RemoveAt\" with \"1\" argument(s): \"Index was out of range. Must be non-negative and less than the size of the collection. (Parameter 'index')\""},
		{generic + "List[string]", values{texts("b", "a")}, []values{{"Sort"}, {"ToArray"}}, "string[]:a b"},
		{"System.Collections.ArrayList", nil, []values{{"Add", "a"}}, "int:0"},
		{generic + "Dictionary[string,int]", nil, []values{{"Add", "a", int32(1)}, {"Add", "a", int32(2)}}, "throw:ArgumentException|Exception calling \"Add\" with \"2\" argument(s): \"An item with the same key has already been added. Key: a\""},
		{generic + "Dictionary[string,int]", nil, []values{{"Add", "a", int32(1)}, {"ContainsKey", "A"}}, "bool:False"},
		{generic + "HashSet[string]", values{texts("a", "b", "a")}, []values{{"Add", "b"}}, "bool:False"},
		{generic + "HashSet[string]", values{texts("a")}, []values{{"UnionWith", texts("b")}, {"Contains", "b"}}, "bool:True"},
		{generic + "Queue[int]", nil, []values{{"Dequeue"}}, "throw:InvalidOperationException|Exception calling \"Dequeue\" with \"0\" argument(s): \"Queue empty.\""},
		{"System.Collections.Stack", nil, []values{{"Push", int32(1)}, {"Push", int32(2)}, {"Pop"}}, "int:2"},
		{"System.Text.StringBuilder", values{"abc"}, []values{{"Append", int32(5)}, {"Insert", int32(0), ">"}, {"ToString"}}, "string:>abc5"},
		{"System.Text.StringBuilder", values{"abc"}, []values{{"Remove", int32(0), int32(2)}}, "System.Text.StringBuilder:c"},
		{"hashtable", values{pair("a", int32(1))}, []values{{"ContainsKey", "a"}}, "bool:True"},
	} {
		if got := run(t, c.typ, c.with, c.calls...); got != c.want {
			t.Errorf("[%s] %v\n got %s\nwant %s", c.typ, c.calls, got, c.want)
		}
	}
}

func TestXML(t *testing.T) {
	doc, err := object.Convert(`<r k="v"><i n="1">a</i><i n="2">b</i><t>x</t></r>`, lookup(t, "xml"))
	if err != nil {
		t.Fatal(err)
	}
	property := func(v object.Value, name string) object.Value {
		p, _, err := object.GetProperty(v, name)
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	root := property(doc, "R")
	if got := show(property(root, "t"), nil); got != "string:x" {
		t.Error("element with text:", got)
	}
	if got := show(property(root, "k"), nil); got != "string:v" {
		t.Error("attribute:", got)
	}
	if items := property(root, "i").(*object.Array); len(items.Items) != 2 || property(items.Items[1], "n") != "2" {
		t.Error("several elements:", show(items, nil))
	}
	for path, want := range map[string]string{"//i[@n='2']": `<i n="2">b</i>`, "/r/t": "<t>x</t>"} {
		n, err := object.InvokeMethod(doc, "SelectSingleNode", values{path})
		if got := show(property(n, "OuterXml"), err); got != "string:"+want {
			t.Error(path, got)
		}
	}
	if err := object.SetProperty(root, "t", "<&"); err != nil {
		t.Error(err)
	}
	if got := show(property(property(root, "LastChild"), "OuterXml"), nil); got != "string:<t>&lt;&amp;</t>" {
		t.Error("after setting:", got)
	}
}

// TestReferences: TryParse assigns to its [ref] argument.
func TestReferences(t *testing.T) {
	r := &ref{v: int32(0)}
	if got := show(object.InvokeStatic(object.TypeInt32, "TryParse", values{"12", r})); got != "bool:True" || r.v != int32(12) {
		t.Error(got, r.v)
	}
	empty := &ref{}
	if got := show(object.InvokeStatic(object.TypeDateTime, "TryParse", values{"garbage", empty})); got != "bool:False" {
		t.Error(got)
	}
}

// TestDeclarations: every section belongs to a type and every line can be read.
func TestDeclarations(t *testing.T) {
	for _, name := range []string{"string", "datetime", "System.IO.FileInfo", "System.Collections.Generic.List[string]", "array", "uri"} {
		typ := lookup(t, name)
		if len(typ.DeclaredMembers(false)) < 10 {
			t.Errorf("%s has only %d members", name, len(typ.DeclaredMembers(false)))
		}
	}
	if got := typeNamesOf(object.Members("abc", false)); !got["Length"] || !got["Substring"] || !got["ToBoolean"] {
		t.Error("members of a string are missing")
	}
}

func typeNamesOf(members []*object.Member) map[string]bool {
	names := map[string]bool{}
	for _, m := range members {
		names[m.Name] = true
	}
	return names
}

// TestStackRoom pushes and pops across the sizes where a stack gets more room, and after it was changed otherwise.
func TestStackRoom(t *testing.T) {
	v, err := object.InvokeStatic(object.LookupType("System.Collections.Stack"), "new", nil)
	if err != nil {
		t.Fatal(err)
	}
	var want []object.Value // the top last
	for i := range int32(300) {
		switch {
		case i%7 == 6:
			top, err := object.InvokeMethod(v, "Pop", nil)
			if err != nil || top != want[len(want)-1] {
				t.Fatalf("push %d: popped %v, %v, want %v", i, top, err, want[len(want)-1])
			}
			want = want[:len(want)-1]
		case i == 150:
			_, _ = object.InvokeMethod(v, "Clear", nil)
			want = nil
		default:
			_, _ = object.InvokeMethod(v, "Push", []object.Value{i})
			want = append(want, i)
		}
		items, _ := object.Elements(v)
		if len(items) != len(want) || len(want) > 0 && (items[0] != want[len(want)-1] || items[len(items)-1] != want[0]) {
			t.Fatalf("push %d: %v, want %v from its end", i, items, want)
		}
	}
}
