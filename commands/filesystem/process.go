package filesystem

import (
	"os"
	"os/exec"
	"path/filepath"
	"sort"
	"strconv"
	"strings"
	"time"

	"github.com/partnershell/partnershell/shell/dotnet"
	"github.com/partnershell/partnershell/shell/object"
)

// process is System.Diagnostics.Process: a running program as it was when it was looked at. Sizes are in bytes.
type process struct {
	id, parent, session, handles, threads int
	name, path, commandLine               string
	workingSet, virtual, private          int64
	user, system                          time.Duration
	started                               time.Time

	// of a program that Start-Process started
	cmd  *exec.Cmd
	done chan struct{} // closed once it has ended
}

// Type implements object.Object.
func (*process) Type() *object.Type {
	return object.LibraryType("System.Diagnostics.Process")
}

// Text implements object.Texter.
func (p *process) Text() string { return "System.Diagnostics.Process (" + p.name + ")" }

// EqualTo implements object.Equatable.
func (p *process) EqualTo(other object.Value) bool {
	o, ok := other.(*process)
	return ok && o.id == p.id && o.started.Equal(p.started)
}

// hasExited reports whether the program has ended.
func (p *process) hasExited() bool {
	if p.done == nil {
		now, err := findProcess(p.id)
		return err != nil || !now.started.Equal(p.started)
	}
	select {
	case <-p.done:
		return true
	default:
		return false
	}
}

func (p *process) exitCode() object.Value {
	if p.cmd == nil || !p.hasExited() || p.cmd.ProcessState == nil {
		return nil
	}
	return object.Int32(int32(p.cmd.ProcessState.ExitCode()))
}

// kill ends the program at once.
func (p *process) kill() error {
	running, err := os.FindProcess(p.id)
	if err != nil {
		return err
	}
	return running.Kill()
}

func init() { dotnet.Provide("System.Diagnostics.Process", processMembers) }

func processMembers() []*object.Member {
	type proc = *process
	span := func(d time.Duration) object.Value { return object.TimeSpan(d / 100) }
	alias := func(name, target string) *object.Member {
		return &object.Member{Name: name, Kind: object.AliasProperty, Definition: name + " = " + target, Referenced: []string{target}}
	}
	script := func(m *object.Member) *object.Member { m.Kind = object.ScriptProperty; return m }
	number := func(name string, read func(proc) int) *object.Member {
		return reader(name, "int", func(p proc) object.Value { return object.Int32(int32(read(p))) })
	}
	size := func(name string, read func(proc) int64) *object.Member {
		return reader(name, "long", func(p proc) object.Value { return read(p) })
	}
	current := object.Overload{Signature: "System.Diagnostics.Process GetCurrentProcess()",
		Call: func(object.Value, []object.Value) (object.Value, error) { return findProcess(os.Getpid()) }}
	return []*object.Member{
		{Name: "GetCurrentProcess", Kind: object.MethodMember, Static: true, Overloads: []object.Overload{current}},
		alias("Name", "ProcessName"), alias("SI", "SessionId"), alias("Handles", "HandleCount"),
		alias("VM", "VirtualMemorySize64"), alias("WS", "WorkingSet64"), alias("PM", "PagedMemorySize64"),
		alias("NPM", "NonpagedSystemMemorySize64"),
		script(reader("Path", "System.Object", func(p proc) object.Value { return textOrNull(p.path) })),
		script(reader("CommandLine", "System.Object", func(p proc) object.Value { return textOrNull(p.commandLine) })),
		script(reader("CPU", "System.Object", func(p proc) object.Value { return (p.user + p.system).Seconds() })),
		script(reader("Parent", "System.Object", func(p proc) object.Value {
			if parent, err := findProcess(p.parent); err == nil {
				return parent
			}
			return nil
		})),
		number("Id", func(p proc) int { return p.id }),
		reader("ProcessName", "string", func(p proc) object.Value { return p.name }),
		reader("MachineName", "string", func(proc) object.Value { return "." }),
		number("SessionId", func(p proc) int { return p.session }),
		number("HandleCount", func(p proc) int { return p.handles }),
		size("WorkingSet64", func(p proc) int64 { return p.workingSet }),
		size("VirtualMemorySize64", func(p proc) int64 { return p.virtual }),
		size("PagedMemorySize64", func(p proc) int64 { return p.private }),
		size("PrivateMemorySize64", func(p proc) int64 { return p.private }),
		size("NonpagedSystemMemorySize64", func(proc) int64 { return 0 }),
		reader("StartTime", "datetime", func(p proc) object.Value {
			if p.started.IsZero() {
				return nil
			}
			return object.FromTime(p.started, object.Local)
		}),
		reader("TotalProcessorTime", "timespan", func(p proc) object.Value { return span(p.user + p.system) }),
		reader("UserProcessorTime", "timespan", func(p proc) object.Value { return span(p.user) }),
		reader("PrivilegedProcessorTime", "timespan", func(p proc) object.Value { return span(p.system) }),
		reader("HasExited", "bool", func(p proc) object.Value { return p.hasExited() }),
		reader("ExitCode", "int", func(p proc) object.Value { return p.exitCode() }),
		processMethod("Kill", "void Kill()", func(p proc, _ []object.Value) (object.Value, error) {
			if err := p.kill(); err != nil {
				return nil, object.NewException("System.InvalidOperationException", "%s", err.Error())
			}
			return object.Nothing, nil
		}),
		waitForExit(),
		processMethod("Refresh", "void Refresh()", func(p proc, _ []object.Value) (object.Value, error) {
			if now, err := findProcess(p.id); err == nil && p.cmd == nil {
				*p = *now
			}
			return object.Nothing, nil
		}),
		toString[proc](),
	}
}

func textOrNull(s string) object.Value {
	if s == "" {
		return nil
	}
	return s
}

func processMethod(name, signature string, call func(p *process, args []object.Value) (object.Value, error)) *object.Member {
	return &object.Member{Name: name, Kind: object.MethodMember, Overloads: []object.Overload{{Signature: signature,
		Call: func(v object.Value, args []object.Value) (object.Value, error) {
			p, ok := object.Base(v).(*process)
			if !ok {
				return nil, object.ErrNotImplemented
			}
			return call(p, args)
		}}}}
}

// waitForExit is WaitForExit(): without an argument it returns when the program has ended.
func waitForExit() *object.Member {
	wait := func(v object.Value, args []object.Value) (object.Value, error) {
		p, ok := object.Base(v).(*process)
		if !ok {
			return nil, object.ErrNotImplemented
		}
		var deadline time.Time
		if len(args) > 0 {
			ms, err := object.ToInt(args[0])
			if err != nil {
				return nil, err
			}
			deadline = time.Now().Add(time.Duration(ms) * time.Millisecond)
		}
		for !p.hasExited() {
			if !deadline.IsZero() && time.Now().After(deadline) {
				return false, nil
			}
			time.Sleep(exitPoll)
		}
		if len(args) == 0 {
			return object.Nothing, nil
		}
		return true, nil
	}
	return &object.Member{Name: "WaitForExit", Kind: object.MethodMember, Overloads: []object.Overload{
		{Signature: "void WaitForExit()", Call: wait}, {Signature: "bool WaitForExit(int milliseconds)", Call: wait}}}
}

// exitPoll is how often is looked whether a program has ended.
const exitPoll = 20 * time.Millisecond

// sortProcesses puts processes into the order in which they are listed: by name, then by number.
func sortProcesses(list []*process) {
	culture := object.CurrentCulture
	sort.SliceStable(list, func(i, j int) bool {
		if order := culture.CompareText(list[i].name, list[j].name, true); order != 0 {
			return order < 0
		}
		return list[i].id < list[j].id
	})
}

// processFailure is PowerShell's error about a process.
func processFailure(id string, target object.Value, format string, args ...any) *object.ErrorRecord {
	return failure("Microsoft.PowerShell.Commands.ProcessCommandException", id, object.ObjectNotFound, target, format, args...)
}

// processesByID finds processes; each that does not run is an error handed to missing.
func processesByID(ids []int32, missing func(*object.ErrorRecord) error) ([]*process, error) {
	var list []*process
	for _, id := range ids {
		p, err := findProcess(int(id))
		if err != nil {
			e := processFailure("NoProcessFoundForGivenId", object.Int32(id),
				"Cannot find a process with the process identifier %d.", id)
			if err := missing(e); err != nil {
				return nil, err
			}
			continue
		}
		list = append(list, p)
	}
	return list, nil
}

// processesByName finds processes by name, wildcards allowed.
func processesByName(names []string, missing func(*object.ErrorRecord) error) ([]*process, error) {
	all, err := listProcesses()
	if err != nil {
		return nil, processFailure("CouldNotEnumerateProcesses", nil, "The processes cannot be listed: %v", err)
	}
	sortProcesses(all)
	var list []*process
	for _, name := range names {
		w, err := object.CompileWildcard(name, true)
		if err != nil {
			return nil, err
		}
		found := len(list)
		for _, p := range all {
			if w.Match(p.name) {
				list = append(list, p)
			}
		}
		if len(list) == found && !object.HasWildcard(name) {
			e := processFailure("NoProcessFoundForGivenName", name,
				"Cannot find a process with the name \"%s\". Verify the process name and call the cmdlet again.", name)
			if err := missing(e); err != nil {
				return nil, err
			}
		}
	}
	return list, nil
}

// processesIn are the processes of an InputObject parameter.
func processesIn(values []object.Value) []*process {
	var list []*process
	for _, v := range values {
		if p, ok := object.Base(v).(*process); ok {
			list = append(list, p)
		}
	}
	return list
}

// programName is a program's name as processes show it: the file's name, without .exe.
func programName(path string) string {
	name := filepath.Base(path)
	if strings.EqualFold(filepath.Ext(name), ".exe") {
		name = name[:len(name)-len(".exe")]
	}
	return name
}

// describe is a process in a question or a message.
func (p *process) describe() string { return p.name + " (" + strconv.Itoa(p.id) + ")" }
