package object

import "fmt"

// ErrorCategory is System.Management.Automation.ErrorCategory, with its numbers.
type ErrorCategory int32

// The categories, with PowerShell's names and numbers.
const (
	NotSpecified ErrorCategory = iota
	OpenError
	CloseError
	DeviceError
	DeadlockDetected
	InvalidArgument
	InvalidData
	InvalidOperation
	InvalidResult
	InvalidType
	MetadataError
	NotImplemented
	NotInstalled
	ObjectNotFound
	OperationStopped
	OperationTimeout
	SyntaxError
	ParserError
	PermissionDenied
	ResourceBusy
	ResourceExists
	ResourceUnavailable
	ReadError
	WriteError
	FromStdErr
	SecurityError
	ProtocolError
	ConnectionError
	AuthenticationError
	LimitsExceeded
	QuotaExceeded
	NotEnabled
)

// Exception is a .NET exception as scripts see it.
type Exception struct {
	Class   *Type
	Message string
	Inner   *Exception
	// Record is the error record that first carried the exception; nil if there was none.
	Record *ErrorRecord
	// Data holds what particular exception types offer beyond that, by property name (Response, ParamName,
	// FileName, ErrorRecord …); may be nil.
	Data map[string]Value
}

// Type implements Object.
func (e *Exception) Type() *Type { return e.Class }

// Error implements error.
func (e *Exception) Error() string { return e.Message }

// OwnRecord is the record that an exception of PowerShell's own keeps: as it was before a command added its name and
// place. Errors of binding know their command from the start. It is nil if no record carried the exception.
func (e *Exception) OwnRecord() *ErrorRecord {
	const namespace = "System.Management.Automation."
	r := e.Record
	if r == nil {
		return nil
	}
	own := &ErrorRecord{Exception: e, ID: r.ID, Category: r.Category, Target: r.Target, TargetType: r.TargetType, Thrown: r.Thrown}
	if e.Class.AssignableTo(ExceptionType(namespace + "ParameterBindingException")) {
		own.Class, own.Activity = r.Class, r.Activity
	}
	if !e.Class.AssignableTo(ExceptionType(namespace + "SessionStateException")) {
		own.Position, own.Bound, own.StackTrace = r.Position, r.Bound, r.StackTrace
	}
	return own
}

// Position is where in a script something happened; the zero value means "not in a script".
type Position struct {
	File        string // empty for text that is in no file
	Source      string // the whole text that the offsets refer to
	Start, End  int    // byte offsets
	Line        int    // 1-based
	Column      int    // 1-based, in UTF-16 units
	Command     string // the command that was running (InvocationInfo.MyCommand), or empty
	InvokedName string // the name it was called by
}

// ErrorRecord is System.Management.Automation.ErrorRecord. As a Go error it means "this statement is over":
// where only the object is at fault, commands report it with WriteError and go on.
type ErrorRecord struct {
	Exception *Exception
	// ID is FullyQualifiedErrorId without the command's class, which is appended as ",Class" if Class is set.
	ID       string
	Class    string
	Category ErrorCategory
	// Activity, Reason, TargetName, TargetType override CategoryInfo's derived values when set.
	Activity, Reason, TargetName, TargetType string
	Target                                   Value
	Details                                  string // ErrorDetails.Message; replaces the message on screen
	Recommended                              string // ErrorDetails.RecommendedAction
	Position                                 Position
	StackTrace                               string // ScriptStackTrace
	// Thrown marks an error of the throw statement (or of a preference of Stop): it ends the script unless caught.
	Thrown bool
	// Bound keeps what the engine knows about the failing invocation (InvocationInfo); opaque here.
	Bound any
}

// Type implements Object.
func (e *ErrorRecord) Type() *Type { return TypeErrorRecord }

// Error implements error.
func (e *ErrorRecord) Error() string {
	if e.Details != "" {
		return e.Details
	}
	return e.Exception.Message
}

// FullyQualifiedErrorID is the id that scripts test.
func (e *ErrorRecord) FullyQualifiedErrorID() string {
	if e.Class == "" {
		return e.ID
	}
	return e.ID + "," + e.Class
}

// NewError makes an error record of an exception of the named .NET class.
func NewError(class, id string, category ErrorCategory, format string, args ...any) *ErrorRecord {
	e := &ErrorRecord{Exception: NewException(class, format, args...), ID: id, Category: category}
	e.Exception.Record = e
	return e
}

// NewException makes an exception of the named .NET class. Without args format is taken literally.
func NewException(class, format string, args ...any) *Exception {
	if len(args) > 0 {
		format = fmt.Sprintf(format, args...)
	}
	return &Exception{Class: ExceptionType(class), Message: format}
}
