package utility

import (
	"encoding/xml"
	"fmt"
	"strings"

	"github.com/partnershell/partnershell/shell/object"
)

const cliXMLHead = `<Objs Version="1.1.0.1" xmlns="http://schemas.microsoft.com/powershell/2004/04">`

// cliXMLWriter writes values in the form of Export-Clixml.
type cliXMLWriter struct {
	text  strings.Builder
	depth int
	next  int // RefId
}

// cliTag is the element of a plain value with the format of its text; empty for other values.
func cliTag(v object.Value) (tag, text string) {
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
		return "TS", isoDuration(int64(ticks))
	}
	short := map[string]string{"Byte": "By", "SByte": "SB", "Int16": "I16", "UInt16": "U16", "Int32": "I32", "UInt32": "U32",
		"Int64": "I64", "UInt64": "U64", "Single": "Sg", "Double": "Db", "Decimal": "D", "Guid": "G", "Uri": "URI", "Version": "Version"}
	if tag = short[t.Name()]; tag != "" {
		return tag, object.ToText(v)
	}
	return "", ""
}

// isoDuration is a time span as XML writes it: PT1H30M.
func isoDuration(ticks int64) string {
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

func (w *cliXMLWriter) value(name string, v object.Value, level, indent int) {
	margin, attribute := strings.Repeat("  ", indent), ""
	if name != "" {
		attribute = ` N="` + xmlText(name) + `"`
	}
	if tag, text := cliTag(v); tag != "" {
		if tag == "Nil" {
			w.text.WriteString(margin + "<Nil" + attribute + " />\n")
			return
		}
		w.text.WriteString(margin + "<" + tag + attribute + ">" + xmlText(text) + "</" + tag + ">\n")
		return
	}
	if level > w.depth {
		w.text.WriteString(margin + "<S" + attribute + ">" + xmlText(object.ToText(v)) + "</S>\n")
		return
	}
	fmt.Fprintf(&w.text, "%s<Obj%s RefId=\"%d\">\n%s  <TN RefId=\"%d\">\n", margin, attribute, w.next, margin, w.next)
	w.next++
	for _, t := range object.TypeNames(v) {
		w.text.WriteString(margin + "    <T>" + xmlText(t) + "</T>\n")
	}
	w.text.WriteString(margin + "  </TN>\n")
	w.contents(v, level, indent+1)
	w.text.WriteString(margin + "</Obj>\n")
}

func (w *cliXMLWriter) contents(v object.Value, level, indent int) {
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
		for _, m := range objectMembers(v) {
			w.value(m.name, m.value, level+1, indent+1)
		}
	})
}

// toCliXML is the whole document for some objects.
func toCliXML(items []object.Value, depth int) string {
	if depth <= 0 {
		depth = 2
	}
	w := cliXMLWriter{depth: depth}
	w.text.WriteString(cliXMLHead + "\n")
	for _, v := range items {
		w.value("", v, 1, 1)
	}
	w.text.WriteString("</Objs>")
	return w.text.String()
}

// cliNode is an element of such a document.
type cliNode struct {
	XMLName  xml.Name
	Name     string    `xml:"N,attr"`
	RefID    string    `xml:"RefId,attr"`
	Text     string    `xml:",chardata"`
	Children []cliNode `xml:",any"`
}

// cliXMLReader reads values back; TN elements are shared by their RefId.
type cliXMLReader struct {
	typeNames map[string][]string
	objects   map[string]object.Value
}

// fromCliXML reads the objects of a document.
func fromCliXML(text string) ([]object.Value, error) {
	var root cliNode
	if err := xml.Unmarshal([]byte(strings.TrimPrefix(text, "\ufeff")), &root); err != nil {
		return nil, object.NewError("System.Xml.XmlException", "XmlException", object.NotSpecified, "%s", err.Error())
	}
	r := cliXMLReader{typeNames: map[string][]string{}, objects: map[string]object.Value{}}
	items := make([]object.Value, 0, len(root.Children))
	for i := range root.Children {
		v, err := r.value(&root.Children[i])
		if err != nil {
			return nil, err
		}
		items = append(items, v)
	}
	return items, nil
}

func (r *cliXMLReader) value(n *cliNode) (object.Value, error) {
	types := map[string]string{"C": "Char", "B": "Boolean", "By": "Byte", "SB": "SByte", "I16": "Int16", "U16": "UInt16", "I32": "Int32",
		"U32": "UInt32", "I64": "Int64", "U64": "UInt64", "Sg": "Single", "Db": "Double", "D": "Decimal", "G": "Guid", "URI": "Uri",
		"Version": "Version"}
	switch tag := n.XMLName.Local; tag {
	case "Nil":
		return nil, nil
	case "S", "SS", "XD", "SBK":
		return n.Text, nil
	case "DT":
		return asRecord(object.ParseDateTime(n.Text, object.InvariantCulture, object.RoundtripKind))
	case "TS":
		return parseISODuration(n.Text)
	case "C":
		code, err := object.ToInt(n.Text)
		return object.Char(uint16(code)), err
	case "B":
		return n.Text == "true", nil
	case "Ref":
		return r.objects[n.RefID], nil
	case "Obj":
		return r.object(n)
	default:
		t := object.LookupType("System." + types[tag])
		if types[tag] == "" || t == nil {
			return n.Text, nil
		}
		return object.Convert(n.Text, t)
	}
}

func asRecord[T any](v T, err error) (object.Value, error) { return v, asErrorRecord(err) }

func (r *cliXMLReader) object(n *cliNode) (object.Value, error) {
	bag := object.NewCustomObject(object.EmptyShape, nil)
	var result object.Value = bag
	r.objects[n.RefID] = result
	var names []string
	for i := range n.Children {
		c := &n.Children[i]
		var err error
		switch c.XMLName.Local {
		case "TN":
			for _, t := range c.Children {
				names = append(names, t.Text)
			}
			r.typeNames[c.RefID] = names
		case "TNRef":
			names = r.typeNames[c.RefID]
		case "MS", "Props":
			err = r.properties(bag, c)
		case "LST", "IE", "STK", "QUE":
			result, err = r.list(c)
		case "DCT":
			result, err = r.dictionary(c)
		}
		if err != nil {
			return nil, err
		}
	}
	if result == object.Value(bag) {
		for i := len(names) - 1; i >= 0; i-- {
			object.AddTypeName(bag, "Deserialized."+names[i])
		}
	}
	r.objects[n.RefID] = result
	return result, nil
}

func (r *cliXMLReader) properties(bag *object.CustomObject, n *cliNode) error {
	for i := range n.Children {
		v, err := r.value(&n.Children[i])
		if err != nil {
			return err
		}
		bag.Set(n.Children[i].Name, v)
	}
	return nil
}

func (r *cliXMLReader) list(n *cliNode) (object.Value, error) {
	items := make([]object.Value, 0, len(n.Children))
	for i := range n.Children {
		v, err := r.value(&n.Children[i])
		if err != nil {
			return nil, err
		}
		items = append(items, v)
	}
	return arrayList(items), nil
}

func (r *cliXMLReader) dictionary(n *cliNode) (object.Value, error) {
	table := object.NewHashtable()
	for i := range n.Children {
		entry := n.Children[i].Children
		if len(entry) != 2 {
			continue
		}
		key, err := r.value(&entry[0])
		if err != nil {
			return nil, err
		}
		value, err := r.value(&entry[1])
		if err != nil {
			return nil, err
		}
		table.Set(key, value)
	}
	return table, nil
}

// parseISODuration reads PnDTnHnMnS.
func parseISODuration(s string) (object.Value, error) {
	var days, hours, minutes int64
	var seconds float64
	rest, negative := strings.CutPrefix(s, "-")
	date, clock, _ := strings.Cut(strings.TrimPrefix(rest, "P"), "T")
	_, _ = fmt.Sscanf(date, "%dD", &days)
	for _, part := range []struct {
		unit string
		to   *int64
	}{{"H", &hours}, {"M", &minutes}} {
		if number, after, ok := strings.Cut(clock, part.unit); ok {
			_, _ = fmt.Sscan(number, part.to)
			clock = after
		}
	}
	_, _ = fmt.Sscanf(clock, "%gS", &seconds)
	ticks := days*object.TicksPerDay + hours*object.TicksPerHour + minutes*object.TicksPerMinute + int64(seconds*object.TicksPerSecond+0.5)
	if negative {
		ticks = -ticks
	}
	return object.TimeSpan(ticks), nil
}
