package command

import "context"

// Await runs work that cannot be asked to stop, and leaves it behind when ctx ends. Work therefore must touch nothing
// that may change afterwards. Its panics arrive here.
func Await[T any](ctx context.Context, work func() (T, error)) (T, error) {
	type outcome struct {
		value T
		err   error
		cause any
	}
	done := make(chan outcome, 1)
	go func() {
		var o outcome
		defer func() {
			o.cause = recover()
			done <- o
		}()
		o.value, o.err = work()
	}()
	select {
	case o := <-done:
		if o.cause != nil {
			panic(o.cause)
		}
		return o.value, o.err
	case <-ctx.Done():
		var none T
		return none, ctx.Err()
	}
}
