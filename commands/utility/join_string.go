package utility

import (
	"strings"

	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

func joinStringCommand() *command.Command {
	return &command.Command{
		Name: "Join-String", Class: "Microsoft.PowerShell.Commands.Utility.JoinStringCommand", Module: "Microsoft.PowerShell.Utility",
		Synopsis: "Joins objects into one text.",
		Description: "Turns each object, or a property of it, into text and joins the texts, with a separator, " +
			"quotes, a prefix and a suffix as wanted.",
		Examples: []command.Example{
			{Code: `'a', 'b', 'c' | Join-String -Separator ', ' -SingleQuote`, Remarks: "A quoted list."},
			{Code: `1..3 | Join-String -FormatString '{0:00}' -Separator '-'`, Remarks: "Formatted."},
		},
		New:         func() command.Processor { return &joinString{} },
		DefaultSet:  "default",
		OutputTypes: []string{"System.String"},
	}
}

// joinString is Join-String: joins objects into one text.
type joinString struct {
	Property     object.Value   `ps:"pos=0" help:"A property or a script block that gives the text."`
	Separator    string         `ps:"allowempty pos=1" help:"What stands between two texts."`
	OutputPrefix string         `ps:"alias=op" help:"What stands before everything."`
	OutputSuffix string         `ps:"alias=os" help:"What stands after everything."`
	SingleQuote  object.Switch  `ps:"set=SingleQuote" help:"Puts each text in single quotes."`
	DoubleQuote  object.Switch  `ps:"set=DoubleQuote" help:"Puts each text in double quotes."`
	FormatString string         `ps:"set=Format" help:"A format for each object, {0} being the object."`
	UseCulture   object.Switch  `help:"Formats by the current culture; its list separator is the default."`
	InputObject  []object.Value `ps:"type=System.Management.Automation.PSObject[] pipeline" help:"The objects to work on, usually from the pipeline."`

	expression *expression
	text       strings.Builder
	any        bool
}

// Begin reads the property; without -Separator a table's list separator, or nothing, stands between the texts.
func (c *joinString) Begin(inv *command.Invocation) error {
	if v := c.Property; !object.IsNull(v) {
		p, err := parseProperty(v, nil)
		if err != nil {
			return err
		}
		c.expression = p.expression
	}
	if bool(c.UseCulture) && !inv.IsBound("Separator") {
		c.Separator = listSeparator(object.CurrentCulture)
	}
	if !inv.IsBound("Separator") && !bool(c.UseCulture) {
		if ofs, ok := inv.Variable("OFS"); ok && !object.IsNull(ofs) {
			c.Separator = object.ToText(ofs)
		}
	}
	return nil
}

// Process implements command.Processor.
func (c *joinString) Process(inv *command.Invocation) error {
	for _, v := range c.InputObject {
		if object.IsNull(v) {
			continue
		}
		if err := c.add(inv, v); err != nil {
			return err
		}
	}
	return nil
}

func (c *joinString) add(inv *command.Invocation, v object.Value) error {
	if c.expression != nil {
		value, _, err := c.expression.value(inv, v)
		if err != nil {
			return err
		}
		v = value
	}
	text, err := c.format(v)
	if err != nil {
		return err
	}
	if c.any {
		c.text.WriteString(c.Separator)
	}
	c.any = true
	c.text.WriteString(text)
	return nil
}

func (c *joinString) format(v object.Value) (string, error) {
	culture := object.InvariantCulture
	if c.UseCulture {
		culture = object.CurrentCulture
	}
	switch {
	case c.FormatString != "":
		text, err := object.FormatComposite(culture, c.FormatString, []object.Value{v})
		return text, asErrorRecord(err)
	case bool(c.SingleQuote):
		return "'" + strings.ReplaceAll(object.ToText(v), "'", "''") + "'", nil
	case bool(c.DoubleQuote):
		return `"` + strings.ReplaceAll(object.ToText(v), `"`, `""`) + `"`, nil
	case bool(c.UseCulture):
		return object.DisplayText(v), nil
	}
	return object.ToText(v), nil
}

// End writes the text.
func (c *joinString) End(inv *command.Invocation) error {
	return inv.Write(c.OutputPrefix + c.text.String() + c.OutputSuffix)
}

// asErrorRecord turns an exception of library code into the error that ends a command.
func asErrorRecord(err error) error {
	e, ok := err.(*object.Exception)
	if !ok {
		return err
	}
	return &object.ErrorRecord{Exception: e, ID: e.Class.FullName(), Category: object.NotSpecified}
}
