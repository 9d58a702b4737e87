package utility

import "github.com/partnershell/partnershell/shell/command"

// Commands are the commands of this family.
var Commands = join(objectCommands, dataCommands, streamCommands, sessionCommands, formatCommands)

// join makes one set of several.
func join(sets ...command.Set) command.Set {
	all := command.Set{}
	for _, set := range sets {
		for name, makeCommand := range set {
			all[name] = makeCommand
		}
	}
	return all
}
