package complete

import (
	"strings"

	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
	"github.com/partnershell/partnershell/shell/syntax"
)

// scriptView is what the text being typed defines, without running it.
type scriptView struct {
	functions map[string]*syntax.FunctionDefinition // by folded name
	classes   map[string]*syntax.TypeDefinition
	variables map[string][]definition
}

// definition is a place that gives a variable its value or type.
type definition struct {
	name  string
	at    int32         // where it ends
	scope syntax.Extent // the function that it is local to; the whole text for others

	constraint *syntax.TypeName // nil if untyped
	value      syntax.Node      // nil for a parameter
	element    bool             // the value is a collection, the variable one of its elements
	parameter  bool
}

// view reads the text's definitions, once.
func (r *request) view() *scriptView {
	if r.local == nil {
		r.local = &scriptView{functions: map[string]*syntax.FunctionDefinition{}, classes: map[string]*syntax.TypeDefinition{},
			variables: map[string][]definition{}}
		r.local.read(r.tree, r.tree.Span())
	}
	return r.local
}

// read collects the definitions below a node.
func (v *scriptView) read(root syntax.Node, scope syntax.Extent) {
	syntax.Inspect(root, func(n syntax.Node) bool {
		switch x := n.(type) {
		case *syntax.FunctionDefinition:
			if n == root {
				return true
			}
			v.functions[object.FoldName(x.Name)] = x
			v.read(x, x.Span())
			return false
		case *syntax.TypeDefinition:
			v.classes[object.FoldName(x.Name)] = x
		case *syntax.Parameter:
			v.define(definition{name: x.Name.Name, at: x.End, scope: scope, constraint: constraintOf(x.Attributes), parameter: true})
		case *syntax.AssignmentStatement:
			v.assign(x.Left, definition{at: x.End, scope: scope, value: x.Right})
		case *syntax.ForEachStatement:
			if x.Variable != nil {
				v.define(definition{name: x.Variable.Name, at: x.Variable.End, scope: scope, value: x.Condition, element: true})
			}
		}
		return true
	})
}

func constraintOf(attributes []syntax.AttributeBase) *syntax.TypeName {
	for _, a := range attributes {
		if c, ok := a.(*syntax.TypeConstraint); ok {
			return c.TypeName
		}
	}
	return nil
}

// assign records what stands on the left of an assignment.
func (v *scriptView) assign(left syntax.Expression, d definition) {
	switch x := left.(type) {
	case *syntax.VariableExpression:
		if x.IsVariable() {
			d.name = x.Name
			v.define(d)
		}
	case *syntax.ConvertExpression:
		if d.constraint == nil {
			d.constraint = x.Type.TypeName
		}
		v.assign(x.Child, d)
	case *syntax.AttributedExpression:
		v.assign(x.Child, d)
	case *syntax.ArrayLiteral:
		for _, e := range x.Elements {
			v.assign(e, definition{at: d.at, scope: d.scope})
		}
	}
}

func (v *scriptView) define(d definition) {
	if d.name != "" {
		key := object.FoldName(d.name)
		v.variables[key] = append(v.variables[key], d)
	}
}

// names are the variables that the text defines and the cursor sees.
func (v *scriptView) names(cursor int32) []string {
	var names []string
	for _, all := range v.variables {
		for _, d := range all {
			if d.scope.Contains(cursor) && d.at <= cursor {
				names = append(names, d.name)
				break
			}
		}
	}
	return names
}

// textVariable is what the text says about a variable at the cursor.
func (r *request) textVariable(name string) []shape {
	var found *definition
	var typed *syntax.TypeName
	all := r.view().variables[object.FoldName(name)]
	for i := range all {
		d := &all[i]
		if d.scope.Contains(r.cursor) && d.at <= r.cursor && (d.value == nil || !d.value.Span().Contains(r.cursor) || d.at < r.cursor) {
			found = d
			if d.constraint != nil {
				typed = d.constraint
			}
		}
	}
	switch {
	case found == nil:
		return nil
	case typed != nil:
		return r.typeShape(typed)
	case found.parameter:
		return []shape{{typ: object.TypeObject}}
	case found.value == nil:
		return nil
	case found.element:
		return elementsOf(r.shapeOf(found.value))
	}
	return r.shapeOf(found.value)
}

// declaredParameters reads the parameters of a function that the text defines.
func (r *request) declaredParameters(f *syntax.FunctionDefinition) []*command.Parameter {
	list := f.Parameters
	if f.Body != nil && f.Body.ParamBlock != nil {
		list = f.Body.ParamBlock.Parameters
	}
	var parameters []*command.Parameter
	for _, p := range list {
		q := &command.Parameter{Name: p.Name.Name, Type: object.TypeObject}
		for _, a := range p.Attributes {
			r.readAttribute(q, a)
		}
		if q.Sets == nil {
			q.Sets = []command.ParameterSet{{Name: command.AllSets, Position: -1}}
		}
		parameters = append(parameters, q)
	}
	return parameters
}

func (r *request) readAttribute(p *command.Parameter, attribute syntax.AttributeBase) {
	switch a := attribute.(type) {
	case *syntax.TypeConstraint:
		if t := r.rt.LookupType(typeText(a.TypeName)); t != nil {
			p.Type = t
		}
	case *syntax.Attribute:
		switch strings.TrimSuffix(object.FoldName(a.TypeName.Name), "attribute") {
		case "validateset":
			p.Validators = append(p.Validators, &command.ValidateSet{Values: constantTexts(a.PositionalArguments), IgnoreCase: true})
		case "alias":
			p.Aliases = constantTexts(a.PositionalArguments)
		case "parameter":
			readParameterAttribute(p, a)
		}
	}
}

func readParameterAttribute(p *command.Parameter, a *syntax.Attribute) {
	set := command.ParameterSet{Name: command.AllSets, Position: -1}
	for _, n := range a.NamedArguments {
		switch object.FoldName(n.Name) {
		case "parametersetname":
			if texts := constantTexts([]syntax.Expression{n.Argument}); len(texts) == 1 {
				set.Name = texts[0]
			}
		case "dontshow":
			p.Hidden = true
		case "helpmessage":
			if texts := constantTexts([]syntax.Expression{n.Argument}); len(texts) == 1 {
				p.HelpMessage = texts[0]
			}
		}
	}
	p.Sets = append(p.Sets, set)
}

func constantTexts(expressions []syntax.Expression) []string {
	var texts []string
	for _, e := range expressions {
		if s, ok := e.(*syntax.StringConstantExpression); ok {
			texts = append(texts, s.Value)
		}
	}
	return texts
}
