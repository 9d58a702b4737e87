package partner

import "github.com/partnershell/partnershell/shell/command"

// Commands are the commands of this family.
var Commands = command.Set{
	"Connect-PartnerCenter":           connectPartnerCenterCommand,
	"Disconnect-PartnerCenter":        disconnectPartnerCenterCommand,
	"Get-PartnerContext":              getPartnerContextCommand,
	"Get-PartnerCustomer":             getPartnerCustomerCommand,
	"Get-PartnerUser":                 getPartnerUserCommand,
	"Test-PartnerSecurityRequirement": testPartnerSecurityRequirementCommand,
}

// Names of .NET that declarations share.
const (
	moduleName   = "PartnerCenter"
	classPrefix  = "Microsoft.Store.PartnerCenter.PowerShell.Commands."
	modelsPrefix = "Microsoft.Store.PartnerCenter.PowerShell.Models."
)
