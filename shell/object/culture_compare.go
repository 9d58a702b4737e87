package object

import (
	"strings"
	"sync"
	"unicode/utf8"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"
)

// collation keeps the collators of a culture; one is not safe for concurrent use.
type collation struct {
	sync.Mutex
	exact, folded *collate.Collator
}

// asciiOrder lists the ASCII characters that count in comparisons by their primary weight: white space, punctuation,
// digits, letters. Control characters do not count.
const asciiOrder = "\t\n\v\f\r _-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$0123456789abcdefghijklmnopqrstuvwxyz"

// asciiWeight is the primary weight of each ASCII character, 0 for those that do not count.
var asciiWeight = func() (weights [utf8.RuneSelf]uint8) {
	for i := range len(asciiOrder) {
		weights[asciiOrder[i]] = uint8(i + 1)
	}
	for c := 'A'; c <= 'Z'; c++ {
		weights[c] = weights[c+'a'-'A']
	}
	return weights
}()

// CompareText compares two texts by the rules of a culture (String.Compare): punctuation, then digits, then letters,
// lower case before upper case, accents after the base letter.
func (c *Culture) CompareText(a, b string, ignoreCase bool) int {
	if a == b {
		return 0
	}
	if isASCII(a) && isASCII(b) {
		return compareASCII(a, b, ignoreCase)
	}
	c.collation.Lock()
	defer c.collation.Unlock()
	order := c.collator(ignoreCase).CompareString(a, b)
	if order == 0 && ignoreCase && c.turkic() {
		return strings.Compare(c.ToLower(a), c.ToLower(b))
	}
	return order
}

func (c *Culture) collator(ignoreCase bool) *collate.Collator {
	kept := &c.collation.exact
	var options []collate.Option
	if ignoreCase {
		kept = &c.collation.folded
		options = append(options, collate.IgnoreCase)
	}
	if *kept == nil {
		*kept = collate.New(language.Make(c.Name), options...)
	}
	return *kept
}

// EqualText reports whether two texts are the same for the -eq of texts, which goes by the invariant culture.
func EqualText(a, b string, ignoreCase bool) bool {
	if a == b {
		return true
	}
	return InvariantCulture.CompareText(a, b, ignoreCase) == 0
}

func isASCII(s string) bool {
	for ; len(s) >= 8; s = s[8:] { // the compiler reads four bytes at once
		low := uint32(s[0]) | uint32(s[1])<<8 | uint32(s[2])<<16 | uint32(s[3])<<24
		high := uint32(s[4]) | uint32(s[5])<<8 | uint32(s[6])<<16 | uint32(s[7])<<24
		if (low|high)&0x80808080 != 0 {
			return false
		}
	}
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// compareASCII compares the primary weights; where they are all the same the first difference of case decides.
func compareASCII(a, b string, ignoreCase bool) int {
	i, j, tie := 0, 0, 0
	for {
		for i < len(a) && asciiWeight[a[i]] == 0 {
			i++
		}
		for j < len(b) && asciiWeight[b[j]] == 0 {
			j++
		}
		if i == len(a) || j == len(b) {
			break
		}
		x, y := a[i], b[j]
		if wx, wy := asciiWeight[x], asciiWeight[y]; wx != wy {
			return sign(int(wx) - int(wy))
		}
		if tie == 0 && x != y {
			tie = sign(int(y) - int(x)) // lower case has the higher code
		}
		i, j = i+1, j+1
	}
	switch {
	case i < len(a):
		return 1
	case j < len(b):
		return -1
	case ignoreCase:
		return 0
	}
	return tie
}

func sign(n int) int {
	switch {
	case n < 0:
		return -1
	case n > 0:
		return 1
	}
	return 0
}
