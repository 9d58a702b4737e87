package dotnet

import (
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"github.com/partnershell/partnershell/shell/object"
)

// process is System.Diagnostics.Process: what is known of a process by its id, or one that was started here.
type process struct {
	id      int
	name    string
	started object.Value // DateTime, or null if unknown
	command *exec.Cmd    // of one that was started here
	info    *record      // ProcessStartInfo, of one that is made by scripts

	output, errors *capture      // of what it writes, if redirected
	input          object.Value  // the writer of what it reads
	ended          chan struct{} // closed when one that was started here has ended
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

// startProcess is Process.Start(file[, arguments]) or Process.Start(ProcessStartInfo).
func startProcess(a args) (object.Value, error) {
	if info, ok := a.at(0).(*record); ok {
		return startWith(info)
	}
	words := strings.Fields(a.text(1))
	if _, isText := a.at(1).(string); !isText {
		words = a.texts(1)
	}
	p := &process{command: exec.Command(a.text(0), words...)}
	p.command.Stdin, p.command.Stdout, p.command.Stderr = os.Stdin, os.Stdout, os.Stderr
	return p, p.start()
}

// start begins the process that was prepared.
func (p *process) start() error {
	c := p.command
	p.name = strings.TrimSuffix(filepath.Base(c.Args[0]), ".exe")
	if err := c.Start(); err != nil {
		folder := c.Dir
		if folder == "" {
			folder = workingDirectory()
		}
		return object.NewException("System.ComponentModel.Win32Exception",
			"An error occurred trying to start process '%s' with working directory '%s'. No such file or directory",
			c.Args[0], folder)
	}
	p.ended = make(chan struct{})
	go func() {
		_ = c.Wait() // the exit code tells how it ended
		close(p.ended)
	}()
	p.id, p.started = c.Process.Pid, object.FromTime(time.Now(), object.Local)
	return nil
}

func workingDirectory() string {
	folder, _ := os.Getwd()
	return folder
}

func processClass() class {
	return class{
		new: static(func(args) object.Value { return &process{info: emptyStartInfo()} }),
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
			"StartInfo": get(func(p *process) object.Value {
				if p.info == nil {
					return nil
				}
				return p.info
			}),
			"StandardOutput": tryGet(func(p *process) (object.Value, error) { return p.read(p.output, "StandardOut") }),
			"StandardError":  tryGet(func(p *process) (object.Value, error) { return p.read(p.errors, "StandardError") }),
			"StandardInput":  get(func(p *process) object.Value { return p.input }),
			"HasExited":      get(func(p *process) object.Value { return p.hasExited() }),
			"ExitCode": tryGet(func(p *process) (object.Value, error) {
				if !p.hasExited() {
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
		setters: setters{"StartInfo": set(func(p *process, v object.Value) error {
			p.info, _ = v.(*record)
			return nil
		})},
		methods: methods{
			"WaitForExit": do(func(p *process, a args) object.Value { return p.wait(a) }),
			"Start":       call(func(p *process, _ args) (object.Value, error) { return p.startAgain() }),
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

// MayWait implements object.Waiter.
func (*process) MayWait() {}
