package object

// Delegate is a script block that was converted to a delegate type (Func, Action, Predicate, Comparison,
// MatchEvaluator …).
type Delegate struct {
	DelegateType *Type
	Block        Callable
}

// Type implements Object.
func (d *Delegate) Type() *Type { return d.DelegateType }

// Call implements Callable.
func (d *Delegate) Call(args ...Value) (Value, error) { return d.Block.Call(args...) }

// AsCallable is what can be called of v: a script block, a delegate or a method value.
func AsCallable(v Value) (Callable, bool) {
	c, ok := Base(v).(Callable)
	return c, ok
}
