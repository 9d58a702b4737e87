package main

import (
	"context"
	"fmt"
	"net/http"
	"sync"
	"time"

	"github.com/partnershell/partnershell/internal/connection"
	"github.com/partnershell/partnershell/internal/entra"
	"github.com/partnershell/partnershell/internal/simulator"
	"github.com/partnershell/partnershell/internal/simulator/tenant"
	"github.com/partnershell/partnershell/shell/object"
	"github.com/partnershell/partnershell/shell/program"
)

// demo is a simulated tenant that is made, served and signed in to when it is first used.
type demo struct {
	flags  program.Flags
	now    time.Time // of generated tenants
	tenant func() (*tenant.Tenant, error)
	server func() (*demoServer, error)
	clock  demoClock
}

func equipDemo(ctx context.Context, f program.Flags) (program.Equipment, error) {
	d := &demo{flags: f, now: time.Now().UTC().Truncate(time.Hour)}
	if f.DemoNow != "" {
		at, err := object.ParseDateTime(f.DemoNow, object.InvariantCulture, object.AssumeUniversal|object.AdjustToUniversal)
		if err != nil {
			return program.Equipment{}, fmt.Errorf("-DemoNow: %w", err)
		}
		d.now = at.Time().UTC()
	}
	d.tenant = sync.OnceValues(d.makeTenant)
	if f.DemoTenant != "" { // a folder that cannot be read is told before anything runs
		t, err := d.tenant()
		if err != nil {
			return program.Equipment{}, fmt.Errorf("-DemoTenant: %w", err)
		}
		d.now = t.Now
	}
	d.clock.start, d.clock.began = d.now, time.Now()
	d.server = sync.OnceValues(func() (*demoServer, error) { return d.serve(ctx) })
	client := &http.Client{Transport: (*demoTransport)(d)}
	c := connection.New(connection.Options{HTTP: client, Sender: newSender, Clock: &d.clock, SignIn: d.signIn,
		OpenBrowser: func(address string) error { return d.browse(address, func(error) {}) }})
	account := f.DemoAccount
	if account == "" {
		account = "Security Reader"
	}
	return program.Equipment{Services: services(c, client), Account: account + " of the simulated tenant",
		Clock: func() object.DateTime { return object.FromTime(d.now, object.Local) }}, nil
}

func (d *demo) makeTenant() (*tenant.Tenant, error) {
	if d.flags.DemoTenant != "" {
		return tenant.ReadFolder(d.flags.DemoTenant)
	}
	return tenant.Generate(tenant.Params{Seed: uint64(d.flags.DemoSeed), Users: d.flags.DemoUsers,
		SignIns: d.flags.DemoSignIns, Now: d.now}), nil
}

// demoServer is the simulated services and the way to them.
type demoServer struct {
	*simulator.Server
	http.RoundTripper
}

func (d *demo) serve(ctx context.Context) (*demoServer, error) {
	t, err := d.tenant()
	if err != nil {
		return nil, err
	}
	account := d.flags.DemoAccount
	if account == "" && d.flags.DemoTenant == "" {
		account = "Security Reader"
	}
	server, err := simulator.Start(ctx, simulator.Options{Tenant: t, Account: account, Wall: d.clock.Now,
		ApproveDeviceCodes: true})
	if err != nil {
		return nil, err
	}
	return &demoServer{server, server.Client().Transport}, nil
}

// signIn signs the account in as a person at a browser would be.
func (d *demo) signIn(ctx context.Context, c *connection.Connection) error {
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
func (d *demo) browse(address string, failed func(error)) error {
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

// demoTransport carries requests to the simulated services and nowhere else.
type demoTransport demo

// RoundTrip implements http.RoundTripper.
func (t *demoTransport) RoundTrip(r *http.Request) (*http.Response, error) {
	server, err := t.server()
	if err != nil {
		return nil, err
	}
	return server.RoundTrip(r)
}

// demoClock is the time of the simulated services. The services' limits are kept by it, but a wait only moves it
// forward, so that nobody has to sit through what the real services would demand.
type demoClock struct {
	start, began time.Time

	mu      sync.Mutex
	skipped time.Duration
}

// Now implements rest.Clock.
func (c *demoClock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.start.Add(time.Since(c.began) + c.skipped)
}

// Sleep implements rest.Clock.
func (c *demoClock) Sleep(ctx context.Context, d time.Duration) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.skipped += d
	return ctx.Err()
}
