//go:build !linux && !windows

package filesystem

import (
	"io/fs"
	"os/exec"
	"strconv"
	"strings"
	"time"
)

// listProcesses asks ps for every process that runs.
func listProcesses() ([]*process, error) { return runPS("-ax") }

// findProcess asks ps for one process.
func findProcess(id int) (*process, error) {
	list, err := runPS("-p", strconv.Itoa(id))
	if err != nil || len(list) == 0 {
		return nil, fs.ErrNotExist
	}
	return list[0], nil
}

func runPS(which ...string) ([]*process, error) {
	args := append(which, "-o", "pid=,ppid=,sess=,rss=,vsz=,lstart=,utime=,time=,comm=")
	out, err := exec.Command("ps", args...).Output()
	if err != nil {
		return nil, err
	}
	var list []*process
	for line := range strings.Lines(string(out)) {
		if p := parsePS(strings.Fields(line)); p != nil {
			list = append(list, p)
		}
	}
	return list, nil
}

// parsePS reads a line of ps: five numbers, five words of a date, two times, and the program's path.
func parsePS(f []string) *process {
	if len(f) < 13 {
		return nil
	}
	number := func(i int) int64 { n, _ := strconv.ParseInt(f[i], 10, 64); return n }
	p := &process{id: int(number(0)), parent: int(number(1)), workingSet: number(3) << 10, virtual: number(4) << 10,
		user: clockSpan(f[10]), path: strings.Join(f[12:], " ")}
	p.system = clockSpan(f[11]) - p.user
	p.private, p.name = p.workingSet, programName(p.path)
	p.started, _ = time.ParseInLocation("Mon Jan 2 15:04:05 2006", strings.Join(f[5:10], " "), time.Local)
	return p
}

// clockSpan reads minutes:seconds.hundredths, perhaps with hours before.
func clockSpan(text string) time.Duration {
	total := 0.0
	for _, part := range strings.Split(text, ":") {
		n, err := strconv.ParseFloat(part, 64)
		if err != nil {
			return 0
		}
		total = total*60 + n
	}
	return time.Duration(total * float64(time.Second))
}
