package shell_test

import (
	"context"
	"testing"

	"github.com/partnershell/partnershell/shell"
)

// TestFunctions tries what functions declare, and what proxies are made of.
func TestFunctions(t *testing.T) {
	tests := []struct{ script, want string }{
		{`function F { [Alias('g', 'h')] param($x) "F $x" } g 1; h 2; (Get-Alias g).Definition`, "F 1\nF 2\nF\n"},
		{`function F { param([Obsolete('old')] $x) $x } F 1`, "1\n"},
		{`function F { param([PSTypeName('My.Type')] $x) $x.a } F ([pscustomobject]@{ PSTypeName = 'My.Type'; a = 5 })
try { F 1 } catch { $_.FullyQualifiedErrorId; "$_" }`, "5\nMismatchedPSTypeName,F\nCannot bind argument to parameter 'x', because " +
			"PSTypeNames of the argument do not match the PSTypeName required by the parameter: My.Type.\n"},
		{`function F { [CmdletBinding(Nope = 1)] param($x) $x } try { F 1 } catch { $_.FullyQualifiedErrorId }`, "PropertyNotFoundForType\n"},
		{`2, 1 | Microsoft.PowerShell.Utility\Sort-Object`, "1\n2\n"},
		{`[System.Management.Automation.RuntimeDefinedParameterDictionary]::new().Count`, "0\n"},
		{`function F { Get-PSCallStack | ForEach-Object { "$($_.Command) $($_.FunctionName) $($_.Arguments)" } }
function G($a, $b) { F } G 1 $true | Select-Object -First 2`, "F F {}\nG G {a=1, b=True}\n"},
		{`$m = [System.Management.Automation.CommandMetadata]::new((Get-Command Remove-Item))
"$($m.Name) $($m.ConfirmImpact)"; [System.Management.Automation.ProxyCommand]::GetCmdletBindingAttribute($m)
[System.Management.Automation.ProxyCommand]::GetParamBlock($m).Split("` + "`n" + `")[1..3]`,
			"Remove-Item Medium\n[CmdletBinding(DefaultParameterSetName='Path', SupportsShouldProcess=$true, ConfirmImpact='Medium')]\n" +
				"    [Parameter(ParameterSetName='Path', Mandatory=$true, Position=0, ValueFromPipeline=$true, ValueFromPipelineByPropertyName=$true)]\n" +
				"    [string[]]\n    ${Path},\n"},
		{`$m = [System.Management.Automation.CommandMetadata]::new((Get-Command Sort-Object))
Set-Item function:Proxy ([scriptblock]::Create([System.Management.Automation.ProxyCommand]::Create($m)))
3, 1, 2 | Proxy -Descending; Proxy -InputObject 9`, "3\n2\n1\n9\n"},
		{`$global:n = 1; function F { $global:n = 2 } F; $n`, "2\n"},
	}
	for _, test := range tests {
		host := &recorder{}
		newSession(host, t.TempDir()).Run(context.Background(), shell.Source{Text: test.script, Path: "/none/test.ps1"})
		if got := host.text.String(); got != test.want {
			t.Errorf("%s\n got %q\nwant %q", test.script, got, test.want)
		}
	}
}
