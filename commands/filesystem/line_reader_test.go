package filesystem

import (
	"bytes"
	"io"
	"reflect"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/partnershell/partnershell/internal/textencoding"
)

func linesFrom(t testing.TB, r io.Reader, encoding, delimiter string) []string {
	t.Helper()
	e, err := textencoding.Lookup(encoding)
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	l := newLineReader(r, e, delimiter)
	for {
		line, _, err := l.next()
		if err == io.EOF {
			return lines
		}
		if err != nil {
			t.Fatal(err)
		}
		lines = append(lines, line)
	}
}

func TestLines(t *testing.T) {
	for _, c := range []struct {
		text, encoding, delimiter string
		want                      []string
	}{
		{"a\nb\n", "utf8", "", []string{"a", "b"}},
		{"a\r\nb\rc", "utf8", "", []string{"a", "b", "c"}},
		{"\n\n", "utf8", "", []string{"", ""}},
		{"\r\r\n\n", "utf8", "", []string{"", "", ""}},
		{"", "utf8", "", nil},
		{"\xef\xbb\xbfa", "utf8", "", []string{"a"}},
		{"\xff\xfea\x00\n\x00b\x00", "utf8", "", []string{"a", "b"}},
		{"\xe9\n", "ansi", "", []string{"é"}},
		{"a\xffb", "utf8", "", []string{"a\uFFFDb"}},
		{"1--2--", "utf8", "--", []string{"1", "2"}},
		{"1-2", "utf8", "--", []string{"1-2"}},
	} {
		for name, r := range map[string]io.Reader{"whole": strings.NewReader(c.text), "bytewise": iotest.OneByteReader(strings.NewReader(c.text))} {
			if got := linesFrom(t, r, c.encoding, c.delimiter); !reflect.DeepEqual(got, c.want) {
				t.Errorf("%q %s: %q, want %q", c.text, name, got, c.want)
			}
		}
	}
}

func TestLongLine(t *testing.T) {
	long := strings.Repeat("x", 3*readSize)
	if got := linesFrom(t, strings.NewReader(long+"\ny"), "utf8", ""); len(got) != 2 || got[0] != long || got[1] != "y" {
		t.Errorf("%d lines", len(got))
	}
}

func FuzzLines(f *testing.F) {
	for _, s := range []string{"a\nb", "a\r\nb\rc\n", "\xff\xfea", "\xef\xbb\xbf", "\r", "a\xff\r\n"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		whole := linesFrom(t, bytes.NewReader(data), "utf8", "")
		bytewise := linesFrom(t, iotest.OneByteReader(bytes.NewReader(data)), "utf8", "")
		if !reflect.DeepEqual(whole, bytewise) && encodingOfMark(data) == nil {
			t.Errorf("%q: %q in one piece, %q in many", data, whole, bytewise)
		}
		for _, line := range whole {
			if strings.ContainsAny(line, "\r\n") {
				t.Errorf("%q: line %q", data, line)
			}
		}
	})
}

// BenchmarkLines reads a file of JSON lines as Get-Content does, without the pipeline.
func BenchmarkLines(b *testing.B) {
	data := []byte(strings.Repeat(`{"id":"0b2f2c2e-6a0e-4f0e-9a50-7c3a9d1c2b11","userPrincipalName":"someone@contoso.example",`+
		`"appDisplayName":"Azure Portal","ipAddress":"203.0.113.38","status":{"errorCode":0}}`+"\n", 1<<16))
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		l := newLineReader(bytes.NewReader(data), textencoding.UTF8(), "")
		for {
			if _, _, err := l.next(); err != nil {
				break
			}
		}
	}
}
