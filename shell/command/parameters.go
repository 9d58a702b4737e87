package command

import (
	"fmt"
	"math"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/shopspring/decimal"

	"github.com/partnershell/partnershell/shell/object"
)

// metadata is what the struct's tags say, read once.
type metadata struct {
	once       sync.Once
	parameters []*Parameter
	byName     map[string]*Parameter // folded names and aliases
}

// Parameters lists the declared parameters in the order of the struct's fields.
func (c *Command) Parameters() []*Parameter {
	c.meta.once.Do(c.readTags)
	return c.meta.parameters
}

// Parameter finds a parameter by its full name or an alias, ignoring case; nil if there is none.
func (c *Command) Parameter(name string) *Parameter {
	c.meta.once.Do(c.readTags)
	return c.meta.byName[object.FoldName(name)]
}

// SetNames are the names of the parameter sets in order of appearance; AllSets alone if there are none.
func (c *Command) SetNames() []string {
	var names []string
	seen := map[string]bool{AllSets: true}
	for _, p := range c.Parameters() {
		for _, s := range p.Sets {
			if !seen[s.Name] {
				seen[s.Name] = true
				names = append(names, s.Name)
			}
		}
	}
	if names == nil {
		return []string{AllSets}
	}
	return names
}

func (c *Command) readTags() {
	c.meta.byName = make(map[string]*Parameter)
	c.readFields(reflect.TypeOf(c.New()).Elem(), nil)
}

// readFields reads the tags of a struct; path leads to it from the command's own. An embedded struct's fields are
// parameters as if they stood there themselves.
func (c *Command) readFields(t reflect.Type, path []int) {
	for i := range t.NumField() {
		f := t.Field(i)
		index := append(slices.Clone(path), i)
		if f.Anonymous && f.Type.Kind() == reflect.Struct {
			c.readFields(f.Type, index)
			continue
		}
		if !f.IsExported() {
			continue
		}
		p, err := newParameter(f, len(c.meta.parameters))
		if err != nil {
			panic(fmt.Sprintf("%s -%s: %v", c.Name, f.Name, err))
		}
		p.Index = index
		c.meta.parameters = append(c.meta.parameters, p)
		for _, name := range append([]string{p.Name}, p.Aliases...) {
			c.meta.byName[object.FoldName(name)] = p
		}
	}
}

func newParameter(f reflect.StructField, index int) (*Parameter, error) {
	p := &Parameter{Name: f.Name, Help: f.Tag.Get("help"), Field: index}
	for _, group := range strings.Split(f.Tag.Get("ps"), ";") {
		if err := p.readGroup(group); err != nil {
			return nil, err
		}
	}
	if p.Sets == nil {
		p.Sets = []ParameterSet{{Name: AllSets, Position: -1}}
	}
	if p.Type != nil {
		return p, nil
	}
	p.Type = typeOfField(f.Type)
	if p.Type == nil {
		return nil, fmt.Errorf("no .NET type for %s", f.Type)
	}
	return p, nil
}

// readGroup reads the words between two semicolons: what they say of sets holds for the sets named among them.
func (p *Parameter) readGroup(group string) error {
	set := ParameterSet{Position: -1}
	names := []string{AllSets}
	describesSet := false
	for _, word := range strings.Fields(group) {
		key, value, _ := strings.Cut(word, "=")
		switch key {
		case "set":
			names, describesSet = strings.Split(value, ","), true
		case "pos":
			n, err := strconv.Atoi(value)
			if err != nil {
				return err
			}
			set.Position, describesSet = n, true
		case "mandatory":
			set.Mandatory, describesSet = true, true
		case "pipeline":
			set.Pipeline, describesSet = true, true
		case "byname":
			set.ByName, describesSet = true, true
		case "remaining":
			set.Remaining, p.Remaining, describesSet = true, true, true
		default:
			if err := p.readWord(key, value); err != nil {
				return err
			}
		}
	}
	if describesSet {
		for _, n := range names {
			set.Name = n
			p.Sets = append(p.Sets, set)
		}
	}
	return nil
}

func (p *Parameter) readWord(key, value string) error {
	switch key {
	case "hidden":
		p.Hidden = true
	case "dynamic":
		p.Dynamic = true
	case "alias":
		p.Aliases = strings.Split(value, ",")
	case "name":
		p.Name = value
	case "type":
		if p.Type = object.LookupType(value); p.Type == nil {
			return fmt.Errorf("unknown type %s", value)
		}
	case "complete":
		p.Completer = value
	case "values":
		p.Validators = append(p.Validators, &ValidateSet{Values: strings.Split(value, ","), IgnoreCase: true})
	case "range":
		lo, hi, bounds := strings.Cut(value, "..")
		if !bounds {
			p.Validators = append(p.Validators, &ValidateRange{Kind: value})
			break
		}
		p.Validators = append(p.Validators, &ValidateRange{minText: lo, maxText: hi})
	case "count":
		v := &ValidateCount{Max: math.MaxInt32}
		p.Validators = append(p.Validators, v)
		return readBounds(value, &v.Min, &v.Max)
	case "length":
		v := &ValidateLength{Max: math.MaxInt32}
		p.Validators = append(p.Validators, v)
		return readBounds(value, &v.Min, &v.Max)
	case "notnull":
		p.Validators = append(p.Validators, ValidateNotNull{})
	case "notempty":
		p.Validators = append(p.Validators, ValidateNotNullOrEmpty{})
	case "nomembertype":
		p.Validators = append(p.Validators, ValidateNotMemberType{})
	case "allownull":
		p.AllowNull = true
	case "allowempty":
		p.AllowEmptyString = true
	case "allowemptycollection":
		p.AllowEmptyCollection = true
	default:
		return fmt.Errorf("unknown word %q in tag", key)
	}
	return nil
}

func readBounds(text string, low, high *int) error {
	lo, hi, _ := strings.Cut(text, "..")
	for _, b := range []struct {
		text string
		to   *int
	}{{lo, low}, {hi, high}} {
		if b.text == "" {
			continue
		}
		n, err := strconv.Atoi(b.text)
		if err != nil {
			return err
		}
		*b.to = n
	}
	return nil
}

var (
	valueType    = reflect.TypeFor[object.Value]()
	callableType = reflect.TypeFor[object.Callable]()
)

// typeOfField is the .NET type of a field; nil if there is none.
func typeOfField(t reflect.Type) *object.Type {
	switch t {
	case valueType:
		return object.TypeObject
	case callableType:
		return object.TypeScriptBlock
	}
	switch t.Kind() {
	case reflect.Slice:
		if elem := typeOfField(t.Elem()); elem != nil {
			return object.ArrayOf(elem)
		}
		return nil
	case reflect.Pointer:
		return typeOfPointer(t)
	}
	switch v := reflect.Zero(t).Interface().(type) {
	case string, bool, int32, int64, float64, uint8, uint16, uint32, uint64, int16, decimal.Decimal,
		object.Switch, object.DateTime, object.TimeSpan, object.Char, object.Guid:
		return object.TypeOf(v)
	}
	return nil
}

func typeOfPointer(t reflect.Type) *object.Type {
	switch t {
	case reflect.TypeFor[*object.Dictionary]():
		return object.TypeHashtable
	case reflect.TypeFor[*object.Type]():
		return object.TypeType
	case reflect.TypeFor[*object.Array]():
		return object.TypeArray
	}
	if inner := typeOfField(t.Elem()); inner != nil {
		return object.NullableOf(inner)
	}
	return nil
}
