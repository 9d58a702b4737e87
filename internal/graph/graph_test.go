package graph

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/partnershell/partnershell/internal/access"
	"github.com/partnershell/partnershell/internal/entra"
	"github.com/partnershell/partnershell/internal/rest"
)

// account is somebody signed in to the tenant "partner".
type account struct{ identity entra.Identity }

func (a account) Cloud() entra.Cloud { return entra.Global }
func (a account) Home() string       { return "partner" }
func (a account) Identity(context.Context, string) (entra.Identity, error) {
	return a.identity, nil
}

// clock moves only when somebody sleeps.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) Sleep(ctx context.Context, d time.Duration) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(max(d, 0))
	return ctx.Err()
}

// service answers requests by a function.
type service struct {
	mu       sync.Mutex
	requests []rest.Request
	answer   func(r rest.Request) (int, string)
}

func (s *service) Send(_ context.Context, r rest.Request) (*http.Response, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.requests = append(s.requests, r)
	status, body := s.answer(r)
	return &http.Response{StatusCode: status, Header: http.Header{}, Body: io.NopCloser(strings.NewReader(body))}, nil
}

var begin = time.Date(2026, 8, 1, 0, 0, 0, 0, time.UTC)

func clientOf(s *service) *Client {
	who := account{entra.Identity{Scopes: []string{"AuditLog.Read.All"}, RolesKnown: true,
		DirectoryRoles: []entra.Role{entra.ReportsReader}}}
	return New(Config{Account: who, Sender: func(string) rest.Sender { return s }, Clock: &clock{now: begin}})
}

// signInLog is a log with one sign-in every step, filtered and sorted as Graph does, in pages.
type signInLog struct {
	from  time.Time
	step  time.Duration
	count int
	page  int
	// fault may answer in place of the log.
	fault func(r rest.Request, from, to time.Time) (int, string)
}

var bound = regexp.MustCompile(`createdDateTime (ge|le|lt) (\S+)`)

func (l signInLog) answer(r rest.Request) (int, string) {
	from, to, before, skip := time.Time{}, l.from.AddDate(1, 0, 0), false, 0
	filter, ascending := r.Query.Filter, len(r.Query.OrderBy) > 0
	if r.Next != "" {
		fmt.Sscanf(r.Next, "https://graph.microsoft.com/next/%d/%t/", &skip, &ascending)
		filter = strings.SplitN(r.Next, "/", 7)[6]
	}
	for _, match := range bound.FindAllStringSubmatch(filter, -1) {
		at, err := time.Parse(time.RFC3339Nano, match[2])
		if err != nil {
			return 400, `{"error":{"code":"BadRequest","message":"Invalid filter clause"}}`
		}
		if match[1] == "ge" {
			from = at
		} else {
			to, before = at, match[1] == "lt"
		}
	}
	if l.fault != nil {
		if status, body := l.fault(r, from, to); status != 0 {
			return status, body
		}
	}
	var rows []string
	for i := range l.count {
		at := l.from.Add(time.Duration(i) * l.step)
		if at.Before(from) || at.After(to) || (before && at.Equal(to)) {
			continue
		}
		rows = append(rows, fmt.Sprintf(`{"createdDateTime":%q,"id":"%d"}`, Time(at), i))
	}
	if !ascending {
		slices.Reverse(rows)
	}
	rest := rows[min(skip, len(rows)):]
	next := ""
	if len(rest) > l.page {
		link, _ := json.Marshal(fmt.Sprintf("https://graph.microsoft.com/next/%d/%t/%s", skip+l.page, ascending, filter))
		next = `"@odata.nextLink":` + string(link) + `,`
		rest = rest[:l.page]
	}
	return 200, `{` + next + `"value":[` + strings.Join(rest, ",") + `]}`
}

func ids(t *testing.T, s rest.Stream) (all []string) {
	t.Helper()
	for record, err := range s {
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, rest.Text(record, "id"))
	}
	return all
}

// numbers lists n numbers from first, upwards or downwards.
func numbers(first, n, step int) (all []string) {
	for i := range n {
		all = append(all, fmt.Sprint(first+i*step))
	}
	return all
}

func TestSignInsOverLongSpans(t *testing.T) {
	log := signInLog{from: begin.AddDate(0, 0, -30), step: time.Hour, count: 720, page: 50}
	for _, test := range []struct {
		name  string
		query SignInQuery
		want  []string
	}{
		{"everything", SignInQuery{}, numbers(719, 720, -1)},
		{"30 days", SignInQuery{From: log.from}, numbers(719, 720, -1)},
		{"30 days, oldest first", SignInQuery{From: log.from, Ascending: true}, numbers(0, 720, 1)},
		{"both ends included", SignInQuery{From: log.from.Add(time.Hour), To: log.from.Add(300 * time.Hour)}, numbers(300, 300, -1)},
		{"limit", SignInQuery{From: log.from, Limit: 75}, numbers(719, 75, -1)},
		{"nothing", SignInQuery{From: begin.AddDate(0, 0, 1)}, nil},
	} {
		s := &service{answer: log.answer}
		if got := ids(t, clientOf(s).SignIns(t.Context(), test.query)); !slices.Equal(got, test.want) {
			t.Errorf("%s: got %d sign-ins %v…, want %d", test.name, len(got), got[:min(5, len(got))], len(test.want))
		}
		for _, r := range s.requests {
			if r.Base != "https://graph.microsoft.com/beta" {
				t.Errorf("%s: asked %s", test.name, r.Base)
			}
		}
	}
}

func TestSignInsSurviveTimeouts(t *testing.T) {
	log := signInLog{from: begin.AddDate(0, 0, -7), step: time.Hour, count: 168, page: 10}
	for _, ascending := range []bool{false, true} {
		log.fault = func(_ rest.Request, from, to time.Time) (int, string) { // nothing longer than a day is answered
			if to.Sub(from) > 24*time.Hour && to.Sub(from) < 300*24*time.Hour {
				return 504, ``
			}
			return 0, ""
		}
		s := &service{answer: log.answer}
		want := numbers(167, 168, -1)
		if ascending {
			want = numbers(0, 168, 1)
		}
		query := SignInQuery{From: log.from, To: begin, Ascending: ascending}
		if got := ids(t, clientOf(s).SignIns(t.Context(), query)); !slices.Equal(got, want) {
			t.Errorf("ascending %v: got %d: %v", ascending, len(got), got)
		}
	}
	log.fault = func(rest.Request, time.Time, time.Time) (int, string) { return 504, `` }
	_, err := rest.First(clientOf(&service{answer: log.answer}).SignIns(t.Context(), SignInQuery{From: log.from}))
	var refused *rest.Error
	if !errors.As(err, &refused) || !refused.TimedOut() {
		t.Errorf("err = %v", err)
	}
}

func TestSignInsGoOnWhenALinkIsStale(t *testing.T) {
	log := signInLog{from: begin.AddDate(0, 0, -2), step: time.Hour, count: 48, page: 10}
	log.fault = func(r rest.Request, _, _ time.Time) (int, string) {
		if strings.Contains(r.Next, "/next/20/") {
			return 400, `{"error":{"code":"BadRequest","message":"skip token expired"}}`
		}
		return 0, ""
	}
	for _, ascending := range []bool{false, true} {
		want := numbers(47, 48, -1)
		if ascending {
			want = numbers(0, 48, 1)
		}
		query := SignInQuery{From: log.from, Ascending: ascending}
		if got := ids(t, clientOf(&service{answer: log.answer}).SignIns(t.Context(), query)); !slices.Equal(got, want) {
			t.Errorf("ascending %v: got %d: %v", ascending, len(got), got)
		}
	}
}

func TestKindFilters(t *testing.T) {
	one := func(kind string) string { return "signInEventTypes/any(t: t eq '" + kind + "')" }
	both := "signInEventTypes/any(t: t eq 'interactiveUser' or t eq 'nonInteractiveUser')"
	tests := []struct{ kinds, want []string }{
		{nil, []string{""}},
		{[]string{InteractiveUser}, []string{one(InteractiveUser)}},
		{[]string{NonInteractiveUser, NonInteractiveUser}, []string{one(NonInteractiveUser)}},
		{[]string{ManagedIdentity, NonInteractiveUser, ServicePrincipal, InteractiveUser},
			[]string{both, one(ManagedIdentity), one(ServicePrincipal)}},
	}
	for _, test := range tests {
		if got, err := kindFilters(test.kinds); err != nil || !slices.Equal(got, test.want) {
			t.Errorf("%v: %q, %v", test.kinds, got, err)
		}
	}
	if _, err := kindFilters([]string{"interactive"}); err == nil {
		t.Error("an unknown kind was accepted")
	}
}

// FuzzWindows holds that windows cover the span without gap or overlap.
func FuzzWindows(f *testing.F) {
	f.Add(int64(30*24*3600), int64(0), false)
	f.Add(int64(7*24*3600), int64(1), true)
	f.Fuzz(func(t *testing.T, length, offset int64, ascending bool) {
		if length < 0 || length > 3e8 || offset < 0 || offset > 1e9 {
			return
		}
		from := begin.Add(time.Duration(offset))
		query := SignInQuery{From: from, To: from.Add(time.Duration(length) * time.Second), Ascending: ascending}
		windows := query.windows(begin)
		if !ascending {
			slices.Reverse(windows)
		}
		at := from
		for i, w := range windows {
			if !w.from.Equal(at) || w.before != (i < len(windows)-1) || w.to.Sub(w.from) > longestWindow {
				t.Fatalf("window %d of %d: %+v", i, len(windows), w)
			}
			at = w.to
		}
		if !at.Equal(query.To) {
			t.Fatalf("ends at %s, want %s", at, query.To)
		}
	})
}

const skus = `{"value":[{"capabilityStatus":"Enabled","servicePlans":[{"servicePlanId":"` + planP1 +
	`","provisioningStatus":"Success"}]}]}`

func TestPassingLicenceRefusalIsAskedAgain(t *testing.T) {
	for _, test := range []struct {
		name    string
		skus    string
		refuse  int // how many times
		reached bool
		certain bool
	}{
		{"licensed, passing", skus, 2, true, false},
		{"licensed, for ever", skus, 100, false, false},
		{"not licensed", `{"value":[{"capabilityStatus":"Enabled","servicePlans":[]}]}`, 100, false, true},
	} {
		refusals := 0
		s := &service{}
		s.answer = func(r rest.Request) (int, string) {
			if r.Endpoint.Key == access.SubscribedSkus {
				return 200, test.skus
			}
			if refusals++; refusals <= test.refuse {
				return 403, `{"error":{"code":"Authentication_RequestFromNonPremiumTenantOrB2CTenant","message":"no"}}`
			}
			return 200, `{"value":[{"id":"1"}]}`
		}
		record, err := rest.First(clientOf(s).SignIns(t.Context(), SignInQuery{}))
		if (record != nil) != test.reached {
			t.Errorf("%s: %s, %v", test.name, record, err)
		}
		var refused *rest.Error
		if errors.As(err, &refused) && (len(refused.Gaps) != 1 || refused.Gaps[0].Kind != access.TenantLicence ||
			refused.Gaps[0].Certain != test.certain) {
			t.Errorf("%s: %+v", test.name, refused.Gaps)
		}
	}
}

func TestRefusalNamesTheRole(t *testing.T) {
	s := &service{answer: func(rest.Request) (int, string) {
		return 403, `{"error":{"code":"AccessDenied","message":"You cannot perform the requested operation"}}`
	}}
	c := clientOf(s)
	_, err := rest.First(c.List(t.Context(), access.ConditionalAccessPolicies, rest.Query{}))
	for _, want := range []string{"identity/conditionalAccess/policies: access refused", "Policy.Read.All",
		"Security Reader, Global Reader", "403"} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q is not in %v", want, err)
		}
	}
	_, err = rest.First(c.ForTenant("CUSTOMER").List(t.Context(), access.Users, rest.Query{}))
	if err == nil || !strings.Contains(err.Error(), "customer") || c.ForTenant("customer") != c.ForTenant("Customer") {
		t.Errorf("err = %v", err)
	}
}

func TestRequests(t *testing.T) {
	s := &service{answer: func(rest.Request) (int, string) { return 200, `{"value":[]}` }}
	c := clientOf(s)
	for _, test := range []struct {
		stream rest.Stream
		err    string
		check  func(r rest.Request) bool
	}{
		{c.List(t.Context(), access.Users, rest.Query{}), "", func(r rest.Request) bool {
			return r.Query.Top == 999 && r.Header.Get("ConsistencyLevel") == "" && r.Header.Get("Prefer") != ""
		}},
		{c.List(t.Context(), access.Users, rest.Query{Top: 5, Count: true}), "", func(r rest.Request) bool {
			return r.Query.Top == 5 && r.Header.Get("ConsistencyLevel") == "eventual"
		}},
		{c.List(t.Context(), access.DirectoryRoles, rest.Query{Top: 5}), "", func(r rest.Request) bool { return r.Query.Top == 0 }},
		{c.Get(t.Context(), "beta", "/users/1/x?$top=1", rest.Query{}), "", func(r rest.Request) bool { return r.Path == "users/1/x?$top=1" }},
		{c.Query(t.Context(), access.DirectoryObjectsByID, []byte(`{}`)), "", func(r rest.Request) bool { return string(r.Body) == "{}" }},
		{c.Query(t.Context(), access.Users, []byte(`{}`)), "is not a query", nil},
		{c.List(t.Context(), access.User, rest.Query{}), "needs 1 ids", nil},
		{c.List(t.Context(), access.User, rest.Query{}, ""), "not empty", nil},
		{c.List(t.Context(), "nonsense", rest.Query{}), "not an endpoint", nil},
		{c.Get(t.Context(), "v2", "users", rest.Query{}), "no version", nil},
	} {
		s.requests = nil
		_, err := rest.First(test.stream)
		if (err == nil) != (test.err == "") || (err != nil && !strings.Contains(err.Error(), test.err)) {
			t.Errorf("err = %v, want %q", err, test.err)
		}
		if test.check != nil && (len(s.requests) != 1 || !test.check(s.requests[0])) {
			t.Errorf("%+v", s.requests)
		}
	}
}

func TestObjectIsUnwrapped(t *testing.T) {
	for _, body := range []string{`{"id":"1"}`, `{"@odata.context":"c","value":{"id":"1"}}`} {
		s := &service{answer: func(rest.Request) (int, string) { return 200, body }}
		record, err := clientOf(s).Object(t.Context(), access.PartnerSecurityScore, rest.Query{})
		if err != nil || string(record) != `{"id":"1"}` {
			t.Errorf("%s, %v", record, err)
		}
	}
}

func TestBatch(t *testing.T) {
	throttle := map[string]int{"/users/7": 1, "/users/9": 100}
	s := &service{}
	s.answer = func(r rest.Request) (int, string) {
		var body struct{ Requests []batchRequest }
		if err := json.Unmarshal(r.Body, &body); err != nil || len(body.Requests) > batchSize {
			t.Errorf("%d requests, %v", len(body.Requests), err)
		}
		var responses []batchResponse
		for _, request := range body.Requests {
			response := batchResponse{ID: request.ID, Status: 200, Body: json.RawMessage(`"` + request.URL + `"`)}
			if request.Method != http.MethodGet {
				t.Errorf("method %s", request.Method)
			}
			if throttle[request.URL] > 0 {
				throttle[request.URL]--
				response = batchResponse{ID: request.ID, Status: 429, Headers: map[string]string{"retry-after": "3"}, Body: json.RawMessage(`{}`)}
			}
			if request.URL == "/users/3" {
				response.Status, response.Body = 404, json.RawMessage(`{"error":{"code":"Request_ResourceNotFound","message":"no"}}`)
			}
			responses = append([]batchResponse{response}, responses...)
		}
		reply, _ := json.Marshal(map[string]any{"responses": responses})
		return 200, string(reply)
	}
	paths := make([]string, 45)
	for i := range paths {
		paths[i] = fmt.Sprintf("/users/%d", i)
	}
	answers, err := clientOf(s).Batch(t.Context(), "v1.0", paths)
	if err != nil {
		t.Fatal(err)
	}
	for i, answer := range answers {
		var refused *rest.Error
		switch {
		case i == 3 && errors.As(answer.Err, &refused) && refused.NotFound():
		case i == 9 && errors.As(answer.Err, &refused) && refused.Throttled():
		case i != 3 && i != 9 && string(answer.Body) == fmt.Sprintf(`"/users/%d"`, i):
		default:
			t.Errorf("%d: %s, %v", i, answer.Body, answer.Err)
		}
	}
}

func TestFilters(t *testing.T) {
	if got := And("", "a eq "+Quote("O'Neil"), Or("b", "", "c"), Or("d")); got != "a eq 'O''Neil' and (b or c) and d" {
		t.Error(got)
	}
	zone := time.FixedZone("x", 7200)
	for at, want := range map[time.Time]string{
		time.Date(2026, 8, 1, 9, 8, 0, 0, zone): "2026-08-01T07:08:00Z",
		begin.Add(1234567 * 100):                "2026-08-01T00:00:00.1234567Z",
	} {
		if got := Time(at); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}
