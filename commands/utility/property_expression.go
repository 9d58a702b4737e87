package utility

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/interp"
	"github.com/partnershell/partnershell/shell/object"
)

// expression is PowerShell's PSPropertyExpression: a property name, a pattern of names, or a script block.
type expression struct {
	text    string // as it was written
	block   object.Callable
	pattern *object.Wildcard
	reader  *object.PropertyReader

	// shape and found remember what resolve gave for the last property bag.
	shape *object.Shape
	found []*expression
}

func newExpression(name string) (*expression, error) {
	e := &expression{text: name}
	if !object.HasWildcard(name) {
		e.reader = object.NewPropertyReader(object.UnescapeWildcard(name))
		return e, nil
	}
	pattern, err := object.CompileWildcard(name, true)
	e.pattern = pattern
	return e, err
}

func newBlockExpression(block object.Callable) *expression {
	return &expression{text: blockText(block), block: block}
}

// blockText is a script block's source without its braces.
func blockText(block object.Callable) string {
	if o, ok := block.(object.Value); ok {
		return object.ToText(o)
	}
	return ""
}

// resolve gives the expressions that this one means for v: a pattern, those of all matching properties; a name, the
// property as it is spelt there, or what a property set stands for. A name that v does not have gives itself.
func (e *expression) resolve(v object.Value) []*expression {
	if e.block != nil {
		return []*expression{e}
	}
	bag, plain := v.(*object.CustomObject)
	plain = plain && len(object.ExtraMembers(bag)) == 0
	if plain && bag.Shape() == e.shape {
		return e.found
	}
	found := e.lookUp(v)
	if plain {
		e.shape, e.found = bag.Shape(), found
	}
	return found
}

func (e *expression) lookUp(v object.Value) []*expression {
	var found []*expression
	for _, name := range propertyNames(v) {
		if e.pattern == nil && object.EqualNames(name, e.reader.Name) {
			return []*expression{{text: name, reader: object.NewPropertyReader(name)}}
		}
		if e.pattern != nil && e.pattern.Match(name) {
			found = append(found, &expression{text: name, reader: object.NewPropertyReader(name)})
		}
	}
	if e.pattern != nil {
		return found
	}
	if m := object.FindMember(v, e.reader.Name); m != nil {
		return e.ofMember(m)
	}
	return []*expression{e}
}

func (e *expression) ofMember(m *object.Member) []*expression {
	switch {
	case m.Kind == object.PropertySet:
		found := make([]*expression, len(m.Referenced))
		for i, name := range m.Referenced {
			found[i] = &expression{text: name, reader: object.NewPropertyReader(name)}
		}
		return found
	case isProperty(m):
		return []*expression{{text: m.Name, reader: object.NewPropertyReader(m.Name)}}
	}
	return []*expression{e}
}

// value reads the property or runs the block. A property that does not exist is reported by found; whatever fails
// gives $null, as in PowerShell.
func (e *expression) value(inv *command.Invocation, v object.Value) (value object.Value, found bool, err error) {
	if e.block != nil {
		value, err = evaluateQuietly(inv, e.block, v)
		return value, true, err
	}
	reader := e.reader
	if reader == nil {
		all := e.resolve(v)
		if len(all) == 0 {
			return nil, false, nil
		}
		reader = all[0].reader
	}
	value, found, readErr := readProperty(reader, v)
	if readErr != nil {
		return nil, found, nil
	}
	return value, found, nil
}

// readProperty reads a property. Only a hashtable's keys count as properties here, not those of other dictionaries.
func readProperty(reader *object.PropertyReader, v object.Value) (value object.Value, found bool, err error) {
	d, ok := v.(*object.Dictionary)
	if !ok || d.Type().AssignableTo(object.TypeHashtable) {
		return reader.Read(v)
	}
	m := object.FindMember(v, reader.Name)
	if m == nil || m.Get == nil {
		return nil, false, nil
	}
	value, err = m.Get(v)
	return value, true, err
}

// keyValue is value for sorting and grouping: errors of a block are reported.
func (e *expression) keyValue(inv *command.Invocation, v object.Value) (value object.Value, found bool, err error) {
	if e.block == nil {
		return e.value(inv, v)
	}
	value, err = inv.Evaluate(e.block, v)
	record, ok := err.(*object.ErrorRecord)
	if err != nil && !ok {
		return nil, false, err
	}
	if ok {
		return nil, false, inv.WriteError(&object.ErrorRecord{Exception: record.Exception, ID: "ExpressionEvaluation",
			Category: object.InvalidResult, Target: v})
	}
	if object.IsNothing(value) {
		value = nil
	}
	return value, true, nil
}

// evaluateQuietly runs a block for one object. Its errors are not shown: they make the result $null.
func evaluateQuietly(inv *command.Invocation, block object.Callable, item object.Value) (object.Value, error) {
	value, err := interp.RuntimeOf(inv).EvaluateQuietly(block, item)
	if err != nil {
		if _, ok := err.(*object.ErrorRecord); ok {
			return nil, nil
		}
		return nil, err
	}
	if object.IsNothing(value) {
		return nil, nil
	}
	return value, nil
}

// propertyNames lists the names of v's properties in the order in which they show; a hashtable's are its keys.
func propertyNames(v object.Value) []string {
	if o, ok := v.(*object.CustomObject); ok && len(object.ExtraMembers(o)) == 0 {
		return o.Shape().Names()
	}
	if d, ok := object.Base(v).(*object.Dictionary); ok && d.Type().AssignableTo(object.TypeHashtable) {
		return keyNames(d)
	}
	var names []string
	for _, m := range object.Members(v, false) {
		if isProperty(m) {
			names = append(names, m.Name)
		}
	}
	return names
}

func keyNames(d *object.Dictionary) []string {
	names := make([]string, 0, d.Len())
	for _, entry := range d.Entries() {
		names = append(names, object.ToText(entry.Key))
	}
	return names
}

const propertyKinds = object.AliasProperty | object.CodeProperty | object.PropertyMember | object.NoteProperty |
	object.ScriptProperty

func isProperty(m *object.Member) bool { return m.Kind&propertyKinds != 0 && !m.Static && !m.Hidden }

// calculated is one entry of a -Property list: an expression and what a calculated property's table says of it.
type calculated struct {
	*expression
	name      string // under which the value appears; empty: the expression's text
	direction int    // of sorting: 1 ascending, -1 descending, 0 not said

	width, alignment string // of a column of ConvertTo-Html
}

// label is the name under which the value appears.
func (c *calculated) label() string {
	if c.name != "" {
		return c.name
	}
	return c.text
}

// tableKeys are the keys that a command allows in the tables of its calculated properties.
type tableKeys []string

var (
	selectKeys  = tableKeys{"expression", "name", "label"}
	sortKeys    = tableKeys{"expression", "ascending", "descending"}
	groupKeys   = tableKeys{"expression"}
	compareKeys = tableKeys{"expression"}
)

// parseProperties reads the values of a -Property parameter.
func parseProperties(values []object.Value, keys tableKeys) ([]*calculated, error) {
	all := make([]*calculated, 0, len(values))
	for _, v := range values {
		if object.IsNull(v) {
			continue
		}
		c, err := parseProperty(v, keys)
		if err != nil {
			return nil, err
		}
		all = append(all, c)
	}
	return all, nil
}

const expressionTypes = "{System.String, System.Management.Automation.ScriptBlock}"

func parseProperty(v object.Value, keys tableKeys) (*calculated, error) {
	switch base := object.Base(v).(type) {
	case string:
		if base == "" {
			return nil, propertyError("ExpressionEmptyString2", "An empty string value is not allowed.")
		}
		e, err := newExpression(base)
		return &calculated{expression: e}, err
	case *object.Dictionary:
		return parseTable(base, keys)
	case object.Callable:
		return &calculated{expression: newBlockExpression(base)}, nil
	default:
		return nil, propertyError("DictionaryKeyUnknownType", "Cannot convert %s to one of the following types %s.",
			object.TypeOf(base).FullName(), expressionTypes)
	}
}

// parseTable reads a calculated property: @{Name = …; Expression = …}, its keys abbreviated at will.
func parseTable(d *object.Dictionary, keys tableKeys) (*calculated, error) {
	c := &calculated{}
	seen := map[string]bool{}
	for _, entry := range d.Entries() {
		key, ok := object.Base(entry.Key).(string)
		if !ok {
			return nil, propertyError("DictionaryKeyNonString", "The %s key type is not valid. The key must be a string.",
				object.TypeOf(entry.Key).Name())
		}
		name, err := keys.match(key)
		if err != nil {
			return nil, err
		}
		if seen[name] {
			return nil, propertyError("DictionaryKeyDuplicate", `The duplicated key "%s" conflicts with "%s".`, key, name)
		}
		seen[name] = true
		if err := c.set(name, key, entry.Value); err != nil {
			return nil, err
		}
	}
	if c.expression == nil {
		return nil, propertyError("DictionaryKeyMandatoryEntry", "A mandatory entry for expression is missing.")
	}
	return c, nil
}

// match completes an abbreviated key; label is another word for name.
func (keys tableKeys) match(key string) (string, error) {
	found := ""
	for _, k := range keys {
		if key == "" || !strings.HasPrefix(k, strings.ToLower(key)) {
			continue
		}
		if found != "" {
			return "", propertyError("DictionaryKeyAmbiguous", "The %s key is ambiguous; %s and %s conflict.", key, found, k)
		}
		found = k
	}
	switch found {
	case "":
		return "", propertyError("DictionaryKeyIllegal", "The %s key is not valid.", key)
	case "label":
		return "name", nil
	}
	return found, nil
}

// set takes the value of a key, which stands in the table as written.
func (c *calculated) set(key, written string, v object.Value) error {
	if object.IsNull(v) {
		return propertyError("DictionaryKeyMissingValue", "The %s key has no value.", written)
	}
	base := object.Base(v)
	switch key {
	case "expression":
		return c.setExpression(written, base)
	case "ascending", "descending":
		if _, ok := base.(bool); !ok {
			return wrongKeyType("DictionaryKeyIllegalValue2", written, base, "type is System.Boolean")
		}
		c.setDirection(key == "ascending" == object.ToBool(base))
		return nil
	case "width":
		if n, ok := base.(int32); ok {
			base = strconv.Itoa(int(n))
		} else if _, ok := base.(string); !ok {
			return wrongKeyType("DictionaryKeyIllegalValue1", written, base, "types are {System.String, System.Int32}")
		}
	}
	text, ok := base.(string)
	if !ok {
		return wrongKeyType("DictionaryKeyIllegalValue2", written, base, "type is System.String")
	}
	switch key {
	case "name":
		c.name = text
	case "width":
		c.width = text
	case "alignment":
		c.alignment = text
	}
	return nil
}

func (c *calculated) setExpression(written string, v object.Value) (err error) {
	switch base := v.(type) {
	case object.Callable:
		c.expression = newBlockExpression(base)
		return nil
	case string:
		if base == "" {
			return propertyError("ExpressionEmptyString1", `The "%s" key cannot have an empty string value.`, "expression")
		}
		c.expression, err = newExpression(base)
		return err
	}
	return wrongKeyType("DictionaryKeyIllegalValue1", written, v, "types are "+expressionTypes)
}

func wrongKeyType(id, written string, v object.Value, expected string) error {
	return propertyError(id, `The "%s" key has a type, %s, that is not valid; expected %s.`, written,
		object.TypeOf(v).FullName(), expected)
}

func (c *calculated) setDirection(ascending bool) {
	c.direction = -1
	if ascending {
		c.direction = 1
	}
}

// propertyError is what a wrong calculated property ends the command with. The exception of all of them says the same;
// what is shown are the details.
func propertyError(id, format string, args ...any) error {
	e := object.NewError("System.NotSupportedException", id, object.InvalidArgument, "Specified method is not supported.")
	e.Details = fmt.Sprintf(format, args...)
	return e
}
