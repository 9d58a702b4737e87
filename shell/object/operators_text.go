package object

// OpMatch is l -match r (-notmatch with negate). groups is what $Matches becomes; nil leaves $Matches as it is.
func OpMatch(l, r Value, ignoreCase, negate bool) (result Value, groups *Dictionary, err error) {
	return nil, nil, nil
}

// OpReplace is l -replace r: r is a pattern, or a pattern and a replacement (text or a Callable given the match).
func OpReplace(l, r Value, ignoreCase bool) (Value, error) { return nil, nil }

// OpSplit is l -split r: r is a pattern or a Callable, then optionally a count and options.
func OpSplit(l, r Value, ignoreCase bool) (Value, error) { return nil, nil }

// UnarySplit is -split v: at white space.
func UnarySplit(v Value) (Value, error) { return nil, nil }

// OpJoin is l -join r.
func OpJoin(l, r Value) (Value, error) { return nil, nil }

// UnaryJoin is -join v.
func UnaryJoin(v Value) (Value, error) { return nil, nil }
