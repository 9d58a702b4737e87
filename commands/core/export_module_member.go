package core

import (
	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/interp"
)

func exportModuleMemberCommand() *command.Command {
	return &command.Command{
		Name: "Export-ModuleMember", Class: "Microsoft.PowerShell.Commands.ExportModuleMemberCommand", Module: "Microsoft.PowerShell.Core",
		Synopsis:    "Says what a module offers.",
		Description: "Called within a module; without it all functions and no variables are offered.",
		Examples: []command.Example{
			{Code: `New-Module m3 { function a3 { 1 }; function b3 { 2 }; Export-ModuleMember a3 } | ForEach-Object { $_.ExportedFunctions.Count }`, Remarks: "One of two."},
		},
		New: func() command.Processor { return &exportModuleMember{} },
	}
}

// exportModuleMember is Export-ModuleMember: says what a module offers.
type exportModuleMember struct {
	Function []string `ps:"allowemptycollection pos=0 pipeline byname" help:"Names of functions."`
	Cmdlet   []string `ps:"allowemptycollection byname" help:"Names of cmdlets."`
	Variable []string `ps:"notnull byname" help:"Names of variables."`
	Alias    []string `ps:"notnull byname" help:"Names of aliases."`
}

// Process implements command.Processor.
func (c *exportModuleMember) Process(inv *command.Invocation) error {
	return interp.RuntimeOf(inv).Export(append(c.Function, c.Cmdlet...), c.Variable, c.Alias)
}
