package dotnet

import (
	"unicode/utf8"

	"github.com/partnershell/partnershell/shell/object"
)

// Strings are UTF-8 here and UTF-16 to scripts: lengths and positions count UTF-16 units. Text that
// is all ASCII, as most is, needs no conversion.

// isASCII reports whether units and bytes are the same.
func isASCII(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// unitsOf are the UTF-16 units of s.
func unitsOf(s string) []uint16 { return object.UTF16Units(s) }

// textOf is the string of UTF-16 units; lone surrogates are kept.
func textOf(units []uint16) string { return object.FromUTF16(units) }

// length is String.Length.
func length(s string) int { return object.UTF16Length(s) }

// slice is the part of s of n units from position start; both must be in range.
func slice(s string, start, n int) string {
	from, cutsFirst := object.UTF16Offset(s, start)
	to, cutsLast := object.UTF16Offset(s, start+n)
	if cutsFirst || cutsLast {
		return textOf(unitsOf(s)[start : start+n])
	}
	return s[from:to]
}

// byteOffset is the offset in bytes of position i.
func byteOffset(s string, i int) int {
	offset, _ := object.UTF16Offset(s, i)
	return offset
}

// charText is the string of one unit.
func charText(c uint16) string {
	if c < utf8.RuneSelf {
		return string(rune(c))
	}
	return textOf([]uint16{c})
}
