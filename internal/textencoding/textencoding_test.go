package textencoding

import (
	"bytes"
	"testing"
)

func TestEncode(t *testing.T) {
	for _, c := range []struct {
		name, text string
		mark, want []byte
	}{
		{"utf8", "é", nil, []byte{0xc3, 0xa9}},
		{"UTF8BOM", "é", []byte{0xef, 0xbb, 0xbf}, []byte{0xc3, 0xa9}},
		{"unicode", "é", []byte{0xff, 0xfe}, []byte{0xe9, 0}},
		{"bigendianunicode", "é", []byte{0xfe, 0xff}, []byte{0, 0xe9}},
		{"utf32", "a", []byte{0xff, 0xfe, 0, 0}, []byte{'a', 0, 0, 0}},
		{"ascii", "aé漢b", nil, []byte("a??b")},
		{"1252", "é€", nil, []byte{0xe9, 0x80}},
		{"28591", "x", nil, nil},
		{"iso-8859-1", "é", nil, []byte{0xe9}},
	} {
		e, err := Lookup(c.name)
		if c.want == nil {
			if err == nil {
				t.Errorf("%s: found %q", c.name, e.Name)
			}
			continue
		}
		if err != nil {
			t.Fatalf("%s: %v", c.name, err)
		}
		if !bytes.Equal(e.Mark, c.mark) || !bytes.Equal(e.Encode(c.text), c.want) {
			t.Errorf("%s: mark % x, text % x; want % x, % x", c.name, e.Mark, e.Encode(c.text), c.mark, c.want)
		}
		var b bytes.Buffer
		w := e.NewWriter(&b)
		for _, part := range []byte(c.text) { // characters may be split between writes
			if _, err := w.Write([]byte{part}); err != nil {
				t.Fatal(err)
			}
		}
		if err := w.Close(); err != nil || !bytes.Equal(b.Bytes(), c.want) {
			t.Errorf("%s: writer gave % x, %v; want % x", c.name, b.Bytes(), err, c.want)
		}
	}
}
