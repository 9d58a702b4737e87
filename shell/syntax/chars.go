package syntax

import "unicode"

// charClass is a set of properties of an ASCII character.
type charClass uint8

const (
	classIdent       charClass = 1 << iota // letter or underscore
	classDigit                             // decimal digit
	classVariable                          // may start the name of an unbraced variable
	classEndsWord                          // ends any word
	classEndsNumber                        // ends a number in expression mode
	classSpace                             // white space within a line
	classHex                               // hexadecimal digit
	classEndsAsmWord                       // ends a word of an assembly name
)

// asciiClasses holds the classes of each ASCII character; filling 128 bytes at start-up costs about a microsecond.
var asciiClasses = func() (t [128]charClass) {
	set := func(chars string, c charClass) {
		for i := 0; i < len(chars); i++ {
			t[chars[i]] |= c
		}
	}
	const letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_"
	set(letters, classIdent|classVariable)
	set("0123456789", classDigit|classVariable|classHex)
	set("abcdefABCDEF", classHex)
	set("$:?^", classVariable)
	set("\x00\t\n\v\f\r &(),;{|}", classEndsWord)
	set("!#%*+-./<=>]", classEndsNumber)
	set(" \t\v\f", classSpace)
	set("\x00\t\n\v\f\r ,=]", classEndsAsmWord)
	return t
}()

func asciiHas(c rune, class charClass) bool { return c < 128 && asciiClasses[c]&class != 0 }

// isSpace reports white space other than line ends.
func isSpace(c rune) bool {
	switch {
	case c < 128:
		return asciiClasses[c]&classSpace != 0
	case c <= 256:
		return c == 0xA0 || c == 0x85
	}
	return unicode.Is(unicode.Z, c)
}

func isNewline(c rune) bool { return c == '\n' || c == '\r' }

// isDash reports the hyphen and the dashes that stand for it: en dash, em dash and horizontal bar.
func isDash(c rune) bool { return c == '-' || c >= 0x2013 && c <= 0x2015 }

// isSingleQuote reports ' and the typographic quotes that stand for it.
func isSingleQuote(c rune) bool { return c == '\'' || c >= 0x2018 && c <= 0x201B }

// isDoubleQuote reports " and the typographic quotes that stand for it.
func isDoubleQuote(c rune) bool { return c == '"' || c >= 0x201C && c <= 0x201E }

// isLetter reports a letter. Letters beyond the first plane are none to PowerShell, which sees their two halves.
func isLetter(c rune) bool { return c <= 0xFFFF && unicode.IsLetter(c) }

// isAnyDigit reports a decimal digit of any script.
func isAnyDigit(c rune) bool { return c <= 0xFFFF && unicode.Is(unicode.Nd, c) }

func isLetterOrDigit(c rune) bool { return isLetter(c) || isAnyDigit(c) }

// isVariableStart reports whether c may start the name of an unbraced variable.
func isVariableStart(c rune) bool {
	if c < 128 {
		return asciiClasses[c]&classVariable != 0
	}
	return isLetterOrDigit(c)
}

func isIdentStart(c rune) bool {
	if c < 128 {
		return asciiClasses[c]&classIdent != 0
	}
	return isLetter(c)
}

func isIdentPart(c rune) bool {
	if c < 128 {
		return asciiClasses[c]&(classIdent|classDigit) != 0
	}
	return isLetterOrDigit(c)
}

func isDigit(c rune) bool { return c >= '0' && c <= '9' }

func isHexDigit(c rune) bool { return asciiHas(c, classHex) }

// endsWord reports whether c ends a word whatever the mode. The end of the text reads as NUL and does, too.
func endsWord(c rune) bool {
	if c < 128 {
		return asciiClasses[c]&classEndsWord != 0
	}
	return isSpace(c)
}

// endsNumber reports whether c, in expression mode, ends a number: `7+` is two tokens, `7z` is one.
// Where an expression is certain to follow, `?` and `:` end it too.
func endsNumber(c rune, ternary bool) bool {
	if c < 128 {
		return asciiClasses[c]&classEndsNumber != 0 || ternary && (c == '?' || c == ':')
	}
	return isDash(c)
}

func endsAssemblyWord(c rune) bool {
	if c < 128 {
		return asciiClasses[c]&classEndsAsmWord != 0
	}
	return isSpace(c)
}
