package bind

import (
	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

// pipelineSet is the declaration of parameter p that takes pipeline input in one of the sets.
func (b *Binding) pipelineSet(p int, sets uint64) (found command.ParameterSet, ok bool) {
	for _, s := range b.target.Parameters[p].Sets {
		if b.target.bit(s.Name)&sets != 0 && (s.Pipeline || s.ByName) {
			return s, true
		}
	}
	return found, false
}

// TakesInput reports whether some parameter can still be bound from the pipeline.
func (b *Binding) TakesInput() bool {
	for _, p := range b.target.pipeline {
		if b.state[p] != byCommandLine && b.target.masks[p]&b.latched != 0 {
			return true
		}
	}
	return len(b.delayed) > 0
}

// Object binds one pipeline object. An error is about this object only: the caller reports it as non-terminating
// and goes on with the next.
func (b *Binding) Object(v object.Value) error {
	b.Reset()
	if err := b.bindDelayed(v); err != nil {
		return err
	}
	bound := len(b.delayed) > 0
	for _, step := range []struct{ byName, convert bool }{{false, false}, {true, false}, {false, true}, {true, true}} {
		for _, sets := range [2]uint64{b.defaultBit() & b.sets, b.sets} {
			if sets == 0 {
				continue
			}
			done, err := b.bindStep(v, sets, step.byName, step.convert)
			if err != nil {
				return err
			}
			bound = bound || done
		}
	}
	if !bound {
		return b.notBound(v)
	}
	return b.settle(v)
}

// Reset takes back what the previous pipeline object bound.
func (b *Binding) Reset() {
	for _, p := range b.target.pipeline {
		if b.state[p] == byPipeline {
			b.state[p], b.values[p] = unbound, nil
		}
	}
	b.sets = b.latched
	b.order = b.order[:b.latchedOrder]
}

// bindDelayed evaluates the script blocks given to pipeline parameters.
func (b *Binding) bindDelayed(v object.Value) error {
	for _, d := range b.delayed {
		name := b.target.Parameters[d.parameter].Name
		result, err := b.context.DelayBind(d.block, v)
		switch {
		case err != nil && isControl(err):
			return err
		case err != nil:
			e := b.target.bindingError("ScriptBlockArgumentInvocationFailed", object.InvalidArgument,
				"The input to the script block for parameter '%s' failed. %s", name, err.Error())
			e.Exception.Inner = inner(err, "System.Management.Automation.RuntimeException")
			return e
		case object.IsNothing(result):
			return b.target.bindingError("ScriptBlockArgumentNoOutput", object.InvalidArgument,
				"Cannot evaluate parameter '%s' because its argument input did not produce any output.", name)
		}
		if err := b.bindValue(d.parameter, result, "", byDefault); err != nil {
			return err
		}
		b.state[d.parameter] = byCommandLine
	}
	return nil
}

// bindStep is one of the four passes over the parameters that take pipeline input.
func (b *Binding) bindStep(v object.Value, sets uint64, byName, convert bool) (bound bool, err error) {
	for _, p := range b.target.pipeline {
		if b.state[p] == byCommandLine || b.state[p] == byPipeline || b.target.masks[p]&b.sets == 0 {
			continue
		}
		value, ok := b.inputFor(p, v, sets, byName)
		if !ok {
			continue
		}
		done, err := b.bindInput(p, value, convert)
		if err != nil {
			return bound, err
		}
		bound = bound || done
	}
	return bound, nil
}

// inputFor is what parameter p would take from the object: itself, or the property of its name or alias.
func (b *Binding) inputFor(p int, v object.Value, sets uint64, byName bool) (object.Value, bool) {
	for _, s := range b.target.Parameters[p].Sets {
		if b.target.bit(s.Name)&sets == 0 {
			continue
		}
		if !byName && s.Pipeline {
			return v, true
		}
		if byName && s.ByName {
			return propertyFor(b.target.Parameters[p], v)
		}
	}
	return nil, false
}

func propertyFor(p *command.Parameter, v object.Value) (object.Value, bool) {
	if object.IsNull(v) {
		return nil, false
	}
	if _, isTable := object.Base(v).(*object.Dictionary); isTable {
		return nil, false // the entries of a hashtable are not its properties here
	}
	if value, ok, err := object.GetProperty(v, p.Name); ok && err == nil {
		return value, true
	}
	for _, alias := range p.Aliases {
		if value, ok, err := object.GetProperty(v, alias); ok && err == nil {
			return value, true
		}
	}
	return nil, false
}

// bindInput binds a value from the pipeline, if it has the type (or, with convert, can be given it).
func (b *Binding) bindInput(p int, v object.Value, convert bool) (bool, error) {
	fits := b.fitsAsIs(p, v)
	if !convert && !fits && !b.packs(p, v) {
		return false, nil
	}
	if fits {
		if err := b.validate(p, v); err != nil {
			return false, err
		}
		b.store(p, v, byPipeline)
		b.sets &= b.target.masks[p]
		return true, nil
	}
	converted, err := b.convert(p, v, "")
	if err != nil {
		return false, nil // not for this parameter, then
	}
	if err := b.validate(p, converted); err != nil {
		return false, err
	}
	b.store(p, converted, byPipeline)
	b.sets &= b.target.masks[p]
	return true, nil
}

// settle chooses the set for this object and sees that nothing mandatory is missing.
func (b *Binding) settle(v object.Value) error {
	if len(b.target.setNames) > 0 && !single(b.sets) {
		if _, err := b.chooseSet(false); err != nil {
			return err
		}
	}
	b.nameSet()
	if len(b.missing(false)) > 0 {
		return b.notBound(v)
	}
	return nil
}

func (b *Binding) notBound(v object.Value) error {
	e := b.target.bindingError("InputObjectNotBound", object.InvalidArgument,
		"The input object cannot be bound to any parameters for the command either because the command does not take "+
			"pipeline input or the input and its properties do not match any of the parameters that take pipeline input.")
	e.Target = v
	return e
}
