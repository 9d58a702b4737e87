package entra

import (
	"net/http"
	"strings"
	"testing"
)

func TestClaimsChallenge(t *testing.T) {
	const claims = `{"access_token":{"nbf":{"essential":true,"value":"1"}}}`
	const encoded = "eyJhY2Nlc3NfdG9rZW4iOnsibmJmIjp7ImVzc2VudGlhbCI6dHJ1ZSwidmFsdWUiOiIxIn19fQ=="
	const bearer = `Bearer realm="", authorization_uri="https://x/authorize", error="insufficient_claims", claims="` + encoded + `"`
	tests := []struct {
		name   string
		header []string
		want   string
	}{
		{"plain", []string{bearer}, claims},
		{"unpadded", []string{strings.Replace(bearer, "==", "", 1)}, claims},
		{"behind PoP in one line", []string{`PoP realm="Bearer x", nonce="a,b", ` + bearer}, claims},
		{"in the second line", []string{`PoP nonce="a"`, bearer}, claims},
		{"another fault", []string{`Bearer error="invalid_token", claims="` + encoded + `"`}, ""},
		{"not base64", []string{`Bearer error="insufficient_claims", claims="%%"`}, ""},
		{"unquoted", []string{`Bearer error="insufficient_claims", claims=x`}, ""},
		{"none", nil, ""},
	}
	for _, test := range tests {
		got, ok := ClaimsChallenge(http.Header{"Www-Authenticate": test.header})
		if got != test.want || ok != (test.want != "") {
			t.Errorf("%s: %q, %v", test.name, got, ok)
		}
	}
}

func TestParseIdentity(t *testing.T) {
	for _, claims := range []map[string]any{
		{"tid": home, "preferred_username": "kim@contoso.com", "azp": "app", "scp": "A B", "amr": "mfa"},
		{"tid": home, "unique_name": "kim@contoso.com", "appid": "app", "scp": []string{"A", "B"}, "amr": []string{"mfa"}, "aud": []string{"x"}},
	} {
		id, err := ParseIdentity(jwt(claims))
		if err != nil || id.AppOnly || id.Account() != "kim@contoso.com" || id.ApplicationID != "app" ||
			strings.Join(id.Scopes, " ") != "A B" || !id.HasMFA() || id.RolesKnown {
			t.Errorf("%+v, %v", id, err)
		}
	}
	if id, _ := ParseIdentity(jwt(map[string]any{"amr": []string{"ngcmfa"}})); id.HasMFA() {
		t.Error("ngcmfa is not mfa")
	}
}

func TestRoleNames(t *testing.T) {
	if GlobalReader.String() != "Global Reader" || PartnerTier2Support.String() != "Partner Tier2 Support" || Role("x").String() != "x" {
		t.Error("names")
	}
}

func TestCloudByName(t *testing.T) {
	for name, want := range map[string]Cloud{"": Global, "GlobalCloud": Global, "USGov": USGov, "ChinaCloud": China, "DoD": DoD} {
		if got, err := CloudByName(name); err != nil || got != want {
			t.Errorf("%s: %v %v", name, got, err)
		}
	}
	if _, err := CloudByName("Germany"); err == nil {
		t.Error("Germany was found")
	}
}

func FuzzParseIdentity(f *testing.F) {
	f.Add(jwt(map[string]any{"tid": home, "wids": []string{"x"}, "exp": 1e300, "amr": 5}))
	f.Add("a.b.c")
	f.Fuzz(func(t *testing.T, token string) {
		if _, err := ParseIdentity(token); err != nil && len(token) > 8 && strings.Contains(err.Error(), token) {
			t.Error("the token is in the error")
		}
	})
}

func FuzzChallengeAndRefusal(f *testing.F) {
	f.Add(`PoP nonce="x", Bearer error="insufficient_claims", claims="e30="`, `{"error":"x","error_description":"AADSTS50076: y"}`)
	f.Fuzz(func(t *testing.T, header, body string) {
		ClaimsChallenge(http.Header{"Www-Authenticate": {header}})
		if e, ok := parseRefusal([]byte(body)); ok && e.Error() == "" {
			t.Error("an error without text")
		}
	})
}
