package dotnet

import (
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/partnershell/partnershell/shell/object"
)

// process is System.Diagnostics.Process: what is known of a process by its id, or one that was started here.
type process struct {
	id      int
	name    string
	started object.Value // DateTime, or null if unknown
	command *exec.Cmd    // of one that was started here
}

// Type implements object.Object.
func (*process) Type() *object.Type { return object.LibraryType("System.Diagnostics.Process") }

// Text implements object.Texter.
func (p *process) Text() string { return "System.Diagnostics.Process (" + p.name + ")" }

func currentProcess() object.Value {
	name, _ := os.Executable()
	name = strings.TrimSuffix(filepath.Base(name), ".exe")
	return &process{id: os.Getpid(), name: name, started: object.FromTime(started, object.Local)}
}

// processByID asks the system whether the process is there, and on Linux for its name.
func processByID(a args) (object.Value, error) {
	id := a.int(0)
	if id == os.Getpid() {
		return currentProcess(), nil
	}
	found, err := os.FindProcess(id)
	if err != nil || !isRunning(found) {
		return nil, object.NewException("System.ArgumentException", "Process with an Id of %d is not running.", id)
	}
	p := &process{id: id}
	if b, err := os.ReadFile(filepath.Join("/proc", object.ToText(int32(id)), "comm")); err == nil {
		p.name = strings.TrimSpace(string(b))
	}
	return p, nil
}

// startProcess is Process.Start(file[, arguments]).
func startProcess(a args) (object.Value, error) {
	words := strings.Fields(a.text(1))
	if _, isText := a.at(1).(string); !isText {
		words = a.texts(1)
	}
	c := exec.Command(a.text(0), words...)
	c.Stdin, c.Stdout, c.Stderr = os.Stdin, os.Stdout, os.Stderr
	if err := c.Start(); err != nil {
		return nil, object.NewException("System.ComponentModel.Win32Exception",
			"An error occurred trying to start process '%s' with working directory '%s'. No such file or directory",
			a.text(0), workingDirectory())
	}
	return &process{id: c.Process.Pid, name: filepath.Base(a.text(0)), command: c}, nil
}

func workingDirectory() string {
	folder, _ := os.Getwd()
	return folder
}

func processClass() class {
	return class{
		statics: methods{
			"GetCurrentProcess": static(func(args) object.Value { return currentProcess() }),
			"GetProcessById":    try(processByID),
			"Start":             try(startProcess),
		},
		properties: getters{
			"Id":          get(func(p *process) object.Value { return i32(p.id) }),
			"ProcessName": get(func(p *process) object.Value { return p.name }),
			"StartTime":   get(func(p *process) object.Value { return p.started }),
			"MachineName": constant("."),
			"HasExited": get(func(p *process) object.Value {
				return p.command != nil && p.command.ProcessState != nil
			}),
			"ExitCode": tryGet(func(p *process) (object.Value, error) {
				if p.command == nil || p.command.ProcessState == nil {
					return nil, invalidOperation("Process must exit before requested information can be determined.")
				}
				return i32(p.command.ProcessState.ExitCode()), nil
			}),
			"WorkingSet64": get(func(p *process) object.Value {
				if p.id != os.Getpid() {
					return int64(0)
				}
				var m runtime.MemStats
				runtime.ReadMemStats(&m)
				return int64(m.Sys)
			}),
		},
		methods: methods{
			"WaitForExit": do(func(p *process, _ args) object.Value {
				if p.command != nil && p.command.ProcessState == nil {
					_ = p.command.Wait() // the exit code tells how it ended
				}
				return object.Nothing
			}),
			"Kill": call(func(p *process, _ args) (object.Value, error) {
				found, err := os.FindProcess(p.id)
				if err == nil {
					err = found.Kill()
				}
				if err != nil {
					return nil, invalidOperation("%s", err.Error())
				}
				return object.Nothing, nil
			}),
			"Refresh":  do(func(*process, args) object.Value { return object.Nothing }),
			"Close":    do(func(*process, args) object.Value { return object.Nothing }),
			"Dispose":  do(func(*process, args) object.Value { return object.Nothing }),
			"ToString": do(func(p *process, _ args) object.Value { return p.Text() }),
		},
	}
}

// platform is System.Runtime.InteropServices.OSPlatform.
type platform string

// Type implements object.Object.
func (platform) Type() *object.Type {
	return object.LibraryType("System.Runtime.InteropServices.OSPlatform")
}

// Text implements object.Texter.
func (p platform) Text() string { return string(p) }

func platformClass() class {
	return class{
		statics: methods{"Create": static(func(a args) object.Value { return platform(strings.ToUpper(a.text(0))) })},
		staticProperties: getters{"Linux": constant(platform("LINUX")), "Windows": constant(platform("WINDOWS")),
			"OSX": constant(platform("OSX")), "FreeBSD": constant(platform("FREEBSD"))},
		methods: methods{"ToString": do(func(p platform, _ args) object.Value { return p.Text() })},
	}
}

func runtimeInformationClass() class {
	systems := map[string]platform{"linux": "LINUX", "windows": "WINDOWS", "darwin": "OSX", "freebsd": "FREEBSD"}
	architecture := value(func() object.Value {
		numbers := map[string]int64{"386": 0, "amd64": 1, "arm": 2, "arm64": 3}
		return object.NewEnum("System.Runtime.InteropServices.Architecture", numbers[runtime.GOARCH])
	})
	identifier := value(func() object.Value {
		system := map[string]string{"windows": "win", "darwin": "osx"}[runtime.GOOS]
		if system == "" {
			system = runtime.GOOS
		}
		return system + "-" + strings.NewReplacer("amd64", "x64", "386", "x86").Replace(runtime.GOARCH)
	})
	return class{
		statics: methods{"IsOSPlatform": static(func(a args) object.Value {
			return a.at(0) == object.Value(systems[runtime.GOOS])
		})},
		staticProperties: getters{
			"OSArchitecture": architecture, "ProcessArchitecture": architecture, "RuntimeIdentifier": identifier,
			"OSDescription":        value(func() object.Value { return osDescription() }),
			"FrameworkDescription": constant(".NET 10.0.0"),
		},
	}
}

// osDescription is what the system calls itself.
func osDescription() string {
	if b, err := os.ReadFile("/proc/version"); err == nil {
		if words := strings.Fields(string(b)); len(words) > 2 {
			return "Linux " + words[2]
		}
	}
	return runtime.GOOS
}
