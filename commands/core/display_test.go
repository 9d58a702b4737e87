package core_test

import "testing"

func TestHiddenMembersAreNotShown(t *testing.T) {
	expect(t, "\n\nX\n-\n1\n\n2\n", "class P { [int]$X = 1; hidden [int]$Z = 2 }", "[P]::new()", "[P]::new().Z")
}

func TestMatchesAreShownByName(t *testing.T) {
	expectParts(t, &screen{}, []string{"'a1' | Select-String '\\d' | Format-List Matches", "[regex]::Match('abc', 'b(c)')"},
		"Matches : {0}\n", "Groups    : {0, 1}\n", "Captures  : {0}\n")
}

func TestModulesAreListed(t *testing.T) {
	expectParts(t, &screen{}, []string{"Get-Module"}, "ModuleType Version    PreRelease Name                                ExportedCommands\n",
		"Binary     7.6.5.0               Microsoft.PowerShell.Host           {Start-Transcript, Stop-Transcript}\n")
}

func TestProfileKnowsItsPlaces(t *testing.T) {
	expect(t, "\nAllUsersAllHosts AllUsersCurrentHost CurrentUserAllHosts CurrentUserCurrentHost Length\nTrue\n",
		"($PROFILE | Select-Object *).psobject.Properties.Name -join ' '", "\"$PROFILE\" -eq $PROFILE.CurrentUserCurrentHost")
}

func TestFilesHaveVersionInfo(t *testing.T) {
	expectParts(t, &screen{}, []string{"$null = New-Item f.txt", "Get-Item f.txt | Format-List VersionInfo"},
		"VersionInfo : File:             ", "\n              InternalName:     \n", "\n              Debug:            False\n")
}

func TestDefaultDisplayProperty(t *testing.T) {
	expectParts(t, &screen{}, []string{"Update-TypeData -TypeName Screen.U -DefaultDisplayProperty b",
		"$u = [pscustomobject]@{ PSTypeName = 'Screen.U'; a = 1; b = 2 }; $u | Format-Wide -Column 1", "Remove-TypeData Screen.U; $u | Format-Wide -Column 1"},
		"\n2\n\n\n1\n")
}

func TestPropertiesThatFailAreBlank(t *testing.T) {
	expectParts(t, &screen{}, []string{"[ipaddress]'1.2.3.4'"}, "AddressFamily      : InterNetwork\nScopeId            : \nIsIPv6Multicast    : False\n")
}
