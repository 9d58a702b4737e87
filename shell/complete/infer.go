package complete

import (
	"strings"

	"github.com/partnershell/partnershell/shell/object"
	"github.com/partnershell/partnershell/shell/syntax"
)

// shape is what is known of a value without running anything: the value itself, or its type, or the properties that
// a literal gives it.
type shape struct {
	typ    *object.Type
	value  object.Value // set if known
	known  bool
	fields []field                // of a property bag or of a table
	class  *syntax.TypeDefinition // that the text itself defines
	items  []shape                // of a collection whose elements are known
	record bool                   // of a service, whose class has nothing of its own to offer
}

// field is a property or key that a literal writes down.
type field struct {
	name  string
	value []shape
}

// maxInference bounds how deep expressions are followed.
const maxInference = 24

func ofType(t *object.Type) []shape {
	if t == nil {
		return nil
	}
	return []shape{{typ: t}}
}

func ofValue(v object.Value) []shape {
	if object.IsNull(v) {
		return nil
	}
	return []shape{{typ: object.TypeOf(v), value: v, known: true}}
}

// label is the type's name as tool tips show it.
func (s shape) label() string {
	if s.class != nil {
		return s.class.Name
	}
	return shortType(s.typ)
}

// keys are the keys of a table.
func (s shape) keys() []string {
	var keys []string
	if d, ok := object.Base(s.value).(*object.Dictionary); ok && s.known {
		for _, e := range d.Entries() {
			if text, isText := e.Key.(string); isText {
				keys = append(keys, text)
			}
		}
		return keys
	}
	if !isTable(s.typ) {
		return nil
	}
	for _, f := range s.fields {
		keys = append(keys, f.name)
	}
	return keys
}

func isTable(t *object.Type) bool {
	return t == object.TypeHashtable || t == object.TypeOrderedDictionary
}

// shapeOf is what an expression, or what a statement writes, can be.
func (r *request) shapeOf(n syntax.Node) []shape {
	if r.depth >= maxInference || n == nil {
		return nil
	}
	r.depth++
	defer func() { r.depth-- }()
	if v, ok := r.safeValue(n); ok && !object.IsNull(v) {
		return ofValue(v)
	}
	switch x := n.(type) {
	case *syntax.Pipeline:
		return r.outputOf(x, len(x.Elements)-1)
	case *syntax.PipelineChain:
		return append(r.shapeOf(x.Left), r.shapeOf(x.Right)...)
	case *syntax.AssignmentStatement:
		return r.shapeOf(x.Right)
	case *syntax.CommandExpression:
		return r.shapeOf(x.Expression)
	case *syntax.StatementBlock:
		return r.written(x.Statements)
	case *syntax.NamedBlock:
		return r.written(x.Statements)
	case *syntax.ReturnStatement:
		return r.shapeOf(x.Pipeline)
	case *syntax.IfStatement:
		var all []shape
		for _, c := range x.Clauses {
			all = append(all, r.shapeOf(c.Body)...)
		}
		if x.Else != nil {
			all = append(all, r.shapeOf(x.Else)...)
		}
		return all
	case *syntax.ForEachStatement:
		return r.shapeOf(x.Body)
	}
	return r.expressionShape(n)
}

// written is what the statements of a block write.
func (r *request) written(statements []syntax.Statement) []shape {
	var all []shape
	for _, s := range statements {
		if _, silent := s.(*syntax.AssignmentStatement); !silent {
			all = append(all, elementsOf(r.shapeOf(s))...)
		}
	}
	return all
}

func (r *request) expressionShape(n syntax.Node) []shape {
	switch x := n.(type) {
	case *syntax.ExpandableStringExpression:
		return ofType(object.TypeString)
	case *syntax.VariableExpression:
		return r.variableShape(x)
	case *syntax.UsingExpression:
		return r.shapeOf(x.SubExpression)
	case *syntax.TypeExpression:
		return r.typeShape(x.TypeName) // of the text's own; others have a value
	case *syntax.ConvertExpression:
		return r.castShape(x)
	case *syntax.AttributedExpression:
		return r.shapeOf(x.Child)
	case *syntax.ParenExpression:
		return r.shapeOf(x.Pipeline)
	case *syntax.SubExpression:
		return r.shapeOf(x.SubExpression)
	case *syntax.ArrayExpression:
		items := r.shapeOf(x.SubExpression)
		return []shape{{typ: object.ArrayOf(object.TypeObject), items: items}}
	case *syntax.ArrayLiteral:
		var items []shape
		for _, e := range x.Elements {
			items = append(items, r.shapeOf(e)...)
		}
		return []shape{{typ: object.ArrayOf(object.TypeObject), items: items}}
	case *syntax.HashtableExpression:
		return []shape{{typ: object.TypeHashtable, fields: r.fieldsOf(x)}}
	case *syntax.ScriptBlockExpression:
		return ofType(object.TypeScriptBlock)
	case *syntax.MemberExpression:
		return r.memberShape(x.Expression, x.Member, x.Static, false)
	case *syntax.InvokeMemberExpression:
		return r.memberShape(x.Expression, x.Member, x.Static, true)
	case *syntax.IndexExpression:
		return r.indexShape(x)
	case *syntax.TernaryExpression:
		return append(r.shapeOf(x.IfTrue), r.shapeOf(x.IfFalse)...)
	}
	return r.operatorShape(n)
}

func (r *request) operatorShape(n syntax.Node) []shape {
	switch x := n.(type) {
	case *syntax.UnaryExpression:
		if x.Operator == syntax.TokNot || x.Operator == syntax.TokExclaim {
			return ofType(object.TypeBoolean)
		}
		return r.shapeOf(x.Child)
	case *syntax.BinaryExpression:
		return r.binaryShape(x)
	}
	return nil
}

func (r *request) binaryShape(x *syntax.BinaryExpression) []shape {
	switch x.Operator {
	case syntax.TokDotDot:
		return ofType(object.ArrayOf(object.TypeInt32))
	case syntax.TokFormat, syntax.TokJoin, syntax.TokIreplace, syntax.TokCreplace:
		return ofType(object.TypeString)
	case syntax.TokIsplit, syntax.TokCsplit:
		return ofType(object.ArrayOf(object.TypeString))
	case syntax.TokAs:
		if t, ok := x.Right.(*syntax.TypeExpression); ok {
			return r.typeShape(t.TypeName)
		}
		return nil
	case syntax.TokAnd, syntax.TokOr, syntax.TokXor, syntax.TokIs, syntax.TokIsNot:
		return ofType(object.TypeBoolean)
	}
	if x.Operator.Traits()&0xF == syntax.FlagBinaryPrecedenceComparison {
		return ofType(object.TypeBoolean)
	}
	return r.shapeOf(x.Left)
}

// variableShape is what a variable holds: what the text assigns to it, else its value in the session.
func (r *request) variableShape(v *syntax.VariableExpression) []shape {
	if !v.IsVariable() {
		return ofType(object.TypeString)
	}
	switch object.FoldName(v.Name) {
	case "_", "psitem":
		if items := r.currentItem(v.Start); items != nil {
			return items
		}
	case "this":
		if class, ok := above[*syntax.TypeDefinition](r); ok {
			return []shape{{class: class, typ: r.rt.LookupType(class.Name)}}
		}
	case "error":
		return ofType(object.TypeArrayList)
	case "myinvocation":
		return ofType(object.LookupType("System.Management.Automation.InvocationInfo"))
	}
	if shapes := r.textVariable(v.Name); len(shapes) > 0 {
		return shapes
	}
	if value, ok := r.rt.Variable(v.UserPath); ok {
		return ofValue(value)
	}
	return nil
}

// currentItem is what $_ stands for at a place: what is piped into the block around it, the error of a catch clause,
// the elements that a method or a switch goes through.
func (r *request) currentItem(offset int32) []shape {
	around := lastPath(r.tree, offset+1)
	for i := len(around) - 1; i > 0; i-- {
		switch n := around[i].(type) {
		case *syntax.CatchClause:
			return ofType(object.LookupType("System.Management.Automation.ErrorRecord"))
		case *syntax.SwitchStatement:
			return elementsOf(r.shapeOf(n.Condition))
		case *syntax.ScriptBlockExpression:
			if items, ok := r.itemsOfBlock(around[:i]); ok {
				return items
			}
		}
	}
	return nil
}

// itemsOfBlock is what a script block gets as $_ from the node around it.
func (r *request) itemsOfBlock(around []syntax.Node) ([]shape, bool) {
	for i := len(around) - 1; i >= 0; i-- {
		switch n := around[i].(type) {
		case *syntax.Command:
			if i > 0 {
				if p, ok := around[i-1].(*syntax.Pipeline); ok {
					return r.inputOf(p, n), true
				}
			}
			return nil, false
		case *syntax.InvokeMemberExpression:
			return elementsOf(r.shapeOf(n.Expression)), true
		case *syntax.ScriptBlockExpression, *syntax.ScriptBlock, *syntax.NamedBlock, *syntax.StatementBlock:
			return nil, false
		}
	}
	return nil, false
}

// pipelineInput is what is piped into a command at the cursor.
func (r *request) pipelineInput(c *syntax.Command) []shape {
	for _, n := range r.path {
		if p, ok := n.(*syntax.Pipeline); ok {
			if shapes := r.inputOf(p, c); shapes != nil {
				return shapes
			}
		}
	}
	b := r.bindCommand(c, nil, nil)
	if b == nil {
		return nil
	}
	for p, a := range b.bound {
		if p.Name == "InputObject" && a.value != nil {
			return elementsOf(r.shapeOf(a.value))
		}
	}
	return nil
}

func (r *request) inputOf(p *syntax.Pipeline, c *syntax.Command) []shape {
	for i, e := range p.Elements {
		if e == syntax.PipelineElement(c) && i > 0 {
			return elementsOf(r.outputOf(p, i-1))
		}
	}
	return nil
}

// outputOf is what the stage i of a pipeline writes.
func (r *request) outputOf(p *syntax.Pipeline, i int) []shape {
	if i < 0 || r.depth >= maxInference {
		return nil
	}
	r.depth++
	defer func() { r.depth-- }()
	c, ok := p.Elements[i].(*syntax.Command)
	if !ok {
		return r.shapeOf(p.Elements[i])
	}
	return r.commandOutput(c, func() []shape { return elementsOf(r.outputOf(p, i-1)) })
}

// elementsOf takes collections apart, as a pipeline does.
func elementsOf(shapes []shape) []shape {
	var all []shape
	for _, s := range shapes {
		all = append(all, s.elements()...)
	}
	return all
}

// maxSampled bounds how many elements of a collection are looked at.
const maxSampled = 20

func (s shape) elements() []shape {
	if s.items != nil {
		return s.items
	}
	if s.known {
		items, ok := object.Elements(s.value)
		if !ok {
			return []shape{s}
		}
		var all []shape
		for _, v := range items[:min(len(items), maxSampled)] {
			all = append(all, ofValue(v)...)
		}
		return all
	}
	if s.typ == nil {
		return []shape{s}
	}
	if e := s.typ.Elem(); e != nil {
		return ofType(e)
	}
	if args := s.typ.GenericArgs(); len(args) == 1 && strings.Contains(s.typ.GenericDefinition(), ".Collections.") {
		return ofType(args[0])
	}
	return []shape{s}
}

// indexShape is an element of a collection, or the value of a key.
func (r *request) indexShape(x *syntax.IndexExpression) []shape {
	var all []shape
	key, _ := x.Index.(*syntax.StringConstantExpression)
	for _, s := range r.shapeOf(x.Target) {
		switch {
		case isTable(s.typ):
			if key != nil {
				all = append(all, s.field(key.Value)...)
			}
		case s.typ == object.TypeArrayList:
			all = append(all, shape{typ: object.TypeObject})
		case s.typ == object.TypeString:
			all = append(all, shape{typ: object.TypeChar})
		default:
			all = append(all, s.elements()...)
		}
	}
	return all
}

// field is the value that a literal gives a property or key.
func (s shape) field(name string) []shape {
	for _, f := range s.fields {
		if object.EqualNames(f.name, name) {
			return f.value
		}
	}
	return nil
}

func (r *request) fieldsOf(table *syntax.HashtableExpression) []field {
	var fields []field
	for _, p := range table.Pairs {
		if k, ok := p.Key.(*syntax.StringConstantExpression); ok {
			fields = append(fields, field{k.Value, r.shapeOf(p.Value)})
		}
	}
	return fields
}

func (r *request) castShape(x *syntax.ConvertExpression) []shape {
	table, isLiteral := x.Child.(*syntax.HashtableExpression)
	switch name := object.FoldName(x.Type.TypeName.Name); {
	case isLiteral && (name == "pscustomobject" || name == "psobject"):
		return []shape{{typ: object.TypeCustomObject, fields: r.fieldsOf(table)}}
	case isLiteral && name == "ordered":
		return []shape{{typ: object.TypeOrderedDictionary, fields: r.fieldsOf(table)}}
	}
	return r.typeShape(x.Type.TypeName)
}

// typeText is a type's name as LookupType reads it.
func typeText(t *syntax.TypeName) string {
	if t.ElementType != nil {
		return typeText(t.ElementType) + "[" + strings.Repeat(",", max(t.Rank, 1)-1) + "]"
	}
	if len(t.GenericArguments) == 0 {
		return t.Name
	}
	args := make([]string, len(t.GenericArguments))
	for i, a := range t.GenericArguments {
		args[i] = typeText(a)
	}
	return t.Name + "[" + strings.Join(args, ",") + "]"
}

// typeShape is a value of a type written in the text.
func (r *request) typeShape(t *syntax.TypeName) []shape { return r.namedShape(typeText(t)) }

func (r *request) namedShape(name string) []shape {
	if class := r.view().classes[object.FoldName(name)]; class != nil {
		return []shape{{class: class, typ: r.rt.LookupType(name)}}
	}
	return ofType(r.rt.LookupType(name))
}
