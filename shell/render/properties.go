package render

import (
	"strconv"
	"strings"

	"github.com/partnershell/partnershell/shell/object"
)

// propertyKeys are the keys that a property's hashtable may have, in the order in which PowerShell checks them.
type propertyKey struct {
	name, other string // other is a second name
}

func keysFor(shape Shape, groupBy bool) []propertyKey {
	keys := []propertyKey{{name: "expression"}, {name: "formatString"}}
	label := propertyKey{"label", "name"}
	switch {
	case groupBy || shape == ListShape:
		return append(keys, label)
	case shape == TableShape:
		return append(keys, propertyKey{name: "width"}, propertyKey{name: "alignment"}, label)
	case shape == CustomShape:
		return append(keys, propertyKey{name: "depth"})
	}
	return keys
}

// ParseProperties reads the values of -Property: names, patterns, script blocks and hashtables. Errors carry class,
// the command's.
func ParseProperties(shape Shape, values []object.Value, class string) ([]Property, error) {
	return parseProperties(keysFor(shape, false), values, class)
}

// ParseGroupBy reads the value of -GroupBy; nil stays nil.
func ParseGroupBy(value object.Value, class string) (*Property, error) {
	if object.IsNull(value) {
		return nil, nil
	}
	list, err := parseProperties(keysFor(NoShape, true), []object.Value{value}, class)
	if err != nil {
		return nil, err
	}
	return &list[0], nil
}

func parseProperties(keys []propertyKey, values []object.Value, class string) ([]Property, error) {
	list := make([]Property, 0, len(values))
	for _, v := range values {
		r := &propertyParser{keys: keys}
		if err := r.parse(v); err != nil {
			err.Class = class
			return nil, err
		}
		list = append(list, r.p)
	}
	return list, nil
}

type propertyParser struct {
	keys []propertyKey
	p    Property
	seen map[string]bool
}

func (r *propertyParser) parse(v object.Value) *object.ErrorRecord {
	base := object.Base(v)
	if d, ok := base.(*object.Dictionary); ok {
		return r.dictionary(d)
	}
	if block, ok := base.(object.Callable); ok {
		r.p.expression.block = block
		return nil
	}
	if name, ok := base.(string); ok {
		if name == "" {
			return badProperty("ExpressionEmptyString2", "An empty string value is not allowed.")
		}
		r.p.expression.name = name
		return nil
	}
	const allowed = "{System.String, System.Management.Automation.ScriptBlock}"
	if object.IsNull(v) {
		return badProperty("DictionaryKeyUnknownType", "The value of a parameter was null; one of the following types was expected: "+allowed+".")
	}
	return badProperty("DictionaryKeyUnknownType",
		"Cannot convert "+typeNameOf(v)+" to one of the following types "+allowed+".")
}

func badProperty(id, message string) *object.ErrorRecord {
	rec := object.NewError("System.NotSupportedException", id, object.InvalidArgument, "Specified method is not supported.")
	rec.Details = message
	return rec
}

func typeNameOf(v object.Value) string {
	if t := object.TypeOf(object.Base(v)); t != nil {
		return t.FullName()
	}
	return "$null"
}

func (r *propertyParser) dictionary(d *object.Dictionary) *object.ErrorRecord {
	r.seen = map[string]bool{}
	for _, e := range d.Entries() {
		written, ok := object.Base(e.Key).(string)
		if !ok {
			return badProperty("DictionaryKeyNonString",
				"The "+object.TypeOf(e.Key).Name()+" key type is not valid. The key must be a string.")
		}
		key, err := r.match(written)
		if err != nil {
			return err
		}
		if r.seen[key] {
			return badProperty("DictionaryKeyDuplicate", `The duplicated key "`+written+`" conflicts with "`+key+`".`)
		}
		r.seen[key] = true
		if err := r.set(key, written, e.Value); err != nil {
			return err
		}
	}
	if !r.seen["expression"] {
		return badProperty("DictionaryKeyMandatoryEntry", "A mandatory entry for expression is missing.")
	}
	return nil
}

// match finds the key that a text is, or abbreviates.
func (r *propertyParser) match(written string) (string, *object.ErrorRecord) {
	found := ""
	for _, k := range r.keys {
		if !abbreviates(written, k.name) && (k.other == "" || !abbreviates(written, k.other)) {
			continue
		}
		if found != "" {
			return "", badProperty("DictionaryKeyAmbiguous",
				"The "+written+" key is ambiguous; "+found+" and "+k.name+" conflict.")
		}
		found = k.name
	}
	if found == "" {
		return "", badProperty("DictionaryKeyIllegal", "The "+written+" key is not valid.")
	}
	return found, nil
}

func abbreviates(written, key string) bool {
	return len(written) <= len(key) && strings.EqualFold(written, key[:len(written)])
}

func (r *propertyParser) set(key, written string, v object.Value) *object.ErrorRecord {
	if object.IsNull(v) {
		return badProperty("DictionaryKeyMissingValue", "The "+written+" key has no value.")
	}
	switch key {
	case "expression":
		return r.setExpression(written, v)
	case "width", "depth":
		return r.setNumber(key, written, v)
	}
	text, ok := object.Base(v).(string)
	if !ok {
		return wrongValue("DictionaryKeyIllegalValue2", written, v, "type is System.String")
	}
	switch key {
	case "label":
		r.p.label = &text
	case "formatString":
		if text == "" {
			return badProperty("FormatStringEmpty", `Cannot have an empty formatting string for key "`+key+`".`)
		}
		r.p.format = text
	case "alignment":
		return r.setAlignment(text)
	}
	return nil
}

func wrongValue(id, written string, v object.Value, wanted string) *object.ErrorRecord {
	return badProperty(id, `The "`+written+`" key has a type, `+typeNameOf(v)+", that is not valid; expected "+wanted+".")
}

func (r *propertyParser) setExpression(written string, v object.Value) *object.ErrorRecord {
	base := object.Base(v)
	if block, ok := base.(object.Callable); ok {
		r.p.expression.block = block
		return nil
	}
	name, ok := base.(string)
	switch {
	case !ok:
		return wrongValue("DictionaryKeyIllegalValue1", written, v,
			"types are {System.String, System.Management.Automation.ScriptBlock}")
	case name == "":
		return badProperty("ExpressionEmptyString1", `The "expression" key cannot have an empty string value.`)
	}
	r.p.expression.name = name
	return nil
}

func (r *propertyParser) setNumber(key, written string, v object.Value) *object.ErrorRecord {
	n, ok := object.Base(v).(int32)
	switch {
	case !ok:
		return wrongValue("DictionaryKeyIllegalValue2", written, v, "type is System.Int32")
	case n <= 0 && key == "width":
		return badProperty("WidthOutOfRange", `The value "`+strconv.Itoa(int(n))+`" for key "width" should be greater than 0.`)
	case key == "width":
		r.p.width = int(n)
	default:
		r.p.depth = int(n)
	}
	return nil
}

func (r *propertyParser) setAlignment(text string) *object.ErrorRecord {
	for i, name := range [...]string{"left", "center", "right"} {
		if text != "" && abbreviates(text, name) {
			r.p.align = Left + Alignment(i)
			return nil
		}
	}
	return badProperty("AlignmentIllegalValue",
		`The value "`+text+`" for key "alignment" is not valid; valid values are {left, center, right}.`)
}

// unknownView is the error for a -View that the object's type does not have in the shape.
func unknownView(name string, shape Shape, typeNames []string) error {
	var others []string
	for _, typeName := range typeNames {
		for _, v := range ViewsOf(typeName) {
			if v.Shape == shape {
				others = append(others, v.Name)
			}
		}
		if len(others) > 0 {
			break
		}
	}
	message := "The view name " + name + " cannot be found. "
	switch {
	case len(others) > 0:
		message += "Specify one of the following " + shape.String() + " views and try again: " + strings.Join(others, ", ") + "."
	case len(typeNames) > 0:
		message += "There are no " + shape.String() + " views for " + typeNames[0] + " objects."
	}
	rec := object.NewError("System.Management.Automation.PipelineStoppedException", "FormatViewNotFound",
		object.ObjectNotFound, "The pipeline has been stopped.")
	rec.Class = "Microsoft.PowerShell.Commands.Format" + shape.String() + "Command"
	rec.Target, rec.Details = name, message
	return rec
}
