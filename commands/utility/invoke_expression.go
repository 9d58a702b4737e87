package utility

import (
	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/interp"
)

func invokeExpressionCommand() *command.Command {
	return &command.Command{
		Name: "Invoke-Expression", Class: "Microsoft.PowerShell.Commands.InvokeExpressionCommand", Module: "Microsoft.PowerShell.Utility",
		Synopsis:    "Runs text as a command.",
		Description: "The text runs as if it stood here. Never do this with text from elsewhere.",
		Examples: []command.Example{
			{Code: `Invoke-Expression '1 + 2'`, Remarks: "Runs text."},
		},
		New: func() command.Processor { return &invokeExpression{} },
	}
}

// invokeExpression is Invoke-Expression: runs text as a command.
type invokeExpression struct {
	Command string `ps:"pos=0 mandatory pipeline" help:"The text."`
}

// Process implements command.Processor.
func (c *invokeExpression) Process(inv *command.Invocation) error {
	rt := interp.RuntimeOf(inv)
	block, err := rt.NewScriptBlock(c.Command)
	if err != nil {
		return err
	}
	return rt.CallBlock(block, interp.CallOptions{Here: true}, inv.Write)
}
