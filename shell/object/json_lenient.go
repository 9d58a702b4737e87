package object

import (
	"math"
	"math/big"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// lenientJSON reads what PowerShell's JSON reader accepts beyond the standard: comments, single quotes, keys without
// quotes, missing elements, commas before a closing bracket, NaN and the infinities. Its messages are that reader's.
type lenientJSON struct {
	text    string
	options JSONOptions
	i       int
	line    int // 1-based
	start   int // of the present line
	path    []string
	depth   int
}

func parseLenientJSON(text string, o JSONOptions) (Value, error) {
	if o.Depth <= 0 {
		o.Depth = 1024
	}
	r := &lenientJSON{text: text, options: o, line: 1}
	if err := r.blanks(); err != nil {
		return nil, err
	}
	if r.i == len(r.text) {
		return nil, nil
	}
	v, err := r.value()
	if err != nil {
		return nil, err
	}
	r.path = nil
	if err := r.blanks(); err != nil {
		return nil, err
	}
	if r.i < len(r.text) {
		return nil, r.fail("Additional text encountered after finished reading JSON content: " + r.character() + ".")
	}
	return v, nil
}

// jsonError is the error of ConvertFrom-Json about a text that cannot be read.
func jsonError(message string) *ErrorRecord {
	e := NewError("System.ArgumentException", "System.ArgumentException", NotSpecified, "%s",
		"Conversion from JSON failed with error: "+message)
	class := "Newtonsoft.Json.JsonReaderException"
	if strings.Contains(message, "deserializing") {
		class = "Newtonsoft.Json.JsonSerializationException"
	}
	e.Exception.Inner = NewException(class, "%s", message)
	return e
}

// fail is an error at the present position.
func (r *lenientJSON) fail(message string) error {
	line := r.line
	column := UTF16Length(r.text[r.start:r.i])
	if r.i == 0 {
		line = 0
	}
	return jsonError(message + " Path '" + strings.TrimPrefix(strings.Join(r.path, ""), ".") + "', line " +
		strconv.Itoa(line) + ", position " + strconv.Itoa(column) + ".")
}

// character is the one at the present position; NUL at the end of the text.
func (r *lenientJSON) character() string {
	if r.i >= len(r.text) {
		return "\x00"
	}
	_, width := utf8.DecodeRuneInString(r.text[r.i:])
	return r.text[r.i : r.i+width]
}

func (r *lenientJSON) peek() byte {
	if r.i < len(r.text) {
		return r.text[r.i]
	}
	return 0
}

// blanks passes over white space and comments.
func (r *lenientJSON) blanks() error {
	for r.i < len(r.text) {
		switch c := r.text[r.i]; {
		case c == '\n':
			r.i++
			r.line++
			r.start = r.i
		case c == ' ' || c == '\t' || c == '\r' || strings.HasPrefix(r.text[r.i:], "\u00a0") || strings.HasPrefix(r.text[r.i:], "\ufeff"):
			_, width := utf8.DecodeRuneInString(r.text[r.i:])
			r.i += width
		case c == '/':
			if err := r.comment(); err != nil {
				return err
			}
		default:
			return nil
		}
	}
	return nil
}

func (r *lenientJSON) comment() error {
	rest := r.text[r.i:]
	switch {
	case strings.HasPrefix(rest, "//"):
		if n := strings.IndexByte(rest, '\n'); n >= 0 {
			r.i += n
		} else {
			r.i = len(r.text)
		}
		return nil
	case strings.HasPrefix(rest, "/*"):
		n := strings.Index(rest[2:], "*/")
		if n < 0 {
			r.i = len(r.text)
			return r.fail("Unexpected end while parsing comment.")
		}
		body := rest[:n+4]
		if lines := strings.Count(body, "\n"); lines > 0 {
			r.line += lines
			r.start = r.i + strings.LastIndexByte(body, '\n') + 1
		}
		r.i += len(body)
		return nil
	}
	r.i++
	return r.fail("Error parsing comment. Expected: *, got " + r.character() + ".")
}

func (r *lenientJSON) value() (Value, error) {
	switch c := r.peek(); {
	case c == '{':
		return r.object()
	case c == '[':
		return r.array()
	case c == '"' || c == '\'':
		text, err := r.quoted()
		if err != nil {
			return nil, err
		}
		return dateOrText(text, r.options.DateKind), nil
	case c == '-' || c == '.' || '0' <= c && c <= '9':
		return r.number()
	}
	return r.word()
}

// words are the values that are words, with what they are called in errors.
var words = []struct {
	text  string
	value Value
	what  string
}{
	{"true", true, "boolean"}, {"false", false, "boolean"}, {"null", nil, "null"}, {"undefined", nil, "undefined"},
	{"NaN", math.NaN(), "NaN"}, {"Infinity", math.Inf(1), "Infinity"}, {"-Infinity", math.Inf(-1), "-Infinity"},
}

// word reads the word that the present character begins; its place when it fails is where the text differs.
func (r *lenientJSON) word() (Value, error) {
	for _, w := range words {
		rest := r.text[r.i:]
		if rest == "" || rest[0] != w.text[0] || w.text == "null" && len(rest) > 1 && rest[1] != 'u' {
			continue
		}
		if len(rest) < len(w.text) {
			r.i = len(r.text)
			return nil, r.fail("Unexpected end when reading JSON.")
		}
		same := 0
		for same < len(w.text) && rest[same] == w.text[same] {
			same++
		}
		r.i += same
		if same < len(w.text) || !r.atSeparator() {
			return nil, r.fail("Error parsing " + w.what + " value.")
		}
		return w.value, nil
	}
	return nil, r.fail("Unexpected character encountered while parsing value: " + r.character() + ".")
}

// atSeparator reports whether a word or a number may end here.
func (r *lenientJSON) atSeparator() bool {
	if r.i >= len(r.text) || strings.IndexByte("}],/", r.text[r.i]) >= 0 {
		return true
	}
	c, _ := utf8.DecodeRuneInString(r.text[r.i:])
	return unicode.IsSpace(c)
}

// isWordByte reports whether a character may stand in a key without quotes.
func isWordByte(c byte) bool {
	return c == '_' || c == '$' || '0' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'z' || c >= utf8.RuneSelf
}

// quoted reads text in quotes of either kind.
func (r *lenientJSON) quoted() (string, error) {
	begin := r.i
	text, end, ok := unquoteJSON(r.text, r.i)
	if ok {
		if body := r.text[begin:end]; strings.IndexByte(body, '\n') >= 0 {
			r.line += strings.Count(body, "\n")
			r.start = begin + strings.LastIndexByte(body, '\n') + 1
		}
		r.i = end
		return text, nil
	}
	r.i = end
	if end >= len(r.text) {
		return "", r.fail("Unterminated string. Expected delimiter: " + r.text[begin:begin+1] + ".")
	}
	r.i = min(end+1, len(r.text))
	if r.peek() == 'u' {
		r.i = min(r.i+1, len(r.text))
		digits := r.text[r.i:min(r.i+4, len(r.text))]
		if len(digits) < 4 {
			r.i = len(r.text)
			return "", r.fail("Unexpected end while parsing Unicode escape sequence.")
		}
		return "", r.fail(`Invalid Unicode escape sequence: \u` + digits + ".")
	}
	bad := r.character()
	r.i = min(r.i+1, len(r.text))
	return "", r.fail(`Bad JSON escape sequence: \` + bad + ".")
}

func (r *lenientJSON) number() (Value, error) {
	begin := r.i
	if strings.HasPrefix(r.text[r.i:], "-I") {
		return r.word()
	}
	for r.i < len(r.text) {
		c := r.text[r.i]
		if c != '+' && c != '-' && c != '.' && !('0' <= c && c <= '9') && !('a' <= c|0x20 && c|0x20 <= 'f') && c|0x20 != 'x' {
			break
		}
		r.i++
	}
	if !r.atSeparator() {
		return nil, r.fail("Unexpected character encountered while parsing number: " + r.character() + ".")
	}
	text := r.text[begin:r.i]
	if v, ok := lenientNumber(text); ok {
		return v, nil
	}
	if strings.ContainsAny(text, ".eE") {
		return nil, r.fail("Input string '" + text + "' is not a valid double.")
	}
	return nil, r.fail("Input string '" + text + "' is not a valid integer.")
}

// lenientNumber reads decimal, hexadecimal (0x) and octal (leading zero) numbers.
func lenientNumber(text string) (Value, bool) {
	if len(text) > 1 && text[0] == '0' && !strings.ContainsAny(text, ".eE") || strings.HasPrefix(text, "0x") || strings.HasPrefix(text, "0X") {
		n, err := strconv.ParseInt(text, 0, 64)
		return n, err == nil
	}
	if strings.ContainsAny(text, ".eE") {
		f, err := strconv.ParseFloat(text, 64)
		if err != nil && !math.IsInf(f, 0) {
			return nil, false
		}
		return f, true
	}
	if n, err := strconv.ParseInt(text, 10, 64); err == nil {
		return n, true
	}
	n, ok := new(big.Int).SetString(text, 10)
	return n, ok
}

// enter goes one level down.
func (r *lenientJSON) enter() error {
	r.i++
	if r.depth++; r.depth > r.options.Depth {
		return r.fail("The reader's MaxDepth of " + strconv.Itoa(r.options.Depth) + " has been exceeded.")
	}
	return nil
}

func (r *lenientJSON) array() (_ Value, err error) {
	if err := r.enter(); err != nil {
		return nil, err
	}
	at := len(r.path)
	r.path = append(r.path, "") // until the first element is there, or begins if it has elements itself
	defer func() {
		if err == nil {
			r.path = r.path[:at]
		}
	}()
	var items []Value
	for {
		if err := r.blanks(); err != nil {
			return nil, err
		}
		step := "[" + strconv.Itoa(len(items)) + "]"
		switch {
		case r.i >= len(r.text) && len(items) == 0 && r.depth == 1:
			return nil, r.fail("Error reading JArray from JsonReader.")
		case r.i >= len(r.text): // the end of the text closes arrays, once they hold something
			r.depth--
			return NewArray(items...), nil
		case r.peek() == ']':
			r.i++
			r.depth--
			return NewArray(items...), nil
		case r.peek() == ',':
			r.i++
			items = append(items, nil)
			r.path[at] = step
			continue
		case r.peek() == '[' || r.peek() == '{':
			r.path[at] = step
		}
		v, err := r.value()
		if err != nil {
			return nil, err
		}
		r.path[at] = step
		items = append(items, v)
		comma := r.i
		if err := r.separator(']'); err != nil {
			return nil, err
		}
		if err := r.endAfterComma(comma); err != nil {
			return nil, err
		}
	}
}

// endAfterComma fails if the text ends with the comma that followed a value.
func (r *lenientJSON) endAfterComma(valueEnd int) error {
	if err := r.blanks(); err != nil {
		return err
	}
	if r.i >= len(r.text) && strings.Contains(r.text[valueEnd:], ",") {
		return r.fail("Unexpected end when deserializing array.")
	}
	return nil
}

// separator passes over a comma; a closing bracket stays.
func (r *lenientJSON) separator(closing byte) error {
	if err := r.blanks(); err != nil {
		return err
	}
	switch c := r.peek(); {
	case r.i >= len(r.text) || c == closing:
	case c == ',':
		r.i++
	case c == '}' || c == ']': // the other bracket, which closes nothing here
		r.i++
		r.path = r.path[:len(r.path)-1]
		return r.fail("JsonToken End" + containers[c] + " is not valid for closing JsonType " + containers[closing] + ".")
	default:
		return r.fail("After parsing a value an unexpected character was encountered: " + r.character() + ".")
	}
	return nil
}

// containers are the names of what a bracket closes.
var containers = map[byte]string{'}': "Object", ']': "Array"}

func (r *lenientJSON) object() (_ Value, err error) {
	if err := r.enter(); err != nil {
		return nil, err
	}
	at := len(r.path)
	r.path = append(r.path, "") // the last key, once there is one
	defer func() {
		if err == nil {
			r.path = r.path[:at]
		}
	}()
	target := newJSONTarget(r.options.AsHashtable)
	for {
		if err := r.blanks(); err != nil {
			return nil, err
		}
		if r.i >= len(r.text) {
			return nil, r.fail("Unexpected end when deserializing object.")
		}
		if r.peek() == '}' {
			r.i++
			r.depth--
			return target.value(), nil
		}
		name, err := r.name()
		if err != nil {
			return nil, err
		}
		r.path[at] = pathStep(name)
		v, err := r.member()
		if err != nil {
			return nil, err
		}
		if err := target.set(name, v); err != nil {
			return nil, err
		}
		if err := r.separator('}'); err != nil {
			return nil, err
		}
		if r.i >= len(r.text) {
			return nil, r.fail("Unexpected end when deserializing object.")
		}
	}
}

// pathStep is how a key shows in the path of an error.
func pathStep(name string) string {
	if strings.ContainsAny(name, `. '/"[](),:?&=<>|`) || name == "" {
		return "['" + name + "']"
	}
	return "." + name
}

// name reads a key, with quotes of either kind or without.
func (r *lenientJSON) name() (string, error) {
	var name string
	switch c := r.peek(); {
	case c == '"' || c == '\'':
		text, err := r.quoted()
		if err != nil {
			return "", err
		}
		name = text
	case isWordByte(c):
		begin := r.i
		for isWordByte(r.peek()) {
			r.i++
		}
		name = r.text[begin:r.i]
		if r.i >= len(r.text) {
			return "", r.fail("Unexpected end while parsing unquoted property name.")
		}
	default:
		return "", r.fail("Invalid property identifier character: " + r.character() + ".")
	}
	if err := r.blanks(); err != nil {
		return "", err
	}
	if r.peek() != ':' {
		return "", r.fail("Invalid character after parsing property name. Expected ':' but got: " + r.character() + ".")
	}
	r.i++
	return name, nil
}

func (r *lenientJSON) member() (Value, error) {
	if err := r.blanks(); err != nil {
		return nil, err
	}
	switch {
	case r.i >= len(r.text):
		return nil, r.fail("Unexpected end when deserializing object.")
	case r.peek() == ',' || r.peek() == '}':
		return nil, nil
	}
	return r.value()
}

// jsonTarget is the object that is being read: a property bag, whose keys PowerShell checks, or a dictionary.
type jsonTarget struct {
	bag   *CustomObject
	table *Dictionary
}

func newJSONTarget(asHashtable bool) jsonTarget {
	if asHashtable {
		return jsonTarget{table: &Dictionary{DictType: TypeOrderedHashtable(), CaseSensitive: true}}
	}
	return jsonTarget{bag: NewCustomObject(EmptyShape, nil)}
}

// TypeOrderedHashtable is System.Management.Automation.OrderedHashtable, what ConvertFrom-Json -AsHashtable makes.
func TypeOrderedHashtable() *Type {
	const name = "System.Management.Automation.OrderedHashtable"
	if t := DefinedType(name); t != nil {
		return t
	}
	return Define(name, ClassType, TypeHashtable)
}

func (t jsonTarget) value() Value {
	if t.table != nil {
		return t.table
	}
	return t.bag
}

func (t jsonTarget) set(name string, v Value) error {
	if t.table != nil {
		t.table.Set(name, v)
		return nil
	}
	folded := FoldName(name)
	switch i := t.bag.shape.Index(folded); {
	case name == "":
		return NewError("System.InvalidOperationException", "EmptyKeyInJsonString", InvalidOperation,
			"The provided JSON includes a property whose name is an empty string, this is only supported using the "+
				"-AsHashTable switch.")
	case isReservedMember(folded):
		return NewError("System.Management.Automation.ExtendedTypeSystemException", "PSObjectMembersMembersAddReservedName",
			NotSpecified, "The member name \"%s\" is reserved.", name)
	case i >= 0 && t.bag.shape.names[i] != name:
		return NewError("System.InvalidOperationException", "KeysWithDifferentCasingInJsonString", InvalidOperation,
			"Cannot convert the JSON string because it contains keys with different casing. Please use the "+
				"-AsHashTable switch instead. The key that was attempted to be added to the existing key '%s' was '%s'.",
			t.bag.shape.names[i], name)
	}
	t.bag.Set(name, v)
	return nil
}
