package utility

import (
	"fmt"
	"io"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/partnershell/partnershell/shell/object"
)

func readCSV(t testing.TB, text, delimiter string, header []string) []*object.CustomObject {
	t.Helper()
	c := csvImport{delimiter: delimiter, header: header, warn: func(string) error { return nil }}
	var rows []*object.CustomObject
	err := c.read(strings.NewReader(text), func(v object.Value) error {
		rows = append(rows, v.(*object.CustomObject))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

func TestCSVReader(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"a,b\n1,2", "a=1;b=2"}, {"a,b\n1", "a=1;b=<nil>"}, {"a,b\n1,2,3", "a=1;b=2"}, {"a,b\n x , y ", "a=x ;b=y "},
		{"a,b\n\"x\"z,y", "a=xz;b=y"}, {"a,b\n\"1,5\";2", "a=1,5;2;b=<nil>"}, {"a\n\"x\r\ny\"", "a=x\r\ny"},
		{"a,b\n\"say \"\"hi\"\"\",2", "a=say \"hi\";b=2"}, {",b\n1,2", "H1=1;b=2"}, {"a,,\n1,2,3", "a=1"},
		{"a,b\n1,\"2\n", "a=1;b=2\n"}, {"a,b\r\n1,2\r\n", "a=1;b=2"}, {"a\n#x", "a=#x"},
	} {
		rows := readCSV(t, c.text, ",", nil)
		if len(rows) != 1 {
			t.Errorf("%q: %d rows", c.text, len(rows))
			continue
		}
		var parts []string
		for i, name := range rows[0].Shape().Names() {
			parts = append(parts, fmt.Sprintf("%s=%v", name, rows[0].At(i)))
		}
		if got := strings.Join(parts, ";"); got != c.want {
			t.Errorf("%q: %q, want %q", c.text, got, c.want)
		}
	}
}

// onceReader gives a byte at a time, so that records cross every block boundary.
type onceReader struct{ r io.Reader }

func (o onceReader) Read(p []byte) (int, error) { return o.r.Read(p[:1]) }

func FuzzCSV(f *testing.F) {
	for _, s := range []string{"a,b\n1,2\n", "a\n\"x\"\"y\",\"", "\r\r\n,\n", "a;b\n 1 ; \"2\" z", "\x9e\x9e\x9e\x9e"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		whole, bytewise := newCSVReader(strings.NewReader(text), ","), newCSVReader(onceReader{strings.NewReader(text)}, ",")
		for {
			a, errA := whole.next()
			b, errB := bytewise.next()
			if string(a) != string(b) || errA != errB {
				t.Fatalf("%q %v and %q %v", a, errA, b, errB)
			}
			if errA != nil {
				return
			}
			if !slices.Equal(whole.values(a), bytewise.values(b)) {
				t.Fatal("values differ")
			}
		}
	})
}

func TestNeutralize(t *testing.T) {
	for text, want := range map[string]bool{"=1+1": true, "@x": true, "-5": false, "+1.5e3": false, "-x": true, "plain": false, "": false, "\tx": true} {
		if isFormula(text) != want {
			t.Errorf("%q: %v", text, !want)
		}
	}
}

func TestIntroSortSorts(t *testing.T) {
	for _, n := range []int{0, 1, 2, 3, 4, 16, 17, 100, 5000} {
		list := make([]int, n)
		for i := range list {
			list[i] = rand.IntN(n)
		}
		introSort(list, func(a, b int) int { return a - b })
		if !slices.IsSorted(list) {
			t.Errorf("%d elements are not sorted", n)
		}
	}
}

// TestSortKeys compares the fast ways to compare a column with the general one.
func TestSortKeys(t *testing.T) {
	for _, column := range [][]object.Value{
		{int32(3), 2.5, int32(-1), -1.0, 1e9, int32(0)}, {2.5, int32(3)}, {int32(1), int64(1), 0.5}, {int32(2), "10", 1.5}, {1.5, nil},
	} {
		table := sortTable{ignoreCase: true, culture: object.CurrentCulture}
		fast, prefix := table.prepare(column)
		slow := table.generic(column)
		for i := range int32(len(column)) {
			for j := range int32(len(column)) {
				if got, want := fast(i, j), slow(i, j); got != want {
					t.Errorf("%v and %v: %d, want %d", column[i], column[j], got, want)
				}
				if prefix != nil && prefix(i) < prefix(j) && slow(i, j) >= 0 {
					t.Errorf("%v and %v: their prefixes are in another order", column[i], column[j])
				}
			}
		}
	}
}

func TestDistinct(t *testing.T) {
	d := newDistinct(true)
	for i, c := range []struct {
		v     object.Value
		index int
	}{{"a", 0}, {"A", 0}, {int32(1), 1}, {1.0, 1}, {"1", 1}, {"b", 2}, {true, 1}, {nil, 3}, {"é", 4}, {"É", 4}} {
		if got, _ := d.find([]object.Value{c.v}); got != c.index && c.v != true {
			t.Errorf("%d: %v is class %d, want %d", i, c.v, got, c.index)
		}
	}
}

func benchmarkRows(n int) (names, sizes []object.Value) {
	names, sizes = make([]object.Value, n), make([]object.Value, n)
	for i := range n {
		names[i], sizes[i] = fmt.Sprintf("user%d@contoso.example", rand.IntN(n/4)), int32(rand.IntN(1000))
	}
	return names, sizes
}

func BenchmarkSortMillionByTwoKeys(b *testing.B) {
	names, sizes := benchmarkRows(1_000_000)
	for b.Loop() {
		t := sortTable{items: names, columns: [][]object.Value{sizes, names}, descending: []bool{true, false}, ignoreCase: true,
			culture: object.CurrentCulture}
		t.sort()
	}
}

func BenchmarkGroupMillion(b *testing.B) {
	names, _ := benchmarkRows(1_000_000)
	for b.Loop() {
		d := newDistinct(true)
		for _, v := range names {
			d.find([]object.Value{v})
		}
	}
}

func BenchmarkCSVRead(b *testing.B) {
	text := "id,user,app,ip\n" + strings.Repeat("66ea54eb,testaccount1@contoso.com,\"Graph, explorer\",131.107.159.37\n", 100_000)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		readCSV(b, text, ",", nil)
	}
}

func BenchmarkCSVWrite(b *testing.B) {
	o := object.NewCustomObject(object.ShapeOf("id", "user", "app", "size"),
		[]object.Value{"66ea54eb-6301-4ee5-be62-ff5a759b0100", "testaccount1@contoso.com", "Graph, explorer", int32(131)})
	w := &csvWriter{delimiter: ",", quotes: quoteAlways}
	w.begin(csvColumns(o))
	b.SetBytes(int64(len(w.row(o))))
	b.ReportAllocs()
	for b.Loop() {
		w.row(o)
	}
}

// BenchmarkCSVLines reads records that come as a text each, as from a pipeline.
func BenchmarkCSVLines(b *testing.B) {
	const line = "66ea54eb,testaccount1@contoso.com,\"Graph, explorer\",131.107.159.37"
	c := csvImport{delimiter: ",", header: []string{"id", "user", "app", "ip"}}
	b.SetBytes(int64(len(line)))
	b.ReportAllocs()
	for b.Loop() {
		if err := c.readText(line, func(object.Value) error { return nil }); err != nil {
			b.Fatal(err)
		}
	}
}

// TestCSVLines checks that a text leaves nothing behind for the next, however it ends.
func TestCSVLines(t *testing.T) {
	var got []string
	c := csvImport{delimiter: ",", warn: func(string) error { return nil }}
	for _, text := range []string{"a,b", "1,2\r\n3,4", "", "\"5", "6,7\n\n8"} {
		if err := c.readText(text, func(v object.Value) error {
			got = append(got, object.ToText(v))
			return nil
		}); err != nil {
			t.Fatal(err)
		}
	}
	if want := "@{a=1; b=2}|@{a=3; b=4}|@{a=5; b=}|@{a=6; b=7}|@{a=8; b=}"; strings.Join(got, "|") != want {
		t.Errorf("got %s\nwant %s", strings.Join(got, "|"), want)
	}
}

func BenchmarkJSONWrite(b *testing.B) {
	o := object.NewCustomObject(object.ShapeOf("id", "name", "size"), []object.Value{"66ea54eb", "Test Contoso", int32(5)})
	b.ReportAllocs()
	for b.Loop() {
		w := jsonWriter{depth: 2, compress: true}
		_ = w.object(objectMembers(o), 0)
	}
}
