package textencoding

import (
	"io"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// NewReader decodes r to UTF-8. A byte order mark overrules the encoding, as in PowerShell.
func (e *Encoding) NewReader(r io.Reader) io.Reader {
	fallback := transform.Transformer(encoding.Nop.NewDecoder())
	if e.codec != nil {
		fallback = e.codec.NewDecoder()
	}
	return transform.NewReader(r, unicode.BOMOverride(fallback))
}

// IsUTF8 reports whether text in the encoding needs no decoding.
func (e *Encoding) IsUTF8() bool { return e.codec == nil }
