package shell_test

import (
	"bufio"
	"flag"
	"fmt"
	"os"
	"sort"
	"strings"
	"sync"
	"testing"
)

// differencesFile lists what does not hold: "area/name reason". The reason "-" stands for "not yet".
const differencesFile = "testdata/known-differences.txt"

var update = flag.Bool("update", false, "rewrite "+differencesFile+" with what fails now, keeping the reasons")

// ledger compares what held with what is listed.
type ledger struct {
	mu      sync.Mutex
	reasons map[string]string
	failed  map[string]bool
	total   map[string]int // by area
	held    map[string]int
}

func newLedger(t *testing.T) *ledger {
	l := &ledger{reasons: readDifferences(t), failed: map[string]bool{}, total: map[string]int{}, held: map[string]int{}}
	return l
}

func readDifferences(t *testing.T) map[string]string {
	reasons := map[string]string{}
	f, err := os.Open(differencesFile)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for lines := bufio.NewScanner(f); lines.Scan(); {
		line := strings.TrimSpace(lines.Text())
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		id, reason, _ := strings.Cut(line, " ")
		reasons[id] = reason
	}
	return reasons
}

// check records one case; difference is empty if it held.
func (l *ledger) check(t *testing.T, id, difference string) {
	area, _, _ := strings.Cut(id, ":")
	l.mu.Lock()
	defer l.mu.Unlock()
	l.total[area]++
	if difference == "" {
		l.held[area]++
	} else {
		l.failed[id] = true
	}
	_, listed := l.reasons[id]
	switch {
	case *update:
	case difference != "" && !listed:
		t.Errorf("%s: %s", id, difference)
	case difference == "" && listed:
		t.Errorf("%s is listed in %s but holds: take it off the list", id, differencesFile)
	case difference != "" && testing.Verbose():
		t.Logf("%s (listed: %s): %s", id, l.reasons[id], difference)
	}
}

// finish prints the percentages and, with -update, rewrites the part of the list that belongs to the areas run.
func (l *ledger) finish(t *testing.T) {
	areas := make([]string, 0, len(l.total))
	held, total := 0, 0
	for area := range l.total {
		areas = append(areas, area)
		held, total = held+l.held[area], total+l.total[area]
	}
	sort.Strings(areas)
	for _, area := range areas {
		fmt.Printf("%-28s %5d of %5d  %5.1f %%\n", area, l.held[area], l.total[area], percent(l.held[area], l.total[area]))
	}
	if len(areas) > 1 {
		fmt.Printf("%-28s %5d of %5d  %5.1f %%\n", "all", held, total, percent(held, total))
	}
	if *update {
		l.rewrite(t)
	}
}

func percent(part, whole int) float64 { return 100 * float64(part) / float64(max(whole, 1)) }

func (l *ledger) rewrite(t *testing.T) {
	var lines []string
	for id, reason := range readDifferences(t) {
		if area, _, _ := strings.Cut(id, ":"); l.total[area] == 0 || l.failed[id] {
			lines = append(lines, id+" "+reason)
		}
	}
	for id := range l.failed {
		if _, listed := l.reasons[id]; !listed {
			lines = append(lines, id+" -")
		}
	}
	sort.Strings(lines)
	const head = "# What this shell does differently from the recorded PowerShell: \"area:name reason\".\n" +
		"# The reason \"-\" means: not there yet. A listed case that holds fails the tests, as does an unlisted one that does not.\n"
	if err := os.WriteFile(differencesFile, []byte(head+strings.Join(lines, "\n")+"\n"), 0o644); err != nil {
		t.Fatal(err)
	}
}
