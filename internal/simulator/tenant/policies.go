package tenant

import (
	"slices"
	"time"
)

// The application ids of Microsoft's own services that sign-ins and policies mention.
const (
	appOutlookWeb    = "9199bf20-a13f-4107-85dc-02114787ef48"
	appOutlookMobile = "27922004-5251-4030-b22d-91ecd9a37ea4"
	appOffice        = "d3590ed6-52b3-4102-aeff-aad2292ab01c"
	appTeams         = "1fec8e78-bce4-4aaf-ab1b-5451cc387264"
	appAzurePortal   = "c44b4083-3bb0-49c1-b47d-974e53cbdf3c"
	appPartnerCenter = "fa3d9a0c-3fb0-42cc-9193-47c7ecd2edbd"
	appExchange      = "00000002-0000-0ff1-ce00-000000000000"
	appGraph         = "00000003-0000-0000-c000-000000000000"
	appManagement    = "797f4846-ba00-4fd7-ba43-dac1f8f63013"
	appAzureCLI      = "04b07795-8ddb-461a-bbee-02f9e1bf7b46"
	appGraphTools    = "14d82eec-204b-4c2f-b7e8-296a70dab67e"
)

// phishingResistant is the built-in authentication strength of that name.
const phishingResistant = "00000000-0000-0000-0000-000000000004"

// makePolicies makes the Conditional Access policies. With security defaults, or without a licence, there are
// none.
func (w *world) makePolicies() {
	if w.params.SecurityDefaults || w.params.Licence == "Free" {
		return
	}
	emergency, services := w.group("CA-Exclude-EmergencyAccess"), w.group("CA-Exclude-ServiceAccounts")
	all, every := []string{"All"}, []string{"all"}
	w.policies = []Policy{
		{DisplayName: "CA001 Require MFA for all users", State: "enabled", IncludeUsers: all,
			IncludeApps:    all,
			ClientAppTypes: every, ExcludeGroups: []string{emergency, services}, Grants: []string{"mfa"}},
		{DisplayName: "CA002 Block legacy authentication", State: "enabled", IncludeUsers: all,
			IncludeApps:    all,
			ClientAppTypes: []string{"exchangeActiveSync", "other"}, ExcludeGroups: []string{emergency,
				services},
			Grants: []string{"block"}},
		{DisplayName: "CA003 Require MFA for administrators", State: "enabled", IncludeApps: all,
			ClientAppTypes: every, ExcludeGroups: []string{emergency}, Grants: []string{"mfa"},
			SignInFrequencyHr: 12,
			IncludeRoles: []string{GlobalAdministrator, SecurityAdministrator, PrivilegedRoleAdministrator,
				ConditionalAccessAdministrator, ExchangeAdministrator, UserAdministrator,
				HelpdeskAdministrator,
				AuthenticationAdministrator, ApplicationAdministrator, BillingAdministrator}},
	}
	if w.partner {
		w.policies = append(w.policies, w.partnerPolicies(emergency)...)
	}
	for i := range w.policies {
		d := newDice(w.params.Seed, "policy"+w.id, i)
		w.policies[i].ID = d.guid()
		w.policies[i].Created = w.params.Now.Add(-time.Duration(200+d.below(500)) * 24 * time.Hour)
		w.policies[i].Modified = later(w.policies[i].Created, w.params.Now, &d)
	}
}

func (w *world) partnerPolicies(emergency string) []Policy {
	all, every, excluded := []string{"All"}, []string{"all"}, []string{emergency}
	traveller := w.users[w.admins()+8].ID
	return []Policy{
		{DisplayName: "CA004 Block sign-in from other countries", State: "enabled", IncludeUsers: all,
			IncludeApps: all, ClientAppTypes: every, ExcludeGroups: excluded,
			ExcludeUsers:     []string{traveller},
			IncludeLocations: all, ExcludeLocations: []string{w.countries}, Grants: []string{"block"}},
		{DisplayName: "CA005 Require MFA for risky sign-ins", State: "enabled", IncludeUsers: all,
			IncludeApps:    all,
			ClientAppTypes: every, ExcludeGroups: excluded, SignInRiskLevels: []string{"high", "medium"},
			Grants: []string{"mfa"}},
		{DisplayName: "CA006 Require compliant device for admin portals",
			State: "enabledForReportingButNotEnforced", IncludeUsers: all, ExcludeGroups: excluded,
			IncludeApps: []string{appAzurePortal, appManagement}, ClientAppTypes: every,
			Grants: []string{"compliantDevice"}},
		{DisplayName: "CA007 Phishing-resistant MFA for Global Administrators",
			State: "enabledForReportingButNotEnforced", IncludeRoles: []string{GlobalAdministrator},
			IncludeApps: all, ClientAppTypes: every, ExcludeGroups: excluded, StrengthID: phishingResistant},
		{DisplayName: "CA008 Block device code flow", State: "disabled", IncludeUsers: all, IncludeApps: all,
			ClientAppTypes: every, ExcludeGroups: excluded, TransferMethods: "deviceCodeFlow",
			Grants: []string{"block"}},
		{DisplayName: "Old: MFA outside the office", State: "disabled", IncludeUsers: all, IncludeApps: all,
			ClientAppTypes: every, IncludeLocations: all, ExcludeLocations: []string{"AllTrusted"},
			Grants: []string{"mfa"}},
		{DisplayName: "CA009 Require MFA for guests", State: "enabled",
			IncludeUsers: []string{"GuestsOrExternalUsers"},
			IncludeApps:  all, ClientAppTypes: every, Grants: []string{"mfa"}},
	}
}

// attempt is what Conditional Access looks at in a sign-in.
type attempt struct {
	user     *User
	appID    string
	client   string // clientAppUsed
	place    *place
	trusted  bool // comes from a trusted named location
	risk     string
	allowed  bool // the place is in a country of the allowed list
	external bool // a service provider's user or a guest
}

// Legacy tells whether a clientAppUsed cannot do multifactor authentication.
func Legacy(clientAppUsed string) bool {
	switch clientAppUsed {
	case "Browser", "Mobile Apps and Desktop clients", "Unknown", "":
		return false
	}
	return true
}

// AppliesTo tells whether a policy includes a user and does not exclude them, whatever the other conditions say.
func (p *Policy) AppliesTo(u *User) bool {
	guest := u.Kind == Guest
	included := slices.Contains(p.IncludeUsers, "All") || slices.Contains(p.IncludeUsers, u.ID) ||
		guest && slices.Contains(p.IncludeUsers, "GuestsOrExternalUsers") ||
		overlap(p.IncludeRoles, u.Roles) || overlap(p.IncludeGroups, u.Groups)
	excluded := slices.Contains(p.ExcludeUsers, u.ID) || overlap(p.ExcludeRoles, u.Roles) ||
		overlap(p.ExcludeGroups, u.Groups) || guest && slices.Contains(p.ExcludeUsers,
		"GuestsOrExternalUsers")
	return included && !excluded
}

// unmet returns the first condition that keeps a policy from applying, in the spelling of conditionsNotSatisfied;
// "" when the policy applies.
func (p *Policy) unmet(a *attempt, allowedCountries string) string {
	switch {
	case !slices.Contains(p.IncludeApps, "All") && !slices.Contains(p.IncludeApps, a.appID):
		return "application"
	case !p.AppliesTo(a.user):
		return "users"
	case !slices.Contains(p.ClientAppTypes, "all") && !slices.Contains(p.ClientAppTypes,
		clientType(a.client)):
		return "clientType"
	case slices.Contains(p.ExcludeLocations, "AllTrusted") && a.trusted,
		slices.Contains(p.ExcludeLocations, allowedCountries) && a.allowed:
		return "location"
	case len(p.SignInRiskLevels) > 0 && !slices.Contains(p.SignInRiskLevels, a.risk):
		return "signInRisk"
	case p.TransferMethods != "":
		return "authenticationFlows"
	}
	return ""
}

func clientType(clientAppUsed string) string {
	switch {
	case clientAppUsed == "Browser":
		return "browser"
	case clientAppUsed == "Exchange ActiveSync":
		return "exchangeActiveSync"
	case Legacy(clientAppUsed):
		return "other"
	}
	return "mobileAppsAndDesktopClients"
}

// requiresMFA tells whether a policy asks for multifactor authentication, by a control or by a strength.
func (p *Policy) requiresMFA() bool { return slices.Contains(p.Grants, "mfa") || p.StrengthID != "" }

func overlap(a, b []string) bool {
	for _, each := range a {
		if slices.Contains(b, each) {
			return true
		}
	}
	return false
}
