package clixml

import (
	"encoding/binary"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf16"

	"github.com/partnershell/partnershell/shell/object"
)

// escape makes text fit for an element or an attribute. Control characters, which XML cannot hold, are written
// _x000A_, and a text that looks like that has its underscore written so.
func escape(s string, attribute bool) string {
	var b strings.Builder
	for i, c := range s {
		switch {
		case c < 0x20 || c >= 0x7F && c <= 0x9F:
			fmt.Fprintf(&b, "_x%04X_", c)
		case c > 0xFFFF:
			high, low := utf16.EncodeRune(c)
			fmt.Fprintf(&b, "_x%04X__x%04X_", high, low)
		case c == '_' && len(s) > i+1 && s[i+1]|0x20 == 'x':
			b.WriteString("_x005F_")
		case c == '<':
			b.WriteString("&lt;")
		case c == '>':
			b.WriteString("&gt;")
		case c == '&':
			b.WriteString("&amp;")
		case c == '"' && attribute:
			b.WriteString("&quot;")
		default:
			b.WriteRune(c)
		}
	}
	return b.String()
}

var encoded = regexp.MustCompile(`(?:_x[0-9A-Fa-f]{4}_)+`)

// unescape reads what escape wrote for single characters.
func unescape(s string) string {
	if !strings.Contains(s, "_x") {
		return s
	}
	return encoded.ReplaceAllStringFunc(s, func(run string) string {
		units := make([]uint16, 0, len(run)/7)
		for ; run != ""; run = run[7:] {
			unit, _ := strconv.ParseUint(run[2:6], 16, 16)
			units = append(units, uint16(unit))
		}
		return string(utf16.Decode(units))
	})
}

func utf16Bytes(text string) []byte {
	var b []byte
	for _, unit := range utf16.Encode([]rune(text)) {
		b = binary.LittleEndian.AppendUint16(b, unit)
	}
	return b
}

// reveal is the text inside a secure string.
func reveal(secure object.Value) string {
	if s, ok := secure.(interface{ Reveal() string }); ok {
		return s.Reveal()
	}
	return ""
}

// secure makes a secure string of the bytes of its UTF-16 text.
func secure(data []byte) (object.Value, error) {
	s, err := object.New(object.LookupType(secureType), nil)
	for i := 0; i+1 < len(data) && err == nil; i += 2 {
		_, err = object.InvokeMethod(s, "AppendChar", []object.Value{object.Char(binary.LittleEndian.Uint16(data[i:]))})
	}
	return s, err
}
