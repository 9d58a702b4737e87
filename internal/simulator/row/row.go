// Package row works on JSON objects as the bytes they are: one top-level walk finds a member, drops members or
// keeps only those selected, so that serving a page neither decodes nor re-encodes what it sends.
//
// It is for text already known to be valid JSON (the tenant's reader and writers see to that); on anything else
// it answers "no such member" and never panics. It is no general JSON library.
package row

import (
	"bytes"
	"encoding/json"
	"strconv"
)

// Row is one JSON object, compact or not.
type Row []byte

// Each calls yield with every top-level member in order: its key without quotes (unescaped only when it has to
// be) and the bytes of its value. It stops when yield returns false.
func (r Row) Each(yield func(key, value []byte) bool) {
	i := skipSpace(r, 0)
	if i >= len(r) || r[i] != '{' {
		return
	}
	for i = skipSpace(r, i+1); i < len(r) && r[i] == '"'; {
		keyEnd := skipString(r, i)
		key := memberKey(r[i:keyEnd])
		i = skipSpace(r, keyEnd)
		if i >= len(r) || r[i] != ':' {
			return
		}
		i = skipSpace(r, i+1)
		end := skipValue(r, i)
		if end <= i || !yield(key, r[i:end]) {
			return
		}
		if i = skipSpace(r, end); i >= len(r) || r[i] != ',' {
			return
		}
		i = skipSpace(r, i+1)
	}
}

// Elements calls yield with the bytes of each element of a JSON array, in order, until yield returns false.
func Elements(array []byte, yield func(value []byte) bool) {
	i := skipSpace(array, 0)
	if i >= len(array) || array[i] != '[' {
		return
	}
	for i = skipSpace(array, i+1); i < len(array) && array[i] != ']'; {
		end := skipValue(array, i)
		if end <= i || !yield(array[i:end]) {
			return
		}
		if i = skipSpace(array, end); i >= len(array) || array[i] != ',' {
			return
		}
		i = skipSpace(array, i+1)
	}
}

// Get returns the bytes of a top-level member's value, nil when there is none.
func (r Row) Get(name string) []byte {
	var found []byte
	r.Each(func(key, value []byte) bool {
		if string(key) == name {
			found = value
			return false
		}
		return true
	})
	return found
}

// GetFold is Get with the member's name compared ignoring ASCII case, as OData names are by Graph.
func (r Row) GetFold(name string) []byte {
	var found []byte
	r.Each(func(key, value []byte) bool {
		if len(key) == len(name) && bytes.EqualFold(key, []byte(name)) {
			found = value
			return false
		}
		return true
	})
	return found
}

// Text returns a top-level member that is a JSON string, "" when it is absent or something else.
func (r Row) Text(name string) string { return Text(r.Get(name)) }

// Text decodes a JSON string; anything else gives "".
func Text(value []byte) string {
	if len(value) < 2 || value[0] != '"' {
		return ""
	}
	if inner := value[1 : len(value)-1]; bytes.IndexByte(inner, '\\') < 0 {
		return string(inner)
	}
	var text string
	if json.Unmarshal(value, &text) != nil {
		return ""
	}
	return text
}

// AppendKept appends the object with only those members for which keep answers true.
func (r Row) AppendKept(dst []byte, keep func(key []byte) bool) []byte {
	dst = append(dst, '{')
	first := true
	r.Each(func(key, value []byte) bool {
		if keep(key) {
			dst = appendMember(dst, string(key), value, first)
			first = false
		}
		return true
	})
	return append(dst, '}')
}

// With returns the object with one more member at its end (or the member replaced in its place).
func (r Row) With(name string, value []byte) Row {
	out := []byte{'{'}
	first, done := true, false
	r.Each(func(key, old []byte) bool {
		if string(key) == name {
			old, done = value, true
		}
		out = appendMember(out, string(key), old, first)
		first = false
		return true
	})
	if !done {
		out = appendMember(out, name, value, first)
	}
	return append(out, '}')
}

func appendMember(dst []byte, key string, value []byte, first bool) []byte {
	if !first {
		dst = append(dst, ',')
	}
	dst = AppendString(dst, key)
	dst = append(dst, ':')
	return append(dst, value...)
}

// AppendString appends text as a JSON string. It leaves <, > and & as they are, as Graph does.
func AppendString(dst []byte, text string) []byte {
	for i := 0; i < len(text); i++ {
		if c := text[i]; c < 0x20 || c >= 0x7f || c == '"' || c == '\\' {
			return appendEscaped(dst, text)
		}
	}
	dst = append(dst, '"')
	dst = append(dst, text...)
	return append(dst, '"')
}

func appendEscaped(dst []byte, text string) []byte {
	var buffer bytes.Buffer
	encoder := json.NewEncoder(&buffer)
	encoder.SetEscapeHTML(false)
	if encoder.Encode(text) != nil {
		return strconv.AppendQuoteToASCII(dst, text)
	}
	return append(dst, bytes.TrimRight(buffer.Bytes(), "\n")...)
}

// Marshal is json.Marshal without HTML escaping and without the trailing line feed.
func Marshal(value any) (Row, error) {
	var buffer bytes.Buffer
	encoder := json.NewEncoder(&buffer)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(value); err != nil {
		return nil, err
	}
	return bytes.TrimRight(buffer.Bytes(), "\n"), nil
}

// Must is Marshal for values made of strings, numbers, slices and maps only, which cannot fail to encode.
func Must(value any) Row {
	encoded, err := Marshal(value)
	if err != nil {
		panic("row: " + err.Error())
	}
	return encoded
}

func memberKey(quoted []byte) []byte {
	if len(quoted) < 2 {
		return nil
	}
	if bytes.IndexByte(quoted, '\\') < 0 {
		return quoted[1 : len(quoted)-1]
	}
	return []byte(Text(quoted))
}

func skipSpace(text []byte, i int) int {
	for i < len(text) && (text[i] == ' ' || text[i] == '\n' || text[i] == '\t' || text[i] == '\r') {
		i++
	}
	return i
}

// skipString returns the index after the string that starts at i.
func skipString(text []byte, i int) int {
	for i++; i < len(text); i++ {
		switch text[i] {
		case '\\':
			i++
		case '"':
			return i + 1
		}
	}
	return len(text)
}

// skipValue returns the index after the value that starts at i.
func skipValue(text []byte, i int) int {
	if i >= len(text) {
		return i
	}
	switch text[i] {
	case '"':
		return skipString(text, i)
	case '{', '[':
		return skipNested(text, i)
	}
	for i < len(text) && bytes.IndexByte([]byte(",]} \n\t\r"), text[i]) < 0 {
		i++
	}
	return i
}

func skipNested(text []byte, i int) int {
	depth := 0
	for i < len(text) {
		switch text[i] {
		case '"':
			i = skipString(text, i)
			continue
		case '{', '[':
			depth++
		case '}', ']':
			if depth--; depth == 0 {
				return i + 1
			}
		}
		i++
	}
	return len(text)
}
