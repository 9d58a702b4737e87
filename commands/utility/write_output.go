package utility

import (
	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

func writeOutputCommand() *command.Command {
	return &command.Command{
		Name: "Write-Output", Class: "Microsoft.PowerShell.Commands.WriteOutputCommand", Module: "Microsoft.PowerShell.Utility",
		Synopsis: "Writes objects to the pipeline.",
		Description: "Collections are taken apart unless -NoEnumerate is given. If nothing follows in the pipeline, " +
			"the objects show on the screen.",
		Examples: []command.Example{
			{Code: `Write-Output a, b | ForEach-Object ToUpper`, Remarks: "Two objects."},
		},
		New: func() command.Processor { return &writeOutput{} },
	}
}

// writeOutput is Write-Output: writes objects to the pipeline.
type writeOutput struct {
	InputObject object.Value  `ps:"type=System.Management.Automation.PSObject allownull allowemptycollection pos=0 mandatory pipeline remaining" help:"The objects to write."`
	NoEnumerate object.Switch `help:"Keeps a collection in one piece."`
}

// Process implements command.Processor.
func (c *writeOutput) Process(inv *command.Invocation) error {
	if !inv.Piped && !inv.IsBound("InputObject") {
		return nil
	}
	if c.NoEnumerate {
		return inv.Write(c.InputObject)
	}
	return inv.WriteAll(c.InputObject)
}
