package shell_test

import (
	"context"
	"os"
	"strings"
	"testing"

	"github.com/partnershell/partnershell/shell"
	"github.com/partnershell/partnershell/shell/object"
)

// TestAliases: every alias that PowerShell has on Windows leads to a command, or to an error that names the command
// and says that it is left out on purpose.
func TestAliases(t *testing.T) {
	needOracle(t)
	text, err := os.ReadFile("../../shared/facts/powershell/aliases.tsv")
	if err != nil {
		t.Skip("the list of PowerShell's aliases is not beside this repository")
	}
	s := newSession(&recorder{}, t.TempDir())
	for _, line := range strings.Split(strings.TrimSpace(string(text)), "\n")[1:] {
		fields := strings.Split(line, "\t")
		alias, definition := fields[0], fields[1]
		if s.Runtime().Command(alias) != nil {
			continue
		}
		message := ""
		source := shell.Source{Text: "try { & '" + alias + "' } catch { \"$_\" }"}
		if err := s.Collect(context.Background(), source, func(v object.Value) error {
			message = object.ToText(v)
			return nil
		}); err != nil {
			message = err.Error()
		}
		if !strings.Contains(message, "'"+definition+"' is not available in partnershell") {
			t.Errorf("%s (%s): %q", alias, definition, message)
		}
	}
}
