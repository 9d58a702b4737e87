package utility

import (
	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

func sortObjectCommand() *command.Command {
	return &command.Command{
		Name: "Sort-Object", Class: "Microsoft.PowerShell.Commands.SortObjectCommand", Module: "Microsoft.PowerShell.Utility",
		Synopsis: "Sorts objects.",
		Description: "Sorts by the objects themselves or by properties, the first of them counting most. Texts " +
			"compare by the rules of the culture, ignoring case; a property can have its own direction: " +
			"@{Expression='Age'; Descending=$true}.",
		Examples: []command.Example{
			{Code: `'pear', 'Apple', 'fig' | Sort-Object`, Remarks: "Texts by alphabet."},
			{Code: `'pear', 'Apple', 'fig' | Sort-Object Length -Descending`, Remarks: "The longest first."},
			{Code: `5, 1, 3 | Sort-Object -Top 2`, Remarks: "The two smallest."},
		},
		New:        func() command.Processor { return &sortObject{} },
		DefaultSet: "Default",
	}
}

// sortObject is Sort-Object: sorts objects.
type sortObject struct {
	Stable        object.Switch  `ps:"set=Default" help:"Equal objects keep their order."`
	Descending    object.Switch  `help:"Sorts from high to low."`
	Unique        object.Switch  `help:"Each combination of values only once."`
	Top           int32          `ps:"range=1..2147483647 set=Top mandatory" help:"Only so many from the start of the sorted objects."`
	Bottom        int32          `ps:"range=1..2147483647 set=Bottom mandatory" help:"Only so many from the end of the sorted objects."`
	InputObject   object.Value   `ps:"type=System.Management.Automation.PSObject pipeline" help:"The objects to sort."`
	Property      []object.Value `ps:"pos=0" help:"What to sort by: names, script blocks or tables with Expression, Ascending and Descending."`
	Culture       string         `help:"The culture whose rules compare texts."`
	CaseSensitive object.Switch  `help:"Tells upper and lower case apart."`

	keys  []*calculated
	table sortTable
}

// Begin reads the property list.
func (c *sortObject) Begin(*command.Invocation) (err error) {
	if c.keys, err = parseProperties(c.Property, sortKeys); err != nil {
		return err
	}
	c.table = sortTable{ignoreCase: !bool(c.CaseSensitive), culture: namedCulture(c.Culture)}
	if len(c.keys) == 0 {
		c.table.descending = []bool{bool(c.Descending)}
	}
	for _, k := range c.keys {
		down := k.direction < 0 || k.direction == 0 && bool(c.Descending)
		c.table.descending = append(c.table.descending, down)
	}
	c.table.columns = make([][]object.Value, len(c.table.descending))
	return nil
}

// Process implements command.Processor.
func (c *sortObject) Process(inv *command.Invocation) error {
	if object.IsNothing(c.InputObject) || !inv.Piped && !inv.IsBound("InputObject") {
		return nil
	}
	c.table.items = append(c.table.items, c.InputObject)
	if len(c.keys) == 0 {
		c.table.columns[0] = append(c.table.columns[0], c.InputObject)
		return nil
	}
	for i, k := range c.keys {
		value, _, err := k.value(inv, c.InputObject)
		if err != nil {
			return err
		}
		c.table.columns[i] = append(c.table.columns[i], value)
	}
	return nil
}

// End sorts and writes.
func (c *sortObject) End(inv *command.Invocation) error {
	order := c.table.sort()
	if c.Unique {
		order = c.table.withoutRepeats(order)
	}
	switch {
	case inv.IsBound("Top"):
		order = order[:min(len(order), int(c.Top))]
	case inv.IsBound("Bottom"):
		order = order[max(0, len(order)-int(c.Bottom)):]
	}
	for _, i := range order {
		if err := inv.Write(c.table.items[i]); err != nil {
			return err
		}
	}
	return nil
}

// namedCulture is the culture that a -Culture parameter names (a name or a number); the current one if it is empty
// or unknown.
func namedCulture(name string) *object.Culture {
	if name != "" {
		if c := object.LookupCulture(name); c != nil {
			return c
		}
	}
	return object.CurrentCulture
}
