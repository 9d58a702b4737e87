package command

import (
	"slices"
	"sync"

	"github.com/partnershell/partnershell/shell/object"
)

// HistoryService is the name under which Engine.Service gives the session's *History.
const HistoryService = "history"

// History is the commands that were entered in a session. It is safe for concurrent use.
type History struct {
	mu      sync.Mutex
	entries []*HistoryEntry
	last    int64
}

// maxHistory is $MaximumHistoryCount's default.
const maxHistory = 4096

// HistoryEntry is Microsoft.PowerShell.Commands.HistoryInfo.
type HistoryEntry struct {
	ID         int64
	Text       string
	Failed     bool
	Start, End object.DateTime
}

// Add appends an entry and numbers it.
func (h *History) Add(e HistoryEntry) *HistoryEntry {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.last++
	e.ID = h.last
	h.entries = append(h.entries, &e)
	if len(h.entries) > maxHistory {
		h.entries = slices.Delete(h.entries, 0, len(h.entries)-maxHistory)
	}
	return &e
}

// Entries are the entries, the oldest first.
func (h *History) Entries() []*HistoryEntry {
	h.mu.Lock()
	defer h.mu.Unlock()
	return slices.Clone(h.entries)
}

// Remove takes the entries away for which gone is true.
func (h *History) Remove(gone func(*HistoryEntry) bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.entries = slices.DeleteFunc(h.entries, gone)
}

var historyType = sync.OnceValue(func() *object.Type {
	t := object.LookupType("Microsoft.PowerShell.Commands.HistoryInfo")
	if t == nil {
		t = object.Define("Microsoft.PowerShell.Commands.HistoryInfo", object.ClassType, nil)
	}
	t.SetMembers(func() []*object.Member {
		property := func(name string, get func(*HistoryEntry) object.Value) *object.Member {
			return &object.Member{Name: name, Kind: object.PropertyMember, Get: func(recv object.Value) (object.Value, error) {
				e, ok := recv.(*HistoryEntry)
				if !ok {
					return nil, nil
				}
				return get(e), nil
			}}
		}
		return []*object.Member{
			property("Id", func(e *HistoryEntry) object.Value { return e.ID }),
			property("CommandLine", func(e *HistoryEntry) object.Value { return e.Text }),
			property("ExecutionStatus", func(e *HistoryEntry) object.Value {
				if e.Failed {
					return "Failed"
				}
				return "Completed"
			}),
			property("StartExecutionTime", func(e *HistoryEntry) object.Value { return e.Start }),
			property("EndExecutionTime", func(e *HistoryEntry) object.Value { return e.End }),
			property("Duration", func(e *HistoryEntry) object.Value { return object.TimeSpan(e.End.Ticks - e.Start.Ticks) }),
		}
	})
	return t
})

// Type implements object.Object.
func (*HistoryEntry) Type() *object.Type { return historyType() }
