package rest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
)

func TestSplitPage(t *testing.T) {
	tests := []struct {
		name, body string
		records    []string
		next       string
		incomplete bool
	}{
		{name: "collection", body: `{"@odata.context":"c","value":[{"a":1},{"b":[1,{"c":"}"}]}]}`,
			records: []string{`{"a":1}`, `{"b":[1,{"c":"}"}]}`}},
		{name: "next link in front", body: `{"@odata.nextLink":"https:\/\/h\/p?$skiptoken=a\u0026b","value":[]}`,
			next: "https://h/p?$skiptoken=a&b"},
		{name: "next link behind", body: `{"value":[{}],"@odata.nextLink":"https://h/p"}`,
			records: []string{`{}`}, next: "https://h/p"},
		{name: "space everywhere", body: " {\n \"value\" : [ {\"a\" : 1} ,\r\n 2 , \"x\" ] } ",
			records: []string{`{"a" : 1}`, `2`, `"x"`}},
		{name: "single object", body: `{"id":"1","isEnabled":true}`, records: []string{`{"id":"1","isEnabled":true}`}},
		{name: "single object with a value", body: `{"value":"x"}`, records: []string{`{"value":"x"}`}},
		{name: "bare array", body: `[{"a":1},{"a":2}]`, records: []string{`{"a":1}`, `{"a":2}`}},
		{name: "Partner Center", body: `{"totalCount":1,"items":[{"a":1}],"links":{"self":{}}}`, records: []string{`{"a":1}`}},
		{name: "escaped quotes", body: `{"value":[{"a":"\\\"]}"},{"a":"\\"}]}`,
			records: []string{`{"a":"\\\"]}"}`, `{"a":"\\"}`}},
		{name: "value deeper down", body: `{"x":{"value":[1]},"value":[2]}`, records: []string{`2`}},
		{name: "cut in a string", body: `{"value":[{"a":"b`, incomplete: true},
		{name: "cut between records", body: `{"value":[{"a":1},`, incomplete: true},
		{name: "cut before the end", body: `{"value":[{"a":1}]`, incomplete: true},
		{name: "text behind", body: `{"value":[]}x`, incomplete: true},
		{name: "empty", body: ``, incomplete: true},
		{name: "HTML", body: `<html></html>`, incomplete: true},
		{name: "no value", body: `{"value":}`, incomplete: true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p, err := splitPage([]byte(test.body), nil)
			if (err != nil) != test.incomplete {
				t.Fatalf("err = %v, want incomplete %v", err, test.incomplete)
			}
			if got := fmt.Sprintf("%s", p.records); got != fmt.Sprintf("%s", test.records) {
				t.Errorf("records = %s, want %s", got, test.records)
			}
			if p.next != test.next {
				t.Errorf("next = %q, want %q", p.next, test.next)
			}
		})
	}
}

func TestText(t *testing.T) {
	tests := []struct{ record, property, want string }{
		{`{"a":{"id":"no"},"id":"yes"}`, "id", "yes"},
		{`{"id":"\u0041\n"}`, "id", "A\n"},
		{`{"id":5}`, "id", ""},
		{`{"ID":"x"}`, "id", ""},
		{`{}`, "id", ""},
		{`[`, "id", ""},
		{``, "id", ""},
	}
	for _, test := range tests {
		if got := Text([]byte(test.record), test.property); got != test.want {
			t.Errorf("Text(%s, %s) = %q, want %q", test.record, test.property, got, test.want)
		}
	}
}

// FuzzSplitPage checks against encoding/json: whatever is valid must split into the same records.
func FuzzSplitPage(f *testing.F) {
	for _, seed := range []string{`{"value":[{"a":"\\\""},1,null]}`, `{"@odata.nextLink":"x","value":[]}`, `[1,[2]]`,
		`{"a":1}`, `{"value":[{"a":`, ` {"value" : [ ] } `, `{"value":[1],"value":[2]}`, `{"items":[1]}`} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		p, err := splitPage(body, nil)
		Text(body, "id")
		if !json.Valid(body) || bytes.Contains(body, []byte("items")) || bytes.Contains(body, []byte(`\u`)) {
			return
		}
		var envelope struct {
			Value *[]json.RawMessage `json:"value"`
		}
		trimmed := bytes.TrimSpace(body)
		isObject := trimmed[0] == '{'
		if !isObject && trimmed[0] != '[' {
			return
		}
		if err != nil {
			t.Fatalf("valid JSON refused: %s", body)
		}
		if strings.Count(strings.ToLower(string(body)), `"value"`) > 1 || !isObject {
			return
		}
		if json.Unmarshal(body, &envelope) != nil || envelope.Value == nil || !bytes.Contains(body, []byte(`"value"`)) {
			return
		}
		if len(p.records) != len(*envelope.Value) {
			t.Fatalf("%d records, want %d: %s", len(p.records), len(*envelope.Value), body)
		}
		for i, want := range *envelope.Value {
			if !bytes.Equal(p.records[i], want) {
				t.Fatalf("record %d = %s, want %s", i, p.records[i], want)
			}
		}
	})
}

// signInPage is a page of n sign-ins of about the size Graph's have.
func signInPage(n int) []byte {
	var b bytes.Buffer
	b.WriteString(`{"@odata.context":"https://graph.microsoft.com/beta/$metadata#auditLogs/signIns","value":[`)
	for i := range n {
		if i > 0 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, `{"appDisplayName":"One Outlook Web","appId":"9199bf20-a13f-4107-85dc-02114787ef48",`+
			`"appliedConditionalAccessPolicies":[%s{"result":"notApplied","enforcedGrantControls":["Block"]}],`+
			`"clientAppUsed":"Browser","correlationId":"%08d-a13f-4107-85dc-02114787ef48","createdDateTime":`+
			`"2026-07-17T14:10:02Z","id":"%08d-1111-4107-85dc-02114787ef00","status":{"errorCode":0,"failureReason":`+
			`"Other.","additionalDetails":null},"userAgent":"Mozilla/5.0 (Macintosh) \"quoted\" %s"}`,
			strings.Repeat(`{"id":"3f0e","displayName":"Require MFA for all users","result":"success"},`, 6),
			i, i, strings.Repeat("AppleWebKit/537.36 ", 8))
	}
	b.WriteString(`]}`)
	return b.Bytes()
}

func BenchmarkSplitPage(b *testing.B) {
	body := signInPage(1000)
	var records [][]byte
	b.SetBytes(int64(len(body)))
	b.ReportAllocs()
	for b.Loop() {
		p, err := splitPage(body, records)
		if err != nil || len(p.records) != 1000 {
			b.Fatal(err, len(p.records))
		}
		records = p.records
	}
}
