package dotnet

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/partnershell/partnershell/shell/object"
)

// jsonElement is System.Text.Json.JsonElement: a part of a document as its text. A JsonDocument is its root element.
type jsonElement struct{ raw json.RawMessage }

// jsonDocument is System.Text.Json.JsonDocument.
type jsonDocument struct{ root *jsonElement }

// jsonProperty is System.Text.Json.JsonProperty.
type jsonProperty struct {
	name  string
	value *jsonElement
}

// Type implements object.Object.
func (*jsonElement) Type() *object.Type { return object.LibraryType("System.Text.Json.JsonElement") }

// Type implements object.Object.
func (*jsonDocument) Type() *object.Type { return object.LibraryType("System.Text.Json.JsonDocument") }

// Type implements object.Object.
func (*jsonProperty) Type() *object.Type { return object.LibraryType("System.Text.Json.JsonProperty") }

// Text implements object.Texter: text without its quotes, null as nothing, everything else as it was written.
func (e *jsonElement) Text() string {
	switch e.kind() {
	case jsonString:
		return e.text()
	case jsonNull:
		return ""
	case jsonTrue:
		return "True"
	case jsonFalse:
		return "False"
	}
	return string(e.raw)
}

// Text implements object.Texter.
func (p *jsonProperty) Text() string {
	name, _ := json.Marshal(p.name)
	return string(name) + ":" + string(p.value.raw)
}

// The numbers of JsonValueKind.
const (
	jsonObject = 1 + iota
	jsonArray
	jsonString
	jsonNumber
	jsonTrue
	jsonFalse
	jsonNull
)

func (e *jsonElement) kind() int64 {
	switch e.raw[0] {
	case '{':
		return jsonObject
	case '[':
		return jsonArray
	case '"':
		return jsonString
	case 't':
		return jsonTrue
	case 'f':
		return jsonFalse
	case 'n':
		return jsonNull
	}
	return jsonNumber
}

func (e *jsonElement) text() string {
	var s string
	_ = json.Unmarshal(e.raw, &s) // it was checked when it was parsed
	return s
}

// expect is the error of asking an element for what it is not.
func (e *jsonElement) expect(kinds ...int64) error {
	for _, k := range kinds {
		if e.kind() == k {
			return nil
		}
	}
	name := func(k int64) string { return object.NewEnum("System.Text.Json.JsonValueKind", k).Text() }
	return invalidOperation("The requested operation requires an element of type '%s', but the target element has type '%s'.",
		name(kinds[0]), name(e.kind()))
}

func (e *jsonElement) items() ([]object.Value, error) {
	if err := e.expect(jsonArray); err != nil {
		return nil, err
	}
	var parts []json.RawMessage
	_ = json.Unmarshal(e.raw, &parts)
	items := make([]object.Value, len(parts))
	for i, p := range parts {
		items[i] = &jsonElement{p}
	}
	return items, nil
}

func (e *jsonElement) properties() ([]object.Value, error) {
	if err := e.expect(jsonObject); err != nil {
		return nil, err
	}
	decoder := json.NewDecoder(bytes.NewReader(e.raw))
	_, _ = decoder.Token()
	var all []object.Value
	for decoder.More() {
		name, _ := decoder.Token()
		var part json.RawMessage
		if err := decoder.Decode(&part); err != nil {
			return nil, err
		}
		text, _ := name.(string)
		all = append(all, &jsonProperty{text, &jsonElement{part}})
	}
	return all, nil
}

// property finds the last property of a name; nil if there is none.
func (e *jsonElement) property(name string) (*jsonElement, error) {
	all, err := e.properties()
	var found *jsonElement
	for _, p := range all {
		if p := p.(*jsonProperty); p.name == name {
			found = p.value
		}
	}
	return found, err
}

// jsonException says where a text is no JSON, as Utf8JsonReader counts: lines and bytes from 0.
func jsonException(text []byte, offset int, message string) error {
	line := bytes.Count(text[:offset], []byte("\n"))
	column := offset - (bytes.LastIndexByte(text[:offset], '\n') + 1)
	return object.NewException("System.Text.Json.JsonReaderException", "%s LineNumber: %d | BytePositionInLine: %d.",
		message, line, column)
}

// parseJSONDocument is JsonDocument.Parse.
func parseJSONDocument(a args) (object.Value, error) {
	text := []byte(a.text(0))
	if s, ok := a.at(0).(io.Reader); ok {
		b, err := io.ReadAll(s)
		if err != nil {
			return nil, err
		}
		text = b
	}
	if err := checkJSON(text); err != nil {
		return nil, err
	}
	return &jsonDocument{&jsonElement{bytes.TrimSpace(text)}}, nil
}

func checkJSON(text []byte) error {
	var part json.RawMessage
	err := json.Unmarshal(text, &part)
	var bad *json.SyntaxError
	switch {
	case err == nil:
		return nil
	case len(bytes.TrimSpace(text)) == 0:
		return jsonException(text, len(text), "The input does not contain any JSON tokens. Expected the input to start "+
			"with a valid JSON token, when isFinalBlock is true.")
	case !errors.As(err, &bad):
		return jsonException(text, 0, err.Error())
	case strings.HasPrefix(bad.Error(), "unexpected end"):
		return jsonException(text, len(text), "Expected depth to be zero at the end of the JSON payload. There is an "+
			"open JSON object or array that should be closed.")
	}
	at := int(min(max(bad.Offset-1, 0), int64(len(text)-1)))
	r, _ := utf8.DecodeRune(text[at:])
	what := fmt.Sprintf("'%c' is an invalid start of a value.", r)
	switch message := bad.Error(); {
	case strings.Contains(message, "looking for beginning of object key"):
		what = fmt.Sprintf("'%c' is an invalid start of a property name. Expected a '\"'.", r)
	case strings.Contains(message, "after object key"):
		what = fmt.Sprintf("'%c' is invalid after a property name. Expected a ':'.", r)
	case strings.Contains(message, "after object key:value pair"), strings.Contains(message, "after array element"):
		what = fmt.Sprintf("'%c' is invalid after a value. Expected either ',', '}', or ']'.", r)
	case strings.Contains(message, "after top-level value"):
		what = fmt.Sprintf("'%c' is invalid after a single JSON value. Expected end of data.", r)
	}
	return jsonException(text, at, what)
}

func jsonDocumentClass() class {
	return class{
		statics:    methods{"Parse": try(parseJSONDocument)},
		properties: getters{"RootElement": get(func(d *jsonDocument) object.Value { return d.root })},
		methods:    methods{"Dispose": do(func(*jsonDocument, args) object.Value { return object.Nothing })},
	}
}

// jsonSerializerClass is the serialization of plain values, dictionaries and lists.
func jsonSerializerClass() class {
	return class{statics: methods{"Serialize": try(func(a args) (object.Value, error) {
		var b strings.Builder
		err := writeJSON(&b, a.at(0), 0)
		return b.String(), err
	})}}
}

// maxJSONDepth is the depth at which System.Text.Json gives up.
const maxJSONDepth = 64

func writeJSON(b *strings.Builder, v object.Value, depth int) error {
	if depth > maxJSONDepth {
		return object.NewException("System.Text.Json.JsonException", "A possible object cycle was detected.")
	}
	switch v := object.Base(v).(type) {
	case string:
		b.WriteString(jsonQuote(v))
		return nil
	case bool:
		b.WriteString(strings.ToLower(object.ToText(v)))
		return nil
	case *object.Dictionary:
		b.WriteByte('{')
		for i, e := range v.Entries() {
			if i > 0 {
				b.WriteByte(',')
			}
			b.WriteString(jsonQuote(object.ToText(e.Key)) + ":")
			if err := writeJSON(b, e.Value, depth+1); err != nil {
				return err
			}
		}
		b.WriteByte('}')
		return nil
	}
	if object.IsNull(v) {
		b.WriteString("null")
		return nil
	}
	if items, ok := object.Elements(v); ok {
		b.WriteByte('[')
		for i, item := range items {
			if i > 0 {
				b.WriteByte(',')
			}
			if err := writeJSON(b, item, depth+1); err != nil {
				return err
			}
		}
		b.WriteByte(']')
		return nil
	}
	if _, isNumber := object.TryNumber(object.ToText(v)); isNumber {
		b.WriteString(object.ToText(v))
	} else {
		b.WriteString(jsonQuote(object.ToText(v)))
	}
	return nil
}

// jsonQuote is text as the standard encoder of .NET writes it: only letters, digits and harmless signs of ASCII as
// they are.
func jsonQuote(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, u := range unitsOf(s) {
		switch {
		case u == '\\':
			b.WriteString(`\\`)
		case u == '\n':
			b.WriteString(`\n`)
		case u == '\r':
			b.WriteString(`\r`)
		case u == '\t':
			b.WriteString(`\t`)
		case u < ' ', u > '~', strings.ContainsRune("\"&'+<>`", rune(u)):
			fmt.Fprintf(&b, `\u%04X`, u)
		default:
			b.WriteByte(byte(u))
		}
	}
	b.WriteByte('"')
	return b.String()
}

func jsonPropertyClass() class {
	return class{
		properties: getters{
			"Name":  get(func(p *jsonProperty) object.Value { return p.name }),
			"Value": get(func(p *jsonProperty) object.Value { return p.value }),
		},
		methods: methods{"ToString": do(func(p *jsonProperty, _ args) object.Value { return p.Text() })},
	}
}

// jsonNumberOf makes GetInt32 and its like.
func jsonNumberOf(t *object.Type) method {
	return call(func(e *jsonElement, _ args) (object.Value, error) {
		if err := e.expect(jsonNumber); err != nil {
			return nil, err
		}
		v, err := parseNumberText(string(e.raw), t, -1, object.InvariantCulture)
		if err != nil {
			return nil, formatError("Either the JSON value is not in a supported format, or is out of bounds for %s.", t.Name())
		}
		return v, nil
	})
}

// jsonTextAs makes GetDateTime and its like, which read text.
func jsonTextAs(t *object.Type) method {
	return call(func(e *jsonElement, _ args) (object.Value, error) {
		if err := e.expect(jsonString); err != nil {
			return nil, err
		}
		v, err := object.Convert(e.text(), t)
		if err != nil {
			return nil, formatError("The JSON value is not in a supported %s format.", t.Name())
		}
		return v, nil
	})
}

func jsonElementClass() class {
	m := methods{
		"GetDateTime": jsonTextAs(object.TypeDateTime), "GetDateTimeOffset": jsonTextAs(object.TypeDateTimeOffset),
		"GetGuid":    jsonTextAs(object.TypeGuid),
		"GetRawText": do(func(e *jsonElement, _ args) object.Value { return string(e.raw) }),
		"ToString":   do(func(e *jsonElement, _ args) object.Value { return e.Text() }),
		"Clone":      do(func(e *jsonElement, _ args) object.Value { return e }),
		"GetString": call(func(e *jsonElement, _ args) (object.Value, error) {
			if e.kind() == jsonNull {
				return nil, nil
			}
			return e.text(), e.expect(jsonString)
		}),
		"GetBoolean": call(func(e *jsonElement, _ args) (object.Value, error) {
			return e.kind() == jsonTrue, e.expect(jsonTrue, jsonFalse)
		}),
		"ValueEquals": do(func(e *jsonElement, a args) object.Value { return e.kind() == jsonString && e.text() == a.text(0) }),
		"GetArrayLength": call(func(e *jsonElement, _ args) (object.Value, error) {
			items, err := e.items()
			return i32(len(items)), err
		}),
		"GetPropertyCount": call(func(e *jsonElement, _ args) (object.Value, error) {
			all, err := e.properties()
			return i32(len(all)), err
		}),
		"EnumerateArray": call(func(e *jsonElement, _ args) (object.Value, error) {
			items, err := e.items()
			return object.NewTypedArray(e.Type(), items), err
		}),
		"EnumerateObject": call(func(e *jsonElement, _ args) (object.Value, error) {
			all, err := e.properties()
			return object.NewTypedArray((*jsonProperty)(nil).Type(), all), err
		}),
		"GetProperty": call(func(e *jsonElement, a args) (object.Value, error) {
			found, err := e.property(a.text(0))
			if err == nil && found == nil {
				err = object.NewException("System.Collections.Generic.KeyNotFoundException",
					"The given key was not present in the dictionary.")
			}
			return found, err
		}),
		"TryGetProperty": call(func(e *jsonElement, a args) (object.Value, error) {
			found, err := e.property(a.text(0))
			if err != nil || found == nil {
				return false, err
			}
			return true, a.store(1, found)
		}),
		"get_Item": call(func(e *jsonElement, a args) (object.Value, error) {
			items, err := e.items()
			if err != nil {
				return nil, err
			}
			if i := a.int(0); i >= 0 && i < len(items) {
				return items[i], nil
			}
			return nil, object.NewException("System.IndexOutOfRangeException", "Index was outside the bounds of the array.")
		}),
	}
	for _, t := range []*object.Type{object.TypeInt32, object.TypeInt64, object.TypeDouble, object.TypeDecimal, object.TypeByte,
		object.TypeInt16, object.TypeSingle, object.TypeSByte, object.TypeUInt16, object.TypeUInt32, object.TypeUInt64} {
		m["Get"+t.Name()] = jsonNumberOf(t)
	}
	return class{
		properties: getters{"ValueKind": get(func(e *jsonElement) object.Value {
			return object.NewEnum("System.Text.Json.JsonValueKind", e.kind())
		})},
		methods: m,
	}
}
