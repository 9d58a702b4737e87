package signin

import (
	"strings"
	"testing"
)

func TestParseFilter(t *testing.T) {
	for text, want := range map[string][2]string{
		``:                           {"", ""},
		`userId == "a'b"`:            {"userId eq 'a''b'", ""},
		`UserPrincipalName == "a@b"`: {"userPrincipalName eq 'a@b'", ""},
		`userPrincipalName == "A@b"`: {"", `userPrincipalName == "A@b"`}, // the log has lower case only
		`userPrincipalName != "a@b"`: {"", `userPrincipalName != "a@b"`},
		`status.errorCode in [1, 2]`: {"(status/errorCode eq 1 or status/errorCode eq 2)", ""},
		`status?.errorCode == 1`:     {"", `status?.errorCode == 1`},
		`appId in []`:                {"", `appId in []`},
		`homeTenantId == "x"`:        {"", `homeTenantId == "x"`}, // not a property that Graph filters by
		`createdDateTime > date("2026-01-02T03:04:05+01:00")`: {"createdDateTime gt 2026-01-02T02:04:05Z", ""},
		`appId == "a" or isInteractive`:                       {"", `appId == "a" or isInteractive`},
		`appId == "a" and (appId == "b" or resourceId == "c") and len(authenticationDetails) > 1`: {
			"appId eq 'a' and (appId eq 'b' or resourceId eq 'c')", `len(authenticationDetails) > 1`},
		`isInteractive and (flaggedForReview or isTenantRestricted)`: {"", `(isInteractive) and (flaggedForReview or isTenantRestricted)`},
	} {
		f, err := parseFilter(text)
		if err != nil {
			t.Errorf("%s: %v", text, err)
			continue
		}
		if f.pushed != want[0] || f.local != want[1] || (f.program != nil) != (want[1] != "") {
			t.Errorf("%s: Graph gets %q, here %q", text, f.pushed, f.local)
		}
	}
}

func TestMatches(t *testing.T) {
	f, err := parseFilter(`any(authenticationDetails, .succeeded and .authenticationMethod == "Password") and mfaDetail == nil and location.city != "Oslo"`)
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]bool{
		`{}`: false,
		`{"authenticationDetails":[{"succeeded":true,"authenticationMethod":"Password"}]}`:                                true,
		`{"authenticationDetails":[{"succeeded":true,"authenticationMethod":"Password"}],"location":{"city":"Oslo"}}`:     false,
		`{"authenticationDetails":[{"succeeded":true,"authenticationMethod":"Password"}],"mfaDetail":{"authMethod":"x"}}`: false,
		`{"authenticationDetails":[{"succeeded":false,"authenticationMethod":"Password"}],"mfaDetail":null}`:              false,
	} {
		if got, err := f.matches([]byte(text)); err != nil || got != want {
			t.Errorf("%s: %v, %v", text, got, err)
		}
	}
}

func TestLoggedName(t *testing.T) {
	for name, want := range map[string]string{
		"Ann@Contoso.com": "ann@contoso.com", "bo_b_contoso.com#EXT#@p.onmicrosoft.com": "bo_b@contoso.com", "#EXT#@x": "#ext#@x",
	} {
		if got := loggedName(name); got != want {
			t.Errorf("%s: %s", name, got)
		}
	}
}

// FuzzParseFilter: any text is a filter or an error, and what goes to Graph has its quotes in pairs.
func FuzzParseFilter(f *testing.F) {
	for _, seed := range []string{`status.errorCode != 0`, `userId == "a'b" or appId startsWith "x"`, `any(authenticationDetails, .succeeded)`,
		`createdDateTime >= date("2026-01-01")`, `appId in ["a", "b"] and not isInteractive`, `Status.ErrorCode`, `"`, `let x = 1; x == 1`} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 400 {
			return
		}
		parsed, err := parseFilter(text)
		if err != nil {
			return
		}
		if strings.Count(parsed.pushed, "'")%2 != 0 {
			t.Errorf("%q: %q", text, parsed.pushed)
		}
		if _, err := parsed.matches([]byte(`{"id":"1"}`)); err != nil && parsed.local == "" {
			t.Errorf("%q: %v", text, err)
		}
	})
}
