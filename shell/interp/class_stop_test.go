package interp_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/partnershell/partnershell/shell/interp"
	"github.com/partnershell/partnershell/shell/object"
)

// TestStopsWithinClasses stops scripts that would run for ever in the code of a class.
func TestStopsWithinClasses(t *testing.T) {
	for _, script := range []string{
		"class C { F() { while ($true) { } } }; [C]::new().F()",
		"class C { $x = $(while ($true) { }) }; [C]::new()",
		"class C { static $x = $(while ($true) { }) }; [C]::x",
		"class C { C() { while ($true) { } } }; [C]::new()",
		"class C { [int] F() { return $this.F() } }; while ($true) { try { [C]::new().F() } catch { } }",
		"class C : System.Collections.IEnumerator { [bool] MoveNext() { return $true } $Current = 1; Reset() { } }\n" +
			"class D : System.Collections.IEnumerable { [System.Collections.IEnumerator] GetEnumerator() { return [C]::new() } }\n" +
			"foreach ($i in [D]::new()) { }",
	} {
		rt := newRuntime()
		ast, errs := rt.Parse("", script)
		if len(errs) > 0 {
			t.Fatal(script, errs[0])
		}
		ctx, cancel := context.WithTimeout(context.Background(), 50*time.Millisecond)
		begin := time.Now()
		err := rt.Run(ctx, ast, interp.RunOptions{NewScope: true})
		cancel()
		if !errors.Is(err, interp.ErrStopped) {
			t.Errorf("%s: %v", script, err)
		}
		if spent := time.Since(begin); spent > 2*time.Second {
			t.Errorf("%s: took %v", script, spent)
		}
	}
}

// TestUsingModule runs a script that uses the functions and classes of a module beside it.
func TestUsingModule(t *testing.T) {
	folder := t.TempDir()
	module := "class Base { [string] Who() { return 'base' } }\nfunction Get-Who { [Base]::new().Who() }\n"
	if err := os.WriteFile(filepath.Join(folder, "Who.psm1"), []byte(module), 0o600); err != nil {
		t.Fatal(err)
	}
	script := "using module ./Who.psm1\nclass Derived : Base { [string] Me() { return 'my ' + $this.Who() } }\nGet-Who; [Derived]::new().Me()"
	rt := newRuntime()
	path := filepath.Join(folder, "script.ps1")
	ast, errs := rt.Parse(path, script)
	if len(errs) > 0 {
		t.Fatal(errs[0])
	}
	var out []string
	err := rt.Run(context.Background(), ast, interp.RunOptions{NewScope: true, Path: path, Streams: interp.Streams{
		Output: func(v object.Value) error { out = append(out, object.ToText(v)); return nil }}})
	if got := strings.Join(out, "|"); err != nil || got != "base|my base" {
		t.Error(got, err)
	}
	for source, want := range map[string]string{
		"using module NoSuchModule": "ModuleNotFoundDuringParse: Could not find the module 'NoSuchModule'.",
		"using module W*":           "WildCardModuleNameError: Wildcard characters are not supported for module names.",
		"using module @{ ModuleName = 'No'; ModuleVersion = '1' }": "ModuleNotFoundDuringParse: Could not find the module " +
			"'@{ ModuleName = 'No'; ModuleVersion = '1' }'.",
	} {
		_, errs := rt.Parse(path, source)
		if len(errs) != 1 || errs[0].ID+": "+errs[0].Message != want {
			t.Errorf("%s: %v", source, errs)
		}
	}
}
