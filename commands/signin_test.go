package commands_test

import (
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/partnershell/partnershell/internal/demo"
	"github.com/partnershell/partnershell/internal/simulator"
	"github.com/partnershell/partnershell/internal/simulator/tenant"
)

// logged are the generator's own sign-ins of the last days that satisfy a condition.
func logged(t *testing.T, s *session, days int, want func(tenant.SignIn) bool) (found []tenant.SignIn) {
	t.Helper()
	server, err := s.demo.Server()
	if err != nil {
		t.Fatal(err)
	}
	records, from := server.Tenant().Records.SignIns, server.Tenant().Now.AddDate(0, 0, -days)
	for i := 0; i < records.Len() && !records.Time(i).Before(from); i++ {
		if row := records.At(i); want(row) {
			found = append(found, row)
		}
	}
	return found
}

func interactive(r tenant.SignIn) bool { return r.SignInEventTypes[0] == "interactiveUser" }

func stepSucceeded(r tenant.SignIn) bool {
	for _, step := range r.AuthenticationDetails {
		if step.Succeeded {
			return true
		}
	}
	return false
}

func TestDocumentedPipelines(t *testing.T) {
	s := as(t, "Security Reader")
	week := "Get-PartnerUserSignInActivity -StartDate (Get-Date).AddDays(-7)"
	succeeded := " | ? {$_.AuthenticationDetails | ? {$_.Succeeded -eq $true}}"
	someone := logged(t, s, 7, func(r tenant.SignIn) bool { return interactive(r) && stepSucceeded(r) })[0].UserID
	for _, test := range []struct {
		pipeline string
		want     func(tenant.SignIn) bool
	}{
		{week + " -UserId " + someone, func(r tenant.SignIn) bool { return r.UserID == someone }},
		{week + " -UserId " + someone + succeeded, func(r tenant.SignIn) bool { return r.UserID == someone && stepSucceeded(r) }},
		{week + " -UserId " + someone + succeeded + " | ? {$_.MfaDetail -eq $null}",
			func(r tenant.SignIn) bool { return r.UserID == someone && stepSucceeded(r) }},
		{week + succeeded + " | ? {$_.MfaDetail -eq $null}", stepSucceeded},
		{week + succeeded + " | ? {$_.MfaDetail -eq $null} | ? {$_.ResourceId -eq 'fa3d9a0c-3fb0-42cc-9193-47c7ecd2edbd'}",
			func(r tenant.SignIn) bool {
				return stepSucceeded(r) && r.ResourceID == "fa3d9a0c-3fb0-42cc-9193-47c7ecd2edbd"
			}},
	} {
		want := logged(t, s, 7, func(r tenant.SignIn) bool { return interactive(r) && test.want(r) })
		got := s.values(t, test.pipeline)
		if len(got) != len(want) || len(want) == 0 {
			t.Errorf("%s: %d sign-ins, want %d", test.pipeline, len(got), len(want))
		}
	}
	table := s.show(t, week+succeeded+" | ? {$_.MfaDetail -eq $null} | group ClientAppUsed -NoElement | sort Count -Descending")
	if !strings.Contains(table, "Count Name") || !strings.Contains(table, "Mobile Apps and Desktop") {
		t.Errorf("%s", table)
	}
}

func TestRecordsAreTheModules(t *testing.T) {
	s := as(t, "Security Reader")
	got := s.text(t, `$s = Get-PartnerUserSignInActivity | Select-Object -First 1
		$s.PSTypeNames -contains 'Microsoft.Graph.SignIn'; $s.CreatedDateTime.GetType().Name; $s.CreatedDateTime.Kind; $s.Status.PSObject.Properties.Name -contains 'ErrorCode'
		$s.PSObject.Properties.Name -ccontains 'RiskEventTypes_v2'; $s.DeviceDetail.PSObject.Properties.Name -ccontains 'OperatingSystem'; $s.createddatetime -eq $s.CreatedDateTime`)
	if want := "True\nDateTime\nUtc\nTrue\nTrue\nTrue\nTrue"; got != want {
		t.Errorf("%s", got)
	}
}

func TestTenNeedOnePage(t *testing.T) {
	s := as(t, "Security Reader")
	if got := s.values(t, `Get-PartnerUserSignInActivity | Select-Object -First 10`); len(got) != 10 {
		t.Errorf("%d sign-ins", len(got))
	}
	if n := s.pages(t, "/auditLogs/signIns"); n != 1 {
		t.Errorf("%d pages", n)
	}
	s.values(t, `Get-PartnerUser | Select-Object -First 5`)
	if n := s.pages(t, "/users"); n != 1 {
		t.Errorf("%d pages of users", n)
	}
}

// TestFilter compares filters, wherever their parts are evaluated, with the generator's records.
func TestFilter(t *testing.T) {
	s := as(t, "Security Reader")
	anyone := logged(t, s, 30, interactive)[0].UserPrincipalName
	for _, test := range []struct {
		filter        string
		pushed, local string
		want          func(tenant.SignIn) bool
	}{
		{`status.errorCode != 0`, "status/errorCode ne 0", "", func(r tenant.SignIn) bool { return r.Status.ErrorCode != 0 }},
		{`Status.ErrorCode == 0 and IsInteractive`, "status/errorCode eq 0", "isInteractive", func(r tenant.SignIn) bool { return r.Status.ErrorCode == 0 }},
		{`clientAppUsed in ["IMAP4", "POP3"]`, "(clientAppUsed eq 'IMAP4' or clientAppUsed eq 'POP3')", "",
			func(r tenant.SignIn) bool { return r.ClientAppUsed == "IMAP4" || r.ClientAppUsed == "POP3" }},
		{`userPrincipalName == "` + anyone + `" or appDisplayName startsWith "Azure"`,
			"(userPrincipalName eq '" + anyone + "' or startswith(appDisplayName,'Azure'))", "",
			func(r tenant.SignIn) bool {
				return r.UserPrincipalName == anyone || strings.HasPrefix(r.AppDisplayName, "Azure")
			}},
		{`location.countryOrRegion != "NO" && conditionalAccessStatus == "success"`, "conditionalAccessStatus eq 'success'",
			`location.countryOrRegion != "NO"`, func(r tenant.SignIn) bool {
				return r.Location.CountryOrRegion != "NO" && r.ConditionalAccessStatus == "success"
			}},
		{`any(authenticationDetails, .succeeded) and mfaDetail == nil and userType == "member"`, "",
			"any(authenticationDetails", func(r tenant.SignIn) bool { return stepSucceeded(r) && r.UserType == "member" }},
		{`createdDateTime >= date("2026-09-10")`, "createdDateTime ge 2026-09-10T00:00:00Z", "",
			func(r tenant.SignIn) bool { return r.CreatedDateTime >= "2026-09-10" }},
		{`not (clientAppUsed == "Browser")`, "", "not", func(r tenant.SignIn) bool { return r.ClientAppUsed != "Browser" }},
	} {
		command := "Get-PartnerUserSignInActivity -StartDate (Get-Date).AddDays(-20) -Filter '" + test.filter + "'"
		want := logged(t, s, 20, func(r tenant.SignIn) bool { return interactive(r) && test.want(r) })
		if got := s.values(t, command); len(got) != len(want) {
			t.Errorf("%s: %d sign-ins, want %d", test.filter, len(got), len(want))
		}
		said := s.show(t, command+" -Verbose | Out-Null")
		if test.pushed != "" && !strings.Contains(said, "Filtered by Graph: "+test.pushed+"\n") {
			t.Errorf("%s: %s", test.filter, said)
		}
		if (test.local != "") != strings.Contains(said, "Filtered here: ") || !strings.Contains(said, test.local) {
			t.Errorf("%s: %s", test.filter, said)
		}
	}
}

func TestFilterErrors(t *testing.T) {
	s := as(t, "Security Reader")
	for filter, want := range map[string]string{
		"userPrincipleName == 'a'": "userPrincipleName", "status.errorCode": "bool", "status.errorCode ==": "unexpected",
		"status.errorCode == 'x'": "mismatched",
	} {
		_, err := s.try(t, `Get-PartnerUserSignInActivity -Filter "`+filter+`"`)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", filter, err)
		}
	}
}

// TestDatesAreConverted: a local time is not taken for UTC.
func TestDatesAreConverted(t *testing.T) {
	s := as(t, "Security Reader")
	said := s.show(t, `Get-PartnerUserSignInActivity -StartDate ([DateTime]::SpecifyKind('2026-09-10 12:00', 'Utc')) -EndDate ([DateTime]::SpecifyKind('2026-09-10 14:00', 'Utc').ToLocalTime()) -Verbose | Out-Null`)
	if !strings.Contains(said, "2026-09-10 12:00:00Z to 2026-09-10 14:00:00Z") {
		t.Error(said)
	}
}

func TestEventTypes(t *testing.T) {
	s := as(t, "Security Reader")
	all := s.text(t, `Get-PartnerUserSignInActivity -EventType All -StartDate (Get-Date).AddDays(-3) | Group-Object { $_.SignInEventTypes[0] } | Sort-Object Name | ForEach-Object { "$($_.Name)=$($_.Count)" }`)
	counts := map[string]int{}
	for _, r := range logged(t, s, 3, func(tenant.SignIn) bool { return true }) {
		counts[r.SignInEventTypes[0]]++
	}
	var want []string
	for _, kind := range []string{"interactiveUser", "managedIdentity", "nonInteractiveUser", "servicePrincipal"} {
		want = append(want, fmt.Sprintf("%s=%d", kind, counts[kind]))
	}
	if all != strings.Join(want, "\n") {
		t.Errorf("%s, want %s", all, want)
	}
}

func TestGuestsByTheirName(t *testing.T) {
	s := as(t, "Security Reader")
	server, err := s.demo.Server()
	if err != nil {
		t.Fatal(err)
	}
	for _, u := range server.Tenant().Records.Users {
		if u.Kind != tenant.Guest || u.LastInteractive.ID == "" {
			continue
		}
		want := logged(t, s, 30, func(r tenant.SignIn) bool { return interactive(r) && r.UserID == u.ID })
		if got := s.values(t, "Get-PartnerUserSignInActivity -UserPrincipalName '"+u.UserPrincipalName+"'"); len(got) != len(want) || len(got) == 0 {
			t.Errorf("%s: %d, want %d", u.UserPrincipalName, len(got), len(want))
		}
		return
	}
	t.Error("no guest has signed in")
}

func TestRefusals(t *testing.T) {
	for account, want := range map[string]string{
		"User": "Reports Reader, Security Reader", "Conditional Access Administrator": "Reports Reader, Security Reader",
	} {
		s := as(t, account)
		_, err := s.try(t, "Get-PartnerUserSignInActivity")
		if err == nil || !strings.Contains(err.Error(), "the directory role "+want) {
			t.Errorf("%s: %v", account, err)
		}
	}
	s := begin(t, demo.Options{Params: tenant.Params{Licence: "Free"}})
	if _, err := s.try(t, "Get-PartnerUserSignInActivity"); err == nil || !strings.Contains(err.Error(), "licence") {
		t.Error(err)
	}
	s = begin(t, demo.Options{Simulator: simulator.Options{Consented: []string{"User.Read", "User.Read.All"}}})
	if _, err := s.try(t, "Get-PartnerUserSignInActivity"); err == nil || !strings.Contains(err.Error(), "AuditLog.Read.All") {
		t.Error(err)
	}
}

func TestReportsReaderIsToldWhatStaysEmpty(t *testing.T) {
	s := as(t, "Reports Reader")
	said := s.show(t, "Get-PartnerUserSignInActivity -Verbose | Select-Object -First 1 | Out-Null")
	if !strings.Contains(said, "AppliedConditionalAccessPolicies stay empty: the directory role Security Reader") {
		t.Error(said)
	}
}

// TestConstantMemory reads 100,000 sign-ins, keeps few, and looks at the heap on the way.
func TestConstantMemory(t *testing.T) {
	if testing.Short() {
		t.Skip("reads a large log")
	}
	s := begin(t, demo.Options{Params: tenant.Params{SignIns: 400_000},
		Simulator: simulator.Options{Throttle: simulator.Throttle{Off: true}}})
	peak, stop := make(chan uint64), make(chan struct{})
	go func() {
		var most uint64
		var m runtime.MemStats
		for {
			select {
			case <-stop:
				peak <- most
				return
			case <-time.After(20 * time.Millisecond):
				runtime.ReadMemStats(&m)
				most = max(most, m.HeapAlloc)
			}
		}
	}()
	count := s.text(t, `(Get-PartnerUserSignInActivity -EventType interactiveUser, nonInteractiveUser | Select-Object -First 100000 | Where-Object { $_.Status.ErrorCode -eq 50126 } | Measure-Object).Count`)
	close(stop)
	most := <-peak
	t.Logf("%s matches among 100,000; at most %d MB of heap", count, most>>20)
	if count == "0" || most > 300<<20 {
		t.Errorf("%s matches, %d MB of heap", count, most>>20)
	}
}

// BenchmarkFilter reads sign-ins and filters them in the shell; one operation is one sign-in.
func BenchmarkFilter(b *testing.B) {
	s := begin(b, demo.Options{Params: tenant.Params{SignIns: 60_000}, Simulator: simulator.Options{Throttle: simulator.Throttle{Off: true}}})
	s.values(b, "Get-PartnerUserSignInActivity | Select-Object -First 1")
	b.ReportAllocs()
	b.ResetTimer()
	s.values(b, fmt.Sprintf("Get-PartnerUserSignInActivity -EventType All | Select-Object -First %d | Where-Object { $_.Status.ErrorCode -eq 50126 } | Measure-Object", b.N))
}
