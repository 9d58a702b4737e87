package entra

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/AzureAD/microsoft-authentication-library-for-go/apps/public"
)

// Browser signs a user in with the system's browser (authorization code with PKCE) and receives the answer on a
// loopback address, for which the application needs the redirect URI http://localhost.
type Browser struct {
	// Open shows a URL to the person; an error of it ends the sign-in.
	Open func(url string) error
	// LoginHint is the user principal name to offer, may be empty.
	LoginHint string
}

// String names the way.
func (Browser) String() string { return "Browser" }

// Delegated is true.
func (Browser) Delegated() bool { return true }

func (b Browser) issuer(config Config) (issuer, error) {
	if b.Open == nil {
		return nil, errors.New("there is no browser to open")
	}
	return newUserIssuer(config, b.acquire)
}

func (b Browser) acquire(
	ctx context.Context, client public.Client, config Config, scopes []string, claims string,
) (public.AuthResult, error) {
	reply, err := listenForReply()
	if err != nil {
		return public.AuthResult{}, err
	}
	defer reply.close()
	address, err := b.address(ctx, client, config, reply, scopes, claims)
	if err != nil {
		return public.AuthResult{}, err
	}
	if err := b.Open(address); err != nil {
		return public.AuthResult{}, err
	}
	code, err := reply.wait(ctx)
	if err != nil {
		return public.AuthResult{}, err
	}
	return client.AcquireTokenByAuthCode(ctx, code, reply.redirectURI, scopes, public.WithChallenge(reply.verifier))
}

// address is the sign-in page with everything that binds its answer to this listener.
func (b Browser) address(
	ctx context.Context, client public.Client, config Config, reply *loopback, scopes []string, claims string,
) (string, error) {
	asked := append([]string{"openid", "profile", "offline_access"}, scopes...)
	options := []public.AuthCodeURLOption{public.WithClaims(claims), public.WithPrompt(promptSelectAccount)}
	if b.LoginHint != "" {
		options = append(options, public.WithLoginHint(b.LoginHint))
	}
	address, err := client.AuthCodeURL(ctx, config.ClientID, reply.redirectURI, asked, options...)
	if err != nil {
		return "", err
	}
	challenge := sha256.Sum256([]byte(reply.verifier))
	binding := url.Values{
		"state": {reply.state}, "response_mode": {"form_post"}, "code_challenge_method": {"S256"},
		"code_challenge": {base64.RawURLEncoding.EncodeToString(challenge[:])},
	}
	return address + "&" + binding.Encode(), nil
}

// promptSelectAccount is MSAL's value for prompt=select_account, whose type it does not export.
const promptSelectAccount = 2

// loopback waits on a loopback address for the browser to bring the authorization code.
type loopback struct {
	redirectURI, state, verifier string
	server                       *http.Server
	answers                      chan answer
}

// answer is what the browser brought.
type answer struct {
	code string
	err  error
}

func listenForReply() (*loopback, error) {
	listener, err := net.Listen("tcp", "localhost:0")
	if err != nil {
		return nil, fmt.Errorf("cannot listen for the browser's answer: %w", err)
	}
	l := &loopback{
		redirectURI: fmt.Sprintf("http://localhost:%d", listener.Addr().(*net.TCPAddr).Port),
		state:       rand.Text(), verifier: rand.Text() + rand.Text(),
		answers: make(chan answer, 1),
	}
	l.server = &http.Server{Handler: l, ReadHeaderTimeout: 10 * time.Second}
	go l.server.Serve(listener) //nolint:errcheck // always ErrServerClosed, by close
	return l, nil
}

func (l *loopback) close() {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second) // lets the last page reach the browser
	defer cancel()
	if l.server.Shutdown(ctx) != nil {
		l.server.Close()
	}
}

func (l *loopback) wait(ctx context.Context) (string, error) {
	select {
	case a := <-l.answers:
		return a.code, a.err
	case <-ctx.Done():
		return "", ctx.Err()
	}
}

// ServeHTTP takes the answer: Entra posts it as a form; a query is understood as well.
func (l *loopback) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, 1<<20)
	if r.URL.Path != "/" || r.ParseForm() != nil || !r.Form.Has("state") {
		http.NotFound(w, r)
		return
	}
	if subtle.ConstantTimeCompare([]byte(r.Form.Get("state")), []byte(l.state)) != 1 {
		http.Error(w, "This answer belongs to another sign-in.", http.StatusBadRequest)
		return
	}
	a := answerOf(r.Form)
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	if a.err != nil {
		io.WriteString(w, "The sign-in failed. The shell shows why; you can close this window.")
	} else {
		io.WriteString(w, "You are signed in. You can close this window and go back to the shell.")
	}
	select {
	case l.answers <- a:
	default: // a second answer changes nothing
	}
}

// answerOf reads a code or a refusal.
func answerOf(form url.Values) answer {
	if code := form.Get("code"); code != "" {
		return answer{code: code}
	}
	description := form.Get("error_description")
	return answer{err: &Error{
		Code: codeIn(description), Kind: form.Get("error"), Suberror: form.Get("error_subcode"),
		Message: firstLine(strings.ReplaceAll(description, "\r", "")),
	}}
}
