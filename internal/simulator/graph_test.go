package simulator

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/partnershell/partnershell/internal/simulator/tenant"
)

func TestWhoMayReadWhat(t *testing.T) {
	s := started(t, unlimited(""))
	const (
		signIns  = "/beta/auditLogs/signIns?$top=1"
		methods  = "/v1.0/users/%s/authentication/methods"
		policies = "/v1.0/identity/conditionalAccess/policies"
	)
	other := s.Tenant().Records.Users[30].ID
	for _, each := range []struct {
		account, path, want string // want: a code, "" for success
		scopes              []string
	}{
		{"Security Reader", signIns, "", nil},
		{"Reports Reader", signIns, "", nil},
		{"Billing Administrator", "/v1.0/auditLogs/directoryAudits",
			"Authentication_RequestFromUnsupportedUserRole", nil},
		{"Helpdesk Administrator", signIns, "Authentication_RequestFromUnsupportedUserRole", nil},
		{"User", signIns, "Authentication_RequestFromUnsupportedUserRole", nil},
		{"Security Reader", signIns, "Authentication_MSGraphPermissionMissing", []string{"User.Read"}},
		{"Security Reader", policies, "", nil},
		{"Reports Reader", policies, "AccessDenied", nil},
		{"Security Operator", policies, "AccessDenied", nil},
		{"Security Reader", policies, "AccessDenied", []string{"AuditLog.Read.All"}},
		{"Security Reader", fmt.Sprintf(methods, other), "accessDenied", nil},
		{"Global Reader", fmt.Sprintf(methods, other), "", nil},
		{"User", "/v1.0/me/authentication/methods", "", nil},
		{"Security Reader", "/v1.0/policies/authenticationMethodsPolicy", "AccessDenied", nil},
		{"Global Reader", "/v1.0/policies/authenticationMethodsPolicy", "", nil},
		{"User", "/v1.0/policies/identitySecurityDefaultsEnforcementPolicy", "", nil},
		{"User", "/v1.0/users?$top=1", "", nil},
		{"User", "/v1.0/users?$top=1", "Authorization_RequestDenied", []string{"User.Read"}},
		{"Security Reader", "/v1.0/roleManagement/directory/roleAssignments", "Authorization_RequestDenied",
			nil},
		{"Global Reader", "/v1.0/roleManagement/directory/roleAssignments", "", nil},
		{"Security Reader", "/v1.0/directoryRoles", "", nil},
		{"Security Reader", "/v1.0/identityProtection/riskyUsers", "", nil},
		{"Reports Reader", "/v1.0/identityProtection/riskyUsers", "Forbidden", nil},
		{"Security Reader", "/v1.0/roleManagement/directory/roleEligibilityScheduleInstances", "UnknownError",
			[]string{"User.Read"}},
		{"User", "/v1.0/users?$select=id,signInActivity", "Authentication_RequestFromUnsupportedUserRole",
			nil},
		{"Security Reader", "/v1.0/users?$select=id,signInActivity&$top=500", "", nil},
	} {
		t.Run(each.account+" "+each.path, func(t *testing.T) {
			status, body := signedIn(t, s, each.account, each.scopes...).get(each.path)
			if got := errorCode(body); got != each.want || (each.want == "") != (status == 200) {
				t.Errorf("got %d %s, want %q", status, body, each.want)
			}
		})
	}
}

func TestLicences(t *testing.T) {
	free := tenant.Generate(tenant.Params{Now: today, Users: 60, SignIns: 300, Licence: "Free"})
	options := unlimited("Security Reader")
	options.Tenant = free
	c := signedIn(t, started(t, options), "")
	for path, want := range map[string]string{
		"/beta/auditLogs/signIns":                                        "Authentication_RequestFromNonPremiumTenantOrB2CTenant",
		"/v1.0/reports/authenticationMethods/userRegistrationDetails":    "Authentication_RequestFromNonPremiumTenantOrB2CTenant",
		"/v1.0/users?$select=signInActivity":                             "Authentication_RequestFromNonPremiumTenantOrB2CTenant",
		"/v1.0/identityProtection/riskyUsers":                            "Forbidden",
		"/v1.0/roleManagement/directory/roleAssignmentScheduleInstances": "AadPremiumLicenseRequired",
		"/v1.0/auditLogs/directoryAudits?$top=1":                         "",
		"/v1.0/policies/identitySecurityDefaultsEnforcementPolicy":       "",
	} {
		if _, body := c.get(path); errorCode(body) != want {
			t.Errorf("%s: %v, want %q", path, body["error"], want)
		}
	}
	if rows := c.rows("/v1.0/identity/conditionalAccess/policies"); len(rows) != 0 {
		t.Errorf("policies of a Free tenant: %v", rows)
	}
}

func TestUnauthenticated(t *testing.T) {
	s := started(t, unlimited(""))
	good := signedIn(t, s, "").token
	partner := signIn(t, s, "organizations", "https://api.partnercenter.microsoft.com/.default",
		"")["access_token"].(string)
	for name, token := range map[string]string{"empty": "", "nonsense": "a.b.c",
		"forged":         good[:len(good)-8] + "AAAAAAAA",
		"other audience": partner} {
		c := &session{t, s, token, http.Header{}}
		response := c.response("GET", "/v1.0/me", "")
		challenge := response.Header.Get("WWW-Authenticate")
		if _, body := decoded(t, response); response.StatusCode != 401 ||
			errorCode(body) != "InvalidAuthenticationToken" ||
			!strings.HasPrefix(challenge, "Bearer ") {
			t.Errorf("%s: %d %v %q", name, response.StatusCode, body, challenge)
		}
	}
}

func TestTokenExpiresByTheTenantsClock(t *testing.T) {
	clock := today
	options := unlimited("")
	options.Now = func() time.Time { return clock }
	c := signedIn(t, started(t, options), "")
	if status, _ := c.get("/v1.0/me"); status != 200 {
		t.Fatal(status)
	}
	clock = clock.Add(2 * time.Hour)
	if status, body := c.get("/v1.0/me"); status != 401 {
		t.Errorf("%d %v", status, body)
	}
}

func TestErrorEnvelopeAndHeaders(t *testing.T) {
	c := signedIn(t, started(t, unlimited("")), "")
	c.header.Set("client-request-id", "11111111-2222-3333-4444-555555555555")
	response := c.response("GET", "/v1.0/users/nobody@nowhere.example", "")
	_, body := decoded(t, response)
	inner := body["error"].(map[string]any)["innerError"].(map[string]any)
	if response.StatusCode != 404 || errorCode(body) != "Request_ResourceNotFound" ||
		inner["client-request-id"] != "11111111-2222-3333-4444-555555555555" ||
		inner["request-id"] != response.Header.Get("request-id") || inner["date"] != "2026-11-22T12:00:00" {
		t.Errorf("%d %v", response.StatusCode, body)
	}
	if response.Header.Get("client-request-id") != "11111111-2222-3333-4444-555555555555" {
		t.Errorf("headers: %v", response.Header)
	}
}

func TestSignInsByEventType(t *testing.T) {
	s := started(t, unlimited(""))
	c := signedIn(t, s, "")
	want := map[string]int{}
	log := s.Tenant().Records.SignIns
	for i := range log.Len() {
		want[log.At(i).SignInEventTypes[0]]++
	}
	for kind, count := range want {
		rows, pages := c.all("/beta/auditLogs/signIns?$filter=" + query("signInEventTypes/any(t: t eq "+
			"'"+kind+"')"))
		if len(rows) != count || pages != (count+999)/1000 {
			t.Errorf("%s: %d rows in %d pages, want %d", kind, len(rows), pages, count)
		}
	}
	for _, version := range []string{"v1.0", "beta"} {
		if rows, _ := c.all("/" + version + "/auditLogs/signIns"); len(rows) != want["interactiveUser"] {
			t.Errorf("%s without a filter: %d rows", version, len(rows))
		}
	}
	both, _ := c.all("/beta/auditLogs/signIns?$filter=" +
		query("signInEventTypes/any(t: t eq 'interactiveUser' or t eq 'nonInteractiveUser')"))
	if len(both) != want["interactiveUser"]+want["nonInteractiveUser"] {
		t.Errorf("both kinds of user: %d", len(both))
	}
}

func TestSignInsAreNewestFirstAndWhole(t *testing.T) {
	s := started(t, unlimited(""))
	c := signedIn(t, s, "")
	newest, pages := c.all("/beta/auditLogs/signIns?$top=250")
	oldest, _ := c.all("/beta/auditLogs/signIns?$top=250&$orderby=" + query("createdDateTime asc"))
	if pages < 4 || len(newest) != len(oldest) {
		t.Fatalf("%d rows in %d pages, %d the other way", len(newest), pages, len(oldest))
	}
	seen := map[any]bool{}
	for i := range newest {
		if seen[newest[i]["id"]] {
			t.Fatalf("%v was sent twice", newest[i]["id"])
		}
		seen[newest[i]["id"]] = true
		if i > 0 && newest[i]["createdDateTime"].(string) > newest[i-1]["createdDateTime"].(string) {
			t.Fatalf("row %d is newer than the one before", i)
		}
		if newest[i]["id"] != oldest[len(oldest)-1-i]["id"] {
			t.Fatalf("row %d differs between the orders", i)
		}
	}
	_, one := c.get("/beta/auditLogs/signIns/" + newest[7]["id"].(string))
	if one["userPrincipalName"] != newest[7]["userPrincipalName"] {
		t.Errorf("one: %v", one)
	}
}

func TestSignInFilters(t *testing.T) {
	s := started(t, unlimited(""))
	c := signedIn(t, s, "")
	log := s.Tenant().Records.SignIns
	count := func(match func(*tenant.SignIn) bool) (n int) {
		for i := range log.Len() {
			if each := log.At(i); each.IsInteractive && match(&each) {
				n++
			}
		}
		return n
	}
	from := today.AddDate(0, 0, -7).Format(time.RFC3339)
	upn := log.At(3).UserPrincipalName
	for filter, match := range map[string]func(*tenant.SignIn) bool{
		"createdDateTime ge " + from:         func(s *tenant.SignIn) bool { return s.CreatedDateTime >= from },
		"status/errorCode ne 0":              func(s *tenant.SignIn) bool { return s.Status.ErrorCode != 0 },
		"clientAppUsed eq 'imap4'":           func(s *tenant.SignIn) bool { return s.ClientAppUsed == "IMAP4" },
		"userPrincipalName eq '" + upn + "'": func(s *tenant.SignIn) bool { return s.UserPrincipalName == upn },
		"authenticationRequirement eq 'singleFactorAuthentication' and createdDateTime ge " +
			from: func(s *tenant.SignIn) bool {
			return s.AuthenticationRequirement == "singleFactorAuthentication" && s.CreatedDateTime >= from
		},
		"location/countryOrRegion eq 'NO' or riskState eq 'atRisk'": func(s *tenant.SignIn) bool {
			return s.Location.CountryOrRegion == "NO" || s.RiskState == "atRisk"
		},
	} {
		rows, _ := c.all("/beta/auditLogs/signIns?$filter=" + query(filter))
		if want := count(match); len(rows) != want || want == 0 && !strings.Contains(filter,
			"userPrincipalName") {
			t.Errorf("%s: %d rows, want %d", filter, len(rows), want)
		}
	}
}

func TestRefusedQueries(t *testing.T) {
	c := signedIn(t, started(t, unlimited("Global Reader")), "")
	for path, want := range map[string]string{
		"/v1.0/auditLogs/signIns?$filter=" + query("signInEventTypes/any(t: t eq "+
			"'interactiveUser')"): "BadRequest",
		"/beta/auditLogs/signIns?$filter=" + query("signInEventTypes/any(t: t eq 'interactiveUser' or t eq "+
			"'managedIdentity')"): "BadRequest",
		"/beta/auditLogs/signIns?$top=1001":   "BadRequest",
		"/beta/auditLogs/signIns?$count=true": "Request_BadRequest",
		"/beta/auditLogs/signIns?$search=x":   "BadRequest",
		"/beta/auditLogs/signIns?$filter=" + query("homeTenantId eq "+
			"'x'"): "BadRequest",
		"/beta/auditLogs/signIns?$filter=" + query("nonsense eq "+
			"'x'"): "BadRequest",
		"/beta/auditLogs/signIns?$filter=" + query("userId "+
			"eq"): "BadRequest",
		"/beta/auditLogs/signIns?$filter=" + query("contains(userPrincipalName,'a')"): "BadRequest",
		"/v1.0/auditLogs/signIns?$filter=" + query("authenticationRequirement eq "+
			"'x'"): "BadRequest",
		"/v1.0/auditLogs/signIns?$orderby=userPrincipalName": "BadRequest",
		"/v1.0/users?$top=1000":                              "Request_UnsupportedQuery",
		"/v1.0/users?$skip=1":                                "Request_UnsupportedQuery",
		"/v1.0/users?$filter=" + query("accountEnabled ne "+
			"true"): "Request_UnsupportedQuery",
		"/v1.0/users?$filter=" + query("not(userType eq "+
			"'Guest')"): "Request_UnsupportedQuery",
		"/v1.0/users?$filter=" + query("endswith(mail,'.example')"): "Request_UnsupportedQuery",
		"/v1.0/users?$search=" + query(`"displayName:a"`):           "Request_UnsupportedQuery",
		"/v1.0/users?$select=nonsense":                              "BadRequest",
		"/v1.0/users?$skiptoken=abc":                                "Directory_ExpiredPageToken",
		"/v1.0/users?$top=999&$select=id,signInActivity":            "Request_UnsupportedQuery",
		"/v1.0/directoryRoles?$top=5":                               "Request_UnsupportedQuery",
		"/v1.0/subscribedSkus?$top=5":                               "Request_UnsupportedQuery",
		"/v1.0/roleManagement/directory/roleDefinitions?$top=5":     "Request_UnsupportedQuery",
		"/v1.0/roleManagement/directory/roleAssignments?$expand=" +
			query("principal,roleDefinition"): "Request_UnsupportedQuery",
		"/v1.0/identityProtection/riskyUsers?$top=1000":                  "BadRequest",
		"/v1.0/tenantRelationships/delegatedAdminRelationships?$top=301": "BadRequest",
		"/v1.0/security/partner/securityScore":                           "BadRequest",
		"/v1.0/nonsense":                                                 "BadRequest",
	} {
		if status, body := c.get(path); status != 400 || errorCode(body) != want {
			t.Errorf("%s: %d %v, want %s", path, status, body["error"], want)
		}
	}
}

func TestV1SignInsLackWhatOnlyBetaHas(t *testing.T) {
	c := signedIn(t, started(t, unlimited("")), "")
	old := c.rows("/v1.0/auditLogs/signIns?$top=1")[0]
	for _, name := range []string{"authenticationRequirement", "homeTenantId", "userAgent",
		"signInEventTypes",
		"servicePrincipalId", "mfaDetail", "authenticationDetails"} {
		if _, there := old[name]; there {
			t.Errorf("v1.0 sends %s", name)
		}
	}
	if len(old) != 24 || old["riskEventTypes"] == nil {
		t.Errorf("v1.0 has %d members: %v", len(old), old)
	}
	for _, each := range old["appliedConditionalAccessPolicies"].([]any) {
		if policy := each.(map[string]any); len(policy) != 5 || policy["conditionsSatisfied"] != nil {
			t.Errorf("policy: %v", policy)
		}
	}
}

func TestPoliciesInSignInsNeedTheRight(t *testing.T) {
	s := started(t, unlimited(""))
	applied := func(c *session) []any {
		return c.rows("/beta/auditLogs/signIns?$top=1&$filter=" + query("status/errorCode eq "+
			"0"))[0]["appliedConditionalAccessPolicies"].([]any)
	}
	if len(applied(signedIn(t, s, "Security Reader"))) == 0 {
		t.Error("a security reader sees no policies")
	}
	for _, account := range []string{"Reports Reader", "Security Operator"} {
		if len(applied(signedIn(t, s, account))) != 0 {
			t.Errorf("%s sees policies", account)
		}
	}
	if len(applied(signedIn(t, s, "Security Reader", "AuditLog.Read.All"))) != 0 {
		t.Error("policies without the permission")
	}
}

func TestNewEnumMembersNeedThePreference(t *testing.T) {
	c := signedIn(t, started(t, unlimited("")), "")
	path := "/beta/auditLogs/signIns?$top=50"
	has := func(member string) bool {
		return strings.Contains(fmt.Sprint(c.rows(path)), "result:"+member)
	}
	if has("reportOnlyNotApplied") || !has("unknownFutureValue") {
		t.Error("without the preference")
	}
	c.header.Set("Prefer", "include-unknown-enum-members")
	if !has("reportOnlyNotApplied") || has("unknownFutureValue") {
		t.Error("with the preference")
	}
}

func TestUsers(t *testing.T) {
	s := started(t, unlimited(""))
	c := signedIn(t, s, "")
	users := s.Tenant().Records.Users
	all, pages := c.all("/v1.0/users")
	if len(all) != len(users) || pages != 2 {
		t.Fatalf("%d users in %d pages", len(all), pages)
	}
	if len(all[0]) != 11 || all[0]["accountEnabled"] != nil {
		t.Errorf("default properties: %v", all[0])
	}
	one := users[20]
	_, byName := c.get("/v1.0/users/" + one.UserPrincipalName + "?$select=id,accountEnabled")
	if byName["id"] != one.ID || byName["accountEnabled"] != one.Enabled || len(byName) != 3 {
		t.Errorf("by name: %v", byName)
	}
	if context := byName["@odata.context"]; context != "https://graph.microsoft.com/v1.0/$metadata#users(id,accountEnabled)/$entity" {
		t.Errorf("context: %v", context)
	}
	disabled := 0
	for i := range users {
		if !users[i].Enabled {
			disabled++
		}
	}
	rows, _ := c.all("/v1.0/users?$select=id&$filter=" + query("accountEnabled eq false"))
	if len(rows) != disabled || disabled == 0 {
		t.Errorf("%d disabled, want %d", len(rows), disabled)
	}
	c.header.Set("ConsistencyLevel", "eventual")
	status, body := c.get("/v1.0/users?$count=true&$top=1&$filter=" + query("accountEnabled ne true"))
	if status != 200 || body["@odata.count"] != float64(disabled) {
		t.Errorf("count: %v", body)
	}
	if text := c.response("GET", "/v1.0/users/$count", ""); text.Header.Get("Content-Type") != "text/plain" {
		t.Errorf("count: %v", text.Header)
	}
}

func TestSignInActivityIsTheLogs(t *testing.T) {
	s := started(t, unlimited(""))
	c := signedIn(t, s, "")
	log := s.Tenant().Records.SignIns
	newest, success := map[string]string{}, map[string]string{}
	for i := log.Len() - 1; i >= 0; i-- {
		each := log.At(i)
		if each.IsInteractive {
			newest[each.UserID] = each.CreatedDateTime
		}
		if each.Status.ErrorCode == 0 {
			success[each.UserID] = each.CreatedDateTime
		}
	}
	rows, _ := c.all("/v1.0/users?$select=id,signInActivity")
	never := 0
	for _, user := range rows {
		activity, _ := user["signInActivity"].(map[string]any)
		if activity == nil {
			never++
		}
		if want := newest[user["id"].(string)]; want != "" && activity["lastSignInDateTime"] != want {
			t.Errorf("%v: %v, want %s", user["id"], activity, want)
		}
		if at, _ := activity["lastSuccessfulSignInDateTime"].(string); at != success[user["id"].(string)] {
			t.Errorf("%v: last success %s, want %s", user["id"], at, success[user["id"].(string)])
		}
	}
	if never == 0 || never == len(rows) {
		t.Errorf("%d of %d never signed in", never, len(rows))
	}
}

func TestRolesAndMembers(t *testing.T) {
	s := started(t, unlimited("Global Reader"))
	c := signedIn(t, s, "")
	var want []string
	for _, user := range s.Tenant().Records.Users {
		if user.HasRole(tenant.GlobalAdministrator) {
			want = append(want, user.ID)
		}
	}
	ids := func(rows []map[string]any, name string) (list []string) {
		for _, each := range rows {
			list = append(list, each[name].(string))
		}
		slices.Sort(list)
		return list
	}
	slices.Sort(want)
	members := c.rows("/v1.0/directoryRoles(roleTemplateId='" + tenant.GlobalAdministrator + "')/members")
	if got := ids(members, "id"); !slices.Equal(got, want) {
		t.Errorf("members: %v, want %v", got, want)
	}
	if members[0]["@odata.type"] != "#microsoft.graph.user" {
		t.Errorf("member: %v", members[0])
	}
	assignments := c.rows("/v1.0/roleManagement/directory/roleAssignments?$expand=principal&$filter=" +
		query("roleDefinitionId eq '"+tenant.GlobalAdministrator+"'"))
	if got := ids(assignments, "principalId"); !slices.Equal(got, want) {
		t.Errorf("assignments: %v, want %v", got, want)
	}
	if principal, _ := assignments[0]["principal"].(map[string]any); principal["userPrincipalName"] == nil {
		t.Errorf("principal: %v", principal)
	}
	if plain := c.rows("/v1.0/roleManagement/directory/roleAssignments?$top=1")[0]; plain["principal"] != nil {
		t.Errorf("not expanded: %v", plain)
	}
	roles := c.rows("/v1.0/me/memberOf/microsoft.graph.directoryRole")
	if len(roles) != 1 || roles[0]["roleTemplateId"] != tenant.GlobalReader {
		t.Errorf("my roles: %v", roles)
	}
	if status, body := c.get("/v1.0/groups/00000000-0000-0000-0000-000000000000/members"); status != 404 {
		t.Errorf("members of nothing: %d %v", status, body)
	}
}

func TestRegistrationReport(t *testing.T) {
	s := started(t, unlimited(""))
	c := signedIn(t, s, "")
	rows, _ := c.all("/beta/reports/authenticationMethods/userRegistrationDetails")
	capable := 0
	for i, user := range s.Tenant().Records.Users {
		if rows[i]["isMfaRegistered"] != user.MFARegistered() || rows[i]["isAdmin"] != (len(user.Roles) > 0) {
			t.Errorf("%v of %+v", rows[i], user)
		}
		if user.MFARegistered() {
			capable++
		}
	}
	_, counts := c.get("/v1.0/reports/authenticationMethods/usersRegisteredByFeature(includedUserTypes='all',includedUserRoles='all')")
	if !strings.Contains(fmt.Sprint(counts), fmt.Sprintf("feature:mfaCapable userCount:%d", capable)) {
		t.Errorf("%v, want %d", counts, capable)
	}
	if v1 := c.rows("/v1.0/reports/authenticationMethods/userRegistrationDetails?$top=1")[0]; v1["defaultMfaMethod"] != nil {
		t.Error("v1.0 sends defaultMfaMethod")
	}
}

func TestPartner(t *testing.T) {
	s := started(t, unlimited(""))
	c := signedIn(t, s, "")
	customers := s.Tenant().Records.Customers
	active := 0
	for _, each := range customers {
		for _, r := range each.Relationships {
			if r.Status == "active" {
				active++
			}
		}
	}
	rows := c.rows("/v1.0/tenantRelationships/delegatedAdminRelationships?$filter=" +
		query("status eq 'active'"))
	if len(rows) != active {
		t.Errorf("%d active, want %d", len(rows), active)
	}
	assigned := c.rows("/v1.0/tenantRelationships/delegatedAdminRelationships/" + rows[0]["id"].(string) +
		"/accessAssignments")
	if len(assigned) == 0 {
		t.Error("no assignments")
	}
	if contracts := c.rows("/v1.0/contracts"); len(contracts) != len(customers) {
		t.Errorf("%d contracts", len(contracts))
	}
	_, score := c.get("/beta/security/partner/securityScore?$expand=requirements")
	if list, _ := score["requirements"].([]any); len(list) != 4 {
		t.Errorf("score: %v", score)
	}
	token := signIn(t, s, customers[0].TenantID, "https://graph.microsoft.com/.default",
		"")["access_token"].(string)
	inside := &session{t, s, token, http.Header{}}
	if status, body := inside.get("/v1.0/contracts"); status != 403 {
		t.Errorf("contracts of a customer: %d %v", status, body)
	}
	if users, _ := inside.all("/v1.0/users"); len(users) != customers[0].Users {
		t.Errorf("%d users, want %d", len(users), customers[0].Users)
	}
}

func TestCustomersLogsShowThePartner(t *testing.T) {
	s := started(t, unlimited(""))
	for _, customer := range s.Tenant().Records.Customers {
		if customer.Licence == "Free" || len(customer.Relationships) == 0 ||
			len(customer.Relationships[0].Assignments) < 2 ||
			customer.Relationships[0].Status != "active" {
			continue
		}
		token := signIn(t, s, customer.TenantID, "https://graph.microsoft.com/.default",
			"")["access_token"].(string)
		rows, _ := (&session{t, s, token, http.Header{}}).all("/beta/auditLogs/signIns")
		for _, each := range rows {
			if each["crossTenantAccessType"] == "serviceProvider" {
				if each["homeTenantId"] != s.Tenant().Directory.ID ||
					each["resourceTenantId"] != customer.TenantID {
					t.Errorf("%v", each)
				}
				return
			}
		}
	}
	t.Error("no technician was seen")
}

func TestPartnerCenter(t *testing.T) {
	s := started(t, unlimited(""))
	get := func(account, path string) (int, map[string]any) {
		token := signIn(t, s, "organizations", "https://api.partnercenter.microsoft.com/user_impersonation",
			account)
		return (&session{t, s, token["access_token"].(string),
			http.Header{}}).get("https://api.partnercenter.microsoft.com/v1/" + path)
	}
	status, body := get("", "customers?size=2")
	if items, _ := body["items"].([]any); status != 200 || len(items) != 2 {
		t.Errorf("customers: %d %v", status, body)
	}
	offenders := map[string]bool{}
	for _, r := range s.Tenant().Records.PartnerRequests {
		if !r.MFACompliant {
			offenders[r.UPN] = true
		}
	}
	if _, body = get("Security Administrator", "nonMfaCompliantPartnerPrincipals"); int(body["totalCount"].(float64)) != len(offenders) {
		t.Errorf("offenders: %v, want %v", body, offenders)
	}
	if status, body = get("Reports Reader", "partnerRequests"); status != 403 {
		t.Errorf("reports reader: %d %v", status, body)
	}
	if _, body = get("", "applicationmfaadoptionstatus"); !strings.HasPrefix(body["text"].(string), "[{") {
		t.Errorf("adoption is no bare array: %v", body)
	}
}

func TestThrottling(t *testing.T) {
	clock := today
	s := started(t, Options{Wall: func() time.Time { return clock }})
	c := signedIn(t, s, "")
	for i := range 5 {
		if status, body := c.get("/beta/auditLogs/signIns?$top=1"); status != 200 {
			t.Fatalf("request %d: %v", i, body)
		}
	}
	response := c.response("GET", "/beta/auditLogs/signIns?$top=1", "")
	if _, body := decoded(t, response); response.StatusCode != 429 || errorCode(body) != "TooManyRequests" ||
		response.Header.Get("Retry-After") != "" {
		t.Errorf("sixth: %d %v %v", response.StatusCode, body, response.Header)
	}
	part := `{"requests":[{"id":"1","method":"GET","url":"/auditLogs/signIns?$top=1"}]}`
	c.header.Set("Content-Type", "application/json")
	_, body := decoded(t, c.response("POST", "/beta/$batch", part))
	if inner := body["responses"].([]any)[0].(map[string]any); inner["status"] != 429.0 {
		t.Errorf("in a batch: %v", inner)
	}
	clock = clock.Add(10 * time.Second)
	if status, _ := c.get("/beta/auditLogs/signIns?$top=1"); status != 200 {
		t.Errorf("after ten seconds: %d", status)
	}
	c.get("/v1.0/identity/conditionalAccess/policies")
	if status, _ := c.get("/v1.0/identity/conditionalAccess/namedLocations"); status != 429 {
		t.Errorf("a second request in a second: %d", status)
	}
	if header := c.response("GET", "/v1.0/users?$top=5&$select=id",
		"").Header; header.Get("x-ms-resource-unit") != "1" {
		t.Errorf("units: %v", header)
	}
}

func TestBatch(t *testing.T) {
	s := started(t, unlimited(""))
	c := signedIn(t, s, "")
	_, body := decoded(t, c.response("POST", "/v1.0/$batch", `{"requests":[
		{"id":"a","method":"GET","url":"/me?$select=id"},
		{"id":"b","method":"GET","url":"/users/nobody","dependsOn":["a"]},
		{"id":"c","method":"GET","url":"/me","dependsOn":["b"]},
		{"id":"d","method":"GET","url":"/users?$count=true&$top=1&$filter=accountEnabled ne true","headers":{"ConsistencyLevel":"eventual"}}]}`))
	var statuses []float64
	for _, each := range body["responses"].([]any) {
		statuses = append(statuses, each.(map[string]any)["status"].(float64))
	}
	if !slices.Equal(statuses, []float64{200, 404, 424, 200}) {
		t.Errorf("statuses: %v", body)
	}
	many := strings.Repeat(`{"id":"%d","method":"GET","url":"/me"},`, 21)
	var ids []any
	for i := range 21 {
		ids = append(ids, i)
	}
	many = fmt.Sprintf(many, ids...)
	for name, text := range map[string]string{"21 parts": `{"requests":[` + strings.TrimSuffix(many, ",") + `]}`, "same ids": `{"requests":[
		{"id":"a","method":"GET","url":"/me"},{"id":"A","method":"GET","url":"/me"}]}`, "no JSON": `{"requests":[`} {
		if status, body := decoded(t, c.response("POST", "/v1.0/$batch", text)); status != 400 {
			t.Errorf("%s: %d %v", name, status, body)
		}
	}
}

func TestGetByIDs(t *testing.T) {
	s := started(t, unlimited(""))
	c := signedIn(t, s, "")
	records := s.Tenant().Records
	text := fmt.Sprintf(`{"ids":[%q,%q,"00000000-0000-0000-0000-000000000000"],"types":["user","group"]}`,
		records.Users[5].ID, records.Groups[1].ID)
	_, body := decoded(t, c.response("POST", "/v1.0/directoryObjects/getByIds", text))
	rows := rowsOf(body)
	if len(rows) != 2 || rows[0]["@odata.type"] != "#microsoft.graph.user" ||
		rows[1]["displayName"] != records.Groups[1].DisplayName {
		t.Errorf("%v", body)
	}
}

func TestWritesAreRefused(t *testing.T) {
	c := signedIn(t, started(t, unlimited("Global Administrator")), "")
	for _, method := range []string{"POST", "PATCH", "DELETE", "PUT"} {
		if status, _ := decoded(t, c.response(method, "/v1.0/users", "{}")); status != 405 {
			t.Errorf("%s: %d", method, status)
		}
	}
}

func BenchmarkSignInPage(b *testing.B) {
	options := unlimited("")
	options.Tenant = tenant.Generate(tenant.Params{Now: today, SignIns: 1_000_000})
	s := started(b, options)
	c := signedIn(b, s, "")
	b.ReportAllocs()
	for b.Loop() {
		response := c.response("GET", "/beta/auditLogs/signIns", "")
		n := 0
		buffer := make([]byte, 1<<16)
		for {
			read, err := response.Body.Read(buffer)
			n += read
			if err != nil {
				break
			}
		}
		response.Body.Close()
		b.SetBytes(int64(n))
	}
}

func TestTransitiveMembers(t *testing.T) {
	s := started(t, Options{})
	for _, group := range s.Tenant().Directory.Rows("groups") {
		direct := s.Tenant().Directory.Rows("groups/" + group.Text("id") + "/members")
		if nested := nestedMembers(s.Tenant().Directory, group.Text("id")); len(nested) < len(direct) {
			t.Errorf("%s: %d transitive members, %d direct ones", group.Text("displayName"), len(nested),
				len(direct))
		}
	}
}

// TestUsersHaveWhatIsSelected: a user without a value has the property all the same.
func TestUsersHaveWhatIsSelected(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"tenant.json":     `{"tenantId":"11111111-2222-3333-4444-555555555555","defaultDomain":"contoso.example","now":"2026-09-14T09:00:00Z","account":"1","clientId":"99999999-0000-0000-0000-000000000001"}`,
		"v1.0/users.json": `{"value":[{"id":"1","userPrincipalName":"a@contoso.example"}]}`,
	} {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	read, err := tenant.ReadFolder(dir)
	if err != nil {
		t.Fatal(err)
	}
	options := unlimited("")
	options.Tenant = read
	c := signedIn(t, started(t, options), "")
	user := c.rows("/v1.0/users?$select=id,jobTitle,businessPhones")
	title, hasTitle := user[0]["jobTitle"]
	phones, _ := user[0]["businessPhones"].([]any)
	if title != nil || !hasTitle || phones == nil || len(user[0]) != 3 {
		t.Errorf("%v", user[0])
	}
	if user = c.rows("/v1.0/users"); len(user[0]) != len(defaultUser) {
		t.Errorf("%v", user[0])
	}
}
