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
	case action == actionStop, e.Thrown, isStopException(e):
		return e
	}
	rt.remember(e)
	return fr.streams.sinks[streamError].write(e)
}

// isStopException reports whether a command ended because of -ErrorAction Stop.
func isStopException(e *object.ErrorRecord) bool {
	return e.Exception != nil && e.Exception.Class.FullName() == "System.Management.Automation.ActionPreferenceStopException"
}

// caughtRecord is the record that a catch block sees as $_ for an error: the record that -ErrorAction Stop wrapped
// is what scripts expect.
func caughtRecord(e *object.ErrorRecord) *object.ErrorRecord { return e }

// matchesException reports whether an error is caught by a handler for a type: by the exception itself or, for
// errors of methods and of -ErrorAction Stop, by what it carries.
func matchesException(e *object.ErrorRecord, t *object.Type) bool {
	if e.Exception == nil {
		return false
	}
	if e.Exception.Class.AssignableTo(t) {
		return true
	}
	for inner := e.Exception.Inner; inner != nil; inner = inner.Inner {
		if inner.Class.AssignableTo(t) {
			return true
		}
		if !unwrapped(e.Exception.Class.FullName()) {
			return false
		}
	}
	return false
}

// unwrapped reports whether catch looks through an exception of the class.
func unwrapped(class string) bool {
	switch class {
	case "System.Management.Automation.MethodInvocationException", "System.Management.Automation.GetValueInvocationException",
		"System.Management.Automation.SetValueInvocationException", "System.Management.Automation.RuntimeException",
		"System.Management.Automation.CmdletInvocationException", "System.Management.Automation.ActionPreferenceStopException",
		"System.Management.Automation.ParameterBindingException", "System.Management.Automation.PSInvalidCastException",
		"System.Management.Automation.ExtendedTypeSystemException", "System.Management.Automation.SetValueException",
		"System.Management.Automation.GetValueException":
		return true
	}
	return false
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
	if t := object.TypeOf(v); t != nil {
		e.TargetName, e.TargetType = text, t.Name()
		if t == object.TypeCustomObject {
			e.TargetType = "PSObject"
		}
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
		if inner, ok := x.Data["ErrorRecord"].(*object.ErrorRecord); ok {
			c := *inner
			c.Exception = x
			return &c, true
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
