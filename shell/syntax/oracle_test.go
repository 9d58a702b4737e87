package syntax

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// oracleDir holds what PowerShell itself answered, beside the repository.
const oracleDir = "../../../shared/oracle"

type oracleExtent struct {
	Start, End, Line, Column, EndLine, EndColumn int
	Text                                         string
}

type oracleError struct {
	ErrorID         string
	Message         string
	IncompleteInput bool
	Extent          oracleExtent
}

type oracleRow struct {
	ID              string
	Input           string
	FirstIncomplete bool
	Errors          []oracleError
	Tokens          [][4]string
}

// TestParserOracle compares errors and tokens with PowerShell's, row by row. Rows listed in
// testdata/oracle-exceptions.txt must differ, all others must not.
func TestParserOracle(t *testing.T) {
	f, err := os.Open(filepath.Join(oracleDir, "parse-errors.jsonl"))
	if err != nil {
		t.Skip("no oracle beside the repository:", err)
	}
	defer f.Close()
	exceptions := readExceptions(t)
	rows, good := 0, 0
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var row oracleRow
		if err := json.Unmarshal(lines.Bytes(), &row); err != nil {
			t.Fatal(err)
		}
		rows++
		diff := compareRow(row)
		reason, listed := exceptions[row.ID]
		switch {
		case diff == "" && listed:
			t.Errorf("%s holds now; remove it from the exceptions (%s)", row.ID, reason)
		case diff != "" && !listed:
			t.Errorf("%s %q\n%s", row.ID, row.Input, diff)
		case diff == "":
			good++
		}
	}
	t.Logf("%d of %d rows hold (%.1f %%)", good, rows, 100*float64(good)/float64(rows))
}

// readExceptions reads "id reason" lines.
func readExceptions(t *testing.T) map[string]string {
	text, err := os.ReadFile("testdata/oracle-exceptions.txt")
	if err != nil {
		t.Fatal(err)
	}
	exceptions := map[string]string{}
	for _, line := range strings.Split(string(text), "\n") {
		id, reason, _ := strings.Cut(strings.TrimSpace(line), " ")
		if id != "" && !strings.HasPrefix(id, "#") {
			exceptions[id] = reason
		}
	}
	return exceptions
}

func compareRow(row oracleRow) string {
	tree, tokens, errs := ParseWith("", row.Input, Options{Tokens: true})
	var b strings.Builder
	src := tree.Source
	want, got := []string{}, []string{}
	for _, e := range row.Errors {
		want = append(want, fmt.Sprintf("%s %d-%d %v %q", e.ErrorID, e.Extent.Start, e.Extent.End, e.IncompleteInput, e.Message))
	}
	for _, e := range errs {
		got = append(got, fmt.Sprintf("%s %d-%d %v %q", e.ID, shown(src, e.Start), shown(src, e.End), e.Incomplete, e.Message))
	}
	diffLines(&b, "error", want, got)
	want, got = nil, nil
	for _, tok := range row.Tokens {
		want = append(want, fmt.Sprintf("%s [%s] %s %q", tok[0], tok[1], tok[2], tok[3]))
	}
	for _, tok := range tokens {
		got = append(got, fmt.Sprintf("%s [%s] %d-%d %q", tok.Kind, tok.Flags, shown(src, tok.Start), shown(src, tok.End), tok.Text))
	}
	diffLines(&b, "token", want, got)
	if Incomplete(errs) != row.FirstIncomplete {
		fmt.Fprintf(&b, "incomplete: want %v\n", row.FirstIncomplete)
	}
	return b.String()
}

// shown is an offset as PowerShell shows it; beyond the end of the text offsets go on counting.
func shown(src *Source, offset int32) int {
	return src.UTF16Offset(offset) + max(0, int(offset)-len(src.Text))
}

func diffLines(b *strings.Builder, what string, want, got []string) {
	for i := 0; i < max(len(want), len(got)); i++ {
		w, g := "-", "-"
		if i < len(want) {
			w = want[i]
		}
		if i < len(got) {
			g = got[i]
		}
		if w != g {
			fmt.Fprintf(b, "  %s %d\n    want %s\n    got  %s\n", what, i, w, g)
		}
	}
}
