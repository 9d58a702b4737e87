package syntax

import "strings"

// Which exceptions catch which is decided while parsing, without knowing types. The table below holds the
// exceptions of .NET and PowerShell that scripts name in catch clauses; a type that is not in it is left alone.

// exceptionType returns the full name of an exception type, or "" when it is not known. System may be left out.
func exceptionType(t *TypeName) string {
	if t.ElementType != nil || len(t.GenericArguments) > 0 {
		return ""
	}
	full, _ := exceptionBase(strings.ToLower(t.Name))
	if full == "" {
		full, _ = exceptionBase("system." + strings.ToLower(t.Name))
	}
	return full
}

// derivesFrom reports whether an exception is the base or derives from it; both are full names.
func derivesFrom(derived, base string) bool {
	for derived != "" {
		if derived == base {
			return true
		}
		_, derived = exceptionBase(strings.ToLower(derived))
	}
	return false
}

// exceptionBase returns the full name of an exception given in lower case and the full name of its base.
func exceptionBase(lower string) (full, base string) {
	switch lower {
	case "system.exception":
		return "System.Exception",
			""
	case "system.systemexception":
		return "System.SystemException",
			"System.Exception"
	case "system.applicationexception":
		return "System.ApplicationException",
			"System.Exception"
	case "system.aggregateexception":
		return "System.AggregateException",
			"System.Exception"
	case "system.argumentexception":
		return "System.ArgumentException",
			"System.SystemException"
	case "system.argumentnullexception":
		return "System.ArgumentNullException",
			"System.ArgumentException"
	case "system.argumentoutofrangeexception":
		return "System.ArgumentOutOfRangeException",
			"System.ArgumentException"
	case "system.arithmeticexception":
		return "System.ArithmeticException",
			"System.SystemException"
	case "system.dividebyzeroexception":
		return "System.DivideByZeroException",
			"System.ArithmeticException"
	case "system.overflowexception":
		return "System.OverflowException",
			"System.ArithmeticException"
	case "system.notfinitenumberexception":
		return "System.NotFiniteNumberException",
			"System.ArithmeticException"
	case "system.arraytypemismatchexception":
		return "System.ArrayTypeMismatchException",
			"System.SystemException"
	case "system.badimageformatexception":
		return "System.BadImageFormatException",
			"System.SystemException"
	case "system.formatexception":
		return "System.FormatException",
			"System.SystemException"
	case "system.uriformatexception":
		return "System.UriFormatException",
			"System.FormatException"
	case "system.indexoutofrangeexception":
		return "System.IndexOutOfRangeException",
			"System.SystemException"
	case "system.invalidcastexception":
		return "System.InvalidCastException",
			"System.SystemException"
	case "system.invalidoperationexception":
		return "System.InvalidOperationException",
			"System.SystemException"
	case "system.objectdisposedexception":
		return "System.ObjectDisposedException",
			"System.InvalidOperationException"
	case "system.notimplementedexception":
		return "System.NotImplementedException",
			"System.SystemException"
	case "system.notsupportedexception":
		return "System.NotSupportedException",
			"System.SystemException"
	case "system.platformnotsupportedexception":
		return "System.PlatformNotSupportedException",
			"System.NotSupportedException"
	case "system.nullreferenceexception":
		return "System.NullReferenceException",
			"System.SystemException"
	case "system.operationcanceledexception":
		return "System.OperationCanceledException",
			"System.SystemException"
	case "system.outofmemoryexception":
		return "System.OutOfMemoryException",
			"System.SystemException"
	case "system.rankexception":
		return "System.RankException",
			"System.SystemException"
	case "system.stackoverflowexception":
		return "System.StackOverflowException",
			"System.SystemException"
	case "system.timeoutexception":
		return "System.TimeoutException",
			"System.SystemException"
	case "system.unauthorizedaccessexception":
		return "System.UnauthorizedAccessException",
			"System.SystemException"
	case "system.memberaccessexception":
		return "System.MemberAccessException",
			"System.SystemException"
	case "system.missingmemberexception":
		return "System.MissingMemberException",
			"System.MemberAccessException"
	case "system.missingmethodexception":
		return "System.MissingMethodException",
			"System.MissingMemberException"
	case "system.missingfieldexception":
		return "System.MissingFieldException",
			"System.MissingMemberException"
	case "system.typeloadexception":
		return "System.TypeLoadException",
			"System.SystemException"
	case "system.dllnotfoundexception":
		return "System.DllNotFoundException",
			"System.TypeLoadException"
	case "system.collections.generic.keynotfoundexception":
		return "System.Collections.Generic.KeyNotFoundException",
			"System.SystemException"
	case "system.componentmodel.win32exception":
		return "System.ComponentModel.Win32Exception",
			"System.Runtime.InteropServices.ExternalException"
	case "system.io.ioexception":
		return "System.IO.IOException",
			"System.SystemException"
	case "system.io.directorynotfoundexception":
		return "System.IO.DirectoryNotFoundException",
			"System.IO.IOException"
	case "system.io.drivenotfoundexception":
		return "System.IO.DriveNotFoundException",
			"System.IO.IOException"
	case "system.io.endofstreamexception":
		return "System.IO.EndOfStreamException",
			"System.IO.IOException"
	case "system.io.fileloadexception":
		return "System.IO.FileLoadException",
			"System.IO.IOException"
	case "system.io.filenotfoundexception":
		return "System.IO.FileNotFoundException",
			"System.IO.IOException"
	case "system.io.pathtoolongexception":
		return "System.IO.PathTooLongException",
			"System.IO.IOException"
	case "system.io.invaliddataexception":
		return "System.IO.InvalidDataException",
			"System.SystemException"
	case "system.net.webexception":
		return "System.Net.WebException",
			"System.InvalidOperationException"
	case "system.net.http.httprequestexception":
		return "System.Net.Http.HttpRequestException",
			"System.Exception"
	case "system.net.sockets.socketexception":
		return "System.Net.Sockets.SocketException",
			"System.ComponentModel.Win32Exception"
	case "system.reflection.targetinvocationexception":
		return "System.Reflection.TargetInvocationException",
			"System.ApplicationException"
	case "system.runtime.interopservices.externalexception":
		return "System.Runtime.InteropServices.ExternalException",
			"System.SystemException"
	case "system.runtime.interopservices.comexception":
		return "System.Runtime.InteropServices.COMException",
			"System.Runtime.InteropServices.ExternalException"
	case "system.security.securityexception":
		return "System.Security.SecurityException",
			"System.SystemException"
	case "system.security.cryptography.cryptographicexception":
		return "System.Security.Cryptography.CryptographicException",
			"System.SystemException"
	case "system.text.json.jsonexception":
		return "System.Text.Json.JsonException",
			"System.Exception"
	case "system.text.regularexpressions.regexparseexception":
		return "System.Text.RegularExpressions.RegexParseException",
			"System.ArgumentException"
	case "system.text.regularexpressions.regexmatchtimeoutexception":
		return "System.Text.RegularExpressions.RegexMatchTimeoutException",
			"System.TimeoutException"
	case "system.threading.tasks.taskcanceledexception":
		return "System.Threading.Tasks.TaskCanceledException",
			"System.OperationCanceledException"
	case "system.xml.xmlexception":
		return "System.Xml.XmlException",
			"System.SystemException"
	case "system.management.automation.runtimeexception":
		return "System.Management.Automation.RuntimeException",
			"System.SystemException"
	case "system.management.automation.parseexception":
		return "System.Management.Automation.ParseException",
			"System.Management.Automation.RuntimeException"
	case "system.management.automation.incompleteparseexception":
		return "System.Management.Automation.IncompleteParseException",
			"System.Management.Automation.ParseException"
	case "system.management.automation.commandnotfoundexception":
		return "System.Management.Automation.CommandNotFoundException",
			"System.Management.Automation.RuntimeException"
	case "system.management.automation.cmdletinvocationexception":
		return "System.Management.Automation.CmdletInvocationException",
			"System.Management.Automation.RuntimeException"
	case "system.management.automation.cmdletproviderinvocationexception":
		return "System.Management.Automation.CmdletProviderInvocationException",
			"System.Management.Automation.CmdletInvocationException"
	case "system.management.automation.parameterbindingexception":
		return "System.Management.Automation.ParameterBindingException",
			"System.Management.Automation.RuntimeException"
	case "system.management.automation.actionpreferencestopexception":
		return "System.Management.Automation.ActionPreferenceStopException",
			"System.Management.Automation.RuntimeException"
	case "system.management.automation.scriptcalldepthexception":
		return "System.Management.Automation.ScriptCallDepthException",
			"System.SystemException"
	case "system.management.automation.pipelinestoppedexception":
		return "System.Management.Automation.PipelineStoppedException",
			"System.Management.Automation.RuntimeException"
	case "system.management.automation.psinvalidcastexception":
		return "System.Management.Automation.PSInvalidCastException",
			"System.InvalidCastException"
	case "system.management.automation.psinvalidoperationexception":
		return "System.Management.Automation.PSInvalidOperationException",
			"System.InvalidOperationException"
	case "system.management.automation.psnotimplementedexception":
		return "System.Management.Automation.PSNotImplementedException",
			"System.NotImplementedException"
	case "system.management.automation.psnotsupportedexception":
		return "System.Management.Automation.PSNotSupportedException",
			"System.NotSupportedException"
	case "system.management.automation.psargumentexception":
		return "System.Management.Automation.PSArgumentException",
			"System.ArgumentException"
	case "system.management.automation.psargumentnullexception":
		return "System.Management.Automation.PSArgumentNullException",
			"System.ArgumentNullException"
	case "system.management.automation.psargumentoutofrangeexception":
		return "System.Management.Automation.PSArgumentOutOfRangeException",
			"System.ArgumentOutOfRangeException"
	case "system.management.automation.pssecurityexception":
		return "System.Management.Automation.PSSecurityException",
			"System.Management.Automation.RuntimeException"
	case "system.management.automation.sessionstateexception":
		return "System.Management.Automation.SessionStateException",
			"System.Management.Automation.RuntimeException"
	case "system.management.automation.itemnotfoundexception":
		return "System.Management.Automation.ItemNotFoundException",
			"System.Management.Automation.SessionStateException"
	case "system.management.automation.drivenotfoundexception":
		return "System.Management.Automation.DriveNotFoundException",
			"System.Management.Automation.SessionStateException"
	case "system.management.automation.providernotfoundexception":
		return "System.Management.Automation.ProviderNotFoundException",
			"System.Management.Automation.SessionStateException"
	case "system.management.automation.sessionstateunauthorizedaccessexception":
		return "System.Management.Automation.SessionStateUnauthorizedAccessException",
			"System.Management.Automation.SessionStateException"
	case "system.management.automation.setvalueexception":
		return "System.Management.Automation.SetValueException",
			"System.Management.Automation.ExtendedTypeSystemException"
	case "system.management.automation.getvalueexception":
		return "System.Management.Automation.GetValueException",
			"System.Management.Automation.ExtendedTypeSystemException"
	case "system.management.automation.methodexception":
		return "System.Management.Automation.MethodException",
			"System.Management.Automation.ExtendedTypeSystemException"
	case "system.management.automation.methodinvocationexception":
		return "System.Management.Automation.MethodInvocationException",
			"System.Management.Automation.MethodException"
	case "system.management.automation.setvalueinvocationexception":
		return "System.Management.Automation.SetValueInvocationException",
			"System.Management.Automation.SetValueException"
	case "system.management.automation.getvalueinvocationexception":
		return "System.Management.Automation.GetValueInvocationException",
			"System.Management.Automation.GetValueException"
	case "system.management.automation.extendedtypesystemexception":
		return "System.Management.Automation.ExtendedTypeSystemException",
			"System.Management.Automation.RuntimeException"
	case "system.management.automation.metadataexception":
		return "System.Management.Automation.MetadataException",
			"System.Management.Automation.RuntimeException"
	case "system.management.automation.validationmetadataexception":
		return "System.Management.Automation.ValidationMetadataException",
			"System.Management.Automation.MetadataException"
	case "system.management.automation.argumenttransformationmetadataexception":
		return "System.Management.Automation.ArgumentTransformationMetadataException",
			"System.Management.Automation.MetadataException"
	case "system.management.automation.remoteexception":
		return "System.Management.Automation.RemoteException",
			"System.Management.Automation.RuntimeException"
	case "system.management.automation.haltcommandexception":
		return "System.Management.Automation.HaltCommandException",
			"System.SystemException"
	case "system.management.automation.scriptrequiresexception":
		return "System.Management.Automation.ScriptRequiresException",
			"System.Management.Automation.RuntimeException"
	case "system.management.automation.host.hostexception":
		return "System.Management.Automation.Host.HostException",
			"System.Management.Automation.RuntimeException"
	case "system.management.automation.nativecommandexitexception":
		return "System.Management.Automation.NativeCommandExitException",
			"System.Management.Automation.RuntimeException"
	case "microsoft.powershell.commands.httpresponseexception":
		return "Microsoft.PowerShell.Commands.HttpResponseException",
			"System.Net.Http.HttpRequestException"
	case "microsoft.powershell.commands.writeerrorexception":
		return "Microsoft.PowerShell.Commands.WriteErrorException",
			"System.SystemException"
	}
	return "", ""
}
