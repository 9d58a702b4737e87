package tenant

import (
	"slices"
	"strings"
	"sync"
)

// Resource is a path below v1.0 or beta at which a tenant may hold something.
type Resource struct {
	// Pattern is the path with {id} for keys: "users/{id}/authentication/methods".
	Pattern string
	// Type is the Graph type of its rows (or of the object): "user".
	Type string
	// Object is set when the path is one object and no collection.
	Object bool
	// Parent is the collection in which a row with the id must exist for the path to exist; "" for none.
	Parent string
	// Open is set where nothing is listed about the path: its file says whether it is a collection.
	Open bool
}

// resources are all paths that a tenant folder may have, and that are served.
var resources = [...]Resource{
	{Pattern: "users", Type: "user"},
	{Pattern: "users/{id}/manager", Type: "directoryObject", Object: true, Parent: "users"},
	{Pattern: "users/{id}/memberOf", Type: "directoryObject", Parent: "users"},
	{Pattern: "users/{id}/transitiveMemberOf", Type: "directoryObject", Parent: "users"},
	{Pattern: "users/{id}/directReports", Type: "directoryObject", Parent: "users"},
	{Pattern: "users/{id}/registeredDevices", Type: "directoryObject", Parent: "users"},
	{Pattern: "users/{id}/ownedDevices", Type: "directoryObject", Parent: "users"},
	{Pattern: "users/{id}/licenseDetails", Type: "licenseDetails", Parent: "users"},
	{Pattern: "users/{id}/appRoleAssignments", Type: "appRoleAssignment", Parent: "users"},
	{Pattern: "users/{id}/oauth2PermissionGrants", Type: "oAuth2PermissionGrant", Parent: "users"},
	{Pattern: "users/{id}/authentication/methods", Type: "authenticationMethod", Parent: "users"},
	{Pattern: "users/{id}/authentication/requirements", Type: "strongAuthenticationRequirements",
		Object: true,
		Parent: "users"},
	{Pattern: "users/{id}/authentication/signInPreferences", Type: "signInPreferences", Object: true,
		Parent: "users"},
	{Pattern: "groups", Type: "group"},
	{Pattern: "groups/{id}/members", Type: "directoryObject", Parent: "groups"},
	{Pattern: "groups/{id}/transitiveMembers", Type: "directoryObject", Parent: "groups"},
	{Pattern: "groups/{id}/owners", Type: "directoryObject", Parent: "groups"},
	{Pattern: "groups/{id}/memberOf", Type: "directoryObject", Parent: "groups"},
	{Pattern: "applications", Type: "application"},
	{Pattern: "applications/{id}/owners", Type: "directoryObject", Parent: "applications"},
	{Pattern: "applications/{id}/federatedIdentityCredentials", Type: "federatedIdentityCredential",
		Parent: "applications"},
	{Pattern: "servicePrincipals", Type: "servicePrincipal"},
	{Pattern: "servicePrincipals/{id}/appRoleAssignments", Type: "appRoleAssignment",
		Parent: "servicePrincipals"},
	{Pattern: "servicePrincipals/{id}/appRoleAssignedTo", Type: "appRoleAssignment",
		Parent: "servicePrincipals"},
	{Pattern: "servicePrincipals/{id}/oauth2PermissionGrants", Type: "oAuth2PermissionGrant",
		Parent: "servicePrincipals"},
	{Pattern: "servicePrincipals/{id}/owners", Type: "directoryObject", Parent: "servicePrincipals"},
	{Pattern: "servicePrincipals/{id}/memberOf", Type: "directoryObject", Parent: "servicePrincipals"},
	{Pattern: "oauth2PermissionGrants", Type: "oAuth2PermissionGrant"},
	{Pattern: "devices", Type: "device"},
	{Pattern: "contracts", Type: "contract"},
	{Pattern: "organization", Type: "organization"},
	{Pattern: "domains", Type: "domain"},
	{Pattern: "subscribedSkus", Type: "subscribedSku"},
	{Pattern: "directoryRoles", Type: "directoryRole"},
	{Pattern: "directoryRoles/{id}/members", Type: "directoryObject", Parent: "directoryRoles"},
	{Pattern: "directoryRoleTemplates", Type: "directoryRoleTemplate"},
	{Pattern: "directory/administrativeUnits", Type: "administrativeUnit"},
	{Pattern: "directory/administrativeUnits/{id}/members", Type: "directoryObject",
		Parent: "directory/administrativeUnits"},
	{Pattern: "directory/deletedItems/microsoft.graph.user", Type: "user"},
	{Pattern: "roleManagement/directory/roleDefinitions", Type: "unifiedRoleDefinition"},
	{Pattern: "roleManagement/directory/roleAssignments", Type: "unifiedRoleAssignment"},
	{Pattern: "roleManagement/directory/roleAssignmentSchedules", Type: "unifiedRoleAssignmentSchedule"},
	{Pattern: "roleManagement/directory/roleEligibilitySchedules", Type: "unifiedRoleEligibilitySchedule"},
	{Pattern: "roleManagement/directory/roleAssignmentScheduleInstances",
		Type: "unifiedRoleAssignmentScheduleInstance"},
	{Pattern: "roleManagement/directory/roleEligibilityScheduleInstances",
		Type: "unifiedRoleEligibilityScheduleInstance"},
	{Pattern: "identity/conditionalAccess/policies", Type: "conditionalAccessPolicy"},
	{Pattern: "identity/conditionalAccess/namedLocations", Type: "namedLocation"},
	{Pattern: "identity/conditionalAccess/authenticationStrength/policies",
		Type: "authenticationStrengthPolicy"},
	{Pattern: "identity/conditionalAccess/authenticationContextClassReferences",
		Type: "authenticationContextClassReference"},
	{Pattern: "policies/authenticationStrengthPolicies", Type: "authenticationStrengthPolicy"},
	{Pattern: "policies/identitySecurityDefaultsEnforcementPolicy",
		Type:   "identitySecurityDefaultsEnforcementPolicy",
		Object: true},
	{Pattern: "policies/authorizationPolicy", Type: "authorizationPolicy", Object: true},
	{Pattern: "policies/authenticationMethodsPolicy", Type: "authenticationMethodsPolicy", Object: true},
	{Pattern: "policies/adminConsentRequestPolicy", Type: "adminConsentRequestPolicy", Object: true},
	{Pattern: "policies/crossTenantAccessPolicy/default", Type: "crossTenantAccessPolicyConfigurationDefault",
		Object: true},
	{Pattern: "policies/crossTenantAccessPolicy/partners",
		Type: "crossTenantAccessPolicyConfigurationPartner"},
	{Pattern: "auditLogs/signIns", Type: "signIn"},
	{Pattern: "auditLogs/directoryAudits", Type: "directoryAudit"},
	{Pattern: "reports/authenticationMethods/userRegistrationDetails", Type: "userRegistrationDetails"},
	{Pattern: "identityProtection/riskyUsers", Type: "riskyUser"},
	{Pattern: "identityProtection/riskyUsers/{id}/history", Type: "riskyUserHistoryItem",
		Parent: "identityProtection/riskyUsers"},
	{Pattern: "identityProtection/riskDetections", Type: "riskDetection"},
	{Pattern: "identityProtection/riskyServicePrincipals", Type: "riskyServicePrincipal"},
	{Pattern: "identityProtection/servicePrincipalRiskDetections", Type: "servicePrincipalRiskDetection"},
	{Pattern: "tenantRelationships/delegatedAdminRelationships", Type: "delegatedAdminRelationship"},
	{Pattern: "tenantRelationships/delegatedAdminRelationships/{id}/accessAssignments",
		Type: "delegatedAdminAccessAssignment", Parent: "tenantRelationships/delegatedAdminRelationships"},
	{Pattern: "tenantRelationships/delegatedAdminRelationships/{id}/operations",
		Type:   "delegatedAdminRelationshipOperation",
		Parent: "tenantRelationships/delegatedAdminRelationships"},
	{Pattern: "tenantRelationships/delegatedAdminRelationships/{id}/requests",
		Type: "delegatedAdminRelationshipRequest", Parent: "tenantRelationships/delegatedAdminRelationships"},
	{Pattern: "tenantRelationships/delegatedAdminCustomers", Type: "delegatedAdminCustomer"},
	{Pattern: "tenantRelationships/delegatedAdminCustomers/{id}/serviceManagementDetails",
		Type: "delegatedAdminServiceManagementDetail", Parent: "tenantRelationships/delegatedAdminCustomers"},
	{Pattern: "tenantRelationships/managedTenants/tenants", Type: "tenant"},
	{Pattern: "tenantRelationships/managedTenants/credentialUserRegistrationsSummaries",
		Type: "credentialUserRegistrationsSummary"},
	{Pattern: "tenantRelationships/managedTenants/conditionalAccessPolicyCoverages",
		Type: "conditionalAccessPolicyCoverage"},
	{Pattern: "security/secureScores", Type: "secureScore"},
	{Pattern: "security/secureScoreControlProfiles", Type: "secureScoreControlProfile"},
	{Pattern: "security/partner/securityScore", Type: "partnerSecurityScore", Object: true},
	{Pattern: "security/partner/securityScore/requirements", Type: "securityRequirement"},
	{Pattern: "security/partner/securityScore/history", Type: "securityScoreHistory"},
	{Pattern: "security/partner/securityScore/customerInsights", Type: "customerInsight"},
	{Pattern: "security/partner/securityAlerts", Type: "partnerSecurityAlert"},
}

// Resources calls yield with every resource, most general first.
func Resources(yield func(*Resource) bool) {
	for i := range resources {
		if !yield(&resources[i]) {
			return
		}
	}
}

// FindResource finds the resource at a path (compared ignoring case): a collection or object itself, or one row
// of a collection, whose key is then returned.
func FindResource(path string) (resource *Resource, key string) {
	segments := strings.Split(path, "/")
	for i := range resources {
		if matchPattern(resources[i].Pattern, segments) {
			return &resources[i], ""
		}
	}
	last := len(segments) - 1
	for i := range resources {
		if last > 0 && !resources[i].Object && matchPattern(resources[i].Pattern, segments[:last]) {
			return &resources[i], segments[last]
		}
	}
	return openResource(path), ""
}

// openPlaces are where a tenant folder may have more than is listed: Graph grows most there.
var openPlaces = [...]string{"policies/", "identity/conditionalAccess/", "identityProtection/", "tenantRelationships/",
	"roleManagement/directory/", "security/", "reports/"}

// openResource is the resource at an unlisted path below an open place: a collection or an object, as its file has it.
func openResource(path string) *Resource {
	listed := slices.ContainsFunc(resources[:], func(r Resource) bool {
		return len(path) > len(r.Pattern) && strings.EqualFold(path[:len(r.Pattern)+1], r.Pattern+"/")
	})
	for _, place := range openPlaces {
		if !listed && len(path) > len(place) && strings.EqualFold(path[:len(place)], place) && !strings.Contains(path, "//") {
			return &Resource{Pattern: path, Open: true}
		}
	}
	return nil
}

// matchPattern tells whether path segments fit a pattern.
func matchPattern(pattern string, segments []string) bool {
	for i, segment := range segments {
		part, rest, more := strings.Cut(pattern, "/")
		if part != "{id}" && !strings.EqualFold(part, segment) || segment == "" {
			return false
		}
		if !more {
			return i == len(segments)-1
		}
		pattern = rest
	}
	return false
}

// ValueType is the JSON type that a property has.
type ValueType byte

// The types of properties. Every property may also be null.
const (
	TextValue    ValueType = 's'
	BooleanValue ValueType = 'b'
	NumberValue  ValueType = 'n'
	TimeValue    ValueType = 't' // text holding a DateTimeOffset
	ObjectValue  ValueType = 'o'
	ListValue    ValueType = 'a'
)

// schema gives the properties of a Graph type with their value types, "name" being text and "name:b" another.
// A type that is not listed is open: any property may be asked for.
func schema(typeName string) string {
	switch typeName {
	case "user":
		return userSchema
	case "group":
		return "id displayName description mail mailEnabled:b mailNickname securityEnabled:b groupTypes:a " +
			"createdDateTime:t deletedDateTime:t visibility isAssignableToRole:b membershipRule " +
			"membershipRuleProcessingState onPremisesSyncEnabled:b onPremisesLastSyncDateTime:t " +
			"proxyAddresses:a " +
			"renewedDateTime:t expirationDateTime:t securityIdentifier classification creationOptions:a " +
			"resourceBehaviorOptions:a resourceProvisioningOptions:a assignedLicenses:a assignedLabels:a " +
			"onPremisesDomainName onPremisesNetBiosName onPremisesSamAccountName " +
			"onPremisesSecurityIdentifier " +
			"onPremisesProvisioningErrors:a preferredDataLocation preferredLanguage theme uniqueName " +
			"serviceProvisioningErrors:a hasMembersWithLicenseErrors:b licenseProcessingState:o members:a " +
			"owners:a"
	case "application":
		return "id appId displayName createdDateTime:t deletedDateTime:t description signInAudience " +
			"publisherDomain " +
			"identifierUris:a isFallbackPublicClient:b isDeviceOnlyAuthSupported:b " +
			"requiredResourceAccess:a web:o " +
			"spa:o publicClient:o keyCredentials:a passwordCredentials:a disabledByMicrosoftStatus " +
			"verifiedPublisher:o servicePrincipalLockConfiguration:o appRoles:a api:o tags:a notes " +
			"optionalClaims:o " +
			"applicationTemplateId groupMembershipClaims info:o addIns:a parentalControlSettings:o " +
			"uniqueName " +
			"serviceManagementReference tokenEncryptionKeyId samlMetadataUrl defaultRedirectUri " +
			"certification:o " +
			"requestSignatureVerification:o nativeAuthenticationApisEnabled owners:a " +
			"federatedIdentityCredentials:a"
	case "servicePrincipal":
		return "id appId displayName appDisplayName accountEnabled:b appOwnerOrganizationId " +
			"servicePrincipalType " +
			"appRoles:a oauth2PermissionScopes:a appRoleAssignmentRequired:b tags:a replyUrls:a " +
			"createdDateTime:t " +
			"deletedDateTime:t preferredSingleSignOnMode verifiedPublisher:o keyCredentials:a " +
			"passwordCredentials:a " +
			"servicePrincipalNames:a signInAudience homepage loginUrl logoutUrl description notes info:o " +
			"addIns:a " +
			"alternativeNames:a appDescription applicationTemplateId disabledByMicrosoftStatus " +
			"notificationEmailAddresses:a preferredTokenSigningKeyThumbprint " +
			"resourceSpecificApplicationPermissions:a " +
			"samlSingleSignOnSettings:o tokenEncryptionKeyId owners:a appRoleAssignments:a " +
			"appRoleAssignedTo:a " +
			"memberOf:a oauth2PermissionGrants:a"
	case "signIn":
		return signInSchema
	case "directoryAudit":
		return "id activityDateTime:t activityDisplayName category correlationId loggedByService " +
			"operationType " +
			"result resultReason additionalDetails:a initiatedBy:o targetResources:a performedBy:o userAgent"
	case "userRegistrationDetails":
		return "id userPrincipalName userDisplayName userType isAdmin:b isMfaRegistered:b isMfaCapable:b " +
			"isPasswordlessCapable:b isSsprRegistered:b isSsprEnabled:b isSsprCapable:b " +
			"isSystemPreferredAuthenticationMethodEnabled:b methodsRegistered:a " +
			"systemPreferredAuthenticationMethods:a userPreferredMethodForSecondaryAuthentication " +
			"lastUpdatedDateTime:t defaultMfaMethod"
	case "conditionalAccessPolicy":
		return "id templateId displayName description createdDateTime:t modifiedDateTime:t " +
			"deletedDateTime:t state " +
			"conditions:o grantControls:o sessionControls:o partialEnablementStrategy"
	case "namedLocation":
		return "id displayName createdDateTime:t modifiedDateTime:t deletedDateTime:t ipRanges:a " +
			"isTrusted:b " +
			"countriesAndRegions:a countryLookupMethod includeUnknownCountriesAndRegions:b"
	}
	return smallSchema(typeName)
}

func smallSchema(typeName string) string {
	switch typeName {
	case "contract":
		return "id contractType customerId defaultDomainName displayName deletedDateTime:t"
	case "directoryRole":
		return "id displayName description roleTemplateId deletedDateTime:t members:a"
	case "directoryRoleTemplate":
		return "id displayName description deletedDateTime:t"
	case "unifiedRoleDefinition":
		return "id displayName description isBuiltIn:b isEnabled:b isPrivileged:b resourceScopes:a " +
			"templateId " +
			"version rolePermissions:a inheritsPermissionsFrom:a allowedPrincipalTypes richDescription"
	case "unifiedRoleAssignment":
		return "id principalId roleDefinitionId directoryScopeId appScopeId condition " +
			"principalOrganizationId " +
			"principal:o roleDefinition:o directoryScope:o appScope:o resourceScope"
	case "riskyUser":
		return "id isDeleted:b isProcessing:b riskLevel riskState riskDetail riskLastUpdatedDateTime:t " +
			"userDisplayName userPrincipalName history:a"
	case "riskDetection":
		return "id requestId correlationId riskEventType riskType riskState riskLevel riskDetail source " +
			"detectionTimingType activity tokenIssuerType ipAddress location:o activityDateTime:t " +
			"detectedDateTime:t " +
			"lastUpdatedDateTime:t userId userDisplayName userPrincipalName additionalInfo"
	case "delegatedAdminRelationship":
		return "id displayName customer:o duration autoExtendDuration status accessDetails:o " +
			"createdDateTime:t " +
			"activatedDateTime:t endDateTime:t lastModifiedDateTime:t indirectProviderTenantId " +
			"isPartnerConsentPending:b"
	case "delegatedAdminCustomer":
		return "id tenantId displayName"
	case "subscribedSku":
		return "id accountId accountName skuId skuPartNumber appliesTo capabilityStatus consumedUnits:n " +
			"prepaidUnits:o servicePlans:a subscriptionIds:a"
	case "oAuth2PermissionGrant":
		return "id clientId consentType principalId resourceId scope startTime:t expiryTime:t"
	}
	return ""
}

const userSchema = "id displayName givenName surname userPrincipalName mail mobilePhone businessPhones:a " +
	"jobTitle " +
	"officeLocation preferredLanguage accountEnabled:b userType createdDateTime:t deletedDateTime:t " +
	"department " +
	"companyName city state country postalCode streetAddress usageLocation employeeId employeeType " +
	"employeeHireDate:t employeeLeaveDateTime:t employeeOrgData:o ageGroup consentProvidedForMinor " +
	"legalAgeGroupClassification assignedLicenses:a assignedPlans:a provisionedPlans:a " +
	"licenseAssignmentStates:a " +
	"onPremisesSyncEnabled:b onPremisesImmutableId onPremisesLastSyncDateTime:t onPremisesDomainName " +
	"onPremisesDistinguishedName onPremisesSamAccountName onPremisesSecurityIdentifier " +
	"onPremisesUserPrincipalName onPremisesExtensionAttributes:o onPremisesProvisioningErrors:a " +
	"lastPasswordChangeDateTime:t signInSessionsValidFromDateTime:t externalUserState " +
	"externalUserStateChangeDateTime:t creationType proxyAddresses:a otherMails:a imAddresses:a " +
	"mailNickname " +
	"faxNumber identities:a isResourceAccount:b passwordPolicies passwordProfile:o securityIdentifier " +
	"showInAddressList:b signInActivity:o customSecurityAttributes:o authorizationInfo:o " +
	"cloudRealtimeCommunicationInfo:o " +
	"deviceEnrollmentLimit:n serviceProvisioningErrors:a refreshTokensValidFromDateTime:t " +
	"isManagementRestricted:b " +
	"infoCatalogs:a isLicenseReconciliationNeeded:b preferredDataLocation print:o " +
	"onPremisesObjectIdentifier " +
	"manager:o memberOf:a directReports:a transitiveMemberOf:a aboutMe birthday:t hireDate:t interests:a " +
	"mySite " +
	"pastProjects:a preferredName responsibilities:a schools:a skills:a mailboxSettings:o"

// signInSchema lists first what v1.0 sends, then after the bar what only beta has.
const signInSchema = "appDisplayName appId appliedConditionalAccessPolicies:a clientAppUsed " +
	"conditionalAccessStatus correlationId createdDateTime:t deviceDetail:o id ipAddress isInteractive:b " +
	"location:o " +
	"resourceDisplayName resourceId riskDetail riskEventTypes:a riskEventTypes_v2:a riskLevelAggregated " +
	"riskLevelDuringSignIn riskState status:o userDisplayName userId userPrincipalName | agent:o " +
	"alternateSignInName " +
	"appOwnerTenantId appTokenProtectionStatus appliedEventListeners:a authenticationAppDeviceDetails:o " +
	"authenticationAppPolicyEvaluationDetails:a authenticationContextClassReferences:a " +
	"authenticationDetails:a " +
	"authenticationMethodsUsed:a authenticationProcessingDetails:a authenticationProtocol " +
	"authenticationRequirement authenticationRequirementPolicies:a autonomousSystemNumber:n " +
	"azureResourceId " +
	"clientCredentialType clientSessionId conditionalAccessAudiences:a crossTenantAccessType " +
	"federatedCredentialId " +
	"flaggedForReview:b globalSecureAccessIpAddress homeTenantId homeTenantName incomingTokenType " +
	"ipAddressFromResourceProvider isTenantRestricted:b isThroughGlobalSecureAccess:b " +
	"managedServiceIdentity:o " +
	"mfaDetail:o networkLocationDetails:a originalRequestId originalTransferMethod privateLinkDetails:o " +
	"processingTimeInMilliseconds:n resourceOwnerTenantId resourceServicePrincipalId resourceTenantId " +
	"servicePrincipalCredentialKeyId servicePrincipalCredentialThumbprint servicePrincipalId " +
	"servicePrincipalName " +
	"sessionId sessionLifetimePolicies:a signInEventTypes:a signInIdentifier signInIdentifierType " +
	"signInTokenProtectionStatus tokenIssuerName tokenIssuerType tokenProtectionStatusDetails:o " +
	"uniqueTokenIdentifier userAgent userType"

// property is what a schema says about one property.
type property struct {
	valueType ValueType
	inV1      bool
}

// schemas caches the schemas as maps, by type name: map[string]property with the names as they are spelled.
var schemas sync.Map

func properties(typeName string) map[string]property {
	if cached, ok := schemas.Load(typeName); ok {
		return cached.(map[string]property)
	}
	made, inV1 := map[string]property{}, true
	for each := range strings.FieldsSeq(schema(typeName)) {
		if each == "|" {
			inV1 = false
			continue
		}
		name, letter, typed := strings.Cut(each, ":")
		made[name] = property{TextValue, inV1}
		if typed {
			made[name] = property{ValueType(letter[0]), inV1}
		}
	}
	schemas.Store(typeName, made)
	return made
}

// PropertyType returns the type of a property of a Graph type, its name compared ignoring case. known is false
// when the type has no such property; a type about which nothing is listed takes any name, as text.
func PropertyType(typeName, name string) (valueType ValueType, known bool) {
	all := properties(typeName)
	if len(all) == 0 {
		return TextValue, true
	}
	if found, ok := all[name]; ok {
		return found.valueType, true
	}
	for each, found := range all {
		if strings.EqualFold(each, name) {
			return found.valueType, true
		}
	}
	return 0, false
}

// SignInInV1 tells whether v1.0 sends a property of a sign-in.
func SignInInV1(name []byte) bool { return properties("signIn")[string(name)].inV1 }
