package core

import (
	"context"
	"fmt"
	"sync"

	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/interp"
	"github.com/partnershell/partnershell/shell/object"
)

// job is a script block that runs in a session of its own, in this process.
type job struct {
	id             int32
	name, kind     string
	text, location string
	cancel         context.CancelFunc
	done           chan struct{}

	mu      sync.Mutex
	state   string // Running, Completed, Failed, Stopped
	records []command.Record
	reason  error
}

// jobTable is the jobs of one session.
type jobTable struct {
	mu   sync.Mutex
	last int32
	jobs []*job
}

var (
	jobTables sync.Map // *interp.Runtime → *jobTable
)

func jobsOf(inv *command.Invocation) *jobTable {
	t, _ := jobTables.LoadOrStore(interp.RuntimeOf(inv), &jobTable{})
	return t.(*jobTable)
}

var jobType = sync.OnceValue(func() *object.Type {
	return defineType("System.Management.Automation.Job2", []readOnly[*job]{
		{"Id", func(j *job) object.Value { return j.id }}, {"Name", func(j *job) object.Value { return j.name }},
		{"PSJobTypeName", func(j *job) object.Value { return j.kind }},
		{"State", func(j *job) object.Value { return enumNamed("System.Management.Automation.JobState", j.stateNow()) }},
		{"HasMoreData", func(j *job) object.Value { return j.hasMore() }},
		{"Location", func(*job) object.Value { return "localhost" }}, {"Command", func(j *job) object.Value { return j.text }},
		{"ChildJobs", func(*job) object.Value { return object.NewArray() }},
	})
})

// Type implements object.Object.
func (*job) Type() *object.Type { return jobType() }

func (j *job) stateNow() string {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.state
}

func (j *job) hasMore() bool {
	j.mu.Lock()
	defer j.mu.Unlock()
	return len(j.records) > 0 || j.state == "Running"
}

// start runs the block on a goroutine.
func (t *jobTable) start(inv *command.Invocation, block object.Callable, j *job, input, args []object.Value) (*job, error) {
	isolated, err := isolate(inv, block)
	if err != nil {
		return nil, err
	}
	t.mu.Lock()
	t.last += 2 // PowerShell numbers a job's child as well
	j.id = t.last - 1
	if j.name == "" {
		j.name = fmt.Sprintf("Job%d", j.id)
	}
	t.jobs = append(t.jobs, j)
	t.mu.Unlock()
	ctx, cancel := context.WithCancel(context.Background())
	j.cancel, j.done, j.state, j.text = cancel, make(chan struct{}), "Running", object.ToText(block)
	go j.run(ctx, isolated, input, args)
	return j, nil
}

func (j *job) run(ctx context.Context, block command.Isolated, input, args []object.Value) {
	defer close(j.done)
	err := block.Run(ctx, nil, input, args, func(r command.Record) error {
		j.mu.Lock()
		defer j.mu.Unlock()
		j.records = append(j.records, r)
		return ctx.Err()
	})
	j.mu.Lock()
	defer j.mu.Unlock()
	switch record, ok := err.(*object.ErrorRecord); {
	case ctx.Err() != nil:
		j.state = "Stopped"
	case ok:
		j.state = "Failed"
		j.records = append(j.records, command.Record{Stream: command.ErrorStream, Value: record})
	default:
		j.state = "Completed"
	}
}

// take gives what the job has written so far, and forgets it unless keep is set.
func (j *job) take(keep bool) []command.Record {
	j.mu.Lock()
	defer j.mu.Unlock()
	records := j.records
	if !keep {
		j.records = nil
	}
	return records
}

// remove takes a job out of the table.
func (t *jobTable) remove(gone *job) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for i, j := range t.jobs {
		if j == gone {
			t.jobs = append(t.jobs[:i:i], t.jobs[i+1:]...)
			return
		}
	}
}

// jobSelection are the parameters by which the commands about jobs name them.
type jobSelection struct {
	jobs  []object.Value
	ids   []int32
	names []string
}

// find gives the selected jobs; all of them if nothing is named and all is set.
func (s jobSelection) find(inv *command.Invocation, all bool) ([]*job, error) {
	var found []*job
	for _, v := range s.jobs {
		if j, ok := object.Base(v).(*job); ok {
			found = append(found, j)
		}
	}
	t := jobsOf(inv)
	t.mu.Lock()
	known := append([]*job(nil), t.jobs...)
	t.mu.Unlock()
	if len(s.ids) == 0 && len(s.names) == 0 && len(s.jobs) == 0 && all {
		return known, nil
	}
	for _, id := range s.ids {
		matched := false
		for _, j := range known {
			if j.id == id {
				found, matched = append(found, j), true
			}
		}
		if !matched {
			e := object.NewError("System.Management.Automation.PSArgumentException", "JobWithSpecifiedSessionNotFound", object.ObjectNotFound,
				"The command cannot find a job with the job ID %d. Verify the value of the Id parameter and then try the command again.", id)
			e.Target = id
			if err := inv.WriteError(e); err != nil {
				return nil, err
			}
		}
	}
	for _, name := range s.names {
		for _, j := range known {
			if len(namesMatching([]string{j.name}, []string{name})) > 0 {
				found = append(found, j)
			}
		}
	}
	return found, nil
}
