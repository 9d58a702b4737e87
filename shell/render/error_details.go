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
	d.object(v, 0, 1)
	text := d.b.String()
	if o.Terminal {
		text = visible(text)
	}
	return text
}

type errorDetails struct {
	palette
	opts *Options
	b    strings.Builder
}

// detail is one property with something to say.
type detail struct {
	name  string
	value object.Value
}

func (d *errorDetails) object(v object.Value, indent, depth int) {
	details := detailsOf(v)
	width := 0
	for _, p := range details {
		width = max(width, len(p.name))
	}
	for i, p := range details {
		if i > 0 {
			d.b.WriteString("\n")
		}
		d.b.WriteString(padding(indent) + d.accent + p.name + padding(width-len(p.name)) + listSeparator + d.reset)
		d.value(p, width, indent, depth)
	}
}

// detailsOf lists the properties that are neither null nor empty.
func detailsOf(v object.Value) []detail {
	var list []detail
	if _, ok := object.Base(v).(*object.Exception); ok {
		list = append(list, detail{"Type", object.TypeOf(object.Base(v)).FullName()})
	}
	for _, name := range propertyNames(v, false) {
		if name == "PSErrorIndex" || name == "Type" {
			continue
		}
		value := property(v, name)
		if !object.IsNull(value) && !isEmpty(value) {
			list = append(list, detail{name, value})
		}
	}
	return list
}

func isEmpty(v object.Value) bool {
	switch b := object.Base(v).(type) {
	case string:
		return b == ""
	case *object.Dictionary:
		return b.Len() == 0
	}
	items, ok := object.Elements(v)
	return ok && len(items) == 0
}

func (d *errorDetails) value(p detail, width, indent, depth int) {
	switch base := object.Base(p.value).(type) {
	case *object.Exception, *object.ErrorRecord:
		d.nested(p.value, indent, depth)
		return
	case *object.Dictionary:
		d.dictionary(base, indent)
		return
	}
	switch {
	case p.name == "InvocationInfo":
		d.nested(p.value, indent, depth)
	case p.name == "StackTrace":
		d.b.WriteString("\n" + object.ToText(p.value))
	default:
		d.text(p, width, indent, depth)
	}
}

func (d *errorDetails) nested(v object.Value, indent, depth int) {
	if depth >= maxErrorDepth {
		d.b.WriteString(ellipsis)
		return
	}
	d.b.WriteString("\n")
	d.object(v, indent+4, depth+1)
	d.b.WriteString("\n")
}

// dictionary lists entries; what authorises a request is never shown.
func (d *errorDetails) dictionary(entries *object.Dictionary, indent int) {
	for _, e := range entries.Entries() {
		key := object.ToText(e.Key)
		value := object.ToText(e.Value)
		if object.EqualNames(key, "Authorization") {
			value = ellipsis
		}
		d.b.WriteString("\n" + padding(indent+4) + d.accent + key + listSeparator + d.reset + value)
	}
}

func (d *errorDetails) text(p detail, width, indent, depth int) {
	if items, ok := object.Elements(p.value); ok && p.name != "Data" {
		for _, item := range items {
			d.b.WriteString("\n")
			d.object(item, indent+4, depth+1)
		}
		return
	}
	text := object.ToText(p.value)
	if p.name == "Message" {
		d.b.WriteString(d.err)
	}
	for i, part := range strings.Split(text, "\n") {
		if i > 0 {
			d.b.WriteString("\n" + padding(indent+width+len(listSeparator)))
			part = strings.TrimSpace(part)
		}
		d.b.WriteString(part)
	}
}
