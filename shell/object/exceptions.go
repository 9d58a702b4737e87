package object

// exceptionBase names the base class of an exception class.
func exceptionBase(class string) string {
	switch class {
	case "System.ArgumentNullException", "System.ArgumentOutOfRangeException", "System.DuplicateWaitObjectException",
		"System.Text.DecoderFallbackException", "System.Globalization.CultureNotFoundException":
		return "System.ArgumentException"
	case "System.DivideByZeroException", "System.OverflowException", "System.NotFiniteNumberException":
		return "System.ArithmeticException"
	case "System.IO.FileNotFoundException", "System.IO.DirectoryNotFoundException", "System.IO.PathTooLongException",
		"System.IO.EndOfStreamException", "System.IO.DriveNotFoundException", "System.IO.FileLoadException":
		return "System.IO.IOException"
	case "System.ArithmeticException", "System.TimeoutException", "System.TypeLoadException", "System.RankException",
		"System.UnauthorizedAccessException", "System.Security.SecurityException", "System.Xml.XmlException",
		"System.Management.Automation.ParentContainsErrorRecordException":
		return "System.SystemException"
	case "System.UriFormatException":
		return "System.FormatException"
	case "System.Threading.Tasks.TaskCanceledException":
		return "System.OperationCanceledException"
	case "System.ObjectDisposedException":
		return "System.InvalidOperationException"
	case "System.PlatformNotSupportedException":
		return "System.NotSupportedException"
	}
	return psExceptionBase(class)
}

// psExceptionBase is exceptionBase for PowerShell's own classes.
func psExceptionBase(class string) string {
	const ns = "System.Management.Automation."
	switch class {
	case ns + "ParseException", ns + "CmdletInvocationException", ns + "ParameterBindingException", ns + "SessionStateException",
		ns + "MetadataException", ns + "MethodException", ns + "GetValueException", ns + "SetValueException",
		ns + "ActionPreferenceStopException", ns + "CommandNotFoundException", ns + "ScriptCallDepthException",
		ns + "PSInvalidCastException", ns + "ExtendedTypeSystemException", ns + "ProviderInvocationException",
		ns + "ApplicationFailedException", ns + "ScriptRequiresException", ns + "HaltCommandException",
		"Microsoft.PowerShell.Commands.WriteErrorException", ns + "PipelineStoppedException":
		if class == ns+"PSInvalidCastException" {
			return "System.InvalidCastException"
		}
		return ns + "RuntimeException"
	case ns + "IncompleteParseException":
		return ns + "ParseException"
	case ns + "ItemNotFoundException", ns + "DriveNotFoundException", ns + "ProviderNotFoundException",
		ns + "SessionStateUnauthorizedAccessException":
		return ns + "SessionStateException"
	case ns + "MethodInvocationException":
		return ns + "MethodException"
	case ns + "GetValueInvocationException", ns + "PropertyNotFoundException":
		return ns + "GetValueException"
	case ns + "SetValueInvocationException":
		return ns + "SetValueException"
	case ns + "ValidationMetadataException", ns + "ArgumentTransformationMetadataException":
		return ns + "MetadataException"
	case ns + "PSInvalidOperationException":
		return "System.InvalidOperationException"
	case ns + "PSArgumentException":
		return "System.ArgumentException"
	case ns + "PSArgumentNullException":
		return "System.ArgumentNullException"
	case ns + "PSArgumentOutOfRangeException":
		return "System.ArgumentOutOfRangeException"
	case ns + "PSNotSupportedException":
		return "System.NotSupportedException"
	case ns + "PSNotImplementedException":
		return "System.NotImplementedException"
	case "Microsoft.PowerShell.Commands.HttpResponseException":
		return "System.Net.Http.HttpRequestException"
	}
	return "System.Exception"
}

// ExceptionType is the type of the named exception class, defined with its base classes when first asked for.
func ExceptionType(class string) *Type {
	if t := LibraryType(class); t != nil {
		return t
	}
	return Define(class, ClassType, ExceptionType(exceptionBase(class)))
}
