package object

import "unicode/utf16"

// String is the name of the category.
func (c ErrorCategory) String() string {
	names := [...]string{"NotSpecified", "OpenError", "CloseError", "DeviceError", "DeadlockDetected", "InvalidArgument",
		"InvalidData", "InvalidOperation", "InvalidResult", "InvalidType", "MetadataError", "NotImplemented",
		"NotInstalled", "ObjectNotFound", "OperationStopped", "OperationTimeout", "SyntaxError", "ParserError",
		"PermissionDenied", "ResourceBusy", "ResourceExists", "ResourceUnavailable", "ReadError", "WriteError",
		"FromStdErr", "SecurityError", "ProtocolError", "ConnectionError", "AuthenticationError", "LimitsExceeded",
		"QuotaExceeded", "NotEnabled"}
	if c < 0 || int(c) >= len(names) {
		return names[0]
	}
	return names[c]
}

// CategoryReason is CategoryInfo.Reason: the exception's class unless a reason was given.
func (e *ErrorRecord) CategoryReason() string {
	if e.Reason != "" || e.Exception == nil || e.Exception.Class == nil {
		return e.Reason
	}
	return e.Exception.Class.Name()
}

// CategoryTargetName is CategoryInfo.TargetName: what ToString of the target gives unless a name was given.
func (e *ErrorRecord) CategoryTargetName() string {
	target := Base(e.Target)
	if e.TargetName != "" || IsNull(target) {
		return e.TargetName
	}
	if _, isBag := target.(*CustomObject); !isBag {
		if text, err := InvokeMethod(target, "ToString", nil); err == nil {
			return ToText(text)
		}
	}
	return ToText(target)
}

// CategoryTargetType is CategoryInfo.TargetType.
func (e *ErrorRecord) CategoryTargetType() string {
	if e.TargetType != "" || IsNull(e.Target) {
		return e.TargetType
	}
	if t := TypeOf(Base(e.Target)); t != nil {
		return t.Name()
	}
	return ""
}

// CategoryMessage is CategoryInfo.GetMessage(): "InvalidArgument: (x:String) [Get-Thing], ItemNotFoundException".
func (e *ErrorRecord) CategoryMessage() string {
	return e.Category.String() + ": (" + shortened(e.CategoryTargetName()) + ":" + shortened(e.CategoryTargetType()) + ") [" +
		shortened(e.Activity) + "], " + shortened(e.CategoryReason())
}

// shortened leaves out the middle of a part of CategoryMessage that is longer than 40 characters.
func shortened(s string) string {
	const longest, kept = 40, 15
	units := utf16.Encode([]rune(s))
	if len(units) <= longest {
		return s
	}
	return string(utf16.Decode(units[:kept])) + "..." + string(utf16.Decode(units[len(units)-kept:]))
}
