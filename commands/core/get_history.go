package core

import (
	"slices"

	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

func getHistoryCommand() *command.Command {
	return &command.Command{
		Name: "Get-History", Class: "Microsoft.PowerShell.Commands.GetHistoryCommand", Module: "Microsoft.PowerShell.Core",
		Synopsis:    "Lists the commands entered in this session.",
		Description: "The oldest first.",
		Examples: []command.Example{
			{Code: `Get-History -Count 5`, Remarks: "The last five."},
		},
		New:         func() command.Processor { return &getHistory{} },
		OutputTypes: []string{"Microsoft.PowerShell.Commands.HistoryInfo"},
	}
}

// getHistory is Get-History: lists the commands entered in this session.
type getHistory struct {
	Id    []int64 `ps:"range=1..9223372036854775807 pos=0 pipeline" help:"The numbers."`
	Count int32   `ps:"range=0..32767 pos=1" help:"How many."`
}

// historyOf is the session's history.
func historyOf(inv *command.Invocation) *command.History {
	if h, ok := inv.Service(command.HistoryService).(*command.History); ok {
		return h
	}
	return &command.History{}
}

// Process implements command.Processor.
func (c *getHistory) Process(inv *command.Invocation) error {
	entries := historyOf(inv).Entries()
	if len(c.Id) > 0 {
		return c.writeNumbers(inv, entries)
	}
	if inv.IsBound("Count") && int(c.Count) < len(entries) {
		entries = entries[len(entries)-int(c.Count):]
	}
	for _, e := range entries {
		if err := inv.Write(e); err != nil {
			return err
		}
	}
	return nil
}

func (c *getHistory) writeNumbers(inv *command.Invocation, entries []*command.HistoryEntry) error {
	for _, id := range c.Id {
		i := slices.IndexFunc(entries, func(e *command.HistoryEntry) bool { return e.ID == id })
		if i < 0 {
			if err := inv.WriteError(noHistory(id)); err != nil {
				return err
			}
			continue
		}
		if err := inv.Write(entries[i]); err != nil {
			return err
		}
	}
	return nil
}

func noHistory(id int64) *object.ErrorRecord {
	e := object.NewError("System.ArgumentException", "GetHistoryNoHistoryForId", object.ObjectNotFound,
		"Cannot locate the history for Id %d.", id)
	e.Target = id
	return e
}
