package object

// OpEq is l -eq r; a collection on the left is filtered, here and in the other comparison operators.
func OpEq(l, r Value, ignoreCase bool) (Value, error) { return nil, nil }

// OpNe is l -ne r.
func OpNe(l, r Value, ignoreCase bool) (Value, error) { return nil, nil }

// OpGt is l -gt r.
func OpGt(l, r Value, ignoreCase bool) (Value, error) { return nil, nil }

// OpGe is l -ge r.
func OpGe(l, r Value, ignoreCase bool) (Value, error) { return nil, nil }

// OpLt is l -lt r.
func OpLt(l, r Value, ignoreCase bool) (Value, error) { return nil, nil }

// OpLe is l -le r.
func OpLe(l, r Value, ignoreCase bool) (Value, error) { return nil, nil }

// OpLike is l -like r.
func OpLike(l, r Value, ignoreCase bool) (Value, error) { return nil, nil }

// OpNotLike is l -notlike r.
func OpNotLike(l, r Value, ignoreCase bool) (Value, error) { return nil, nil }

// OpContains is l -contains r.
func OpContains(l, r Value, ignoreCase bool) (Value, error) { return nil, nil }

// OpNotContains is l -notcontains r.
func OpNotContains(l, r Value, ignoreCase bool) (Value, error) { return nil, nil }

// OpIn is l -in r.
func OpIn(l, r Value, ignoreCase bool) (Value, error) { return nil, nil }

// OpNotIn is l -notin r.
func OpNotIn(l, r Value, ignoreCase bool) (Value, error) { return nil, nil }

// OpIs is l -is r, where r is a type or its name.
func OpIs(l, r Value) (Value, error) { return nil, nil }

// OpIsNot is l -isnot r.
func OpIsNot(l, r Value) (Value, error) { return nil, nil }

// OpAs is l -as r: the conversion, or $null where it fails.
func OpAs(l, r Value) (Value, error) { return nil, nil }

// OpRange is l..r as an array. Where the elements are only to be enumerated, EachRange holds none of them.
func OpRange(l, r Value) (Value, error) { return nil, nil }

// EachRange calls yield with each element of l..r until it returns false.
func EachRange(l, r Value, yield func(Value) bool) error { return nil }
