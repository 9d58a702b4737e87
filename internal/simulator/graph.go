package simulator

import (
	"compress/gzip"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/partnershell/partnershell/internal/simulator/odata"
	"github.com/partnershell/partnershell/internal/simulator/row"
	"github.com/partnershell/partnershell/internal/simulator/tenant"
)

// call is one request to Graph, on its own or as part of a batch.
type call struct {
	caller  *caller
	method  string
	host    string
	beta    bool
	path    string // below the version, keys and /me resolved: users/<id>/memberOf
	cast    string // a type cast at the path's end: microsoft.graph.group
	counted bool   // the path ended in /$count
	raw     string // the query as sent
	query   *odata.Query
	header  http.Header
	body    []byte
	rule    *rule
}

func (c *call) version() string {
	if c.beta {
		return "beta"
	}
	return "v1.0"
}

// root is the address that the version's paths start from.
func (c *call) root() string { return "https://" + c.host + "/" + c.version() + "/" }

func (c *call) eventual() bool {
	return strings.EqualFold(c.header.Get("ConsistencyLevel"), "eventual")
}

// prefers tells whether the client sent a preference.
func (c *call) prefers(name string) bool {
	for _, value := range c.header.Values("Prefer") {
		if strings.Contains(strings.ToLower(value), name) {
			return true
		}
	}
	return false
}

// answer is what Graph sends back.
type answer struct {
	status  int
	headers map[string]string
	body    []byte
	text    bool // the body is plain text
}

func (a *answer) set(header, value string) {
	if a.headers == nil {
		a.headers = map[string]string{}
	}
	a.headers[header] = value
}

func (s *Server) serveGraph(w http.ResponseWriter, r *http.Request, host string) {
	requestID := newGUID()
	clientID := r.Header.Get("client-request-id")
	if clientID == "" {
		clientID = requestID
	}
	version, path, _ := strings.Cut(strings.Trim(r.URL.EscapedPath(), "/"), "/")
	c := &call{method: r.Method, host: host, beta: version == "beta", header: r.Header, raw: r.URL.RawQuery}
	a := s.refuseOr(requestID, clientID, func() (*answer, *fault) {
		caller, refused := s.authenticate(r, graphAudience)
		if refused != nil {
			return nil, refused
		}
		c.caller = caller
		if version != "v1.0" && version != "beta" {
			return nil, badRequest("BadRequest", "Invalid version: %s", version)
		}
		if path == "$batch" || path == "%24batch" {
			return s.batch(c, r, requestID, clientID)
		}
		return s.answerCall(c, path, r.Body)
	})
	s.sendGraph(w, r, a, requestID, clientID)
}

// refuseOr turns a fault into its answer.
func (s *Server) refuseOr(requestID, clientID string, do func() (*answer, *fault)) *answer {
	a, refused := do()
	if refused != nil {
		a = &answer{status: refused.status, headers: refused.headers, body: refused.body(s.now(), requestID,
			clientID)}
	}
	return a
}

func (s *Server) sendGraph(w http.ResponseWriter, r *http.Request, a *answer, requestID, clientID string) {
	h := w.Header()
	h.Set("request-id", requestID)
	h.Set("client-request-id", clientID)
	h.Set("x-ms-ags-diagnostic", `{"ServerInfo":{"DataCenter":"West Europe","Slice":"E","Ring":"5","ScaleUnit":"004",`+
		`"RoleInstance":"AM2PEPF00000000"}}`)
	h.Set("Strict-Transport-Security", "max-age=31536000")
	h.Set("Cache-Control", "no-cache")
	h.Set("Vary", "Accept-Encoding")
	h.Set("OData-Version", "4.0")
	h.Set("Content-Type", "application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8")
	if a.status >= 400 {
		h.Del("OData-Version")
		h.Set("Content-Type", "application/json")
	}
	if a.text {
		h.Set("Content-Type", "text/plain")
	}
	for name, value := range a.headers {
		h.Set(name, value)
	}
	if strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") && len(a.body) > 1024 {
		h.Set("Content-Encoding", "gzip")
		w.WriteHeader(a.status)
		packed, _ := gzip.NewWriterLevel(w, gzip.BestSpeed)
		packed.Write(a.body)
		packed.Close()
		return
	}
	h.Set("Content-Length", strconv.Itoa(len(a.body)))
	w.WriteHeader(a.status)
	w.Write(a.body)
}

// authenticate checks a bearer token: its signature, audience, time and tenant, and that its session still lives.
func (s *Server) authenticate(r *http.Request, audience string) (*caller, *fault) {
	header := r.Header.Get("Authorization")
	scheme, token, _ := strings.Cut(header, " ")
	if !strings.EqualFold(scheme, "Bearer") || strings.TrimSpace(token) == "" {
		return nil, unauthenticated("Access token is empty.")
	}
	c, err := s.entra.signer.verify(strings.TrimSpace(token))
	now := s.now()
	switch {
	case err != nil:
		return nil, unauthenticated("CompactToken parsing failed with error code: 80049217")
	case c.Audience != audience:
		return nil, unauthenticated("Access token validation failure. Invalid audience.")
	case now.Unix() >= c.Expires || now.Unix() < c.NotBefor-300:
		return nil, unauthenticated("Access token has expired or is not yet valid.")
	case c.IDType == "user" && s.entra.isRevoked(c.OID, c.Session):
		return nil, challenge(now)
	}
	directory := s.tenant.DirectoryOf(c.TID)
	if directory == nil {
		return nil, unauthenticated("Access token validation failure. Invalid tenant.")
	}
	scopes := strings.Fields(c.Scope)
	if c.IDType == "app" {
		scopes = c.Roles
	}
	return &caller{claims: c, directory: directory, scopes: scopes}, nil
}

const (
	bearerRealm = `Bearer realm="", authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize", ` +
		`client_id="00000003-0000-0000-c000-000000000000"`
	popRealm = `PoP realm="", nonce="Tm9uY2U"`
)

func unauthenticated(message string) *fault {
	return (&fault{status: http.StatusUnauthorized, code: "InvalidAuthenticationToken", message: message}).
		with("WWW-Authenticate", bearerRealm)
}

// challenge is continuous access evaluation's refusal of a token whose session was ended.
func challenge(now time.Time) *fault {
	claims := fmt.Sprintf(`{"access_token":{"nbf":{"essential":true,"value":"%d"}}}`, now.Unix())
	f := &fault{status: http.StatusUnauthorized, code: "InvalidAuthenticationToken",
		message: "Continuous access evaluation resulted in challenge with result: InteractionRequired and " +
			"code: " +
			"TokenIssuedBeforeRevocationTimestamp"}
	return f.with("WWW-Authenticate", popRealm+", "+bearerRealm+`, error_description="`+f.message+
		`", error="insufficient_claims", claims="`+base64Text(claims)+`"`)
}

// answerCall answers one call: it finds what the path means, checks limits and access, and serves it.
func (s *Server) answerCall(c *call, path string, body interface{ Read([]byte) (int, error) }) (*answer,
	*fault) {
	segments, refused := s.resolvePath(c, path)
	if refused != nil {
		return nil, refused
	}
	if strings.EqualFold(strings.Join(segments, "/"), "directoryObjects/getByIds") {
		return s.getByIDs(c, body)
	}
	if c.method != http.MethodGet && c.method != http.MethodHead {
		return nil, &fault{status: http.StatusMethodNotAllowed, code: "Request_BadRequest",
			message: "Specified HTTP method is not allowed for the request target."}
	}
	c.path = strings.Join(segments, "/")
	if c.rule = ruleFor(c.path); c.rule == nil || c.rule.betaOnly && !c.beta {
		return nil, badRequest("BadRequest", "Resource not found for the segment '%s'.", segments[0])
	}
	query, err := odata.ParseQuery(c.raw)
	if err != nil {
		return nil, c.badQuery(err)
	}
	c.query = query
	limited, refused := s.limit(c)
	if refused != nil {
		return nil, refused
	}
	if refused := s.mayRead(c.caller, c.rule, c.path); refused != nil {
		return nil, refused
	}
	if c.rule.partnerOnly && c.caller.directory != s.tenant.Directory {
		return nil, c.rule.family.missingRole()
	}
	a, refused := s.read(c)
	if refused == nil && limited != nil {
		for name, value := range limited {
			a.set(name, value)
		}
	}
	return a, refused
}

// badQuery is the refusal of an option that does not parse.
func (c *call) badQuery(err error) *fault {
	if c.rule.family == reportFamily {
		return badRequest("BadRequest", "Invalid filter clause: %s", err)
	}
	return badRequest("BadRequest", "%s", err)
}

// resolvePath cuts a path into segments, /me and alternate keys replaced by ids, a cast or /$count taken off.
func (s *Server) resolvePath(c *call, path string) ([]string, *fault) {
	var segments []string
	for i, each := range strings.Split(strings.Trim(path, "/"), "/") {
		each = unescape(each)
		switch {
		case i == 0 && strings.EqualFold(each, "me"):
			if c.caller.isApp() {
				return nil, badRequest("BadRequest", "/me request is only valid with delegated "+
					"authentication flow.")
			}
			segments = append(segments, "users", c.caller.OID)
		case strings.HasSuffix(each, ")") && !strings.HasPrefix(each, "usersRegisteredBy"):
			resolved, refused := s.resolveKey(c, each)
			if refused != nil {
				return nil, refused
			}
			segments = append(segments, resolved...)
		case strings.HasPrefix(strings.ToLower(each), "microsoft.graph.") && i > 0 &&
			segments[0] != "directory":
			c.cast = each
		case each == "$count":
			c.counted = true
		default:
			segments = append(segments, each)
		}
	}
	return segments, nil
}

// resolveKey turns users('id') and applications(appId='…') into a collection and an id.
func (s *Server) resolveKey(c *call, segment string) ([]string, *fault) {
	collection, key, _ := strings.Cut(strings.TrimSuffix(segment, ")"), "(")
	name, value, named := strings.Cut(key, "=")
	if !named {
		return []string{collection, strings.Trim(key, "'")}, nil
	}
	value = strings.Trim(value, "'")
	found := c.caller.directory.Find(collection, name, value)
	if found == nil {
		return nil, notFound(value)
	}
	return []string{collection, found.Text("id")}, nil
}

// limit counts a call against the limit of its path. It answers the headers that tell how much is used.
func (s *Server) limit(c *call) (map[string]string, *fault) {
	b, cost := c.rule.limit, max(1, c.rule.cost)
	if c.selects("signInActivity") {
		b = activityLimit
	}
	if c.selects("keyCredentials") && !strings.Contains(c.path, "/") {
		b = credentialsLimit
	}
	if b == directoryLimit {
		cost = c.units(cost)
	} else {
		cost = 1
	}
	part, wait, refused := s.limits.take(b, c.caller.TID, c.caller.AppID,
		len(c.caller.directory.Rows("users")), cost)
	if refused {
		retry := b == directoryLimit || b == activityLimit || b == credentialsLimit ||
			b == reportLimit && s.options.Throttle.RetryAfter
		f := throttled(wait, retry)
		if b == directoryLimit {
			f.with("x-ms-throttle-scope", "Tenant_Application/ReadWrite/"+c.caller.AppID+"/"+c.caller.TID).
				with("x-ms-throttle-information", "ResourceUnitLimitExceeded")
		}
		return nil, f
	}
	if b != directoryLimit {
		return nil, nil
	}
	headers := map[string]string{"x-ms-resource-unit": strconv.Itoa(int(cost))}
	if part >= 0.8 {
		headers["x-ms-throttle-limit-percentage"] = strconv.FormatFloat(part, 'f', 2, 64)
	}
	return headers, nil
}

// units is what a call costs of the directory limit.
func (c *call) units(cost float64) float64 {
	if c.query.Has("$select") {
		cost--
	}
	if c.query.Top >= 0 && c.query.Top < 20 {
		cost--
	}
	if c.query.Has("$expand") {
		cost++
	}
	return max(1, cost)
}

// selects tells whether a property is asked for by $select or used in the filter.
func (c *call) selects(name string) bool {
	if contains(c.query.Select, name) {
		return true
	}
	for _, use := range c.query.Filter.Uses() {
		if first, _, _ := strings.Cut(use.Path, "/"); strings.EqualFold(first, name) {
			return true
		}
	}
	return false
}

// read serves a path that the caller may read.
func (s *Server) read(c *call) (*answer, *fault) {
	if name, ok := registrationFunction(c.path); ok {
		return s.registrationCounts(c, name)
	}
	resource, key := tenant.FindResource(c.path)
	if resource == nil {
		return nil, badRequest("BadRequest", "Resource not found for the segment '%s'.", lastSegment(c.path))
	}
	if refused := s.parentExists(c, resource); refused != nil {
		return nil, refused
	}
	document := c.caller.directory.Document(c.beta, c.path)
	if document != nil && document.Failure != nil {
		return &answer{status: document.Failure.Status, body: document.Failure.Body}, nil
	}
	switch {
	case document != nil && document.Object != nil:
		return s.object(c, resource, document.Object)
	case key != "":
		return s.one(c, resource, key)
	case resource.Type == "strongAuthenticationRequirements":
		return s.object(c, resource, row.Row(`{"perUserMfaState":"disabled"}`)) // every user has a state
	case resource.Object || resource.Open && document == nil:
		return nil, &fault{status: http.StatusNotFound, code: "ResourceNotFound",
			message: "Resource not found."}
	}
	return s.list(c, resource, s.source(c, resource, document))
}

// parentExists refuses a path below a row that does not exist.
func (s *Server) parentExists(c *call, resource *tenant.Resource) *fault {
	if resource.Parent == "" {
		return nil
	}
	id := strings.Split(c.path, "/")[strings.Count(resource.Parent, "/")+1]
	if s.findRow(c, resource.Parent, id) == nil {
		return notFound(id)
	}
	return nil
}

// findRow finds a row by its id; a user also by the user principal name, and puts the id in its place in the path.
func (s *Server) findRow(c *call, collection, id string) row.Row {
	if strings.EqualFold(collection, "users") {
		user := s.entra.accounts.index(c.caller.directory).byName[strings.ToLower(id)]
		if user != nil {
			c.path = strings.Replace(c.path, id, user.Text("id"), 1)
		}
		return user
	}
	return c.caller.directory.Find(collection, "id", id)
}

func lastSegment(path string) string { return path[strings.LastIndexByte(path, '/')+1:] }
