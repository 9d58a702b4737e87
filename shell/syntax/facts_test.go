package syntax

import (
	"os"
	"slices"
	"strings"
	"testing"
)

// typesButB knows every type but B.
type typesButB struct{}

func (typesButB) HasType(name string, _ int, _ []*UsingStatement) bool { return name != "B" }

func (typesButB) HasModule(string, string) bool { return true }

func (typesButB) AttributeType(name string, _ []*UsingStatement) *AttributeType {
	return &AttributeType{Name: name, Targets: TargetAll}
}

// TestErrorIDs provokes the parse errors listed in the facts and compares ids and whether the input is incomplete.
func TestErrorIDs(t *testing.T) {
	text, err := os.ReadFile("../../../shared/facts/powershell/error-ids.tsv")
	if err != nil {
		t.Skip("no facts beside the repository:", err)
	}
	for _, line := range strings.Split(strings.TrimSpace(string(text)), "\n") {
		cell := strings.Split(line, "\t")
		if len(cell) < 8 || cell[0] != "parse" {
			continue
		}
		want := []string{}
		for _, id := range append([]string{cell[1]}, strings.Split(cell[4], ",")...) {
			if id != "" && id != "-" && !slices.Contains(want, id) {
				want = append(want, id)
			}
		}
		code := strings.NewReplacer(`\n`, "\n", `\t`, "\t", `\\`, `\`).Replace(cell[7])
		_, _, errs := ParseWith("", code, Options{Types: typesButB{}})
		got := []string{}
		for _, e := range errs {
			if !slices.Contains(got, e.ID) { // the facts list each further id once
				got = append(got, e.ID)
			}
		}
		if g, w := strings.Join(got, ","), strings.Join(want, ","); g != w {
			t.Errorf("%q: got %s, want %s", code, g, w)
		}
		if incomplete := strings.Contains(cell[5], "incomplete"); incomplete != Incomplete(errs) {
			t.Errorf("%q: incomplete %v, want %v", code, Incomplete(errs), incomplete)
		}
	}
}
