package shell_test

import (
	"context"
	"io"
	"strings"
	"testing"

	"github.com/partnershell/partnershell/commands/core"
	"github.com/partnershell/partnershell/commands/filesystem"
	"github.com/partnershell/partnershell/commands/utility"
	"github.com/partnershell/partnershell/shell"
	"github.com/partnershell/partnershell/shell/command"
)

// answering is a host whose user gives the same answers each time, as far as they go.
type answering struct {
	recorder
	answers []string
}

func (a *answering) Interactive() bool { return true }

func (a *answering) ReadLine(prompt string, _ bool) (string, error) {
	_, _ = io.WriteString(a, prompt+"\n")
	if len(a.answers) == 0 {
		return "", io.EOF
	}
	answer := a.answers[0]
	a.answers = a.answers[1:]
	return answer, nil
}

const (
	inquirePrompt  = "[Y] Yes  [A] Yes to All  [H] Halt Command  [?] Help (default is \"Y\"): \n"
	continuePrompt = "[C] Continue  [I] Silent Continue  [B] Break  [?] Help (default is \"C\"): \n"
	confirmPrompt  = "[Y] Yes  [A] Yes to All  [N] No  [L] No to All  [?] Help (default is \"Y\"): \n"
	yesNoPrompt    = "[Y] Yes  [N] No  [?] Help (default is \"N\"): \n"
)

// TestAsking answers what the engine asks at the host.
func TestAsking(t *testing.T) {
	tests := []struct{ script, answers, want string }{
		{`Write-Error bad -ErrorAction Inquire; 'after'`, "",
			"\nConfirm\nbad\n" + inquirePrompt + "Write-Error: bad\nafter\n"},
		{`try { Write-Error bad -ErrorAction Inquire } catch { $_.FullyQualifiedErrorId; "$_" }`, "h",
			"\nConfirm\nbad\n" + inquirePrompt + "ActionPreferenceStop,Microsoft.PowerShell.Commands.WriteErrorCommand\n" +
				"The running command stopped because the user selected the Stop option.\n"},
		{`Write-Warning w -WarningAction Inquire; 'after'`, "?|Y",
			"WARNING: w\n\nConfirm\nContinue with this operation?\n" + inquirePrompt +
				"Y - Continue with only the next step of the operation.\nA - Continue with all the steps of the operation.\n" +
				"H - Stop this command.\n" + inquirePrompt + "after\n"},
		{`$ErrorActionPreference = 'Inquire'; 1 / 0; 'after'`, "i",
			"\nAction to take for this exception:\nAttempted to divide by zero.\n" + continuePrompt + "after\n"},
		{`$ErrorActionPreference = 'Inquire'; & { 1 / 0; 'after' }; $Error.Count`, "c",
			"\nAction to take for this exception:\nAttempted to divide by zero.\n" + continuePrompt +
				"RuntimeException: Attempted to divide by zero.\nafter\n1\n"},
		{`function F { [CmdletBinding(SupportsShouldProcess)] param() $PSCmdlet.ShouldProcess('it', 'Do') } F -Confirm`, "n",
			"\nConfirm\nAre you sure you want to perform this action?\nPerforming the operation \"Do\" on target \"it\".\n" +
				confirmPrompt + "False\n"},
		{`function F { [CmdletBinding(SupportsShouldProcess)] param([Parameter(ValueFromPipeline)] $X)
  process { $PSCmdlet.ShouldProcess($X) } } 1..3 | F -Confirm`, "l",
			"\nConfirm\nAre you sure you want to perform this action?\nPerforming the operation \"F\" on target \"1\".\n" +
				confirmPrompt + "False\nFalse\nFalse\n"},
		{`function F { [CmdletBinding()] param() $y = $n = $false
  $PSCmdlet.ShouldContinue('sure?', 'Title', [ref]$y, [ref]$n); $y; $PSCmdlet.ShouldContinue('sure?', 'Title', [ref]$y, [ref]$n) } F`, "a",
			"\nTitle\nsure?\n" + confirmPrompt + "True\nTrue\nTrue\n"},
		{`$c = [System.Management.Automation.Host.ChoiceDescription[]]('&Yes', '&No')
$Host.UI.PromptForChoice('Title', 'Really?', $c, 1)`, "what|yes", "\nTitle\nReally?\n" + yesNoPrompt + yesNoPrompt + "0\n"},
	}
	for _, test := range tests {
		host := &answering{answers: strings.Split(test.answers, "|")}
		session := shell.New(shell.Options{Commands: []command.Set{core.Commands, utility.Commands, filesystem.Commands}, Host: host})
		session.Run(context.Background(), shell.Source{Text: test.script})
		if got := host.text.String(); got != test.want {
			t.Errorf("%s\n got %q\nwant %q", test.script, got, test.want)
		}
	}
}

// TestPreferences tries every action where nobody can be asked.
func TestPreferences(t *testing.T) {
	tests := []struct{ script, want string }{
		{`try { Write-Warning w -WarningAction Inquire } catch { $_.FullyQualifiedErrorId }`,
			"WARNING: w\nInvalidOperation,Microsoft.PowerShell.Commands.WriteWarningCommand\n"},
		{`try { Get-Item ./none -ErrorAction Inquire } catch { $_.FullyQualifiedErrorId }; $Error.Count`,
			"InvalidOperation,Microsoft.PowerShell.Commands.GetItemCommand\n1\n"},
		{`try { Write-Information i -InformationAction Stop } catch { "$_" }`, "i\nThe running command stopped because the " +
			"preference variable \"InformationPreference\" or common parameter is set to Stop: i\n"},
		{`try { Get-Item ./none -ErrorAction Suspend } catch { $_.FullyQualifiedErrorId }`,
			"ParameterBindingFailed,Microsoft.PowerShell.Commands.GetItemCommand\n"},
		{`function F { [CmdletBinding()] param() $PSCmdlet.CommandRuntime.ToString(); $PSCmdlet.CommandRuntime.WriteObject((1, 2), $true)
  $PSCmdlet.WriteInformation('i', [string[]]'tag') } F 6>&1`, "F\n1\n2\ni\n"},
	}
	for _, test := range tests {
		host := &recorder{}
		newSession(host, t.TempDir()).Run(context.Background(), shell.Source{Text: test.script})
		if got := host.text.String(); got != test.want {
			t.Errorf("%s\n got %q\nwant %q", test.script, got, test.want)
		}
	}
}
