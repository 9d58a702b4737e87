package object

import (
	"strings"
	"sync"
	"sync/atomic"
)

// JSONDateKind says what becomes of JSON text that is a date.
type JSONDateKind uint8

// The kinds of Microsoft.PowerShell.Commands.JsonDateKind, with its numbers.
const (
	JSONDateDefault JSONDateKind = iota // a DateTime of the kind that the text says
	JSONDateLocal
	JSONDateUTC
	JSONDateOffset // a DateTimeOffset
	JSONDateString // text
)

// JSONOptions say how JSON becomes values.
type JSONOptions struct {
	// AsHashtable makes ordered, case-sensitive dictionaries instead of property bags.
	AsHashtable bool
	// Depth is the greatest number of objects and arrays within each other; 0 means 1024.
	Depth    int
	DateKind JSONDateKind
	// PascalNames spells property names as .NET does: createdDateTime becomes CreatedDateTime, at every level.
	PascalNames bool
	// TypeName is put before the type names of the objects that Record makes; empty for none.
	TypeName string
}

// JSONReader turns JSON texts into values. Objects become property bags that hold on to the text and decode a
// property when it is read; a reader remembers what the last objects looked like, so that the next record, which
// usually has the same keys, costs one scan. It is safe for concurrent use.
type JSONReader struct {
	options JSONOptions
	root    layoutSlot
	names   *typeNames // of what Record makes; shared by all

	mu    sync.Mutex
	known map[string]*jsonLayout // by the keys, as written; bounded
}

// NewJSONReader makes a reader.
func NewJSONReader(o JSONOptions) *JSONReader {
	if o.Depth <= 0 {
		o.Depth = 1024
	}
	r := &JSONReader{options: o, known: make(map[string]*jsonLayout)}
	if o.TypeName != "" {
		r.names = &typeNames{list: []string{o.TypeName}}
	}
	return r
}

// ParseJSON reads one JSON text. Its errors are those of ConvertFrom-Json.
func ParseJSON(text []byte, o JSONOptions) (Value, error) {
	return NewJSONReader(o).Parse(string(text))
}

// Parse reads one JSON text: strict JSON at once, anything else (comments, single quotes, keys without quotes …) by
// the rules of the lenient reader that PowerShell uses. Its errors are those of ConvertFrom-Json.
func (r *JSONReader) Parse(text string) (Value, error) {
	if len(text) < 1<<32 && !r.options.AsHashtable {
		s := jsonScanner{text: text, reader: r, depth: r.options.Depth}
		if v, ok := s.document(); ok {
			return v, nil
		}
	}
	return parseLenientJSON(text, r.options)
}

// Record makes the property bag of one JSON object, which raw holds and nothing else. raw is copied.
func (r *JSONReader) Record(raw []byte) (*CustomObject, error) {
	v, err := r.Parse(string(raw))
	if err != nil {
		return nil, err
	}
	o, ok := v.(*CustomObject)
	if !ok {
		return nil, jsonError("The text is not a JSON object.")
	}
	o.names = r.names
	return o, nil
}

// jsonLayout is the keys that an object had, in order, and what their values looked like.
type jsonLayout struct {
	shape    *Shape
	keys     []string     // with their quotes, as written
	children []layoutSlot // of the object, or of the objects in the array, under each key
}

// layoutSlot remembers the layout that was met last in one place.
type layoutSlot struct{ layout atomic.Pointer[jsonLayout] }

// maxKnownLayouts bounds what a reader remembers of objects whose keys keep changing.
const maxKnownLayouts = 512

// layoutOf finds or makes the layout of an object with these keys; nil if PowerShell would refuse them or one of them
// comes twice.
func (r *JSONReader) layoutOf(keys []string) *jsonLayout {
	joined := strings.Join(keys, "")
	r.mu.Lock()
	defer r.mu.Unlock()
	if l, ok := r.known[joined]; ok {
		return l
	}
	l := newJSONLayout(keys, r.options.PascalNames)
	if len(r.known) >= maxKnownLayouts {
		clear(r.known)
	}
	if l != nil {
		r.known[joined] = l
	}
	return l
}

func newJSONLayout(keys []string, pascalNames bool) *jsonLayout {
	names := make([]string, len(keys))
	index := make(map[string]int, len(keys))
	for i, key := range keys {
		name, _, ok := unquoteJSON(key, 0)
		folded := FoldName(name)
		if _, repeated := index[folded]; !ok || repeated || name == "" || isReservedMember(folded) {
			return nil
		}
		if pascalNames {
			name = pascalName(name)
		}
		names[i] = name
		index[folded] = i
	}
	return &jsonLayout{
		shape:    &Shape{names: names, index: index},
		keys:     append([]string(nil), keys...),
		children: make([]layoutSlot, len(keys)),
	}
}

// pascalName is a JSON name as a .NET property's.
func pascalName(name string) string {
	if c := name[0]; 'a' <= c && c <= 'z' {
		return string(c-'a'+'A') + name[1:]
	}
	return name
}

// isReservedMember reports the names that every object has for its members.
func isReservedMember(folded string) bool {
	switch folded {
	case "psobject", "psbase", "psadapted", "psextended", "pstypenames":
		return true
	}
	return false
}

// jsonSource decodes the properties of one object.
type jsonSource struct {
	reader *JSONReader
	layout *jsonLayout
	text   string
	starts []uint32 // of the values
}

// Decode implements Source.
func (s *jsonSource) Decode(i int) Value {
	scanner := jsonScanner{text: s.text, reader: s.reader, depth: s.reader.options.Depth}
	v, _, _ := scanner.value(int(s.starts[i]), &s.layout.children[i])
	return v
}
