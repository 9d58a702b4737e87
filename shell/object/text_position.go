package object

import (
	"sync/atomic"
	"unicode/utf8"
)

// textPosition is a place in a text that was looked into, by UTF-16 unit and by byte. Loops over the characters of a
// long text would otherwise count them from the start in every turn. A textPosition is never changed.
type textPosition struct {
	text         string
	units        int // of the whole text
	unit, offset int
}

// longText is the size in bytes from which a position is remembered.
const longText = 64

// lastPosition is the one that was used last, in whatever text.
var lastPosition atomic.Pointer[textPosition]

// positionIn is a known position in a text. Comparing a text with itself costs nothing.
func positionIn(s string) *textPosition {
	if p := lastPosition.Load(); p != nil && p.text == s {
		return p
	}
	p := &textPosition{text: s, units: countUnits(s)}
	lastPosition.Store(p)
	return p
}

// UTF16Length is String.Length: the number of UTF-16 units of s.
func UTF16Length(s string) int {
	if len(s) < longText {
		return countUnits(s)
	}
	return positionIn(s).units
}

func countUnits(s string) int {
	if isASCII(s) {
		return len(s)
	}
	n := 0
	for i := 0; i < len(s); {
		r, size := decodeWTF8(s[i:])
		n, i = n+unitsIn(r), i+size
	}
	return n
}

func unitsIn(r rune) int {
	if r > 0xFFFF {
		return 2
	}
	return 1
}

// UTF16Offset is where the unit i of s begins, in bytes; half is set if i is the second unit of a character, which
// begins there.
func UTF16Offset(s string, i int) (offset int, half bool) {
	if len(s) < longText {
		unit, offset := walkUnits(s, 0, 0, i)
		return offset, unit < i
	}
	p := positionIn(s)
	if p.units == len(s) {
		return i, false
	}
	unit, offset := p.unit, p.offset
	for unit > i && i > unit/2 {
		unit, offset = stepBack(s, unit, offset)
	}
	if unit > i {
		unit, offset = 0, 0
	}
	unit, offset = walkUnits(s, unit, offset, i)
	lastPosition.Store(&textPosition{s, p.units, unit, offset})
	return offset, unit < i
}

// walkUnits goes forward from a position to the character that has the unit i.
func walkUnits(s string, unit, offset, i int) (int, int) {
	for unit < i && offset < len(s) {
		n, size := 1, 1
		if s[offset] >= utf8.RuneSelf {
			var r rune
			r, size = decodeWTF8(s[offset:])
			n = unitsIn(r)
		}
		if unit+n > i {
			break
		}
		unit, offset = unit+n, offset+size
	}
	return unit, offset
}

// stepBack goes to the character before; to the start where the bytes are no text.
func stepBack(s string, unit, offset int) (int, int) {
	n := 1
	for n < min(utf8.UTFMax, offset) && !utf8.RuneStart(s[offset-n]) {
		n++
	}
	if r, size := decodeWTF8(s[offset-n:]); size == n {
		return unit - unitsIn(r), offset - n
	}
	return 0, 0
}

// UTF16Unit is the unit i of s, which must be there.
func UTF16Unit(s string, i int) uint16 {
	offset, half := UTF16Offset(s, i)
	units := UTF16Units(s[offset:min(offset+utf8.UTFMax, len(s))])
	if half {
		return units[1]
	}
	return units[0]
}
