package complete

import (
	"strings"

	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
	"github.com/partnershell/partnershell/shell/syntax"
)

// hashtableKeys offers keys where a new one can begin in a table around the cursor.
func (r *request) hashtableKeys() []Candidate {
	table := r.openTable()
	if table == nil || r.at != nil && r.at.Kind == syntax.TokRCurly {
		return nil
	}
	sign := r.at
	if sign == nil {
		sign = r.before
	}
	for _, p := range table.Pairs {
		inPair := r.cursor >= p.Key.Span().Start && (r.cursor <= p.Value.Span().End || r.sameLine(p.Value.Span().End, r.cursor))
		if inPair && (sign == nil || sign.Kind != syntax.TokSemi) {
			return nil
		}
	}
	return r.keysFor(table, "")
}

// openTable is the innermost node that the cursor itself is in, if that is a hashtable.
func (r *request) openTable() *syntax.HashtableExpression {
	for i := len(r.path) - 1; i >= 0; i-- {
		if r.path[i].Span().Contains(r.cursor) {
			table, _ := r.path[i].(*syntax.HashtableExpression)
			return table
		}
	}
	return nil
}

// keysFor offers the keys that a table can have, by what it is for.
func (r *request) keysFor(table *syntax.HashtableExpression, word string) []Candidate {
	parent := r.parentOf(table)
	var list []Candidate
	switch p := parent.(type) {
	case *syntax.ConvertExpression:
		list = settable(r.entries(r.typeShape(p.Type.TypeName), false))
	case *syntax.Command, *syntax.ArrayLiteral, *syntax.ErrorExpression, *syntax.CommandParameter:
		c, _ := above[*syntax.Command](r)
		list = r.keysOfArgument(c, table)
	case *syntax.CommandExpression:
		if a, ok := r.parentOf(r.parentOf(p)).(*syntax.AssignmentStatement); ok {
			list = r.splattedKeys(a, table)
		} else if a, ok := r.parentOf(p).(*syntax.AssignmentStatement); ok {
			list = r.splattedKeys(a, table)
		}
	}
	return r.unusedKeys(list, table, word)
}

// unusedKeys leaves out the keys that the table has already and those that do not begin with the word.
func (r *request) unusedKeys(list []Candidate, table *syntax.HashtableExpression, word string) []Candidate {
	var used []string
	for _, p := range table.Pairs {
		if k, ok := p.Key.(*syntax.StringConstantExpression); ok && !k.Contains(r.cursor) {
			used = append(used, k.Value)
		}
	}
	fits := matching(word)
	kept := list[:0]
	for _, c := range list {
		if fits(c.List) && len(without([]string{c.List}, used)) > 0 {
			kept = append(kept, c)
		}
	}
	return kept
}

// settable keeps the properties that can be written.
func settable(entries []entry) []Candidate {
	var list []Candidate
	for _, e := range entries {
		if e.settable {
			list = append(list, e.candidate())
		}
	}
	return list
}

// keysOfArgument offers the keys of a table that is an argument: of a calculated property, or of -Property.
func (r *request) keysOfArgument(c *syntax.Command, table *syntax.HashtableExpression) []Candidate {
	if c == nil {
		return nil
	}
	b := r.bindCommand(c, nil, nil)
	if b == nil {
		return nil
	}
	for p, a := range b.bound {
		if a.value == nil || !contains(a.value, table) {
			continue
		}
		if object.EqualNames(b.name, "New-Object") && p.Name == "Property" {
			if t := b.typeArgument("TypeName"); t != "" {
				return settable(r.entries(r.namedShape(t), false))
			}
		}
		return calculatedKeys(object.FoldName(b.name), p.Name)
	}
	return nil
}

func contains(n, inner syntax.Node) bool {
	return n.Span().Start <= inner.Span().Start && inner.Span().End <= n.Span().End
}

// typeArgument is the constant text that was given for a parameter.
func (b *binding) typeArgument(parameter string) string {
	for p, a := range b.bound {
		if s, ok := a.value.(*syntax.StringConstantExpression); ok && p.Name == parameter {
			return s.Value
		}
	}
	return ""
}

// calculatedKeys are the keys of a calculated property, which depend on the command.
func calculatedKeys(name, parameter string) []Candidate {
	keys := ""
	switch {
	case name == "select-object" && (parameter == "Property" || parameter == "ExpandProperty"):
		keys = "Name Expression"
	case name == "sort-object" && parameter == "Property":
		keys = "Expression Ascending Descending"
	case name == "group-object" && parameter == "Property", name == "measure-object" && parameter == "Property":
		keys = "Expression"
	case name == "format-table" && parameter == "Property":
		keys = "Expression FormatString Label Width Alignment"
	case name == "format-list" && parameter == "Property":
		keys = "Expression FormatString Label"
	case name == "format-wide" && parameter == "Property":
		keys = "Expression FormatString"
	case name == "format-custom" && parameter == "Property":
		keys = "Expression Depth"
	case strings.HasPrefix(name, "format-") && parameter == "GroupBy":
		keys = "Expression FormatString Label"
	case name == "invoke-command" && parameter == "ComputerName":
		keys = "ModuleName ModuleVersion"
	}
	var list []Candidate
	for key := range strings.FieldsSeq(keys) {
		list = append(list, Candidate{key, key, Property, aboutKey(key)})
	}
	return list
}

func aboutKey(key string) string {
	switch key {
	case "Name", "Label":
		return "[string] " + key + " - the name shown"
	case "Expression":
		return "[scriptblock] Expression - what the value is; $_ is the object"
	case "FormatString":
		return "[string] FormatString - a .NET format"
	case "Width", "Depth":
		return "[int] " + key
	case "Alignment":
		return "[string] Alignment - Left, Center or Right"
	}
	return "[bool] " + key
}

// splattedKeys offers the parameters of the command that a table is splatted to.
func (r *request) splattedKeys(a *syntax.AssignmentStatement, table *syntax.HashtableExpression) []Candidate {
	v, ok := a.Left.(*syntax.VariableExpression)
	if !ok {
		return nil
	}
	c := r.splatOf(v.UserPath)
	if c == nil {
		return nil
	}
	b := r.bindCommand(c, nil, nil)
	if b == nil {
		return nil
	}
	for _, p := range table.Pairs {
		k, isText := p.Key.(*syntax.StringConstantExpression)
		if !isText || k.Contains(r.cursor) {
			continue
		}
		if q, _ := b.find(k.Value, true); q != nil {
			b.sets &= b.mask(q)
			b.bound[q] = argument{}
		}
	}
	return splatCandidates(b.open())
}

func splatCandidates(parameters []*command.Parameter) []Candidate {
	list := parameterNames(parameters, "", false)
	for i := range list {
		list[i].Text = list[i].List
	}
	return list
}

// splatOf is the first command that a variable is splatted to.
func (r *request) splatOf(variable string) *syntax.Command {
	var found *syntax.Command
	syntax.Inspect(r.tree, func(n syntax.Node) bool {
		c, ok := n.(*syntax.Command)
		if !ok || found != nil {
			return found == nil
		}
		for _, e := range c.Elements {
			if v, ok := e.(*syntax.VariableExpression); ok && v.Splatted && object.EqualNames(v.UserPath, variable) {
				found = c
			}
		}
		return true
	})
	return found
}

// indexKeys offers the keys of the table that is indexed.
func (r *request) indexKeys(index *syntax.IndexExpression, quote string) []Candidate {
	fits := matching(r.word)
	var list []Candidate
	for _, s := range r.shapeOf(index.Target) {
		for _, key := range s.keys() {
			if fits(key) {
				list = append(list, Candidate{"'" + strings.ReplaceAll(key, "'", "''") + "'", key, Property, key})
			}
		}
	}
	if quote == `"` {
		sortByList(list)
	}
	return list
}
