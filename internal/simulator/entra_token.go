package simulator

import (
	"bytes"
	"crypto/sha1"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/partnershell/partnershell/internal/simulator/row"
	"github.com/partnershell/partnershell/internal/simulator/tenant"
)

// tokenLife is how long an access token lives; clients that can be challenged (cp1) get longRunning ones.
const (
	tokenLife   = 3599 * time.Second
	longRunning = 86399 * time.Second
)

// firstParty are Microsoft's own public clients, known in every tenant.
var firstParty = map[string]string{
	"14d82eec-204b-4c2f-b7e8-296a70dab67e": "Microsoft Graph Command Line Tools",
	"04b07795-8ddb-461a-bbee-02f9e1bf7b46": "Microsoft Azure CLI",
	"1950a258-227b-4e31-a9cf-717495945fc2": "Microsoft Azure PowerShell",
	"de8bc8b5-d9f9-48b1-a8ad-b748da725064": "Graph Explorer",
	"d3590ed6-52b3-4102-aeff-aad2292ab01c": "Microsoft Office",
}

// tokenRequest is one request to the token endpoint.
type tokenRequest struct {
	form      url.Values
	host      string
	directory *tenant.Directory // nil for common and organizations
	resource  string            // audience asked for
	scopes    []string          // permissions asked for, ".default" among them
	openID    bool              // an id_token is wanted
}

func (e *entra) token(w http.ResponseWriter, r *http.Request, host, name string) {
	answer, fail := e.answerToken(r, host, name)
	if fail != nil {
		fail.send(w, r, e)
		return
	}
	tokenHeaders(w, newGUID())
	w.Header().Set("client-request-id", clientRequestID(r))
	sendJSON(w, http.StatusOK, row.Must(answer))
}

func (e *entra) answerToken(r *http.Request, host, name string) (map[string]any, *oauthError) {
	if r.Method != http.MethodPost || r.ParseForm() != nil {
		return nil, refuse("invalid_request", 900561, "The endpoint only accepts POST requests.")
	}
	request := &tokenRequest{form: r.PostForm, host: host}
	grantType := request.form.Get("grant_type")
	if grantType == "" {
		return nil, refuse("invalid_request", 900144, "The request body must contain the following "+
			"parameter: 'grant_type'.")
	}
	var fail *oauthError
	if request.directory, fail = e.authority(name); fail != nil {
		return nil, fail
	}
	if fail = e.knownClient(request.form.Get("client_id"), request.directory); fail != nil {
		return nil, fail
	}
	if fail = request.readScopes(); fail != nil {
		return nil, fail
	}
	switch grantType {
	case "client_credentials":
		return e.appToken(request)
	case "device_code", "urn:ietf:params:oauth:grant-type:device_code", "authorization_code", "refresh_token":
		return e.userToken(request, grantType)
	}
	return nil, refuse("unsupported_grant_type", 70003, "The app requested an unsupported grant type "+
		"'"+grantType+"'.")
}

// knownClient refuses applications that no tenant here knows.
func (e *entra) knownClient(clientID string, d *tenant.Directory) *oauthError {
	if clientID == "" {
		return refuse("invalid_request", 900144, "The request body must contain the following parameter: "+
			"'client_id'.")
	}
	if e.clientName(clientID) != "" {
		return nil
	}
	where := e.server.tenant.Directory.Domain
	if d != nil {
		where = d.Domain
	}
	return refuse("unauthorized_client", 700016, "Application with identifier '"+clientID+"' was not found "+
		"in the "+
		"directory '"+where+"'. This can happen if the application has not been installed by the "+
		"administrator of the "+
		"tenant or consented to by any user in the tenant. You may have sent your authentication request "+
		"to the wrong tenant.")
}

func (e *entra) clientName(clientID string) string {
	if name := firstParty[strings.ToLower(clientID)]; name != "" {
		return name
	}
	for _, path := range []string{"applications", "servicePrincipals"} {
		if found := e.server.tenant.Directory.Find(path, "appId", clientID); found != nil {
			return found.Text("displayName")
		}
	}
	if strings.EqualFold(clientID, e.server.tenant.ClientID) {
		return "partnershell"
	}
	return ""
}

// readScopes sorts out the scope parameter (or v1's resource): one resource, its permissions, OpenID scopes.
func (t *tokenRequest) readScopes() *oauthError {
	if resource := t.form.Get("resource"); resource != "" && t.form.Get("scope") == "" {
		t.form.Set("scope", strings.TrimSuffix(resource, "/")+"/.default")
	}
	for _, scope := range strings.Fields(t.form.Get("scope")) {
		switch strings.ToLower(scope) {
		case "openid", "profile", "email", "offline_access":
			t.openID = true
			continue
		}
		resource, permission := graphAudience, scope
		if at := strings.LastIndexByte(scope, '/'); at >= 0 {
			resource, permission = audienceOf(scope[:at]), scope[at+1:]
		}
		if resource == "" {
			return refuse("invalid_resource", 500011, "The resource principal "+
				"named "+scope[:strings.LastIndexByte(scope, '/')]+
				" was not found in the tenant.")
		}
		if t.resource != "" && t.resource != resource {
			return refuse("invalid_request", 28000, "Provided value for the input parameter scope is not "+
				"valid because it "+
				"contains more than one resource.")
		}
		t.resource, t.scopes = resource, append(t.scopes, permission)
	}
	if t.resource == "" {
		t.resource = graphAudience
	}
	return nil
}

const (
	graphAudience         = "https://graph.microsoft.com"
	partnerCenterAudience = "https://api.partnercenter.microsoft.com"
)

// audienceOf is the audience of the tokens for a resource identifier, "" when it is unknown.
func audienceOf(resource string) string {
	switch strings.ToLower(strings.TrimSuffix(resource, "/")) {
	case graphAudience, "00000003-0000-0000-c000-000000000000", "https://graph.microsoft.us",
		"https://dod-graph.microsoft.us", "https://microsoftgraph.chinacloudapi.cn":
		return graphAudience
	case partnerCenterAudience, "fa3d9a0c-3fb0-42cc-9193-47c7ecd2edbd",
		"https://partner.partnercenterapi.microsoftonline.cn":
		return partnerCenterAudience
	}
	return ""
}

// proveClient checks the client's secret or assertion. A client without one is public, which not every
// application may be.
func (e *entra) proveClient(t *tokenRequest) (confidential bool, fail *oauthError) {
	clientID, secret := t.form.Get("client_id"), t.form.Get("client_secret")
	switch {
	case secret != "":
		return true, e.checkSecret(clientID, secret)
	case t.form.Get("client_assertion") != "":
		return true, e.checkAssertion(t)
	}
	application := e.server.tenant.Directory.Find("applications", "appId", clientID)
	public := application == nil || string(application.Get("isFallbackPublicClient")) == "true" ||
		len(row.Row(application.Get("publicClient")).Get("redirectUris")) > len("[]")
	if !public {
		return false, &oauthError{http.StatusUnauthorized, "invalid_client", 7000218,
			"The request body must contain the " +
				"following parameter: 'client_assertion' or 'client_secret'.", "", ""}
	}
	return false, nil
}

func (e *entra) credentials(clientID string) (list []Credential) {
	for _, each := range e.server.options.Credentials {
		if strings.EqualFold(each.AppID, clientID) {
			list = append(list, each)
		}
	}
	return list
}

func (e *entra) checkSecret(clientID, secret string) *oauthError {
	for _, each := range e.credentials(clientID) {
		if each.Secret == "" || each.Secret != secret {
			continue
		}
		if !each.Expires.IsZero() && e.server.now().After(each.Expires) {
			return invalidClient(7000222, "The provided client secret keys for app '"+clientID+"' are "+
				"expired.")
		}
		return nil
	}
	return invalidClient(7000215, "Invalid client secret provided. Ensure the secret being sent in the "+
		"request is the client "+
		"secret value, not the client secret ID, for a secret added to app '"+clientID+"'.")
}

func invalidClient(code int, text string) *oauthError {
	return &oauthError{http.StatusUnauthorized, "invalid_client", code, text, "", ""}
}

func (e *entra) checkAssertion(t *tokenRequest) *oauthError {
	clientID := t.form.Get("client_id")
	if kind := t.form.Get("client_assertion_type"); kind != "urn:ietf:params:oauth:client-assertion-type:jwt-bearer" {
		return refuse("invalid_request", 50027, "The client assertion type '"+kind+"' is not supported.")
	}
	a, err := parseAssertion(t.form.Get("client_assertion"))
	if err != nil {
		return invalidClient(50027, "JWT token is invalid or malformed.")
	}
	now := e.server.wall()
	switch {
	case a.issuer != clientID || a.subject != clientID:
		return invalidClient(700021, "Client assertion application identifier doesn't match 'client_id' "+
			"parameter.")
	case now.After(a.expires.Add(5*time.Minute)) || now.Before(a.notBefore.Add(-5*time.Minute)):
		return invalidClient(700024, "Client assertion is not within its valid time range.")
	case !t.acceptsAudience(a.audience):
		return invalidClient(700023, "Client assertion audience claim does not match Realm issuer.")
	}
	for _, each := range e.credentials(clientID) {
		if each.Certificate == nil {
			continue
		}
		short, long := sha1.Sum(each.Certificate.Raw), sha256.Sum256(each.Certificate.Raw)
		if !bytes.Equal(a.thumbprint, short[:]) && !bytes.Equal(a.thumbprint, long[:]) {
			continue
		}
		if a.verify(each.Certificate.PublicKey) == nil {
			return nil
		}
	}
	return invalidClient(700027, "The certificate with identifier used to sign the client assertion is not "+
		"registered on "+
		"application, or the assertion's signature is not valid.")
}

// acceptsAudience tells whether a client assertion may be addressed to this: the token endpoint or the issuer.
func (t *tokenRequest) acceptsAudience(audience string) bool {
	rest, https := strings.CutPrefix(audience, "https://")
	host, path, _ := strings.Cut(rest, "/")
	if !https || hosts[strings.ToLower(host)] != entraService {
		return false
	}
	name, path, _ := strings.Cut(path, "/")
	if t.directory != nil && !strings.EqualFold(name, t.directory.ID) && !strings.EqualFold(name,
		t.directory.Domain) {
		return false
	}
	return slices.Contains([]string{"oauth2/v2.0/token", "oauth2/token", "v2.0", ""}, path)
}

// appToken answers client_credentials: a token for the application itself.
func (e *entra) appToken(t *tokenRequest) (map[string]any, *oauthError) {
	clientID := t.form.Get("client_id")
	if t.form.Get("client_secret") == "" && t.form.Get("client_assertion") == "" {
		return nil, invalidClient(7000216, "'client_assertion', 'client_secret' or 'request' is required "+
			"for the "+
			"'client_credentials' grant type.")
	}
	if _, fail := e.proveClient(t); fail != nil {
		return nil, fail
	}
	if t.directory == nil {
		return nil, refuse("invalid_request", 50059, "No tenant-identifying information found in either "+
			"the request or "+
			"implied by any provided credentials.")
	}
	if len(t.scopes) != 1 || t.scopes[0] != ".default" {
		return nil, refuse("invalid_scope", 1002012, "The provided value for scope "+t.form.Get("scope")+" "+
			"is not valid. Client "+
			"credential flows must have a scope value with /.default suffixed to the resource identifier "+
			"(application ID URI).")
	}
	principal := t.directory.Find("servicePrincipals", "appId", clientID)
	if principal == nil && len(t.directory.Rows("servicePrincipals")) > 0 {
		return nil, refuse("unauthorized_client", 700016, "Application with identifier '"+clientID+"' was "+
			"not found in the "+
			"directory '"+t.directory.Domain+"'.")
	}
	c := e.newClaims(t, clientID, tokenLife)
	c.IDType, c.OID, c.AppIDACR = "app", principal.Text("id"), "2"
	if t.form.Get("client_secret") != "" {
		c.AppIDACR = "1"
	}
	c.Subject, c.Roles = c.OID, grantedRoles(t.directory, principal)
	seconds := int(tokenLife.Seconds())
	return map[string]any{"token_type": "Bearer", "expires_in": seconds, "ext_expires_in": seconds,
		"access_token": e.signer.sign(c)}, nil
}

// grantedRoles are the names of the Graph application permissions that a service principal was granted.
func grantedRoles(d *tenant.Directory, principal row.Row) (roles []string) {
	for _, grant := range d.Rows("servicePrincipals/" + principal.Text("id") + "/appRoleAssignments") {
		resource := d.Find("servicePrincipals", "id", grant.Text("resourceId"))
		wanted := grant.Text("appRoleId")
		row.Elements(resource.Get("appRoles"), func(role []byte) bool {
			if row.Row(role).Text("id") == wanted {
				roles = append(roles, row.Row(role).Text("value"))
			}
			return true
		})
	}
	return roles
}

// userToken answers the grants that stand for a user: tokens, and a refresh token for more of them.
func (e *entra) userToken(t *tokenRequest, grantType string) (map[string]any, *oauthError) {
	if _, fail := e.proveClient(t); fail != nil {
		return nil, fail
	}
	g, nonce, fail := e.redeem(t, grantType)
	if fail != nil {
		return nil, fail
	}
	if t.directory == nil {
		t.directory = g.who.home
	}
	roles, fail := e.admit(t, g)
	if fail != nil {
		return nil, fail
	}
	scopes, fail := e.consent(t)
	if fail != nil {
		return nil, fail
	}
	life := tokenLife
	caps := strings.Contains(t.form.Get("claims"), `"xms_cc"`)
	if caps {
		life = longRunning
	}
	c := e.newClaims(t, g.clientID, life)
	e.fillUser(c, t, g, roles, scopes)
	if caps {
		c.Client = []string{"CP1"}
	}
	return e.tokenAnswer(t, g, c, nonce, life), nil
}

func (e *entra) redeem(t *tokenRequest, grantType string) (*grant, string, *oauthError) {
	clientID := t.form.Get("client_id")
	fresh := &grant{clientID: clientID, mfa: !e.server.options.PasswordOnly, at: e.server.now(),
		session: e.newSession()}
	switch grantType {
	case "authorization_code":
		code, fail := e.redeemCode(t.form)
		if fail != nil {
			return nil, "", fail
		}
		fresh.who = code.who
		return fresh, code.nonce, nil
	case "refresh_token":
		g, fail := e.redeemRefresh(t.form.Get("refresh_token"), clientID)
		return g, "", fail
	}
	device := t.form.Get("device_code")
	if device == "" {
		device = t.form.Get("code")
	}
	who, fail := e.redeemDevice(device, clientID)
	fresh.who = who
	return fresh, "", fail
}

func (e *entra) redeemRefresh(token, clientID string) (*grant, *oauthError) {
	e.mutex.Lock()
	defer e.mutex.Unlock()
	g := e.grants[token]
	switch {
	case g == nil:
		return nil, refuse("invalid_grant", 9002313, "Invalid request. Request is malformed or invalid.")
	case !strings.EqualFold(g.clientID, clientID):
		return nil, refuse("invalid_grant", 700005, "The provided refresh token was issued to another "+
			"client.")
	case e.server.now().Sub(g.at) > refreshLife:
		fail := refuse("invalid_grant", 700082, "The refresh token has expired due to inactivity.")
		fail.suberror = "bad_token"
		return nil, fail
	case g.session < e.revoked[g.who.id()]:
		fail := refuse("invalid_grant", 50173, "The provided grant has expired due to it being revoked, a "+
			"fresh auth token is "+
			"needed. The user might have changed or reset their password.")
		fail.suberror = "bad_token"
		return nil, fail
	}
	return &grant{g.clientID, g.who, g.mfa, e.server.now(), g.session}, nil
}

// admit decides whether an account may enter the tenant asked for, and with which roles.
func (e *entra) admit(t *tokenRequest, g *grant) ([]string, *oauthError) {
	if !g.who.enabled() {
		return nil, refuse("invalid_grant", 50057, "The user account is disabled.")
	}
	roles, known := e.accounts.rolesIn(t.directory, g.who)
	if !known {
		return nil, refuse("invalid_grant", 50020, "User account '"+g.who.name()+"' from identity provider "+
			"'https://sts.windows.net/"+g.who.home.ID+"/' does not exist in tenant "+
			"'"+t.directory.Domain+"' and cannot access "+
			"the application '"+g.clientID+"' in that tenant.")
	}
	if t.directory == g.who.home {
		return roles, nil
	}
	if !g.mfa {
		fail := refuse("invalid_grant", 50076, "Due to a configuration change made by your administrator, "+
			"or because you "+
			"moved to a new location, you must use multi-factor authentication to access '"+t.resource+"'.")
		fail.suberror = "basic_action"
		return nil, fail
	}
	principals := t.directory.Rows("servicePrincipals")
	if firstParty[g.clientID] == "" && len(principals) > 0 &&
		t.directory.Find("servicePrincipals", "appId", g.clientID) == nil {
		return nil, notConsented(g.clientID)
	}
	return roles, nil
}

func notConsented(clientID string) *oauthError {
	fail := refuse("invalid_grant", 65001, "The user or administrator has not consented to use the "+
		"application with ID '"+
		clientID+"'. Send an interactive authorization request for this user and resource.")
	fail.suberror = "consent_required"
	return fail
}

// consent works out the permissions a token carries.
func (e *entra) consent(t *tokenRequest) ([]string, *oauthError) {
	if t.resource != graphAudience {
		return []string{"user_impersonation"}, nil
	}
	allowed := e.server.options.Consented
	var granted []string
	for _, scope := range t.scopes {
		switch {
		case scope == ".default" && allowed == nil:
			granted = append(granted, readScopes()...)
		case scope == ".default":
			granted = append(granted, allowed...)
		case !strings.Contains(scope, "."):
			return nil, refuse("invalid_scope", 70011, "The provided value for the input parameter 'scope' "+
				"is not valid. The "+
				"scope "+scope+" is not valid.")
		case allowed != nil && !contains(allowed, scope) && !strings.EqualFold(scope, "User.Read"):
			return nil, notConsented(t.form.Get("client_id"))
		default:
			granted = append(granted, scope)
		}
	}
	if len(granted) == 0 {
		granted = []string{"User.Read"}
	}
	slices.Sort(granted)
	return slices.Compact(granted), nil
}

func (e *entra) newClaims(t *tokenRequest, clientID string, life time.Duration) *claims {
	now := e.server.now()
	return &claims{Audience: t.resource, Issuer: "https://sts.windows.net/" + t.directory.ID + "/",
		IssuedAt: now.Unix(),
		NotBefor: now.Unix(), Expires: now.Add(life).Unix(), AppID: clientID, AppName: e.clientName(clientID),
		AppIDACR: "0", TID: t.directory.ID, UTI: newGUID()[:22], Version: "1.0"}
}

func (e *entra) fillUser(c *claims, t *tokenRequest, g *grant, roles, scopes []string) {
	c.Session = g.session
	c.IDType, c.ACR, c.AMR, c.IP = "user", "1", []string{"pwd"}, "127.0.0.1"
	if g.mfa {
		c.AMR = append(c.AMR, "mfa")
	}
	c.OID, c.Subject, c.Name = g.who.id(), subject(g.who.id()+t.resource), g.who.row.Text("displayName")
	c.UPN, c.Unique = g.who.name(), g.who.name()
	c.Scope = strings.Join(scopes, " ")
	c.WIDs = append(roles, userMarker)
}

// subject is the pairwise identifier of a user for a resource.
func subject(text string) string {
	sum := sha256.Sum256([]byte(text))
	return base64.RawURLEncoding.EncodeToString(sum[:])
}

func (e *entra) tokenAnswer(t *tokenRequest, g *grant, c *claims, nonce string,
	life time.Duration) map[string]any {
	scope := make([]string, 0, 8)
	for _, each := range strings.Fields(c.Scope) {
		scope = append(scope, t.resource+"/"+each)
	}
	if contains(t.scopes, ".default") {
		scope = append(scope, t.resource+"/.default") // echoed by Entra, and MSAL takes its absence for a refusal
	}
	scope = append(scope, "openid", "profile", "email")
	seconds := int(life.Seconds())
	answer := map[string]any{"token_type": "Bearer", "scope": strings.Join(scope, " "), "expires_in": seconds,
		"ext_expires_in": seconds, "access_token": e.signer.sign(c), "refresh_token": e.keep(g)}
	if t.openID {
		answer["id_token"] = e.idToken(t, g, c, nonce)
	}
	if t.form.Get("client_info") == "1" {
		info, _ := json.Marshal(map[string]string{"uid": g.who.id(), "utid": g.who.home.ID})
		answer["client_info"] = base64.RawURLEncoding.EncodeToString(info)
	}
	return answer
}

// keep stores a grant under a new refresh token. Earlier refresh tokens of it stay valid.
func (e *entra) keep(g *grant) string {
	token := newSecret("1.R")
	e.mutex.Lock()
	defer e.mutex.Unlock()
	e.grants[token] = g
	return token
}

func (e *entra) idToken(t *tokenRequest, g *grant, c *claims, nonce string) string {
	id := map[string]any{"ver": "2.0", "iss": "https://" + t.host + "/" + t.directory.ID + "/v2.0",
		"aud": g.clientID,
		"sub": subject(c.OID + g.clientID), "iat": c.IssuedAt, "nbf": c.NotBefor, "exp": c.Expires,
		"oid": c.OID,
		"tid": t.directory.ID, "name": c.Name, "preferred_username": c.UPN, "uti": c.UTI}
	if nonce != "" {
		id["nonce"] = nonce
	}
	return e.signer.sign(id)
}
