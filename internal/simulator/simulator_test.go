package simulator

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/partnershell/partnershell/internal/simulator/tenant"
)

var today = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

func started(t testing.TB, options Options) *Server {
	t.Helper()
	if options.Tenant == nil {
		options.Tenant = tenant.Generate(tenant.Params{Now: today, Users: 120, SignIns: 3000})
	}
	s, err := Start(t.Context(), options)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// unlimited are options without throttling, for tests of something else.
func unlimited(account string) Options {
	return Options{Account: account, ApproveDeviceCodes: true, Throttle: Throttle{Off: true}}
}

const loginBase = "https://login.microsoftonline.com/"

// form posts a form and decodes the JSON answer.
func form(t testing.TB, s *Server, address string, values ...string) (int, map[string]any) {
	t.Helper()
	body := url.Values{}
	for i := 0; i < len(values); i += 2 {
		body.Set(values[i], values[i+1])
	}
	response, err := s.Client().PostForm(address, body)
	if err != nil {
		t.Fatal(err)
	}
	return decoded(t, response)
}

func decoded(t testing.TB, response *http.Response) (int, map[string]any) {
	t.Helper()
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	var body map[string]any
	if err := json.Unmarshal(text, &body); err != nil {
		body = map[string]any{"text": string(text)}
	}
	return response.StatusCode, body
}

// signIn gets tokens by device code, for a tenant ("organizations" for the account's own).
func signIn(t testing.TB, s *Server, authority, scope, account string) map[string]any {
	t.Helper()
	_, code := form(t, s, loginBase+authority+"/oauth2/v2.0/devicecode", "client_id", s.Tenant().ClientID,
		"scope", scope)
	if err := s.ApproveDeviceCode(code["user_code"].(string), account); err != nil {
		t.Fatal(err)
	}
	status, tokens := form(t, s, loginBase+authority+"/oauth2/v2.0/token", "grant_type", "device_code",
		"client_id", s.Tenant().ClientID, "device_code", code["device_code"].(string), "client_info", "1",
		"scope", scope)
	if status != 200 {
		t.Fatalf("sign-in: %d %v", status, tokens)
	}
	return tokens
}

// session is a client that is signed in to Graph.
type session struct {
	t      testing.TB
	server *Server
	token  string
	header http.Header
}

func signedIn(t testing.TB, s *Server, account string, scopes ...string) *session {
	t.Helper()
	scope := "https://graph.microsoft.com/.default"
	if len(scopes) > 0 {
		scope = "https://graph.microsoft.com/" + strings.Join(scopes, " https://graph.microsoft.com/")
	}
	tokens := signIn(t, s, "organizations", scope+" openid offline_access", account)
	return &session{t, s, tokens["access_token"].(string), http.Header{}}
}

func (c *session) response(method, address, body string) *http.Response {
	c.t.Helper()
	if strings.HasPrefix(address, "/") {
		address = "https://graph.microsoft.com" + address
	}
	request, err := http.NewRequestWithContext(context.Background(), method, address, strings.NewReader(body))
	if err != nil {
		c.t.Fatal(err)
	}
	for name, values := range c.header {
		request.Header[name] = values
	}
	request.Header.Set("Authorization", "Bearer "+c.token)
	response, err := c.server.Client().Do(request)
	if err != nil {
		c.t.Fatal(err)
	}
	return response
}

func (c *session) get(path string) (int, map[string]any) {
	c.t.Helper()
	return decoded(c.t, c.response(http.MethodGet, path, ""))
}

// rows reads a page that must succeed.
func (c *session) rows(path string) []map[string]any {
	c.t.Helper()
	status, body := c.get(path)
	if status != 200 {
		c.t.Fatalf("GET %s: %d %v", path, status, body)
	}
	return rowsOf(body)
}

func rowsOf(body map[string]any) []map[string]any {
	var rows []map[string]any
	list, _ := body["value"].([]any)
	for _, each := range list {
		rows = append(rows, each.(map[string]any))
	}
	return rows
}

// all reads every page of a collection.
func (c *session) all(path string) (rows []map[string]any, pages int) {
	c.t.Helper()
	for path != "" {
		status, body := c.get(path)
		if status != 200 {
			c.t.Fatalf("GET %s: %d %v", path, status, body)
		}
		pages++
		rows = append(rows, rowsOf(body)...)
		path, _ = body["@odata.nextLink"].(string)
	}
	return rows, pages
}

func query(text string) string { return strings.ReplaceAll(url.QueryEscape(text), "+", "%20") }

func errorCode(body map[string]any) string {
	inner, _ := body["error"].(map[string]any)
	code, _ := inner["code"].(string)
	return code
}

func TestClientRefusesOtherHosts(t *testing.T) {
	s := started(t, unlimited(""))
	for _, address := range []string{"https://example.com/", "https://graph.microsoft.com.evil.example/",
		"https://127.0.0.1:1/"} {
		if _, err := s.Client().Get(address); err == nil {
			t.Errorf("%s was reached", address)
		}
	}
	other := started(t, unlimited(""))
	if _, err := http.DefaultClient.Get("https://" + other.Addr() + "/"); err == nil {
		t.Error("a client without the authority trusts the server")
	}
}

func TestRequestsAreListed(t *testing.T) {
	s := started(t, unlimited(""))
	c := signedIn(t, s, "")
	s.ResetRequests()
	c.rows("/beta/auditLogs/signIns?$top=1")
	c.get("/v1.0/nothing")
	list := s.Requests()
	if len(list) != 2 || s.RequestCount() != 2 {
		t.Fatalf("requests: %+v", list)
	}
	if r := list[0]; r.Method != "GET" || r.Host != "graph.microsoft.com" ||
		r.Path != "/beta/auditLogs/signIns" ||
		r.Query != "$top=1" || r.Status != 200 {
		t.Errorf("first request: %+v", r)
	}
	if list[1].Status != 400 {
		t.Errorf("second request: %+v", list[1])
	}
}

func TestStartIsQuick(t *testing.T) {
	made := tenant.Generate(tenant.Params{Now: today})
	began := time.Now()
	s, err := Start(t.Context(), Options{Tenant: made})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	t.Logf("started in %v", time.Since(began))
}

func TestManyClientsAtOnce(t *testing.T) {
	s := started(t, unlimited(""))
	paths := []string{"/beta/auditLogs/signIns?$top=50", "/v1.0/users?$select=id,signInActivity", "/v1.0/me/memberOf",
		"/v1.0/auditLogs/directoryAudits", "/v1.0/directoryRoles", "/v1.0/contracts"}
	var group sync.WaitGroup
	for range 4 {
		group.Go(func() {
			c := signedIn(t, s, "")
			for _, path := range paths {
				if status, body := c.get(path); status != 200 {
					t.Errorf("%s: %d %v", path, status, body)
				}
			}
		})
	}
	group.Wait()
}
