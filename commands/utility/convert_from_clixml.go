package utility

import (
	"github.com/partnershell/partnershell/shell/clixml"
	"github.com/partnershell/partnershell/shell/command"
)

func convertFromCliXmlCommand() *command.Command {
	return &command.Command{
		Name: "ConvertFrom-CliXml", Class: "Microsoft.PowerShell.Commands.ConvertFromCliXmlCommand", Module: "Microsoft.PowerShell.Utility",
		Synopsis:    "Turns PowerShell's XML form into objects.",
		Description: "Plain values come back as they were; other objects come back as their properties.",
		Examples: []command.Example{
			{Code: `'a', 2 | ConvertTo-CliXml | ConvertFrom-CliXml`, Remarks: "There and back."},
		},
		New: func() command.Processor { return &convertFromCliXml{} },
	}
}

// convertFromCliXml is ConvertFrom-CliXml: turns PowerShell's XML form into objects.
type convertFromCliXml struct {
	InputObject string `ps:"pos=0 mandatory pipeline" help:"The XML text."`
}

// Process implements command.Processor.
func (c *convertFromCliXml) Process(inv *command.Invocation) error {
	items, err := clixml.Unmarshal(c.InputObject)
	if err != nil {
		return err
	}
	for _, v := range items {
		if err := inv.Write(v); err != nil {
			return err
		}
	}
	return nil
}
