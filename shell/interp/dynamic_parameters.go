package interp

import (
	"github.com/partnershell/partnershell/shell/bind"
	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
	"github.com/partnershell/partnershell/shell/syntax"
)

// dynamicParameters runs the dynamicparam block, which sees the parameters bound so far.
func (fr *frame) dynamicParameters(l *parameterList, b *bind.Binding) ([]*command.Parameter, error) {
	bound := newBoundDictionary()
	for i := range l.list {
		p := &l.list[i]
		if b.Bound(i) {
			fr.setParameter(p, b.Value(i))
			bound.Set(p.declared.Name, b.Value(i))
		} else {
			fr.setParameter(p, p.null)
		}
	}
	fr.call.bound = bound
	var out collector
	outer := fr.out
	fr.out = &out
	err := fr.rt.push(fr)
	if err == nil {
		err = fr.block.runPart(fr, fr.block.dynamic, syntax.TokDynamicparam)
		fr.rt.pop(fr)
	}
	fr.out = outer
	if err != nil {
		return nil, err
	}
	var list []*command.Parameter
	for _, v := range out.items {
		table, ok := object.Base(v).(*object.Dictionary)
		if !ok {
			continue
		}
		for _, e := range table.Entries() {
			p, err := runtimeParameter(e.Value)
			if err != nil {
				return nil, err
			}
			list = append(list, p)
		}
	}
	return list, nil
}

// runtimeParameter reads a RuntimeDefinedParameter.
func runtimeParameter(v object.Value) (*command.Parameter, error) {
	p := &command.Parameter{Type: object.TypeObject, Field: -1}
	name, _, err := object.GetProperty(v, "Name")
	if err != nil {
		return nil, err
	}
	p.Name = object.ToText(name)
	if t, _, _ := object.GetProperty(v, "ParameterType"); t != nil {
		if t, ok := object.Base(t).(*object.Type); ok {
			p.Type = t
		}
	}
	attributes, _, err := object.GetProperty(v, "Attributes")
	if err != nil {
		return nil, err
	}
	for _, a := range itemsOf(attributes) {
		readAttributeObject(p, a)
	}
	if p.Sets == nil {
		p.Sets = []command.ParameterSet{{Name: command.AllSets, Position: -1}}
	}
	return p, nil
}

// readAttributeObject reads an attribute that a script made ([Parameter]@{…}, [ValidateSet]::new(…)).
func readAttributeObject(p *command.Parameter, a object.Value) {
	read := func(name string) object.Value { v, _, _ := object.GetProperty(a, name); return v }
	switch object.TypeOf(a).Name() {
	case "ParameterAttribute":
		set := command.ParameterSet{Name: command.AllSets, Position: -1}
		set.Mandatory = object.ToBool(read("Mandatory"))
		if n, ok := object.Base(read("Position")).(int32); ok && n >= 0 {
			set.Position = int(n)
		}
		if name := object.ToText(read("ParameterSetName")); name != "" {
			set.Name = name
		}
		set.Pipeline = object.ToBool(read("ValueFromPipeline"))
		set.ByName = object.ToBool(read("ValueFromPipelineByPropertyName"))
		set.Remaining = object.ToBool(read("ValueFromRemainingArguments"))
		p.Sets = append(p.Sets, set)
	case "AliasAttribute":
		for _, n := range itemsOf(read("AliasNames")) {
			p.Aliases = append(p.Aliases, object.ToText(n))
		}
	case "ValidateSetAttribute":
		s := &command.ValidateSet{IgnoreCase: true}
		for _, v := range itemsOf(read("ValidValues")) {
			s.Values = append(s.Values, object.ToText(v))
		}
		p.Validators = append(p.Validators, s)
	case "ValidateRangeAttribute":
		p.Validators = append(p.Validators, &command.ValidateRange{Min: read("MinRange"), Max: read("MaxRange")})
	case "ValidateNotNullOrEmptyAttribute":
		p.Validators = append(p.Validators, command.ValidateNotNullOrEmpty{})
	case "ValidateNotNullAttribute":
		p.Validators = append(p.Validators, command.ValidateNotNull{})
	}
}
