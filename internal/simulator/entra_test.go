package simulator

import (
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/partnershell/partnershell/internal/simulator/row"
	"github.com/partnershell/partnershell/internal/simulator/tenant"
)

// payload decodes the claims of a JWT.
func payload(t testing.TB, token any) map[string]any {
	t.Helper()
	parts := strings.Split(token.(string), ".")
	text, err := base64.RawURLEncoding.DecodeString(parts[1])
	if err != nil {
		t.Fatal(err)
	}
	var claims map[string]any
	if err := json.Unmarshal(text, &claims); err != nil {
		t.Fatal(err)
	}
	return claims
}

// wantOAuth checks an error of the token endpoint in full.
func wantOAuth(t testing.TB, status int, body map[string]any, wantStatus int, name string, code int) {
	t.Helper()
	codes, _ := body["error_codes"].([]any)
	if status != wantStatus || body["error"] != name || len(codes) != 1 || int(codes[0].(float64)) != code {
		t.Fatalf("got %d %v, want %d %s AADSTS%d", status, body, wantStatus, name, code)
	}
	for _, member := range []string{"error_description", "timestamp", "trace_id", "correlation_id",
		"error_uri"} {
		if body[member] == nil {
			t.Errorf("%s is missing", member)
		}
	}
	if !strings.HasPrefix(body["error_description"].(string), "AADSTS") {
		t.Errorf("error_description: %v", body["error_description"])
	}
}

func TestDiscovery(t *testing.T) {
	s := started(t, unlimited(""))
	id := s.Tenant().Directory.ID
	for authority, issuer := range map[string]string{
		id: id, s.Tenant().Directory.Domain: id, "common": "{tenantid}", "organizations": "{tenantid}"} {
		response, err := s.Client().Get(loginBase + authority + "/v2.0/.well-known/openid-configuration")
		if err != nil {
			t.Fatal(err)
		}
		status, body := decoded(t, response)
		if want := loginBase + issuer + "/v2.0"; status != 200 || body["issuer"] != want {
			t.Errorf("%s: issuer %v, want %s", authority, body["issuer"], want)
		}
	}
	response, _ := s.Client().Get(loginBase + "nobody.example/v2.0/.well-known/openid-configuration")
	status, body := decoded(t, response)
	wantOAuth(t, status, body, 400, "invalid_tenant", 90002)
}

func TestInstanceDiscovery(t *testing.T) {
	s := started(t, unlimited(""))
	ask := func(host string) (int, map[string]any) {
		response, err := s.Client().Get(loginBase +
			"common/discovery/instance?api-version=1.1&authorization_endpoint=" +
			url.QueryEscape("https://"+host+"/common/oauth2/v2.0/authorize"))
		if err != nil {
			t.Fatal(err)
		}
		return decoded(t, response)
	}
	if status, body := ask("login.microsoftonline.com"); status != 200 || body["metadata"] == nil {
		t.Errorf("known host: %d %v", status, body)
	}
	if status, body := ask("login.example.com"); status != 400 || body["error"] != "invalid_instance" {
		t.Errorf("unknown host: %d %v", status, body)
	}
}

func TestTokensAreSignedByThePublishedKey(t *testing.T) {
	s := started(t, unlimited(""))
	token := signIn(t, s, "organizations", "https://graph.microsoft.com/.default",
		"")["access_token"].(string)
	response, _ := s.Client().Get(loginBase + "common/discovery/v2.0/keys")
	_, set := decoded(t, response)
	key := set["keys"].([]any)[0].(map[string]any)
	modulus, _ := base64.RawURLEncoding.DecodeString(key["n"].(string))
	public := &rsa.PublicKey{E: 65537}
	public.N = s.entra.signer.key().N
	if string(modulus) != string(public.N.Bytes()) || key["alg"] != "RS256" {
		t.Fatalf("published key: %v", key)
	}
	cut := strings.LastIndexByte(token, '.')
	signature, _ := base64.RawURLEncoding.DecodeString(token[cut+1:])
	sum := sha256.Sum256([]byte(token[:cut]))
	if err := rsa.VerifyPKCS1v15(public, crypto.SHA256, sum[:], signature); err != nil {
		t.Error(err)
	}
}

func TestDeviceCode(t *testing.T) {
	clock := today
	s := started(t, Options{Wall: func() time.Time { return clock }})
	client := s.Tenant().ClientID
	token := loginBase + "organizations/oauth2/v2.0/token"
	start := func() map[string]any {
		status, code := form(t, s, loginBase+"organizations/oauth2/v2.0/devicecode", "client_id", client,
			"scope", "User.Read")
		if status != 200 || code["expires_in"] != 900.0 || code["interval"] != 5.0 ||
			len(code["user_code"].(string)) != 9 {
			t.Fatalf("device code: %d %v", status, code)
		}
		return code
	}
	poll := func(code map[string]any, grantType string) (int, map[string]any) {
		return form(t, s, token, "grant_type", grantType, "client_id", client, "device_code",
			code["device_code"].(string))
	}
	const long = "urn:ietf:params:oauth:grant-type:device_code"

	code := start()
	status, body := poll(code, "device_code")
	wantOAuth(t, status, body, 400, "authorization_pending", 70016)
	if pending := s.PendingDeviceCodes(); !slices.Equal(pending, []string{code["user_code"].(string)}) {
		t.Errorf("pending: %v", pending)
	}
	if err := s.ApproveDeviceCode(code["user_code"].(string), "Reports Reader"); err != nil {
		t.Fatal(err)
	}
	if status, body = poll(code, long); status != 200 || body["token_type"] != "Bearer" {
		t.Fatalf("approved: %d %v", status, body)
	}
	if wids := payload(t, body["access_token"])["wids"].([]any); wids[0] != tenant.ReportsReader {
		t.Errorf("wids: %v", wids)
	}
	status, body = poll(code, long)
	wantOAuth(t, status, body, 400, "bad_verification_code", 70018)

	code = start()
	if err := s.DeclineDeviceCode(code["user_code"].(string)); err != nil {
		t.Fatal(err)
	}
	status, body = poll(code, long)
	wantOAuth(t, status, body, 400, "authorization_declined", 65004)

	code = start()
	clock = clock.Add(901 * time.Second)
	status, body = poll(code, long)
	wantOAuth(t, status, body, 400, "expired_token", 70019)
	if err := s.ApproveDeviceCode(code["user_code"].(string), ""); err == nil {
		t.Error("an expired code was approved")
	}
}

func TestDevicePageApproves(t *testing.T) {
	s := started(t, Options{})
	_, code := form(t, s, loginBase+"common/oauth2/v2.0/devicecode", "client_id", s.Tenant().ClientID,
		"scope", "User.Read")
	if status, _ := form(t, s, "https://microsoft.com/devicelogin", "otc", "WRONG"); status != 400 {
		t.Errorf("wrong code: %d", status)
	}
	if status, _ := form(t, s, "https://microsoft.com/devicelogin", "otc",
		code["user_code"].(string)); status != 200 {
		t.Errorf("right code: %d", status)
	}
	if len(s.PendingDeviceCodes()) != 0 {
		t.Error("the code still waits")
	}
}

func TestTokenClaims(t *testing.T) {
	s := started(t, unlimited(""))
	tokens := signIn(t, s, "organizations", "AuditLog.Read.All User.Read openid profile offline_access", "")
	user := s.Tenant().Records.Users[0]
	claims := payload(t, tokens["access_token"])
	for name, want := range map[string]any{"aud": "https://graph.microsoft.com",
		"tid": s.Tenant().Directory.ID,
		"oid": user.ID, "upn": user.UserPrincipalName, "scp": "AuditLog.Read.All User.Read", "idtyp": "user",
		"appid": s.Tenant().ClientID, "iat": float64(today.Unix())} {
		if claims[name] != want {
			t.Errorf("%s = %v, want %v", name, claims[name], want)
		}
	}
	if amr := claims["amr"].([]any); len(amr) != 2 || amr[1] != "mfa" {
		t.Errorf("amr: %v", amr)
	}
	info, _ := base64.RawURLEncoding.DecodeString(tokens["client_info"].(string))
	if want := `{"uid":"` + user.ID + `","utid":"` + s.Tenant().Directory.ID + `"}`; string(info) != want {
		t.Errorf("client_info %s", info)
	}
	if id := payload(t, tokens["id_token"]); id["aud"] != s.Tenant().ClientID ||
		id["preferred_username"] != user.UserPrincipalName {
		t.Errorf("id_token: %v", id)
	}
}

func TestRefreshTokensRotateAndServeOtherResources(t *testing.T) {
	s := started(t, unlimited(""))
	first := signIn(t, s, "organizations", "User.Read offline_access", "")["refresh_token"].(string)
	refresh := func(token, authority, scope string) (int, map[string]any) {
		return form(t, s, loginBase+authority+"/oauth2/v2.0/token", "grant_type", "refresh_token",
			"client_id", s.Tenant().ClientID, "refresh_token", token, "scope", scope)
	}
	status, body := refresh(first, "organizations",
		"https://api.partnercenter.microsoft.com/user_impersonation")
	if status != 200 || payload(t, body["access_token"])["aud"] != "https://api.partnercenter.microsoft.com" {
		t.Fatalf("other resource: %d %v", status, body)
	}
	if body["refresh_token"] == first {
		t.Error("the refresh token was not rotated")
	}
	if status, _ = refresh(first, "organizations", "User.Read"); status != 200 {
		t.Error("the earlier refresh token died")
	}
	customer := s.Tenant().Records.Customers[0]
	if status, body = refresh(first, customer.TenantID,
		"https://graph.microsoft.com/.default"); status != 200 {
		t.Fatalf("customer: %v", body)
	}
	claims := payload(t, body["access_token"])
	wids := claims["wids"].([]any)
	if claims["tid"] != customer.TenantID || !slices.Contains(wids, any(tenant.GlobalReader)) {
		t.Errorf("customer claims: %v", claims)
	}
	status, body = refresh(first, s.Tenant().Records.Customers[10].TenantID,
		"https://graph.microsoft.com/.default")
	wantOAuth(t, status, body, 400, "invalid_grant", 50020)
	status, body = refresh("nonsense", "organizations", "User.Read")
	wantOAuth(t, status, body, 400, "invalid_grant", 9002313)
}

func TestRevokedSession(t *testing.T) {
	s := started(t, unlimited(""))
	tokens := signIn(t, s, "organizations", "User.Read offline_access", "")
	c := &session{t, s, tokens["access_token"].(string), http.Header{}}
	if err := s.RevokeSessions(""); err != nil {
		t.Fatal(err)
	}
	response := c.response("GET", "/v1.0/me", "")
	challenge := response.Header.Get("WWW-Authenticate")
	if response.StatusCode != 401 || !strings.Contains(challenge, `error="insufficient_claims"`) ||
		!strings.HasPrefix(challenge, "PoP ") {
		t.Errorf("%d %s", response.StatusCode, challenge)
	}
	status, body := form(t, s, loginBase+"organizations/oauth2/v2.0/token", "grant_type", "refresh_token",
		"client_id", s.Tenant().ClientID, "refresh_token", tokens["refresh_token"].(string), "scope",
		"User.Read")
	wantOAuth(t, status, body, 400, "invalid_grant", 50173)
	if status, _ := signedIn(t, s, "").get("/v1.0/me"); status != 200 {
		t.Errorf("a new session: %d", status)
	}
}

func TestAuthorizationCode(t *testing.T) {
	s := started(t, unlimited(""))
	verifier := "0123456789012345678901234567890123456789abc"
	sum := sha256.Sum256([]byte(verifier))
	q := url.Values{"client_id": {s.Tenant().ClientID}, "response_type": {"code"},
		"redirect_uri": {"http://localhost:4711"},
		"scope":        {"User.Read openid"}, "state": {"s<1>"}, "code_challenge_method": {"S256"},
		"response_mode":  {"form_post"},
		"code_challenge": {base64.RawURLEncoding.EncodeToString(sum[:])}}
	response, err := s.Client().Get(loginBase + "common/oauth2/v2.0/authorize?" + q.Encode())
	if err != nil {
		t.Fatal(err)
	}
	_, page := decoded(t, response)
	text := page["text"].(string)
	found := regexp.MustCompile(`name="code" value="([^"]+)"`).FindStringSubmatch(text)
	if found == nil || !strings.Contains(text, `action="http://localhost:4711"`) || !strings.Contains(text,
		"s&lt;1&gt;") {
		t.Fatalf("page: %s", text)
	}
	redeem := func(code, verifier string) (int, map[string]any) {
		return form(t, s, loginBase+"common/oauth2/v2.0/token", "grant_type", "authorization_code", "code",
			code,
			"client_id", s.Tenant().ClientID, "redirect_uri", "http://localhost:4711", "code_verifier",
			verifier,
			"scope", "User.Read openid")
	}
	status, body := redeem(found[1], verifier)
	if status != 200 || body["id_token"] == nil {
		t.Fatalf("%d %v", status, body)
	}
	status, body = redeem(found[1], verifier)
	wantOAuth(t, status, body, 400, "invalid_grant", 54005)

	q.Del("response_mode")
	client := s.Client()
	client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	response, _ = client.Get(loginBase + "common/oauth2/v2.0/authorize?" + q.Encode())
	back, _ := url.Parse(response.Header.Get("Location"))
	status, body = redeem(back.Query().Get("code"), "wrong")
	wantOAuth(t, status, body, 400, "invalid_grant", 501481)

	q.Set("redirect_uri", "https://evil.example/")
	if response, _ = client.Get(loginBase + "common/oauth2/v2.0/authorize?" +
		q.Encode()); response.StatusCode != 400 {
		t.Errorf("foreign redirect address: %d", response.StatusCode)
	}
}

func TestClientCredentials(t *testing.T) {
	world := tenant.Generate(tenant.Params{Now: today, Users: 60, SignIns: 500})
	var app, other row.Row
	for _, each := range world.Directory.Rows("applications") {
		if len(each.Get("keyCredentials")) > 2 {
			app = each
		} else {
			other = each
		}
	}
	key, _ := rsa.GenerateKey(rand.Reader, 2048)
	certificate := selfSigned(t, key)
	id := app.Text("appId")
	s := started(t, Options{Tenant: world, Throttle: Throttle{Off: true}, Credentials: []Credential{
		{AppID: id, Certificate: certificate}, {AppID: other.Text("appId"), Secret: "s3cret"},
		{AppID: other.Text("appId"), Secret: "old", Expires: today.Add(-time.Hour)}}})
	address := loginBase + world.Directory.ID + "/oauth2/v2.0/token"
	ask := func(client string, more ...string) (int, map[string]any) {
		return form(t, s, address, append([]string{"grant_type", "client_credentials", "client_id", client,
			"scope", "https://graph.microsoft.com/.default"}, more...)...)
	}
	prove := func(assertion string) (int, map[string]any) {
		return ask(id, "client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
			"client_assertion", assertion)
	}
	for _, algorithm := range []string{"PS256", "RS256"} {
		status, body := prove(assertionFor(key, certificate, algorithm, id, address,
			time.Now().Add(10*time.Minute)))
		if status != 200 || body["refresh_token"] != nil {
			t.Fatalf("%s: %d %v", algorithm, status, body)
		}
		claims := payload(t, body["access_token"])
		if claims["idtyp"] != "app" || claims["scp"] != nil || !slices.Contains(claims["roles"].([]any),
			any("AuditLog.Read.All")) {
			t.Errorf("claims: %v", claims)
		}
		c := &session{t, s, body["access_token"].(string), http.Header{}}
		c.rows("/beta/auditLogs/signIns?$top=1")
		if status, body := c.get("/v1.0/me"); status != 400 {
			t.Errorf("/me for an app: %d %v", status, body)
		}
	}
	refused := []struct {
		name   string
		code   int
		answer func() (int, map[string]any)
	}{
		{"expired assertion", 700024, func() (int, map[string]any) {
			return prove(assertionFor(key, certificate, "PS256", id, address, time.Now().Add(-time.Hour)))
		}},
		{"foreign audience", 700023, func() (int, map[string]any) {
			return prove(assertionFor(key, certificate, "PS256", id, "https://evil.example/token",
				time.Now().Add(10*time.Minute)))
		}},
		{"foreign key", 700027, func() (int, map[string]any) {
			stranger, _ := rsa.GenerateKey(rand.Reader, 2048)
			return prove(assertionFor(stranger, certificate, "PS256", id, address,
				time.Now().Add(10*time.Minute)))
		}},
		{"wrong secret", 7000215, func() (int, map[string]any) {
			return ask(other.Text("appId"),
				"client_secret", "x")
		}},
		{"expired secret", 7000222, func() (int, map[string]any) {
			return ask(other.Text("appId"),
				"client_secret", "old")
		}},
	}
	for _, each := range refused {
		status, body := each.answer()
		t.Run(each.name, func(t *testing.T) { wantOAuth(t, status, body, 401, "invalid_client", each.code) })
	}
	status, body := ask("00000000-1111-2222-3333-444444444444", "client_secret", "x")
	wantOAuth(t, status, body, 400, "unauthorized_client", 700016)
	if status, body := ask(other.Text("appId"), "client_secret", "s3cret"); status != 200 {
		t.Errorf("right secret: %v", body)
	}
}

func selfSigned(t testing.TB, key *rsa.PrivateKey) *x509.Certificate {
	t.Helper()
	template := certificate(7, "client")
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	parsed, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	return parsed
}

func assertionFor(key *rsa.PrivateKey, c *x509.Certificate, algorithm, client, audience string,
	expires time.Time) string {
	print := sha256.Sum256(c.Raw)
	encode := base64.RawURLEncoding.EncodeToString
	header := row.Must(map[string]string{"alg": algorithm, "typ": "JWT",
		"x5t#S256": base64.StdEncoding.EncodeToString(print[:])})
	claims := row.Must(map[string]any{"aud": audience, "iss": client, "sub": client, "jti": newGUID(),
		"nbf": expires.Add(-10 * time.Minute).Unix(), "exp": expires.Unix()})
	signed := encode(header) + "." + encode(claims)
	sum := sha256.Sum256([]byte(signed))
	signature, _ := rsa.SignPKCS1v15(nil, key, crypto.SHA256, sum[:])
	if algorithm == "PS256" {
		signature, _ = rsa.SignPSS(rand.Reader, key, crypto.SHA256, sum[:], nil)
	}
	return signed + "." + encode(signature)
}

func TestRefusedSignIns(t *testing.T) {
	options := unlimited("")
	options.Consented = []string{"User.Read"}
	s := started(t, options)
	device := func(authority, client, scope string) (int, map[string]any) {
		status, code := form(t, s, loginBase+authority+"/oauth2/v2.0/devicecode", "client_id", client,
			"scope", scope)
		if status != 200 {
			return status, code
		}
		s.ApproveDeviceCode(code["user_code"].(string), "")
		return form(t, s, loginBase+authority+"/oauth2/v2.0/token", "grant_type", "device_code", "client_id",
			client,
			"device_code", code["device_code"].(string), "scope", scope)
	}
	client := s.Tenant().ClientID
	status, body := device("organizations", client, "AuditLog.Read.All")
	wantOAuth(t, status, body, 400, "invalid_grant", 65001)
	if body["suberror"] != "consent_required" {
		t.Errorf("suberror: %v", body["suberror"])
	}
	status, body = device("organizations", newGUID(), "User.Read")
	wantOAuth(t, status, body, 400, "unauthorized_client", 700016)
	status, body = device("nobody.example", client, "User.Read")
	wantOAuth(t, status, body, 400, "invalid_request", 90002)
	status, body = device("organizations", client, "https://unknown.example/.default")
	wantOAuth(t, status, body, 400, "invalid_resource", 500011)
	if _, err := Start(t.Context(), Options{Tenant: s.Tenant(), Account: "Nobody At All"}); err == nil {
		t.Error("an account that does not exist was accepted")
	}
}

func TestPasswordOnlyIsRefusedByCustomersAndPartnerCenter(t *testing.T) {
	options := unlimited("")
	options.PasswordOnly = true
	s := started(t, options)
	tokens := signIn(t, s, "organizations", "https://api.partnercenter.microsoft.com/user_impersonation", "")
	c := &session{t, s, tokens["access_token"].(string), http.Header{}}
	status, body := c.get("https://api.partnercenter.microsoft.com/v1/customers")
	if status != 401 || body["code"] != "900421" {
		t.Errorf("%d %v", status, body)
	}
	c.header.Set("ValidateMfa", "true")
	response := c.response("GET", "https://api.partnercenter.microsoft.com/v1/customers", "")
	if response.StatusCode != 200 || response.Header.Get("isMfaCompliant") != "false" {
		t.Errorf("dry run: %d %q", response.StatusCode, response.Header.Get("isMfaCompliant"))
	}
	status, body = form(t, s, loginBase+s.Tenant().Records.Customers[0].TenantID+"/oauth2/v2.0/token",
		"grant_type",
		"refresh_token", "client_id", s.Tenant().ClientID, "refresh_token", tokens["refresh_token"].(string),
		"scope", "User.Read")
	wantOAuth(t, status, body, 400, "invalid_grant", 50076)
}
