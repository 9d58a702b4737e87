package complete

import (
	"sort"

	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/interp"
	"github.com/partnershell/partnershell/shell/object"
	"github.com/partnershell/partnershell/shell/syntax"
)

// binding is what can be said of a command's words before they are evaluated: which parameters they go to, and which
// parameter sets that leaves.
type binding struct {
	name       string // the command's, aliases resolved
	info       *interp.CommandInfo
	parameters []*command.Parameter
	implicit   bool // positions follow the order of declaration
	defaultSet string

	bits map[string]uint64 // of parameter sets, by folded name
	sets uint64            // those still possible

	bound map[*command.Parameter]argument
	// What became of the -words that bound nothing.
	notFound, ambiguous map[*syntax.CommandParameter]bool
	duplicate           map[*syntax.CommandParameter]*command.Parameter
	positional          []syntax.Expression // arguments that found no parameter
	failed              bool
}

// argument is a word that belongs to a parameter.
type argument struct {
	word  *syntax.CommandParameter // nil if it was bound by position
	value syntax.CommandElement    // nil if it is missing, or a switch needs none
}

const anySet = ^uint64(0)

// mask is the sets that a parameter belongs to.
func (b *binding) mask(p *command.Parameter) uint64 {
	var m uint64
	for _, s := range p.Sets {
		m |= b.setBit(s.Name)
	}
	return m
}

func (b *binding) setBit(name string) uint64 {
	if name == command.AllSets || name == "*" {
		return anySet
	}
	key := object.FoldName(name)
	if bit, ok := b.bits[key]; ok {
		return bit
	}
	bit := uint64(1) << (len(b.bits) % 64)
	b.bits[key] = bit
	return bit
}

// bindCommand binds the words of a command as far as possible; nil if the command is unknown or takes words as they are.
// atCursor is the -word being completed, or nil; skip is the argument being completed, or nil.
func (r *request) bindCommand(c *syntax.Command, atCursor *syntax.CommandParameter, skip syntax.Node) *binding {
	b := r.newBinding(c)
	if b == nil {
		return nil
	}
	b.named(c.Elements[1:], atCursor, skip)
	if !b.failed {
		b.byPosition(atCursor == nil)
	}
	return b
}

// newBinding finds the command and its parameters.
func (r *request) newBinding(c *syntax.Command) *binding {
	if len(c.Elements) == 0 {
		return nil
	}
	word, ok := c.Elements[0].(*syntax.StringConstantExpression)
	if !ok {
		return nil
	}
	b := &binding{name: word.Value, bits: map[string]uint64{}, sets: anySet,
		bound: map[*command.Parameter]argument{}, notFound: map[*syntax.CommandParameter]bool{},
		ambiguous: map[*syntax.CommandParameter]bool{}, duplicate: map[*syntax.CommandParameter]*command.Parameter{}}
	if f := r.view().functions[object.FoldName(word.Value)]; f != nil {
		b.parameters, b.implicit = r.declaredParameters(f), true
		return b
	}
	b.info = r.rt.Command(word.Value)
	if b.info == nil {
		return nil
	}
	if target := b.info.AliasTarget(); target != "" {
		if b.info = r.rt.Command(target); b.info == nil {
			return nil
		}
	}
	b.parameters, _ = b.info.Parameters()
	b.name, b.defaultSet = b.info.Name(), b.info.DefaultSet()
	switch b.info.CommandType() {
	case "Application":
		return nil
	case "Cmdlet":
	default:
		b.implicit = !hasPositions(b.parameters)
	}
	return b
}

func hasPositions(parameters []*command.Parameter) bool {
	for _, p := range parameters {
		for _, s := range p.Sets {
			if s.Position >= 0 {
				return true
			}
		}
	}
	return false
}

// find looks a parameter up by name, alias or the beginning of one; exact names win unless the user is still typing.
func (b *binding) find(name string, exact bool) (p *command.Parameter, ambiguous bool) {
	for _, q := range b.parameters {
		full, begins := matchesName(q, name)
		switch {
		case full && exact:
			return q, false
		case begins && p != nil && p != q:
			ambiguous = true
		case begins:
			p = q
		}
	}
	if ambiguous {
		return nil, true
	}
	return p, false
}

func matchesName(p *command.Parameter, name string) (full, begins bool) {
	full, begins = object.EqualNames(p.Name, name), hasPrefixFold(p.Name, name)
	for _, a := range p.Aliases {
		full = full || object.EqualNames(a, name)
		begins = begins || hasPrefixFold(a, name)
	}
	return full, begins
}

// named binds the words that begin with a dash and collects the others.
func (b *binding) named(words []syntax.CommandElement, atCursor *syntax.CommandParameter, skip syntax.Node) {
	for i := 0; i < len(words); i++ {
		w, ok := words[i].(*syntax.CommandParameter)
		if !ok {
			if e, isValue := words[i].(syntax.Expression); isValue && e != skip && !isLoneDash(e) && !isSplatted(e) {
				b.positional = append(b.positional, e)
			}
			continue
		}
		var next syntax.CommandElement
		if i+1 < len(words) && w.Argument == nil {
			next = words[i+1]
		}
		if b.bindWord(w, next, atCursor) {
			i++
		}
		if b.failed {
			return
		}
	}
}

func isLoneDash(e syntax.Expression) bool {
	s, ok := e.(*syntax.StringConstantExpression)
	return ok && s.Value == "-"
}

func isSplatted(e syntax.Expression) bool {
	v, ok := e.(*syntax.VariableExpression)
	return ok && v.Splatted
}

// bindWord binds -word; it reports whether the next word is its value.
func (b *binding) bindWord(w *syntax.CommandParameter, next syntax.CommandElement, atCursor *syntax.CommandParameter) bool {
	p, ambiguous := b.find(w.Name, w != atCursor)
	value, isValue := next.(syntax.Expression)
	switch {
	case ambiguous:
		b.ambiguous[w] = true
		return isValue
	case p == nil:
		b.notFound[w] = true
		b.failed = isValue && atCursor != nil
		return isValue
	}
	if _, again := b.bound[p]; again {
		b.duplicate[w] = p
		return isValue && p.Type != object.TypeSwitch
	}
	b.sets &= b.mask(p)
	a := argument{word: w, value: nil}
	if w.Argument != nil {
		a.value = w.Argument
	} else if p.Type != object.TypeSwitch && isValue {
		a.value = value
	}
	b.bound[p] = a
	return w.Argument == nil && a.value != nil
}

// slot is a parameter at a position.
type slot struct {
	position  int
	parameter *command.Parameter
	sets      uint64
}

// slots are the parameters that positional arguments can go to, by position, those of the default set first.
func (b *binding) slots() []slot {
	var list []slot
	for i, p := range b.parameters {
		if _, taken := b.bound[p]; taken {
			continue
		}
		if b.implicit {
			if p.Type != object.TypeSwitch {
				list = append(list, slot{i, p, anySet})
			}
			continue
		}
		for _, s := range p.Sets {
			if mask := b.setBit(s.Name); s.Position >= 0 && mask&b.sets != 0 {
				list = append(list, slot{s.Position, p, mask})
			}
		}
	}
	standard := uint64(0)
	if b.defaultSet != "" {
		standard = b.setBit(b.defaultSet)
	}
	sort.SliceStable(list, func(i, j int) bool {
		if list[i].position != list[j].position {
			return list[i].position < list[j].position
		}
		return list[i].sets&standard != 0 && list[j].sets&standard == 0
	})
	return list
}

// byPosition binds the collected arguments. Completing a parameter's name keeps the sets open that the default set
// would close.
func (b *binding) byPosition(narrow bool) {
	rest := b.positional
	for len(rest) > 0 {
		open := b.slots()
		if len(open) == 0 {
			break
		}
		s := open[0]
		b.bound[s.parameter] = argument{value: rest[0]}
		if mask := b.mask(s.parameter); narrow || singleAt(open) {
			b.sets &= mask
		}
		rest = rest[1:]
	}
	b.positional = rest
}

// singleAt reports whether only one parameter stands at the first position.
func singleAt(open []slot) bool {
	for _, s := range open[1:] {
		if s.position == open[0].position && s.parameter != open[0].parameter {
			return false
		}
	}
	return true
}

// nextPositional lists the parameters that the next positional argument could go to.
func (b *binding) nextPositional() []*command.Parameter {
	open := b.slots()
	var list []*command.Parameter
	for _, s := range open {
		if s.position != open[0].position {
			break
		}
		list = append(list, s.parameter)
	}
	if list != nil {
		return list
	}
	for _, p := range b.parameters {
		for _, s := range p.Sets {
			if s.Remaining && b.setBit(s.Name)&b.sets != 0 {
				return []*command.Parameter{p}
			}
		}
	}
	return nil
}

// open lists the parameters that are not given yet and belong to a set that is still possible.
func (b *binding) open() []*command.Parameter {
	var list []*command.Parameter
	for _, p := range b.parameters {
		if _, taken := b.bound[p]; (!taken || b.failed) && (b.failed || b.mask(p)&b.sets != 0) {
			list = append(list, p)
		}
	}
	return list
}
