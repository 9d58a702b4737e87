package bind

import (
	"errors"
	"slices"
	"strings"

	"github.com/partnershell/partnershell/shell/object"
)

// Defaults are what $PSDefaultParameterValues says about a command. They never fail a call: what is wrong with one is a
// warning.
type Defaults struct {
	// List gives the entries whose command matches, those with wildcards last.
	List func() []Default
	// Warn shows a warning.
	Warn func(text string) error
}

// Default is one entry. A value that is a script block is run, and what it writes is the value.
type Default struct {
	Parameter string // may hold wildcards
	Value     object.Value
}

// defaultValue is a default and the parameter that it is for.
type defaultValue struct {
	parameter int
	value     object.Value
}

// bindDefaults applies $PSDefaultParameterValues to what is still unbound.
func (b *Binding) bindDefaults() error {
	if b.context.Defaults == nil {
		return nil
	}
	list, err := b.matchDefaults()
	if err != nil {
		return err
	}
	for _, d := range b.applicable(list) {
		if err := b.bindDefault(d); err != nil {
			return err
		}
	}
	return nil
}

// matchDefaults finds the parameters that the entries mean. A parameter that is given different values gets none.
func (b *Binding) matchDefaults() ([]defaultValue, error) {
	var list []defaultValue
	var refused []int
	for _, d := range b.context.Defaults.List() {
		p, err := b.defaultFor(d.Parameter)
		if err != nil {
			return nil, err
		}
		old := slices.IndexFunc(list, func(o defaultValue) bool { return o.parameter == p })
		switch {
		case p < 0:
		case old < 0:
			list = append(list, defaultValue{p, d.Value})
		case !object.Equal(list[old].value, d.Value, false):
			refused = append(refused, p)
			if err := b.context.Defaults.Warn("Multiple different default values are defined in $PSDefaultParameterValues for the " +
				"parameter matching the following name or alias: " + d.Parameter + ". These defaults have been ignored."); err != nil {
				return nil, err
			}
		}
	}
	return slices.DeleteFunc(list, func(d defaultValue) bool { return slices.Contains(refused, d.parameter) }), nil
}

// defaultFor is the parameter that a name or alias means; -1 if there is none, or several.
func (b *Binding) defaultFor(name string) (int, error) {
	if !object.HasWildcard(name) {
		if p, ok := b.target.byName[object.FoldName(name)]; ok {
			return p, nil
		}
		return -1, nil
	}
	pattern, err := object.CompileWildcard(name, true)
	if err != nil {
		return -1, nil
	}
	found := -1
	for known, p := range b.target.byName {
		switch {
		case !pattern.Match(known):
		case found >= 0:
			return -1, b.context.Defaults.Warn("The following name or alias defined in $PSDefaultParameterValues for this cmdlet " +
				"resolves to multiple parameters: " + name + ". The default has been ignored.")
		default:
			found = p
		}
	}
	return found, nil
}

// applicable are the defaults for parameters that are unbound and belong to a set that is still possible; none if their
// sets exclude each other.
func (b *Binding) applicable(list []defaultValue) []defaultValue {
	sets := ^uint64(0)
	var kept []defaultValue
	for _, d := range list {
		mask := b.target.masks[d.parameter]
		if b.state[d.parameter] != unbound || mask&b.sets == 0 {
			continue
		}
		if sets &= mask; sets == 0 {
			return nil
		}
		kept = append(kept, d)
	}
	return kept
}

func (b *Binding) bindDefault(d defaultValue) error {
	v := d.value
	if block, ok := object.Base(v).(object.Callable); ok {
		result, err := block.Call()
		if err != nil || object.IsNothing(result) {
			return err
		}
		v = result
	}
	err := b.bindValue(d.parameter, v, "", byDefault)
	if err == nil {
		b.sets &= b.target.masks[d.parameter]
		return nil
	}
	var record *object.ErrorRecord
	if isControl(err) || !errors.As(err, &record) {
		return err
	}
	text := "null"
	if !object.IsNull(v) {
		text = object.ToText(v)
	}
	return b.context.Defaults.Warn("The binding of default value '" + text + "' to parameter '" +
		b.target.Parameters[d.parameter].Name + "' failed: " + strings.TrimSpace(record.Exception.Message))
}
