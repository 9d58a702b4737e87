package dotnet

import (
	"testing"

	"github.com/partnershell/partnershell/shell/object"
)

// FuzzXML: what loads, loads again from what it writes, and an XPath expression never breaks anything.
func FuzzXML(f *testing.F) {
	for _, s := range []string{"<r/>", `<?xml version="1.0"?><a b="1"><c>x</c><!-- y --></a>`, "<a><b></a>", "<x>&amp;</x>", ""} {
		f.Add(s, "//c[1]")
	}
	f.Fuzz(func(t *testing.T, text, path string) {
		doc, err := ParseXML(text, false)
		if err != nil {
			return
		}
		written := doc.outerXML()
		again, err := ParseXML(written, false)
		if err == nil && again.outerXML() != written {
			t.Errorf("%q becomes %q, then %q", text, written, again.outerXML())
		}
		_, _ = doc.evaluate(args{path})
	})
}

// FuzzRegex: a pattern either compiles or gives an error.
func FuzzRegex(f *testing.F) {
	for _, s := range []string{`(a)(?<n>b)?`, `[a-z]+$`, `(`, `\k<x>`, `a{2,1}`} {
		f.Add(s, "aab")
	}
	f.Fuzz(func(t *testing.T, pattern, text string) {
		if len(pattern) > 40 || len(text) > 40 {
			return
		}
		_, _ = object.InvokeStatic(object.TypeRegex, "Matches", []object.Value{text, pattern})
	})
}

// FuzzURI: an absolute address that was read can be read again.
func FuzzURI(f *testing.F) {
	for _, s := range []string{"http://u:p@h:81/a b?x#y", "mailto:a@b", "rel", "/x", "https://[::1]:2/", "a:"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		u, err := ParseURI(text, uriRelativeOrAbsolute)
		if err != nil || !u.absolute {
			return
		}
		_, _ = u.Text(), u.segments()
		if _, err := ParseURI(u.absoluteURI(), uriRelativeOrAbsolute); err != nil {
			t.Errorf("%q: %v", text, err)
		}
	})
}

// FuzzNumber: no text breaks the number parsers.
func FuzzNumber(f *testing.F) {
	for _, s := range []string{"1,234.5", "-7", "(3)", "1e400", "$5", "０", "+"} {
		f.Add(s, int64(511))
	}
	f.Fuzz(func(t *testing.T, text string, styles int64) {
		for _, typ := range []*object.Type{object.TypeInt32, object.TypeDouble, object.TypeDecimal, object.TypeBigInteger} {
			_, _ = parseNumberText(text, typ, styles&2047, object.InvariantCulture)
		}
	})
}
