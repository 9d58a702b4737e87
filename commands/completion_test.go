package commands_test

import (
	"strings"
	"testing"
	"time"
)

// completions waits until the words of a command can be completed, and hands the texts of the candidates back.
func completions(t *testing.T, s *session, input string) []string {
	t.Helper()
	for range 200 {
		found := s.text(t, "(TabExpansion2 '"+input+"' "+"'"+input+"'.Length).CompletionMatches.CompletionText")
		if found != "" {
			return strings.Split(found, "\n")
		}
		time.Sleep(20 * time.Millisecond)
	}
	t.Fatalf("%s: nothing is offered", input)
	return nil
}

// TestLiveCompletion: what the tenant has is offered, read in the background, and forgotten with the sign-in.
func TestLiveCompletion(t *testing.T) {
	s := as(t, "Security Reader")
	server, err := s.demo.Server()
	if err != nil {
		t.Fatal(err)
	}
	records := server.Tenant().Records
	if n := len(completions(t, s, "Get-PartnerUser -UserPrincipalName ")); n != len(records.Users) {
		t.Errorf("%d of %d users", n, len(records.Users))
	}
	somebody := records.Users[7]
	prefix := somebody.UserPrincipalName[:6]
	for _, name := range completions(t, s, "Get-PartnerUserSignInActivity -UserPrincipalName "+prefix) {
		if !strings.HasPrefix(name, prefix) {
			t.Errorf("%s does not begin with %s", name, prefix)
		}
	}
	if ids := completions(t, s, "Get-PartnerUser -UserId "+somebody.UserPrincipalName); ids[0] != somebody.ID {
		t.Errorf("an id by its user's name: %v, want %s", ids, somebody.ID)
	}
	if n := len(completions(t, s, "Get-ComplianceStatus -Customer ")); n != len(records.Customers) {
		t.Errorf("%d of %d customers", n, len(records.Customers))
	}
	s.text(t, "Disconnect-PartnerCenter")
	if left := s.text(t, "(TabExpansion2 'Get-PartnerUser -UserPrincipalName ' 35).CompletionMatches.Count"); left != "0" {
		t.Errorf("%s users are known after the sign-in has ended", left)
	}
}
