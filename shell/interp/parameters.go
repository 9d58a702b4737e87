package interp

import (
	"math"
	"slices"
	"sync"

	"github.com/partnershell/partnershell/shell/bind"
	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
	"github.com/partnershell/partnershell/shell/syntax"
)

// scriptParameter is one parameter of a function or script.
type scriptParameter struct {
	obsolete *string // what [Obsolete()] says; nil without
	sym      *symbol
	slot     int32
	declared *command.Parameter
	standard evalFn // its default value; nil if it has none
	null     object.Value
	piped    bool     // takes pipeline input in some set
	meta     *varMeta // nil without type and attributes
}

// parameterList is what the param block of a function says, ready for binding.
type parameterList struct {
	list     []scriptParameter
	target   *bind.Target
	advanced bool
	plain    bool // can be bound by a precomputed plan

	defaultSet    string
	shouldProcess bool
	paging        bool
	confirmImpact string
	noPositional  bool
	outputTypes   []string
	obsolete      *string // what [Obsolete()] says; nil without
}

// params reads the parameters of the block, once.
func (b *block) params(fr *frame, name string) (*parameterList, error) {
	if b.parameters != nil {
		return b.parameters, nil
	}
	c := &compiler{b: b}
	l := &parameterList{}
	if err := l.readBindingAttributes(fr, c, b.ast); err != nil {
		return nil, err
	}
	var declared []*command.Parameter
	for _, p := range b.parameterDeclarations() {
		sp, err := l.readParameter(fr, c, p)
		if err != nil {
			return nil, err
		}
		l.list = append(l.list, sp)
		declared = append(declared, sp.declared)
	}
	l.finish(name, declared)
	b.parameters = l
	return l, nil
}

func (l *parameterList) finish(name string, declared []*command.Parameter) {
	l.target = bind.NewTarget(declared, bind.Options{
		Name: name, Script: true, Simple: !l.advanced, DefaultSet: l.defaultSet, Common: l.advanced,
		ShouldProcess: l.shouldProcess, Paging: l.paging, NoPositional: l.noPositional, ImplicitPositions: true,
	})
	l.plain = l.obsolete == nil
	for i := range declared {
		for _, s := range declared[i].Sets {
			if s.Name != command.AllSets || s.Pipeline || s.ByName || s.Remaining {
				l.plain = false
			}
		}
		l.plain = l.plain && len(declared[i].Transforms) == 0 && declared[i].PSTypeName == "" &&
			!slices.ContainsFunc(declared[i].Validators, runsScript)
	}
}

// runsScript reports a validator that runs code of the script: a plan that asks it and then leaves the call to the
// binder would run it twice.
func runsScript(v command.Validator) bool {
	switch v.(type) {
	case *command.ValidateScript, customValidator:
		return true
	}
	return false
}

// readBindingAttributes reads [CmdletBinding()] and its kin.
func (l *parameterList) readBindingAttributes(fr *frame, c *compiler, ast *syntax.ScriptBlock) error {
	if ast.ParamBlock == nil {
		return nil
	}
	for _, a := range ast.ParamBlock.Attributes {
		switch attributeName(a) {
		case "cmdletbinding":
			l.advanced = true
			if err := l.readCmdletBinding(fr, c, a); err != nil {
				return err
			}
		case "obsolete":
			text, err := obsolete(fr, c, a)
			if err != nil {
				return err
			}
			l.obsolete = text
		case "outputtype":
			for _, e := range a.PositionalArguments {
				v, err := c.expr(e)(fr)
				if err != nil {
					return err
				}
				if t, ok := v.(*object.Type); ok {
					v = t.FullName()
				}
				l.outputTypes = append(l.outputTypes, object.ToText(v))
			}
		}
	}
	return nil
}

func (l *parameterList) readCmdletBinding(fr *frame, c *compiler, a *syntax.Attribute) error {
	for _, n := range a.NamedArguments {
		v, err := c.expr(n.Argument)(fr)
		if err != nil {
			return err
		}
		switch object.FoldName(n.Name) {
		case "defaultparametersetname":
			l.defaultSet = object.ToText(v)
		case "supportsshouldprocess":
			l.shouldProcess = object.ToBool(v)
		case "supportspaging":
			l.paging = object.ToBool(v)
		case "confirmimpact":
			l.confirmImpact = object.ToText(v)
		case "positionalbinding":
			l.noPositional = !object.ToBool(v)
		case "helpuri", "remotingcapability", "supportstransactions":
		default:
			return unknownProperty(n.Name, ns+"CmdletBindingAttribute")
		}
	}
	return nil
}

func attributeName(a *syntax.Attribute) string {
	name := object.FoldName(a.TypeName.Name)
	if n, ok := cutPrefixFold(name, "system.management.automation."); ok {
		name = n
	}
	if len(name) > len("attribute") && name[len(name)-len("attribute"):] == "attribute" {
		name = name[:len(name)-len("attribute")]
	}
	return name
}

func cutPrefixFold(s, prefix string) (string, bool) {
	if len(s) >= len(prefix) && s[:len(prefix)] == prefix {
		return s[len(prefix):], true
	}
	return s, false
}

// readParameter reads one parameter's attributes, type and default.
func (l *parameterList) readParameter(fr *frame, c *compiler, p *syntax.Parameter) (scriptParameter, error) {
	sym := intern(p.Name.Name)
	sp := scriptParameter{sym: sym, slot: c.b.table.add(sym),
		declared: &command.Parameter{Name: p.Name.Name, Type: object.TypeObject, Field: 0}}
	for _, a := range p.Attributes {
		switch x := a.(type) {
		case *syntax.TypeConstraint:
			t, err := c.typeRef(x.TypeName).resolve(fr)
			if err != nil {
				return sp, err
			}
			sp.declared.Type = t
		case *syntax.Attribute:
			if err := l.readAttribute(fr, c, &sp, x); err != nil {
				return sp, err
			}
		}
	}
	if sp.declared.Sets == nil {
		sp.declared.Sets = []command.ParameterSet{{Name: command.AllSets, Position: -1}}
	}
	if p.Default != nil {
		sp.standard = c.expr(p.Default)
	}
	sp.meta = parameterMeta(sp.declared)
	sp.null = nullOf(sp.declared.Type)
	sp.piped = isPipelineParameter(sp.declared)
	return sp, nil
}

// parameterMeta is what a parameter's variable keeps of its declaration.
func parameterMeta(p *command.Parameter) *varMeta {
	if p.Type == object.TypeObject && len(p.Validators) == 0 {
		return nil
	}
	m := &varMeta{parameter: true}
	if p.Type != object.TypeObject {
		m.constraint = p.Type
	}
	for _, v := range p.Validators {
		m.attributes = append(m.attributes, validation{v})
	}
	return m
}

// nullOf is the value of a parameter of type t that nobody gave.
func nullOf(t *object.Type) object.Value {
	switch t {
	case object.TypeObject:
		return nil
	case object.TypeString:
		return ""
	case object.TypeSwitch:
		return object.Switch(false)
	}
	if t.Kind() == object.StructType {
		if v, err := object.Convert(nil, t); err == nil {
			return v
		}
	}
	return nil
}

// readAttribute reads one attribute of a parameter.
func (l *parameterList) readAttribute(fr *frame, c *compiler, sp *scriptParameter, a *syntax.Attribute) (err error) {
	p := sp.declared
	switch attributeName(a) {
	case "parameter":
		l.advanced = true
		return readParameterAttribute(fr, c, p, a)
	case "alias":
		names, err := attributeArguments(fr, c, a)
		for _, n := range names {
			p.Aliases = append(p.Aliases, object.ToText(n))
		}
		return err
	case "allownull":
		p.AllowNull = true
	case "allowemptystring":
		p.AllowEmptyString = true
	case "allowemptycollection":
		p.AllowEmptyCollection = true
	case "pstypename":
		names, err := attributeArguments(fr, c, a)
		if len(names) == 1 {
			p.PSTypeName = object.ToText(names[0])
		}
		return err
	case "argumentcompleter", "argumentcompletions", "supportswildcards", "dontshow", "credential", "experimental", "psdefaultvalue":
		return readOtherAttribute(fr, c, p, a)
	case "obsolete":
		sp.obsolete, err = obsolete(fr, c, a)
		return err
	default:
		return readValidator(fr, c, p, a)
	}
	return nil
}

func readOtherAttribute(fr *frame, c *compiler, p *command.Parameter, a *syntax.Attribute) error {
	if attributeName(a) != "argumentcompleter" {
		return nil
	}
	args, err := attributeArguments(fr, c, a)
	if err == nil && len(args) == 1 {
		if block, ok := args[0].(*ScriptBlock); ok {
			fr.rt.parameterCompleter(p, block)
		}
	}
	return err
}

// parameterCompleter keeps the completer that a parameter's attribute gives.
func (rt *Runtime) parameterCompleter(p *command.Parameter, block object.Callable) {
	if rt.completers == nil {
		rt.completers = make(map[string]object.Callable)
	}
	p.Completer = "script:" + p.Name + string(rune('0'+len(rt.completers)%10))
	rt.completers[p.Completer] = block
}

// attributeArguments evaluates the positional arguments of an attribute.
func attributeArguments(fr *frame, c *compiler, a *syntax.Attribute) ([]object.Value, error) {
	var values []object.Value
	for _, e := range a.PositionalArguments {
		v, err := c.expr(e)(fr)
		if err != nil {
			return nil, err
		}
		if items, ok := object.Elements(v); ok {
			values = append(values, items...)
			continue
		}
		values = append(values, v)
	}
	return values, nil
}

func readParameterAttribute(fr *frame, c *compiler, p *command.Parameter, a *syntax.Attribute) error {
	set := command.ParameterSet{Name: command.AllSets, Position: -1}
	for _, n := range a.NamedArguments {
		v, err := c.expr(n.Argument)(fr)
		if err != nil {
			return err
		}
		switch object.FoldName(n.Name) {
		case "mandatory":
			set.Mandatory = object.ToBool(v)
		case "position":
			set.Position, err = object.ToInt(v)
			if set.Position == math.MinInt32 {
				set.Position = -1
			}
		case "parametersetname":
			set.Name = object.ToText(v)
		case "valuefrompipeline":
			set.Pipeline = object.ToBool(v)
		case "valuefrompipelinebypropertyname":
			set.ByName = object.ToBool(v)
		case "valuefromremainingarguments":
			set.Remaining = object.ToBool(v)
			p.Remaining = p.Remaining || set.Remaining
		case "helpmessage":
			p.HelpMessage = object.ToText(v)
		case "dontshow":
			p.Hidden = object.ToBool(v)
		case "helpmessagebasename", "helpmessageresourceid", "experimentname", "experimentaction":
		default:
			return unknownProperty(n.Name, "System.Management.Automation.ParameterAttribute")
		}
		if err != nil {
			return err
		}
	}
	p.Sets = append(p.Sets, set)
	return nil
}

func unknownProperty(name, class string) error {
	return runtimeError("PropertyNotFoundForType", object.InvalidOperation,
		"Property '%s' cannot be found for type '%s'.", name, class)
}

// bindScript binds the arguments of a script to its param block, or sets $args.
func bindScript(fr *frame, b *block, args []Argument) error {
	list := make([]bind.Argument, 0, len(args))
	for _, a := range args {
		list = append(list, bind.Argument{Name: a.Name, IsName: a.Name != "", HasValue: a.Name != "" && a.Given, Value: a.Value})
	}
	name := fr.call.name
	if name == "" {
		name = fr.call.path
	}
	l, err := b.params(fr, name)
	if err != nil {
		return err
	}
	context := fr.bindContext(l, false)
	if l.advanced {
		context.Prompt = fr.rt.prompter(name, fr.call.position)
	}
	binding, err := l.target.Bind(list, context)
	if err != nil {
		return err
	}
	if l.advanced {
		if _, err = fr.applyCommon(fr, binding.Common(), binding); err != nil {
			return err
		}
		run := &functionRun{caller: fr, fr: fr, block: b, list: l, binding: binding, dotted: true}
		fr.call.cmdlet = &ScriptCmdlet{fr: fr, run: run}
	}
	return fr.store(l, binding)
}

// store puts bound values into the variables of the frame's scope, and defaults into the others.
func (fr *frame) store(l *parameterList, b *bind.Binding) error {
	bound := newBoundDictionary()
	for _, i := range b.Order() {
		v := b.Value(i)
		if i < len(l.list) {
			fr.setParameter(&l.list[i], v)
		}
		bound.Set(b.Target().Parameters[i].Name, v)
	}
	fr.call.bound = bound
	fr.call.unbound = b.Rest
	fr.setArgs(b.Rest)
	return fr.fillDefaults(l, b.Bound)
}

func newBoundDictionary() *object.Dictionary {
	d := object.NewHashtable()
	d.DictType = boundParametersType()
	return d
}

// boundParametersType is the type of $PSBoundParameters.
var boundParametersType = sync.OnceValue(func() *object.Type {
	const name = ns + "PSBoundParametersDictionary"
	if t := object.LookupType(name); t != nil {
		return t
	}
	return object.Define(name, object.ClassType, object.LookupType("System.Collections.Generic.Dictionary[string,object]"))
})

// setParameter sets a parameter's variable.
func (fr *frame) setParameter(p *scriptParameter, v object.Value) {
	slot := fr.scope.declare(p.sym)
	slot.value, slot.set, slot.meta = v, true, p.meta
}

// fillDefaults evaluates the defaults of what was not bound, in order.
func (fr *frame) fillDefaults(l *parameterList, bound func(i int) bool) error {
	for i := range l.list {
		if bound(i) {
			continue
		}
		p := &l.list[i]
		v := p.null
		if p.standard != nil {
			var err error
			if v, err = fr.defaultOf(l, p); err != nil {
				return err
			}
		}
		fr.setParameter(p, v)
	}
	return nil
}

// defaultOf evaluates the default of a parameter, which may call the function again.
func (fr *frame) defaultOf(l *parameterList, p *scriptParameter) (object.Value, error) {
	if err := fr.rt.descend(); err != nil {
		return nil, err
	}
	v, err := p.standard(fr)
	fr.rt.depth--
	if err != nil {
		return nil, err
	}
	if v, err = convertFor(settle(v), p.declared.Type); err != nil {
		return nil, parameterDefaultError(l, p, err)
	}
	return v, nil
}

// parameterDefaultError is a default value that does not fit its parameter.
func parameterDefaultError(l *parameterList, p *scriptParameter, cause error) error {
	e, ok := cause.(*object.ErrorRecord)
	if !ok {
		return cause
	}
	c := *e
	c.Exception = &object.Exception{
		Class:   object.ExceptionType(ns + "ParameterBindingArgumentTransformationException"),
		Message: "Cannot process argument transformation on parameter '" + p.declared.Name + "'. " + e.Exception.Message,
		Inner:   e.Exception,
	}
	c.ID, c.Class, c.Category = "ParameterArgumentTransformationError", l.target.Name, object.InvalidData
	return &c
}
