package filesystem

import (
	"io/fs"
	"syscall"
	"time"
	"unsafe"
)

// listProcesses reads every process that runs.
func listProcesses() ([]*process, error) {
	snapshot, err := syscall.CreateToolhelp32Snapshot(syscall.TH32CS_SNAPPROCESS, 0)
	if err != nil {
		return nil, err
	}
	defer syscall.CloseHandle(snapshot)
	entry := syscall.ProcessEntry32{}
	entry.Size = uint32(unsafe.Sizeof(entry))
	var list []*process
	for err = syscall.Process32First(snapshot, &entry); err == nil; err = syscall.Process32Next(snapshot, &entry) {
		p := &process{id: int(entry.ProcessID), parent: int(entry.ParentProcessID), threads: int(entry.Threads),
			name: programName(syscall.UTF16ToString(entry.ExeFile[:]))}
		p.readTimes()
		list = append(list, p)
	}
	return list, nil
}

// readTimes reads what the system tells about a process that may be opened.
func (p *process) readTimes() {
	const queryLimited = 0x1000
	h, err := syscall.OpenProcess(queryLimited, false, uint32(p.id))
	if err != nil {
		return
	}
	defer syscall.CloseHandle(h)
	var created, ended, kernelTime, userTime syscall.Filetime
	if syscall.GetProcessTimes(h, &created, &ended, &kernelTime, &userTime) != nil {
		return
	}
	span := func(t syscall.Filetime) time.Duration {
		return time.Duration(int64(t.HighDateTime)<<32|int64(t.LowDateTime)) * 100
	}
	p.started = time.Unix(0, created.Nanoseconds())
	p.system, p.user = span(kernelTime), span(userTime)
}

// findProcess reads one process.
func findProcess(id int) (*process, error) {
	all, err := listProcesses()
	if err != nil {
		return nil, err
	}
	for _, p := range all {
		if p.id == id {
			return p, nil
		}
	}
	return nil, fs.ErrNotExist
}
