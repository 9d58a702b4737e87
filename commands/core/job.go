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
	clock          func() object.DateTime
	began          object.DateTime

	mu      sync.Mutex
	state   string // Running, Completed, Failed, Stopped
	records []command.Record
	reason  *object.ErrorRecord
	ended   object.Value // nil while it runs
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

// jobTypes are the classes of jobs by PSJobTypeName.
var jobTypes = sync.OnceValue(func() map[string]*object.Type {
	base := object.Define("System.Management.Automation.Job2", object.ClassType,
		object.Define("System.Management.Automation.Job", object.ClassType, nil))
	types := make(map[string]*object.Type)
	for kind, class := range map[string]string{"BackgroundJob": "System.Management.Automation.PSRemotingJob",
		"ThreadJob": "ThreadJob.ThreadJob", "PSTaskJob": "System.Management.Automation.PSTasks.PSTaskJob"} {
		types[kind] = defineType(class, base, []readOnly[*job]{
			{"State", func(j *job) object.Value { return enumNamed("System.Management.Automation.JobState", j.stateNow()) }},
			{"HasMoreData", func(j *job) object.Value { return j.hasMore() }},
			{"StatusMessage", func(*job) object.Value { return "" }},
			{"Location", func(j *job) object.Value { return j.location }},
			{"Command", func(j *job) object.Value { return j.text }},
			{"JobStateInfo", func(j *job) object.Value { return j.stateInfo() }},
			{"Id", func(j *job) object.Value { return j.id }}, {"Name", func(j *job) object.Value { return j.name }},
			{"ChildJobs", func(j *job) object.Value { return j.children() }},
			{"PSBeginTime", func(j *job) object.Value { return j.began }},
			{"PSEndTime", func(j *job) object.Value { return j.endTime() }},
			{"PSJobTypeName", func(j *job) object.Value { return j.kind }},
		})
	}
	return types
})

// Type implements object.Object.
func (j *job) Type() *object.Type { return jobTypes()[j.kind] }

// children are the jobs that do the work of this one: of a background job, the one that ran the block.
func (j *job) children() object.Value {
	if j.kind == "BackgroundJob" {
		return object.NewArray(j)
	}
	return object.NewArray()
}

func (j *job) stateInfo() object.Value {
	state := enumNamed("System.Management.Automation.JobState", j.stateNow())
	j.mu.Lock()
	defer j.mu.Unlock()
	var reason object.Value
	if j.reason != nil {
		reason = j.reason.Exception
	}
	info := object.NewCustomObject(object.ShapeOf("State", "Reason"), []object.Value{state, reason})
	return object.AddTypeName(info, "System.Management.Automation.JobStateInfo")
}

func (j *job) endTime() object.Value {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.ended
}

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

// work is what a job does; emit takes what it writes.
type work func(ctx context.Context, emit func(command.Record) error) error

// start runs the block in a session of its own.
func (t *jobTable) start(inv *command.Invocation, block object.Callable, j *job, input, args []object.Value) (*job, error) {
	isolated, err := isolate(inv, block)
	if err != nil {
		return nil, err
	}
	return t.begin(inv, block, j, func(ctx context.Context, emit func(command.Record) error) error {
		return isolated.Run(ctx, nil, input, args, emit)
	}), nil
}

// begin numbers a job and runs it on a goroutine.
func (t *jobTable) begin(inv *command.Invocation, block object.Callable, j *job, do work) *job {
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
	j.clock, j.began = inv.Clock, inv.Clock()
	if j.location == "" {
		j.location = "localhost"
	}
	go j.run(ctx, do)
	return j
}

func (j *job) run(ctx context.Context, do work) {
	defer close(j.done)
	err := do(ctx, func(r command.Record) error {
		j.mu.Lock()
		defer j.mu.Unlock()
		j.records = append(j.records, r)
		return ctx.Err()
	})
	j.mu.Lock()
	defer j.mu.Unlock()
	j.ended = j.clock()
	switch record, ok := err.(*object.ErrorRecord); {
	case ctx.Err() != nil:
		j.state = "Stopped"
	case ok:
		j.state, j.reason = "Failed", record
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
		switch v := object.Base(v).(type) {
		case *job:
			found = append(found, v)
		case int32:
			s.ids = append(s.ids, v)
		case string:
			s.names = append(s.names, v)
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
			if err := inv.WriteError(noSuchJob("JobWithSpecifiedSessionNotFound", id, "The command cannot find a job with the job ID %v. "+
				"Verify the value of the Id parameter and then try the command again.")); err != nil {
				return nil, err
			}
		}
	}
	for _, name := range s.names {
		matched := object.HasWildcard(name)
		for _, j := range known {
			if len(namesMatching([]string{j.name}, []string{name})) > 0 {
				found, matched = append(found, j), true
			}
		}
		if !matched {
			if err := inv.WriteError(noSuchJob("JobWithSpecifiedNameNotFound", name, "The command cannot find the job because the job name %v "+
				"was not found. Verify the value of the Name parameter, and then try the command again.")); err != nil {
				return nil, err
			}
		}
	}
	return found, nil
}

func noSuchJob(id string, target object.Value, message string) *object.ErrorRecord {
	e := object.NewError("System.Management.Automation.PSArgumentException", id, object.ObjectNotFound, message, target)
	e.Target = target
	return e
}
