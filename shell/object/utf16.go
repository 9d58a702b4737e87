package object

import (
	"strings"
	"unicode/utf8"
)

// .NET counts text in UTF-16 units. Strings here are UTF-8, with lone surrogates in WTF-8 form (three bytes each).

// decodeWTF8 is utf8.DecodeRuneInString that also takes surrogates.
func decodeWTF8(s string) (r rune, size int) {
	r, size = utf8.DecodeRuneInString(s)
	if r == utf8.RuneError && size == 1 && len(s) >= 3 && s[0] == 0xED && s[1] >= 0xA0 && s[1]&0xC0 == 0x80 &&
		s[2]&0xC0 == 0x80 {
		return rune(s[0]&0x0F)<<12 | rune(s[1]&0x3F)<<6 | rune(s[2]&0x3F), 3
	}
	return r, size
}

// UTF16Units are the UTF-16 units of s.
func UTF16Units(s string) []uint16 {
	units := make([]uint16, 0, len(s))
	for i := 0; i < len(s); {
		r, size := decodeWTF8(s[i:])
		if r > 0xFFFF {
			units = append(units, uint16(0xD800+(r-0x10000)>>10), uint16(0xDC00+(r-0x10000)&0x3FF))
		} else {
			units = append(units, uint16(r))
		}
		i += size
	}
	return units
}

// FromUTF16 is the text of UTF-16 units.
func FromUTF16(units []uint16) string {
	var b strings.Builder
	b.Grow(len(units))
	for i := 0; i < len(units); i++ {
		u := rune(units[i])
		if u >= 0xD800 && u < 0xDC00 && i+1 < len(units) && units[i+1] >= 0xDC00 && units[i+1] < 0xE000 {
			i++
			b.WriteRune((u-0xD800)<<10 + rune(units[i]) - 0xDC00 + 0x10000)
			continue
		}
		b.WriteString(charText(Char(u)))
	}
	return b.String()
}
