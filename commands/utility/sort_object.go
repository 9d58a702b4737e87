package utility

import (
	"maps"
	"slices"

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
	items []object.Value
}

// Begin reads the property list.
func (c *sortObject) Begin(*command.Invocation) (err error) {
	c.keys, err = parseProperties(c.Property, sortKeys)
	return err
}

// Process implements command.Processor.
func (c *sortObject) Process(*command.Invocation) error {
	if !object.IsNull(c.InputObject) {
		c.items = append(c.items, c.InputObject)
	}
	return nil
}

// End sorts and writes. Objects that have none of the properties follow in the order in which they came.
func (c *sortObject) End(inv *command.Invocation) error {
	table, rest, err := c.table(inv)
	if err != nil {
		return err
	}
	table.stable = bool(c.Stable) || inv.IsBound("Top") || inv.IsBound("Bottom")
	order, err := table.sortPatiently(inv)
	if err != nil {
		return err
	}
	if c.Unique {
		order = table.withoutRepeats(order)
		rest = rest[:min(len(rest), 1)]
	}
	first, end := 0, len(order)+len(rest)
	switch {
	case inv.IsBound("Top"):
		end = min(end, int(c.Top))
	case inv.IsBound("Bottom"):
		first = max(0, end-int(c.Bottom))
	}
	for n := first; n < end; n++ {
		var v object.Value
		if n < len(order) {
			v = table.items[order[n]]
		} else {
			v = rest[n-len(order)]
		}
		if err := inv.Write(v); err != nil {
			return err
		}
	}
	return nil
}

// table evaluates the keys for all objects. Those without any of the properties come back as rest.
func (c *sortObject) table(inv *command.Invocation) (t *sortTable, rest []object.Value, err error) {
	t = &sortTable{ignoreCase: !bool(c.CaseSensitive), culture: namedCulture(c.Culture)}
	keys := c.expandedKeys()
	if len(keys) == 0 {
		t.items, t.columns, t.descending = c.items, [][]object.Value{c.items}, []bool{bool(c.Descending)}
		return t, nil, nil
	}
	t.columns = make([][]object.Value, len(keys))
	t.items = c.items[:0] // filtered in place: a place is read before it is written
	for i, k := range keys {
		t.columns[i] = make([]object.Value, 0, len(c.items))
		t.descending = append(t.descending, k.direction < 0 || k.direction == 0 && bool(c.Descending))
	}
	row := make([]object.Value, len(keys))
	for n, item := range c.items {
		if n%1024 == 0 && inv.Context().Err() != nil {
			return nil, nil, inv.Context().Err()
		}
		exists := false
		for i, k := range keys {
			value, found, err := k.keyValue(inv, item)
			if err != nil {
				return nil, nil, err
			}
			row[i], exists = value, exists || found
		}
		if !exists {
			rest = append(rest, item)
			continue
		}
		t.items = append(t.items, item)
		for i := range keys {
			t.columns[i] = append(t.columns[i], row[i])
		}
	}
	return t, rest, nil
}

// expandedKeys replaces patterns by the properties of all objects that match them, by name.
func (c *sortObject) expandedKeys() []*calculated {
	var keys []*calculated
	for _, k := range c.keys {
		if k.pattern == nil {
			keys = append(keys, k)
			continue
		}
		names := map[string]*expression{}
		for _, item := range c.items {
			for _, e := range k.resolve(item) {
				names[object.FoldName(e.text)] = e
			}
		}
		for _, name := range slices.Sorted(maps.Keys(names)) {
			keys = append(keys, &calculated{expression: names[name], direction: k.direction})
		}
	}
	return keys
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
