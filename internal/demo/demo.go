// Package demo joins a session to a simulated tenant instead of Microsoft 365: for demonstrations (-Demo) and for
// tests of commands. The tenant is made, served and signed in to when something is first read.
//
// What is simulated and how is the matter of package simulator; commands see no difference.
package demo

import (
	"context"
	"net/http"
	"sync"
	"time"

	"github.com/partnershell/partnershell/internal/connection"
	"github.com/partnershell/partnershell/internal/entra"
	"github.com/partnershell/partnershell/internal/rest"
	"github.com/partnershell/partnershell/internal/simulator"
	"github.com/partnershell/partnershell/internal/simulator/tenant"
)

// Options choose the tenant and who looks at it.
type Options struct {
	// Folder holds the tenant; empty generates it from Params. Params.Now is the moment at which either is looked at;
	// zero is the folder's own, and where that says nothing the present hour.
	Folder string
	Params tenant.Params
	// Simulator says who signs in, and what is refused. Its tenant and its clock are set by this package.
	Simulator simulator.Options
	// Sender is what connection.Options.Sender is.
	Sender func(session *entra.Session, tenant string, client *http.Client) (rest.Sender, error)
}

// DefaultAccount is the role of the account that signs in to a generated tenant unless another one is chosen: the
// person whom partnershell is made for.
const DefaultAccount = "Security Reader"

// Demo is a simulated tenant that may or may not have been started yet.
type Demo struct {
	// Connection signs in by itself when it is first used.
	Connection *connection.Connection
	// HTTP reaches the simulated services and nothing else.
	HTTP *http.Client
	// Now is the moment at which the tenant is looked at.
	Now time.Time

	options Options
	tenant  func() (*tenant.Tenant, error)
	server  func() (*server, error)
	clock   clock
}

// server is the simulated services and the way to them.
type server struct {
	*simulator.Server
	http.RoundTripper
}

// New prepares a tenant that ends with ctx. A folder is read at once, so that what is wrong with it is told.
func New(ctx context.Context, o Options) (*Demo, error) {
	var read *tenant.Tenant
	if o.Folder != "" {
		var err error
		if read, err = tenant.ReadFolder(o.Folder); err != nil {
			return nil, err
		}
		if o.Params.Now.IsZero() {
			o.Params.Now = read.Now
		}
	}
	if o.Params.Now.IsZero() {
		o.Params.Now = time.Now().UTC().Truncate(time.Hour)
	}
	d := &Demo{options: o, Now: o.Params.Now}
	d.tenant = sync.OnceValues(func() (*tenant.Tenant, error) { return tenant.Generate(o.Params), nil })
	if read != nil {
		read.Now = d.Now
		d.tenant = func() (*tenant.Tenant, error) { return read, nil }
	}
	d.clock.start, d.clock.began = d.Now, time.Now()
	d.server = sync.OnceValues(func() (*server, error) { return d.serve(ctx) })
	d.HTTP = &http.Client{Transport: transport{d}}
	d.Connection = connection.New(connection.Options{HTTP: d.HTTP, Sender: o.Sender, Clock: &d.clock, SignIn: d.signIn,
		OpenBrowser: func(address string) error { return d.browse(address, func(error) {}) }})
	return d, nil
}

// Server is the simulated services, started if they were not yet.
func (d *Demo) Server() (*simulator.Server, error) {
	s, err := d.server()
	if err != nil {
		return nil, err
	}
	return s.Server, nil
}

// Save writes the tenant as the folder that Options.Folder reads.
func (d *Demo) Save(folder string) error {
	t, err := d.tenant()
	if err != nil {
		return err
	}
	return t.WriteFolder(folder)
}

func (d *Demo) serve(ctx context.Context) (*server, error) {
	t, err := d.tenant()
	if err != nil {
		return nil, err
	}
	o := d.options.Simulator
	o.Tenant, o.Wall, o.ApproveDeviceCodes = t, d.clock.Now, true
	if o.Account == "" && d.options.Folder == "" {
		o.Account = DefaultAccount
	}
	s, err := simulator.Start(ctx, o)
	if err != nil {
		return nil, err
	}
	return &server{s, s.Client().Transport}, nil
}

// signIn signs the account in as a person at a browser would be.
func (d *Demo) signIn(ctx context.Context, c *connection.Connection) error {
	t, err := d.tenant()
	if err != nil {
		return err
	}
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	open := func(address string) error { return d.browse(address, cancel) }
	if _, err = c.Connect(ctx, entra.Config{ClientID: t.ClientID}, entra.Browser{Open: open}); ctx.Err() != nil {
		return context.Cause(ctx)
	}
	return err
}

// browse answers a sign-in page in the background, as a browser does; what goes wrong there ends the waiting.
func (d *Demo) browse(address string, failed func(error)) error {
	server, err := d.server()
	if err != nil {
		return err
	}
	go func() {
		if err := server.Browse(address); err != nil {
			failed(err)
		}
	}()
	return nil
}

// transport carries requests to the simulated services and nowhere else.
type transport struct{ demo *Demo }

// RoundTrip implements http.RoundTripper.
func (t transport) RoundTrip(r *http.Request) (*http.Response, error) {
	server, err := t.demo.server()
	if err != nil {
		return nil, err
	}
	return server.RoundTrip(r)
}

// clock is the time of the simulated services. The services' limits are kept by it, but a wait only moves it
// forward, so that nobody has to sit through what the real services would demand.
type clock struct {
	start, began time.Time

	mu      sync.Mutex
	skipped time.Duration
}

// Now implements rest.Clock.
func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.start.Add(time.Since(c.began) + c.skipped)
}

// Sleep implements rest.Clock.
func (c *clock) Sleep(ctx context.Context, d time.Duration) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.skipped += d
	return ctx.Err()
}
