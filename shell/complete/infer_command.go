package complete

import (
	"strings"

	"github.com/partnershell/partnershell/shell/object"
	"github.com/partnershell/partnershell/shell/syntax"
)

// commandOutput is what a command writes; input is what it gets from the pipeline.
func (r *request) commandOutput(c *syntax.Command, input func() []shape) []shape {
	if len(c.Elements) == 0 {
		return nil
	}
	if f := r.textFunction(c); f != nil {
		return r.functionOutput(f)
	}
	b := r.bindCommand(c, nil, nil)
	if b == nil || b.info == nil {
		return nil
	}
	switch object.FoldName(b.name) {
	case "where-object", "sort-object", "tee-object", "get-unique", "get-random", "get-securerandom", "out-gridview":
		return input()
	case "select-object":
		return r.selectOutput(b, input())
	case "foreach-object":
		return r.forEachOutput(b, input)
	case "new-object":
		if name := b.typeArgument("TypeName"); name != "" {
			return r.namedShape(name)
		}
	case "write-output", "get-variable":
		return r.argumentOutput(b)
	}
	return r.declaredOutput(b)
}

func (r *request) textFunction(c *syntax.Command) *syntax.FunctionDefinition {
	if name, ok := c.Elements[0].(*syntax.StringConstantExpression); ok {
		return r.view().functions[object.FoldName(name.Value)]
	}
	return nil
}

// functionOutput is what a function of the text says or is seen to write.
func (r *request) functionOutput(f *syntax.FunctionDefinition) []shape {
	if f.Body == nil {
		return nil
	}
	if p := f.Body.ParamBlock; p != nil {
		for _, a := range p.Attributes {
			if !strings.EqualFold(strings.TrimSuffix(a.TypeName.Name, "Attribute"), "OutputType") {
				continue
			}
			var all []shape
			for _, e := range a.PositionalArguments {
				switch x := e.(type) {
				case *syntax.TypeExpression:
					all = append(all, r.typeShape(x.TypeName)...)
				case *syntax.StringConstantExpression:
					all = append(all, r.namedShape(x.Value)...)
				}
			}
			return all
		}
	}
	if f.Body.End == nil {
		return nil
	}
	return r.shapeOf(f.Body.End)
}

// declaredOutput is what a command's declaration says it writes: types, or at least the columns shown.
func (r *request) declaredOutput(b *binding) []shape {
	var all []shape
	for _, name := range b.info.OutputTypes() {
		if declared := object.DeclaredRecord(name); declared != nil {
			all = append(all, recordShape(declared))
		} else if t := r.rt.LookupType(name); t != nil {
			all = append(all, elementsOf(ofType(t))...)
		} else if members := object.TypeMembers(name); len(members) > 0 {
			s := shape{typ: object.TypeCustomObject}
			for _, m := range members {
				s.fields = append(s.fields, field{m.Name, ofType(m.ValueType)})
			}
			all = append(all, s)
		}
	}
	if c := r.rt.Registry().Find(b.name); c != nil && len(c.DefaultColumns) > 0 && !hasProperties(all) {
		s := shape{typ: object.TypeCustomObject, record: true}
		for _, column := range c.DefaultColumns {
			s.fields = append(s.fields, field{name: column})
		}
		all = append(all, s)
	}
	return all
}

// recordShape is a service's record of which only the properties are known.
func recordShape(properties []object.RecordProperty) shape {
	s := shape{typ: object.TypeCustomObject, record: true}
	for _, p := range properties {
		f := field{name: p.Name, value: ofType(p.Type)}
		if p.Properties != nil {
			f.value = []shape{recordShape(p.Properties)}
		}
		s.fields = append(s.fields, f)
	}
	return s
}

func hasProperties(shapes []shape) bool {
	for _, s := range shapes {
		if s.typ != nil && len(s.typ.DeclaredMembers(false)) > len(object.TypeObject.DeclaredMembers(false)) {
			return true
		}
	}
	return false
}

// argumentOutput is what Write-Output is given.
func (r *request) argumentOutput(b *binding) []shape {
	for p, a := range b.bound {
		if p.Name == "InputObject" && a.value != nil {
			return elementsOf(r.shapeOf(a.value))
		}
	}
	return nil
}

// selectOutput is what Select-Object makes of its input.
func (r *request) selectOutput(b *binding, input []shape) []shape {
	var names []syntax.Node
	for p, a := range b.bound {
		switch {
		case p.Name == "ExpandProperty" && a.value != nil:
			return r.expanded(a.value, input)
		case p.Name == "Property" && a.value != nil:
			names = listed(a.value)
		}
	}
	if names == nil {
		return input
	}
	s := shape{typ: object.TypeCustomObject}
	for _, n := range names {
		switch x := n.(type) {
		case *syntax.StringConstantExpression:
			s.fields = append(s.fields, r.selectedFields(x.Value, input)...)
		case *syntax.HashtableExpression:
			s.fields = append(s.fields, r.calculatedField(x)...)
		}
	}
	return []shape{s}
}

func listed(n syntax.Node) []syntax.Node {
	list, ok := n.(*syntax.ArrayLiteral)
	if !ok {
		return []syntax.Node{n}
	}
	nodes := make([]syntax.Node, len(list.Elements))
	for i, e := range list.Elements {
		nodes[i] = e
	}
	return nodes
}

// selectedFields are the properties that a name or pattern selects.
func (r *request) selectedFields(name string, input []shape) []field {
	if !object.HasWildcard(name) {
		return []field{{name, r.propertyShape(input, name)}}
	}
	w, err := object.CompileWildcard(name, true)
	if err != nil {
		return nil
	}
	var fields []field
	for _, e := range r.entries(input, false) {
		if w.Match(e.name) {
			fields = append(fields, field{e.name, ofType(e.typ)})
		}
	}
	return fields
}

// calculatedField is the property that @{ Name = …; Expression = … } adds.
func (r *request) calculatedField(table *syntax.HashtableExpression) []field {
	for _, f := range r.fieldsOf(table) {
		switch object.FoldName(f.name) {
		case "n", "name", "l", "label":
			for _, v := range f.value {
				if text, ok := v.value.(string); ok {
					return []field{{name: text}}
				}
			}
		}
	}
	return nil
}

func (r *request) expanded(name syntax.Node, input []shape) []shape {
	if s, ok := name.(*syntax.StringConstantExpression); ok {
		return elementsOf(r.propertyShape(input, s.Value))
	}
	return nil
}

// forEachOutput is what the block or the member of ForEach-Object gives.
func (r *request) forEachOutput(b *binding, input func() []shape) []shape {
	for p, a := range b.bound {
		for _, n := range listed(a.value) {
			switch x := n.(type) {
			case *syntax.ScriptBlockExpression:
				if x.ScriptBlock.End != nil && p.Name != "Begin" {
					return r.shapeOf(x.ScriptBlock.End)
				}
			case *syntax.StringConstantExpression:
				return elementsOf(r.propertyShape(input(), x.Value))
			}
		}
	}
	return nil
}
