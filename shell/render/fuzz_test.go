package render

import (
	"io"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/partnershell/partnershell/shell/object"
)

// FuzzLayout: whatever the text and the width, nothing panics, no line is too wide, and every object shows.
func FuzzLayout(f *testing.F) {
	f.Add("short", "a longer text with words", 20, uint8(0))
	f.Add("漢字", "e\u0301\n\t\x1b[31mred", 7, uint8(1))
	f.Add("", "\x00\xff", 2, uint8(3))
	f.Fuzz(func(t *testing.T, a, b string, width int, flags uint8) {
		if width < 1 || width > 300 || !utf8.ValidString(a) || !utf8.ValidString(b) {
			return
		}
		wrap, auto := flags&1 != 0, flags&2 != 0
		for _, shape := range []Shape{TableShape, ListShape, WideShape, CustomShape} {
			o := Options{Width: width, Terminal: flags&4 != 0, Colour: flags&8 != 0}
			r := ruler{o.Terminal}
			out := NewFormatter(func(line string, _ bool) error {
				if w := r.width(line); w > width && shape == TableShape && !strings.ContainsAny(line, "\n\x1b") {
					t.Errorf("%d cells in a line of %d: %q", w, width, line)
				}
				return nil
			}, o)
			s := NewShaper(Request{Shape: shape, Wrap: &wrap, AutoSize: &auto}, o, out.process)
			for _, v := range []object.Value{bag("First", a, "Second", b, "N", int32(1)), bag("Second", a)} {
				if err := s.Shape(v); err != nil {
					t.Fatal(err)
				}
			}
			if err := s.End(); err != nil {
				t.Fatal(err)
			}
		}
	})
}

// FuzzFormatString: a format string from a script never panics.
func FuzzFormatString(f *testing.F) {
	for _, s := range []string{"N2", "{0:yyyy}", "0.00", "{0", "}", "{0,-5}", "{1}"} {
		f.Add(s)
	}
	f.Fuzz(func(_ *testing.T, format string) {
		for _, v := range []object.Value{int32(5), 1.5, "x", nil, object.DateTime{Ticks: 638000000000000000}} {
			_, _ = formatText(v, format, 4)
		}
	})
}

// BenchmarkTable is a table of 100,000 property bags.
func BenchmarkTable(b *testing.B) {
	shape := object.ShapeOf("Id", "Upn", "Mfa")
	for b.Loop() {
		f := NewWriterFormatter(io.Discard, nil, Options{})
		for i := range 100_000 {
			v := object.NewCustomObject(shape, []object.Value{int32(i), "user1234@contoso.example", i%3 == 0})
			if err := f.Write(v); err != nil {
				b.Fatal(err)
			}
		}
		if err := f.Flush(); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkCells measures text.
func BenchmarkCells(b *testing.B) {
	for _, s := range []string{"user1234@contoso.example", "José Núñez 漢字"} {
		b.Run(s[:4], func(b *testing.B) {
			for b.Loop() {
				ruler{}.width(s)
			}
		})
	}
}
