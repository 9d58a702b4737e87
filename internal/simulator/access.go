package simulator

import (
	"slices"
	"strings"
	"sync"

	"github.com/partnershell/partnershell/internal/simulator/tenant"
)

// licence is the Entra ID edition that a path needs.
type licence byte

const (
	anyLicence licence = iota
	p1Licence
	p2Licence
)

// rule is what it takes to read a path, how its pages are cut, and which query options it takes. It is written
// from the services' documentation, independently of any client's table.
type rule struct {
	// pattern is the path as in tenant.Resource; a prefix of it followed by "/*" covers what lies below.
	pattern string
	family  family
	// scopes are the permissions of which a token needs one, least privileged first; those in app are for
	// application tokens where they differ, "-" when no application may.
	scopes, app string
	// roles are the template ids of which a user needs one; nil means any member.
	roles []string
	// licence is needed in the tenant.
	licence licence
	limit   bucket
	// cost is the number of resource units of the directory limit, 0 meaning 1.
	cost float64
	// page and most are the default and the largest page; most 0 means that $top is refused, and page 0 that
	// everything comes in one page.
	page, most int
	// options are the query options accepted beside $select.
	options string
	// betaOnly paths do not exist in v1.0; partnerOnly ones only in the partner's tenant.
	betaOnly, partnerOnly bool
}

// The sets of roles that several paths share.
var (
	reportRoles = []string{tenant.GlobalAdministrator, tenant.GlobalReader, tenant.ReportsReader,
		tenant.SecurityAdministrator, tenant.SecurityOperator, tenant.SecurityReader}
	registrationRoles = append([]string{tenant.ApplicationAdministrator,
		tenant.CloudApplicationAdministrator}, reportRoles...)
	policyRoles = []string{tenant.GlobalAdministrator, tenant.GlobalReader,
		tenant.SecurityAdministrator,
		tenant.SecurityReader, tenant.ConditionalAccessAdministrator}
	protectionRoles = []string{tenant.GlobalAdministrator, tenant.GlobalReader, tenant.SecurityAdministrator,
		tenant.SecurityOperator, tenant.SecurityReader}
	methodRoles = []string{tenant.GlobalAdministrator, tenant.GlobalReader,
		tenant.AuthenticationAdministrator,
		tenant.PrivilegedAuthenticationAdministrator}
	assignmentRoles = []string{tenant.GlobalAdministrator, tenant.GlobalReader, tenant.DirectoryReaders,
		tenant.PrivilegedRoleAdministrator}
	pimRoles     = append([]string{tenant.PrivilegedRoleAdministrator}, protectionRoles...)
	partnerRoles = []string{tenant.GlobalAdministrator, tenant.GlobalReader, tenant.SecurityAdministrator,
		tenant.SecurityReader}
	authorizationRoles = append([]string{tenant.LicenseAdministrator, tenant.PrivilegedRoleAdministrator},
		protectionRoles...)
	methodPolicyRoles = []string{tenant.GlobalAdministrator, tenant.GlobalReader,
		tenant.AuthenticationPolicyAdministrator}
)

const (
	directoryOptions = "$filter $orderby $count $search $expand"
	policyOptions    = "$filter $orderby $skip $count"
)

// rules are the paths that are served, each once; more special patterns stand before more general ones.
var rules = [...]rule{
	{pattern: "auditLogs/signIns", family: reportFamily, scopes: "AuditLog.Read.All", roles: reportRoles,
		licence: p1Licence, limit: reportLimit, page: 1000, most: 1000, options: "$filter $orderby"},
	{pattern: "auditLogs/directoryAudits", family: reportFamily, scopes: "AuditLog.Read.All " +
		"Directory.Read.All",
		roles: reportRoles, limit: reportLimit, page: 1000, most: 1000, options: "$filter $orderby"},
	{pattern: "reports/authenticationMethods/userRegistrationDetails", family: reportFamily,
		scopes: "AuditLog.Read.All",
		roles:  registrationRoles, licence: p1Licence, limit: reportLimit, page: 1000, most: 1000,
		options: "$filter $orderby"},
	{pattern: "reports/authenticationMethods/*", family: reportFamily, scopes: "AuditLog.Read.All", app: "-",
		roles: registrationRoles, licence: p1Licence, limit: reportLimit},

	{pattern: "users/{id}/authentication/requirements", family: policyFamily, betaOnly: true,
		scopes: "Policy.Read.All Policy.ReadWrite.AuthenticationMethod", limit: directoryLimit},
	{pattern: "users/{id}/authentication/*", family: methodFamily, limit: directoryLimit, roles: methodRoles,
		scopes: "UserAuthenticationMethod.Read.All UserAuthenticationMethod.ReadWrite.All"},
	{pattern: "users/{id}/*", limit: directoryLimit, cost: 2, page: 100, most: 999, options: directoryOptions,
		scopes: "User.Read.All Directory.Read.All Directory.ReadWrite.All GroupMember.Read.All"},
	{pattern: "users", limit: directoryLimit, cost: 2, page: 100, most: 999, options: directoryOptions,
		scopes: "User.ReadBasic.All User.Read.All User.ReadWrite.All Directory.Read.All " +
			"Directory.ReadWrite.All"},
	{pattern: "groups/{id}/*", limit: directoryLimit, cost: 3, page: 100, most: 999,
		options: directoryOptions,
		scopes: "GroupMember.Read.All Group.Read.All Group.ReadWrite.All Directory.Read.All " +
			"Directory.ReadWrite.All"},
	{pattern: "groups", limit: directoryLimit, page: 100, most: 999, options: directoryOptions,
		scopes: "GroupMember.Read.All Group.Read.All Group.ReadWrite.All Directory.Read.All " +
			"Directory.ReadWrite.All"},
	{pattern: "applications/*", limit: directoryLimit, cost: 2, page: 100, most: 999,
		options: directoryOptions,
		scopes:  "Application.Read.All Application.ReadWrite.All Directory.Read.All Directory.ReadWrite.All"},
	{pattern: "servicePrincipals/*", limit: directoryLimit, cost: 2, page: 100, most: 999,
		options: directoryOptions,
		scopes:  "Application.Read.All Application.ReadWrite.All Directory.Read.All Directory.ReadWrite.All"},
	{pattern: "oauth2PermissionGrants", limit: directoryLimit, cost: 2, page: 100, most: 999,
		options: directoryOptions,
		scopes: "Directory.Read.All Directory.ReadWrite.All DelegatedPermissionGrant.Read.All " +
			"DelegatedPermissionGrant.ReadWrite.All"},
	{pattern: "devices", limit: directoryLimit, page: 100, most: 999, options: directoryOptions,
		scopes: "Device.Read.All Directory.Read.All Directory.ReadWrite.All"},
	{pattern: "contracts", limit: directoryLimit, cost: 3, page: 100, most: 999, options: "$filter",
		partnerOnly: true,
		scopes:      "Directory.Read.All Directory.ReadWrite.All"},
	{pattern: "organization", limit: directoryLimit,
		scopes: "User.Read Organization.Read.All Organization.ReadWrite.All User.Read.All Directory.Read.All",
		app:    "Organization.Read.All Organization.ReadWrite.All User.Read.All Directory.Read.All"},
	{pattern: "domains", limit: directoryLimit, scopes: "Domain.Read.All Domain.ReadWrite.All " +
		"Directory.Read.All"},
	{pattern: "subscribedSkus", limit: directoryLimit, cost: 3, scopes: "LicenseAssignment.Read.All " +
		"Organization.Read.All Organization.ReadWrite.All Directory.Read.All Directory.ReadWrite.All"},
	{pattern: "directoryRoles/*", limit: directoryLimit, options: "$filter $expand $count",
		scopes: "RoleManagement.Read.Directory RoleManagement.ReadWrite.Directory Directory.Read.All " +
			"Directory.ReadWrite.All"},
	{pattern: "directoryRoleTemplates", limit: directoryLimit,
		scopes: "RoleManagement.Read.Directory RoleManagement.ReadWrite.Directory Directory.Read.All " +
			"Directory.ReadWrite.All"},
	{pattern: "directory/*", limit: directoryLimit, page: 100, most: 999, options: directoryOptions,
		scopes: "AdministrativeUnit.Read.All Directory.Read.All Directory.ReadWrite.All"},
	{pattern: "roleManagement/directory/roleDefinitions", limit: directoryLimit, options: "$filter $expand",
		scopes: "RoleManagement.Read.Directory RoleManagement.Read.All RoleManagement.ReadWrite.Directory " +
			"Directory.Read.All"},
	{pattern: "roleManagement/directory/roleAssignments", limit: directoryLimit, roles: assignmentRoles,
		page: 100,
		most: 999, options: "$filter $expand $count $orderby",
		scopes: "RoleManagement.Read.Directory RoleManagement.Read.All RoleManagement.ReadWrite.Directory " +
			"Directory.Read.All"},
	{pattern: "roleManagement/directory/roleAssignmentSchedule*", family: pimFamily, roles: pimRoles,
		licence: p2Licence, limit: directoryLimit, page: 100, most: 999, options: "$filter $expand",
		scopes: "RoleAssignmentSchedule.Read.Directory RoleAssignmentSchedule.ReadWrite.Directory " +
			"RoleManagement.Read.All " +
			"RoleManagement.Read.Directory RoleManagement.ReadWrite.Directory"},
	{pattern: "roleManagement/directory/roleEligibilitySchedule*", family: pimFamily, roles: pimRoles,
		licence: p2Licence, limit: directoryLimit, page: 100, most: 999, options: "$filter $expand",
		scopes: "RoleEligibilitySchedule.Read.Directory RoleEligibilitySchedule.ReadWrite.Directory " +
			"RoleManagement.Read.All RoleManagement.Read.Directory RoleManagement.ReadWrite.Directory"},

	{pattern: "identity/conditionalAccess/authenticationStrength/policies", family: policyFamily,
		roles: policyRoles,
		limit: protectionLimit, options: "$filter",
		scopes: "Policy.Read.AuthenticationMethod Policy.Read.All Policy.ReadWrite.ConditionalAccess"},
	{pattern: "identity/conditionalAccess/*", family: policyFamily, roles: policyRoles,
		limit: protectionLimit,
		page:  100, most: 999, options: policyOptions,
		scopes: "Policy.Read.All Policy.Read.ConditionalAccess Policy.ReadWrite.ConditionalAccess"},
	{pattern: "policies/identitySecurityDefaultsEnforcementPolicy", family: policyFamily,
		limit:  directoryLimit,
		scopes: "Policy.Read.All"},
	{pattern: "policies/authorizationPolicy", family: policyFamily, roles: authorizationRoles,
		limit:  directoryLimit,
		scopes: "Policy.Read.All Policy.ReadWrite.Authorization"},
	{pattern: "policies/authenticationMethodsPolicy", family: policyFamily, roles: methodPolicyRoles,
		limit:  directoryLimit,
		scopes: "Policy.Read.AuthenticationMethod Policy.Read.All Policy.ReadWrite.AuthenticationMethod"},
	{pattern: "policies/authenticationStrengthPolicies", family: policyFamily, roles: policyRoles,
		limit: directoryLimit, options: "$filter",
		scopes: "Policy.Read.AuthenticationMethod Policy.Read.All Policy.ReadWrite.AuthenticationMethod " +
			"Policy.ReadWrite.ConditionalAccess"},
	{pattern: "policies/*", family: policyFamily, roles: policyRoles, limit: directoryLimit,
		scopes: "Policy.Read.All"},

	{pattern: "identityProtection/riskyUsers/*", family: protectionFamily, roles: protectionRoles,
		licence: p2Licence,
		limit:   protectionLimit, page: 20, most: 500, options: "$filter $orderby $count",
		scopes: "IdentityRiskyUser.Read.All IdentityRiskyUser.ReadWrite.All"},
	{pattern: "identityProtection/riskDetections", family: protectionFamily, roles: protectionRoles,
		licence: p1Licence, limit: protectionLimit, page: 20, most: 500, options: "$filter $orderby $count",
		scopes: "IdentityRiskEvent.Read.All IdentityRiskEvent.ReadWrite.All"},
	{pattern: "identityProtection/*", family: protectionFamily, roles: protectionRoles, licence: p2Licence,
		limit: protectionLimit, page: 20, most: 500, options: "$filter $orderby $count",
		scopes: "IdentityRiskyServicePrincipal.Read.All IdentityRiskyServicePrincipal.ReadWrite.All"},

	{pattern: "tenantRelationships/managedTenants/credentialUserRegistrationsSummaries",
		family: partnerFamily,
		app:    "-", scopes: "Reports.Read.All", page: 100, most: 999, betaOnly: true, partnerOnly: true,
		options: "$filter $orderby $skip $count"},
	{pattern: "tenantRelationships/managedTenants/conditionalAccessPolicyCoverages", family: partnerFamily,
		app:    "-",
		scopes: "Policy.Read.All", page: 100, most: 999, betaOnly: true, partnerOnly: true,
		options: "$filter $orderby $skip $count"},
	{pattern: "tenantRelationships/managedTenants/*", family: partnerFamily, app: "-", page: 100, most: 999,
		scopes: "ManagedTenants.Read.All ManagedTenants.ReadWrite.All", betaOnly: true, partnerOnly: true,
		options: "$filter $orderby $skip $count"},
	{pattern: "tenantRelationships/*", family: partnerFamily, page: 100, most: 300, partnerOnly: true,
		options: "$filter $orderby $count",
		scopes:  "DelegatedAdminRelationship.Read.All DelegatedAdminRelationship.ReadWrite.All"},
	{pattern: "security/partner/securityAlerts", family: partnerFamily, roles: partnerRoles, betaOnly: true,
		partnerOnly: true, page: 100, most: 300, options: "$filter $count",
		scopes: "PartnerSecurity.Read.All PartnerSecurity.ReadWrite.All"},
	{pattern: "security/partner/*", family: partnerFamily, roles: partnerRoles, betaOnly: true,
		partnerOnly: true,
		scopes:      "PartnerSecurity.Read.All PartnerSecurity.ReadWrite.All", options: "$expand"},
	{pattern: "security/*", family: policyFamily, roles: protectionRoles, page: 100, most: 999,
		options: "$filter $skip $count", scopes: "SecurityEvents.Read.All SecurityEvents.ReadWrite.All"},
}

// ruleFor finds the rule of a path, nil when it is not served.
func ruleFor(path string) *rule {
	for i := range rules {
		if matchRule(strings.ToLower(rules[i].pattern), strings.ToLower(path)) {
			return &rules[i]
		}
	}
	return nil
}

// matchRule tells whether a path fits a rule's pattern, both in lower case. A rule also covers the single rows of
// its collection.
func matchRule(pattern, path string) bool {
	for {
		part, patternRest, patternMore := strings.Cut(pattern, "/")
		segment, pathRest, pathMore := strings.Cut(path, "/")
		switch {
		case part == "*":
			return true
		case strings.HasSuffix(part, "*") && !patternMore:
			return strings.HasPrefix(segment, strings.TrimSuffix(part, "*"))
		case part != segment && part != "{id}":
			return false
		case !patternMore:
			return !pathMore || !strings.Contains(pathRest, "/")
		case !pathMore:
			return patternRest == "*" && part != "{id}"
		}
		pattern, path = patternRest, pathRest
	}
}

// caller is who sends a request: the token's claims and the directory they act in.
type caller struct {
	*claims
	directory *tenant.Directory
	scopes    []string // delegated permissions, or application ones of an app
}

func (c *caller) isApp() bool { return c.IDType == "app" }

func (c *caller) has(scopes []string) bool { return intersects(scopes, c.scopes) }

// mayRead decides whether a caller may read a path, and says why not.
func (s *Server) mayRead(c *caller, r *rule, path string) *fault {
	own := s.isOwn(c, path)
	scopes := r.scopes
	if c.isApp() && r.app != "" {
		scopes = r.app
	}
	wanted := strings.Fields(scopes)
	if own {
		wanted = append(wanted, ownScopes(path)...)
	}
	if !c.has(wanted) {
		return r.family.missingScope(wanted)
	}
	agent := r.family == partnerFamily && s.entra.accounts.inGroup(c.directory, c.OID, "AdminAgents",
		"HelpdeskAgents",
		"SalesAgents")
	if r.roles != nil && !c.isApp() && !own && !agent && !intersects(r.roles, c.WIDs) {
		return r.family.missingRole()
	}
	p1, p2 := premium(c.directory)
	if r.licence == p1Licence && !p1 || r.licence == p2Licence && !p2 {
		return r.family.missingLicence()
	}
	if guest := s.isGuest(c); guest && (path == "users" || path == "groups") {
		return directoryFamily.missingRole()
	}
	return nil
}

// isOwn tells whether a path is about the caller's own user.
func (s *Server) isOwn(c *caller, path string) bool {
	segments := strings.Split(path, "/")
	return !c.isApp() && len(segments) > 1 && strings.EqualFold(segments[0], "users") &&
		(strings.EqualFold(segments[1], c.OID) || strings.EqualFold(segments[1], c.UPN))
}

// ownScopes are permissions that suffice for the caller's own data.
func ownScopes(path string) []string {
	if strings.Contains(strings.ToLower(path), "/authentication/") {
		return []string{"UserAuthenticationMethod.Read", "UserAuthenticationMethod.ReadWrite"}
	}
	return []string{"User.Read", "User.ReadWrite"}
}

func (s *Server) isGuest(c *caller) bool {
	user := s.entra.accounts.index(c.directory).byName[strings.ToLower(c.OID)]
	return user != nil && user.Text("userType") == "Guest"
}

// seesPolicies tells whether a caller may see which Conditional Access policies applied to a sign-in.
func (c *caller) seesPolicies() bool {
	if !c.has([]string{"Policy.Read.All", "Policy.Read.ConditionalAccess",
		"Policy.ReadWrite.ConditionalAccess"}) {
		return false
	}
	return c.isApp() || intersects(policyRoles, c.WIDs)
}

// readScopes are the permissions that read anything served, for a client that asks for ".default".
var readScopes = sync.OnceValue(func() []string {
	all := []string{"User.Read", "UserAuthenticationMethod.Read"}
	for i := range rules {
		for _, scope := range strings.Fields(rules[i].scopes) {
			if strings.Contains(scope, ".Read.") || strings.Contains(scope, "ReadBasic") {
				all = append(all, scope)
			}
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
})
