package dotnet

import (
	"strings"

	"golang.org/x/text/encoding/charmap"

	"github.com/partnershell/partnershell/shell/object"
)

// codePage is a Windows or DOS character set of one byte a character.
type codePage struct {
	page        int
	name, title string
	table       *charmap.Charmap
}

var codePages = []codePage{
	{437, "ibm437", "OEM United States", charmap.CodePage437},
	{850, "ibm850", "Western European (DOS)", charmap.CodePage850},
	{852, "ibm852", "Central European (DOS)", charmap.CodePage852},
	{866, "cp866", "Cyrillic (DOS)", charmap.CodePage866},
	{1250, "windows-1250", "Central European (Windows)", charmap.Windows1250},
	{1251, "windows-1251", "Cyrillic (Windows)", charmap.Windows1251},
	{1252, "windows-1252", "Western European (Windows)", charmap.Windows1252},
	{1253, "windows-1253", "Greek (Windows)", charmap.Windows1253},
	{1254, "windows-1254", "Turkish (Windows)", charmap.Windows1254},
	{1255, "windows-1255", "Hebrew (Windows)", charmap.Windows1255},
	{1256, "windows-1256", "Arabic (Windows)", charmap.Windows1256},
	{1257, "windows-1257", "Baltic (Windows)", charmap.Windows1257},
	{1258, "windows-1258", "Vietnamese (Windows)", charmap.Windows1258},
	{20866, "koi8-r", "Cyrillic (KOI8-R)", charmap.KOI8R},
	{28592, "iso-8859-2", "Central European (ISO)", charmap.ISO8859_2},
	{28597, "iso-8859-7", "Greek (ISO)", charmap.ISO8859_7},
	{28605, "iso-8859-15", "Latin 9 (ISO)", charmap.ISO8859_15},
}

// codePageEncoding is the encoding of a code page; nil if there is none for which is asked.
func codePageEncoding(is func(codePage) bool) *Encoding {
	for _, p := range codePages {
		if is(p) {
			return &Encoding{class: "SBCSCodePageEncoding", WebName: p.name, title: p.title, codePage: p.page,
				encode: p.encode, decode: p.decode}
		}
	}
	return nil
}

func (p codePage) encode(s string) []byte {
	b := make([]byte, 0, len(s))
	for _, r := range s {
		c, ok := p.table.EncodeRune(r)
		if !ok {
			c = '?'
		}
		b = append(b, c)
	}
	return b
}

func (p codePage) decode(b []byte) string {
	var text strings.Builder
	for _, c := range b {
		text.WriteRune(p.table.DecodeByte(c))
	}
	return text.String()
}

// maxCharCount is how many characters n bytes can be at most.
func (e *Encoding) maxCharCount(n int) int {
	switch e.codePage {
	case 65001:
		return n + 1
	case 1200, 1201:
		return n>>1 + n&1 + 1
	case 12000:
		return n/2 + 2
	}
	return n
}

// maxByteCount is how many bytes n characters can take at most.
func (e *Encoding) maxByteCount(n int) int {
	switch e.codePage {
	case 65001:
		return (n + 1) * 3
	case 1200, 1201:
		return (n + 1) * 2
	case 12000:
		return (n + 1) * 4
	}
	return n + 1
}

// decodeStrictly is decode for an encoding that was made to refuse what it cannot read.
func (e *Encoding) decodeStrictly(b []byte) (string, error) {
	if e.strict {
		if at := invalidUTF8(b); at >= 0 {
			return "", object.NewException("System.Text.DecoderFallbackException",
				"Unable to translate bytes [%02X] at index %d from specified code page to Unicode.", b[at], at)
		}
	}
	return e.decode(b), nil
}
