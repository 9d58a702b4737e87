package shell_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/partnershell/partnershell/shell"
)

// TestRequires calls scripts that ask for versions, editions and modules.
func TestRequires(t *testing.T) {
	folder := t.TempDir()
	t.Setenv("PSModulePath", folder)
	write := func(name, text string) {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("Tools.psm1", `function Get-Tool { 'tool' }`)
	write("Late.psm1", "#Requires -Version 99\nfunction Get-Late { }")
	tests := []struct{ requires, want string }{
		{`-Version 5.1`, "ran"},
		{`-Version 7`, "ran"},
		{`-PSEdition Core`, "ran"},
		{`-Modules ImportExcel`, "ran"},
		{`-Modules @{ ModuleName = 'ImportExcel'; ModuleVersion = '7.0' }`, "ran"},
		{`-Modules @{ ModuleName = 'ImportExcel'; MaximumVersion = '7.*' }`, "ran"},
		{`-Modules Tools`, "ran tool"},
		{`-Version 7.7`, "ScriptRequiresUnmatchedPSVersion"},
		{`-PSEdition Desktop`, "ScriptRequiresUnmatchedPSEdition"},
		{`-Modules ImportExcel, NoSuchModule`, "ScriptRequiresMissingModules"},
		{`-Modules @{ ModuleName = 'ImportExcel'; RequiredVersion = '1.0' }`, "ScriptRequiresMissingModules"},
		{`-Modules Late`, "ScriptRequiresMissingModules"},
	}
	for _, test := range tests {
		write("script.ps1", "#Requires "+test.requires+"\n\"ran $(if (Get-Command Get-Tool -ErrorAction Ignore) { Get-Tool })\"")
		host := &recorder{}
		newSession(host, folder).Run(t.Context(), shell.Source{Text: `try { ./script.ps1 } catch { $_.FullyQualifiedErrorId }`})
		if got := strings.TrimSpace(host.text.String()); got != test.want {
			t.Errorf("%s: %q, want %q", test.requires, got, test.want)
		}
	}
}
