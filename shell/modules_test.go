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
	tests := []scriptTest{
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
	runBeside(t, folder, tests)
}

// TestModulesOnThePath loads modules as their manifests ask, in versions, and when one of their commands is called.
func TestModulesOnThePath(t *testing.T) {
	folder := t.TempDir()
	t.Setenv("PSModulePath", folder)
	for name, text := range map[string]string{
		"Tools/Tools.psd1": `@{ RootModule = 'Tools.psm1'; ModuleVersion = '2.3'; RequiredModules = @(@{ ModuleName = 'Dep'; ModuleVersion = '1.0' })
			NestedModules = 'Nested.psm1'; ScriptsToProcess = 'Init.ps1'; FunctionsToExport = 'Get-Tool', 'Get-Nested'; AliasesToExport = 'gt'
			PrivateData = @{ PSData = @{ Tags = 'a', 'b' } } }`,
		"Tools/Tools.psm1": `function Get-Tool { "tool $(Get-Inner)" } function Get-Inner { 'inner' } Set-Alias gt Get-Tool
			$MyInvocation.MyCommand.ScriptBlock.Module.OnRemove = { $global:gone = 'gone' }`,
		"Tools/Nested.psm1":  `function Get-Nested { "nested $script:n" } $script:n = 9`,
		"Tools/Init.ps1":     `$fromInit = 'init'`,
		"Dep/Dep.psm1":       `function Get-Old { }`,
		"Dep/1.10/Dep.psd1":  `@{ RootModule = 'Dep.psm1'; ModuleVersion = '1.10' }`,
		"Dep/1.10/Dep.psm1":  `function Get-Dep { 'dep 1.10' }`,
		"Dep/1.9/Dep.psd1":   `@{ RootModule = 'Dep.psm1'; ModuleVersion = '1.9' }`,
		"Dep/1.9/Dep.psm1":   `function Get-Dep { 'dep 1.9' }`,
		"Lacks/Lacks.psd1":   `@{ ModuleVersion = '1.0'; RequiredModules = 'NotThere' }`,
		"Odd/Odd.psm1":       `function Frob-It { 'frob' } function Get-It { 'it' } Set-Alias fi Frob-It`,
		"Binary/Binary.psd1": `@{ ModuleVersion = '1.0'; RootModule = 'Binary.psm1'; RequiredAssemblies = 'x.dll'; FunctionsToExport = 'Get-Binary' }`,
	} {
		file := filepath.Join(folder, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	tests := []scriptTest{
		{"Get-Tool; gt; Get-Nested; Get-Dep; $fromInit; try { Get-Inner } catch { 'inside' }",
			"tool inner\ntool inner\nnested 9\ndep 1.10\ninit\ninside\n"},
		{"Import-Module Tools; $m = Get-Module Tools; \"$($m.NestedModules) $($m.RequiredModules) $($m.Tags) $($m.ExportedFunctions.Keys)\"; Remove-Module Tools; $gone",
			"Nested Dep a b Get-Nested Get-Tool\ngone\n"},
		{"(Get-Command gt).Source; (Get-Command Tools\\Get-Tool).Version.ToString(); (Get-Command -Module Tools).Name -join ' '", "Tools\n2.3\nGet-Nested Get-Tool gt\n"},
		{"(Get-Module -ListAvailable).ForEach{ \"$($_.Name) $($_.Version)\" } -match '^[A-Z][a-z]+ \\d+\\.\\d+$'", "Dep 1.10\nDep 1.9\nDep 0.0\nLacks 1.0\nOdd 0.0\nTools 2.3\n"},
		{"Import-Module Dep -RequiredVersion 1.9; Get-Dep; Remove-Module Dep; Import-Module -FullyQualifiedName @{ ModuleName = 'Dep'; ModuleVersion = '1.9.5' }; Get-Dep",
			"dep 1.9\ndep 1.10\n"},
		{"try { Import-Module Dep -MinimumVersion 3.1 -ErrorAction Stop } catch { $_.FullyQualifiedErrorId }",
			"Modules_ModuleWithVersionNotFound,Microsoft.PowerShell.Commands.ImportModuleCommand\n"},
		{"Get-Module -ListAvailable -FullyQualifiedName @{ ModuleName = 'Dep'; ModuleVersion = '1.10' } | ForEach-Object { \"$($_.Version)\" }", "1.10\n"},
		{"try { Import-Module Lacks } catch { $_.FullyQualifiedErrorId }", "Modules_InvalidManifest,Microsoft.PowerShell.Commands.ImportModuleCommand\n"},
		{"Import-Module Odd -Prefix My -WarningVariable w -WarningAction SilentlyContinue; Frob-MyIt; Myfi; $w.Count", "frob\nfrob\n1\n"},
		{"$PSModuleAutoLoadingPreference = 'None'; Import-Module Odd -Function Get-It -DisableNameChecking; Get-It; try { Frob-It } catch { 'not wanted' }", "it\nnot wanted\n"},
		{"(Get-Help Get-It).Name; (Odd\\Get-It).Length; (Get-Date -?).Name; function Plain { \"$args\" } Plain -?", "Get-It\n2\nGet-Date\n-?\n"},
		{"function Helped { <#\n.SYNOPSIS\nsyn\n#> param($A) 'ran' } (Helped -?).Synopsis", "syn\n"},
		{"try { Get-Binary } catch { $_.FullyQualifiedErrorId }", "CommandNotFoundException\n"},
	}
	runBeside(t, folder, tests)
}

// scriptTest is a script and what it shows.
type scriptTest struct{ script, want string }

// runBeside runs each script in a session of its own, as a file in a folder.
func runBeside(t *testing.T, folder string, tests []scriptTest) {
	t.Helper()
	for _, test := range tests {
		host := &recorder{}
		newSession(host, folder).Run(context.Background(), shell.Source{Text: test.script, Path: filepath.Join(folder, "main.ps1")})
		if got := host.text.String(); got != test.want {
			t.Errorf("%s\n got %q\nwant %q", test.script, got, test.want)
		}
	}
}
