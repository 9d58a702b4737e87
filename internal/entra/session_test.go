package entra

import (
	"bytes"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"errors"
	"fmt"
	"math/big"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"software.sslmate.com/src/go-pkcs12"
)

// authority is a small Entra ID: it answers the token endpoint with what a test scripts.
type authority struct {
	mu     sync.Mutex
	forms  []url.Values // token requests, in order
	paths  []string
	answer func(tenant string, form url.Values) (int, any)
}

// client reaches the authority under the names of the cloud.
func (a *authority) client() *http.Client { return &http.Client{Transport: a} }

func (a *authority) RoundTrip(r *http.Request) (*http.Response, error) {
	recorder := httptest.NewRecorder()
	r.ParseForm()
	host := "https://" + r.URL.Host
	tenant := strings.Split(r.URL.Path, "/")[1]
	status, body := 200, any(nil)
	switch {
	case strings.HasSuffix(r.URL.Path, "/openid-configuration"):
		body = map[string]string{"issuer": host + "/" + tenant + "/v2.0",
			"authorization_endpoint": host + "/" + tenant + "/oauth2/v2.0/authorize",
			"token_endpoint":         host + "/" + tenant + "/oauth2/v2.0/token"}
	case strings.HasSuffix(r.URL.Path, "/devicecode"):
		body = map[string]any{"user_code": "ABCD1234", "device_code": "secret-device-code", "expires_in": 900,
			"verification_uri": "https://microsoft.com/devicelogin", "interval": 5, "message": "enter it"}
	case strings.HasSuffix(r.URL.Path, "/discovery/instance"):
		body = map[string]any{"tenant_discovery_endpoint": host + "/" + home + "/v2.0/.well-known/openid-configuration",
			"metadata": []any{map[string]any{"preferred_network": r.URL.Host, "preferred_cache": r.URL.Host,
				"aliases": []string{r.URL.Host}}}}
	default:
		a.mu.Lock()
		a.forms, a.paths = append(a.forms, r.Form), append(a.paths, r.URL.Path)
		a.mu.Unlock()
		status, body = a.answer(tenant, r.Form)
	}
	recorder.WriteHeader(status)
	json.NewEncoder(recorder).Encode(body)
	return recorder.Result(), nil
}

func segment(v any) string {
	raw, _ := json.Marshal(v)
	return base64.RawURLEncoding.EncodeToString(raw)
}

// jwt is an unsigned token with claims.
func jwt(claims map[string]any) string {
	return segment(map[string]string{"alg": "none"}) + "." + segment(claims) + ".c2ln"
}

const home = "11111111-1111-1111-1111-111111111111"

// granted is a token response for a user of the home tenant.
func granted(tenant, scope string) (int, any) {
	if tenant == "organizations" {
		tenant = home
	}
	claims := map[string]any{"tid": tenant, "oid": "o", "upn": "kim@contoso.com", "scp": scope, "amr": []string{"pwd", "mfa"},
		"wids": []string{string(SecurityReader), string(everyMember)}, "aud": "https://graph.microsoft.com", "exp": 4102444800}
	return 200, map[string]any{"token_type": "Bearer", "expires_in": 3600, "access_token": jwt(claims), "scope": scope,
		"refresh_token": "secret-refresh-token", "id_token": jwt(map[string]any{"tid": home, "oid": "o",
			"preferred_username": "kim@contoso.com", "aud": GraphCommandLineTools}),
		"client_info": segment(map[string]string{"uid": "o", "utid": home})}
}

func refused(code int, kind string) (int, any) {
	return 400, map[string]any{"error": kind, "error_codes": []int{code}, "correlation_id": "corr", "trace_id": "tr",
		"error_description": fmt.Sprintf("AADSTS%d: It was refused.\r\nTrace ID: tr\r\nCorrelation ID: corr", code)}
}

func TestDeviceCode(t *testing.T) {
	polls := 0
	a := &authority{answer: func(tenant string, form url.Values) (int, any) {
		if polls++; polls == 1 {
			return refused(70016, "authorization_pending")
		}
		return granted(tenant, form.Get("scope"))
	}}
	var prompt DeviceCodePrompt
	session, err := Connect(t.Context(), Config{HTTP: a.client(), Scopes: []string{"AuditLog.Read.All"}},
		DeviceCode{Show: func(p DeviceCodePrompt) error { prompt = p; return nil }})
	if err != nil {
		t.Fatal(err)
	}
	if prompt.UserCode != "ABCD1234" || prompt.Message != "enter it" {
		t.Errorf("prompt = %+v", prompt)
	}
	identity, err := session.Identity(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	if session.Home() != home || identity.Account() != "kim@contoso.com" || !identity.HasMFA() ||
		!identity.HasRole(SecurityReader) || len(identity.DirectoryRoles) != 1 || len(identity.Scopes) != 4 {
		t.Errorf("home %s, identity %+v", session.Home(), identity)
	}
	if got := a.forms[0].Get("scope"); !strings.HasPrefix(got, "https://graph.microsoft.com/AuditLog.Read.All ") {
		t.Errorf("scope = %q", got)
	}
}

func TestTokensAreKeptPerTenantAndResource(t *testing.T) {
	now := time.Now()
	a := &authority{answer: func(tenant string, form url.Values) (int, any) { return granted(tenant, form.Get("scope")) }}
	session, err := Connect(t.Context(), Config{HTTP: a.client(), Now: func() time.Time { return now }},
		DeviceCode{Show: func(DeviceCodePrompt) error { return nil }})
	if err != nil {
		t.Fatal(err)
	}
	const graph, partner, customer = "https://graph.microsoft.com", "https://api.partnercenter.microsoft.com", "22222222-aaaa-0000-0000-000000000000"
	for _, step := range []struct {
		tenant, resource, claims string
		requests                 int // token requests so far
	}{
		{"", graph, "", 1}, {home, graph, "", 1}, {strings.ToUpper(home), graph, "", 1},
		{"", partner, "", 2}, {customer, graph, "", 3}, {customer, graph, "", 3}, {customer, partner, "", 4},
		{"", graph, `{"access_token":{"nbf":{"essential":true,"value":"1"}}}`, 5}, {"", graph, "", 5},
	} {
		token, err := session.Token(t.Context(), step.tenant, step.resource, step.claims)
		if err != nil {
			t.Fatal(err)
		}
		if len(a.forms) != step.requests {
			t.Errorf("%+v: %d token requests", step, len(a.forms))
		}
		identity, _ := ParseIdentity(token.Secret)
		want := strings.ToLower(step.tenant)
		if want == "" {
			want = home
		}
		if identity.TenantID != want {
			t.Errorf("%+v: token of tenant %s", step, identity.TenantID)
		}
	}
	last := a.forms[len(a.forms)-1]
	if last.Get("grant_type") != "refresh_token" || !strings.Contains(last.Get("claims"), "nbf") ||
		!strings.Contains(last.Get("claims"), "CP1") {
		t.Errorf("claims were not sent with the capability: %v", last.Get("claims"))
	}
	now = now.Add(56 * time.Minute) // within the margin of the expiry
	if _, ok := session.cached(tokenKey{home, graph + "/.default"}); ok {
		t.Error("a token about to expire counts as valid")
	}
}

func TestClientSecret(t *testing.T) {
	a := &authority{answer: func(tenant string, form url.Values) (int, any) {
		if form.Get("client_secret") != "s3cr3t" {
			return refused(7000215, "invalid_client")
		}
		return 200, map[string]any{"token_type": "Bearer", "expires_in": 3599, "access_token": jwt(map[string]any{
			"tid": home, "appid": "app", "idtyp": "app", "roles": []string{"AuditLog.Read.All"}})}
	}}
	config := Config{HTTP: a.client(), Tenant: "contoso.com", ClientID: "app"}
	session, err := Connect(t.Context(), config, ClientSecret{"s3cr3t"})
	if err != nil {
		t.Fatal(err)
	}
	identity, _ := session.Identity(t.Context(), "")
	if !identity.AppOnly || identity.Permissions()[0] != "AuditLog.Read.All" || session.Home() != home {
		t.Errorf("%+v home %s", identity, session.Home())
	}
	_, err = Connect(t.Context(), config, ClientSecret{"wr0ng"})
	var refusal *Error
	if !errors.As(err, &refusal) || refusal.Code != 7000215 || refusal.CorrelationID != "corr" ||
		!strings.Contains(err.Error(), "Use the secret's value") || strings.Contains(err.Error(), "wr0ng") ||
		strings.Contains(err.Error(), "Trace ID") {
		t.Errorf("err = %v", err)
	}
	if _, err := Connect(t.Context(), Config{HTTP: a.client()}, ClientSecret{"s3cr3t"}); err == nil {
		t.Error("an application without tenant was accepted")
	}
}

// keyPair is a self-signed certificate with its key.
func keyPair(t *testing.T, until time.Time) (*x509.Certificate, *rsa.PrivateKey) {
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "app"},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: until}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	certificate, _ := x509.ParseCertificate(der)
	return certificate, key
}

func TestCertificate(t *testing.T) {
	certificate, key := keyPair(t, time.Now().Add(time.Hour))
	pkcs8, _ := x509.MarshalPKCS8PrivateKey(key)
	var text bytes.Buffer
	pem.Encode(&text, &pem.Block{Type: "PRIVATE KEY", Bytes: pkcs8})
	pem.Encode(&text, &pem.Block{Type: "CERTIFICATE", Bytes: certificate.Raw})
	modern, _ := pkcs12.Modern.Encode(key, certificate, nil, "pa55")
	legacy, _ := pkcs12.LegacyDES.Encode(key, certificate, nil, "pa55")
	old, oldKey := keyPair(t, time.Now().Add(-time.Minute))
	expired, _ := pkcs12.Modern.Encode(oldKey, old, nil, "")
	elliptic, _ := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	elliptical, _ := x509.MarshalPKCS8PrivateKey(elliptic)
	var wrongKind bytes.Buffer
	pem.Encode(&wrongKind, &pem.Block{Type: "PRIVATE KEY", Bytes: elliptical})
	pem.Encode(&wrongKind, &pem.Block{Type: "CERTIFICATE", Bytes: certificate.Raw})
	a := &authority{answer: func(_ string, form url.Values) (int, any) {
		if form.Get("client_assertion_type") != "urn:ietf:params:oauth:client-assertion-type:jwt-bearer" {
			return refused(7000218, "invalid_client")
		}
		return 200, map[string]any{"token_type": "Bearer", "expires_in": 3599,
			"access_token": jwt(map[string]any{"tid": home, "appid": "app", "idtyp": "app"})}
	}}
	for _, test := range []struct {
		name       string
		credential Certificate
		err        string
	}{
		{"PEM", Certificate{Data: text.Bytes()}, ""},
		{"modern PFX", Certificate{Data: modern, Password: "pa55"}, ""},
		{"legacy PFX", Certificate{Data: legacy, Password: "pa55"}, ""},
		{"with chain", Certificate{Data: modern, Password: "pa55", SendChain: true}, ""},
		{"wrong password", Certificate{Data: modern, Password: "other"}, "password of the PFX file is wrong"},
		{"expired", Certificate{Data: expired}, "expired on"},
		{"garbage", Certificate{Data: []byte("garbage")}, "neither PEM nor"},
		{"no key", Certificate{Data: []byte("-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n")}, "PEM"},
		{"elliptic curve", Certificate{Data: wrongKind.Bytes()}, "cannot be used"},
	} {
		_, err := Connect(t.Context(), Config{HTTP: a.client(), Tenant: "contoso.com", ClientID: "app"}, test.credential)
		if (err == nil) != (test.err == "") || (err != nil && !strings.Contains(err.Error(), test.err)) {
			t.Errorf("%s: err = %v, want %q", test.name, err, test.err)
		}
		if err != nil && strings.Contains(err.Error(), "pa55") {
			t.Errorf("%s: the password is in the error", test.name)
		}
	}
}

func TestBrowser(t *testing.T) {
	a := &authority{answer: func(tenant string, form url.Values) (int, any) {
		if form.Get("code") != "the-code" || form.Get("code_verifier") == "" {
			return refused(9002313, "invalid_request")
		}
		return granted(tenant, form.Get("scope"))
	}}
	for _, test := range []struct {
		name  string
		reply func(redirect, state string) (*http.Response, error)
		err   string
	}{
		{"form", func(redirect, state string) (*http.Response, error) {
			return http.PostForm(redirect, url.Values{"code": {"the-code"}, "state": {state}})
		}, ""},
		{"query", func(redirect, state string) (*http.Response, error) {
			return http.Get(redirect + "/?code=the-code&state=" + state)
		}, ""},
		{"forged first", func(redirect, state string) (*http.Response, error) {
			http.PostForm(redirect, url.Values{"code": {"evil"}, "state": {"guess"}})
			http.Get(redirect + "/favicon.ico")
			return http.PostForm(redirect, url.Values{"code": {"the-code"}, "state": {state}})
		}, ""},
		{"refused", func(redirect, state string) (*http.Response, error) {
			return http.PostForm(redirect, url.Values{"error": {"access_denied"}, "state": {state},
				"error_description": {"AADSTS65004: The user declined.\r\nTrace ID: x"}})
		}, "AADSTS65004: The user declined. The consent is missing"},
	} {
		t.Run(test.name, func(t *testing.T) {
			open := func(address string) error {
				u, err := url.Parse(address)
				q := u.Query()
				if q.Get("code_challenge_method") != "S256" || q.Get("code_challenge") == "" || q.Get("prompt") != "select_account" ||
					q.Get("login_hint") != "kim@contoso.com" || !strings.Contains(q.Get("scope"), "offline_access") {
					t.Errorf("address %s", address)
				}
				go test.reply(q.Get("redirect_uri"), q.Get("state"))
				return err
			}
			session, err := Connect(t.Context(), Config{HTTP: a.client()}, Browser{Open: open, LoginHint: "kim@contoso.com"})
			if (err == nil) != (test.err == "") || (err != nil && !strings.Contains(err.Error(), test.err)) {
				t.Fatalf("err = %v, want %q", err, test.err)
			}
			if err == nil && session.Home() != home {
				t.Errorf("home = %s", session.Home())
			}
		})
	}
	ctx, cancel := context.WithCancel(t.Context())
	_, err := Connect(ctx, Config{HTTP: a.client()}, Browser{Open: func(string) error { cancel(); return nil }})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("err = %v", err)
	}
}

func TestAClaimsChallengeThatNeedsAPersonSignsInAgain(t *testing.T) {
	shown := 0
	a := &authority{answer: func(tenant string, form url.Values) (int, any) {
		if form.Get("grant_type") == "refresh_token" {
			return refused(50173, "invalid_grant")
		}
		return granted(tenant, form.Get("scope"))
	}}
	session, err := Connect(t.Context(), Config{HTTP: a.client()},
		DeviceCode{Show: func(DeviceCodePrompt) error { shown++; return nil }})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := session.Token(t.Context(), "", "https://graph.microsoft.com", `{"access_token":{}}`); err != nil || shown != 2 {
		t.Errorf("err = %v, shown %d times", err, shown)
	}
	// So is a challenge of another service, whose token a new sign-in cannot bring either here.
	if _, err := session.Token(t.Context(), "", "https://other.example", `{"access_token":{}}`); err == nil || shown != 3 {
		t.Errorf("err = %v, shown %d times", err, shown)
	}
	// Without a challenge nobody is asked: the error says to sign in.
	if _, err := session.Token(t.Context(), "", "https://other.example", ""); err == nil || shown != 3 {
		t.Errorf("err = %v, shown %d times", err, shown)
	}
}

func TestConcurrentUse(t *testing.T) {
	a := &authority{answer: func(tenant string, form url.Values) (int, any) {
		if form.Get("grant_type") == "refresh_token" && strings.Contains(form.Get("claims"), "nbf") {
			return refused(50173, "invalid_grant")
		}
		return granted(tenant, form.Get("scope"))
	}}
	session, err := Connect(t.Context(), Config{HTTP: a.client()}, DeviceCode{Show: func(DeviceCodePrompt) error { return nil }})
	if err != nil {
		t.Fatal(err)
	}
	var all sync.WaitGroup
	for i := range 12 {
		all.Go(func() {
			tenant := []string{"", "22222222-aaaa-0000-0000-000000000000"}[i%2]
			claims := []string{"", `{"access_token":{"nbf":{"essential":true,"value":"1"}}}`}[i/2%2]
			if _, err := session.Token(t.Context(), tenant, "https://graph.microsoft.com", claims); err != nil && (tenant == "" || claims == "") {
				t.Error(err)
			}
		})
	}
	all.Wait()
	session.SignOut()
	if _, err := session.Identity(t.Context(), ""); err == nil {
		t.Error("a token was given after signing out")
	}
}

func TestAccessToken(t *testing.T) {
	token := jwt(map[string]any{"tid": home, "upn": "kim@contoso.com", "scp": "User.Read", "aud": "00000003-0000-0000-c000-000000000000",
		"exp": time.Now().Add(time.Hour).Unix()})
	session, err := Connect(t.Context(), Config{}, AccessToken{token})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := session.Token(t.Context(), "", "https://graph.microsoft.com", ""); err != nil {
		t.Error(err)
	}
	if _, err := session.Token(t.Context(), "other", "https://graph.microsoft.com", ""); err == nil {
		t.Error("the token was used in another tenant")
	}
	if _, err := session.Token(t.Context(), "", "https://api.partnercenter.microsoft.com", ""); err == nil {
		t.Error("the token was used for another service")
	}
	for _, bad := range []string{"opaque", jwt(map[string]any{"exp": 1, "tid": home})} {
		if _, err := Connect(t.Context(), Config{}, AccessToken{bad}); err == nil || strings.Contains(err.Error(), bad) {
			t.Errorf("err = %v", err)
		}
	}
}

func TestSecretsDoNotPrint(t *testing.T) {
	for _, v := range []any{Token{Secret: "s3cr3t"}, ClientSecret{"s3cr3t"}, AccessToken{"s3cr3t"},
		Certificate{Data: []byte("s3cr3t"), Password: "s3cr3t"}} {
		for _, format := range []string{"%v", "%+v", "%#v", "%s"} {
			if text := fmt.Sprintf(format, v); strings.Contains(text, "s3cr3t") {
				t.Errorf("%T prints %s", v, text)
			}
		}
	}
}
