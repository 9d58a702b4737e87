package rest

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/partnershell/partnershell/internal/access"
)

// fakeClock moves only when somebody sleeps.
type fakeClock struct {
	mu    sync.Mutex
	now   time.Time
	slept []time.Duration
}

func newFakeClock() *fakeClock { return &fakeClock{now: time.Date(2026, 8, 1, 0, 0, 0, 0, time.UTC)} }

func (c *fakeClock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *fakeClock) Sleep(ctx context.Context, d time.Duration) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if d > 0 {
		c.now = c.now.Add(d)
		c.slept = append(c.slept, d)
	}
	return ctx.Err()
}

// plainSender asks a test server over HTTP.
type plainSender struct{}

func (plainSender) Send(ctx context.Context, r Request) (*http.Response, error) {
	address := r.Next
	if address == "" {
		values := url.Values{}
		for name, value := range r.Query.Options() {
			values.Set(name, value)
		}
		address = r.Base + "/" + r.Path + "?" + values.Encode()
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return nil, err
	}
	return http.DefaultClient.Do(request)
}

// pagesServer serves pages of ten numbered records each and counts requests.
func pagesServer(t *testing.T, pages int, requests *[]string) (*Client, Request, *fakeClock) {
	var mu sync.Mutex
	var server *httptest.Server
	server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		*requests = append(*requests, r.URL.RequestURI())
		mu.Unlock()
		var page int
		fmt.Sscan(r.URL.Query().Get("skip"), &page)
		body := map[string]any{"value": []any{}}
		for i := range 10 {
			body["value"] = append(body["value"].([]any), map[string]int{"n": page*10 + i})
		}
		if page+1 < pages {
			body["@odata.nextLink"] = fmt.Sprintf("%s/v1.0/things?skip=%d", server.URL, page+1)
		}
		json.NewEncoder(w).Encode(body)
	}))
	t.Cleanup(server.Close)
	clock := newFakeClock()
	client := &Client{Sender: plainSender{}, Clock: clock, Limiter: NewLimiter(clock), Tenant: "t"}
	return client, Request{Base: server.URL + "/v1.0", Path: "things"}, clock
}

func TestRecordsReadsEveryPageInOrder(t *testing.T) {
	var requests []string
	client, request, _ := pagesServer(t, 5, &requests)
	var got []string
	for record, err := range client.Records(t.Context(), request) {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, string(record))
	}
	if len(got) != 50 || got[0] != `{"n":0}` || got[49] != `{"n":49}` {
		t.Errorf("got %d records: %v", len(got), got)
	}
	if len(requests) != 5 {
		t.Errorf("%d requests, want 5", len(requests))
	}
}

func TestRecordsOfAStoppedReaderCostOneRequest(t *testing.T) {
	for _, test := range []struct{ take, expect, requests int }{
		{take: 1, requests: 1}, {take: 5, requests: 1}, {take: 11, requests: 2},
		{take: 10, expect: 10, requests: 1}, {take: 15, expect: 15, requests: 2},
		{take: 11, expect: 10, requests: 2}, {take: 20, expect: 20, requests: 2},
	} {
		var requests []string
		client, request, _ := pagesServer(t, 100, &requests)
		request.Expect = test.expect
		taken := 0
		for _, err := range client.Records(t.Context(), request) {
			if err != nil {
				t.Fatal(err)
			}
			if taken++; taken == test.take {
				break
			}
		}
		time.Sleep(20 * time.Millisecond) // a page wrongly fetched ahead would arrive now
		if taken != test.take || len(requests) != test.requests {
			t.Errorf("take %d expect %d: took %d with %d requests, want %d",
				test.take, test.expect, taken, len(requests), test.requests)
		}
	}
}

func TestRecordsDoesNotFollowAForeignHost(t *testing.T) {
	for _, next := range []string{"https://evil.example/v1.0/things", "http://h.example/x", "https://u@h.example/x", ":"} {
		sender := answers(`{"value":[{}],"@odata.nextLink":"` + next + `"}`)
		client := &Client{Sender: sender, Clock: newFakeClock()}
		var failure error
		for _, err := range client.Records(t.Context(), Request{Base: "https://h.example/v1.0", Path: "things"}) {
			failure = err
		}
		if failure == nil || !strings.Contains(failure.Error(), "another host") {
			t.Errorf("%s: err = %v", next, failure)
		}
	}
}

// scripted answers with one response after the other, repeating the last.
type scripted struct {
	responses []http.Response
	bodies    []string
	sent      int
}

func (s *scripted) Send(context.Context, Request) (*http.Response, error) {
	i := min(s.sent, len(s.responses)-1)
	s.sent++
	response := s.responses[i]
	if response.StatusCode == 0 {
		return nil, &url.Error{Op: "Get", URL: "https://h.example", Err: io.ErrUnexpectedEOF}
	}
	response.Body = io.NopCloser(strings.NewReader(s.bodies[i]))
	return &response, nil
}

func (s *scripted) then(status int, header http.Header, body string) *scripted {
	s.responses = append(s.responses, http.Response{StatusCode: status, Header: header})
	s.bodies = append(s.bodies, body)
	return s
}

func answers(bodies ...string) *scripted {
	s := &scripted{}
	for _, body := range bodies {
		s.then(200, nil, body)
	}
	return s
}

func TestRetries(t *testing.T) {
	good := `{"value":[{"a":1}]}`
	throttled := `{"error":{"code":"TooManyRequests","message":"Too many requests"}}`
	tests := []struct {
		name   string
		script *scripted
		sent   int
		err    string
		atMin  time.Duration // least total wait
	}{
		{"at once", answers(good), 1, "", 0},
		{"throttled with Retry-After", (&scripted{}).then(429, http.Header{"Retry-After": {"57"}}, throttled).
			then(200, nil, good), 2, "", 57 * time.Second},
		{"throttled without", (&scripted{}).then(429, nil, throttled).then(429, nil, throttled).then(200, nil, good),
			3, "", 3 * time.Second},
		{"throttled for ever", (&scripted{}).then(429, nil, throttled), maxAttempts, "still throttles after 6", 0},
		{"told to wait too long", (&scripted{}).then(429, http.Header{"Retry-After": {"3600"}}, throttled), 1,
			"the service throttles", 0},
		{"server fault", (&scripted{}).then(503, nil, "").then(200, nil, good), 2, "", time.Second},
		{"connection breaks", (&scripted{}).then(0, nil, "").then(200, nil, good), 2, "", time.Second},
		{"connection breaks for ever", (&scripted{}).then(0, nil, ""), networkTries, "unexpected EOF", 0},
		{"body breaks off", answers(`{"value":[{"a":`, good), 2, "", time.Second},
		{"bad request", (&scripted{}).then(400, nil, `{"error":{"code":"BadRequest","message":"Invalid filter clause"}}`),
			1, "Invalid filter clause (400 Bad Request, BadRequest)", 0},
		{"forbidden", (&scripted{}).then(403, nil, `{"error":{"code":"x","message":"no"}}`), 1, "403", 0},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			clock := newFakeClock()
			begin := clock.now
			client := &Client{Sender: test.script, Clock: clock}
			record, err := First(client.Records(t.Context(), Request{Base: "https://h.example", Path: "things"}))
			if test.script.sent != test.sent {
				t.Errorf("sent %d requests, want %d", test.script.sent, test.sent)
			}
			if waited := clock.now.Sub(begin); waited < test.atMin {
				t.Errorf("waited %s, want at least %s", waited, test.atMin)
			}
			switch {
			case test.err == "" && (err != nil || string(record) != `{"a":1}`):
				t.Errorf("got %s, %v", record, err)
			case test.err != "" && (err == nil || !strings.Contains(err.Error(), test.err)):
				t.Errorf("err = %v, want %q", err, test.err)
			}
		})
	}
}

func TestCancelEndsAWait(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	script := (&scripted{}).then(503, nil, "")
	client := &Client{Sender: script, Clock: SystemClock{}, OnWait: func(Pause) { cancel() }}
	_, err := First(client.Records(ctx, Request{Base: "https://h.example", Path: "x"}))
	if !errors.Is(err, context.Canceled) || script.sent != 1 {
		t.Errorf("err = %v after %d requests", err, script.sent)
	}
}

func TestLimiterKeepsEveryWindow(t *testing.T) {
	for _, limit := range []access.Limit{access.ReportsLimit, access.PolicyLimit, access.ActivityLimit} {
		requests, per := limit.Rate()
		clock := newFakeClock()
		limiter := NewLimiter(clock)
		var starts []time.Time
		for i := range 40 {
			if i == 20 {
				clock.Sleep(t.Context(), per*3) // a pause must not save up more than one window's worth
			}
			clock.Sleep(t.Context(), limiter.Delay("a", limit))
			starts = append(starts, clock.Now())
		}
		for i := requests; i < len(starts); i++ {
			if span := starts[i].Sub(starts[i-requests]); span < per {
				t.Errorf("limit %d: %d requests within %s", limit, requests+1, span)
			}
		}
		if limiter.Delay("b", limit) != 0 {
			t.Errorf("limit %d: tenants share a budget", limit)
		}
	}
	if d := NewLimiter(newFakeClock()).Delay("a", access.DirectoryLimit); d != 0 {
		t.Errorf("the directory is delayed by %s", d)
	}
}

func TestParseError(t *testing.T) {
	tests := []struct {
		name, body string
		want       Error
	}{
		{"Graph", `{"error":{"code":"A","message":"m","innerError":{"code":"B","request-id":"r","client-request-id":"c",` +
			`"innererror":{"code":"C"}}}}`, Error{Code: "A", Message: "m", InnerCode: "C", RequestID: "r", ClientRequestID: "c"}},
		{"OData 3", `{"error":{"code":"A","message":{"lang":"en","value":"m"}}}`, Error{Code: "A", Message: "m"}},
		{"OAuth", `{"error":"invalid_grant","error_description":"d"}`, Error{Code: "invalid_grant", Message: "d"}},
		{"Partner Center", `{"code":900421,"description":"d","data":[]}`, Error{Code: "900421", Message: "d"}},
		{"gateway", `{"statusCode":429,"message":"Rate limit"}`, Error{Message: "Rate limit"}},
		{"HTML", `<html>`, Error{}},
		{"nothing", ``, Error{}},
		{"odd", `{"error":[1]}`, Error{}},
	}
	for _, test := range tests {
		got := parseError(429, http.Header{}, []byte(test.body), time.Time{})
		if got.Code != test.want.Code || got.Message != test.want.Message || got.InnerCode != test.want.InnerCode ||
			got.RequestID != test.want.RequestID || got.ClientRequestID != test.want.ClientRequestID {
			t.Errorf("%s: got %+v", test.name, got)
		}
	}
}

func TestRetryAfter(t *testing.T) {
	now := time.Date(2026, 8, 1, 0, 0, 0, 0, time.UTC)
	tests := map[string]time.Duration{"": 0, "57": 57 * time.Second, "1.5": 1500 * time.Millisecond, "-1": 0, "NaN": 0,
		"1e300": 0, "soon": 0, now.Add(time.Minute).Format(http.TimeFormat): time.Minute,
		now.Add(-time.Minute).Format(http.TimeFormat): 0}
	for text, want := range tests {
		if got := retryAfter(text, now); got != want {
			t.Errorf("retryAfter(%q) = %s, want %s", text, got, want)
		}
	}
}

func FuzzParseError(f *testing.F) {
	for _, seed := range []string{`{"error":{"code":"A","innerError":{"innerError":{}}}}`, `{"error":"x"}`, `{"code":1}`, `<`} {
		f.Add([]byte(seed), "3")
	}
	f.Fuzz(func(t *testing.T, body []byte, after string) {
		e := parseError(403, http.Header{"Retry-After": {after}}, body, time.Unix(0, 0))
		if e.Error() == "" || e.RetryAfter < 0 {
			t.Errorf("%+v", e)
		}
	})
}

func BenchmarkRecords(b *testing.B) {
	body := string(signInPage(1000))
	client := &Client{Sender: answers(body), Clock: SystemClock{}}
	b.SetBytes(int64(len(body)))
	b.ReportAllocs()
	for b.Loop() {
		n := 0
		for _, err := range client.Records(b.Context(), Request{Base: "https://h.example", Path: "x"}) {
			if err != nil {
				b.Fatal(err)
			}
			n++
		}
		if n != 1000 {
			b.Fatal(n)
		}
	}
}
