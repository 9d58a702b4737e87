package object

// candidate is an overload that takes the arguments of a call, with the rank of each argument's conversion.
type candidate struct {
	*signature
	types    []*Type // of the parameters, one for each argument; Params spread out when expanded
	ranks    []rank
	expanded bool // the last arguments go into the Params array one by one
}

// chooseOverload finds the overload that PowerShell would call for these arguments.
func chooseOverload(signatures []*signature, args []Value) (best *candidate, several bool) {
	if len(signatures) == 1 {
		if s := signatures[0]; !s.variable && s.generic == nil && len(s.parameters) == len(args) {
			return &candidate{signature: s, types: s.parameterTypes()}, false
		}
	}
	for _, s := range signatures {
		c := newCandidate(s, args)
		switch {
		case c == nil:
		case best == nil:
			best = c
		default:
			switch n := best.compare(c, args); {
			case n == 0:
				several = true
			case n < 0:
				best, several = c, false
			}
		}
	}
	return best, several
}

// acceptable reports whether every argument can be converted, or could be if it had another value.
func (c *candidate) acceptable(args []Value) bool {
	for i, arg := range args {
		if i >= len(c.types) || c.parameters[min(i, len(c.parameters)-1)].reference {
			return true
		}
		if argumentRank(arg, c.types[i], false) == rankNone {
			if _, err := convertTo(arg, c.types[i]); err != nil {
				return false
			}
		}
	}
	return true
}

func (s *signature) parameterTypes() []*Type {
	types := make([]*Type, len(s.parameters))
	for i, p := range s.parameters {
		types[i] = p.typ
	}
	return types
}

// newCandidate rates the arguments against one signature; nil if it cannot take them.
func newCandidate(s *signature, args []Value) *candidate {
	if !s.takes(len(args)) {
		return nil
	}
	types := s.parameterTypes()
	if s.generic != nil {
		if types = s.inferTypes(args); types == nil {
			return nil
		}
	}
	c := &candidate{signature: s, ranks: make([]rank, len(args)), types: make([]*Type, len(args))}
	last := len(s.parameters) - 1
	for i, arg := range args {
		if s.variable && i >= last {
			c.rateVariable(i, arg, types[last], len(args))
		} else {
			c.types[i], c.ranks[i] = types[i], argumentRank(arg, types[i], s.parameters[i].reference)
		}
		if c.ranks[i] == rankNone {
			return nil
		}
	}
	if s.variable && len(args) != len(s.parameters) {
		c.expanded = true
	}
	return c
}

// takes reports whether a call may have n arguments.
func (s *signature) takes(n int) bool {
	switch {
	case n == len(s.parameters):
		return true
	case n > len(s.parameters):
		return s.variable
	}
	return n >= s.required || s.variable && n+1 == len(s.parameters)
}

// rateVariable rates an argument that goes to the Params parameter: as the whole array or as one element.
func (c *candidate) rateVariable(i int, arg Value, array *Type, count int) {
	element := argumentRank(arg, array.elem, false)
	if count == len(c.parameters) {
		whole := argumentRank(arg, array, false)
		if whole >= element {
			c.types[i], c.ranks[i] = array, whole
			return
		}
		c.expanded = true
	}
	c.types[i], c.ranks[i] = array.elem, element
}

// argumentRank rates one argument; a [ref] counts as what it refers to when the parameter takes one.
func argumentRank(arg Value, to *Type, reference bool) rank {
	from := argumentType(arg, reference)
	if reference {
		if _, isRef := Base(arg).(Reference); isRef && IsNull(Base(arg).(Reference).Load()) {
			return rankNullToRef // an empty variable takes any result
		}
	}
	return conversionRank(from, to)
}

func argumentType(arg Value, reference bool) *Type {
	v := Base(arg)
	if reference {
		if r, ok := v.(Reference); ok {
			v = Base(r.Load())
		}
	}
	return TypeOf(v)
}

// compare is positive when c suits the arguments better than d, negative when worse, 0 when neither.
func (c *candidate) compare(d *candidate, args []Value) int {
	better := c.compareRanks(d, args)
	if better == 0 {
		better = c.compareGenerality(d)
	}
	if better != 0 {
		return better
	}
	if !sameTypes(c.types, d.types) {
		return 0
	}
	return c.compareForm(d)
}

// compareRanks weighs the ranks, those of earlier arguments more than those of later ones.
func (c *candidate) compareRanks(d *candidate, args []Value) int {
	better := 0
	for i := range c.ranks {
		weight := len(c.ranks) - i
		x, y := c.ranks[i], d.ranks[i]
		if x == y && x == rankUnrelatedArrays {
			elem := argumentType(args[i], false).elem
			x, y = conversionRank(elem, c.types[i].elem), conversionRank(elem, d.types[i].elem)
		}
		switch {
		case x < y:
			better -= weight
		case x > y:
			better += weight
		}
	}
	return better
}

// compareGenerality breaks a tie: of widening conversions the most specific type wins, of narrowing ones the most
// general.
func (c *candidate) compareGenerality(d *candidate) int {
	better := 0
	weight := len(c.ranks)
	for i := range c.ranks {
		x, y := c.ranks[i], d.ranks[i]
		if x >= rankNullToValue && y >= rankNullToValue && (x >= rankImplicit) == (y >= rankImplicit) {
			if x >= rankImplicit {
				weight = -weight
			}
			forth, back := conversionRank(c.types[i], d.types[i]), conversionRank(d.types[i], c.types[i])
			if forth < back {
				better += weight
			} else if forth > back {
				better -= weight
			}
		}
		weight = max(weight, -weight) - 1
	}
	return better
}

// compareForm decides between signatures with the same types: no Params array is better than one, a longer list of
// parameters before it better than a shorter, no generic method better than one.
func (c *candidate) compareForm(d *candidate) int {
	switch {
	case c.expanded && d.expanded:
		if len(c.parameters) > len(d.parameters) {
			return 1
		}
		return -1
	case c.expanded:
		return -1
	case d.expanded:
		return 1
	case (c.generic == nil) != (d.generic == nil):
		if c.generic == nil {
			return 1
		}
		return -1
	}
	if n := len(d.parameters) - len(c.parameters); n != 0 {
		return n
	}
	return 1 // the same signature again, inherited: the nearer one was listed first
}
