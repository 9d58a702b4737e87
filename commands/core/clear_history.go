package core

import (
	"slices"

	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

func clearHistoryCommand() *command.Command {
	return &command.Command{
		Name: "Clear-History", Class: "Microsoft.PowerShell.Commands.ClearHistoryCommand", Module: "Microsoft.PowerShell.Core",
		Synopsis:    "Deletes entries from the history.",
		Description: "All entries, or those named.",
		Examples: []command.Example{
			{Code: `Clear-History`, Remarks: "All of them."},
		},
		New:           func() command.Processor { return &clearHistory{} },
		DefaultSet:    "IDParameter",
		ShouldProcess: true,
	}
}

// clearHistory is Clear-History: deletes entries from the history.
type clearHistory struct {
	Id          []int32       `ps:"range=1..2147483647 set=IDParameter pos=0" help:"The numbers."`
	CommandLine []string      `ps:"notempty set=CommandLineParameter" help:"The entries with this text, wildcards allowed."`
	Count       int32         `ps:"range=1..2147483647 pos=1" help:"How many."`
	Newest      object.Switch `help:"Starts from the newest."`
}

// Process implements command.Processor.
func (c *clearHistory) Process(inv *command.Invocation) error {
	if ok, err := inv.ShouldProcess("History", "Clear-History"); !ok || err != nil {
		return err
	}
	h := historyOf(inv)
	entries := h.Entries()
	gone, err := c.selected(entries)
	if err != nil {
		return err
	}
	for _, id := range c.Id {
		known := func(e *command.HistoryEntry) bool { return e.ID == int64(id) }
		if slices.ContainsFunc(entries, known) {
			continue
		}
		if err := inv.WriteError(noHistory(int64(id))); err != nil {
			return err
		}
	}
	h.Remove(func(e *command.HistoryEntry) bool { return gone[e.ID] })
	return nil
}

// selected are the numbers of the entries to delete.
func (c *clearHistory) selected(entries []*command.HistoryEntry) (map[int64]bool, error) {
	var patterns []*object.Wildcard
	for _, text := range c.CommandLine {
		p, err := object.CompileWildcard(text, true)
		if err != nil {
			return nil, err
		}
		patterns = append(patterns, p)
	}
	if c.Newest {
		slices.Reverse(entries)
	}
	gone := map[int64]bool{}
	for _, e := range entries {
		if c.Count > 0 && len(gone) == int(c.Count) {
			break
		}
		if len(c.Id) > 0 && !slices.Contains(c.Id, int32(e.ID)) {
			continue
		}
		if len(patterns) == 0 || slices.ContainsFunc(patterns, func(p *object.Wildcard) bool { return p.Match(e.Text) }) {
			gone[e.ID] = true
		}
	}
	return gone, nil
}
