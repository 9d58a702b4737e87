package graph

import (
	"encoding/json"
	"strings"

	"github.com/partnershell/partnershell/internal/access"
)

// Service plans that are Entra ID's levels, as every SKU that contains them names them.
const (
	planP1 = "41781fb2-bc02-4b7c-bd55-b576c07bb09d" // AAD_PREMIUM
	planP2 = "eec0eb4f-6444-4f95-aba0-50c24d67f998" // AAD_PREMIUM_P2
)

// licenceOf is the level that one subscribed SKU gives. SKUs that are suspended or locked out give none; those in
// their grace period (Warning) still do.
func licenceOf(sku []byte) access.Licence {
	var s struct {
		CapabilityStatus string
		ServicePlans     []struct{ ServicePlanID, ServicePlanName, ProvisioningStatus string }
	}
	if json.Unmarshal(sku, &s) != nil || (s.CapabilityStatus != "Enabled" && s.CapabilityStatus != "Warning") {
		return access.Free
	}
	level := access.Free
	for _, plan := range s.ServicePlans {
		switch {
		case plan.ProvisioningStatus == "Disabled":
		case strings.EqualFold(plan.ServicePlanID, planP2) || plan.ServicePlanName == "AAD_PREMIUM_P2":
			level = access.P2
		case strings.EqualFold(plan.ServicePlanID, planP1) || plan.ServicePlanName == "AAD_PREMIUM":
			level = max(level, access.P1)
		}
	}
	return level
}
