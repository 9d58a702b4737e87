package interp

import (
	"github.com/partnershell/partnershell/shell/bind"
	"github.com/partnershell/partnershell/shell/object"
)

// callPlan says, for one place that calls one function, which argument goes to which parameter. It is made when
// every argument names its parameter exactly or has a position, and the function asks for nothing that depends on
// values.
type callPlan struct {
	fn     *Function
	list   *parameterList
	usable bool
	steps  []planStep
	unset  []int // parameters that get their defaults
}

type planStep struct {
	parameter int
	value     evalFn
	constant  object.Value // what the argument is, when value is nil
	text      string
}

// planFor makes the plan for a function, or one that says that there is none.
func (call *commandCall) planFor(fr *frame, r *resolved) *callPlan {
	p := &callPlan{fn: r.fn}
	b := r.fn.block
	if b.filter || b.dynamic != nil || b.process != nil || b.begin != nil || b.clean != nil || b.prepare(fr.rt) != nil ||
		b.process != nil || b.begin != nil || b.dynamic != nil || b.clean != nil || b.usesBound || r.fn.Path != "" || r.fn.bound != nil {
		return p
	}
	if !b.hasParams() {
		return p
	}
	outer := fr.rt.top
	l := b.parameters
	if l == nil {
		return p // the first call binds in full, and reads the parameters
	}
	fr.rt.top = outer
	p.list = l
	if !l.plain || l.advanced {
		return p
	}
	p.usable = call.fillPlan(p)
	return p
}

// fillPlan assigns arguments to parameters.
func (call *commandCall) fillPlan(p *callPlan) bool {
	given := make([]bool, len(p.list.list))
	positions := p.list.target.Positions()
	next := 0
	for i := 0; i < len(call.args); i++ {
		a := &call.args[i]
		if a.dashes {
			return false
		}
		step := planStep{value: a.value, text: a.text}
		if a.isName {
			index, err := p.list.target.Find(a.name)
			if err != nil || index < 0 || given[index] {
				return false
			}
			step.parameter, step.text = index, ""
			switch {
			case a.attached:
			case p.list.list[index].declared.Type == object.TypeSwitch:
				step.value, step.constant = nil, object.Switch(true)
			default:
				if i++; i >= len(call.args) || call.args[i].isName {
					return false
				}
				step.value, step.text = call.args[i].value, call.args[i].text
			}
			given[index] = true
			p.steps = append(p.steps, step)
			continue
		}
		p.steps = append(p.steps, step)
		p.steps[len(p.steps)-1].parameter = -1 // positions are known once all names are
	}
	for i := range p.steps {
		if p.steps[i].parameter >= 0 {
			continue
		}
		for next < len(positions) && given[positions[next]] {
			next++
		}
		if next >= len(positions) {
			return false
		}
		p.steps[i].parameter = positions[next]
		given[positions[next]] = true
	}
	for i, ok := range given {
		if !ok {
			p.unset = append(p.unset, i)
			if p.list.list[i].declared.Sets[0].Mandatory {
				return false
			}
		}
	}
	return true
}

// runPlanned calls the function by plan. It reports false, having done nothing, when there is no plan.
func (call *commandCall) runPlanned(fr *frame, r *resolved) (bool, error) {
	p := call.plan
	if p == nil || p.fn != r.fn {
		p = call.planFor(fr, r)
		if p.list != nil || !r.fn.block.hasParams() {
			call.plan = p
		}
	}
	if !p.usable {
		return false, nil
	}
	rt := fr.rt
	b := r.fn.block
	sb := r.fn.Block()
	s := newScope(sb.homeScope(fr), b.table, localScope)
	inv := &invocation{block: b, fn: r.fn, name: call.invocationName(r), callAt: call.site(fr), caller: fr, length: 1, position: 1}
	s.call = inv
	callee := &frame{rt: rt, block: b, scope: s, out: fr.out, streams: fr.streams, call: inv, pos: b.extent}
	values := make([]object.Value, len(p.steps))
	for i := range p.steps {
		step := &p.steps[i]
		if step.value == nil {
			values[i] = step.constant
			continue
		}
		v, err := step.value(fr)
		if err != nil {
			return true, err
		}
		values[i] = settle(v)
	}
	if !callee.setPlanned(p, values) {
		return true, call.runFunctionWith(fr, r, call.argumentsOf(p, values))
	}
	if err := callee.planDefaults(p); err != nil {
		return true, fr.bindingFailed(err, call, nil, r)
	}
	s.fixed[slotArgs] = variable{value: noArgs, set: true}
	if err := rt.push(callee); err != nil {
		return true, err
	}
	rt.success = true
	var err error
	if b.end != nil {
		err = b.end(callee)
	}
	rt.pop(callee)
	if err == errReturn {
		err = nil
	}
	if err == nil {
		rt.success = true
	}
	return true, err
}

// setPlanned stores the arguments; false means that one of them needs the full binder (and its error messages).
func (fr *frame) setPlanned(p *callPlan, values []object.Value) bool {
	for i := range p.steps {
		param := &p.list.list[p.steps[i].parameter]
		v, t := values[i], param.declared.Type
		if t != object.TypeObject {
			if text := p.steps[i].text; text != "" && t == object.TypeString {
				v = text
			}
			have := object.TypeOf(v)
			if have != t {
				return false
			}
		}
		for _, validator := range param.declared.Validators {
			if validator.Validate(v) != nil {
				return false
			}
		}
		if param.declared.Sets[0].Mandatory && (v == nil || v == "") {
			return false
		}
		fr.scope.fixed[param.slot] = variable{value: v, set: true, meta: param.meta}
	}
	return true
}

func (fr *frame) planDefaults(p *callPlan) error {
	for _, i := range p.unset {
		param := &p.list.list[i]
		v := param.null
		if param.standard != nil {
			var err error
			if v, err = fr.defaultOf(p.list, param); err != nil {
				return err
			}
		}
		fr.scope.fixed[param.slot] = variable{value: v, set: true, meta: param.meta}
	}
	return nil
}

// argumentsOf are a plan's values as arguments for the binder.
func (call *commandCall) argumentsOf(p *callPlan, values []object.Value) []bind.Argument {
	args := make([]bind.Argument, len(values))
	for i, v := range values {
		step := p.steps[i]
		args[i] = bind.Argument{Name: p.list.list[step.parameter].declared.Name, IsName: true, HasValue: true, Value: v, Text: step.text}
	}
	return args
}
