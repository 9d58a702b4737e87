package utility

import (
	"path/filepath"
	"strconv"
	"sync"

	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/interp"
	"github.com/partnershell/partnershell/shell/object"
)

func getPSCallStackCommand() *command.Command {
	return &command.Command{
		Name: "Get-PSCallStack", Class: "Microsoft.PowerShell.Commands.GetPSCallStackCommand", Module: "Microsoft.PowerShell.Utility",
		Synopsis:    "Lists the calls that lead here.",
		Description: "The innermost call comes first.",
		Examples: []command.Example{
			{Code: `Get-PSCallStack | Select-Object -Last 1 | ForEach-Object Command`, Remarks: "The outermost call."},
		},
		New:         func() command.Processor { return &getPSCallStack{} },
		OutputTypes: []string{"System.Management.Automation.CallStackFrame"},
	}
}

// getPSCallStack is Get-PSCallStack: lists the calls that lead here.
type getPSCallStack struct {
}

// Process implements command.Processor.
func (c *getPSCallStack) Process(inv *command.Invocation) error {
	for _, call := range interp.RuntimeOf(inv).CallStack() {
		location := "<No file>"
		if call.At.File != "" {
			location = filepath.Base(call.At.File) + ": line " + strconv.Itoa(call.At.Line)
		}
		command := call.Function
		if v, ok, _ := object.GetProperty(call.InvocationInfo, "MyCommand"); ok && !object.IsNull(v) {
			if name, ok, _ := object.GetProperty(v, "Name"); ok && object.ToText(name) != "" {
				command = object.ToText(name)
			}
		}
		frame := object.NewCustomObject(callStackShape(), []object.Value{command, call.Arguments(), location, call.Function, call.At.File,
			int32(call.At.Line), call.InvocationInfo})
		object.AddTypeName(frame, "System.Management.Automation.CallStackFrame")
		if err := inv.Write(frame); err != nil {
			return err
		}
	}
	return nil
}

var callStackShape = sync.OnceValue(func() *object.Shape {
	return object.ShapeOf("Command", "Arguments", "Location", "FunctionName", "ScriptName", "ScriptLineNumber", "InvocationInfo")
})
