package core_test

import (
	"strings"
	"testing"

	"github.com/partnershell/partnershell/shell/dotnet"
)

func TestPSStyleIsAnObject(t *testing.T) {
	expect(t, "\n\nStyle           : `e[33;1m\nMaxWidth        : 120\nView            : Minimal\nUseOSCIndicator : False\n\n", "$PSStyle.Progress")
	expect(t, "\n\nDirectory    : `e[44;1m\nSymbolicLink : `e[36;1m\nExecutable   : `e[32;1m\nExtension    : .a = \"`e[31m\"\n               \n\n",
		"$old = $PSStyle.FileInfo.Extension.Keys | ForEach-Object { ,($_, $PSStyle.FileInfo.Extension[$_]) }",
		"$PSStyle.FileInfo.Extension.Clear(); $PSStyle.FileInfo.Extension['.A'] = \"`e[31m\"", "$PSStyle.FileInfo",
		"$PSStyle.FileInfo.Extension.Clear(); $old | ForEach-Object { $PSStyle.FileInfo.Extension.Add($_[0], $_[1]) }")
	expect(t, "\nSystem.Management.Automation.PSStyle+ForegroundColor\n[38;2;1;2;3m\n[48;2;1;2;3m\n[93m\nTrue\nHost\n",
		"$PSStyle.Foreground.GetType().FullName", "$PSStyle.Foreground.FromRgb(1,2,3).Substring(1)",
		"$PSStyle.Background.FromRgb(0x010203).Substring(1)", "$PSStyle.Foreground.FromConsoleColor('Yellow').Substring(1)",
		"[System.Management.Automation.PSStyle]::Instance -eq $PSStyle", "$PSStyle.OutputRendering")
}

func TestPSStyleRefusesText(t *testing.T) {
	expect(t, `
Exception setting "Error": "The specified string contains printable content when it should only contain ANSI escape sequences: abc"
Exception setting "MaxWidth": "The progress bar cannot be narrower than 18 cells. (Parameter 'MaxWidth')"
Exception calling "Add" with "2" argument(s): "When adding or removing extensions, the extension must start with a period."
`, "try { $PSStyle.Formatting.Error = 'abc' } catch { \"$_\" }", "try { $PSStyle.Progress.MaxWidth = 3 } catch { \"$_\" }",
		"try { $PSStyle.FileInfo.Extension.Add('zip', \"`e[1m\") } catch { \"$_\" }")
}

// TestPSStyleColoursOutput sees that what is shown follows the settings at once.
func TestPSStyleColoursOutput(t *testing.T) {
	t.Cleanup(func() { dotnet.SetRendering(dotnet.RenderHost) })
	table := "\x1b[32;1mA\x1b[0m\n\x1b[32;1m-\x1b[0m\n"
	expectParts(t, &screen{height: 40}, []string{
		"[pscustomobject]@{A=1}", "$PSStyle.OutputRendering = 'PlainText'", "[pscustomobject]@{A=2}; Write-Warning w",
		"$PSStyle.OutputRendering = 'Host'; $PSStyle.Formatting.Warning = \"`e[35m\"", "Write-Warning x", "$PSStyle.Formatting.Warning = \"`e[33;1m\"",
		"\"$($PSStyle.Foreground.Red)red$($PSStyle.Reset)\" | Out-String -Stream | ForEach-Object Length",
	}, table, "\nA\n-\n2\n", "WARNING: w\n", "\x1b[35mWARNING: x\x1b[0m\n", "3\n")
	expectParts(t, &screen{}, []string{"$PSStyle.OutputRendering = 'Ansi'", "[pscustomobject]@{A=1}", "([pscustomobject]@{A=1} | Out-String).Length"},
		table, "30\n")
}

func TestFilesHaveColoursOnATerminal(t *testing.T) {
	lines := []string{"$null = New-Item f.zip, plain.txt; $null = mkdir sub", "Get-ChildItem"}
	expectParts(t, &screen{height: 40}, lines, "\x1b[44;1msub\x1b[0m\n", "\x1b[31;1mf.zip\x1b[0m\n", " plain.txt\n")
	if got := shows(t, lines...); strings.Contains(got, "\x1b") {
		t.Errorf("colours without a terminal: %q", got)
	}
	if got := shows(t, "[System.IO.FileInfo]'nowhere'"); strings.Contains(got, "Directory:") {
		t.Errorf("a heading without a folder:\n%s", got)
	}
}
