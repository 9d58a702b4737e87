package object

import "strings"

// jsonScanner walks over one strict JSON text. Its methods take the position where something starts and return the
// one after it, or -1 where the text is not strict JSON (or PowerShell wants a word about it): the lenient reader
// then finds out what to make of it.
type jsonScanner struct {
	text   string
	reader *JSONReader
	depth  int // levels left
}

// document reads a text that is one value with nothing after it.
func (s *jsonScanner) document() (Value, bool) {
	i := s.blanks(0)
	if i == len(s.text) {
		return nil, i == 0 || s.text != ""
	}
	v, end, ok := s.value(i, &s.reader.root)
	if !ok || s.blanks(end) != len(s.text) {
		return nil, false
	}
	return v, true
}

func (s *jsonScanner) blanks(i int) int {
	for i < len(s.text) {
		switch s.text[i] {
		case ' ', '\n', '\r', '\t':
			i++
		default:
			return i
		}
	}
	return i
}

// value makes the value at i. Objects are only scanned; everything else is decoded.
func (s *jsonScanner) value(i int, slot *layoutSlot) (v Value, end int, ok bool) {
	if i >= len(s.text) {
		return nil, -1, false
	}
	switch s.text[i] {
	case '{':
		return s.object(i, slot)
	case '[':
		return s.array(i, slot)
	case '"':
		end = s.skipString(i + 1)
		if end < 0 {
			return nil, -1, false
		}
		text, _, ok := unquoteJSON(s.text[i:end], 0)
		return dateOrText(text, s.reader.options.DateKind), end, ok
	case 't':
		return true, i + 4, strings.HasPrefix(s.text[i:], "true")
	case 'f':
		return false, i + 5, strings.HasPrefix(s.text[i:], "false")
	case 'n':
		return nil, i + 4, strings.HasPrefix(s.text[i:], "null")
	}
	if end = s.skipNumber(i); end < 0 {
		return nil, -1, false
	}
	return jsonNumber(s.text[i:end]), end, true
}

func (s *jsonScanner) object(i int, slot *layoutSlot) (Value, int, bool) {
	expected := 8
	if l := slot.layout.Load(); l != nil {
		expected = len(l.keys)
	}
	starts := make([]uint32, 0, expected)
	end, l := s.scanObject(i, slot, &starts)
	if end < 0 {
		return nil, -1, false
	}
	return NewLazyObject(l.shape, &jsonSource{reader: s.reader, layout: l, text: s.text, starts: starts}), end, true
}

func (s *jsonScanner) array(i int, slot *layoutSlot) (Value, int, bool) {
	if s.depth--; s.depth < 0 {
		return nil, -1, false
	}
	var items []Value
	if i = s.blanks(i + 1); i < len(s.text) && s.text[i] == ']' {
		s.depth++
		return NewArray(items...), i + 1, true
	}
	for {
		v, end, ok := s.value(s.blanks(i), slot)
		if !ok {
			return nil, -1, false
		}
		items = append(items, v)
		i = s.blanks(end)
		if i >= len(s.text) || s.text[i] != ',' && s.text[i] != ']' {
			return nil, -1, false
		}
		if i++; s.text[i-1] == ']' {
			s.depth++
			return NewArray(items...), i, true
		}
	}
}

// skip passes over the value at i.
func (s *jsonScanner) skip(i int, slot *layoutSlot) int {
	if i >= len(s.text) {
		return -1
	}
	switch s.text[i] {
	case '"':
		return s.skipString(i + 1)
	case '{':
		end, _ := s.scanObject(i, slot, nil)
		return end
	case '[':
		return s.skipArray(i, slot)
	case 't':
		return s.skipWord(i, "true")
	case 'f':
		return s.skipWord(i, "false")
	case 'n':
		return s.skipWord(i, "null")
	}
	return s.skipNumber(i)
}

func (s *jsonScanner) skipWord(i int, word string) int {
	if strings.HasPrefix(s.text[i:], word) {
		return i + len(word)
	}
	return -1
}

func (s *jsonScanner) skipArray(i int, slot *layoutSlot) int {
	if s.depth--; s.depth < 0 {
		return -1
	}
	if i = s.blanks(i + 1); i < len(s.text) && s.text[i] == ']' {
		s.depth++
		return i + 1
	}
	for {
		if i = s.skip(s.blanks(i), slot); i < 0 {
			return -1
		}
		if i = s.blanks(i); i >= len(s.text) {
			return -1
		}
		i++
		switch s.text[i-1] {
		case ',':
		case ']':
			s.depth++
			return i
		default:
			return -1
		}
	}
}

// shortText is how many bytes are looked at one by one before a search by blocks pays.
const shortText = 16

// skipString passes over the rest of a text whose opening quote stands before i.
func (s *jsonScanner) skipString(i int) int {
	for near := min(i+shortText, len(s.text)); i < near; i++ {
		if c := s.text[i]; c == '"' {
			return i + 1
		} else if c == '\\' {
			break
		}
	}
	for {
		n := strings.IndexByte(s.text[i:], '"')
		if n < 0 {
			return -1
		}
		escape := strings.IndexByte(s.text[i:i+n], '\\')
		if escape < 0 {
			return i + n + 1
		}
		if i = skipEscape(s.text, i+escape); i < 0 {
			return -1
		}
	}
}

// skipEscape passes over the escape sequence at i.
func skipEscape(text string, i int) int {
	if i+1 >= len(text) {
		return -1
	}
	switch text[i+1] {
	case '"', '\\', '/', 'b', 'f', 'n', 'r', 't':
		return i + 2
	case 'u':
		if i+6 > len(text) {
			return -1
		}
		for _, c := range []byte(text[i+2 : i+6]) {
			if hexDigit(c) < 0 {
				return -1
			}
		}
		return i + 6
	}
	return -1
}

func hexDigit(c byte) int {
	switch {
	case '0' <= c && c <= '9':
		return int(c - '0')
	case 'a' <= c && c <= 'f':
		return int(c-'a') + 10
	case 'A' <= c && c <= 'F':
		return int(c-'A') + 10
	}
	return -1
}

// skipNumber passes over a number as JSON writes it.
func (s *jsonScanner) skipNumber(i int) int {
	if i < len(s.text) && s.text[i] == '-' {
		i++
	}
	start := i
	if i = s.digits(i); i == start || s.text[start] == '0' && i > start+1 {
		return -1
	}
	if i < len(s.text) && s.text[i] == '.' {
		start = i + 1
		if i = s.digits(start); i == start {
			return -1
		}
	}
	if i < len(s.text) && s.text[i]|0x20 == 'e' {
		if i++; i < len(s.text) && (s.text[i] == '+' || s.text[i] == '-') {
			i++
		}
		start = i
		if i = s.digits(i); i == start {
			return -1
		}
	}
	return i
}

func (s *jsonScanner) digits(i int) int {
	for i < len(s.text) && '0' <= s.text[i] && s.text[i] <= '9' {
		i++
	}
	return i
}

// scanObject passes over the object at i. As long as its keys are those of the layout in slot it compares them with
// what is expected; after that it reads them and looks for the layout that they make, which it leaves in slot. starts,
// unless nil, receives where the values begin.
func (s *jsonScanner) scanObject(i int, slot *layoutSlot, starts *[]uint32) (end int, l *jsonLayout) {
	if s.depth--; s.depth < 0 {
		return -1, nil
	}
	l = slot.layout.Load()
	var expected []string
	if l != nil {
		expected = l.keys
	}
	var read []string // the keys, once they are not the expected ones
	n, other := 0, l == nil
	if i = s.blanks(i + 1); i < len(s.text) && s.text[i] == '}' {
		i++
	} else {
		for closed := false; !closed; n++ {
			i = s.blanks(i)
			if !other && (n == len(expected) || !strings.HasPrefix(s.text[i:], expected[n])) {
				other, read = true, append(read, expected[:n]...)
			}
			keyEnd := 0
			if other {
				if keyEnd = s.key(i); keyEnd < 0 {
					return -1, nil
				}
				read = append(read, s.text[i:keyEnd])
			} else {
				keyEnd = i + len(expected[n])
			}
			var child *layoutSlot
			if other {
				child = new(layoutSlot)
			} else {
				child = &l.children[n]
			}
			if i, closed = s.member(keyEnd, child, starts); i < 0 {
				return -1, nil
			}
		}
	}
	s.depth++
	if l != nil && !other && n == len(expected) {
		return i, l
	}
	if !other {
		read = expected[:n]
	}
	if l = s.reader.layoutOf(read); l == nil {
		return -1, nil
	}
	slot.layout.Store(l)
	return i, l
}

// key passes over a key in quotes.
func (s *jsonScanner) key(i int) int {
	if i >= len(s.text) || s.text[i] != '"' {
		return -1
	}
	return s.skipString(i + 1)
}

// member passes over the colon at i, the value, and the comma or brace that follows.
func (s *jsonScanner) member(i int, child *layoutSlot, starts *[]uint32) (end int, closed bool) {
	if i >= len(s.text) || s.text[i] != ':' {
		if i = s.blanks(i); i >= len(s.text) || s.text[i] != ':' {
			return -1, false
		}
	}
	if i++; i < len(s.text) && s.text[i] <= ' ' {
		i = s.blanks(i)
	}
	if starts != nil {
		*starts = append(*starts, uint32(i))
	}
	if i = s.skip(i, child); i < 0 {
		return -1, false
	}
	if i < len(s.text) && s.text[i] <= ' ' {
		i = s.blanks(i)
	}
	if i >= len(s.text) || s.text[i] != ',' && s.text[i] != '}' {
		return -1, false
	}
	return i + 1, s.text[i] == '}'
}
