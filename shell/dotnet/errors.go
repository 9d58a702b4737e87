package dotnet

import "github.com/partnershell/partnershell/shell/object"

// The exceptions that library methods throw. A message that names a parameter ends the way .NET ends it.

func argumentNull(parameter string) error {
	return withParameter(object.NewException("System.ArgumentNullException", "Value cannot be null. (Parameter '%s')", parameter), parameter)
}

func arrayNull(parameter string) error {
	return withParameter(object.NewException("System.ArgumentNullException", "Array cannot be null. (Parameter '%s')", parameter), parameter)
}

func argumentError(parameter, format string, a ...any) error {
	return withParameter(object.NewException("System.ArgumentException", format+" (Parameter '"+parameter+"')", a...), parameter)
}

func outOfRange(parameter, format string, a ...any) error {
	return withParameter(object.NewException("System.ArgumentOutOfRangeException", format+" (Parameter '"+parameter+"')", a...), parameter)
}

func withParameter(e *object.Exception, parameter string) *object.Exception {
	e.Data = map[string]object.Value{"ParamName": parameter}
	return e
}

func formatError(format string, a ...any) error {
	return object.NewException("System.FormatException", format, a...)
}

func overflow(format string, a ...any) error {
	return object.NewException("System.OverflowException", format, a...)
}

func invalidOperation(format string, a ...any) error {
	return object.NewException("System.InvalidOperationException", format, a...)
}

func notSupported(format string, a ...any) error {
	return object.NewException("System.NotSupportedException", format, a...)
}
