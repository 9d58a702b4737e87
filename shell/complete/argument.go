package complete

import (
	"context"
	"slices"
	"strings"

	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
	"github.com/partnershell/partnershell/shell/syntax"
)

// operand is the place of the argument being completed.
type operand struct {
	command   *syntax.Command
	element   syntax.CommandElement // that the cursor is in; nil if a new one begins
	binding   *binding
	parameter *command.Parameter
	used      []string // what stands beside it in the same list
}

// arguments offers values for the argument at the cursor.
func (r *request) arguments() []Candidate {
	c, ok := above[*syntax.Command](r)
	if !ok || len(c.Elements) == 0 {
		return r.files(fileOptions{})
	}
	o := operand{command: c, element: r.elementAtCursor(c)}
	if o.element == c.Elements[0] {
		if r.word == "" {
			return nil
		}
		return append(r.filesAsCommand(), r.commands()...)
	}
	o.used = r.usedValues(o.element)
	named, isNamed := r.parameterBefore(&o)
	o.binding = r.bindUpTo(c, o.element)
	if o.binding == nil {
		return r.nativeArguments(c)
	}
	if isNamed {
		p, _ := o.binding.find(named.Name, true)
		if p != nil && (p.Type != object.TypeSwitch || r.colonBefore(named)) {
			o.parameter = p
			return r.valuesOrFiles(&o)
		}
	}
	return r.positionalValues(&o)
}

// elementAtCursor is the word of a command that the cursor is in; nil if it stands in none.
func (r *request) elementAtCursor(c *syntax.Command) syntax.CommandElement {
	if r.at == nil && (r.before == nil || r.before.Kind != syntax.TokComma) {
		return nil
	}
	for _, e := range c.Elements {
		if span := e.Span(); span.Start < r.cursor && r.lastOffset() <= span.End {
			return e
		}
	}
	return nil
}

// lastOffset is where the cursor, or what stands before it, is.
func (r *request) lastOffset() int32 {
	if r.at == nil && r.before != nil {
		return r.before.End
	}
	return r.cursor
}

// usedValues are the other texts in the list that the argument is part of.
func (r *request) usedValues(element syntax.CommandElement) []string {
	if p, ok := element.(*syntax.CommandParameter); ok {
		element = p.Argument
	}
	var used []string
	add := func(n syntax.Node) {
		if s, ok := n.(*syntax.StringConstantExpression); ok && (s.End < r.cursor || s.Start >= r.cursor) {
			used = append(used, s.Value)
		}
	}
	switch e := element.(type) {
	case *syntax.ArrayLiteral:
		for _, item := range e.Elements {
			add(item)
		}
	case *syntax.ErrorExpression:
		syntax.Inspect(e, func(n syntax.Node) bool { add(n); return true })
	}
	return used
}

// parameterBefore is the -word whose value the argument is.
func (r *request) parameterBefore(o *operand) (*syntax.CommandParameter, bool) {
	if p, ok := o.element.(*syntax.CommandParameter); ok {
		return p, true
	}
	var previous syntax.CommandElement
	for _, e := range o.command.Elements {
		if e == o.element || o.element == nil && e.Span().End > r.cursor {
			break
		}
		previous = e
	}
	p, ok := previous.(*syntax.CommandParameter)
	if !ok || p.Argument != nil {
		return nil, false
	}
	return p, true
}

// colonBefore reports whether a value stands behind -Name: and so belongs even to a switch.
func (r *request) colonBefore(p *syntax.CommandParameter) bool {
	return p.Argument != nil || strings.HasSuffix(r.slice(p), ":")
}

// bindUpTo binds a command's words without the one being completed and without positional ones behind it.
func (r *request) bindUpTo(c *syntax.Command, element syntax.CommandElement) *binding {
	words := *c
	words.Elements = nil
	for _, e := range c.Elements {
		_, isWord := e.(*syntax.CommandParameter)
		if e != element && (isWord || e.Span().End <= r.cursor) {
			words.Elements = append(words.Elements, e)
		}
	}
	if len(words.Elements) == 0 {
		return nil
	}
	return r.bindCommand(&words, nil, element)
}

// positionalValues offers values for the parameters that the argument could go to by position.
func (r *request) positionalValues(o *operand) []Candidate {
	for _, p := range o.binding.nextPositional() {
		o.parameter = p
		if list, closed := r.parameterValues(o); closed || len(list) > 0 {
			return list
		}
	}
	return r.files(fileOptions{})
}

// valuesOrFiles offers a parameter's values, and files where nothing else is known.
func (r *request) valuesOrFiles(o *operand) []Candidate {
	if list, closed := r.parameterValues(o); closed || len(list) > 0 {
		return list
	}
	return r.files(fileOptions{literal: object.EqualNames(o.parameter.Name, "LiteralPath")})
}

// parameterValues offers a parameter's values; closed says that files would be wrong even if there are none.
func (r *request) parameterValues(o *operand) (list []Candidate, closed bool) {
	if block := r.rt.Completer(o.binding.name, o.parameter); block != nil {
		return r.fromBlock(block, o.binding.name, o.parameter.Name, r.word, r.commandObject(o.command), boundTable(o.binding)), false
	}
	if o.parameter.Completer == "none" {
		return nil, true
	}
	if f := command.CompleterNamed(o.parameter.Completer); f != nil {
		return r.fromFamily(f), true
	}
	if list, ok := r.declaredValues(o.parameter); ok {
		return list, true
	}
	return r.builtinValues(o)
}

// fromFamily offers what a family of commands knows.
func (r *request) fromFamily(f command.Completer) []Candidate {
	fits, quote := matching(r.word), r.quote()
	all := f(context.Background(), r.rt.Service, r.word)
	wanted := func(v *command.Completion) bool {
		return fits(v.Text) || v.Label != "" && hasPrefixFold(v.Label, r.word)
	}
	n := 0
	for i := range all {
		if wanted(&all[i]) {
			n++
		}
	}
	list := make([]Candidate, 0, n)
	for i := range all {
		if v := &all[i]; wanted(v) {
			label := v.Label
			if label == "" {
				label = v.Text
			}
			list = append(list, Candidate{asArgument(v.Text, quote), label, ParameterValue, v.ToolTip})
		}
	}
	return list
}

// declaredValues offers what a parameter's own declaration allows: a ValidateSet, an enumeration, true and false.
func (r *request) declaredValues(p *command.Parameter) ([]Candidate, bool) {
	for _, v := range p.Validators {
		if set, ok := v.(*command.ValidateSet); ok {
			return r.sortedValues(set.Values, ParameterValue), true
		}
	}
	t := p.Type
	for t != nil && (t.Elem() != nil || len(t.GenericArgs()) == 1) {
		if t.Elem() != nil {
			t = t.Elem()
		} else {
			t = t.GenericArgs()[0]
		}
	}
	switch {
	case t == nil:
	case t.Enum() != nil:
		return r.sortedValues(t.Enum().Names, ParameterValue), true
	case t == object.TypeBoolean || t == object.TypeSwitch:
		return plainText(r.values([]string{"$true", "$false"}, ParameterValue)), true
	}
	return nil, false
}

// plainText takes the quotation marks off variables.
func plainText(list []Candidate) []Candidate {
	for i := range list {
		list[i].Text = list[i].List
	}
	return list
}

// nativeArguments completes the words of a program, or of a command that nobody knows.
func (r *request) nativeArguments(c *syntax.Command) []Candidate {
	if name, ok := c.Elements[0].(*syntax.StringConstantExpression); ok {
		for _, n := range []string{name.Value, baseName(name.Value)} {
			if block := r.rt.NativeCompleter(n); block != nil {
				return r.fromBlock(block, r.word, r.commandObject(c), r.cursor)
			}
		}
	}
	return r.files(fileOptions{literal: true})
}

// baseName is a program's name without folder and extension.
func baseName(path string) string {
	name := path[strings.LastIndexAny(path, `/\`)+1:]
	return strings.TrimSuffix(name, ".exe")
}

// commandObject is the command's tree as completers written in PowerShell see it.
func (r *request) commandObject(c *syntax.Command) object.Value {
	return r.rt.SyntaxObject(r.tree.Source, c)
}

// boundTable is $fakeBoundParameters: the constant values given so far.
func boundTable(b *binding) *object.Dictionary {
	table := object.NewHashtable()
	for p, a := range b.bound {
		switch v := a.value.(type) {
		case *syntax.StringConstantExpression:
			table.Set(p.Name, v.Value)
		case *syntax.ConstantExpression:
			table.Set(p.Name, v.Value)
		case nil:
			table.Set(p.Name, object.Switch(true))
		}
	}
	return table
}

// fromBlock runs a registered completer; one that fails offers nothing.
func (r *request) fromBlock(block object.Callable, args ...object.Value) []Candidate {
	out, err := block.Call(args...)
	if err != nil || object.IsNull(out) {
		return nil
	}
	items, isList := object.Elements(out)
	if !isList {
		items = []object.Value{out}
	}
	var list []Candidate
	for _, item := range items {
		if c, ok := candidateOf(item); ok {
			list = append(list, c)
		}
	}
	return list
}

// candidateOf reads a CompletionResult; any other value is its text.
func candidateOf(v object.Value) (Candidate, bool) {
	if object.IsNull(v) {
		return Candidate{}, false
	}
	text, ok := propertyText(v, "CompletionText")
	if !ok {
		text = object.ToText(v)
		return Candidate{text, text, Text, text}, text != ""
	}
	c := Candidate{Text: text, Kind: Text}
	c.List, _ = propertyText(v, "ListItemText")
	c.ToolTip, _ = propertyText(v, "ToolTip")
	if kind, ok := propertyText(v, "ResultType"); ok {
		c.Kind = Kind(kind)
	}
	return c, true
}

func propertyText(v object.Value, name string) (string, bool) {
	p, ok, err := object.GetProperty(v, name)
	return object.ToText(p), ok && err == nil
}

// without leaves out the names that are used already.
func without(names, used []string) []string {
	return slices.DeleteFunc(slices.Clone(names), func(n string) bool {
		return slices.ContainsFunc(used, func(u string) bool { return object.EqualNames(u, n) })
	})
}
