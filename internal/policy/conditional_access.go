package policy

import (
	"encoding/json"
	"slices"
	"strings"

	"github.com/partnershell/partnershell/internal/access"
	"github.com/partnershell/partnershell/internal/rest"
)

// ConditionalAccess is whom the enabled Conditional Access policies cover, whatever they do and wherever they are.
type ConditionalAccess struct {
	// Accounts counts the enabled accounts.
	Accounts int `expr:"accounts"`
	// MFAForEveryone are the policies that require MFA of all users at all resources without further conditions.
	MFAForEveryone []PolicyReach `expr:"mfaForEveryone"`
	// LegacyOpen are the accounts that no policy keeps from using legacy authentication.
	LegacyOpen []Account `expr:"legacyOpen"`
}

// PolicyReach is a policy and how many enabled accounts it exempts.
type PolicyReach struct {
	Name     string   `expr:"name"`
	ID       string   `expr:"id"`
	Exempt   int      `expr:"exempt"`
	Accounts []string `expr:"accounts"`
}

// caPolicy is a Conditional Access policy, as far as it decides about MFA and legacy authentication.
type caPolicy struct {
	ID, DisplayName, State string
	Conditions             struct {
		Users struct {
			IncludeUsers, ExcludeUsers, IncludeGroups, ExcludeGroups, IncludeRoles, ExcludeRoles []string
			IncludeGuestsOrExternalUsers, ExcludeGuestsOrExternalUsers                           *guests
		}
		Applications struct {
			IncludeApplications, ExcludeApplications, IncludeUserActions []string
			IncludeAuthenticationContextClassReferences                  []string
			ApplicationFilter                                            json.RawMessage
		}
		ClientAppTypes                                                      []string
		SignInRiskLevels, UserRiskLevels, ServicePrincipalRiskLevels        []string
		Locations                                                           *struct{ IncludeLocations, ExcludeLocations []string }
		Platforms                                                           *struct{ IncludePlatforms, ExcludePlatforms []string }
		InsiderRiskLevels, Devices, ClientApplications, AuthenticationFlows json.RawMessage
	}
	GrantControls *struct {
		Operator                                                 string
		BuiltInControls, CustomAuthenticationFactors, TermsOfUse []string
		AuthenticationStrength                                   *struct{ RequirementsSatisfied string }
	}
}

// guests says which kinds of external users a policy means.
type guests struct {
	GuestOrExternalUserTypes string
	ExternalTenants          *struct{ MembershipKind string }
}

// always reports whether the policy applies at every resource, place, device and risk.
func (p *caPolicy) always() bool {
	c, apps := &p.Conditions, &p.Conditions.Applications
	return slices.Contains(apps.IncludeApplications, "All") && len(apps.ExcludeApplications) == 0 &&
		len(apps.IncludeUserActions) == 0 && len(apps.IncludeAuthenticationContextClassReferences) == 0 &&
		empty(apps.ApplicationFilter) && empty(c.Devices) && empty(c.ClientApplications) && empty(c.AuthenticationFlows) &&
		empty(c.InsiderRiskLevels) && len(c.SignInRiskLevels) == 0 && len(c.UserRiskLevels) == 0 &&
		len(c.ServicePrincipalRiskLevels) == 0 &&
		(c.Locations == nil || anywhere(c.Locations.IncludeLocations, c.Locations.ExcludeLocations)) &&
		(c.Platforms == nil || anywhere(c.Platforms.IncludePlatforms, c.Platforms.ExcludePlatforms))
}

func anywhere(include, exclude []string) bool {
	all := slices.ContainsFunc(include, func(s string) bool { return strings.EqualFold(s, "all") })
	return len(exclude) == 0 && (all || len(include) == 0)
}

func empty(raw json.RawMessage) bool {
	switch strings.TrimSpace(string(raw)) {
	case "", "null", "[]", "{}", `""`:
		return true
	}
	return false
}

// enforcesMFA reports whether nobody to whom the policy applies gets in without MFA.
func (p *caPolicy) enforcesMFA() bool {
	g := p.GrantControls
	if p.State != "enabled" || g == nil || !p.always() || !p.coversModernClients() {
		return false
	}
	others := len(g.CustomAuthenticationFactors) + len(g.TermsOfUse)
	ways := 0
	for _, control := range g.BuiltInControls {
		if control == "mfa" {
			ways++
		} else {
			others++
		}
	}
	if s := g.AuthenticationStrength; s != nil && s.RequirementsSatisfied == "mfa" {
		ways++
	} else if s != nil {
		others++
	}
	return ways > 0 && (others == 0 || !strings.EqualFold(g.Operator, "OR"))
}

func (p *caPolicy) coversModernClients() bool {
	types := p.Conditions.ClientAppTypes
	return len(types) == 0 || slices.Contains(types, "all") ||
		slices.Contains(types, "browser") && slices.Contains(types, "mobileAppsAndDesktopClients")
}

// blocksLegacy reports whether nobody to whom the policy applies gets in by legacy authentication.
func (p *caPolicy) blocksLegacy() bool {
	g, types := p.GrantControls, p.Conditions.ClientAppTypes
	legacy := len(types) == 0 || slices.Contains(types, "all") ||
		slices.Contains(types, "exchangeActiveSync") && slices.Contains(types, "other")
	return p.State == "enabled" && g != nil && slices.Contains(g.BuiltInControls, "block") && legacy && p.always()
}

// everyone reports whether the policy is about all users, exclusions apart.
func (p *caPolicy) everyone() bool { return slices.Contains(p.Conditions.Users.IncludeUsers, "All") }

func (p *caPolicy) includes(u *user, m *members) bool {
	c := &p.Conditions.Users
	return p.everyone() || holds(c.IncludeUsers, u.ID) || m.inAny(c.IncludeGroups, u.ID) ||
		m.hasAny(c.IncludeRoles, u.ID) ||
		slices.Contains(c.IncludeUsers, "GuestsOrExternalUsers") && u.external() || c.IncludeGuestsOrExternalUsers.surely(u)
}

func (p *caPolicy) excludes(u *user, m *members) bool {
	c := &p.Conditions.Users
	return holds(c.ExcludeUsers, u.ID) || m.inAny(c.ExcludeGroups, u.ID) || m.hasAny(c.ExcludeRoles, u.ID) ||
		slices.Contains(c.ExcludeUsers, "GuestsOrExternalUsers") && u.external() || c.ExcludeGuestsOrExternalUsers.maybe(u)
}

func holds(list []string, id string) bool {
	return slices.ContainsFunc(list, func(s string) bool { return strings.EqualFold(s, id) })
}

// external reports whether Conditional Access counts an account among guests or external users.
func (u *user) external() bool {
	return strings.EqualFold(u.UserType, "Guest") || strings.Contains(strings.ToUpper(u.UserPrincipalName), "#EXT#")
}

// kind is the kind of external user that an account of the directory is.
func (u *user) kind() string {
	guest := strings.EqualFold(u.UserType, "Guest")
	invited := strings.Contains(strings.ToUpper(u.UserPrincipalName), "#EXT#")
	switch {
	case guest && invited:
		return "b2bCollaborationGuest"
	case guest:
		return "internalGuest"
	case invited:
		return "b2bCollaborationMember"
	}
	return ""
}

// maybe reports whether an account may be meant: where only some home tenants are, an account's own is not known.
func (g *guests) maybe(u *user) bool {
	kind := u.kind()
	if g == nil || kind == "" {
		return false
	}
	kinds := strings.Split(g.GuestOrExternalUserTypes, ",")
	return slices.ContainsFunc(kinds, func(s string) bool { return strings.TrimSpace(s) == kind })
}

// surely reports whether an account is meant whatever its home tenant is.
func (g *guests) surely(u *user) bool {
	return g.maybe(u) &&
		(g.ExternalTenants == nil || g.ExternalTenants.MembershipKind == "all" || u.kind() == "internalGuest")
}

// coverage is whom the policies for one purpose cover.
type coverage struct{ mfa, legacy reach }

// reach is some policies and who belongs to the groups and roles that they name.
type reach struct {
	policies []*caPolicy
	members  *members
}

// covers reports whether at least one policy applies to an account.
func (r reach) covers(u *user) bool {
	return slices.ContainsFunc(r.policies, func(p *caPolicy) bool {
		return p.includes(u, r.members) && !p.excludes(u, r.members)
	})
}

// excluding names the policies that would apply to an account but exclude it.
func (r reach) excluding(u *user) (names []string) {
	for _, p := range r.policies {
		if p.includes(u, r.members) && p.excludes(u, r.members) {
			names = append(names, p.DisplayName)
		}
	}
	return names
}

func (t *tenantReader) readCoverage() (*coverage, error) {
	c := &coverage{}
	for record, err := range t.Graph.List(t.ctx, access.ConditionalAccessPolicies, rest.Query{}) {
		p := &caPolicy{}
		if err == nil {
			err = json.Unmarshal(record, p)
		}
		if err != nil {
			return nil, err
		}
		if p.enforcesMFA() {
			c.mfa.policies = append(c.mfa.policies, p)
		}
		if p.blocksLegacy() {
			c.legacy.policies = append(c.legacy.policies, p)
		}
	}
	m, err := t.readMembers(slices.Concat(c.mfa.policies, c.legacy.policies))
	c.mfa.members, c.legacy.members = m, m
	return c, err
}

func (t *tenantReader) readConditionalAccess() (result ConditionalAccess, err error) {
	c, err := t.coverage()
	if err != nil {
		return result, err
	}
	users, err := t.users()
	if err != nil {
		return result, err
	}
	result.Accounts = len(users)
	for _, p := range c.mfa.policies {
		if p.everyone() {
			result.MFAForEveryone = append(result.MFAForEveryone, reachOf(p, users, c.mfa.members))
		}
	}
	for i := range users {
		if !c.legacy.covers(&users[i]) {
			result.LegacyOpen = append(result.LegacyOpen, users[i].evidence(c.legacy.excluding(&users[i])))
		}
	}
	return result, nil
}

func reachOf(p *caPolicy, users []user, m *members) PolicyReach {
	r := PolicyReach{Name: p.DisplayName, ID: p.ID}
	for i := range users {
		if p.excludes(&users[i], m) {
			r.Exempt++
			r.Accounts = append(r.Accounts, users[i].UserPrincipalName)
		}
	}
	return r
}
