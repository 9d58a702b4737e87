package bind

import (
	"context"
	"errors"

	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

const bindingException = "System.Management.Automation.ParameterBindingException"

func (t *Target) newError(class, id string, category object.ErrorCategory, format string, args ...any) *object.ErrorRecord {
	e := object.NewError(class, id, category, format, args...)
	e.Exception.Data = map[string]object.Value{"ErrorId": id}
	e.Class = t.Class
	if t.Class == "" {
		e.Class = t.Name
	}
	e.Activity = t.Name
	return e
}

// about says which parameter an error is about: the exception's ParameterName.
func about(e *object.ErrorRecord, parameter string) *object.ErrorRecord {
	e.Exception.Data["ParameterName"] = parameter
	return e
}

func (t *Target) bindingError(id string, category object.ErrorCategory, format string, args ...any) *object.ErrorRecord {
	return t.newError(bindingException, id, category, format, args...)
}

// refusedError is a value that a mandatory parameter does not take.
func (t *Target) refusedError(id, format, parameter string) *object.ErrorRecord {
	const class = "System.Management.Automation.ParameterBindingValidationException"
	return about(t.newError(class, id, object.InvalidData, format, parameter), parameter)
}

func (t *Target) validationError(p *command.Parameter, cause error) error {
	if isControl(cause) {
		return cause
	}
	e := t.newError("System.Management.Automation.ParameterBindingValidationException", "ParameterArgumentValidationError",
		object.InvalidData, "Cannot validate argument on parameter '%s'. %s", p.Name, cause.Error())
	e.Exception.Inner = inner(cause, "System.Management.Automation.ValidationMetadataException")
	return about(e, p.Name)
}

func (t *Target) transformationError(p *command.Parameter, cause error) error {
	if isControl(cause) {
		return cause
	}
	e := t.newError("System.Management.Automation.ParameterBindingArgumentTransformationException",
		"ParameterArgumentTransformationError", object.InvalidData,
		"Cannot process argument transformation on parameter '%s'. %s", p.Name, cause.Error())
	e.Exception.Inner = asTransformation(cause)
	return about(e, p.Name)
}

// conversionError is a value that has no form of the parameter's type.
func (t *Target) conversionError(p *command.Parameter, cause error) error {
	if isControl(cause) {
		return cause
	}
	if t.Script && p.Field != -1 {
		return t.transformationError(p, cause)
	}
	e := t.bindingError("CannotConvertArgumentNoMessage", object.InvalidArgument,
		"Cannot bind parameter '%s'. %s", p.Name, cause.Error())
	e.Exception.Inner = inner(cause, "System.Management.Automation.PSInvalidCastException")
	return about(e, p.Name)
}

// settingError is a value that a compiled command's parameter cannot hold.
func (t *Target) settingError(p *command.Parameter, cause error) error {
	setting := object.NewException("System.Management.Automation.SetValueInvocationException",
		"Exception setting \"%s\": \"%s\"", p.Name, cause.Error())
	setting.Inner = inner(cause, "System.Management.Automation.PSInvalidCastException")
	e := t.bindingError("ParameterBindingFailed", object.WriteError, "Cannot bind parameter '%s' to the target. %s", p.Name, setting.Message)
	e.Exception.Inner = setting
	return about(e, p.Name)
}

// asTransformation is what a script's parameter says of a value that it cannot convert.
func asTransformation(cause error) *object.Exception {
	const class = "System.Management.Automation.ArgumentTransformationMetadataException"
	e := inner(cause, class)
	if e.Class.FullName() != "System.Management.Automation.PSInvalidCastException" {
		return e
	}
	outer := object.NewException(class, "%s", e.Message)
	outer.Inner = e
	return outer
}

// inner is the exception inside a binding error.
func inner(cause error, class string) *object.Exception {
	var record *object.ErrorRecord
	if errors.As(cause, &record) {
		return object.ConversionCause(record)
	}
	return object.NewException(class, "%s", cause.Error())
}

// isControl reports whether an error is not about the value but about the run (cancelled, stopped, exit): the
// engine's control flow says so of itself.
func isControl(err error) bool {
	var signal interface{ ControlFlow() bool }
	return errors.As(err, &signal) && signal.ControlFlow() || errors.Is(err, context.Canceled)
}
