package tenant

import (
	"fmt"
	"math"
	"sort"
	"strings"
	"time"

	"github.com/partnershell/partnershell/internal/simulator/row"
)

// makeCustomers decides about the customers and what relationships the partner has with them: most have one that
// is active; the first ones show what can be wrong with it.
func (w *world) makeCustomers() {
	for i := range w.params.Customers {
		customer := w.customerWorld(i)
		c := Customer{TenantID: customer.id, DisplayName: customer.name, ContractName: customer.name,
			Domain: customer.domain, Licence: customer.params.Licence, Users: customer.params.Users,
			SecurityDefaults: customer.params.SecurityDefaults}
		if i == 3 {
			c.ContractName = customer.name + " Ltd" // contracts keep the name from when they were made
		}
		c.Relationships = w.relationships(i, &c)
		w.customers = append(w.customers, c)
	}
}

func (w *world) relationships(number int, c *Customer) []Relationship {
	readers := []string{SecurityReader, GlobalReader, ReportsReader, DirectoryReaders}
	desk := append(list(readers), HelpdeskAdministrator, UserAdministrator, ServiceSupportAdministrator)
	r := w.relationship(number, 0, c, "active", 300, desk)
	switch number % 12 {
	case 1: // ends in days
		r = w.relationship(number, 0, c, "active", 9, desk)
	case 2: // renewed after it expired
		return []Relationship{w.relationship(number, 1, c, "expired", -40, desk), r}
	case 4: // holds the highest role
		r = w.relationship(number, 0, c, "active", 120, append(list(desk), GlobalAdministrator))
		r.AutoExtend = "PT0S"
	case 6: // nobody was given what the customer approved
		r.Assignments = nil
	case 8:
		r = w.relationship(number, 0, c, "approvalPending", 0, desk)
	case 9:
		r = w.relationship(number, 0, c, "terminated", 90, desk)
	case 10: // a customer without delegated access
		return nil
	case 11:
		r = w.relationship(number, 0, c, "expiring", 2, readers)
	}
	return []Relationship{r}
}

func (w *world) relationship(number, version int, c *Customer, status string, days int,
	roles []string) Relationship {
	d := newDice(w.params.Seed, "gdap", number*10+version)
	r := Relationship{ID: d.guid() + "-" + d.guid(), Status: status, Duration: "P730D", AutoExtend: "P180D",
		Roles:       roles,
		DisplayName: fmt.Sprintf("%.40s GDAP %d", c.DisplayName, version+1)}
	ends := w.params.Now.AddDate(0, 0, days).Truncate(time.Second)
	r.Created = ends.AddDate(0, 0, -730).Add(-26 * time.Hour)
	if status == "approvalPending" {
		r.Created = w.params.Now.AddDate(0, 0, -3).Truncate(time.Second)
		return r
	}
	r.Activated, r.Ends = r.Created.Add(26*time.Hour), ends
	assigned := "active"
	if status == "expired" || status == "terminated" {
		assigned = "deleted"
	}
	r.Assignments = []AccessAssignment{
		{d.guid(), w.group("GDAP Security Readers"), assigned, []string{SecurityReader, GlobalReader,
			ReportsReader}}}
	if contains(roles, HelpdeskAdministrator) {
		r.Assignments = append(r.Assignments, AccessAssignment{d.guid(), w.group("GDAP Service Desk"),
			assigned,
			[]string{HelpdeskAdministrator, ServiceSupportAdministrator, DirectoryReaders}})
	}
	return r
}

const relationshipsPath = "tenantRelationships/delegatedAdminRelationships"

func (w *world) putPartner(d *Directory) {
	relationships, customers, contracts := []object{}, []object{}, []object{}
	for i := range w.customers {
		c := &w.customers[i]
		own := newDice(w.params.Seed, "contract", i)
		contracts = append(contracts, object{"id": own.guid(), "contractType": "ResellerPartner",
			"customerId":        c.TenantID,
			"defaultDomainName": c.Domain, "displayName": c.ContractName, "deletedDateTime": nil})
		entered := false
		for j := range c.Relationships {
			r := &c.Relationships[j]
			relationships = append(relationships, relationshipRow(c, r))
			putRows(d, v1, relationshipsPath+"/"+r.ID+"/accessAssignments", assignmentRows(r))
			entered = entered || r.Status == "active" || r.Status == "expiring"
		}
		if entered {
			customers = append(customers, object{"id": c.TenantID, "tenantId": c.TenantID,
				"displayName": c.DisplayName,
				"@odata.etag": etag(c.TenantID)})
		}
	}
	putRows(d, v1, relationshipsPath, relationships)
	putRows(d, v1, "tenantRelationships/delegatedAdminCustomers", customers)
	putRows(d, v1, "contracts", contracts)
	w.putSecurityScore(d)
}

func etag(id string) string { return `W/"` + id[:8] + `"` }

func relationshipRow(c *Customer, r *Relationship) object {
	row := object{"@odata.type": "#microsoft.graph.delegatedAdminRelationship", "@odata.etag": etag(r.ID),
		"id":          r.ID,
		"displayName": r.DisplayName, "duration": r.Duration, "autoExtendDuration": r.AutoExtend,
		"status":          r.Status,
		"customer":        object{"tenantId": c.TenantID, "displayName": c.DisplayName},
		"accessDetails":   object{"unifiedRoles": roleObjects(r.Roles)},
		"createdDateTime": stamp(r.Created), "lastModifiedDateTime": stamp(r.Created),
		"activatedDateTime": nil,
		"endDateTime":       nil}
	if !r.Activated.IsZero() {
		row["activatedDateTime"], row["endDateTime"] = stamp(r.Activated), stamp(r.Ends)
		row["lastModifiedDateTime"] = stamp(r.Activated)
	}
	return row
}

func roleObjects(roles []string) []object {
	rows := []object{}
	for _, role := range roles {
		rows = append(rows, object{"roleDefinitionId": role})
	}
	return rows
}

func assignmentRows(r *Relationship) []object {
	rows := []object{}
	for _, a := range r.Assignments {
		rows = append(rows, object{"@odata.etag": etag(a.ID), "id": a.ID, "status": a.Status,
			"createdDateTime": stamp(r.Activated), "lastModifiedDateTime": stamp(r.Activated),
			"accessContainer": object{"accessContainerId": a.GroupID, "accessContainerType": "securityGroup"},
			"accessDetails":   object{"unifiedRoles": roleObjects(a.Roles)}})
	}
	return rows
}

// putSecurityScore stores the partner security score, its parts counted from the records.
func (w *world) putSecurityScore(d *Directory) {
	admins, adminsMFA, users, usersMFA := 0, 0, 0, 0
	for i := range w.users {
		u := &w.users[i]
		if !u.Enabled {
			continue
		}
		users++
		if u.MFARegistered() {
			usersMFA++
		}
		if len(u.Roles) > 0 {
			admins++
			if u.MFARegistered() {
				adminsMFA++
			}
		}
	}
	insights, compliant := w.customerInsights()
	requirements := []object{
		w.requirementRow("mfaEnforcedForAdmins", "adminsMfaEnforcedSecurityRequirement", adminsMFA == admins,
			20, object{
				"totalAdminsCount": admins, "mfaEnabledAdminsCount": adminsMFA, "totalUsersCount": users,
				"mfaEnabledUsersCount": usersMFA, "adminsRequiredNotUsingMfaCount": admins - adminsMFA,
				"usersRequiredNotUsingMfaCount": users - usersMFA, "legacyPerUserMfaStatus": "disabled",
				"mfaConditionalAccessPolicyStatus": enabled(len(w.policies) > 0),
				"securityDefaultsStatus":           enabled(w.params.SecurityDefaults)}),
		w.requirementRow("mfaEnforcedForAdminsOfCustomers", "customersMfaEnforcedSecurityRequirement",
			compliant == len(insights), 20, object{"compliantTenantCount": compliant,
				"totalTenantCount": len(insights)}),
		w.requirementRow("securityAlertsPromptlyResolved", "responseTimeSecurityRequirement", true, 10,
			object{"averageResponseTimeInHours": 7.5}),
		w.requirementRow("securityContactProvided", "partnerSecurityContactSecurityRequirement", true, 20,
			object{}),
	}
	score := 0
	for _, each := range requirements {
		score += each["score"].(int)
	}
	current := math.Round(float64(score)/70*10000) / 100
	now := seconds(w.params.Now)
	putObject(d, beta, "security/partner/securityScore", object{"id": w.id, "currentScore": current,
		"maxScore":            100.0,
		"lastRefreshDateTime": now, "updatedDateTime": now})
	putRows(d, beta, "security/partner/securityScore/requirements", requirements)
	putRows(d, beta, "security/partner/securityScore/customerInsights", insights)
	putRows(d, beta, "security/partner/securityScore/history", []object{{"id": w.countries, "score": current,
		"createdDateTime": now, "compliantRequirementsCount": score / 20,
		"totalRequirementsCount": len(requirements)}})
}

func (w *world) requirementRow(kind, typeName string, met bool, most int, extra object) object {
	own := newDice(w.params.Seed, "requirement"+kind, 0)
	extra["@odata.type"], extra["id"] = "#microsoft.graph.partner.security."+typeName, own.guid()
	extra["requirementType"], extra["state"], extra["maxScore"] = kind, "active", most
	extra["complianceStatus"], extra["score"] = "noncomplaint", 0
	if met {
		extra["complianceStatus"], extra["score"] = "compliant", most
	}
	extra["actionUrl"], extra["helpUrl"] = "https://aka.ms/partner-center-security",
		"https://aka.ms/partner-center-security"
	extra["updatedDateTime"] = seconds(w.params.Now)
	return extra
}

func (w *world) customerInsights() (rows []object, compliant int) {
	rows = []object{}
	for i := range w.customers {
		c := &w.customers[i]
		own := newDice(w.params.Seed, "insight", i)
		met := c.SecurityDefaults || own.percent(60)
		if met {
			compliant++
		}
		admins, others := 3, c.Users*8/10
		if !met {
			admins, others = 1, c.Users*4/10
		}
		rows = append(rows, object{"tenantId": c.TenantID, "mfa": object{"compliantAdminsCount": admins,
			"compliantNonAdminsCount": others, "totalUsersCount": c.Users,
			"legacyPerUserMfaStatus":           "disabled",
			"mfaConditionalAccessPolicyStatus": enabled(met && !c.SecurityDefaults),
			"securityDefaultsStatus":           enabled(c.SecurityDefaults)}})
	}
	return rows, compliant
}

func enabled(on bool) string {
	if on {
		return "enabled"
	}
	return "disabled"
}

// makePartnerRequests makes seven days of requests to the Partner Center API: by the integration account, which
// has no second factor, and by people through tools that do.
func (w *world) makePartnerRequests() {
	count := 240
	callers := []*User{&w.users[w.admins()+2], &w.users[w.admins()+3], &w.users[0], &w.users[7], &w.users[8],
		&w.users[1]}
	for i := range count {
		d := newDice(w.params.Seed, "partnerrequest", i)
		back := (float64(i) + d.unit()) / float64(count) * 7 * 24
		u := pickWeighted(&d, []weighted[*User]{{30, callers[0]}, {6, callers[1]}, {14, callers[2]}, {20,
			callers[3]},
			{20, callers[4]}, {10, callers[5]}})
		app := w.apps[d.below(2)].appID
		if u.Kind != ServiceAccount {
			app = DemoClientID
		}
		w.requests = append(w.requests, PartnerRequest{ID: d.guid(), CorrelationID: d.guid(), UserID: u.ID,
			Operation: pick(&d, []string{"Get /v{version}/customers", "Get " +
				"/v{version}/customers/{customer_id}/users",
				"Get /v{version}/customers/{customer_id}/subscriptions", "Get /v{version}/auditrecords"}),
			Time:      w.params.Now.Add(-time.Duration(back * float64(time.Hour))).Truncate(time.Millisecond),
			IPAddress: u.home().address(&d), UPN: u.UserPrincipalName, ApplicationID: app,
			MFACompliant: u.MFARegistered()})
	}
}

// partnerCenter are the bodies of the Partner Center REST API.
func (w *world) partnerCenter() map[string]*Document {
	customers := []object{}
	for i := range w.customers {
		c := &w.customers[i]
		customers = append(customers, object{"id": c.TenantID, "commerceId": c.TenantID,
			"relationshipToPartner": "reseller", "allowDelegatedAccess": false,
			"attributes": object{"objectType": "Customer"},
			"companyProfile": object{"tenantId": c.TenantID, "domain": c.Domain, "companyName": c.DisplayName,
				"attributes": object{"objectType": "CustomerCompanyProfile"}}})
	}
	requests := make([]object, len(w.requests))
	for i := range w.requests {
		r := &w.requests[i]
		requests[i] = object{"requestId": r.ID, "correlationId": r.CorrelationID,
			"operationName":   r.Operation,
			"requestDateTime": zoneless(r.Time), "ipAddress": r.IPAddress, "objectId": r.UserID,
			"tenantId": w.id,
			"upn":      r.UPN, "applicationId": r.ApplicationID, "mfaCompliant": r.MFACompliant}
	}
	documents := map[string]*Document{}
	for path, body := range map[string]row.Row{
		"customers":                        collection(customers),
		"partnerRequests":                  collection(requests),
		"nonMfaCompliantPartnerPrincipals": collection(w.offenders()),
		"applicationmfaadoptionstatus":     row.Must(w.adoption()),
	} {
		documents[strings.ToLower(path)] = &Document{Path: path, Object: body}
	}
	return documents
}

// zoneless is a time as Partner Center writes it: UTC, without saying so.
func zoneless(at time.Time) string { return at.UTC().Format("2006-01-02T15:04:05.999") }

func collection(items []object) row.Row {
	return row.Must(object{"totalCount": len(items), "items": items,
		"attributes": object{"objectType": "Collection"}})
}

// offenders are the users with requests without MFA, each with the last one.
func (w *world) offenders() []object {
	rows, seen := []object{}, map[string]bool{}
	for i := range w.requests {
		r := &w.requests[i]
		if r.MFACompliant || seen[r.UserID] {
			continue
		}
		seen[r.UserID] = true
		rows = append(rows, object{"objectId": r.UserID, "tenantId": w.id, "upn": r.UPN,
			"lastNonMfaCompliantRequestDateTime": zoneless(r.Time)})
	}
	return rows
}

// adoption counts requests by day and application.
func (w *world) adoption() []object {
	type key struct{ day, app string }
	counts := map[key][2]int{}
	for i := range w.requests {
		r := &w.requests[i]
		k := key{r.Time.UTC().Format("2006-01-02"), r.ApplicationID}
		total := counts[k]
		total[1]++
		if r.MFACompliant {
			total[0]++
		}
		counts[k] = total
	}
	rows := []object{}
	for k, total := range counts {
		rows = append(rows, object{"loginDate": k.day, "applicationId": k.app, "applicationName": "",
			"mfaCompliantRequestCount": total[0], "totalRequestCount": total[1]})
	}
	sort.Slice(rows, func(i, j int) bool {
		a, b := rows[i], rows[j]
		return a["loginDate"].(string)+a["applicationId"].(string) < b["loginDate"].(string)+b["applicationId"].(string)
	})
	return rows
}
