// Package compliance holds Get-ComplianceStatus, which judges a tenant by the requirements of package policy.
package compliance

import "github.com/partnershell/partnershell/shell/command"

// Commands are the commands of this family.
var Commands = command.Set{
	"Get-ComplianceStatus": getComplianceStatusCommand,
}
