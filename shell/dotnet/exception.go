package dotnet

import (
	"github.com/partnershell/partnershell/shell/object"
)

// exceptionClass is System.Exception and every class derived from it.
func exceptionClass(t *object.Type) class {
	return class{
		new: try(func(a args) (object.Value, error) { return newException(t, a), nil }),
		properties: getters{
			"Message":        get(func(e *object.Exception) object.Value { return e.Message }),
			"InnerException": get(func(e *object.Exception) object.Value { return inner(e) }),
			"Data":           get(func(e *object.Exception) object.Value { return exceptionData(e) }),
			"HResult":        get(func(e *object.Exception) object.Value { return dataOr(e, "HResult", int32(-2146233088)) }),
			"HelpLink":       get(func(e *object.Exception) object.Value { return e.Data["HelpLink"] }),
			"Source":         get(func(e *object.Exception) object.Value { return e.Data["Source"] }),
			"StackTrace":     get(func(e *object.Exception) object.Value { return e.Data["StackTrace"] }),
			"TargetSite":     constant(nil),
		},
		setters: setters{
			"HelpLink": set(func(e *object.Exception, v object.Value) error { setData(e, "HelpLink", v); return nil }),
			"Source":   set(func(e *object.Exception, v object.Value) error { setData(e, "Source", v); return nil }),
		},
		methods: methods{
			"GetBaseException": do(func(e *object.Exception, _ args) object.Value {
				for e.Inner != nil {
					e = e.Inner
				}
				return e
			}),
			"ToString": do(func(e *object.Exception, _ args) object.Value { return exceptionText(e) }),
		},
		extra: dataMembers(t),
		order: []string{"TargetSite", "Message", "Data", "InnerException", "HelpLink", "Source", "HResult", "StackTrace"},
	}
}

func inner(e *object.Exception) object.Value {
	if e.Inner == nil {
		return nil
	}
	return e.Inner
}

// exceptionText is Exception.ToString(): class, message and those of the inner exceptions.
func exceptionText(e *object.Exception) string {
	text := e.Class.FullName() + ": " + e.Message
	if e.Inner != nil {
		text += newLine + " ---> " + exceptionText(e.Inner) + newLine + "   --- End of inner exception stack trace ---"
	}
	return text
}

func dataOr(e *object.Exception, name string, otherwise object.Value) object.Value {
	if v, ok := e.Data[name]; ok {
		return v
	}
	return otherwise
}

func setData(e *object.Exception, name string, v object.Value) {
	if e.Data == nil {
		e.Data = map[string]object.Value{}
	}
	e.Data[name] = v
}

// exceptionData is the Data property: a dictionary that is kept once it was asked for.
func exceptionData(e *object.Exception) object.Value {
	if d, ok := e.Data["Data"]; ok {
		return d
	}
	d := object.NewHashtable()
	setData(e, "Data", d)
	return d
}

// dataMembers are the properties that a particular class keeps in Exception.Data, by name.
func dataMembers(t *object.Type) []*object.Member {
	names := map[string][]string{
		"System.ArgumentException":                                   {"ParamName"},
		"System.ArgumentOutOfRangeException":                         {"ParamName", "ActualValue"},
		"System.IO.FileNotFoundException":                            {"FileName"},
		"System.ObjectDisposedException":                             {"ObjectName"},
		"System.Xml.XmlException":                                    {"LineNumber", "LinePosition"},
		"System.Management.Automation.RuntimeException":              {"ErrorRecord", "WasThrownFromThrowStatement"},
		"System.Management.Automation.ParameterBindingException":     {"ParameterName", "ErrorId"},
		"System.Management.Automation.CommandNotFoundException":      {"CommandName", "ErrorRecord"},
		"System.Management.Automation.ItemNotFoundException":         {"ItemName"},
		"System.Management.Automation.ParseException":                {"Errors"},
		"System.Management.Automation.SessionStateException":         {"ItemName", "SessionStateCategory", "ErrorRecord"},
		"System.Management.Automation.PSArgumentException":           {"ErrorRecord"},
		"System.Management.Automation.PSInvalidOperationException":   {"ErrorRecord"},
		"System.Management.Automation.PSInvalidCastException":        {"ErrorRecord"},
		"Microsoft.PowerShell.Commands.HttpResponseException":        {"Response"},
		"System.Net.Http.HttpRequestException":                       {"StatusCode", "HttpRequestError"},
		"System.Net.WebException":                                    {"Response", "Status"},
		"System.Text.RegularExpressions.RegexParseException":         {"Error", "Offset"},
		"System.Net.Sockets.SocketException":                         {"ErrorCode", "SocketErrorCode"},
		"System.AggregateException":                                  {"InnerExceptions"},
		"System.Management.Automation.ActionPreferenceStopException": {"ErrorRecord"},
		"System.Management.Automation.CmdletInvocationException":     {"ErrorRecord"},
	}[t.FullName()]
	members := make([]*object.Member, len(names))
	for i, name := range names {
		members[i] = &object.Member{Name: name, Kind: object.PropertyMember, Definition: "System.Object " + name + " {get;}",
			Get: get(func(e *object.Exception) object.Value { return e.Data[name] })}
	}
	return members
}

// newException reads the usual constructors: (), (message), (message, inner), and the argument exceptions' own order.
func newException(t *object.Type, a args) object.Value {
	e := &object.Exception{Class: t, Message: defaultMessage(t)}
	var texts []string
	for i := range a {
		switch v := a.at(i).(type) {
		case string:
			texts = append(texts, v)
		case *object.Exception:
			e.Inner = v
		case *object.ErrorRecord:
			setData(e, "ErrorRecord", v)
		}
	}
	switch t.Name() {
	case "ArgumentNullException", "ArgumentOutOfRangeException", "PSArgumentNullException", "PSArgumentOutOfRangeException":
		if len(texts) > 0 && e.Inner == nil { // (paramName[, message])
			setData(e, "ParamName", texts[0])
			if len(texts) > 1 {
				e.Message = texts[1]
			}
			e.Message += " (Parameter '" + texts[0] + "')"
			return e
		}
	case "ArgumentException", "PSArgumentException":
		if len(texts) > 1 { // (message, paramName)
			setData(e, "ParamName", texts[1])
			e.Message = texts[0] + " (Parameter '" + texts[1] + "')"
			return e
		}
	case "ObjectDisposedException":
		if len(texts) > 0 && e.Inner == nil {
			setData(e, "ObjectName", texts[0])
			e.Message += newLine + "Object name: '" + texts[0] + "'."
			return e
		}
	case "FileNotFoundException":
		if len(texts) > 1 {
			setData(e, "FileName", texts[1])
		}
	}
	if len(texts) > 0 {
		e.Message = texts[0]
	}
	return e
}

// defaultMessage is the message of an exception made without one.
func defaultMessage(t *object.Type) string {
	switch t.Name() {
	case "ArgumentException", "PSArgumentException":
		return "Value does not fall within the expected range."
	case "ArgumentNullException", "PSArgumentNullException":
		return "Value cannot be null."
	case "ArgumentOutOfRangeException", "PSArgumentOutOfRangeException":
		return "Specified argument was out of the range of valid values."
	case "InvalidOperationException", "PSInvalidOperationException":
		return "Operation is not valid due to the current state of the object."
	case "NotImplementedException", "PSNotImplementedException":
		return "The method or operation is not implemented."
	case "NotSupportedException", "PSNotSupportedException":
		return "Specified method is not supported."
	case "FormatException":
		return "One of the identified items was in an invalid format."
	case "OverflowException":
		return "Arithmetic operation resulted in an overflow."
	case "DivideByZeroException":
		return "Attempted to divide by zero."
	case "InvalidCastException", "PSInvalidCastException":
		return "Specified cast is not valid."
	case "NullReferenceException":
		return "Object reference not set to an instance of an object."
	case "IndexOutOfRangeException":
		return "Index was outside the bounds of the array."
	case "TimeoutException":
		return "The operation has timed out."
	case "OperationCanceledException":
		return "The operation was canceled."
	case "UnauthorizedAccessException":
		return "Attempted to perform an unauthorized operation."
	case "IOException":
		return "I/O error occurred."
	case "FileNotFoundException":
		return "Unable to find the specified file."
	case "DirectoryNotFoundException":
		return "Attempted to access a path that is not on the disk."
	case "KeyNotFoundException":
		return "The given key was not present in the dictionary."
	case "ObjectDisposedException":
		return "Cannot access a disposed object."
	case "SystemException":
		return "System error."
	case "ApplicationException":
		return "Error in the application."
	}
	return "Exception of type '" + t.FullName() + "' was thrown."
}
