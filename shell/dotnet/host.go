package dotnet

import (
	"strings"

	"github.com/partnershell/partnershell/shell/object"
)

// hostRecords are the classes of System.Management.Automation.Host that only hold values: their properties, in the
// order of the constructor's parameters.
var hostRecords = map[string][]string{
	"Size": {"Width", "Height"}, "Coordinates": {"X", "Y"}, "ChoiceDescription": {"Label", "HelpMessage"},
	"FieldDescription": {"Name", "Label", "HelpMessage", "IsMandatory", "DefaultValue"},
}

// hostRecord is an object of one of hostRecords.
type hostRecord struct {
	name   string
	values []object.Value
}

// NewHostRecord makes an object of a class of System.Management.Automation.Host, by its name there.
func NewHostRecord(name string, values ...object.Value) object.Value {
	r := &hostRecord{name, make([]object.Value, len(hostRecords[name]))}
	for i, property := range hostRecords[name] {
		switch {
		case i < len(values):
			r.values[i] = values[i]
		case property == "IsMandatory":
			r.values[i] = true
		case property == "Label", property == "HelpMessage":
			r.values[i] = ""
		}
	}
	return r
}

// Type implements object.Object.
func (r *hostRecord) Type() *object.Type {
	return object.LibraryType("System.Management.Automation.Host." + r.name)
}

// Text implements object.Texter: sizes and places are written as their numbers.
func (r *hostRecord) Text() string {
	if r.name != "Size" && r.name != "Coordinates" {
		return r.Type().FullName()
	}
	return object.ToText(r.values[0]) + "," + object.ToText(r.values[1])
}

func hostRecordClass(name string) class {
	c := class{properties: getters{}, setters: setters{}, order: hostRecords[name]}
	if c.order == nil {
		return class{}
	}
	c.new = try(func(a args) (object.Value, error) {
		if name == "ChoiceDescription" && strings.TrimSpace(a.text(0)) == "" {
			return nil, argumentNull("label")
		}
		return NewHostRecord(name, a...), nil
	})
	for i, property := range c.order {
		c.properties[property] = get(func(r *hostRecord) object.Value { return r.values[i] })
		c.setters[property] = set(func(r *hostRecord, v object.Value) error { r.values[i] = v; return nil })
	}
	return c
}
