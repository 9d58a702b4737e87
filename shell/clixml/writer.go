// Package clixml writes objects in PowerShell's XML form (Export-Clixml, PSSerializer) and reads them back. Files and
// commands are not its business.
package clixml

import (
	"encoding/xml"
	"fmt"
	"strings"

	"github.com/partnershell/partnershell/shell/object"
)

const head = `<Objs Version="1.1.0.1" xmlns="http://schemas.microsoft.com/powershell/2004/04">`

// writer writes values in the form of Export-Clixml.
type writer struct {
	text  strings.Builder
	depth int
	next  int // RefId
}

// plain is the element of a plain value with the format of its text; empty for other values.
func plain(v object.Value) (tag, text string) {
	t := object.TypeOf(v)
	if t == nil {
		return "Nil", ""
	}
	switch t.FullName() {
	case "System.String":
		return "S", object.ToText(v)
	case "System.Char":
		return "C", fmt.Sprint(uint16(object.Base(v).(object.Char)))
	case "System.Boolean":
		return "B", strings.ToLower(object.ToText(v))
	case "System.DateTime":
		s, _ := object.FormatValue(v, "o", object.InvariantCulture)
		return "DT", s
	case "System.TimeSpan":
		ticks, _ := object.Base(v).(object.TimeSpan)
		return "TS", duration(int64(ticks))
	}
	short := map[string]string{"Byte": "By", "SByte": "SB", "Int16": "I16", "UInt16": "U16", "Int32": "I32", "UInt32": "U32",
		"Int64": "I64", "UInt64": "U64", "Single": "Sg", "Double": "Db", "Decimal": "D", "Guid": "G", "Uri": "URI", "Version": "Version"}
	if tag = short[t.Name()]; tag != "" {
		return tag, object.ToText(v)
	}
	return "", ""
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

func (w *writer) value(name string, v object.Value, level, indent int) {
	margin, attribute := strings.Repeat("  ", indent), ""
	if name != "" {
		attribute = ` N="` + escape(name) + `"`
	}
	if tag, text := plain(v); tag != "" {
		if tag == "Nil" {
			w.text.WriteString(margin + "<Nil" + attribute + " />\n")
			return
		}
		w.text.WriteString(margin + "<" + tag + attribute + ">" + escape(text) + "</" + tag + ">\n")
		return
	}
	if level > w.depth {
		w.text.WriteString(margin + "<S" + attribute + ">" + escape(object.ToText(v)) + "</S>\n")
		return
	}
	fmt.Fprintf(&w.text, "%s<Obj%s RefId=\"%d\">\n%s  <TN RefId=\"%d\">\n", margin, attribute, w.next, margin, w.next)
	w.next++
	for _, t := range object.TypeNames(v) {
		w.text.WriteString(margin + "    <T>" + escape(t) + "</T>\n")
	}
	w.text.WriteString(margin + "  </TN>\n")
	w.contents(v, level, indent+1)
	w.text.WriteString(margin + "</Obj>\n")
}

func (w *writer) contents(v object.Value, level, indent int) {
	margin := strings.Repeat("  ", indent)
	block := func(tag string, body func()) {
		w.text.WriteString(margin + "<" + tag + ">\n")
		body()
		w.text.WriteString(margin + "</" + tag + ">\n")
	}
	if d, ok := object.Base(v).(*object.Dictionary); ok {
		block("DCT", func() {
			for _, e := range d.Entries() {
				w.text.WriteString(margin + "  <En>\n")
				w.value("Key", e.Key, level+1, indent+2)
				w.value("Value", e.Value, level+1, indent+2)
				w.text.WriteString(margin + "  </En>\n")
			}
		})
		return
	}
	if items, ok := object.Elements(v); ok {
		block("LST", func() {
			for _, item := range items {
				w.value("", item, level+1, indent+1)
			}
		})
		return
	}
	tag := "Props"
	if _, ok := v.(*object.CustomObject); ok {
		tag = "MS"
	}
	block(tag, func() {
		w.properties(v, level+1, indent+1)
	})
}

// properties writes those that can be read.
func (w *writer) properties(v object.Value, level, indent int) {
	bag, isBag := v.(*object.CustomObject)
	if isBag {
		for i, name := range bag.Shape().Names() {
			w.value(name, bag.At(i), level, indent)
		}
	}
	for _, m := range object.Members(v, false) {
		if m.Get == nil || isBag && m.Kind == object.NoteProperty || !isBag && m.Kind != object.PropertyMember {
			continue
		}
		value, err := m.Get(v)
		if err != nil {
			value = nil
		}
		w.value(m.Name, value, level, indent)
	}
}

// escape makes text fit for an element or attribute.
func escape(s string) string {
	var b strings.Builder
	if err := xml.EscapeText(&b, []byte(s)); err != nil {
		return ""
	}
	return strings.NewReplacer("&#34;", "&quot;", "&#39;", "'", "&#xA;", "\n", "&#x9;", "\t").Replace(b.String())
}

// Marshal is the whole document for some objects, nested ones down to a depth (2 for 0 and less).
func Marshal(items []object.Value, depth int) string {
	if depth <= 0 {
		depth = 2
	}
	w := writer{depth: depth}
	w.text.WriteString(head + "\n")
	for _, v := range items {
		w.value("", v, 1, 1)
	}
	w.text.WriteString("</Objs>")
	return w.text.String()
}
