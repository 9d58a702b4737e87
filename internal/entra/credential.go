package entra

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"

	"github.com/AzureAD/microsoft-authentication-library-for-go/apps/confidential"
	"github.com/AzureAD/microsoft-authentication-library-for-go/apps/public"
)

// A Credential is a way of signing in: Browser, DeviceCode, ClientSecret, Certificate, RefreshToken or
// AccessToken.
// Its String names the way and never the secret.
type Credential interface {
	String() string
	// Delegated reports whether a user signs in, rather than the application as itself.
	Delegated() bool
	issuer(Config) (issuer, error)
}

// capability tells services that claims challenges are answered (continuous access evaluation).
const capability = "CP1"

// DeviceCode signs a user in on another device. Many tenants forbid it by Conditional Access: prefer Browser.
type DeviceCode struct {
	// Show gives the code to the person; an error of it ends the sign-in.
	Show func(DeviceCodePrompt) error
}

// DeviceCodePrompt is what the person has to do.
type DeviceCodePrompt struct {
	UserCode, VerificationURL string
	// Message is Entra's own sentence with both, in the language of the tenant.
	Message   string
	ExpiresOn time.Time
}

// String names the way.
func (DeviceCode) String() string { return "DeviceCode" }

// Delegated is true.
func (DeviceCode) Delegated() bool { return true }

func (d DeviceCode) issuer(config Config) (issuer, error) {
	if d.Show == nil {
		return nil, errors.New("there is nobody to show the device code to")
	}
	return newUserIssuer(config, d.acquire)
}

func (d DeviceCode) acquire(
	ctx context.Context, client public.Client, _ Config, scopes []string, claims string,
) (public.AuthResult, error) {
	code, err := client.AcquireTokenByDeviceCode(ctx, scopes, public.WithClaims(claims))
	if err != nil {
		return public.AuthResult{}, err
	}
	result := code.Result
	prompt := DeviceCodePrompt{result.UserCode, result.VerificationURL, result.Message, result.ExpiresOn}
	if err := d.Show(prompt); err != nil {
		return public.AuthResult{}, err
	}
	granted, err := code.AuthenticationResult(ctx)
	if errors.Is(err, context.DeadlineExceeded) && ctx.Err() == nil {
		err = errors.New("nobody entered the device code in time")
	}
	return granted, err
}

// userIssuer issues tokens for a person through MSAL's public client, which keeps the refresh token in memory.
type userIssuer struct {
	config  Config
	client  public.Client
	acquire acquireFunc

	mu      sync.Mutex
	account public.Account
}

// acquireFunc is the part of a sign-in that involves the person.
type acquireFunc func(context.Context, public.Client, Config, []string, string) (public.AuthResult, error)

func newUserIssuer(config Config, acquire acquireFunc) (*userIssuer, error) {
	client, err := public.New(config.ClientID,
		public.WithAuthority(config.Cloud.authority(config.Tenant)),
		public.WithHTTPClient(config.HTTP),
		public.WithClientCapabilities([]string{capability}))
	if err != nil {
		return nil, err
	}
	return &userIssuer{config: config, client: client, acquire: acquire}, nil
}

func (u *userIssuer) signIn(ctx context.Context, scopes []string, claims string) (grant, error) {
	result, err := u.acquire(ctx, u.client, u.config, scopes, claims)
	if err != nil {
		return grant{}, err
	}
	u.mu.Lock()
	u.account = result.Account
	u.mu.Unlock()
	return userGrant(result), nil
}

func (u *userIssuer) silent(ctx context.Context, tenant string, scopes []string, claims string) (grant, error) {
	u.mu.Lock()
	account := u.account
	u.mu.Unlock()
	result, err := u.client.AcquireTokenSilent(ctx, scopes, public.WithSilentAccount(account),
		public.WithTenantID(tenant), public.WithClaims(claims))
	if err != nil {
		return grant{}, err
	}
	return userGrant(result), nil
}

// userGrant takes the tenant from the token itself where it tells, because the account's realm is the tenant
// that was asked for.
func userGrant(result public.AuthResult) grant {
	tenant := result.IDToken.TenantID
	if identity, err := ParseIdentity(result.AccessToken); err == nil && identity.TenantID != "" {
		tenant = identity.TenantID
	}
	return grant{token: Token{result.AccessToken, result.ExpiresOn}, tenant: firstOf(tenant, result.Account.Realm)}
}

// ClientSecret signs an application in with a secret.
type ClientSecret struct {
	// Secret is the secret's value.
	Secret string
}

// String names the way, not the secret.
func (ClientSecret) String() string { return "ClientSecret" }

// GoString hides the secret.
func (ClientSecret) GoString() string { return "ClientSecret" }

// Delegated is false.
func (ClientSecret) Delegated() bool { return false }

func (c ClientSecret) issuer(config Config) (issuer, error) {
	credential, err := confidential.NewCredFromSecret(c.Secret)
	if err != nil {
		return nil, errors.New("the client secret is empty")
	}
	return newAppIssuer(config, credential)
}

// appIssuer issues tokens for an application.
type appIssuer struct {
	config Config
	client confidential.Client
}

func newAppIssuer(
	config Config, credential confidential.Credential, options ...confidential.Option,
) (issuer, error) {
	options = append(options, confidential.WithHTTPClient(config.HTTP),
		confidential.WithClientCapabilities([]string{capability}))
	client, err := confidential.New(config.Cloud.authority(config.Tenant), config.ClientID, credential, options...)
	if err != nil {
		return nil, err
	}
	return &appIssuer{config, client}, nil
}

func (a *appIssuer) signIn(ctx context.Context, scopes []string, claims string) (grant, error) {
	return a.silent(ctx, a.config.Tenant, scopes, claims)
}

func (a *appIssuer) silent(ctx context.Context, tenant string, scopes []string, claims string) (grant, error) {
	result, err := a.client.AcquireTokenByCredential(ctx, scopes,
		confidential.WithTenantID(tenant), confidential.WithClaims(claims))
	if err != nil {
		return grant{}, err
	}
	issued := grant{token: Token{result.AccessToken, result.ExpiresOn}, tenant: tenant}
	if identity, err := ParseIdentity(result.AccessToken); err == nil && identity.TenantID != "" {
		issued.tenant = identity.TenantID
	}
	return issued, nil
}

// AccessToken uses a token that was fetched elsewhere. It serves the one resource and tenant it was issued for
// and cannot be renewed.
type AccessToken struct {
	// Secret is the token.
	Secret string
}

// String names the way, not the token.
func (AccessToken) String() string { return "AccessToken" }

// GoString hides the token.
func (AccessToken) GoString() string { return "AccessToken" }

// Delegated is true as far as scopes go: a given token answers whatever scopes are asked.
func (AccessToken) Delegated() bool { return true }

func (a AccessToken) issuer(config Config) (issuer, error) {
	identity, err := ParseIdentity(a.Secret)
	if err != nil {
		return nil, err
	}
	given := grant{Token{a.Secret, identity.ExpiresOn}, identity.TenantID, firstOf(identity.Audience, "nothing")}
	return givenToken{config, given, identity}, nil
}

// givenToken answers with the one token while it fits.
type givenToken struct {
	config   Config
	grant    grant
	identity Identity
}

func (g givenToken) signIn(ctx context.Context, scopes []string, claims string) (grant, error) {
	if claims != "" {
		return grant{}, errors.New("the service demands a new token, and a given access token cannot be renewed")
	}
	if !g.config.Now().Before(g.identity.ExpiresOn) {
		return grant{}, errors.New("the given access token has expired")
	}
	return g.grant, nil
}

func (g givenToken) silent(ctx context.Context, tenant string, scopes []string, claims string) (grant, error) {
	if tenant != g.grant.tenant {
		return grant{}, errors.New("the given access token is for another tenant")
	}
	if resource := audienceResource(g.config.Cloud, g.grant.audience); !strings.HasPrefix(scopes[0], resource+"/") {
		return grant{}, fmt.Errorf("the given access token is for %s and not for what was asked", resource)
	}
	return g.signIn(ctx, scopes, claims)
}

// audienceResource is the resource that an audience means: services are named by address or by application id.
func audienceResource(cloud Cloud, audience string) string {
	switch audience {
	case "00000003-0000-0000-c000-000000000000":
		return cloud.GraphResource()
	case "fa3d9a0c-3fb0-42cc-9193-47c7ecd2edbd":
		return cloud.PartnerCenterResource()
	}
	return strings.TrimRight(audience, "/")
}
