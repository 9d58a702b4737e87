package bind

import (
	"sort"
	"strings"

	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

// Target is what arguments are bound to: a command's parameters, prepared for looking up.
type Target struct {
	Name  string // for error ids of script functions
	Class string // what error ids of compiled commands end in

	// Parameters are the declared ones, followed by the common ones if there are any.
	Parameters []*command.Parameter
	Declared   int // how many of Parameters are declared
	DefaultSet string
	// Script marks a script function: other conversion rules and error ids than a compiled command's.
	Script bool
	// Simple marks a function without CmdletBinding or Parameter attributes: what fits nowhere becomes Rest ($args).
	Simple bool

	byName    map[string]int // folded names and aliases
	setBits   map[string]uint64
	exactBits map[string]uint64 // setBits by name as written, to save the folding
	setNames  []string
	masks     []uint64 // by parameter: the sets it belongs to
	positions []positional
	pipeline  []int // parameters that some set binds from the pipeline
	mandatory []int // parameters that some set needs
	remaining int   // the parameter that takes left-over arguments, or -1
	conflict  error // two parameters of one name, which every call reports
}

// positional is a parameter at a position, in some sets.
type positional struct {
	position, parameter int
	sets                uint64
}

const allSets = ^uint64(0)

// Options of NewTarget.
type Options struct {
	Name, Class, DefaultSet string
	Script, Simple          bool
	Common                  bool // -Verbose, -ErrorAction …
	ShouldProcess, Paging   bool // -WhatIf -Confirm; -First -Skip -IncludeTotalCount
	NoPositional            bool // CmdletBinding(PositionalBinding=$false)
	ImplicitPositions       bool // script functions: declaration order, unless a parameter has a position
}

// NewTarget prepares parameters for binding.
func NewTarget(parameters []*command.Parameter, o Options) *Target {
	t := &Target{Name: o.Name, Class: o.Class, DefaultSet: o.DefaultSet, Script: o.Script, Simple: o.Simple,
		Declared: len(parameters), remaining: -1}
	t.Parameters = append(t.Parameters, parameters...)
	if o.Common {
		t.Parameters = append(t.Parameters, commonParameters()...)
	}
	if o.ShouldProcess {
		t.Parameters = append(t.Parameters, shouldProcessParameters()...)
	}
	if o.Paging {
		t.Parameters = append(t.Parameters, pagingParameters()...)
	}
	t.indexNames()
	t.indexSets()
	t.indexPositions(o.ImplicitPositions && !o.NoPositional)
	return t
}

func (t *Target) indexNames() {
	t.byName = make(map[string]int, 2*len(t.Parameters))
	for i, p := range t.Parameters {
		t.indexName(i, p.Name, false)
		for _, alias := range p.Aliases {
			t.indexName(i, alias, true)
		}
	}
}

// indexName takes up a name or alias of a parameter. One that is taken makes the command unusable.
func (t *Target) indexName(parameter int, name string, isAlias bool) {
	key := object.FoldName(name)
	holder, taken := t.byName[key]
	if !taken {
		t.byName[key] = parameter
		return
	}
	held := t.Parameters[holder].Name
	switch isName := object.EqualNames(held, name); {
	case t.conflict != nil:
	case isAlias && isName:
		t.conflict = aliasConflict(held, t.Parameters[parameter].Name)
	case isAlias:
		t.conflict = metadataError("AliasParameterNameAlreadyExistsForCommand",
			"The parameter alias cannot be specified because an alias with the name '%s' was already defined multiple times for the command.", name)
	case isName:
		t.conflict = metadataError("ParameterNameAlreadyExistsForCommand",
			"A parameter with the name '%s' was defined multiple times for the command.", name)
	default:
		t.conflict = aliasConflict(name, held)
	}
}

// aliasConflict is the error of a parameter that is named like the alias of another one.
func aliasConflict(name, other string) *object.ErrorRecord {
	return metadataError("ParameterNameConflictsWithAlias", "The parameter '%s' cannot be specified because it conflicts with "+
		"the parameter alias of the same name for parameter '%s'.", name, other)
}

func metadataError(id, format string, args ...any) *object.ErrorRecord {
	return object.NewError("System.Management.Automation.MetadataException", id, object.MetadataError, format, args...)
}

func (t *Target) indexSets() {
	t.setBits = make(map[string]uint64)
	t.exactBits = make(map[string]uint64)
	t.masks = make([]uint64, len(t.Parameters))
	if t.DefaultSet != "" && t.DefaultSet != command.AllSets {
		t.bit(t.DefaultSet)
	}
	for i, p := range t.Parameters {
		for _, s := range p.Sets {
			t.masks[i] |= t.bit(s.Name)
			if s.Pipeline || s.ByName {
				if n := len(t.pipeline); n == 0 || t.pipeline[n-1] != i {
					t.pipeline = append(t.pipeline, i)
				}
			}
			if n := len(t.mandatory); s.Mandatory && (n == 0 || t.mandatory[n-1] != i) {
				t.mandatory = append(t.mandatory, i)
			}
			if s.Remaining {
				t.remaining = i
			}
		}
	}
}

// bit is the mask of a set's name, which is numbered on first sight.
func (t *Target) bit(name string) uint64 {
	if name == command.AllSets || name == "*" {
		return allSets
	}
	if b, ok := t.exactBits[name]; ok {
		return b
	}
	key := object.FoldName(name)
	b, ok := t.setBits[key]
	if !ok {
		b = 1 << len(t.setNames)
		t.setBits[key] = b
		t.setNames = append(t.setNames, name)
	}
	t.exactBits[name] = b
	return b
}

func (t *Target) indexPositions(implicit bool) {
	for i, p := range t.Parameters {
		for _, s := range p.Sets {
			if s.Position >= 0 && !s.Remaining {
				t.positions = append(t.positions, positional{s.Position, i, t.bit(s.Name)})
			}
		}
	}
	if len(t.positions) == 0 && implicit {
		for i, p := range t.Parameters[:t.Declared] {
			if p.Type != object.TypeSwitch && !p.Remaining {
				t.positions = append(t.positions, positional{len(t.positions), i, t.masks[i]})
			}
		}
	}
	sort.SliceStable(t.positions, func(i, j int) bool { return t.positions[i].position < t.positions[j].position })
}

// inSets are the entries of a parameter's declaration that hold in any of the sets.
func (t *Target) inSets(parameter int, sets uint64) (s command.ParameterSet, ok bool) {
	for _, s := range t.Parameters[parameter].Sets {
		if t.bit(s.Name)&sets != 0 {
			return s, true
		}
	}
	return s, false
}

// known is the mask of all sets that have a name; allSets if none has.
func (t *Target) known() uint64 {
	if len(t.setNames) == 0 {
		return allSets
	}
	return 1<<len(t.setNames) - 1
}

// Find resolves a parameter's name, prefix or alias. It returns -1 without an error if nothing matches.
func (t *Target) Find(name string) (int, error) {
	folded := object.FoldName(name)
	if i, ok := t.byName[folded]; ok {
		return i, nil
	}
	matches := t.prefixed(folded)
	if fixed := t.fixed(matches); len(fixed) > 0 {
		matches = fixed
	}
	switch {
	case len(matches) == 0:
		return -1, nil
	case len(matches) == 1:
		return matches[0], nil
	}
	if own := declaredOnly(matches, t.Declared); len(own) == 1 {
		return own[0], nil
	}
	var list strings.Builder
	for _, i := range matches {
		list.WriteString(" -" + t.Parameters[i].Name)
	}
	return -1, about(t.bindingError("AmbiguousParameter", object.InvalidArgument,
		"Parameter cannot be processed because the parameter name '%s' is ambiguous. Possible matches include:%s.", name, list.String()), name)
}

// prefixed lists the parameters of which a name or alias starts with the folded prefix, in order.
func (t *Target) prefixed(folded string) []int {
	var matches []int
	for i, p := range t.Parameters {
		match := strings.HasPrefix(object.FoldName(p.Name), folded)
		for _, alias := range p.Aliases {
			match = match || strings.HasPrefix(object.FoldName(alias), folded)
		}
		if match {
			matches = append(matches, i)
		}
	}
	return matches
}

// fixed leaves out the parameters that belong to a drive.
func (t *Target) fixed(parameters []int) []int {
	var list []int
	for _, i := range parameters {
		if !t.Parameters[i].Dynamic {
			list = append(list, i)
		}
	}
	return list
}

func declaredOnly(parameters []int, declared int) []int {
	var own []int
	for _, i := range parameters {
		if i < declared {
			own = append(own, i)
		}
	}
	return own
}
