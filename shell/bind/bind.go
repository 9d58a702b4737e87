package bind

import (
	"math/bits"
	"slices"

	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

// Argument is one word of a command line, evaluated.
type Argument struct {
	// Name is the parameter's name without its dash, if IsName.
	Name   string
	IsName bool
	// HasValue marks a value that belongs to the name for certain: -Name:value, or an entry of a splatted table.
	HasValue bool
	Value    object.Value
	// Text is the source text of a number written as a bare word, which is what a string parameter gets; the dash
	// and name as written for a parameter. Empty otherwise.
	Text string
	// Splatted marks an entry of a splatted table: a parameter that is also given by name beats it.
	Splatted bool
	extra    bool // belongs to an unknown parameter of a simple function: goes to $args
	// Where is handed back in errors (Binding.Failed); opaque here.
	Where any
}

// Context is what binding needs from its surroundings; every field may be nil or false.
type Context struct {
	// Defaults are the $PSDefaultParameterValues that apply to the command.
	Defaults *Defaults
	// ExpectingInput is set if pipeline objects will follow.
	ExpectingInput bool
	// Prompt asks the user for mandatory parameters; nil means that nobody can be asked.
	Prompt func(p *command.Parameter) (object.Value, error)
	// Dynamic returns further parameters once the declared ones are bound; they are appended to the target.
	Dynamic func(b *Binding) ([]*command.Parameter, error)
	// DelayBind evaluates a script block that was given to a parameter that takes pipeline input, for one object.
	DelayBind func(block object.Callable, item object.Value) (object.Value, error)
}

type origin uint8

const (
	unbound origin = iota
	byCommandLine
	byDefault
	byPipeline
)

// Binding is the outcome for one call.
type Binding struct {
	target  *Target
	context Context
	values  []object.Value
	state   []origin
	splat   []bool // bound from a splatted table
	sets    uint64 // the parameter sets still possible
	latched uint64 // sets before pipeline objects had their say

	latchedOrder int // length of order then
	set          string
	delayed      []delayed
	order        []int // parameters in the order in which they were bound

	// Rest is what fitted nowhere, for a simple function: its $args.
	Rest []object.Value
	// Failed is the Where of the argument that an error is about.
	Failed any
}

// delayed is a script block that is evaluated for each pipeline object, and the parameter that gets what it writes.
type delayed struct {
	parameter int
	block     object.Callable
}

// Value is the value of parameter i; nil if it is not bound.
func (b *Binding) Value(i int) object.Value { return b.values[i] }

// Bound reports whether parameter i has a value.
func (b *Binding) Bound(i int) bool { return b.state[i] != unbound }

// FromPipeline reports whether parameter i got its value from the present pipeline object.
func (b *Binding) FromPipeline(i int) bool { return b.state[i] == byPipeline }

// Order lists the bound parameters in the order in which they were bound: named ones first.
func (b *Binding) Order() []int {
	bound := make([]int, 0, len(b.order))
	for _, p := range b.order {
		if b.state[p] != unbound && !slices.Contains(bound, p) {
			bound = append(bound, p)
		}
	}
	return bound
}

// Set is the name of the chosen parameter set.
func (b *Binding) Set() string { return b.set }

// Target is what was bound to; with dynamic parameters it is a copy that has them.
func (b *Binding) Target() *Target { return b.target }

// Bind binds a command line. Errors are *object.ErrorRecord; the binding that comes with one is good for Failed only.
func (t *Target) Bind(args []Argument, c Context) (*Binding, error) {
	n := len(t.Parameters)
	b := &Binding{target: t, context: c, values: make([]object.Value, n), state: make([]origin, n), sets: t.known()}
	if t.conflict != nil {
		return b, t.conflict
	}
	left, err := b.bindNamed(args)
	if err != nil {
		return b, err
	}
	if b.sets == 0 {
		return b, b.ambiguous()
	}
	if left, err = b.bindPositional(left); err != nil {
		return b, err
	}
	if err := b.bindDefaults(); err != nil {
		return b, err
	}
	if left, err = b.bindDynamic(left); err != nil {
		return b, err
	}
	if err := b.bindRemaining(left); err != nil {
		return b, err
	}
	b.latched, b.latchedOrder = b.sets, len(b.order)
	if err := b.resolve(c.ExpectingInput); err != nil {
		return b, err
	}
	return b, nil
}

// bindNamed binds the arguments that are given by name and returns the rest.
func (b *Binding) bindNamed(args []Argument) (left []Argument, err error) {
	for i := 0; i < len(args); i++ {
		a := args[i]
		if !a.IsName {
			left = append(left, a)
			continue
		}
		p, err := b.target.Find(a.Name)
		if err != nil {
			b.Failed = a.Where
			return nil, err
		}
		if p < 0 {
			left = append(left, a)
			if i+1 < len(args) && !args[i+1].IsName && (b.target.Simple || !a.HasValue) {
				i++ // the value of a parameter that does not exist is no positional argument
				next := args[i]
				next.extra = true
				left = append(left, next)
			}
			continue
		}
		if !a.HasValue {
			if i, err = b.takeValue(p, &a, args, i); err != nil {
				return nil, err
			}
		}
		if err := b.bindName(p, a); err != nil {
			return nil, err
		}
	}
	return left, nil
}

// takeValue finds the value that follows -Name at args[i]; it returns the index of the last argument used.
func (b *Binding) takeValue(p int, a *Argument, args []Argument, i int) (int, error) {
	parameter := b.target.Parameters[p]
	if parameter.Type == object.TypeSwitch {
		a.Value, a.Text = object.Switch(true), ""
		return i, nil
	}
	a.Text = ""
	if i+1 < len(args) && !args[i+1].IsName {
		a.Value, a.Text = args[i+1].Value, args[i+1].Text
		return i + 1, nil
	}
	if i+1 < len(args) {
		if next, err := b.target.Find(args[i+1].Name); err == nil && next < 0 && !args[i+1].Splatted && args[i+1].Text != "" && !args[i+1].HasValue {
			a.Value = args[i+1].Text // an unknown name is the text it was written as
			return i + 1, nil
		}
	}
	b.Failed = a.Where
	return i, about(b.target.bindingError("MissingArgument", object.InvalidArgument,
		"Missing an argument for parameter '%s'. Specify a parameter of type '%s' and try again.",
		parameter.Name, parameter.Type.FullName()), parameter.Name)
}

// bindName gives a named argument to parameter p.
func (b *Binding) bindName(p int, a Argument) error {
	if b.state[p] == byCommandLine {
		if a.Splatted {
			return nil
		}
		if b.splat == nil || !b.splat[p] {
			b.Failed = a.Where
			return b.target.bindingError("ParameterAlreadyBound", object.InvalidArgument,
				"Cannot bind parameter because parameter '%s' is specified more than once. To provide multiple values to "+
					"parameters that can accept multiple values, use the array syntax. For example, \"-parameter value1,value2,value3\".",
				b.target.Parameters[p].Name)
		}
	}
	if a.Splatted {
		if b.splat == nil {
			b.splat = make([]bool, len(b.values))
		}
		b.splat[p] = true
	} else if b.splat != nil {
		b.splat[p] = false
	}
	if err := b.bindValue(p, a.Value, a.Text, byCommandLine); err != nil {
		b.Failed = a.Where
		return err
	}
	b.sets &= b.target.masks[p]
	return nil
}

// bindPositional hands the arguments without a name to the parameters with positions, and returns what is left.
func (b *Binding) bindPositional(args []Argument) (left []Argument, err error) {
	next := 0 // in target.positions
	for i, a := range args {
		if a.IsName || a.extra {
			left = append(left, a)
			continue
		}
		bound := false
		for !bound && next < len(b.target.positions) {
			group := b.positionGroup(next)
			if bound, err = b.bindAtPosition(group, a); err != nil {
				b.Failed = a.Where
				return nil, err
			}
			next += len(group)
		}
		if !bound {
			return append(left, args[i:]...), nil
		}
	}
	return left, nil
}

// positionGroup is the run of entries with the same position.
func (b *Binding) positionGroup(start int) []positional {
	all := b.target.positions
	end := start + 1
	for end < len(all) && all[end].position == all[start].position {
		end++
	}
	return all[start:end]
}

// bindAtPosition tries the parameters of one position: those of the default set first, first without conversion.
func (b *Binding) bindAtPosition(group []positional, a Argument) (bool, error) {
	candidates := make([]positional, 0, len(group))
	for _, c := range group {
		if b.state[c.parameter] != byCommandLine && c.sets&b.sets != 0 {
			candidates = append(candidates, c)
		}
	}
	if len(candidates) == 0 {
		return false, nil
	}
	chosen := candidates[0]
	if len(candidates) > 1 {
		chosen = b.choosePositional(candidates, a)
	}
	if err := b.bindValue(chosen.parameter, a.Value, a.Text, byCommandLine); err != nil {
		return false, err
	}
	b.sets &= chosen.sets
	return true, nil
}

func (b *Binding) choosePositional(candidates []positional, a Argument) positional {
	standard := b.defaultBit()
	for _, fits := range []func(p int) bool{
		func(p int) bool { return b.fitsAsIs(p, a.Value) },
		func(p int) bool { _, err := b.convert(p, a.Value, a.Text); return err == nil },
	} {
		for _, sets := range []uint64{standard, allSets} {
			for _, c := range candidates {
				if c.sets&sets&b.sets != 0 && !b.excluded(c.parameter, a.Value) && fits(c.parameter) {
					return c
				}
			}
		}
	}
	return candidates[0]
}

// excluded reports whether a validator of the parameter says that the value is meant for another parameter.
func (b *Binding) excluded(p int, v object.Value) bool {
	for _, validator := range b.target.Parameters[p].Validators {
		if x, ok := validator.(interface{ Excludes(object.Value) bool }); ok && x.Excludes(v) {
			return true
		}
	}
	return false
}

func (b *Binding) defaultBit() uint64 {
	if b.target.DefaultSet == "" || b.target.DefaultSet == command.AllSets {
		return 0
	}
	return b.target.bit(b.target.DefaultSet)
}

// bindDynamic adds the dynamic parameters to (a copy of) the target and binds what was left over to them.
func (b *Binding) bindDynamic(left []Argument) ([]Argument, error) {
	if b.context.Dynamic == nil {
		return left, nil
	}
	more, err := b.context.Dynamic(b)
	if err != nil || len(more) == 0 {
		return left, err
	}
	b.extend(more)
	if left, err = b.bindNamed(left); err != nil {
		return nil, err
	}
	if left, err = b.bindPositional(left); err != nil {
		return nil, err
	}
	return left, b.bindDefaults()
}

// extend puts parameters behind the others in a copy of the target.
func (b *Binding) extend(more []*command.Parameter) {
	t := *b.target
	t.Parameters = append(t.Parameters[:len(t.Parameters):len(t.Parameters)], more...)
	t.setNames = append([]string(nil), t.setNames...)
	t.positions, t.pipeline, t.remaining = nil, nil, -1
	unchanged := b.sets == b.target.known()
	t.indexNames()
	t.indexSets()
	t.indexPositions(false)
	b.target = &t
	b.values = append(b.values, make([]object.Value, len(more))...)
	b.state = append(b.state, make([]origin, len(more))...)
	if b.splat != nil {
		b.splat = append(b.splat, make([]bool, len(more))...)
	}
	if unchanged {
		b.sets = t.known()
	}
}

// bindRemaining deals with what no name and no position took.
func (b *Binding) bindRemaining(left []Argument) error {
	if len(left) == 0 {
		return nil
	}
	if p := b.remaining(); p >= 0 {
		values := rest(left)
		if !b.target.Script {
			values = literals(left, values)
		}
		var v object.Value = &object.List{ListType: object.LookupType("System.Collections.Generic.List[object]"), Items: values}
		if len(values) == 1 {
			if _, isList := object.Elements(values[0]); isList {
				v = values[0]
			}
		}
		if err := b.bindValue(p, v, "", byCommandLine); err != nil {
			b.Failed = left[0].Where
			return err
		}
		return nil
	}
	if b.target.Simple {
		b.Rest = rest(left)
		return nil
	}
	return b.leftOver(left)
}

// literals are the values of arguments without names, with the texts of numbers.
func literals(args []Argument, values []object.Value) []object.Value {
	if len(args) != len(values) {
		return values
	}
	for i, a := range args {
		if !a.IsName && a.Text != "" {
			values[i] = object.Literal(values[i], a.Text)
		}
	}
	return values
}

// remaining is the unbound parameter of a possible set that takes what is left over, or -1.
func (b *Binding) remaining() int {
	for p, declared := range b.target.Parameters {
		if b.state[p] != unbound {
			continue
		}
		for _, s := range declared.Sets {
			if s.Remaining && b.target.bit(s.Name)&b.sets != 0 {
				return p
			}
		}
	}
	return -1
}

// rest turns arguments back into values: names are text, with a colon if a value was attached.
func rest(args []Argument) []object.Value {
	values := make([]object.Value, 0, len(args))
	for _, a := range args {
		if !a.IsName {
			values = append(values, a.Value)
			continue
		}
		text := "-" + a.Name
		if a.Text != "" {
			text = a.Text
		}
		if !a.HasValue {
			values = append(values, text)
			continue
		}
		if text[len(text)-1] != ':' {
			text += ":"
		}
		values = append(values, text, a.Value)
	}
	return values
}

func (b *Binding) leftOver(left []Argument) error {
	for _, a := range left {
		if a.IsName {
			b.Failed = a.Where
			return about(b.target.bindingError("NamedParameterNotFound", object.InvalidArgument,
				"A parameter cannot be found that matches parameter name '%s'.", a.Name), a.Name)
		}
	}
	b.Failed = left[0].Where
	text := object.ToText(left[0].Value)
	return about(b.target.bindingError("PositionalParameterNotFound", object.InvalidArgument,
		"A positional parameter cannot be found that accepts argument '%s'.", text), text)
}

// single reports whether exactly one set is left.
func single(sets uint64) bool { return bits.OnesCount64(sets) == 1 }
