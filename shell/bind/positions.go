package bind

// Positions are the parameters that take arguments without a name, in order, where each position belongs to one
// parameter whatever the parameter set.
func (t *Target) Positions() []int {
	list := make([]int, len(t.positions))
	for i, p := range t.positions {
		list[i] = p.parameter
	}
	return list
}
