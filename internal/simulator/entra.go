package simulator

import (
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/partnershell/partnershell/internal/simulator/row"
	"github.com/partnershell/partnershell/internal/simulator/tenant"
)

// entra is the simulated Microsoft identity platform: who may sign in, and the codes and tokens given out.
type entra struct {
	server   *Server
	accounts *accounts
	signer   *signer

	mutex   sync.Mutex
	current *account // who signs in when nobody is named
	devices []*deviceCode
	codes   map[string]*authorizationCode
	grants  map[string]*grant // by refresh token
	session int               // counts sign-ins and revocations
	revoked map[string]int    // by account id: sessions with a lower number are dead
}

// grant is what a user's sign-in to a client gave; refresh tokens stand for it.
type grant struct {
	clientID string
	who      *account
	mfa      bool
	at       time.Time // by the tenant's clock
	session  int
}

// refreshLife is how long a refresh token lives unused.
const refreshLife = 90 * 24 * time.Hour

func newEntra(s *Server) *entra {
	return &entra{server: s, signer: newSigner(), accounts: &accounts{tenant: s.tenant},
		codes: map[string]*authorizationCode{}, grants: map[string]*grant{}, revoked: map[string]int{}}
}

func (e *entra) setAccount(name string) (err error) {
	var who *account
	if name == "" {
		who, err = e.accounts.first()
	} else {
		who, err = e.accounts.find(name)
	}
	if err != nil {
		return err
	}
	e.mutex.Lock()
	defer e.mutex.Unlock()
	e.current = who
	return nil
}

// account returns who is named, or who signs in by default.
func (e *entra) account(name string) (*account, error) {
	if name != "" {
		return e.accounts.find(name)
	}
	e.mutex.Lock()
	defer e.mutex.Unlock()
	return e.current, nil
}

func (e *entra) revoke(name string) error {
	who, err := e.account(name)
	if err != nil {
		return err
	}
	e.mutex.Lock()
	defer e.mutex.Unlock()
	e.session++
	e.revoked[who.id()] = e.session
	return nil
}

// isRevoked tells whether an account's session has been ended.
func (e *entra) isRevoked(id string, session int) bool {
	e.mutex.Lock()
	defer e.mutex.Unlock()
	return session < e.revoked[id]
}

// newSession numbers a sign-in.
func (e *entra) newSession() int {
	e.mutex.Lock()
	defer e.mutex.Unlock()
	e.session++
	return e.session
}

// serve answers the identity platform's endpoints.
func (e *entra) serve(w http.ResponseWriter, r *http.Request, host string) {
	go e.signer.key() // whoever talks to us will want a token soon
	segments := splitPath(r.URL)
	path := strings.ToLower(strings.Join(segments[1:], "/"))
	switch {
	case segments[0] == "devicelogin" || path == "oauth2/deviceauth":
		e.devicePage(w, r)
	case path == "discovery/instance":
		e.instances(w, r)
	case path == "v2.0/.well-known/openid-configuration" || path == ".well-known/openid-configuration":
		e.configuration(w, r, host, segments[0])
	case path == "discovery/v2.0/keys" || path == "discovery/keys":
		w.Header().Set("Cache-Control", "max-age=86400, private")
		sendJSON(w, http.StatusOK, e.signer.keySet("https://"+host+"/{tenantid}/v2.0"))
	case path == "oauth2/v2.0/devicecode":
		e.startDevice(w, r, host, segments[0])
	case path == "oauth2/v2.0/authorize":
		e.authorize(w, r, segments[0])
	case path == "oauth2/v2.0/token" || path == "oauth2/token":
		e.token(w, r, host, segments[0])
	default:
		http.NotFound(w, r)
	}
}

func sendJSON(w http.ResponseWriter, status int, body []byte) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(status)
	w.Write(body)
}

// authority resolves the tenant part of a URL: a directory, or nil for common and organizations.
func (e *entra) authority(name string) (*tenant.Directory, *oauthError) {
	switch strings.ToLower(name) {
	case "common", "organizations":
		return nil, nil
	}
	if d := e.server.tenant.DirectoryOf(name); d != nil {
		return d, nil
	}
	return nil, &oauthError{http.StatusBadRequest, "invalid_request", 90002, "Tenant '" + name +
		"' not found. Check to " +
		"make sure you have the correct tenant ID and are signing into the correct cloud.", "", ""}
}

func (e *entra) instances(w http.ResponseWriter, r *http.Request) {
	endpoint := r.URL.Query().Get("authorization_endpoint")
	rest, _ := strings.CutPrefix(endpoint, "https://")
	host, _, _ := strings.Cut(rest, "/")
	if hosts[strings.ToLower(host)] != entraService {
		(&oauthError{http.StatusBadRequest, "invalid_instance", 50049, "Unknown or invalid instance.", "",
			""}).send(w, r, e)
		return
	}
	base, _, _ := strings.Cut(endpoint, "/oauth2/")
	sendJSON(w, http.StatusOK, row.Must(map[string]any{
		"tenant_discovery_endpoint": base + "/v2.0/.well-known/openid-configuration", "api-version": "1.1",
		"metadata": []map[string]any{
			{"preferred_network": "login.microsoftonline.com", "preferred_cache": "login.windows.net",
				"aliases": []string{
					"login.microsoftonline.com", "login.windows.net", "login.microsoft.com", "sts.windows.net"}},
			{"preferred_network": "login.partner.microsoftonline.cn",
				"preferred_cache": "login.partner.microsoftonline.cn",
				"aliases":         []string{"login.partner.microsoftonline.cn", "login.chinacloudapi.cn"}},
			{"preferred_network": "login.microsoftonline.us", "preferred_cache": "login.microsoftonline.us",
				"aliases": []string{"login.microsoftonline.us", "login.usgovcloudapi.net"}}}}))
}

// configuration is the OpenID Connect discovery document.
func (e *entra) configuration(w http.ResponseWriter, r *http.Request, host, name string) {
	d, fail := e.authority(name)
	if fail != nil {
		fail.name = "invalid_tenant"
		fail.send(w, r, e)
		return
	}
	issuer := "{tenantid}"
	if d != nil {
		issuer = d.ID
		name = d.ID
	}
	base := "https://" + host + "/" + name
	w.Header().Set("Cache-Control", "max-age=86400, private")
	sendJSON(w, http.StatusOK, row.Must(map[string]any{
		"token_endpoint": base + "/oauth2/v2.0/token", "authorization_endpoint": base +
			"/oauth2/v2.0/authorize",
		"device_authorization_endpoint": base + "/oauth2/v2.0/devicecode", "jwks_uri": base +
			"/discovery/v2.0/keys",
		"issuer":               "https://" + host + "/" + issuer + "/v2.0",
		"end_session_endpoint": base + "/oauth2/v2.0/logout",
		"kerberos_endpoint":    base + "/kerberos",
		"userinfo_endpoint":    "https://graph.microsoft.com/oidc/userinfo",
		"token_endpoint_auth_methods_supported": []string{"client_secret_post", "private_key_jwt",
			"client_secret_basic", "self_signed_tls_client_auth"},
		"response_modes_supported":              []string{"query", "fragment", "form_post"},
		"subject_types_supported":               []string{"pairwise"},
		"id_token_signing_alg_values_supported": []string{"RS256"},
		"response_types_supported": []string{"code", "id_token", "code id_token",
			"id_token token"},
		"scopes_supported":                []string{"openid", "profile", "email", "offline_access"},
		"request_uri_parameter_supported": false, "http_logout_supported": true,
		"frontchannel_logout_supported": true,
		"claims_supported": []string{"sub", "iss", "cloud_instance_name", "cloud_instance_host_name",
			"cloud_graph_host_name",
			"msgraph_host", "aud", "exp", "iat", "auth_time", "acr", "nonce", "preferred_username", "name",
			"tid", "ver",
			"at_hash", "c_hash", "email"},
		"tenant_region_scope": "EU", "cloud_instance_name": "microsoftonline.com",
		"cloud_graph_host_name": "graph.windows.net", "msgraph_host": "graph.microsoft.com",
		"rbac_url": "https://pas.windows.net",
	}))
}

// oauthError is a refusal of the token endpoint.
type oauthError struct {
	status   int
	name     string // the OAuth error: invalid_grant
	code     int    // the AADSTS number
	text     string
	suberror string
	claims   string
}

// send answers with the error's envelope. Redirect errors use describe instead.
func (f *oauthError) send(w http.ResponseWriter, r *http.Request, e *entra) {
	trace, correlation := newGUID(), clientRequestID(r)
	at := e.server.now().UTC().Format("2006-01-02 15:04:05Z")
	body := map[string]any{"error": f.name, "error_description": f.describe(trace, correlation, at),
		"error_codes": []int{f.code}, "timestamp": at, "trace_id": trace, "correlation_id": correlation,
		"error_uri": fmt.Sprintf("https://login.microsoftonline.com/error?code=%d", f.code)}
	if f.suberror != "" {
		body["suberror"] = f.suberror
	}
	if f.claims != "" {
		body["claims"] = f.claims
	}
	tokenHeaders(w, trace)
	if f.status == http.StatusUnauthorized {
		w.Header().Set("WWW-Authenticate", "Bearer")
	}
	sendJSON(w, f.status, row.Must(body))
}

func (f *oauthError) describe(trace, correlation, at string) string {
	return fmt.Sprintf("AADSTS%d: %s Trace ID: %s Correlation ID: %s Timestamp: %s", f.code, f.text, trace,
		correlation, at)
}

func tokenHeaders(w http.ResponseWriter, trace string) {
	h := w.Header()
	h.Set("Cache-Control", "no-store, no-cache")
	h.Set("Pragma", "no-cache")
	h.Set("P3P", `CP="DSP CUR OTPi IND OTRi ONL FIN"`)
	h.Set("x-ms-request-id", trace)
	h.Set("x-ms-ests-server", "2.1.22000.4 - WEULR1 ProdSlices")
	h.Set("x-ms-clitelem", "1,0,0,,")
	h.Set("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
}

// clientRequestID is the correlation id that the client sent, or a new one.
func clientRequestID(r *http.Request) string {
	if sent := r.Header.Get("client-request-id"); sent != "" {
		return sent
	}
	return newGUID()
}

// newGUID returns a random GUID.
func newGUID() string {
	var b [16]byte
	rand.Read(b[:])
	b[6], b[8] = b[6]&0x0f|0x40, b[8]&0x3f|0x80
	text := hex.EncodeToString(b[:])
	return text[:8] + "-" + text[8:12] + "-" + text[12:16] + "-" + text[16:20] + "-" + text[20:]
}

// newSecret returns random text for codes and refresh tokens.
func newSecret(prefix string) string {
	var b [48]byte
	rand.Read(b[:])
	return prefix + hex.EncodeToString(b[:])
}
