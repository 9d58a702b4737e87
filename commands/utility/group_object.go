package utility

import (
	"strings"
	"sync"

	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

func groupObjectCommand() *command.Command {
	return &command.Command{
		Name: "Group-Object", Class: "Microsoft.PowerShell.Commands.GroupObjectCommand", Module: "Microsoft.PowerShell.Utility",
		Synopsis: "Groups objects that have the same values.",
		Description: "Writes one group per distinct value (or combination of values) with Count, Name and Group. With " +
			"-AsHashTable it writes one table from value to objects.",
		Examples: []command.Example{
			{Code: `'a', 'b', 'A' | Group-Object`, Remarks: "Case does not matter."},
			{Code: `1..10 | Group-Object { $_ % 3 } -NoElement`, Remarks: "Groups by a computed value, keeping just the counts."},
			{Code: `(1..4 | Group-Object { $_ % 2 } -AsHashTable)[1]`, Remarks: "Looks groups up by value."},
		},
		New:         func() command.Processor { return &groupObject{} },
		OutputTypes: []string{"Microsoft.PowerShell.Commands.GroupInfo", "System.Collections.Hashtable"},
	}
}

// groupObject is Group-Object: groups objects that have the same values.
type groupObject struct {
	NoElement     object.Switch  `help:"Leaves the objects out of the groups."`
	AsHashTable   object.Switch  `ps:"alias=AHT set=HashTable" help:"Writes a table from value to objects."`
	AsString      object.Switch  `ps:"set=HashTable" help:"Makes the keys of the table texts."`
	InputObject   object.Value   `ps:"type=System.Management.Automation.PSObject pipeline" help:"The objects to group."`
	Property      []object.Value `ps:"pos=0" help:"What to group by: names, script blocks or calculated properties."`
	Culture       string         `help:"The culture whose rules compare texts."`
	CaseSensitive object.Switch  `help:"Tells upper and lower case apart."`

	keys   []*calculated
	seen   *distinct
	groups []*group
	types  []*object.Type // of the values of each key so far
	mixed  bool           // a key has values of several types
}

// group is Microsoft.PowerShell.Commands.GroupInfo.
type group struct {
	values    []object.Value
	items     []object.Value
	count     int32
	noElement bool
}

var groupType = sync.OnceValue(func() *object.Type {
	return defineRecord("Microsoft.PowerShell.Commands.GroupInfo", nil,
		property[*group]{"Values", "System.Collections.ArrayList", func(g *group) object.Value { return arrayList(g.values) }},
		property[*group]{"Count", "System.Int32", func(g *group) object.Value { return g.count }},
		property[*group]{"Group", "System.Collections.ObjectModel.Collection[System.Management.Automation.PSObject]",
			func(g *group) object.Value { return collectionOf(g.items) }},
		property[*group]{"Name", "System.String", func(g *group) object.Value { return g.name() }})
})

var groupNoElementType = sync.OnceValue(func() *object.Type {
	return defineRecord[*group]("Microsoft.PowerShell.Commands.GroupInfoNoElement", groupType())
})

// Type implements object.Object.
func (g *group) Type() *object.Type {
	if g.noElement {
		return groupNoElementType()
	}
	return groupType()
}

// name is the group's values as text, joined with commas; a collection among them stands in braces.
func (g *group) name() string {
	var parts []string
	for _, v := range g.values {
		if object.IsNull(v) {
			continue
		}
		items, ok := object.Elements(v)
		if !ok {
			parts = append(parts, object.DisplayText(v))
			continue
		}
		texts := make([]string, len(items))
		for i, item := range items {
			texts[i] = object.DisplayText(item)
		}
		parts = append(parts, "{"+strings.Join(texts, ", ")+"}")
	}
	return strings.Join(parts, ", ")
}

// Begin reads the property list.
func (c *groupObject) Begin(*command.Invocation) (err error) {
	if c.AsString && !c.AsHashTable {
		return object.NewError("System.ArgumentException", "ArgumentException", object.InvalidArgument,
			"The AsString parameter must be specified along with the AsHashTable parameter.")
	}
	if c.keys, err = parseProperties(c.Property, groupKeys); err != nil {
		return err
	}
	for _, k := range c.keys {
		if k.pattern != nil {
			return propertyError("ExpressionGlobbing2", `Wildcard characters are not allowed in "%s".`, k.text)
		}
	}
	c.seen = newDistinct(!bool(c.CaseSensitive))
	return nil
}

// Process implements command.Processor.
func (c *groupObject) Process(inv *command.Invocation) error {
	if object.IsNull(c.InputObject) {
		return nil
	}
	row, err := c.row(inv)
	if err != nil {
		return err
	}
	c.noteTypes(row)
	i, isNew := c.seen.find(row)
	if isNew {
		c.groups = append(c.groups, &group{values: row, noElement: bool(c.NoElement)})
	}
	g := c.groups[i]
	g.count++
	if !c.NoElement {
		g.items = append(g.items, c.InputObject)
	}
	return nil
}

func (c *groupObject) row(inv *command.Invocation) ([]object.Value, error) {
	if len(c.keys) == 0 {
		return []object.Value{c.InputObject}, nil
	}
	row := make([]object.Value, len(c.keys))
	for i, k := range c.keys {
		value, _, err := k.keyValue(inv, c.InputObject)
		if err != nil {
			return nil, err
		}
		row[i] = value
	}
	return row, nil
}

// noteTypes finds out whether every key has values of one type: only then do the groups come out sorted.
func (c *groupObject) noteTypes(row []object.Value) {
	if c.mixed {
		return
	}
	if c.types == nil {
		c.types = make([]*object.Type, len(row))
	}
	for i, v := range row {
		t := object.TypeOf(v)
		switch {
		case t == nil || t == c.types[i]:
		case c.types[i] == nil:
			c.types[i] = t
		default:
			c.mixed = true
		}
	}
}

// End writes the groups, or the table of them.
func (c *groupObject) End(inv *command.Invocation) error {
	groups := c.ordered()
	if c.AsHashTable {
		if len(groups) == 0 {
			return nil
		}
		return c.writeTable(inv, groups)
	}
	for _, g := range groups {
		if err := inv.Write(g); err != nil {
			return err
		}
	}
	return nil
}

func (c *groupObject) ordered() []*group {
	if c.mixed || len(c.groups) == 0 {
		return c.groups
	}
	width := len(c.groups[0].values)
	table := sortTable{ignoreCase: !bool(c.CaseSensitive), culture: namedCulture(c.Culture),
		items: make([]object.Value, len(c.groups)), columns: make([][]object.Value, width), descending: make([]bool, width)}
	for _, g := range c.groups {
		for i, v := range g.values {
			table.columns[i] = append(table.columns[i], v)
		}
	}
	sorted := make([]*group, len(c.groups))
	for i, n := range table.sort() {
		sorted[i] = c.groups[n]
	}
	return sorted
}

func (c *groupObject) writeTable(inv *command.Invocation, groups []*group) error {
	table := object.NewHashtable()
	table.CaseSensitive = bool(c.CaseSensitive)
	for _, g := range groups {
		key := g.key(bool(c.AsString))
		if _, exists := table.Get(key); exists {
			e := object.NewError("System.ArgumentException", "ArgumentException", object.InvalidArgument,
				`The objects grouped by this property cannot be expanded because there is a key duplication. `+
					`Provide a valid property, and then try again.`)
			e.Target = g
			if err := inv.WriteError(e); err != nil {
				return err
			}
			continue
		}
		table.Set(key, collectionOf(g.items))
	}
	return inv.Write(table)
}

func (g *group) key(asString bool) object.Value {
	switch {
	case asString:
		if len(g.values) == 1 {
			if _, isCollection := object.Elements(g.values[0]); isCollection {
				return object.ToText(g.values[0])
			}
		}
		return g.name()
	case len(g.values) == 1:
		return g.values[0]
	}
	return arrayList(g.values)
}
