package interp

import "github.com/partnershell/partnershell/shell/object"

// HistoryEntry is one line of the session's history (HistoryInfo).
type HistoryEntry struct {
	ID          int64
	CommandLine string
	Status      string // a name of System.Management.Automation.Runspaces.PipelineState
	Start, End  object.DateTime
}

var historyEntryType = object.Define("Microsoft.PowerShell.Commands.HistoryInfo", object.ClassType, nil)

// Type implements object.Object.
func (h *HistoryEntry) Type() *object.Type {
	defineEngineMembers()
	return historyEntryType
}

// maxHistory is $MaximumHistoryCount's default.
const maxHistory = 4096

// AddHistory enters a command line that is about to run; whoever runs it fills in how it ended.
func (rt *Runtime) AddHistory(commandLine string) *HistoryEntry {
	rt.historyCount++
	h := &HistoryEntry{ID: rt.historyCount, CommandLine: commandLine, Status: "NotStarted", Start: rt.Clock(), End: rt.Clock()}
	if rt.history = append(rt.history, h); len(rt.history) > maxHistory {
		rt.history = append([]*HistoryEntry(nil), rt.history[len(rt.history)-maxHistory:]...)
	}
	return h
}

// History lists the session's command lines, oldest first. The slice must not be changed.
func (rt *Runtime) History() []*HistoryEntry { return rt.history }

// SetHistory replaces the history by what is kept of it (Clear-History).
func (rt *Runtime) SetHistory(kept []*HistoryEntry) { rt.history = kept }

func historyEntryMembers() []*object.Member {
	type entry = *HistoryEntry
	return []*object.Member{
		getter("Id", "long Id {get;}", func(h entry) object.Value { return h.ID }),
		getter("CommandLine", "string CommandLine {get;}", func(h entry) object.Value { return h.CommandLine }),
		getter("ExecutionStatus", "System.Management.Automation.Runspaces.PipelineState ExecutionStatus {get;}",
			func(h entry) object.Value { return enumValue(ns+"Runspaces.PipelineState", h.Status) }),
		getter("StartExecutionTime", "datetime StartExecutionTime {get;}", func(h entry) object.Value { return h.Start }),
		getter("EndExecutionTime", "datetime EndExecutionTime {get;}", func(h entry) object.Value { return h.End }),
		getter("Duration", "timespan Duration {get;}", func(h entry) object.Value { return object.TimeSpan(h.End.Ticks - h.Start.Ticks) }),
	}
}
