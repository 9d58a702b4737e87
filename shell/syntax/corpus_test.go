package syntax

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestOracleScriptsParse parses every script and expression of the oracle; none may have errors unless PowerShell's
// own answer to it was one.
func TestOracleScriptsParse(t *testing.T) {
	scripts, _ := filepath.Glob(filepath.Join(oracleDir, "cases", "*", "*.ps1"))
	if len(scripts) == 0 {
		t.Skip("no oracle beside the repository")
	}
	for _, path := range scripts {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if _, errs := Parse(path, string(text)); len(errs) > 0 && !goldenIsParseError(t, path) {
			t.Errorf("%s: %s: %s", path, errs[0].ID, errs[0].Message)
		}
	}
	t.Logf("%d scripts", len(scripts))
	for _, path := range mustGlob(filepath.Join(oracleDir, "matrix", "*.jsonl")) {
		parseExpressions(t, path)
	}
}

func mustGlob(pattern string) []string {
	paths, err := filepath.Glob(pattern)
	if err != nil {
		panic(err)
	}
	return paths
}

func goldenIsParseError(t *testing.T, script string) bool {
	path := strings.TrimSuffix(strings.Replace(script, "/cases/", "/golden/", 1), ".ps1") + ".json"
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return strings.Contains(string(text), "ParserError") || strings.Contains(string(text), "ParseException")
}

func parseExpressions(t *testing.T, path string) {
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range strings.Split(strings.TrimSpace(string(text)), "\n") {
		var row struct {
			ID, Expr string
			Out      json.RawMessage
		}
		if err := json.Unmarshal([]byte(line), &row); err != nil {
			t.Fatal(path, err)
		}
		_, errs := Parse("", row.Expr)
		if len(errs) > 0 && !strings.Contains(string(row.Out), "Pars") {
			t.Errorf("%s %s %q: %s: %s out %s", path, row.ID, row.Expr, errs[0].ID, errs[0].Message, row.Out)
		}
	}
}
