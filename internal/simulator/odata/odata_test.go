package odata

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/partnershell/partnershell/internal/simulator/row"
)

const sample = `{"id":"7b0c2d5e-1111-2222-3333-444455556666","name":"Adele Vance","enabled":true,"age":42,
	"created":"2026-11-20T10:00:00.5000000Z","nothing":null,"status":{"code":50126,"reason":"It's \"wrong\""},
	"types":["interactiveUser","x"],"targets":[{"id":"1","name":"A"},{"id":"2","name":"B"}],"empty":[],
	"@odata.type":"#microsoft.graph.user"}`

func TestFilterMatch(t *testing.T) {
	for text, want := range map[string]bool{
		"name eq 'adele VANCE'":                                    true,
		"name ne 'Adele Vance'":                                    false,
		"Name eq 'Adele Vance'":                                    true,
		"age gt 41 and age lt 43":                                  true,
		"age ge 43 or age le 41":                                   false,
		"not (age eq 42)":                                          false,
		"not age eq 41 and enabled":                                true,
		"enabled":                                                  true,
		"enabled eq false":                                         false,
		"status/code in (1, 50126)":                                true,
		"status/code in (1,2)":                                     false,
		"status/reason eq 'It''s \"wrong\"'":                       true,
		"created ge 2026-11-20":                                    true,
		"created le 2026-11-20T10:00:00Z":                          false,
		"created eq 2026-11-20T11:00:00.5+01:00":                   true,
		"id eq 7B0C2D5E-1111-2222-3333-444455556666":               true,
		"nothing eq null":                                          true,
		"missing eq null and name ne null":                         true,
		"missing ne 'x'":                                           true,
		"missing lt 5":                                             false,
		"missing/deeper eq 'x'":                                    false,
		"startswith(name,'ade')":                                   true,
		"startswith(name,'vance') eq false":                        true,
		"endsWith(name,'ance')":                                    true,
		"contains(name,'e V')":                                     true,
		"types/any(t: t eq 'interactiveUser')":                     true,
		"types/any(t:t eq 'y' or t eq 'z')":                        false,
		"types/all(t: t ne 'y')":                                   true,
		"types/all(t: t eq 'x')":                                   false,
		"empty/any()":                                              false,
		"types/any()":                                              true,
		"empty/all(e: e eq 'x')":                                   true,
		"targets/any(t: t/id eq '2' and t/name eq 'b')":            true,
		"targets/any(t: t/id eq '2' and t/name eq 'A')":            false,
		"targets/any(a: types/any(b: a/id eq '1' and b eq 'x'))":   true,
		"targets/$count eq 2":                                      true,
		"empty/$count ne 0":                                        false,
		"isof('microsoft.graph.user')":                             true,
		"isof('microsoft.graph.group')":                            false,
		"tolower(name) eq 'adele vance' and length(name) eq 11":    true,
		"year(created) eq 2026 and month(created) eq 11":           true,
		"name eq 42":                                               false,
		"((((enabled))))":                                          true,
		"name eq 'a' or name eq 'Adele Vance' and enabled eq true": true,
	} {
		f, err := ParseFilter(text)
		if err != nil {
			t.Errorf("%s: %v", text, err)
			continue
		}
		if got := f.Match(row.Row(sample)); got != want {
			t.Errorf("%s: %v", text, got)
		}
	}
}

func TestFilterErrors(t *testing.T) {
	for text, offset := range map[string]int{
		"":                                0,
		"name":                            -1, // a property may be Boolean
		"name eq":                         7,
		"eq 'x'":                          3,
		"name eq 'x":                      8,
		"name eq 'x' and":                 15,
		"(name eq 'x'":                    12,
		"name eq 'x')":                    11,
		"name = 'x'":                      5,
		"name like 'x'":                   5,
		"'x'":                             3,
		"5 and 6":                         -1,
		"types/any(t t eq 'x')":           12,
		"types/any(: t eq 'x')":           10,
		"foo(name) eq 'x'":                0,
		"name in 'x'":                     8,
		"name in ('x'":                    12,
		"startswith(name)":                15,
		"isof(name)":                      5,
		"types/ eq 'x'":                   -1,
		"12abc eq 1":                      0,
		strings.Repeat("(", 200):          -1,
		strings.Repeat("not ", 200) + "a": -1,
	} {
		_, err := ParseFilter(text)
		if offset < 0 {
			continue // only must not panic
		}
		var syntax *SyntaxError
		if !errors.As(err, &syntax) || syntax.Offset != offset {
			t.Errorf("%q: %v, want an error at %d", text, err, offset)
		}
	}
}

func TestUses(t *testing.T) {
	f, err := ParseFilter("status/code ne 0 and not startswith(name,'x') and targets/any(t: t/id eq '7') " +
		"and types/$count eq 1")
	if err != nil {
		t.Fatal(err)
	}
	want := []Use{{Path: "status/code", Operator: "ne", Literal: "0"},
		{Path: "name", Operator: "startswith", Literal: "x", Negated: true},
		{Path: "targets", Operator: "any", Lambda: true}, {Path: "targets/id", Operator: "eq", Literal: "7",
			Lambda: true},
		{Path: "types", Operator: "$count", Literal: "1"}}
	got := f.Uses()
	if len(got) != len(want) {
		t.Fatalf("%+v", got)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("%d: %+v, want %+v", i, got[i], want[i])
		}
	}
}

func TestTimeBounds(t *testing.T) {
	day := func(n int) time.Time { return time.Date(2026, 11, n, 0, 0, 0, 0, time.UTC) }
	for text, want := range map[string][2]time.Time{
		"created ge 2026-11-02 and created le 2026-11-05":             {day(2), day(5)},
		"created gt 2026-11-02 and x eq 1 and created ge 2026-11-03":  {day(3), {}},
		"created ge 2026-11-02 or created le 2026-11-05":              {},
		"(created ge 2026-11-02 or x eq 1) and Created lt 2026-11-05": {{}, day(5)},
		"not (created ge 2026-11-02)":                                 {},
	} {
		f, err := ParseFilter(text)
		if err != nil {
			t.Fatal(err)
		}
		if from, to := f.TimeBounds("created"); !from.Equal(want[0]) || !to.Equal(want[1]) {
			t.Errorf("%s: %v %v", text, from, to)
		}
	}
}

func TestParseQuery(t *testing.T) {
	q, err := ParseQuery("$top=5&filter=name%20eq%20'x'&$orderby=a%20desc,b&$select=id,name&$count=true&$expand=m($select=id),n&api-version=beta")
	if err != nil {
		t.Fatal(err)
	}
	if q.Top != 5 || q.Filter == nil || len(q.OrderBy) != 2 || !q.OrderBy[0].Descending ||
		q.OrderBy[1].Path != "b" ||
		len(q.Select) != 2 || !q.Count || len(q.Expand) != 2 || q.Expand[0] != "m" || q.Has("$skip") {
		t.Errorf("%+v", q)
	}
	for _, bad := range []string{"$top=x", "$top=-1", "$count=maybe", "$orderby=a%20sideways",
		"$filter=a%20eq", "a=%zz"} {
		if _, err := ParseQuery(bad); err == nil {
			t.Errorf("%s was accepted", bad)
		}
	}
}

func TestCompare(t *testing.T) {
	a, b := row.Row(`{"n":1,"s":"B","x":null}`), row.Row(`{"n":2,"s":"a","x":"y"}`)
	for text, want := range map[string]int{"n": -1, "n desc": 1, "s": 1, "x": -1, "missing": 0,
		"missing,n": -1} {
		keys, err := orders(text)
		if err != nil {
			t.Fatal(err)
		}
		if got := Compare(keys, a, b); got != want {
			t.Errorf("%s: %d", text, got)
		}
	}
}

func TestMatchSearch(t *testing.T) {
	for search, want := range map[string]bool{`name:van`: true, `"name:ADELE" AND "name:vance"`: true,
		`name:dele`:               false,
		`name:dele OR name:vance`: true, `nothing`: false} {
		if got := MatchSearch(search, row.Row(sample)); got != want {
			t.Errorf("%s: %v", search, got)
		}
	}
}

func FuzzParseFilter(f *testing.F) {
	for _, seed := range []string{"a eq 'x'", "not (a/b ge 2026-01-01T00:00:00Z)", "t/any(x: x/y eq null)",
		"a in (1,'b')",
		"startswith(a,'b') eq true", "a/$count eq 0", "isof('x')", "tolower(a) ne 'b' or c"} {
		f.Add(seed)
	}
	object := row.Row(sample)
	f.Fuzz(func(t *testing.T, text string) {
		filter, err := ParseFilter(text)
		if err != nil {
			return
		}
		filter.Match(object)
		filter.Uses()
		filter.TimeBounds("created")
	})
}

func BenchmarkMatch(b *testing.B) {
	f, err := ParseFilter("enabled eq true and status/code ne 0 and types/any(t: t eq 'x')")
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(sample)))
	for b.Loop() {
		f.Match(row.Row(sample))
	}
}
