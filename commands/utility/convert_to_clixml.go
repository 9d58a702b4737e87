package utility

import (
	"strings"

	"github.com/partnershell/partnershell/shell/clixml"
	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

func convertToCliXmlCommand() *command.Command {
	return &command.Command{
		Name: "ConvertTo-CliXml", Class: "Microsoft.PowerShell.Commands.ConvertToCliXmlCommand", Module: "Microsoft.PowerShell.Utility",
		Synopsis:    "Turns objects into PowerShell's XML form.",
		Description: "The same form as Export-Clixml writes to a file.",
		Examples: []command.Example{
			{Code: `1 | ConvertTo-CliXml | ConvertFrom-CliXml`, Remarks: "There and back."},
		},
		New:         func() command.Processor { return &convertToCliXml{} },
		OutputTypes: []string{"System.String"},
	}
}

// convertToCliXml is ConvertTo-CliXml: turns objects into PowerShell's XML form.
type convertToCliXml struct {
	InputObject object.Value `ps:"type=System.Management.Automation.PSObject pos=0 mandatory pipeline" help:"The objects to work on, usually from the pipeline."`
	Depth       int32        `ps:"range=1..2147483647" help:"How many levels of objects within objects to write."`

	items []object.Value
}

// Process implements command.Processor.
func (c *convertToCliXml) Process(*command.Invocation) error {
	c.items = append(c.items, c.InputObject)
	return nil
}

// End writes the document.
func (c *convertToCliXml) End(inv *command.Invocation) error {
	var text strings.Builder
	if err := clixml.Write(&untilStopped{&text, inv.Context()}, c.items, int(c.Depth)); err != nil {
		return err
	}
	return inv.Write(text.String())
}
