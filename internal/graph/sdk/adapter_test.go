package sdk

import (
	"context"
	"encoding/base64"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/partnershell/partnershell/internal/access"
	"github.com/partnershell/partnershell/internal/entra"
	"github.com/partnershell/partnershell/internal/rest"
)

// fakeTokens gives a token that names what it was asked for.
type fakeTokens struct{ claims []string }

func (f *fakeTokens) Cloud() entra.Cloud { return entra.Global }

func (f *fakeTokens) Token(_ context.Context, tenant, resource, claims string) (entra.Token, error) {
	f.claims = append(f.claims, claims)
	return entra.Token{Secret: tenant + "@" + resource}, nil
}

// transport records requests and answers from a script; the last answer repeats.
type transport struct {
	requests []*http.Request
	bodies   []string
	answers  []func() *http.Response
}

func (t *transport) RoundTrip(r *http.Request) (*http.Response, error) {
	t.requests = append(t.requests, r)
	if r.Body != nil {
		body, _ := io.ReadAll(r.Body)
		t.bodies = append(t.bodies, string(body))
	}
	return t.answers[min(len(t.requests), len(t.answers))-1](), nil
}

func answer(status int, header http.Header, body string) func() *http.Response {
	return func() *http.Response {
		return &http.Response{StatusCode: status, Header: header.Clone(), Body: io.NopCloser(strings.NewReader(body))}
	}
}

func adapterWith(t *testing.T, answers ...func() *http.Response) (*Adapter, *transport, *fakeTokens) {
	tokens, wire := &fakeTokens{}, &transport{answers: answers}
	adapter, err := New(tokens, "contoso", &http.Client{Transport: wire})
	if err != nil {
		t.Fatal(err)
	}
	return adapter, wire, tokens
}

const ok = `{"value":[]}`

func TestAddressesOfEveryEndpoint(t *testing.T) {
	for _, e := range access.Endpoints() {
		adapter, wire, _ := adapterWith(t, answer(200, http.Header{}, ok))
		r := rest.Request{Endpoint: e, Base: "https://graph.microsoft.com/" + e.Version(), Path: e.Path()}
		for range strings.Count(e.Path(), "{id}") {
			r.Parameters = append(r.Parameters, "a b/ö@x")
		}
		if e.Query {
			r.Body = []byte(`{}`)
		}
		response, err := adapter.Send(t.Context(), r)
		if err != nil {
			t.Errorf("%s: %v", e.Key, err)
			continue
		}
		if body, _ := io.ReadAll(response.Body); string(body) != ok {
			t.Errorf("%s: body %s", e.Key, body)
		}
		got := wire.requests[0].URL
		want := "/" + e.Version() + "/" + strings.ReplaceAll(e.Path(), "{id}", "a b/ö@x")
		if strings.TrimSuffix(got.Path, "()") != want || got.Host != "graph.microsoft.com" || got.RawQuery != "" {
			t.Errorf("%s: %s, want %s", e.Key, got, want)
		}
		if strings.Contains(e.Path(), "{id}") && strings.Contains(got.EscapedPath(), "b/") {
			t.Errorf("%s: the id is not escaped: %s", e.Key, got.EscapedPath())
		}
		if wire.requests[0].Header.Get("Authorization") != "Bearer contoso@https://graph.microsoft.com" {
			t.Errorf("%s: %s", e.Key, wire.requests[0].Header)
		}
	}
}

// TestBuildersServeV1 holds that every endpoint which v1.0 serves has a builder of the SDK.
func TestBuildersServeV1(t *testing.T) {
	adapter, _, _ := adapterWith(t, answer(200, http.Header{}, ok))
	for _, e := range access.Endpoints() {
		if e.Service != access.Graph || e.Beta || e.Query {
			continue
		}
		r := rest.Request{Endpoint: e, Base: "https://graph.microsoft.com/v1.0", Path: e.Path(), Parameters: []string{"1"}}
		if info, err := build(t.Context(), r, adapter.adapter); err != nil || info == nil {
			t.Errorf("%s has no builder (%v)", e.Key, err)
		}
	}
}

func TestQueryOptions(t *testing.T) {
	users, _ := access.Lookup(access.Users)
	alerts, _ := access.Lookup(access.PartnerSecurityAlerts)
	query := rest.Query{Filter: "startsWith(displayName,'a+b & c')", Select: []string{"id", "displayName"}, Top: 5, Count: true,
		OrderBy: []string{"displayName desc"}, Expand: []string{"manager"}}
	for _, e := range []access.Endpoint{users, alerts} { // with a builder and without
		adapter, wire, _ := adapterWith(t, answer(200, http.Header{}, ok))
		r := rest.Request{Endpoint: e, Base: "https://graph.microsoft.com/" + e.Version(), Path: e.Path(), Query: query,
			Header: http.Header{"ConsistencyLevel": {"eventual"}, "Prefer": {"a", "b"}}}
		if _, err := adapter.Send(t.Context(), r); err != nil {
			t.Fatal(err)
		}
		got, raw := wire.requests[0], wire.requests[0].URL.RawQuery
		values, err := url.ParseQuery(raw)
		if err != nil || values.Get("$filter") != query.Filter || values.Get("$select") != "id,displayName" ||
			values.Get("$top") != "5" || values.Get("$count") != "true" || values.Get("$orderby") != "displayName desc" ||
			values.Get("$expand") != "manager" || strings.Contains(raw, "+") || len(values) != 6 {
			t.Errorf("%s: query %s (%v)", e.Key, raw, err)
		}
		if got.Header.Get("ConsistencyLevel") != "eventual" || got.Header.Get("Prefer") != "a, b" ||
			got.Header.Get("client-request-id") == "" || !strings.Contains(got.UserAgent(), "partnershell") {
			t.Errorf("%s: header %v", e.Key, got.Header)
		}
	}
	skus, _ := access.Lookup(access.SecurityDefaults)
	adapter, _, _ := adapterWith(t, answer(200, http.Header{}, ok))
	_, err := adapter.Send(t.Context(), rest.Request{Endpoint: skus, Base: "https://graph.microsoft.com/v1.0", Path: skus.Path(),
		Query: rest.Query{Filter: "x"}})
	if err == nil || !strings.Contains(err.Error(), "no query option $filter") {
		t.Errorf("err = %v", err)
	}
}

func TestNextLinksAreSentAsGiven(t *testing.T) {
	adapter, wire, _ := adapterWith(t, answer(200, http.Header{}, ok))
	const next = "https://graph.microsoft.com/beta/auditLogs/signIns?$filter=a%20eq%20%27b%2Bc%27&$skiptoken=9177f2_1"
	if _, err := adapter.Send(t.Context(), rest.Request{Next: next}); err != nil {
		t.Fatal(err)
	}
	if got := wire.requests[0].URL.String(); got != next {
		t.Errorf("sent %s", got)
	}
}

func TestBodiesArePosted(t *testing.T) {
	adapter, wire, _ := adapterWith(t, answer(200, http.Header{}, ok))
	_, err := adapter.Send(t.Context(), rest.Request{Base: "https://graph.microsoft.com/v1.0", Path: "$batch", Body: []byte(`{"requests":[]}`)})
	if err != nil || wire.requests[0].Method != "POST" || wire.bodies[0] != `{"requests":[]}` ||
		wire.requests[0].URL.Path != "/v1.0/$batch" || wire.requests[0].Header.Get("Content-Type") != "application/json" {
		t.Errorf("%v %+v %v", err, wire.requests[0], wire.bodies)
	}
}

func TestTokensStayInTheCloud(t *testing.T) {
	for _, next := range []string{"https://evil.example/v1.0/users", "http://graph.microsoft.com/v1.0/users", "https://graph.microsoft.com.evil.example/"} {
		adapter, wire, tokens := adapterWith(t, answer(200, http.Header{}, ok))
		if _, err := adapter.Send(t.Context(), rest.Request{Next: next}); err == nil || len(wire.requests) > 0 || len(tokens.claims) > 0 {
			t.Errorf("%s: err = %v, %d requests", next, err, len(wire.requests))
		}
	}
}

func TestRefusalsAndRedirectsComeBackWhole(t *testing.T) {
	for _, status := range []int{302, 400, 403, 429, 503} {
		adapter, wire, _ := adapterWith(t, answer(status, http.Header{"Location": {"https://evil.example/"}, "Request-Id": {"r"}}, `{"error":{}}`))
		response, err := adapter.Send(t.Context(), rest.Request{Base: "https://graph.microsoft.com/v1.0", Path: "users"})
		if err != nil || response.StatusCode != status || response.Header.Get("request-id") != "r" || len(wire.requests) != 1 {
			t.Errorf("%d: %v, %d requests", status, err, len(wire.requests))
		}
	}
}

func TestClaimsChallengeIsAnsweredOnce(t *testing.T) {
	const claims = `{"access_token":{"nbf":{"essential":true,"value":"1"}}}`
	challenge := `PoP realm="", nonce="a,b", Bearer realm="", error="insufficient_claims", claims="` +
		base64.RawURLEncoding.EncodeToString([]byte(claims)) + `"`
	refused := answer(401, http.Header{"Www-Authenticate": {challenge}}, `{"error":{"code":"InvalidAuthenticationToken"}}`)
	adapter, wire, tokens := adapterWith(t, refused, answer(200, http.Header{}, ok))
	response, err := adapter.Send(t.Context(), rest.Request{Base: "https://graph.microsoft.com/v1.0", Path: "users"})
	if err != nil || response.StatusCode != 200 || len(wire.requests) != 2 || tokens.claims[1] != claims {
		t.Errorf("%v, %d requests, claims %q", err, len(wire.requests), tokens.claims)
	}
	adapter, wire, _ = adapterWith(t, refused)
	response, err = adapter.Send(t.Context(), rest.Request{Base: "https://graph.microsoft.com/v1.0", Path: "users"})
	if err != nil || response.StatusCode != 401 || len(wire.requests) != 2 {
		t.Errorf("%v, %d requests", err, len(wire.requests))
	}
	hostile := answer(401, http.Header{"Www-Authenticate": {`Bearer error="insufficient_claims", claims=x`}}, ``)
	adapter, wire, _ = adapterWith(t, hostile)
	if _, err = adapter.Send(t.Context(), rest.Request{Base: "https://graph.microsoft.com/v1.0", Path: "users"}); err != nil || len(wire.requests) != 1 {
		t.Errorf("%v, %d requests", err, len(wire.requests))
	}
}
