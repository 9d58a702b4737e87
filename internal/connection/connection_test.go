package connection

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/partnershell/partnershell/internal/access"
	"github.com/partnershell/partnershell/internal/entra"
	"github.com/partnershell/partnershell/internal/rest"
	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

// token is an access token for Graph as Entra would issue it, without a signature that anybody checks here.
func token(t *testing.T, upn string) entra.AccessToken {
	t.Helper()
	claims, err := json.Marshal(map[string]any{"aud": "https://graph.microsoft.com", "tid": "11111111-1111-1111-1111-111111111111",
		"oid": "o", "upn": upn, "scp": "User.Read.All Directory.Read.All", "exp": time.Now().Add(time.Hour).Unix()})
	if err != nil {
		t.Fatal(err)
	}
	part := base64.RawURLEncoding.EncodeToString
	return entra.AccessToken{Secret: part([]byte(`{"alg":"none"}`)) + "." + part(claims) + "." + part([]byte("x"))}
}

// service answers every path with a body, or refuses it.
type service struct {
	bodies map[access.Key]string
	asked  atomic.Int32
}

func (s *service) Send(_ context.Context, r rest.Request) (*http.Response, error) {
	s.asked.Add(1)
	body, ok := s.bodies[r.Endpoint.Key]
	status := http.StatusOK
	if !ok {
		status, body = http.StatusForbidden, `{"error":{"code":"Authorization_RequestDenied","message":"Insufficient privileges."}}`
	}
	return &http.Response{StatusCode: status, Header: http.Header{"Content-Type": {"application/json"}},
		Body: io.NopCloser(strings.NewReader(body))}, nil
}

func begin(t *testing.T, s *service) *Connection {
	t.Helper()
	return New(Options{Sender: func(*entra.Session, string, *http.Client) (rest.Sender, error) { return s, nil }})
}

func TestSignInAndOut(t *testing.T) {
	c := begin(t, &service{})
	if _, err := c.Session(t.Context()); !errors.Is(err, ErrNotConnected) {
		t.Errorf("before: %v", err)
	}
	if c.Disconnect() {
		t.Error("nobody was signed in")
	}
	for _, upn := range []string{"ann@contoso.example", "bo@contoso.example"} { // the second takes the place of the first
		session, err := c.Connect(t.Context(), entra.Config{}, token(t, upn))
		if err != nil {
			t.Fatal(err)
		}
		identity, err := session.Identity(t.Context(), "")
		if current, _ := c.Session(t.Context()); err != nil || identity.Account() != upn || current != session {
			t.Errorf("%+v, %v", identity, err)
		}
	}
	if !c.Disconnect() {
		t.Error("somebody was signed in")
	}
	if _, err := c.Graph(t.Context(), ""); !errors.Is(err, ErrNotConnected) {
		t.Errorf("after: %v", err)
	}
}

// TestKnown: completion gets what is there at once, and the tenant is read once for many keys.
func TestKnown(t *testing.T) {
	s := &service{bodies: map[access.Key]string{access.Users: `{"value":[
		{"id":"2","userPrincipalName":"bo@contoso.example","displayName":"Bo"},
		{"id":"1","userPrincipalName":"ann@contoso.example","displayName":"Ann"}]}`}}
	c := begin(t, s)
	RegisterCompleters()
	of := func(name string) []command.Completion {
		return command.CompleterNamed(name)(t.Context(), func(string) any { return c }, "")
	}
	if of("User") != nil || s.asked.Load() != 0 {
		t.Error("nobody is signed in: nothing is known, and nothing is asked")
	}
	if _, err := c.Connect(t.Context(), entra.Config{}, token(t, "ann@contoso.example")); err != nil {
		t.Fatal(err)
	}
	deadline := time.Now().Add(10 * time.Second)
	for len(of("User")) == 0 && time.Now().Before(deadline) {
		time.Sleep(time.Millisecond)
	}
	want := []command.Completion{{Text: "ann@contoso.example", ToolTip: "Ann"}, {Text: "bo@contoso.example", ToolTip: "Bo"}}
	if got := of("User"); !slices.Equal(got, want) {
		t.Errorf("%+v", got)
	}
	if got := of("UserId"); len(got) != 2 || got[1] != (command.Completion{Text: "2", Label: "bo@contoso.example", ToolTip: "Bo"}) {
		t.Errorf("%+v", got)
	}
	if n := s.asked.Load(); n != 1 {
		t.Errorf("asked %d times", n)
	}
	of("Customer") // refused: unknown, and not asked for at every key
	for range 100 {
		of("Customer")
	}
	time.Sleep(50 * time.Millisecond)
	if n := s.asked.Load(); n > 2 || len(of("Customer")) > 0 {
		t.Errorf("asked %d times", n)
	}
	c.Disconnect()
	if of("User") != nil {
		t.Error("known after the sign-in has ended")
	}
}

// TestRecord: what kind of refusal it was is the error's category, and what to do is its recommended action.
func TestRecord(t *testing.T) {
	refused := func(status int) *rest.Error { return &rest.Error{Status: status, Code: "C", Path: "some/path"} }
	missing := refused(403)
	missing.Gaps = []access.Gap{{Kind: access.Role, AnyOf: []string{"Security Reader"}, Grantor: "ask the administrator"}}
	for name, test := range map[string]struct {
		err      error
		id       string
		category object.ErrorCategory
		advice   string
	}{
		"nobody":    {ErrNotConnected, "NotConnected", object.ConnectionError, "Connect-PartnerCenter"},
		"forbidden": {missing, "C", object.PermissionDenied, "ask the administrator"},
		"missing":   {refused(404), "C", object.ObjectNotFound, ""},
		"throttled": {refused(429), "C", object.LimitsExceeded, ""},
		"wrong":     {refused(400), "C", object.InvalidArgument, ""},
		"no code":   {&rest.Error{Status: 502}, "HTTP502", object.InvalidResult, ""},
		"network":   {errors.New("no route to host"), "RequestFailed", object.ConnectionError, ""},
	} {
		e := Record(test.err)
		if e.ID != test.id || e.Category != test.category || e.Recommended != test.advice {
			t.Errorf("%s: %s, %v, %q", name, e.ID, e.Category, e.Recommended)
		}
	}
	if err := ErrorRecord(context.Canceled); err != context.Canceled {
		t.Errorf("a stopped pipeline became %v", err)
	}
	if ErrorRecord(nil) != nil {
		t.Error("an error out of nothing")
	}
}

func TestExplainAccess(t *testing.T) {
	lines := begin(t, &service{}).ExplainAccess([]string{string(access.SignIns), "nothing", string(access.Users)})
	if len(lines) != 2 || !strings.HasPrefix(lines[0], "auditLogs/signIns: scope AuditLog.Read.All; role Reports Reader or ") ||
		!strings.HasSuffix(lines[0], "licence Microsoft Entra ID P1") || !strings.HasSuffix(lines[1], "any member of the tenant") {
		t.Errorf("%q", lines)
	}
}
