package core_test

import "testing"

func TestCommandObjectsAreOfTheirKind(t *testing.T) {
	expect(t, "\n[-Path] <string> [<CommonParameters>]\nSystem.Management.Automation.ParameterMetadata\nSystem.Int32\nFalse True\nok -> Get-Date\n",
		"function f { [CmdletBinding()][OutputType([int])]param([Parameter(Mandatory, Position = 0)][string]$Path) }",
		"\"$((Get-Command f).ParameterSets[0])\"; \"$((Get-Command f).Parameters['Path'])\"; \"$((Get-Command f).OutputType)\"",
		"\"$('Verb' -in (Get-Alias gci).psobject.Properties.Name) $('Verb' -in (Get-Command f).psobject.Properties.Name)\"",
		"Set-Alias ok Get-Date; (Get-Alias ok).DisplayName")
}
