package core

import (
	"slices"
	"strconv"
	"strings"

	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/interp"
	"github.com/partnershell/partnershell/shell/object"
)

func invokeHistoryCommand() *command.Command {
	return &command.Command{
		Name: "Invoke-History", Class: "Microsoft.PowerShell.Commands.InvokeHistoryCommand", Module: "Microsoft.PowerShell.Core",
		Synopsis:    "Runs a command from the history again.",
		Description: "Shows the command and runs it.",
		Examples: []command.Example{
			{Code: `Invoke-History 1`, Remarks: "The first command again.", SkipRun: "needs a history"},
		},
		New:           func() command.Processor { return &invokeHistory{} },
		ShouldProcess: true,
	}
}

// invokeHistory is Invoke-History: runs a command from the history again.
type invokeHistory struct {
	Id string `ps:"pos=0 byname" help:"The number, or the start of the text."`
}

// Process implements command.Processor.
func (c *invokeHistory) Process(inv *command.Invocation) error {
	entry := c.find(historyOf(inv).Entries())
	if entry == nil {
		return object.NewError("System.ArgumentException", "InvokeHistoryNoHistoryForId", object.ObjectNotFound,
			"Cannot locate the history for command line %s.", c.Id)
	}
	if ok, err := inv.ShouldProcess(entry.Text, "Invoke-History"); !ok || err != nil {
		return err
	}
	shown := &command.HostMessage{Message: entry.Text, Foreground: -1, Background: -1}
	if err := inv.Information(shown, "PSHOST"); err != nil {
		return err
	}
	rt := interp.RuntimeOf(inv)
	block, err := rt.NewScriptBlock(entry.Text)
	if err != nil {
		return err
	}
	return rt.CallBlock(block, interp.CallOptions{Here: true}, inv.Write)
}

// find finds an entry by number or by the start of its text; without either the newest.
func (c *invokeHistory) find(entries []*command.HistoryEntry) *command.HistoryEntry {
	for _, e := range slices.Backward(entries) {
		if c.Id == "" || c.Id == strconv.FormatInt(e.ID, 10) || strings.HasPrefix(e.Text, c.Id) {
			return e
		}
	}
	return nil
}
