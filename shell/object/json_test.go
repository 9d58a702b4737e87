package object

import (
	"math/big"
	"strings"
	"testing"
)

func parseText(t testing.TB, text string, o JSONOptions) Value {
	t.Helper()
	v, err := ParseJSON([]byte(text), o)
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return v
}

func TestParseJSONScalars(t *testing.T) {
	huge, _ := new(big.Int).SetString("123456789012345678901234567890", 10)
	for text, want := range map[string]Value{
		"1": int64(1), "-0": int64(0), "1.50": 1.5, "1e3": 1000.0, "true": true, "null": nil, "": nil, "  ": nil,
		`"a\u00e9\n"`: "aé\n", `"\ud83d\ude00"`: "😀", "0x10": int64(16), "'x'": "x", "5.": 5.0,
		`"2024-01-02"`: "2024-01-02", `"2024-13-45T00:00:00"`: "2024-13-45T00:00:00",
		`"2024-01-02T03:04:05Z"`: DateTime{Ticks: 638397614450000000, Kind: UTC},
	} {
		if got := parseText(t, text, JSONOptions{}); got != want {
			t.Errorf("%s: %v (%T), want %v", text, got, got, want)
		}
	}
	if got := parseText(t, huge.String(), JSONOptions{}).(*big.Int); got.Cmp(huge) != 0 {
		t.Errorf("big integer: %v", got)
	}
}

func TestParseJSONErrors(t *testing.T) {
	for text, want := range map[string]string{
		"True":          "Unexpected character encountered while parsing value: T. Path '', line 0, position 0.",
		`{"a":+1}`:      "Unexpected character encountered while parsing value: +. Path 'a', line 1, position 5.",
		`{"a":1}}`:      "Additional text encountered after finished reading JSON content: }. Path '', line 1, position 7.",
		"1 2":           "Additional text encountered after finished reading JSON content: 2. Path '', line 1, position 2.",
		`"abc`:          `Unterminated string. Expected delimiter: ". Path '', line 1, position 4.`,
		`{"a":`:         "Unexpected end when deserializing object. Path 'a', line 1, position 5.",
		`{bad`:          "Unexpected end while parsing unquoted property name. Path '', line 1, position 4.",
		`{"a":1,"A":2}`: "keys with different casing",
		`{"":1}`:        "empty string",
	} {
		_, err := ParseJSON([]byte(text), JSONOptions{})
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %s", text, err, want)
		}
	}
	_, err := ParseJSON([]byte("[[[1]]]"), JSONOptions{Depth: 2})
	if err == nil || !strings.Contains(err.Error(), "MaxDepth of 2 has been exceeded. Path '[0][0]', line 1, position 3.") {
		t.Errorf("depth: %v", err)
	}
}

func TestJSONReaderLayouts(t *testing.T) {
	r := NewJSONReader(JSONOptions{})
	texts := []string{
		`{"a":1,"b":{"c":[{"d":1},{"d":2}]}}`, `{ "a" : 2 , "b" : { "c" : [] } }`, `{"a":3}`,
		`{"a":4,"b":{"x":1},"e":"z"}`, `{"b":{"c":[{"d":5,"f":6}]},"a":5}`, `{}`, `{"a":6,"b":null}`,
	}
	var shapes []*Shape
	for i, text := range texts {
		v, err := r.Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		o := v.(*CustomObject)
		shapes = append(shapes, o.Shape())
		if i != 5 {
			if a, ok := o.Get("A"); !ok || a != int64(i+1) && i < 5 {
				t.Errorf("%s: a is %v", text, a)
			}
		}
	}
	if shapes[0] != shapes[1] || shapes[0] != shapes[6] {
		t.Error("records with the same keys should share a shape")
	}
	v, _ := r.Parse(texts[4])
	b, _ := v.(*CustomObject).Get("b")
	c, _ := b.(*CustomObject).Get("c")
	f, _ := c.(*Array).Items[0].(*CustomObject).Get("f")
	if f != int64(6) {
		t.Errorf("nested: %v", f)
	}
}

func FuzzParseJSON(f *testing.F) {
	for _, s := range []string{`{"a":[1,{"b":"\u12ab"}],"c":null}`, `[1,,2`, `{a:'b'}`, `{"a":1,"A":2}`, `// x`, `"\ud800"`, `0x`, `[{},{"a":{}}]`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		r := NewJSONReader(JSONOptions{Depth: 50})
		v, err := r.Parse(text)
		again, err2 := r.Parse(text)
		if (err == nil) != (err2 == nil) {
			t.Fatalf("first %v, then %v", err, err2)
		}
		readAll(v)
		readAll(again)
		_, _ = ParseJSON([]byte(text), JSONOptions{AsHashtable: true})
	})
}

func readAll(v Value) {
	switch v := v.(type) {
	case *CustomObject:
		for i := range v.Len() {
			readAll(v.At(i))
		}
	case *Array:
		for _, item := range v.Items {
			readAll(item)
		}
	}
}

const signIn = `{"id":"66ea54eb-6301-4ee5-be62-ff5a759b0100","createdDateTime":"2023-12-01T16:03:24Z","userDisplayName":"Test Contoso",` +
	`"userPrincipalName":"testaccount1@contoso.com","userId":"26be570a-ae82-4189-b4e2-a37c6808512d","appId":"de8bc8b5-d9f9-48b1-a8ad-b748da725064",` +
	`"appDisplayName":"Graph explorer","ipAddress":"131.107.159.37","clientAppUsed":"Browser","correlationId":"d79f5bee-5860-4832-928f-3133e22ae912",` +
	`"conditionalAccessStatus":"notApplied","isInteractive":true,"riskDetail":"none","riskLevelAggregated":"none","riskEventTypes":[],` +
	`"status":{"errorCode":0,"failureReason":null,"additionalDetails":null},"deviceDetail":{"deviceId":"","displayName":null,` +
	`"operatingSystem":"Windows 10","browser":"Edge 80.0.361","isCompliant":null,"isManaged":null,"trustType":null},"location":{"city":"Redmond",` +
	`"state":"Washington","countryOrRegion":"US","geoCoordinates":{"altitude":null,"latitude":47.68050003051758,"longitude":-122.12094116210938}},` +
	`"appliedConditionalAccessPolicies":[{"id":"de7e60eb-ed89-4d73-8205-2227def6b7c9","displayName":"SharePoint limited access for guest workers",` +
	`"enforcedGrantControls":[],"enforcedSessionControls":[],"result":"notEnabled"}]}`

func BenchmarkJSONRecord(b *testing.B) {
	r := NewJSONReader(JSONOptions{})
	b.SetBytes(int64(len(signIn)))
	b.ReportAllocs()
	for b.Loop() {
		v, err := r.Parse(signIn)
		if err != nil {
			b.Fatal(err)
		}
		v.(*CustomObject).Get("appDisplayName")
	}
}

func BenchmarkJSONArray(b *testing.B) {
	text := "[" + strings.Repeat(signIn+",", 9999) + signIn + "]"
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := NewJSONReader(JSONOptions{}).Parse(text); err != nil {
			b.Fatal(err)
		}
	}
}
