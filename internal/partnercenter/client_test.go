package partnercenter

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/partnershell/partnershell/internal/access"
	"github.com/partnershell/partnershell/internal/entra"
	"github.com/partnershell/partnershell/internal/rest"
)

type account struct {
	cloud    entra.Cloud
	identity entra.Identity
}

func (a account) Cloud() entra.Cloud { return a.cloud }
func (a account) Home() string       { return "partner" }
func (a account) IdentityFor(context.Context, string, string) (entra.Identity, error) {
	return a.identity, nil
}

// service answers by the order of requests.
type service struct {
	requests []rest.Request
	status   int
	header   http.Header
	bodies   []string
}

func (s *service) Send(_ context.Context, r rest.Request) (*http.Response, error) {
	body := s.bodies[min(len(s.requests), len(s.bodies)-1)]
	s.requests = append(s.requests, r)
	return &http.Response{StatusCode: s.status, Header: s.header, Body: io.NopCloser(strings.NewReader(body))}, nil
}

func clientOf(t *testing.T, s *service) *Client {
	t.Helper()
	c, err := New(Config{Account: account{cloud: entra.Global, identity: entra.Identity{Scopes: []string{"user_impersonation"}}}, Sender: s})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestCustomersFollowContinuations(t *testing.T) {
	s := &service{status: 200, bodies: []string{
		`{"totalCount":1,"items":[{"id":"1"}],"links":{"self":{"uri":"/customers?size=500"},"next":{"uri":` +
			`"/customers?size=500&seekOperation=Next","method":"GET","headers":[{"key":"MS-ContinuationToken","value":"abc=="},` +
			`{"key":"Authorization","value":"evil"}]}},"attributes":{"objectType":"Collection"}}`,
		`{"items":[{"id":"2"}],"links":{"next":{"uri":"/v1/customers?seekOperation=Next"}}}`,
		`{"items":[{"id":"3"}],"links":{"self":{}}}`}}
	var ids []string
	for record, err := range clientOf(t, s).Customers(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		ids = append(ids, rest.Text(record, "id"))
	}
	if strings.Join(ids, "") != "123" || len(s.requests) != 3 {
		t.Fatalf("ids %v, %d requests", ids, len(s.requests))
	}
	first, second, third := s.requests[0], s.requests[1], s.requests[2]
	if first.Base != "https://api.partnercenter.microsoft.com/v1" || first.Path != "customers" || first.Query.More["size"] != "500" {
		t.Errorf("first %+v", first)
	}
	if second.Next != "https://api.partnercenter.microsoft.com/v1/customers?size=500&seekOperation=Next" ||
		second.Header.Get("MS-ContinuationToken") != "abc==" || second.Header.Get("Authorization") != "" {
		t.Errorf("second %+v", second)
	}
	if third.Next != "https://api.partnercenter.microsoft.com/v1/customers?seekOperation=Next" || third.Header.Get("MS-ContinuationToken") != "" {
		t.Errorf("third %+v", third)
	}
	if first.Header.Get("MS-RequestId") == second.Header.Get("MS-RequestId") || first.Header.Get("MS-RequestId") == "" ||
		first.Header.Get("MS-CorrelationId") != third.Header.Get("MS-CorrelationId") || first.Header.Get("MS-CorrelationId") == "" {
		t.Errorf("ids of requests: %v %v %v", first.Header, second.Header, third.Header)
	}
}

func TestAbsolute(t *testing.T) {
	const base = "https://api.partnercenter.microsoft.com/v1"
	for link, want := range map[string]string{
		"customers?a=b": base + "/customers?a=b", "/v1/customers": base + "/customers", "/v1beta/x": base + "/v1beta/x",
		base + "/customers": base + "/customers", "https://evil.example/v1/customers": "", "//evil.example/x": "",
		"https://api.partnercenter.microsoft.com.evil.example/v1/x": "",
	} {
		if got, err := absolute(base, link); got != want || (err != nil) != (want == "") {
			t.Errorf("%s: %s, %v", link, got, err)
		}
	}
}

func TestReportsTolerateSpellings(t *testing.T) {
	at := time.Date(2026, 8, 1, 10, 11, 12, 0, time.UTC)
	for _, body := range []string{
		`{"items":[{"objectId":"o","tenantId":"t","upn":"u","lastNonMfaCompliantRequestDateTime":"2026-08-01T10:11:12Z"}]}`,
		`[{"objectId":"o","tenantId":"t","upn":"u","LastNonMfaCompliantLoginDateTime":"2026-08-01T10:11:12"}]`,
	} {
		for got, err := range clientOf(t, &service{status: 200, bodies: []string{body}}).NonCompliantPrincipals(t.Context()) {
			if err != nil || got != (Principal{"o", "t", "u", at}) {
				t.Errorf("%+v, %v", got, err)
			}
		}
	}
	for _, body := range []string{
		`[{"loginDate":"2026-08-01","mfaCompliantRequestCount":3,"totalRequestCount":5,"applicationId":"a"}]`,
		`{"loginDate":"2026-08-01T00:00:00","mfaCompliantRequestCount":3,"totalRequestCount":5,"applicationId":"a"}`,
	} {
		n := 0
		s := &service{status: 200, bodies: []string{body}}
		for got, err := range clientOf(t, s).ApplicationAdoption(t.Context(), at, time.Time{}) {
			if n++; err != nil || got != (ApplicationAdoption{at.Truncate(24 * time.Hour), 3, 5, "a", ""}) {
				t.Errorf("%+v, %v", got, err)
			}
		}
		if n != 1 || s.requests[0].Query.More["startDate"] != "2026-08-01" || len(s.requests[0].Query.More) != 1 {
			t.Errorf("%d rows, asked %v", n, s.requests[0].Query.More)
		}
	}
	for _, address := range []string{"ipAddress", "sourceIpAddress"} {
		body := `{"items":[{"requestId":"r","requestDateTime":"2026-08-01T10:11:12","` + address + `":"10.0.0.1","mfaCompliant":true}]}`
		for got, err := range clientOf(t, &service{status: 200, bodies: []string{body}}).Requests(t.Context()) {
			if err != nil || got.IPAddress != "10.0.0.1" || !got.Time.Equal(at) || !got.Compliant {
				t.Errorf("%+v, %v", got, err)
			}
		}
	}
	for _, err := range clientOf(t, &service{status: 200, bodies: []string{`[{"totalRequestCount":"x"}]`}}).ApplicationAdoption(t.Context(), at, at) {
		if err == nil {
			t.Error("a count that is no number was accepted")
		}
	}
}

func TestRefusalWithoutMFA(t *testing.T) {
	s := &service{status: 401, header: http.Header{"Ms-Requestid": {"r"}}, bodies: []string{`{"code":"900421","description":"MFA required"}`}}
	_, err := rest.First(clientOf(t, s).Customers(t.Context()))
	var refused *rest.Error
	if !errors.As(err, &refused) || refused.RequestID != "r" || len(refused.Gaps) != 1 || refused.Gaps[0].Kind != access.MFA {
		t.Errorf("%+v", err)
	}
}

func TestValidateMFA(t *testing.T) {
	for value, want := range map[string][2]bool{"true": {true, true}, "False": {false, true}, "": {false, false}} {
		s := &service{status: 200, header: http.Header{"Ismfacompliant": {value}}, bodies: []string{`{"items":[]}`}}
		compliant, known, err := clientOf(t, s).ValidateMFA(t.Context())
		if err != nil || [2]bool{compliant, known} != want || s.requests[0].Header.Get("ValidateMfa") != "true" {
			t.Errorf("%q: %v %v %v", value, compliant, known, err)
		}
	}
}

func TestCloudsWithoutPartnerCenter(t *testing.T) {
	if _, err := New(Config{Account: account{cloud: entra.China}, Sender: &service{}}); err == nil {
		t.Error("China has no Partner Center")
	}
}

func FuzzRecords(f *testing.F) {
	f.Add([]byte(`{"requestDateTime":"2026-08-01"}`), []byte(`{"next":{"uri":"/x","headers":[{"key":"MS-A","value":"b"}]}}`))
	f.Fuzz(func(t *testing.T, record, links []byte) {
		for _, target := range []interface{ UnmarshalJSON([]byte) error }{new(Principal), new(ApplicationAdoption), new(PartnerRequest)} {
			target.UnmarshalJSON(record)
		}
		next, more, err := nextOf(rest.Request{Base: "https://h.example/v1"}, links)
		if err == nil && more && !strings.HasPrefix(next.Next, "https://h.example/") {
			t.Errorf("follows %s", next.Next)
		}
	})
}
