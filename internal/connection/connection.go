// Package connection is what the commands of one shell share about the partner: who is signed in, and the clients
// that read Microsoft Graph and Partner Center as that account, one per tenant and made when they are first needed.
// A session hands it to its commands as the service "connection".
//
// It signs in through package entra and decides nothing about access. How requests are sent is injected, so that
// the Graph SDK is linked by the program alone.
package connection

import (
	"context"
	"errors"
	"net/http"
	"sync"
	"time"

	"github.com/partnershell/partnershell/internal/access"
	"github.com/partnershell/partnershell/internal/entra"
	"github.com/partnershell/partnershell/internal/graph"
	"github.com/partnershell/partnershell/internal/partnercenter"
	"github.com/partnershell/partnershell/internal/rest"
)

// Options are what a connection is made of.
type Options struct {
	// HTTP carries every request, those to Entra included.
	HTTP *http.Client
	// Sender makes what sends requests with a session's tokens for one tenant.
	Sender func(session *entra.Session, tenant string, client *http.Client) (rest.Sender, error)
	// Clock is the services' clock: it spaces requests and tells which tokens are still valid. Nil is the
	// system's.
	Clock rest.Clock
	// SignIn, if set, connects when something is first read and nobody has signed in.
	SignIn func(ctx context.Context, c *Connection) error
	// OpenBrowser shows an address to the person; nil where there is no browser.
	OpenBrowser func(url string) error
}

// A Connection is at most one sign-in at a time. Safe for concurrent use.
type Connection struct {
	options Options

	signing sync.Mutex // held while Options.SignIn runs
	mu      sync.Mutex // guards what follows
	session *entra.Session
	graph   *graph.Client
	partner *partnercenter.Client
	left    bool // the user has disconnected: SignIn is not tried again
	onWait  func(rest.Pause)

	users, customers known // for completion
}

// ErrNotConnected is the error of everything that needs a sign-in where there is none.
var ErrNotConnected = errors.New("you are not signed in: run Connect-PartnerCenter first")

// New makes a connection that is not signed in.
func New(options Options) *Connection {
	if options.HTTP == nil {
		options.HTTP = &http.Client{}
	}
	if options.Clock == nil {
		options.Clock = rest.SystemClock{}
	}
	return &Connection{options: options}
}

// Connect signs in and takes the place of an earlier sign-in. The configuration needs no HTTP client and no clock.
func (c *Connection) Connect(
	ctx context.Context, config entra.Config, credential entra.Credential,
) (*entra.Session, error) {
	config.HTTP, config.Now = c.options.HTTP, c.options.Clock.Now
	session, err := entra.Connect(ctx, config, credential)
	if err != nil {
		return nil, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.forget()
	c.session, c.left = session, false
	return session, nil
}

// Disconnect forgets every token. It reports whether anybody was signed in.
func (c *Connection) Disconnect() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	connected := c.session != nil || c.options.SignIn != nil && !c.left
	c.forget()
	c.left = true
	return connected
}

func (c *Connection) forget() {
	if c.session != nil {
		c.session.SignOut()
	}
	c.session, c.graph, c.partner = nil, nil, nil
}

// OpenBrowser is how a sign-in page is shown; nil where there is no browser.
func (c *Connection) OpenBrowser() func(url string) error { return c.options.OpenBrowser }

// Now is the time by the services' clock.
func (c *Connection) Now() time.Time { return c.options.Clock.Now() }

// Session is the present sign-in, or ErrNotConnected.
func (c *Connection) Session(ctx context.Context) (*entra.Session, error) {
	if session, automatic := c.current(); session != nil || !automatic {
		if session == nil {
			return nil, ErrNotConnected
		}
		return session, nil
	}
	c.signing.Lock()
	defer c.signing.Unlock()
	if session, _ := c.current(); session != nil {
		return session, nil
	}
	if err := c.options.SignIn(ctx, c); err != nil {
		return nil, err
	}
	session, _ := c.current()
	return session, nil
}

func (c *Connection) current() (session *entra.Session, automatic bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.session, c.options.SignIn != nil && !c.left
}

// Graph reads Microsoft Graph in a tenant; an empty one is the tenant that was signed in to.
func (c *Connection) Graph(ctx context.Context, tenant string) (*graph.Client, error) {
	session, err := c.Session(ctx)
	if err != nil {
		return nil, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.graph == nil {
		c.graph = graph.New(graph.Config{Account: session, Clock: c.options.Clock, OnWait: c.wait,
			Sender: func(tenant string) rest.Sender { return c.sender(session, tenant) }})
	}
	return c.graph.ForTenant(tenant), nil
}

// PartnerCenter reads the Partner Center API.
func (c *Connection) PartnerCenter(ctx context.Context) (*partnercenter.Client, error) {
	session, err := c.Session(ctx)
	if err != nil {
		return nil, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.partner == nil {
		c.partner, err = partnercenter.New(partnercenter.Config{Account: session, Clock: c.options.Clock, OnWait: c.wait,
			Sender: c.sender(session, session.Home())})
	}
	return c.partner, err
}

// sender makes a sender; if it cannot be made, one that says why.
func (c *Connection) sender(session *entra.Session, tenant string) rest.Sender {
	sender, err := c.options.Sender(session, tenant, c.options.HTTP)
	if err != nil {
		return failing{err}
	}
	return sender
}

// failing is a sender that could not be made.
type failing struct{ err error }

// Send fails.
func (f failing) Send(context.Context, rest.Request) (*http.Response, error) { return nil, f.err }

// wait passes a pause on to whoever is listening now.
func (c *Connection) wait(p rest.Pause) {
	c.mu.Lock()
	listen := c.onWait
	c.mu.Unlock()
	if listen != nil {
		listen(p)
	}
}

// Gaps tells what the account lacks for an endpoint, without calling it; nil when nobody is signed in.
func (c *Connection) Gaps(ctx context.Context, key access.Key) []access.Gap {
	if session, _ := c.current(); session == nil {
		return nil
	}
	client, err := c.Graph(ctx, "")
	if err != nil {
		return nil
	}
	gaps, err := client.Check(ctx, key)
	if err != nil {
		return nil
	}
	return gaps
}
