package core

import (
	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

func addHistoryCommand() *command.Command {
	return &command.Command{
		Name: "Add-History", Class: "Microsoft.PowerShell.Commands.AddHistoryCommand", Module: "Microsoft.PowerShell.Core",
		Synopsis:    "Adds entries to the history.",
		Description: "Takes history entries, as Get-History or Import-Clixml give them.",
		Examples: []command.Example{
			{Code: `Get-History | Add-History`, Remarks: "The same again."},
		},
		New:         func() command.Processor { return &addHistory{} },
		OutputTypes: []string{"Microsoft.PowerShell.Commands.HistoryInfo"},
	}
}

// addHistory is Add-History: adds entries to the history.
type addHistory struct {
	InputObject []object.Value `ps:"type=System.Management.Automation.PSObject[] pos=0 pipeline" help:"The entries."`
	Passthru    object.Switch  `help:"Writes the objects on as well."`
}

// Process implements command.Processor.
func (c *addHistory) Process(inv *command.Invocation) error {
	h := historyOf(inv)
	for _, v := range c.InputObject {
		given, ok := object.Base(v).(*command.HistoryEntry)
		if !ok {
			e := object.NewError("System.IO.InvalidDataException", "AddHistoryInvalidInput", object.InvalidData,
				"Cannot add history because the input object has a format that is not valid.")
			e.Target = v
			if err := inv.WriteError(e); err != nil {
				return err
			}
			continue
		}
		added := h.Add(*given)
		if c.Passthru {
			if err := inv.Write(added); err != nil {
				return err
			}
		}
	}
	return nil
}
