package entra

// A Role is a directory role, told by the id of its template, which is the same in every tenant and is what the
// wids claim of a token holds.
type Role string

// The directory roles that decide what partnershell may read, and those it reports on.
const (
	GlobalAdministrator                   Role = "62e90394-69f5-4237-9190-012177145e10"
	GlobalReader                          Role = "f2ef992c-3afb-46b9-b7cf-a126ee74c451"
	SecurityAdministrator                 Role = "194ae4cb-b126-40b2-bd5b-6091b380977d"
	SecurityReader                        Role = "5d6b6bb7-de71-4623-b4af-96380a352509"
	SecurityOperator                      Role = "5f2222b1-57c3-48ba-8ad5-d4759f1fde6f"
	ReportsReader                         Role = "4a5d8f65-41da-4de4-8968-e035b65339cf"
	ConditionalAccessAdministrator        Role = "b1be1c3e-b65d-4f19-8427-f6fa0d97feb9"
	AuthenticationAdministrator           Role = "c4e39bd9-1100-46d3-8c65-fb160da0071f"
	PrivilegedAuthenticationAdministrator Role = "7be44c8a-adaf-4e2a-84d6-ab2649e08a13"
	AuthenticationPolicyAdministrator     Role = "0526716b-113d-4c15-b2c8-68e3c22b9f80"
	PrivilegedRoleAdministrator           Role = "e8611ab8-c189-46e8-94e1-60213ab1f814"
	UserAdministrator                     Role = "fe930be7-5e62-47db-91af-98c3a49a38b1"
	HelpdeskAdministrator                 Role = "729827e3-9c14-49f7-bb1b-9608f156bbb8"
	PasswordAdministrator                 Role = "966707d0-3269-4727-9be2-8c3a10f19b9d"
	ApplicationAdministrator              Role = "9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3"
	CloudApplicationAdministrator         Role = "158c047a-c907-4556-b7ef-446551a6b5f7"
	ExchangeAdministrator                 Role = "29232cdf-9323-42fd-ade2-1d097af3e4de"
	SharePointAdministrator               Role = "f28a1f50-f6e7-4571-818b-6a12f2af6b6c"
	TeamsAdministrator                    Role = "69091246-20e8-4a56-aa4d-066075b2a7a8"
	IntuneAdministrator                   Role = "3a2c62db-5318-420d-8d74-23affee5d9d5"
	BillingAdministrator                  Role = "b0f54661-2d74-4c50-afa3-1ec803f12efe"
	ComplianceAdministrator               Role = "17315797-102d-40b4-93e0-432062caca18"
	LicenseAdministrator                  Role = "4d6ac14f-3453-41d0-bef9-a3e0c569773a"
	ServiceSupportAdministrator           Role = "f023fd81-a637-4b56-95fd-791ac0226033"
	DirectoryReaders                      Role = "88d8e3e3-8f55-4a1e-953a-9b9898b8876b"
	DirectoryWriters                      Role = "9360feb5-f418-4baa-8175-e2a00bac4301"
	DomainNameAdministrator               Role = "8329153b-31d0-4727-b945-745eb3bc5f31"
	HybridIdentityAdministrator           Role = "8ac3fc64-6eca-42ea-9e69-59f4c7b60eb2"
	PartnerTier1Support                   Role = "4ba39ca4-527c-499a-b93d-d9b492c50246"
	PartnerTier2Support                   Role = "e00e864a-17c5-4a4b-9c06-f5b95a8d5bd8"
)

// everyMember is what the wids claim of any member holds besides real roles.
const everyMember Role = "b79fbf4d-3ef9-4689-8143-76b194e85509"

// String is the role's display name, or its template id where partnershell has no name for it.
func (r Role) String() string {
	if name := r.name(); name != "" {
		return name
	}
	return string(r)
}

func (r Role) name() string {
	switch r {
	case GlobalAdministrator:
		return "Global Administrator"
	case GlobalReader:
		return "Global Reader"
	case SecurityAdministrator:
		return "Security Administrator"
	case SecurityReader:
		return "Security Reader"
	case SecurityOperator:
		return "Security Operator"
	case ReportsReader:
		return "Reports Reader"
	case ConditionalAccessAdministrator:
		return "Conditional Access Administrator"
	case AuthenticationAdministrator:
		return "Authentication Administrator"
	case PrivilegedAuthenticationAdministrator:
		return "Privileged Authentication Administrator"
	case AuthenticationPolicyAdministrator:
		return "Authentication Policy Administrator"
	case PrivilegedRoleAdministrator:
		return "Privileged Role Administrator"
	case UserAdministrator:
		return "User Administrator"
	case HelpdeskAdministrator:
		return "Helpdesk Administrator"
	case PasswordAdministrator:
		return "Password Administrator"
	case ApplicationAdministrator:
		return "Application Administrator"
	case CloudApplicationAdministrator:
		return "Cloud Application Administrator"
	case DirectoryReaders:
		return "Directory Readers"
	case DirectoryWriters:
		return "Directory Writers"
	}
	return r.serviceName()
}

// serviceName names the roles that administer one service.
func (r Role) serviceName() string {
	switch r {
	case ExchangeAdministrator:
		return "Exchange Administrator"
	case SharePointAdministrator:
		return "SharePoint Administrator"
	case TeamsAdministrator:
		return "Teams Administrator"
	case IntuneAdministrator:
		return "Intune Administrator"
	case BillingAdministrator:
		return "Billing Administrator"
	case ComplianceAdministrator:
		return "Compliance Administrator"
	case LicenseAdministrator:
		return "License Administrator"
	case ServiceSupportAdministrator:
		return "Service Support Administrator"
	case DomainNameAdministrator:
		return "Domain Name Administrator"
	case HybridIdentityAdministrator:
		return "Hybrid Identity Administrator"
	case PartnerTier1Support:
		return "Partner Tier1 Support"
	case PartnerTier2Support:
		return "Partner Tier2 Support"
	}
	return ""
}
