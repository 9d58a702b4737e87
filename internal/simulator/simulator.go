// Package simulator serves a simulated Entra ID, Microsoft Graph and Partner Center over HTTPS on the loopback
// interface, with a certificate authority of its own, for demonstrations and tests. It checks tokens, scopes,
// roles and licences by rules of its own and answers errors, pages and throttles as the services do.
//
// It never speaks to the network and imports neither the Graph SDK nor MSAL: what it knows of the protocols is
// written down here, so that a mistake of a client's library is not repeated on the other side.
package simulator

import (
	"context"
	"crypto/x509"
	"net/http"
	"time"

	"github.com/partnershell/partnershell/internal/simulator/tenant"
)

// Options say what is served, to whom and when. The zero value serves a generated tenant to its default account.
type Options struct {
	// Tenant is what is served; nil generates one with tenant.Generate(tenant.Params{}).
	Tenant *tenant.Tenant
	// Account is who signs in when a sign-in does not name somebody (login_hint, ApproveDeviceCode): a user
	// principal name, an object id, or the display name of an Entra role ("Reports Reader"), which chooses the
	// first enabled user holding that role and no other; "User" chooses a member without any role. Empty is
	// Tenant.Account.
	Account string
	// PasswordOnly makes sign-ins skip multifactor authentication: tokens then carry amr ["pwd"].
	PasswordOnly bool
	// Consented are the delegated Graph permissions granted to every client. Nil means every one a client asks
	// for, and for ".default" those that read. A client asking for one not listed gets AADSTS65001.
	Consented []string
	// Credentials are the secrets and certificates with which confidential clients may sign in.
	Credentials []Credential
	// ApproveDeviceCodes makes a device code wait for nobody: Account approves it on the second poll.
	ApproveDeviceCodes bool
	// Now is the tenant's clock: tokens are issued and expire by it, retention is counted from it. Nil stands
	// still at Tenant.Now.
	Now func() time.Time
	// Wall is the clock that runs while a client talks to the server: throttling, the lives of device codes,
	// authorization codes and client assertions. Nil is time.Now.
	Wall func() time.Time
	// Throttle is how requests are limited; the zero value limits as the services do.
	Throttle Throttle
}

// Throttle says how the server limits requests.
type Throttle struct {
	// Off switches every limit off.
	Off bool
	// Scale multiplies every limit; 0 means 1.
	Scale float64
	// RetryAfter sends a Retry-After header also where the service usually sends none (the reports); Identity
	// Protection and Conditional Access never send one.
	RetryAfter bool
}

// Credential is one way in which a confidential client may prove who it is.
type Credential struct {
	// AppID is the application's client id.
	AppID string
	// Secret is a client secret; empty when Certificate is set.
	Secret string
	// Expires, when set, is the moment (of Options.Now) after which the credential is refused.
	Expires time.Time
	// Certificate verifies client assertions.
	Certificate *x509.Certificate
}

// Request is one request that was served.
type Request struct {
	Method string
	// Host is the host of the cloud that was addressed ("graph.microsoft.com").
	Host string
	// Path and Query are as sent; the query is still encoded.
	Path, Query string
	// Status is the status code that was answered.
	Status int
	// InBatch is set for the parts of a $batch request, which are listed before the request that held them.
	InBatch bool
}

// Start listens on a loopback port and serves until ctx ends or Close is called. It costs a few milliseconds:
// keys for signing tokens are made when the first client talks to Entra.
func Start(ctx context.Context, options Options) (*Server, error) { return start(ctx, options) }

// Client returns an HTTP client that reaches the server under the names of the real services
// (https://graph.microsoft.com/…), trusts only the server's certificate authority, and refuses every host that
// is not simulated.
func (s *Server) Client() *http.Client { return s.client() }

// Close stops the server and frees its port. Requests under way are cut off.
func (s *Server) Close() error { return s.close() }

// Addr is the loopback address listened on, host:port.
func (s *Server) Addr() string { return s.listener.Addr().String() }

// CertificateAuthority is the PEM of the certificate to trust when the server is reached by other means than
// Client.
func (s *Server) CertificateAuthority() []byte { return s.authority.pem }

// Tenant is what is being served.
func (s *Server) Tenant() *tenant.Tenant { return s.tenant }

// Requests returns the requests served so far, oldest first; of very many only the newest 10,000.
func (s *Server) Requests() []Request { return s.log.all() }

// RequestCount is the number of requests served so far, parts of batches included.
func (s *Server) RequestCount() int { return s.log.count() }

// ResetRequests forgets the requests served so far.
func (s *Server) ResetRequests() { s.log.reset() }

// ApproveDeviceCode signs an account in (as in Options.Account; empty for the default one) for a user code that
// a device waits for. It fails when the code is unknown or expired, or the account does not exist.
func (s *Server) ApproveDeviceCode(userCode, account string) error {
	return s.entra.approve(userCode, account)
}

// DeclineDeviceCode refuses a user code, as a user pressing Cancel does.
func (s *Server) DeclineDeviceCode(userCode string) error { return s.entra.decline(userCode) }

// PendingDeviceCodes returns the user codes that wait for approval, oldest first.
func (s *Server) PendingDeviceCodes() []string { return s.entra.pending() }

// SetAccount changes who signs in by default from now on, as Options.Account.
func (s *Server) SetAccount(account string) error { return s.entra.setAccount(account) }

// RevokeSessions ends an account's sessions as of now: its access tokens get a continuous access evaluation
// challenge and its refresh tokens AADSTS50173.
func (s *Server) RevokeSessions(account string) error { return s.entra.revoke(account) }
