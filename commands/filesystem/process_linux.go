package filesystem

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"strconv"
	"strings"
	"time"
)

// clockTicks is how many ticks of /proc make a second; every Linux on every processor shows this many.
const clockTicks = 100

// listProcesses reads every process that runs.
func listProcesses() ([]*process, error) {
	entries, err := os.ReadDir("/proc")
	if err != nil {
		return nil, err
	}
	var list []*process
	for _, e := range entries {
		id, err := strconv.Atoi(e.Name())
		if err != nil {
			continue
		}
		if p, err := findProcess(id); err == nil { // it may have ended meanwhile
			list = append(list, p)
		}
	}
	return list, nil
}

// findProcess reads one process out of /proc.
func findProcess(id int) (*process, error) {
	folder := fmt.Sprintf("/proc/%d/", id)
	stat, err := os.ReadFile(folder + "stat")
	if err != nil {
		return nil, err
	}
	open, end := bytes.IndexByte(stat, '('), bytes.LastIndexByte(stat, ')')
	if open < 0 || end < open {
		return nil, fs.ErrInvalid
	}
	fields := strings.Fields(string(stat[end+1:])) // from field 3 of proc(5), the state, on
	if len(fields) < 22 || fields[0] == "Z" {
		return nil, fs.ErrNotExist
	}
	number := func(field int) int64 { n, _ := strconv.ParseInt(fields[field-3], 10, 64); return n }
	ticks := func(field int) time.Duration { return time.Duration(number(field)) * time.Second / clockTicks }
	p := &process{
		id: id, name: string(stat[open+1 : end]), parent: int(number(4)), session: int(number(6)), threads: int(number(20)),
		user: ticks(14), system: ticks(15), virtual: number(23), workingSet: number(24) * int64(os.Getpagesize()),
		started: bootTime().Add(ticks(22)),
	}
	p.private = p.workingSet
	p.path, _ = os.Readlink(folder + "exe") // another user's cannot be read
	if line, err := os.ReadFile(folder + "cmdline"); err == nil {
		p.commandLine = strings.TrimSpace(strings.ReplaceAll(string(line), "\x00", " "))
	}
	return p, nil
}

// bootTime is when the system started.
func bootTime() time.Time {
	data, err := os.ReadFile("/proc/stat")
	if err != nil {
		return time.Time{}
	}
	_, rest, _ := strings.Cut(string(data), "\nbtime ")
	line, _, _ := strings.Cut(rest, "\n")
	seconds, err := strconv.ParseInt(line, 10, 64)
	if err != nil {
		return time.Time{}
	}
	return time.Unix(seconds, 0)
}
