package core_test

import "testing"

func TestCommandObjectsAreOfTheirKind(t *testing.T) {
	expect(t, "\n[-Path] <string> [<CommonParameters>]\nSystem.Management.Automation.ParameterMetadata\nSystem.Int32\nFalse True\nok -> Get-Date\n",
		"function f { [CmdletBinding()][OutputType([int])]param([Parameter(Mandatory, Position = 0)][string]$Path) }",
		"\"$((Get-Command f).ParameterSets[0])\"; \"$((Get-Command f).Parameters['Path'])\"; \"$((Get-Command f).OutputType)\"",
		"\"$('Verb' -in (Get-Alias gci).psobject.Properties.Name) $('Verb' -in (Get-Command f).psobject.Properties.Name)\"",
		"Set-Alias ok Get-Date; (Get-Alias ok).DisplayName")
}

func TestFuzzyMatchesComeNearestFirst(t *testing.T) {
	expect(t, "\nGet-Item\n", "Get-Command Get-Itm -UseFuzzyMatching -FuzzyMinimumDistance 2 | Select-Object -First 1 -ExpandProperty Name")
	expect(t, "\nGet-Date Cmdlet Microsoft.PowerShell.Utility 2\n",
		"$i = Get-Command Get-Date -ShowCommandInfo; \"$($i.Name) $($i.CommandType) $($i.Module.Name) $($i.ParameterSets.Count - 2)\"")
}
