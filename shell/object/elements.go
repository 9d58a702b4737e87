package object

// Elements are what a pipeline or foreach takes apart: arrays, lists, sets, enumerators. ok is false for scalars,
// text, dictionaries and $null. The slice must not be changed.
func Elements(v Value) (items []Value, ok bool) { return nil, false }

// Each calls yield with every element of a collection until it returns false, without holding them all. A value that
// is no collection is not yielded.
func Each(v Value, yield func(Value) bool) (isCollection bool, err error) { return false, nil }
