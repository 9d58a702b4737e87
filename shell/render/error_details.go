package render

import (
	"strings"

	"github.com/partnershell/partnershell/shell/object"
)

const maxErrorDepth = 10

// ErrorDetails is what Get-Error shows of an error record or exception: every property that says something, nested
// exceptions and invocation details indented below it.
func ErrorDetails(v object.Value, o Options) string {
	d := &errorDetails{palette: o.palette(), opts: &o}
	text := d.object(v, 0, 1)
	if o.Terminal {
		text = visible(text)
	}
	return text
}

type errorDetails struct {
	palette
	opts *Options
}

// detail is one property with something to say.
type detail struct {
	name  string
	value object.Value
}

// object is the properties of an object, a line each or more.
func (d *errorDetails) object(v object.Value, indent, depth int) string {
	details := detailsOf(v)
	width := 0
	for _, p := range details {
		width = max(width, len(p.name))
	}
	lines := make([]string, len(details))
	for i, p := range details {
		head := padding(indent) + d.accent + p.name + padding(width-len(p.name)) + listSeparator + d.reset
		lines[i] = head + d.value(p, width, indent, depth) + d.reset
	}
	return strings.Join(lines, "\n")
}

// detailsOf lists the properties that say something.
func detailsOf(v object.Value) []detail {
	var list []detail
	if _, ok := object.Base(v).(*object.Exception); ok {
		list = append(list, detail{"Type", object.TypeOf(object.Base(v)).FullName()})
	}
	for _, name := range propertyNames(v, false) {
		if name == "PSErrorIndex" || name == "Type" {
			continue
		}
		if value := property(v, name); !isBlank(value) {
			list = append(list, detail{name, value})
		}
	}
	return list
}

// isBlank reports values that equal an empty text, and collections of nothing.
func isBlank(v object.Value) bool {
	if object.IsNull(v) {
		return true
	}
	switch b := object.Base(v).(type) {
	case string:
		return b == ""
	case bool:
		return !b
	case int32:
		return b == 0
	case int64:
		return b == 0
	case *object.Dictionary:
		return b.Len() == 0
	}
	items, ok := object.Elements(v)
	return ok && len(items) == 0
}

func (d *errorDetails) value(p detail, width, indent, depth int) string {
	switch base := object.Base(p.value).(type) {
	case *object.Exception, *object.ErrorRecord:
		return d.nested(p.value, indent, depth)
	case *object.Dictionary:
		return d.dictionary(base, indent)
	case *object.Type:
		return "[" + object.ToText(base) + "]"
	}
	if object.TypeOf(object.Base(p.value)).FullName() == automation+"InvocationInfo" {
		return d.nested(p.value, indent, depth)
	}
	if items, ok := object.Elements(p.value); ok {
		return d.elements(items, indent, depth)
	}
	if p.name == "StackTrace" {
		return "\n" + object.ToText(p.value)
	}
	return d.text(p, width, indent)
}

func (d *errorDetails) nested(v object.Value, indent, depth int) string {
	if depth >= maxErrorDepth {
		return ellipsis
	}
	return "\n" + d.object(v, indent+4, depth+1)
}

// dictionary lists entries; what authorises a request is never shown.
func (d *errorDetails) dictionary(entries *object.Dictionary, indent int) string {
	text := "\n"
	for _, e := range entries.Entries() {
		key, value := object.ToText(e.Key), object.ToText(e.Value)
		if object.EqualNames(key, "Authorization") {
			value = ellipsis
		}
		text += padding(indent+4) + d.accent + key + listSeparator + d.reset + value + "\n"
	}
	return text
}

// elements lists a collection: plain values a line each, other objects in full.
func (d *errorDetails) elements(items []object.Value, indent, depth int) string {
	if depth >= maxErrorDepth {
		return ellipsis
	}
	text := ""
	for i, item := range items {
		text += "\n"
		_, isType := object.Base(item).(*object.Type)
		switch {
		case isType:
			text += padding(2*indent+6) + "[" + object.ToText(item) + "]"
		case isScalar(item):
			text += padding(2*indent+6) + object.ToText(item)
		case i > 0:
			text += "\n" + d.object(item, indent+4, depth+1)
		default:
			text += d.object(item, indent+4, depth+1)
		}
	}
	return text
}

// text is a value's text; its further lines stand below the first.
func (d *errorDetails) text(p detail, width, indent int) string {
	text := object.ToText(p.value)
	switch p.name {
	case "Message":
		text = d.err + text
	case "PositionMessage":
		if before, tildes, ok := strings.Cut(text, "~"); ok {
			text = before + d.err + "~" + tildes
		}
	}
	if !strings.Contains(text, "\n") {
		return text
	}
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		lines[i] = strings.TrimSpace(line)
	}
	return strings.Join(lines, "\n"+padding(indent+width+len(listSeparator)))
}
