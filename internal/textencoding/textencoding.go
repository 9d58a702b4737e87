// Package textencoding finds the text encodings that -Encoding parameters name and writes text in them. It knows
// nothing of commands or files.
package textencoding

import (
	"fmt"
	"io"
	"strings"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/ianaindex"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"
	"golang.org/x/text/transform"
)

// Encoding is a way to write text as bytes.
type Encoding struct {
	Name string
	// Mark is the byte order mark that a new file begins with; empty for most.
	Mark  []byte
	codec encoding.Encoding // nil: UTF-8
}

// UTF8 is the default: no byte order mark.
func UTF8() *Encoding { return &Encoding{Name: "utf8NoBOM"} }

// Names are the names that completion offers.
func Names() []string {
	return []string{"ansi", "ascii", "bigendianunicode", "bigendianutf32", "oem", "unicode", "utf8", "utf8BOM",
		"utf8NoBOM", "utf32"}
}

// Lookup finds an encoding by PowerShell's name, an IANA name, or the number of a code page, ignoring case.
func Lookup(name string) (*Encoding, error) {
	big, little := unicode.BigEndian, unicode.LittleEndian
	switch strings.ToLower(name) {
	case "utf8", "utf8nobom", "default", "utf-8", "65001":
		return UTF8(), nil
	case "utf8bom":
		return &Encoding{Name: name, Mark: []byte{0xef, 0xbb, 0xbf}}, nil
	case "unicode", "utf-16", "utf-16le", "string", "unknown", "1200":
		return &Encoding{name, []byte{0xff, 0xfe}, unicode.UTF16(little, unicode.IgnoreBOM)}, nil
	case "bigendianunicode", "utf-16be", "1201":
		return &Encoding{name, []byte{0xfe, 0xff}, unicode.UTF16(big, unicode.IgnoreBOM)}, nil
	case "utf32", "utf-32", "utf-32le", "12000":
		return &Encoding{name, []byte{0xff, 0xfe, 0, 0}, utf32.UTF32(utf32.LittleEndian, utf32.IgnoreBOM)}, nil
	case "bigendianutf32", "utf-32be", "12001":
		return &Encoding{name, []byte{0, 0, 0xfe, 0xff}, utf32.UTF32(utf32.BigEndian, utf32.IgnoreBOM)}, nil
	case "ascii", "us-ascii", "20127":
		return &Encoding{Name: name, codec: ascii{}}, nil
	case "ansi", "1252":
		return &Encoding{Name: name, codec: charmap.Windows1252}, nil
	case "oem", "437":
		return &Encoding{Name: name, codec: charmap.CodePage437}, nil
	}
	return lookupIANA(name)
}

func lookupIANA(name string) (*Encoding, error) {
	for _, candidate := range [...]string{name, "windows-" + name, "IBM" + name, "cp" + name} {
		if codec, err := ianaindex.IANA.Encoding(candidate); err == nil && codec != nil {
			return &Encoding{Name: name, codec: codec}, nil
		}
	}
	return nil, fmt.Errorf("'%s' is not a supported encoding name", name)
}

// NewWriter takes UTF-8 and writes it to w in the encoding; what the encoding does not have becomes a question mark.
// Close writes what is left, and does not close w.
func (e *Encoding) NewWriter(w io.Writer) io.WriteCloser {
	if e.codec == nil {
		return nopCloser{w}
	}
	return transform.NewWriter(w, encoding.ReplaceUnsupported(e.codec.NewEncoder()))
}

// Encode is text in the encoding, without the mark.
func (e *Encoding) Encode(text string) []byte {
	if e.codec == nil {
		return []byte(text)
	}
	b, _, err := transform.Bytes(encoding.ReplaceUnsupported(e.codec.NewEncoder()), []byte(text))
	if err != nil {
		return []byte(text)
	}
	return b
}

type nopCloser struct{ io.Writer }

// Close implements io.Closer.
func (nopCloser) Close() error { return nil }
