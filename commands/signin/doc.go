// Package signin holds Get-PartnerUserSignInActivity and the translation of its -Filter: what Microsoft Graph can
// filter is sent there, the rest is evaluated on each record as it arrives.
package signin

import "github.com/partnershell/partnershell/shell/command"

// Commands are the commands of this family.
var Commands = command.Set{
	"Get-PartnerUserSignInActivity": getSignInActivityCommand,
}
