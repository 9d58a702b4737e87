package utility

import (
	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/interp"
	"github.com/partnershell/partnershell/shell/object"
)

func getErrorCommand() *command.Command {
	return &command.Command{
		Name: "Get-Error", Class: "Microsoft.PowerShell.Commands.GetErrorCommand", Module: "Microsoft.PowerShell.Utility",
		Synopsis:    "Shows errors in full.",
		Description: "Writes the newest errors of the session with everything known about them.",
		Examples: []command.Example{
			{Code: `Get-Error -Newest 1`, Remarks: "The last error.", SkipRun: "needs an error"},
		},
		New:         func() command.Processor { return &getError{} },
		DefaultSet:  "Newest",
		OutputTypes: []string{"System.Exception#PSExtendedError", "System.Management.Automation.ErrorRecord#PSExtendedError"},
	}
}

// getError is Get-Error: shows errors in full.
type getError struct {
	InputObject object.Value `ps:"type=System.Management.Automation.PSObject notempty set=Error pos=0 pipeline" help:"An error record."`
	Newest      int32        `ps:"alias=Last range=1..2147483647 set=Newest" help:"How many."`
}

// Process implements command.Processor.
func (c *getError) Process(inv *command.Invocation) error {
	if !object.IsNull(c.InputObject) {
		return inv.Write(extendedError(c.InputObject))
	}
	errors := interp.RuntimeOf(inv).Errors().Items
	n := 1
	if inv.IsBound("Newest") {
		n = int(c.Newest)
	}
	errors = errors[:min(n, len(errors))]
	for i, e := range errors {
		shown := extendedError(e)
		if len(errors) > 1 { // the view groups by it
			shown = object.AddMember(shown, object.NoteOf("PSErrorIndex", int32(i)))
		}
		if err := inv.Write(shown); err != nil {
			return err
		}
	}
	return nil
}

// extendedError marks an error for the view that shows everything, on a wrapper of its own.
func extendedError(v object.Value) object.Value {
	name := "System.Management.Automation.ErrorRecord#PSExtendedError"
	if _, ok := object.Base(v).(*object.Exception); ok {
		name = "System.Exception#PSExtendedError"
	}
	return object.AddTypeName(object.Wrap(object.Base(v)), name)
}
