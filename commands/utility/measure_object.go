package utility

import (
	"math"
	"strings"
	"sync"
	"unicode"

	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

func measureObjectCommand() *command.Command {
	return &command.Command{
		Name: "Measure-Object", Class: "Microsoft.PowerShell.Commands.MeasureObjectCommand", Module: "Microsoft.PowerShell.Utility",
		Synopsis: "Counts objects and adds up, averages and compares their values.",
		Description: "Counts, and on request adds up, averages and finds the extremes of numbers or of a property's " +
			"values. With -Line, -Word or -Character it counts those of texts.",
		Examples: []command.Example{
			{Code: `1..4 | Measure-Object -Sum -Average`, Remarks: "Sum and average."},
			{Code: `'one two', 'three' | Measure-Object -Word -Character`, Remarks: "Words and characters."},
			{Code: `[pscustomobject]@{Size=2}, [pscustomobject]@{Size=5} | Measure-Object Size -Maximum`, Remarks: "The largest value of a property."},
		},
		New:         func() command.Processor { return &measureObject{} },
		DefaultSet:  "GenericMeasure",
		OutputTypes: []string{"Microsoft.PowerShell.Commands.GenericMeasureInfo", "Microsoft.PowerShell.Commands.GenericObjectMeasureInfo", "Microsoft.PowerShell.Commands.TextMeasureInfo"},
	}
}

// measureObject is Measure-Object: counts objects and adds up, averages and compares their values.
type measureObject struct {
	InputObject       object.Value   `ps:"type=System.Management.Automation.PSObject pipeline" help:"The objects to measure."`
	Property          []object.Value `ps:"notempty pos=0" help:"The properties to measure."`
	StandardDeviation object.Switch  `ps:"set=GenericMeasure" help:"The standard deviation of a sample."`
	Sum               object.Switch  `ps:"set=GenericMeasure" help:"The sum."`
	AllStats          object.Switch  `ps:"set=GenericMeasure" help:"Everything there is."`
	Average           object.Switch  `ps:"set=GenericMeasure" help:"The mean."`
	Maximum           object.Switch  `ps:"set=GenericMeasure" help:"The largest value."`
	Minimum           object.Switch  `ps:"set=GenericMeasure" help:"The smallest value."`
	Line              object.Switch  `ps:"set=TextMeasure" help:"Counts lines."`
	Word              object.Switch  `ps:"set=TextMeasure" help:"Counts words."`
	Character         object.Switch  `ps:"set=TextMeasure" help:"Counts characters."`
	IgnoreWhiteSpace  object.Switch  `ps:"set=TextMeasure" help:"Does not count blanks and line ends as characters."`

	names    []*expression
	measures []*measure // in order of first appearance of the property
	byName   map[string]*measure
	total    *measure // of the objects themselves
}

// measure collects what is asked for about one property, or about the objects themselves.
type measure struct {
	property  string // empty: the objects themselves
	count     int32
	sum       float64
	squares   float64 // of the differences from the mean (Welford)
	mean      float64
	numbers   int // that went into sum and mean
	min, max  object.Value
	lines     int32
	words     int32
	chars     int32
	notNumber bool
}

// genericInfo is Microsoft.PowerShell.Commands.GenericMeasureInfo: the numbers, $null where they were not asked for.
type genericInfo struct {
	count                                       int32
	average, sum, maximum, minimum, standardDev object.Value
	property                                    object.Value
	numeric                                     bool // shown as GenericMeasureInfo, not GenericObjectMeasureInfo
}

// textInfo is Microsoft.PowerShell.Commands.TextMeasureInfo.
type textInfo struct{ lines, words, characters, property object.Value }

var measureBase = sync.OnceValue(func() *object.Type {
	return object.Define("Microsoft.PowerShell.Commands.MeasureInfo", object.ClassType, nil)
})

func genericProperties(value string) []property[*genericInfo] {
	const number = "System.Nullable[double]"
	return []property[*genericInfo]{
		{"Count", "System.Int32", func(m *genericInfo) object.Value { return m.count }},
		{"Average", number, func(m *genericInfo) object.Value { return m.average }},
		{"Sum", number, func(m *genericInfo) object.Value { return m.sum }},
		{"Maximum", value, func(m *genericInfo) object.Value { return m.maximum }},
		{"Minimum", value, func(m *genericInfo) object.Value { return m.minimum }},
		{"StandardDeviation", number, func(m *genericInfo) object.Value { return m.standardDev }},
		{"Property", "System.String", func(m *genericInfo) object.Value { return m.property }},
	}
}

var genericMeasureType = sync.OnceValue(func() *object.Type {
	return defineRecord("Microsoft.PowerShell.Commands.GenericMeasureInfo", measureBase(),
		genericProperties("System.Nullable[double]")...)
})

var genericObjectMeasureType = sync.OnceValue(func() *object.Type {
	return defineRecord("Microsoft.PowerShell.Commands.GenericObjectMeasureInfo", measureBase(),
		genericProperties("System.Object")...)
})

var textMeasureType = sync.OnceValue(func() *object.Type {
	const number = "System.Nullable[int]"
	return defineRecord("Microsoft.PowerShell.Commands.TextMeasureInfo", measureBase(),
		property[*textInfo]{"Lines", number, func(m *textInfo) object.Value { return m.lines }},
		property[*textInfo]{"Words", number, func(m *textInfo) object.Value { return m.words }},
		property[*textInfo]{"Characters", number, func(m *textInfo) object.Value { return m.characters }},
		property[*textInfo]{"Property", "System.String", func(m *textInfo) object.Value { return m.property }})
})

// Type implements object.Object.
func (m *genericInfo) Type() *object.Type {
	if m.numeric {
		return genericMeasureType()
	}
	return genericObjectMeasureType()
}

// Type implements object.Object.
func (*textInfo) Type() *object.Type { return textMeasureType() }

// Begin reads the property list.
func (c *measureObject) Begin(inv *command.Invocation) error {
	c.byName = make(map[string]*measure)
	for _, v := range c.Property {
		p, err := parseProperty(v, nil)
		if err != nil {
			return err
		}
		c.names = append(c.names, p.expression)
	}
	if c.AllStats {
		c.Sum, c.Average, c.Maximum, c.Minimum, c.StandardDeviation = true, true, true, true, true
	}
	if c.names == nil {
		c.total = &measure{}
		c.measures = []*measure{c.total}
	}
	return nil
}

// Process implements command.Processor.
func (c *measureObject) Process(inv *command.Invocation) error {
	if object.IsNull(c.InputObject) {
		return nil
	}
	if c.total != nil {
		return c.add(inv, c.total, c.InputObject)
	}
	for _, name := range c.names {
		for _, e := range name.resolve(c.InputObject) {
			value, found, err := e.value(inv, c.InputObject)
			if err != nil {
				return err
			}
			if !found || object.IsNull(value) {
				continue
			}
			if err := c.add(inv, c.measureOf(e.text), value); err != nil {
				return err
			}
		}
	}
	return nil
}

func (c *measureObject) measureOf(property string) *measure {
	key := object.FoldName(property)
	m, ok := c.byName[key]
	if !ok {
		m = &measure{property: property}
		c.byName[key] = m
		c.measures = append(c.measures, m)
	}
	return m
}

func (c *measureObject) add(inv *command.Invocation, m *measure, v object.Value) error {
	m.count++
	if c.Line || c.Word || c.Character {
		m.addText(object.DisplayText(v), bool(c.IgnoreWhiteSpace))
	}
	if inv.Set == "TextMeasure" {
		return nil
	}
	extremes := bool(c.Maximum || c.Minimum)
	if !extremes && !bool(c.Sum || c.Average || c.StandardDeviation) {
		return nil
	}
	number, isNumber := numericValue(v)
	if c.Sum || c.Average || c.StandardDeviation {
		if !isNumber {
			return c.notNumeric(inv, m, v)
		}
		m.addNumber(number)
	}
	if extremes {
		c.addExtremes(m, v, number, isNumber)
	}
	return nil
}

func (c *measureObject) addExtremes(m *measure, v object.Value, number float64, isNumber bool) {
	if isNumber {
		v = number
	}
	if c.Maximum && (m.max == nil || compareValues(v, m.max, false) > 0) {
		m.max = v
	}
	if c.Minimum && (m.min == nil || compareValues(v, m.min, false) < 0) {
		m.min = v
	}
}

func (c *measureObject) notNumeric(inv *command.Invocation, m *measure, v object.Value) error {
	m.notNumber = true
	e := object.NewError("System.Management.Automation.PSInvalidOperationException", "NonNumericInputObject",
		object.InvalidType, `Input object "%s" is not numeric.`, object.DisplayText(v))
	e.Target = v
	return inv.WriteError(e)
}

// numericValue is a value as a number, where it is one or is text that reads as one.
func numericValue(v object.Value) (float64, bool) {
	switch v := object.Base(v).(type) {
	case int32:
		return float64(v), true
	case float64:
		return v, true
	case string:
		n, err := object.Convert(v, object.TypeDouble)
		f, ok := n.(float64)
		return f, err == nil && ok && strings.TrimSpace(v) != ""
	case bool, object.DateTime, object.TimeSpan, object.Enum, object.Char, object.Switch:
		return 0, false
	}
	if t := object.TypeOf(v); t == nil || t.Kind() != object.StructType {
		return 0, false
	}
	n, err := object.Convert(object.Base(v), object.TypeDouble)
	f, ok := n.(float64)
	return f, err == nil && ok
}

func (m *measure) addNumber(f float64) {
	m.numbers++
	m.sum += f
	delta := f - m.mean
	m.mean += delta / float64(m.numbers)
	m.squares += delta * (f - m.mean)
}

// addText counts lines, words and characters (UTF-16 units) of one text.
func (m *measure) addText(text string, ignoreWhiteSpace bool) {
	if text == "" {
		return
	}
	m.lines += int32(strings.Count(text, "\n")) + 1
	m.words += int32(len(strings.Fields(text)))
	for _, r := range text {
		if ignoreWhiteSpace && unicode.IsSpace(r) {
			continue
		}
		m.chars++
		if r > 0xffff {
			m.chars++
		}
	}
}

// End writes one result for every property that was seen, or the one about the objects themselves.
func (c *measureObject) End(inv *command.Invocation) error {
	for _, m := range c.measures {
		var result object.Value = c.generic(m)
		if inv.Set == "TextMeasure" {
			result = c.text(m)
		}
		if err := inv.Write(result); err != nil {
			return err
		}
	}
	return nil
}

func (c *measureObject) text(m *measure) object.Value {
	return &textInfo{
		lines: valueIf(bool(c.Line), m.lines), words: valueIf(bool(c.Word), m.words),
		characters: valueIf(bool(c.Character), m.chars), property: valueIf(m.property != "", m.property),
	}
}

func (c *measureObject) generic(m *measure) object.Value {
	r := &genericInfo{count: m.count, maximum: m.max, minimum: m.min, property: valueIf(m.property != "", m.property)}
	r.numeric = isNumberOrNothing(m.max) && isNumberOrNothing(m.min)
	if m.notNumber {
		return r
	}
	r.sum = valueIf(bool(c.Sum), m.sum)
	if m.numbers > 0 {
		r.average = valueIf(bool(c.Average), m.sum/float64(m.numbers))
	}
	if m.numbers > 1 {
		r.standardDev = valueIf(bool(c.StandardDeviation), math.Sqrt(m.squares/float64(m.numbers-1)))
	}
	return r
}

func isNumberOrNothing(v object.Value) bool {
	_, ok := v.(float64)
	return ok || v == nil
}

func valueIf(asked bool, v object.Value) object.Value {
	if !asked {
		return nil
	}
	return v
}
