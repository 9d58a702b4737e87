package filesystem

import "github.com/partnershell/partnershell/shell/command"

// Commands are the commands of this family.
var Commands = command.Set{
	"Get-ChildItem": getChildItemCommand,
	"Get-Item":      getItemCommand,
}
