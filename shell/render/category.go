package render

import (
	"github.com/partnershell/partnershell/shell/object"
)

// CategoryName is the name of an error category.
func CategoryName(c object.ErrorCategory) string {
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

// CategoryText is ErrorCategoryInfo.GetMessage(): "Category: (target:type) [activity], reason".
func CategoryText(rec *object.ErrorRecord) string {
	name, typeName := errorTarget(rec)
	activity := rec.Activity
	if activity == "" {
		activity = rec.Position.Command
	}
	return CategoryName(rec.Category) + ": (" + shorten(name) + ":" + typeName + ") [" + shorten(activity) + "], " +
		errorReason(rec)
}

func errorTarget(rec *object.ErrorRecord) (name, typeName string) {
	name, typeName = rec.TargetName, rec.TargetType
	if object.IsNull(rec.Target) {
		return name, typeName
	}
	if name == "" {
		name = object.ToText(rec.Target)
	}
	if typeName == "" {
		if t := object.TypeOf(object.Base(rec.Target)); t != nil {
			typeName = t.Name()
		}
	}
	return name, typeName
}

func errorReason(rec *object.ErrorRecord) string {
	if rec.Reason != "" || rec.Exception == nil || rec.Exception.Class == nil {
		return rec.Reason
	}
	return rec.Exception.Class.Name()
}

// maxCategoryPart is how long a part of a category's text may be.
const maxCategoryPart = 40

// shorten leaves out the middle of a long text.
func shorten(s string) string {
	runes := []rune(s)
	if len(runes) <= maxCategoryPart {
		return s
	}
	const kept = 15
	return string(runes[:kept]) + "..." + string(runes[len(runes)-kept:])
}
