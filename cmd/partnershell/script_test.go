package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/partnershell/partnershell/internal/connection"
	"github.com/partnershell/partnershell/shell/program"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"partnershell": main})
}

// TestScripts runs the whole program as a user would.
func TestScripts(t *testing.T) {
	scripts, err := filepath.Abs("../../scripts")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir: "testdata",
		Setup: func(e *testscript.Env) error {
			e.Setenv("SCRIPTS", scripts)
			e.Setenv("TZ", "UTC")
			e.Setenv("COLUMNS", "120")
			e.Setenv("NO_COLOR", "1")
			e.Setenv("XDG_CONFIG_HOME", filepath.Join(e.WorkDir, "config"))
			return os.MkdirAll(filepath.Join(e.WorkDir, "config"), 0o755)
		},
	})
}

// BenchmarkDemoSignIn is what the first command of a demonstration waits for: the tenant, its services, the sign-in.
func BenchmarkDemoSignIn(b *testing.B) {
	for b.Loop() {
		equipment, err := equip(b.Context(), program.Flags{Demo: true})
		if err != nil {
			b.Fatal(err)
		}
		c := equipment.Services[connection.ServiceName].(*connection.Connection)
		if _, err := c.Session(b.Context()); err != nil {
			b.Fatal(err)
		}
	}
}
