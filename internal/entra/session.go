package entra

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"
)

// GraphCommandLineTools is Microsoft's own public client for Graph from command lines. Using it needs no app
// registration, only consent to the scopes.
const GraphCommandLineTools = "14d82eec-204b-4c2f-b7e8-296a70dab67e"

// expiryMargin is how long before its expiry a token counts as expired, so that it survives the request.
const expiryMargin = 5 * time.Minute

// Config says where and as which application to sign in.
type Config struct {
	Cloud Cloud
	// Tenant is a GUID or a domain. Empty is the account's home tenant; an application must name one.
	Tenant string
	// ClientID is the application's id, GraphCommandLineTools when empty.
	ClientID string
	// Scopes are the delegated permissions to ask for at sign-in; empty asks for what was consented to before.
	// An application always gets what it was granted.
	Scopes []string
	// HTTP carries every request to Entra.
	HTTP *http.Client
	// Now is the clock, time.Now when nil.
	Now func() time.Time
}

// Token is an access token for one service in one tenant. It prints as a placeholder.
type Token struct {
	// Secret is the bearer token itself: never log it.
	Secret    string
	ExpiresOn time.Time
}

// String hides the token.
func (t Token) String() string { return "<access token>" }

// GoString hides the token.
func (t Token) GoString() string { return t.String() }

// A Session is one sign-in. It is safe for concurrent use.
type Session struct {
	config     Config
	credential Credential
	issuer     issuer
	home       string // tenant that an empty tenant means, known after sign-in

	mu      sync.Mutex // guards issuer, home, tokens and signIns
	tokens  map[tokenKey]Token
	signIns int        // how often somebody has signed in
	person  sync.Mutex // held while a person is asked, so that they are asked one thing at a time
}

// tokenKey keeps tokens of different tenants and services apart.
type tokenKey struct{ tenant, scopes string }

// grant is what MSAL hands back: a token and the tenant that issued it.
type grant struct {
	token  Token
	tenant string
	// audience is what a given token is for; empty for tokens that were asked for.
	audience string
}

// issuer fetches tokens for one credential. Errors are those of MSAL.
type issuer interface {
	// signIn asks the person or proves the application; claims may be empty.
	signIn(ctx context.Context, scopes []string, claims string) (grant, error)
	// silent fetches a token without a person.
	silent(ctx context.Context, tenant string, scopes []string, claims string) (grant, error)
}

// Connect signs in.
func Connect(ctx context.Context, config Config, credential Credential) (*Session, error) {
	config, err := config.complete(credential)
	if err != nil {
		return nil, err
	}
	issuer, err := credential.issuer(config)
	if err != nil {
		return nil, err
	}
	s := &Session{config: config, credential: credential, issuer: issuer, tokens: map[tokenKey]Token{}}
	if err := s.signIn(ctx, "", 0); err != nil {
		return nil, err
	}
	return s, nil
}

// complete fills the defaults in and checks what Entra would refuse anyway.
func (c Config) complete(credential Credential) (Config, error) {
	if c.Cloud == (Cloud{}) {
		c.Cloud = Global
	}
	if c.ClientID == "" {
		c.ClientID = GraphCommandLineTools
	}
	if c.HTTP == nil {
		c.HTTP = http.DefaultClient
	}
	if c.Now == nil {
		c.Now = time.Now
	}
	if c.Tenant == "" {
		if !credential.Delegated() {
			return c, errors.New("an application signs in to one tenant: name it by its id or domain")
		}
		c.Tenant = "organizations"
	}
	if strings.ContainsAny(c.Tenant, "/?#\\ ") {
		return c, fmt.Errorf("%q is not a tenant: use its id or one of its domains", c.Tenant)
	}
	c.Tenant = strings.ToLower(c.Tenant)
	return c, nil
}

// signIn performs the credential's own sign-in and keeps its token as the first. When somebody has signed in since
// the caller counted, that will do: many requests may be challenged at once.
func (s *Session) signIn(ctx context.Context, claims string, counted int) error {
	s.person.Lock()
	defer s.person.Unlock()
	if s.count() != counted {
		return nil
	}
	scopes := s.scopes(s.config.Cloud.GraphResource())
	granted, err := s.issuing().signIn(ctx, scopes, claims)
	if err != nil {
		return translate(err, s.config.Tenant)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.signIns++
	s.home = firstOf(granted.tenant, s.config.Tenant)
	if granted.audience == "" {
		s.tokens[tokenKey{s.home, strings.Join(scopes, " ")}] = granted.token
	}
	return nil
}

func (s *Session) count() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.signIns
}

func (s *Session) issuing() issuer {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.issuer
}

// scopes are what a token for the resource is asked for: at Graph the delegated scopes of the configuration,
// elsewhere, and for applications, everything that was consented to.
func (s *Session) scopes(resource string) []string {
	if s.credential.Delegated() && resource == s.config.Cloud.GraphResource() && len(s.config.Scopes) > 0 {
		return qualify(resource, s.config.Scopes)
	}
	return []string{resource + "/.default"}
}

// qualify puts the resource before bare scope names, which Entra would read as Graph's of the public cloud.
func qualify(resource string, scopes []string) []string {
	qualified := make([]string, 0, len(scopes))
	for _, scope := range scopes {
		switch scope {
		case "openid", "profile", "email", "offline_access": // MSAL asks for these itself
			continue
		}
		if !strings.Contains(scope, "://") {
			scope = resource + "/" + scope
		}
		if !slices.Contains(qualified, scope) {
			qualified = append(qualified, scope)
		}
	}
	return qualified
}

// Token returns a token for a resource ("https://graph.microsoft.com") in a tenant; an empty tenant is the home
// tenant. It is taken from memory while it is valid and fetched silently otherwise. Claims, when a service has
// demanded some, always fetch a new token; if that needs a person and the credential has one, the person is asked.
func (s *Session) Token(ctx context.Context, tenant, resource, claims string) (Token, error) {
	scopes := s.scopes(resource)
	key := tokenKey{strings.ToLower(firstOf(tenant, s.Home())), strings.Join(scopes, " ")}
	if token, ok := s.cached(key); ok && claims == "" {
		return token, nil
	}
	counted := s.count()
	token, err := s.silent(ctx, key, scopes, claims)
	var refused *Error
	if claims == "" || !errors.As(err, &refused) || !refused.NeedsSignIn() || key.tenant != s.Home() {
		return token, err
	}
	if err := s.signIn(ctx, claims, counted); err != nil {
		return Token{}, err
	}
	if token, ok := s.cached(key); ok && resource == s.config.Cloud.GraphResource() {
		return token, nil
	}
	return s.silent(ctx, key, scopes, "")
}

// silent fetches a token without a person and keeps it.
func (s *Session) silent(ctx context.Context, key tokenKey, scopes []string, claims string) (Token, error) {
	granted, err := s.issuing().silent(ctx, key.tenant, scopes, claims)
	if err != nil {
		return Token{}, translate(err, key.tenant)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.tokens[key] = granted.token
	return granted.token, nil
}

func (s *Session) cached(key tokenKey) (Token, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	token, ok := s.tokens[key]
	return token, ok && s.config.Now().Add(expiryMargin).Before(token.ExpiresOn)
}

// Home is the tenant that was signed in to: the account's home tenant unless another one was named.
func (s *Session) Home() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.home
}

// Cloud is the cloud that was signed in to.
func (s *Session) Cloud() Cloud { return s.config.Cloud }

// Kind names the way of signing in, for Get-PartnerContext.
func (s *Session) Kind() string { return s.credential.String() }

// Identity tells who is signed in, as the token for Graph in a tenant says; empty is the home tenant. In a
// customer's tenant the directory roles are those given through GDAP.
func (s *Session) Identity(ctx context.Context, tenant string) (Identity, error) {
	return s.IdentityFor(ctx, tenant, s.config.Cloud.GraphResource())
}

// IdentityFor is Identity as the token for another resource tells it; Partner Center looks at the
// authentication methods of its own token.
func (s *Session) IdentityFor(ctx context.Context, tenant, resource string) (Identity, error) {
	token, err := s.Token(ctx, tenant, resource, "")
	if err != nil {
		return Identity{}, err
	}
	return ParseIdentity(token.Secret)
}

// String tells nothing secret.
func (s *Session) String() string {
	return fmt.Sprintf("%s sign-in to %s (%s)", s.Kind(), s.Home(), s.config.Cloud.Name)
}

// SignOut forgets every token. The session cannot be used afterwards without signing in again.
func (s *Session) SignOut() {
	s.mu.Lock()
	defer s.mu.Unlock()
	clear(s.tokens)
	s.issuer = signedOut{}
}

// signedOut answers after SignOut.
type signedOut struct{}

var errSignedOut = errors.New("you have signed out; connect again")

func (signedOut) signIn(context.Context, []string, string) (grant, error) {
	return grant{}, errSignedOut
}

func (signedOut) silent(context.Context, string, []string, string) (grant, error) {
	return grant{}, errSignedOut
}
