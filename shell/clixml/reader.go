package clixml

import (
	"encoding/base64"
	"encoding/hex"
	"encoding/xml"
	"fmt"
	"strings"
	"sync"

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

// reader reads values back; type names and objects are shared by their RefId.
type reader struct {
	typeNames map[string][]string
	objects   map[string]object.Value
}

// Unmarshal reads the objects of a document. Errors are *object.ErrorRecord.
func Unmarshal(text string) ([]object.Value, error) {
	text = strings.TrimPrefix(text, "\ufeff")
	var root node
	if err := xml.Unmarshal([]byte(text), &root); err != nil {
		return nil, xmlError(text, err)
	}
	if root.XMLName.Local != "Objs" {
		return nil, failure("Element 'Objs' with namespace name '%s' was not found. Line 1, position 2.", namespace)
	}
	r := reader{typeNames: map[string][]string{}, objects: map[string]object.Value{}}
	items, err := r.values(root.Children)
	return items, asRecord(err)
}

const namespace = "http://schemas.microsoft.com/powershell/2004/04"

func failure(format string, a ...any) error {
	return object.NewError("System.Xml.XmlException", "System.Xml.XmlException", object.NotSpecified, format, a...)
}

// xmlError words what is wrong with the text as .NET's reader does.
func xmlError(text string, err error) error {
	switch start := strings.TrimSpace(text); {
	case start == "":
		return failure("Root element is missing.")
	case start[0] != '<':
		line := strings.Count(text[:strings.Index(text, start)], "\n") + 1
		column := len(text[:strings.Index(text, start)]) - strings.LastIndexByte(text[:strings.Index(text, start)], '\n')
		return failure("Data at the root level is invalid. Line %d, position %d.", line, column)
	}
	document, newErr := object.New(object.LookupType("System.Xml.XmlDocument"), nil)
	if newErr == nil {
		_, newErr = object.InvokeMethod(document, "LoadXml", []object.Value{text})
	}
	if e, ok := asException(newErr); ok {
		return failure("%s", e.Message)
	}
	return failure("%s", err.Error())
}

// asException is the exception inside an error that is one.
func asException(err error) (*object.Exception, bool) {
	e, ok := err.(*object.Exception)
	if r, isRecord := err.(*object.ErrorRecord); isRecord {
		e, ok = r.Exception, true
	}
	for ok && e.Inner != nil {
		e = e.Inner
	}
	return e, ok
}

// asRecord makes an error record of an exception.
func asRecord(err error) error {
	e, ok := err.(*object.Exception)
	if !ok {
		return err
	}
	return &object.ErrorRecord{Exception: e, ID: e.Class.FullName(), Category: object.NotSpecified}
}

func (r *reader) values(nodes []node) ([]object.Value, error) {
	items := make([]object.Value, 0, len(nodes))
	for i := range nodes {
		v, err := r.value(&nodes[i])
		if err != nil {
			return nil, err
		}
		items = append(items, v)
	}
	return items, nil
}

func (r *reader) value(n *node) (object.Value, error) {
	switch n.XMLName.Local {
	case "Nil":
		return nil, nil
	case "Ref":
		return r.objects[n.RefID], nil
	case "Obj":
		return r.object(n)
	}
	return n.plain()
}

// typesOf is tags the other way round.
var typesOf = sync.OnceValue(func() map[string]string {
	types := make(map[string]string, len(tags))
	for name, tag := range tags {
		types[tag] = name
	}
	return types
})

// plain is the value of an element that is text.
func (n *node) plain() (object.Value, error) {
	switch n.XMLName.Local {
	case "S", "SBK":
		return unescape(n.Text), nil
	case "DT":
		return object.ParseDateTime(n.Text, object.InvariantCulture, object.RoundtripKind)
	case "TS":
		return parseDuration(n.Text)
	case "C":
		code, err := object.ToInt(n.Text)
		return object.Char(uint16(code)), err
	case "Sg", "Db":
		return object.Convert(strings.Replace(n.Text, "INF", "Infinity", 1), object.LookupType(typesOf()[n.XMLName.Local]))
	case "BA":
		data, err := base64.StdEncoding.DecodeString(n.Text)
		items := make([]object.Value, len(data))
		for i, b := range data {
			items[i] = b
		}
		return object.NewTypedArray(object.TypeByte, items), err
	case "SS":
		data, err := hex.DecodeString(n.Text)
		if err != nil {
			return nil, failure("The data of a secure string is not valid.")
		}
		return secure(data)
	}
	if t := object.LookupType(typesOf()[n.XMLName.Local]); t != nil {
		return object.Convert(unescape(n.Text), t)
	}
	return unescape(n.Text), nil
}

// object reads an object: a property bag, or a value that something was added to.
func (r *reader) object(n *node) (object.Value, error) {
	bag := object.NewCustomObject(object.EmptyShape, nil)
	r.objects[n.RefID] = bag
	var base object.Value
	for i := range n.Children {
		c := &n.Children[i]
		var err error
		switch c.XMLName.Local {
		case "TN", "TNRef", "MS", "Props", "ToString":
			continue
		case "LST", "IE", "STK", "QUE":
			base, err = r.list(c)
		case "DCT":
			base, err = r.dictionary(c, r.names(n))
		default:
			base, err = r.value(c)
		}
		if err != nil {
			return nil, err
		}
	}
	if base == nil {
		return r.bag(bag, n)
	}
	return r.extended(base, n)
}

// names are the type names of an object; nil if it has those of its type.
func (r *reader) names(n *node) []string {
	for i := range n.Children {
		switch c := &n.Children[i]; c.XMLName.Local {
		case "TNRef":
			return r.typeNames[c.RefID]
		case "TN":
			names := make([]string, len(c.Children))
			for j, t := range c.Children {
				if names[j] = unescape(t.Text); !strings.HasPrefix(names[j], prefix) {
					names[j] = prefix + names[j]
				}
			}
			r.typeNames[c.RefID] = names
			return names
		}
	}
	return nil
}

const prefix = "Deserialized."

// extended gives a value the type names and notes that it had.
func (r *reader) extended(v object.Value, n *node) (object.Value, error) {
	if names := r.names(n); names != nil {
		v = object.SetTypeNames(v, names)
	}
	r.objects[n.RefID] = v
	for i := range n.Children {
		c := &n.Children[i]
		if tag := c.XMLName.Local; tag != "MS" && tag != "Props" {
			continue
		}
		values, err := r.values(c.Children)
		if err != nil {
			return nil, err
		}
		for j, value := range values {
			v = object.AddMember(v, object.NoteOf(unescape(c.Children[j].Name), value))
		}
	}
	r.objects[n.RefID] = v
	return v, nil
}

// bag reads an object that is nothing but its properties.
func (r *reader) bag(bag *object.CustomObject, n *node) (object.Value, error) {
	if names := r.names(n); names != nil {
		object.SetTypeNames(bag, names)
	}
	for _, tag := range []string{"MS", "Props", "ToString"} {
		for i := range n.Children {
			if c := &n.Children[i]; c.XMLName.Local == tag {
				if err := r.part(bag, c); err != nil {
					return nil, err
				}
			}
		}
	}
	live, err := revive(bag)
	r.objects[n.RefID] = live
	return live, err
}

// part reads the properties or the text of a bag.
func (r *reader) part(bag *object.CustomObject, n *node) error {
	if n.XMLName.Local == "ToString" {
		object.AddMember(bag, methodOf("ToString", "string ToString()", unescape(n.Text)))
		return nil
	}
	before := bag.Len()
	values, err := r.values(n.Children)
	if err != nil {
		return err
	}
	for i, v := range values {
		bag.Set(unescape(n.Children[i].Name), v)
	}
	if n.XMLName.Local == "Props" {
		bag.MarkProperties(before, bag.Len())
		object.AddMember(bag, methodOf("GetType", "type GetType()", object.LibraryType("System.Management.Automation.PSObject")))
	}
	return nil
}

// methodOf is a method that always answers the same.
func methodOf(name, signature string, answer object.Value) *object.Member {
	call := func(object.Value, []object.Value) (object.Value, error) { return answer, nil }
	return &object.Member{Name: name, Kind: object.MethodMember, Overloads: []object.Overload{{Signature: signature, Call: call}}}
}

// revive makes the few types again that PowerShell makes again.
func revive(bag *object.CustomObject) (object.Value, error) {
	first, ok := strings.CutPrefix(object.TypeName(bag), prefix)
	if !ok {
		return bag, nil
	}
	get := func(name string) object.Value { v, _ := bag.Get(name); return v }
	make := func(args ...object.Value) (object.Value, error) { return object.New(object.LookupType(first), args) }
	switch first {
	case "System.Management.Automation.PSCredential":
		return make(get("UserName"), get("Password"))
	case "System.Management.Automation.SwitchParameter":
		present, _ := get("IsPresent").(bool)
		return object.Switch(present), nil
	case "System.Net.IPAddress", "System.Globalization.CultureInfo", "System.Net.Mail.MailAddress":
		if object.LookupType(first) != nil {
			return object.Convert(object.ToText(bag), object.LookupType(first))
		}
	}
	return bag, nil
}

func (r *reader) list(n *node) (object.Value, error) {
	items, err := r.values(n.Children)
	t := object.TypeArrayList
	switch n.XMLName.Local {
	case "STK":
		t = object.LibraryType("System.Collections.Stack")
	case "QUE":
		t = object.LibraryType("System.Collections.Queue")
	}
	return &object.List{ListType: t, Items: items}, err
}

func (r *reader) dictionary(n *node, names []string) (object.Value, error) {
	table := object.NewHashtable()
	if len(names) > 0 && names[0] == prefix+"System.Collections.Specialized.OrderedDictionary" {
		table = object.NewOrdered()
	}
	for i := range n.Children {
		entry, err := r.values(n.Children[i].Children)
		if err != nil {
			return nil, err
		}
		if len(entry) == 2 {
			table.Set(entry[0], entry[1])
		}
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
