package sdk_test

import (
	"context"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"errors"
	"math/big"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/partnershell/partnershell/internal/access"
	"github.com/partnershell/partnershell/internal/entra"
	"github.com/partnershell/partnershell/internal/graph"
	"github.com/partnershell/partnershell/internal/graph/sdk"
	"github.com/partnershell/partnershell/internal/partnercenter"
	"github.com/partnershell/partnershell/internal/rest"
	"github.com/partnershell/partnershell/internal/simulator"
)

// quickClock does not wait, so that budgets and retries cost no time; the simulator's throttle is off then.
type quickClock struct{ rest.SystemClock }

func (quickClock) Sleep(ctx context.Context, _ time.Duration) error { return ctx.Err() }

func start(t *testing.T, options simulator.Options) *simulator.Server {
	t.Helper()
	server, err := simulator.Start(t.Context(), options)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { server.Close() })
	return server
}

// wire makes the clients as main does.
func wire(t *testing.T, server *simulator.Server, session *entra.Session, clock rest.Clock) *graph.Client {
	t.Helper()
	return graph.New(graph.Config{Account: session, Clock: clock, Sender: func(tenant string) rest.Sender {
		adapter, err := sdk.New(session, tenant, server.Client())
		if err != nil {
			t.Fatal(err)
		}
		return adapter
	}})
}

var readScopes = []string{"AuditLog.Read.All", "Policy.Read.All", "User.Read.All", "RoleManagement.Read.Directory",
	"Organization.Read.All", "DelegatedAdminRelationship.Read.All", "Directory.Read.All"}

// signIn signs an account in by device code.
func signIn(t *testing.T, server *simulator.Server, account string, scopes ...string) *entra.Session {
	t.Helper()
	show := func(p entra.DeviceCodePrompt) error { return server.ApproveDeviceCode(p.UserCode, account) }
	session, err := entra.Connect(t.Context(), entra.Config{HTTP: server.Client(), Scopes: scopes}, entra.DeviceCode{Show: show})
	if err != nil {
		t.Fatal(err)
	}
	return session
}

func graphRequests(server *simulator.Server) (n int) {
	for _, request := range server.Requests() {
		if request.Host == "graph.microsoft.com" {
			n++
		}
	}
	return n
}

func count(t *testing.T, s rest.Stream) (n int) {
	t.Helper()
	for _, err := range s {
		if err != nil {
			t.Fatal(err)
		}
		n++
	}
	return n
}

func TestSimulatedDeviceCode(t *testing.T) {
	server := start(t, simulator.Options{Throttle: simulator.Throttle{Off: true}})
	session := signIn(t, server, "Security Reader", readScopes...)
	identity, err := session.Identity(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	if !identity.HasMFA() || !identity.HasRole(entra.SecurityReader) || len(identity.DirectoryRoles) != 1 {
		t.Errorf("%+v", identity)
	}
	client := wire(t, server, session, quickClock{})
	if n := count(t, client.List(t.Context(), access.Users, rest.Query{Select: []string{"id", "displayName"}})); n < 10 {
		t.Errorf("%d users", n)
	}
	if object, err := client.Object(t.Context(), access.SecurityDefaults, rest.Query{}); err != nil || rest.Text(object, "displayName") == "" {
		t.Errorf("%s, %v", object, err)
	}
	if object, err := client.Object(t.Context(), access.Me, rest.Query{}); err != nil || rest.Text(object, "userPrincipalName") != identity.UserPrincipalName {
		t.Errorf("%s, %v", object, err)
	}
	if _, err := client.Licence(t.Context()); err != nil {
		t.Error(err)
	}
}

func TestSimulatedDefaultScope(t *testing.T) {
	server := start(t, simulator.Options{Throttle: simulator.Throttle{Off: true}})
	session := signIn(t, server, "Security Reader")
	if _, err := session.Identity(t.Context(), ""); err != nil {
		t.Error(err)
	}
}

func TestSimulatedPagingAndEarlyStop(t *testing.T) {
	server := start(t, simulator.Options{Throttle: simulator.Throttle{Off: true}})
	client := wire(t, server, signIn(t, server, "Security Reader", readScopes...), quickClock{})
	server.ResetRequests()
	seen := map[string]bool{}
	for record, err := range client.SignIns(t.Context(), graph.SignInQuery{}) {
		if err != nil {
			t.Fatal(err)
		}
		id := rest.Text(record, "id")
		if id == "" || seen[id] {
			t.Fatalf("id %q came twice or is missing", id)
		}
		seen[id] = true
	}
	requests := graphRequests(server)
	if len(seen) < 1001 || requests < 2 {
		t.Errorf("%d sign-ins with %d requests: not enough to page", len(seen), requests)
	}
	server.ResetRequests()
	taken := 0
	for _, err := range client.SignIns(t.Context(), graph.SignInQuery{}) {
		if err != nil {
			t.Fatal(err)
		}
		if taken++; taken == 10 {
			break
		}
	}
	time.Sleep(50 * time.Millisecond)
	if n := graphRequests(server); n != 1 {
		t.Errorf("10 sign-ins cost %d requests", n)
	}
	kinds := []string{graph.InteractiveUser, graph.NonInteractiveUser, graph.ServicePrincipal, graph.ManagedIdentity}
	if all := count(t, client.SignIns(t.Context(), graph.SignInQuery{EventTypes: kinds})); all <= len(seen) {
		t.Errorf("all kinds are %d, interactive ones %d", all, len(seen))
	}
}

func TestSimulatedRefusals(t *testing.T) {
	server := start(t, simulator.Options{Throttle: simulator.Throttle{Off: true}})
	for _, test := range []struct {
		account string
		scopes  []string
		key     access.Key
		want    access.Kind
	}{
		{"Reports Reader", readScopes, access.ConditionalAccessPolicies, access.Role},
		{"User", readScopes, access.SignIns, access.Role},
		{"Security Reader", []string{"User.Read"}, access.SignIns, access.Permission},
		{"Security Reader", []string{"User.Read"}, access.SecurityDefaults, access.Permission},
	} {
		client := wire(t, server, signIn(t, server, test.account, test.scopes...), quickClock{})
		_, err := rest.First(client.List(t.Context(), test.key, rest.Query{}))
		var refused *rest.Error
		if !errors.As(err, &refused) || len(refused.Gaps) == 0 || refused.Gaps[0].Kind != test.want ||
			!refused.Gaps[0].Certain || refused.RequestID == "" {
			t.Errorf("%s at %s: %v", test.account, test.key, err)
		}
	}
}

func TestSimulatedThrottling(t *testing.T) {
	server := start(t, simulator.Options{Throttle: simulator.Throttle{RetryAfter: true}})
	client := wire(t, server, signIn(t, server, "Security Reader", readScopes...), nil)
	began := time.Now()
	for range 4 { // one a second is allowed; the client keeps to it and is never refused
		if _, err := rest.First(client.List(t.Context(), access.NamedLocations, rest.Query{})); err != nil {
			t.Fatal(err)
		}
	}
	if took := time.Since(began); took < 3*time.Second {
		t.Errorf("4 requests took %s", took)
	}
	for _, request := range server.Requests() {
		if request.Status == http.StatusTooManyRequests {
			t.Errorf("%s was throttled", request.Path)
		}
	}
}

func TestSimulatedClaimsChallenge(t *testing.T) {
	server := start(t, simulator.Options{Throttle: simulator.Throttle{Off: true}})
	session := signIn(t, server, "Security Reader", readScopes...)
	identity, _ := session.Identity(t.Context(), "")
	client := wire(t, server, session, quickClock{})
	if _, err := client.Object(t.Context(), access.Me, rest.Query{}); err != nil {
		t.Fatal(err)
	}
	if err := server.RevokeSessions(identity.UserPrincipalName); err != nil {
		t.Fatal(err)
	}
	// The challenge is answered by a refused refresh, so the person signs in again, and the request succeeds.
	if _, err := client.Object(t.Context(), access.Me, rest.Query{}); err != nil {
		t.Errorf("after the sessions were revoked: %v", err)
	}
}

func TestSimulatedSecretAndCertificate(t *testing.T) {
	tenant, app := firstApplication(t)
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "app"},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour)}
	der, _ := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	certificate, _ := x509.ParseCertificate(der)
	pkcs8, _ := x509.MarshalPKCS8PrivateKey(key)
	file := slices.Concat(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: pkcs8}),
		pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}))
	server := start(t, simulator.Options{Throttle: simulator.Throttle{Off: true}, Credentials: []simulator.Credential{
		{AppID: app, Secret: "s3cr3t"}, {AppID: app, Certificate: certificate}}})
	for _, test := range []struct {
		credential entra.Credential
		code       int
	}{
		{entra.ClientSecret{Secret: "s3cr3t"}, 0},
		{entra.ClientSecret{Secret: "wrong"}, 7000215},
		{entra.Certificate{Data: file}, 0},
	} {
		config := entra.Config{HTTP: server.Client(), Tenant: tenant, ClientID: app}
		session, err := entra.Connect(t.Context(), config, test.credential)
		var refused *entra.Error
		if errors.As(err, &refused) != (test.code != 0) || (refused != nil && refused.Code != test.code) {
			t.Errorf("%s: %v", test.credential, err)
		}
		if err != nil {
			continue
		}
		identity, err := session.Identity(t.Context(), "")
		if err != nil || !identity.AppOnly || identity.ApplicationID != app {
			t.Errorf("%s: %+v, %v", test.credential, identity, err)
		}
	}
}

// firstApplication is an application of the generated tenant, which is the same each time.
func firstApplication(t *testing.T) (tenant, appID string) {
	t.Helper()
	server := start(t, simulator.Options{Throttle: simulator.Throttle{Off: true}})
	session := signIn(t, server, "Security Reader", "Application.Read.All")
	client := wire(t, server, session, quickClock{})
	record, err := rest.First(client.List(t.Context(), access.Applications, rest.Query{}))
	if err != nil {
		t.Fatal(err)
	}
	return session.Home(), rest.Text(record, "appId")
}

func TestSimulatedBrowser(t *testing.T) {
	server := start(t, simulator.Options{Throttle: simulator.Throttle{Off: true}, Account: "Security Reader"})
	open := func(address string) error { go browse(server.Client(), address); return nil }
	session, err := entra.Connect(t.Context(), entra.Config{HTTP: server.Client(), Scopes: readScopes}, entra.Browser{Open: open})
	if err != nil {
		t.Fatal(err)
	}
	if identity, err := session.Identity(t.Context(), ""); err != nil || !identity.HasRole(entra.SecurityReader) {
		t.Errorf("%+v, %v", identity, err)
	}
}

var (
	formAction = regexp.MustCompile(`action="([^"]*)"`)
	formField  = regexp.MustCompile(`name="([^"]*)" value="([^"]*)"`)
)

// browse does what a browser does with a page that submits itself.
func browse(client *http.Client, address string) {
	response, err := client.Get(address)
	if err != nil {
		return
	}
	defer response.Body.Close()
	var page strings.Builder
	response.Write(&page)
	action := formAction.FindStringSubmatch(page.String())
	if action == nil {
		return
	}
	form := url.Values{}
	for _, field := range formField.FindAllStringSubmatch(page.String(), -1) {
		form.Set(field[1], field[2])
	}
	http.PostForm(action[1], form)
}

func TestSimulatedPartnerCenter(t *testing.T) {
	server := start(t, simulator.Options{Throttle: simulator.Throttle{Off: true}, Account: "Global Administrator"})
	session := signIn(t, server, "", readScopes...)
	adapter, err := sdk.New(session, session.Home(), server.Client())
	if err != nil {
		t.Fatal(err)
	}
	client, err := partnercenter.New(partnercenter.Config{Account: session, Sender: adapter, Clock: quickClock{}})
	if err != nil {
		t.Fatal(err)
	}
	if n := count(t, client.Customers(t.Context())); n == 0 {
		t.Error("no customers")
	}
	for adoption, err := range client.ApplicationAdoption(t.Context(), time.Time{}, time.Time{}) {
		if err != nil || adoption.ApplicationID == "" || adoption.Date.IsZero() {
			t.Errorf("%+v, %v", adoption, err)
		}
	}
	for request, err := range client.Requests(t.Context()) {
		if err != nil || request.Time.IsZero() || request.IPAddress == "" {
			t.Errorf("%+v, %v", request, err)
		}
	}
	for principal, err := range client.NonCompliantPrincipals(t.Context()) {
		if err != nil || principal.UserPrincipalName == "" || principal.LastRequest.IsZero() {
			t.Errorf("%+v, %v", principal, err)
		}
	}
}

func TestSimulatedCustomerTenant(t *testing.T) {
	server := start(t, simulator.Options{Throttle: simulator.Throttle{Off: true}})
	session := signIn(t, server, "", append(readScopes, "Policy.Read.AuthenticationMethod")...)
	home := wire(t, server, session, quickClock{})
	reached := 0
	for record, err := range home.List(t.Context(), access.DelegatedAdminCustomers, rest.Query{}) {
		if err != nil {
			t.Fatal(err)
		}
		tenant := rest.Text(record, "id")
		customer := home.ForTenant(tenant)
		organization, err := rest.First(customer.List(t.Context(), access.Organization, rest.Query{}))
		if err != nil {
			t.Logf("%s: %v", rest.Text(record, "displayName"), err)
			continue
		}
		if got := rest.Text(organization, "id"); got != tenant {
			t.Errorf("asked tenant %s, answered by %s", tenant, got)
		}
		reached++
	}
	if reached == 0 {
		t.Error("no customer could be read")
	}
}

func TestSimulatedBatch(t *testing.T) {
	server := start(t, simulator.Options{Throttle: simulator.Throttle{Off: true}})
	client := wire(t, server, signIn(t, server, "Global Reader", append(readScopes, "UserAuthenticationMethod.Read.All")...), quickClock{})
	var paths []string
	for record, err := range client.List(t.Context(), access.Users, rest.Query{Top: 25, Select: []string{"id"}}) {
		if err != nil {
			t.Fatal(err)
		}
		if paths = append(paths, "users/"+rest.Text(record, "id")+"/authentication/methods"); len(paths) == 25 {
			break
		}
	}
	answers, err := client.Batch(t.Context(), "v1.0", append(paths, "users/nobody@nowhere.example"))
	if err != nil {
		t.Fatal(err)
	}
	for i, answer := range answers[:25] {
		if answer.Err != nil || !strings.Contains(string(answer.Body), `"value"`) {
			t.Errorf("%s: %s, %v", paths[i], answer.Body, answer.Err)
		}
	}
	var refused *rest.Error
	if !errors.As(answers[25].Err, &refused) || !refused.NotFound() {
		t.Errorf("nobody: %v", answers[25].Err)
	}
}
