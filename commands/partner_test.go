package commands_test

import (
	"encoding/json"
	"fmt"
	"net/url"
	"strings"
	"testing"

	"github.com/partnershell/partnershell/internal/connection"
	"github.com/partnershell/partnershell/internal/demo"
	"github.com/partnershell/partnershell/internal/simulator"
	"github.com/partnershell/partnershell/shell"
)

func TestContext(t *testing.T) {
	s := as(t, "Security Reader")
	got := s.text(t, `$c = Get-PartnerContext; $c.Roles; $c.AuthenticationMethods -join '+'; $c.Account.Type; "$($c.Account)" -eq $c.Account.Identifier
		$c.Environment; $c.Scopes -contains 'AuditLog.Read.All'; $c.TenantId -eq $c.Account.Tenant; $c.ExpiresOn -gt (Get-Date)`)
	if want := "Security Reader\npwd+mfa\nUser\nTrue\nAzureCloud\nTrue\nTrue\nTrue"; got != want {
		t.Error(got)
	}
}

func TestSecurityRequirement(t *testing.T) {
	s := as(t, "Security Reader")
	if got := s.text(t, `"$(Test-PartnerSecurityRequirement)"; (Test-PartnerSecurityRequirement).AuthenticationMethods -contains 'mfa'`); got != "pass\nTrue" {
		t.Error(got)
	}
	s = begin(t, demo.Options{Simulator: simulator.Options{PasswordOnly: true}})
	if got := s.text(t, `"$(Test-PartnerSecurityRequirement 3>$null)"`); got != "fail" {
		t.Error(got)
	}
	if said := s.show(t, "Test-PartnerSecurityRequirement"); !strings.Contains(said, "WARNING: The token's amr claim is pwd") {
		t.Error(said)
	}
}

func TestNotConnected(t *testing.T) {
	host := &screen{}
	s := &session{screen: host, Session: shell.New(shell.Options{Commands: families(), Host: host, NonInteractive: true,
		Services: map[string]any{connection.ServiceName: connection.New(connection.Options{})}})}
	for _, command := range []string{"Get-PartnerUser", "Get-PartnerCustomer", "Get-PartnerUserSignInActivity", "Get-ComplianceStatus",
		"Test-PartnerSecurityRequirement"} {
		_, err := s.try(t, command+" -ErrorAction Stop")
		if err == nil || !strings.Contains(err.Error(), "Connect-PartnerCenter") {
			t.Errorf("%s: %v", command, err)
		}
	}
	if got := s.values(t, "Get-PartnerContext"); len(got) != 0 {
		t.Errorf("%v", got)
	}
}

func TestConnect(t *testing.T) {
	s := as(t, "Reports Reader")
	tenant := s.text(t, "(Get-PartnerContext).TenantId; Disconnect-PartnerCenter; Get-PartnerContext")
	if _, err := s.try(t, "Get-PartnerUser"); err == nil {
		t.Error("Get-PartnerUser works after signing out")
	}
	for _, command := range []string{"Connect-PartnerCenter", "Connect-PartnerCenter -Domain " + tenant,
		"Connect-PartnerCenter -UseDeviceAuthentication -TenantId " + tenant, "Connect-PartnerCenter -Device -Environment AzureCloud"} {
		if got := s.text(t, "("+command+").Roles"); got != "Reports Reader" {
			t.Errorf("%s: %s", command, got)
		}
	}
	if shown := s.show(t, "Connect-PartnerCenter -DeviceCode | Out-Null"); !strings.Contains(shown, "enter the code") {
		t.Error(shown)
	}
	if shown := s.show(t, "Connect-PartnerCenter -Tenant contoso.com -WhatIf"); !strings.Contains(shown, `What if: Performing the operation "Sign in (Browser, AzureCloud)" on target "contoso.com".`) {
		t.Error(shown)
	}
}

func TestConnectWithoutPerson(t *testing.T) {
	const secret = "not-to-be-seen"
	generated := begin(t, demo.Options{})
	server, err := generated.demo.Server()
	if err != nil {
		t.Fatal(err)
	}
	app, home := server.Tenant().Directory.Rows("applications")[0].Text("appId"), server.Tenant().Directory.ID
	s := begin(t, demo.Options{Simulator: simulator.Options{Credentials: []simulator.Credential{{AppID: app, Secret: secret}}}})
	connect := "Connect-PartnerCenter -ServicePrincipal -TenantId " + home +
		" -Credential ([pscredential]::new('" + app + "', (ConvertTo-SecureString '%s' -AsPlainText -Force)))"
	if got := s.text(t, fmt.Sprintf("$c = "+connect+"; $c.Account.Type; $c.CredentialType; $c.ApplicationId", secret)); got != "ServicePrincipal\nClientSecret\n"+app {
		t.Error(got)
	}
	for command, want := range map[string]string{
		fmt.Sprintf(connect, "seen-by-nobody"):                                                         "AADSTS7000215",
		"Connect-PartnerCenter -AccessToken seen-by-nobody":                                            "token",
		"Connect-PartnerCenter -ApplicationId x -RefreshToken seen-by-nobody":                          "GUID",
		"Connect-PartnerCenter -ApplicationId " + app + " -RefreshToken seen-by-nobody":                "AADSTS",
		"Connect-PartnerCenter -CertificateThumbprint 00FF -ApplicationId " + app + " -Tenant " + home: "00FF",
		"Connect-PartnerCenter -CertificatePath none.pem -ApplicationId " + app + " -Tenant " + home:   "none.pem",
	} {
		_, err := s.try(t, command)
		if err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "seen-by-nobody") {
			t.Errorf("%s: %v", command, err)
		}
	}
}

func TestConnectByRefreshToken(t *testing.T) {
	s := as(t, "Security Reader")
	server, err := s.demo.Server()
	if err != nil {
		t.Fatal(err)
	}
	client, home := server.Tenant().ClientID, server.Tenant().Directory.ID
	post := func(endpoint string, form url.Values) (body map[string]any) {
		answer, err := s.demo.HTTP.PostForm("https://login.microsoftonline.com/"+home+"/oauth2/v2.0/"+endpoint, form)
		if err != nil {
			t.Fatal(err)
		}
		defer answer.Body.Close()
		if err := json.NewDecoder(answer.Body).Decode(&body); err != nil {
			t.Fatal(err)
		}
		return body
	}
	code := post("devicecode", url.Values{"client_id": {client}, "scope": {"https://graph.microsoft.com/User.Read.All offline_access"}})
	if err := server.ApproveDeviceCode(code["user_code"].(string), "Security Reader"); err != nil {
		t.Fatal(err)
	}
	tokens := post("token", url.Values{"client_id": {client}, "device_code": {code["device_code"].(string)},
		"scope":      {"https://graph.microsoft.com/User.Read.All offline_access"},
		"grant_type": {"urn:ietf:params:oauth:grant-type:device_code"}})
	got := s.text(t, fmt.Sprintf("$c = Connect-PartnerCenter -ApplicationId %s -RefreshToken %s -TenantId %s; $c.CredentialType; $c.Roles; "+
		"(Get-PartnerUser | Select-Object -First 3).Count; \"$(Test-PartnerSecurityRequirement)\"", client, tokens["refresh_token"], home))
	if got != "RefreshToken\nSecurity Reader\n3\npass" {
		t.Error(got)
	}
	got = s.text(t, fmt.Sprintf("$c = Connect-PartnerCenter -AccessToken %s; $c.CredentialType; (Get-PartnerUser | Select-Object -First 3).Count",
		tokens["access_token"]))
	if got != "AccessToken\n3" {
		t.Error(got)
	}
}

func TestCustomers(t *testing.T) {
	s := as(t, "Security Reader")
	server, err := s.demo.Server()
	if err != nil {
		t.Fatal(err)
	}
	customers := server.Tenant().Records.Customers
	for _, account := range []string{"Security Reader", "Reports Reader"} {
		s := as(t, account)
		if got := s.values(t, "Get-PartnerCustomer"); len(got) != len(customers) {
			t.Errorf("%s: %d customers, want %d", account, len(got), len(customers))
		}
		for _, command := range []string{"Get-PartnerCustomer " + customers[2].TenantID, "Get-PartnerCustomer -Domain " + customers[2].Domain,
			"Get-PartnerCustomer -Domain " + customers[2].Domain[:6]} {
			if got := s.text(t, "("+command+").CustomerId"); got != customers[2].TenantID {
				t.Errorf("%s: %s", command, got)
			}
		}
		if _, err := s.try(t, "Get-PartnerCustomer -Domain nowhere.example -ErrorAction Stop"); err == nil {
			t.Error("found a customer that does not exist")
		}
	}
}

func TestUsers(t *testing.T) {
	s := as(t, "Security Reader")
	server, err := s.demo.Server()
	if err != nil {
		t.Fatal(err)
	}
	users := server.Tenant().Records.Users
	disabled := 0
	for i := range users {
		if !users[i].Enabled {
			disabled++
		}
	}
	if got := s.text(t, "$u = Get-PartnerUser; $u.Count; @($u | ? { -not $_.AccountEnabled }).Count"); got != fmt.Sprintf("%d\n%d", len(users), disabled) {
		t.Errorf("%s, want %d and %d", got, len(users), disabled)
	}
	for _, command := range []string{"Get-PartnerUser -UserId " + users[5].ID, "Get-PartnerUser -UPN " + users[5].UserPrincipalName} {
		if got := s.text(t, "("+command+").DisplayName"); got != users[5].DisplayName {
			t.Errorf("%s: %s", command, got)
		}
	}
	if _, err := s.try(t, "Get-PartnerUser -UPN nobody@nowhere.example -ErrorAction Stop"); err == nil {
		t.Error("found a user who does not exist")
	}
}
