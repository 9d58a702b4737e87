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
	// Partial are the other policies that ask for MFA, each with what keeps it from being one of those.
	Partial []string `expr:"partial"`
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
		Applications   struct{ IncludeApplications, ExcludeApplications []string }
		ClientAppTypes []string
		Locations      *struct{ IncludeLocations, ExcludeLocations []string }
		Platforms      *struct{ IncludePlatforms, ExcludePlatforms []string }
	}
	GrantControls *struct {
		Operator                                                 string
		BuiltInControls, CustomAuthenticationFactors, TermsOfUse []string
		AuthenticationStrength                                   *struct{ RequirementsSatisfied string }
	}

	// narrowed is set where a condition that is not among the above, known to us or not, is set.
	narrowed bool
}

// readPolicy reads a policy as Graph sends it.
func readPolicy(record []byte) (*caPolicy, error) {
	p := &caPolicy{}
	if err := json.Unmarshal(record, p); err != nil {
		return nil, err
	}
	var raw struct{ Conditions map[string]any }
	if err := json.Unmarshal(record, &raw); err != nil {
		return nil, err
	}
	conditions := raw.Conditions
	p.narrowed = more(conditions, "users", "applications", "clientAppTypes", "locations", "platforms") ||
		more(conditions["users"], "includeUsers", "excludeUsers", "includeGroups", "excludeGroups", "includeRoles",
			"excludeRoles", "includeGuestsOrExternalUsers", "excludeGuestsOrExternalUsers") ||
		more(conditions["applications"], "includeApplications", "excludeApplications")
	return p, nil
}

// more reports whether an object says something beside the properties named.
func more(object any, known ...string) bool {
	properties, _ := object.(map[string]any)
	for name, value := range properties {
		if !slices.Contains(known, name) && !strings.Contains(name, "@odata.") && says(value) {
			return true
		}
	}
	return false
}

// says reports whether a value is more than nothing: null, an empty text or list, or an object of such.
func says(value any) bool {
	switch v := value.(type) {
	case nil:
		return false
	case string:
		return v != "" && v != "none"
	case []any:
		return len(v) > 0
	case map[string]any:
		return more(v)
	}
	return true
}

// guests says which kinds of external users a policy means.
type guests struct {
	GuestOrExternalUserTypes string
	ExternalTenants          *struct{ MembershipKind string }
}

// always reports whether the policy is in force and applies at every resource, place, device and risk.
func (p *caPolicy) always() bool { return p.State == "enabled" && len(p.limits()) == 0 }

// limits are where the policy does not apply, whoever signs in.
func (p *caPolicy) limits() []string {
	c, apps := &p.Conditions, &p.Conditions.Applications
	var list limits
	list.add(!slices.Contains(apps.IncludeApplications, "All"), "not all resources")
	list.add(len(apps.ExcludeApplications) > 0, "excludes resources")
	list.add(c.Locations != nil && !anywhere(c.Locations.IncludeLocations, c.Locations.ExcludeLocations), "not at every location")
	list.add(c.Platforms != nil && !anywhere(c.Platforms.IncludePlatforms, c.Platforms.ExcludePlatforms), "not on every platform")
	list.add(p.narrowed, "under further conditions")
	return list
}

// limits are words for what a policy leaves open.
type limits []string

func (l *limits) add(holds bool, words string) {
	if holds {
		*l = append(*l, words)
	}
}

// shortfalls are what keeps a policy that asks for MFA from requiring it of all users always; none where it does, or
// where it is switched off or does not ask for MFA.
func (r reach) shortfalls(p *caPolicy) []string {
	ways, others := p.controls()
	if ways == 0 || p.State == "disabled" {
		return nil
	}
	list := limits(p.limits())
	list.add(p.State != "enabled", "report-only")
	list.add(others && strings.EqualFold(p.GrantControls.Operator, "OR"), "another control is enough")
	list.add(!p.everyone(), "not all users")
	list.add(slices.ContainsFunc(r.clients, func(client string) bool { return !p.isFor(client) }), "not all clients")
	return list
}

func anywhere(include, exclude []string) bool {
	all := slices.ContainsFunc(include, func(s string) bool { return strings.EqualFold(s, "all") })
	return len(exclude) == 0 && (all || len(include) == 0)
}

// Client types of Conditional Access: MFA has to be required for the modern ones, the legacy ones have to be blocked.
var (
	modernClients = []string{"browser", "mobileAppsAndDesktopClients"}
	legacyClients = []string{"exchangeActiveSync", "other"}
)

// isFor reports whether the policy applies to a type of client.
func (p *caPolicy) isFor(client string) bool {
	types := p.Conditions.ClientAppTypes
	return len(types) == 0 || slices.Contains(types, "all") || slices.Contains(types, client)
}

// requiresMFA reports whether nobody to whom the policy applies gets in without MFA.
func (p *caPolicy) requiresMFA() bool {
	ways, others := p.controls()
	return ways > 0 && p.always() && (!others || !strings.EqualFold(p.GrantControls.Operator, "OR"))
}

// controls counts the grant controls that are MFA, and tells whether there are others.
func (p *caPolicy) controls() (ways int, others bool) {
	g := p.GrantControls
	if g == nil {
		return 0, false
	}
	others = len(g.CustomAuthenticationFactors)+len(g.TermsOfUse) > 0
	for _, control := range g.BuiltInControls {
		if control == "mfa" {
			ways++
		} else {
			others = true
		}
	}
	if s := g.AuthenticationStrength; s != nil && s.RequirementsSatisfied == "mfa" {
		ways++
	} else if s != nil {
		others = true
	}
	return ways, others
}

// blocks reports whether nobody to whom the policy applies gets in.
func (p *caPolicy) blocks() bool {
	return p.GrantControls != nil && slices.Contains(p.GrantControls.BuiltInControls, "block") && p.always()
}

// everyone reports whether the policy is about all users, exclusions apart.
func (p *caPolicy) everyone() bool { return slices.Contains(p.Conditions.Users.IncludeUsers, "All") }

func (p *caPolicy) includes(u *user, m *members) bool {
	c := &p.Conditions.Users
	return p.everyone() || holds(c.IncludeUsers, u.ID) || m.inAny(c.IncludeGroups, u.ID) != "" ||
		m.hasAny(c.IncludeRoles, u.ID) != "" ||
		slices.Contains(c.IncludeUsers, "GuestsOrExternalUsers") && u.external() || c.IncludeGuestsOrExternalUsers.surely(u)
}

// excluding says by what the policy excludes an account; empty when it does not.
func (p *caPolicy) excluding(u *user, m *members) string {
	c := &p.Conditions.Users
	switch {
	case holds(c.ExcludeUsers, u.ID):
		return "the account itself"
	case m.inAny(c.ExcludeGroups, u.ID) != "":
		return "group " + m.name(m.inAny(c.ExcludeGroups, u.ID))
	case m.hasAny(c.ExcludeRoles, u.ID) != "":
		return "role " + m.name(m.hasAny(c.ExcludeRoles, u.ID))
	case slices.Contains(c.ExcludeUsers, "GuestsOrExternalUsers") && u.external(), c.ExcludeGuestsOrExternalUsers.maybe(u):
		return "guests and external users"
	}
	return ""
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

// coverage is whom the policies for each purpose cover.
type coverage struct {
	mfa, legacy reach
	partial     []string // policies that ask for MFA, but not of all users always
}

// reach is the policies for one purpose, and who belongs to the groups and roles that they name.
type reach struct {
	policies []*caPolicy
	clients  []string
	members  *members
}

// covers reports whether for each type of client at least one policy applies to an account.
func (r reach) covers(u *user) bool {
	for _, client := range r.clients {
		covered := slices.ContainsFunc(r.policies, func(p *caPolicy) bool {
			return p.isFor(client) && p.includes(u, r.members) && p.excluding(u, r.members) == ""
		})
		if !covered {
			return false
		}
	}
	return true
}

// excluding names the policies that would apply to an account but exclude it, and by what.
func (r reach) excluding(u *user) (names []string) {
	for _, p := range r.policies {
		if by := p.excluding(u, r.members); by != "" && p.includes(u, r.members) {
			names = append(names, p.DisplayName+" ("+by+")")
		}
	}
	return names
}

// forAll reports whether a policy is about all users and all types of client, exclusions apart.
func (r reach) forAll(p *caPolicy) bool {
	return p.everyone() && !slices.ContainsFunc(r.clients, func(client string) bool { return !p.isFor(client) })
}

func (t *tenantReader) readCoverage() (*coverage, error) {
	c := &coverage{mfa: reach{clients: modernClients}, legacy: reach{clients: legacyClients}}
	for record, err := range t.Graph.List(t.ctx, access.ConditionalAccessPolicies, rest.Query{}) {
		var p *caPolicy
		if err == nil {
			p, err = readPolicy(record)
		}
		if err != nil {
			return nil, err
		}
		if open := c.mfa.shortfalls(p); len(open) > 0 {
			c.partial = append(c.partial, p.DisplayName+" ("+strings.Join(open, ", ")+")")
		}
		if p.requiresMFA() {
			c.mfa.policies = append(c.mfa.policies, p)
		}
		if p.blocks() {
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
	result.Accounts, result.Partial = len(users), c.partial
	for _, p := range c.mfa.policies {
		if c.mfa.forAll(p) {
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
		if by := p.excluding(&users[i], m); by != "" {
			r.Exempt++
			r.Accounts = append(r.Accounts, users[i].UserPrincipalName+" ("+by+")")
		}
	}
	return r
}
