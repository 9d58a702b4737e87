package row

import (
	"encoding/json"
	"testing"
	"unicode/utf8"
)

func TestGet(t *testing.T) {
	r := Row(` { "a" : 1, "b\"c":"x\"y", "n": {"a":[1,{"]":"}"}]} , "last":null}`)
	for name, want := range map[string]string{"a": "1", `b"c`: `"x\"y"`, "n": `{"a":[1,{"]":"}"}]}`,
		"last": "null", "z": ""} {
		if got := string(r.Get(name)); got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
	}
	if r.Text(`b"c`) != `x"y` || r.Text("a") != "" || string(r.GetFold("LAST")) != "null" {
		t.Error("Text or GetFold")
	}
}

func TestKeepAndReplace(t *testing.T) {
	r := Row(`{"a":1,"b":"<&>","c":[1,2]}`)
	kept := r.AppendKept(nil, func(key []byte) bool { return string(key) != "b" })
	if string(kept) != `{"a":1,"c":[1,2]}` {
		t.Errorf("kept: %s", kept)
	}
	if got := r.With("b", []byte("null")).With("d",
		[]byte(`"é"`)); string(got) != `{"a":1,"b":null,"c":[1,2],"d":"é"}` {
		t.Errorf("replaced: %s", got)
	}
}

func FuzzEach(f *testing.F) {
	for _, seed := range []string{`{"a":1}`, `{"a":{"b":[1,"]"]},"c":""}`, `{`, `{"a"`, `{"a":`, `[1,`, `"`,
		`{"a":1,}`, "{\"a\":\"\\"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		if !utf8.Valid(text) {
			return // encoding/json replaces what is no UTF-8
		}
		found := map[string]json.RawMessage{}
		Row(text).Each(func(key, value []byte) bool {
			found[string(key)] = json.RawMessage(value)
			return true
		})
		Elements(text, func([]byte) bool { return true })
		Row(text).With("x", []byte("1"))
		var want map[string]json.RawMessage
		if json.Unmarshal(text, &want) != nil {
			return
		}
		for key, value := range want {
			if string(found[key]) != string(value) {
				t.Errorf("%q: %s, want %s", key, found[key], value)
			}
		}
	})
}
