package utility

import (
	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/interp"
	"github.com/partnershell/partnershell/shell/object"
)

func writeErrorCommand() *command.Command {
	return &command.Command{
		Name: "Write-Error", Class: "Microsoft.PowerShell.Commands.WriteErrorCommand", Module: "Microsoft.PowerShell.Utility",
		Synopsis: "Reports an error without stopping.",
		Description: "The error goes to the error stream and to $Error. -ErrorAction Stop makes it end the script " +
			"unless it is caught.",
		Examples: []command.Example{
			{Code: `Write-Error 'No such user' -ErrorAction SilentlyContinue`, SkipRun: "it is about an error", Remarks: "An error that is only remembered."},
		},
		New:        func() command.Processor { return &writeError{} },
		DefaultSet: "NoException",
	}
}

// writeError is Write-Error: reports an error without stopping.
type writeError struct {
	Exception          object.Value `ps:"type=System.Exception set=WithException pos=0 mandatory" help:"The exception that the error is about."`
	Message            string       `ps:"alias=Msg allownull allowempty; set=NoException pos=0 mandatory pipeline; set=WithException" help:"What went wrong."`
	ErrorRecord        object.Value `ps:"type=System.Management.Automation.ErrorRecord set=ErrorRecord pos=0 mandatory" help:"A ready error to report."`
	Category           object.Enum  `ps:"type=System.Management.Automation.ErrorCategory set=NoException,WithException" help:"The kind of error."`
	ErrorId            string       `ps:"set=NoException,WithException" help:"What scripts recognise the error by."`
	TargetObject       object.Value `ps:"set=NoException,WithException" help:"The object that the error is about."`
	RecommendedAction  string       `help:"What the user can do about it."`
	CategoryActivity   string       `ps:"alias=Activity" help:"What was being done."`
	CategoryReason     string       `ps:"alias=Reason" help:"Why it failed."`
	CategoryTargetName string       `ps:"alias=TargetName" help:"The name of the object."`
	CategoryTargetType string       `ps:"alias=TargetType" help:"The type of the object."`
}

// Process implements command.Processor.
func (c *writeError) Process(inv *command.Invocation) error {
	e := c.record(inv)
	if c.CategoryActivity != "" {
		e.Activity = c.CategoryActivity
	}
	if c.CategoryReason != "" {
		e.Reason = c.CategoryReason
	}
	if c.CategoryTargetName != "" {
		e.TargetName = c.CategoryTargetName
	}
	if c.CategoryTargetType != "" {
		e.TargetType = c.CategoryTargetType
	}
	if c.RecommendedAction != "" {
		e.Recommended = c.RecommendedAction
		if e.Details == "" {
			e.Details = e.Exception.Message
		}
	}
	return inv.WriteError(e)
}

// record is the error as the parameter set describes it. Its id ends in the name of the function or script that
// reports it.
func (c *writeError) record(inv *command.Invocation) *object.ErrorRecord {
	if given, ok := object.Base(c.ErrorRecord).(*object.ErrorRecord); ok {
		e := *given
		e.Bound, e.Thrown = nil, false
		return &e
	}
	exception, ok := object.Base(c.Exception).(*object.Exception)
	if !ok {
		exception = object.NewException("Microsoft.PowerShell.Commands.WriteErrorException", "%s", c.Message)
	}
	id := c.ErrorId
	if id == "" {
		id = exception.Class.FullName()
	}
	e := &object.ErrorRecord{Exception: exception, ID: id, Class: callerName(inv), Category: object.ErrorCategory(c.Category.Value), Target: c.TargetObject}
	if ok && c.Message != "" {
		e.Details = c.Message
	}
	return e
}

// callerName is the name of the running function or script; empty on the command line and in a bare script block.
func callerName(inv *command.Invocation) string {
	call, ok := inv.Variable("MyInvocation")
	if !ok || object.IsNull(call) {
		return ""
	}
	info, _, err := object.GetProperty(call, "MyCommand")
	if err != nil || object.IsNull(info) {
		return ""
	}
	if c, ok := info.(*interp.CommandInfo); ok {
		return c.Name()
	}
	return ""
}
