package core

import "github.com/partnershell/partnershell/shell/command"

// Commands are the commands of this family.
var Commands = command.Set{
	"Add-History":                addHistoryCommand,
	"Clear-History":              clearHistoryCommand,
	"Clear-Host":                 clearHostCommand,
	"ConvertFrom-SecureString":   convertFromSecureStringCommand,
	"ConvertTo-SecureString":     convertToSecureStringCommand,
	"Export-ModuleMember":        exportModuleMemberCommand,
	"ForEach-Object":             forEachObjectCommand,
	"Get-Command":                getCommandCommand,
	"Get-Credential":             getCredentialCommand,
	"Get-ExecutionPolicy":        getExecutionPolicyCommand,
	"Get-Help":                   getHelpCommand,
	"Get-History":                getHistoryCommand,
	"Get-Module":                 getModuleCommand,
	"Get-TimeZone":               getTimeZoneCommand,
	"Import-Module":              importModuleCommand,
	"Invoke-Command":             invokeCommandCommand,
	"Invoke-History":             invokeHistoryCommand,
	"New-Module":                 newModuleCommand,
	"Register-ArgumentCompleter": registerArgumentCompleterCommand,
	"Remove-Module":              removeModuleCommand,
	"Set-ExecutionPolicy":        setExecutionPolicyCommand,
	"Set-PSDebug":                setPSDebugCommand,
	"Set-StrictMode":             setStrictModeCommand,
	"Start-Transcript":           startTranscriptCommand,
	"Stop-Transcript":            stopTranscriptCommand,
	"Where-Object":               whereObjectCommand,
}
