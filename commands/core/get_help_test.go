package core_test

import "testing"

const thing = `function Get-Thing {
<#
.SYNOPSIS
Gets things.
.DESCRIPTION
Gets all the things that there are, and says so in a sentence that is much longer than one line of the screen has room for.

Second paragraph.
.PARAMETER Name
The name of the thing.
.EXAMPLE
PS> Get-Thing -Name x

Gets x.
.EXAMPLE
Get-Thing y
.INPUTS
System.String
.NOTES
Some notes.
.LINK
https://example.com/thing
#>
[CmdletBinding()]
param([Parameter(Mandatory, Position = 0, ValueFromPipeline)][Alias('n')][string]$Name, [int]$Count = 3, [switch]$Force)
}`

func TestHelpOfAFunction(t *testing.T) {
	expect(t, `

NAME
    Get-Thing
    
SYNOPSIS
    Gets things.
    
    
SYNTAX
    Get-Thing [-Name] <String> [-Count <Int32>] [-Force] [<CommonParameters>]
    
    
DESCRIPTION
    Gets all the things that there are, and says so in a sentence that is much longer than one line of the screen has 
    room for.
    
    Second paragraph.
    

RELATED LINKS
    https://example.com/thing

REMARKS
    To see the examples, type: "Get-Help Get-Thing -Examples"
    For more information, type: "Get-Help Get-Thing -Detailed"
    For technical information, type: "Get-Help Get-Thing -Full"
    For online help, type: "Get-Help Get-Thing -Online"

`, thing, "Get-Help Get-Thing")
	expect(t, `

-Name <String>
    The name of the thing.
    
    Required?                    true
    Position?                    1
    Default value                
    Accept pipeline input?       true (ByValue)
    Aliases                      n
    Accept wildcard characters?  false
    

`, thing, "Get-Help Get-Thing -Parameter Name")
	expectParts(t, &screen{}, []string{thing, "Get-Help Get-Thing -Full"}, "\n    -Count <Int32>\n        \n        Required?                    false\n",
		"        Default value                3\n", "    -Force [<SwitchParameter>]\n", "\nINPUTS\n    System.String\n", "\nNOTES\n    \n    \n        Some notes.\n",
		"    -------------------------- EXAMPLE 1 --------------------------\n    \n    PS>Get-Thing -Name x\n    \n    Gets x.\n")
}

func TestHelpIsAnObject(t *testing.T) {
	expect(t, `
Gets things.
Function
The name of the thing.
Name Count Force
true 1 true (ByValue) String
Get-Thing -Name x|PS>|Gets x.
https://example.com/thing
Some notes.
`, thing, "$h = Get-Help Get-Thing; $h.Synopsis; $h.Category", "$h.parameters.parameter[0].description[0].Text",
		"$h.parameters.parameter.name -join ' '", "$p = $h.parameters.parameter[0]; \"$($p.required) $($p.position) $($p.pipelineInput) $($p.type.name)\"",
		"$e = $h.examples.example[0]; \"$($e.code)|$($e.introduction.Text)|$($e.remarks[0].Text)\"", "$h.relatedLinks.navigationLink.uri",
		"$h.alertSet.alert.Text")
}

func TestHelpOfAFunctionWithoutComments(t *testing.T) {
	expect(t, "\n\nNAME\n    plain\n    \nSYNTAX\n    plain [[-a] <Object>] [-b]\n    \n    \nALIASES\n    None\n    \n\nREMARKS\n    None\n\n\n",
		"function plain($a, [switch]$b) { }", "Get-Help plain")
}

func TestHelpSearches(t *testing.T) {
	expectParts(t, &screen{}, []string{"Get-Help *-Transcript"},
		"\nName                              Category  Module                    Synopsis\n", "\nStart-Transcript                  Cmdlet    ")
	expectParts(t, &screen{}, []string{"Get-Help filehash"}, "NAME\n    Get-FileHash\n")
	expectParts(t, &screen{}, []string{"Get-Help about_pipe*"}, "Commands joined by | form a pipeline")
	expectParts(t, &screen{}, []string{"Get-Help Get-Date -Online"}, "The online version of this Help topic cannot be displayed")
	expectParts(t, &screen{}, []string{"Get-Help Get-Date -Parameter nope"}, "Get-Help: No parameter matches criteria nope.")
}

func TestHelpOfAScript(t *testing.T) {
	expect(t, "True\nTrue\nCounts.\n",
		`Set-Content count.ps1 '<#', '.SYNOPSIS', 'Counts.', '#>', 'param([int]$Count)'`,
		`$help = Get-Help ./count.ps1`,
		`$help.Name -eq (Resolve-Path ./count.ps1).Path`,
		`"$($help | Out-String -Width 300)".Contains("    $($help.Name) [[-Count] <Int32>]")`,
		`$help.Synopsis`)
}
