package object

// Elements are what a pipeline or foreach takes apart: arrays, lists, sets, enumerators. ok is false for scalars,
// text, dictionaries and $null. The slice must not be changed.
func Elements(v Value) (items []Value, ok bool) {
	items, ok, _ = collect(Base(v))
	return items, ok
}

// Each calls yield with every element of a collection until it returns false, without holding them all. A value that
// is no collection is not yielded.
func Each(v Value, yield func(Value) bool) (isCollection bool, err error) {
	switch c := Base(v).(type) {
	case *Array:
		for _, item := range c.Items {
			if !yield(item) {
				break
			}
		}
		return true, nil
	case *Dictionary:
		return false, nil
	case Enumerable:
		return true, c.Each(yield)
	}
	return false, nil
}
