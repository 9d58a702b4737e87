package filesystem

import "github.com/partnershell/partnershell/shell/command"

// Commands are the commands of this family.
var Commands = command.Set{
	"Clear-Item":     clearItemCommand,
	"Copy-Item":      copyItemCommand,
	"Invoke-Item":    invokeItemCommand,
	"Move-Item":      moveItemCommand,
	"New-Item":       newItemCommand,
	"Remove-Item":    removeItemCommand,
	"Rename-Item":    renameItemCommand,
	"Set-Item":       setItemCommand,
	"Add-Content":    addContentCommand,
	"Clear-Content":  clearContentCommand,
	"Convert-Path":   convertPathCommand,
	"Get-ChildItem":  getChildItemCommand,
	"Get-Content":    getContentCommand,
	"Get-Item":       getItemCommand,
	"Get-Location":   getLocationCommand,
	"Get-PSDrive":    getPSDriveCommand,
	"Get-PSProvider": getPSProviderCommand,
	"Join-Path":      joinPathCommand,
	"New-PSDrive":    newPSDriveCommand,
	"Pop-Location":   popLocationCommand,
	"Push-Location":  pushLocationCommand,
	"Remove-PSDrive": removePSDriveCommand,
	"Resolve-Path":   resolvePathCommand,
	"Set-Content":    setContentCommand,
	"Set-Location":   setLocationCommand,
	"Split-Path":     splitPathCommand,
	"Test-Path":      testPathCommand,
}
