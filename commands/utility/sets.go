package utility

import "github.com/partnershell/partnershell/shell/command"

// objectCommands are the commands that pick, sort, group, count, compare and change objects.
var objectCommands = command.Set{
	"Add-Member":       addMemberCommand,
	"Add-Type":         addTypeCommand,
	"Compare-Object":   compareObjectCommand,
	"Get-Member":       getMemberCommand,
	"Get-Random":       getRandomCommand,
	"Get-SecureRandom": getSecureRandomCommand,
	"Get-TypeData":     getTypeDataCommand,
	"Get-Unique":       getUniqueCommand,
	"Group-Object":     groupObjectCommand,
	"Join-String":      joinStringCommand,
	"Measure-Command":  measureCommandCommand,
	"Measure-Object":   measureObjectCommand,
	"New-Object":       newObjectCommand,
	"Remove-TypeData":  removeTypeDataCommand,
	"Select-Object":    selectObjectCommand,
	"Select-String":    selectStringCommand,
	"Sort-Object":      sortObjectCommand,
	"Tee-Object":       teeObjectCommand,
	"Update-List":      updateListCommand,
	"Update-TypeData":  updateTypeDataCommand,
}

// dataCommands are the commands that turn objects into text of other programs and back.
var dataCommands = command.Set{
	"ConvertFrom-CliXml":        convertFromCliXmlCommand,
	"ConvertFrom-Csv":           convertFromCsvCommand,
	"ConvertFrom-Json":          convertFromJsonCommand,
	"ConvertFrom-StringData":    convertFromStringDataCommand,
	"ConvertTo-CliXml":          convertToCliXmlCommand,
	"ConvertTo-Csv":             convertToCsvCommand,
	"ConvertTo-Html":            convertToHtmlCommand,
	"ConvertTo-Json":            convertToJsonCommand,
	"ConvertTo-Xml":             convertToXmlCommand,
	"Export-Clixml":             exportClixmlCommand,
	"Export-Csv":                exportCsvCommand,
	"Export-Excel":              exportExcelCommand,
	"Import-Clixml":             importClixmlCommand,
	"Import-Csv":                importCsvCommand,
	"Import-Excel":              importExcelCommand,
	"Import-LocalizedData":      importLocalizedDataCommand,
	"Import-PowerShellDataFile": importPowerShellDataFileCommand,
	"Select-Xml":                selectXmlCommand,
}

// streamCommands are the commands that write to the streams.
var streamCommands = command.Set{
	"Write-Debug":       writeDebugCommand,
	"Write-Error":       writeErrorCommand,
	"Write-Host":        writeHostCommand,
	"Write-Information": writeInformationCommand,
	"Write-Output":      writeOutputCommand,
	"Write-Progress":    writeProgressCommand,
	"Write-Verbose":     writeVerboseCommand,
	"Write-Warning":     writeWarningCommand,
}

// sessionCommands are the commands that list and change variables and aliases and tell about the session.
var sessionCommands = command.Set{
	"Clear-Variable":    clearVariableCommand,
	"Export-Alias":      exportAliasCommand,
	"Get-Alias":         getAliasCommand,
	"Get-Culture":       getCultureCommand,
	"Get-Date":          getDateCommand,
	"Get-Error":         getErrorCommand,
	"Get-Host":          getHostCommand,
	"Get-PSCallStack":   getPSCallStackCommand,
	"Get-UICulture":     getUICultureCommand,
	"Get-Uptime":        getUptimeCommand,
	"Get-Variable":      getVariableCommand,
	"Get-Verb":          getVerbCommand,
	"Import-Alias":      importAliasCommand,
	"Invoke-Expression": invokeExpressionCommand,
	"New-Alias":         newAliasCommand,
	"New-Guid":          newGuidCommand,
	"New-TimeSpan":      newTimeSpanCommand,
	"New-Variable":      newVariableCommand,
	"Read-Host":         readHostCommand,
	"Remove-Alias":      removeAliasCommand,
	"Remove-Variable":   removeVariableCommand,
	"Set-Alias":         setAliasCommand,
	"Set-Variable":      setVariableCommand,
	"Start-Sleep":       startSleepCommand,
}
