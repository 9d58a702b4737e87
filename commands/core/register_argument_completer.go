package core

import (
	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/interp"
	"github.com/partnershell/partnershell/shell/object"
)

func registerArgumentCompleterCommand() *command.Command {
	return &command.Command{
		Name: "Register-ArgumentCompleter", Class: "System.Management.Automation.RegisterArgumentCompleterCommand", Module: "Microsoft.PowerShell.Core",
		Synopsis: "Offers values for a parameter when the user presses Tab.",
		Description: "The block gets command, parameter, word, syntax tree and the parameters so far, and writes the " +
			"values to offer.",
		Examples: []command.Example{
			{Code: `Register-ArgumentCompleter -CommandName Get-Thing -ParameterName Name -ScriptBlock { 'a', 'b' }`, Remarks: "Two values."},
		},
		New: func() command.Processor { return &registerArgumentCompleter{} },
	}
}

// registerArgumentCompleter is Register-ArgumentCompleter: offers values for a parameter when the user presses Tab.
type registerArgumentCompleter struct {
	CommandName    []string        `ps:"set=NativeCommandSet mandatory; set=PowerShellSet" help:"The commands."`
	ParameterName  string          `ps:"set=PowerShellSet mandatory" help:"The parameter."`
	ScriptBlock    object.Callable `ps:"allownull mandatory" help:"The script block to run."`
	Native         object.Switch   `ps:"set=NativeCommandSet" help:"For programs instead of commands."`
	NativeFallback object.Switch   `ps:"set=NativeFallbackSet" help:"For programs that have no completer of their own."`
}

// Process implements command.Processor.
func (c *registerArgumentCompleter) Process(inv *command.Invocation) error {
	block, ok := c.ScriptBlock.(*interp.ScriptBlock)
	if !ok {
		return nil
	}
	rt := interp.RuntimeOf(inv)
	names := c.CommandName
	if len(names) == 0 {
		names = []string{""}
	}
	for _, name := range names {
		rt.RegisterCompleter(name, c.ParameterName, block, bool(c.Native) || bool(c.NativeFallback))
	}
	return nil
}
