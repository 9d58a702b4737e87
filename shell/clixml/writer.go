// Package clixml writes objects in PowerShell's XML form (Export-Clixml, PSSerializer) and reads them back. Files and
// commands are not its business.
package clixml

import (
	"bufio"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"io"
	"reflect"
	"slices"
	"strings"

	"github.com/partnershell/partnershell/shell/object"
)

const head = `<Objs Version="1.1.0.1" xmlns="http://schemas.microsoft.com/powershell/2004/04">`

// StandardDepth is how many levels of objects within objects Export-Clixml writes unless it is told.
const StandardDepth = 2

// Marshal is the whole document for some objects, nested ones down to a depth.
func Marshal(items []object.Value, depth int) string {
	var text strings.Builder
	_ = Write(&text, items, depth) // a builder takes everything
	return text.String()
}

// Write writes the document for some objects, nested ones down to a depth, until out takes no more.
func Write(out io.Writer, items []object.Value, depth int) error {
	if depth <= 0 {
		depth = StandardDepth
	}
	w := writer{out: bufio.NewWriterSize(out, 1<<16), objects: make(map[any]int), types: make(map[string]int)}
	w.line(head)
	w.indent = 1
	for _, v := range items {
		w.value("", v, depth)
	}
	_, _ = w.out.WriteString("</Objs>") // Flush knows about errors
	return w.out.Flush()
}

// writer writes values. Objects and lists of type names that were written before are referred to by number.
type writer struct {
	out     *bufio.Writer
	failed  bool // out takes no more
	indent  int
	objects map[any]int
	types   map[string]int
	last    int // RefId of objects, counted from 1
}

// tags are the elements of values that are plain text, by type.
var tags = map[string]string{"System.String": "S", "System.Char": "C", "System.Boolean": "B", "System.DateTime": "DT",
	"System.TimeSpan": "TS", "System.Byte": "By", "System.SByte": "SB", "System.Int16": "I16", "System.UInt16": "U16",
	"System.Int32": "I32", "System.UInt32": "U32", "System.Int64": "I64", "System.UInt64": "U64", "System.Single": "Sg",
	"System.Double": "Db", "System.Decimal": "D", "System.Guid": "G", "System.Uri": "URI", "System.Version": "Version",
	"System.Management.Automation.SemanticVersion": "SemanticVersion", "System.Byte[]": "BA", secureType: "SS",
	"System.Management.Automation.ScriptBlock": "SBK", "System.Xml.XmlDocument": "XD"}

const secureType = "System.Security.SecureString"

// plain is the element of a plain value and its text; tag is empty for other values.
func plain(v object.Value) (tag, text string) {
	tag = tags[object.TypeOf(v).FullName()]
	switch b := object.Base(v); tag {
	case "":
	case "C":
		unit, _ := b.(object.Char)
		text = fmt.Sprint(uint16(unit))
	case "B":
		text = strings.ToLower(object.ToText(b))
	case "DT":
		text, _ = object.FormatValue(b, "yyyy-MM-ddTHH:mm:ss.FFFFFFFK", object.InvariantCulture)
	case "TS":
		ticks, _ := b.(object.TimeSpan)
		text = duration(int64(ticks))
	case "Sg", "Db":
		text = real(b)
	case "BA":
		text = base64.StdEncoding.EncodeToString(bytesOf(b))
	case "SS":
		text = hex.EncodeToString(utf16Bytes(reveal(b)))
	case "XD":
		outer, _, _ := object.GetProperty(b, "OuterXml")
		text = object.ToText(outer)
	default:
		text = object.ToText(b)
	}
	return tag, text
}

// real is a number with a fraction as XML writes it.
func real(v object.Value) string {
	s, _ := object.FormatValue(v, "R", object.InvariantCulture)
	return strings.Replace(s, "Infinity", "INF", 1)
}

func bytesOf(v object.Value) []byte {
	a, ok := v.(*object.Array)
	if !ok {
		return nil
	}
	data := make([]byte, len(a.Items))
	for i, item := range a.Items {
		data[i], _ = item.(byte)
	}
	return data
}

// duration is a time span as XML writes it: PT1H30M.
func duration(ticks int64) string {
	sign := ""
	if ticks < 0 {
		sign, ticks = "-", -ticks
	}
	s := sign + "P"
	if days := ticks / object.TicksPerDay; days > 0 {
		s += fmt.Sprintf("%dD", days)
	}
	ticks %= object.TicksPerDay
	if ticks == 0 && s != sign+"P" {
		return s
	}
	s += "T"
	if h := ticks / object.TicksPerHour; h > 0 {
		s += fmt.Sprintf("%dH", h)
	}
	if m := ticks % object.TicksPerHour / object.TicksPerMinute; m > 0 {
		s += fmt.Sprintf("%dM", m)
	}
	rest := ticks % object.TicksPerMinute
	if rest > 0 || strings.HasSuffix(s, "T") {
		seconds := fmt.Sprintf("%d.%07d", rest/object.TicksPerSecond, rest%object.TicksPerSecond)
		s += strings.TrimSuffix(strings.TrimRight(seconds, "0"), ".") + "S"
	}
	return s
}

// value writes one value; depth is how many levels of objects may still be opened up.
func (w *writer) value(name string, v object.Value, depth int) {
	switch {
	case w.failed:
	case object.IsNull(v):
		w.line("<Nil" + nameAttribute(name) + " />")
	case w.plainValue(name, v, depth) || w.reference(name, v) || w.container(name, v, depth):
	case depth == 0:
		w.primitive(name, v, "S", object.ToText(v), depth)
	default:
		w.complex(name, v, depth)
	}
}

// plainValue writes a value that is text; what was added to it comes along.
func (w *writer) plainValue(name string, v object.Value, depth int) bool {
	tag, text := plain(v)
	if tag == "" {
		return false
	}
	w.primitive(name, v, tag, text, depth)
	return true
}

// primitive writes v as one text, in an object of its own if it has members or type names that its type has not.
func (w *writer) primitive(name string, v object.Value, tag, text string, depth int) {
	notes, names := notesOf(v), changedNames(v)
	if len(notes) == 0 && names == nil {
		w.element(tag, nameAttribute(name), text)
		return
	}
	w.object(name, v, func() {
		if names != nil {
			w.typeNames(names)
		}
		w.element(tag, "", text)
		w.members(v, "MS", notes, depth)
	})
}

// changedNames are the type names of v if somebody changed them.
func changedNames(v object.Value) []string {
	names := object.TypeNames(v)
	own := object.TypeNames(object.Base(v))
	if _, bag := v.(*object.CustomObject); bag || reflect.DeepEqual(names, own) {
		return nil
	}
	return names
}

// reference writes the number of an object that was written before.
func (w *writer) reference(name string, v object.Value) bool {
	id, known := w.objects[identity(v)]
	if known {
		w.line(fmt.Sprintf(`<Ref%s RefId="%d" />`, nameAttribute(name), id-1))
	}
	return known
}

// identity is what makes two values the same object; nil for values that are copied.
func identity(v object.Value) any {
	base := object.Base(v)
	if reflect.TypeOf(base).Kind() == reflect.Pointer {
		return base
	}
	return nil
}

// object writes an object's element around its content.
func (w *writer) object(name string, v object.Value, content func()) {
	w.line(fmt.Sprintf(`<Obj%s RefId="%d">`, nameAttribute(name), w.last))
	w.last++
	if id := identity(v); id != nil {
		w.objects[id] = w.last
	}
	w.nested(content)
	w.line("</Obj>")
}

func (w *writer) nested(content func()) {
	w.indent++
	content()
	w.indent--
}

func (w *writer) block(tag string, content func()) {
	w.line("<" + tag + ">")
	w.nested(content)
	w.line("</" + tag + ">")
}

func (w *writer) typeNames(names []string) {
	key := strings.Join(names, "\n")
	if id, known := w.types[key]; known {
		w.line(fmt.Sprintf(`<TNRef RefId="%d" />`, id))
		return
	}
	id := len(w.types)
	w.types[key] = id
	w.line(fmt.Sprintf(`<TN RefId="%d">`, id))
	w.nested(func() {
		for _, t := range names {
			w.element("T", "", t)
		}
	})
	w.line("</TN>")
}

// container writes dictionaries and collections; they take no level of their own.
func (w *writer) container(name string, v object.Value, depth int) bool {
	tag, content := "", func() {}
	if d, ok := object.Base(v).(*object.Dictionary); ok {
		tag, content = "DCT", func() { w.entries(d, depth) }
	} else if _, bag := v.(*object.CustomObject); bag {
		return false
	} else if items, ok := object.Elements(v); ok {
		tag, content = listTag(object.TypeOf(v)), func() {
			for _, item := range items {
				w.value("", item, depth)
			}
		}
	} else {
		return false
	}
	w.object(name, v, func() {
		w.typeNames(object.TypeNames(v))
		w.block(tag, content)
		switch {
		case depth == 0:
		case tag == "IE":
			w.properties(v, depth)
		default:
			w.members(v, "MS", notesOf(v), depth)
		}
	})
	return true
}

func listTag(t *object.Type) string {
	for _, kind := range []struct{ start, tag string }{
		{"System.Collections.Stack", "STK"}, {"System.Collections.Generic.Stack`1", "STK"},
		{"System.Collections.Queue", "QUE"}, {"System.Collections.Generic.Queue`1", "QUE"},
	} {
		if strings.HasPrefix(t.FullName(), kind.start) {
			return kind.tag
		}
	}
	if t.Implements("System.Collections.IList") {
		return "LST"
	}
	return "IE"
}

func (w *writer) entries(d *object.Dictionary, depth int) {
	for _, e := range d.Entries() {
		w.block("En", func() {
			w.value("Key", e.Key, depth)
			w.value("Value", e.Value, depth)
		})
	}
}

// complex writes an object with its properties.
func (w *writer) complex(name string, v object.Value, depth int) {
	text := object.ToText(v)
	if _, bag := v.(*object.CustomObject); bag && !hasText(v) {
		text = ""
	}
	e, isEnum := object.Base(v).(object.Enum)
	w.object(name, v, func() {
		w.typeNames(object.TypeNames(v))
		if text != "" {
			w.element("ToString", "", text)
		}
		if isEnum {
			w.value("", e.Underlying(), depth)
			w.members(v, "MS", notesOf(v), depth)
			return
		}
		w.properties(v, depth)
	})
}

// hasText reports whether a text was given to a property bag.
func hasText(v object.Value) bool {
	return slices.ContainsFunc(object.ExtraMembers(v), func(m *object.Member) bool { return object.EqualNames(m.Name, "ToString") })
}

// properties writes those of the .NET object, then those that PowerShell added.
func (w *writer) properties(v object.Value, depth int) {
	var own, added []*object.Member
	for _, m := range object.Members(v, false) {
		switch m.Kind {
		case object.PropertyMember:
			own = append(own, m)
		case object.NoteProperty, object.ScriptProperty, object.AliasProperty, object.CodeProperty:
			added = append(added, m)
		}
	}
	w.members(v, "Props", own, depth-1)
	w.members(v, "MS", added, depth)
}

// notesOf are the properties that were added to v itself.
func notesOf(v object.Value) []*object.Member {
	if _, bag := v.(*object.CustomObject); bag {
		return object.Members(v, false)
	}
	return object.ExtraMembers(v)
}

// members writes the properties that can be read. Those of a type, other than those of the object itself, take a level.
func (w *writer) members(v object.Value, tag string, members []*object.Member, depth int) {
	open := false
	for _, m := range members {
		if m.Kind&object.PropertyKinds == 0 {
			continue
		}
		value := (&object.MemberInfo{Owner: v, Member: m}).Value()
		if !open {
			w.line("<" + tag + ">")
			w.indent++
			open = true
		}
		level := depth
		if tag == "MS" && m.Kind != object.NoteProperty {
			level = max(depth-1, 0)
		}
		w.value(m.Name, value, level)
	}
	if open {
		w.indent--
		w.line("</" + tag + ">")
	}
}

func (w *writer) line(s string) {
	for range w.indent {
		_, _ = w.out.WriteString("  ")
	}
	_, _ = w.out.WriteString(s)
	w.failed = w.out.WriteByte('\n') != nil // an error before stays
}

func (w *writer) element(tag, attributes, text string) {
	w.line("<" + tag + attributes + ">" + escape(text, false) + "</" + tag + ">")
}

func nameAttribute(name string) string {
	if name == "" {
		return ""
	}
	return ` N="` + escape(name, true) + `"`
}
