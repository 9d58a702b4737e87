package policy

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/partnershell/partnershell/internal/access"
	"github.com/partnershell/partnershell/internal/rest"
)

// policyOf reads a policy: users, conditions beside them, and grant controls, as JSON.
func policyOf(t *testing.T, state, users, conditions, grant string) *caPolicy {
	t.Helper()
	if conditions != "" {
		conditions = "," + conditions
	}
	text := `{"id":"1","displayName":"P","state":"` + state + `","conditions":{"users":` + users + conditions + `},"grantControls":` + grant + `}`
	p, err := readPolicy([]byte(text))
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return p
}

const (
	allUsers = `{"includeUsers":["All"]}`
	allApps  = `"applications":{"includeApplications":["All"]}`
	mfa      = `{"operator":"OR","builtInControls":["mfa"]}`
	block    = `{"operator":"OR","builtInControls":["block"]}`
)

func TestEnforcesMFA(t *testing.T) {
	for _, test := range []struct {
		state, conditions, grant string
		want                     bool
	}{
		{"enabled", allApps, mfa, true},
		{"disabled", allApps, mfa, false},
		{"enabledForReportingButNotEnforced", allApps, mfa, false},
		{"enabled", allApps, `null`, false},
		{"enabled", allApps, block, false},
		{"enabled", allApps, `{"operator":"OR","builtInControls":["mfa","compliantDevice"]}`, false},
		{"enabled", allApps, `{"operator":"AND","builtInControls":["mfa","compliantDevice"]}`, true},
		{"enabled", allApps, `{"operator":"OR","builtInControls":[],"authenticationStrength":{"requirementsSatisfied":"mfa"}}`, true},
		{"enabled", allApps, `{"operator":"OR","builtInControls":[],"authenticationStrength":{"requirementsSatisfied":"none"}}`, false},
		{"enabled", allApps, `{"operator":"OR","builtInControls":["mfa"],"termsOfUse":["x"]}`, false},
		{"enabled", allApps, `{"operator":"OR","builtInControls":["mfa"],"customAuthenticationFactors":["duo"]}`, false},
		{"enabled", `"applications":{"includeApplications":["Office365"]}`, mfa, false},
		{"enabled", `"applications":{"includeApplications":["All"],"excludeApplications":["x"]}`, mfa, false},
		{"enabled", `"applications":{"includeApplications":["All"],"applicationFilter":{"mode":"exclude","rule":"x"}}`, mfa, false},
		{"enabled", `"applications":{"includeApplications":[],"includeUserActions":["urn:user:registersecurityinfo"]}`, mfa, false},
		{"enabled", allApps + `,"clientAppTypes":["all"]`, mfa, true},
		{"enabled", allApps + `,"clientAppTypes":["browser"]`, mfa, false},
		{"enabled", allApps + `,"clientAppTypes":["browser","mobileAppsAndDesktopClients"]`, mfa, true},
		{"enabled", allApps + `,"locations":{"includeLocations":["All"],"excludeLocations":["AllTrusted"]}`, mfa, false},
		{"enabled", allApps + `,"locations":{"includeLocations":["All"],"excludeLocations":[]}`, mfa, true},
		{"enabled", allApps + `,"platforms":{"includePlatforms":["all"]}`, mfa, true},
		{"enabled", allApps + `,"platforms":{"includePlatforms":["windows"]}`, mfa, false},
		{"enabled", allApps + `,"signInRiskLevels":["high"]`, mfa, false},
		{"enabled", allApps + `,"userRiskLevels":["high"]`, mfa, false},
		{"enabled", allApps + `,"devices":{"deviceFilter":{"mode":"exclude","rule":"x"}}`, mfa, false},
		{"enabled", allApps + `,"authenticationFlows":{"transferMethods":"deviceCodeFlow"}`, mfa, false},
		{"enabled", allApps + `,"clientApplications":{"includeServicePrincipals":[],"servicePrincipalFilter":null}`, mfa, true},
		{"enabled", allApps + `,"authenticationFlows":{"transferMethods":"none"}`, mfa, true},
		{"enabled", allApps + `,"conditionOfTomorrow":{"levels":["high"]}`, mfa, false},
		{"enabled", `"applications":{"includeApplications":["All"],"networkAccess":{"includeTraffic":["x"]}}`, mfa, false},
		{"enabled", allApps + `,"devices":null,"insiderRiskLevels":null,"locations":null`, mfa, true},
	} {
		p := policyOf(t, test.state, allUsers, test.conditions, test.grant)
		anyone := &user{ID: "x", UserPrincipalName: "x@p.example"}
		got := p.requiresMFA() && reach{policies: []*caPolicy{p}, clients: modernClients, members: &members{}}.covers(anyone)
		if got != test.want {
			t.Errorf("%s %s %s: %v", test.state, test.conditions, test.grant, got)
		}
	}
}

func TestBlocksLegacy(t *testing.T) {
	for conditions, want := range map[string]bool{
		allApps + `,"clientAppTypes":["exchangeActiveSync","other"]`:                                           true,
		allApps + `,"clientAppTypes":["other"]`:                                                                false,
		allApps + `,"clientAppTypes":["all"]`:                                                                  true,
		`"applications":{"includeApplications":["Office365"]},"clientAppTypes":["exchangeActiveSync","other"]`: false,
	} {
		p := policyOf(t, "enabled", allUsers, conditions, block)
		anyone := &user{ID: "x", UserPrincipalName: "x@p.example"}
		got := p.blocks() && reach{policies: []*caPolicy{p}, clients: legacyClients, members: &members{}}.covers(anyone)
		if got != want {
			t.Errorf("%s: %v", conditions, got)
		}
	}
}

func TestCovers(t *testing.T) {
	m := &members{groups: map[string]map[string]bool{"g": {"ann": true}}, roles: map[string]map[string]bool{"r": {"bo": true}}}
	ann := &user{ID: "Ann", UserPrincipalName: "ann@p.example", UserType: "Member"}
	bo := &user{ID: "bo", UserPrincipalName: "bo@p.example", UserType: "Member"}
	guest := &user{ID: "gus", UserPrincipalName: "gus_c.example#EXT#@p.example", UserType: "Guest"}
	for _, test := range []struct {
		users           string
		ann, bo, guests bool
	}{
		{allUsers, true, true, true},
		{`{"includeUsers":["None"]}`, false, false, false},
		{`{"includeUsers":["ANN"]}`, true, false, false},
		{`{"includeGroups":["G"]}`, true, false, false},
		{`{"includeRoles":["R"]}`, false, true, false},
		{`{"includeUsers":["All"],"excludeGroups":["g"]}`, false, true, true},
		{`{"includeUsers":["All"],"excludeRoles":["r"],"excludeUsers":["ann"]}`, false, false, true},
		{`{"includeUsers":["GuestsOrExternalUsers"]}`, false, false, true},
		{`{"includeUsers":["All"],"excludeUsers":["GuestsOrExternalUsers"]}`, true, true, false},
		{`{"includeGuestsOrExternalUsers":{"guestOrExternalUserTypes":"b2bCollaborationGuest,internalGuest"}}`, false, false, true},
		{`{"includeGuestsOrExternalUsers":{"guestOrExternalUserTypes":"serviceProvider"}}`, false, false, false},
		{`{"includeGuestsOrExternalUsers":{"guestOrExternalUserTypes":"b2bCollaborationGuest","externalTenants":{"membershipKind":"enumerated"}}}`, false, false, false},
		{`{"includeUsers":["All"],"excludeGuestsOrExternalUsers":{"guestOrExternalUserTypes":"b2bCollaborationGuest","externalTenants":{"membershipKind":"enumerated"}}}`, true, true, false},
	} {
		r := reach{policies: []*caPolicy{policyOf(t, "enabled", test.users, allApps, mfa)}, clients: modernClients, members: m}
		if r.covers(ann) != test.ann || r.covers(bo) != test.bo || r.covers(guest) != test.guests {
			t.Errorf("%s: %v %v %v", test.users, r.covers(ann), r.covers(bo), r.covers(guest))
		}
	}
}

// TestPoliciesCoverTogether: what one policy leaves open, another one may close, for each type of client.
func TestPoliciesCoverTogether(t *testing.T) {
	ann := &user{ID: "ann", UserPrincipalName: "ann@p.example"}
	one := policyOf(t, "enabled", allUsers, allApps+`,"clientAppTypes":["exchangeActiveSync"]`, block)
	two := policyOf(t, "enabled", `{"includeUsers":["ann"]}`, allApps+`,"clientAppTypes":["other"]`, block)
	three := policyOf(t, "enabled", `{"includeUsers":["All"],"excludeUsers":["ann"]}`, allApps+`,"clientAppTypes":["other"]`, block)
	for _, test := range []struct {
		policies []*caPolicy
		want     bool
	}{
		{[]*caPolicy{one}, false}, {[]*caPolicy{two}, false}, {[]*caPolicy{one, two}, true},
		{[]*caPolicy{one, three}, false}, {[]*caPolicy{one, three, two}, true}, {nil, false},
	} {
		r := reach{policies: test.policies, clients: legacyClients, members: &members{}}
		if r.covers(ann) != test.want {
			t.Errorf("%d policies: %v", len(test.policies), !test.want)
		}
	}
	if r := (reach{policies: []*caPolicy{three}, members: &members{}}); !slices.Equal(r.excluding(ann), []string{"P (the account itself)"}) {
		t.Errorf("%q", r.excluding(ann))
	}
}

func TestRequirements(t *testing.T) {
	list, err := Requirements()
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, r := range list {
		if _, err := r.compiled(); err != nil {
			t.Error(err)
		}
		if seen[r.ID] || r.ID == "" || r.Title == "" || r.Remedy == "" || r.Target == "" || !strings.HasPrefix(r.Reference, "https://learn.microsoft.com/") {
			t.Errorf("%+v: something is missing or there twice", r)
		}
		seen[r.ID] = true
	}
}

// unreadable are facts of which none can be read.
func unreadable(err error) Facts {
	log := &errorLog{}
	return Facts{Days: 7, Share: share, errors: log,
		Accounts:          once(log, func() (Accounts, error) { return Accounts{}, err }),
		SecurityDefaults:  once(log, func() (SecurityDefaults, error) { return SecurityDefaults{}, err }),
		ConditionalAccess: once(log, func() (ConditionalAccess, error) { return ConditionalAccess{}, err }),
		Admins:            once(log, func() (Admins, error) { return Admins{}, err }),
		Portal:            once(log, func() (Portal, error) { return Portal{}, err }),
		Offenders:         once(log, func() (Offenders, error) { return Offenders{}, err }),
		API:               once(log, func() (API, error) { return API{}, err }),
		APIUses:           once(log, func() ([]APIUse, error) { return nil, err }),
		Delegated:         once(log, func() (Delegated, error) { return Delegated{}, err }),
		Legacy:            once(log, func() (Legacy, error) { return Legacy{}, err }),
		Score:             once(log, func() (Score, error) { return Score{}, err })}
}

// TestNeverMetUnread: no requirement is judged by facts that could not be read.
func TestNeverMetUnread(t *testing.T) {
	list, err := Requirements()
	if err != nil {
		t.Fatal(err)
	}
	refused := &rest.Error{Status: 403, Path: "some/path", Gaps: []access.Gap{
		{Kind: access.Role, AnyOf: []string{"Security Reader"}, Grantor: "a Privileged Role Administrator can assign it", Certain: true}}}
	for _, r := range list {
		f, err := Evaluate(t.Context(), r, unreadable(refused))
		if err != nil || f.Status != NotEvaluated || len(f.Gaps) != 1 ||
			f.Reason != "some/path could not be read: the directory role Security Reader is missing." ||
			f.Remedy != "A Privileged Role Administrator can assign it." {
			t.Errorf("%s: %+v, %v", r.ID, f, err)
		}
		f, err = Evaluate(t.Context(), r, unreadable(errors.New("no network")))
		if err != nil || f.Status != NotEvaluated || !strings.Contains(f.Reason, "no network") {
			t.Errorf("%s: %+v, %v", r.ID, f, err)
		}
	}
}

// TestNothingToJudge: all of nothing is not met.
func TestNothingToJudge(t *testing.T) {
	list, err := Requirements()
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range list {
		f, err := Evaluate(t.Context(), r, unreadable(nil))
		if err != nil || f.Status == Met && r.ID != "LegacySignIns" && r.ID != "DelegatedAccessMfa" {
			t.Errorf("%s: %+v, %v", r.ID, f, err)
		}
	}
}

// TestPartlyUnread: what tells more may be missing where a requirement is not met, and is told to be.
func TestPartlyUnread(t *testing.T) {
	facts := unreadable(errors.New("no network"))
	facts.Portal = func() (Portal, error) { return Portal{SignIns: 3, WithMFA: 2, WithoutMFA: []PortalUse{{}}}, nil }
	list, err := Requirements()
	if err != nil {
		t.Fatal(err)
	}
	f, err := Evaluate(t.Context(), list[1], facts)
	if err != nil || f.Status != NotMet || len(f.Evidence) != 1 || !strings.HasPrefix(f.Actual, "66.6 % (2 of 3)") ||
		strings.Count(f.Reason, "Could not be read: no network.") != 1 {
		t.Errorf("%+v, %v", f, err)
	}
	facts.Portal = func() (Portal, error) { return Portal{SignIns: 3, WithMFA: 3}, nil }
	if f, err = Evaluate(t.Context(), list[1], facts); err != nil || f.Status != NotEvaluated || f.Actual != "" {
		t.Errorf("%+v, %v", f, err)
	}
}

func TestSecurityDefaultsNeedNoMore(t *testing.T) {
	facts := unreadable(errors.New("not to be read"))
	facts.SecurityDefaults = func() (SecurityDefaults, error) { return SecurityDefaults{true}, nil }
	list, err := Requirements()
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range list {
		f, err := Evaluate(t.Context(), r, facts)
		if wanted := slices.Contains([]string{"MfaPolicy", "LegacyAuthenticationBlocked"}, r.ID); err != nil || (f.Status == Met) != wanted {
			t.Errorf("%s: %+v, %v", r.ID, f, err)
		}
	}
}

func TestShare(t *testing.T) {
	for want, of := range map[string][2]int{
		"none": {0, 0}, "0 % (0 of 5)": {0, 5}, "40 % (2 of 5)": {2, 5}, "99.9 % (1999 of 2000)": {1999, 2000}, "100 % (3 of 3)": {3, 3},
	} {
		if got := share(of[0], of[1]); got != want {
			t.Errorf("%v: %s, want %s", of, got, want)
		}
	}
}

func TestUsedMFA(t *testing.T) {
	for text, want := range map[string]bool{
		`{"authenticationRequirement":"multiFactorAuthentication"}`:                                                                                                true,
		`{"authenticationRequirement":"singleFactorAuthentication"}`:                                                                                               false,
		`{"status":{"additionalDetails":"MFA requirement satisfied by claim in the token"}}`:                                                                       true,
		`{"authenticationDetails":[{"authenticationStepResultDetail":"First factor requirement satisfied by claim in the token"}]}`:                                false,
		`{"authenticationDetails":[{"authenticationStepResultDetail":null},{"authenticationStepResultDetail":"MFA requirement satisfied by claim in the token"}]}`: true,
		`{"status":null,"authenticationDetails":null}`:                                                                                                             false,
	} {
		var s signIn
		if err := json.Unmarshal([]byte(text), &s); err != nil || s.usedMFA() != want {
			t.Errorf("%s: %v, %v", text, !want, err)
		}
	}
}

func TestShortfalls(t *testing.T) {
	r := reach{clients: modernClients}
	for _, test := range []struct{ state, users, conditions, grant, want string }{
		{"enabled", allUsers, allApps, mfa, ""},
		{"disabled", `{"includeUsers":["a"]}`, allApps, mfa, ""},
		{"enabled", allUsers, allApps, block, ""},
		{"enabledForReportingButNotEnforced", allUsers, allApps, mfa, "report-only"},
		{"enabled", `{"includeRoles":["r"]}`, allApps + `,"clientAppTypes":["browser"]`, mfa, "not all users, not all clients"},
		{"enabled", allUsers, `"applications":{"includeApplications":["Office365"],"excludeApplications":["x"]},"signInRiskLevels":["high"]`, mfa,
			"not all resources, excludes resources, under further conditions"},
		{"enabled", allUsers, allApps + `,"locations":{"includeLocations":["All"],"excludeLocations":["AllTrusted"]},"platforms":{"includePlatforms":["iOS"]}`,
			`{"operator":"OR","builtInControls":["mfa","compliantDevice"]}`, "not at every location, not on every platform, another control is enough"},
	} {
		if got := strings.Join(r.shortfalls(policyOf(t, test.state, test.users, test.conditions, test.grant)), ", "); got != test.want {
			t.Errorf("%s %s %s: %q, want %q", test.users, test.conditions, test.grant, got, test.want)
		}
	}
}
