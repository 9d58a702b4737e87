package interp

import (
	"context"
	"runtime"

	"github.com/partnershell/partnershell/shell/object"
	"github.com/partnershell/partnershell/shell/syntax"
)

// handler is a catch clause.
type handler struct {
	types []*typeRef // empty: catches everything
	body  stmtFn
}

// try compiles try, catch and finally.
func (c *compiler) try(x *syntax.TryStatement) stmtFn {
	body := c.body(x.Body)
	handlers := make([]handler, len(x.Catches))
	for i, clause := range x.Catches {
		for _, t := range clause.CatchTypes {
			handlers[i].types = append(handlers[i].types, c.typeRef(t.TypeName))
		}
		handlers[i].body = c.body(clause.Body)
	}
	guarded := body
	if len(handlers) > 0 {
		guarded = func(fr *frame) error { return fr.guard(body, handlers) }
	}
	if x.Finally == nil {
		return guarded
	}
	final := c.body(x.Finally)
	return func(fr *frame) error {
		err := guarded(fr)
		return fr.finally(final, err)
	}
}

// finally runs the finally block whatever err is; its own failure replaces err.
func (fr *frame) finally(final stmtFn, err error) error {
	success := fr.rt.success
	if e, ok := err.(*object.ErrorRecord); ok {
		fr.locate(e)
	}
	finalErr := fr.sheltered(final)
	if finalErr != nil {
		return finalErr
	}
	if err != nil {
		fr.rt.success = success
	}
	return err
}

// sheltered runs what must run to its end even when the run has been stopped. Nobody takes objects any more then:
// writing one ends it.
func (fr *frame) sheltered(run stmtFn) error {
	rt := fr.rt
	if rt.ctx.Err() == nil {
		return run(fr)
	}
	for !rt.stopped.Load() { // what notes the end of the context runs beside us
		runtime.Gosched()
	}
	ctx, out := rt.ctx, fr.out
	rt.ctx, fr.out = context.WithoutCancel(ctx), sinkFunc(func(object.Value) error { return ErrStopped })
	rt.stopped.Store(false)
	defer func() {
		rt.ctx, fr.out = ctx, out
		rt.stopped.Store(true)
	}()
	return run(fr)
}

// guard runs a try body and hands its error to the catch clause that fits.
func (fr *frame) guard(body stmtFn, handlers []handler) error {
	traps := fr.traps
	fr.traps = nil
	fr.rt.inTry++
	err := body(fr)
	fr.rt.inTry--
	fr.traps = traps
	e, ok := caught(err)
	if !ok {
		return err
	}
	fr.locate(e)
	h, e, findErr := fr.findHandler(e, handlers)
	if findErr != nil {
		return findErr
	}
	if h == nil {
		return err
	}
	fr.rt.remember(e)
	return fr.handle(e, h.body)
}

// handle runs a catch or trap body with $_ set to the error.
func (fr *frame) handle(e *object.ErrorRecord, body stmtFn) error {
	slot := fr.scope.slot(slotItem)
	item, caught := *slot, fr.caught
	slot.value, slot.set = e, true
	fr.caught = e
	err := body(fr)
	*fr.scope.slot(slotItem) = item
	fr.caught = caught
	return err
}

// findHandler chooses the clause for an error: by its exception, then by the exceptions inside. When an inner
// exception decides, the clause sees that one.
func (fr *frame) findHandler(e *object.ErrorRecord, handlers []handler) (*handler, *object.ErrorRecord, error) {
	for x := e.Exception; x != nil; x = x.Inner {
		h, err := fr.handlerFor(x.Class, handlers)
		if err != nil {
			return nil, e, err
		}
		if h != nil {
			if x != e.Exception {
				c := *e
				c.Exception = x
				e = &c
			}
			return h, e, nil
		}
	}
	for i := range handlers {
		if len(handlers[i].types) == 0 {
			return &handlers[i], e, nil
		}
	}
	return nil, e, nil
}

// handlerFor finds the clause that names the class itself, or the first that names a base class.
func (fr *frame) handlerFor(class *object.Type, handlers []handler) (*handler, error) {
	var base *handler
	for i := range handlers {
		for _, ref := range handlers[i].types {
			t, err := ref.resolve(fr)
			if err != nil {
				return nil, err
			}
			if t == class {
				return &handlers[i], nil
			}
			if base == nil && class.AssignableTo(t) {
				base = &handlers[i]
			}
		}
	}
	return base, nil
}

// trapHandler is a trap statement.
type trapHandler struct {
	kind *typeRef // nil: catches everything
	body stmtFn
}

// trapped compiles a statement list with traps.
func (c *compiler) trapped(run stmtFn, traps []*syntax.TrapStatement) stmtFn {
	handlers := make([]*trapHandler, len(traps))
	for i, t := range traps {
		handlers[i] = &trapHandler{body: c.body(t.Body)}
		if t.TrapType != nil {
			handlers[i].kind = c.typeRef(t.TrapType.TypeName)
		}
	}
	return func(fr *frame) error {
		outer := fr.traps
		fr.traps = handlers
		fr.rt.inTry++
		err := run(fr)
		fr.rt.inTry--
		fr.traps = outer
		return err
	}
}

// trap runs the trap for an error; nil means that the next statement runs.
func (fr *frame) trap(e *object.ErrorRecord) error {
	h, e, err := fr.findTrap(e)
	if err != nil {
		return err
	}
	if h == nil {
		return e
	}
	traps := fr.traps
	fr.traps = nil
	fr.rt.inTry--
	inner := *fr
	inner.scope = newScope(fr.scope, newSlotTable(), localScope)
	inner.scope.call = fr.scope.call
	err = inner.handle(e, h.body)
	fr.rt.inTry++
	fr.traps = traps
	switch err.(type) {
	case *breakFlow:
		return e
	case *continueFlow:
		fr.rt.remember(e)
		return nil
	}
	if err != nil {
		return err
	}
	return fr.report(e)
}

// report writes an error that was handled by nobody.
func (fr *frame) report(e *object.ErrorRecord) error {
	fr.rt.remember(e)
	return fr.streams.sinks[streamError].write(e)
}

func (fr *frame) findTrap(e *object.ErrorRecord) (*trapHandler, *object.ErrorRecord, error) {
	for x := e.Exception; x != nil; x = x.Inner {
		var base *trapHandler
		for _, h := range fr.traps {
			if h.kind == nil {
				continue
			}
			t, err := h.kind.resolve(fr)
			if err != nil {
				return nil, e, err
			}
			if t == x.Class {
				return h, e, nil
			}
			if base == nil && x.Class.AssignableTo(t) {
				base = h
			}
		}
		if base != nil {
			return base, e, nil
		}
	}
	for _, h := range fr.traps {
		if h.kind == nil {
			return h, e, nil
		}
	}
	return nil, e, nil
}
