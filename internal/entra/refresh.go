package entra

import (
	"context"
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"
)

// RefreshToken signs a user in with a refresh token that was obtained earlier, as the Secure Application Model
// does. Each redemption brings a new refresh token, which replaces the old one for as long as the session lasts.
type RefreshToken struct {
	// Secret is the refresh token.
	Secret string
	// ClientSecret or Certificate proves the application, if it is a confidential one.
	ClientSecret string
	Certificate  *Certificate
}

// String names the way, not the token.
func (RefreshToken) String() string { return "RefreshToken" }

// GoString hides the token and the secret.
func (RefreshToken) GoString() string { return "RefreshToken" }

// Delegated is true.
func (RefreshToken) Delegated() bool { return true }

func (r RefreshToken) issuer(config Config) (issuer, error) {
	if r.Secret == "" {
		return nil, errors.New("the refresh token is empty")
	}
	return &refreshIssuer{config: config, credential: r, current: r.Secret}, nil
}

// refreshIssuer redeems a refresh token, which MSAL does only for tokens that it fetched itself.
type refreshIssuer struct {
	config     Config
	credential RefreshToken

	mu      sync.Mutex // held while redeeming: a token that was replaced may be refused
	current string
}

func (r *refreshIssuer) signIn(ctx context.Context, scopes []string, claims string) (grant, error) {
	return r.silent(ctx, r.config.Tenant, scopes, claims)
}

func (r *refreshIssuer) silent(ctx context.Context, tenant string, scopes []string, claims string) (grant, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	endpoint := r.config.Cloud.authority(tenant) + "/oauth2/v2.0/token"
	form := url.Values{"grant_type": {"refresh_token"}, "client_id": {r.config.ClientID}, "refresh_token": {r.current},
		"scope": {strings.Join(append([]string{"openid", "profile", "offline_access"}, scopes...), " ")}}
	if claims != "" {
		form.Set("claims", claims)
	}
	if err := r.proveApplication(form, endpoint); err != nil {
		return grant{}, err
	}
	answer, err := r.post(ctx, endpoint, form)
	if err != nil {
		return grant{}, err
	}
	if answer.RefreshToken != "" {
		r.current = answer.RefreshToken
	}
	issued := grant{tenant: tenant, token: Token{answer.AccessToken,
		r.config.Now().Add(time.Duration(answer.ExpiresIn) * time.Second)}}
	if identity, err := ParseIdentity(answer.AccessToken); err == nil {
		issued.tenant = firstOf(identity.TenantID, tenant)
	}
	return issued, nil
}

// tokenAnswer is the token endpoint's answer.
type tokenAnswer struct {
	AccessToken  string `json:"access_token"`
	RefreshToken string `json:"refresh_token"`
	ExpiresIn    int64  `json:"expires_in"`
}

func (r *refreshIssuer) post(ctx context.Context, endpoint string, form url.Values) (answer tokenAnswer, err error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, endpoint, strings.NewReader(form.Encode()))
	if err != nil {
		return answer, err
	}
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	response, err := r.config.HTTP.Do(request)
	if err != nil {
		return answer, err
	}
	defer response.Body.Close()
	body, err := io.ReadAll(io.LimitReader(response.Body, 1<<20))
	if err != nil {
		return answer, err
	}
	if refused, ok := parseRefusal(body); ok {
		return answer, refused
	}
	if response.StatusCode != http.StatusOK || json.Unmarshal(body, &answer) != nil || answer.AccessToken == "" {
		return answer, fmt.Errorf("Entra ID answered %s without a token", response.Status) //nolint:staticcheck // a name
	}
	return answer, nil
}

// proveApplication adds what a confidential client has to show.
func (r *refreshIssuer) proveApplication(form url.Values, endpoint string) error {
	if r.credential.ClientSecret != "" {
		form.Set("client_secret", r.credential.ClientSecret)
	}
	if r.credential.Certificate == nil {
		return nil
	}
	assertion, err := r.credential.Certificate.assertion(r.config.ClientID, endpoint, r.config.Now())
	if err != nil {
		return err
	}
	form.Set("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer")
	form.Set("client_assertion", assertion)
	return nil
}

// assertion is a signed statement of the application about itself (RFC 7523), good for ten minutes.
func (c Certificate) assertion(clientID, audience string, now time.Time) (string, error) {
	chain, key, err := c.parse()
	if err != nil {
		return "", err
	}
	signer, ok := key.(*rsa.PrivateKey)
	if !ok {
		return "", errors.New("the certificate's key is not an RSA key")
	}
	thumbprint := sha256.Sum256(chain[0].Raw)
	head, _ := json.Marshal(map[string]any{"alg": "PS256", "typ": "JWT",
		"x5t#S256": base64.RawURLEncoding.EncodeToString(thumbprint[:])})
	body, _ := json.Marshal(map[string]any{"aud": audience, "iss": clientID, "sub": clientID, "jti": rand.Text(),
		"nbf": now.Unix(), "exp": now.Add(10 * time.Minute).Unix()})
	text := base64.RawURLEncoding.EncodeToString(head) + "." + base64.RawURLEncoding.EncodeToString(body)
	digest := sha256.Sum256([]byte(text))
	signature, err := rsa.SignPSS(rand.Reader, signer, crypto.SHA256, digest[:],
		&rsa.PSSOptions{SaltLength: rsa.PSSSaltLengthEqualsHash})
	if err != nil {
		return "", err
	}
	return text + "." + base64.RawURLEncoding.EncodeToString(signature), nil
}
