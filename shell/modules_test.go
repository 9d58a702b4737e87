package shell_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/partnershell/partnershell/shell"
)

// TestModuleFiles loads modules from files, and calls scripts in each way.
func TestModuleFiles(t *testing.T) {
	folder := t.TempDir()
	for name, text := range map[string]string{
		"A.psm1": "function Get-A { 'A' } function Get-B { 'B' } Set-Alias ga Get-A",
		"M.psd1": "@{ RootModule = 'A.psm1'; ModuleVersion = '1.2'; FunctionsToExport = 'Get-A'; GUID = '11111111-1111-1111-1111-111111111111' }",
		"X.psd1": "@{ RootModule = 'gone.psm1'; ModuleVersion = '1.0' }",
		"u.ps1":  "using module ./A.psm1\nGet-A; $MyInvocation.InvocationName",
		"t.ps1":  "throw 'wrong'",
		"P.psm1": "foreach ($f in 'p', 'q') { . $PSScriptRoot\\$f.ps1 }\nExport-ModuleMember Get-P",
		"p.ps1":  "function Get-P { \"p $(Get-Q)\" }",
		"q.ps1":  "function Get-Q { \"q of $($MyInvocation.MyCommand.Module)\" }",
	} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	tests := []struct{ script, want string }{
		{"./u.ps1; . ./u.ps1; & ./u.ps1", "A\n./u.ps1\nA\n.\nA\n&\n"},
		{"using module ./A.psm1\nGet-B", "B\n"},
		{"Import-Module ./A.psm1; (Get-Module A).ExportedCommands.Keys | Sort-Object", "ga\nGet-A\nGet-B\n"},
		{"Import-Module ./M.psd1; Get-Module M | ForEach-Object { \"$($_.Version) $($_.ModuleType) $($_.Guid) $(Split-Path -Leaf $_.Path) $($_.RootModule)\" }",
			"1.2 Script 11111111-1111-1111-1111-111111111111 A.psm1 A.psm1\n"},
		{"Import-Module ./P.psm1; Get-P; try { Get-Q } catch { 'inside' }", "p q of P\ninside\n"},
		{"try { Import-Module ./X.psd1 -ErrorAction Stop } catch { \"$_\" }",
			"The specified module 'gone.psm1' was not loaded because no valid module file was found in any module directory.\n"},
		{"try { ./t.ps1 } catch { $_.ScriptStackTrace.Split(',')[0] }", "at <ScriptBlock>\n"},
		{"(Get-Module -ListAvailable PowerShellGet).Guid; 'goes on'", "goes on\n"},
		{"try { Import-Module AzureADPreview -ErrorAction Stop } catch { \"$_\" -match 'module directory\\. .*Get-PartnerUser' }", "True\n"},
		{"try { Install-Module Microsoft.Graph.Users -ErrorAction Stop } catch { \"$_\" -match 'cannot be installed.*Get-PartnerUser' }", "True\n"},
		{"try { Find-Module x } catch { $_.FullyQualifiedErrorId }", "CommandNotFoundException\n"},
	}
	for _, test := range tests {
		host := &recorder{}
		newSession(host, folder).Run(context.Background(), shell.Source{Text: test.script, Path: filepath.Join(folder, "main.ps1")})
		if got := host.text.String(); got != test.want {
			t.Errorf("%s\n got %q\nwant %q", test.script, got, test.want)
		}
	}
}
