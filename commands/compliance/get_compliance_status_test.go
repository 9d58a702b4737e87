package compliance

import (
	"reflect"
	"slices"
	"testing"
	"time"

	"github.com/partnershell/partnershell/internal/graph"
	"github.com/partnershell/partnershell/internal/policy"
	"github.com/partnershell/partnershell/shell/object"
)

func property(t *testing.T, v object.Value, name string) object.Value {
	t.Helper()
	got, ok, err := object.GetProperty(v, name)
	if err != nil || !ok {
		t.Fatalf("%s: %v, %v", name, ok, err)
	}
	return got
}

// TestEvidenceIsABag: Go's values become .NET's, under the names that PowerShell would give them.
func TestEvidenceIsABag(t *testing.T) {
	at := time.Date(2026, 9, 14, 9, 0, 0, 0, time.UTC)
	use := bag(reflect.ValueOf(policy.APIUse{ApplicationID: "a", UserPrincipalName: "u", Requests: 3, LastRequest: at, LastIPAddress: "::1"}))
	for name, want := range map[string]string{"ApplicationId": "a", "Requests": "3", "LastRequest": "09/14/2026 09:00:00", "LastIpAddress": "::1"} {
		if got := object.ToText(property(t, use, name)); got != want {
			t.Errorf("%s is %s, want %s", name, got, want)
		}
	}
	admin := bag(reflect.ValueOf(policy.Admin{Roles: []string{"One", "Two"}, MFAEnforced: true}))
	if property(t, admin, "MfaEnforced") != true || property(t, admin, "MfaRegistered") != false ||
		object.ToText(property(t, admin, "Roles")) != "One Two" {
		t.Errorf("%v", admin)
	}
}

func TestWanted(t *testing.T) {
	list, err := policy.Requirements()
	if err != nil {
		t.Fatal(err)
	}
	ids := func(c *getComplianceStatus) (found []string) {
		for _, r := range list {
			if c.wants(r) {
				found = append(found, r.ID)
			}
		}
		return found
	}
	if got := ids(&getComplianceStatus{}); len(got) != len(list) {
		t.Errorf("without a choice: %v", got)
	}
	if got := ids(&getComplianceStatus{Requirement: []string{"mfapolicy", "ALERTRESPONSE"}}); !slices.Equal(got, []string{"MfaPolicy", "AlertResponse"}) {
		t.Errorf("two: %v", got)
	}
	if got := ids(&getComplianceStatus{Customer: "c"}); slices.Contains(got, "MfaPortalRequests") || !slices.Contains(got, "LegacySignIns") {
		t.Errorf("of a customer: %v", got)
	}
}

func TestRecord(t *testing.T) {
	reader := &policy.Reader{Graph: &graph.Client{}, Now: time.Date(2026, 9, 14, 9, 0, 0, 0, time.UTC)}
	finding := policy.Finding{Requirement: &policy.Requirement{ID: "I", Title: "T", Target: "1"}, Status: policy.NotMet, Actual: "0",
		Evidence: []any{policy.Account{UserPrincipalName: "a"}, policy.Account{UserPrincipalName: "b"}}}
	o := record(finding, reader)
	for name, want := range map[string]string{"Id": "I", "Requirement": "T", "Status": "NotMet", "Actual": "0", "Target": "1",
		"EvaluatedOn": "09/14/2026 09:00:00"} {
		if got := object.ToText(property(t, o, name)); got != want {
			t.Errorf("%s is %s, want %s", name, got, want)
		}
	}
	if evidence, ok := property(t, o, "Evidence").(*object.Array); !ok || len(evidence.Items) != 2 {
		t.Errorf("%v", property(t, o, "Evidence"))
	}
}
