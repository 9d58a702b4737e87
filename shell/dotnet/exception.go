package dotnet

import (
	"strings"

	"github.com/partnershell/partnershell/shell/object"
)

// exceptionClass is System.Exception and every class derived from it.
func exceptionClass(t *object.Type) class {
	c := class{
		new: try(func(a args) (object.Value, error) { return newException(t, a), nil }),
		properties: getters{
			"Message":        get(func(e *object.Exception) object.Value { return e.Message }),
			"InnerException": get(func(e *object.Exception) object.Value { return inner(e) }),
			"Data":           get(func(e *object.Exception) object.Value { return exceptionData(e) }),
			"HResult":        get(func(e *object.Exception) object.Value { return dataOr(e, "HResult", hresult(e.Class)) }),
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
		order: []string{"TargetSite", "Message", "Data", "InnerException", "HelpLink", "Source", "HResult", "StackTrace"},
	}
	declared := declaration(t.FullName())
	for _, name := range dataNames[t.FullName()] {
		c.properties[name] = dataGetter(name)
		if !strings.Contains(declared, "p "+name+" ") {
			c.extra = append(c.extra, &object.Member{Name: name, Kind: object.PropertyMember,
				Definition: "System.Object " + name + " {get;}", Get: c.properties[name]})
		}
	}
	return c
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

// dataNames are the properties that particular classes have beside those of every exception.
var dataNames = map[string][]string{
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
}

// dataGetter reads a property that is kept in Exception.Data, or that the exception's record knows.
func dataGetter(name string) getter {
	return get(func(e *object.Exception) object.Value {
		if v, ok := e.Data[name]; ok {
			return v
		}
		switch name {
		case "ErrorRecord":
			return parentRecord(e)
		case "WasThrownFromThrowStatement":
			return e.Record != nil && e.Record.Thrown
		}
		return nil
	})
}

// parentRecord is the record that an exception of PowerShell's own leads back to, with a mark in place of the
// exception, which would lead round in circles.
func parentRecord(e *object.Exception) object.Value {
	r := e.OwnRecord()
	if r == nil {
		return nil
	}
	r.Exception = object.NewException("System.Management.Automation.ParentContainsErrorRecordException", e.Message)
	return r
}

// hresults are the numbers that .NET gives its exceptions, by class.
var hresults = map[string]uint32{
	"System.Exception": 0x80131500, "System.SystemException": 0x80131501, "System.ArgumentException": 0x80070057,
	"System.ArgumentNullException": 0x80004003, "System.ArgumentOutOfRangeException": 0x80131502, "System.ArithmeticException": 0x80070216,
	"System.DivideByZeroException": 0x80020012, "System.OverflowException": 0x80131516, "System.FormatException": 0x80131537,
	"System.InvalidCastException": 0x80004002, "System.InvalidOperationException": 0x80131509, "System.NotSupportedException": 0x80131515,
	"System.NotImplementedException": 0x80004001, "System.NullReferenceException": 0x80004003, "System.IndexOutOfRangeException": 0x80131508,
	"System.Collections.Generic.KeyNotFoundException": 0x80131577, "System.OperationCanceledException": 0x8013153b,
	"System.ObjectDisposedException": 0x80131622, "System.TimeoutException": 0x80131505, "System.UnauthorizedAccessException": 0x80070005,
	"System.IO.IOException": 0x80131620, "System.IO.FileNotFoundException": 0x80070002, "System.IO.DirectoryNotFoundException": 0x80070003,
	"System.IO.PathTooLongException": 0x800700ce, "System.OutOfMemoryException": 0x8007000e, "System.RankException": 0x80131517,
	"System.Xml.XmlException": 0x80131940, "System.PlatformNotSupportedException": 0x80131539,
}

// hresult is the number of an exception class: its own or its nearest base's.
func hresult(class *object.Type) int32 {
	for t := class; t != nil; t = t.Base() {
		if n, ok := hresults[t.FullName()]; ok {
			return int32(n)
		}
	}
	return 0
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
