package access

import "github.com/partnershell/partnershell/internal/entra"

// The endpoints partnershell reads.
const (
	SignIns                      Key = "auditLogs/signIns"
	SignInPolicies               Key = "auditLogs/signIns?appliedConditionalAccessPolicies"
	DirectoryAudits              Key = "auditLogs/directoryAudits"
	RegistrationDetails          Key = "reports/authenticationMethods/userRegistrationDetails"
	UsersRegisteredByMethod      Key = "reports/authenticationMethods/usersRegisteredByMethod"
	Users                        Key = "users"
	UserSignInActivity           Key = "users?signInActivity"
	User                         Key = "users/{id}"
	UserMemberOf                 Key = "users/{id}/memberOf"
	UserTransitiveMemberOf       Key = "users/{id}/transitiveMemberOf"
	UserAuthenticationMethods    Key = "users/{id}/authentication/methods"
	UserAuthenticationState      Key = "users/{id}/authentication/requirements"
	Me                           Key = "me"
	MeMemberOf                   Key = "me/memberOf"
	Groups                       Key = "groups"
	GroupMembers                 Key = "groups/{id}/members"
	GroupTransitiveMembers       Key = "groups/{id}/transitiveMembers"
	DirectoryObjectsByID         Key = "directoryObjects/getByIds"
	DirectoryRoles               Key = "directoryRoles"
	DirectoryRoleMembers         Key = "directoryRoles/{id}/members"
	RoleDefinitions              Key = "roleManagement/directory/roleDefinitions"
	RoleAssignments              Key = "roleManagement/directory/roleAssignments"
	RoleAssignmentSchedules      Key = "roleManagement/directory/roleAssignmentScheduleInstances"
	RoleEligibilitySchedules     Key = "roleManagement/directory/roleEligibilityScheduleInstances"
	SecurityDefaults             Key = "policies/identitySecurityDefaultsEnforcementPolicy"
	AuthorizationPolicy          Key = "policies/authorizationPolicy"
	AuthenticationMethodsPolicy  Key = "policies/authenticationMethodsPolicy"
	AuthenticationStrengths      Key = "policies/authenticationStrengthPolicies"
	ConditionalAccessPolicies    Key = "identity/conditionalAccess/policies"
	NamedLocations               Key = "identity/conditionalAccess/namedLocations"
	RiskyUsers                   Key = "identityProtection/riskyUsers"
	RiskDetections               Key = "identityProtection/riskDetections"
	Organization                 Key = "organization"
	SubscribedSkus               Key = "subscribedSkus"
	Domains                      Key = "domains"
	Contracts                    Key = "contracts"
	DelegatedAdminRelationships  Key = "tenantRelationships/delegatedAdminRelationships"
	DelegatedAdminRelationship   Key = "tenantRelationships/delegatedAdminRelationships/{id}"
	DelegatedAdminAssignments    Key = "tenantRelationships/delegatedAdminRelationships/{id}/accessAssignments"
	DelegatedAdminCustomers      Key = "tenantRelationships/delegatedAdminCustomers"
	ManagedTenants               Key = "tenantRelationships/managedTenants/tenants"
	ManagedRegistrations         Key = "tenantRelationships/managedTenants/credentialUserRegistrationsSummaries"
	ManagedPolicyCoverages       Key = "tenantRelationships/managedTenants/conditionalAccessPolicyCoverages"
	PartnerSecurityScore         Key = "security/partner/securityScore"
	PartnerSecurityRequirements  Key = "security/partner/securityScore/requirements"
	PartnerCustomerInsights      Key = "security/partner/securityScore/customerInsights"
	PartnerSecurityScoreHistory  Key = "security/partner/securityScore/history"
	PartnerSecurityAlerts        Key = "security/partner/securityAlerts"
	SecureScores                 Key = "security/secureScores"
	SecureScoreControlProfiles   Key = "security/secureScoreControlProfiles"
	Applications                 Key = "applications"
	ServicePrincipals            Key = "servicePrincipals"
	ServicePrincipalAssignments  Key = "servicePrincipals/{id}/appRoleAssignments"
	ServicePrincipalAssignedTo   Key = "servicePrincipals/{id}/appRoleAssignedTo"
	OAuth2PermissionGrants       Key = "oauth2PermissionGrants"
	PartnerCenterCustomers       Key = "customers"
	PartnerCenterNonMFA          Key = "nonMfaCompliantPartnerPrincipals"
	PartnerCenterApplicationMFA  Key = "applicationmfaadoptionstatus"
	PartnerCenterPartnerRequests Key = "partnerRequests"
)

// Lists of permissions and roles that several endpoints share.
var (
	auditLogRead = []string{"AuditLog.Read.All"}
	auditsRead   = []string{"AuditLog.Read.All", "Directory.Read.All"}
	policyRead   = []string{"Policy.Read.All"}
	methodsRead  = []string{"Policy.Read.AuthenticationMethod", "Policy.Read.All"}
	usersRead    = []string{"User.ReadBasic.All", "User.Read.All", "Directory.Read.All"}
	groupsRead   = []string{"Group.ReadBasic.All", "GroupMember.Read.All", "Group.Read.All", "Directory.Read.All"}
	membersRead  = []string{"GroupMember.ReadBasic.All", "Group.ReadBasic.All", "GroupMember.Read.All",
		"Group.Read.All", "Directory.Read.All"}
	rolesRead      = []string{"RoleManagement.Read.Directory", "Directory.Read.All"}
	gdapRead       = []string{"DelegatedAdminRelationship.Read.All"}
	directoryRead  = []string{"Directory.Read.All"}
	appsRead       = []string{"Application.Read.All", "Directory.Read.All"}
	partnerRead    = []string{"PartnerSecurity.Read.All"}
	scoresRead     = []string{"SecurityEvents.Read.All"}
	riskyUserRead  = []string{"IdentityRiskyUser.Read.All"}
	riskEventRead  = []string{"IdentityRiskEvent.Read.All"}
	userMethods    = []string{"UserAuthenticationMethod.Read.All"}
	skusRead       = []string{"LicenseAssignment.Read.All", "Organization.Read.All", "Directory.Read.All"}
	partnerAPI     = []string{"user_impersonation"}
	adminAgent     = []string{"Admin agent"}
	customerAgents = []string{"Admin agent", "Sales agent", "Helpdesk agent"}

	signInReaders = []entra.Role{entra.ReportsReader, entra.SecurityReader, entra.GlobalReader,
		entra.SecurityOperator, entra.SecurityAdministrator,
		entra.ApplicationAdministrator, entra.CloudApplicationAdministrator}
	policyReaders = []entra.Role{entra.SecurityReader, entra.GlobalReader,
		entra.ConditionalAccessAdministrator, entra.SecurityAdministrator}
	riskReaders = []entra.Role{entra.SecurityReader, entra.GlobalReader, entra.SecurityOperator,
		entra.SecurityAdministrator}
	scoreReaders = []entra.Role{entra.SecurityReader, entra.SecurityAdministrator}
	grantReaders = []entra.Role{entra.DirectoryReaders, entra.GlobalReader, entra.SecurityReader,
		entra.SecurityOperator, entra.SecurityAdministrator, entra.ReportsReader,
		entra.ApplicationAdministrator, entra.CloudApplicationAdministrator}
	pimReaders = []entra.Role{entra.SecurityReader, entra.GlobalReader, entra.SecurityOperator,
		entra.SecurityAdministrator, entra.PrivilegedRoleAdministrator}
	methodReaders = []entra.Role{entra.GlobalReader, entra.AuthenticationAdministrator,
		entra.PrivilegedAuthenticationAdministrator}
	assignmentReaders = []entra.Role{entra.DirectoryReaders, entra.GlobalReader, entra.SecurityReader,
		entra.SecurityOperator, entra.SecurityAdministrator, entra.ReportsReader,
		entra.ConditionalAccessAdministrator, entra.PrivilegedRoleAdministrator}
	methodPolicyReaders  = []entra.Role{entra.GlobalReader, entra.AuthenticationPolicyAdministrator}
	authorizationReaders = []entra.Role{entra.SecurityReader, entra.GlobalReader, entra.SecurityOperator,
		entra.LicenseAdministrator, entra.SecurityAdministrator, entra.PrivilegedRoleAdministrator}
)

// endpoints is the table; sources are Graph's permission table and the reference pages of the resources.
var endpoints = [...]Endpoint{
	{Key: SignIns, Beta: true, Delegated: auditLogRead, Application: auditLogRead, Roles: signInReaders,
		Licence: P1, Limit: ReportsLimit, PageSize: 1000},
	{Key: SignInPolicies, Beta: true, Delegated: auditLogRead, Application: auditLogRead, Also: policyRead,
		Roles: policyReaders, Licence: P1, Limit: ReportsLimit, PageSize: 1000},
	{Key: DirectoryAudits, Delegated: auditsRead, Application: auditsRead, Roles: signInReaders,
		Limit: ReportsLimit, PageSize: 1000},
	{Key: RegistrationDetails, Delegated: auditLogRead, Application: auditLogRead, Roles: signInReaders,
		Licence: P1, Limit: ReportsLimit, PageSize: 999},
	{Key: UsersRegisteredByMethod, Delegated: auditLogRead, Roles: signInReaders,
		Licence: P1, Limit: ReportsLimit},
	{Key: Users, Delegated: usersRead, Application: usersRead, PageSize: 999},
	{Key: UserSignInActivity, Delegated: usersRead, Application: usersRead, Also: auditLogRead,
		Roles: signInReaders, Licence: P1, Limit: ActivityLimit, PageSize: 500},
	{Key: User, Delegated: usersRead, Application: usersRead},
	{Key: UserMemberOf, Delegated: []string{"User.Read", "GroupMember.Read.All", "Directory.Read.All"},
		Application: directoryRead, PageSize: 999},
	{Key: UserTransitiveMemberOf, Delegated: []string{"User.Read", "User.Read.All", "Directory.Read.All"},
		Application: []string{"User.Read.All", "Directory.Read.All"}, PageSize: 999},
	{Key: UserAuthenticationMethods, Delegated: userMethods, Application: userMethods,
		Roles: methodReaders},
	{Key: UserAuthenticationState, Beta: true, Delegated: policyRead,
		Application: policyRead, Roles: methodReaders},
	{Key: Me,
		Delegated: []string{"User.Read", "User.ReadBasic.All", "User.Read.All", "Directory.Read.All"}},
	{Key: MeMemberOf, Delegated: []string{"User.Read", "GroupMember.Read.All", "Directory.Read.All"},
		PageSize: 999},
	{Key: Groups, Delegated: groupsRead, Application: groupsRead, PageSize: 999},
	{Key: GroupMembers, Delegated: membersRead, Application: membersRead, PageSize: 999},
	{Key: GroupTransitiveMembers, Delegated: membersRead, Application: membersRead, PageSize: 999},
	{Key: DirectoryObjectsByID, Query: true, Delegated: directoryRead, Application: directoryRead},
	{Key: DirectoryRoles, Delegated: rolesRead, Application: rolesRead},
	{Key: DirectoryRoleMembers, Delegated: rolesRead, Application: rolesRead},
	{Key: RoleDefinitions, Delegated: rolesRead, Application: rolesRead},
	{Key: RoleAssignments, Delegated: rolesRead, Application: rolesRead, Roles: assignmentReaders,
		PageSize: 999},
	{Key: RoleAssignmentSchedules,
		Delegated:   []string{"RoleAssignmentSchedule.Read.Directory", "RoleManagement.Read.Directory"},
		Application: []string{"RoleAssignmentSchedule.Read.Directory", "RoleManagement.Read.Directory"},
		Roles:       pimReaders, Licence: P2},
	{Key: RoleEligibilitySchedules,
		Delegated:   []string{"RoleEligibilitySchedule.Read.Directory", "RoleManagement.Read.Directory"},
		Application: []string{"RoleEligibilitySchedule.Read.Directory", "RoleManagement.Read.Directory"},
		Roles:       pimReaders, Licence: P2},
	{Key: SecurityDefaults, Delegated: policyRead, Application: policyRead},
	{Key: AuthorizationPolicy, Delegated: policyRead, Application: policyRead,
		Roles: authorizationReaders},
	{Key: AuthenticationMethodsPolicy, Delegated: methodsRead, Application: methodsRead,
		Roles: methodPolicyReaders},
	{Key: AuthenticationStrengths, Delegated: methodsRead, Application: methodsRead, Roles: policyReaders},
	{Key: ConditionalAccessPolicies, Delegated: policyRead, Application: policyRead, Roles: policyReaders,
		Limit: PolicyLimit},
	{Key: NamedLocations, Delegated: policyRead, Application: policyRead, Roles: policyReaders,
		Limit: PolicyLimit},
	{Key: RiskyUsers, Delegated: riskyUserRead, Application: riskyUserRead, Roles: riskReaders,
		Licence: P2, Limit: PolicyLimit, PageSize: 500},
	{Key: RiskDetections, Delegated: riskEventRead, Application: riskEventRead, Roles: riskReaders,
		Licence: P1, Limit: PolicyLimit, PageSize: 500},
	{Key: Organization, Delegated: []string{"User.Read", "Organization.Read.All", "Directory.Read.All"},
		Application: []string{"Organization.Read.All", "Directory.Read.All"}},
	{Key: SubscribedSkus, Delegated: skusRead, Application: skusRead},
	{Key: Domains, Delegated: []string{"Domain.Read.All", "Directory.Read.All"},
		Application: []string{"Domain.Read.All", "Directory.Read.All"}},
	{Key: Contracts, Delegated: directoryRead, Application: directoryRead, PageSize: 999},
	{Key: DelegatedAdminRelationships, GlobalOnly: true, Delegated: gdapRead, Application: gdapRead,
		PartnerRoles: adminAgent, PageSize: 300},
	{Key: DelegatedAdminRelationship, GlobalOnly: true, Delegated: gdapRead,
		Application: gdapRead, PartnerRoles: adminAgent},
	{Key: DelegatedAdminAssignments, GlobalOnly: true, Delegated: gdapRead, Application: gdapRead,
		PartnerRoles: adminAgent, PageSize: 300},
	{Key: DelegatedAdminCustomers, GlobalOnly: true, Delegated: gdapRead, Application: gdapRead,
		PartnerRoles: adminAgent, PageSize: 300},
	{Key: ManagedTenants, GlobalOnly: true, Beta: true, Delegated: []string{"ManagedTenants.Read.All"}},
	{Key: ManagedRegistrations, GlobalOnly: true, Beta: true, Delegated: []string{"Reports.Read.All"}},
	{Key: ManagedPolicyCoverages, GlobalOnly: true, Beta: true, Delegated: policyRead},
	{Key: PartnerSecurityScore, GlobalOnly: true, Beta: true, Delegated: partnerRead,
		Application: partnerRead, Roles: scoreReaders, PartnerRoles: adminAgent},
	{Key: PartnerSecurityRequirements, GlobalOnly: true, Beta: true, Delegated: partnerRead,
		Application: partnerRead, Roles: scoreReaders, PartnerRoles: adminAgent},
	{Key: PartnerCustomerInsights, GlobalOnly: true, Beta: true, Delegated: partnerRead,
		Application: partnerRead, Roles: scoreReaders, PartnerRoles: adminAgent},
	{Key: PartnerSecurityScoreHistory, GlobalOnly: true, Beta: true, Delegated: partnerRead,
		Application: partnerRead, Roles: scoreReaders, PartnerRoles: adminAgent},
	{Key: PartnerSecurityAlerts, GlobalOnly: true, Beta: true, Delegated: partnerRead,
		Application: partnerRead, Roles: scoreReaders, PartnerRoles: adminAgent},
	{Key: SecureScores, Delegated: scoresRead, Application: scoresRead, Roles: riskReaders},
	{Key: SecureScoreControlProfiles, Delegated: scoresRead, Application: scoresRead, Roles: riskReaders},
	{Key: Applications, Delegated: appsRead, Application: appsRead, PageSize: 999},
	{Key: ServicePrincipals, Delegated: appsRead, Application: appsRead, PageSize: 999},
	{Key: ServicePrincipalAssignments, Delegated: appsRead, Application: appsRead, PageSize: 999},
	{Key: ServicePrincipalAssignedTo, Delegated: appsRead, Application: appsRead, PageSize: 999},
	{Key: OAuth2PermissionGrants, Delegated: directoryRead, Application: directoryRead,
		Roles: grantReaders, PageSize: 999},
	{Key: PartnerCenterCustomers, Service: PartnerCenter, GlobalOnly: true, Delegated: partnerAPI,
		PartnerRoles: customerAgents, PageSize: 500},
	{Key: PartnerCenterNonMFA, Service: PartnerCenter, GlobalOnly: true, Delegated: partnerAPI,
		PartnerRoles: adminAgent},
	{Key: PartnerCenterApplicationMFA, Service: PartnerCenter, GlobalOnly: true, Delegated: partnerAPI,
		PartnerRoles: adminAgent},
	{Key: PartnerCenterPartnerRequests, Service: PartnerCenter, GlobalOnly: true, Delegated: partnerAPI,
		PartnerRoles: adminAgent},
}
