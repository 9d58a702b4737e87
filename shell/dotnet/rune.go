package dotnet

import (
	"strconv"
	"unicode"
	"unicode/utf8"

	"github.com/partnershell/partnershell/shell/object"
)

// codePoint is System.Text.Rune.
type codePoint rune

// Type implements object.Object.
func (codePoint) Type() *object.Type { return object.LibraryType("System.Text.Rune") }

// Text implements object.Texter.
func (r codePoint) Text() string { return string(rune(r)) }

func newCodePoint(a args) (object.Value, error) {
	n := rune(a.int(0))
	if a.has(1) {
		high, low := rune(a.char(0)), rune(a.char(1))
		if high < 0xD800 || high > 0xDBFF || low < 0xDC00 || low > 0xDFFF {
			return nil, outOfRange("highSurrogate", "Specified argument was out of the range of valid values.")
		}
		n = (high-0xD800)<<10 + (low - 0xDC00) + 0x10000
	}
	if !utf8.ValidRune(n) {
		return nil, outOfRange("value", "Specified argument was out of the range of valid values.")
	}
	return codePoint(n), nil
}

func runeClass() class {
	is := func(test func(rune) bool) method {
		return static(func(a args) object.Value { r, _ := a.at(0).(codePoint); return test(rune(r)) })
	}
	to := func(change func(rune) rune) method {
		return static(func(a args) object.Value { r, _ := a.at(0).(codePoint); return codePoint(change(rune(r))) })
	}
	number := func(f func(r rune) int) getter {
		return get(func(r codePoint) object.Value { return i32(f(rune(r))) })
	}
	units := func(r rune) int { return 1 + boolInt(r > 0xFFFF) }
	return class{
		new: try(newCodePoint),
		properties: getters{
			"Value": number(func(r rune) int { return int(r) }), "Plane": number(func(r rune) int { return int(r >> 16) }),
			"Utf16SequenceLength": number(units), "Utf8SequenceLength": number(utf8.RuneLen),
			"IsAscii": get(func(r codePoint) object.Value { return r < 0x80 }),
			"IsBmp":   get(func(r codePoint) object.Value { return r <= 0xFFFF }),
		},
		methods: methods{
			"ToString": do(func(r codePoint, _ args) object.Value { return r.Text() }),
			"Equals":   do(func(r codePoint, a args) object.Value { return a.at(0) == object.Value(r) }),
			"CompareTo": do(func(r codePoint, a args) object.Value {
				o, _ := a.at(0).(codePoint)
				return i32(compareInts(int64(r), int64(o)))
			}),
		},
		statics: methods{
			"IsControl": is(unicode.IsControl), "IsDigit": is(unicode.IsDigit), "IsLetter": is(unicode.IsLetter),
			"IsLower": is(unicode.IsLower), "IsUpper": is(unicode.IsUpper), "IsPunctuation": is(unicode.IsPunct),
			"IsSymbol": is(unicode.IsSymbol), "IsWhiteSpace": is(unicode.IsSpace),
			"IsLetterOrDigit":  is(func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }),
			"IsValid":          static(func(a args) object.Value { return utf8.ValidRune(rune(a.int(0))) }),
			"ToLowerInvariant": to(unicode.ToLower), "ToUpperInvariant": to(unicode.ToUpper),
			"GetRuneAt": try(func(a args) (object.Value, error) {
				text := a.text(0)
				if i := a.int(1); i >= 0 && i < length(text) {
					r, _ := utf8.DecodeRuneInString(text[byteOffset(text, i):])
					return codePoint(r), nil
				}
				return nil, outOfRange("index", "Index was out of range. Must be non-negative and less than the size of the collection.")
			}),
		},
	}
}

// runesOf is String.EnumerateRunes.
func runesOf(s string) object.Value {
	var items []object.Value
	for _, r := range s {
		items = append(items, codePoint(r))
	}
	return object.NewTypedArray(codePoint(0).Type(), items)
}

// textElements splits text into what a reader sees as characters: a code point with the combining marks, joiners and
// modifiers that follow it.
func textElements(s string) []string {
	var elements []string
	start, joined, previous := 0, false, rune(0)
	for i, r := range s {
		if i > start && !joined && !extendsElement(r) && !(previous == '\r' && r == '\n') {
			elements = append(elements, s[start:i])
			start = i
		}
		joined, previous = r == '\u200d', r
	}
	if start < len(s) {
		elements = append(elements, s[start:])
	}
	return elements
}

// extendsElement reports what never begins a text element.
func extendsElement(r rune) bool {
	return unicode.In(r, unicode.Mn, unicode.Me, unicode.Mc) || r == '\u200d' || r >= 0xFE00 && r <= 0xFE0F ||
		r >= 0x1F3FB && r <= 0x1F3FF
}

// stringInfo is System.Globalization.StringInfo.
type stringInfo struct{ text string }

// Type implements object.Object.
func (*stringInfo) Type() *object.Type { return object.LibraryType("System.Globalization.StringInfo") }

// elementEnumerator is TextElementEnumerator.
type elementEnumerator struct {
	elements []string
	at       int
}

// Type implements object.Object.
func (*elementEnumerator) Type() *object.Type {
	return object.LibraryType("System.Globalization.TextElementEnumerator")
}

// Each implements object.Enumerable.
func (e *elementEnumerator) Each(yield func(object.Value) bool) error {
	for e.at++; e.at < len(e.elements) && yield(e.elements[e.at]); e.at++ {
	}
	return nil
}

func (e *elementEnumerator) current() (object.Value, error) {
	if e.at < 0 || e.at >= len(e.elements) {
		return nil, invalidOperation("Enumeration has either not started or has already finished.")
	}
	return e.elements[e.at], nil
}

func elementEnumeratorClass() class {
	return class{
		properties: getters{
			"Current": tryGet(func(e *elementEnumerator) (object.Value, error) { return e.current() }),
			"ElementIndex": get(func(e *elementEnumerator) object.Value {
				n := 0
				for _, s := range e.elements[:max(0, min(e.at, len(e.elements)))] {
					n += length(s)
				}
				return i32(n)
			}),
		},
		methods: methods{
			"GetTextElement": call(func(e *elementEnumerator, _ args) (object.Value, error) { return e.current() }),
			"MoveNext": do(func(e *elementEnumerator, _ args) object.Value {
				e.at = min(e.at+1, len(e.elements))
				return e.at < len(e.elements)
			}),
			"Reset": do(func(e *elementEnumerator, _ args) object.Value { e.at = -1; return object.Nothing }),
		},
	}
}

// nextElement is the text element that begins at a UTF-16 index.
func nextElement(a args) (string, error) {
	text, i := a.text(0), a.int(1)
	if i < 0 || i > length(text) {
		return "", outOfRange("index", "Index was out of range. Must be non-negative and less than the size of the collection.")
	}
	elements := textElements(text[byteOffset(text, i):])
	if len(elements) == 0 {
		return "", nil
	}
	return elements[0], nil
}

func stringInfoClass() class {
	return class{
		new: try(func(a args) (object.Value, error) { return &stringInfo{a.text(0)}, nil }),
		properties: getters{
			"String":               get(func(s *stringInfo) object.Value { return s.text }),
			"LengthInTextElements": get(func(s *stringInfo) object.Value { return i32(len(textElements(s.text))) }),
		},
		setters: setters{"String": set(func(s *stringInfo, v object.Value) error { s.text = object.ToText(v); return nil })},
		methods: methods{"SubstringByTextElements": call(substringByElements)},
		statics: methods{
			"GetNextTextElement": try(func(a args) (object.Value, error) { s, err := nextElement(a); return s, err }),
			"GetNextTextElementLength": try(func(a args) (object.Value, error) {
				s, err := nextElement(a)
				return i32(length(s)), err
			}),
			"GetTextElementEnumerator": static(func(a args) object.Value { return &elementEnumerator{textElements(a.text(0)), -1} }),
			"ParseCombiningCharacters": static(func(a args) object.Value {
				var starts []object.Value
				at := 0
				for _, s := range textElements(a.text(0)) {
					starts = append(starts, i32(at))
					at += length(s)
				}
				return object.NewTypedArray(object.TypeInt32, starts)
			}),
		},
	}
}

func substringByElements(s *stringInfo, a args) (object.Value, error) {
	elements := textElements(s.text)
	from, n := a.int(0), len(elements)-a.int(0)
	if a.has(1) {
		n = a.int(1)
	}
	switch {
	case from < 0 || from >= max(1, len(elements)):
		return nil, outOfRange("startingTextElement", "Specified argument was out of the range of valid values.")
	case n < 0 || from > len(elements)-n:
		return nil, outOfRange("lengthInTextElements", "Specified argument was out of the range of valid values.")
	}
	text := ""
	for _, e := range elements[from : from+n] {
		text += e
	}
	return text, nil
}

// index is System.Index: a position from the start or from the end.
type index struct {
	value   int
	fromEnd bool
}

// Type implements object.Object.
func (index) Type() *object.Type { return object.LibraryType("System.Index") }

// Text implements object.Texter.
func (i index) Text() string {
	if i.fromEnd {
		return "^" + strconv.Itoa(i.value)
	}
	return strconv.Itoa(i.value)
}

func newIndex(value int, fromEnd bool) (object.Value, error) {
	if value < 0 {
		return nil, outOfRange("value", "value must be non-negative.")
	}
	return index{value, fromEnd}, nil
}

func indexClass() class {
	return class{
		new: try(func(a args) (object.Value, error) { return newIndex(a.int(0), a.bool(1)) }),
		statics: methods{
			"FromStart": try(func(a args) (object.Value, error) { return newIndex(a.int(0), false) }),
			"FromEnd":   try(func(a args) (object.Value, error) { return newIndex(a.int(0), true) }),
		},
		staticProperties: getters{"Start": constant(index{}), "End": constant(index{fromEnd: true})},
		properties: getters{
			"Value":     get(func(i index) object.Value { return i32(i.value) }),
			"IsFromEnd": get(func(i index) object.Value { return i.fromEnd }),
		},
		methods: methods{
			"ToString": do(func(i index, _ args) object.Value { return i.Text() }),
			"Equals":   do(func(i index, a args) object.Value { return a.at(0) == object.Value(i) }),
			"GetOffset": do(func(i index, a args) object.Value {
				if i.fromEnd {
					return i32(a.int(0) - i.value)
				}
				return i32(i.value)
			}),
		},
		order: []string{"Value", "IsFromEnd"},
	}
}

// positionRange is System.Range.
type positionRange struct{ start, end index }

// Type implements object.Object.
func (positionRange) Type() *object.Type { return object.LibraryType("System.Range") }

// Text implements object.Texter.
func (r positionRange) Text() string { return r.start.Text() + ".." + r.end.Text() }

func rangeClass() class {
	at := func(v object.Value) index {
		if i, ok := v.(index); ok {
			return i
		}
		n, _ := toInt64(v)
		return index{value: int(n)}
	}
	end := index{fromEnd: true}
	return class{
		new: try(func(a args) (object.Value, error) {
			if a.int(0) < 0 || a.int(1) < 0 {
				return nil, outOfRange("value", "value must be non-negative.")
			}
			return positionRange{at(a.at(0)), at(a.at(1))}, nil
		}),
		statics: methods{
			"StartAt": static(func(a args) object.Value { return positionRange{at(a.at(0)), end} }),
			"EndAt":   static(func(a args) object.Value { return positionRange{end: at(a.at(0))} }),
		},
		staticProperties: getters{"All": constant(positionRange{end: end})},
		properties: getters{
			"Start": get(func(r positionRange) object.Value { return r.start }),
			"End":   get(func(r positionRange) object.Value { return r.end }),
		},
		methods: methods{
			"ToString": do(func(r positionRange, _ args) object.Value { return r.Text() }),
			"Equals":   do(func(r positionRange, a args) object.Value { return a.at(0) == object.Value(r) }),
		},
		order: []string{"Start", "End"},
	}
}
