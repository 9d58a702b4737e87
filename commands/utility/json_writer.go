package utility

import (
	"math"
	"math/big"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/shopspring/decimal"

	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

// jsonWriter writes values as JSON in the form that ConvertTo-Json gives them.
type jsonWriter struct {
	depth     int // of objects within objects; what lies deeper becomes text
	compress  bool
	enumNames bool
	escape    int64 // Newtonsoft.Json.StringEscapeHandling: 0 Default, 1 EscapeNonAscii, 2 EscapeHtml
	context   *command.Invocation

	buf       []byte
	full      [][]byte // pieces before buf; see spill
	level     int      // of indentation
	truncated bool
}

// jsonPiece is how much is put together in one piece: a long text that grows as a whole is copied again and again, and
// takes several times its size meanwhile.
const jsonPiece = 1 << 20

// spill puts a full buffer aside.
func (w *jsonWriter) spill() {
	if len(w.buf) >= jsonPiece {
		w.full = append(w.full, w.buf)
		w.buf = make([]byte, 0, jsonPiece+jsonPiece/8)
	}
}

// result is the whole text.
func (w *jsonWriter) result() (string, error) {
	size := len(w.buf)
	for _, piece := range w.full {
		size += len(piece)
	}
	if err := object.CheckText(size); err != nil {
		return "", err
	}
	var text strings.Builder
	text.Grow(size)
	for i, piece := range w.full {
		text.Write(piece)
		w.full[i] = nil
	}
	text.Write(w.buf)
	return text.String(), nil
}

const (
	escapeNonASCII = 1
	escapeHTML     = 2
)

// value writes v, which stands depth levels below the root. extended says that PowerShell's own members of it are
// written as well, as they are for what comes through a pipeline.
func (w *jsonWriter) value(v object.Value, depth int, extended bool) error {
	base := object.Base(v)
	if notes := w.extension(v, base, extended); len(notes) > 0 {
		return w.extendedValue(base, notes, depth)
	}
	if w.simple(base) {
		return nil
	}
	if err := w.context.Context().Err(); err != nil {
		return err
	}
	w.spill()
	return w.compound(base, depth)
}

// simple writes a single value.
func (w *jsonWriter) simple(v object.Value) bool {
	switch v := v.(type) {
	case nil:
		w.buf = append(w.buf, "null"...)
	case string:
		w.text(v)
	case bool:
		w.buf = strconv.AppendBool(w.buf, v)
	case int32:
		w.buf = strconv.AppendInt(w.buf, int64(v), 10)
	case int64:
		w.buf = strconv.AppendInt(w.buf, v, 10)
	case float64:
		w.float(v, v)
	case float32:
		w.float(float64(v), v)
	case decimal.Decimal:
		w.number(object.ToText(v))
	case *big.Int:
		w.buf = v.Append(w.buf, 10)
	case object.Char:
		w.text(object.ToText(v))
	case object.DateTime:
		w.quoted(v, "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK")
	case object.DateTimeOffset:
		w.quoted(v, "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz")
	case object.Guid:
		w.text(object.ToText(v))
	case object.Enum:
		w.enum(v)
	default:
		return w.rare(v)
	}
	return true
}

func (w *jsonWriter) rare(v object.Value) bool {
	switch v.(type) {
	case int8, uint8, int16, uint16, uint32, uint64:
		w.buf = append(w.buf, object.ToText(v)...)
		return true
	}
	if object.IsNothing(v) || v == object.NullString {
		w.buf = append(w.buf, "null"...)
		return true
	}
	switch object.TypeOf(v).FullName() {
	case "System.DBNull":
		w.buf = append(w.buf, "null"...)
	case "System.Uri":
		w.text(object.ToText(v))
	default:
		return false
	}
	return true
}

func (w *jsonWriter) enum(e object.Enum) {
	if w.enumNames {
		w.text(object.ToText(e))
		return
	}
	w.buf = strconv.AppendInt(w.buf, e.Value, 10)
}

// float writes a floating-point number so that reading it gives the same one; what JSON cannot say becomes text.
func (w *jsonWriter) float(f float64, v object.Value) {
	if math.IsNaN(f) || math.IsInf(f, 0) {
		switch {
		case f > 0:
			w.text("Infinity")
		case f < 0:
			w.text("-Infinity")
		default:
			w.text("NaN")
		}
		return
	}
	text, err := object.FormatValue(v, "R", object.InvariantCulture)
	if err != nil {
		text = object.ToText(v)
	}
	w.number(text)
}

// number writes a number that is no integer: it shows that by a point or an exponent.
func (w *jsonWriter) number(text string) {
	w.buf = append(w.buf, text...)
	if !strings.ContainsAny(text, ".eE") {
		w.buf = append(w.buf, ".0"...)
	}
}

func (w *jsonWriter) quoted(v object.Value, format string) {
	text, err := object.FormatValue(v, format, object.InvariantCulture)
	if err != nil {
		text = object.ToText(v)
	}
	w.text(text)
}

// text writes text in quotes.
func (w *jsonWriter) text(s string) {
	w.buf = append(w.buf, '"')
	start := 0
	for i := 0; i < len(s); {
		c := s[i]
		if c >= ' ' && c < utf8.RuneSelf && c != '"' && c != '\\' && (w.escape != escapeHTML || !isHTMLByte(c)) {
			i++
			continue
		}
		r, width := rune(c), 1
		if c >= utf8.RuneSelf {
			r, width = utf8.DecodeRuneInString(s[i:])
			if w.escape != escapeNonASCII && r != '\u0085' && r != '\u2028' && r != '\u2029' {
				i += width
				continue
			}
		}
		w.buf = append(w.buf, s[start:i]...)
		w.escaped(r)
		i += width
		start = i
	}
	w.buf = append(append(w.buf, s[start:]...), '"')
}

func isHTMLByte(c byte) bool { return c == '<' || c == '>' || c == '&' || c == '\'' }

func (w *jsonWriter) escaped(r rune) {
	switch r {
	case '\\':
		w.buf = append(w.buf, `\\`...)
	case '"':
		if w.escape == escapeHTML {
			w.unit('"')
			return
		}
		w.buf = append(w.buf, `\"`...)
	case '\b':
		w.buf = append(w.buf, `\b`...)
	case '\f':
		w.buf = append(w.buf, `\f`...)
	case '\n':
		w.buf = append(w.buf, `\n`...)
	case '\r':
		w.buf = append(w.buf, `\r`...)
	case '\t':
		w.buf = append(w.buf, `\t`...)
	default:
		if r > 0xffff {
			r -= 0x10000
			w.unit(0xd800 + r>>10)
			r = 0xdc00 + r&0x3ff
		}
		w.unit(r)
	}
}

func (w *jsonWriter) unit(r rune) {
	const hex = "0123456789abcdef"
	w.buf = append(w.buf, '\\', 'u', hex[r>>12&15], hex[r>>8&15], hex[r>>4&15], hex[r&15])
}

// member is a name with its value.
type member struct {
	name  string
	value object.Value
}

// compound writes a collection, a dictionary or an object's properties.
func (w *jsonWriter) compound(v object.Value, depth int) error {
	if depth > w.depth {
		w.truncated = true
		w.text(object.ToText(v))
		return nil
	}
	if d, ok := v.(*object.Dictionary); ok {
		members, err := dictionaryMembers(d)
		if err != nil {
			return err
		}
		return w.object(members, depth)
	}
	if items, ok, err := collectItems(v); ok || err != nil {
		if err != nil {
			return err
		}
		return w.array(items, depth)
	}
	return w.object(objectMembers(v), depth)
}

// collectItems are the elements of a collection. An XML node is the collection of its children.
func collectItems(v object.Value) (items []object.Value, isCollection bool, err error) {
	if strings.HasPrefix(object.TypeOf(v).FullName(), "System.Xml.Xml") {
		if v, err = object.InvokeMethod(v, "GetEnumerator", nil); err != nil {
			return nil, false, err
		}
	}
	if a, ok := v.(*object.Array); ok {
		return a.Items, true, nil
	}
	isCollection, err = object.Each(v, func(item object.Value) bool {
		items = append(items, item)
		return true
	})
	return items, isCollection, err
}

func dictionaryMembers(d *object.Dictionary) ([]member, error) {
	members := make([]member, 0, d.Len())
	for _, e := range d.Entries() {
		name, ok := object.Base(e.Key).(string)
		if !ok {
			err := object.NewError("System.InvalidOperationException", "NonStringKeyInDictionary", object.InvalidOperation,
				"The type '%s' is not supported for serialization or deserialization of a dictionary. Keys must be strings.",
				d.Type().FullName())
			return nil, err
		}
		members = append(members, member{name, e.Value})
	}
	return members, nil
}

// objectMembers are an object's properties with the values that can be read.
func objectMembers(v object.Value) []member {
	if o, ok := v.(*object.CustomObject); ok {
		members := make([]member, 0, o.Len())
		for i, name := range o.Shape().Names() {
			members = append(members, member{name, o.At(i)})
		}
		return append(members, extraMembers(o)...)
	}
	var members []member
	for _, m := range object.Members(v, false) {
		if m.Kind != object.PropertyMember || m.OfInterface || m.Get == nil {
			continue
		}
		value, err := m.Get(v)
		if err != nil {
			value = nil
		}
		members = append(members, member{m.Name, value})
	}
	return members
}

func extraMembers(v object.Value) []member {
	var members []member
	for _, m := range object.ExtraMembers(v) {
		if !isProperty(m) {
			continue
		}
		value, _, err := object.GetProperty(v, m.Name)
		if err != nil {
			value = nil
		}
		members = append(members, member{m.Name, value})
	}
	return members
}

// extension are the members that PowerShell added to a value that is not a property bag.
func (w *jsonWriter) extension(v, base object.Value, extended bool) []member {
	switch base.(type) {
	case nil, string, object.DateTime, *object.CustomObject:
		return nil
	}
	var notes []member
	if _, wrapped := v.(*object.PSObject); wrapped {
		notes = extraMembers(v)
	} else if !extended {
		return nil
	}
	for _, m := range object.Members(base, false) {
		const typeData = object.ScriptProperty | object.CodeProperty | object.NoteProperty
		if m.Kind&typeData == 0 || m.Get == nil {
			continue
		}
		if value, err := m.Get(base); err == nil {
			notes = append(notes, member{m.Name, value})
		}
	}
	return notes
}

// extendedValue writes a value with members that were added to it.
func (w *jsonWriter) extendedValue(base object.Value, notes []member, depth int) error {
	if depth > w.depth && !w.isScalar(base) {
		return w.compound(base, depth)
	}
	var members []member
	_, isCollection := object.Elements(base)
	switch d, isDictionary := base.(*object.Dictionary); {
	case isDictionary:
		all, err := dictionaryMembers(d)
		if err != nil {
			return err
		}
		members = all
	case w.isScalar(base) || isCollection:
		members = []member{{"value", base}}
	default:
		members = objectMembers(base)
	}
	for _, n := range notes {
		if !hasMember(members, n.name) {
			members = append(members, n)
		}
	}
	return w.object(members, depth)
}

func (w *jsonWriter) isScalar(v object.Value) bool {
	probe := jsonWriter{}
	return probe.simple(v)
}

func hasMember(members []member, name string) bool {
	for _, m := range members {
		if m.name == name {
			return true
		}
	}
	return false
}

func (w *jsonWriter) array(items []object.Value, depth int) error {
	if len(items) == 0 {
		w.buf = append(w.buf, "[]"...)
		return nil
	}
	w.buf = append(w.buf, '[')
	w.level++
	for i, item := range items {
		if i > 0 {
			w.buf = append(w.buf, ',')
		}
		w.newLine()
		if err := w.value(item, depth+1, false); err != nil {
			return err
		}
	}
	w.level--
	w.newLine()
	w.buf = append(w.buf, ']')
	return nil
}

func (w *jsonWriter) object(members []member, depth int) error {
	if len(members) == 0 {
		w.buf = append(w.buf, "{}"...)
		return nil
	}
	w.buf = append(w.buf, '{')
	w.level++
	for i, m := range members {
		if i > 0 {
			w.buf = append(w.buf, ',')
		}
		w.newLine()
		w.text(m.name)
		w.buf = append(w.buf, ':')
		if !w.compress {
			w.buf = append(w.buf, ' ')
		}
		if err := w.value(m.value, depth+1, false); err != nil {
			return err
		}
	}
	w.level--
	w.newLine()
	w.buf = append(w.buf, '}')
	return nil
}

func (w *jsonWriter) newLine() {
	if w.compress {
		return
	}
	w.buf = append(w.buf, '\n')
	for range w.level {
		w.buf = append(w.buf, "  "...)
	}
}
