package core_test

import "testing"

func TestHostIsShown(t *testing.T) {
	expectParts(t, &screen{}, []string{"$Host", "$Host.UI.RawUI.WindowSize", "\"$($Host.UI.RawUI.BufferSize)\"",
		"$Host.PrivateData.ErrorForegroundColor = 'White'; $Host.PrivateData.ErrorForegroundColor"},
		"Name             : ConsoleHost\n", "UI               : System.Management.Automation.Internal.Host.InternalHostUserInterface\n",
		"PrivateData      : Microsoft.PowerShell.ConsoleHost+ConsoleColorProxy\n", "Runspace         : System.Management.Automation.Runspaces.LocalRunspace\n",
		"Width Height\n----- ------\n  120      0\n", "120,0\n", "White\n")
	expect(t, "\nx\n\ny\nWARNING: z\ne\n", "$Host.UI.WriteLine('Red', 'Blue', 'x'); $Host.UI.WriteLine(); $Host.UI.WriteLine('y')",
		"$Host.UI.WriteWarningLine('z'); $Host.UI.WriteErrorLine('e')")
	expectParts(t, &screen{height: 40}, []string{"$Host.UI.WriteLine('Red', 'Blue', 'x'); $Host.UI.WriteErrorLine('e')"},
		"\x1b[91;104mx\x1b[0m\n", "\x1b[31;1me\x1b[0m\n")
}

func TestHostPrompts(t *testing.T) {
	lines := []string{"$Host.UI.PromptForChoice('Title', 'Really?', @('&Yes', [System.Management.Automation.Host.ChoiceDescription]::new('&No', 'not at all')), 1)"}
	prompt := "[Y] Yes  [N] No  [?] Help (default is \"N\"): "
	expectParts(t, &screen{answer: []string{"maybe", "?", "y"}}, lines, "\nTitle\nReally?\n"+prompt+prompt+"Y - \nN - not at all\n"+prompt+"0\n")
	expectParts(t, &screen{answer: []string{""}}, lines, "1\n")
	expectParts(t, &screen{}, append(lines, "$Error[0].Exception.InnerException.GetType().Name"),
		"PowerShell is in NonInteractive mode. Read and Prompt functionality is not available.", "PSInvalidOperationException\n")
	expectParts(t, &screen{answer: []string{"typed"}}, []string{"\"<$($Host.UI.ReadLine())>\""}, "<typed>\n")
	expectParts(t, &screen{answer: []string{"ann", "secret"}}, []string{"$c = Get-Credential", "$c"},
		"\nPowerShell credential request\nEnter your credentials.\nUser: Password for user ann: ", "ann      System.Security.SecureString\n")
}

func TestMandatoryParametersAreAskedFor(t *testing.T) {
	expectParts(t, &screen{answer: []string{"one", "a", "b", ""}}, []string{
		"function f { param([Parameter(Mandatory)][string]$Name, [Parameter(Mandatory)][string[]]$List) \"$Name|$($List -join '+')\" }", "f"},
		"\ncmdlet f at command pipeline position 1\nSupply values for the following parameters:\nName: List[0]: List[1]: List[2]: one|a+b\n")
}

func TestConfirmation(t *testing.T) {
	lines := []string{"$null = New-Item a, b", "Remove-Item a, b -Confirm", "Get-ChildItem -Name"}
	prompt := "[Y] Yes  [A] Yes to All  [N] No  [L] No to All  [?] Help (default is \"Y\"): "
	expectParts(t, &screen{answer: []string{"n", "?", "y"}}, lines, "\nConfirm\nAre you sure you want to perform this action?\nPerforming the operation",
		prompt+"Y - Continue with only the next step of the operation.\n", "N - Skip this operation and proceed with the next operation.\n", prompt+"a\n")
}
