package tenant

import (
	"encoding/base64"
	"fmt"
	"strings"
	"time"

	"github.com/partnershell/partnershell/internal/simulator/row"
)

func (w *world) putTenant(d *Directory) {
	var partnerType any
	if w.partner {
		partnerType = "breadthPartnerDelegatedAdmin"
	}
	created := seconds(w.params.Now.AddDate(-6, -2, 0))
	putRows(d, v1, "organization", []object{{
		"id": w.id, "displayName": w.name, "tenantType": "AAD", "partnerTenantType": partnerType,
		"countryLetterCode": "NO", "createdDateTime": created, "deletedDateTime": nil,
		"onPremisesSyncEnabled":               true,
		"technicalNotificationMails":          []string{"it@" + w.domain},
		"securityComplianceNotificationMails": []string{}, "businessPhones": []string{},
		"preferredLanguage": "en",
		"privacyProfile":    nil, "mobileDeviceManagementAuthority": "intune", "provisionedPlans": []object{},
		"assignedPlans": w.assignedPlans(created),
		"verifiedDomains": []object{
			{"name": w.initialDomain, "type": "Managed", "isDefault": false, "isInitial": true,
				"capabilities": "Email, OfficeCommunicationsOnline"},
			{"name": w.domain, "type": "Managed", "isDefault": true, "isInitial": false,
				"capabilities": "Email, OfficeCommunicationsOnline"}},
	}})
	putRows(d, v1, "domains", []object{domainRow(w.initialDomain, true), domainRow(w.domain, false)})
	putRows(d, v1, "subscribedSkus", w.skus())
}

func domainRow(name string, initial bool) object {
	return object{"id": name, "authenticationType": "Managed", "isAdminManaged": true, "isDefault": !initial,
		"isInitial": initial, "isRoot": true, "isVerified": true, "passwordNotificationWindowInDays": 14,
		"passwordValidityPeriodInDays": 2147483647, "supportedServices": []string{"Email"}, "state": nil}
}

func (w *world) plans() [][2]string {
	plans := [][2]string{{planExchange, "EXCHANGE_S_ENTERPRISE"}}
	if w.params.Licence != "Free" {
		plans = append(plans, [2]string{planP1, "AAD_PREMIUM"})
	}
	if w.params.Licence == "P2" {
		plans = append(plans, [2]string{planP2, "AAD_PREMIUM_P2"})
	}
	return plans
}

func (w *world) assignedPlans(created string) []object {
	rows := []object{}
	for _, plan := range w.plans() {
		service := "AADPremiumService"
		if plan[0] == planExchange {
			service = "exchange"
		}
		rows = append(rows, object{"assignedDateTime": created, "capabilityStatus": "Enabled",
			"service":       service,
			"servicePlanId": plan[0]})
	}
	return rows
}

func (w *world) skus() []object {
	part := map[string]string{"P2": "SPE_E5", "P1": "SPE_E3", "Free": "EXCHANGESTANDARD"}[w.params.Licence]
	consumed := 0
	for i := range w.users {
		if w.users[i].Licensed {
			consumed++
		}
	}
	servicePlans := []object{}
	for _, plan := range w.plans() {
		servicePlans = append(servicePlans, object{"servicePlanId": plan[0], "servicePlanName": plan[1],
			"provisioningStatus": "Success", "appliesTo": "User"})
	}
	d := newDice(w.params.Seed, "sku"+w.id, 0)
	return []object{{"id": w.id + "_" + w.skuID(), "accountId": w.id, "accountName": w.name,
		"skuId":         w.skuID(),
		"skuPartNumber": part, "appliesTo": "User", "capabilityStatus": "Enabled", "consumedUnits": consumed,
		"prepaidUnits": object{"enabled": consumed + 10, "suspended": 0, "warning": 0, "lockedOut": 0},
		"servicePlans": servicePlans, "subscriptionIds": []string{d.guid()}}}
}

func (w *world) putApplications(d *Directory) {
	applications, principals := []object{}, []object{}
	for i := range w.apps {
		app := &w.apps[i]
		applications = append(applications, w.applicationRow(app))
		principals = append(principals, w.principalRow(app.spID, app.appID, app.name, "Application", w.id))
		putRows(d, v1, "servicePrincipals/"+app.spID+"/appRoleAssignments", w.grantsOf(app))
		putRows(d, v1, "applications/"+app.objectID+"/owners", []object{reference(&w.users[1])})
	}
	for i := range w.identities {
		each := &w.identities[i]
		principals = append(principals, w.principalRow(each.spID, each.appID, each.name, "ManagedIdentity",
			w.id))
	}
	for _, each := range [][2]string{{appGraph, "Microsoft Graph"}, {appExchange,
		"Office 365 Exchange Online"},
		{appManagement, "Windows Azure Service Management API"}, {appPartnerCenter,
			"Microsoft Partner Center"},
		{appGraphTools, "Microsoft Graph Command Line Tools"}} {
		principals = append(principals, w.principalRow(w.servicePrincipalID(each[0]), each[0], each[1],
			"Application",
			microsoftServices))
	}
	demo := newDice(w.params.Seed, "demo"+w.id, 0)
	demoSP := demo.guid()
	principals = append(principals, w.principalRow(demoSP, DemoClientID, "partnershell", "Application",
		w.owner()))
	putRows(d, v1, "applications", applications)
	putRows(d, v1, "servicePrincipals", principals)
	putRows(d, v1, "oauth2PermissionGrants", w.permissionGrants(demoSP))
}

// owner is the tenant that the demonstration's client is registered in: the partner's.
func (w *world) owner() string {
	if w.partner {
		return w.id
	}
	return w.providerID
}

func (w *world) permissionGrants(clientID string) []object {
	own := newDice(w.params.Seed, "grant"+w.id, 0)
	b, c := own.bytes(), own.bytes()
	return []object{{"id": base64.RawURLEncoding.EncodeToString(append(b[:], c[:]...)), "clientId": clientID,
		"consentType": "AllPrincipals", "principalId": nil, "resourceId": w.servicePrincipalID(appGraph),
		"scope": " AuditLog.Read.All Policy.Read.All User.Read.All RoleManagement.Read.Directory"}}
}

func (w *world) applicationRow(app *workload) object {
	began := seconds(app.expires.AddDate(-1, 0, 0))
	secrets, keys := []object{}, []object{}
	if app.credential == "certificate" {
		keys = append(keys, object{"keyId": app.keyID, "displayName": "CN=" + app.name,
			"type":  "AsymmetricX509Cert",
			"usage": "Verify", "startDateTime": began, "endDateTime": seconds(app.expires), "key": nil,
			"customKeyIdentifier": strings.ToUpper(strings.ReplaceAll(app.keyID, "-", ""))})
	} else {
		secrets = append(secrets, object{"keyId": app.keyID, "displayName": "rotated yearly",
			"hint":          app.keyID[:3],
			"startDateTime": began, "endDateTime": seconds(app.expires), "secretText": nil,
			"customKeyIdentifier": nil})
	}
	return object{"id": app.objectID, "appId": app.appID, "displayName": app.name,
		"signInAudience":  "AzureADMyOrg",
		"createdDateTime": began, "deletedDateTime": nil, "publisherDomain": w.domain,
		"identifierUris":         []string{},
		"isFallbackPublicClient": false, "keyCredentials": keys, "passwordCredentials": secrets,
		"requiredResourceAccess": []object{}, "web": object{"redirectUris": []string{}},
		"spa": object{"redirectUris": []string{}}, "publicClient": object{"redirectUris": []string{}},
		"tags": []string{}}
}

func (w *world) principalRow(id, appID, name, kind, owner string) object {
	roles := []object{}
	if appID == appGraph {
		for _, each := range graphRoles {
			roles = append(roles, object{"id": each[1], "value": each[0], "displayName": each[0],
				"isEnabled":          true,
				"allowedMemberTypes": []string{"Application"}, "description": each[0],
				"origin": "Application"})
		}
	}
	return object{"id": id, "appId": appID, "displayName": name, "appDisplayName": name,
		"accountEnabled":         true,
		"appOwnerOrganizationId": owner, "servicePrincipalType": kind, "appRoles": roles,
		"oauth2PermissionScopes": []object{}, "appRoleAssignmentRequired": false, "tags": []string{},
		"replyUrls": []string{}, "signInAudience": "AzureADMultipleOrgs", "keyCredentials": []object{},
		"passwordCredentials": []object{}, "servicePrincipalNames": []string{appID}}
}

// graphRoles are the application permissions of Microsoft Graph that the generator grants, with their ids.
var graphRoles = [...][2]string{
	{"AuditLog.Read.All", "b0afded3-3588-46d8-8b3d-9842eff778da"},
	{"Directory.Read.All", "7ab1d382-f21e-4acd-a863-ba3e13f7da61"},
	{"User.Read.All", "df021288-bdef-4463-88db-98f22de89214"},
	{"Policy.Read.All", "246dd0d5-5bd0-4def-940b-0421030a5b68"},
	{"RoleManagement.Read.Directory", "483bed4a-2ad3-4361-a73b-c83ccdbdc53c"},
	{"GroupMember.Read.All", "98830695-27a2-44f7-8c18-0c3ebc9698f6"},
	{"DelegatedAdminRelationship.Read.All", "f6e9e124-4586-492f-adc0-c6f96e4823fd"},
}

func (w *world) grantsOf(app *workload) []object {
	rows := []object{}
	for _, each := range graphRoles {
		if !contains(app.roles, each[0]) {
			continue
		}
		own := newDice(w.params.Seed, "approle"+app.spID+each[0], 0)
		b, c := own.bytes(), own.bytes()
		rows = append(rows, object{"id": base64.RawURLEncoding.EncodeToString(append(b[:], c[:]...)),
			"appRoleId": each[1], "principalId": app.spID, "principalType": "ServicePrincipal",
			"principalDisplayName": app.name, "resourceId": w.servicePrincipalID(appGraph),
			"resourceDisplayName": "Microsoft Graph", "createdDateTime": seconds(app.expires.AddDate(-1, 0,
				1))})
	}
	return rows
}

// putRisk stores Identity Protection's risky users and their detections: the users whose recent sign-ins were
// risky.
func (w *world) putRisk(d *Directory) {
	users, detections := []object{}, []object{}
	log, ok := d.SignIns.(*SignInRecords)
	if !ok || w.params.Licence != "P2" {
		return
	}
	seen := map[string]bool{}
	for i := 0; i < min(log.Len(), 4000) && len(users) < 12; i++ {
		h, _ := log.head(i)
		if !h.attacked || seen[h.user.ID] {
			continue
		}
		if s := log.At(i); s.RiskState == "atRisk" {
			seen[h.user.ID] = true
			users = append(users, riskyUser(h.user, &s))
			detections = append(detections, w.detection(h.user, &s))
		}
	}
	putRows(d, v1, "identityProtection/riskyUsers", users)
	putRows(d, v1, "identityProtection/riskDetections", detections)
}

func riskyUser(u *User, s *SignIn) object {
	return object{"id": u.ID, "isDeleted": false, "isProcessing": false, "riskLevel": s.RiskLevelAggregated,
		"riskState": "atRisk", "riskDetail": "none", "riskLastUpdatedDateTime": s.CreatedDateTime,
		"userDisplayName": u.DisplayName, "userPrincipalName": u.UserPrincipalName}
}

func (w *world) detection(u *User, s *SignIn) object {
	own := newDice(w.params.Seed, "risk"+s.ID, 0)
	return object{"id": own.hex(64), "requestId": s.ID, "correlationId": s.CorrelationID,
		"riskEventType": s.RiskEventTypesV2[0], "riskState": "atRisk", "riskLevel": s.RiskLevelDuringSignIn,
		"riskDetail": "none", "source": "IdentityProtection", "detectionTimingType": "realtime",
		"activity":        "signin",
		"tokenIssuerType": "AzureAD", "ipAddress": s.IPAddress, "location": s.Location, "userId": u.ID,
		"activityDateTime": s.CreatedDateTime, "detectedDateTime": s.CreatedDateTime,
		"lastUpdatedDateTime": s.CreatedDateTime, "userDisplayName": u.DisplayName,
		"userPrincipalName": u.UserPrincipalName,
		"additionalInfo":    `[{"Key":"userAgent","Value":"` + s.UserAgent + `"}]`}
}

// putAudits stores the directory's audit log, newest first.
func (w *world) putAudits(d *Directory) { putLater(d, v1, "auditLogs/directoryAudits", w.audits) }

func (w *world) audits() []object {
	count := min(400, 40+len(w.users))
	rows := make([]object, count)
	for i := range rows {
		own := newDice(w.params.Seed, "audit"+w.id, i)
		back := (float64(i) + own.unit()) / float64(count) * float64(w.params.Days) * 24
		at := w.params.Now.Add(-time.Duration(back * float64(time.Hour)))
		rows[i] = w.audit(&own, at)
	}
	return rows
}

var auditKinds = [...]weighted[[5]string]{ // activity, category, operation, service, what is changed
	{30, [5]string{"Update user", "UserManagement", "Update", "Core Directory", "Department"}},
	{14, [5]string{"Add member to group", "GroupManagement", "Assign", "Core Directory",
		"Group.DisplayName"}},
	{10, [5]string{"Reset user password", "UserManagement", "Update", "Core Directory", ""}},
	{10, [5]string{"User registered security info", "UserManagement", "Add", "Authentication Methods", ""}},
	{6, [5]string{"Add user", "UserManagement", "Add", "Core Directory", "AccountEnabled"}},
	{4, [5]string{"Add member to role", "RoleManagement", "Assign", "Core Directory", "Role.DisplayName"}},
	{4, [5]string{"Update conditional access policy", "Policy", "Update", "Conditional Access",
		"ConditionalAccessPolicy"}},
	{3, [5]string{"Add service principal credentials", "ApplicationManagement", "Update", "Core Directory",
		"KeyDescription"}},
	{2, [5]string{"Disable account", "UserManagement", "Update", "Core Directory", "AccountEnabled"}},
}

func (w *world) audit(d *dice, at time.Time) object {
	kind := pickWeighted(d, auditKinds[:])
	actor, target := &w.users[d.below(w.admins())], &w.users[d.below(len(w.users))]
	correlation := d.guid()
	result, reason := "success", ""
	if d.percent(3) {
		result, reason = "failure", "Microsoft.Online.Workflows.ValidationException"
	}
	return object{
		"id": fmt.Sprintf("Directory_%s_%s_%08d", correlation, strings.ToUpper(d.hex(5)),
			d.below(1e8)),
		"activityDateTime": stamp(at), "activityDisplayName": kind[0], "category": kind[1],
		"operationType":   kind[2],
		"loggedByService": kind[3], "correlationId": correlation, "result": result, "resultReason": reason,
		"additionalDetails": []object{},
		"initiatedBy": object{"app": nil, "user": object{"id": actor.ID, "displayName": actor.DisplayName,
			"userPrincipalName": actor.UserPrincipalName, "ipAddress": actor.home().address(d),
			"userType":     nil,
			"homeTenantId": nil, "homeTenantName": nil}},
		"targetResources": []object{{"id": target.ID, "displayName": target.DisplayName, "type": "User",
			"userPrincipalName": target.UserPrincipalName, "groupType": nil,
			"modifiedProperties": w.modified(kind[4], d)}},
	}
}

// modified holds JSON texts inside strings, as the audit log does.
func (w *world) modified(property string, d *dice) []object {
	if property == "" {
		return []object{}
	}
	value := `"` + pick(d, departments[:]) + `"`
	if property == "AccountEnabled" {
		value = "[true]"
	}
	return []object{{"displayName": property, "oldValue": nil, "newValue": value},
		{"displayName": "Included Updated Properties", "oldValue": nil,
			"newValue": string(row.Must(`"` + property + `"`))}}
}
