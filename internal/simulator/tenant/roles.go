package tenant

// Role template ids of the directory roles that the generator and the access rules speak of. For a built-in
// role the template id is also the id of its role definition.
const (
	GlobalAdministrator                   = "62e90394-69f5-4237-9190-012177145e10"
	GlobalReader                          = "f2ef992c-3afb-46b9-b7cf-a126ee74c451"
	SecurityAdministrator                 = "194ae4cb-b126-40b2-bd5b-6091b380977d"
	SecurityReader                        = "5d6b6bb7-de71-4623-b4af-96380a352509"
	SecurityOperator                      = "5f2222b1-57c3-48ba-8ad5-d4759f1fde6f"
	ReportsReader                         = "4a5d8f65-41da-4de4-8968-e035b65339cf"
	ConditionalAccessAdministrator        = "b1be1c3e-b65d-4f19-8427-f6fa0d97feb9"
	AuthenticationAdministrator           = "c4e39bd9-1100-46d3-8c65-fb160da0071f"
	PrivilegedAuthenticationAdministrator = "7be44c8a-adaf-4e2a-84d6-ab2649e08a13"
	AuthenticationPolicyAdministrator     = "0526716b-113d-4c15-b2c8-68e3c22b9f80"
	PrivilegedRoleAdministrator           = "e8611ab8-c189-46e8-94e1-60213ab1f814"
	UserAdministrator                     = "fe930be7-5e62-47db-91af-98c3a49a38b1"
	HelpdeskAdministrator                 = "729827e3-9c14-49f7-bb1b-9608f156bbb8"
	PasswordAdministrator                 = "966707d0-3269-4727-9be2-8c3a10f19b9d"
	ApplicationAdministrator              = "9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3"
	CloudApplicationAdministrator         = "158c047a-c907-4556-b7ef-446551a6b5f7"
	ExchangeAdministrator                 = "29232cdf-9323-42fd-ade2-1d097af3e4de"
	SharePointAdministrator               = "f28a1f50-f6e7-4571-818b-6a12f2af6b6c"
	TeamsAdministrator                    = "69091246-20e8-4a56-aa4d-066075b2a7a8"
	IntuneAdministrator                   = "3a2c62db-5318-420d-8d74-23affee5d9d5"
	BillingAdministrator                  = "b0f54661-2d74-4c50-afa3-1ec803f12efe"
	ComplianceAdministrator               = "17315797-102d-40b4-93e0-432062caca18"
	LicenseAdministrator                  = "4d6ac14f-3453-41d0-bef9-a3e0c569773a"
	ServiceSupportAdministrator           = "f023fd81-a637-4b56-95fd-791ac0226033"
	DirectoryReaders                      = "88d8e3e3-8f55-4a1e-953a-9b9898b8876b"
	DirectoryWriters                      = "9360feb5-f418-4baa-8175-e2a00bac4301"
	DomainNameAdministrator               = "8329153b-31d0-4727-b945-745eb3bc5f31"
	HybridIdentityAdministrator           = "8ac3fc64-6eca-42ea-9e69-59f4c7b60eb2"
	PartnerTier1Support                   = "4ba39ca4-527c-499a-b93d-d9b492c50246"
	PartnerTier2Support                   = "e00e864a-17c5-4a4b-9c06-f5b95a8d5bd8"
)

// RoleNames are the display names of the built-in roles known here, in the order in which they are listed.
var RoleNames = [...]struct{ TemplateID, Name string }{
	{GlobalAdministrator, "Global Administrator"},
	{GlobalReader, "Global Reader"},
	{SecurityAdministrator, "Security Administrator"},
	{SecurityReader, "Security Reader"},
	{SecurityOperator, "Security Operator"},
	{ReportsReader, "Reports Reader"},
	{ConditionalAccessAdministrator, "Conditional Access Administrator"},
	{AuthenticationAdministrator, "Authentication Administrator"},
	{PrivilegedAuthenticationAdministrator, "Privileged Authentication Administrator"},
	{AuthenticationPolicyAdministrator, "Authentication Policy Administrator"},
	{PrivilegedRoleAdministrator, "Privileged Role Administrator"},
	{UserAdministrator, "User Administrator"},
	{HelpdeskAdministrator, "Helpdesk Administrator"},
	{PasswordAdministrator, "Password Administrator"},
	{ApplicationAdministrator, "Application Administrator"},
	{CloudApplicationAdministrator, "Cloud Application Administrator"},
	{ExchangeAdministrator, "Exchange Administrator"},
	{SharePointAdministrator, "SharePoint Administrator"},
	{TeamsAdministrator, "Teams Administrator"},
	{IntuneAdministrator, "Intune Administrator"},
	{BillingAdministrator, "Billing Administrator"},
	{ComplianceAdministrator, "Compliance Administrator"},
	{LicenseAdministrator, "License Administrator"},
	{ServiceSupportAdministrator, "Service Support Administrator"},
	{DirectoryReaders, "Directory Readers"},
	{DirectoryWriters, "Directory Writers"},
	{DomainNameAdministrator, "Domain Name Administrator"},
	{HybridIdentityAdministrator, "Hybrid Identity Administrator"},
	{PartnerTier1Support, "Partner Tier1 Support"},
	{PartnerTier2Support, "Partner Tier2 Support"},
}

// RoleName returns a built-in role's display name, "" for a template id not known here.
func RoleName(templateID string) string {
	for _, role := range RoleNames {
		if role.TemplateID == templateID {
			return role.Name
		}
	}
	return ""
}
