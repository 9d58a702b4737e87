package bind

import (
	"math/bits"
	"strings"

	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

// resolve chooses the parameter set after the command line is bound and asks for what is missing. With input still
// to come, a choice that pipeline objects can make is left to them.
func (b *Binding) resolve(input bool) error {
	if b.sets == 0 {
		return b.ambiguous()
	}
	if len(b.target.setNames) > 0 && !single(b.sets) {
		if done, err := b.chooseSet(input); err != nil || done {
			return err
		}
	}
	b.nameSet()
	return b.needMandatory(input)
}

// chooseSet narrows several possible sets down; done means that pipeline objects will decide.
func (b *Binding) chooseSet(input bool) (done bool, err error) {
	complete := b.completeSets(input)
	standard := b.defaultBit() & b.sets
	if input && complete == 0 && b.context.Prompt == nil {
		return false, b.missingError(b.missingBySet())
	}
	switch {
	case input && b.inputDecides():
		if standard != 0 {
			b.set = b.target.DefaultSet
		}
		return true, nil
	case standard != 0 && (complete == 0 || complete&standard != 0 || bits.OnesCount64(complete) > 1):
		b.sets = standard
	case single(complete):
		b.sets = complete
	case standard != 0:
		b.sets = standard
	case single(b.ownCompleteSets()):
		b.sets = b.ownCompleteSets()
	case b.unnamedSetSuffices():
		b.sets = allSets
	default:
		return false, b.ambiguous()
	}
	return false, nil
}

// inputDecides reports whether an unbound parameter of the possible sets takes pipeline input.
func (b *Binding) inputDecides() bool {
	for _, p := range b.target.pipeline {
		if s, ok := b.pipelineSet(p, b.sets); ok && b.state[p] == unbound && (s.Pipeline || s.ByName) {
			return true
		}
	}
	return false
}

// unnamedSetSuffices reports whether nothing was declared to need one particular set (a default set that no parameter
// names, for example).
func (b *Binding) unnamedSetSuffices() bool {
	return b.target.DefaultSet == command.AllSets
}

// completeSets are the possible sets whose mandatory parameters all have values (or may get them from input).
func (b *Binding) completeSets(input bool) uint64 {
	complete := b.sets
	for _, i := range b.target.mandatory {
		if b.state[i] != unbound {
			continue
		}
		for _, s := range b.target.Parameters[i].Sets {
			if s.Mandatory && !(input && (s.Pipeline || s.ByName)) {
				complete &^= b.target.bit(s.Name)
			}
		}
	}
	return complete
}

// ownCompleteSets are the possible sets whose own mandatory parameters all have values: those of every set do not count.
func (b *Binding) ownCompleteSets() uint64 {
	complete := b.sets
	for _, i := range b.target.mandatory {
		if b.state[i] != unbound {
			continue
		}
		for _, s := range b.target.Parameters[i].Sets {
			if s.Mandatory && s.Name != command.AllSets {
				complete &^= b.target.bit(s.Name)
			}
		}
	}
	return complete
}

func (b *Binding) ambiguous() error {
	return b.target.bindingError("AmbiguousParameterSet", object.InvalidArgument,
		"Parameter set cannot be resolved using the specified named parameters. One or more parameters issued cannot be "+
			"used together or an insufficient number of parameters were provided.")
}

// nameSet puts the name of the only possible set into b.set.
func (b *Binding) nameSet() {
	b.set = command.AllSets
	if len(b.target.setNames) > 0 && single(b.sets) {
		b.set = b.target.setNames[bits.TrailingZeros64(b.sets)]
	}
}

// missing lists the mandatory parameters without a value.
func (b *Binding) missing(input bool) []int {
	var list []int
	for _, i := range b.target.mandatory {
		if b.state[i] != unbound {
			continue
		}
		if s, ok := b.target.inSets(i, b.sets); ok && s.Mandatory && !(input && (s.Pipeline || s.ByName)) {
			list = append(list, i)
		}
	}
	return list
}

// missingBySet lists, set by set, the mandatory parameters without a value that pipeline objects cannot give.
func (b *Binding) missingBySet() []int {
	var sets []uint64 // in the order in which the parameters name them
	bySet := make(map[uint64][]int)
	for i := range b.target.Parameters {
		for _, s := range b.target.Parameters[i].Sets {
			bit := b.target.bit(s.Name) & b.sets
			if bit == 0 || b.state[i] != unbound || !s.Mandatory || s.Pipeline || s.ByName {
				continue
			}
			if bySet[bit] == nil {
				sets = append(sets, bit)
			}
			bySet[bit] = append(bySet[bit], i)
		}
	}
	var list []int
	for _, bit := range sets {
		list = append(list, bySet[bit]...)
	}
	return list
}

// needMandatory prompts for mandatory parameters without a value, or fails.
func (b *Binding) needMandatory(input bool) error {
	list := b.missing(input)
	if len(list) == 0 {
		return nil
	}
	if b.context.Prompt == nil {
		return b.missingError(list)
	}
	for _, p := range list {
		v, err := b.context.Prompt(b.target.Parameters[p])
		if err != nil {
			return err
		}
		if err := b.bindValue(p, v, "", byCommandLine); err != nil {
			return err
		}
	}
	return nil
}

func (b *Binding) missingError(list []int) error {
	var names strings.Builder
	for _, p := range list {
		names.WriteString(" " + b.target.Parameters[p].Name)
	}
	return about(b.target.bindingError("MissingMandatoryParameter", object.InvalidArgument,
		"Cannot process command because of one or more missing mandatory parameters:%s.", names.String()), names.String()[1:])
}
