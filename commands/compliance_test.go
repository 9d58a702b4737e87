package commands_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/partnershell/partnershell/commands/compliance"
	"github.com/partnershell/partnershell/internal/demo"
	"github.com/partnershell/partnershell/internal/policy"
	"github.com/partnershell/partnershell/internal/simulator"
	"github.com/partnershell/partnershell/internal/simulator/tenant"
)

// expected are the figures of Get-ComplianceStatus, worked out from what the generator decided.
type expected struct {
	enabled, enforced, open int // accounts; open to legacy authentication
	exempt                  int // by the policy that is about everyone
	apiTotal, apiMFA        int
	legacy                  int // successful sign-ins
	portal, portalMFA       int
}

func expect(t *testing.T, s *session, days int) (e expected) {
	t.Helper()
	server, err := s.demo.Server()
	if err != nil {
		t.Fatal(err)
	}
	records := server.Tenant().Records
	for i := range records.Users {
		if u := &records.Users[i]; u.Enabled {
			e.addUser(records, u)
		}
	}
	for _, r := range records.PartnerRequests {
		if e.apiTotal++; r.MFACompliant {
			e.apiMFA++
		}
	}
	e.legacy = len(logged(t, s, days, func(r tenant.SignIn) bool {
		kind := r.SignInEventTypes[0]
		return (kind == "interactiveUser" || kind == "nonInteractiveUser") && tenant.Legacy(r.ClientAppUsed) && r.Status.ErrorCode == 0
	}))
	portal := logged(t, s, 7, func(r tenant.SignIn) bool {
		return interactive(r) && r.ClientAppUsed == "Browser" && r.Status.ErrorCode == 0 &&
			r.ResourceID == "fa3d9a0c-3fb0-42cc-9193-47c7ecd2edbd"
	})
	e.portal = len(portal)
	for _, r := range portal {
		if r.MFAPassed() {
			e.portalMFA++
		}
	}
	return e
}

func (e *expected) addUser(records *tenant.Records, u *tenant.User) {
	e.enabled++
	mfa, blocked := records.Params.SecurityDefaults, records.Params.SecurityDefaults
	for i := range records.Policies {
		p := &records.Policies[i]
		unconditional := p.State == "enabled" && slices.Equal(p.IncludeApps, []string{"All"}) && len(p.IncludeLocations) == 0 &&
			len(p.SignInRiskLevels) == 0 && len(p.UserRiskLevels) == 0 && p.TransferMethods == ""
		requires := unconditional && slices.Contains(p.ClientAppTypes, "all") && slices.Contains(p.Grants, "mfa")
		if requires && slices.Contains(p.IncludeUsers, "All") && !p.AppliesTo(u) {
			e.exempt++
		}
		mfa = mfa || requires && p.AppliesTo(u)
		blocked = blocked || unconditional && slices.Contains(p.Grants, "block") && slices.Contains(p.ClientAppTypes, "other") && p.AppliesTo(u)
	}
	if mfa || u.PerUserMFA != "disabled" {
		e.enforced++
	}
	if !blocked {
		e.open++
	}
}

// statuses reads Id, Status and Actual of every requirement.
func statuses(t *testing.T, s *session, command string) map[string][2]string {
	t.Helper()
	found := map[string][2]string{}
	for _, line := range strings.Split(s.text(t, command+` | ForEach-Object { "$($_.Id)|$($_.Status)|$($_.Actual)" }`), "\n") {
		part := strings.Split(line, "|")
		found[part[0]] = [2]string{part[1], part[2]}
	}
	return found
}

func TestComplianceFigures(t *testing.T) {
	for name, params := range map[string]tenant.Params{
		"P2": {}, "P1": {Seed: 7, Licence: "P1", Users: 120, SignIns: 6000}, "security defaults": {Seed: 3, SecurityDefaults: true, Users: 90, SignIns: 5000},
		"small": {Seed: 11, Users: 40, SignIns: 900},
	} {
		t.Run(name, func(t *testing.T) {
			params.Now = now
			s := begin(t, demo.Options{Params: params})
			e := expect(t, s, 7)
			got := statuses(t, s, "Get-ComplianceStatus")
			check := func(id string, met bool, actual string) {
				status := "NotMet"
				if met {
					status = "Met"
				}
				if got[id][0] != status || !strings.Contains(got[id][1], actual) {
					t.Errorf("%s: %v, want %s with %s", id, got[id], status, actual)
				}
			}
			check("MfaForAllAccounts", e.enforced == e.enabled, fmt.Sprintf("(%d of %d)", e.enforced, e.enabled))
			check("MfaApiRequests", e.apiMFA == e.apiTotal, fmt.Sprintf("(%d of %d)", e.apiMFA, e.apiTotal))
			check("MfaPortalRequests", e.portalMFA == e.portal, fmt.Sprintf("(%d of %d)", e.portalMFA, e.portal))
			check("LegacySignIns", e.legacy == 0, fmt.Sprintf("%d successful", e.legacy))
			if params.SecurityDefaults {
				check("MfaPolicy", true, "security defaults")
				check("LegacyAuthenticationBlocked", true, "security defaults")
				return
			}
			check("MfaPolicy", e.exempt == 0, fmt.Sprintf("exempts %d", e.exempt))
			check("LegacyAuthenticationBlocked", e.open == 0, fmt.Sprintf("(%d of %d)", e.enabled-e.open, e.enabled))
		})
	}
}

func TestComplianceEvidence(t *testing.T) {
	s := as(t, "Security Reader")
	e := expect(t, s, 7)
	if n := s.text(t, "(Get-ComplianceStatus MfaForAllAccounts).Evidence.Count"); n != fmt.Sprint(e.enabled-e.enforced) {
		t.Errorf("%s accounts, want %d", n, e.enabled-e.enforced)
	}
	if n := s.text(t, "(Get-ComplianceStatus AdminMfa).Evidence.Count"); n != fmt.Sprint(adminsWithoutMFA(t, s)) {
		t.Errorf("%s administrators, want %d", n, adminsWithoutMFA(t, s))
	}
	if n := s.text(t, "((Get-ComplianceStatus LegacySignIns).Evidence | Measure-Object Succeeded -Sum).Sum"); n != fmt.Sprint(e.legacy) {
		t.Errorf("%s legacy sign-ins, want %d", n, e.legacy)
	}
	if n := s.text(t, "((Get-ComplianceStatus MfaApiRequests).Evidence | Measure-Object Requests -Sum).Sum"); n != fmt.Sprint(e.apiTotal-e.apiMFA) {
		t.Errorf("%s requests, want %d", n, e.apiTotal-e.apiMFA)
	}
}

// adminsWithoutMFA counts the enabled administrators that no policy covers or who have not registered.
func adminsWithoutMFA(t *testing.T, s *session) (n int) {
	server, err := s.demo.Server()
	if err != nil {
		t.Fatal(err)
	}
	records := server.Tenant().Records
	for i := range records.Users {
		u := &records.Users[i]
		if !u.Enabled || len(u.Roles) == 0 {
			continue
		}
		var e expected
		if e.addUser(records, u); e.enforced == 0 || !slices.ContainsFunc(u.Methods, func(m string) bool { return m != "email" }) {
			n++
		}
	}
	return n
}

// TestComplianceDegrades: what cannot be read is never met, and what is missing is named.
func TestComplianceDegrades(t *testing.T) {
	for _, test := range []struct {
		options  demo.Options
		readable []string
		missing  string
	}{
		{demo.Options{Simulator: simulator.Options{Account: "Reports Reader"}}, []string{"LegacySignIns", "DelegatedAccessMfa"}, "the directory role Security Reader"},
		{demo.Options{Simulator: simulator.Options{Account: "User"}}, nil, "the directory role Reports Reader"},
		{demo.Options{Simulator: simulator.Options{Consented: []string{"AuditLog.Read.All", "User.Read"}}}, []string{"LegacySignIns", "DelegatedAccessMfa", "MfaPortalRequests", "MfaApiRequests"}, "the permission Policy.Read.All"},
		{demo.Options{Params: tenant.Params{Licence: "Free"}}, []string{"MfaForAllAccounts", "MfaPolicy", "LegacyAuthenticationBlocked", "MfaApiRequests", "AdminMfa", "SecurityContact", "AlertResponse"}, "licence"},
	} {
		s := begin(t, test.options)
		reasons := s.text(t, "Get-ComplianceStatus | ForEach-Object { $all += @($_) }; $all.Reason")
		if !strings.Contains(reasons, test.missing) {
			t.Errorf("%+v: %s", test.options.Simulator, reasons)
		}
		for id, got := range statuses(t, s, "Get-ComplianceStatus") {
			if evaluated := got[0] != "NotEvaluated"; evaluated != slices.Contains(test.readable, id) {
				t.Errorf("%s of %s: %v", test.options.Simulator.Account+test.options.Params.Licence, id, got)
			}
		}
	}
}

func TestComplianceOfCustomer(t *testing.T) {
	s := as(t, "Security Reader")
	server, err := s.demo.Server()
	if err != nil {
		t.Fatal(err)
	}
	evaluated := 0
	for _, c := range server.Tenant().Records.Customers {
		for id, got := range statuses(t, s, "Get-ComplianceStatus -Requirement MfaPolicy, SecurityContact -Customer "+c.TenantID) {
			if id != "MfaPolicy" {
				t.Errorf("%s is about the partner", id)
			}
			if got[0] == "NotEvaluated" {
				continue
			}
			if evaluated++; c.SecurityDefaults && got[0] != "Met" {
				t.Errorf("%s: %v", c.DisplayName, got)
			}
		}
	}
	if evaluated == 0 {
		t.Error("no customer's tenant could be read")
	}
}

// TestRequirementParameter keeps the parameter's values and the file of requirements together.
func TestRequirementParameter(t *testing.T) {
	list, err := policy.Requirements()
	if err != nil {
		t.Fatal(err)
	}
	s := as(t, "Reports Reader")
	for _, r := range list {
		if got := s.text(t, "(Get-ComplianceStatus "+r.ID+").Id"); got != r.ID {
			t.Errorf("%s: %s", r.ID, got)
		}
	}
	if len(compliance.Commands["Get-ComplianceStatus"]().Parameters()) == 0 {
		t.Error("no parameters")
	}
}
