package clixml

import (
	"encoding/xml"
	"fmt"
	"strings"

	"github.com/partnershell/partnershell/shell/object"
)

// node is an element of such a document.
type node struct {
	XMLName  xml.Name
	Name     string `xml:"N,attr"`
	RefID    string `xml:"RefId,attr"`
	Text     string `xml:",chardata"`
	Children []node `xml:",any"`
}

// reader reads values back; TN elements are shared by their RefId.
type reader struct {
	typeNames map[string][]string
	objects   map[string]object.Value
}

// Unmarshal reads the objects of a document. Errors are *object.ErrorRecord.
func Unmarshal(text string) ([]object.Value, error) {
	var root node
	if err := xml.Unmarshal([]byte(strings.TrimPrefix(text, "\ufeff")), &root); err != nil {
		return nil, object.NewError("System.Xml.XmlException", "XmlException", object.NotSpecified, "%s", err.Error())
	}
	r := reader{typeNames: map[string][]string{}, objects: map[string]object.Value{}}
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

func (r *reader) value(n *node) (object.Value, error) {
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
		return parseDuration(n.Text)
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

// asRecord makes an error record of an exception.
func asRecord[T any](v T, err error) (object.Value, error) {
	e, ok := err.(*object.Exception)
	if !ok {
		return v, err
	}
	return nil, &object.ErrorRecord{Exception: e, ID: e.Class.FullName(), Category: object.NotSpecified}
}

func (r *reader) object(n *node) (object.Value, error) {
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

func (r *reader) properties(bag *object.CustomObject, n *node) error {
	for i := range n.Children {
		v, err := r.value(&n.Children[i])
		if err != nil {
			return err
		}
		bag.Set(n.Children[i].Name, v)
	}
	return nil
}

func (r *reader) list(n *node) (object.Value, error) {
	items := make([]object.Value, 0, len(n.Children))
	for i := range n.Children {
		v, err := r.value(&n.Children[i])
		if err != nil {
			return nil, err
		}
		items = append(items, v)
	}
	return &object.List{ListType: object.TypeArrayList, Items: items}, nil
}

func (r *reader) dictionary(n *node) (object.Value, error) {
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

// parseDuration reads PnDTnHnMnS.
func parseDuration(s string) (object.Value, error) {
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
