package sdk

import (
	"context"

	abstractions "github.com/microsoft/kiota-abstractions-go"
	"github.com/microsoftgraph/msgraph-sdk-go/applications"
	"github.com/microsoftgraph/msgraph-sdk-go/auditlogs"
	"github.com/microsoftgraph/msgraph-sdk-go/contracts"
	"github.com/microsoftgraph/msgraph-sdk-go/directoryroles"
	"github.com/microsoftgraph/msgraph-sdk-go/domains"
	"github.com/microsoftgraph/msgraph-sdk-go/groups"
	"github.com/microsoftgraph/msgraph-sdk-go/identity"
	"github.com/microsoftgraph/msgraph-sdk-go/identityprotection"
	"github.com/microsoftgraph/msgraph-sdk-go/oauth2permissiongrants"
	"github.com/microsoftgraph/msgraph-sdk-go/organization"
	"github.com/microsoftgraph/msgraph-sdk-go/policies"
	"github.com/microsoftgraph/msgraph-sdk-go/reports"
	"github.com/microsoftgraph/msgraph-sdk-go/rolemanagement"
	"github.com/microsoftgraph/msgraph-sdk-go/security"
	"github.com/microsoftgraph/msgraph-sdk-go/serviceprincipals"
	"github.com/microsoftgraph/msgraph-sdk-go/subscribedskus"
	"github.com/microsoftgraph/msgraph-sdk-go/tenantrelationships"
	"github.com/microsoftgraph/msgraph-sdk-go/users"

	"github.com/partnershell/partnershell/internal/access"
	"github.com/partnershell/partnershell/internal/rest"
)

// information is what every builder makes.
type information = *abstractions.RequestInformation

// place is where a builder starts: the base address and the adapter.
type place struct {
	ctx     context.Context
	base    map[string]string
	adapter abstractions.RequestAdapter
	ids     []string
}

// build makes the request with the SDK's request builder for the endpoint. It is nil for endpoints that the v1.0
// SDK does not know (beta and Partner Center) and for paths outside the table; a builder of v1.0 serves beta too
// where only the version differs.
func build(ctx context.Context, r rest.Request, adapter abstractions.RequestAdapter) (information, error) {
	if r.Path != r.Endpoint.Path() || r.Body != nil {
		return nil, nil
	}
	p := place{ctx, map[string]string{"baseurl": r.Base}, adapter, r.Parameters}
	for _, family := range []func(place, access.Key) (information, error){
		place.logs, place.people, place.roles, place.policies, place.risks, place.tenant, place.partner, place.apps,
	} {
		if info, err := family(p, r.Endpoint.Key); info != nil || err != nil {
			return info, err
		}
	}
	return nil, nil
}

// logs builds requests for logs and authentication method reports.
func (p place) logs(key access.Key) (information, error) {
	audit := auditlogs.NewAuditLogsRequestBuilderInternal(p.base, p.adapter)
	methods := reports.NewReportsRequestBuilderInternal(p.base, p.adapter).AuthenticationMethods()
	switch key {
	case access.SignIns, access.SignInPolicies:
		return audit.SignIns().ToGetRequestInformation(p.ctx, nil)
	case access.DirectoryAudits:
		return audit.DirectoryAudits().ToGetRequestInformation(p.ctx, nil)
	case access.RegistrationDetails:
		return methods.UserRegistrationDetails().ToGetRequestInformation(p.ctx, nil)
	case access.UsersRegisteredByMethod:
		return methods.UsersRegisteredByMethod().ToGetRequestInformation(p.ctx, nil)
	}
	return nil, nil
}

// people builds requests for users and groups.
func (p place) people(key access.Key) (information, error) {
	all := users.NewUsersRequestBuilderInternal(p.base, p.adapter)
	everyGroup := groups.NewGroupsRequestBuilderInternal(p.base, p.adapter)
	switch key {
	case access.Users, access.UserSignInActivity:
		return all.ToGetRequestInformation(p.ctx, nil)
	case access.User:
		return all.ByUserId(p.ids[0]).ToGetRequestInformation(p.ctx, nil)
	case access.UserMemberOf:
		return all.ByUserId(p.ids[0]).MemberOf().ToGetRequestInformation(p.ctx, nil)
	case access.UserTransitiveMemberOf:
		return all.ByUserId(p.ids[0]).TransitiveMemberOf().ToGetRequestInformation(p.ctx, nil)
	case access.UserAuthenticationMethods:
		return all.ByUserId(p.ids[0]).Authentication().Methods().ToGetRequestInformation(p.ctx, nil)
	case access.Me:
		return all.ByUserId(me).ToGetRequestInformation(p.ctx, nil)
	case access.MeMemberOf:
		return all.ByUserId(me).MemberOf().ToGetRequestInformation(p.ctx, nil)
	case access.Groups:
		return everyGroup.ToGetRequestInformation(p.ctx, nil)
	case access.GroupMembers:
		return everyGroup.ByGroupId(p.ids[0]).Members().ToGetRequestInformation(p.ctx, nil)
	case access.GroupTransitiveMembers:
		return everyGroup.ByGroupId(p.ids[0]).TransitiveMembers().ToGetRequestInformation(p.ctx, nil)
	}
	return nil, nil
}

// me is the id under which the SDK addresses the signed-in user; its middleware turns it into /me.
const me = "me-token-to-replace"

// roles builds requests for directory roles.
func (p place) roles(key access.Key) (information, error) {
	active := directoryroles.NewDirectoryRolesRequestBuilderInternal(p.base, p.adapter)
	directory := rolemanagement.NewRoleManagementRequestBuilderInternal(p.base, p.adapter).Directory()
	switch key {
	case access.DirectoryRoles:
		return active.ToGetRequestInformation(p.ctx, nil)
	case access.DirectoryRoleMembers:
		return active.ByDirectoryRoleId(p.ids[0]).Members().ToGetRequestInformation(p.ctx, nil)
	case access.RoleDefinitions:
		return directory.RoleDefinitions().ToGetRequestInformation(p.ctx, nil)
	case access.RoleAssignments:
		return directory.RoleAssignments().ToGetRequestInformation(p.ctx, nil)
	case access.RoleAssignmentSchedules:
		return directory.RoleAssignmentScheduleInstances().ToGetRequestInformation(p.ctx, nil)
	case access.RoleEligibilitySchedules:
		return directory.RoleEligibilityScheduleInstances().ToGetRequestInformation(p.ctx, nil)
	}
	return nil, nil
}

// policies builds requests for policies.
func (p place) policies(key access.Key) (information, error) {
	all := policies.NewPoliciesRequestBuilderInternal(p.base, p.adapter)
	conditional := identity.NewIdentityRequestBuilderInternal(p.base, p.adapter).ConditionalAccess()
	switch key {
	case access.SecurityDefaults:
		return all.IdentitySecurityDefaultsEnforcementPolicy().ToGetRequestInformation(p.ctx, nil)
	case access.AuthorizationPolicy:
		return all.AuthorizationPolicy().ToGetRequestInformation(p.ctx, nil)
	case access.AuthenticationMethodsPolicy:
		return all.AuthenticationMethodsPolicy().ToGetRequestInformation(p.ctx, nil)
	case access.AuthenticationStrengths:
		return all.AuthenticationStrengthPolicies().ToGetRequestInformation(p.ctx, nil)
	case access.ConditionalAccessPolicies:
		return conditional.Policies().ToGetRequestInformation(p.ctx, nil)
	case access.NamedLocations:
		return conditional.NamedLocations().ToGetRequestInformation(p.ctx, nil)
	}
	return nil, nil
}

// risks builds requests for risks and scores.
func (p place) risks(key access.Key) (information, error) {
	protection := identityprotection.NewIdentityProtectionRequestBuilderInternal(p.base, p.adapter)
	score := security.NewSecurityRequestBuilderInternal(p.base, p.adapter)
	switch key {
	case access.RiskyUsers:
		return protection.RiskyUsers().ToGetRequestInformation(p.ctx, nil)
	case access.RiskDetections:
		return protection.RiskDetections().ToGetRequestInformation(p.ctx, nil)
	case access.SecureScores:
		return score.SecureScores().ToGetRequestInformation(p.ctx, nil)
	case access.SecureScoreControlProfiles:
		return score.SecureScoreControlProfiles().ToGetRequestInformation(p.ctx, nil)
	}
	return nil, nil
}

// tenant builds requests for facts about the tenant.
func (p place) tenant(key access.Key) (information, error) {
	switch key {
	case access.Organization:
		return organization.NewOrganizationRequestBuilderInternal(p.base, p.adapter).ToGetRequestInformation(p.ctx, nil)
	case access.SubscribedSkus:
		return subscribedskus.NewSubscribedSkusRequestBuilderInternal(p.base, p.adapter).ToGetRequestInformation(p.ctx, nil)
	case access.Domains:
		return domains.NewDomainsRequestBuilderInternal(p.base, p.adapter).ToGetRequestInformation(p.ctx, nil)
	case access.Contracts:
		return contracts.NewContractsRequestBuilderInternal(p.base, p.adapter).ToGetRequestInformation(p.ctx, nil)
	}
	return nil, nil
}

// partner builds requests for GDAP relationships.
func (p place) partner(key access.Key) (information, error) {
	all := tenantrelationships.NewTenantRelationshipsRequestBuilderInternal(p.base, p.adapter)
	switch key {
	case access.DelegatedAdminRelationships:
		return all.DelegatedAdminRelationships().ToGetRequestInformation(p.ctx, nil)
	case access.DelegatedAdminRelationship:
		return all.DelegatedAdminRelationships().
			ByDelegatedAdminRelationshipId(p.ids[0]).ToGetRequestInformation(p.ctx, nil)
	case access.DelegatedAdminAssignments:
		return all.DelegatedAdminRelationships().
			ByDelegatedAdminRelationshipId(p.ids[0]).AccessAssignments().ToGetRequestInformation(p.ctx, nil)
	case access.DelegatedAdminCustomers:
		return all.DelegatedAdminCustomers().ToGetRequestInformation(p.ctx, nil)
	}
	return nil, nil
}

// apps builds requests for applications and consents.
func (p place) apps(key access.Key) (information, error) {
	principals := serviceprincipals.NewServicePrincipalsRequestBuilderInternal(p.base, p.adapter)
	switch key {
	case access.Applications:
		return applications.NewApplicationsRequestBuilderInternal(p.base, p.adapter).ToGetRequestInformation(p.ctx, nil)
	case access.ServicePrincipals:
		return principals.ToGetRequestInformation(p.ctx, nil)
	case access.ServicePrincipalAssignments:
		return principals.ByServicePrincipalId(p.ids[0]).AppRoleAssignments().ToGetRequestInformation(p.ctx, nil)
	case access.ServicePrincipalAssignedTo:
		return principals.ByServicePrincipalId(p.ids[0]).AppRoleAssignedTo().ToGetRequestInformation(p.ctx, nil)
	case access.OAuth2PermissionGrants:
		return oauth2permissiongrants.
			NewOauth2PermissionGrantsRequestBuilderInternal(p.base, p.adapter).ToGetRequestInformation(p.ctx, nil)
	}
	return nil, nil
}
