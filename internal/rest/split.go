package rest

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"math/bits"
)

// page is an answer split into records. The records are parts of the body they were split from.
type page struct {
	records [][]byte
	next    string // @odata.nextLink, empty on the last page
	links   []byte // Partner Center's links, nil elsewhere
}

// errIncomplete means that a body ended, or broke off, before its JSON did.
var errIncomplete = errors.New("the answer is not complete JSON")

// splitPage splits a body. A body whose value is an array is a page of a collection, any other is one record, and
// so is a bare array's every element. Records are told apart, not decoded: faults inside one show when it is read.
func splitPage(body []byte, records [][]byte) (page, error) {
	s := scanner{data: body}
	s.space()
	p := page{records: records[:0]}
	switch s.peek() {
	case '[':
		p.records = s.elements(p.records)
	case '{':
		s.envelope(&p)
	default:
		s.failed = true
	}
	s.space()
	if s.failed || s.at != len(body) {
		return page{}, errIncomplete
	}
	return p, nil
}

// envelope reads the object around a page.
func (s *scanner) envelope(p *page) {
	start := s.at
	collection := false
	s.members(func(name []byte) {
		switch {
		case s.peek() == '[' && (string(name) == `"value"` || string(name) == `"items"`):
			collection = true
			p.records = s.elements(p.records)
		case string(name) == `"@odata.nextLink"`:
			p.next = s.text()
		case string(name) == `"links"`:
			at := s.at
			s.value()
			p.links = s.data[at:s.at]
		default:
			s.value()
		}
	})
	if !collection {
		p.records = append(p.records[:0], s.data[start:s.at])
		p.next, p.links = "", nil
	}
}

// scanner walks over JSON without decoding it. After a fault failed is set and nothing more is consumed.
type scanner struct {
	data   []byte
	at     int
	failed bool
}

func (s *scanner) peek() byte {
	if s.failed || s.at >= len(s.data) {
		return 0
	}
	return s.data[s.at]
}

func (s *scanner) space() {
	for s.at < len(s.data) && s.data[s.at] <= ' ' {
		s.at++
	}
}

// accept consumes one byte and the space behind it.
func (s *scanner) accept(b byte) bool {
	if s.peek() != b {
		return false
	}
	s.at++
	s.space()
	return true
}

func (s *scanner) expect(b byte) {
	if !s.accept(b) {
		s.failed = true
	}
}

// members reads an object; member is called before each value and must consume it.
func (s *scanner) members(member func(name []byte)) {
	s.expect('{')
	if s.accept('}') {
		return
	}
	for !s.failed {
		start := s.at
		s.string()
		if s.failed {
			return
		}
		name := s.data[start:s.at]
		s.space()
		s.expect(':')
		member(name)
		s.space()
		if s.accept(',') {
			continue
		}
		s.expect('}')
		return
	}
}

// elements reads an array and appends the bytes of each element.
func (s *scanner) elements(records [][]byte) [][]byte {
	s.expect('[')
	if s.accept(']') {
		return records
	}
	for !s.failed {
		start := s.at
		s.value()
		if !s.failed {
			records = append(records, s.data[start:s.at:s.at])
		}
		s.space()
		if s.accept(',') {
			continue
		}
		s.expect(']')
		break
	}
	return records
}

// value consumes one value of any kind.
func (s *scanner) value() {
	switch s.peek() {
	case '"':
		s.string()
	case '{', '[':
		s.nested()
	case 0, ',', ':', '}', ']':
		s.failed = true
	default:
		s.literal()
	}
}

// literal consumes a number or a word.
func (s *scanner) literal() {
	for s.at < len(s.data) {
		switch c := s.data[s.at]; {
		case c <= ' ', c == ',', c == '}', c == ']', c == ':', c == '"':
			return
		}
		s.at++
	}
}

// nested consumes an object or array by counting brackets outside of strings.
func (s *scanner) nested() {
	data, depth := s.data, 0
	for i := s.at; i < len(data); i++ {
		switch data[i] {
		case '{', '[':
			depth++
		case '}', ']':
			if depth--; depth == 0 {
				s.at = i + 1
				return
			}
		case '"':
			end := stringEnd(data, i+1)
			if end < 0 {
				s.failed = true
				return
			}
			i = end
		}
	}
	s.failed = true
}

// string consumes a string.
func (s *scanner) string() {
	if s.peek() != '"' {
		s.failed = true
		return
	}
	end := stringEnd(s.data, s.at+1)
	if end < 0 {
		s.failed = true
		return
	}
	s.at = end + 1
}

// text consumes a string and decodes it; anything else decodes to nothing.
func (s *scanner) text() (text string) {
	start := s.at
	s.value()
	if s.failed || json.Unmarshal(s.data[start:s.at], &text) != nil {
		return ""
	}
	return text
}

const (
	everyByte  = 0x0101010101010101
	highBits   = 0x8080808080808080
	quotes     = everyByte * '"'
	backslash  = everyByte * '\\'
	wordLength = 8
)

// stringEnd finds the quote that ends a string, looking at eight bytes at a time; -1 if there is none.
func stringEnd(data []byte, i int) int {
	for i < len(data) {
		for i+wordLength <= len(data) {
			word := binary.LittleEndian.Uint64(data[i:])
			q, b := word^quotes, word^backslash
			if hit := ((q-everyByte)&^q | (b-everyByte)&^b) & highBits; hit != 0 {
				i += bits.TrailingZeros64(hit) / 8
				break
			}
			i += wordLength
		}
		if i >= len(data) {
			return -1
		}
		switch data[i] {
		case '"':
			return i
		case '\\':
			i++
		}
		i++
	}
	return -1
}

// Text is the value of a property that is a text, at the top of a record; empty if there is none. It stops at the
// property and looks at nothing else.
func Text(record []byte, property string) string {
	s := scanner{data: record}
	s.space()
	text, found := "", false
	s.members(func(name []byte) {
		if found {
			s.failed = true // nothing further is wanted
			return
		}
		if len(name) == len(property)+2 && string(bytes.Trim(name, `"`)) == property {
			text, found = s.text(), true
			return
		}
		s.value()
	})
	return text
}
