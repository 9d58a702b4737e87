package interp

import (
	"strings"

	"github.com/partnershell/partnershell/shell/object"
)

const maxErrors = 256

// remember puts an error at the front of $Error, once.
func (rt *Runtime) remember(e *object.ErrorRecord) {
	items := rt.errors.Items
	if len(items) > 0 && items[0] == object.Value(e) {
		return
	}
	for i, known := range items {
		if known == object.Value(e) && i < 8 {
			return
		}
	}
	items = append(items, nil)
	copy(items[1:], items)
	items[0] = e
	if len(items) > maxErrors {
		items = items[:maxErrors]
	}
	rt.errors.Items = items
	rt.errors.Version++
}

// lose keeps the error of a script's method that was called where no error can be returned, such as in a comparison.
// The statement that compared fails with it.
func (rt *Runtime) lose(err error) {
	if e, ok := unwrapRaw(err).(*object.ErrorRecord); ok && rt.unheard == nil {
		rt.unheard = e
	}
}

// isCallDepthOverflow reports a script that recurses without end.
func isCallDepthOverflow(err error) bool {
	e, ok := unwrapRaw(err).(*object.ErrorRecord)
	return ok && e.ID == "CallDepthOverflow"
}

// heard is the error of a statement: its own, or one that was lost before.
func (rt *Runtime) heard(err error) error {
	if rt.unheard != nil {
		err, rt.unheard = rt.unheard, nil
	}
	return err
}

// statementFailed decides what becomes of a block whose statement failed: nil means that the next statement runs.
func (fr *frame) statementFailed(err error) error {
	err = unwrapRaw(err)
	e, ok := err.(*object.ErrorRecord)
	if !ok {
		return err
	}
	rt := fr.rt
	rt.success = false
	fr.locate(e)
	if len(fr.traps) > 0 {
		return fr.trap(e)
	}
	if rt.inTry > 0 {
		return e
	}
	switch action := fr.actionPreference(symErrorAction); {
	case action == actionSilentlyContinue:
		rt.remember(e)
		return nil
	case action == actionIgnore:
		return nil
	case action == actionInquire:
		return fr.inquireStatement(e)
	case action == actionStop, e.Thrown, isStopException(e):
		return e
	}
	return fr.report(e)
}

// isStopException reports whether a command ended because of -ErrorAction Stop.
func isStopException(e *object.ErrorRecord) bool {
	return e.Exception != nil && e.Exception.Class.FullName() == "System.Management.Automation.ActionPreferenceStopException"
}

// runtimeError is an error of the language itself.
func runtimeError(id string, category object.ErrorCategory, format string, args ...any) *object.ErrorRecord {
	return object.NewError("System.Management.Automation.RuntimeException", id, category, format, args...)
}

// notSupported names what this shell leaves out.
func notSupported(what string) error {
	return object.NewError("System.Management.Automation.PSNotSupportedException", "NotSupported", object.NotImplemented,
		"%s is not supported by this shell.", what)
}

// thrown makes the error of a throw statement.
func thrown(v object.Value) *object.ErrorRecord {
	if e, ok := thrownRecord(object.Base(v)); ok {
		e.Thrown = true
		return e
	}
	text := object.ToText(v)
	if object.IsNull(v) {
		e := runtimeError("ScriptHalted", object.OperationStopped, "ScriptHalted")
		e.Thrown = true
		return e
	}
	e := runtimeError(text, object.OperationStopped, "%s", text)
	e.Target, e.Thrown = v, true
	if object.TypeOf(v) == object.TypeCustomObject {
		e.TargetType = "PSObject"
	}
	return e
}

// thrownRecord is the record for a thrown record or exception.
func thrownRecord(v object.Value) (*object.ErrorRecord, bool) {
	switch x := v.(type) {
	case *object.ErrorRecord:
		c := *x
		return &c, true
	case *object.Exception:
		if own := x.OwnRecord(); own != nil && x.Class.AssignableTo(object.ExceptionType(ns+"RuntimeException")) {
			own.Exception = x
			return own, true
		}
		return &object.ErrorRecord{Exception: x, ID: x.Message, Category: object.OperationStopped}, true
	}
	return nil, false
}

// internalError reports a panic of this program as an error of the statement that met it.
func internalError(cause any) *object.ErrorRecord {
	text, _ := cause.(string)
	if err, ok := cause.(error); ok {
		text = err.Error()
	}
	return object.NewError("System.InvalidOperationException", "InternalError", object.InvalidOperation,
		"Internal error: %s", strings.TrimSpace(text))
}
